//! What goes up with a report: explanations of its warnings, what it said when it was sent, and
//! the form it was handed in as.

use nhip_core::id::{PlanId, ReportId, UnitId};
use nhip_core::period::Month;
use nhip_core::report::Reading;
use nhip_core::report::draft::Explanation;
use nhip_core::report::state::State;
use rayon::prelude::*;

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

fn parsed<T: serde::de::DeserializeOwned>(record: &str) -> Result<T> {
    Ok(serde_json::from_str(record)?)
}

/// Keeps an explanation; another one of the same finding takes its place.
pub async fn explain(tx: &mut Tx, report: &ReportId, said: &Explanation, at: Time) -> Result<()> {
    tx.run(
        "INSERT INTO explanation (report, about, record, given_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (report, about) DO UPDATE SET record = excluded.record, given_at = excluded.given_at",
        values![report, &said.about, serde_json::to_string(said)?, at],
    )
    .await
    .map(drop)
}

/// Everything explained in a report, also of findings that are no more.
pub async fn explanations(db: &Db, report: &ReportId) -> Result<Vec<Explanation>> {
    let rows: Vec<(String,)> = db
        .all(
            "SELECT record FROM explanation WHERE report = $1 ORDER BY about",
            values![report],
        )
        .await?;
    rows.iter().map(|(record,)| parsed(record)).collect()
}

/// Keeps what a report says, at each sending anew.
pub async fn keep_reading(tx: &mut Tx, report: &ReportId, reading: &Reading) -> Result<()> {
    tx.run(
        "INSERT INTO reading (report, record) VALUES ($1, $2)
         ON CONFLICT (report) DO UPDATE SET record = excluded.record",
        values![report, serde_json::to_string(reading)?],
    )
    .await
    .map(drop)
}

/// A version of a unit's report, and what it said when it was sent last.
pub struct Version {
    /// From 1.
    pub number: u32,
    /// Where it stands.
    pub state: State,
    record: Option<String>,
}

impl Version {
    /// What it said; `None` for one never sent.
    pub fn reading(&self) -> Result<Option<Reading>> {
        self.record.as_deref().map(parsed).transpose()
    }
}

/// The versions of a unit's report of a month, the first first.
pub async fn versions(db: &Db, plan: &PlanId, unit: &UnitId, month: Month) -> Result<Vec<Version>> {
    let rows: Vec<(i64, String, Option<String>)> = db
        .all(
            "SELECT version, state, record FROM report LEFT JOIN reading ON reading.report = report.id
             WHERE plan = $1 AND unit = $2 AND month = $3 ORDER BY version",
            values![plan, unit, month],
        )
        .await?;
    rows.into_iter()
        .map(|(version, state, record)| {
            Ok(Version {
                number: u32::try_from(version).unwrap_or(u32::MAX),
                state: parsed(&state)?,
                record,
            })
        })
        .collect()
}

/// What all sent reports on a plan in a month said, each with the report's id.
pub async fn readings(db: &Db, plan: &PlanId, month: Month) -> Result<Vec<(ReportId, Reading)>> {
    read(records(db, plan, month).await?)
}

/// The same as text: what is not read yet, each with the report's id.
pub async fn records(db: &Db, plan: &PlanId, month: Month) -> Result<Vec<(ReportId, String)>> {
    db.all(
        "SELECT reading.report, reading.record FROM reading
             JOIN report ON report.id = reading.report
             WHERE report.plan = $1 AND report.month = $2 ORDER BY reading.report",
        values![plan, month],
    )
    .await
}

/// Reads records, on all cores.
pub fn read(records: Vec<(ReportId, String)>) -> Result<Vec<(ReportId, Reading)>> {
    records
        .into_par_iter()
        .map(|(report, record)| Ok((report, parsed(&record)?)))
        .collect()
}

/// Notes that a kept file was handed in as a form for a report, not taken yet.
pub async fn hand_in(
    tx: &mut Tx,
    id: &str,
    report: &ReportId,
    document: &str,
    name: &str,
    at: Time,
) -> Result<()> {
    tx.run(
        "INSERT INTO handed_in (id, report, document, name, added_at) VALUES ($1, $2, $3, $4, $5)",
        values![id, report, document, name, at],
    )
    .await
    .map(drop)
}

/// The file behind a form handed in for this report: digest, name and content.
pub async fn handed_in(
    db: &Db,
    id: &str,
    report: &ReportId,
) -> Result<Option<(String, String, Vec<u8>)>> {
    db.first(
        "SELECT handed_in.document, handed_in.name, document.content FROM handed_in
         JOIN document ON document.digest = handed_in.document
         WHERE handed_in.id = $1 AND handed_in.report = $2",
        values![id, report],
    )
    .await
}

/// Notes that a form was taken into its report.
pub async fn taken(tx: &mut Tx, id: &str, at: Time) -> Result<()> {
    tx.run(
        "UPDATE handed_in SET taken_at = $2 WHERE id = $1",
        values![id, at],
    )
    .await
    .map(drop)
}

/// The forms taken into a report: id and file name, the last first.
pub async fn taken_of(db: &Db, report: &ReportId) -> Result<Vec<(String, String)>> {
    db.all(
        "SELECT id, name FROM handed_in WHERE report = $1 AND taken_at IS NOT NULL
         ORDER BY taken_at DESC, id DESC",
        values![report],
    )
    .await
}
