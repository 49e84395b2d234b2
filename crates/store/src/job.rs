//! What is to be done once, by whichever process of however many comes first.

use std::collections::BTreeSet;

use crate::db::{Db, Sql, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

/// Something taken to be done.
#[derive(Debug, Clone)]
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

from_row!(Job {
    id,
    key,
    kind,
    payload,
    tries
});

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

/// Something that went wrong: given up, or waiting to be tried again.
#[derive(Debug, Clone)]
pub struct Stuck {
    /// What it needs, as JSON.
    pub payload: String,
    /// Times it was begun.
    pub tries: i64,
    /// What went wrong last.
    pub trouble: String,
    /// When it was to be done, or is next.
    pub run_at: i64,
    /// When it was given up.
    pub done_at: Option<i64>,
}

from_row!(Stuck {
    payload,
    tries,
    trouble,
    run_at,
    done_at
});

/// Things of a kind due since a time that went wrong, the latest first, so many at most.
pub async fn stuck(db: &Db, kind: &str, since: Time, most: i64) -> Result<Vec<Stuck>> {
    db.all(
        "SELECT payload, tries, trouble, run_at, done_at FROM job
         WHERE kind = $1 AND run_at >= $2 AND trouble IS NOT NULL ORDER BY run_at DESC, id DESC LIMIT $3",
        values![kind, since, most],
    )
    .await
}

/// Has what was given up of a kind since a time begun anew; how many.
pub async fn again(tx: &mut Tx, kind: &str, since: Time, now: Time) -> Result<u64> {
    tx.run(
        "UPDATE job SET done_at = NULL, taken_until = NULL, tries = 0, run_at = $3
         WHERE kind = $1 AND run_at >= $2 AND done_at IS NOT NULL AND trouble IS NOT NULL",
        values![kind, since, now],
    )
    .await
}

/// The keys of a kind due since a time, done or not.
pub async fn entered_since(db: &Db, kind: &str, since: Time) -> Result<BTreeSet<String>> {
    let rows: Vec<(String,)> = db
        .all(
            "SELECT key FROM job WHERE kind = $1 AND run_at >= $2",
            values![kind, since],
        )
        .await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
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
