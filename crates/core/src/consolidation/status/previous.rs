//! Which reading stands for each unit in the month before.

use super::super::Facts;
use crate::report::{PlanMatch, Reading, UnitMatch};

/// The reading of the month before for each unit: the latest of those that name its month or
/// none.
pub(in crate::consolidation) fn previous<'a>(facts: &'a Facts) -> Vec<Option<&'a Reading>> {
    let mut found: Vec<Option<&Reading>> = vec![None; facts.roster.units().len()];
    for reading in &facts.previous {
        let UnitMatch::One { code, .. } = &reading.unit else {
            continue;
        };
        let fits = reading.plan != PlanMatch::Itself
            && reading
                .month
                .is_none_or(|month| month == facts.month.previous());
        let slot = facts
            .roster
            .position(code)
            .and_then(|position| found.get_mut(position));
        let (Some(slot), true) = (slot, fits) else {
            continue;
        };
        let rank =
            |reading: &'a Reading| (reading.version.unwrap_or(1), &reading.file, &reading.sha256);
        if slot.is_none_or(|other| rank(other) < rank(reading)) {
            *slot = Some(reading);
        }
    }
    found
}
