//! The boxes of a report: one row each, saved as they are typed, while the unit may write.

use sqlx::FromRow;

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

/// What stands in a box, and who saved it last.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct SavedField {
    /// Name of the box ([`nhip_core::report::draft::Field`]).
    pub name: String,
    /// What stands in it.
    pub value: String,
    /// Who saved it: id of the account.
    pub saved_by: String,
    /// When, in microseconds as [`Time`].
    pub saved_at: i64,
}

/// All saved boxes.
pub async fn all(db: &Db, report: &str) -> Result<Vec<SavedField>> {
    db.all(
        "SELECT name, value, saved_by, saved_at FROM report_field WHERE report = $1 ORDER BY name",
        values![report],
    )
    .await
}

/// As [`all`], inside the change that is about to save: between reading and saving nobody comes.
/// On PostgreSQL the report's row is held until then; SQLite has one writer.
pub async fn held(tx: &mut Tx, report: &str) -> Result<Vec<SavedField>> {
    tx.run(
        "UPDATE report SET revision = revision WHERE id = $1",
        values![report],
    )
    .await?;
    tx.all(
        "SELECT name, value, saved_by, saved_at FROM report_field WHERE report = $1 ORDER BY name",
        values![report],
    )
    .await
}

/// All boxes of a page in one statement: at the deadline hour everybody waits for the one who writes.
const SAVE: Sql = Sql::Each {
    sqlite: "INSERT INTO report_field (report, name, value, saved_by, saved_at)
             SELECT $1, json_extract(pair.value, '$[0]'), json_extract(pair.value, '$[1]'), $3, $4
             FROM json_each($2) AS pair WHERE true
             ON CONFLICT (report, name) DO UPDATE SET value = excluded.value,
               saved_by = excluded.saved_by, saved_at = excluded.saved_at",
    postgres: "INSERT INTO report_field (report, name, value, saved_by, saved_at)
               SELECT $1, pair->>0, pair->>1, $3, $4 FROM json_array_elements(CAST($2 AS json)) AS pair
               ON CONFLICT (report, name) DO UPDATE SET value = excluded.value,
                 saved_by = excluded.saved_by, saved_at = excluded.saved_at",
};

/// Saves boxes by name and value, and gives the report's new revision. [`StoreError::Taken`]
/// where the report was sent or left out in between: nothing is written in it then.
pub async fn save(
    tx: &mut Tx,
    report: &str,
    boxes: &[(String, String)],
    by: &str,
    at: Time,
) -> Result<i64> {
    let writable = tx
        .run(
            "UPDATE report SET revision = revision + 1
             WHERE id = $1 AND stage IN ('drafting', 'returned')",
            values![report],
        )
        .await?;
    if writable == 0 {
        return Err(StoreError::Taken);
    }
    tx.run(SAVE, values![report, serde_json::to_string(boxes)?, by, at])
        .await?;
    let (revision,): (i64,) = tx
        .one("SELECT revision FROM report WHERE id = $1", values![report])
        .await?;
    crate::search::made::report(tx, report).await?;
    Ok(revision)
}
