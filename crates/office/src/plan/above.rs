//! The plan above a unit's own, and which task above each of its tasks carries out, as a
//! person settles it.

use std::collections::BTreeSet;

use nhip_core::audit::Kind;
use nhip_core::id::{PlanId, TaskId, UnitId};
use nhip_core::permission::Tree;
use nhip_store::change::Told;
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::task::{self, KeptTask, TaskState, under};

use super::{Edits, Owed, seen};
use crate::desk::Desk;
use crate::duty::Duty;
use crate::error::{Error, Result};
use crate::person::Person;
use crate::under::refill_above;

/// The plans in force above a unit that a person sees.
pub async fn candidates(desk: &Desk, me: &Person, unit: &UnitId) -> Result<Vec<Owed>> {
    let mut found = seen(desk, me).await?;
    found.retain(|Owed { plan, .. }| {
        let above = plan.unit != unit && me.units.is_at_or_below(unit, &plan.unit);
        above && plan.state == PlanState::Confirmed
    });
    Ok(found)
}

/// The tasks of a plan a unit works on; all that are open where none was laid on it.
pub async fn tasks_of(desk: &Desk, owed: &Owed, unit: &UnitId) -> Result<Vec<KeptTask>> {
    let mut tasks = task::of_plan(desk.db(), &owed.plan.id).await?;
    tasks.retain(|task| task.state != TaskState::Dropped);
    let works = |task: &KeptTask| {
        let mut units = owed.behind(&task.named).chain(owed.beside(&task.id));
        units.any(|one| one == unit)
    };
    if tasks.iter().any(works) {
        tasks.retain(works);
    }
    Ok(tasks)
}

/// Keeps the plan above and, where it is the one there was, which of its tasks each task, by code,
/// carries out. Whether it was: another plan has other tasks, to be chosen next.
pub async fn settle(
    desk: &Desk,
    me: &Person,
    _: &Edits,
    owed: &Owed,
    above: &PlanId,
    mut links: Vec<(String, TaskId)>,
) -> Result<bool> {
    if owed.plan.state == PlanState::Replaced || owed.plan.replaces.is_some() {
        return Err(Error::Stale);
    }
    let unit = &owed.plan.unit;
    let mut known = candidates(desk, me, unit).await?.into_iter();
    let above = known.find(|one| one.plan.id == above);
    let parent = above.as_ref().map(|above| above.plan.id.clone());
    let same = parent == owed.plan.parent;
    let over = match above.filter(|_| same) {
        Some(above) => tasks_of(desk, &above, unit).await?,
        None => Vec::new(),
    };
    let over: BTreeSet<&TaskId> = over.iter().map(|task| &task.id).collect();
    links.retain(|(_, task)| over.contains(task));
    let was = under::of_plan(desk.db(), &owed.plan.id).await?.into_iter();
    let was: Vec<(String, TaskId)> = was.map(|one| (one.code, one.task)).collect();
    let plan = KeptPlan {
        parent,
        ..owed.plan.clone()
    };
    let told = Told::of(Kind::PlanEdited, &plan.id).unit(unit);
    let told = told.before((&owed.plan.parent, &was));
    let mut change = desk.change(me.by()).await?;
    plan::change(change.tx(), &plan).await?;
    under::set(change.tx(), &plan.id, &links).await?;
    change.commit(told.after((&plan.parent, &links))).await?;
    if plan.state == PlanState::Confirmed {
        let duty = Duty::under(desk, &me.units, plan, unit).await?;
        refill_above(desk, me.by(), &duty, me.units.today).await?;
    }
    Ok(same)
}
