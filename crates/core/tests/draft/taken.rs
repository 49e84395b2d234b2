//! A report read from a file, taken into the boxes instead of typing.

use nhip_core::personal::Published;
use nhip_core::report::draft::{Draft, Taken};
use nhip_core::report::{self, Reading};

use super::build::{month, plan};
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
