//! What is to be done once, by whichever process of however many comes first.

use sqlx::FromRow;

use crate::db::{Db, Sql, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

/// Something taken to be done.
#[derive(Debug, Clone, FromRow)]
pub struct Job {
    /// Id.
    pub id: String,
    /// Its name: the same thing is entered once.
    pub key: String,
    /// What kind of thing.
    pub kind: String,
    /// What it needs, as JSON.
    pub payload: String,
    /// Times it was begun, this one counted.
    pub tries: i64,
}

/// Enters a thing to do, unless it was entered before; whether it is new.
pub async fn enter(
    tx: &mut Tx,
    id: &str,
    key: &str,
    kind: &str,
    payload: &str,
    run_at: Time,
) -> Result<bool> {
    let entered = tx
        .run(
            "INSERT INTO job (id, key, kind, payload, run_at, tries) VALUES ($1, $2, $3, $4, $5, 0)
             ON CONFLICT (key) DO NOTHING",
            values![id, key, kind, payload, run_at],
        )
        .await?;
    Ok(entered > 0)
}

/// Takes the next thing that is due, until a time; one that its taker did not finish comes again.
pub async fn take(db: &Db, now: Time, until: Time) -> Result<Option<Job>> {
    let mut tx = db.begin().await?;
    let taken = tx
        .first(
            Sql::Each {
                sqlite: "UPDATE job SET taken_until = $2, tries = tries + 1 WHERE id =
                           (SELECT id FROM job WHERE done_at IS NULL AND run_at <= $1
                            AND (taken_until IS NULL OR taken_until <= $1) ORDER BY run_at, id LIMIT 1)
                         RETURNING id, key, kind, payload, tries",
                postgres: "UPDATE job SET taken_until = $2, tries = tries + 1 WHERE id =
                             (SELECT id FROM job WHERE done_at IS NULL AND run_at <= $1
                              AND (taken_until IS NULL OR taken_until <= $1) ORDER BY run_at, id LIMIT 1
                              FOR UPDATE SKIP LOCKED)
                           RETURNING id, key, kind, payload, tries",
            },
            values![now, until],
        )
        .await?;
    tx.commit().await?;
    Ok(taken)
}

/// Notes that it is done.
pub async fn done(db: &Db, id: &str, at: Time) -> Result<()> {
    db.run(
        "UPDATE job SET done_at = $2, trouble = NULL WHERE id = $1",
        values![id, at],
    )
    .await
    .map(drop)
}

/// Notes what went wrong, and when to try again; without a time, never.
pub async fn failed(
    db: &Db,
    id: &str,
    trouble: &str,
    again: Option<Time>,
    now: Time,
) -> Result<()> {
    match again {
        Some(at) => {
            db.run(
                "UPDATE job SET trouble = $2, run_at = $3, taken_until = NULL WHERE id = $1",
                values![id, trouble, at],
            )
            .await
        }
        None => {
            db.run(
                "UPDATE job SET trouble = $2, done_at = $3 WHERE id = $1",
                values![id, trouble, now],
            )
            .await
        }
    }
    .map(drop)
}

/// The keys that begin so and were entered before, in order.
pub async fn entered(db: &Db, prefix: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .all(
            "SELECT key FROM job WHERE substr(key, 1, length($1)) = $1 ORDER BY key",
            values![prefix],
        )
        .await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
