//! SQLite or PostgreSQL behind one small face: a statement, its values, rows by [`FromRow`].
//!
//! A statement is written once, with `$1`; where the two must differ, both texts stand side by
//! side in [`Sql::Each`].
//!
//! | module | what it is |
//! |---|---|
//! | [`file`] | SQLite, asked on the spot |
//! | [`row`] | rows of either, and what is made of them |
//! | `tx` | a transaction, and the rows it writes |

pub mod file;
#[macro_use]
pub mod row;
mod tx;

use std::future::Future;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions};
use sqlx::query::Query;
use sqlx::{Connection, Executor, PgConnection, PgPool, Postgres, SqlSafeStr, Transaction};

use tokio::time::timeout;

use crate::error::{Result, StoreError};
use crate::plan::Readings;
use crate::seal::Written;
use crate::value::Value;
use file::{File, FileTx};
use row::{FromRow, Row};

/// A database.
#[derive(Clone)]
pub enum Db {
    /// A file.
    Sqlite(File),
    /// A server.
    Postgres(Server),
}

/// Connections to one server.
#[derive(Clone)]
pub struct Server {
    pool: PgPool,
    patience: Option<Duration>,
    plans: Arc<Readings>,
    /// Its one connection stands in a transaction that sees one moment.
    moment: bool,
}

/// A transaction that may write; undone when dropped before [`Tx::commit`].
pub struct Tx {
    open: Open,
    /// The rows it wrote, where its event is to tell of them.
    written: Option<Written>,
}

/// Where a transaction is.
enum Open {
    /// On the file.
    Sqlite(FileTx),
    /// On the server, with the time there is for each answer.
    Postgres(Transaction<'static, Postgres>, Option<Duration>),
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

/// Time anybody waits for the database: for the writer before, for a connection, for one answer.
const PATIENCE: Duration = Duration::from_secs(9);
/// Time an idle connection has to show that it is still one.
const KNOCK: Duration = Duration::from_secs(1);
/// Connections to a server at once.
const CONNECTIONS: u32 = 8;

type PgQuery<'q> = Query<'q, Postgres, PgArguments>;

/// A statement for the server with its values bound.
fn bound<'q>(text: impl SqlSafeStr + 'q, values: Vec<Value>) -> PgQuery<'q> {
    values
        .into_iter()
        .fold(sqlx::query(text), |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Int(number) => query.bind(number),
            Value::Flag(flag) => query.bind(flag),
            Value::Bytes(bytes) => query.bind(bytes),
        })
}

/// What comes of a question to the server; where the network swallows it, a fault in time.
async fn answer<T>(
    patience: Option<Duration>,
    asked: impl Future<Output = sqlx::Result<T>>,
) -> Result<T> {
    match patience {
        None => Ok(asked.await?),
        Some(patience) => match timeout(patience, asked).await {
            Ok(answered) => Ok(answered?),
            Err(_) => Err(StoreError::Database("no answer in time".to_owned())),
        },
    }
}

/// The same questions, asked of a database or of a transaction.
macro_rules! questions {
    ($face:ident, $me:ident: ($($own:tt)+), |$file:ident| $write:expr; |$($server:ident),+| $patience:expr, $to_server:expr) => {
        impl $face {
            /// All rows.
            pub async fn all<T: FromRow>($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<Vec<T>> {
                let sql = sql.into();
                match $me {
                    $face::Sqlite($file) => $file.all(sql.sqlite(), &values),
                    $face::Postgres($($server),+) => made(&answer($patience, bound(sql.postgres(), values).fetch_all($to_server)).await?),
                }
            }

            /// The first row, if there is one.
            pub async fn first<T: FromRow>($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<Option<T>> {
                let sql = sql.into();
                match $me {
                    $face::Sqlite($file) => $file.first(sql.sqlite(), &values),
                    $face::Postgres($($server),+) => {
                        let row = answer($patience, bound(sql.postgres(), values).fetch_optional($to_server)).await?;
                        row.map(|row| T::from_row(&Row::Postgres(&row))).transpose()
                    }
                }
            }

            /// All rows of a statement made of our own names, as a backup makes them.
            pub(crate) async fn all_by<T>(
                $($own)+, text: String, values: Vec<Value>, make: impl Fn(&Row) -> Result<T>,
            ) -> Result<Vec<T>> {
                match $me {
                    $face::Sqlite($file) => $file.all_by(&text, &values, make),
                    $face::Postgres($($server),+) => {
                        let rows = bound(sqlx::AssertSqlSafe(text), values).fetch_all($to_server);
                        let rows = answer($patience, rows).await?;
                        rows.iter().map(|row| make(&Row::Postgres(row))).collect()
                    }
                }
            }

            /// The only row; [`StoreError::NotFound`] where there is none.
            pub async fn one<T: FromRow>($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<T> {
                $me.first(sql, values).await?.ok_or(StoreError::NotFound)
            }

            /// Rows changed.
            pub async fn run($($own)+, sql: impl Into<Sql>, values: Vec<Value>) -> Result<u64> {
                let sql = sql.into();
                match $me {
                    $face::Sqlite($file) => $write.run(sql.sqlite(), &values),
                    $face::Postgres($($server),+) => {
                        Ok(answer($patience, bound(sql.postgres(), values).execute($to_server)).await?.rows_affected())
                    }
                }
            }
        }
    };
}

questions!(Db, self: (&self), |file| file.writer().await?; |server| server.patience, &server.pool);
questions!(Open, self: (&mut self), |file| file; |tx, patience| *patience, &mut **tx);

/// Whether a connection still answers.
async fn alive(connection: &mut PgConnection) -> bool {
    let answered = timeout(KNOCK, connection.ping()).await;
    answered.is_ok_and(|answered| answered.is_ok())
}

fn made<T: FromRow>(rows: &[sqlx::postgres::PgRow]) -> Result<Vec<T>> {
    let rows = rows.iter();
    rows.map(|row| T::from_row(&Row::Postgres(row))).collect()
}

impl Db {
    /// Opens the file, which is made if need be.
    pub async fn open(file: &Path) -> Result<Db> {
        File::open(file).map(Db::Sqlite)
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
        let (plans, patience) = (Arc::default(), None);
        Ok(Db::Postgres(Server {
            pool,
            patience,
            plans,
            moment: false,
        }))
    }

    /// The same, for who answers people: no statement, lock or connection is waited for longer than
    /// [`PATIENCE`], and a connection the network swallowed is noticed on its way out and back. Who
    /// migrates, backs up or checks takes the time it needs.
    pub async fn in_time(self) -> Db {
        let Db::Postgres(server) = self else {
            return self;
        };
        let millis = |time: Duration| time.as_millis().to_string();
        let options = PgConnectOptions::clone(&server.pool.connect_options()).options([
            ("statement_timeout", millis(PATIENCE - KNOCK)),
            ("idle_in_transaction_session_timeout", millis(PATIENCE * 4)),
            ("tcp_user_timeout", millis(PATIENCE)),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            // Who came back a moment ago has just been asked.
            .before_acquire(|connection, meta| {
                Box::pin(async move { Ok(meta.idle_for < KNOCK || alive(connection).await) })
            })
            .after_release(|connection, _| Box::pin(async { Ok(alive(connection).await) }))
            .connect_lazy_with(options);
        server.pool.close().await;
        let patience = Some(PATIENCE);
        Db::Postgres(Server {
            pool,
            patience,
            ..server
        })
    }

    /// A file as it stands at this moment, to read only; also where nothing can be written.
    pub async fn open_to_read(file: &Path) -> Result<Db> {
        File::open_to_read(file).map(Db::Sqlite)
    }

    /// A server as it stands at this moment, to read only; also one that only follows another.
    pub async fn connect_to_read(url: &str) -> Result<Db> {
        Db::read(PgConnectOptions::from_str(url)?).await
    }

    /// This database as it stands at this moment, to read only, while others go on writing.
    pub async fn still(&self) -> Result<Db> {
        match self {
            Db::Sqlite(file) => Db::open_to_read(file.path()).await,
            Db::Postgres(server) => Db::read((*server.pool.connect_options()).clone()).await,
        }
    }

    /// One connection in one transaction: whatever is asked, the answers are of one moment. A
    /// connection that is lost is not made anew, for it would show another.
    async fn read(options: PgConnectOptions) -> Result<Db> {
        let begun = Arc::new(AtomicBool::new(false));
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(move |connection, _| {
                let again = begun.swap(true, Ordering::Relaxed);
                Box::pin(async move {
                    if again {
                        return Err(sqlx::Error::WorkerCrashed);
                    }
                    // The moment is that of the first question.
                    let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";
                    connection.execute(begin).await.map(drop)
                })
            })
            .connect_with(options)
            .await?;
        let (plans, patience) = (Arc::default(), None);
        Ok(Db::Postgres(Server {
            pool,
            patience,
            plans,
            moment: true,
        }))
    }

    /// Makes sure that nobody else has the file open, so that it may be put out of the way.
    pub async fn alone(&self) -> Result<()> {
        match self {
            Db::Sqlite(file) => file.alone().await,
            Db::Postgres(_) => Ok(()),
        }
    }

    /// Gives room back, and with it what an older program left lying in it. PostgreSQL sees to
    /// that itself.
    pub async fn compact(&self) -> Result<()> {
        match self {
            Db::Sqlite(file) => file.compact().await,
            Db::Postgres(_) => Ok(()),
        }
    }

    /// A transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(Tx::of(match self {
            Db::Sqlite(file) => Open::Sqlite(file.begin().await?),
            Db::Postgres(server) => {
                let tx = answer(server.patience, server.pool.begin()).await?;
                Open::Postgres(tx, server.patience)
            }
        }))
    }

    /// A transaction that sees one moment, and writes nothing.
    pub async fn look(&self) -> Result<Tx> {
        Ok(Tx::of(match self {
            Db::Sqlite(file) => Open::Sqlite(file.look()?),
            Db::Postgres(server) => {
                // A second transaction on the connection of a moment would end the first.
                let pool = if server.moment {
                    let options = PgConnectOptions::clone(&server.pool.connect_options());
                    let pool = PgPoolOptions::new().max_connections(1);
                    pool.acquire_timeout(PATIENCE).connect_with(options).await?
                } else {
                    server.pool.clone()
                };
                let mut tx = answer(server.patience, pool.begin()).await?;
                let still = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
                answer(server.patience, tx.execute(still)).await?;
                Open::Postgres(tx, server.patience)
            }
        }))
    }

    /// Plans parsed last.
    pub(crate) fn plans(&self) -> &Readings {
        match self {
            Db::Sqlite(file) => file.plans(),
            Db::Postgres(server) => &server.plans,
        }
    }

    /// Whether this is the server.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Db::Postgres(_))
    }

    /// Whether the database understands a statement; for the test that tries every one of them.
    pub async fn understands(&self, text: String) -> Result<()> {
        match self {
            Db::Sqlite(file) => file.understands(&text),
            Db::Postgres(server) => {
                let safe = sqlx::AssertSqlSafe(text).into_sql_str();
                Ok(server.pool.acquire().await?.prepare(safe).await.map(drop)?)
            }
        }
    }

    /// Waits until all is written and closes.
    pub async fn close(&self) {
        match self {
            Db::Sqlite(file) => file.close().await,
            Db::Postgres(server) => server.pool.close().await,
        }
    }
}
