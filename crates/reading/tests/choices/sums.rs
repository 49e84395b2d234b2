//! Figures and sums of the month beside those of the gold.

use std::collections::{HashMap, HashSet};

use nhip_core::consolidation::Figure;
use nhip_core::finding::Finding;
use nhip_viet::quantity::Kind;

use super::gold::{self, File, Gold, Passage, words};
use super::judge::{Found, told_of};
use super::month::Month;

/// A figure of the gold and the one of the month.
type Pair<'a> = (&'a File, &'a Passage, &'a gold::Figure, &'a Figure);

/// What is told twice counts once, whichever of the two is added.
fn either_of_two(pairs: &mut [Pair]) {
    for at in 0..pairs.len() {
        let (file, _, one, figure) = pairs[at];
        let first = pairs.iter().position(|(of, _, first, other)| {
            let twice = one.repeats == Some(first.n) && first.value == one.value;
            of.file == file.file && twice && other.total.is_none()
        });
        if let Some(first) = first.filter(|_| figure.total.is_some()) {
            let other = pairs[first].3;
            pairs[first].3 = figure;
            pairs[at].3 = other;
        }
    }
}

/// Figures of the joined month beside those of the gold.
pub struct Matched<'a> {
    month: &'a Month,
    /// File, passage and figure of the gold to the figure of the month.
    pairs: Vec<Pair<'a>>,
    /// Figures of the month the gold does not have.
    strange: Vec<&'a Figure>,
}

impl<'a> Matched<'a> {
    pub fn of(month: &'a Month, gold: &'a Gold) -> Matched<'a> {
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
        either_of_two(&mut matched.pairs);
        matched
    }

    fn told(&self, figure: &Figure) -> bool {
        told_of(self.month, &figure.file, &figure.sentence)
    }

    /// Figures added that are not the month's.
    pub fn added(&self, found: &mut Vec<Found>) {
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
    pub fn sums(&self, gold: &Gold, found: &mut Vec<Found>) {
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
