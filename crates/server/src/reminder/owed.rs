//! Which reports are owed about now, until when, and how far each is.

use std::collections::HashMap;

use nhip_core::calendar::Calendar;
use nhip_core::deadline::{Deadline, ReportPeriod};
use nhip_core::period::Month;
use nhip_core::reminder::{Owed, Progress};
use nhip_core::report::state::{State, counting};
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::report::{self, KeptReport};

use super::About;
use crate::app::App;
use crate::due::{self, Granted};
use crate::duty::reporters;
use crate::fault::Fault;
use crate::owing::{carried, last_day};
use crate::units::Units;

/// Months looked at, the coming one first: a report of it may be due on its first day.
const MONTHS: usize = 5;

/// A report owed.
#[derive(Debug, Clone)]
pub struct Case {
    /// As reminders know it: `duty` is the id of the plan, `unit` and `coordinator` of units.
    pub owed: Owed,
    /// When it is due.
    pub deadline: Deadline,
    /// Number of the plan.
    pub number: String,
}

/// Everything owed about now under the plans in force.
pub async fn all(app: &App, units: &Units) -> Result<Vec<Case>, Fault> {
    let calendar = due::calendar(app).await?;
    let mut cases = Vec::new();
    for plan in plan::all(app.db()).await? {
        if plan.state != PlanState::Confirmed {
            continue;
        }
        for month in months(&plan, units) {
            cases.extend(month_of(app, units, &plan, month, &calendar).await?);
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
    app: &App,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
) -> Result<Vec<Case>, Fault> {
    let calendar = due::calendar(app).await?;
    month_of(app, units, plan, month, &calendar).await
}

async fn month_of(
    app: &App,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
    calendar: &Calendar,
) -> Result<Vec<Case>, Fault> {
    let plan = &plan::version::in_month(app.db(), plan, month).await?;
    let Some(general) = due::base(plan, month, calendar) else {
        return Ok(Vec::new());
    };
    let granted = Granted::of(app, &plan.id, month, month).await?;
    let mut reports: HashMap<String, Vec<KeptReport>> = HashMap::new();
    for one in report::of_month(app.db(), &plan.id, month).await? {
        reports.entry(one.unit.clone()).or_default().push(one);
    }
    let case = |unit: String| {
        let deadline = granted.applied(&general, &unit, month);
        let versions = reports.get(&unit).map_or(&[] as &[_], Vec::as_slice);
        Case {
            owed: Owed {
                duty: plan.id.clone(),
                unit,
                period: ReportPeriod::from(month),
                due_at: deadline.due_at,
                progress: of_versions(versions),
                coordinator: plan.unit.clone(),
            },
            deadline,
            number: number(plan),
        }
    };
    let owing = reporting(app, units, plan, month).await?;
    Ok(owing.into_iter().map(case).collect())
}

/// Units that owe the month's report, each once: those of the last day of its data. What one that
/// has ended since left undone is owed by whoever answers for it, under its own name.
async fn reporting(
    app: &App,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
) -> Result<Vec<String>, Fault> {
    let mut found: Vec<String> = Vec::new();
    let Some(last) = last_day(plan, month) else {
        return Ok(found);
    };
    let told = reporters(app, plan).await?;
    for owner in carried(&units.register, &told, last) {
        if !found.contains(&owner.unit) {
            found.push(owner.unit);
        }
    }
    Ok(found)
}

fn number(plan: &KeptPlan) -> String {
    let number = plan.reading.number_symbol.as_ref();
    number.map_or_else(String::new, |number| number.normalized.clone())
}

/// How far one report is.
pub async fn progress(app: &App, about: &About) -> Result<Progress, Fault> {
    let About { plan, unit, month } = about;
    Ok(of_versions(
        &report::versions(app.db(), plan, unit, *month).await?,
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
