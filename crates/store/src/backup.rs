//! Everything, table by table, as lines of JSON both databases read: a backup taken from a running
//! service, and the way from SQLite to PostgreSQL and back.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use crate::db::row::{Kind, Row};
use crate::db::{Db, Sql, Tx};
use crate::error::{Result, StoreError};
use crate::migrate::{self, Standing, hex};
use crate::value::Value;
use crate::values;

/// Tables no backup holds, each with the reason.
pub const LEFT_OUT: [(&str, &str); 3] = [
    ("session", "lets somebody in"),
    ("operation", "concerns browsers that wait for an answer"),
    (
        "refused_sign_in",
        "concerns this moment and this machine only",
    ),
];

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

/// Rows read at a time: as many as weigh about so many bytes, and no more than so many.
const WEIGHT: usize = 1 << 20;
const PAGE: i64 = 1_000;

struct ColumnRow {
    name: String,
    kind: String,
}

from_row!(ColumnRow { name, kind });

/// The tables of a database that go into a backup, whichever migrations it has seen.
pub async fn tables(db: &Db) -> Result<Vec<Table>> {
    let kept = |name: &&str| !LEFT_OUT.iter().any(|(out, _)| out == name);
    let mut tables = Vec::new();
    for name in migrate::tables().filter(kept) {
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
        let columns: Vec<Column> = rows.into_iter().map(column).collect::<Result<_>>()?;
        if !columns.is_empty() {
            let name = name.to_owned();
            tables.push(Table { name, columns });
        }
    }
    Ok(tables)
}

fn column(ColumnRow { name, kind }: ColumnRow) -> Result<Column> {
    let kind = match kind.as_str() {
        "text" => Kind::Text,
        "bigint" => Kind::Int,
        "boolean" => Kind::Flag,
        "blob" | "bytea" => Kind::Bytes,
        other => {
            let trouble = format!("column {name} is of a kind no migration made: {other}");
            return Err(StoreError::Database(trouble));
        }
    };
    Ok(Column { name, kind })
}

impl Table {
    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|one| one.name.as_str()).collect();
        names.join(", ")
    }

    /// A reading of all rows, page by page, in the order they were written (SQLite) or lie
    /// (PostgreSQL, of a database opened to be read).
    pub fn rows<'a>(&'a self, db: &'a Db) -> Rows<'a> {
        Rows {
            table: self,
            db,
            after: None,
            page: 1,
        }
    }

    /// A row as a line of JSON: the same from either database, to the letter.
    pub fn line(&self, row: &[Value]) -> String {
        let cells = self.columns.iter().zip(row).map(|(column, value)| {
            let json = match value {
                Value::Text(text) => Json::from(text.clone()),
                Value::Int(number) => Json::from(*number),
                Value::Flag(flag) => Json::from(*flag),
                Value::Bytes(bytes) => Json::from(bytes.as_deref().map(hex)),
            };
            (column.name.clone(), json)
        });
        Json::Object(cells.collect()).to_string()
    }

    /// A line read back: every column of the table, and no other.
    pub fn row(&self, line: &str) -> Result<Vec<Value>> {
        let cells: Map<String, Json> = serde_json::from_str(line)?;
        let not = |what: &str| StoreError::Database(format!("{}.{what} is not a cell", self.name));
        if let Some(other) = cells.keys().find(|name| self.lacks(name)) {
            return Err(not(other));
        }
        let cell = |Column { name, kind }: &Column| {
            let json = cells.get(name).and_then(|json| value(*kind, json));
            json.ok_or_else(|| not(name))
        };
        self.columns.iter().map(cell).collect()
    }

    fn lacks(&self, name: &str) -> bool {
        !self.columns.iter().any(|column| column.name == name)
    }

    /// Writes a row, inside a restore.
    pub async fn load(&self, tx: &mut Tx, row: Vec<Value>) -> Result<()> {
        let marks: Vec<String> = (1..=row.len()).map(|n| format!("${n}")).collect();
        let (name, names, marks) = (&self.name, self.names(), marks.join(", "));
        let text = format!("INSERT INTO {name} ({names}) VALUES ({marks})");
        tx.run_of(&text, row).await
    }

    /// What all rows add up to.
    pub async fn sum(&self, db: &Db) -> Result<Sum> {
        let (mut summing, mut rows) = (Summing::default(), self.rows(db));
        while let Some(page) = rows.next().await? {
            page.iter().for_each(|row| summing.add(&self.line(row)));
        }
        Ok(summing.end())
    }

    /// How many rows there are, inside a restore.
    pub async fn count(&self, tx: &mut Tx) -> Result<usize> {
        let text = format!("SELECT COUNT(*) FROM {}", self.name);
        let count = tx.all_by(text, values![], |row| row.nth::<i64>(0)).await?;
        Ok(count
            .first()
            .map_or(0, |n| usize::try_from(*n).unwrap_or(0)))
    }
}

fn value(kind: Kind, json: &Json) -> Option<Value> {
    let null = json.is_null();
    Some(match kind {
        Kind::Text if null => Value::Text(None),
        Kind::Text => Value::Text(Some(json.as_str()?.to_owned())),
        Kind::Int if null => Value::Int(None),
        Kind::Int => Value::Int(Some(json.as_i64()?)),
        Kind::Flag if null => Value::Flag(None),
        Kind::Flag => Value::Flag(Some(json.as_bool()?)),
        Kind::Bytes if null => Value::Bytes(None),
        Kind::Bytes => Value::Bytes(Some(unhex(json.as_str()?)?)),
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

/// A reading of a table.
pub struct Rows<'a> {
    table: &'a Table,
    db: &'a Db,
    /// The last row read, once reading has begun.
    after: Option<i64>,
    page: i64,
}

impl Rows<'_> {
    /// The next rows; none at the end. Wherever it stops, it goes on by key, never by counting
    /// from the beginning.
    pub async fn next(&mut self) -> Result<Option<Vec<Vec<Value>>>> {
        let Table { name, columns } = self.table;
        let cells = |row: &Row| -> Result<Vec<Value>> {
            let cells = columns.iter().enumerate();
            cells.map(|(at, one)| row.value(at, one.kind)).collect()
        };
        let (names, page) = (self.table.names(), self.page);
        if self.db.is_postgres() {
            if self.after.is_none() {
                let text = format!(
                    "DECLARE rows_of_{name} NO SCROLL CURSOR FOR SELECT {names} FROM {name}"
                );
                self.db.all_by(text, values![], |_| Ok(())).await?;
                self.after = Some(0);
            }
            let text = format!("FETCH {page} FROM rows_of_{name}");
            let rows = self.db.all_by(text, values![], cells).await?;
            if rows.is_empty() {
                let text = format!("CLOSE rows_of_{name}");
                self.db.all_by(text, values![], |_| Ok(())).await?;
            }
            return Ok(self.weighed(rows));
        }
        let text =
            format!("SELECT {names}, rowid FROM {name} WHERE rowid > $1 ORDER BY rowid LIMIT $2");
        let from = self.after.unwrap_or(i64::MIN);
        let keyed = |row: &Row| Ok((cells(row)?, row.nth::<i64>(columns.len())?));
        let rows = self.db.all_by(text, values![from, page], keyed).await?;
        self.after = rows.last().map(|(_, key)| *key).or(self.after);
        Ok(self.weighed(rows.into_iter().map(|(row, _)| row).collect()))
    }

    /// After a heavy page a shorter one, after a light one a longer: photos come one by one, boxes
    /// by the thousand.
    fn weighed(&mut self, rows: Vec<Vec<Value>>) -> Option<Vec<Vec<Value>>> {
        let weight = |value: &Value| match value {
            Value::Text(text) => text.as_ref().map_or(0, String::len),
            Value::Bytes(bytes) => bytes.as_ref().map_or(0, Vec::len),
            Value::Int(_) | Value::Flag(_) => 8,
        };
        let weight: usize = rows.iter().flatten().map(weight).sum();
        self.page = match weight > WEIGHT {
            true => (self.page / 4).max(1),
            false => (self.page * 2).min(PAGE),
        };
        Some(rows).filter(|rows| !rows.is_empty())
    }
}

/// What the lines of a table add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Lines.
    pub rows: usize,
    /// SHA-256 of all of them, each with its line break.
    pub sha256: String,
}

/// A sum being made.
#[derive(Default)]
pub struct Summing {
    rows: usize,
    digest: Sha256,
}

impl Summing {
    /// Adds a line.
    pub fn add(&mut self, line: &str) {
        self.rows += 1;
        self.digest.update(line);
        self.digest.update("\n");
    }

    /// The sum.
    pub fn end(self) -> Sum {
        let sha256 = hex(&self.digest.finalize());
        let rows = self.rows;
        Sum { rows, sha256 }
    }
}

const HOLDS: &str = "SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM setting) + (SELECT COUNT(*) FROM unit_first)";
const OTHERS: Sql = Sql::Each {
    sqlite: "SELECT COUNT(*) FROM sqlite_master",
    // Whoever else has tables there keeps them.
    postgres: "SELECT CAST(0 AS BIGINT)",
};

/// Whether a database holds nothing yet but what migrations put there.
pub async fn is_empty(db: &Db) -> Result<bool> {
    let new = migrate::standing(db).await? == Standing::New;
    let sql = if new { OTHERS } else { HOLDS.into() };
    let (count,): (i64,) = db.one(sql, values![]).await?;
    Ok(count == 0)
}

/// As [`is_empty`], of a database brought forward in this transaction.
pub async fn is_empty_in(tx: &mut Tx) -> Result<bool> {
    let (count,): (i64,) = tx.one(HOLDS, values![]).await?;
    Ok(count == 0)
}

/// From here to [`close_up`] rows come in any order: those they refer to may follow. What
/// migrations put into the tables goes.
pub async fn open_up(tx: &mut Tx, tables: &[Table]) -> Result<()> {
    let text = match tx.is_postgres() {
        true => each_reference("DEFERRABLE") + "SET CONSTRAINTS ALL DEFERRED;",
        false => "PRAGMA defer_foreign_keys = ON".to_owned(),
    };
    tx.script(text).await?;
    for table in tables {
        let text = format!("DELETE FROM {}", table.name);
        tx.run_of(&text, values![]).await?;
    }
    Ok(())
}

/// PostgreSQL has said so itself by then.
const UNMET: Sql = Sql::Each {
    sqlite: "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1",
    postgres: "SELECT '', '' WHERE FALSE",
};

/// From here every reference holds, or nothing is kept.
pub async fn close_up(tx: &mut Tx) -> Result<()> {
    if tx.is_postgres() {
        let text = "SET CONSTRAINTS ALL IMMEDIATE;".to_owned();
        return tx.script(text + &each_reference("NOT DEFERRABLE")).await;
    }
    let found: Vec<(String, String)> = tx.all(UNMET, values![]).await?;
    match found {
        found if found.is_empty() => Ok(()),
        found => {
            let (from, to) = &found[0];
            let trouble = format!("a row of {from} refers to none of {to}");
            Err(StoreError::Database(trouble))
        }
    }
}

/// Has the server change when it checks references, of all tables there are.
fn each_reference(when: &str) -> String {
    format!(
        "DO $$ DECLARE one RECORD; BEGIN
           FOR one IN SELECT CAST(conrelid AS regclass) AS held, conname FROM pg_constraint
             WHERE contype = 'f' AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) LOOP
             EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I {when}', one.held, one.conname);
           END LOOP; END $$;"
    )
}
