//! Who owes a month: the list of all and each unit's own say the same, whatever was decided.

use chrono::Days;
use nhip_core::deadline::Window;
use nhip_core::id::UnitId;
use nhip_core::owing::{Owner, carried, last_day, owing_on, reporters, spans};
use nhip_core::period::Month;
use proptest::prelude::*;

use super::laws::{grown, start, wishes};
use super::map::*;

fn told(pairs: &[(&str, &str)]) -> Vec<Owner> {
    let owner = |(named, unit): &(&str, &str)| Owner {
        named: (*named).to_owned(),
        unit: (*unit).into(),
    };
    pairs.iter().map(owner).collect()
}

#[test]
fn a_unit_behind_two_names_owes_once_and_a_merged_one_for_all_before_it() {
    let map = apply(
        &city(),
        "2026-11-01",
        merge(&["a", "b"], new("d", "Xã An", Some("q1"))),
    );
    let told = told(&[("I", "a"), ("II", "a"), ("II", "b"), ("II", "c")]);
    let october = owing_on(&map, &told, day("2026-10-31"));
    let names = |owners: &[Owner]| -> Vec<(String, UnitId)> {
        let pair = |owner: &Owner| (owner.named.clone(), owner.unit.clone());
        owners.iter().map(pair).collect()
    };
    assert_eq!(
        names(&october),
        [
            ("I".into(), "a".into()),
            ("II".into(), "b".into()),
            ("II".into(), "c".into())
        ]
    );
    let november = owing_on(&map, &told, day("2026-11-30"));
    assert_eq!(
        names(&november),
        [("I".into(), "d".into()), ("II".into(), "c".into())]
    );
}

#[test]
fn one_that_made_its_own_plan_under_another_does_not_report_to_itself() {
    let plan = crate::build::plan();
    let named = nhip_core::unit::owing(&plan).next().unwrap().id.clone();
    let told = told(&[(&named, "a"), (&named, "b"), ("không ai", "c")]);
    let all = reporters(&plan, None, told.clone());
    assert_eq!(all.len(), 2, "a name the duty does not ask owes nothing");
    let others = reporters(&plan, Some(&"a".into()), told);
    assert_eq!(others.len(), 1);
    assert_eq!(others[0].unit, "b");
}

#[test]
fn the_units_of_the_last_day_of_the_data_owe_the_month() {
    let month = Month::parse("2026-02").unwrap();
    assert_eq!(last_day(&Window::Calendar, month), Some(day("2026-02-28")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn the_list_of_all_and_each_units_own_answer_agree(
        wishes in wishes(), days in 0..200_u64, named in prop::collection::vec((0..3_u8, 0..12_usize), 1..8),
    ) {
        let map = grown(&wishes);
        let last = start() + Days::new(days);
        let ids: Vec<UnitId> = map.lives().map(|life| life.id.clone()).collect();
        let told: Vec<Owner> = named
            .iter()
            .map(|(name, at)| Owner { named: name.to_string(), unit: ids[at % ids.len()].clone() })
            .collect();
        let owing = owing_on(&map, &told, last);
        for unit in &ids {
            let own = spans(&map, &told, unit);
            let exists = map.life(unit).and_then(|life| life.on(last)).is_some();
            let owes = exists && own.iter().any(|span| span.holds(last));
            prop_assert_eq!(owing.iter().filter(|one| one.unit == *unit).count(), usize::from(owes), "{}", unit);
            // Under every name it is carried to, and under no other.
            let mut names: Vec<&str> = own
                .iter()
                .filter(|span| exists && span.holds(last))
                .map(|span| span.named.as_str())
                .collect();
            names.sort_unstable();
            names.dedup();
            let all = carried(&map, &told, last);
            let carried: Vec<&str> = all
                .iter()
                .filter(|one| one.unit == *unit)
                .map(|one| one.named.as_str())
                .collect();
            prop_assert_eq!(names, carried, "{}", unit);
        }
    }
}
