//! Every state against every transition, and the diagram against both.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::*;
use crate::finding::Finding;
use crate::permission::{Actor, Parents, Post, Right, Role, permit};
use crate::report::draft::{Explanation, about};

fn now() -> DateTime<Utc> {
    "2026-11-23T09:30:00Z".parse().unwrap()
}

/// By somebody who holds every role at the ward's unit and at the city above.
fn act<R: Right>(unit: &str) -> Act<R> {
    let posts = ["ward", "city"].into_iter().flat_map(|unit| {
        Role::ALL.map(|role| Post {
            role,
            unit: unit.into(),
            from: None,
            to: None,
        })
    });
    let person = Actor {
        account: "a1".into(),
        name: "Lê Thị Hoa".into(),
        posts: posts.collect(),
    };
    let tree = Parents::new([("city".into(), None), ("ward".into(), Some("city".into()))]);
    let given = permit::<R>(&person, &unit.into(), &tree, now().date_naive()).unwrap();
    Act::by(&given, &unit.into(), now()).unwrap()
}

fn reason() -> Reason {
    Reason::parse("Số tờ rơi chưa khớp với phụ lục.").unwrap()
}

fn remarks() -> Remarks {
    Remarks::parse("", &[("UBND.1".into(), "Thiếu số buổi.".into())], |_| true).unwrap()
}

fn cleared(revision: u64) -> Cleared {
    Cleared::check(&[], &[], revision).unwrap()
}

fn take(state: &State, step: Step) -> Result<State, Refusal> {
    let state = state.clone();
    match step {
        Step::Send => state.send(act("ward"), &cleared(7), 7),
        Step::Return => state.give_back(act("ward"), remarks()),
        Step::Accept => state.accept(act("ward")),
        Step::Consolidate => state.consolidate(act("city")),
        Step::Close => state.close(act("city")),
        Step::Exclude => state.exclude(act("ward"), reason()),
        Step::Readmit => state.readmit(act("ward")),
        Step::NewVersion => state
            .new_version(act("ward"), reason(), 1, 1)
            .map(|new| new.state),
    }
}

/// Every state that can be reached, found by walking; a third sending is as the second.
fn reached() -> Vec<State> {
    let mut found = vec![State::Drafting];
    let mut at = 0;
    while let Some(state) = found.get(at).cloned() {
        at += 1;
        for next in Step::ALL
            .into_iter()
            .filter_map(|step| take(&state, step).ok())
        {
            if next.round() <= 2 && !found.contains(&next) {
                found.push(next);
            }
        }
    }
    found
}

#[test]
fn the_diagram_shows_exactly_the_transitions_of_the_code() {
    let diagram = include_str!("../../../../../docs/states/report.mmd");
    let drawn: BTreeSet<String> = diagram
        .lines()
        .map(str::trim)
        .filter(|line| line.contains("-->") && !line.starts_with("[*]"))
        .map(str::to_owned)
        .collect();
    let mut walked = BTreeSet::new();
    for state in reached() {
        for step in Step::ALL {
            if let Ok(next) = take(&state, step) {
                let (from, to) = (state.stage().code(), next.stage().code());
                walked.insert(format!("{from} --> {to}: {}", step.code()));
            }
        }
    }
    assert_eq!(drawn, walked);
}

#[test]
fn a_page_offers_exactly_what_the_state_allows() {
    let states = reached();
    let stages: BTreeSet<Stage> = states.iter().map(State::stage).collect();
    assert_eq!(stages.len(), Stage::ALL.len(), "every stage is reached");
    for state in states {
        let offered: BTreeSet<Step> = state.can().iter().copied().collect();
        let allowed: BTreeSet<Step> = Step::ALL
            .into_iter()
            .filter(|step| take(&state, *step).is_ok())
            .collect();
        assert_eq!(offered, allowed, "{}", state.stage().code());
    }
}

#[test]
fn every_refusal_says_in_both_languages_what_to_do_instead() {
    for state in reached() {
        for step in Step::ALL {
            let Err(refusal) = take(&state, step) else {
                continue;
            };
            let text = refusal.text();
            assert!(text.vi.contains(state.stage().name().0), "{}", text.vi);
            for one in [&text.vi, &text.en] {
                let after = one.split_once("”. ").unwrap().1;
                assert!(
                    after.split(' ').count() > 4 && after.ends_with('.'),
                    "{one}"
                );
            }
        }
    }
}

#[test]
fn a_button_pressed_twice_is_told_from_a_step_that_cannot_be() {
    for state in reached() {
        for step in Step::ALL {
            // Another version and a return to the place before are no states of their own.
            let (Ok(next), false) = (
                take(&state, step),
                matches!(step, Step::NewVersion | Step::Readmit),
            ) else {
                continue;
            };
            assert!(
                take(&next, step).unwrap_err().is_repeat(),
                "{step:?} {next:?}"
            );
        }
    }
    assert!(
        !take(&State::Drafting, Step::Accept)
            .unwrap_err()
            .is_repeat()
    );
}

#[test]
fn a_report_sent_again_says_for_which_time() {
    let mut state = State::Drafting;
    for _ in 0..3 {
        state = take(&state, Step::Send).unwrap();
        state = take(&state, Step::Return).unwrap();
    }
    state = take(&state, Step::Send).unwrap();
    assert_eq!(state.name().vi, "Đã gửi lại (lần 4)");
    assert_eq!(state.name().en, "Sent again (round 4)");
    assert_eq!(
        take(&State::Drafting, Step::Send).unwrap().name().vi,
        "Đã gửi, chờ duyệt"
    );
}

#[test]
fn a_returned_report_counts_nowhere_and_keeps_its_remarks() {
    let sent = take(&State::Drafting, Step::Send).unwrap();
    let returned = take(&sent, Step::Return).unwrap();
    assert!(!returned.counts() && returned.is_editable());
    let State::Returned { stamp, remarks, .. } = &returned else {
        panic!("{returned:?}");
    };
    assert_eq!((stamp.by.as_str(), stamp.at), ("a1", now()));
    assert_eq!(remarks.items()[0].item, "UBND.1");
    assert!(!sent.is_editable());
}

#[test]
fn an_excluded_report_comes_back_to_where_it_stood() {
    for state in reached() {
        if let Ok(out) = take(&state, Step::Exclude) {
            assert!(!out.counts() && !out.is_editable());
            assert_eq!(take(&out, Step::Readmit).unwrap(), state);
        }
    }
}

#[test]
fn what_was_checked_before_the_last_change_cannot_be_sent() {
    let refused = State::Drafting
        .send(act("ward"), &cleared(6), 7)
        .unwrap_err();
    assert_eq!(
        refused,
        Refusal::Stale(Stale {
            seen: 6,
            current: 7
        })
    );
    assert_eq!(unchanged(7, 7), Ok(8));
    assert!(refused.text().vi.contains("tải lại trang"));
}

#[test]
fn a_permit_for_another_unit_is_no_permit() {
    let person = Actor {
        account: "a1".into(),
        name: "Lê Thị Hoa".into(),
        posts: vec![Post {
            role: Role::Approver,
            unit: "ward".into(),
            from: None,
            to: None,
        }],
    };
    let tree = Parents::new([("ward".into(), None)]);
    let given =
        permit::<right::SendReport>(&person, &"ward".into(), &tree, now().date_naive()).unwrap();
    assert_eq!(
        Act::by(&given, &"other".into(), now()).unwrap_err(),
        Refusal::OtherUnit
    );
}

#[test]
fn errors_stop_a_report_and_warnings_stop_it_until_explained() {
    let error = Finding::new(&format!("L{}", 999), "Thiếu tháng.", "No month.");
    let warning =
        Finding::new(&format!("C{}", 999), "Tăng 10 lần.", "Ten times more.").quoting("1.200");
    let note = Finding::new(&format!("G{}", 999), "Đã đọc.", "Read.");
    let all = [error.clone(), warning.clone(), note.clone()];
    assert_eq!(Cleared::check(&all, &[], 1), Err(vec![&all[0], &all[1]]));
    let why = [Explanation::new(&warning, "Có chiến dịch.", "a1").unwrap()];
    let left = [warning.clone(), note];
    assert!(Cleared::check(&left, &[], 1).is_err());
    assert_eq!(Cleared::check(&left, &why, 1).unwrap().revision(), 1);
    let other = [warning.clone().quoting("12.000")];
    assert!(Cleared::check(&other, &why, 1).is_err(), "another figure");
    // Even an explanation forged for an error excuses nothing.
    let forged = [Explanation {
        code: error.code.clone(),
        about: about(&error),
        ..why[0].clone()
    }];
    assert!(Cleared::check(&all[..1], &forged, 1).is_err());
}

#[test]
fn a_reason_is_there_and_at_most_a_thousand_letters_long() {
    for empty in ["", "  \n", "...", "-"] {
        assert!(Reason::parse(empty).unwrap_err().vi.contains("lý do"));
    }
    assert_eq!(
        Reason::parse(&"ế".repeat(1_000))
            .unwrap()
            .as_str()
            .chars()
            .count(),
        1_000
    );
    assert!(
        Reason::parse(&"ế".repeat(1_001))
            .unwrap_err()
            .vi
            .contains("1001")
    );
    assert!(
        serde_json::from_str::<Reason>("\" \"").is_err(),
        "not by way of JSON either"
    );
}

#[test]
fn a_return_needs_a_reason_for_the_whole_or_for_an_item() {
    let item = |text: &str| vec![("UBND.1".to_owned(), text.to_owned())];
    let known = |item: &str| item == "UBND.1";
    assert_eq!(
        Remarks::parse(" ", &item(" "), known).unwrap_err()[0].0,
        "reason"
    );
    assert!(
        Remarks::parse("Sửa.", &item(""), known)
            .unwrap()
            .items()
            .is_empty()
    );
    assert!(
        Remarks::parse("", &item("Sửa."), known)
            .unwrap()
            .reason()
            .is_none()
    );
    let unknown = [("khac".to_owned(), "Sửa.".to_owned())];
    let long = ("UBND.1".to_owned(), "x".repeat(2_000));
    let errors = Remarks::parse("...", &[unknown[0].clone(), long], known).unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["khac", "UBND.1", "reason"], "all at once");
    let many = vec![("UBND.1".to_owned(), "Sửa.".to_owned()); MOST_REMARKS + 1];
    assert!(Remarks::parse("Sửa.", &many, known).is_err());
}

#[test]
fn the_old_version_counts_until_the_new_one_is_accepted() {
    let sent = take(&State::Drafting, Step::Send).unwrap();
    let accepted = take(&sent, Step::Accept).unwrap();
    let consolidated = take(&accepted, Step::Consolidate).unwrap();
    let closed = take(&consolidated, Step::Close).unwrap();
    let new = closed.new_version(act("ward"), reason(), 1, 1).unwrap();
    assert_eq!((new.number, &new.state), (2, &State::Drafting));
    assert_eq!(counting([(1, &closed), (2, &new.state)]), Some(1));
    assert_eq!(counting([(1, &closed), (2, &sent)]), Some(1));
    assert_eq!(counting([(1, &closed), (2, &accepted)]), Some(2));
    let out = take(&sent, Step::Exclude).unwrap();
    assert_eq!(counting([(1, &closed), (2, &out)]), None);
    assert_eq!(counting([]), None);
    let twice = closed.new_version(act("ward"), reason(), 1, 2).unwrap_err();
    assert_eq!(twice, Refusal::NewerVersion(2));
}

#[test]
fn states_are_kept_and_read_back_unchanged() {
    for state in reached() {
        let kept = serde_json::to_value(&state).unwrap();
        assert_eq!(serde_json::from_value::<State>(kept).unwrap(), state);
        assert_eq!(Stage::parse(state.stage().code()), Some(state.stage()));
    }
    assert_eq!(Stage::parse("khóa"), None);
}
