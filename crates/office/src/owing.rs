//! Who owes under a plan on a day, through every change of units: what the plan was told, carried
//! to the units that bear it.

use nhip_core::id::UnitId;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use nhip_core::deadline::ReportPeriod;
use nhip_core::period::Month;
use nhip_core::unit::history::Register;
use nhip_store::plan::{KeptPlan, Owner};

/// Last day of a month's data: the units of that day owe the month's report.
pub fn last_day(plan: &KeptPlan, month: Month) -> Option<NaiveDate> {
    let days = plan.window_in(month).days(ReportPeriod::from(month))?;
    Some(days.1)
}

/// The rows as they are borne on a day, each pair once.
pub fn carried(register: &Register, owners: &[Owner], day: NaiveDate) -> Vec<Owner> {
    let bearers = register.bearers(day);
    let pairs: BTreeSet<(&str, &UnitId)> = owners
        .iter()
        .flat_map(|owner| {
            let units = bearers.of(&owner.unit).into_iter();
            units.map(|unit| (owner.named.as_str(), unit))
        })
        .collect();
    let owner = |(named, unit): (&str, &UnitId)| Owner {
        named: named.to_owned(),
        unit: unit.clone(),
    };
    pairs.into_iter().map(owner).collect()
}

/// A name of the plan a unit stands behind, and the days it does: its own life, or from the
/// decision by which it took over.
#[derive(Debug, Clone)]
pub struct Span {
    /// [`nhip_core::plan::PlanUnit::id`].
    pub named: String,
    /// The unit it took over from; `None` where it was named itself.
    pub after: Option<UnitId>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Span {
    /// Whether the day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Everything a unit stands behind under a plan, and when.
pub fn spans(register: &Register, owners: &[Owner], unit: &UnitId) -> Vec<Span> {
    let Some(life) = register.life(unit) else {
        return Vec::new();
    };
    let before = register.came_from(unit);
    let span = |owner: &Owner| {
        let own = owner.unit == unit;
        if !own && !before.contains(&owner.unit) {
            return None;
        }
        let since = register.bears_since(unit, &owner.unit);
        if !own && since.is_none() {
            return None;
        }
        Some(Span {
            named: owner.named.clone(),
            after: (!own).then(|| owner.unit.clone()),
            from: if own { life.begins() } else { since },
            to: life.ends(),
        })
    };
    owners.iter().filter_map(span).collect()
}
