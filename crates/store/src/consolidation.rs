//! Consolidated months by version, the words changed in them, and who has received them.
//!
//! What it is made from is in [`crate::report`].

pub mod paper;

use nhip_core::consolidation::{Consolidation, Written};
use nhip_core::id::{AccountId, ConsolidationId, PlanId, UnitId};
use nhip_core::period::Month;

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::table::Kept;
use crate::value::Time;
use crate::values;

/// How far a consolidation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Renewed whenever asked.
    Draft,
    /// Signed off; changes only by a new version.
    Signed,
    /// A newer version was signed.
    Replaced,
}

kept_as_words!(Stage: Draft "draft", Signed "signed", Replaced "replaced");

table! {
    consolidation:
    /// A consolidation without what it says.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Head {
        /// Id.
        pub id: ConsolidationId,
        /// The plan.
        pub plan: PlanId,
        /// The unit that consolidates.
        pub unit: UnitId,
        /// The month.
        pub month: Month,
        /// Version, from 1.
        pub version: i64,
        /// How far it has come.
        pub stage: Stage as state,
        /// [`Consolidation::fingerprint`].
        pub fingerprint: String,
        /// When it was made or last renewed.
        pub made_at: Time,
        /// Who signed.
        pub signed_by: Option<AccountId>,
        /// When.
        pub signed_at: Option<Time>,
    }
    beside |_, result: String| { result: result }
}

/// The consolidation with this id.
pub async fn by_id(db: &Db, id: &ConsolidationId) -> Result<Option<Head>> {
    db.first(consolidation!("WHERE id = $1"), values![id]).await
}

/// All versions of all months, the newest month and version first.
pub async fn all(db: &Db) -> Result<Vec<Head>> {
    db.all(
        consolidation!("ORDER BY month DESC, plan, version DESC"),
        values![],
    )
    .await
}

/// The newest version of a month, inside a change that is about to follow it.
pub async fn newest(tx: &mut Tx, plan: &PlanId, month: Month) -> Result<Option<Head>> {
    tx.first(
        consolidation!("WHERE plan = $1 AND month = $2 ORDER BY version DESC LIMIT 1"),
        values![plan, month],
    )
    .await
}

/// The draft of a month, if one is open.
pub async fn draft(db: &Db, plan: &PlanId, month: Month) -> Result<Option<Head>> {
    db.first(
        consolidation!("WHERE plan = $1 AND month = $2 AND state = 'draft'"),
        values![plan, month],
    )
    .await
}

/// The last month of a plan that was signed.
pub async fn last_signed(db: &Db, plan: &PlanId) -> Result<Option<Month>> {
    let row: Option<(String,)> = db
        .first(
            "SELECT month FROM consolidation WHERE plan = $1 AND state <> 'draft' ORDER BY month DESC LIMIT 1",
            values![plan],
        )
        .await?;
    row.map(|(month,)| Month::read(month)).transpose()
}

/// The version of the same month that stood before this one.
pub async fn before(db: &Db, head: &Head) -> Result<Option<Head>> {
    db.first(
        consolidation!(
            "WHERE plan = $1 AND month = $2 AND version < $3 ORDER BY version DESC LIMIT 1"
        ),
        values![&head.plan, head.month, head.version],
    )
    .await
}

/// Ids of all versions of all months.
pub async fn ids(db: &Db) -> Result<Vec<ConsolidationId>> {
    let rows: Vec<(ConsolidationId,)> = db
        .all("SELECT id FROM consolidation ORDER BY id", values![])
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What a consolidation says.
pub async fn result(db: &Db, id: &ConsolidationId) -> Result<Consolidation> {
    let (text,): (String,) = db
        .one(
            "SELECT result FROM consolidation WHERE id = $1",
            values![id],
        )
        .await?;
    Ok(serde_json::from_str(&text)?)
}

/// Adds a version; [`StoreError::Taken`] where somebody was quicker.
pub async fn add(tx: &mut Tx, head: &Head, said: Written) -> Result<()> {
    head.insert(tx, said.into_json()).await
}

/// Renews a draft; [`StoreError::Taken`] where it is no draft any more.
pub async fn renew(tx: &mut Tx, id: &ConsolidationId, said: Written, at: Time) -> Result<()> {
    let fingerprint = said.result.fingerprint.clone();
    let changed = tx
        .run(
            "UPDATE consolidation SET fingerprint = $2, result = $3, made_at = $4
             WHERE id = $1 AND state = 'draft'",
            values![id, fingerprint, said.into_json(), at],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Taken);
    }
    Ok(())
}

/// Signs a draft whose result has this fingerprint, and sets the version before aside;
/// [`StoreError::Taken`] where the draft is another by now.
pub async fn sign(tx: &mut Tx, head: &Head, by: &AccountId, at: Time) -> Result<()> {
    let changed = tx
        .run(
            "UPDATE consolidation SET state = 'signed', signed_by = $3, signed_at = $4
             WHERE id = $1 AND state = 'draft' AND fingerprint = $2",
            values![&head.id, &head.fingerprint, by, at],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Taken);
    }
    tx.run(
        "UPDATE consolidation SET state = 'replaced' WHERE plan = $1 AND month = $2 AND version < $3",
        values![&head.plan, head.month, head.version],
    )
    .await
    .map(drop)
}
