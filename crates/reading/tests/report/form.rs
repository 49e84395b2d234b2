//! Forms: what a unit typed comes back under the task it answers.

use nhip_core::document::{Block, Document};
use nhip_core::report::{Answer, Part, Reading, UnitMatch, form};
use nhip_reading::report::read;
use nhip_viet::quantity::{Quantity, indicator_key, quantities};

use super::build::{document, plan, roster, table};

fn task(id: &str) -> Part {
    Part::Task { task: id.into() }
}

/// A form as printed, with `fill` below the first task.
fn printed(fill: &[&str]) -> Document {
    let plan = plan();
    let mut lines = vec![
        "UBND PHƯỜNG BẾN NGỰ".to_owned(),
        "BÁO CÁO".into(),
        "Kết quả thực hiện Kế hoạch tháng 11 năm 2026".into(),
        "I. KẾT QUẢ THỰC HIỆN".into(),
    ];
    for (n, task) in plan.units[0].tasks.iter().enumerate() {
        lines.push(form::task_heading(n + 1, &task.id, &task.text));
        lines.push(form::nil_line(n == 1));
        if n == 0 {
            lines.extend(fill.iter().map(|line| (*line).to_owned()));
        }
        lines.push(form::HINT.into());
        lines.push(form::DOTS.into());
    }
    for (code, _, heading) in &form::PARTS {
        lines.push(form::part_heading(code, heading));
        lines.push(form::HINT_PART.into());
        if *code == form::CODE_PROPOSALS {
            lines.push("Đề nghị cấp thêm 500 tờ rơi.".into());
        }
        if *code == form::CODE_DIFFICULTIES {
            lines.push("Không".into());
        }
    }
    lines.extend(["Nơi nhận:", "- Như trên;", "CHỦ TỊCH"].map(String::from));
    document("form.docx", &lines.join("\n"))
}

fn understood(document: &Document) -> Reading {
    let plan = plan();
    read(document, &plan, &roster(&plan), "form.docx")
}

fn answers(reading: &Reading) -> Vec<(Part, Answer, &str)> {
    reading
        .entries
        .iter()
        .map(|entry| (entry.part.clone(), entry.answer, entry.text.as_str()))
        .collect()
}

#[test]
fn text_nil_and_blank_are_three_answers() {
    let reading = understood(&printed(&["Đã tổ chức 12 buổi tuyên truyền lưu động."]));
    assert!(reading.form);
    assert_eq!(
        answers(&reading),
        [
            (
                task("UBND.1"),
                Answer::Given,
                "Đã tổ chức 12 buổi tuyên truyền lưu động."
            ),
            (task("UBND.2"), Answer::Nil, form::NIL),
            (task("UBND.3"), Answer::Blank, ""),
            (Part::Other, Answer::Blank, ""),
            (Part::Difficulties, Answer::Nil, form::NIL),
            (
                Part::Proposals,
                Answer::Given,
                "Đề nghị cấp thêm 500 tờ rơi."
            ),
            (Part::Outlook, Answer::Blank, ""),
        ]
    );
    assert!(reading.entries.iter().all(|entry| entry.score == 1.0));
}

#[test]
fn what_is_typed_in_a_form_stays_there_even_if_it_looks_like_a_heading() {
    let typed = [
        "Khó khăn: trời mưa nhiều ngày",
        "1. Kết quả phát tờ rơi",
        "Phát 200 tờ rơi",
    ];
    let reading = understood(&printed(&typed));
    let first: Vec<_> = reading
        .entries
        .iter()
        .filter(|entry| entry.part == task("UBND.1"))
        .collect();
    assert_eq!(first.len(), 3, "{first:?}");
}

#[test]
fn a_ticked_box_beside_a_text_keeps_both() {
    let reading = understood(&printed(&["☑ Không phát sinh", "Phát 200 tờ rơi."]));
    let first: Vec<_> = reading
        .entries
        .iter()
        .filter(|entry| entry.part == task("UBND.1"))
        .collect();
    assert_eq!(
        [first[0].answer, first[1].answer],
        [Answer::Given, Answer::Nil]
    );
}

#[test]
fn the_figures_table_gives_month_and_running_total() {
    let mut document = printed(&[]);
    document.blocks.push(table(
        None,
        &[
            &form::COLUMNS_FIGURES,
            &["1", "Số buổi tuyên truyền lưu động", "buổi", "12", "96", ""],
            &["2", "Tờ rơi đã phát", "tờ", "1.200", "", ""],
            &["3", "Số lượt người tham dự", "lượt người", "0", "", ""],
            &["4", "Lượt phát thanh", "lượt", "", "", ""],
            &["5", "Băng rôn", "cái", "không phát sinh", "", ""],
            &["", "", "", "", "", ""],
        ],
    ));
    let reading = understood(&document);
    let rows: Vec<_> = reading
        .entries
        .iter()
        .filter(|entry| entry.part == Part::Figures)
        .collect();
    assert_eq!(rows.len(), 5);
    let values = |row: usize| {
        rows[row]
            .quantities
            .iter()
            .map(|q| q.value.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(values(0), ["12", "96"]);
    assert_eq!(values(1), ["1200"]);
    assert_eq!(values(2), ["0"]);
    let answers: Vec<_> = rows.iter().map(|row| row.answer).collect();
    assert_eq!(
        answers,
        [
            Answer::Given,
            Answer::Given,
            Answer::Given,
            Answer::Blank,
            Answer::Nil
        ]
    );
    for quantity in rows
        .iter()
        .flat_map(|row| row.quantities.iter().map(|q| (&row.text, q)))
    {
        let (text, q) = quantity;
        let at: String = text.chars().skip(q.start).take(q.end - q.start).collect();
        assert!(at.starts_with(|c: char| c.is_ascii_digit()), "{at}");
    }
}

#[test]
fn words_where_a_number_belongs_are_not_lost() {
    let mut document = printed(&[]);
    document.blocks.push(table(
        None,
        &[
            &form::COLUMNS_FIGURES,
            &["1", "Tờ rơi đã phát", "tờ", "chưa thống kê xong", "", ""],
        ],
    ));
    let reading = understood(&document);
    let found = reading
        .entries
        .iter()
        .find(|entry| entry.text.contains("chưa thống kê xong"));
    assert_eq!(
        found.map(|entry| (&entry.part, entry.answer)),
        Some((&Part::Other, Answer::Given))
    );
}

#[test]
fn the_sheet_of_a_workbook_says_itself_what_belongs_where() {
    let rows: [&[&str]; 6] = [
        &form::COLUMNS_REPORT,
        &[
            "UBND.1",
            "Tổ chức …",
            "",
            "Đã tổ chức 3 buổi tuyên truyền.",
            "có ảnh kèm theo",
        ],
        &["UBND.2", "Tổ chức …", "x", "", ""],
        &["UBND.3", "Chỉ đạo …", "", "", ""],
        &["KK", "Khó khăn, vướng mắc", "", "Thiếu loa cầm tay.", ""],
        &["", "", "", "Dòng ghi thêm ở cuối biểu.", ""],
    ];
    let document = Document {
        blocks: vec![table(Some(form::SHEET_REPORT), &rows)],
        ..Document::default()
    };
    let reading = understood(&document);
    assert_eq!(
        answers(&reading),
        [
            (
                task("UBND.1"),
                Answer::Given,
                "Đã tổ chức 3 buổi tuyên truyền."
            ),
            (task("UBND.1"), Answer::Given, "có ảnh kèm theo"),
            (task("UBND.2"), Answer::Nil, form::NIL),
            (task("UBND.3"), Answer::Blank, ""),
            (Part::Difficulties, Answer::Given, "Thiếu loa cầm tay."),
            (Part::Other, Answer::Given, "Dòng ghi thêm ở cuối biểu."),
        ]
    );
    assert_eq!(reading.entries[0].place.cell.as_deref(), Some("D2"));
}

#[test]
fn the_hidden_sheet_is_no_content() {
    let hidden = table(Some(form::SHEET_HIDDEN), &[&["nhip-unit", "26001"]]);
    let document = Document {
        blocks: vec![hidden],
        ..Document::default()
    };
    assert!(understood(&document).entries.is_empty());
}

#[test]
fn another_file_of_the_same_plan_is_the_same_plan() {
    let mut document = printed(&[]);
    document
        .properties
        .insert(form::PROPERTY_PLAN.into(), "ffffffffffffffff".into());
    assert_eq!(
        understood(&document).plan,
        nhip_core::report::PlanMatch::Same
    );
    if let Some(Block::Paragraph(heading)) = document.blocks.get_mut(4) {
        heading.text = form::task_heading(1, "UBND.1", "Việc của một kế hoạch khác");
    }
    assert_eq!(
        understood(&document).plan,
        nhip_core::report::PlanMatch::Other
    );
}

#[test]
fn the_form_s_own_remarks_are_no_text_of_the_unit() {
    let mut document = printed(&[]);
    let head = [
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Trong tháng",
        "Lũy kế từ đầu năm",
        "Ghi chú",
        "Kiểm tra",
    ];
    let row = [
        "1",
        "Tờ rơi phát ra",
        "tờ",
        "12",
        "9",
        "",
        "Lũy kế nhỏ hơn trong tháng",
    ];
    document
        .blocks
        .push(table(Some(form::SHEET_FIGURES), &[&head, &row]));
    let reading = understood(&document);
    let found = reading
        .entries
        .iter()
        .find(|entry| entry.part == Part::Figures)
        .unwrap();
    assert_eq!(found.text, "1 | Tờ rơi phát ra | tờ | 12 | 9");
}

#[test]
fn lines_that_explain_a_sheet_do_not_hide_whose_it_is() {
    let rows: [&[&str]; 4] = [
        &["Chỉ ghi vào các ô màu vàng; cột cuối báo ngay chỗ cần xem lại."],
        &["TRẠM Y TẾ PHƯỜNG BẾN NGỰ"],
        &form::COLUMNS_REPORT,
        &["TYT.1", "Giám sát …", "x", "", ""],
    ];
    let document = Document {
        blocks: vec![table(Some(form::SHEET_REPORT), &rows)],
        ..Document::default()
    };
    let unit = understood(&document).unit;
    assert!(
        matches!(&unit, UnitMatch::One { code, .. } if code == "TYT01"),
        "{unit:?}"
    );
}

#[test]
fn a_figure_in_the_table_is_the_same_indicator_as_in_the_text() {
    for (indicator, unit, text) in [
        (
            "Số buổi tuyên truyền lưu động",
            "buổi",
            "Tổ chức 12 buổi tuyên truyền lưu động.",
        ),
        (
            "Lượt phát thanh",
            "lượt",
            "Đài truyền thanh có 12 lượt phát thanh.",
        ),
        ("Tờ rơi phát ra", "tờ", "Đã phát 12 tờ rơi."),
        ("Tờ rơi đã phát", "tờ", "Đã phát 12 tờ rơi."),
    ] {
        let table = table(
            None,
            &[
                &form::COLUMNS_FIGURES,
                &["1", indicator, unit, "12", "", ""],
            ],
        );
        let document = Document {
            blocks: vec![table],
            ..Document::default()
        };
        let reading = understood(&document);
        let tabled = &reading.entries[0].quantities[0];
        let said = &quantities(text)[0];
        let key = |quantity: &Quantity| indicator_key(&quantity.count_unit, &quantity.what);
        assert_eq!(key(tabled), key(said), "{indicator}");
    }
}
