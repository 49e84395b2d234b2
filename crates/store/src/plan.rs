//! Plans as read and confirmed, and which real units stand behind the units they name.

use nhip_core::deadline::{DueRule, Window};
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use sqlx::FromRow;

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search::made;
use crate::value::Time;
use crate::values;

/// How far a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// Read, being corrected.
    Read,
    /// In force: its months run.
    Confirmed,
    /// A newer version is in force.
    Replaced,
}

impl PlanState {
    /// As kept.
    pub fn code(self) -> &'static str {
        match self {
            PlanState::Read => "read",
            PlanState::Confirmed => "confirmed",
            PlanState::Replaced => "replaced",
        }
    }

    fn parse(code: &str) -> Result<PlanState> {
        [PlanState::Read, PlanState::Confirmed, PlanState::Replaced]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| StoreError::Database(format!("unknown state of a plan: {code}")))
    }
}

/// A plan as kept.
#[derive(Debug, Clone)]
pub struct KeptPlan {
    /// Id.
    pub id: String,
    /// The unit whose plan it is, and which consolidates.
    pub unit: String,
    /// The plan above it.
    pub parent: Option<String>,
    /// The version before it.
    pub replaces: Option<String>,
    /// SHA-256 of the file.
    pub document: String,
    /// How far it has come.
    pub state: PlanState,
    /// What was read and corrected.
    pub reading: Plan,
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
    pub created_by: String,
    /// When.
    pub created_at: Time,
}

#[derive(FromRow)]
struct PlanRow {
    id: String,
    unit: String,
    parent: Option<String>,
    replaces: Option<String>,
    document: String,
    state: String,
    reading: String,
    due: String,
    data_window: String,
    first_month: String,
    last_month: Option<String>,
    revision: i64,
    created_by: String,
    created_at: i64,
}

pub(crate) fn month(text: &str) -> Result<Month> {
    Month::parse(text).map_err(|_| StoreError::Database(format!("not a month: {text}")))
}

impl PlanRow {
    fn kept(self) -> Result<KeptPlan> {
        Ok(KeptPlan {
            state: PlanState::parse(&self.state)?,
            reading: serde_json::from_str(&self.reading)?,
            due: serde_json::from_str(&self.due)?,
            window: serde_json::from_str(&self.data_window)?,
            first_month: month(&self.first_month)?,
            last_month: self.last_month.as_deref().map(month).transpose()?,
            created_at: Time(self.created_at),
            id: self.id,
            unit: self.unit,
            parent: self.parent,
            replaces: self.replaces,
            document: self.document,
            revision: self.revision,
            created_by: self.created_by,
        })
    }
}

/// Keeps a file, once.
pub async fn keep_document(
    tx: &mut Tx,
    digest: &str,
    name: &str,
    content: Vec<u8>,
    at: Time,
) -> Result<()> {
    tx.run(
        "INSERT INTO document (digest, name, content, added_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (digest) DO NOTHING",
        values![digest, name, content, at],
    )
    .await
    .map(drop)
}

/// Name and content of a file.
pub async fn document(db: &Db, digest: &str) -> Result<(String, Vec<u8>)> {
    db.one(
        "SELECT name, content FROM document WHERE digest = $1",
        values![digest],
    )
    .await
}

/// Digests of all files.
pub async fn documents(db: &Db) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all("SELECT digest FROM document ORDER BY digest", values![])
        .await?;
    Ok(rows.into_iter().map(|(digest,)| digest).collect())
}

/// Adds a plan.
pub async fn add(tx: &mut Tx, plan: &KeptPlan) -> Result<()> {
    let number = plan
        .reading
        .number_symbol
        .as_ref()
        .map_or("", |number| number.normalized.as_str());
    let subject = plan.reading.title.subject.as_deref().unwrap_or_default();
    tx.run(
        "INSERT INTO plan (id, unit, parent, replaces, document, number, subject, state, reading, due, data_window, first_month, last_month, revision, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        values![
            &plan.id,
            &plan.unit,
            plan.parent.as_deref(),
            plan.replaces.as_deref(),
            &plan.document,
            number,
            subject,
            plan.state.code(),
            serde_json::to_string(&plan.reading)?,
            serde_json::to_string(&plan.due)?,
            serde_json::to_string(&plan.window)?,
            plan.first_month,
            plan.last_month.map(|month| month.to_string()),
            plan.revision,
            &plan.created_by,
            plan.created_at,
        ],
    )
    .await?;
    made::plan(tx, plan).await
}

/// Changes what was read, when reports are due and which months run. [`StoreError::Taken`] where
/// somebody was quicker: the plan no longer has the revision it was read with.
pub async fn change(tx: &mut Tx, plan: &KeptPlan) -> Result<()> {
    let number = plan
        .reading
        .number_symbol
        .as_ref()
        .map_or("", |number| number.normalized.as_str());
    let subject = plan.reading.title.subject.as_deref().unwrap_or_default();
    let changed = tx
        .run(
            "UPDATE plan SET number = $3, subject = $4, state = $5, reading = $6, due = $7, data_window = $8,
               first_month = $9, last_month = $10, revision = revision + 1
             WHERE id = $1 AND revision = $2",
            values![
                &plan.id,
                plan.revision,
                number,
                subject,
                plan.state.code(),
                serde_json::to_string(&plan.reading)?,
                serde_json::to_string(&plan.due)?,
                serde_json::to_string(&plan.window)?,
                plan.first_month,
                plan.last_month.map(|month| month.to_string()),
            ],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Taken);
    }
    made::plan(tx, plan).await
}

/// Notes who confirmed a plan.
pub async fn confirmed(tx: &mut Tx, id: &str, by: &str, at: Time) -> Result<()> {
    tx.run(
        "UPDATE plan SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1",
        values![id, by, at],
    )
    .await
    .map(drop)
}

/// The plan with this id.
pub async fn by_id(db: &Db, id: &str) -> Result<Option<KeptPlan>> {
    let row: Option<PlanRow> = db
        .first(
            "SELECT id, unit, parent, replaces, document, state, reading, due, data_window, first_month, last_month, revision, created_by, created_at
             FROM plan WHERE id = $1",
            values![id],
        )
        .await?;
    row.map(PlanRow::kept).transpose()
}

const ALL: &str = "SELECT id, unit, parent, replaces, document, state, reading, due, data_window, first_month, last_month, revision, created_by, created_at
     FROM plan ORDER BY created_at DESC, id DESC";

/// All plans, the newest first.
pub async fn all(db: &Db) -> Result<Vec<KeptPlan>> {
    let rows: Vec<PlanRow> = db.all(ALL, values![]).await?;
    rows.into_iter().map(PlanRow::kept).collect()
}

/// As [`all`], inside a change.
pub(crate) async fn all_in(tx: &mut Tx) -> Result<Vec<KeptPlan>> {
    let rows: Vec<PlanRow> = tx.all(ALL, values![]).await?;
    rows.into_iter().map(PlanRow::kept).collect()
}

/// A real unit behind a unit or group the plan names.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Owner {
    /// [`nhip_core::plan::PlanUnit::id`].
    pub named: String,
    /// The real unit.
    pub unit: String,
}

/// Who owes the plan's tasks.
pub async fn owners(db: &Db, plan: &str) -> Result<Vec<Owner>> {
    db.all(
        "SELECT named, unit FROM plan_owner WHERE plan = $1 ORDER BY named, unit",
        values![plan],
    )
    .await
}

/// Sets who owes the plan's tasks.
pub async fn set_owners(tx: &mut Tx, plan: &str, owners: &[Owner]) -> Result<()> {
    tx.run("DELETE FROM plan_owner WHERE plan = $1", values![plan])
        .await?;
    for owner in owners {
        tx.run(
            "INSERT INTO plan_owner (plan, named, unit) VALUES ($1, $2, $3)",
            values![plan, &owner.named, &owner.unit],
        )
        .await?;
    }
    Ok(())
}

/// Ids of the confirmed plans under which a unit owes something.
pub async fn owed_by(db: &Db, unit: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(
            "SELECT DISTINCT plan.id FROM plan JOIN plan_owner ON plan_owner.plan = plan.id
             WHERE plan_owner.unit = $1 AND plan.state = 'confirmed' ORDER BY plan.id",
            values![unit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
