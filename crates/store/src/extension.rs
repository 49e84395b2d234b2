//! More time granted to a unit for a month's report.

use nhip_core::deadline::Extension;
use nhip_core::period::Month;

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
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

struct ExtensionRow {
    id: String,
    unit: String,
    month: String,
    until: i64,
    reason: String,
    granted_by: String,
    granted_at: i64,
}

from_row!(ExtensionRow {
    id,
    unit,
    month,
    until,
    reason,
    granted_by,
    granted_at
});

impl ExtensionRow {
    fn kept(self, plan: &str) -> Result<KeptExtension> {
        let month = Month::parse(&self.month);
        Ok(KeptExtension {
            id: self.id,
            plan: plan.to_owned(),
            month: month.map_err(|error| StoreError::Database(error.en))?,
            extension: Extension {
                unit: self.unit,
                until: Time(self.until).local(),
                reason: self.reason,
                granted_by: self.granted_by,
            },
            granted_at: Time(self.granted_at),
        })
    }
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

/// Extensions of some months of a plan, in the order they were granted.
pub async fn of_months(
    db: &Db,
    plan: &str,
    first: Month,
    last: Month,
) -> Result<Vec<KeptExtension>> {
    let rows: Vec<ExtensionRow> = db
        .all(
            "SELECT id, unit, month, until, reason, granted_by, granted_at FROM extension
             WHERE plan = $1 AND month >= $2 AND month <= $3 ORDER BY granted_at, id",
            values![plan, first, last],
        )
        .await?;
    rows.into_iter().map(|row| row.kept(plan)).collect()
}

/// Extensions of a unit under a plan, in the order they were granted.
pub async fn of_unit(db: &Db, plan: &str, unit: &str) -> Result<Vec<KeptExtension>> {
    let rows: Vec<ExtensionRow> = db
        .all(
            "SELECT id, unit, month, until, reason, granted_by, granted_at FROM extension
             WHERE plan = $1 AND unit = $2 ORDER BY granted_at, id",
            values![plan, unit],
        )
        .await?;
    rows.into_iter().map(|row| row.kept(plan)).collect()
}
