//! Every role, action and place, against a table; and what no tree may ever allow.

use crate::id::UnitId;
use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

/// Who may do what: for each role (reporter, approver, coordinator, reader, administrator) at a
/// ward that has a unit below it and one above: o own unit, b the one below, . nowhere.
const TABLE: &str = "
see-unit        ob ob ob ob ob
see-plan        ob ob ob ob ob
edit-plan       .  .  o  .  .
confirm-plan    .  o  o  .  .
manage-units    .  .  .  .  ob
manage-accounts .  .  .  .  ob
record-activity o  o  .  .  .
see-report      ob ob ob ob .
write-report    o  .  .  .  .
send-report     .  o  .  .  .
return-report   .  .  b  .  .
accept-report   .  .  b  .  .
exclude         .  .  b  .  .
grant-extension .  .  b  .  .
remind          .  .  b  .  .
see-board       ob ob ob ob ob
consolidate     .  .  o  .  .
edit-wording    .  .  o  .  .
sign-off        .  o  .  .  .
distribute      .  .  o  .  .
share-wall      .  .  o  .  o
search          ob ob ob ob ob
read-audit      ob ob ob ob ob
change-settings .  .  .  .  .
back-up         .  .  .  .  .
";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn tree() -> Parents {
    let pair = |unit: &str, above: Option<&str>| (unit.into(), above.map(UnitId::from));
    Parents::new([
        pair("city", None),
        pair("ward", Some("city")),
        pair("quarter", Some("ward")),
        pair("sibling", Some("city")),
    ])
}

fn actor(role: Role, unit: &str) -> Actor {
    Actor {
        account: "a1".into(),
        name: "Lê Thị Hoa".into(),
        posts: vec![Post {
            role,
            unit: unit.into(),
            from: None,
            to: None,
        }],
    }
}

fn decided(role: Role, at: &str, action: Action, target: &str) -> Decision {
    may(
        &actor(role, at),
        action,
        &target.into(),
        &tree(),
        day("2026-11-20"),
    )
}

#[test]
fn every_role_may_do_exactly_what_the_table_says() {
    let mut rows = 0;
    for line in TABLE.lines().filter(|line| !line.is_empty()) {
        let mut cells = line.split_whitespace();
        let code = cells.next().unwrap();
        let action = *Action::ALL.iter().find(|one| one.code() == code).unwrap();
        for (role, cell) in Role::ALL.into_iter().zip(cells) {
            for (place, mark) in [("ward", 'o'), ("quarter", 'b')] {
                let allowed = decided(role, "ward", action, place) == Decision::Allowed;
                assert_eq!(allowed, cell.contains(mark), "{role:?} {code} {place}");
            }
            for outside in ["city", "sibling", "nowhere"] {
                let found = decided(role, "ward", action, outside);
                assert_eq!(found, Decision::Hidden, "{role:?} {code} {outside}");
            }
        }
        rows += 1;
    }
    assert_eq!(rows, Action::ALL.len(), "the table has every action once");
}

#[test]
fn what_concerns_the_installation_is_for_the_topmost_administrator() {
    for action in [Action::ChangeSettings, Action::BackUp] {
        for role in Role::ALL {
            let allowed = decided(role, "city", action, "city") == Decision::Allowed;
            assert_eq!(allowed, role == Role::Administrator);
        }
    }
}

#[test]
fn the_topmost_unit_receives_its_own_report_because_nobody_else_does() {
    let accept = |at, target| decided(Role::Coordinator, at, Action::AcceptReport, target);
    assert_eq!(accept("city", "city"), Decision::Allowed);
    assert_eq!(accept("city", "quarter"), Decision::Allowed);
    assert!(matches!(accept("ward", "ward"), Decision::Refused(_)));
}

#[test]
fn a_role_counts_on_its_days_only() {
    let mut person = actor(Role::Reporter, "ward");
    person.posts[0].from = Some(day("2026-11-01"));
    person.posts[0].to = Some(day("2026-11-30"));
    let on = |text| {
        may(
            &person,
            Action::WriteReport,
            &"ward".into(),
            &tree(),
            day(text),
        )
    };
    assert_eq!(on("2026-10-31"), Decision::Hidden);
    assert_eq!(on("2026-11-01"), Decision::Allowed);
    assert_eq!(on("2026-11-30"), Decision::Allowed);
    assert_eq!(on("2026-12-01"), Decision::Hidden);
}

#[test]
fn roles_at_several_units_do_not_mix() {
    let mut person = actor(Role::Reader, "ward");
    person.posts.extend(actor(Role::Reporter, "sibling").posts);
    let write = |unit: &UnitId| {
        may(
            &person,
            Action::WriteReport,
            unit,
            &tree(),
            day("2026-11-20"),
        )
    };
    assert_eq!(write(&"sibling".into()), Decision::Allowed);
    assert!(matches!(write(&"ward".into()), Decision::Refused(_)));
    let tops = ["sibling", "ward"].map(UnitId::from);
    assert_eq!(person.tops(day("2026-11-20")), tops.each_ref());
}

#[test]
fn a_permit_names_whom_and_what_it_is_for() {
    let person = actor(Role::Approver, "ward");
    let today = day("2026-11-20");
    let given = permit::<right::SendReport>(&person, &"ward".into(), &tree(), today).unwrap();
    assert_eq!(
        (given.account().as_str(), given.unit().as_str()),
        ("a1", "ward")
    );
    assert_eq!(given.action(), Action::SendReport);
    let above = permit::<right::SendReport>(&person, &"city".into(), &tree(), today);
    assert!(matches!(above, Err(Denied::Hidden)));
    let other = permit::<right::WriteReport>(&person, &"ward".into(), &tree(), today);
    assert!(matches!(other, Err(Denied::Refused(_))));
}

proptest! {
    #[test]
    fn nobody_ever_sees_above_or_beside(
        parents in proptest::collection::vec(proptest::option::of(0usize..12), 12),
        at in 0usize..12, target in 0usize..12, role in 0usize..5, action in 0usize..25,
    ) {
        let tree = Parents::new(parents.iter().enumerate().map(|(unit, parent)| {
            (unit.to_string().into(), parent.map(|parent| parent.to_string().into()))
        }));
        // Walked by itself, rings and all.
        let mut above = std::collections::HashSet::new();
        let mut walk = Some(target);
        while let Some(unit) = walk.filter(|unit| above.insert(*unit)) {
            walk = parents[unit];
        }
        let person = actor(Role::ALL[role], &at.to_string());
        let action = Action::ALL[action];
        let found = may(&person, action, &target.to_string().as_str().into(), &tree, day("2026-11-20"));
        prop_assert_eq!(found == Decision::Hidden, !above.contains(&at));
    }
}

/// The sibling has ended; the ward answers for what it left.
struct Merged(Parents, Vec<UnitId>);

impl Tree for Merged {
    fn knows(&self, unit: &UnitId) -> bool {
        self.0.knows(unit)
    }
    fn parent(&self, unit: &UnitId) -> Option<&UnitId> {
        self.0.parent(unit)
    }
    fn keepers(&self, unit: &UnitId) -> &[UnitId] {
        match unit.as_str() {
            "sibling" => &self.1,
            _ => &[],
        }
    }
}

#[test]
fn what_an_ended_unit_left_is_its_successors_own_and_a_role_held_there_is_nothing() {
    let tree = Merged(tree(), vec!["ward".into()]);
    let decided = |role, at: &str, action| {
        may(
            &actor(role, at),
            action,
            &"sibling".into(),
            &tree,
            day("2026-11-05"),
        )
    };
    let allowed = |role, at, action| decided(role, at, action) == Decision::Allowed;
    assert!(allowed(Role::Reporter, "ward", Action::WriteReport));
    assert!(allowed(Role::Approver, "ward", Action::SendReport));
    assert!(allowed(Role::Coordinator, "city", Action::AcceptReport));
    // Who sends it does not receive it.
    assert!(!allowed(Role::Coordinator, "ward", Action::AcceptReport));
    assert!(!allowed(Role::Reporter, "city", Action::WriteReport));
    assert_eq!(
        decided(Role::Reporter, "sibling", Action::SeeReport),
        Decision::Hidden
    );
    assert_eq!(
        decided(Role::Reporter, "quarter", Action::SeeReport),
        Decision::Hidden
    );
}
