//! A transaction of either database. Where its event is to tell of the rows it wrote, every statement
//! that writes is asked for them, in the same going to the database.

use nhip_core::audit::SealedRow;

use super::row::{FromRow, Row};
use super::{Open, Sql, Tx, answer, bound};
use crate::error::{Result, StoreError};
use crate::seal::{Writes, Written};
use crate::value::Value;

/// Nothing of a row.
struct Nothing;

impl FromRow for Nothing {
    fn from_row(_: &Row) -> Result<Nothing> {
        Ok(Nothing)
    }
}

/// The same questions again: what a statement writes is noted, where it is to be told of.
impl Tx {
    pub(super) fn of(open: Open) -> Tx {
        Tx {
            open,
            written: None,
        }
    }

    /// Notes from now on which rows are written.
    pub(crate) fn noting(mut self) -> Tx {
        self.written = Some(Written::default());
        self
    }

    /// The rows written so far, as they stand now.
    pub(crate) fn written(&mut self) -> Vec<SealedRow> {
        self.written.take().map(Written::rows).unwrap_or_default()
    }

    /// All rows.
    pub async fn all<T: FromRow>(
        &mut self,
        sql: impl Into<Sql>,
        values: Vec<Value>,
    ) -> Result<Vec<T>> {
        let sql = sql.into();
        match self.writing(sql) {
            Some((to, text)) => self.noted(to, text, values).await,
            None => self.open.all(sql, values).await,
        }
    }

    /// The first row, if there is one.
    pub async fn first<T: FromRow>(
        &mut self,
        sql: impl Into<Sql>,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        let sql = sql.into();
        match self.writing(sql) {
            Some((to, text)) => Ok(self.noted(to, text, values).await?.into_iter().next()),
            None => self.open.first(sql, values).await,
        }
    }

    /// The only row; [`StoreError::NotFound`] where there is none.
    pub async fn one<T: FromRow>(&mut self, sql: impl Into<Sql>, values: Vec<Value>) -> Result<T> {
        let sql = sql.into();
        match self.writing(sql) {
            Some((to, text)) => {
                let rows = self.noted(to, text, values).await?;
                rows.into_iter().next().ok_or(StoreError::NotFound)
            }
            None => self.open.one(sql, values).await,
        }
    }

    /// Rows changed.
    pub async fn run(&mut self, sql: impl Into<Sql>, values: Vec<Value>) -> Result<u64> {
        let sql = sql.into();
        match self.writing(sql) {
            Some((to, text)) => {
                let rows: Vec<Nothing> = self.noted(to, text, values).await?;
                Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
            }
            None => self.open.run(sql, values).await,
        }
    }

    /// All rows of a statement made of our own names.
    pub(crate) async fn all_by<T>(
        &mut self,
        text: String,
        values: Vec<Value>,
        make: impl Fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.open.all_by(text, values, make).await
    }

    /// The table a statement writes to, and the statement asking for the rows it leaves.
    fn writing(&self, sql: Sql) -> Option<(Writes, String)> {
        self.written.as_ref()?;
        let postgres = self.is_postgres();
        let text = if postgres {
            sql.postgres()
        } else {
            sql.sqlite()
        };
        let to = Writes::of(text)?;
        let asking = to.asking(text, postgres);
        Some((to, asking))
    }

    async fn noted<T: FromRow>(
        &mut self,
        to: Writes,
        text: String,
        values: Vec<Value>,
    ) -> Result<Vec<T>> {
        let given = to.large.as_ref().and_then(|given| given.column(&values));
        let seen = |row: &Row| Ok((T::from_row(row)?, row.columns()?));
        let rows = self.open.all_by(text, values, seen).await?;
        let noted = rows.into_iter().map(|(asked, mut columns)| {
            columns.extend(given.clone());
            if let Some(written) = &mut self.written {
                written.note(&to, columns);
            }
            asked
        });
        Ok(noted.collect())
    }

    /// Every row of a statement made of our own names, one after the other: none is kept.
    pub(crate) async fn each(
        &mut self,
        text: &str,
        mut work: impl FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        let tx = match &mut self.open {
            Open::Sqlite(file) => return file.each(text, work),
            Open::Postgres(tx, _) => tx,
        };
        // Not prepared: the same words fetch other columns each time.
        let safe = |text: String| sqlx::raw_sql(sqlx::AssertSqlSafe(text));
        safe(format!("DECLARE each_row NO SCROLL CURSOR FOR {text}"))
            .execute(&mut **tx)
            .await?;
        loop {
            let rows = safe("FETCH 200 FROM each_row".to_owned())
                .fetch_all(&mut **tx)
                .await?;
            for row in &rows {
                work(&Row::Postgres(row))?;
            }
            if rows.is_empty() {
                safe("CLOSE each_row".to_owned()).execute(&mut **tx).await?;
                return Ok(());
            }
        }
    }

    /// Keeps what was written.
    pub async fn commit(self) -> Result<()> {
        match self.open {
            Open::Sqlite(tx) => tx.commit(),
            Open::Postgres(tx, patience) => answer(patience, tx.commit()).await,
        }
    }

    /// What this change takes away leaves no trace in the file. (PostgreSQL keeps it until VACUUM.)
    pub(crate) fn erases(&mut self) {
        if let Open::Sqlite(tx) = &mut self.open {
            tx.erases();
        }
    }

    /// Whether this is on the server.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.open, Open::Postgres(..))
    }

    /// A statement made of our own names, as a restore makes it.
    pub(crate) async fn run_of(&mut self, text: &str, values: Vec<Value>) -> Result<()> {
        match &mut self.open {
            Open::Sqlite(tx) => tx.run(text, &values).map(drop),
            Open::Postgres(tx, _) => {
                let query = bound(sqlx::AssertSqlSafe(text.to_owned()), values);
                Ok(query.execute(&mut **tx).await.map(drop)?)
            }
        }
    }

    /// Several statements without values, as a migration has them.
    pub(crate) async fn script(&mut self, text: String) -> Result<()> {
        match &mut self.open {
            Open::Sqlite(tx) => tx.script(&text),
            Open::Postgres(tx, _) => {
                let script = sqlx::raw_sql(sqlx::AssertSqlSafe(text));
                Ok(script.execute(&mut **tx).await.map(drop)?)
            }
        }
    }
}
