//! The boxes of a report: one row each, saved as they are typed, while the unit may write.

use nhip_core::id::ReportId;
use std::ops::Deref;

use nhip_core::report::draft::KeptBox;

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

/// A box, and who saved it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedField {
    /// The box.
    pub kept: KeptBox,
    /// Who saved it: id of the account.
    pub saved_by: String,
    /// When, in microseconds as [`Time`].
    pub saved_at: i64,
}

impl Deref for SavedField {
    type Target = KeptBox;

    fn deref(&self) -> &KeptBox {
        &self.kept
    }
}

/// One row, however many boxes: a page has some hundred and fifty.
const ALL: Sql = Sql::Each {
    sqlite: "SELECT json_group_array(json_array(name, value, typed, filled, offered,
               saved_by, saved_at) ORDER BY name)
             FROM report_field WHERE report = $1",
    postgres: "SELECT CAST(COALESCE(json_agg(json_build_array(name, value, CAST(typed AS INTEGER), filled, offered, saved_by, saved_at) ORDER BY name), '[]') AS TEXT)
               FROM report_field WHERE report = $1",
};

/// All saved boxes.
pub async fn all(db: &Db, report: &ReportId) -> Result<Vec<SavedField>> {
    read(db.one(ALL, values![report]).await?)
}

/// As [`all`], inside the change that is about to save: between reading and saving nobody comes.
pub async fn held(tx: &mut Tx, report: &ReportId) -> Result<Vec<SavedField>> {
    super::hold(tx, report).await?;
    read(tx.one(ALL, values![report]).await?)
}

fn read((boxes,): (String,)) -> Result<Vec<SavedField>> {
    type Kept = (String, String, u8, String, String, String, i64);
    let boxes: Vec<Kept> = serde_json::from_str(&boxes)?;
    let saved = |(name, value, typed, filled, offered, saved_by, saved_at)| SavedField {
        kept: KeptBox {
            name,
            value,
            typed: typed != 0,
            filled,
            offered,
        },
        saved_by,
        saved_at,
    };
    Ok(boxes.into_iter().map(saved).collect())
}

/// All boxes of a page in one statement: at the deadline hour everybody waits for the one who
/// writes. What a person typed is never written over by what nobody typed, whoever asks for it. Who
/// saved last stays where only the offer beside the box changes.
const SAVE: Sql = Sql::Each {
    sqlite: "INSERT INTO report_field (report, name, value, typed, filled, offered, saved_by, saved_at)
             SELECT $1, json_extract(pair.value, '$[0]'), json_extract(pair.value, '$[1]'), json_extract(pair.value, '$[2]'),
               json_extract(pair.value, '$[3]'), json_extract(pair.value, '$[4]'), $3, $4
             FROM json_each($2) AS pair WHERE true
             ON CONFLICT (report, name) DO UPDATE SET value = excluded.value,
               typed = excluded.typed, filled = excluded.filled, offered = excluded.offered,
               saved_by = CASE WHEN report_field.value = excluded.value THEN report_field.saved_by ELSE excluded.saved_by END,
               saved_at = CASE WHEN report_field.value = excluded.value THEN report_field.saved_at ELSE excluded.saved_at END
             WHERE excluded.typed OR NOT report_field.typed",
    postgres: "INSERT INTO report_field (report, name, value, typed, filled, offered, saved_by, saved_at)
               SELECT $1, pair->>0, pair->>1, CAST(pair->>2 AS BOOLEAN), pair->>3, pair->>4, $3, $4
               FROM json_array_elements(CAST($2 AS json)) AS pair
               ON CONFLICT (report, name) DO UPDATE SET value = excluded.value,
                 typed = excluded.typed, filled = excluded.filled, offered = excluded.offered,
                 saved_by = CASE WHEN report_field.value = excluded.value THEN report_field.saved_by ELSE excluded.saved_by END,
                 saved_at = CASE WHEN report_field.value = excluded.value THEN report_field.saved_at ELSE excluded.saved_at END
               WHERE excluded.typed OR NOT report_field.typed",
};

/// Saves boxes, and gives the report's new revision. [`StoreError::Taken`]
/// where the report was sent or left out in between: nothing is written in it then.
pub async fn save(
    tx: &mut Tx,
    report: &ReportId,
    boxes: &[KeptBox],
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
    put(tx, report, boxes, by, at).await?;
    crate::search::made::boxes(tx, report, boxes).await?;
    Ok(revision)
}

/// Keeps what is offered beside boxes a person typed in: the report stays what it is.
pub async fn offer(tx: &mut Tx, report: &ReportId, boxes: &[KeptBox]) -> Result<()> {
    match boxes {
        [] => Ok(()),
        boxes => put(tx, report, boxes, "", Time(0)).await,
    }
}

async fn put(tx: &mut Tx, report: &ReportId, boxes: &[KeptBox], by: &str, at: Time) -> Result<()> {
    let row = |one: &KeptBox| {
        let KeptBox {
            name,
            value,
            typed,
            filled,
            offered,
        } = one.clone();
        (name, value, typed, filled, offered)
    };
    let rows: Vec<_> = boxes.iter().map(row).collect();
    tx.run(SAVE, values![report, serde_json::to_string(&rows)?, by, at])
        .await
        .map(drop)
}
