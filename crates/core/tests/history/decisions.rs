//! What decisions do to the map, and which are refused.

use nhip_core::unit::history::{Change, Choice, Duty, Records, Register};

use super::map::*;

#[test]
fn a_merged_unit_begins_the_day_the_others_are_gone() {
    let map = apply(
        &city(),
        "2026-07-01",
        merge(&["a", "b"], new("d", "Xã An", Some("q1"))),
    );
    assert!(map.at(day("2026-06-30")).unit("a").is_some());
    assert!(map.at(day("2026-06-30")).unit("d").is_none());
    assert!(map.at(day("2026-07-01")).unit("a").is_none());
    assert_eq!(map.at(day("2026-07-01")).children("q1"), ["d"]);
}

#[test]
fn a_merged_unit_may_keep_the_code_of_one_before() {
    let mut into = new("d", "Xã Thanh An", Some("q1"));
    into.code = "0a".into();
    let map = apply(&city(), "2026-07-01", merge(&["a", "b"], into));
    assert_eq!(map.at(day("2026-06-30")).by_code("0a"), Some(&"a".into()));
    assert_eq!(map.at(day("2026-07-01")).by_code("0a"), Some(&"d".into()));
}

#[test]
fn districts_and_communes_change_on_the_same_day_in_any_order() {
    let changes = [
        dissolve("q1"),
        merge(&["a", "b"], new("d", "Xã An", Some("tp"))),
        dissolve("q2"),
    ];
    let ahead = changes
        .iter()
        .map(|change| decided("2025-07-01", change.clone()));
    let behind = changes
        .iter()
        .rev()
        .map(|change| decided("2025-07-01", change.clone()));
    for order in [ahead.collect::<Vec<_>>(), behind.collect()] {
        let map = city().apply_all(order).unwrap();
        let today = map.at(day("2025-07-01"));
        assert_eq!(today.children("tp"), ["c", "d"]);
        assert_eq!(today.len(), 3);
        let before = map.at(day("2025-06-30"));
        assert_eq!(before.ancestors("a"), ["q1", "tp"]);
    }
}

#[test]
fn a_unit_keeps_its_id_and_its_old_name_through_renaming_and_moving() {
    let map = apply(&city(), "2026-02-01", rename("a", "Phường Thanh An"));
    let map = apply(&map, "2026-03-01", put("a", Some("q2")));
    let life = map.life("a").unwrap();
    assert_eq!(life.spells.len(), 3);
    assert_eq!(life.on(day("2026-01-31")).unwrap().name, "Xã Thanh An");
    assert_eq!(life.on(day("2026-02-01")).unwrap().name, "Phường Thanh An");
    assert_eq!(life.on(day("2026-02-01")).unwrap().aliases, ["Xã Thanh An"]);
    assert_eq!(
        life.on(day("2026-02-28")).unwrap().parent.as_deref(),
        Some("q1")
    );
    assert_eq!(
        life.on(day("2026-03-01")).unwrap().parent.as_deref(),
        Some("q2")
    );
}

#[test]
fn a_unit_sees_itself_and_what_is_below_on_the_day_asked() {
    let map = apply(&city(), "2026-03-01", put("a", Some("q2")));
    let (before, after) = (map.at(day("2026-02-28")), map.at(day("2026-03-01")));
    assert!(before.sees("q1", "a") && !before.sees("q2", "a"));
    assert!(!after.sees("q1", "a") && after.sees("q2", "a"));
    assert!(after.sees("tp", "a") && after.sees("a", "a"));
    assert!(!after.sees("a", "q2") && !after.sees("a", "khong-co"));
    assert_eq!(after.descendants("tp").len(), 5);
    assert_eq!(after.seen_from("q2").len(), 3);
    assert!(after.seen_from("khong-co").is_empty());
}

#[test]
fn children_go_with_a_merge_up_at_a_dissolution_and_as_told_at_a_split() {
    let merged = apply(
        &city(),
        "2026-02-01",
        merge(&["q1", "q2"], new("q", "Quận", Some("tp"))),
    );
    assert_eq!(merged.at(day("2026-02-01")).children("q"), ["a", "b", "c"]);
    let gone = apply(&city(), "2026-02-01", dissolve("q1"));
    assert_eq!(gone.at(day("2026-02-01")).children("tp"), ["a", "b", "q2"]);
    let parts = vec![
        part(new("q3", "Quận Ba", Some("tp")), &["a"]),
        part(new("q4", "Quận Bốn", Some("tp")), &["b"]),
    ];
    let halves = apply(&city(), "2026-02-01", split("q1", parts, None));
    assert_eq!(halves.at(day("2026-02-01")).children("q3"), ["a"]);
    assert_eq!(halves.at(day("2026-02-01")).children("q4"), ["b"]);
}

#[test]
fn a_unit_that_is_not_there_cannot_change() {
    assert_eq!(refused(&city(), "2026-02-01", dissolve("x")), "L301");
    let map = apply(
        &city(),
        "2026-07-01",
        merge(&["a", "b"], new("d", "Xã An", None)),
    );
    assert_eq!(
        refused(&map, "2026-06-01", rename("d", "Xã Bình An")),
        "L302"
    );
    assert_eq!(refused(&map, "2026-07-01", dissolve("d")), "L302");
    assert_eq!(
        refused(&map, "2026-08-01", rename("a", "Xã Bình An")),
        "L303"
    );
    let under = put("c", Some("a"));
    assert_eq!(refused(&map, "2026-08-01", under), "L303");
}

#[test]
fn nothing_may_stand_below_itself_or_become_itself() {
    assert_eq!(refused(&city(), "2026-02-01", put("tp", Some("a"))), "L304");
    assert_eq!(refused(&city(), "2026-02-01", put("a", Some("a"))), "L304");
    let below_own_child = merge(&["q1", "q2"], new("q", "Quận", Some("a")));
    assert_eq!(refused(&city(), "2026-02-01", below_own_child), "L304");
    assert_eq!(refused(&city(), "2026-02-01", absorb(&["q1"], "a")), "L304");
    assert_eq!(
        refused(&city(), "2026-02-01", absorb(&["a", "b"], "a")),
        "L305"
    );
    let twice = merge(&["a", "a"], new("d", "Xã An", None));
    assert_eq!(refused(&city(), "2026-02-01", twice), "L305");
    let found = Change::Found {
        units: vec![new("x", "X", Some("y")), new("y", "Y", Some("x"))],
    };
    assert_eq!(refused(&city(), "2026-02-01", found), "L304");
}

#[test]
fn two_decisions_of_a_day_must_not_contradict() {
    let map = apply(
        &city(),
        "2026-02-01",
        merge(&["a", "b"], new("d", "Xã An", None)),
    );
    let again = merge(&["a", "c"], new("e", "Phường An", None));
    assert_eq!(refused(&map, "2026-02-01", again), "L306");
    let map = apply(&city(), "2026-02-01", rename("a", "Xã Bình An"));
    assert_eq!(
        refused(&map, "2026-02-01", rename("a", "Xã Tân An")),
        "L306"
    );
    assert_eq!(refused(&map, "2026-02-01", dissolve("a")), "L306");
    assert_eq!(refused(&map, "2026-02-01", put("a", Some("q2"))), "");
}

#[test]
fn codes_and_ids_belong_to_one_unit() {
    let mut taken = new("d", "Xã An", Some("tp"));
    taken.code = "0c".into();
    assert_eq!(
        refused(&city(), "2026-02-01", merge(&["a", "b"], taken)),
        "L307"
    );
    let again = new("c", "Xã An", Some("tp"));
    assert_eq!(
        refused(&city(), "2026-02-01", merge(&["a", "b"], again)),
        "L308"
    );
    let renumbered = Change::Rename {
        unit: "a".into(),
        name: "Xã Thanh An".into(),
        code: Some("0b".into()),
        sort: None,
    };
    assert_eq!(refused(&city(), "2026-02-01", renumbered), "L307");
}

#[test]
fn a_split_needs_a_share_for_each_part_and_a_place_for_each_unit_below() {
    let parts = || {
        vec![
            part(new("x", "X", None), &[]),
            part(new("y", "Y", None), &[]),
        ]
    };
    let shares = split("a", parts(), Some((3, &[1, 1, 1])));
    assert_eq!(refused(&city(), "2026-02-01", shares), "L309");
    assert_eq!(
        refused(&city(), "2026-02-01", split("q1", parts(), None)),
        "L311"
    );
    let one = vec![part(new("x", "X", None), &[])];
    assert_eq!(
        refused(&city(), "2026-02-01", split("a", one, None)),
        "L310"
    );
    let strange = vec![
        part(new("x", "X", None), &["c"]),
        part(new("y", "Y", None), &[]),
    ];
    assert_eq!(
        refused(&city(), "2026-02-01", split("a", strange, None)),
        "L311"
    );
}

#[test]
fn what_says_nothing_is_refused() {
    assert_eq!(refused(&city(), "2026-02-01", rename("a", " ")), "L312");
    assert_eq!(
        refused(&city(), "2026-02-01", rename("a", "Xã Thanh An")),
        "L314"
    );
    assert_eq!(refused(&city(), "2026-02-01", put("a", Some("q1"))), "L314");
    assert_eq!(refused(&city(), "0026-02-01", dissolve("a")), "L316");
    let mut silent = decided("2026-02-01", dissolve("a"));
    silent.decision = " ".into();
    assert_eq!(city().apply(silent).unwrap_err().code(), "L313");
}

#[test]
fn a_tree_deeper_than_any_administration_is_refused() {
    let unit = |at: usize| {
        let above = at.checked_sub(1).map(|at| format!("u{at}"));
        first(new(&format!("u{at}"), "Đơn vị", above.as_deref()))
    };
    let deep = |levels: usize| Register::new((0..levels).map(unit).collect());
    assert!(deep(64).is_ok());
    assert_eq!(deep(5_000).unwrap_err().code(), "L315");
}

#[test]
fn a_decision_that_becomes_known_late_takes_its_place_or_is_refused() {
    let map = apply(
        &city(),
        "2026-07-01",
        merge(&["a", "b"], new("d", "Xã An", Some("q1"))),
    );
    let map = apply(&map, "2026-02-01", rename("a", "Xã Bình An"));
    assert_eq!(map.successions()[0].effective, day("2026-02-01"));
    assert_eq!(
        map.at(day("2026-06-30")).unit("a").unwrap().name,
        "Xã Bình An"
    );
    let error = map.apply(decided("2026-03-01", dissolve("a"))).unwrap_err();
    assert_eq!(error.code(), "L317");
    assert!(error.text().vi.contains("QĐ 2026-07-01"), "{error}");
}

#[test]
fn days_a_list_gives_are_kept() {
    let mut ward = first(new("a", "Phường Một", None));
    ward.valid_from = Some(day("2020-01-01"));
    ward.valid_to = Some(day("2025-06-30"));
    let map = Register::new(vec![ward.clone()]).unwrap();
    assert!(map.at(day("2019-12-31")).is_empty());
    assert_eq!(map.at(day("2025-06-30")).len(), 1);
    assert!(map.at(day("2025-07-01")).is_empty());
    ward.valid_to = Some(day("2019-01-01"));
    assert_eq!(Register::new(vec![ward]).unwrap_err().code(), "L316");
}

#[test]
fn a_register_is_kept_as_what_it_was_told_and_comes_back_the_same() {
    let map = apply(
        &city(),
        "2026-02-01",
        merge(&["a", "b"], new("d", "Xã An", Some("q1"))),
    );
    let text = serde_json::to_string(&map).unwrap();
    assert_eq!(serde_json::from_str::<Register>(&text).unwrap(), map);
    let mut records = Records::from(map);
    records
        .successions
        .push(decided("2026-03-01", dissolve("a")));
    let text = serde_json::to_string(&records).unwrap();
    assert!(serde_json::from_str::<Register>(&text).is_err());
}

fn handed(map: &Register, unit: &str) -> (Vec<String>, Option<Choice>) {
    let duty = Duty {
        id: "bao-cao-thang-6".into(),
        unit: unit.into(),
    };
    let handovers = map.successor_duties(day("2026-07-01"), &[duty]);
    let handover = handovers.into_iter().next().unwrap();
    assert_eq!(handover.duty, "bao-cao-thang-6");
    assert_eq!(handover.finding(map).is_some(), handover.choice.is_some());
    (
        handover.to.into_iter().map(String::from).collect(),
        handover.choice,
    )
}

#[test]
fn what_an_ended_unit_owed_goes_to_its_successor() {
    let to = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(handed(&city(), "a"), (to(&["a"]), None));
    let merged = apply(
        &city(),
        "2026-07-01",
        merge(&["a", "b"], new("d", "Xã An", Some("q1"))),
    );
    assert_eq!(handed(&merged, "a"), (to(&["d"]), None));
    let parts = vec![
        part(new("x", "X", Some("q1")), &[]),
        part(new("y", "Y", Some("q1")), &[]),
    ];
    let halves = apply(&city(), "2026-07-01", split("a", parts, None));
    assert_eq!(handed(&halves, "a"), (to(&["x", "y"]), Some(Choice::Part)));
    let gone = apply(&city(), "2026-07-01", dissolve("a"));
    assert_eq!(handed(&gone, "a"), (to(&["q1"]), Some(Choice::Above)));
    let gone = apply(&gone, "2026-07-01", dissolve("q1"));
    assert_eq!(handed(&gone, "a"), (to(&["tp"]), Some(Choice::Above)));
    let gone = apply(&city(), "2026-07-01", dissolve("tp"));
    assert_eq!(handed(&gone, "tp"), (to(&[]), Some(Choice::Nobody)));
    assert_eq!(handed(&city(), "x"), (to(&[]), Some(Choice::Unknown)));
    let later = apply(&city(), "2026-07-02", dissolve("a"));
    assert_eq!(handed(&later, "a"), (to(&["a"]), None));
}

#[test]
fn every_refusal_speaks_both_languages() {
    let error = city()
        .apply(decided("2026-02-01", dissolve("x")))
        .unwrap_err();
    let finding = error.finding();
    assert_eq!(finding.code, "L301");
    assert_eq!(finding.text.vi, "không có đơn vị “x” vào ngày đó");
    assert_eq!(finding.text.en, "there is no unit “x” on that day");
}
