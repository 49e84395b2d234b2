//! Figures carried from one map to the next.

use nhip_core::unit::history::{Fact, Line, Part, Register, Shares, Target, Value, View};
use rust_decimal::Decimal;

use super::map::*;

fn shown(map: &Register, facts: &[Fact], view: View) -> Vec<(Line, Decimal)> {
    let totals = map.totals(facts, view);
    let amount = |value| match value {
        Value::Count(count) => count.get(),
        Value::Rate(rate) => rate.percent().unwrap(),
    };
    let lines = totals.lines.into_iter();
    lines
        .map(|total| (total.line, amount(total.value)))
        .collect()
}

fn unit(id: &str, count: i64) -> (Line, Decimal) {
    (Line::Unit(id.into()), count.into())
}

fn as_of(text: &str) -> View {
    View::AsOf(day(text))
}

#[test]
fn ten_twenty_and_thirty_stay_sixty() {
    let facts = [count("a", 10), count("b", 20), count("c", 30)];
    let map = apply(
        &city(),
        "2026-07-01",
        merge(&["a", "b", "c"], new("d", "Xã An", Some("tp"))),
    );
    assert_eq!(shown(&map, &facts, as_of("2026-07-01")), [unit("d", 60)]);
    let before = [unit("a", 10), unit("b", 20), unit("c", 30)];
    assert_eq!(shown(&map, &facts, as_of("2026-06-30")), before);
    assert_eq!(shown(&map, &facts, View::AsReported), before);
}

#[test]
fn a_unit_that_takes_others_in_adds_their_figures_to_its_own() {
    let facts = [count("a", 10), count("b", 20)];
    let map = apply(&city(), "2026-07-01", absorb(&["b"], "a"));
    assert_eq!(shown(&map, &facts, as_of("2026-07-01")), [unit("a", 30)]);
}

#[test]
fn a_rate_is_made_anew_from_its_parts_and_never_averaged() {
    let facts = [rate("a", 9, 10), rate("b", 10, 90)];
    let map = apply(
        &city(),
        "2026-07-01",
        merge(&["a", "b"], new("d", "Xã An", Some("tp"))),
    );
    // The average of 90 % and 11.1 % would be 50.6 %.
    assert_eq!(shown(&map, &facts, as_of("2026-07-01")), [unit("d", 19)]);
}

#[test]
fn a_rate_outside_nought_and_a_hundred_is_none() {
    assert_eq!(Value::rate(11, 10), None);
    assert_eq!(Value::rate(-1, 10), None);
    assert!(
        serde_json::from_str::<Value>(r#"{"rate":{"numerator":"11","denominator":"10"}}"#).is_err()
    );
    assert!(serde_json::from_str::<Value>(r#"{"count":"1000000000000"}"#).is_err());
    let Some(Value::Rate(of_nobody)) = Value::rate(0, 0) else {
        panic!("0 of 0 is a rate");
    };
    assert_eq!(of_nobody.percent(), None);
}

fn halves(shares: Option<(u64, &[u64])>) -> Register {
    let parts = vec![
        part(new("x", "X", Some("q1")), &[]),
        part(new("y", "Y", Some("q1")), &[]),
        part(new("z", "Z", Some("q1")), &[]),
    ];
    apply(&city(), "2026-07-01", split("a", parts, shares))
}

#[test]
fn a_split_divides_counts_into_whole_things_without_losing_one() {
    let map = halves(Some((3, &[1, 1, 1])));
    let after = shown(&map, &[count("a", 11)], as_of("2026-07-01"));
    assert_eq!(after, [unit("x", 4), unit("y", 4), unit("z", 3)]);
    assert_eq!(Shares::new(100, vec![60, 50]), None);
    let most = Shares::new(u64::MAX, vec![u64::MAX - 1, 1]).unwrap();
    assert_eq!(most.divide(i128::MAX).iter().sum::<i128>(), i128::MAX);
    assert_eq!(most.divide(-7).iter().sum::<i128>(), -7);
}

#[test]
fn a_split_rate_stays_a_rate_in_every_part() {
    let map = halves(Some((10, &[5, 3, 2])));
    let totals = map.totals(&[rate("a", 1, 3)], as_of("2026-07-01"));
    let rates = totals.lines.iter().map(|total| match total.value {
        Value::Rate(rate) => rate,
        Value::Count(_) => panic!("a rate became a count"),
    });
    let (mut numerator, mut denominator) = (Decimal::ZERO, Decimal::ZERO);
    for rate in rates {
        assert!(rate.numerator() <= rate.denominator());
        numerator += rate.numerator();
        denominator += rate.denominator();
    }
    assert_eq!((numerator, denominator), (1.into(), 3.into()));
}

#[test]
fn what_cannot_be_divided_stays_whole_and_counts_above() {
    let map = halves(None);
    let facts = [count("a", 11), count("b", 1)];
    let after = shown(&map, &facts, as_of("2026-07-01"));
    assert_eq!(
        after,
        [unit("b", 1), (Line::BeforeSplit("a".into()), 11.into())]
    );
    let label = after[1].0.label(&map, as_of("2026-07-01"));
    assert_eq!(label.vi, "Xã Thanh An (trước khi tách, không chia được)");
    let totals = map.totals(&facts, as_of("2026-07-01"));
    let below = totals.below(&map.at(day("2026-07-01")), "q1");
    assert_eq!(
        below[&("buoi".to_owned(), false)],
        Value::count(12).unwrap()
    );
    assert_eq!(
        totals.sums()[&("buoi".to_owned(), false)],
        Value::count(12).unwrap()
    );
}

#[test]
fn a_part_that_joins_another_unit_brings_its_share() {
    let parts = vec![
        Part {
            into: Target::Existing("b".into()),
            takes: Vec::new(),
        },
        Part {
            into: Target::Existing("c".into()),
            takes: Vec::new(),
        },
    ];
    let map = apply(
        &city(),
        "2026-07-01",
        split("a", parts, Some((100, &[70, 30]))),
    );
    let facts = [count("a", 10), count("b", 1), count("c", 1)];
    assert_eq!(
        shown(&map, &facts, as_of("2026-07-01")),
        [unit("b", 8), unit("c", 4)]
    );
}

#[test]
fn figures_without_a_successor_are_named_and_not_lost() {
    let map = apply(&city(), "2026-07-01", dissolve("a"));
    let facts = [count("a", 5), count("khong-co", 2)];
    let after = map.totals(&facts, as_of("2026-07-01"));
    assert_eq!(after.lines[0].line, Line::NoSuccessor("a".into()));
    assert_eq!(after.lines[0].above.as_deref(), Some("q1"));
    assert_eq!(after.lines[1].line, Line::Unknown("khong-co".into()));
    let label = after.lines[0].line.label(&map, as_of("2026-07-01"));
    assert_eq!(label.en, "Xã Thanh An (ended, no successor)");
}

#[test]
fn seen_from_before_a_split_is_whole_and_a_merger_stays_by_itself() {
    let map = halves(None);
    let facts = [count("x", 1), count("y", 2), count("z", 3)];
    assert_eq!(shown(&map, &facts, as_of("2026-06-30")), [unit("a", 6)]);
    let map = apply(
        &city(),
        "2026-07-01",
        merge(&["a", "b"], new("d", "Xã An", Some("q1"))),
    );
    let totals = map.totals(&[count("d", 7)], as_of("2026-06-30"));
    assert_eq!(totals.lines[0].line, Line::Later("d".into()));
    assert_eq!(totals.lines[0].above.as_deref(), Some("q1"));
}

#[test]
fn counts_and_rates_under_one_key_are_not_mixed() {
    let mut odd = rate("a", 1, 2);
    odd.indicator = "buoi".into();
    let totals = city().totals(&[count("a", 3), odd], View::AsReported);
    assert_eq!(totals.lines.len(), 2);
    assert_eq!(
        totals.sums()[&("buoi".to_owned(), false)],
        Value::count(3).unwrap()
    );
}
