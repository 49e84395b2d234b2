//! The map while it is replayed: who lives, who stands below whom, what this day has seen.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::id::UnitId;

use super::super::life::{Life, NewUnit, Spell};
use super::super::refusal::ChangeError;
use super::{Heir, Passing};

/// Levels looked up through; no administration has more, and a walk stays short.
const DEEPEST: usize = 64;

/// What a decision says of a unit, at most once a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Said {
    Name,
    Parent,
}

pub(super) struct State {
    pub lives: BTreeMap<UnitId, Life>,
    pub passings: Vec<Passing>,
    day: NaiveDate,
    /// First day of every unit that ever begins, for telling "not yet" from "never".
    births: HashMap<UnitId, NaiveDate>,
    /// Who has a code now.
    codes: HashMap<String, UnitId>,
    below: HashMap<UnitId, BTreeSet<UnitId>>,
    ended_by: HashMap<UnitId, String>,
    /// What decisions of this day said, with the decision.
    said: HashMap<(UnitId, Said), String>,
}

impl State {
    pub(super) fn new(births: HashMap<UnitId, NaiveDate>) -> State {
        State {
            lives: BTreeMap::new(),
            passings: Vec::new(),
            day: NaiveDate::MIN,
            births,
            codes: HashMap::new(),
            below: HashMap::new(),
            ended_by: HashMap::new(),
            said: HashMap::new(),
        }
    }

    /// Goes on to a day.
    pub(super) fn on(&mut self, day: NaiveDate) {
        if day != self.day {
            self.said.clear();
            self.day = day;
        }
    }

    pub(super) fn day(&self) -> NaiveDate {
        self.day
    }

    /// The unit as it is now.
    pub(super) fn live(&self, id: &UnitId) -> Result<&Spell, ChangeError> {
        let Some(life) = self.lives.get(id) else {
            let unit = id.to_string();
            return Err(match self.births.get(id) {
                Some(&begins) => ChangeError::NotYet { unit, begins },
                None => ChangeError::Unknown { unit },
            });
        };
        let decision = self.ended_by.get(id).cloned().unwrap_or_default();
        let unit = life.last_name().to_owned();
        match life.spells.last() {
            Some(spell) if spell.valid_to.is_none() => Ok(spell),
            Some(Spell {
                valid_to: Some(last),
                ..
            }) if last.succ_opt() != Some(self.day) => Err(ChangeError::Ended {
                unit,
                last: *last,
                decision,
            }),
            _ => Err(ChangeError::Contradicts { unit, decision }),
        }
    }

    /// The unit as it is, if it was so yesterday: what begins today cannot end today.
    pub(super) fn settled(&self, id: &UnitId) -> Result<&Spell, ChangeError> {
        let spell = self.live(id)?;
        let begins = self.lives.get(id).and_then(Life::begins);
        match begins {
            Some(begins) if begins >= self.day => Err(ChangeError::NotYet {
                unit: id.to_string(),
                begins,
            }),
            _ => Ok(spell),
        }
    }

    /// A living unit of which no decision of the day said this already. One that begins today
    /// may still be corrected, as when a list is read again the same day.
    pub(super) fn unsaid(&self, id: &UnitId, said: Said) -> Result<&Spell, ChangeError> {
        let spell = self.live(id)?;
        match self.said.get(&(id.clone(), said)) {
            Some(decision) => Err(ChangeError::Contradicts {
                unit: spell.name.clone(),
                decision: decision.clone(),
            }),
            None => Ok(spell),
        }
    }

    pub(super) fn say(&mut self, id: &UnitId, said: Said, decision: &str) {
        self.said.insert((id.clone(), said), decision.to_owned());
    }

    /// A unit that may end today.
    pub(super) fn endable(&self, id: &UnitId) -> Result<(), ChangeError> {
        self.settled(id)?;
        self.unsaid(id, Said::Name)?;
        self.unsaid(id, Said::Parent)?;
        Ok(())
    }

    /// Ids of the units right below.
    pub(super) fn children(&self, id: &UnitId) -> Vec<UnitId> {
        let below = self.below.get(id);
        below.into_iter().flatten().cloned().collect()
    }

    /// Whether the way up from a unit, itself included, meets one of these.
    pub(super) fn climbs_over(
        &self,
        from: Option<&UnitId>,
        over: &HashSet<&UnitId>,
    ) -> Result<bool, ChangeError> {
        let mut at = from;
        for _ in 0..DEEPEST {
            let Some(id) = at else {
                return Ok(false);
            };
            if over.contains(id) {
                return Ok(true);
            }
            at = self.live(id)?.parent.as_ref();
        }
        Err(ChangeError::TooDeep {
            unit: from.map(UnitId::to_string).unwrap_or_default(),
        })
    }

    /// Units that begin together, each checked against those that are there.
    pub(super) fn begin(
        &mut self,
        units: &[&NewUnit],
        from: Option<NaiveDate>,
    ) -> Result<(), ChangeError> {
        for unit in units {
            self.insert(unit, from)?;
        }
        for unit in units {
            if let Some(parent) = &unit.parent {
                self.live(parent)?;
                let below = self.below.entry(parent.clone()).or_default();
                below.insert(unit.id.clone());
            }
        }
        for unit in units {
            let itself = HashSet::from([&unit.id]);
            if self.climbs_over(unit.parent.as_ref(), &itself)? {
                return Err(ChangeError::Cycle {
                    unit: unit.name.clone(),
                });
            }
        }
        Ok(())
    }

    fn insert(&mut self, unit: &NewUnit, from: Option<NaiveDate>) -> Result<(), ChangeError> {
        let spell = Spell::of(unit, from);
        if unit.id.is_empty() || spell.code.is_empty() || spell.name.is_empty() {
            let known = [&*spell.name, &*spell.code, &*unit.id];
            let known = known.into_iter().find(|text| !text.is_empty());
            return Err(ChangeError::Nameless {
                unit: known.unwrap_or_default().to_owned(),
            });
        }
        if self.lives.contains_key(&unit.id) {
            return Err(ChangeError::IdTaken {
                id: unit.id.to_string(),
            });
        }
        self.take_code(&spell.code, &unit.id)?;
        let life = Life {
            id: unit.id.clone(),
            spells: vec![spell],
        };
        self.lives.insert(unit.id.clone(), life);
        Ok(())
    }

    pub(super) fn take_code(&mut self, code: &str, id: &UnitId) -> Result<(), ChangeError> {
        if let Some(by) = self.codes.get(code) {
            let by = self.lives.get(by).map_or(by.as_str(), Life::last_name);
            return Err(ChangeError::CodeTaken {
                code: code.to_owned(),
                by: by.to_owned(),
            });
        }
        self.codes.insert(code.to_owned(), id.clone());
        Ok(())
    }

    pub(super) fn free_code(&mut self, code: &str) {
        self.codes.remove(code);
    }

    /// Changes a living unit from today on.
    pub(super) fn respell(&mut self, id: &UnitId, change: impl FnOnce(&mut Spell)) {
        let day = self.day;
        let Some(life) = self.lives.get_mut(id) else {
            return;
        };
        let begun = life.spells.last().and_then(|spell| spell.valid_from);
        if begun != Some(day)
            && let Some(last) = life.spells.last_mut()
        {
            let next = Spell {
                valid_from: Some(day),
                ..last.clone()
            };
            last.valid_to = day.pred_opt();
            life.spells.push(next);
        }
        if let Some(last) = life.spells.last_mut() {
            change(last);
        }
    }

    /// Puts a living unit below another.
    pub(super) fn place(&mut self, id: &UnitId, parent: Option<&UnitId>) {
        let old = self.live(id).ok().and_then(|spell| spell.parent.clone());
        self.unlink(id, old.as_ref());
        if let Some(parent) = parent {
            let below = self.below.entry(parent.clone()).or_default();
            below.insert(id.clone());
        }
        self.respell(id, |spell| spell.parent = parent.cloned());
    }

    fn unlink(&mut self, id: &UnitId, parent: Option<&UnitId>) {
        if let Some(below) = parent.and_then(|parent| self.below.get_mut(parent)) {
            below.remove(id);
        }
    }

    /// Ends a unit: yesterday was its last day. Units below it are left to the caller.
    pub(super) fn end(&mut self, id: &UnitId, decision: &str) {
        let now = self.live(id).ok().cloned();
        if let Some(now) = &now {
            self.unlink(id, now.parent.as_ref());
            self.free_code(&now.code);
        }
        self.below.remove(id);
        self.ended_by.insert(id.clone(), decision.to_owned());
        let day = self.day;
        if let Some(life) = self.lives.get_mut(id) {
            // It was put below another unit only today, by that unit's own change.
            life.spells.retain(|spell| spell.valid_from != Some(day));
            if let Some(last) = life.spells.last_mut() {
                last.valid_to = day.pred_opt();
            }
        }
    }

    pub(super) fn pass(&mut self, ended: &[UnitId], heir: Heir) {
        self.passings.push(Passing {
            effective: self.day,
            ended: ended.to_vec(),
            heir,
        });
    }
}
