//! Decisions that change the map: found, merge, split, rename, move, dissolve.

use crate::id::UnitId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::life::NewUnit;
use super::share::Shares;

/// One change by one decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Number and symbol of the decision, or what stands for it ("danh sách tháng 7").
    pub decision: String,
    /// First day of the new order; what ends has its last day the day before.
    pub effective: NaiveDate,
    /// What changes.
    pub change: Change,
}

/// What a decision changes. Units are named by their stable id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Change {
    /// Units that begin without any before them. Together, so that one may stand below another.
    Found {
        /// The new units, in any order.
        units: Vec<NewUnit>,
    },
    /// Several units become one. Units below them go with them.
    Merge {
        /// Ids of the units that end.
        ends: Vec<UnitId>,
        /// The unit they become: a new one, or one that takes the others in.
        into: Target,
    },
    /// One unit becomes several.
    Split {
        /// Id of the unit that ends.
        ends: UnitId,
        /// What it becomes, with the units below it that go to each part.
        parts: Vec<Part>,
        /// How counts are divided; `None`: they cannot be, and stay with the unit as it was.
        shares: Option<Shares>,
    },
    /// A new name; the id stays, the old name becomes an alias.
    Rename {
        /// Id of the unit.
        unit: UnitId,
        /// Its new name.
        name: String,
        /// Its new code, where that changes too.
        #[serde(default)]
        code: Option<String>,
        /// Its new sort of body, where that changes too (xã to phường).
        #[serde(default)]
        sort: Option<String>,
    },
    /// A new unit above; the id stays.
    Move {
        /// Id of the unit.
        unit: UnitId,
        /// Id of the unit it stands below from then on; `None`: at the top.
        parent: Option<UnitId>,
    },
    /// A unit ends without a successor. Units below it go to the unit above it.
    Dissolve {
        /// Id of the unit.
        unit: UnitId,
    },
    /// Further names a unit is known by.
    Alias {
        /// Id of the unit.
        unit: UnitId,
        /// Names to add.
        aliases: Vec<String>,
    },
}

/// Where a merged unit or a part of a split one goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// Into a unit that begins with the decision.
    New(NewUnit),
    /// Into a unit that exists and goes on existing: its id.
    Existing(UnitId),
}

impl Target {
    /// Id of the unit meant.
    pub fn id(&self) -> &UnitId {
        match self {
            Target::New(unit) => &unit.id,
            Target::Existing(id) => id,
        }
    }
}

/// One part of a split unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The unit this part becomes or joins.
    pub into: Target,
    /// Ids of the units below the split one that go to this part.
    #[serde(default)]
    pub takes: Vec<UnitId>,
}

impl Change {
    /// The units that begin with it.
    pub fn begins(&self) -> impl Iterator<Item = &NewUnit> {
        let (units, target, parts): (&[NewUnit], Option<&Target>, &[Part]) = match self {
            Change::Found { units } => (units, None, &[]),
            Change::Merge { into, .. } => (&[], Some(into), &[]),
            Change::Split { parts, .. } => (&[], None, parts),
            Change::Rename { .. }
            | Change::Move { .. }
            | Change::Dissolve { .. }
            | Change::Alias { .. } => (&[], None, &[]),
        };
        let targets = target
            .into_iter()
            .chain(parts.iter().map(|part| &part.into));
        units
            .iter()
            .chain(targets.filter_map(|target| match target {
                Target::New(unit) => Some(unit),
                Target::Existing(_) => None,
            }))
    }

    /// Ids of the units that end with it.
    pub fn ends(&self) -> &[UnitId] {
        match self {
            Change::Merge { ends, .. } => ends,
            Change::Split { ends, .. } | Change::Dissolve { unit: ends } => {
                std::slice::from_ref(ends)
            }
            Change::Found { .. }
            | Change::Rename { .. }
            | Change::Move { .. }
            | Change::Alias { .. } => &[],
        }
    }
}
