//! The reminder letter: read as a person reads it, and read back from its Word file.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test: it may panic, its helpers too"
)]

use chrono::NaiveDateTime;
use nhip_core::calendar::Calendar;
use nhip_core::consolidation::PlanReference;
use nhip_core::deadline::{Deadline, DueRule, OnRestDay, ReportPeriod, Window};
use nhip_core::document::{Block, Document};
use nhip_core::plan::Family;
use nhip_documents::read::Reader;
use nhip_documents::write::docx;
use nhip_documents::write::letter::{Contact, LateUnit, Letter, Signed, paper};
use nhip_documents::write::profile::{Profile, Style};

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn plan(family: Family) -> PlanReference {
    let (number, issuer) = match family {
        Family::State => ("12/KH-UBND", "Ủy ban nhân dân thành phố Lạc Giang"),
        Family::Party => ("32-KH/ThU", "Thành ủy Lạc Giang"),
    };
    PlanReference {
        file: "ke-hoach.docx".into(),
        sha256: "0".repeat(64),
        family,
        number_symbol: Some(number.into()),
        date: Some(moment("2026-09-01T00:00:00").date()),
        place: Some("thành phố Lạc Giang".into()),
        kind: "Kế hoạch".into(),
        subject: "truyền thông phòng, chống sốt xuất huyết".into(),
        issuer: Some(issuer.into()),
        superior: Some("Ủy ban nhân dân tỉnh Hà Sơn".into()).filter(|_| family == Family::State),
        to: None,
        via: (family == Family::Party).then(|| "Ban Tuyên giáo Thành ủy".into()),
        recipients: Vec::new(),
    }
}

fn late() -> Vec<LateUnit> {
    let unit = |name: &str, due: &str, days_late, contact: Option<(&str, &str)>| LateUnit {
        name: name.into(),
        due_at: moment(due),
        days_late,
        contact: contact.map(|(name, telephone)| Contact {
            name: name.into(),
            telephone: telephone.into(),
        }),
    };
    vec![
        unit(
            "Ủy ban nhân dân phường Bến Ngự",
            "2026-11-23T17:00:00",
            2,
            Some(("Trần Thị Mai", "0900 000 001")),
        ),
        unit(
            "Ủy ban nhân dân xã Thanh An",
            "2026-11-25T08:00:00",
            0,
            None,
        ),
        unit(
            "Ủy ban nhân dân xã Thạnh An",
            "2026-11-24T23:59:59.999999",
            1,
            Some(("Lê Văn Bình & con", "0900 000 003")),
        ),
    ]
}

fn letter<'a>(plan: &'a PlanReference, late: &'a [LateUnit]) -> Letter<'a> {
    Letter {
        plan,
        duty: "Định kỳ hàng tháng (ngày 23), các đơn vị báo cáo\nkết quả thực hiện Kế hoạch.",
        period: ReportPeriod::parse("202611").unwrap(),
        as_of: moment("2026-11-25T09:00:00"),
        send_by: moment("2026-11-27T17:00:00"),
        late,
        signed: Signed::default(),
    }
}

/// The letter as Word file, read again: what a person sees, line by line.
fn read_back(family: Family, style: Style, late: &[LateUnit]) -> Document {
    let plan = plan(family);
    let paper = paper(&letter(&plan, late), &Profile::of(style).unwrap());
    let bytes = docx::bytes(&paper.unwrap()).unwrap();
    Reader::default()
        .read_bytes("cong-van.docx", &bytes)
        .unwrap()
}

fn cell_text(blocks: &[Block]) -> String {
    let lines: Vec<String> = blocks
        .iter()
        .map(text_of)
        .filter(|text| !text.is_empty())
        .collect();
    lines.join(" / ")
}

fn text_of(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text.replace('\u{a0}', "_"),
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                let cells: Vec<String> = row
                    .cells
                    .iter()
                    .map(|cell| cell_text(&cell.blocks))
                    .collect();
                cells.join(" | ")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
    }
}

fn readable(document: &Document) -> String {
    let lines: Vec<String> = document
        .blocks
        .iter()
        .map(text_of)
        .filter(|text| !text.is_empty())
        .collect();
    lines.join("\n")
}

#[test]
fn the_letter_of_a_state_body_reads_as_it_was_looked_at() {
    insta::assert_snapshot!(
        "state",
        readable(&read_back(Family::State, Style::State, &late()))
    );
}

#[test]
fn the_letter_of_a_party_body_reads_as_it_was_looked_at() {
    insta::assert_snapshot!(
        "party",
        readable(&read_back(Family::Party, Style::Party2026, &late()))
    );
}

#[test]
fn the_word_file_names_the_same_units_once_each() {
    let many: Vec<LateUnit> = (1..=40)
        .map(|n| LateUnit {
            name: format!("Ủy ban nhân dân phường số {n}"),
            ..late()[0].clone()
        })
        .collect();
    let document = read_back(Family::State, Style::State, &many);
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let listed = tables
        .filter(|table| table.rows[0].cells.len() == 6)
        .flat_map(|table| table.rows.iter().skip(1))
        .map(|row| cell_text(&row.cells[1].blocks));
    let wanted: Vec<String> = many.into_iter().map(|unit| unit.name).collect();
    assert_eq!(listed.collect::<Vec<_>>(), wanted);
}

#[test]
fn a_letter_to_one_unit_is_addressed_to_it() {
    let one = &late()[..1];
    let text = readable(&read_back(Family::State, Style::State, one));
    assert!(
        text.contains("Kính gửi: Ủy ban nhân dân phường Bến Ngự"),
        "{text}"
    );
}

#[test]
fn number_symbol_and_signature_are_printed_where_they_are_known() {
    let (plan, late) = (plan(Family::State), late());
    let signed = Signed {
        number: "15",
        symbol: "UBND-YT",
        role: "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        name: "Nguyễn Văn Bình",
    };
    let letter = Letter {
        signed,
        ..letter(&plan, &late)
    };
    let paper = paper(&letter, &Profile::of(Style::State).unwrap()).unwrap();
    let bytes = docx::bytes(&paper).unwrap();
    let document = Reader::default().read_bytes("cong-van.docx", &bytes);
    let text = readable(&document.unwrap());
    for said in [
        "Số: 15/UBND-YT",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn Bình",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn no_letter_is_written_when_nobody_is_late() {
    let plan = plan(Family::State);
    assert_eq!(
        paper(&letter(&plan, &[]), &Profile::of(Style::State).unwrap()),
        None
    );
}

#[test]
fn a_late_unit_is_made_from_the_deadline_it_missed() {
    let rule = DueRule {
        day_of_month: 23,
        at: None,
        next_month: false,
        before: false,
        on_rest_day: OnRestDay::Keep,
    };
    let period = ReportPeriod::parse("202611").unwrap();
    let missed = Deadline::of(period, &Window::Calendar, &rule, &Calendar::default()).unwrap();
    let unit = LateUnit::of(
        "Trạm Y tế".into(),
        &missed,
        moment("2026-11-26T09:00:00"),
        None,
    );
    assert_eq!((unit.days_late, unit.due_at), (3, missed.due_at));
}
