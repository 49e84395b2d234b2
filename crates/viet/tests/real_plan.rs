//! The language rules on a real plan, where one is at hand.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use nhip_viet::{date, legacy, sentence, syllable};

#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn plan() -> Option<String> {
    let near = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let shared = std::env::var_os("NHIP_SHARED").map_or(near, PathBuf::from);
    let text = std::fs::read_to_string(shared.join("plans/32-KH-ThU.txt"));
    if text.is_err() {
        println!("skipped: no real plan at hand");
    }
    text.ok()
}

#[test]
fn a_real_plan_is_good_vietnamese_in_unicode() {
    let Some(text) = plan() else { return };
    assert!(syllable::share(&text) > 0.9, "{}", syllable::share(&text));
    assert!(text.lines().all(|line| legacy::repair(line).is_none()));
}

#[test]
fn no_sentence_of_a_real_plan_starts_in_the_middle() {
    let Some(text) = plan() else { return };
    for paragraph in text.lines() {
        for range in sentence::sentences(paragraph).into_iter().skip(1) {
            let sentence = &paragraph[range];
            assert!(sentence.starts_with(char::is_uppercase), "{sentence}");
        }
    }
}

#[test]
fn the_dates_of_a_real_plan_are_days_years_and_the_day_to_report() {
    let Some(text) = plan() else { return };
    let found = date::find(&text);
    let days: Vec<_> = found
        .iter()
        .filter_map(|one| one.day.zip(one.month))
        .collect();
    assert!(
        days.len() > 15
            && days
                .iter()
                .all(|day| [(2, 8), (4, 8), (8, 7), (3, 8)].contains(day))
    );
    assert!(found.iter().all(|one| !one.is_impossible()));
    assert!(
        found
            .iter()
            .any(|one| one.day == Some(23) && one.month.is_none())
    );
}
