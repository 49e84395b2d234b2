//! The boxes of a report: one row each, saved as they are typed, while the unit may write.

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

/// What stands in a box, and who saved it last.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// One row, however many boxes: a page has some hundred and fifty.
const ALL: Sql = Sql::Each {
    sqlite: "SELECT json_group_array(json_array(name, value, saved_by, saved_at) ORDER BY name)
             FROM report_field WHERE report = $1",
    postgres: "SELECT CAST(COALESCE(json_agg(json_build_array(name, value, saved_by, saved_at) ORDER BY name), '[]') AS TEXT)
               FROM report_field WHERE report = $1",
};

/// All saved boxes.
pub async fn all(db: &Db, report: &str) -> Result<Vec<SavedField>> {
    read(db.one(ALL, values![report]).await?)
}

/// As [`all`], inside the change that is about to save: between reading and saving nobody comes.
pub async fn held(tx: &mut Tx, report: &str) -> Result<Vec<SavedField>> {
    super::hold(tx, report).await?;
    read(tx.one(ALL, values![report]).await?)
}

fn read((boxes,): (String,)) -> Result<Vec<SavedField>> {
    let boxes: Vec<(String, String, String, i64)> = serde_json::from_str(&boxes)?;
    let saved = |(name, value, saved_by, saved_at)| SavedField {
        name,
        value,
        saved_by,
        saved_at,
    };
    Ok(boxes.into_iter().map(saved).collect())
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
    let writable: Option<(i64,)> = tx
        .first(
            "UPDATE report SET revision = revision + 1
             WHERE id = $1 AND stage IN ('drafting', 'returned') RETURNING revision",
            values![report],
        )
        .await?;
    let Some((revision,)) = writable else {
        return Err(StoreError::Taken);
    };
    tx.run(SAVE, values![report, serde_json::to_string(boxes)?, by, at])
        .await?;
    crate::search::made::report(tx, report).await?;
    Ok(revision)
}
