//! Units that work on tasks beside their owners.

use nhip_core::id::{PlanId, TaskId, UnitId};
use std::collections::HashMap;

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::values;

/// A unit that works on a task beside those the plan's name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoOwner {
    /// The task.
    pub task: TaskId,
    /// The unit.
    pub unit: UnitId,
}

from_row!(CoOwner { task, unit });

/// Units that work on the tasks of a plan beside their owners.
pub async fn co_owners(db: &Db, plan: &PlanId) -> Result<Vec<CoOwner>> {
    db.all(
        "SELECT task_owner.task, task_owner.unit FROM task_owner
         JOIN task ON task.id = task_owner.task
         WHERE task.plan = $1 ORDER BY task.place, task_owner.unit",
        values![plan],
    )
    .await
}

/// The same of each plan there is, by the plan's id.
pub async fn all_co_owners(db: &Db) -> Result<HashMap<PlanId, Vec<CoOwner>>> {
    let rows: Vec<(PlanId, TaskId, UnitId)> = db
        .all(
            "SELECT task.plan, task_owner.task, task_owner.unit FROM task_owner
             JOIN task ON task.id = task_owner.task
             ORDER BY task.plan, task.place, task_owner.unit",
            values![],
        )
        .await?;
    let mut found: HashMap<PlanId, Vec<CoOwner>> = HashMap::new();
    for (plan, task, unit) in rows {
        found.entry(plan).or_default().push(CoOwner { task, unit });
    }
    Ok(found)
}

/// Sets who works on a task beside its owners.
pub async fn set_co_owners(tx: &mut Tx, task: &TaskId, units: &[UnitId]) -> Result<()> {
    tx.run("DELETE FROM task_owner WHERE task = $1", values![task])
        .await?;
    for unit in units {
        tx.run(
            "INSERT INTO task_owner (task, unit, part) VALUES ($1, $2, 'with')",
            values![task, unit],
        )
        .await?;
    }
    Ok(())
}
