//! What is sent twice is done once: an operation's id is kept in the same transaction as the change
//! it made, so that a second arrival learns the truth.
//!
//! The operation stands around the work on a request and is found by every change begun in it. It
//! is no argument, because a change that forgot it would be done twice.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;

tokio::task_local! {
    static AROUND: Arc<Operation>;
}

/// One form or box as it arrived.
#[derive(Debug, Default)]
pub struct Operation {
    id: OnceLock<String>,
    kept: AtomicBool,
}

impl Operation {
    /// Says which one it is, once its form has been read. Without an id nothing is remembered.
    pub fn name(&self, id: String) {
        let _ = self.id.set(id);
    }

    /// Whether a change of it was kept.
    pub fn is_kept(&self) -> bool {
        self.kept.load(Ordering::Acquire)
    }
}

/// Does some work as an operation.
pub async fn around<F: Future>(operation: Arc<Operation>, work: F) -> F::Output {
    AROUND.scope(operation, work).await
}

/// The operation a change begins in, its id taken: whoever brings the same id waits here for the
/// end of this change. [`StoreError::Done`] where it was done before. The second change of one
/// operation takes nothing.
pub(crate) async fn claim(tx: &mut Tx, at: Time) -> Result<Option<Arc<Operation>>> {
    let around = AROUND.try_with(Arc::clone).ok();
    let Some(operation) = around.filter(|one| !one.is_kept()) else {
        return Ok(None);
    };
    let Some(id) = operation.id.get() else {
        return Ok(None);
    };
    let insert = "INSERT INTO operation (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
    match tx.run(insert, values![id, at]).await? {
        0 => Err(StoreError::Done),
        _ => Ok(Some(operation)),
    }
}

/// Notes what was answered, in the same change.
pub(crate) async fn answer(tx: &mut Tx, operation: &Operation, answer: &str) -> Result<()> {
    let Some(id) = operation.id.get() else {
        return Ok(());
    };
    let update = "UPDATE operation SET answer = $2 WHERE id = $1";
    tx.run(update, values![id, answer]).await.map(drop)
}

/// The change was committed.
pub(crate) fn kept(operation: &Operation) {
    operation.kept.store(true, Ordering::Release);
}

/// Whether an operation was done; then what was answered, as far as it is known.
pub async fn done(db: &Db, id: &str) -> Result<Option<Option<String>>> {
    let select = "SELECT answer FROM operation WHERE id = $1";
    let row: Option<(Option<String>,)> = db.first(select, values![id]).await?;
    Ok(row.map(|(answer,)| answer))
}

/// Forgets those done before a time; nobody sends them again.
pub async fn forget(db: &Db, before: Time) -> Result<u64> {
    db.run("DELETE FROM operation WHERE at < $1", values![before])
        .await
}
