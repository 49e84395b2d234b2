//! Brings a database forward, one numbered file of `migrations/` after the other, each in its own
//! transaction, and refuses to touch a database that a newer program has changed.
//!
//! A file is written for both databases. `BYTES` stands for BLOB or BYTEA; lines between
//! `--@sqlite` or `--@postgres` and `--@both` are for one of them.

use sha2::{Digest, Sha256};

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::search;
use crate::value::Time;
use crate::values;

/// A migration: number, name, text.
struct Migration {
    number: i64,
    name: &'static str,
    text: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal;)*) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../../../migrations/", $name, ".sql")),
        }),*]
    };
}

/// All of them, in order. A file that has been released is never changed.
const ALL: &[Migration] = migrations! {
    1 "0001_people";
    2 "0002_plan";
    3 "0003_report";
    5 "0005_reminder";
    6 "0006_search";
    7 "0007_photo";
    8 "0008_plan_alive";
    9 "0009_people";
    10 "0010_second_factor";
    11 "0011_words";
};

/// The migration whose tables are filled from the others.
const SEARCH: i64 = 6;
/// How the names of tables begin that are worked out from others, and left out of backups.
const WORKED_OUT: &str = "search_";
/// What is worth nothing in another place or later, and left out of backups too.
const PASSING: &[&str] = &["operation"];

struct Done {
    number: i64,
    digest: String,
}

from_row!(Done { number, digest });

/// Applies what is missing; how many were applied.
pub async fn forward(db: &Db, now: Time) -> Result<usize> {
    forward_to(db, now, i64::MAX).await
}

/// As [`forward`], up to a number: a test fills a database as an older program left it.
pub(crate) async fn forward_to(db: &Db, now: Time, last: i64) -> Result<usize> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    tx.run(
        "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at BIGINT NOT NULL)",
        values![],
    )
    .await?;
    let done: Vec<Done> = tx
        .all(
            "SELECT number, digest FROM migration ORDER BY number",
            values![],
        )
        .await?;
    refuse_newer(&done)?;
    let is_done = |one: &Migration| done.iter().any(|done| done.number == one.number);
    let missing = ALL.iter().filter(|one| one.number <= last && !is_done(one));
    let (mut applied, mut unsearchable) = (0, false);
    for one in missing {
        tx.script(text_for(one.text, db.is_postgres())).await?;
        tx.run(
            "INSERT INTO migration (number, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
            values![one.number, one.name, digest(one.text), now],
        )
        .await?;
        tracing::info!(target: "nhip::database", migration = one.name, "brought forward");
        applied += 1;
        unsearchable |= one.number == SEARCH;
    }
    if unsearchable {
        search::whole::rebuild_in(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(applied)
}

/// Number of the last migration a database has seen.
pub async fn reached(db: &Db) -> Result<i64> {
    let (number,): (i64,) = db
        .one("SELECT COALESCE(MAX(number), 0) FROM migration", values![])
        .await?;
    Ok(number)
}

/// Names of the tables in the order they are made, which is that of their references.
pub(crate) fn tables() -> impl Iterator<Item = &'static str> {
    ALL.iter()
        .flat_map(|one| one.text.lines())
        .filter_map(|line| {
            line.strip_prefix("CREATE TABLE ")?
                .split_whitespace()
                .next()
        })
        .filter(|name| !name.starts_with(WORKED_OUT) && !PASSING.contains(name))
}

/// Two programs that start on one server bring it forward one after the other.
async fn alone(tx: &mut Tx) -> Result<()> {
    tx.run(
        Sql::Each {
            sqlite: "SELECT 1",
            postgres: "SELECT pg_advisory_xact_lock(7233001)",
        },
        values![],
    )
    .await
    .map(drop)
}

fn refuse_newer(done: &[Done]) -> Result<()> {
    for one in done {
        let known = ALL.iter().find(|known| known.number == one.number);
        if known.is_none_or(|known| digest(known.text) != one.digest) {
            return Err(StoreError::Database(format!(
                "migration {} of this database is not known to this program; use the program that wrote it, or a newer one",
                one.number
            )));
        }
    }
    Ok(())
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The text as one of the two databases takes it.
fn text_for(text: &str, postgres: bool) -> String {
    let mut out = String::new();
    let mut wanted = true;
    for line in text.lines() {
        match line.trim() {
            "--@both" => wanted = true,
            "--@sqlite" => wanted = !postgres,
            "--@postgres" => wanted = postgres,
            _ if wanted => {
                out.push_str(&line.replace(" BYTES", if postgres { " BYTEA" } else { " BLOB" }));
                out.push('\n');
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_one_database_are_left_out_for_the_other() {
        let text = "a BYTES\n--@sqlite\nb\n--@postgres\nc\n--@both\nd";
        assert_eq!(text_for(text, false), "a BLOB\nb\nd\n");
        assert_eq!(text_for(text, true), "a BYTEA\nc\nd\n");
    }

    #[test]
    fn migrations_are_in_order_and_named_by_their_number() {
        assert!(ALL.is_sorted_by(|one, next| one.number < next.number));
        for one in ALL {
            assert!(one.name.starts_with(&format!("{:04}_", one.number)));
        }
    }
}
