//! Decisions in words, and what one does to the map: for the unit's page and for the preview.

use crate::id::UnitId;
use chrono::NaiveDate;
use std::collections::BTreeSet;

use super::change::{Change, Succession, Target};
use super::{Register, Spell};
use crate::lang::Bilingual;

/// What becomes of one unit by a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Its id.
    pub unit: UnitId,
    /// What becomes of it.
    pub turn: Turn,
}

/// What becomes of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// It begins.
    Begins(Spell),
    /// It ends.
    Ends(Spell),
    /// Its name, code or sort is another.
    Renamed(Spell, Spell),
    /// It stands below another unit.
    Moved(Spell, Spell),
}

impl Register {
    /// What differs on a day from another register: what a decision does, before it is kept.
    /// By id; a unit that is both renamed and moved comes twice.
    pub fn effects(&self, after: &Register, day: NaiveDate) -> Vec<Effect> {
        let ids: BTreeSet<&UnitId> = self.lives.keys().chain(after.lives.keys()).collect();
        let spell = |register: &Register, id: &str| register.life(id)?.on(day).cloned();
        let mut found = Vec::new();
        for id in ids {
            let turns = match (spell(self, id), spell(after, id)) {
                (None, Some(now)) => vec![Turn::Begins(now)],
                (Some(was), None) => vec![Turn::Ends(was)],
                (Some(was), Some(now)) => changed(was, now),
                (None, None) => Vec::new(),
            };
            found.extend(turns.into_iter().map(|turn| Effect {
                unit: id.clone(),
                turn,
            }));
        }
        found
    }

    /// The decisions that made a unit what it is, ended it or came from it, by date.
    pub fn decisions_of(&self, unit: &str) -> impl Iterator<Item = &Succession> {
        let unit = unit.to_owned();
        self.successions()
            .iter()
            .filter(move |one| one.change.units().any(|id| **id == *unit))
    }

    fn name_on(&self, id: &str, day: Option<NaiveDate>) -> String {
        let life = self.life(id);
        let spell = life.and_then(|life| life.on(day?));
        let name = spell.map(|spell| spell.name.as_str());
        name.or_else(|| life.map(|life| life.last_name()))
            .unwrap_or(id)
            .to_owned()
    }
}

fn changed(was: Spell, now: Spell) -> Vec<Turn> {
    let mut turns = Vec::new();
    if (&was.name, &was.code, &was.kind) != (&now.name, &now.code, &now.kind) {
        turns.push(Turn::Renamed(was.clone(), now.clone()));
    }
    if was.parent != now.parent {
        turns.push(Turn::Moved(was, now));
    }
    turns
}

impl Change {
    /// Ids of the units it is about, those that end before those that come after; the unit
    /// another is moved below is not one of them.
    pub fn units(&self) -> impl Iterator<Item = &UnitId> {
        let own: Vec<&UnitId> = match self {
            Change::Found { units } => units.iter().map(|unit| &unit.id).collect(),
            Change::Merge { ends, into } => ends.iter().chain([into.id()]).collect(),
            Change::Split { ends, parts, .. } => {
                let parts = parts.iter().map(|part| part.into.id());
                [ends].into_iter().chain(parts).collect()
            }
            Change::Rename { unit, .. }
            | Change::Move { unit, .. }
            | Change::Dissolve { unit }
            | Change::Alias { unit, .. } => vec![unit],
        };
        own.into_iter()
    }
}

impl Succession {
    /// One sentence: "Nhập UBND phường A, UBND phường B thành UBND phường D".
    pub fn words(&self, register: &Register) -> Bilingual {
        let was = |id: &str| register.name_on(id, self.effective.pred_opt());
        let now = |id: &str| register.name_on(id, Some(self.effective));
        let all = |ids: &[UnitId]| ids.iter().map(|id| was(id)).collect::<Vec<_>>().join(", ");
        let (vi, en) = match &self.change {
            Change::Found { units } => {
                let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
                let names = names.join(", ");
                (format!("Thành lập {names}"), format!("Founded {names}"))
            }
            Change::Merge { ends, into } => {
                let (ends, name) = (all(ends), now(into.id()));
                let (vi, en) = match into {
                    Target::New(_) => ("thành", "to form"),
                    Target::Existing(_) => ("vào", "into"),
                };
                (
                    format!("Nhập {ends} {vi} {name}"),
                    format!("Merged {ends} {en} {name}"),
                )
            }
            Change::Split { ends, parts, .. } => {
                let parts: Vec<String> = parts.iter().map(|part| now(part.into.id())).collect();
                let (ends, parts) = (was(ends), parts.join(", "));
                (
                    format!("Tách {ends} thành {parts}"),
                    format!("Split {ends} into {parts}"),
                )
            }
            Change::Rename { unit, name, .. } => {
                let unit = was(unit);
                (
                    format!("Đổi {unit} thành {name}"),
                    format!("Changed {unit} to {name}"),
                )
            }
            Change::Move { unit, parent } => moved(&was(unit), parent.as_deref().map(now)),
            Change::Dissolve { unit } => {
                let unit = was(unit);
                (format!("Giải thể {unit}"), format!("Dissolved {unit}"))
            }
            Change::Alias { unit, aliases } => {
                let (unit, names) = (was(unit), aliases.join("; "));
                (
                    format!("Thêm tên khác của {unit}: {names}"),
                    format!("Further names of {unit}: {names}"),
                )
            }
        };
        Bilingual::new(vi, en)
    }
}

fn moved(unit: &str, parent: Option<String>) -> (String, String) {
    match parent {
        Some(parent) => (
            format!("Chuyển {unit} về trực thuộc {parent}"),
            format!("Moved {unit} below {parent}"),
        ),
        None => (
            format!("{unit} không còn trực thuộc đơn vị nào"),
            format!("{unit} stands below no unit any more"),
        ),
    }
}
