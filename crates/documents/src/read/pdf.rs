//! PDF with a text layer: letters with their places become lines, lines become paragraphs.
//!
//! | module | what it does |
//! |---|---|
//! | [`structure`] | refuses files whose structure would send a reader in circles |
//! | [`glyphs`] | letters, rules and pictures with their places, from the interpreter |
//! | [`annotations`] | form fields, signatures and notes laid on the page |
//! | [`rules`] | ruled lines |
//! | [`grid`] | ruled lines and the letters between them to tables |
//! | [`lines`] | letters to lines |
//! | [`columns`] | text set in columns, one after the other |
//! | [`margins`] | running heads and page numbers, apart from the body |
//! | [`join`] | lines to paragraphs |
//! | [`quality`] | whether the text can be what the pages show |
//! | [`scan`] | pages that are pictures, read by programs outside |
//! | [`told`] | what is to be said about the pages |

mod annotations;
mod columns;
mod glyphs;
mod grid;
mod join;
mod lines;
mod margins;
mod quality;
mod rules;
pub(crate) mod scan;
mod structure;
mod told;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use nhip_core::document::{Block, Cell, Document, Note, Paragraph, Place, Row, Table};

use self::annotations::Annotation;
use self::glyphs::Glyphs;
use self::grid::Grid;
use self::join::{Found, Piece};
use self::lines::Line;
use self::quality::Quality;
use super::error::Fault;
use super::finish;
use super::limit::Limits;

/// Fewer letters than this on all pages are a stamp on a scan.
const FEW: usize = 20;
/// A page of which pictures cover this much is a picture.
const PICTURE: f64 = 0.5;

/// What stands on a page.
#[derive(Default)]
struct Page {
    number: u32,
    /// Lines outside of tables, from top to bottom.
    lines: Vec<Line>,
    /// Tables, from top to bottom.
    grids: Vec<Grid>,
    /// Lines that run aslant.
    turned: Vec<Line>,
    /// Notes laid on the page.
    notes: Vec<String>,
    /// How much of it pictures cover, 0–1.
    pictures: f64,
    /// Letters that are not shown.
    unseen: usize,
    /// It could not be read as a whole.
    failed: bool,
}

impl Page {
    /// Reads a page and what lies on it.
    fn read<'p>(
        source: &Source<'p>,
        number: u32,
        cache: &InterpreterCache<'p>,
        limits: &Limits,
    ) -> Result<Page, Fault> {
        let mut drawing = glyphs::drawing(source, cache, limits, None)?;
        let annotations = annotations::of(source);
        let mut notes = Vec::new();
        if !annotations.is_empty() {
            let own = annotations.iter().any(Annotation::is_drawn);
            let drawn = match own && !drawing.failed {
                true => glyphs::drawing(source, cache, limits, Some(drawing.drawn))?.letters,
                false => Vec::new(),
            };
            notes = annotations::place(annotations, drawn, &mut drawing.letters, number);
        }
        let page = Page::of(glyphs::sorted(drawing), number);
        Ok(Page { notes, ..page })
    }

    fn of(glyphs: Glyphs, number: u32) -> Page {
        let mut page = Page {
            number,
            pictures: glyphs.pictures,
            unseen: glyphs.unseen,
            failed: glyphs.failed,
            ..Page::default()
        };
        for mut letters in glyphs.letters {
            if letters.upright {
                page.grids = grid::take(&glyphs.rules, &mut letters.glyphs, number);
            }
            page.lines.extend(columns::lines(letters.glyphs, number));
        }
        let turned = glyphs.turned.into_iter();
        page.turned = turned
            .flat_map(|letters| lines::of_letters(letters, number))
            .collect();
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

    fn letters(&mut self) -> usize {
        self.each_line().map(|line| line.text.chars().count()).sum()
    }
}

/// Reads a PDF in this process. The library may panic (caught) or take much memory (not
/// bounded here): programs let [`super::worker`] do this.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let unreadable = |_| Err(Fault::damaged("PDF", "unreadable structure"));
    catch_unwind(AssertUnwindSafe(|| parse(bytes, limits))).unwrap_or_else(unreadable)
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    // Many are encrypted with an empty password, only against changes; it is tried by itself.
    let pdf = Pdf::new(bytes.to_vec()).map_err(fault)?;
    structure::check(&pdf)?;
    if pdf.pages().len() > limits.pages {
        return Err(Fault::TooMuch);
    }
    let mut cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for (number, source) in (1..).zip(pdf.pages().iter()) {
        let page = Page::read(source, number, &cache, limits)?;
        if page.failed {
            // What a panic left in it is not trusted.
            cache = InterpreterCache::new();
        }
        pages.push(page);
    }
    let letters: usize = pages.iter_mut().map(Page::letters).sum();
    if letters < FEW {
        let failed = pages.iter().any(|page| page.failed);
        return Err(match (failed, structure::has_pictures(&pdf)) {
            (true, _) => Fault::damaged("PDF", "unreadable pages"),
            (false, true) => Fault::Scanned,
            (false, false) if letters == 0 => Fault::NoText,
            _ => return document(pages),
        });
    }
    document(pages)
}

fn document(mut pages: Vec<Page>) -> Result<Document, Fault> {
    let mut document = Document {
        findings: told::findings(&mut pages),
        ..Document::default()
    };
    let unseen: usize = pages.iter().map(|page| page.unseen).sum();
    let letters: usize = pages.iter_mut().map(Page::letters).sum();
    let pictures = pages.iter().filter(|page| page.pictures >= PICTURE).count() * 2 > pages.len();
    document.margins = margins::take(&mut pages);
    let notes = pages
        .iter_mut()
        .flat_map(|page| std::mem::take(&mut page.notes));
    let unmarked = |text| Note {
        mark: String::new(),
        text,
    };
    document.notes = notes.map(unmarked).collect();
    for page in &mut pages {
        for line in std::mem::take(&mut page.turned) {
            if document.margins.iter().all(|known| known.text != line.text) {
                document.margins.push(aside(line.text, page.number));
            }
        }
    }
    document.blocks = blocks(join::pieces(pages));
    // An old encoding is no bad text layer.
    finish::repair(&mut document);
    match quality::of(&finish::whole_text(&mut document), unseen * 2 > letters) {
        // A wrong text under pictures of the pages is as good as none.
        Quality::Unusable if pictures => return Err(Fault::Scanned),
        Quality::Unusable => return Err(Fault::Garbled),
        Quality::Doubtful(examples) => document.findings.push(quality::doubt(&examples)),
        Quality::Sound => {}
    }
    match document.blocks.is_empty() {
        true => Err(Fault::NoText),
        false => Ok(document),
    }
}

/// A text that is no part of the body.
fn aside(text: String, page: u32) -> Paragraph {
    Paragraph {
        place: Place {
            page: Some(page),
            ..Place::default()
        },
        text,
        ..Paragraph::default()
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

fn fault(error: LoadPdfError) -> Fault {
    match error {
        LoadPdfError::Decryption(DecryptionError::InvalidEncryption) => {
            Fault::damaged("PDF", "invalid encryption")
        }
        LoadPdfError::Decryption(_) => Fault::Password,
        LoadPdfError::Invalid => Fault::damaged("PDF", "no pages found"),
    }
}

/// The child's side of [`super::worker`], under the name the program's hidden subcommand uses.
pub use super::worker::serve as worker;
