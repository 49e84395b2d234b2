//! Plans as read and confirmed, and which real units stand behind the units they name.
//!
//! | module | what it keeps |
//! |---|---|
//! | `file` | the files plans and forms came as |
//! | `owner` | the real units |
//! | [`version`] | a plan's earlier texts, and which text was in force in a month |
//! | `parsed` | plans parsed last |
//! | [`cited`] | texts of cited documents |

pub mod cited;
mod file;
mod owner;
mod parsed;
pub mod version;

use nhip_core::id::{AccountId, EditionId, PlanId, UnitId};
use std::sync::Arc;

use nhip_core::deadline::{DueRule, Window};
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::plan::course::Course;

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search::made;
use crate::value::Time;
use crate::values;

pub use file::{document, documents, keep_document};
pub use owner::{Owner, all_owners, owed_by, owners, owners_among, set_owners};
pub(crate) use parsed::{Readings, all_in};

/// How far a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// Read, being corrected.
    Read,
    /// In force: its months run.
    Confirmed,
    /// An earlier text of a plan: it was in force, another is now.
    Replaced,
}

kept_as_words!(PlanState: Read "read", Confirmed "confirmed", Replaced "replaced");
kept_as_json!(DueRule, Window, Course);

/// A plan as kept.
#[derive(Debug, Clone)]
pub struct KeptPlan {
    /// Id.
    pub id: PlanId,
    /// The unit whose plan it is, and which consolidates.
    pub unit: UnitId,
    /// The plan above it.
    pub parent: Option<PlanId>,
    /// The plan it is another text of: the one a new version will change, or the one whose
    /// earlier text this is. `None` for the plan itself.
    pub replaces: Option<PlanId>,
    /// SHA-256 of the file.
    pub document: String,
    /// How far it has come.
    pub state: PlanState,
    /// What was read and corrected.
    pub reading: Arc<Plan>,
    /// Id under which this text and who owes its tasks are kept: the plan's own, or that of the
    /// earlier text that was in force in a month ([`version::in_month`]).
    pub edition: EditionId,
    /// What applied before each change.
    pub earlier: Course,
    /// When reports are due.
    pub due: DueRule,
    /// Which days they are about.
    pub window: Window,
    /// First month that is reported on.
    pub first_month: Month,
    /// Last month, if the plan ends.
    pub last_month: Option<Month>,
    /// Grows with every change: a stale page is refused by it.
    pub revision: i64,
    /// Who brought it in.
    pub created_by: AccountId,
    /// When.
    pub created_at: Time,
}

struct PlanRow {
    id: PlanId,
    unit: UnitId,
    parent: Option<PlanId>,
    replaces: Option<PlanId>,
    document: String,
    state: PlanState,
    earlier: Course,
    due: DueRule,
    data_window: Window,
    first_month: Month,
    last_month: Option<Month>,
    revision: i64,
    created_by: AccountId,
    created_at: Time,
}

from_row!(PlanRow {
    id,
    unit,
    parent,
    replaces,
    document,
    state,
    earlier,
    due,
    data_window,
    first_month,
    last_month,
    revision,
    created_by,
    created_at
});

impl PlanRow {
    fn kept(self, reading: Arc<Plan>) -> KeptPlan {
        KeptPlan {
            reading,
            edition: EditionId::from(&self.id),
            id: self.id,
            unit: self.unit,
            parent: self.parent,
            replaces: self.replaces,
            document: self.document,
            state: self.state,
            earlier: self.earlier,
            due: self.due,
            window: self.data_window,
            first_month: self.first_month,
            last_month: self.last_month,
            revision: self.revision,
            created_by: self.created_by,
            created_at: self.created_at,
        }
    }
}

/// Number and subject of a plan, empty where it has none.
fn called(plan: &KeptPlan) -> (&str, &str) {
    let reading = &plan.reading;
    let number = reading.number_symbol.as_ref();
    let subject = reading.title.subject.as_deref();
    let number = number.map(|number| number.normalized.as_str());
    (number.unwrap_or_default(), subject.unwrap_or_default())
}

/// Adds a plan.
pub async fn add(tx: &mut Tx, plan: &KeptPlan) -> Result<()> {
    let (number, subject) = called(plan);
    tx.run(
        "INSERT INTO plan (id, unit, parent, replaces, document, number, subject, state, reading, due, data_window, first_month, last_month, revision, created_by, created_at, earlier)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        values![
            &plan.id,
            &plan.unit,
            plan.parent.as_ref(),
            plan.replaces.as_ref(),
            &plan.document,
            number,
            subject,
            plan.state.code(),
            serde_json::to_string(plan.reading.as_ref())?,
            serde_json::to_string(&plan.due)?,
            serde_json::to_string(&plan.window)?,
            plan.first_month,
            plan.last_month.map(|month| month.to_string()),
            plan.revision,
            &plan.created_by,
            plan.created_at,
            serde_json::to_string(&plan.earlier)?,
        ],
    )
    .await?;
    made::plan(tx, plan).await
}

/// Changes what was read, when reports are due and which months run. [`StoreError::Taken`] where
/// somebody was quicker: the plan no longer has the revision it was read with.
pub async fn change(tx: &mut Tx, plan: &KeptPlan) -> Result<()> {
    let (number, subject) = called(plan);
    let changed = tx
        .run(
            "UPDATE plan SET number = $3, subject = $4, state = $5, reading = $6, due = $7, data_window = $8,
               first_month = $9, last_month = $10, document = $11, parent = $12, earlier = $13,
               revision = revision + 1
             WHERE id = $1 AND revision = $2",
            values![
                &plan.id,
                plan.revision,
                number,
                subject,
                plan.state.code(),
                serde_json::to_string(plan.reading.as_ref())?,
                serde_json::to_string(&plan.due)?,
                serde_json::to_string(&plan.window)?,
                plan.first_month,
                plan.last_month.map(|month| month.to_string()),
                &plan.document,
                plan.parent.as_ref(),
                serde_json::to_string(&plan.earlier)?,
            ],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Taken);
    }
    made::plan(tx, plan).await
}

/// Notes who confirmed a plan.
pub async fn confirmed(tx: &mut Tx, id: &PlanId, by: &AccountId, at: Time) -> Result<()> {
    tx.run(
        "UPDATE plan SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1",
        values![id, by, at],
    )
    .await
    .map(drop)
}

/// The plan with this id.
pub async fn by_id(db: &Db, id: &PlanId) -> Result<Option<KeptPlan>> {
    let row: Option<PlanRow> = db
        .first(
            "SELECT id, unit, parent, replaces, document, state, earlier, due, data_window, first_month, last_month, revision, created_by, created_at
             FROM plan WHERE id = $1",
            values![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let reading = parsed::reading(db, &row.id, row.revision, row.created_at).await?;
    Ok(Some(row.kept(reading)))
}

const ALL: &str = "SELECT id, unit, parent, replaces, document, state, earlier, due, data_window, first_month, last_month, revision, created_by, created_at
     FROM plan WHERE state <> 'replaced' ORDER BY created_at DESC, id DESC";

/// All plans but earlier texts of them, the newest first.
pub async fn all(db: &Db) -> Result<Vec<KeptPlan>> {
    let rows: Vec<PlanRow> = db.all(ALL, values![]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let reading = parsed::reading(db, &row.id, row.revision, row.created_at).await?;
        found.push(row.kept(reading));
    }
    Ok(found)
}
