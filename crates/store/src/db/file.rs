//! A database in a file: SQLite, asked on the spot by whoever needs an answer. Handing every
//! statement to a thread of its own and waiting for it costs more than most statements do.
//!
//! Readers go side by side, writers in turn: waiting in line for the one writing connection is
//! fairer and quicker than asking SQLite again and again. The write lock is taken when a
//! transaction begins: one that reads first and writes later would fail under contention instead of
//! waiting.

mod opened;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::types::{ToSql, ToSqlOutput};
use rusqlite::{CachedStatement, Connection, OpenFlags};
use tokio::sync::{Mutex as Turns, OwnedMutexGuard};
use tokio::time::timeout;

use self::opened::{connection, keep_private, still};
use super::PATIENCE;
use super::row::{FromRow, Row};
use crate::error::{Result, StoreError};
use crate::plan::Readings;
use crate::value::Value;

/// Connections kept open for readers.
const READERS: usize = 8;
/// Statements a connection keeps prepared.
const STATEMENTS: usize = 256;
/// Names of values, as statements have them.
const NAMES: [&str; 20] = [
    "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15",
    "$16", "$17", "$18", "$19", "$20",
];

/// Time a change waits for readers of what it took away before it leaves erasing it to the next.
const ERASING: Duration = Duration::from_millis(200);

/// A file; cheap to clone.
#[derive(Clone)]
pub struct File(Arc<Inner>);

struct Inner {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    /// Opened to read one moment: its only connection is the idle one.
    still: bool,
    /// `None` once closed, and where nothing may be written.
    write: Arc<Turns<Option<Pen>>>,
    plans: Readings,
}

/// The writing connection, and whether what was taken away still lies in the log beside the file.
struct Pen {
    connection: Connection,
    stale: bool,
}

/// The writing connection, for one statement.
pub(super) struct Writer(OwnedMutexGuard<Option<Pen>>);

/// A transaction on the file.
pub struct FileTx {
    writer: Writer,
    open: bool,
    erases: bool,
}

impl File {
    fn of(path: &Path, still: Option<Connection>, pen: Option<Pen>) -> File {
        File(Arc::new(Inner {
            path: path.to_owned(),
            still: still.is_some(),
            idle: Mutex::new(still.into_iter().collect()),
            write: Arc::new(Turns::new(pen)),
            plans: Readings::default(),
        }))
    }

    pub(super) fn open(path: &Path) -> Result<File> {
        keep_private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = connection(path, flags)?;
        let mut pen = Pen {
            connection,
            stale: true,
        };
        // One that was killed may have left what it took away.
        pen.erase(ERASING)?;
        Ok(File::of(path, None, Some(pen)))
    }

    pub(super) fn open_to_read(path: &Path) -> Result<File> {
        Ok(File::of(path, Some(still(path)?), None))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0.path
    }

    /// Where it lies.
    pub(crate) fn folder(&self) -> PathBuf {
        let folder = self.0.path.parent();
        let named = folder.filter(|folder| !folder.as_os_str().is_empty());
        named.unwrap_or(Path::new(".")).to_owned()
    }

    pub(super) fn plans(&self) -> &Readings {
        &self.0.plans
    }

    pub(super) fn all<T: FromRow>(&self, text: &str, values: &[Value]) -> Result<Vec<T>> {
        self.all_by(text, values, T::from_row)
    }

    pub(super) fn all_by<T>(
        &self,
        text: &str,
        values: &[Value],
        make: impl Fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.reading(|connection| all(connection, text, values, make))
    }

    pub(super) fn first<T: FromRow>(&self, text: &str, values: &[Value]) -> Result<Option<T>> {
        self.reading(|connection| first(connection, text, values))
    }

    pub(super) fn understands(&self, text: &str) -> Result<()> {
        self.reading(|connection| Ok(connection.prepare(text).map(drop)?))
    }

    /// The writing connection, when it is one's turn.
    pub(super) async fn writer(&self) -> Result<Writer> {
        let turn = timeout(PATIENCE, Arc::clone(&self.0.write).lock_owned()).await;
        let turn = turn.map_err(|_| StoreError::Database("others write too long".to_owned()))?;
        Ok(Writer(turn))
    }

    pub(super) async fn begin(&self) -> Result<FileTx> {
        let mut writer = self.writer().await?;
        writer.run("BEGIN IMMEDIATE", &[])?;
        Ok(FileTx {
            writer,
            open: true,
            erases: false,
        })
    }

    /// A transaction of one who only reads: it sees one moment, and keeps nobody waiting.
    pub(super) fn look(&self) -> Result<FileTx> {
        let connection = match self.0.still {
            true => still(&self.0.path)?,
            false => {
                let connection = self.reader()?;
                connection.execute_batch("BEGIN")?;
                connection
            }
        };
        let own = Arc::new(Turns::new(Some(Pen {
            connection,
            stale: false,
        })));
        let held = own.try_lock_owned();
        Ok(FileTx {
            writer: Writer(held.map_err(|error| StoreError::Database(error.to_string()))?),
            open: true,
            erases: false,
        })
    }

    pub(super) async fn alone(&self) -> Result<()> {
        self.idle().clear();
        let writer = self.writer().await?;
        let mode: Option<(String,)> =
            first(writer.connection()?, "PRAGMA journal_mode = DELETE", &[])?;
        match mode {
            Some((mode,)) if mode == "delete" => Ok(()),
            _ => Err(StoreError::Taken),
        }
    }

    pub(super) async fn compact(&self) -> Result<()> {
        let mut writer = self.writer().await?;
        writer.run("VACUUM", &[])?;
        writer.erase()
    }

    pub(super) async fn close(&self) {
        drop(self.0.write.lock().await.take());
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> Result<Connection> {
        let free = self.idle().pop();
        if let Some(connection) = free {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = connection(&self.0.path, flags)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// With a connection that only reads. There are as many as threads that read at once.
    fn reading<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if self.0.still {
            return work(self.idle().first().ok_or_else(closed)?);
        }
        let connection = self.reader()?;
        let done = work(&connection);
        let mut idle = self.idle();
        if idle.len() < READERS {
            idle.push(connection);
        }
        done
    }
}

fn closed() -> StoreError {
    StoreError::Database("the database is closed, or open to read only".to_owned())
}

impl Pen {
    /// Empties the log, which still has what was taken away as it was before.
    fn erase(&mut self, patience: Duration) -> Result<()> {
        if self.stale {
            self.connection.busy_timeout(patience)?;
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            let busy: Result<Option<(i64,)>> = first(&self.connection, sql, &[]);
            self.connection.busy_timeout(PATIENCE)?;
            self.stale = busy? != Some((0,));
        }
        Ok(())
    }
}

impl Writer {
    fn connection(&self) -> Result<&Connection> {
        self.0
            .as_ref()
            .map(|pen| &pen.connection)
            .ok_or_else(closed)
    }

    /// Empties the log.
    fn erase(&mut self) -> Result<()> {
        let pen = self.0.as_mut().ok_or_else(closed)?;
        pen.stale = true;
        pen.erase(ERASING)
    }

    pub(super) fn run(&mut self, text: &str, values: &[Value]) -> Result<u64> {
        let connection = self.connection()?;
        let mut statement = prepared(connection, text, values)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(connection.changes())
    }
}

impl FileTx {
    pub(super) fn all<T: FromRow>(&mut self, text: &str, values: &[Value]) -> Result<Vec<T>> {
        self.all_by(text, values, T::from_row)
    }

    pub(super) fn all_by<T>(
        &mut self,
        text: &str,
        values: &[Value],
        make: impl Fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        all(self.writer.connection()?, text, values, make)
    }

    pub(super) fn first<T: FromRow>(&mut self, text: &str, values: &[Value]) -> Result<Option<T>> {
        first(self.writer.connection()?, text, values)
    }

    pub(super) fn run(&mut self, text: &str, values: &[Value]) -> Result<u64> {
        self.writer.run(text, values)
    }

    pub(super) fn each(&self, text: &str, mut work: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        let mut statement = prepared(self.writer.connection()?, text, &[])?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            work(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    pub(super) fn script(&mut self, text: &str) -> Result<()> {
        Ok(self.writer.connection()?.execute_batch(text)?)
    }

    pub(super) fn erases(&mut self) {
        self.erases = true;
    }

    pub(super) fn commit(mut self) -> Result<()> {
        self.run("COMMIT", &[])?;
        self.open = false;
        let Some(pen) = self.writer.0.as_mut() else {
            return Ok(());
        };
        pen.stale |= self.erases;
        // Kept it is, whether or not the log could be emptied: the next commit tries again.
        let patience = if self.erases { ERASING } else { Duration::ZERO };
        pen.erase(patience).ok();
        Ok(())
    }
}

impl Drop for FileTx {
    fn drop(&mut self) {
        // Where it fails, SQLite has undone it already.
        if self.open {
            self.run("ROLLBACK", &[]).ok();
        }
    }
}

/// Values are told apart by their names: SQLite numbers `$2` first where it stands first.
fn prepared<'c>(
    connection: &'c Connection,
    text: &str,
    values: &[Value],
) -> Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(text)?;
    for (name, value) in NAMES.iter().zip(values) {
        let at = statement.parameter_index(name)?;
        let at = at.ok_or_else(|| StoreError::Database(format!("{name} is not in: {text}")))?;
        statement.raw_bind_parameter(at, value)?;
    }
    Ok(statement)
}

fn all<T>(
    connection: &Connection,
    text: &str,
    values: &[Value],
    make: impl Fn(&Row) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = prepared(connection, text, values)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(make(&Row::Sqlite(row))?);
    }
    Ok(found)
}

fn first<T: FromRow>(connection: &Connection, text: &str, values: &[Value]) -> Result<Option<T>> {
    let mut statement = prepared(connection, text, values)?;
    let mut rows = statement.raw_query();
    let row = rows.next()?;
    row.map(|row| T::from_row(&Row::Sqlite(row))).transpose()
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Value::Text(text) => text.to_sql(),
            Value::Int(number) => number.to_sql(),
            Value::Flag(flag) => flag.to_sql(),
            Value::Bytes(bytes) => bytes.to_sql(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values;

    fn file(folder: &tempfile::TempDir) -> File {
        File::open(&folder.path().join("nhip.db")).unwrap()
    }

    #[tokio::test]
    async fn values_are_told_apart_by_their_numbers_not_by_where_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        let found: Option<(String, String)> = file(&folder)
            .first("SELECT $2, $1", &values!["one", "two"])
            .unwrap();
        assert_eq!(found, Some(("two".into(), "one".into())));
        let nowhere = file(&folder).all::<(i64,)>("SELECT 1", &values!["nowhere"]);
        assert!(matches!(nowhere, Err(StoreError::Database(_))));
    }

    #[tokio::test]
    async fn what_is_dropped_before_its_commit_was_never_written_and_the_next_has_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(&folder);
        let mut tx = file.begin().await.unwrap();
        tx.script("CREATE TABLE kept (n BIGINT PRIMARY KEY)")
            .unwrap();
        tx.commit().unwrap();
        let mut dropped = file.begin().await.unwrap();
        dropped
            .run("INSERT INTO kept VALUES ($1)", &values![1_i64])
            .unwrap();
        drop(dropped);
        let mut tx = file.begin().await.unwrap();
        tx.run("INSERT INTO kept VALUES ($1)", &values![2_i64])
            .unwrap();
        let seen: Vec<(i64,)> = file.all("SELECT n FROM kept", &[]).unwrap();
        assert!(
            seen.is_empty(),
            "a reader saw what was not yet kept: {seen:?}"
        );
        let twice = tx.run("INSERT INTO kept VALUES ($1)", &values![2_i64]);
        assert!(matches!(twice, Err(StoreError::Taken)), "{twice:?}");
        tx.commit().unwrap();
        let seen: Vec<(i64,)> = file.all("SELECT n FROM kept", &[]).unwrap();
        assert_eq!(seen, [(2,)]);
    }

    #[tokio::test]
    async fn who_reads_cannot_write_and_nobody_writes_after_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = file(&folder);
        let written = file.all::<(i64,)>("CREATE TABLE kept (n BIGINT)", &[]);
        assert!(
            matches!(written, Err(StoreError::Database(_))),
            "{written:?}"
        );
        file.close().await;
        assert!(file.begin().await.is_err());
    }
}
