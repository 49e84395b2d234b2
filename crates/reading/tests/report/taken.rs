//! A Word or Excel form handed in instead of typing.

use nhip_core::document::{Block, Document, Paragraph};
use nhip_core::finding::Finding;
use nhip_core::personal::Published;
use nhip_core::report::draft::{Draft, Taken};
use nhip_core::report::{Reading, form};
use nhip_reading::report;

use super::build::{document, month, plan, report as paper, roster, table};

fn taken(reading: &Reading) -> (Draft, Taken) {
    let plan = plan();
    let roster = roster(&plan);
    let ward = roster.get("26001").unwrap();
    Draft::from_reading(reading, &plan, ward, month(), &Published::default())
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

fn word_form(text: &str, rows: &[&[&str]]) -> Reading {
    let mut form = document("bao-cao.docx", text);
    let figures = Block::Paragraph(Paragraph {
        text: "III. Số liệu [SL]".into(),
        ..Paragraph::default()
    });
    form.blocks.push(figures);
    form.blocks.push(table(None, rows));
    let properties = [
        (form::PROPERTY_FORM, form::FORM_VERSION),
        (form::PROPERTY_UNIT, "26001"),
        (form::PROPERTY_MONTH, "2026-11"),
    ];
    form.properties = properties
        .map(|(key, value)| (key.into(), value.into()))
        .into();
    read(&form, "bao-cao.docx")
}

fn read(document: &Document, file: &str) -> Reading {
    let plan = plan();
    report::read(document, &plan, &roster(&plan), file)
}

#[test]
fn a_word_form_fills_the_boxes_it_answers() {
    let reading = word_form(
        "Nhiệm vụ 1 [UBND.1]: Tổ chức các buổi tuyên truyền\n☐ Không phát sinh\nTổ chức 12 buổi.\nHọp dân tại tổ 3.\nNhiệm vụ 2 [UBND.2]: Chiến dịch\n☒ Không phát sinh\nNhiệm vụ 3 [UBND.3]: Phát thanh\n☐ Không phát sinh\nIV. Khó khăn, vướng mắc [KK]\nThiếu tờ rơi.",
        &[
            &form::COLUMNS_FIGURES,
            &["1", "Số tờ rơi", "tờ", "1.200", "9.600", "đợt 2"],
            &["2", "Áp phích", "tấm", "không phát sinh", "", ""],
            &["3", "Băng rôn", "chiếc", "", "", ""],
        ],
    );
    let (draft, preview) = taken(&reading);
    assert_eq!(draft.answers[0].text, "Tổ chức 12 buổi.\nHọp dân tại tổ 3.");
    assert!(draft.answers[1].nil && draft.answers[1].text.is_empty());
    assert_eq!(draft.difficulties, "Thiếu tờ rơi.");
    let row = &draft.figures[0];
    let cells = [
        &row.name,
        &row.count_unit,
        &row.value,
        &row.cumulative,
        &row.note,
    ];
    assert_eq!(cells, ["Số tờ rơi", "tờ", "1.200", "9.600", "đợt 2"]);
    assert_eq!(draft.figures[1].value, "không phát sinh");
    assert_eq!(draft.figures[2].name, "Băng rôn");
    assert_eq!((preview.answers, preview.figures), (2, 2));
    assert_eq!(codes(&preview.doubts), ["C267", "C343"]);
}

#[test]
fn a_free_report_with_a_table_of_its_own_is_taken_too() {
    let mut free = paper(
        "PHƯỜNG BẾN NGỰ",
        "Tháng 11 năm 2026",
        "I. KẾT QUẢ\nTổ chức 12 buổi tuyên truyền lưu động phòng, chống sốt xuất huyết tại khu dân cư.",
    );
    let rows: [&[&str]; 2] = [&["Nội dung", "ĐVT", "Số lượng"], &["Tờ rơi", "tờ", "1.200"]];
    free.blocks.push(table(None, &rows));
    let (draft, preview) = taken(&read(&free, "bao-cao.docx"));
    assert!(draft.answers[0].text.contains("12 buổi"), "{draft:#?}");
    let row = &draft.figures[0];
    assert_eq!(
        [&row.name, &row.count_unit, &row.value],
        ["Tờ rơi", "tờ", "1.200"]
    );
    assert_eq!((preview.answers, preview.figures), (1, 1));
}

#[test]
fn a_table_of_ones_own_inside_a_form_is_read_by_its_own_headings() {
    let rows: [&[&str]; 2] = [
        &["Nội dung", "ĐVT", "Số lượng", "Ghi chú"],
        &["Tờ rơi", "tờ", "hơn 1.200", "đợt 2"],
    ];
    let row = taken(&word_form(
        "Nhiệm vụ 2 [UBND.2]: Chiến dịch\n☒ Không phát sinh",
        &rows,
    ))
    .0;
    let row = &row.figures[0];
    assert_eq!(
        [&row.name, &row.count_unit, &row.value],
        ["Tờ rơi", "tờ", "hơn 1.200"]
    );
}
