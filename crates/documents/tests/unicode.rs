//! No sign of Unicode makes a format fail: every character there is, alone and on a letter of
//! another font, in texts, names, titles and file names, through every writer, and read back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test: it may panic, speak and be told at length"
)]

#[path = "../../core/tests/build/mod.rs"]
mod build;
#[path = "write/sample.rs"]
mod sample;

use std::collections::HashSet;

use nhip_core::consolidation::{Consolidation, Paragraph};
use nhip_core::document::{Block, Document};
use nhip_core::lang::Lang;
use nhip_core::plan::Family;
use nhip_documents::read::Reader;
use nhip_documents::write::paper::{Paper, of_consolidation};
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, form, ics, json, undrawn, xlsx};
use unicode_normalization::char::is_combining_mark;

/// Characters of a paragraph.
const CHUNK: usize = 300;

/// Every character of the planes that have any, but of the two of rare Han characters each
/// sixteenth, and the ends of the private planes.
fn all() -> impl Iterator<Item = char> {
    let han = (0x2_0000..=0x3_FFFF).step_by(16);
    let planes = (0..=0x1_FFFF).chain(han).chain(0xE_0000..=0xE_0FFF);
    let private = (0xF_0000..0xF_0010)
        .chain(0xF_FFF0..0x10_0010)
        .chain(0x10_FFF0..=0x10_FFFF);
    planes.chain(private).filter_map(char::from_u32)
}

/// Every character in paragraphs, then every mark that can be drawn on letters of other fonts.
fn paragraphs() -> Vec<String> {
    let drawn = |sign: &char| is_combining_mark(*sign) && undrawn(&format!("◌{sign}")).is_empty();
    let marks: Vec<char> = all().filter(drawn).collect();
    let on = |letter: char| -> Vec<char> {
        let pairs = marks.iter().flat_map(move |mark| [letter, *mark]);
        pairs.collect()
    };
    let mut signs: Vec<char> = all().collect();
    for letter in ['a', '中', '👍'] {
        signs.extend(on(letter));
    }
    signs
        .chunks(CHUNK)
        .enumerate()
        .map(|(n, chunk)| format!("Đoạn {n}: {}", chunk.iter().collect::<String>()))
        .collect()
}

/// A consolidated month full of signs; `names` stand in names, titles and file names.
fn month(paragraphs: &[String], names: &str) -> Consolidation {
    let mut month = sample::consolidation(Family::State, 6, 2);
    let source = month.tasks[0].paragraphs[0].sources.clone();
    month.tasks[0].paragraphs = paragraphs
        .iter()
        .map(|text| Paragraph {
            text: text.clone(),
            sources: source.clone(),
        })
        .collect();
    month.plan.subject.push_str(names);
    month.plan.file.push_str(names);
    for name in [&mut month.plan.issuer, &mut month.plan.superior] {
        *name = name.take().map(|name| name + names);
    }
    for unit in &mut month.units {
        unit.name.push_str(names);
        unit.group_name.push_str(names);
        unit.file = unit.file.take().map(|file| file + names);
    }
    for total in &mut month.totals {
        total.name.push_str(names);
    }
    for figure in &mut month.figures {
        figure.what.push_str(names);
        figure.file = format!("{}{names}", figure.file).into();
    }
    for finding in &mut month.warnings {
        finding.quote = Some(names.to_owned());
    }
    month
}

fn paper(month: &Consolidation) -> Paper {
    of_consolidation(month, &Profile::of(Style::State).unwrap(), Lang::Vi)
}

fn read(name: &str, bytes: &[u8]) -> Document {
    Reader::default().read_bytes(name, bytes).unwrap()
}

fn words(document: &Document) -> String {
    let mut out = String::new();
    add(&document.blocks, &mut out);
    out
}

fn add(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                out.push_str(&paragraph.text);
                out.push('\n');
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    add(&cell.blocks, out);
                }
            }
        }
    }
}

/// Every paragraph is there, and every letter and digit of it, composed.
fn holds_all(text: &str, paragraphs: &[String]) {
    let there: HashSet<char> = text.chars().collect();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        assert!(text.contains(&format!("Đoạn {n}:")), "paragraph {n}");
        let paragraph = nhip_viet::fold::nfc(paragraph);
        let mut letters = paragraph.chars().filter(|sign| sign.is_alphanumeric());
        let lost = letters.find(|sign| !there.contains(sign));
        assert_eq!(lost, None, "in paragraph {n}");
    }
}

#[allow(clippy::disallowed_methods)]
fn timed<T>(what: &str, make: impl FnOnce() -> T) -> T {
    let start = std::time::Instant::now();
    let made = make();
    println!("{what:12} {:6.2} s", start.elapsed().as_secs_f64());
    made
}

/// A few of every kind: for names, which stand in many places.
const NAMES: &str = "👍🏽 ✓☑➢★☎①Ⅳ，\u{F0FC}\u{F041} ខ្មែរ ລາວ 中文 မြန်မာ ع\u{301}א \u{301}\u{202E}\u{0}\u{B}\u{9B}\u{FFFE}\u{1FFFF}\u{2028}\u{E000}\u{10FFFF}\u{1F9A0}\u{200D}1\u{FE0F}\u{20E3}";

#[test]
fn every_character_goes_through_word_and_excel_and_json_and_comes_back() {
    let paragraphs = paragraphs();
    let month = month(&paragraphs, NAMES);
    let bytes = timed("docx", || docx::bytes(&paper(&month)).unwrap());
    timed("docx read", || {
        holds_all(&words(&read("a.docx", &bytes)), &paragraphs);
    });
    let bytes = timed("xlsx", || xlsx::bytes(&month, Lang::Vi).unwrap());
    timed("xlsx read", || {
        holds_all(&words(&read("a.xlsx", &bytes)), &paragraphs);
    });
    let mut bytes = Vec::new();
    timed("json", || json::write(&month, &mut bytes).unwrap());
    let back: Consolidation = serde_json::from_slice(&bytes).unwrap();
    assert!(back == month);
}

#[cfg(feature = "pdf")]
#[test]
fn every_character_goes_into_the_pdf_or_its_code_does() {
    use nhip_documents::write::pdf;
    let month = month(&paragraphs(), NAMES);
    let made = paper(&month);
    let bytes = timed("pdf", || pdf::bytes(&made).unwrap());
    println!("{} bytes", bytes.len());
    assert!(bytes.starts_with(b"%PDF"));
    let few = month_of_few();
    let text = words(&read("a.pdf", &pdf::bytes(&paper(&few)).unwrap()));
    for seen in ["✓", "①", "➢", "中文", "[U+1019 Myanmar…, 6 ký tự]"] {
        assert!(text.contains(seen), "{seen} in {text}");
    }
    assert_eq!(undrawn("✓ ① 中文 မ"), ['မ']);
}

#[cfg(feature = "pdf")]
fn month_of_few() -> Consolidation {
    month(&["Đã xong ✓ ① ➢ 中文 မြန်မာ.".to_owned()], "")
}

#[cfg(feature = "pdf")]
#[test]
fn towers_of_marks_and_endless_words_from_right_to_left_take_no_time() {
    use nhip_documents::write::pdf;
    let texts = [
        format!("a{}", "\u{301}".repeat(100_000)),
        "\u{5D0}".repeat(20_000),
        "\u{202E}\u{202D}".repeat(50_000),
        format!("ខ{}", "\u{17D2}".repeat(20_000)),
        "👨\u{200D}".repeat(5_000),
        "\u{1019}".repeat(100_000),
        "a".repeat(100_000),
        "a/".repeat(50_000),
    ];
    let made = paper(&month(&texts, ""));
    assert!(timed("towers", || pdf::bytes(&made).unwrap()).starts_with(b"%PDF"));
}

#[test]
fn forms_and_calendars_take_every_character() {
    let (plan, profile) = (build::plan(), Profile::of(Style::State).unwrap());
    let mut unit = build::unit("26001", "Phường Bến Ngự", "UBND");
    unit.name.push_str(NAMES);
    unit.code.push_str(NAMES);
    let mut plan = plan;
    plan.title.subject = Some(NAMES.to_owned());
    for owner in &mut plan.units {
        for task in &mut owner.tasks {
            task.text.push_str(&all().take(0x3000).collect::<String>());
        }
    }
    let made = form::paper(&plan, &unit, build::month(), &profile);
    let document = read("a.docx", &docx::bytes(&made).unwrap());
    let book = read(
        "a.xlsx",
        &form::workbook(&plan, &unit, build::month()).unwrap(),
    );
    assert_eq!(
        document.properties["nhip-unit"],
        book.properties["nhip-unit"]
    );
    assert!(document.properties["nhip-unit"].starts_with("26001👍"));
    assert_eq!(form::check(&book.properties), book.properties["nhip-check"]);
    #[cfg(feature = "pdf")]
    assert!(nhip_documents::write::pdf::bytes(&made).is_ok());

    let feed = ics::Feed {
        name: all().collect(),
        made_at: Default::default(),
        events: vec![],
    };
    let text = ics::text(&feed);
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let odd = |sign: char| sign.is_control() && !matches!(sign, '\r' | '\n' | '\t');
    assert!(!text.contains(odd));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}
