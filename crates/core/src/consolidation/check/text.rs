//! Doubts about what was written: copied, unanswered, contradictory, uncertain.

use std::collections::{HashMap, HashSet};

use super::super::prepared::{Key, Prepared, Sentence};
use super::super::text::stronger;
use super::Case;
use crate::document::Place;
use crate::finding::Finding;
use crate::report::answer::is_nil;
use crate::report::{Answer, DOUBTFUL, Entry, Part};
use nhip_viet::quantity::{Kind, Quantity};

/// Share of sentences, in percent, from which a report repeats the last one.
const REPEATS: usize = 60;
/// With fewer sentences than this a likeness says nothing.
const FEWEST_SENTENCES: usize = 3;
/// Words a sentence has at least to be compared.
const FEWEST_WORDS: usize = 4;

pub(super) fn check(case: &Case, found: &mut Vec<Finding>) {
    no_month(case, found);
    repeats(case, found);
    answers(case, found);
    uncertain(case, found);
}

fn no_month(case: &Case, found: &mut Vec<Finding>) {
    if case.report.reading.month.is_none() {
        found.push(
            Finding::new(
                "C272",
                format!("báo cáo không ghi tháng; tạm tính cho tháng {}", case.month),
                format!(
                    "the report names no month; it was counted for {}",
                    case.month
                ),
            )
            .in_file(&case.report.reading.file)
            .of_unit(&case.unit.code),
        );
    }
}

/// Sentences of a report worth comparing, with their keys.
fn compared<'a>(report: &'a Prepared) -> impl Iterator<Item = (Key, &'a str, &'a Entry)> {
    let given = report
        .entries()
        .filter(|(entry, _)| entry.answer == Answer::Given);
    given.flat_map(|(entry, keys)| {
        let long = keys
            .sentences
            .iter()
            .filter(|sentence| sentence.words >= FEWEST_WORDS);
        long.filter_map(move |sentence| {
            Some((sentence.key, entry.text.get(sentence.range.clone())?, entry))
        })
    })
}

fn repeats(case: &Case, found: &mut Vec<Finding>) {
    let Some((previous, _)) = &case.previous else {
        return;
    };
    let before: HashSet<Key> = compared(previous).map(|(key, ..)| key).collect();
    let (mut all, mut same, mut first) = (0, 0, None);
    for (key, text, entry) in compared(case.report) {
        all += 1;
        if before.contains(&key) {
            same += 1;
            first = first.or(Some((text, &entry.place)));
        }
    }
    let Some((quote, place)) = first else { return };
    if all < FEWEST_SENTENCES || same * 100 < REPEATS * all {
        return;
    }
    let share = same * 100 / all;
    found.push(case.doubt(
        "C254",
        format!(
            "báo cáo lặp lại báo cáo tháng {}: {same}/{all} câu giống hệt ({share}%)",
            case.month.previous()
        ),
        format!(
            "the report repeats that of {}: {same} of {all} sentences are identical ({share}%)",
            case.month.previous()
        ),
        place,
        quote,
    ));
}

fn answers(case: &Case, found: &mut Vec<Finding>) {
    let mut answered: HashMap<&Part, Option<Answer>> = HashMap::new();
    let mut given: HashMap<&Part, &Entry> = HashMap::new();
    for entry in &case.report.reading.entries {
        let slot = answered.entry(&entry.part).or_default();
        *slot = stronger(*slot, entry.answer);
        if entry.answer == Answer::Given && !only_stands(entry) {
            given.entry(&entry.part).or_insert(entry);
        }
    }
    contradictions(case, &given, found);
    let group = case
        .plan
        .units
        .iter()
        .find(|unit| unit.id == case.unit.group);
    let blank: Vec<&str> = group
        .into_iter()
        .flat_map(|group| &group.tasks)
        .filter(|task| {
            let part = Part::Task {
                task: task.id.clone(),
            };
            matches!(answered.get(&part), None | Some(None | Some(Answer::Blank)))
        })
        .map(|task| task.id.as_str())
        .collect();
    if !blank.is_empty() {
        let list = blank.join(", ");
        found.push(
            Finding::new(
                "C267",
                format!("chưa báo cáo {} nhiệm vụ (không ghi kết quả, cũng không ghi “Không phát sinh”): {list}", blank.len()),
                format!("{} tasks are not answered (neither a result nor “nothing to report”): {list}", blank.len()),
            )
            .in_file(&case.report.reading.file)
            .of_unit(&case.unit.code)
            .quoting(list.clone()),
        );
    }
}

/// It counts nothing but what there is, which is no deed: "Hiện duy trì 4 cụm loa".
fn only_stands(entry: &Entry) -> bool {
    let stands = |one: &Quantity| one.kind == Kind::State;
    !entry.quantities.is_empty() && entry.quantities.iter().all(stands)
}

/// "Không phát sinh" beside a text. Under "Nội dung khác" the two may speak of different things.
fn contradictions(case: &Case, given: &HashMap<&Part, &Entry>, found: &mut Vec<Finding>) {
    let mut told = HashSet::new();
    // "Không phát sinh. Phát thanh trên loa 3 lượt." in one paragraph.
    for (entry, keys) in case.report.entries() {
        let nil = |sentence: &Sentence| {
            let said = entry.text.get(sentence.range.clone());
            said.is_some_and(|said| !said.contains(':') && is_nil(said))
        };
        let several = keys.sentences.len() > 1 && matches!(entry.part, Part::Task { .. });
        let both = several && !entry.quantities.is_empty() && !only_stands(entry);
        if both && keys.sentences.iter().any(nil) && told.insert(&entry.part) {
            found.push(nil_with_text(case, &entry.place, &entry.text));
        }
    }
    let nil = case.report.reading.entries.iter().filter(|entry| {
        entry.answer == Answer::Nil && !matches!(entry.part, Part::Figures | Part::Other)
    });
    for entry in nil {
        let Some(text) = given.get(&entry.part).filter(|_| told.insert(&entry.part)) else {
            continue;
        };
        found.push(nil_with_text(case, &entry.place, &text.text));
    }
}

fn nil_with_text(case: &Case, place: &Place, text: &str) -> Finding {
    case.doubt(
        "C266",
        "đã ghi “Không phát sinh” nhưng vẫn có nội dung; nội dung vẫn được tổng hợp".to_owned(),
        "“nothing to report” was said, yet there is a text; the text is taken".to_owned(),
        place,
        text,
    )
}

fn uncertain(case: &Case, found: &mut Vec<Finding>) {
    for entry in &case.report.reading.entries {
        let Part::Task { task } = &entry.part else {
            continue;
        };
        if entry.answer == Answer::Given && entry.score < DOUBTFUL {
            let share = (entry.score * 100.0).round();
            found.push(case.doubt(
                "C268",
                format!("xếp vào nhiệm vụ {task} nhưng chưa chắc chắn (độ khớp {share}%)"),
                format!("laid to task {task}, but not for certain (fit {share}%)"),
                &entry.place,
                &entry.text,
            ));
        }
    }
}
