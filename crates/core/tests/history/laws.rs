//! What holds under any sequence of decisions: nothing lost, no circle, rates that are rates.

use chrono::{Days, NaiveDate};
use nhip_core::id::UnitId;
use nhip_core::period::Month;
use nhip_core::unit::history::{
    Change, Duty, Fact, Part, Records, Register, Shares, Succession, Target, Tree, Value, View,
    preview,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

use super::import::{listed, row};
use super::map::{city, day, new};

/// A decision still to be fitted to the map of its day: what, which units, how.
pub type Wish = (u8, usize, usize, usize, Vec<u64>);

pub fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let wish = (
        0..9_u8,
        0..40_usize,
        0..40_usize,
        0..40_usize,
        proptest::collection::vec(0..50_u64, 2..4),
    );
    proptest::collection::vec(wish, 0..14)
}

pub fn start() -> NaiveDate {
    day("2025-01-10")
}

/// Applies what can be applied; some days see several decisions.
pub fn grown(wishes: &[Wish]) -> Register {
    let mut map = city();
    for (at, wish) in wishes.iter().enumerate() {
        let effective = start() + Days::new(10 * (at as u64 * 2 / 3));
        let change = fitted(&map.at(effective), at, wish);
        let change = change.map(|change| Succession {
            decision: format!("QĐ {at}"),
            effective,
            change,
        });
        if let Some(Ok(next)) = change.map(|change| map.apply(change)) {
            map = next;
        }
    }
    map
}

fn fitted(tree: &Tree<'_>, at: usize, (what, a, b, c, shares): &Wish) -> Option<Change> {
    let ids: Vec<&UnitId> = tree.units().map(|(id, _)| id).collect();
    let pick = |n: &usize| ids.get(n % ids.len().max(1)).map(|id| (*id).to_owned());
    let above = |id: &str| tree.unit(id).and_then(|spell| spell.parent.clone());
    let (a, b, c) = (pick(a)?, pick(b)?, pick(c)?);
    let parent = above(&a);
    let fresh = |part: usize| {
        new(
            &format!("{at}-{part}"),
            &format!("Xã số {at} {part}"),
            parent.as_deref(),
        )
    };
    Some(match what {
        0 | 1 => Change::Merge {
            ends: vec![a, b],
            into: Target::New(fresh(0)),
        },
        2 => Change::Merge {
            ends: vec![a, b],
            into: Target::Existing(c),
        },
        3..=5 => Change::Split {
            parts: parts(tree, &a, shares.len(), *what == 5, &c, fresh),
            shares: Shares::new(shares.iter().sum(), shares.clone()).filter(|_| *what != 4),
            ends: a,
        },
        6 => Change::Rename {
            unit: a,
            name: format!("Xã mới {at}"),
            code: at.is_multiple_of(2).then(|| format!("9{at}")),
            sort: None,
        },
        7 => Change::Move {
            unit: a,
            parent: Some(b),
        },
        _ => Change::Dissolve { unit: a },
    })
}

fn parts(
    tree: &Tree<'_>,
    ends: &str,
    count: usize,
    join: bool,
    other: &str,
    fresh: impl Fn(usize) -> nhip_core::unit::history::NewUnit,
) -> Vec<Part> {
    let children = tree.children(ends);
    (0..count)
        .map(|at| Part {
            into: if join && at == 0 {
                Target::Existing(other.into())
            } else {
                Target::New(fresh(at))
            },
            takes: children
                .iter()
                .skip(at)
                .step_by(count)
                .map(|id| (*id).to_owned())
                .collect(),
        })
        .collect()
}

/// Facts of any unit that ever was, in its time or out of it, and of one that never was.
fn facts(map: &Register, figures: &[(usize, i64, i64, u32)]) -> Vec<Fact> {
    let mut units: Vec<&str> = map.lives().map(|life| life.id.as_str()).collect();
    units.push("khong-co");
    figures
        .iter()
        .flat_map(|(unit, count, without, month)| {
            let fact = |indicator: &str, value| Fact {
                unit: units[unit % units.len()].into(),
                month: Month::new(2025, *month).unwrap(),
                indicator: indicator.into(),
                value,
            };
            let tonnes = Decimal::new(count * 7 - without, 2);
            [
                fact("buoi", Value::count(*count).unwrap()),
                fact("tan", Value::count(tonnes).unwrap()),
                fact("ty_le", Value::rate(*count, count + without).unwrap()),
            ]
        })
        .collect()
}

fn any_figures() -> impl Strategy<Value = Vec<(usize, i64, i64, u32)>> {
    proptest::collection::vec((0..60_usize, 0..1000_i64, 0..1000_i64, 1..13_u32), 0..40)
}

type Plain = BTreeMap<(String, String), (Decimal, Decimal)>;

/// Sums by indicator and month, made without the register.
fn plain<'a>(values: impl Iterator<Item = (&'a str, Month, Value)>) -> Plain {
    let mut sums = Plain::new();
    for (indicator, month, value) in values {
        let sum = sums
            .entry((indicator.to_owned(), month.to_string()))
            .or_default();
        let (first, second) = match value {
            Value::Count(count) => (count.get(), Decimal::ZERO),
            Value::Rate(rate) => (rate.numerator(), rate.denominator()),
        };
        *sum = (sum.0 + first, sum.1 + second);
    }
    sums
}

fn is_forest(tree: &Tree<'_>) {
    let below: usize = tree
        .roots()
        .iter()
        .map(|root| 1 + tree.descendants(root).len())
        .sum();
    assert_eq!(below, tree.len(), "every unit hangs on exactly one root");
    for (id, spell) in tree.units() {
        let parent = spell.parent.as_deref();
        assert!(parent.is_none_or(|parent| tree.unit(parent).is_some()));
        assert!(
            !tree.ancestors(id).contains(&id),
            "{id} stands below itself"
        );
        assert!(tree.sees(id, id));
        assert_eq!(
            tree.by_code(&spell.code),
            Some(id),
            "a code belongs to one unit"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn totals_are_conserved_whatever_is_decided_and_whenever_one_looks(
        wishes in wishes(), figures in any_figures(), days in proptest::collection::vec(0..200_u64, 1..5),
    ) {
        let map = grown(&wishes);
        let facts = facts(&map, &figures);
        let given = plain(facts.iter().map(|fact| (fact.indicator.as_str(), fact.month, fact.value)));
        let views = days.iter().map(|days| View::AsOf(start() - Days::new(20) + Days::new(*days)));
        for view in views.chain([View::AsReported]) {
            let totals = map.totals(&facts, view);
            let shown = totals.lines.iter();
            let shown = plain(shown.map(|total| (total.indicator.as_str(), total.month, total.value)));
            prop_assert_eq!(&shown, &given);
            for total in &totals.lines {
                if let Value::Rate(rate) = total.value {
                    let percent = rate.percent().unwrap_or_default();
                    prop_assert!(percent >= Decimal::ZERO && percent <= Decimal::ONE_HUNDRED);
                }
                if let Value::Count(count) = total.value {
                    let whole = total.indicator != "buoi" || count.get().fract().is_zero();
                    prop_assert!(whole, "{} is no whole number", count.get());
                }
            }
        }
    }

    #[test]
    fn every_day_is_a_forest_and_lives_have_no_gaps(wishes in wishes(), days in 0..200_u64) {
        let map = grown(&wishes);
        is_forest(&map.at(start() + Days::new(days)));
        for succession in map.successions() {
            is_forest(&map.at(succession.effective));
            is_forest(&map.at(succession.effective.pred_opt().unwrap()));
        }
        for life in map.lives() {
            for pair in life.spells.windows(2) {
                let next = pair[0].valid_to.and_then(|to| to.succ_opt());
                prop_assert_eq!(next, pair[1].valid_from);
            }
        }
        let records = Records::from(map.clone());
        prop_assert_eq!(Register::try_from(records).unwrap(), map);
    }

    #[test]
    fn every_duty_has_somebody_who_exists_or_is_flagged(wishes in wishes(), days in 0..200_u64) {
        let map = grown(&wishes);
        let day = start() + Days::new(days);
        let began = map.lives().filter(|life| life.begins().is_none_or(|begins| begins <= day));
        let duties: Vec<Duty> = began
            .map(|life| Duty { id: life.id.to_string(), unit: life.id.clone() })
            .collect();
        let handed = map.successor_duties(day, &duties);
        prop_assert_eq!(handed.len(), duties.len());
        for handover in handed {
            prop_assert!(!handover.to.is_empty() || handover.choice.is_some());
            prop_assert!(handover.to.len() < 2 || handover.choice.is_some());
            for unit in handover.to {
                prop_assert!(map.at(day).unit(&unit).is_some(), "{} does not exist", unit);
            }
        }
    }

    #[test]
    fn the_register_listed_changes_nothing(wishes in wishes(), days in 0..200_u64) {
        let map = grown(&wishes);
        let day = start() + Days::new(days);
        let shown = preview(&map, &listed(&map, &day.to_string()), day);
        prop_assert!(shown.changes.is_empty(), "{:?}", shown);
    }

    #[test]
    fn what_was_accepted_changes_nothing_the_second_time(
        wishes in wishes(),
        rows in proptest::collection::vec((0..30_usize, 0..30_usize, 0..12_usize, any::<bool>()), 0..25),
    ) {
        let map = grown(&wishes);
        let day = day("2026-03-01");
        let codes = codes(&map, day);
        let list: Vec<_> = rows
            .iter()
            .map(|(code, parent, name, top)| {
                let parent = (!top).then(|| codes[parent % codes.len()].as_str());
                row(&codes[code % codes.len()], NAMES[name % NAMES.len()], parent)
            })
            .collect();
        let first = preview(&map, &list, day);
        let after = map.accept(&first, "QĐ 99", |code| format!("n{code}").into()).unwrap();
        is_forest(&after.at(day));
        let second = preview(&after, &list, day);
        prop_assert!(second.changes_nothing(), "{:?}\n{:?}", first, second);
        if first.doubts().all(|doubt| ["C301", "C302"].contains(&doubt.finding().code.as_str())) {
            prop_assert!(second.changes.is_empty(), "{:?}", second);
        }
    }
}

const NAMES: [&str; 12] = [
    "Xã Thanh An",
    "Xã Thạnh An",
    "Phường Bến Ngự",
    "Phường Một",
    "Trạm y tế",
    "Quận Cầu Đá",
    "Xã Tân Lập",
    "Xã Tân Lâp",
    "Phường Hai",
    "Phường Ba",
    "Hội Nông dân",
    "Đặc khu Cồn Sẻ",
];

/// Codes of the day and some that nobody has.
fn codes(map: &Register, day: NaiveDate) -> Vec<String> {
    let known: Vec<String> = map
        .at(day)
        .units()
        .map(|(_, spell)| spell.code.clone())
        .collect();
    let new = (0..8).map(|n| format!("00{n}"));
    known.into_iter().chain(new).collect()
}
