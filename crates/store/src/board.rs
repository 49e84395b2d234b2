//! What the board shows: reports of some months, more time granted, links to the wall screen.

use nhip_core::id::{AccountId, PlanId, ReportId, UnitId};
use nhip_core::period::Month;
use nhip_core::report::state::Stage;

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

kept_by_code!(Stage);

/// One version of a unit's report, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Id of the report.
    pub id: ReportId,
    /// The unit.
    pub unit: UnitId,
    /// The month.
    pub month: Month,
    /// Version, from 1.
    pub version: i64,
    /// Where it stands.
    pub stage: Stage,
    /// When it came in.
    pub arrived_at: Option<Time>,
}

from_row!(Standing {
    id,
    unit,
    month,
    version,
    stage,
    arrived_at
});

/// All reports of a plan in some months, both ends included: one question for the whole board.
pub async fn standings(db: &Db, plan: &PlanId, first: Month, last: Month) -> Result<Vec<Standing>> {
    db.all(
        "SELECT id, unit, month, version, stage, arrived_at FROM report
         WHERE plan = $1 AND month >= $2 AND month <= $3 ORDER BY unit, month, version",
        values![plan, first, last],
    )
    .await
}

table! {
    screen:
    /// A link to the wall screen; its secret is not kept.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Screen {
        /// Id.
        pub id: String,
        /// The unit whose board it shows.
        pub unit: UnitId,
        /// What it was named.
        pub name: String,
        /// Who made it.
        pub created_by: AccountId,
        /// When, microseconds.
        pub created_at: i64,
    }
    beside |_, digest: &str| { digest: digest }
}

/// Keeps a new link under the digest of its secret.
pub async fn add_screen(tx: &mut Tx, digest: &str, screen: &Screen) -> Result<()> {
    screen.insert(tx, digest).await
}

/// The link whose secret has this digest.
pub async fn screen(db: &Db, digest: &str) -> Result<Option<Screen>> {
    db.first(screen!("WHERE digest = $1"), values![digest])
        .await
}

/// The links of a unit, the oldest first.
pub async fn screens(db: &Db, unit: &UnitId) -> Result<Vec<Screen>> {
    db.all(
        screen!("WHERE unit = $1 ORDER BY created_at, id"),
        values![unit],
    )
    .await
}

/// Takes a link of a unit away; [`StoreError::NotFound`] where it has none of this id.
pub async fn revoke_screen(tx: &mut Tx, unit: &UnitId, id: &str) -> Result<()> {
    let gone = tx
        .run(
            "DELETE FROM screen WHERE id = $1 AND unit = $2",
            values![id, unit],
        )
        .await?;
    if gone == 0 {
        return Err(StoreError::NotFound);
    }
    Ok(())
}
