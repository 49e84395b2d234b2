//! Who wants no reminders.

use nhip_core::id::AccountId;
use std::collections::BTreeSet;

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::values;

/// Ids of the accounts that are not to be reminded.
pub async fn off(db: &Db) -> Result<BTreeSet<AccountId>> {
    let rows: Vec<(AccountId,)> = db
        .all("SELECT account FROM reminder_off", values![])
        .await?;
    Ok(rows.into_iter().map(|(account,)| account).collect())
}

/// Whether an account wants none.
pub async fn is_off(db: &Db, account: &AccountId) -> Result<bool> {
    let row: Option<(String,)> = db
        .first(
            "SELECT account FROM reminder_off WHERE account = $1",
            values![account],
        )
        .await?;
    Ok(row.is_some())
}

/// Notes whether an account wants none.
pub async fn set_off(tx: &mut Tx, account: &AccountId, off: bool) -> Result<()> {
    let statement = match off {
        true => "INSERT INTO reminder_off (account) VALUES ($1) ON CONFLICT (account) DO NOTHING",
        false => "DELETE FROM reminder_off WHERE account = $1",
    };
    tx.run(statement, values![account]).await.map(drop)
}
