//! Which reports are owed about now, until when, and how far each is.

use nhip_core::id::UnitId;
use std::collections::HashMap;

use nhip_core::calendar::Calendar;
use nhip_core::deadline::{Deadline, ReportPeriod};
use nhip_core::period::Month;
use nhip_core::reminder::{Owed, Progress};
use nhip_core::report::state::{State, counting};
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::report::{self, KeptReport};

use super::About;
use crate::desk::Desk;
use crate::due::{self, Granted};
use crate::duty::{owing_in, reporters};
use crate::error::Error;
use crate::units::Units;

/// Months looked at, the coming one first: a report of it may be due on its first day.
const MONTHS: usize = 5;

/// A report owed.
#[derive(Debug, Clone)]
pub struct Case {
    /// As reminders know it: one unit, one month.
    pub owed: Owed,
    /// When it is due.
    pub deadline: Deadline,
    /// Number of the plan.
    pub number: String,
}

/// Everything owed about now under the plans in force.
pub async fn all(desk: &Desk, units: &Units) -> Result<Vec<Case>, Error> {
    let calendar = due::calendar(desk).await?;
    let mut cases = Vec::new();
    for plan in plan::all(desk.db()).await? {
        if plan.state != PlanState::Confirmed {
            continue;
        }
        for month in months(&plan, units) {
            cases.extend(month_of(desk, units, &plan, month, &calendar).await?);
        }
    }
    Ok(cases)
}

fn months(plan: &KeptPlan, units: &Units) -> Vec<Month> {
    let next = Month::of(units.today).map(Month::next);
    std::iter::successors(next, |month| Some(month.previous()))
        .take(MONTHS)
        .filter(|month| {
            plan.first_month <= *month && plan.last_month.is_none_or(|last| *month <= last)
        })
        .collect()
}

/// What is owed for a month of a plan, by unit in the order of the plan's owners.
pub async fn of_month(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
) -> Result<Vec<Case>, Error> {
    let calendar = due::calendar(desk).await?;
    month_of(desk, units, plan, month, &calendar).await
}

async fn month_of(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
    calendar: &Calendar,
) -> Result<Vec<Case>, Error> {
    let plan = &plan::version::in_month(desk.db(), plan, month).await?;
    let Some(general) = due::base(plan, month, calendar) else {
        return Ok(Vec::new());
    };
    let granted = Granted::of(desk, &plan.id, month, month).await?;
    let mut reports: HashMap<UnitId, Vec<KeptReport>> = HashMap::new();
    for one in report::of_month(desk.db(), &plan.id, month).await? {
        reports.entry(one.unit.clone()).or_default().push(one);
    }
    let case = |unit: UnitId| {
        let deadline = granted.applied(&general, &unit, month);
        let versions = reports.get(&unit).map_or(&[] as &[_], Vec::as_slice);
        Case {
            owed: Owed {
                plan: plan.id.clone(),
                unit,
                period: ReportPeriod::from(month),
                due_at: deadline.due_at,
                progress: of_versions(versions),
                coordinator: plan.unit.clone(),
            },
            deadline,
            number: plan.reading.number().unwrap_or_default().to_owned(),
        }
    };
    // What one that has ended since left undone is owed by whoever answers for it, under its own
    // name.
    let owing = owing_in(units, plan, &reporters(desk, plan).await?, month);
    Ok(owing.into_iter().map(|owner| case(owner.unit)).collect())
}

/// How far one report is.
pub async fn progress(desk: &Desk, about: &About) -> Result<Progress, Error> {
    let About { plan, unit, month } = about;
    Ok(of_versions(
        &report::versions(desk.db(), plan, unit, *month).await?,
    ))
}

/// As far as reminders care: a version that counts has done what is owed, unless a newer one came
/// back; one that was left out owes nothing.
fn of_versions(versions: &[KeptReport]) -> Progress {
    let Some(newest) = versions.iter().max_by_key(|one| one.version) else {
        return Progress::NotSent;
    };
    let counts = counting(versions.iter().map(|one| (one.number(), &one.state))).is_some();
    match &newest.state {
        State::Returned { .. } => Progress::Returned {
            // Over all versions, so that the return of a later one is told too.
            times: versions.iter().map(|one| one.state.round()).sum(),
        },
        State::Drafting if !counts => Progress::NotSent,
        _ => Progress::Sent,
    }
}
