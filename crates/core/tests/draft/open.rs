//! What a month's report opens with.

use chrono::NaiveDate;
use nhip_core::report::draft::{ActivityLine, Draft};
use proptest::prelude::*;

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
            ("Lượt người", "lượt người", "1.245"),
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
fn a_running_total_in_the_words_does_not_stand_for_the_months_count() {
    let draft = opened(&[counted(
        3,
        "Phát tờ rơi, lũy kế từ đầu năm 300 tờ rơi.",
        300,
        "tờ rơi",
    )]);
    assert_eq!(rows(&draft), [("Tờ rơi", "tờ rơi", "300")]);
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
fn the_channel_names_a_count_that_does_not_name_itself() {
    let through = |channel: &str, line| ActivityLine {
        channel: channel.into(),
        ..line
    };
    let draft = opened(&[
        through(
            "Loa truyền thanh",
            counted(4, "Phát tin phòng bệnh.", 12, "lượt"),
        ),
        through(
            "Thăm hộ gia đình",
            counted(5, "Đến từng nhà.", 40, "tờ rơi"),
        ),
        through("", counted(6, "Họp dân.", 2, "buổi")),
    ]);
    let mut shown = rows(&draft);
    shown.sort_unstable();
    assert_eq!(
        shown,
        [
            ("Buổi", "buổi", "2"),
            ("Loa truyền thanh", "lượt", "12"),
            ("Tờ rơi", "tờ rơi", "40")
        ]
    );
}

#[test]
fn a_sentence_said_again_inside_a_longer_text_counts_again() {
    let told = consolidated(&[opened(&[
        counted(3, "Phát 300 tờ rơi", 300, "tờ rơi"),
        counted(9, "Họp dân ở tổ 5. Phát 300 tờ rơi.", 300, "tờ rơi"),
    ])]);
    assert_eq!(total(&told, "tờ rơi"), "600");
}

#[test]
fn people_in_words_and_people_in_the_box_are_one_indicator() {
    let mut one = activity(3, "Nói chuyện chuyên đề ở chợ.");
    one.people = Some(45);
    let told = consolidated(&[opened(&[
        one,
        activity(5, "Họp dân, 300 lượt người tham dự."),
    ])]);
    assert_eq!(total(&told, "lượt người"), "345");
}

fn some_activity() -> impl Strategy<Value = (ActivityLine, i64)> {
    (1..28_u32, 1..6_i64, 0..5_u8, prop::bool::ANY).prop_map(|(day, count, shape, other)| {
        let count = count * 100;
        let what = match shape {
            0 => String::new(),
            1 => format!("Phát {count} tờ rơi."),
            2 => format!("Họp dân ở tổ 5. Phát {count} tờ rơi."),
            3 => "Đến từng nhà ở tổ 5.".to_owned(),
            _ => format!("Đã phát {count} tờ rơi"),
        };
        let task = (!other).then(|| "UBND.1".to_owned());
        let line = ActivityLine {
            task,
            ..counted(day, &what, count, "tờ rơi")
        };
        (line, count)
    })
}

proptest! {
    #[test]
    fn whatever_was_entered_is_counted_exactly_once(activities in prop::collection::vec(some_activity(), 1..12)) {
        let wanted: i64 = activities.iter().map(|(_, count)| count).sum();
        let lines: Vec<ActivityLine> = activities.into_iter().map(|(line, _)| line).collect();
        let told = consolidated(&[opened(&lines)]);
        let sum: Vec<String> = told.totals.iter().map(|total| total.value.to_string()).collect();
        prop_assert_eq!(sum, [wanted.to_string()], "{:#?}", lines);
    }
}
