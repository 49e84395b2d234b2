//! Everything, table by table, as lines of JSON both databases read: a backup taken from a running
//! service, and the way from SQLite to PostgreSQL and back.

use std::path::Path;

use serde_json::{Map, Value as Json};

use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::migrate;
use crate::value::{Time, Value};
use crate::values;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Int,
    Flag,
    Bytes,
}

/// A column of a table.
#[derive(Debug, Clone)]
struct Column {
    name: String,
    kind: Kind,
}

/// A table: its name, and its columns in order.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name.
    pub name: String,
    columns: Vec<Column>,
}

/// Rows read at a time.
const PAGE: i64 = 2_000;

struct ColumnRow {
    name: String,
    kind: String,
}

from_row!(ColumnRow { name, kind });

/// The tables, those others refer to first: the order in which migrations made them.
pub async fn tables(db: &Db) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for name in migrate::tables() {
        let rows: Vec<ColumnRow> = db
            .all(
                Sql::Each {
                    sqlite: "SELECT name, lower(type) AS kind FROM pragma_table_info($1) ORDER BY cid",
                    postgres: "SELECT CAST(column_name AS TEXT) AS name, CAST(data_type AS TEXT) AS kind FROM information_schema.columns
                               WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
                },
                values![name],
            )
            .await?;
        let columns: Result<Vec<Column>> = rows.into_iter().map(column).collect();
        let columns = columns?;
        if !columns.is_empty() {
            let name = name.to_owned();
            tables.push(Table { name, columns });
        }
    }
    Ok(tables)
}

fn column(row: ColumnRow) -> Result<Column> {
    let kind = match row.kind.as_str() {
        "text" => Kind::Text,
        "bigint" => Kind::Int,
        "boolean" => Kind::Flag,
        "blob" | "bytea" => Kind::Bytes,
        other => {
            return Err(StoreError::Database(format!(
                "column {} is of a kind no migration made: {other}",
                row.name
            )));
        }
    };
    Ok(Column {
        name: row.name,
        kind,
    })
}

impl Table {
    /// Statement that reads a page of rows, each as one JSON object. Names come from our own
    /// migrations.
    fn select(&self, postgres: bool) -> String {
        let pairs: Vec<String> = self
            .columns
            .iter()
            .map(|Column { name, kind }| {
                let value = match (kind, postgres) {
                    (Kind::Bytes, true) => format!("encode({name}, 'hex')"),
                    (Kind::Bytes, false) => format!("lower(hex({name}))"),
                    (Kind::Flag, false) => {
                        format!("json(CASE WHEN {name} THEN 'true' ELSE 'false' END)")
                    }
                    _ => name.clone(),
                };
                format!("'{name}', {value}")
            })
            .collect();
        let (pairs, order) = (pairs.join(", "), self.order(postgres));
        match postgres {
            true => format!(
                "SELECT CAST(json_build_object({pairs}) AS TEXT) FROM {} ORDER BY {order} LIMIT $1 OFFSET $2",
                self.name
            ),
            false => format!(
                "SELECT json_object({pairs}) FROM {} ORDER BY {order} LIMIT $1 OFFSET $2",
                self.name
            ),
        }
    }

    /// All columns but large ones: the same rows come in the same order from both databases, and
    /// ids that grow with time put parents before their children.
    fn order(&self, postgres: bool) -> String {
        let names: Vec<String> = self
            .columns
            .iter()
            .filter(|column| column.kind != Kind::Bytes)
            .take(3)
            .map(|Column { name, kind }| match (kind, postgres) {
                // The order of letters depends on the server; that of bytes does not.
                (Kind::Text, true) => format!("{name} COLLATE \"C\""),
                _ => name.clone(),
            })
            .collect();
        names.join(", ")
    }

    /// Reads every column of every row, and forgets them: what cannot be read is an error.
    pub(crate) async fn read_whole(&self, db: &Db) -> Result<()> {
        let mut from = 0;
        loop {
            let rows: Vec<(String,)> = db
                .all_of(self.select(db.is_postgres()), values![PAGE, from])
                .await?;
            match i64::try_from(rows.len()).unwrap_or(i64::MAX) {
                0 => return Ok(()),
                more => from += more,
            }
        }
    }

    fn insert(&self) -> String {
        let names: Vec<&str> = self
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        let marks: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
        format!(
            "INSERT INTO {} ({}) VALUES ({})",
            self.name,
            names.join(", "),
            marks.join(", ")
        )
    }

    /// The values of a row, in the order of the columns.
    fn values(&self, row: &Map<String, Json>) -> Result<Vec<Value>> {
        self.columns
            .iter()
            .map(|column| {
                let json = row.get(&column.name).unwrap_or(&Json::Null);
                value(column.kind, json).ok_or_else(|| {
                    StoreError::Database(format!(
                        "{}.{} does not take {json}",
                        self.name, column.name
                    ))
                })
            })
            .collect()
    }
}

fn value(kind: Kind, json: &Json) -> Option<Value> {
    Some(match kind {
        Kind::Text if json.is_null() => Value::Text(None),
        Kind::Text => Value::Text(Some(json.as_str()?.to_owned())),
        Kind::Int if json.is_null() => Value::Int(None),
        Kind::Int => Value::Int(Some(json.as_i64()?)),
        Kind::Flag => Value::Flag(json.as_bool()?),
        Kind::Bytes => Value::Bytes(unhex(json.as_str()?)?),
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

/// A database that stands still while it is read.
pub struct Still {
    db: Db,
    tx: Option<Tx>,
}

impl Still {
    /// Of a running service. SQLite is copied into `folder` first, so that no writer waits;
    /// PostgreSQL shows one moment of itself.
    pub async fn of(db: &Db, folder: &Path) -> Result<Still> {
        if db.is_postgres() {
            let mut tx = db.begin().await?;
            tx.run(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
                values![],
            )
            .await?;
            let tx = Some(tx);
            return Ok(Still { db: db.clone(), tx });
        }
        let copy = folder.join("nhip-copy.db");
        let name = copy.to_string_lossy().into_owned();
        db.run("VACUUM INTO $1", values![name]).await?;
        Ok(Still {
            db: Db::open(&copy).await?,
            tx: None,
        })
    }

    /// The database behind it: the copy, or the server as it goes on.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The tables.
    pub async fn tables(&self) -> Result<Vec<Table>> {
        tables(&self.db).await
    }

    /// Some rows of a table from a place on, each as a line of JSON; none at its end.
    pub async fn rows(&mut self, table: &Table, from: i64) -> Result<Vec<String>> {
        let text = table.select(self.db.is_postgres());
        let values = values![PAGE, from];
        let rows: Vec<(String,)> = match &mut self.tx {
            Some(tx) => tx.all_of(text, values).await?,
            None => self.db.all_of(text, values).await?,
        };
        Ok(rows.into_iter().map(|(row,)| row).collect())
    }

    /// Lets go of it.
    pub async fn close(self) {
        let copied = self.tx.is_none();
        drop(self.tx);
        if copied {
            self.db.close().await;
        }
    }
}

/// Whether a database holds nothing yet but what migrations put there.
pub async fn is_empty(db: &Db) -> Result<bool> {
    let (count,): (i64,) = db
        .one(
            "SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM setting) + (SELECT COUNT(*) FROM unit_first)",
            values![],
        )
        .await?;
    Ok(count == 0)
}

/// Loads rows into a table, inside a restore.
pub async fn load(tx: &mut Tx, table: &Table, rows: &[Map<String, Json>]) -> Result<()> {
    let insert = table.insert();
    for row in rows {
        tx.run_of(&insert, table.values(row)?).await?;
    }
    Ok(())
}

/// Takes out what migrations put into a new database, so that the rows of a backup find their place.
pub async fn clear(tx: &mut Tx) -> Result<()> {
    tx.run("DELETE FROM audit_head", values![]).await.map(drop)
}

/// Brings a new database to where the backup's was, before its rows are loaded.
pub async fn prepare(db: &Db, now: Time, migration: i64) -> Result<()> {
    migrate::forward_to(db, now, migration).await.map(drop)
}
