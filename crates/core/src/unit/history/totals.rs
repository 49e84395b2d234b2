//! Figures by the units that reported them, or by the units of a day: carried, never lost.

use crate::id::UnitId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

use super::Register;
use super::fact::{Fact, Value};
use super::replay::{Heir, Passing};
use super::tree::Tree;
use crate::lang::Bilingual;
use crate::period::Month;

/// By which units figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// By units as they were when they reported.
    AsReported,
    /// By the units of a day, such as today.
    AsOf(NaiveDate),
}

/// What a total stands for. Ids of units.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "line", content = "unit")]
pub enum Line {
    /// A unit of the view.
    Unit(UnitId),
    /// A unit that was split without a way to divide its figures: they stay as they were.
    BeforeSplit(UnitId),
    /// A unit that ended and has no successor.
    NoSuccessor(UnitId),
    /// A unit that only came to be after the day, from several or from none.
    Later(UnitId),
    /// A unit the register has never heard of.
    Unknown(UnitId),
}

impl Line {
    /// Id of the unit it is about.
    pub fn unit(&self) -> &UnitId {
        match self {
            Line::Unit(id)
            | Line::BeforeSplit(id)
            | Line::NoSuccessor(id)
            | Line::Later(id)
            | Line::Unknown(id) => id,
        }
    }

    /// What to print for it: the unit's name, with the reason where it is no unit of the view.
    pub fn label(&self, register: &Register, view: View) -> Bilingual {
        let id = self.unit();
        let life = register.life(id);
        let on_day = match view {
            View::AsOf(day) => life.and_then(|life| life.on(day)),
            View::AsReported => None,
        };
        let name = on_day.map_or_else(
            || life.map_or(id.as_str(), |life| life.last_name()),
            |spell| &spell.name,
        );
        let (vi, en) = match self {
            Line::Unit(_) => return Bilingual::new(name, name),
            Line::BeforeSplit(_) => ("trước khi tách, không chia được", "before its split"),
            Line::NoSuccessor(_) => (
                "đã kết thúc, không có đơn vị kế thừa",
                "ended, no successor",
            ),
            Line::Later(_) => ("thành lập sau ngày này", "begun after this day"),
            Line::Unknown(_) => ("không có trong danh sách đơn vị", "not in the register"),
        };
        Bilingual::new(format!("{name} ({vi})"), format!("{name} ({en})"))
    }
}

/// One total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Total {
    /// What it stands for.
    pub line: Line,
    /// Id of the unit of the view it is added up under, where the line itself is none.
    pub above: Option<UnitId>,
    /// The month.
    pub month: Month,
    /// Key of the indicator.
    pub indicator: String,
    /// The sum.
    pub value: Value,
}

/// All totals of a view, by line, month and indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// The totals in order.
    pub lines: Vec<Total>,
}

/// Month, indicator, and whether it is a rate: a count and a rate never add up.
type Key = (Month, String, bool);
type Sums = BTreeMap<Key, Value>;

impl Totals {
    /// Sum over all lines and months for each indicator; counts before rates.
    pub fn sums(&self) -> BTreeMap<(String, bool), Value> {
        added(self.lines.iter())
    }

    /// Sum of a unit and all below it, with what stayed behind there of ended units.
    pub fn below(&self, tree: &Tree<'_>, unit: &str) -> BTreeMap<(String, bool), Value> {
        let seen: HashSet<&UnitId> = tree.seen_from(unit);
        added(self.lines.iter().filter(|total| match &total.line {
            Line::Unit(id) => seen.contains(id),
            _ => total.above.as_ref().is_some_and(|id| seen.contains(id)),
        }))
    }
}

/// Sums by indicator and whether it is a rate.
fn added<'a>(totals: impl Iterator<Item = &'a Total>) -> BTreeMap<(String, bool), Value> {
    let mut sums = BTreeMap::new();
    for total in totals {
        let key = (total.indicator.clone(), total.value.is_rate());
        add(&mut sums, key, total.value);
    }
    sums
}

fn add<K: Ord>(sums: &mut BTreeMap<K, Value>, key: K, value: Value) {
    sums.entry(key)
        .and_modify(|sum| *sum = sum.plus(value))
        .or_insert(value);
}

impl Register {
    /// Adds up facts by the units of a view.
    ///
    /// Counts are conserved: whatever the view, the lines add up to the facts. Rates are added as
    /// numerators and denominators. Linear in facts and decisions.
    pub fn totals(&self, facts: &[Fact], view: View) -> Totals {
        let mut held: BTreeMap<UnitId, Sums> = BTreeMap::new();
        for fact in facts {
            let key = (fact.month, fact.indicator.clone(), fact.value.is_rate());
            let sums = held.entry(fact.unit.clone()).or_default();
            add(sums, key, fact.value);
        }
        if let View::AsOf(day) = view {
            let (past, coming): (Vec<&Passing>, Vec<&Passing>) = self
                .passings
                .iter()
                .partition(|passing| passing.effective <= day);
            past.into_iter()
                .for_each(|passing| forward(&mut held, passing));
            coming
                .into_iter()
                .rev()
                .for_each(|passing| back(&mut held, passing));
        }
        let heirs = self.heirs();
        let lines = held.into_iter().flat_map(|(id, sums)| {
            let line = self.line(id, view, &heirs);
            let above = self.above(&line, view, &heirs);
            sums.into_iter()
                .map(move |((month, indicator, _), value)| Total {
                    line: line.clone(),
                    above: above.clone(),
                    month,
                    indicator,
                    value,
                })
        });
        let mut lines: Vec<Total> = lines.collect();
        lines.sort_by(|a, b| a.line.cmp(&b.line));
        Totals { lines }
    }

    fn heirs(&self) -> HashMap<&UnitId, &Heir> {
        let passings = self.passings.iter();
        passings
            .flat_map(|passing| passing.ended.iter().map(|id| (id, &passing.heir)))
            .collect()
    }

    fn line(&self, id: UnitId, view: View, heirs: &HashMap<&UnitId, &Heir>) -> Line {
        let Some(life) = self.life(&id) else {
            return Line::Unknown(id);
        };
        match view {
            View::AsReported => Line::Unit(id),
            View::AsOf(day) if life.on(day).is_some() => Line::Unit(id),
            View::AsOf(day) if life.begins().is_some_and(|begins| day < begins) => Line::Later(id),
            View::AsOf(_) => match heirs.get(&id) {
                Some(Heir::Parts(..)) => Line::BeforeSplit(id),
                _ => Line::NoSuccessor(id),
            },
        }
    }

    /// The unit of the day under which the figures of a unit that is none are added up.
    fn above(&self, line: &Line, view: View, heirs: &HashMap<&UnitId, &Heir>) -> Option<UnitId> {
        let (View::AsOf(day), Line::BeforeSplit(id) | Line::NoSuccessor(id) | Line::Later(id)) =
            (view, line)
        else {
            return None;
        };
        let over = |id: &UnitId| {
            let spells = &self.life(id)?.spells;
            match line {
                Line::Later(_) => spells.first()?.parent.clone(),
                _ => spells.last()?.parent.clone(),
            }
        };
        let mut at = over(id);
        // Each step goes up or on in time; no chain of decisions is longer than all of them.
        for _ in 0..=self.passings.len() {
            let id = at?;
            if self.life(&id)?.on(day).is_some() {
                return Some(id);
            }
            at = match heirs.get(&id) {
                Some(Heir::Merged(heir) | Heir::Absorbed(heir)) => Some(heir.clone()),
                Some(Heir::Nobody(parent)) => parent.clone(),
                Some(Heir::Parts(..)) | None => over(&id),
            };
        }
        None
    }
}

/// Carries the figures of ended units to those that came after.
fn forward(held: &mut BTreeMap<UnitId, Sums>, passing: &Passing) {
    match &passing.heir {
        Heir::Merged(heir) | Heir::Absorbed(heir) => {
            for id in &passing.ended {
                let sums = held.remove(id).unwrap_or_default();
                pour(held, heir, sums);
            }
        }
        Heir::Parts(parts, Some(shares)) => {
            for id in &passing.ended {
                for (key, value) in held.remove(id).unwrap_or_default() {
                    for ((part, _), value) in parts.iter().zip(value.divide(shares)) {
                        pour(held, part, BTreeMap::from([(key.clone(), value)]));
                    }
                }
            }
        }
        Heir::Parts(_, None) | Heir::Nobody(_) => {}
    }
}

/// Seen from before a split, what its new parts reported is the whole unit's. A merged unit's
/// figures cannot be told apart again; they stay with it.
fn back(held: &mut BTreeMap<UnitId, Sums>, passing: &Passing) {
    let (Heir::Parts(parts, _), Some(whole)) = (&passing.heir, passing.ended.first()) else {
        return;
    };
    for (part, _) in parts.iter().filter(|(_, new)| *new) {
        let sums = held.remove(part).unwrap_or_default();
        pour(held, whole, sums);
    }
}

fn pour(held: &mut BTreeMap<UnitId, Sums>, into: &UnitId, sums: Sums) {
    if sums.is_empty() {
        return;
    }
    let target = held.entry(into.clone()).or_default();
    for (key, value) in sums {
        add(target, key, value);
    }
}
