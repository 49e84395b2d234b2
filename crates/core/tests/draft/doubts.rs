//! What is said of a report before it is sent, and what the reporter says to it.

use nhip_core::finding::Finding;
use nhip_core::personal::Published;
use nhip_core::report::Reading;
use nhip_core::report::draft::{Column, Draft, Explanation, Field, blocking, unexplained};

use proptest::prelude::*;

use super::build::{month, plan};
use super::month::{blank, codes, reading, typed, ward};

const NIL: [(&str, &str); 3] = [
    ("nhiem-vu.UBND.1.khong-phat-sinh", "x"),
    ("nhiem-vu.UBND.2.khong-phat-sinh", "x"),
    ("nhiem-vu.UBND.3.khong-phat-sinh", "x"),
];

fn checked(draft: &Draft, previous: Option<&Reading>) -> Vec<Finding> {
    draft.checks(&plan(), &ward(&draft.unit), previous)
}

/// All tasks nil, and these boxes besides.
fn with(boxes: &[(&str, &str)]) -> Draft {
    typed("26001", &[&NIL, boxes].concat())
}

fn figure<'a>(name: &'a str, value: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("so-lieu.1.ten", name),
        ("so-lieu.1.don-vi-tinh", "tờ"),
        ("so-lieu.1.gia-tri", value),
    ]
}

fn before(value: &str) -> Reading {
    let mut draft = with(&figure("Tờ rơi", value));
    draft.month = month().previous();
    reading(&draft)
}

#[test]
fn a_nil_report_has_nothing_to_be_said_against_it() {
    assert_eq!(codes(&checked(&with(&[]), None)), Vec::<&str>::new());
}

#[test]
fn an_empty_report_cannot_be_sent() {
    let found = checked(&blank("26001"), None);
    assert_eq!(codes(&found), ["L344", "C267"]);
    assert_eq!(blocking(&found).count(), 1);
}

#[test]
fn tasks_left_open_are_told_together() {
    let found = checked(&typed("26001", &NIL[..1]), None);
    assert_eq!(codes(&found), ["C267"]);
    assert_eq!(found[0].quote.as_deref(), Some("UBND.2, UBND.3"));
}

#[test]
fn figures_without_a_value_are_told_together_and_zero_is_a_value() {
    let draft = with(&[
        ("so-lieu.1.ten", "Tờ rơi"),
        ("so-lieu.2.ten", "Áp phích"),
        ("so-lieu.3.ten", "Băng rôn"),
        ("so-lieu.3.gia-tri", "0"),
    ]);
    let found = checked(&draft, None);
    assert_eq!(codes(&found), ["C343"]);
    assert_eq!(found[0].quote.as_deref(), Some("Tờ rơi; Áp phích"));
}

#[test]
fn words_where_a_number_belongs_and_figures_without_a_name_block_sending() {
    let mut draft = with(&figure("Tờ rơi", ""));
    draft.figures[0].value = "rất nhiều".into();
    let found = checked(&draft, None);
    assert_eq!(codes(&found), ["L345"]);
    let place = found[0].place.clone().unwrap();
    assert_eq!(place.cell.as_deref(), Some("ô “Số liệu, dòng 1”"));
    let nameless = checked(&with(&[("so-lieu.2.gia-tri", "12")]), None);
    assert_eq!(codes(&nameless), ["L346"]);
}

#[test]
fn a_number_with_two_readings_and_one_indicator_in_two_rows_are_doubted() {
    assert_eq!(
        codes(&checked(&with(&figure("Tờ rơi", "1,200")), None)),
        ["C345"]
    );
    let mut draft = with(&figure("Tờ rơi", "5"));
    let again = draft.figures[0].clone();
    draft.figures.push(again);
    assert_eq!(codes(&checked(&draft, None)), ["C344"]);
}

#[test]
fn a_text_that_fits_no_box_blocks_sending() {
    let mut draft = with(&[]);
    draft.outlook = "a ".repeat(nhip_core::report::draft::LONGEST_TEXT);
    assert_eq!(codes(&checked(&draft, None)), ["L347"]);
}

#[test]
fn a_draft_of_another_plan_or_on_a_task_that_is_gone_is_told() {
    let mut draft = with(&[]);
    draft.plan = "1/KH-UBND".into();
    assert_eq!(codes(&checked(&draft, None)), ["L348"]);
    let rows = [("nhiem-vu.UBND.9.noi-dung", "Phát áp phích.")];
    let gone = Draft::from_fields(with(&[]), rows).0;
    assert_eq!(codes(&checked(&gone, None)), ["C346"]);
}

#[test]
fn the_doubts_of_the_consolidation_are_told_before_sending() {
    let found = checked(&with(&figure("Tờ rơi", "12.000")), Some(&before("1.200")));
    assert_eq!(codes(&found), ["C255"]);
    let both = typed(
        "26001",
        &[
            &NIL[..],
            &[("nhiem-vu.UBND.1.noi-dung", "Họp dân tại tổ 3.")],
        ]
        .concat(),
    );
    assert_eq!(codes(&checked(&both, None)), ["C266"]);
}

#[test]
fn an_explanation_covers_what_it_was_said_of_and_nothing_typed_afterwards() {
    let previous = before("1.200");
    let found = checked(&with(&figure("Tờ rơi", "12.000")), Some(&previous));
    let said = Explanation::new(&found[0], " Có chiến dịch cao điểm. ", "ngoc").unwrap();
    assert_eq!(said.text, "Có chiến dịch cao điểm.");
    let said = [said];
    assert_eq!(unexplained(&found, &said).count(), 0);
    let mut again = with(&figure("Tờ rơi", "12.000"));
    again.version = 2;
    again.other = "Họp giao ban.".into();
    assert_eq!(
        unexplained(&checked(&again, Some(&previous)), &said).count(),
        0
    );
    let changed = checked(&with(&figure("Tờ rơi", "120.000")), Some(&previous));
    assert_eq!(unexplained(&changed, &said).count(), 1);
}

#[test]
fn an_error_cannot_be_explained_and_an_explanation_says_something() {
    let found = checked(&blank("26001"), None);
    assert!(Explanation::new(&found[0], "Vì sao?", "ngoc").is_err());
    assert!(Explanation::new(&found[1], " … ", "ngoc").is_err());
    assert!(Explanation::new(&found[1], &"a".repeat(1001), "ngoc").is_err());
    assert!(Explanation::new(&found[1], "Trạm mới lập.", "ngoc").is_ok());
}

#[test]
fn a_finding_leads_back_to_its_box() {
    let long = "a ".repeat(nhip_core::report::draft::LONGEST_TEXT);
    let mut draft = with(&[("so-lieu.2.gia-tri", "12")]);
    draft.answers[1].text = "Họp dân tại tổ 3.".into();
    draft.proposals = long;
    let boxes: Vec<Option<String>> = checked(&draft, None)
        .iter()
        .map(|finding| Some(draft.field_of(&plan(), finding)?.to_string()))
        .collect();
    let boxes: Vec<Option<&str>> = boxes.iter().map(Option::as_deref).collect();
    assert_eq!(
        boxes,
        [
            Some("so-lieu.2.ten"),
            Some("de-xuat"),
            Some("nhiem-vu.UBND.2.noi-dung")
        ]
    );
    let open = checked(&typed("26001", &NIL[..1]), None);
    assert_eq!(draft.field_of(&plan(), &open[0]), None);
}

proptest! {
    #[test]
    fn no_text_in_any_box_stops_the_checks_or_is_counted_without_a_place(
        texts in prop::collection::vec("(\\PC|[0-9.,|%\n -]){0,40}", 12),
    ) {
        let mut boxes: Vec<Field> = Column::ALL.map(|column| Field::Figure(2, column)).into();
        boxes.extend(["UBND.1", "UBND.9"].map(|task| Field::Text(task.into())));
        boxes.extend([Field::Other, Field::Difficulties, Field::Proposals, Field::Outlook]);
        let names: Vec<String> = boxes.iter().map(Field::to_string).collect();
        let rows = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str));
        let draft = Draft::from_fields(blank("26001"), rows).0;
        let found = checked(&draft, Some(&before("5")));
        prop_assert!(found.iter().all(|finding| finding.unit.as_deref() == Some("26001")));
        let reading = reading(&draft);
        prop_assert!(reading.entries.iter().all(|entry| entry.place.cell.is_some()));
        Draft::from_reading(&reading, &plan(), &ward("26001"), month(), &Published::default());
    }
}
