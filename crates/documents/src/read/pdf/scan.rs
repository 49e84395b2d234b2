//! Scans: pages that are pictures are drawn by `pdftoppm` (poppler) and read by `tesseract`, where
//! both are installed, with Vietnamese. What a machine reads off a picture is never certain, so
//! every figure of it is to be confirmed.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use nhip_core::document::{Document, Place};
use nhip_core::finding::Finding;

use super::super::finish;
use super::super::limit::Limits;
use super::super::outside::{self, Folder};
use super::lines::Line;
use super::quality::{self, Quality};
use super::{Page, blocks, join, margins};

/// Pages read of one scan; each takes seconds.
const MOST_PAGES: u32 = 20;
/// The long side of a page in dots: A4 at 300 an inch.
const LONG_SIDE: u32 = 3508;
/// Points of a dot.
const POINT: f64 = 842.0 / LONG_SIDE as f64;
/// Fewer letters are no text.
const FEW: usize = 60;
/// Below this the program doubts a word itself, in percent.
const SURE: f64 = 70.0;
/// A gap of so many heights of a line parts columns.
const COLUMN: f64 = 2.5;

/// Reads a scan; `None` where the programs are missing or find no text.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Option<Document> {
    let tesseract = outside::find(&["tesseract"])?;
    let draw = outside::find(&["pdftoppm"])?;
    let about = outside::find(&["pdfinfo"])?;
    let folder = Folder::new().ok()?;
    let source = folder.path().join("source.pdf");
    fs::write(&source, bytes).ok()?;
    let count = page_count(&about, &source, folder.path(), limits)?;
    let mut pages = Vec::new();
    let mut doubted = Vec::new();
    for number in 1..=count.min(MOST_PAGES) {
        let table = recognised(&draw, &tesseract, &source, number, limits);
        let words = words(&table.unwrap_or_default());
        doubted.extend(
            words
                .iter()
                .filter(|word| word.sure < SURE)
                .map(|word| word.text.clone()),
        );
        pages.push(Page {
            number,
            lines: lines(words, number),
            ..Page::default()
        });
    }
    document(pages, count, &doubted)
}

fn document(mut pages: Vec<Page>, count: u32, doubted: &[String]) -> Option<Document> {
    let empty = pages.iter().filter(|page| page.lines.is_empty()).count();
    let unread = count.saturating_sub(pages.len() as u32) + empty as u32;
    let mut document = Document {
        margins: margins::take(&mut pages),
        blocks: blocks(join::pieces(pages)),
        ..Document::default()
    };
    let text = finish::whole_text(&mut document);
    if text.chars().count() < FEW || quality::of(&text, true) == Quality::Unusable {
        return None;
    }
    document.findings.push(confirm(doubted));
    if unread > 0 {
        document.findings.push(Finding::new(
            "C143",
            format!("{unread} trang của bản quét không được đọc; hãy xin bản Word."),
            format!("{unread} pages of the scan were not read: ask for the Word file."),
        ));
    }
    Some(document)
}

/// That every figure of a scan is to be confirmed.
fn confirm(doubted: &[String]) -> Finding {
    let figures = doubted
        .iter()
        .filter(|word| word.contains(|sign: char| sign.is_ascii_digit()));
    let examples: Vec<&str> = figures.take(5).map(String::as_str).collect();
    let finding = Finding::new(
        "C146",
        format!(
            "Văn bản là bản quét, chữ do máy nhận dạng (tesseract): mọi con số phải được đối chiếu với bản gốc trước khi dùng; máy không chắc {} chữ.",
            doubted.len()
        ),
        format!(
            "The document is a scan, its text was read off the pictures by a program (tesseract): every figure must be compared with the original before it is used; the program doubts {} words.",
            doubted.len()
        ),
    );
    let finding = finding.at(Place {
        page: Some(1),
        ..Place::default()
    });
    match examples.is_empty() {
        true => finding,
        false => finding.quoting(examples.join(" ")),
    }
}

fn page_count(about: &Path, source: &Path, folder: &Path, limits: &Limits) -> Option<u32> {
    let told = folder.join("pages.txt");
    let mut command = Command::new(about);
    command.arg(source).stdout(File::create(&told).ok()?);
    outside::run(&mut command, limits).ok()?;
    let told = fs::read_to_string(told).ok()?;
    let count = told.lines().find_map(|line| line.strip_prefix("Pages:"))?;
    count.trim().parse().ok()
}

/// The words of a page with their places, as a table.
fn recognised(
    draw: &Path,
    tesseract: &Path,
    source: &Path,
    number: u32,
    limits: &Limits,
) -> Option<String> {
    let (picture, table) = (
        source.with_file_name("page"),
        source.with_file_name("words"),
    );
    let number = number.to_string();
    let mut command = Command::new(draw);
    command
        .args(["-gray", "-singlefile", "-scale-to", &LONG_SIDE.to_string()])
        .args(["-f", &number, "-l", &number])
        .arg(source)
        .arg(&picture)
        .stdout(Stdio::null());
    outside::run(&mut command, limits).ok()?;
    let mut command = Command::new(tesseract);
    command
        .arg(picture.with_extension("pgm"))
        .arg(&table)
        .args(["-l", "vie", "--psm", "3", "tsv"])
        // One scan is not to take all processors.
        .env("OMP_THREAD_LIMIT", "1")
        .stdout(Stdio::null());
    outside::run(&mut command, limits).ok()?;
    fs::read_to_string(table.with_extension("tsv")).ok()
}

/// A word where the page has it, in points.
struct Word {
    /// Block, paragraph and line it belongs to.
    line: [u32; 3],
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// How sure the program is, in percent.
    sure: f64,
    text: String,
}

/// Reads the table `tesseract` writes: level, page, block, paragraph, line, word, left, top, width,
/// height, confidence, text.
fn words(table: &str) -> Vec<Word> {
    table.lines().filter_map(word).collect()
}

fn word(line: &str) -> Option<Word> {
    let fields: Vec<&str> = line.splitn(12, '\t').collect();
    let [
        level,
        _,
        block,
        paragraph,
        line,
        _,
        left,
        top,
        width,
        height,
        sure,
        text,
    ] = fields.as_slice()
    else {
        return None;
    };
    if *level != "5" || text.trim().is_empty() {
        return None;
    }
    let points = |field: &str| Some(field.parse::<f64>().ok()? * POINT);
    let (left, top) = (points(left)?, points(top)?);
    Some(Word {
        line: [
            block.parse().ok()?,
            paragraph.parse().ok()?,
            line.parse().ok()?,
        ],
        left,
        right: left + points(width)?,
        top,
        bottom: top + points(height)?,
        sure: sure.parse().ok()?,
        text: text.trim().to_owned(),
    })
}

/// The lines of a page, in the order the program found them.
fn lines(words: Vec<Word>, page: u32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for words in words.chunk_by(|one, other| one.line == other.line) {
        let mut line = Line {
            page,
            left: f64::INFINITY,
            ..Line::default()
        };
        let edge = |of: fn(&Word) -> f64, pick: fn(f64, f64) -> f64| {
            words.iter().map(of).reduce(pick).unwrap_or_default()
        };
        line.size = edge(|word| word.bottom, f64::max) - edge(|word| word.top, f64::min);
        line.y = edge(|word| word.bottom, f64::max);
        for word in words {
            let gap = word.left - line.right;
            line.text.push_str(match line.text.is_empty() {
                true => "",
                false if gap > COLUMN * line.size => " | ",
                false => " ",
            });
            line.text.push_str(&word.text);
            line.left = line.left.min(word.left);
            line.right = word.right;
        }
        lines.push(line);
    }
    // Marks above and tails below make lines of one size higher or lower.
    let mut sizes: Vec<f64> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    for line in &mut lines {
        if (line.size - usual).abs() < 0.5 * usual {
            line.size = usual;
        }
    }
    lines
}
