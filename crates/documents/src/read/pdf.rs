//! PDF with a text layer: letters with their places become lines, lines become paragraphs.
//!
//! | module | what it does |
//! |---|---|
//! | [`structure`] | refuses files whose structure would send the library in circles |
//! | [`glyphs`] | letters with their places, from the library |
//! | [`widths`] | widths of letters, in the form the library understands |
//! | [`rules`] | ruled lines |
//! | [`grid`] | ruled lines and the letters between them to tables |
//! | [`lines`] | letters to lines |
//! | [`margins`] | running heads and page numbers, apart from the body |
//! | [`join`] | lines to paragraphs |

mod glyphs;
mod grid;
mod join;
mod lines;
mod margins;
mod rules;
mod structure;
mod widths;

use std::panic::{AssertUnwindSafe, catch_unwind};

use nhip_core::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use nhip_core::finding::Finding;
use nhip_viet::legacy;
use pdf_extract::Document as Pdf;

use self::glyphs::Glyphs;
use self::grid::Grid;
use self::join::{Found, Piece};
use self::lines::Line;
use super::error::Fault;
use super::finish;
use super::limit::Limits;

/// Below this share of Vietnamese syllables a text of some length is not text.
const READABLE: f64 = 0.1;
/// A shorter text is not judged.
const LONG_ENOUGH: usize = 60;
/// Fewer letters than this on all pages are a stamp on a scan.
const FEW: usize = 20;

/// What stands on a page.
struct Page {
    /// Lines outside of tables, from top to bottom.
    lines: Vec<Line>,
    /// Tables, from top to bottom.
    grids: Vec<Grid>,
}

impl Page {
    fn of(glyphs: Glyphs, number: u32) -> Page {
        let mut page = Page {
            lines: Vec::new(),
            grids: Vec::new(),
        };
        for mut letters in glyphs.letters {
            if letters.first().is_some_and(|glyph| glyph.turn == 0) {
                page.grids = grid::take(&glyphs.rules, &mut letters, number);
            }
            page.lines.extend(lines::of_letters(letters, number));
        }
        page
    }

    fn each_line(&mut self) -> impl Iterator<Item = &mut Line> {
        let cells = self
            .grids
            .iter_mut()
            .flat_map(|grid| &mut grid.rows)
            .flatten()
            .flatten();
        self.lines.iter_mut().chain(cells)
    }
}

/// Reads a PDF in this process. The library may panic (caught) or take much memory (not
/// bounded here): programs let [`super::worker`] do this.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let unreadable = |_| Err(Fault::damaged("PDF", "unreadable structure"));
    catch_unwind(AssertUnwindSafe(|| parse(bytes, limits))).unwrap_or_else(unreadable)
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let mut pdf = Pdf::load_mem(bytes).map_err(|error| fault(&error))?;
    if pdf.is_encrypted() {
        // Many are encrypted with an empty password, only against changes.
        pdf.decrypt("").map_err(|_| Fault::Password)?;
    }
    structure::check(&pdf)?;
    widths::mend(&mut pdf);
    let mut pages = Vec::new();
    let mut failed = Vec::new();
    for number in pdf.get_pages().keys().copied() {
        if pages.len() >= limits.pages {
            return Err(Fault::TooMuch);
        }
        let glyphs = glyphs::page(&pdf, number, limits)?;
        failed.extend(glyphs.failed.then_some(number));
        pages.push(Page::of(glyphs, number));
    }
    let letters = pages
        .iter_mut()
        .flat_map(Page::each_line)
        .map(|line| line.text.chars().count())
        .sum::<usize>();
    if letters < FEW {
        return Err(match (failed.is_empty(), structure::has_pictures(&pdf)) {
            (false, _) => Fault::damaged("PDF", "unreadable pages"),
            (true, true) => Fault::Scanned,
            (true, false) if letters == 0 => Fault::NoText,
            _ => return document(pages, failed),
        });
    }
    document(pages, failed)
}

fn document(mut pages: Vec<Page>, failed: Vec<u32>) -> Result<Document, Fault> {
    let mut document = Document::default();
    let mut encoding = None;
    for line in pages.iter_mut().flat_map(Page::each_line) {
        if let Some((repaired, found)) = legacy::repair(&line.text) {
            line.text = repaired;
            encoding = Some(found);
        }
    }
    let lines = pages.iter_mut().flat_map(Page::each_line);
    let whole: Vec<String> = lines.map(|line| line.text.clone()).collect();
    let whole = whole.join(" ");
    if is_garbled(&whole) {
        return Err(Fault::Garbled);
    }
    document.margins = margins::take(&mut pages);
    document.blocks = blocks(join::pieces(pages));
    if let Some(encoding) = encoding {
        finish::repair_beside(&mut document, encoding);
        document.findings.push(finish::converted());
    }
    if let Some(first) = failed.first() {
        let finding = Finding::new(
            "C141",
            format!(
                "{} trang PDF không đọc được (trang đầu tiên: {first}); hãy đối chiếu với bản gốc.",
                failed.len()
            ),
            format!(
                "{} pages of the PDF could not be read (the first: {first}); compare with the original.",
                failed.len()
            ),
        );
        document.findings.push(finding.at(Place {
            page: Some(*first),
            ..Place::default()
        }));
    }
    match document.blocks.is_empty() {
        true => Err(Fault::NoText),
        false => Ok(document),
    }
}

/// The pieces as blocks, paragraphs counted through.
fn blocks(pieces: Vec<Piece>) -> Vec<Block> {
    let mut line = 0;
    let mut tables = 0;
    let mut paragraph = |found: Found, cell: Option<String>| {
        line += 1;
        Block::Paragraph(Paragraph {
            place: Place {
                line,
                page: Some(found.page),
                cell,
                ..Place::default()
            },
            text: found.text,
            centred: found.centred,
            ..Paragraph::default()
        })
    };
    let mut blocks = Vec::new();
    for piece in pieces {
        let grid = match piece {
            Piece::Paragraph(found) => {
                blocks.push(paragraph(found, None));
                continue;
            }
            Piece::Table(grid) => grid,
        };
        tables += 1;
        let mut table = Table::default();
        for (row, cells) in (1..).zip(grid.rows) {
            let sides = grid.edges.iter().zip(grid.edges.iter().skip(1));
            let cells =
                cells
                    .into_iter()
                    .zip(sides)
                    .enumerate()
                    .map(|(column, (lines, (left, right)))| {
                        let place = format!("bảng {tables}, dòng {row}, cột {}", column + 1);
                        let found = join::cell(lines, *left, *right).into_iter();
                        let blocks = found
                            .map(|found| paragraph(found, Some(place.clone())))
                            .collect();
                        Cell { blocks, columns: 1 }
                    });
            table.rows.push(Row {
                cells: cells.collect(),
            });
        }
        blocks.push(Block::Table(table));
    }
    blocks
}

/// Whether the letters of a text cannot be what the page shows: hardly any word is Vietnamese,
/// or most signs are no letters at all. A short text is not judged.
fn is_garbled(text: &str) -> bool {
    let shown = text.chars().filter(|letter| !letter.is_whitespace());
    let (all, words) = shown.fold((0, 0), |(all, words), letter| {
        (all + 1, words + usize::from(letter.is_alphanumeric()))
    });
    all >= LONG_ENOUGH && (words * 2 < all || finish::vietnamese(text) < READABLE)
}

fn fault(error: &pdf_extract::Error) -> Fault {
    match error {
        pdf_extract::Error::Decryption(_) | pdf_extract::Error::InvalidPassword => Fault::Password,
        other => Fault::damaged("PDF", other),
    }
}

/// The child's side of [`super::worker`], under the name the program's hidden subcommand uses.
pub use super::worker::serve as worker;
