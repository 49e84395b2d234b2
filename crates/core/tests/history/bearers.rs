//! Who bears what was laid on a unit, and decisions in words.

use chrono::Days;
use nhip_core::id::UnitId;
use nhip_core::plan::owner::kept;
use nhip_core::unit::history::{Choice, Register, Turn};
use proptest::prelude::*;

use super::laws::{grown, start, wishes};
use super::map::*;

fn bearing(map: &Register, on: &str, unit: &str) -> Vec<String> {
    let bearers = map.bearers(day(on)).of(unit);
    bearers.into_iter().map(|id| id.to_string()).collect()
}

fn merged() -> Register {
    apply(
        &city(),
        "2026-11-01",
        merge(&["a", "b"], new("d", "Xã An", Some("q1"))),
    )
}

#[test]
fn three_wards_bear_their_own_months_and_the_merged_one_the_next() {
    let map = merged();
    assert_eq!(bearing(&map, "2026-10-31", "a"), ["a"]);
    assert_eq!(bearing(&map, "2026-11-01", "a"), ["d"]);
    assert_eq!(bearing(&map, "2026-11-01", "b"), ["d"]);
    assert_eq!(bearing(&map, "2026-10-31", "d"), [""; 0]);
    assert_eq!(map.bears_since("d", &"a".into()), Some(day("2026-11-01")));
    assert_eq!(map.bears_since("d", &"c".into()), None);
    assert_eq!(
        map.came_from("d").into_iter().collect::<Vec<_>>(),
        ["a", "b"]
    );
}

#[test]
fn what_a_merger_left_is_the_new_units_and_a_dissolution_leaves_it_to_the_one_above() {
    let map = apply(&merged(), "2026-12-01", dissolve("c"));
    let left = map.left(day("2026-12-01"));
    assert_eq!(left.len(), 3);
    assert_eq!(
        (left["a"].to.as_slice(), left["a"].choice),
        (&["d".into()][..], None)
    );
    assert_eq!(left["c"].to, ["q2"]);
    assert_eq!(left["c"].choice, Some(Choice::Above));
    assert!(map.left(day("2026-10-31")).is_empty());
    // A new month is not begun for a unit that is gone.
    assert_eq!(bearing(&map, "2026-12-01", "c"), [""; 0]);
}

#[test]
fn behind_a_name_an_ended_unit_stays_with_one_after_it_which_is_not_told_twice() {
    let map = apply(&merged(), "2026-12-01", dissolve("c"));
    let kept = |told: &[&str], ticked: &[&str]| {
        let ids = |ids: &[&str]| ids.iter().map(|id| UnitId::from(*id)).collect::<Vec<_>>();
        let (told, ticked) = (ids(told), ids(ticked));
        let kept = kept(&map, day("2026-12-01"), &told, &ticked.iter().collect());
        kept.into_iter().map(UnitId::to_string).collect::<Vec<_>>()
    };
    assert_eq!(kept(&["a", "b"], &["d"]), ["a", "b"]);
    assert_eq!(kept(&["a", "b"], &["q1"]), ["q1"]);
    // Told itself it stays told; nobody came after what was dissolved.
    assert_eq!(kept(&["a", "d"], &["d"]), ["a", "d"]);
    assert_eq!(kept(&["c"], &[]), ["c"]);
    assert_eq!(kept(&["d"], &["q1"]), ["q1"]);
}

#[test]
fn a_split_lays_what_goes_on_upon_every_part_and_further_ends_are_followed() {
    let parts = vec![
        part(new("x", "X", Some("q1")), &[]),
        part(new("y", "Y", Some("q1")), &[]),
    ];
    let map = apply(&city(), "2026-07-01", split("a", parts, None));
    assert_eq!(bearing(&map, "2026-07-01", "a"), ["x", "y"]);
    let map = apply(&map, "2026-08-01", absorb(&["y"], "b"));
    assert_eq!(bearing(&map, "2026-08-01", "a"), ["b", "x"]);
    assert_eq!(map.bears_since("b", &"a".into()), Some(day("2026-08-01")));
    // The unit that took a part in bore its own before.
    assert_eq!(bearing(&map, "2026-07-31", "b"), ["b"]);
}

#[test]
fn a_decision_is_told_in_one_sentence_and_shows_what_it_does() {
    let (before, after) = (city(), merged());
    let told = after.decisions_of("d").next().unwrap();
    assert_eq!(
        told.words(&after).vi,
        "Nhập Xã Thanh An, Xã Thạnh An thành Xã An"
    );
    assert_eq!(after.decisions_of("c").count(), 0);
    let effects = before.effects(&after, day("2026-11-01"));
    let turns: Vec<(&str, bool)> = effects
        .iter()
        .map(|one| (one.unit.as_str(), matches!(one.turn, Turn::Begins(_))))
        .collect();
    assert_eq!(turns, [("a", false), ("b", false), ("d", true)]);
    let moved = apply(&before, "2026-11-01", put("c", Some("q1")));
    let effects = before.effects(&moved, day("2026-11-01"));
    assert!(matches!(effects[0].turn, Turn::Moved(..)));
    let words = moved.decisions_of("c").next().unwrap().words(&moved);
    assert_eq!(words.vi, "Chuyển Phường Bến Ngự về trực thuộc Quận Bến Ngự");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn whoever_bears_exists_and_has_borne_since_the_day_it_is_said_to(
        wishes in wishes(), days in 0..200_u64,
    ) {
        let map = grown(&wishes);
        let day = start() + Days::new(days);
        let bearers = map.bearers(day);
        for owner in map.lives() {
            let found = bearers.of(&owner.id);
            for unit in map.lives() {
                let exists = unit.on(day).is_some();
                let since = map.bears_since(&unit.id, &owner.id);
                let bears = exists
                    && (unit.id == owner.id || since.is_some_and(|since| since <= day));
                prop_assert_eq!(found.contains(unit.id.as_str()), bears, "{} for {}", &unit.id, &owner.id);
                let came = map.came_from(&unit.id).contains(owner.id.as_str());
                prop_assert_eq!(came, since.is_some());
            }
        }
    }

    #[test]
    fn what_an_ended_unit_left_is_answered_for_by_units_that_exist(
        wishes in wishes(), days in 0..200_u64,
    ) {
        let map = grown(&wishes);
        let day = start() + Days::new(days);
        let left = map.left(day);
        for life in map.lives() {
            let ended = life.ends().is_some_and(|last| last < day);
            prop_assert_eq!(left.contains_key(&life.id), ended);
        }
        for one in left.values() {
            prop_assert!(one.to.iter().all(|unit| map.at(day).unit(unit).is_some()));
            if one.choice.is_none() {
                let bearers = map.bearers(day).of(&one.from);
                prop_assert!(bearers.into_iter().eq(&one.to));
            }
        }
    }
}
