//! The writers: what stands in the papers, the same bytes for the same input, files to look at.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::too_many_lines,
    reason = "a test: it may panic, speak and be told at length"
)]

#[path = "write/sample.rs"]
mod sample;

use nhip_core::consolidation::Consolidation;
use nhip_core::lang::Lang;
use nhip_core::plan::Family;
use nhip_documents::write::paper::{Face, Paper, Part, Place, of_consolidation};
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, json, xlsx};
use std::io::Read;

fn as_json(consolidation: &Consolidation) -> Vec<u8> {
    let mut bytes = Vec::new();
    json::write(consolidation, &mut bytes).unwrap();
    bytes
}

fn paper(consolidation: &Consolidation, style: Style) -> Paper {
    of_consolidation(consolidation, &Profile::of(style).unwrap(), Lang::Vi)
}

/// One part of a zipped file, as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// What a person reads of a paper, a line for each part.
fn readable(paper: &Paper) -> String {
    let mut out = vec![
        paper.head.superior.clone().unwrap_or_default(),
        paper.head.issuer.clone(),
        paper.head.number.replace('\u{a0}', "_"),
        paper.head.place_date.clone(),
        paper.kind.clone(),
        paper.subject.clone(),
        paper.addressee.clone().unwrap_or_default(),
    ];
    out.extend(paper.body.iter().map(shown));
    out.extend(paper.foot.recipients.clone());
    for annex in &paper.annexes {
        out.push(format!("== {} | {}", annex.label, annex.title));
        out.extend(annex.parts.iter().map(shown));
    }
    out.join("\n")
}

fn shown(part: &Part) -> String {
    match part {
        Part::Heading { level, text } => format!("{} {text}", "#".repeat(usize::from(*level))),
        Part::Paragraph { runs, .. } => runs.iter().map(|run| run.text.as_str()).collect(),
        Part::Table(table) => {
            let rows = table
                .head
                .iter()
                .chain(table.rows.iter().map(|row| &row.cells));
            let cell = |runs: &[nhip_documents::write::paper::Run]| {
                runs.iter().map(|run| run.text.as_str()).collect::<String>()
            };
            let rows = rows.map(|row| {
                let cells = row.iter().map(|one| cell(&one.runs)).collect::<Vec<_>>();
                cells.join(" | ")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
        Part::Lines { lines } => lines
            .iter()
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
        Part::Check { label, .. } => format!("[ ] {label}"),
        Part::Room { hint, .. } => hint.clone(),
    }
}

#[test]
fn the_report_of_a_small_city_reads_as_it_was_looked_at() {
    let consolidation = sample::consolidation(Family::State, 6, 3);
    insta::assert_snapshot!("state", readable(&paper(&consolidation, Style::State)));
    let consolidation = sample::consolidation(Family::Party, 3, 2);
    insta::assert_snapshot!("party", readable(&paper(&consolidation, Style::Party2026)));
}

#[test]
fn the_same_input_gives_the_same_bytes_in_every_format() {
    let make = || {
        let consolidation = sample::consolidation(Family::State, 12, 4);
        let paper = paper(&consolidation, Style::State);
        #[cfg_attr(not(feature = "pdf"), allow(unused_mut))]
        let mut made = vec![
            docx::bytes(&paper).unwrap(),
            xlsx::bytes(&consolidation, Lang::Vi).unwrap(),
            as_json(&consolidation),
        ];
        #[cfg(feature = "pdf")]
        made.push(nhip_documents::write::pdf::bytes(&paper).unwrap());
        made
    };
    assert!(make() == make());
}

#[test]
fn a_large_workbook_kept_on_disk_is_the_same_each_time_too() {
    let make = || xlsx::bytes(&sample::consolidation(Family::State, 1001, 1), Lang::Vi).unwrap();
    assert!(make() == make());
}

#[test]
fn every_sentence_of_a_unit_is_printed_with_its_mark_and_found_in_the_last_annex() {
    let consolidation = sample::consolidation(Family::State, 12, 4);
    let paper = paper(&consolidation, Style::State);
    let text = readable(&paper);
    let mut marks = 0;
    for paragraph in consolidation.tasks.iter().flat_map(|task| &task.paragraphs) {
        assert!(text.contains(paragraph.text.trim()), "{}", paragraph.text);
        marks += 1;
    }
    let Some(Part::Lines { lines }) = paper.annexes[3].parts.last() else {
        panic!("annex 4 ends with its lines");
    };
    for n in 1..=marks {
        assert!(
            lines
                .iter()
                .any(|line| line.text.starts_with(&format!("[C{n}] "))),
            "C{n}"
        );
    }
    for figure in &consolidation.figures {
        let mark = format!("[{}] ", figure.n);
        assert!(
            lines.iter().any(|line| line.text.starts_with(&mark)),
            "{mark}"
        );
    }
}

#[test]
fn the_opening_counts_every_unit_once() {
    let consolidation = sample::consolidation(Family::State, 20, 1);
    let text = readable(&paper(&consolidation, Style::State));
    assert!(
        text.contains("Trong 20 đơn vị phải báo cáo, 17 đơn vị có báo cáo được tổng hợp (15 đúng hạn, 2 chậm), 2 đơn vị chưa báo cáo, 1 đơn vị có báo cáo không đưa vào tổng hợp"),
        "{text}"
    );
}

#[test]
fn above_two_hundred_units_the_paper_keeps_summaries_and_says_where_the_whole_is() {
    let whole = paper(&sample::consolidation(Family::State, 200, 2), Style::State);
    let summary = paper(&sample::consolidation(Family::State, 201, 2), Style::State);
    let sentence = "toàn bộ phụ lục nằm trong tệp .xlsx và .json";
    assert!(!readable(&whole).contains(sentence));
    assert!(readable(&summary).contains(sentence));
    let thousand = paper(&sample::consolidation(Family::State, 2000, 5), Style::State);
    assert!(
        readable(&thousand).len() < readable(&whole).len() * 2,
        "it stays printable"
    );
}

#[test]
fn the_text_ends_with_the_mark_of_its_profile_and_stays_with_the_signature() {
    for (style, end) in [
        (Style::State, "./."),
        (Style::Party2018, "."),
        (Style::Party2026, "."),
    ] {
        let paper = paper(&sample::consolidation(Family::Party, 3, 1), style);
        let Some(Part::Paragraph {
            runs,
            place: Place::Last,
        }) = paper.body.last()
        else {
            panic!("the last part is the closing paragraph");
        };
        assert!(runs.last().unwrap().text.ends_with(end));
        assert!(style == Style::State || !runs.last().unwrap().text.ends_with("./."));
        assert!(runs.iter().all(|run| run.face == Face::Plain));
    }
}

#[test]
fn word_files_repeat_table_heads_hide_the_first_number_and_turn_the_figures_sideways() {
    let paper = paper(&sample::consolidation(Family::State, 12, 4), Style::State);
    let bytes = docx::bytes(&paper).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains("<w:tblHeader/>"));
    assert_eq!(
        document.matches("<w:titlePg/>").count(),
        1,
        "the first section only"
    );
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 1);
    assert!(
        document.contains("w:top=\"1134\"") && document.contains("w:left=\"1701\""),
        "20 and 30 mm"
    );
    assert!(part(&bytes, "word/header1.xml").contains(" PAGE "));
    assert!(part(&bytes, "word/styles.xml").contains("w:ascii=\"Times New Roman\""));
    assert!(part(&bytes, "word/footer1.xml").contains("Nhịp"));
}

#[test]
fn words_that_look_like_markup_or_formulas_stay_words() {
    let mut consolidation = sample::consolidation(Family::State, 3, 1);
    consolidation.tasks[0].paragraphs[0].text = "=1+1 <b>&\u{b} @x".to_owned();
    let document = part(
        &docx::bytes(&paper(&consolidation, Style::State)).unwrap(),
        "word/document.xml",
    );
    assert!(document.contains("=1+1 &lt;b&gt;&amp; @x"));
    let book = xlsx::bytes(&consolidation, Lang::Vi).unwrap();
    assert!(part(&book, "xl/sharedStrings.xml").contains("=1+1 &lt;b&gt;&amp;"));
    assert!(!part(&book, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn totals_of_the_workbook_are_formulas_with_the_values_they_have_now() {
    let consolidation = sample::consolidation(Family::State, 12, 4);
    let book = xlsx::bytes(&consolidation, Lang::Vi).unwrap();
    let figures = part(&book, "xl/worksheets/sheet2.xml");
    let now = consolidation.totals[0].value;
    assert!(
        figures.contains(&format!("<f>SUBTOTAL(109,E2:E13)</f><v>{now}</v>")),
        "{now}"
    );
    assert!(figures.contains("<autoFilter ref=\"A1:"));
    assert!(figures.contains("state=\"frozen\""));
}

/// Writes samples into the folder named by NHIP_LOOK, for a person to look at and to time.
#[test]
fn samples_to_look_at() {
    let Ok(folder) = std::env::var("NHIP_LOOK") else {
        return println!("skipped: set NHIP_LOOK to a folder to get sample papers");
    };
    let folder = std::path::Path::new(&folder);
    let cases = [
        ("state-30", Family::State, Style::State, 30, 6),
        ("party-9", Family::Party, Style::Party2026, 9, 6),
        ("state-168", Family::State, Style::State, 168, 15),
        ("state-1000", Family::State, Style::State, 1000, 15),
    ];
    for (name, family, style, n, per_unit) in cases {
        let consolidation = sample::consolidation(family, n, per_unit);
        let paper = timed(name, "paper", || paper(&consolidation, style));
        let put = |extension: &str, bytes: Vec<u8>| {
            std::fs::write(folder.join(format!("{name}.{extension}")), bytes).unwrap();
        };
        put("docx", timed(name, "docx", || docx::bytes(&paper).unwrap()));
        #[cfg(feature = "pdf")]
        put(
            "pdf",
            timed(name, "pdf", || {
                nhip_documents::write::pdf::bytes(&paper).unwrap()
            }),
        );
        put(
            "xlsx",
            timed(name, "xlsx", || {
                xlsx::bytes(&consolidation, Lang::Vi).unwrap()
            }),
        );
        put("json", timed(name, "json", || as_json(&consolidation)));
    }
}

#[allow(clippy::disallowed_methods)]
fn timed<T>(name: &str, what: &str, make: impl FnOnce() -> T) -> T {
    let start = std::time::Instant::now();
    let made = make();
    println!(
        "{name:12} {what:6} {:7.1} ms",
        start.elapsed().as_secs_f64() * 1000.0
    );
    made
}

#[test]
fn signs_no_font_has_and_old_control_characters_stop_no_output() {
    const ODD: &str = "✓ 👍🏽 中文 ខ្មែរ \u{F0FC} \u{E000} ① ☎ \u{202E}a\u{0}\u{B}\u{7F}\u{9B}\u{FFFE}\u{200D}\u{2028}b";
    let whole = sample::consolidation(Family::State, 3, 2);
    let text = serde_json::to_string(&whole).unwrap();
    let quoted = serde_json::to_string(ODD).unwrap();
    let odd = quoted.trim_matches('"');
    let unit = &whole.units[0];
    let file = unit.file.clone().unwrap();
    let said = whole.tasks[0].paragraphs[0].text.clone();
    let mut changed = text;
    for one in [&unit.name, &file, &said] {
        let one = serde_json::to_string(one).unwrap();
        let one = one.trim_matches('"');
        assert!(changed.contains(one));
        changed = changed.replace(one, &format!("{one} {odd}"));
    }
    let changed: Consolidation = serde_json::from_str(&changed).unwrap();
    assert!(changed.units[0].file.as_ref().unwrap().contains('✓'));
    assert!(!as_json(&changed).is_empty());
    let made = paper(&changed, Style::State);
    let words = part(&docx::bytes(&made).unwrap(), "word/document.xml");
    assert!(words.contains("👍") && words.contains("中文"));
    let strings = part(
        &xlsx::bytes(&changed, Lang::Vi).unwrap(),
        "xl/worksheets/sheet1.xml",
    );
    assert!(!strings.contains(['\u{FFFE}', '\u{B}']));
    #[cfg(feature = "pdf")]
    {
        let bytes = nhip_documents::write::pdf::bytes(&made).unwrap();
        assert!(bytes.starts_with(b"%PDF"));
        let plain = nhip_documents::write::pdf::bytes(&paper(&whole, Style::State)).unwrap();
        assert_ne!(plain, bytes);
    }
}
