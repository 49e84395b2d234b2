//! What is asked of the coordinator, and what is wrong without a word.

use std::collections::{HashMap, HashSet};

use nhip_core::consolidation::Figure;
use nhip_core::finding::{Finding, Severity};
use nhip_core::report::{Answer, Entry, Part, Reading};
use nhip_viet::quantity::Kind;

use super::gold::{self, File, Gold, Passage, words};
use super::month::Month;

/// One choice, or one silent error.
pub struct Found {
    pub kind: &'static str,
    pub file: String,
    pub what: String,
}

impl Found {
    fn new(kind: &'static str, file: &str, what: impl Into<String>) -> Found {
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
fn told_of(month: &Month, file: &str, text: &str) -> bool {
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

/// Figures of the joined month beside those of the gold.
struct Matched<'a> {
    month: &'a Month,
    /// File, passage and figure of the gold to the figure of the month.
    pairs: Vec<(&'a File, &'a Passage, &'a gold::Figure, &'a Figure)>,
    /// Figures of the month the gold does not have.
    strange: Vec<&'a Figure>,
}

impl<'a> Matched<'a> {
    fn of(month: &'a Month, gold: &'a Gold) -> Matched<'a> {
        let mut matched = Matched {
            month,
            pairs: Vec::new(),
            strange: Vec::new(),
        };
        for file in &gold.files {
            let all = file
                .passages
                .iter()
                .flat_map(|passage| passage.figures.iter().map(move |one| (passage, one)));
            let mut left: Vec<(&Passage, &gold::Figure)> = all.collect();
            let own = |one: &&Figure| *one.file == *file.file;
            for figure in month.joined.figures.iter().filter(own) {
                let value = |one: &gold::Figure| (one.value - value_of(figure)).abs() < 1e-9;
                let sentence = words(&figure.sentence);
                let near = |passage: &Passage| {
                    sentence.contains(&passage.quote) || passage.quote.contains(&sentence)
                };
                let at = left
                    .iter()
                    .position(|(passage, one)| value(one) && near(passage));
                let at = at.or_else(|| left.iter().position(|(_, one)| value(one)));
                match at {
                    Some(at) => {
                        let (passage, one) = left.remove(at);
                        matched.pairs.push((file, passage, one, figure));
                    }
                    None => matched.strange.push(figure),
                }
            }
        }
        matched
    }

    fn told(&self, figure: &Figure) -> bool {
        told_of(self.month, &figure.file, &figure.sentence)
    }

    /// Figures added that are not the month's.
    fn added(&self, found: &mut Vec<Found>) {
        for (file, passage, one, figure) in &self.pairs {
            let standing = one.kind == "state" && figure.kind == Kind::State;
            let wrong = one.again || !matches!(one.kind.as_str(), "month" | "window") && !standing;
            if figure.total.is_some() && wrong && !self.told(figure) {
                let what = format!(
                    "{} {} ({}, again {}) in “{}”",
                    one.value, one.count_unit, one.kind, one.again, passage.quote
                );
                found.push(Found::new("added", &file.file, what));
            }
        }
        for figure in &self.strange {
            if figure.total.is_some() && !self.told(figure) {
                let what = format!(
                    "{} {} is none: “{}”",
                    figure.value, figure.count_unit, figure.sentence
                );
                found.push(Found::new("added", &figure.file, what));
            }
        }
    }

    /// One finding asks about all these totals.
    fn asked_of_all(&self, keys: &HashSet<&str>) -> bool {
        let named = |key: &&str| {
            let mut totals = self.month.joined.totals.iter();
            totals
                .find(|total| total.key == **key)
                .map(|total| total.name.clone())
        };
        let names: Vec<String> = keys.iter().filter_map(named).collect();
        let asks = |one: &Finding| {
            let quote = one.quote.as_deref().unwrap_or_default();
            let listed: Vec<&str> = quote
                .split("; ")
                .filter_map(|one| Some(one.rsplit_once(": ")?.0))
                .collect();
            names.iter().all(|name| listed.contains(&name.as_str()))
        };
        !names.is_empty()
            && self
                .month
                .joined
                .warnings
                .iter()
                .any(|one| one.code == "C280" && asks(one))
    }

    /// Every sum of the gold stands whole and alone.
    fn sums(&self, gold: &Gold, found: &mut Vec<Found>) {
        let of: Vec<Vec<&Figure>> = gold.sums.iter().map(|sum| self.addends(sum)).collect();
        let mut own: HashMap<usize, usize> = HashMap::new();
        for (at, figures) in of.iter().enumerate() {
            own.extend(figures.iter().map(|figure| (figure.n, at)));
        }
        for (at, (sum, figures)) in gold.sums.iter().zip(&of).enumerate() {
            found.extend(self.sum(gold, sum, figures, &|n| own.get(&n) == Some(&at)));
        }
    }

    /// The figures of the month that are the addends of a sum.
    fn addends(&self, sum: &gold::Sum) -> Vec<&'a Figure> {
        let fits = |(file, value): &(String, f64)| {
            let pairs = self.pairs.iter();
            let mut fitting = pairs.filter(|(of, passage, one, _)| {
                of.file == *file && is_addend(sum, passage, one, *value)
            });
            fitting.next().map(|(_, _, _, figure)| *figure)
        };
        sum.addends.iter().filter_map(fits).collect()
    }

    fn sum(
        &self,
        gold: &Gold,
        sum: &gold::Sum,
        figures: &[&Figure],
        is_own: &dyn Fn(usize) -> bool,
    ) -> Option<Found> {
        let added: Vec<&&Figure> = figures.iter().filter(|one| one.total.is_some()).collect();
        let keys: HashSet<&str> = added
            .iter()
            .filter_map(|one| one.total.as_deref())
            .collect();
        let missing = sum.addends.iter().filter(|(file, value)| {
            let has = added
                .iter()
                .any(|one| *one.file == **file && value_of(one) == *value);
            !has && !self.told_missing(gold, sum, file, *value)
        });
        let missing = missing.count();
        let totals = self
            .month
            .joined
            .totals
            .iter()
            .filter(|total| keys.contains(&*total.key));
        let all = totals.flat_map(|total| &total.figures);
        let foreign = all
            .filter(|n| !is_own(**n) && !self.told_number(**n))
            .count();
        let apart = (keys.len() > 1 || foreign > 0) && !self.asked_of_all(&keys);
        if missing == 0 && !apart {
            return None;
        }
        let file = sum.addends.first().map_or("", |(file, _)| file);
        let file = if sum.addends.len() > 1 {
            "(total)"
        } else {
            file
        };
        let what = format!(
            "{} = {}: {missing} missing, {foreign} foreign, in {} {keys:?}",
            sum.what,
            sum.value,
            keys.len()
        );
        Some(Found::new("sum", file, what))
    }

    fn told_number(&self, n: usize) -> bool {
        let figure = self
            .month
            .joined
            .figures
            .iter()
            .find(|figure| figure.n == n);
        figure.is_some_and(|figure| self.told(figure))
    }

    /// A choice is about the passage, or the file is told to be left out.
    fn told_missing(&self, gold: &Gold, sum: &gold::Sum, file: &str, value: f64) -> bool {
        let of = gold.files.iter().find(|one| one.file == file).unwrap();
        let holds = |passage: &&Passage| {
            passage
                .figures
                .iter()
                .any(|one| is_addend(sum, passage, one, value))
        };
        let passage = of.passages.iter().find(holds);
        passage.is_some_and(|passage| told_of(self.month, file, &passage.quote))
    }
}

fn value_of(figure: &Figure) -> f64 {
    f64::try_from(figure.value).unwrap()
}

/// A figure of the gold is an addend of the sum.
fn is_addend(sum: &gold::Sum, passage: &Passage, one: &gold::Figure, value: f64) -> bool {
    let task = passage.tasks.iter().flatten().any(|task| *task == sum.task);
    let (what, unit) = (&one.what, &one.count_unit);
    let named =
        sum.what == format!("{unit} {what} ({unit})") || sum.what == format!("{what} ({unit})");
    let counted = sum.addends.len() > 1 && sum.what.ends_with(&format!("({unit})"));
    let month = one.kind == "month" && !one.again;
    one.value == value && month && task && (named || counted)
}
