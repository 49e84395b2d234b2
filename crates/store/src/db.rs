//! SQLite or PostgreSQL behind one small face: a statement, its values, rows by `FromRow`.
//!
//! A statement is written once, with `$1`; where the two must differ, both texts stand side by
//! side in [`Sql::Each`]. SQLite takes the write lock when a transaction begins: one that reads
//! first and writes later fails under contention instead of waiting.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Executor, FromRow, PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool, Transaction};

use crate::error::{Result, StoreError};
use crate::plan::Readings;
use crate::value::Value;

/// A database.
#[derive(Clone)]
pub enum Db {
    /// A file.
    Sqlite(Files),
    /// A server.
    Postgres(Server),
}

/// Connections to one server.
#[derive(Clone)]
pub struct Server {
    pool: PgPool,
    plans: Arc<Readings>,
}

/// Connections to one file: readers side by side, writers in turn. Waiting in line for the one
/// writing connection is fairer and quicker than asking SQLite again and again.
#[derive(Clone)]
pub struct Files {
    read: SqlitePool,
    write: SqlitePool,
    plans: Arc<Readings>,
}

/// A transaction that may write; undone when dropped before [`Tx::commit`].
pub enum Tx {
    /// On the file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On the server.
    Postgres(Transaction<'static, Postgres>),
}

/// The text of a statement.
#[derive(Debug, Clone, Copy)]
pub enum Sql {
    /// One for both.
    Both(&'static str),
    /// One for each.
    Each {
        /// For SQLite.
        sqlite: &'static str,
        /// For PostgreSQL.
        postgres: &'static str,
    },
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Sql {
        Sql::Both(text)
    }
}

impl Sql {
    fn sqlite(self) -> &'static str {
        match self {
            Sql::Both(text) | Sql::Each { sqlite: text, .. } => text,
        }
    }

    fn postgres(self) -> &'static str {
        match self {
            Sql::Both(text) | Sql::Each { postgres: text, .. } => text,
        }
    }
}

/// A row of either database: derive [`FromRow`] and it is one.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// Seconds a writer waits for the one before it.
const PATIENCE: Duration = Duration::from_secs(20);
/// Connections at once.
const CONNECTIONS: u32 = 8;

/// The statement with its values bound.
macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Int(number) => query.bind(number),
                Value::Flag(flag) => query.bind(flag),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

/// The same four questions, asked of a database or of a transaction.
macro_rules! questions {
    ($face:ident, $me:ident: ($($own:tt)+), |$sqlite:ident| $read:expr, $write:expr; |$postgres:ident| $to_postgres:expr) => {
        impl $face {
            /// All rows.
            pub async fn all<T: Row>($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<Vec<T>> {
                let sql = sql.into();
                Ok(match $me {
                    $face::Sqlite($sqlite) => bound!(sqlx::query_as(sql.sqlite()), values).fetch_all($read).await?,
                    $face::Postgres($postgres) => bound!(sqlx::query_as(sql.postgres()), values).fetch_all($to_postgres).await?,
                })
            }

            /// The first row, if there is one.
            pub async fn first<T: Row>($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<Option<T>> {
                let sql = sql.into();
                Ok(match $me {
                    $face::Sqlite($sqlite) => bound!(sqlx::query_as(sql.sqlite()), values).fetch_optional($read).await?,
                    $face::Postgres($postgres) => bound!(sqlx::query_as(sql.postgres()), values).fetch_optional($to_postgres).await?,
                })
            }

            /// All rows of a statement made of our own names, as a backup makes them.
            pub(crate) async fn all_of<T: Row>($($own)+, text: String, values: Vec<Value>) -> Result<Vec<T>> {
                let safe = sqlx::AssertSqlSafe(text);
                Ok(match $me {
                    $face::Sqlite($sqlite) => bound!(sqlx::query_as(safe), values).fetch_all($read).await?,
                    $face::Postgres($postgres) => bound!(sqlx::query_as(safe), values).fetch_all($to_postgres).await?,
                })
            }

            /// The only row; [`StoreError::NotFound`] where there is none.
            pub async fn one<T: Row>($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<T> {
                $me.first(sql, values).await?.ok_or(StoreError::NotFound)
            }

            /// Rows changed.
            pub async fn run($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<u64> {
                let sql = sql.into();
                Ok(match $me {
                    $face::Sqlite($sqlite) => bound!(sqlx::query(sql.sqlite()), values).execute($write).await?.rows_affected(),
                    $face::Postgres($postgres) => bound!(sqlx::query(sql.postgres()), values).execute($to_postgres).await?.rows_affected(),
                })
            }
        }
    };
}

questions!(Db, self: (&self), |files| &files.read, &files.write; |server| &server.pool);
questions!(Tx, self: (&mut self), |tx| &mut **tx, &mut **tx; |tx| &mut **tx);

impl Db {
    /// Opens the file, which is made if need be.
    pub async fn open(file: &Path) -> Result<Db> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was answered as saved outlives a power failure, not only a crash.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("trusted_schema", "OFF");
        let pool = |most| {
            SqlitePoolOptions::new()
                .max_connections(most)
                .acquire_timeout(PATIENCE)
                .connect_with(options.clone())
        };
        // The writer first: it makes the file.
        let write = pool(1).await?;
        let read = pool(CONNECTIONS).await?;
        let plans = Arc::default();
        Ok(Db::Sqlite(Files { read, write, plans }))
    }

    /// Connects to a server, `postgres://user@host/database`.
    pub async fn connect(url: &str) -> Result<Db> {
        // A search for a rare word and one for a common word want different ways through the index.
        let options =
            PgConnectOptions::from_str(url)?.options([("plan_cache_mode", "force_custom_plan")]);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        let plans = Arc::default();
        Ok(Db::Postgres(Server { pool, plans }))
    }

    /// A transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite(files) => Tx::Sqlite(files.write.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(server) => Tx::Postgres(server.pool.begin().await?),
        })
    }

    /// Plans parsed last.
    pub(crate) fn plans(&self) -> &Readings {
        match self {
            Db::Sqlite(files) => &files.plans,
            Db::Postgres(server) => &server.plans,
        }
    }

    /// Whether this is the server.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Db::Postgres(_))
    }

    /// Whether the database understands a statement; for the test that tries every one of them.
    pub async fn understands(&self, text: String) -> Result<()> {
        let safe = sqlx::AssertSqlSafe(text).into_sql_str();
        match self {
            Db::Sqlite(files) => files.read.acquire().await?.prepare(safe).await.map(drop)?,
            Db::Postgres(server) => server.pool.acquire().await?.prepare(safe).await.map(drop)?,
        }
        Ok(())
    }

    /// Waits until all is written and closes.
    pub async fn close(&self) {
        match self {
            Db::Sqlite(files) => {
                files.read.close().await;
                files.write.close().await;
            }
            Db::Postgres(server) => server.pool.close().await,
        }
    }
}

impl Tx {
    /// Keeps what was written.
    pub async fn commit(self) -> Result<()> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// A statement made of our own names, as a restore makes it.
    pub(crate) async fn run_of(&mut self, text: String, values: Vec<Value>) -> Result<()> {
        let safe = sqlx::AssertSqlSafe(text);
        match self {
            Tx::Sqlite(tx) => bound!(sqlx::query(safe), values)
                .execute(&mut **tx)
                .await
                .map(drop)?,
            Tx::Postgres(tx) => bound!(sqlx::query(safe), values)
                .execute(&mut **tx)
                .await
                .map(drop)?,
        }
        Ok(())
    }

    /// Several statements without values, as a migration has them.
    pub(crate) async fn script(&mut self, text: String) -> Result<()> {
        let safe = sqlx::AssertSqlSafe(text);
        match self {
            Tx::Sqlite(tx) => sqlx::raw_sql(safe).execute(&mut **tx).await.map(drop)?,
            Tx::Postgres(tx) => sqlx::raw_sql(safe).execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }
}
