//! Which unit stands below which, as far as permission asks.

use crate::id::UnitId;
use std::collections::HashMap;

/// Most levels walked upwards: the country has four. A ring of parents ends here, unseen.
const DEEPEST: usize = 32;

/// The units as a tree. The caller knows it, on the day in question.
pub trait Tree {
    /// Whether the unit is known at all.
    fn knows(&self, unit: &UnitId) -> bool;
    /// The unit above; `None` for the topmost and for unknown units.
    fn parent(&self, unit: &UnitId) -> Option<&UnitId>;
    /// The units that answer for one that has ended: what it became, or the unit above it. None
    /// for a unit that exists.
    fn keepers(&self, _unit: &UnitId) -> &[UnitId] {
        &[]
    }

    /// Whether `unit` is `top` or stands below it. Unknown units stand nowhere.
    fn is_at_or_below(&self, unit: &UnitId, top: &UnitId) -> bool {
        if !self.knows(unit) {
            return false;
        }
        let mut at = Some(unit);
        for _ in 0..DEEPEST {
            match at {
                Some(one) if one == top => return true,
                Some(one) => at = self.parent(one),
                None => return false,
            }
        }
        false
    }
}

/// A tree by each unit's parent.
#[derive(Debug, Clone, Default)]
pub struct Parents(HashMap<UnitId, Option<UnitId>>);

impl Parents {
    /// From pairs of unit and the unit above it.
    pub fn new(pairs: impl IntoIterator<Item = (UnitId, Option<UnitId>)>) -> Parents {
        Parents(pairs.into_iter().collect())
    }
}

impl Tree for Parents {
    fn knows(&self, unit: &UnitId) -> bool {
        self.0.contains_key(unit)
    }

    fn parent(&self, unit: &UnitId) -> Option<&UnitId> {
        self.0.get(unit)?.as_ref()
    }
}
