//! The second step of signing in, by account: when a role asked for it, the sealed seed of the app's
//! codes, the digests of recovery codes. Nothing here can make a code: the key stands elsewhere.

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::session;
use crate::value::Time;
use crate::values;
use nhip_core::id::{AccountId, SessionId};

/// What is kept of somebody's second step.
#[derive(Debug, Clone)]
pub struct SecondFactor {
    /// Since when a role demands it.
    pub asked_at: i64,
    /// The sealed seed; none until it is set up.
    pub seed: Option<String>,
    /// The last step whose code was used.
    pub last_step: i64,
}

from_row!(SecondFactor {
    asked_at,
    seed,
    last_step
});

/// What is kept of an account's second step, if anything.
pub async fn of(db: &Db, account: &AccountId) -> Result<Option<SecondFactor>> {
    db.first(
        "SELECT asked_at, seed, last_step FROM second_factor WHERE account = $1",
        values![account],
    )
    .await
}

/// Accounts with the sealed seeds of their second step.
pub async fn seeds(db: &Db) -> Result<Vec<(String, String)>> {
    db.all(
        "SELECT account, seed FROM second_factor WHERE seed IS NOT NULL ORDER BY account",
        values![],
    )
    .await
}

/// Notes that a role demands it from now on, unless that is noted already.
pub async fn ask(tx: &mut Tx, account: &AccountId, now: Time) -> Result<()> {
    tx.run(
        "INSERT INTO second_factor (account, asked_at, seed, set_up_at, last_step) VALUES ($1, $2, NULL, NULL, 0)
         ON CONFLICT (account) DO NOTHING",
        values![account, now],
    )
    .await
    .map(drop)
}

/// Sets it up, or anew, with a seed whose code of `step` was shown; recovery codes of before go.
pub async fn set_up(
    tx: &mut Tx,
    account: &AccountId,
    seed: &str,
    step: i64,
    recovery: &[String],
    now: Time,
) -> Result<()> {
    ask(tx, account, now).await?;
    tx.run(
        "UPDATE second_factor SET seed = $2, set_up_at = $3, last_step = $4 WHERE account = $1",
        values![account, seed, now, step],
    )
    .await?;
    renew_recovery(tx, account, recovery).await
}

/// Recovery codes in the place of those of before.
pub async fn renew_recovery(tx: &mut Tx, account: &AccountId, digests: &[String]) -> Result<()> {
    tx.run(
        "DELETE FROM recovery_code WHERE account = $1",
        values![account],
    )
    .await?;
    for digest in digests {
        tx.run(
            "INSERT INTO recovery_code (digest, account) VALUES ($1, $2)",
            values![digest, account],
        )
        .await?;
    }
    Ok(())
}

/// Uses the code of a step; whether it was later than every step used before.
pub async fn use_step(tx: &mut Tx, account: &AccountId, step: i64) -> Result<bool> {
    let used = tx
        .run(
            "UPDATE second_factor SET last_step = $2 WHERE account = $1 AND last_step < $2",
            values![account, step],
        )
        .await?;
    Ok(used > 0)
}

/// Uses a recovery code; whether there was one.
pub async fn use_recovery(tx: &mut Tx, account: &AccountId, digest: &str) -> Result<bool> {
    let used = tx
        .run(
            "DELETE FROM recovery_code WHERE account = $1 AND digest = $2",
            values![account, digest],
        )
        .await?;
    Ok(used > 0)
}

/// How many recovery codes are left.
pub async fn recovery_left(db: &Db, account: &AccountId) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            "SELECT COUNT(*) FROM recovery_code WHERE account = $1",
            values![account],
        )
        .await?;
    Ok(count)
}

/// Takes the second step away, whoever lost it, and ends every session; whether there was one. The
/// note since when a role demands it stays: there is no new time of grace.
pub async fn clear(tx: &mut Tx, account: &AccountId) -> Result<bool> {
    let cleared = tx
        .run(
            "UPDATE second_factor SET seed = NULL, set_up_at = NULL WHERE account = $1 AND seed IS NOT NULL",
            values![account],
        )
        .await?;
    renew_recovery(tx, account, &[]).await?;
    session::end_others(tx, account, &SessionId::default()).await?;
    Ok(cleared > 0)
}
