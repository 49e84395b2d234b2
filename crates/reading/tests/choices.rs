//! The number that counts: between dropping a month's folder and a paper a coordinator would sign, how
//! many choices are hers, and how much is silently wrong. Counted on a month written by somebody who
//! has not read the readers' code (`samples/papers/month`).
//!
//! **A choice** is one decision the program asks of her before the paper can be signed:
//! - *file*: a file whose unit or plan is not known or doubted (L155, L156, L157, C251, C274, C275), or
//!   that could not be read (L1xx);
//! - *month*: a file of which no month, two months or another month is read (L154, C252, C253, C272, C278);
//! - *version*: two files of one unit to choose between (C269);
//! - *passage*: a passage laid with a doubt to a task or to "Nội dung khác" (C268, C279);
//! - *sum*: totals that may be one (C280);
//! - *figure*: any other finding about a report that asks to look (every other C or L code below).
//!
//! One finding is one choice, however many like things it covers. No choices are notes (G) and the
//! facts about a unit that the paper prints as they are: it was late (C264), sent nothing (C265), left tasks
//! blank (C267). Findings about plan and unit list are no part of a month and are listed apart.
//!
//! **Silently wrong**, where no choice is about the same passage and the file is not told to be left out:
//! - *placed*: a passage laid to another task than the gold's (`also_right` honoured), to a task instead of
//!   "Nội dung khác", difficulties, proposals or outlook, or the reverse. Those parts that are no task are
//!   one for this; so is the nil of a whole report. A row of a table of figures is printed in the
//!   table and laid to no task: only its figures are judged;
//! - *file*: a file given to another unit than the gold's, or counted against the gold, or not counted;
//! - *sum*: an indicator of the gold (`totals`, `standing_alone`) that the totals do not have with the same
//!   value, or that stands in a total together with figures of another one;
//! - *added*: a figure in a total that the gold does not have, or has as a part, a repetition, or in
//!   another sense than the month's. What there is (`state`) is added under "hiện có", which says so;
//!   days of the report as a whole (`window`) may be added or not, as the paper's README says.

// Helpers of tests may stop a test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

#[path = "choices/gold.rs"]
mod gold;
#[path = "choices/judge.rs"]
mod judge;
#[path = "choices/month.rs"]
mod month;
#[path = "choices/sums.rs"]
mod sums;

use std::collections::BTreeMap;

/// Choices the month asks; 33 are wanted, one a unit. It only falls.
const CHOICES: usize = 33;
/// What is silently wrong; 0 is wanted. It only falls.
const SILENT: usize = 1;

#[test]
fn a_month_asks_few_choices_and_hides_no_error() {
    let month = month::Month::read();
    let gold = gold::Gold::read();
    let choices = judge::choices(&month);
    let silent = judge::silent(&month, &gold);
    let asked = show("choices", &choices);
    println!("facts told that ask nothing: {}", judge::facts(&month));
    let hidden = show("silently wrong", &silent);
    assert!(asked <= CHOICES, "{asked} choices, not {CHOICES}");
    assert!(hidden <= SILENT, "{hidden} silently wrong, not {SILENT}");
}

/// Prints what was counted, by kind.
fn show(title: &str, found: &[judge::Found]) -> usize {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in found {
        *kinds.entry(one.kind).or_default() += 1;
        println!("  {:8} {}: {}", one.kind, one.file, one.what);
    }
    println!("{title}: {}  {kinds:?}\n", found.len());
    found.len()
}
