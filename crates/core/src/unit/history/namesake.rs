//! Two units below one parent that are called the same while both are.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use nhip_viet::bare::Bare;
use nhip_viet::fold;

use super::{ChangeError, FirstUnit, Records, Register, Spell, Succession};

impl Register {
    /// With units that were there before anything was recorded; refused like a decision.
    pub fn with_first(&self, new: &[FirstUnit]) -> Result<Register, ChangeError> {
        let mut records = Records::from(self.clone());
        records.first.extend_from_slice(new);
        Register::try_from(records)?.without_new_namesakes(self)
    }

    /// As after a decision, unless it makes namesakes.
    pub fn with(&self, decision: Succession) -> Result<Register, ChangeError> {
        self.apply(decision)?.without_new_namesakes(self)
    }

    /// Refuses what makes two units below one parent share a name, case, writing of accents, marks
    /// and letters that look alike aside, on a day they both live. Those that `before` had stay as they are.
    pub fn without_new_namesakes(self, before: &Register) -> Result<Register, ChangeError> {
        let known = before.namesakes();
        let new = self
            .namesakes()
            .into_iter()
            .find(|pair| !known.contains(pair));
        match new {
            None => Ok(self),
            Some((one, _)) => Err(ChangeError::NameTaken {
                name: self
                    .life(&one)
                    .map_or(one, |life| life.last_name().to_owned()),
            }),
        }
    }

    /// Ids of every two units that share name and parent on some day.
    pub fn namesakes(&self) -> BTreeSet<(String, String)> {
        let mut alike: HashMap<(&str, String), Vec<(&str, &Spell)>> = HashMap::new();
        for life in self.lives() {
            for spell in &life.spells {
                let parent = spell.parent.as_deref().unwrap_or_default();
                let key = (parent, read_as(&spell.name));
                alike.entry(key).or_default().push((&life.id, spell));
            }
        }
        let groups = alike.into_values().filter(|group| group.len() > 1);
        groups.flat_map(|group| pairs(&group)).collect()
    }
}

/// The letters and digits of a name, as whoever reads it sees them.
fn read_as(name: &str) -> String {
    let mut key = fold::key(Bare::of(name).text());
    key.retain(char::is_alphanumeric);
    key
}

fn pairs(group: &[(&str, &Spell)]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, (one, spell)) in group.iter().enumerate() {
        for (other, second) in group.iter().skip(at + 1) {
            if one != other && meet(spell, second) {
                let (one, other) = (one.min(other), one.max(other));
                found.push(((*one).to_owned(), (*other).to_owned()));
            }
        }
    }
    found
}

fn meet(one: &Spell, other: &Spell) -> bool {
    let from = |spell: &Spell| spell.valid_from.unwrap_or(NaiveDate::MIN);
    let to = |spell: &Spell| spell.valid_to.unwrap_or(NaiveDate::MAX);
    from(one) <= to(other) && from(other) <= to(one)
}
