//! Who owes the report of a month under a plan, through every change of units: one answer for the
//! board, the joined month, reminders, and a unit's own page.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::deadline::{ReportPeriod, Window};
use crate::id::UnitId;
use crate::period::Month;
use crate::plan::Plan;
use crate::unit::history::Register;
use crate::unit::owing;

/// A real unit behind a unit or group the plan names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner {
    /// [`crate::plan::PlanUnit::id`].
    pub named: String,
    /// The real unit.
    pub unit: UnitId,
}

impl Owner {
    /// A real unit behind a name.
    pub fn new(named: &str, unit: &UnitId) -> Owner {
        Owner {
            named: named.to_owned(),
            unit: unit.clone(),
        }
    }
}

/// Last day of a month's data: the units of that day owe the month's report. `None` where dates end.
pub fn last_day(window: &Window, month: Month) -> Option<NaiveDate> {
    Some(window.days(ReportPeriod::from(month))?.1)
}

/// Of the units a plan was told, those that owe its monthly report. One that only has tasks, such as
/// the office that collects, owes none; nor does one that made a plan of its own under another's
/// (`own`): it reports under that one, not to itself.
pub fn reporters(plan: &Plan, own: Option<&UnitId>, told: Vec<Owner>) -> Vec<Owner> {
    let named: BTreeSet<&str> = owing(plan).map(|unit| &*unit.id).collect();
    let owes = |owner: &Owner| Some(&owner.unit) != own && named.contains(&*owner.named);
    told.into_iter().filter(owes).collect()
}

/// What the plan was told, as it is borne on a day; each pair once, in order.
pub fn carried(register: &Register, told: &[Owner], day: NaiveDate) -> Vec<Owner> {
    let bearers = register.bearers(day);
    let pairs: BTreeSet<Owner> = told
        .iter()
        .flat_map(|owner| {
            let units = bearers.of(&owner.unit).into_iter();
            units.map(|unit| Owner::new(&owner.named, unit))
        })
        .collect();
    pairs.into_iter().collect()
}

/// The units that owe on the last day of a month's data, each once: under the first name it bears.
pub fn owing_on(register: &Register, reporters: &[Owner], last: NaiveDate) -> Vec<Owner> {
    let mut seen = BTreeSet::new();
    let mut found = carried(register, reporters, last);
    found.retain(|owner| seen.insert(owner.unit.clone()));
    found
}

/// A name of the plan a unit stands behind, and the days it does: its own life, or from the
/// decision by which it took over.
#[derive(Debug, Clone)]
pub struct Span {
    /// [`crate::plan::PlanUnit::id`].
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
pub fn spans(register: &Register, told: &[Owner], unit: &UnitId) -> Vec<Span> {
    let Some(life) = register.life(unit) else {
        return Vec::new();
    };
    let span = |owner: &Owner| {
        let own = owner.unit == unit;
        let since = register.bears_since(unit, &owner.unit);
        (own || since.is_some()).then(|| Span {
            named: owner.named.clone(),
            after: (!own).then(|| owner.unit.clone()),
            from: if own { life.begins() } else { since },
            to: life.ends(),
        })
    };
    told.iter().filter_map(span).collect()
}
