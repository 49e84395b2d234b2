//! Boxes: names, what they take, and the draft kept as rows.

use nhip_core::personal::Published;
use nhip_core::report::Answer;
use nhip_core::report::draft::{Column, Draft, Field, LONGEST_TEXT, MOST_ROWS};
use proptest::prelude::*;

use super::month::{blank, field, typed};

#[test]
fn a_box_is_found_by_its_name_and_by_no_other() {
    assert_eq!(
        field("nhiem-vu.UBND.1.noi-dung"),
        Field::Text("UBND.1".into())
    );
    assert_eq!(
        field("so-lieu.12.luy-ke"),
        Field::Figure(12, Column::Cumulative)
    );
    assert_eq!(field("de-xuat"), Field::Proposals);
    let beyond = format!("so-lieu.{}.ten", MOST_ROWS + 1);
    for name in [
        "",
        "kho-khan ",
        "nhiem-vu..noi-dung",
        "nhiem-vu.UBND 1.noi-dung",
        "nhiem-vu.UBND.1.gia-tri",
        "so-lieu.0.ten",
        "so-lieu.01.ten",
        "so-lieu.+1.ten",
        "so-lieu.99999999999999999999.ten",
        "so-lieu.1.x",
        &beyond,
    ] {
        assert_eq!(Field::parse(name), None, "{name}");
    }
}

#[test]
fn a_box_for_figures_takes_numbers_nil_and_nothing_else() {
    let mut draft = blank("26001");
    let value = field("so-lieu.1.gia-tri");
    for figure in [
        "1.200",
        "98,5",
        "hơn 100",
        "2-3 buổi",
        "0",
        "",
        "Không phát sinh",
    ] {
        draft.set(&value, figure, &Published::default()).unwrap();
        assert_eq!(draft.get(&value), figure);
    }
    draft.set(&value, "7", &Published::default()).unwrap();
    for words in ["nhiều", "12a", "-5", "1.200 tờ và 3 buổi"] {
        let refused = draft.set(&value, words, &Published::default()).unwrap_err();
        assert!(refused.vi.contains("không phải là số"), "{refused:?}");
    }
    assert_eq!(draft.get(&value), "7");
}

#[test]
fn a_text_too_long_or_on_a_task_the_unit_does_not_have_is_refused_and_changes_nothing() {
    let mut draft = blank("26001");
    let before = draft.clone();
    let long = "a".repeat(LONGEST_TEXT + 1);
    assert!(
        draft
            .set(&Field::Other, &long, &Published::default())
            .is_err()
    );
    assert!(
        draft
            .set(
                &field("nhiem-vu.TYT.1.noi-dung"),
                "Tư vấn",
                &Published::default()
            )
            .is_err()
    );
    assert!(
        draft
            .set(
                &field("nhiem-vu.TYT.1.khong-phat-sinh"),
                "x",
                &Published::default()
            )
            .is_err()
    );
    assert!(
        draft
            .set(
                &field("so-lieu.1.ten"),
                &"a".repeat(600),
                &Published::default()
            )
            .is_err()
    );
    assert_eq!(draft, before);
    draft
        .set(
            &Field::Other,
            &"ệ".repeat(LONGEST_TEXT),
            &Published::default(),
        )
        .unwrap();
}

#[test]
fn a_text_is_kept_composed_with_plain_line_ends_and_no_control_characters() {
    let mut draft = blank("26001");
    draft
        .set(
            &Field::Other,
            "Ho\u{323}p\r\nhai\rba\0\u{7}\n\n",
            &Published::default(),
        )
        .unwrap();
    assert_eq!(draft.other, "Họp\nhai\nba");
}

#[test]
fn ticking_nothing_to_report_keeps_the_text_for_unticking() {
    let (text, nil) = (
        "nhiem-vu.UBND.1.noi-dung",
        "nhiem-vu.UBND.1.khong-phat-sinh",
    );
    let mut draft = typed("26001", &[(text, "Tổ chức họp dân."), (nil, "on")]);
    assert_eq!(draft.answer_to("UBND.1").unwrap().answer(), Answer::Nil);
    draft.set(&field(nil), "", &Published::default()).unwrap();
    assert_eq!(draft.answer_to("UBND.1").unwrap().answer(), Answer::Given);
    assert_eq!(draft.get(&field(text)), "Tổ chức họp dân.");
}

#[test]
fn what_was_saved_on_a_task_that_is_gone_stays_and_unknown_names_are_told() {
    let rows = [
        ("nhiem-vu.UBND.9.noi-dung", "Phát 40 áp phích."),
        ("nhiem-vu.UBND.8.noi-dung", ""),
        ("la", "?"),
    ];
    let (draft, unknown) = Draft::from_fields(blank("26001"), rows);
    assert_eq!(draft.answer_to("UBND.9").unwrap().text, "Phát 40 áp phích.");
    assert_eq!(draft.answer_to("UBND.8"), None);
    assert_eq!(unknown, ["la"]);
}

fn boxes() -> impl Strategy<Value = Vec<(Field, String)>> {
    let task = prop::sample::select(vec!["UBND.1", "UBND.2", "UBND.3"]);
    let column = prop::sample::select(Column::ALL.to_vec());
    let field = prop_oneof![
        task.clone().prop_map(|task| Field::Text(task.into())),
        task.prop_map(|task| Field::Nil(task.into())),
        (1..=MOST_ROWS, column).prop_map(|(row, column)| Field::Figure(row, column)),
        Just(Field::Other),
        Just(Field::Difficulties),
        Just(Field::Proposals),
        Just(Field::Outlook),
    ];
    let value = prop_oneof!["[0-9]{0,4}", "\\PC{0,30}", "[ \n\r\ta-c]{0,9}"];
    prop::collection::vec((field, value), 0..40)
}

proptest! {
    #[test]
    fn every_name_is_read_back_as_its_box(boxes in boxes()) {
        for (field, _) in boxes {
            prop_assert_eq!(Field::parse(&field.to_string()), Some(field));
        }
    }

    #[test]
    fn no_posted_name_stops_the_program(name in "\\PC{0,60}", tail in "(nhiem-vu|so-lieu)\\.[0-9a-z.-]{0,30}") {
        let known = Field::parse(&name).or_else(|| Field::parse(&tail));
        if let Some(field) = known {
            prop_assert!([name, tail].contains(&field.to_string()));
        }
    }

    #[test]
    fn a_draft_kept_as_rows_comes_back_the_same(boxes in boxes()) {
        let mut draft = blank("26001");
        for (field, value) in boxes {
            let before = draft.clone();
            if draft.set(&field, &value, &Published::default()).is_err() {
                prop_assert_eq!(&draft, &before);
            }
        }
        let rows: Vec<(String, String)> = draft
            .fields()
            .map(|(field, value)| (field.to_string(), value.to_owned()))
            .collect();
        let rows = rows.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let (back, unknown) = Draft::from_fields(blank("26001"), rows);
        prop_assert!(unknown.is_empty());
        let lively = |draft: &Draft| draft.figures.iter().filter(|row| !row.is_empty()).count();
        prop_assert_eq!(lively(&back), lively(&draft));
        prop_assert_eq!(back.answers, draft.answers);
        prop_assert_eq!((back.other, back.outlook), (draft.other, draft.outlook));
    }
}
