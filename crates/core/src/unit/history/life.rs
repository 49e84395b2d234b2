//! One unit from its first day to its last: what it was called and below whom it stood, when.

use crate::id::UnitId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A unit as a decision or a list brings it into being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUnit {
    /// Stable id, given by the caller; never used again for another unit.
    pub id: UnitId,
    /// Code: a string, leading zeros kept; one unit has it on any day.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names it is known by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What sort of body it is, as the list says ("phường", "trạm y tế"); may be empty.
    #[serde(default)]
    pub kind: String,
    /// Id of the unit it stands below; `None` at the top.
    #[serde(default)]
    pub parent: Option<UnitId>,
}

/// A unit known when the register was begun, with the days it exists as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstUnit {
    /// The unit on its first day.
    #[serde(flatten)]
    pub unit: NewUnit,
    /// First day it exists; `None`: as far back as anything is asked.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it exists, where no decision in the register says what came after it.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}

/// Days during which nothing about a unit changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// First day; `None`: always before.
    pub valid_from: Option<NaiveDate>,
    /// Last day; `None`: until further notice.
    pub valid_to: Option<NaiveDate>,
    /// Code: a string, leading zeros kept.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names it is known by; a former name stays among them.
    pub aliases: Vec<String>,
    /// What sort of body it is; may be empty.
    pub kind: String,
    /// Id of the unit above it.
    pub parent: Option<UnitId>,
}

impl Spell {
    pub(super) fn of(unit: &NewUnit, valid_from: Option<NaiveDate>) -> Spell {
        Spell {
            valid_from,
            valid_to: None,
            code: unit.code.trim().to_owned(),
            name: unit.name.trim().to_owned(),
            aliases: unit.aliases.clone(),
            kind: unit.kind.trim().to_owned(),
            parent: unit.parent.clone(),
        }
    }

    /// Whether the day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A unit's whole life: its spells in order, each beginning the day after the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// The unit's stable id.
    pub id: UnitId,
    /// Never empty, oldest first.
    pub spells: Vec<Spell>,
}

impl Life {
    /// The unit as it was on a day; `None` before it began and after it ended.
    pub fn on(&self, day: NaiveDate) -> Option<&Spell> {
        self.spells.iter().find(|spell| spell.holds(day))
    }

    /// First day; `None`: always before.
    pub fn begins(&self) -> Option<NaiveDate> {
        self.spells.first().and_then(|spell| spell.valid_from)
    }

    /// Last day; `None`: until further notice.
    pub fn ends(&self) -> Option<NaiveDate> {
        self.spells.last().and_then(|spell| spell.valid_to)
    }

    /// The name it had last, for lines about a unit that is gone.
    pub fn last_name(&self) -> &str {
        self.spells.last().map_or(&self.id, |spell| &spell.name)
    }
}
