//! A plan is confirmed: its tasks are made and its months begin. A new version takes the place of
//! the text in force. The plan stays the same plan: its reports, activities and tasks go on, and
//! the months before stay under the text they were reported under.

use nhip_core::id::EditionId;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use nhip_core::audit::Kind;
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::{Permit, right};
use nhip_core::plan::course::{Course, Stretch};
use nhip_core::plan::owner::unowned;
use nhip_core::plan::{Plan, PlanUnit, Task};
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, PlanState, version};
use nhip_store::task::{self, KeptTask, TaskState};

use super::Owed;
use super::edit::{self, only_read};
use crate::desk::Desk;
use crate::error::Error;
use crate::person::Person;

/// What is in the way of a plan's being confirmed: each name that owes something and has no real
/// unit.
pub fn without_unit(owed: &Owed) -> impl Iterator<Item = Bilingual> {
    let without = unowned(&owed.plan.reading, |named| {
        owed.behind(named).next().is_some()
    });
    without.into_iter().map(|PlanUnit { name, .. }| {
        Bilingual::new(
            format!("“{name}” chưa gắn với đơn vị nào; hãy gắn đơn vị rồi xác nhận."),
            format!("No real unit stands behind “{name}”; choose one, then confirm."),
        )
    })
}

/// The plan in force this is a new version of, not yet confirmed.
pub async fn older(desk: &Desk, plan: &KeptPlan) -> Result<Option<KeptPlan>, Error> {
    let (Some(of), PlanState::Read) = (&plan.replaces, plan.state) else {
        return Ok(None);
    };
    let older = plan::by_id(desk.db(), of).await?;
    // Two new versions of one plan: what the second was read against is still the plan.
    let older = older.filter(|older| older.state == PlanState::Confirmed);
    older.map(Some).ok_or(Error::Stale)
}

/// Confirms. A new version is in force from a month on; none given or none so early, from the
/// [`edit::earliest`].
pub async fn confirm(
    desk: &Desk,
    me: &Person,
    _: &Permit<right::ConfirmPlan>,
    owed: &Owed,
    since: Option<Month>,
) -> Result<(), Error> {
    let plan = &owed.plan;
    only_read(plan)?;
    if let Some(why) = without_unit(owed).next() {
        return Err(Error::Refused(why));
    }
    if let Some(older) = older(desk, plan).await? {
        let since = since.max(edit::earliest(desk, Some(&older)).await?);
        return take_over(desk, me, (older, plan), since.ok_or(Error::Stale)?).await;
    }
    let tasks = first_rows(desk, plan);
    let next = KeptPlan {
        state: PlanState::Confirmed,
        ..plan.clone()
    };
    let mut change = desk.change(me.by()).await?;
    let at = change.at();
    plan::change(change.tx(), &next).await?;
    plan::confirmed(change.tx(), &plan.id, &me.account.id, at).await?;
    for task in &tasks {
        task::add(change.tx(), task).await?;
    }
    let codes: Vec<&str> = tasks.iter().map(|task| task.code.as_str()).collect();
    let told = Told::of(Kind::PlanConfirmed, &plan.id).unit(&plan.unit);
    Ok(change.commit(told.after(codes)).await?)
}

/// A version read, with the ids of the plan it is of; the parts a person made of its tasks come
/// over once, and can be taken out like others.
pub(super) async fn continued(desk: &Desk, plan: &KeptPlan, mut read: Plan) -> Result<Plan, Error> {
    read.continue_ids(&plan.reading, &used(desk, plan).await?);
    read.carry_parts(&plan.reading);
    Ok(read)
}

/// Codes of all tasks the plan ever had.
async fn used(desk: &Desk, plan: &KeptPlan) -> Result<BTreeSet<String>, Error> {
    let rows = task::of_plan(desk.db(), &plan.id).await?;
    Ok(rows.into_iter().map(|row| row.code).collect())
}

/// Puts a version in force from a month on.
async fn take_over(
    desk: &Desk,
    me: &Person,
    (plan, read): (KeptPlan, &KeptPlan),
    since: Month,
) -> Result<(), Error> {
    let rows = task::of_plan(desk.db(), &plan.id).await?;
    let codes: BTreeSet<String> = rows.iter().map(|row| row.code.clone()).collect();
    let mut reading = read.reading.as_ref().clone();
    reading.continue_ids(&plan.reading, &codes);
    let before = KeptPlan {
        id: desk.new_id(),
        replaces: Some(plan.id.clone()),
        state: PlanState::Replaced,
        earlier: Course::default(),
        ..plan.clone()
    };
    let next = replaced(&plan, &EditionId::from(&before.id), read, reading, since);
    let mut change = desk.change(me.by()).await?;
    version::take_over(change.tx(), &next, &before, (&read.id, read.revision)).await?;
    plan::confirmed(change.tx(), &plan.id, &me.account.id, desk.now()).await?;
    let codes: Vec<&str> = tasks(&next.reading)
        .map(|(_, task)| task.id.as_str())
        .collect();
    let told = Told::of(Kind::PlanConfirmed, &plan.id)
        .unit(&plan.unit)
        .before((&before.id, &plan.document))
        .after((&read.id, &next.document, since, &codes));
    keep_tasks(desk, &mut change, &next, rows).await?;
    change.commit(told).await?;
    Ok(())
}

/// The plan as it will be.
fn replaced(
    plan: &KeptPlan,
    before: &EditionId,
    read: &KeptPlan,
    reading: Plan,
    since: Month,
) -> KeptPlan {
    let mut earlier = plan.earlier.clone();
    earlier.end(Stretch {
        until: since.previous(),
        due: plan.due.clone(),
        window: plan.window,
        text: Some(before.to_owned()),
        why: String::new(),
    });
    KeptPlan {
        document: read.document.clone(),
        reading: Arc::new(reading),
        due: read.due.clone(),
        window: read.window,
        last_month: read.last_month,
        earlier,
        ..plan.clone()
    }
}

fn tasks(reading: &Plan) -> impl Iterator<Item = (&PlanUnit, &Task)> {
    let units = reading.units.iter();
    units.flat_map(|unit| unit.tasks.iter().map(move |task| (unit, task)))
}

/// The rows of the tasks: one that goes on keeps its row, and with it its id, its co-owners and
/// what it counts; one that is no more is dropped and stays readable.
async fn keep_tasks(
    desk: &Desk,
    change: &mut Change,
    plan: &KeptPlan,
    rows: Vec<KeptTask>,
) -> Result<(), Error> {
    let mut rows: HashMap<String, KeptTask> = rows
        .into_iter()
        .map(|row| (row.code.clone(), row))
        .collect();
    let mut place = 0;
    for (unit, task) in tasks(&plan.reading) {
        place += 1;
        let known = rows.remove(&task.id);
        let new = known.is_none();
        let row = row(desk, plan, (unit, task), place, known);
        match new {
            true => task::add(change.tx(), &row).await?,
            false => task::reword(change.tx(), &row).await?,
        }
    }
    let mut gone: Vec<KeptTask> = rows.into_values().collect();
    gone.sort_by_key(|row| row.place);
    for mut row in gone {
        place += 1;
        row.place = place;
        if row.state == TaskState::Open {
            row.state = TaskState::Dropped;
        }
        task::reword(change.tx(), &row).await?;
    }
    Ok(())
}

fn row(
    desk: &Desk,
    plan: &KeptPlan,
    (unit, task): (&PlanUnit, &Task),
    place: i64,
    known: Option<KeptTask>,
) -> KeptTask {
    let fresh = known.unwrap_or_else(|| KeptTask {
        id: desk.new_id(),
        plan: plan.id.clone(),
        code: task.id.clone(),
        parent: None,
        named: String::new(),
        place,
        text: String::new(),
        due: None,
        state: TaskState::Open,
        indicators: Vec::new(),
        theme: None,
        revision: 1,
    });
    KeptTask {
        named: unit.id.clone(),
        place,
        text: task.text.clone(),
        due: task.due.as_ref().map(|due| due.as_printed.clone()),
        ..fresh
    }
}

/// The rows of a plan confirmed for the first time.
fn first_rows(desk: &Desk, plan: &KeptPlan) -> Vec<KeptTask> {
    let row = |(place, owed)| row(desk, plan, owed, place, None);
    (1..).zip(tasks(&plan.reading)).map(row).collect()
}
