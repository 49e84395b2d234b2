//! More time granted to a unit for a month's report.

use chrono::NaiveDateTime;
use nhip_core::deadline::Extension;
use nhip_core::id::{PlanId, UnitId};
use nhip_core::period::Month;

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

table! {
    extension:
    /// An extension as kept.
    #[derive(Debug, Clone, PartialEq)]
    pub struct KeptExtension {
        /// Id.
        pub id: String,
        /// The plan.
        pub plan: PlanId,
        /// Whom it was granted.
        pub unit: UnitId,
        /// The month.
        pub month: Month,
        /// Until when.
        pub until: NaiveDateTime,
        /// Why.
        pub reason: String,
        /// Who granted it.
        pub granted_by: String,
        /// When.
        pub granted_at: Time,
    }
}

impl KeptExtension {
    /// As a deadline takes it.
    pub fn extension(&self) -> Extension {
        Extension {
            unit: self.unit.clone(),
            until: self.until,
            reason: self.reason.clone(),
            granted_by: self.granted_by.clone(),
        }
    }
}

/// Grants more time.
pub async fn add(tx: &mut Tx, kept: &KeptExtension) -> Result<()> {
    kept.insert(tx).await
}

/// Extensions of some months of a plan, in the order they were granted.
pub async fn of_months(
    db: &Db,
    plan: &PlanId,
    first: Month,
    last: Month,
) -> Result<Vec<KeptExtension>> {
    db.all(
        extension!("WHERE plan = $1 AND month >= $2 AND month <= $3 ORDER BY granted_at, id"),
        values![plan, first, last],
    )
    .await
}

/// Extensions of a unit under a plan, in the order they were granted.
pub async fn of_unit(db: &Db, plan: &PlanId, unit: &UnitId) -> Result<Vec<KeptExtension>> {
    db.all(
        extension!("WHERE plan = $1 AND unit = $2 ORDER BY granted_at, id"),
        values![plan, unit],
    )
    .await
}
