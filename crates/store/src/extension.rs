//! More time granted to a unit for a month's report.

use nhip_core::deadline::Extension;
use nhip_core::period::Month;
use sqlx::FromRow;

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

/// An extension as kept. [`Extension::unit`] holds the unit's id here.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptExtension {
    /// Id.
    pub id: String,
    /// The plan.
    pub plan: String,
    /// The month.
    pub month: Month,
    /// What was granted.
    pub extension: Extension,
    /// When.
    pub granted_at: Time,
}

#[derive(FromRow)]
struct ExtensionRow {
    id: String,
    unit: String,
    until: i64,
    reason: String,
    granted_by: String,
    granted_at: i64,
}

/// Grants more time.
pub async fn add(tx: &mut Tx, kept: &KeptExtension) -> Result<()> {
    let Extension {
        unit,
        until,
        reason,
        granted_by,
    } = &kept.extension;
    tx.run(
        "INSERT INTO extension (id, plan, unit, month, until, reason, granted_by, granted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            &kept.id,
            &kept.plan,
            unit,
            kept.month,
            Time::of_local(*until),
            reason,
            granted_by,
            kept.granted_at,
        ],
    )
    .await
    .map(drop)
}

/// Extensions of a plan's month, in the order they were granted.
pub async fn of_month(db: &Db, plan: &str, month: Month) -> Result<Vec<KeptExtension>> {
    let rows: Vec<ExtensionRow> = db
        .all(
            "SELECT id, unit, until, reason, granted_by, granted_at FROM extension
             WHERE plan = $1 AND month = $2 ORDER BY granted_at, id",
            values![plan, month],
        )
        .await?;
    let kept = |row: ExtensionRow| KeptExtension {
        id: row.id,
        plan: plan.to_owned(),
        month,
        extension: Extension {
            unit: row.unit,
            until: Time(row.until).local(),
            reason: row.reason,
            granted_by: row.granted_by,
        },
        granted_at: Time(row.granted_at),
    };
    Ok(rows.into_iter().map(kept).collect())
}
