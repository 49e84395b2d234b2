//! What events say of the rows, compared with what stands.

use nhip_core::audit::{Broken, Head, SealedRow};
use rusqlite::{Connection, OptionalExtension};

use super::{MAY_BE_GONE, begun, digest, key, sealed_at};
use crate::db::{Db, Sql, Tx};
use crate::error::Result;
use crate::{audit, migrate, values};

/// How a row differs from what the last event about it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Differs {
    /// It says otherwise.
    Changed,
    /// No event knows the row, or the last one removed it.
    Planted,
    /// The row is not there.
    Gone,
}

/// A row that is not as events say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its table.
    pub table: String,
    /// Its key.
    pub key: String,
    /// How it differs.
    pub how: Differs,
    /// Number of the last event about it.
    pub event: Option<i64>,
}

/// What [`examine`] found.
#[derive(Debug, Clone)]
pub struct Examined {
    /// The end of the chain, or where it is broken.
    pub chain: std::result::Result<Head, Broken>,
    /// Whether the head asked about is in the chain still.
    pub holds: bool,
    /// Rows that differ; not looked for in a broken chain.
    pub differences: Vec<Difference>,
}

/// The tables that stand.
const TABLES: Sql = Sql::Each {
    sqlite: "SELECT name FROM sqlite_master WHERE type = 'table'",
    postgres: "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()",
};

/// Walks over the audit and the tables; `since` is a head kept elsewhere.
pub async fn examine(db: &Db, since: Option<&Head>) -> Result<Examined> {
    examine_in(&mut db.look().await?, since).await
}

/// As [`examine`], of what a transaction sees.
pub async fn examine_in(tx: &mut Tx, since: Option<&Head>) -> Result<Examined> {
    let last = Last::new()?;
    let mut holds = since.is_none_or(|head| *head == nhip_core::audit::Chain::default().head());
    let chain = audit::walk(tx, |n, event, hash| {
        let at = since.filter(|head| i64::try_from(head.count) == Ok(n));
        holds |= at.is_some_and(|head| head.hash == *hash);
        event.rows.iter().try_for_each(|row| last.says(n, row))
    })
    .await?;
    let mut differences = Vec::new();
    if chain.is_ok() {
        let stand: Vec<(String,)> = tx.all(TABLES, values![]).await?;
        let mut tables = sealed_at(i64::MAX);
        tables.retain(|(table, _)| stand.iter().any(|(name,)| name == table));
        for (table, names) in tables {
            tx.each(&format!("SELECT * FROM {table}"), |row| {
                let columns = row.columns()?;
                let key = key(&names, &columns);
                differences.extend(last.compared(table, key, &digest(table, columns))?);
                Ok(())
            })
            .await?;
        }
        differences.extend(last.unmet()?);
        differences.extend(migrations(tx).await?);
    }
    Ok(Examined {
        chain,
        holds,
        differences,
    })
}

/// Migrations applied that are not as this program knows them, and those before the last that are missing.
async fn migrations(tx: &mut Tx) -> Result<Vec<Difference>> {
    let rows: Vec<(i64, String, String)> = tx
        .all(
            "SELECT number, name, digest FROM migration ORDER BY number",
            values![],
        )
        .await?;
    let known: Vec<(i64, &str, String)> = migrate::known().collect();
    let reached = rows
        .iter()
        .map(|(number, _, _)| *number)
        .max()
        .unwrap_or_default();
    // Where rows are sealed, the migration from which on they are has been.
    let sealed = if begun(tx).await? { migrate::SEALS } else { 0 };
    let reached = reached.max(sealed);
    let differs = |number: i64, how| Difference {
        table: "migration".to_owned(),
        key: number.to_string(),
        how,
        event: None,
    };
    let changed = rows.iter().filter(|(number, name, digest)| {
        !known
            .iter()
            .any(|one| one.0 == *number && one.1 == name && one.2 == *digest)
    });
    let gone = known
        .iter()
        .filter(|one| one.0 <= reached && !rows.iter().any(|(number, _, _)| *number == one.0));
    let changed = changed.map(|(number, _, _)| differs(*number, Differs::Changed));
    Ok(changed
        .chain(gone.map(|one| differs(one.0, Differs::Gone)))
        .collect())
}

/// The last word about every row: on the disk, however many there are.
struct Last(Connection);

impl Last {
    fn new() -> Result<Last> {
        // Without a name: a file that is gone with its connection.
        let file = Connection::open("")?;
        file.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
             CREATE TABLE word (place TEXT, key TEXT, digest TEXT, n BIGINT, met BIGINT, PRIMARY KEY (place, key)) WITHOUT ROWID;
             BEGIN;",
        )?;
        Ok(Last(file))
    }

    fn says(&self, n: i64, SealedRow(table, key, digest): &SealedRow) -> Result<()> {
        self.0
            .prepare_cached("REPLACE INTO word VALUES (?1, ?2, ?3, ?4, 0)")?
            .execute((table, key, digest, n))?;
        Ok(())
    }

    fn compared(&self, table: &str, key: String, stands: &str) -> Result<Option<Difference>> {
        let word: Option<(Option<String>, i64)> = self
            .0
            .prepare_cached(
                "UPDATE word SET met = 1 WHERE place = ?1 AND key = ?2 RETURNING digest, n",
            )?
            .query_row((table, &key), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let event = word.as_ref().map(|(_, n)| *n);
        let how = match word.and_then(|(digest, _)| digest) {
            Some(digest) if digest == stands => return Ok(None),
            Some(_) => Differs::Changed,
            None => Differs::Planted,
        };
        Ok(Some(Difference {
            table: table.to_owned(),
            key,
            how,
            event,
        }))
    }

    /// Rows that should stand and were not met.
    fn unmet(&self) -> Result<Vec<Difference>> {
        let mut rows = self
            .0
            .prepare("SELECT place, key, n FROM word WHERE met = 0 AND digest IS NOT NULL ORDER BY place, key")?;
        let unmet = rows.query_map((), |row| {
            Ok(Difference {
                table: row.get(0)?,
                key: row.get(1)?,
                how: Differs::Gone,
                event: Some(row.get(2)?),
            })
        })?;
        let unmet: std::result::Result<Vec<Difference>, _> = unmet.collect();
        let mut unmet = unmet?;
        unmet.retain(|one| !MAY_BE_GONE.contains(&one.table.as_str()));
        Ok(unmet)
    }
}
