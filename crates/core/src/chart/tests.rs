//! Pictures tell what the numbers say: gaps stay gaps, percentages never flatter.

use proptest::prelude::*;

use super::*;
use crate::activity::{Channel, NewActivity, summary};
use crate::consolidation::Status;
use crate::period::Month;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn count(text: &str, on_time: u64, late: u64, missing: u64, excluded: u64) -> MonthCount {
    MonthCount {
        month: month(text),
        on_time,
        late,
        missing,
        excluded,
    }
}

fn share(part: u64, whole: u64) -> Share {
    Share::new(part, whole).unwrap()
}

#[test]
fn a_percentage_is_full_only_when_nobody_is_missing() {
    assert_eq!(share(2_999, 3_000).percent(Lang::Vi), "99,9%");
    assert_eq!(share(1, 30_000).percent(Lang::Vi), "0,1%");
    assert_eq!(share(3_000, 3_000).percent(Lang::Vi), "100%");
    assert_eq!(share(0, 9).percent(Lang::Vi), "0%");
    assert_eq!(share(28, 30).text(Lang::Vi), "28/30 (93,3%)");
    assert_eq!(share(28, 30).text(Lang::En), "28/30 (93.3%)");
    assert_eq!(share(1, 16).percent(Lang::Vi), "6,3%", "6,25 is rounded up");
    assert_eq!(share(0, 0).percent(Lang::Vi), "–");
    assert_eq!(Share::new(3, 2), None);
    assert!(serde_json::from_str::<Share>(r#"{"part":3,"whole":2}"#).is_err());
}

#[test]
fn a_month_counts_every_unit_that_owes_also_the_excluded() {
    use Status::{Excluded, Late, Missing, OnTime};
    let found = MonthCount::count(month("2026-11"), [OnTime, Late, Missing, OnTime, Excluded]);
    assert_eq!(found, count("2026-11", 2, 1, 1, 1));
    assert_eq!((found.counted(), found.owing()), (3, 5));
}

#[test]
fn a_month_nobody_consolidated_is_a_gap_and_not_zero() {
    let months = [count("2027-01", 5, 1, 0, 0), count("2026-11", 2, 1, 1, 1)];
    let chart = reporting(&months);
    let table = chart.table(Lang::Vi);
    let row = |label: &str, cell: &str| (label.to_owned(), vec![cell.to_owned()]);
    assert_eq!(
        table.rows,
        [
            row("11/2026", "3/5 (60%)"),
            row("12/2026", "–"),
            row("01/2027", "6/6 (100%)")
        ]
    );
    assert_eq!(table.head, ["Có báo cáo"]);
    let heights: Vec<_> = chart.series[0]
        .values
        .iter()
        .map(|value| value.height())
        .collect();
    assert_eq!(heights, [Some(600), None, Some(1_000)]);
    assert_eq!(
        on_time(&months).table(Lang::En).rows[0],
        row("2026-11", "2/5 (40%)")
    );
    assert_eq!(chart.top(), 1_000);
}

#[test]
fn a_month_in_which_nobody_owes_has_no_rate() {
    let chart = reporting(&[count("2026-11", 0, 0, 0, 0)]);
    assert_eq!(chart.series[0].values, [Value::Gap]);
    assert!(reporting(&[]).labels.is_empty());
}

#[test]
fn stacked_bars_reach_as_high_as_the_units_that_owe() {
    let chart = statuses(&[count("2026-11", 2, 1, 1, 1), count("2026-12", 3, 0, 4, 0)]);
    assert_eq!(chart.top(), 7);
    let table = chart.table(Lang::Vi);
    assert_eq!(table.head, ["Đúng hạn", "Trễ hạn", "Chưa có", "Loại trừ"]);
    assert_eq!(table.rows[1].1, ["3", "0", "4", "0"]);
}

#[test]
fn a_task_without_any_activity_has_its_bar_of_nothing() {
    let done = NewActivity {
        task: "T1".into(),
        unit: "26001".into(),
        day: "2026-11-09".parse().unwrap(),
        place: String::new(),
        channel: Channel::Loudspeaker,
        audience: None,
        what: "Phát thanh".into(),
        count: None,
        people: None,
        link: None,
        note: String::new(),
    };
    let found = summary(&[done.recorded("h1")], &["T1".into(), "T2".into()]);
    let chart = by_task(&found, |task| Bilingual::new(format!("Việc {task}"), task));
    let table = chart.table(Lang::Vi);
    let row = |label: &str, cell: &str| (label.to_owned(), vec![cell.to_owned()]);
    assert_eq!(table.rows, [row("Việc T1", "1"), row("Việc T2", "0")]);
    assert_eq!(
        by_channel(&found).table(Lang::Vi).rows,
        [row("Loa truyền thanh", "1")]
    );
    assert_eq!(
        by_audience(&found).table(Lang::Vi).rows,
        [row("Không ghi đối tượng", "1")]
    );
    assert_eq!(by_month(&found).table(Lang::En).rows, [row("2026-11", "1")]);
    assert_eq!(by_channel(&summary(&[], &[])).top(), 1);
}

proptest! {
    #[test]
    fn no_rate_is_above_the_whole_and_on_time_never_above_reported(
        on_time_units in 0u64..500, late in 0u64..500, missing in 0u64..500, excluded in 0u64..500,
    ) {
        let months = [count("2026-11", on_time_units, late, missing, excluded)];
        let reported = reporting(&months).series[0].values[0].height();
        let in_time = on_time(&months).series[0].values[0].height();
        prop_assert!(in_time <= reported);
        prop_assert!(reported.is_none_or(|height| height <= 1_000));
    }

    #[test]
    fn a_percentage_is_the_nearest_tenth_except_near_the_ends(part in any::<u64>(), more in any::<u64>()) {
        let whole = part.saturating_add(more);
        let found = share(part, whole).permille();
        prop_assert_eq!(found.is_none(), whole == 0);
        prop_assert_eq!(found == Some(1_000), whole > 0 && part == whole);
        prop_assert_eq!(found == Some(0), whole > 0 && part == 0);
        if let Some(permille) = found.filter(|permille| (2..999).contains(permille)) {
            let (part, whole) = (u128::from(part), u128::from(whole));
            let off = (part * 1_000).abs_diff(u128::from(permille) * whole);
            prop_assert!(off * 2 <= whole);
        }
    }
}
