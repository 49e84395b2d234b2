//! What was done under the plans below a plan, as that plan counts it: an activity for a ward's own
//! task counts for the city's task it carries out.

use nhip_core::id::{PlanId, UnitId};
use std::collections::HashMap;

use chrono::NaiveDate;
use nhip_core::audit::By;
use nhip_core::period::Month;
use nhip_store::activity::{self, KeptActivity};
use nhip_store::plan;
use nhip_store::task::under::{self, Under};

use crate::desk::Desk;
use crate::duty::Duty;
use crate::error::Error;
use crate::report::fill::refill;

/// What was done in a month under a unit's own plans for tasks of the plan above, each under the
/// code the plan above has for the task.
pub async fn done_by(desk: &Desk, duty: &Duty, month: Month) -> Result<Vec<KeptActivity>, Error> {
    let links = under::of_unit(desk.db(), &duty.plan.id, &duty.id).await?;
    match duty.days_of(month) {
        Some(days) => done(desk, links, days).await,
        None => Ok(Vec::new()),
    }
}

/// The activities of some days behind links from tasks below to codes above.
pub async fn done(
    desk: &Desk,
    links: Vec<(Under, String)>,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<KeptActivity>, Error> {
    let mut plans: HashMap<PlanId, HashMap<String, String>> = HashMap::new();
    for (link, above) in links {
        plans.entry(link.plan).or_default().insert(link.code, above);
    }
    let (Some(first), Some(last)) = (Month::of(days.0), Month::of(days.1)) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (plan, codes) in &plans {
        // Its months may end on other days than those above.
        let all = activity::of_plan(desk.db(), plan, first.previous(), last.next()).await?;
        found.extend(all.into_iter().filter_map(|mut kept| {
            let done = &mut kept.activity.done;
            let inside = days.0 <= done.day && done.day <= days.1;
            codes.get(&done.task)?.clone_into(&mut done.task);
            inside.then_some(kept)
        }));
    }
    found.sort_by(|a, b| {
        let day = |one: &KeptActivity| (one.activity.done.day, one.created_at);
        day(a).cmp(&day(b))
    });
    Ok(found)
}

/// How many activities each unit has for each task of a plan, those below it counted: task, unit,
/// number; a task may come several times.
pub async fn counts(desk: &Desk, plan: &PlanId) -> Result<Vec<(String, UnitId, i64)>, Error> {
    let mut found = activity::counts(desk.db(), plan).await?;
    let mut below: HashMap<PlanId, Vec<(String, UnitId, i64)>> = HashMap::new();
    for (link, above) in under::to_plan(desk.db(), plan).await? {
        if !below.contains_key(&link.plan) {
            let counts = activity::counts(desk.db(), &link.plan).await?;
            below.insert(link.plan.clone(), counts);
        }
        let counts = below.get(&link.plan).into_iter().flatten();
        let its = counts.filter(|(task, ..)| *task == link.code);
        found.extend(its.map(|(_, unit, number)| (above.clone(), unit.clone(), *number)));
    }
    Ok(found)
}

/// The tasks a unit records activities for, by plan and code, with their first words. A task it
/// carries out by one of its own plan is not offered twice: what is done for its own counts above.
pub async fn choices(desk: &Desk, duties: &[Duty]) -> Result<Vec<(String, String)>, Error> {
    let name = |plan: &PlanId, code: &str| format!("{plan}/{code}");
    let mut found = Vec::new();
    for duty in duties {
        for task in duty.tasks() {
            found.push((name(&duty.plan.id, &task.id), task.starts_with.clone()));
        }
    }
    for duty in duties {
        for (link, above) in under::of_unit(desk.db(), &duty.plan.id, &duty.id).await? {
            let own = name(&link.plan, &link.code);
            if found.iter().any(|(known, _)| *known == own) {
                let above = name(&duty.plan.id, &above);
                found.retain(|(known, _)| *known != above);
            }
        }
    }
    Ok(found)
}

/// What a unit owes under the plan above its own, in the month a day belongs to there.
pub struct Above {
    /// What it owes.
    pub duty: Duty,
    /// The month.
    pub month: Month,
    plan: PlanId,
    links: Vec<(Under, String)>,
}

impl Above {
    /// An activity below as the plan above counts it, if it counts there.
    pub fn counted(&self, kept: &KeptActivity) -> Option<KeptActivity> {
        let mut counted = kept.clone();
        let done = &mut counted.activity.done;
        let is_its = |link: &Under| link.plan == self.plan && link.code == done.task;
        let (_, above) = self.links.iter().find(|(link, _)| is_its(link))?;
        done.task.clone_from(above);
        Some(counted)
    }
}

/// The plan above a duty, on a day.
pub async fn above(desk: &Desk, duty: &Duty, day: NaiveDate) -> Result<Option<Above>, Error> {
    let Some(above) = &duty.plan.parent else {
        return Ok(None);
    };
    let Some(plan) = plan::by_id(desk.db(), above).await? else {
        return Ok(None);
    };
    let units = desk.units().await?;
    let over = Duty::under(desk, &units, plan, &duty.plan.unit).await?;
    let Some((month, _)) = over.window_of(day) else {
        return Ok(None);
    };
    Ok(Some(Above {
        links: under::of_unit(desk.db(), above, &duty.plan.unit).await?,
        plan: duty.plan.id.to_string().into(),
        duty: over,
        month,
    }))
}

/// Fills the open report of the plan above from what was done below it.
pub async fn refill_above(desk: &Desk, by: By, duty: &Duty, day: NaiveDate) -> Result<(), Error> {
    match above(desk, duty, day).await? {
        Some(above) => refill(desk, by, &above.duty, above.month).await,
        None => Ok(()),
    }
}
