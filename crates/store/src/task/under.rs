//! Which task of the plan above a task carries out.

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::values;
use nhip_core::id::{PlanId, TaskId, UnitId};

/// A task, by plan and code, and the task above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under {
    /// The plan below.
    pub plan: PlanId,
    /// Its task, as reports name it.
    pub code: String,
    /// Id of the task it carries out.
    pub task: TaskId,
}

from_row!(Under { plan, code, task });

/// The links of a plan's tasks upwards.
pub async fn of_plan(db: &Db, plan: &PlanId) -> Result<Vec<Under>> {
    db.all(
        "SELECT plan, code, task FROM task_under WHERE plan = $1 ORDER BY code",
        values![plan],
    )
    .await
}

/// The tasks that carry this one out, of plans in force.
pub async fn carrying_out(db: &Db, task: &TaskId) -> Result<Vec<Under>> {
    db.all(
        "SELECT task_under.plan, task_under.code, task_under.task FROM task_under
         JOIN plan ON plan.id = task_under.plan
         WHERE task_under.task = $1 AND plan.state = 'confirmed'
         ORDER BY plan.unit, task_under.plan, task_under.code",
        values![task],
    )
    .await
}

/// The links to tasks of a plan from the plans in force that a unit has under it: each with the
/// code the task above is known by.
pub async fn of_unit(db: &Db, above: &PlanId, unit: &UnitId) -> Result<Vec<(Under, String)>> {
    let rows: Vec<(PlanId, String, TaskId, String)> = db
        .all(
            "SELECT task_under.plan, task_under.code, task_under.task, task.code FROM task_under
             JOIN plan ON plan.id = task_under.plan
             JOIN task ON task.id = task_under.task
             WHERE task.plan = $1 AND plan.unit = $2 AND plan.state = 'confirmed'
             ORDER BY task_under.plan, task_under.code",
            values![above, unit],
        )
        .await?;
    Ok(rows.into_iter().map(link).collect())
}

/// The same from all plans in force, whose ever.
pub async fn to_plan(db: &Db, above: &PlanId) -> Result<Vec<(Under, String)>> {
    let rows: Vec<(PlanId, String, TaskId, String)> = db
        .all(
            "SELECT task_under.plan, task_under.code, task_under.task, task.code FROM task_under
             JOIN plan ON plan.id = task_under.plan
             JOIN task ON task.id = task_under.task
             WHERE task.plan = $1 AND plan.state = 'confirmed'
             ORDER BY task_under.plan, task_under.code",
            values![above],
        )
        .await?;
    Ok(rows.into_iter().map(link).collect())
}

fn link((plan, code, task, over): (PlanId, String, TaskId, String)) -> (Under, String) {
    (Under { plan, code, task }, over)
}

/// Sets the links of a plan's tasks, by code and task above.
pub async fn set(tx: &mut Tx, plan: &PlanId, links: &[(String, TaskId)]) -> Result<()> {
    tx.run("DELETE FROM task_under WHERE plan = $1", values![plan])
        .await?;
    for (code, task) in links {
        tx.run(
            "INSERT INTO task_under (plan, code, task) VALUES ($1, $2, $3)",
            values![plan, code, task],
        )
        .await?;
    }
    Ok(())
}
