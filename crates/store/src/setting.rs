//! Settings of the city: one row each, read whole.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::values;

const READ: &str = "SELECT value FROM setting WHERE name = $1";

/// The setting of this name, if it was ever set.
pub async fn get<T: DeserializeOwned>(db: &Db, name: &str) -> Result<Option<T>> {
    let row: Option<(String,)> = db.first(READ, values![name]).await?;
    row.map(|(value,)| Ok(serde_json::from_str(&value)?))
        .transpose()
}

/// As [`get`], inside a change.
pub async fn get_in<T: DeserializeOwned>(tx: &mut Tx, name: &str) -> Result<Option<T>> {
    let row: Option<(String,)> = tx.first(READ, values![name]).await?;
    row.map(|(value,)| Ok(serde_json::from_str(&value)?))
        .transpose()
}

/// Sets it.
pub async fn set(tx: &mut Tx, name: &str, value: &impl Serialize) -> Result<()> {
    tx.run(
        "INSERT INTO setting (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        values![name, serde_json::to_string(value)?],
    )
    .await
    .map(drop)
}
