//! The versions of a plan. The plan keeps its id, and with it its reports, activities and tasks;
//! the text it had before goes on under an id of its own, for the months it was in force.

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search::made;
use crate::value::Time;
use crate::values;
use nhip_core::deadline::{DueRule, Window};
use nhip_core::id::PlanId;
use nhip_core::period::Month;

use super::{KeptPlan, PlanState};

/// The plan as it was in a month: its id, the text and the owners then.
pub async fn in_month(db: &Db, plan: &KeptPlan, month: Month) -> Result<KeptPlan> {
    let Some(text) = plan.earlier.text(month) else {
        return Ok(plan.clone());
    };
    let then = super::by_id(db, &PlanId::from(text.as_str()))
        .await?
        .ok_or(StoreError::NotFound)?;
    Ok(KeptPlan {
        reading: then.reading,
        edition: then.edition,
        document: then.document,
        ..plan.clone()
    })
}

/// Keeps what a plan said so far under an id of its own, and lets a version that was read take its
/// place. `plan` is the plan as it will be, `before` its earlier text with a new id, `read` the id
/// of the version, which is no more. [`StoreError::Taken`] where somebody was quicker with either.
pub async fn take_over(
    tx: &mut Tx,
    plan: &KeptPlan,
    before: &KeptPlan,
    read: (&PlanId, i64),
) -> Result<()> {
    super::add(tx, before).await?;
    // Rows move to another key by being written there and removed here: both are told of.
    move_owners(tx, &plan.id, &before.id).await?;
    move_owners(tx, read.0, &plan.id).await?;
    // What was attached to the version is at hand for the plan, unless the plan has its own.
    tx.run(
        "INSERT INTO cited_text (plan, number, document, name, added_by, added_at)
         SELECT $2, number, document, name, added_by, added_at FROM cited_text WHERE plan = $1
         ON CONFLICT (plan, number) DO NOTHING",
        values![read.0, &plan.id],
    )
    .await?;
    for sql in [
        "DELETE FROM task_under WHERE plan = $1",
        "DELETE FROM cited_text WHERE plan = $1",
    ] {
        tx.run(sql, values![read.0]).await?;
    }
    let gone = tx
        .run(
            "DELETE FROM plan WHERE id = $1 AND revision = $2 AND state = 'read'",
            values![read.0, read.1],
        )
        .await?;
    if gone == 0 {
        return Err(StoreError::Taken);
    }
    made::no_plan(tx, read.0).await?;
    super::change(tx, plan).await
}

async fn move_owners(tx: &mut Tx, from: &str, to: &str) -> Result<()> {
    tx.run(
        "INSERT INTO plan_owner (plan, named, unit) SELECT $2, named, unit FROM plan_owner WHERE plan = $1",
        values![from, to],
    )
    .await?;
    tx.run("DELETE FROM plan_owner WHERE plan = $1", values![from])
        .await
        .map(drop)
}

/// An earlier text of a plan, or a new version of it that is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Id.
    pub id: PlanId,
    /// How far it has come.
    pub state: PlanState,
    /// When it came in.
    pub created_at: Time,
}

from_row!(Text {
    id,
    state,
    created_at
});

impl Text {
    /// Whether it waits to be confirmed.
    pub fn is_read(&self) -> bool {
        self.state == PlanState::Read
    }
}

/// The other texts of a plan, the newest first.
pub async fn texts(db: &Db, plan: &PlanId) -> Result<Vec<Text>> {
    db.all(
        "SELECT id, state, created_at FROM plan WHERE replaces = $1 ORDER BY created_at DESC, id DESC",
        values![plan],
    )
    .await
}

/// The plans in force under this one.
pub async fn below(db: &Db, plan: &PlanId) -> Result<Vec<KeptPlan>> {
    let rows: Vec<(PlanId,)> = db
        .all(
            "SELECT id FROM plan WHERE parent = $1 AND state = 'confirmed' ORDER BY unit, id",
            values![plan],
        )
        .await?;
    let mut found = Vec::new();
    for (id,) in rows {
        found.extend(super::by_id(db, &id).await?);
    }
    Ok(found)
}

impl KeptPlan {
    /// When the reports of a month are due, as it applied then.
    pub fn due_in(&self, month: Month) -> &DueRule {
        let then = self.earlier.stretch(month);
        then.map_or(&self.due, |then| &then.due)
    }

    /// Which days the reports of a month are about, as it applied then.
    pub fn window_in(&self, month: Month) -> &Window {
        let then = self.earlier.stretch(month);
        then.map_or(&self.window, |then| &then.window)
    }
}
