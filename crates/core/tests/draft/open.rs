//! What a month's report opens with.

use chrono::NaiveDate;
use nhip_core::report::draft::{ActivityLine, Draft};

use super::build::{month, plan};
use super::month::{consolidated, total, typed, ward};

fn activity(day: u32, what: &str) -> ActivityLine {
    ActivityLine {
        task: Some("UBND.1".into()),
        day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
        channel: String::new(),
        what: what.into(),
        count: None,
        people: None,
    }
}

fn counted(day: u32, what: &str, count: i64, unit: &str) -> ActivityLine {
    ActivityLine {
        count: Some((count.into(), unit.into())),
        ..activity(day, what)
    }
}

fn opened(activities: &[ActivityLine]) -> Draft {
    Draft::open(&plan(), &ward("26001"), month(), activities, None)
}

fn rows(draft: &Draft) -> Vec<(&str, &str, &str)> {
    draft
        .figures
        .iter()
        .map(|row| (&*row.name, &*row.count_unit, &*row.value))
        .collect()
}

#[test]
fn the_tasks_of_the_units_group_stand_in_the_order_of_the_plan() {
    let tasks: Vec<String> = opened(&[])
        .answers
        .into_iter()
        .map(|answer| answer.task)
        .collect();
    assert_eq!(tasks, ["UBND.1", "UBND.2", "UBND.3"]);
    let station = Draft::open(&plan(), &ward("TYT01"), month(), &[], None);
    assert_eq!(station.answers.len(), 2);
}

#[test]
fn last_month_gives_names_of_figures_and_no_number_and_no_text() {
    let before = typed(
        "26001",
        &[
            ("nhiem-vu.UBND.1.noi-dung", "Họp dân tại tổ 3."),
            ("so-lieu.1.ten", "Tờ rơi"),
            ("so-lieu.1.don-vi-tinh", "tờ"),
            ("so-lieu.1.gia-tri", "1.200"),
            ("so-lieu.1.luy-ke", "9.600"),
            ("so-lieu.1.ghi-chu", "đợt 1"),
            ("so-lieu.3.ten", "Áp phích"),
            ("phuong-huong", "Tiếp tục."),
        ],
    );
    let draft = Draft::open(&plan(), &ward("26001"), month(), &[], Some(&before));
    assert_eq!(rows(&draft), [("Tờ rơi", "tờ", ""), ("Áp phích", "", "")]);
    assert!(
        draft
            .figures
            .iter()
            .all(|row| row.cumulative.is_empty() && row.note.is_empty())
    );
    assert!(draft.outlook.is_empty() && draft.answers.iter().all(|answer| answer.text.is_empty()));
}

#[test]
fn activities_stand_as_typed_in_order_of_day_and_the_same_words_once() {
    let draft = opened(&[
        activity(9, "Họp dân tại tổ 3."),
        activity(2, "Treo băng rôn ở chợ."),
        activity(12, "Họp dân tại tổ 3."),
        ActivityLine {
            task: None,
            ..activity(5, "Đón đoàn kiểm tra.")
        },
    ]);
    assert_eq!(
        draft.answers[0].text,
        "Treo băng rôn ở chợ.\nHọp dân tại tổ 3."
    );
    assert_eq!(draft.other, "Đón đoàn kiểm tra.");
    assert_eq!(rows(&draft), []);
}

#[test]
fn a_count_no_text_says_is_added_up_in_the_table() {
    let mut one = counted(3, "Phát tờ rơi tại chợ.", 300, "tờ rơi");
    one.people = Some(45);
    let mut two = counted(8, "Phát tờ rơi tại trường học.", 200, "tờ rơi");
    two.people = Some(1_200);
    let draft = opened(&[one, two]);
    assert_eq!(
        rows(&draft),
        [
            ("Lượt người tham gia", "lượt người", "1.245"),
            ("Tờ rơi", "tờ rơi", "500")
        ]
    );
    let told = consolidated(&[draft]);
    assert_eq!(total(&told, "tờ rơi"), "500");
    assert_eq!(total(&told, "lượt người"), "1245");
}

#[test]
fn a_count_the_text_says_is_not_counted_again() {
    let draft = opened(&[counted(3, "Phát 300 tờ rơi.", 300, "tờ rơi")]);
    assert_eq!(rows(&draft), []);
    assert_eq!(total(&consolidated(&[draft]), "tờ rơi"), "300");
}

#[test]
fn counts_said_and_unsaid_make_one_sum() {
    let draft = opened(&[
        counted(3, "Phát 300 tờ rơi.", 300, "tờ rơi"),
        counted(9, "Đến từng nhà ở tổ 5.", 200, "tờ rơi"),
    ]);
    assert_eq!(rows(&draft), [("Tờ rơi", "tờ rơi", "500")]);
    let told = consolidated(&[draft]);
    assert_eq!(total(&told, "tờ rơi"), "500");
    assert_eq!(told.totals.len(), 1, "{:#?}", told.totals);
}

#[test]
fn the_same_sentence_on_two_days_counts_twice() {
    let same = |day| counted(day, "Phát 300 tờ rơi.", 300, "tờ rơi");
    let told = consolidated(&[opened(&[same(3), same(10)])]);
    assert_eq!(total(&told, "tờ rơi"), "600");
}

#[test]
fn a_sum_fills_the_row_last_month_had_for_it() {
    let before = typed(
        "26001",
        &[
            ("so-lieu.1.ten", "Tờ rơi đã phát"),
            ("so-lieu.1.don-vi-tinh", "tờ"),
        ],
    );
    let activities = [counted(9, "Đến từng nhà ở tổ 5.", 200, "tờ rơi")];
    let draft = Draft::open(&plan(), &ward("26001"), month(), &activities, Some(&before));
    let named = before.figures[0].name.clone();
    assert_eq!(draft.figures.len(), 1, "{:#?}", rows(&draft));
    assert_eq!(
        (
            draft.figures[0].name.clone(),
            draft.figures[0].value.as_str()
        ),
        (named, "200")
    );
}

#[test]
fn the_channel_names_what_was_counted() {
    let broadcast = ActivityLine {
        channel: "Loa truyền thanh".into(),
        ..counted(4, "Phát tin phòng bệnh.", 12, "lượt")
    };
    assert_eq!(
        rows(&opened(&[broadcast])),
        [("Loa truyền thanh", "lượt", "12")]
    );
}
