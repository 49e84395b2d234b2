//! The units of one day: who stands below whom, and who sees whom.

use crate::id::UnitId;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::life::{Life, Spell};

/// The units of a day. A forest: every unit has one way up, and it ends.
#[derive(Debug, Clone)]
pub struct Tree<'a> {
    day: NaiveDate,
    units: BTreeMap<&'a UnitId, &'a Spell>,
    codes: HashMap<&'a str, &'a UnitId>,
    below: HashMap<&'a UnitId, Vec<&'a UnitId>>,
    roots: Vec<&'a UnitId>,
}

impl<'a> Tree<'a> {
    pub(super) fn of(lives: &'a BTreeMap<UnitId, Life>, day: NaiveDate) -> Tree<'a> {
        let living = lives.values();
        let units: BTreeMap<&UnitId, &Spell> = living
            .filter_map(|life| Some((&life.id, life.on(day)?)))
            .collect();
        let mut tree = Tree {
            day,
            codes: HashMap::new(),
            below: HashMap::new(),
            roots: Vec::new(),
            units,
        };
        for (id, spell) in &tree.units {
            tree.codes.insert(&spell.code, id);
            match &spell.parent {
                Some(parent) => tree.below.entry(parent).or_default().push(id),
                None => tree.roots.push(id),
            }
        }
        tree
    }

    /// The day it shows.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// Every unit of the day with its id, by id.
    pub fn units(&self) -> impl Iterator<Item = (&'a UnitId, &'a Spell)> {
        self.units.iter().map(|(id, spell)| (*id, *spell))
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether no unit exists on the day.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The unit with this id, as it was on the day.
    pub fn unit(&self, id: &str) -> Option<&'a Spell> {
        self.units.get(id).copied()
    }

    /// Id of the unit that has this code on the day, compared as written.
    pub fn by_code(&self, code: &str) -> Option<&'a UnitId> {
        self.codes.get(code.trim()).copied()
    }

    /// Ids of the units that stand below none.
    pub fn roots(&self) -> &[&'a UnitId] {
        &self.roots
    }

    /// Ids of the units right below.
    pub fn children(&self, id: &str) -> &[&'a UnitId] {
        self.below.get(id).map_or(&[], Vec::as_slice)
    }

    /// Ids of the units above, nearest first.
    pub fn ancestors(&self, id: &str) -> Vec<&'a UnitId> {
        let above = |id: &str| self.unit(id).and_then(|spell| spell.parent.as_ref());
        std::iter::successors(above(id), |id| above(id)).collect()
    }

    /// Ids of all units below, each after the one it stands below.
    pub fn descendants(&self, id: &str) -> Vec<&'a UnitId> {
        let mut found = self.children(id).to_vec();
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            found.extend(self.children(next));
            at += 1;
        }
        found
    }

    /// Whether unit `a` sees unit `b` on the day: `b` is `a` itself or stands below it.
    pub fn sees(&self, a: &str, b: &str) -> bool {
        let there = self.units.contains_key(a) && self.units.contains_key(b);
        there && (a == b || self.ancestors(b).into_iter().any(|above| above == a))
    }

    /// Ids of everything a unit sees: itself and all below it; nothing where it does not exist.
    pub fn seen_from(&self, id: &str) -> HashSet<&'a UnitId> {
        let own = self.units.get_key_value(id).map(|(id, _)| *id);
        let below = own.map(|id| self.descendants(id)).unwrap_or_default();
        own.into_iter().chain(below).collect()
    }
}
