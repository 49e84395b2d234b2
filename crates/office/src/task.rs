//! What becomes of a task: done or dropped, split, with other units, counting something.

use std::collections::BTreeSet;
use std::sync::Arc;

use nhip_core::audit::Kind;
use nhip_core::id::UnitId;
use nhip_store::change::{Change, Told};
use nhip_store::plan;
use nhip_store::task::{self, Indicator, KeptTask, TaskState};

use crate::desk::Desk;
use crate::error::Result;
use crate::person::Person;
use crate::plan::{Edits, OwedTask};

/// A task as it is to be.
pub struct Edited {
    /// How it stands.
    pub state: TaskState,
    /// What it counts.
    pub indicators: Vec<Indicator>,
    /// Number of the plan's theme it is about.
    pub theme: Option<i64>,
    /// Units that work on it beside its owners; one that is not below the plan's own is left out.
    pub with: BTreeSet<UnitId>,
    /// Words of the parts it is split into.
    pub parts: Vec<String>,
}

/// Keeps it.
pub async fn edit(
    desk: &Desk,
    me: &Person,
    _: &Edits,
    of: &OwedTask,
    mut edited: Edited,
) -> Result<()> {
    let plan = &of.owed.plan;
    let task = KeptTask {
        state: edited.state,
        indicators: edited.indicators,
        theme: edited.theme,
        ..of.task.clone()
    };
    let branch = me.units.branch(&plan.unit);
    let known: BTreeSet<&UnitId> = branch.into_iter().map(|(_, id)| id).collect();
    edited.with.retain(|unit| known.contains(unit));
    let with: Vec<UnitId> = edited.with.into_iter().collect();
    let told = Told::of(Kind::TaskAssigned, &task.id)
        .unit(&plan.unit)
        .before((&of.task, of.co_owners().collect::<Vec<_>>()))
        .after((&task, &with, &edited.parts));
    let mut change = desk.change(me.by()).await?;
    task::change(change.tx(), &task).await?;
    task::set_co_owners(change.tx(), &task.id, &with).await?;
    split(desk, &mut change, of, &edited.parts).await?;
    Ok(change.commit(told).await?)
}

/// Adds the parts to the plan and to its tasks; the task itself stays, for reports name it.
async fn split(desk: &Desk, change: &mut Change, of: &OwedTask, texts: &[String]) -> Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    let (task, mut plan) = (&of.task, of.owed.plan.clone());
    let codes = Arc::make_mut(&mut plan.reading).split_task(&task.code, texts);
    let room = i64::try_from(codes.len()).unwrap_or(i64::MAX);
    plan::change(change.tx(), &plan).await?;
    task::make_room(change.tx(), &plan.id, task.place, room).await?;
    for ((place, code), text) in (task.place + 1..).zip(codes).zip(texts) {
        let part = KeptTask {
            id: desk.new_id(),
            parent: Some(task.id.clone()),
            code,
            place,
            text: text.clone(),
            state: TaskState::Open,
            indicators: Vec::new(),
            revision: 1,
            ..task.clone()
        };
        task::add(change.tx(), &part).await?;
    }
    Ok(())
}
