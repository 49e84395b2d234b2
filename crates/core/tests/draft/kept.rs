//! Whose a box is: what a person typed stays, whatever activities come and go.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nhip_core::report::draft::{ActivityLine, Draft, KeptBox, bring};
use proptest::prelude::*;

use super::build::{month, plan};
use super::month::{blank, ward};

const TEXT: &str = "nhiem-vu.UBND.1.noi-dung";

/// A report as it is kept, and the activities behind it.
#[derive(Default)]
struct Report {
    kept: BTreeMap<String, KeptBox>,
    done: Vec<ActivityLine>,
}

impl Report {
    fn boxes(&self) -> Vec<KeptBox> {
        self.kept.values().cloned().collect()
    }

    fn draft(&self) -> Draft {
        let rows = self.kept.values();
        let rows = rows.map(|one| (one.name.as_str(), one.value.as_str()));
        Draft::from_fields(blank("26001"), rows).0
    }

    fn fresh(&self) -> Draft {
        Draft::open(&plan(), &ward("26001"), month(), &self.done, None)
    }

    /// What a service does after each activity.
    fn refilled(&mut self) {
        for one in bring(&self.boxes(), &self.draft(), &self.fresh()) {
            self.kept.insert(one.name.clone(), one);
        }
    }

    fn of(&self, name: &str) -> KeptBox {
        let empty = KeptBox::untouched(name.to_owned(), String::new());
        self.kept.get(name).cloned().unwrap_or(empty)
    }

    fn put(&mut self, kept: KeptBox) {
        self.kept.insert(kept.name.clone(), kept);
    }

    fn types(&mut self, name: &str, value: &str) {
        let kept = self.of(name).typed(value.to_owned());
        self.put(kept);
    }

    fn does(&mut self, what: &str) {
        self.done.push(activity(Some("UBND.1"), 3, what, None));
        self.refilled();
    }

    fn value(&self, name: &str) -> String {
        self.of(name).value
    }
}

fn activity(task: Option<&str>, day: u32, what: &str, count: Option<i64>) -> ActivityLine {
    ActivityLine {
        task: task.map(Into::into),
        day: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
        channel: "Tờ rơi".into(),
        what: what.into(),
        count: count.map(|count| (count.into(), "tờ rơi".into())),
        people: None,
    }
}

#[test]
fn words_typed_before_two_activities_are_still_there_after_them() {
    let mut report = Report::default();
    report.types(TEXT, "Họp dân tại tổ 3");
    report.does("Phát tờ rơi tại chợ");
    report.does("Nói chuyện tại trường");
    assert_eq!(report.value(TEXT), "Họp dân tại tổ 3");
    let offered = report.of(TEXT);
    assert_eq!(offered.offers().len(), 2);
    report.put(offered.taken());
    let all = "Họp dân tại tổ 3\nPhát tờ rơi tại chợ\nNói chuyện tại trường";
    assert_eq!(report.value(TEXT), all);
    report.does("Phát thanh");
    assert_eq!(report.value(TEXT), all, "taken once is not taken for ever");
    assert_eq!(report.of(TEXT).offers(), ["Phát thanh"]);
    report.put(report.of(TEXT).declined());
    report.refilled();
    assert!(report.of(TEXT).offers().is_empty(), "no means no");
}

#[test]
fn what_she_rewrote_in_her_own_words_is_not_offered_to_her_again() {
    let mut report = Report::default();
    report.does("Phát tờ rơi tại chợ");
    report.types(TEXT, "Đã phát tờ rơi ở chợ Bến Ngự");
    report.refilled();
    assert!(report.of(TEXT).offers().is_empty());
    report.does("Nói chuyện tại trường");
    assert_eq!(report.of(TEXT).offers(), ["Nói chuyện tại trường"]);
}

#[test]
fn a_box_emptied_on_purpose_stays_empty_and_so_does_a_row() {
    let mut report = Report::default();
    report.done.push(activity(
        Some("UBND.1"),
        3,
        "Phát tờ rơi tại chợ",
        Some(300),
    ));
    report.refilled();
    assert_eq!(report.value("so-lieu.1.gia-tri"), "300");
    report.types(TEXT, "");
    for column in ["ten", "don-vi-tinh", "gia-tri"] {
        report.types(&format!("so-lieu.1.{column}"), "");
    }
    report
        .done
        .push(activity(Some("UBND.1"), 4, "Phát tại trường", Some(200)));
    report.refilled();
    assert_eq!(report.value(TEXT), "");
    assert!(
        report.draft().figures.is_empty(),
        "{:?}",
        report.draft().figures
    );
}

#[test]
fn a_row_she_renamed_is_hers_and_its_figure_is_not_counted_twice() {
    let mut report = Report::default();
    report
        .done
        .push(activity(Some("UBND.1"), 3, "Phát tại chợ", Some(300)));
    report.refilled();
    report.types("so-lieu.1.ten", "Tờ rơi, tờ gấp");
    report
        .done
        .push(activity(Some("UBND.1"), 4, "Phát tại trường", Some(200)));
    report.refilled();
    assert_eq!(report.draft().figures.len(), 1);
    report.done.clear();
    report.refilled();
    assert_eq!(report.value("so-lieu.1.gia-tri"), "300");
}

#[test]
fn a_figure_she_typed_stays_and_the_new_sum_is_offered() {
    let mut report = Report::default();
    report
        .done
        .push(activity(Some("UBND.1"), 3, "Phát tại chợ", Some(300)));
    report.refilled();
    report.types("so-lieu.1.gia-tri", "310");
    report
        .done
        .push(activity(Some("UBND.1"), 4, "Phát tại trường", Some(200)));
    report.refilled();
    assert_eq!(report.value("so-lieu.1.gia-tri"), "310");
    let offered = report.of("so-lieu.1.gia-tri");
    assert_eq!(offered.offers(), ["500"]);
    assert_eq!(offered.taken().value, "500");
}

/// What happens to a report.
#[derive(Debug, Clone)]
enum Act {
    Type(usize, usize),
    Do(usize, usize, Option<i64>),
    TakeBack(usize),
    Take(usize),
    Decline(usize),
}

const BOXES: [&str; 9] = [
    TEXT,
    "nhiem-vu.UBND.2.noi-dung",
    "noi-dung-khac",
    "kho-khan",
    "so-lieu.1.ten",
    "so-lieu.1.don-vi-tinh",
    "so-lieu.1.gia-tri",
    "so-lieu.2.ten",
    "so-lieu.2.gia-tri",
];
const WORDS: [&str; 6] = [
    "",
    "12",
    "Phát tờ rơi",
    "Tờ rơi",
    "Họp dân\nPhát tờ rơi",
    "7",
];

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = prop_oneof![
        (0..BOXES.len(), 0..WORDS.len()).prop_map(|(at, words)| Act::Type(at, words)),
        (0..3_usize, 0..WORDS.len(), proptest::option::of(1..500_i64))
            .prop_map(|(task, words, count)| Act::Do(task, words, count)),
        (0..8_usize).prop_map(Act::TakeBack),
        (0..BOXES.len()).prop_map(Act::Take),
        (0..BOXES.len()).prop_map(Act::Decline),
    ];
    proptest::collection::vec(one, 1..24)
}

proptest! {
    #[test]
    fn no_typed_word_disappears_unless_a_person_takes_it_away(acts in acts()) {
        let mut report = Report::default();
        let mut hers: BTreeMap<&str, String> = BTreeMap::new();
        for act in acts {
            match act {
                Act::Type(at, words) => {
                    report.types(BOXES[at], WORDS[words]);
                    hers.insert(BOXES[at], WORDS[words].to_owned());
                }
                Act::Do(task, words, count) => {
                    let task = [Some("UBND.1"), Some("UBND.2"), None][task];
                    report.done.push(activity(task, 3, WORDS[words], count));
                    report.refilled();
                }
                Act::TakeBack(at) if at < report.done.len() => {
                    report.done.remove(at);
                    report.refilled();
                }
                Act::Take(at) => {
                    let before = report.of(BOXES[at]);
                    let after = before.clone().taken();
                    prop_assert!(after.offers().is_empty());
                    if hers.contains_key(BOXES[at]) {
                        let cell = BOXES[at].starts_with("so-lieu");
                        prop_assert!(cell || after.value.starts_with(&before.value));
                        hers.insert(BOXES[at], after.value.clone());
                        report.put(after);
                    }
                }
                Act::Decline(at) => {
                    let kept = report.of(BOXES[at]).declined();
                    prop_assert!(kept.offers().is_empty());
                    report.put(kept);
                }
                Act::TakeBack(_) => {}
            }
            for (name, words) in &hers {
                prop_assert_eq!(&report.value(name), words, "{}", name);
            }
            // What nobody has touched is what the activities say.
            let fresh = report.fresh();
            if !hers.contains_key(TEXT) {
                prop_assert_eq!(report.value(TEXT), fresh.get(&super::month::field(TEXT)));
            }
        }
    }
}
