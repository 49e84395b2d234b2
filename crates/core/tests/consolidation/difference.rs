//! What changed: nothing between equals, everything that differs, and the same seen from both sides.

use nhip_core::consolidation::{Consolidation, Status};
use nhip_core::difference::{Changed, ChangedTotal, ChangedUnit, Difference};
use nhip_core::report::Reading;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::facts::{nil, reading, story, task};
use super::laws::{any_reading, any_story};

fn one(text: &str) -> Reading {
    reading("26001", vec![task("UBND.1", text)])
}

/// "12 → 14", "– → 3" of each figure that changed.
fn shown(difference: &Difference) -> Vec<String> {
    let side = |value: Option<Decimal>| value.map_or("–".to_owned(), |value| value.to_string());
    difference
        .figures
        .iter()
        .map(|changed| {
            let before = side(changed.before.map(|amount| amount.value));
            let after = side(changed.after.map(|amount| amount.value));
            format!("{before} → {after} {}", changed.count_unit)
        })
        .collect()
}

#[test]
fn a_corrected_figure_is_shown_with_what_it_was_and_what_it_is() {
    let before = one("Tổ chức 12 buổi tuyên truyền lưu động. Phát 300 tờ rơi.");
    let after = one("Tổ chức 14 buổi tuyên truyền lưu động. Phát 300 tờ rơi.");
    let found = Difference::of_readings(&before, &after);
    assert_eq!(shown(&found), ["12 → 14 buổi"]);
    assert_eq!(found.figures[0].unit, "26001");
    assert_eq!((found.added.len(), found.removed.len()), (1, 1));
    assert_eq!(found.sentence().vi, "1 số liệu, 2 đoạn văn đã thay đổi.");
    assert_eq!(found.sentence().en, "1 figure, 2 paragraphs have changed.");
}

#[test]
fn the_same_figure_twice_is_told_from_once() {
    let twice = one("Phát 300 tờ rơi. Phát 300 tờ rơi. Phát 40 tờ rơi.");
    let once = one("Phát 300 tờ rơi. Phát 41 tờ rơi.");
    let found = Difference::of_readings(&twice, &once);
    assert_eq!(shown(&found), ["40 → 41 tờ rơi", "300 → – tờ rơi"]);
}

#[test]
fn a_range_that_only_grew_above_has_changed() {
    let before = one("Tổ chức 2-3 buổi tuyên truyền lưu động.");
    let after = one("Tổ chức 2-4 buổi tuyên truyền lưu động.");
    let found = Difference::of_readings(&before, &after);
    let upper = |amount: &Option<nhip_core::difference::Amount>| amount.unwrap().upper;
    assert_eq!(found.figures.len(), 1);
    assert_eq!(upper(&found.figures[0].before), Some(Decimal::from(3)));
    assert_eq!(upper(&found.figures[0].after), Some(Decimal::from(4)));
}

#[test]
fn nothing_to_report_taken_back_to_blank_is_a_change() {
    let before = reading("26001", vec![nil("UBND.1")]);
    let found = Difference::of_readings(&before, &reading("26001", vec![]));
    assert_eq!(found.removed.len(), 1);
    assert_eq!(found.removed[0].text, None);
    assert_eq!(found.sentence().en, "1 paragraph has changed.");
}

#[test]
fn a_report_that_came_after_all_changes_its_unit_and_the_totals() {
    let first = one("Tổ chức 12 buổi tuyên truyền lưu động.");
    let second = reading(
        "26002",
        vec![task("UBND.1", "Tổ chức 3 buổi tuyên truyền lưu động.")],
    );
    let before = story(vec![first.clone()]).told();
    let after = story(vec![first, second]).told();
    let found = Difference::of_consolidations(&before, &after);
    assert_eq!(shown(&found), ["– → 3 buổi"]);
    let unit = ChangedUnit {
        unit: "26002".into(),
        before: Some(Status::Missing),
        after: Some(Status::OnTime),
    };
    assert_eq!(found.units, [unit]);
    let total = &found.totals[0];
    let values = [total.before, total.after].map(|amount| amount.unwrap().value);
    assert_eq!(values, [Decimal::from(12), Decimal::from(15)]);
    assert_eq!(
        found.sentence().vi,
        "1 số liệu, 1 đoạn văn, 1 đơn vị, 1 dòng tổng đã thay đổi."
    );
}

/// The same seen from the other side.
fn mirrored(found: Difference) -> Difference {
    Difference {
        figures: found
            .figures
            .into_iter()
            .map(|one| Changed {
                before: one.after,
                after: one.before,
                ..one
            })
            .collect(),
        added: found.removed,
        removed: found.added,
        units: found
            .units
            .into_iter()
            .map(|one| ChangedUnit {
                before: one.after,
                after: one.before,
                ..one
            })
            .collect(),
        totals: found
            .totals
            .into_iter()
            .map(|one| ChangedTotal {
                before: one.after,
                after: one.before,
                ..one
            })
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn seen_from_the_other_side_a_difference_is_its_mirror(a in any_reading(), b in any_reading()) {
        let there = Difference::of_readings(&a, &b);
        let back = Difference::of_readings(&b, &a);
        prop_assert_eq!(mirrored(there), back);
    }

    #[test]
    fn so_it_is_of_whole_months_and_a_month_differs_from_itself_in_nothing(
        a in any_story(), b in any_story(),
    ) {
        let (a, b) = (a.told(), b.told());
        let there = Difference::of_consolidations(&a, &b);
        prop_assert_eq!(mirrored(there), Difference::of_consolidations(&b, &a));
        let none = Difference::of_consolidations(&a, &a);
        prop_assert!(none.is_empty());
        prop_assert_eq!(none.sentence().vi, "Không có gì thay đổi.");
    }

    #[test]
    fn a_total_is_listed_exactly_when_it_came_out_otherwise(a in any_story(), b in any_story()) {
        let (a, b) = (a.told(), b.told());
        let found = Difference::of_consolidations(&a, &b);
        let value = |side: &Consolidation, key: &str| {
            let total = side.totals.iter().find(|one| one.key == key);
            total.map(|one| (one.value, one.upper, one.approximate))
        };
        for total in a.totals.iter().chain(&b.totals) {
            let listed = found.totals.iter().any(|one| one.key == total.key);
            prop_assert_eq!(listed, value(&a, &total.key) != value(&b, &total.key));
        }
    }
}
