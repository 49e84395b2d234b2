//! Monthly reports: where each version stands, its boxes, explanations, and what it said when sent.
//!
//! | module | what it keeps |
//! |---|---|
//! | [`field`] | the boxes, saved as they are typed |
//! | [`said`] | explanations, the sent reading, forms handed in |

pub mod field;
pub mod said;

use nhip_core::deadline::Clocks;
use nhip_core::id::{PlanId, ReportId, UnitId};
use nhip_core::period::Month;
use nhip_core::report::state::State;

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

table! {
    report:
    /// One version of a unit's report of a month.
    #[derive(Debug, Clone, PartialEq)]
    pub struct KeptReport {
        /// Id.
        pub id: ReportId,
        /// Id of the plan.
        pub plan: PlanId,
        /// Id of the unit.
        pub unit: UnitId,
        /// The month reported on.
        pub month: Month,
        /// From 1.
        pub version: i64,
        /// Where it stands.
        pub state: State,
        /// Grows with every saved box and every step: a stale page is refused by it.
        pub revision: i64,
        /// When it was begun.
        pub opened_at: Time,
        /// When the unit closed its data.
        pub closed_at: Option<Time>,
        /// When its head signed: sent it last.
        pub signed_at: Option<Time>,
        /// When it first arrived: what decides whether it is late.
        pub arrived_at: Option<Time>,
    }
    beside |report| { stage: report.state.stage().code() }
}

kept_as_json!(State);

impl KeptReport {
    /// Its three clocks, as Vietnam's wall shows them.
    pub fn clocks(&self) -> Clocks {
        Clocks {
            data_closed: self.closed_at.map(Time::local),
            signed: self.signed_at.map(Time::local),
            arrived: self.arrived_at.map(Time::local),
        }
    }

    /// The version as the draft counts it.
    pub fn number(&self) -> u32 {
        u32::try_from(self.version).unwrap_or(u32::MAX)
    }
}

/// Begins a version; [`StoreError::Taken`] where somebody has begun it.
pub async fn open(tx: &mut Tx, report: &KeptReport) -> Result<()> {
    report.insert(tx).await?;
    crate::search::made::report(tx, &report.id).await
}

/// Keeps the state and the clocks of a report. [`StoreError::Taken`] where somebody was quicker:
/// it no longer has the revision it was read with. Gives the new revision.
pub async fn set_state(tx: &mut Tx, report: &KeptReport) -> Result<i64> {
    let changed = tx
        .run(
            "UPDATE report SET stage = $3, state = $4, closed_at = $5, signed_at = $6, arrived_at = $7,
               revision = revision + 1
             WHERE id = $1 AND revision = $2",
            values![
                &report.id,
                report.revision,
                report.state.stage().code(),
                serde_json::to_string(&report.state)?,
                report.closed_at,
                report.signed_at,
                report.arrived_at,
            ],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Taken);
    }
    Ok(report.revision + 1)
}

/// The states of many reports, each by id and revision.
const SET_STATES: Sql = Sql::Each {
    sqlite: "UPDATE report SET stage = json_extract(one.value, '$[2]'), state = json_extract(one.value, '$[3]'),
               revision = revision + 1
             FROM json_each($1) AS one
             WHERE report.id = json_extract(one.value, '$[0]') AND revision = json_extract(one.value, '$[1]')",
    postgres: "UPDATE report SET stage = one->>2, state = one->>3, revision = revision + 1
               FROM json_array_elements(CAST($1 AS json)) AS one
               WHERE report.id = one->>0 AND revision = CAST(one->>1 AS BIGINT)",
};

/// As [`set_state`] for many at once, their clocks left as they are: a whole month is joined.
pub async fn set_states(tx: &mut Tx, reports: &[KeptReport]) -> Result<()> {
    let mut rows = Vec::with_capacity(reports.len());
    for report in reports {
        let stage = report.state.stage().code();
        let state = serde_json::to_string(&report.state)?;
        rows.push((&report.id, report.revision, stage, state));
    }
    let changed = tx
        .run(SET_STATES, values![serde_json::to_string(&rows)?])
        .await?;
    match usize::try_from(changed) {
        Ok(changed) if changed == reports.len() => Ok(()),
        _ => Err(StoreError::Taken),
    }
}

/// Holds a report until the end of the change: on PostgreSQL by its row; SQLite has one writer.
async fn hold(tx: &mut Tx, id: &ReportId) -> Result<()> {
    if tx.is_postgres() {
        let same = "UPDATE report SET revision = revision WHERE id = $1";
        tx.run(same, values![id]).await?;
    }
    Ok(())
}

/// The report with this id.
pub async fn by_id(db: &Db, id: &ReportId) -> Result<Option<KeptReport>> {
    db.first(report!("WHERE id = $1"), values![id]).await
}

/// The versions of a unit's report of a month, the first first.
pub async fn versions(
    db: &Db,
    plan: &PlanId,
    unit: &UnitId,
    month: Month,
) -> Result<Vec<KeptReport>> {
    db.all(
        report!("WHERE plan = $1 AND unit = $2 AND month = $3 ORDER BY version"),
        values![plan, unit, month],
    )
    .await
}

/// The newest version of a unit's report of a month.
pub async fn newest(
    db: &Db,
    plan: &PlanId,
    unit: &UnitId,
    month: Month,
) -> Result<Option<KeptReport>> {
    Ok(versions(db, plan, unit, month).await?.pop())
}

/// All versions of all reports on a plan in a month, by unit and version: for the board.
pub async fn of_month(db: &Db, plan: &PlanId, month: Month) -> Result<Vec<KeptReport>> {
    db.all(
        report!("WHERE plan = $1 AND month = $2 ORDER BY unit, version"),
        values![plan, month],
    )
    .await
}

/// How many reports of a month were ever accepted or left out, and a number that grows with every
/// step of theirs: two of the same tell that nothing that counts has changed between.
pub async fn counted(db: &Db, plan: &PlanId, month: Month) -> Result<(i64, i64)> {
    db.one(COUNTED, values![plan, month]).await
}

/// As [`counted`], inside a change.
pub async fn counted_in(tx: &mut Tx, plan: &PlanId, month: Month) -> Result<(i64, i64)> {
    tx.one(COUNTED, values![plan, month]).await
}

const COUNTED: &str = "SELECT COUNT(*), CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM report
     WHERE plan = $1 AND month = $2 AND stage IN ('accepted', 'consolidated', 'closed', 'excluded')";

/// All versions of all reports on a plan, by month, unit and version: for a board of months.
pub async fn of_plan(db: &Db, plan: &PlanId) -> Result<Vec<KeptReport>> {
    db.all(
        report!("WHERE plan = $1 ORDER BY month, unit, version"),
        values![plan],
    )
    .await
}

/// All versions of a unit's reports, the newest month and version first.
pub async fn of_unit(db: &Db, unit: &UnitId) -> Result<Vec<KeptReport>> {
    db.all(
        report!("WHERE unit = $1 ORDER BY month DESC, version DESC, plan"),
        values![unit],
    )
    .await
}

/// Reports that stand at a stage ([`nhip_core::report::state::Stage::code`]), the earliest
/// arrived first: what waits for somebody.
pub async fn at_stage(db: &Db, stage: &str) -> Result<Vec<KeptReport>> {
    db.all(
        report!("WHERE stage = $1 ORDER BY arrived_at, month, id"),
        values![stage],
    )
    .await
}
