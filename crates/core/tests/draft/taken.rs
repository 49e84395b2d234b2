//! A Word or Excel form handed in instead of typing.

use nhip_core::document::{Block, Document, Paragraph};
use nhip_core::personal::Published;
use nhip_core::report::draft::{Draft, Taken};
use nhip_core::report::{self, Reading, form};

use super::build::{document, month, plan, report as paper, roster, table};
use super::month::{codes, reading, typed, ward};

fn taken(reading: &Reading) -> (Draft, Taken) {
    Draft::from_reading(
        reading,
        &plan(),
        &ward("26001"),
        month(),
        &Published::default(),
    )
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
fn of_a_file_of_another_unit_month_or_plan_nothing_is_taken() {
    let other = typed("26002", &[("noi-dung-khac", "Họp giao ban.")]);
    let mut wrong = reading(&other);
    wrong.month = Some(month().previous());
    wrong.plan = report::PlanMatch::Other;
    let (draft, preview) = taken(&wrong);
    assert_eq!(codes(&preview.doubts), ["L341", "L342", "L343"]);
    assert_eq!(draft, super::month::blank("26001"));
    assert_eq!((preview.answers, preview.figures), (0, 0));
}

#[test]
fn a_text_on_another_units_task_is_taken_and_told() {
    let mut from = reading(&typed(
        "26001",
        &[("nhiem-vu.UBND.1.noi-dung", "Tư vấn tại trạm.")],
    ));
    from.entries[0].part = report::Part::Task {
        task: "TYT.1".into(),
    };
    let (draft, preview) = taken(&from);
    assert_eq!(draft.answer_to("TYT.1").unwrap().text, "Tư vấn tại trạm.");
    assert!(codes(&preview.doubts).contains(&"C342"));
}

#[test]
fn what_was_typed_and_read_back_is_the_same_report() {
    let draft = typed(
        "26001",
        &[
            ("nhiem-vu.UBND.1.noi-dung", "Tổ chức 12 buổi.\nHọp dân."),
            ("nhiem-vu.UBND.2.khong-phat-sinh", "x"),
            ("noi-dung-khac", "Họp giao ban."),
            ("so-lieu.1.ten", "Tỷ lệ hộ đạt"),
            ("so-lieu.1.don-vi-tinh", "%"),
            ("so-lieu.1.gia-tri", "98,5"),
            ("so-lieu.1.luy-ke", "97"),
            ("so-lieu.1.ghi-chu", "ước"),
            ("kho-khan", "Thiếu người."),
            ("de-xuat", "Cấp thêm tờ rơi."),
            ("phuong-huong", "Tiếp tục."),
        ],
    );
    let mut back = taken(&reading(&draft)).0;
    back.answers[1].text.clear();
    assert_eq!(back, draft);
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
