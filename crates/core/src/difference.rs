//! What changed between two versions of a report, or of a consolidated report: "3 số liệu đã thay đổi".
//!
//! Both sides become plain lists of what is said, by whom, where; equal ones fall away, and what
//! is left is the difference. So it has no preferred side: turned round, it is its own mirror.

mod said;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::consolidation::{Consolidation, Status};
use crate::lang::Bilingual;
use crate::report::{Part, Reading};
use said::{Key, Said};

/// Everything that changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Figures, by unit, part and indicator.
    pub figures: Vec<Changed>,
    /// Texts that are new.
    pub added: Vec<Text>,
    /// Texts that are gone.
    pub removed: Vec<Text>,
    /// Units whose report has another fate; of two consolidations only.
    pub units: Vec<ChangedUnit>,
    /// Totals that came out otherwise; of two consolidations only.
    pub totals: Vec<ChangedTotal>,
}

/// A figure that changed, came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Code of the unit; empty where a report names none.
    pub unit: String,
    /// The task or part it stands under.
    #[serde(flatten)]
    pub part: Part,
    /// What is counted, as written.
    pub name: String,
    /// Unit of count, as written.
    pub count_unit: String,
    /// What it was; `None` where there was none.
    pub before: Option<Amount>,
    /// What it is; `None` where there is none any more.
    pub after: Option<Amount>,
}

/// A figure's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Amount {
    /// The value; the lower one of a range.
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
    /// Upper value of a range.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub upper: Option<Decimal>,
    /// "hơn", "khoảng": not exact.
    pub approximate: bool,
}

/// A text, or the word that there is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Code of the unit; empty where a report names none.
    pub unit: String,
    /// The task or part it stands under.
    #[serde(flatten)]
    pub part: Part,
    /// As written; `None` for "không phát sinh", which is an answer too.
    pub text: Option<String>,
}

/// A unit whose report has another fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedUnit {
    /// Its code.
    pub unit: String,
    /// What it was; `None` where it owed nothing.
    pub before: Option<Status>,
    /// What it is.
    pub after: Option<Status>,
}

/// A total that came out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedTotal {
    /// Key of the indicator ([`crate::consolidation::Total::key`]).
    pub key: String,
    /// Indicator in words.
    pub name: String,
    /// What it was.
    pub before: Option<Amount>,
    /// What it is.
    pub after: Option<Amount>,
}

impl Difference {
    /// From one consolidated report to the next of the same month.
    pub fn of_consolidations(before: &Consolidation, after: &Consolidation) -> Difference {
        Difference {
            units: units(before, after),
            totals: totals(before, after),
            ..between(Said::together(before), Said::together(after))
        }
    }

    /// From one version of a unit's report to the next.
    pub fn of_readings(before: &Reading, after: &Reading) -> Difference {
        between(Said::alone(before), Said::alone(after))
    }

    /// Nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Difference::default()
    }

    /// How many of what changed, in a sentence: figures first, then what else.
    pub fn sentence(&self) -> Bilingual {
        if self.is_empty() {
            return Bilingual::new("Không có gì thay đổi.", "Nothing has changed.");
        }
        let texts = self.added.len() + self.removed.len();
        let counts = [
            (self.figures.len(), "số liệu", "figure", "figures"),
            (texts, "đoạn văn", "paragraph", "paragraphs"),
            (self.units.len(), "đơn vị", "unit", "units"),
            (self.totals.len(), "dòng tổng", "total", "totals"),
        ];
        let named: Vec<(usize, String, String)> = counts
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, vi, one, many)| {
                (
                    n,
                    format!("{n} {vi}"),
                    format!("{n} {}", if n == 1 { one } else { many }),
                )
            })
            .collect();
        let vi: Vec<&str> = named.iter().map(|(_, vi, _)| vi.as_str()).collect();
        let en: Vec<&str> = named.iter().map(|(_, _, en)| en.as_str()).collect();
        let single = named.iter().map(|(n, ..)| n).sum::<usize>() == 1;
        let have = if single { "has" } else { "have" };
        Bilingual::new(
            format!("{} đã thay đổi.", vi.join(", ")),
            format!("{} {have} changed.", en.join(", ")),
        )
    }
}

fn between(before: Said, after: Said) -> Difference {
    let mut removed = Vec::new();
    let mut added = Vec::new();
    for ((unit, part, text), (old, new)) in pair(before.texts, after.texts) {
        let (old, new) = (old.unwrap_or(0), new.unwrap_or(0));
        let times = |n: usize| {
            let text = || Text {
                unit: unit.to_owned(),
                part: part.clone(),
                text: text.map(str::to_owned),
            };
            std::iter::repeat_with(text).take(n)
        };
        removed.extend(times(old.saturating_sub(new)));
        added.extend(times(new.saturating_sub(old)));
    }
    let figures = pair(before.figures, after.figures)
        .into_iter()
        .flat_map(|(key, (old, new))| changed(&key, old, new))
        .collect();
    Difference {
        figures,
        added,
        removed,
        ..Difference::default()
    }
}

/// Figures of one indicator at one place: equal ones are unchanged, of the others the smallest
/// went over into the smallest, and so on.
fn changed(key: &Key, old: Option<said::Figures>, new: Option<said::Figures>) -> Vec<Changed> {
    // Of two wordings of one indicator the first by alphabet, so that no side is preferred.
    let names = [&old, &new].map(|side| side.as_ref().map(|one| one.name));
    let (count_unit, name) = names.into_iter().flatten().min().unwrap_or_default();
    let mut old = old.map(|one| one.amounts).unwrap_or_default();
    let mut new = new.map(|one| one.amounts).unwrap_or_default();
    take_common(&mut old, &mut new);
    (0..old.len().max(new.len()))
        .map(|at| Changed {
            unit: key.unit.to_owned(),
            part: key.part.clone(),
            name: name.to_owned(),
            count_unit: count_unit.to_owned(),
            before: old.get(at).copied(),
            after: new.get(at).copied(),
        })
        .collect()
}

/// Sorts both and takes out what both have, as often as both have it.
fn take_common(old: &mut Vec<Amount>, new: &mut Vec<Amount>) {
    let mut all: BTreeMap<Amount, (usize, usize)> = BTreeMap::new();
    for amount in old.drain(..) {
        all.entry(amount).or_default().0 += 1;
    }
    for amount in new.drain(..) {
        all.entry(amount).or_default().1 += 1;
    }
    for (amount, (before, after)) in all {
        old.extend(std::iter::repeat_n(amount, before.saturating_sub(after)));
        new.extend(std::iter::repeat_n(amount, after.saturating_sub(before)));
    }
}

/// Both sides of every key, in the order of the keys.
fn pair<K: Ord, V>(
    before: BTreeMap<K, V>,
    after: BTreeMap<K, V>,
) -> BTreeMap<K, (Option<V>, Option<V>)> {
    let mut both: BTreeMap<K, (Option<V>, Option<V>)> = before
        .into_iter()
        .map(|(key, old)| (key, (Some(old), None)))
        .collect();
    for (key, new) in after {
        both.entry(key).or_default().1 = Some(new);
    }
    both
}

fn units(before: &Consolidation, after: &Consolidation) -> Vec<ChangedUnit> {
    let of = |one: &Consolidation| -> BTreeMap<String, Status> {
        let status = |unit: &crate::consolidation::UnitStatus| (unit.code.clone(), unit.status);
        one.units.iter().map(status).collect()
    };
    pair(of(before), of(after))
        .into_iter()
        .filter(|(_, (old, new))| old != new)
        .map(|(unit, (before, after))| ChangedUnit {
            unit,
            before,
            after,
        })
        .collect()
}

fn totals(before: &Consolidation, after: &Consolidation) -> Vec<ChangedTotal> {
    let of = |one: &Consolidation| -> BTreeMap<String, (String, Amount)> {
        let amount = |total: &crate::consolidation::Total| Amount {
            value: total.value,
            upper: total.upper,
            approximate: total.approximate,
        };
        one.totals
            .iter()
            .map(|total| (total.key.clone(), (total.name.clone(), amount(total))))
            .collect()
    };
    pair(of(before), of(after))
        .into_iter()
        .map(|(key, (old, new))| {
            let names = [&old, &new].map(|side| side.as_ref().map(|(name, _)| name.clone()));
            ChangedTotal {
                key,
                name: names.into_iter().flatten().min().unwrap_or_default(),
                before: old.map(|(_, amount)| amount),
                after: new.map(|(_, amount)| amount),
            }
        })
        .filter(|total| total.before != total.after)
        .collect()
}
