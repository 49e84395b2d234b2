//! The tasks of confirmed plans: what has become of each, who else works on it, what it counts, and
//! ([`under`]) which task of the plan above it carries out.

pub mod under;
mod with;

use nhip_core::id::{PlanId, TaskId};
use serde::{Deserialize, Serialize};

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search::made;
use crate::values;

pub use with::{CoOwner, all_co_owners, co_owners, set_co_owners};

/// What has become of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskState {
    /// Owed.
    Open,
    /// Done for good.
    Done,
    /// No longer owed.
    Dropped,
}

kept_as_words!(TaskState: Open "open", Done "done", Dropped "dropped");

/// Something a task counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// "số buổi phát thanh".
    pub name: String,
    /// "buổi"; may be empty.
    pub count_unit: String,
}

table! {
    task:
    /// A task as kept.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
    pub struct KeptTask {
        /// Id.
        pub id: TaskId,
        /// The plan.
        pub plan: PlanId,
        /// [`nhip_core::plan::Task::id`], by which reports name it.
        pub code: String,
        /// The task it was split from.
        pub parent: Option<TaskId>,
        /// [`nhip_core::plan::PlanUnit::id`] of the unit or group that owes it.
        pub named: String,
        /// Where it stands in the plan.
        pub place: i64,
        /// Its words.
        pub text: String,
        /// By when, as printed.
        pub due: Option<String>,
        /// What has become of it.
        pub state: TaskState,
        /// What it counts.
        pub indicators: Vec<Indicator>,
        /// [`nhip_core::plan::Theme::n`] of the theme a person said it is about.
        pub theme: Option<i64>,
        /// Grows with every change: a stale page is refused by it.
        pub revision: i64,
    }
}

kept_as_json!(Vec<Indicator>);

/// Adds a task; [`StoreError::Taken`] where the plan has one with its code.
pub async fn add(tx: &mut Tx, task: &KeptTask) -> Result<()> {
    task.insert(tx).await?;
    made::task(tx, task).await
}

/// Changes what has become of a task and what it counts; [`StoreError::Taken`] where somebody
/// was quicker.
pub async fn change(tx: &mut Tx, task: &KeptTask) -> Result<()> {
    let changed = tx
        .run(
            "UPDATE task SET state = $3, indicators = $4, theme = $5, revision = revision + 1
             WHERE id = $1 AND revision = $2",
            values![
                &task.id,
                task.revision,
                task.state.code(),
                serde_json::to_string(&task.indicators)?,
                task.theme,
            ],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Taken);
    }
    Ok(())
}

/// The task with this id.
pub async fn by_id(db: &Db, id: &TaskId) -> Result<Option<KeptTask>> {
    db.first(task!("WHERE id = $1"), values![id]).await
}

/// All tasks of all plans, inside a change.
pub(crate) async fn all_in(tx: &mut Tx) -> Result<Vec<KeptTask>> {
    tx.all(task!("ORDER BY plan, place, code"), values![]).await
}

/// The task of a plan that reports know by this code.
pub async fn by_code(db: &Db, plan: &PlanId, code: &str) -> Result<Option<KeptTask>> {
    db.first(task!("WHERE plan = $1 AND code = $2"), values![plan, code])
        .await
}

/// The tasks of a plan in its order.
pub async fn of_plan(db: &Db, plan: &PlanId) -> Result<Vec<KeptTask>> {
    db.all(task!("WHERE plan = $1 ORDER BY place, code"), values![plan])
        .await
}

/// Gives a task the words, the place and the owner a new version of its plan has for it.
pub async fn reword(tx: &mut Tx, task: &KeptTask) -> Result<()> {
    tx.run(
        "UPDATE task SET named = $2, place = $3, text = $4, due = $5, state = $6, revision = revision + 1
         WHERE id = $1",
        values![
            &task.id,
            &task.named,
            task.place,
            &task.text,
            task.due.as_deref(),
            task.state.code(),
        ],
    )
    .await?;
    made::task(tx, task).await
}

/// Makes room behind a place, so that the parts of a split task stand behind it.
pub async fn make_room(tx: &mut Tx, plan: &PlanId, behind: i64, room: i64) -> Result<()> {
    tx.run(
        "UPDATE task SET place = place + $3 WHERE plan = $1 AND place > $2",
        values![plan, behind, room],
    )
    .await
    .map(drop)
}
