//! One decision on the map as it is that day.

use std::collections::{BTreeSet, HashSet};

use super::super::change::{Change, Part, Succession, Target};
use crate::id::UnitId;

use super::super::life::NewUnit;
use super::super::refusal::ChangeError;
use super::super::share::Shares;
use super::Heir;
use super::state::{Said, State};

type Done = Result<(), ChangeError>;

impl State {
    pub(super) fn step(&mut self, succession: &Succession) -> Done {
        let decision = succession.decision.as_str();
        match &succession.change {
            Change::Found { units } if units.is_empty() => Err(ChangeError::TooFew),
            Change::Found { units } => {
                let units: Vec<&NewUnit> = units.iter().collect();
                self.begin(&units, Some(self.day()))
            }
            Change::Merge { ends, into } => self.merge(ends, into, decision),
            Change::Split {
                ends,
                parts,
                shares,
            } => self.split(ends, parts, shares.as_ref(), decision),
            Change::Rename {
                unit,
                name,
                code,
                sort,
            } => self.rename(unit, name, code.as_deref(), sort.as_deref(), decision),
            Change::Move { unit, parent } => self.put(unit, parent.as_ref(), decision),
            Change::Dissolve { unit } => self.dissolve(unit, decision),
            Change::Alias { unit, aliases } => self.alias(unit, aliases),
        }
    }

    fn merge(&mut self, ends: &[UnitId], into: &Target, decision: &str) -> Done {
        let least = match into {
            Target::New(_) => 2,
            Target::Existing(_) => 1,
        };
        if ends.len() < least {
            return Err(ChangeError::TooFew);
        }
        let over = distinct(ends.iter().chain([into.id()]))?;
        for id in ends {
            self.endable(id)?;
        }
        let over: HashSet<&UnitId> = over.into_iter().filter(|id| *id != into.id()).collect();
        self.stands_clear(into, &over)?;
        let children: Vec<UnitId> = ends
            .iter()
            .flat_map(|id| self.children(id))
            .filter(|child| !over.contains(child))
            .collect();
        ends.iter().for_each(|id| self.end(id, decision));
        self.begin_target(into)?;
        for child in &children {
            self.place(child, Some(into.id()));
        }
        let heir = match into {
            Target::New(unit) => Heir::Merged(unit.id.clone()),
            Target::Existing(id) => Heir::Absorbed(id.clone()),
        };
        self.pass(ends, heir);
        Ok(())
    }

    fn split(
        &mut self,
        ends: &UnitId,
        parts: &[Part],
        shares: Option<&Shares>,
        decision: &str,
    ) -> Done {
        if parts.len() < 2 {
            return Err(ChangeError::TooFew);
        }
        let ids = parts.iter().map(|part| part.into.id());
        distinct(ids.chain([ends]))?;
        self.endable(ends)?;
        let over = HashSet::from([ends]);
        for part in parts {
            self.stands_clear(&part.into, &over)?;
        }
        self.all_taken(ends, parts)?;
        self.end(ends, decision);
        for part in parts {
            self.begin_target(&part.into)?;
        }
        for part in parts {
            for child in &part.takes {
                self.place(child, Some(part.into.id()));
            }
        }
        let heirs = parts.iter().map(|part| {
            let new = matches!(part.into, Target::New(_));
            (part.into.id().clone(), new)
        });
        let heir = Heir::Parts(heirs.collect(), shares.cloned());
        self.pass(std::slice::from_ref(ends), heir);
        Ok(())
    }

    /// Every unit below the split one goes to exactly one part.
    fn all_taken(&self, ends: &UnitId, parts: &[Part]) -> Done {
        let takes = || parts.iter().flat_map(|part| part.takes.iter());
        distinct(takes())?;
        let (children, takes): (BTreeSet<UnitId>, BTreeSet<UnitId>) = (
            self.children(ends).into_iter().collect(),
            takes().cloned().collect(),
        );
        let amiss = children.symmetric_difference(&takes);
        let name = |id: &UnitId| {
            let life = self.lives.get(id);
            life.map_or(id.as_str(), |life| life.last_name()).to_owned()
        };
        let units: Vec<String> = amiss.map(name).collect();
        match units.is_empty() {
            true => Ok(()),
            false => Err(ChangeError::Below { units }),
        }
    }

    /// What ends must not stand above what it becomes.
    fn stands_clear(&self, into: &Target, over: &HashSet<&UnitId>) -> Done {
        let (from, unit) = match into {
            Target::New(unit) => (unit.parent.as_ref(), unit.name.as_str()),
            Target::Existing(id) => (Some(id), self.settled(id)?.name.as_str()),
        };
        match self.climbs_over(from, over)? {
            true => Err(ChangeError::Cycle {
                unit: unit.to_owned(),
            }),
            false => Ok(()),
        }
    }

    fn begin_target(&mut self, into: &Target) -> Done {
        match into {
            Target::New(unit) => self.begin(&[unit], Some(self.day())),
            Target::Existing(_) => Ok(()),
        }
    }

    fn rename(
        &mut self,
        id: &UnitId,
        name: &str,
        code: Option<&str>,
        sort: Option<&str>,
        decision: &str,
    ) -> Done {
        let now = self.unsaid(id, Said::Name)?.clone();
        let name = name.trim();
        let code = code.map_or(now.code.as_str(), str::trim);
        let sort = sort.map_or(now.kind.as_str(), str::trim);
        if name.is_empty() || code.is_empty() {
            return Err(ChangeError::Nameless { unit: now.name });
        }
        if (name, code, sort) == (now.name.as_str(), now.code.as_str(), now.kind.as_str()) {
            return Err(ChangeError::Nothing { unit: now.name });
        }
        if code != now.code {
            self.take_code(code, id)?;
            self.free_code(&now.code);
        }
        self.respell(id, |spell| {
            if name != spell.name && !spell.aliases.contains(&spell.name) {
                spell.aliases.push(spell.name.clone());
            }
            name.clone_into(&mut spell.name);
            code.clone_into(&mut spell.code);
            sort.clone_into(&mut spell.kind);
        });
        self.say(id, Said::Name, decision);
        Ok(())
    }

    fn put(&mut self, id: &UnitId, parent: Option<&UnitId>, decision: &str) -> Done {
        let now = self.unsaid(id, Said::Parent)?;
        let unit = now.name.clone();
        if now.parent.as_ref() == parent {
            return Err(ChangeError::Nothing { unit });
        }
        if self.climbs_over(parent, &HashSet::from([id]))? {
            return Err(ChangeError::Cycle { unit });
        }
        self.place(id, parent);
        self.say(id, Said::Parent, decision);
        Ok(())
    }

    pub(super) fn dissolve(&mut self, id: &UnitId, decision: &str) -> Done {
        self.endable(id)?;
        let parent = self.live(id)?.parent.clone();
        let children = self.children(id);
        for child in &children {
            self.place(child, parent.as_ref());
        }
        self.end(id, decision);
        self.pass(std::slice::from_ref(id), Heir::Nobody(parent));
        Ok(())
    }

    fn alias(&mut self, id: &UnitId, aliases: &[String]) -> Done {
        let now = self.live(id)?;
        let known = |alias: &str| now.name == alias || now.aliases.iter().any(|old| old == alias);
        let mut new: Vec<String> = Vec::new();
        for alias in aliases.iter().map(|alias| alias.trim()) {
            if !alias.is_empty() && !known(alias) && !new.iter().any(|one| one == alias) {
                new.push(alias.to_owned());
            }
        }
        if new.is_empty() {
            return Err(ChangeError::Nothing {
                unit: now.name.clone(),
            });
        }
        self.respell(id, |spell| spell.aliases.append(&mut new));
        Ok(())
    }
}

/// The ids, each named once.
fn distinct<'a>(ids: impl Iterator<Item = &'a UnitId>) -> Result<HashSet<&'a UnitId>, ChangeError> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(ChangeError::Itself {
                unit: id.to_string(),
            });
        }
    }
    Ok(seen)
}
