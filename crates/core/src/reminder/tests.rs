//! Tests of reminders: the right one at the right time, and never one too many.

use super::*;
use chrono::TimeDelta;
use proptest::prelude::*;

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// Due Monday 23 November 2026 at 17:00.
fn owed(unit: &str, progress: Progress) -> Owed {
    Owed {
        plan: "duty-1".into(),
        unit: unit.into(),
        period: ReportPeriod::parse("202611").unwrap(),
        due_at: moment("2026-11-23T17:00:00"),
        progress,
        coordinator: "btg".into(),
    }
}

/// What goes out at a moment when nothing went before.
fn at(now: &str, owed: &[Owed]) -> Vec<String> {
    let reminders = due_now(
        moment(now),
        owed,
        &BTreeSet::new(),
        &Calendar::default(),
        &Rules::default(),
    );
    reminders
        .into_iter()
        .map(|reminder| reminder.key.0)
        .collect()
}

#[test]
fn a_unit_is_reminded_three_working_days_before_and_on_the_day() {
    let one = [owed("00123", Progress::NotSent)];
    assert_eq!(at("2026-11-17T09:00:00", &one), [""; 0]);
    // Three working days before Monday 23: Friday 20, Thursday 19, Wednesday 18.
    assert_eq!(at("2026-11-18T07:29:00", &one), [""; 0]);
    assert_eq!(
        at("2026-11-18T07:30:00", &one),
        ["duty-1/00123/202611/before"]
    );
    assert_eq!(at("2026-11-18T18:00:00", &one), [""; 0]);
    assert_eq!(
        at("2026-11-23T08:00:00", &one),
        ["duty-1/00123/202611/due-day", "list/btg/-/list-2026-11-23"]
    );
}

#[test]
fn nothing_goes_on_rest_days_except_on_the_due_day_itself() {
    let one = [owed("00123", Progress::NotSent)];
    assert_eq!(at("2026-11-21T09:00:00", &one), [""; 0]);
    let saturday = [Owed {
        due_at: moment("2026-11-21T17:00:00"),
        ..owed("00123", Progress::NotSent)
    }];
    assert_eq!(
        at("2026-11-21T09:00:00", &saturday),
        ["duty-1/00123/202611/due-day"]
    );
    assert_eq!(at("2026-11-22T09:00:00", &saturday), [""; 0]);
    assert_eq!(
        at("2026-11-23T09:00:00", &saturday),
        ["duty-1/00123/202611/overdue", "list/btg/-/list-2026-11-23"]
    );
}

#[test]
fn after_the_hour_has_passed_the_next_word_comes_on_the_next_working_morning() {
    let one = [owed("00123", Progress::NotSent)];
    assert_eq!(
        at("2026-11-23T17:01:00", &one),
        ["list/btg/-/list-2026-11-23"]
    );
    assert_eq!(at("2026-11-23T19:00:00", &one), [""; 0]);
    assert_eq!(at("2026-11-24T06:00:00", &one), [""; 0]);
    assert_eq!(
        at("2026-11-24T07:30:00", &one),
        ["duty-1/00123/202611/overdue", "list/btg/-/list-2026-11-24"]
    );
}

#[test]
fn a_period_long_past_wakes_nobody() {
    assert_eq!(
        at("2026-11-30T09:00:00", &[owed("00123", Progress::NotSent)]).len(),
        2
    );
    assert_eq!(
        at("2026-12-01T09:00:00", &[owed("00123", Progress::NotSent)]),
        [""; 0]
    );
}

#[test]
fn each_return_is_told_once_in_working_hours() {
    let returned = |times| [owed("00123", Progress::Returned { times })];
    assert_eq!(
        at("2026-11-19T15:00:00", &returned(1)),
        ["duty-1/00123/202611/returned-1"]
    );
    assert_eq!(
        at("2026-11-19T15:00:00", &returned(2)),
        ["duty-1/00123/202611/returned-2"]
    );
    assert_eq!(at("2026-11-19T22:00:00", &returned(1)), [""; 0]);
    assert_eq!(at("2026-11-22T10:00:00", &returned(1)), [""; 0]);
}

#[test]
fn the_coordinator_gets_one_list_with_the_gravest_first() {
    let owed = [
        Owed {
            due_at: moment("2026-11-24T17:00:00"),
            ..owed("00001", Progress::NotSent)
        },
        owed("00004", Progress::Returned { times: 1 }),
        owed("00003", Progress::NotSent),
        owed("00002", Progress::NotSent),
        owed("00005", Progress::Sent),
        Owed {
            coordinator: "tyt".into(),
            ..owed("00006", Progress::NotSent)
        },
    ];
    let reminders = due_now(
        moment("2026-11-24T08:00:00"),
        &owed,
        &BTreeSet::new(),
        &Calendar::default(),
        &Rules::default(),
    );
    let lists: Vec<_> = reminders
        .iter()
        .filter(|reminder| matches!(reminder.to, To::Coordinator(_)))
        .collect();
    let units = |reminder: &Reminder<'_>| {
        reminder
            .about
            .iter()
            .map(|owed| owed.unit.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(lists.len(), 2);
    assert_eq!(lists[0].to, To::Coordinator(&"btg".into()));
    assert_eq!(units(lists[0]), ["00002", "00003", "00004", "00001"]);
    assert_eq!(units(lists[1]), ["00006"]);
}

#[test]
fn a_deadline_before_the_morning_is_still_told_of() {
    let early = [Owed {
        due_at: moment("2026-11-21T06:00:00"),
        ..owed("00123", Progress::NotSent)
    }];
    assert_eq!(
        at("2026-11-21T05:00:00", &early),
        ["duty-1/00123/202611/due-day"]
    );
}

#[test]
fn rules_not_set_are_the_usual_ones() {
    assert_eq!(
        serde_json::from_str::<Rules>("{}").unwrap(),
        Rules::default()
    );
    let none_before = Rules {
        days_before: 0,
        ..Rules::default()
    };
    let one = [owed("00123", Progress::NotSent)];
    let reminders = due_now(
        moment("2026-11-20T09:00:00"),
        &one,
        &BTreeSet::new(),
        &Calendar::default(),
        &none_before,
    );
    assert_eq!(reminders, []);
}

#[test]
fn a_slash_in_a_code_cannot_make_two_keys_one() {
    let key = |duty: &str, unit: &str| Key::of([duty, unit, "202611", "before"]);
    assert_ne!(key("a/b", "c"), key("a", "b/c"));
    assert_ne!(key("a%2Fb", "c"), key("a/b", "c"));
}

fn progress() -> impl Strategy<Value = Progress> {
    prop_oneof![
        3 => Just(Progress::NotSent),
        1 => Just(Progress::Sent),
        1 => (1..4_u32).prop_map(|times| Progress::Returned { times }),
    ]
}

/// Reports of a few units with due times over two weeks, among them weekends and holidays.
fn some_owed() -> impl Strategy<Value = Vec<Owed>> {
    let one = (0..4_u32, 0..2_u32, 0..14_i64, 0..24_i64, progress());
    proptest::collection::vec(one, 0..8).prop_map(|all| {
        let report = |(unit, duty, days, hours, progress)| Owed {
            plan: format!("duty-{duty}").into(),
            due_at: moment("2026-04-24T00:00:00") + TimeDelta::days(days) + TimeDelta::hours(hours),
            ..owed(&format!("unit-{unit}"), progress)
        };
        all.into_iter().map(report).collect()
    })
}

proptest! {
    // Each case asks some hundred times; fewer cases try as much.
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A month, hour by hour, the states changing by chance: as a clock would ask.
    #[test]
    fn never_twice_never_to_who_sent_never_more_than_promised(
        start in some_owed(),
        changes in proptest::collection::vec((0..8_usize, 0..720_i64, progress()), 0..12),
    ) {
        let (calendar, rules) = (Calendar::default(), Rules::default());
        let mut owed = start;
        let mut sent: BTreeSet<Key> = BTreeSet::new();
        let mut lists_of_day: BTreeMap<(String, NaiveDate), u32> = BTreeMap::new();
        for hour in 0..720 {
            let now = moment("2026-04-20T00:40:00") + TimeDelta::hours(hour);
            for (at, _, progress) in changes.iter().filter(|(_, when, _)| *when == hour) {
                if let Some(report) = owed.get_mut(*at) {
                    report.progress = *progress;
                }
            }
            for reminder in due_now(now, &owed, &sent, &calendar, &rules) {
                prop_assert!(sent.insert(reminder.key.clone()), "twice: {:?}", reminder.key);
                prop_assert!(reminder.about.iter().all(|owed| owed.progress != Progress::Sent));
                let due_day = reminder.kind == Kind::DueDay;
                prop_assert!(due_day || calendar.is_working(now.date()), "{:?} on {}", reminder.kind, now);
                if let To::Coordinator(id) = reminder.to {
                    let lists = lists_of_day.entry((id.to_string(), now.date())).or_default();
                    *lists += 1;
                    prop_assert_eq!(*lists, 1);
                    prop_assert!(!reminder.about.is_empty());
                }
            }
        }
        // At most three for a report nobody returned, and one for each return.
        let mut of_report: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for key in sent.iter().filter(|key| !key.0.starts_with("list/")) {
            let (report, kind) = key.0.rsplit_once('/').unwrap();
            let count = of_report.entry(report.to_owned()).or_default();
            if kind.starts_with("returned") { count.1 += 1 } else { count.0 += 1 }
        }
        prop_assert!(of_report.values().all(|(plain, returned)| *plain <= 3 && *returned <= 3));
    }

    #[test]
    fn who_never_sends_is_told_before_on_the_day_and_after(days in 0..14_i64, hour in 9..24_i64) {
        let due_at = moment("2026-11-09T00:00:00") + TimeDelta::days(days) + TimeDelta::hours(hour);
        let one = [Owed { due_at, ..owed("00123", Progress::NotSent) }];
        let mut sent = BTreeSet::new();
        let mut kinds = Vec::new();
        let (calendar, rules) = (Calendar::default(), Rules::default());
        for hour in 0..1000 {
            let now = moment("2026-11-01T00:10:00") + TimeDelta::hours(hour);
            for reminder in due_now(now, &one, &sent, &calendar, &rules) {
                sent.insert(reminder.key);
                if matches!(reminder.to, To::Unit(_)) {
                    kinds.push(reminder.kind);
                }
            }
        }
        prop_assert_eq!(kinds, [Kind::Before, Kind::DueDay, Kind::Overdue]);
    }
}
