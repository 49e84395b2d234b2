//! Who bears what was laid on a unit: while a plan runs, and what an ended unit left undone.

use crate::id::UnitId;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::replay::{Heir, Passing};
use super::{Duty, Handover, Register};

/// The units of a day, each with what it bears for those before it.
#[derive(Debug, Clone)]
pub struct Bearers<'a> {
    register: &'a Register,
    day: NaiveDate,
    /// Of each unit that has ended: those that came after it and still exist.
    after: HashMap<&'a UnitId, BTreeSet<&'a UnitId>>,
}

impl<'a> Bearers<'a> {
    /// Who bears what a plan lays on this unit for as long as it runs: the unit itself; after a
    /// merger the unit it became, after a split every part. Nobody before it begins, and nobody
    /// after an end without a successor: a new month is not begun for it.
    pub fn of(&self, unit: &str) -> BTreeSet<&'a UnitId> {
        if let Some(after) = self.after.get(unit) {
            return after.clone();
        }
        let living = self.register.life(unit);
        let living = living.filter(|life| life.on(self.day).is_some());
        living.map(|life| &life.id).into_iter().collect()
    }
}

impl Register {
    /// Who bears, on a day, what is laid on each unit.
    pub fn bearers(&self, day: NaiveDate) -> Bearers<'_> {
        let mut after: HashMap<&UnitId, BTreeSet<&UnitId>> = HashMap::new();
        // Backwards: what a unit became has its own end, if any, worked out already.
        let past = self.passings.iter().filter(|one| one.effective <= day);
        for passing in past.rev() {
            let heirs: BTreeSet<&UnitId> = heirs(passing)
                .flat_map(|heir| match after.get(heir) {
                    Some(later) => later.clone(),
                    None => BTreeSet::from([heir]),
                })
                .collect();
            for ended in &passing.ended {
                after.insert(ended, heirs.clone());
            }
        }
        Bearers {
            register: self,
            day,
            after,
        }
    }

    /// First day on which a unit bears what was laid on another that ended; `None` if it never
    /// does. It does so to its own end.
    pub fn bears_since(&self, unit: &str, owner: &UnitId) -> Option<NaiveDate> {
        let mut holders: BTreeSet<&UnitId> = BTreeSet::from([owner]);
        for passing in &self.passings {
            let before = holders.len();
            for ended in &passing.ended {
                holders.remove(ended);
            }
            if holders.len() < before {
                holders.extend(heirs(passing));
                if heirs(passing).any(|heir| heir == unit) {
                    return Some(passing.effective);
                }
            }
        }
        None
    }

    /// Ids of all units this one ever came after, near and far.
    pub fn came_from(&self, unit: &str) -> BTreeSet<&UnitId> {
        let mut found: BTreeSet<&UnitId> = BTreeSet::new();
        for passing in self.passings.iter().rev() {
            if heirs(passing).any(|heir| heir == unit || found.contains(heir)) {
                found.extend(&passing.ended);
            }
        }
        found
    }

    /// Who answers, on a day, for what each ended unit left: its reports not sent, its past.
    pub fn left(&self, day: NaiveDate) -> BTreeMap<UnitId, Handover> {
        let ended = self.lives.values();
        let ended = ended.filter(|life| life.ends().is_some_and(|last| last < day));
        let duties: Vec<Duty> = ended
            .map(|life| Duty {
                id: life.id.to_string(),
                unit: life.id.clone(),
            })
            .collect();
        let handed = self.successor_duties(day, &duties).into_iter();
        handed.map(|one| (one.from.clone(), one)).collect()
    }
}

/// The units that go on after an end, where there are any.
fn heirs(passing: &Passing) -> impl Iterator<Item = &UnitId> {
    let (one, parts): (Option<&UnitId>, &[(UnitId, bool)]) = match &passing.heir {
        Heir::Merged(heir) | Heir::Absorbed(heir) => (Some(heir), &[]),
        Heir::Parts(parts, _) => (None, parts),
        Heir::Nobody(_) => (None, &[]),
    };
    let parts = parts.iter().map(|(id, _)| id);
    one.into_iter().chain(parts)
}
