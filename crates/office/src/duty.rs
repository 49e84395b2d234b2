//! What a real unit owes under a plan: the tasks laid on it, its months, when each is due.

use nhip_core::id::UnitId;
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use nhip_core::calendar::Calendar;
use nhip_core::deadline::{Deadline, ReportPeriod};
use nhip_core::owing::{self, Owner, Span, carried, owing_on, spans};
use nhip_core::period::Month;
use nhip_core::plan::{Plan, Task};
use nhip_core::unit::{Roster, Unit, owing as asked};
use nhip_store::extension::{self, KeptExtension};
use nhip_store::plan::{self, KeptPlan};

use crate::desk::Desk;
use crate::due;
use crate::error::Error;
use crate::units::Units;

/// A unit under a plan.
#[derive(Debug, Clone)]
pub struct Duty {
    /// The plan. Where the unit stands behind several names of it, their tasks stand under the
    /// first: one unit writes one report.
    pub plan: KeptPlan,
    /// The unit as plan and report know it.
    pub unit: Unit,
    /// Its id.
    pub id: UnitId,
    /// Whether it owes the monthly report, not only tasks.
    pub reports: bool,
    /// The names of the plan it stands behind, and since when.
    spans: Vec<Span>,
    calendar: Arc<Calendar>,
    granted: Vec<KeptExtension>,
}

impl Duty {
    /// What the unit owes under a plan today; with no task where the plan lays nothing on it.
    pub async fn under(
        desk: &Desk,
        units: &Units,
        plan: KeptPlan,
        unit: &UnitId,
    ) -> Result<Duty, Error> {
        Duty::on(desk, units, plan, unit, units.today).await
    }

    /// What it owed under a plan on a day: a unit that took others in bears their tasks only since.
    pub async fn on(
        desk: &Desk,
        units: &Units,
        plan: KeptPlan,
        unit: &UnitId,
        day: NaiveDate,
    ) -> Result<Duty, Error> {
        let mut lives: Vec<&UnitId> = units.register.came_from(unit).into_iter().collect();
        lives.push(unit);
        let owners = plan::owners_among(desk.db(), &plan.edition, &lives).await?;
        let granted = extension::of_unit(desk.db(), &plan.id, unit).await?;
        let calendar = due::calendar(desk).await?;
        let spans = spans(&units.register, &owners, unit);
        Ok(Duty::new(
            units,
            plan,
            (unit, day),
            spans,
            (calendar, granted),
        ))
    }

    /// Everything the unit owes under the plans in force, for itself and for those before it.
    pub async fn of_unit(desk: &Desk, units: &Units, unit: &UnitId) -> Result<Vec<Duty>, Error> {
        let mut ids = BTreeSet::new();
        let before = units.register.came_from(unit);
        for owner in before.into_iter().chain([unit]) {
            ids.extend(plan::owed_by(desk.db(), owner).await?);
        }
        let mut found = Vec::new();
        for id in ids {
            if let Some(plan) = plan::by_id(desk.db(), &id).await? {
                found.push(Duty::under(desk, units, plan, unit).await?);
            }
        }
        Ok(found)
    }

    /// The same as it was in a month: an earlier text of the plan laid other tasks on it.
    pub async fn in_month(&self, desk: &Desk, units: &Units, month: Month) -> Result<Duty, Error> {
        if self.plan.earlier.text(month).is_none() {
            return Ok(self.clone());
        }
        let then = plan::version::in_month(desk.db(), &self.plan, month).await?;
        let day = last_day(&then, month).unwrap_or(units.today);
        Duty::on(desk, units, then, &self.id, day).await
    }

    fn new(
        units: &Units,
        mut plan: KeptPlan,
        (unit, day): (&UnitId, NaiveDate),
        spans: Vec<Span>,
        (calendar, granted): (Arc<Calendar>, Vec<KeptExtension>),
    ) -> Duty {
        // What it was named for itself it is shown with even after its end.
        let is_its = |named: &str| {
            let its = |span: &Span| span.after.is_none() || span.holds(day);
            spans.iter().any(|span| span.named == named && its(span))
        };
        let reports =
            asked(&plan.reading).any(|named| is_its(&named.id)) && collector(&plan) != Some(unit);
        let group = gather(&mut plan.reading, is_its);
        Duty {
            unit: reporting(units, unit, group),
            plan,
            id: unit.to_owned(),
            reports,
            spans,
            calendar,
            granted,
        }
    }

    /// Ids of ended units whose part of a month this one reports, because it stands for all of
    /// them at the month's end.
    pub fn stands_for(&self, units: &Units, month: Month) -> Vec<UnitId> {
        let Some(last) = last_day(&self.plan, month) else {
            return Vec::new();
        };
        let bearers = units.register.bearers(last);
        let alone = |owner: &UnitId| bearers.of(owner).into_iter().eq([&self.id]);
        let before = self.spans.iter().filter_map(|span| span.after.clone());
        let mut found: Vec<UnitId> = before.filter(|owner| alone(owner)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The tasks, in the order of the plan.
    pub fn tasks(&self) -> &[Task] {
        let named = self.plan.reading.units.iter();
        let mut named = named.filter(|named| named.id == self.unit.group);
        named.next().map_or(&[], |named| named.tasks.as_slice())
    }

    /// Whether the plan runs in a month and the unit, existing at the end of its data, owes it.
    pub fn runs_in(&self, month: Month) -> bool {
        let runs =
            self.plan.first_month <= month && self.plan.last_month.is_none_or(|last| month <= last);
        let owes = |day| self.spans.iter().any(|span| span.holds(day));
        runs && last_day(&self.plan, month).is_some_and(owes)
    }

    /// The months to report on up to the one the day lies in, the newest first; two years at most.
    pub fn months(&self, today: NaiveDate) -> Vec<Month> {
        let now = Month::of(today);
        std::iter::successors(now, |month| Some(month.previous()))
            .take(24)
            .filter(|month| self.runs_in(*month))
            .collect()
    }

    /// When the report of a month is due, more time granted included; `None` only where the
    /// calendar of dates ends.
    pub fn deadline(&self, month: Month) -> Option<Deadline> {
        let due = due::base(&self.plan, month, &self.calendar)?;
        let granted = self.granted.iter().filter(|kept| kept.month == month);
        Some(due::extended(due, granted))
    }

    /// First and last day of a month's data.
    pub fn days_of(&self, month: Month) -> Option<(NaiveDate, NaiveDate)> {
        let window = self.plan.window_in(month);
        window.days(ReportPeriod::from(month))
    }

    /// The month whose data a day belongs to, by the plan's window, and its first and last day.
    pub fn window_of(&self, day: NaiveDate) -> Option<(Month, (NaiveDate, NaiveDate))> {
        let month = Month::of(day)?;
        [month, month.next()].into_iter().find_map(|month| {
            let days = self.days_of(month)?;
            (days.0 <= day && day <= days.1).then_some((month, days))
        })
    }
}

/// The unit that made the plan for itself, under another's.
fn collector(plan: &KeptPlan) -> Option<&UnitId> {
    plan.parent.as_ref().map(|_| &plan.unit)
}

/// Last day of the data of a plan's month.
pub fn last_day(plan: &KeptPlan, month: Month) -> Option<NaiveDate> {
    owing::last_day(plan.window_in(month), month)
}

/// Of the units a plan was told, those that owe its monthly report.
pub async fn reporters(desk: &Desk, plan: &KeptPlan) -> nhip_store::Result<Vec<Owner>> {
    let told = plan::owners(desk.db(), &plan.edition).await?;
    Ok(owing::reporters(&plan.reading, collector(plan), told))
}

/// The units that owe a month under a plan, each once.
pub fn owing_in(units: &Units, plan: &KeptPlan, reporters: &[Owner], month: Month) -> Vec<Owner> {
    let last = last_day(plan, month);
    last.map_or_else(Vec::new, |last| owing_on(&units.register, reporters, last))
}

/// Every unit under a plan, so that a form handed in by the wrong one is known for what it is.
pub async fn roster(desk: &Desk, units: &Units, plan: &KeptPlan) -> Result<Roster, Error> {
    let mut owners = plan::owners(desk.db(), &plan.edition).await?;
    owners.extend(carried(&units.register, &owners, units.today));
    owners.sort_by(|a, b| a.unit.cmp(&b.unit));
    owners.dedup_by(|a, b| a.unit == b.unit);
    let all = owners
        .into_iter()
        .map(|owner| reporting(units, &owner.unit, owner.named))
        .collect();
    Ok(Roster::new(all, &plan.reading))
}

/// A unit as reports know it: by code, name and the group of the plan it stands for.
fn reporting(units: &Units, unit: &UnitId, group: String) -> Unit {
    let life = units.register.life(unit);
    let spell = life.and_then(|life| life.on(units.today).or_else(|| life.spells.last()));
    Unit {
        code: spell.map_or_else(String::new, |spell| spell.code.clone()),
        name: spell.map_or_else(String::new, |spell| spell.name.clone()),
        aliases: spell.map_or_else(Vec::new, |spell| spell.aliases.clone()),
        group,
        parent: None,
        valid_from: None,
        valid_to: None,
    }
}

/// Lays the tasks of all the unit's names under the first of them, and gives its id.
fn gather(plan: &mut Arc<Plan>, is_its: impl Fn(&str) -> bool) -> String {
    let its: Vec<&str> = plan
        .units
        .iter()
        .map(|named| named.id.as_str())
        .filter(|id| is_its(id))
        .collect();
    // One name, as nearly all have: the plan is shared as it is.
    if its.len() < 2 {
        return its.first().copied().unwrap_or_default().to_owned();
    }
    let mut its: Vec<_> = Arc::make_mut(plan)
        .units
        .iter_mut()
        .filter(|named| is_its(&named.id))
        .collect();
    let Some((first, others)) = its.split_first_mut() else {
        return String::new();
    };
    for other in others {
        first.tasks.append(&mut other.tasks);
    }
    first.id.clone()
}
