//! Activities: what was done for a plan's tasks, by unit and month of the report it goes into.

use nhip_core::activity::Activity;
use nhip_core::id::{AccountId, ActivityId, PlanId, UnitId};
use nhip_core::period::Month;

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search;
use crate::value::Time;
use crate::values;

table! {
    activity:
    /// An activity as kept.
    #[derive(Debug, Clone, PartialEq)]
    pub struct KeptActivity {
        /// What was done, by which unit.
        pub activity: Activity as record,
        /// Id of the plan.
        pub plan: PlanId,
        /// The month whose report it goes into, by the plan's data window.
        pub month: Month,
        /// Who entered it.
        pub created_by: AccountId,
        /// When.
        pub created_at: Time,
    }
    beside |kept| {
        id: &kept.activity.id,
        unit: &kept.activity.done.unit,
        day: kept.activity.done.day,
        task: &kept.activity.done.task,
    }
}

kept_as_json!(Activity);

/// Records an activity; [`StoreError::Taken`] where its id is known.
pub async fn add(tx: &mut Tx, kept: &KeptActivity) -> Result<()> {
    kept.insert(tx).await?;
    search::made::activity(tx, kept).await
}

/// Takes an activity back; [`StoreError::NotFound`] where it is not there, or not any more.
pub async fn remove(tx: &mut Tx, id: &ActivityId, at: Time) -> Result<()> {
    let removed = tx
        .run(
            "UPDATE activity SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL",
            values![id, at],
        )
        .await?;
    if removed == 0 {
        return Err(StoreError::NotFound);
    }
    crate::photo::remove_all(tx, id).await?;
    search::take_out(tx, search::Kind::Activity, id).await
}

/// Everything that was done, the first recorded first, inside a change.
pub(crate) async fn all_in(tx: &mut Tx) -> Result<Vec<KeptActivity>> {
    tx.all(
        activity!("WHERE removed_at IS NULL ORDER BY created_at, id"),
        values![],
    )
    .await
}

/// The activity with this id, unless it was taken back.
pub async fn by_id(db: &Db, id: &ActivityId) -> Result<Option<KeptActivity>> {
    db.first(
        activity!("WHERE id = $1 AND removed_at IS NULL"),
        values![id],
    )
    .await
}

/// What a unit did under a plan in a month, by day.
pub async fn of_month(
    db: &Db,
    plan: &PlanId,
    unit: &UnitId,
    month: Month,
) -> Result<Vec<KeptActivity>> {
    db.all(activity!("WHERE plan = $1 AND unit = $2 AND month = $3 AND removed_at IS NULL ORDER BY day, created_at, id"), values![plan, unit, month]).await
}

/// What all units did for a task, the last first; at most so many.
pub async fn of_task(db: &Db, plan: &PlanId, task: &str, most: i64) -> Result<Vec<KeptActivity>> {
    db.all(activity!("WHERE plan = $1 AND task = $2 AND removed_at IS NULL ORDER BY day DESC, created_at DESC, id LIMIT $3"), values![plan, task, most]).await
}

/// How many activities each unit has for each task of a plan: task, unit, number.
pub async fn counts(db: &Db, plan: &PlanId) -> Result<Vec<(String, UnitId, i64)>> {
    db.all(
        "SELECT task, unit, COUNT(*) FROM activity
         WHERE plan = $1 AND removed_at IS NULL GROUP BY task, unit ORDER BY task, unit",
        values![plan],
    )
    .await
}

/// What all units did under a plan in its months from `first` to `last`, by day: for pictures.
pub async fn of_plan(
    db: &Db,
    plan: &PlanId,
    first: Month,
    last: Month,
) -> Result<Vec<KeptActivity>> {
    db.all(activity!("WHERE plan = $1 AND month >= $2 AND month <= $3 AND removed_at IS NULL ORDER BY day, created_at, id"), values![plan, first, last]).await
}
