//! What is asked of the coordinator, and what is wrong without a word.

use nhip_core::finding::{Finding, Severity};
use nhip_core::report::{Answer, Entry, Part, Reading};

use super::gold::{File, Gold, Passage, words};
use super::month::Month;
use super::sums::Matched;

/// One choice, or one silent error.
pub struct Found {
    pub kind: &'static str,
    pub file: String,
    pub what: String,
}

impl Found {
    pub fn new(kind: &'static str, file: &str, what: impl Into<String>) -> Found {
        Found {
            kind,
            file: file.to_owned(),
            what: what.into(),
        }
    }
}

/// Facts that the paper prints as they are.
const FACTS: [&str; 3] = ["C264", "C265", "C267"];
const OF_FILES: [&str; 6] = ["L155", "L156", "L157", "C251", "C274", "C275"];
const OF_MONTHS: [&str; 5] = ["L154", "C252", "C253", "C272", "C278"];

fn kind(finding: &Finding) -> &'static str {
    match finding.code.as_str() {
        code if OF_FILES.contains(&code) || code.starts_with("L1") => "file",
        code if OF_MONTHS.contains(&code) => "month",
        "C269" => "version",
        "C268" | "C279" => "passage",
        "C280" => "sum",
        _ => "figure",
    }
}

/// Every finding that asks for a decision.
pub fn choices(month: &Month) -> Vec<Found> {
    let asks =
        |one: &&Finding| one.severity != Severity::Note && !FACTS.contains(&one.code.as_str());
    let found = |one: &Finding| {
        let quote = one.quote.as_deref().unwrap_or_default();
        let quote: String = quote.chars().take(90).collect();
        let file = one.file.as_deref().unwrap_or_default();
        Found::new(
            kind(one),
            file,
            format!("{} {} “{quote}”", one.code, one.text.vi),
        )
    };
    month
        .joined
        .warnings
        .iter()
        .filter(asks)
        .map(found)
        .collect()
}

/// Findings that tell a fact and ask nothing, by code.
pub fn facts(month: &Month) -> usize {
    let told = |one: &&Finding| FACTS.contains(&one.code.as_str());
    month.joined.warnings.iter().filter(told).count()
}

/// Every error nobody was told of.
pub fn silent(month: &Month, gold: &Gold) -> Vec<Found> {
    let mut found = Vec::new();
    for file in &gold.files {
        given(month, file, &mut found);
        if !file.counts {
            continue;
        }
        let reading = month.readings.iter().find(|one| one.file == file.file);
        for passage in &file.passages {
            found.extend(placed(month, reading, file, passage));
        }
    }
    let matched = Matched::of(month, gold);
    matched.added(&mut found);
    matched.sums(gold, &mut found);
    found
}

/// The file went to its unit, and counts or not.
fn given(month: &Month, file: &File, found: &mut Vec<Found>) {
    let unit = month
        .joined
        .units
        .iter()
        .find(|unit| unit.file.as_ref() == Some(&file.file) && unit.status.counted());
    let told = told_of_file(month, &file.file);
    match unit {
        Some(unit) if !file.counts => {
            found.push(Found::new(
                "file",
                &file.file,
                format!("counted for {}", unit.name),
            ));
        }
        Some(unit) if file.unit.as_ref() != Some(&unit.code) => {
            found.push(Found::new(
                "file",
                &file.file,
                format!("given to {}", unit.name),
            ));
        }
        None if file.counts && !told => {
            found.push(Found::new("file", &file.file, "does not count"));
        }
        _ => {}
    }
}

fn findings<'a>(month: &'a Month, file: &'a str) -> impl Iterator<Item = &'a Finding> {
    let of_file = move |one: &&Finding| {
        one.severity != Severity::Note
            && one.file.as_deref() == Some(file)
            && !FACTS.contains(&one.code.as_str())
    };
    month.joined.warnings.iter().filter(of_file)
}

/// The file itself is told not to count.
fn told_of_file(month: &Month, file: &str) -> bool {
    findings(month, file).any(|one| one.severity == Severity::Error)
}

/// A doubt about this text.
pub fn told_of(month: &Month, file: &str, text: &str) -> bool {
    let text = words(text);
    told_of_file(month, file)
        || findings(month, file).any(|one| {
            let quote = words(one.quote.as_deref().unwrap_or_default());
            let start: String = quote.chars().take(60).collect();
            !start.is_empty() && (text.contains(&start) || quote.contains(&text))
        })
}

fn entry_of<'a>(reading: &'a Reading, quote: &str) -> Option<&'a Entry> {
    let holds = |entry: &&Entry| words(&entry.text).contains(quote);
    reading.entries.iter().find(holds)
}

/// The passage stands under its task, or is doubted.
fn placed(
    month: &Month,
    reading: Option<&Reading>,
    file: &File,
    passage: &Passage,
) -> Option<Found> {
    let Some(entry) = entry_of(reading?, &passage.quote) else {
        return Some(Found::new("lost", &file.file, &passage.quote));
    };
    let task = match &entry.part {
        Part::Figures => return None,
        Part::Task { .. } if entry.answer != Answer::Nil => {
            let of = month
                .joined
                .tasks
                .iter()
                .find(|task| task.part == entry.part);
            Some(words(&of.unwrap().text))
        }
        _ => None,
    };
    let right = passage.tasks.iter().any(|wanted| match (wanted, &task) {
        (Some(wanted), Some(task)) => task.starts_with(wanted),
        (None, None) => true,
        _ => false,
    });
    let told = right || told_of(month, &file.file, &entry.text);
    (!told).then(|| {
        let at = task.unwrap_or_else(|| "other".to_owned());
        let at: String = at.chars().take(40).collect();
        Found::new(
            "placed",
            &file.file,
            format!("“{}” ({:.2}) at “{at}”", passage.quote, entry.score),
        )
    })
}
