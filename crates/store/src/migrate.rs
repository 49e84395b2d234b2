//! Brings a database forward, one numbered file of `migrations/` after the other, each in its own
//! transaction, and refuses to touch a database that a newer program has changed.
//!
//! A file is written for both databases. `BYTES` stands for BLOB or BYTEA; lines between
//! `--@sqlite` or `--@postgres` and `--@both` are for one of them.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::seal;
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
    13 "0013_seals";
};

/// The migration whose tables are filled from the others.
const SEARCH: i64 = 6;
/// The migration from which on events seal the rows they tell of.
pub(crate) const SEALS: i64 = 13;
/// How the names of tables begin that are worked out from others, and left out of backups.
const WORKED_OUT: &str = "search_";
/// What is worth nothing in another place or later, and left out of backups too.
const PASSING: &[&str] = &["operation"];

struct Done {
    number: i64,
    digest: String,
}

from_row!(Done { number, digest });

/// The migrations a database has seen: their numbers, and the digests of their texts.
pub type Seen = BTreeMap<i64, String>;

/// How a database stands to this program. One that a newer program has changed is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No program of ours has opened it.
    New,
    /// An older program left it at this migration.
    Older(i64),
    /// As this program wants it.
    Current,
}

const KNOWS_US: Sql = Sql::Each {
    sqlite: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
    postgres: "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'migration'",
};
const SEEN: &str = "SELECT number, digest FROM migration ORDER BY number";

/// The migrations a database has seen.
pub async fn seen(db: &Db) -> Result<Seen> {
    let (ours,): (i64,) = db.one(KNOWS_US, values![]).await?;
    if ours == 0 {
        return Ok(Seen::new());
    }
    let done: Vec<Done> = db.all(SEEN, values![]).await?;
    Ok(done
        .into_iter()
        .map(|one| (one.number, one.digest))
        .collect())
}

/// How a database stands; nothing in it is changed.
pub async fn standing(db: &Db) -> Result<Standing> {
    let seen = seen(db).await?;
    refuse_newer(&seen)?;
    Ok(match seen.last_key_value() {
        None => Standing::New,
        Some((last, _)) if seen.len() < ALL.len() => Standing::Older(*last),
        Some(_) => Standing::Current,
    })
}

/// Applies what is missing; how many were applied.
pub async fn forward(db: &Db, now: Time) -> Result<usize> {
    forward_by(db, now, |_| true).await
}

/// As [`forward`], of some migrations only: a backup is loaded into what it was taken from.
pub async fn forward_by(db: &Db, now: Time, wanted: impl Fn(i64) -> bool) -> Result<usize> {
    let mut tx = db.begin().await?;
    let applied = forward_in(&mut tx, now, wanted).await?;
    tx.commit().await?;
    Ok(applied)
}

/// As [`forward_by`], as part of something larger.
pub async fn forward_in(tx: &mut Tx, now: Time, wanted: impl Fn(i64) -> bool) -> Result<usize> {
    alone(tx).await?;
    tx.run(
        "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at BIGINT NOT NULL)",
        values![],
    )
    .await?;
    let done: Vec<Done> = tx.all(SEEN, values![]).await?;
    let done: Seen = done
        .into_iter()
        .map(|one| (one.number, one.digest))
        .collect();
    refuse_newer(&done)?;
    let missing = ALL
        .iter()
        .filter(|one| wanted(one.number) && !done.contains_key(&one.number));
    let (mut applied, mut unsearchable) = (0, false);
    let mut texts = Vec::new();
    for one in missing {
        tx.script(text_for(one.text, tx.is_postgres())).await?;
        tx.run(
            "INSERT INTO migration (number, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
            values![one.number, one.name, digest(one.text), now],
        )
        .await?;
        tracing::info!(target: "nhip::database", migration = one.name, "brought forward");
        applied += 1;
        unsearchable |= one.number == SEARCH;
        texts.push((one.number, one.text));
    }
    if unsearchable {
        search::whole::rebuild_in(tx).await?;
    }
    let last = texts.last().map_or(0, |(number, _)| *number);
    if texts.iter().any(|(number, _)| *number == SEALS) && seal::begun(tx).await? {
        return Err(StoreError::Database(format!(
            "migration {SEALS} was taken out of this database: it would seal anew what is sealed already; run: nhip audit verify"
        )));
    }
    for table in unsealed(&texts, last) {
        seal::as_found(tx, table, last, now).await?;
    }
    Ok(applied)
}

/// The tables whose rows no event seals as they are now: all when seals begin; later, those a
/// migration has changed.
fn unsealed(texts: &[(i64, &str)], last: i64) -> Vec<&'static str> {
    let begins = texts.iter().any(|(number, _)| *number == SEALS);
    let changed = |name: &str| {
        let words = [
            format!("ALTER TABLE {name} "),
            format!("UPDATE {name} "),
            format!("INSERT INTO {name} "),
        ];
        let later = texts.iter().filter(|(number, _)| *number > SEALS);
        later
            .map(|(_, text)| text)
            .any(|text| words.iter().any(|word| text.contains(word)))
    };
    let names = keys(last).into_iter().map(|(name, _)| name);
    names.filter(|name| begins || changed(name)).collect()
}

/// Number of the last migration a database has seen.
pub async fn reached(db: &Db) -> Result<i64> {
    Ok(seen(db)
        .await?
        .last_key_value()
        .map_or(0, |(last, _)| *last))
}

/// Number of the last migration of this program.
pub fn newest() -> i64 {
    ALL.last().map_or(0, |one| one.number)
}

/// The migrations up to one that an older program called its last; none where there is no such.
pub fn up_to(last: i64) -> Option<Seen> {
    let known = ALL.iter().any(|one| one.number == last);
    let up_to = ALL.iter().filter(|one| one.number <= last);
    known.then(|| up_to.map(|one| (one.number, digest(one.text))).collect())
}

/// The tables made up to a migration, each with the columns of its key.
pub(crate) fn keys(last: i64) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let lines = ALL.iter().filter(|one| one.number <= last);
    for line in lines.flat_map(|one| one.text.lines()) {
        let line = line.trim();
        if let Some(made) = line.strip_prefix("CREATE TABLE ") {
            let name = made.split_whitespace().next().unwrap_or_default();
            found.push((name, Vec::new()));
        } else if let Some(gone) = line.strip_prefix("DROP TABLE ") {
            found.retain(|(name, _)| *name != gone.trim_end_matches(';'));
        } else if let (Some((_, key)), Some((_, columns))) =
            (found.last_mut(), line.split_once("PRIMARY KEY"))
        {
            let several = columns
                .trim()
                .strip_prefix('(')
                .and_then(|names| names.split_once(')'));
            match several {
                Some((names, _)) => key.extend(names.split(',').map(str::trim)),
                None => key.extend(line.split_whitespace().next()),
            }
        }
    }
    found.retain(|(name, _)| !name.starts_with(WORKED_OUT));
    found
}

/// What a migration is known by: number, name, digest of its text.
pub(crate) fn known() -> impl Iterator<Item = (i64, &'static str, String)> {
    ALL.iter()
        .map(|one| (one.number, one.name, digest(one.text)))
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

/// The first migration this program does not know by number and text.
pub fn unknown(seen: &Seen) -> Option<i64> {
    let known = |number: i64, text: &str| {
        let mut all = ALL.iter();
        all.any(|one| one.number == number && digest(one.text) == text)
    };
    let mut seen = seen.iter();
    seen.find(|(number, text)| !known(**number, text))
        .map(|(number, _)| *number)
}

fn refuse_newer(seen: &Seen) -> Result<()> {
    unknown(seen).map_or(Ok(()), |number| {
        Err(StoreError::Database(format!(
            "migration {number} of this database is not known to this program; use the program that wrote it, or a newer one"
        )))
    })
}

fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes as digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(digit.into(), 16));
            }
            text
        })
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
