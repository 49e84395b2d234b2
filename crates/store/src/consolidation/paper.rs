//! The consolidated report on its way: words edited, copies sent and received.

use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::value::Time;
use crate::values;
use nhip_core::id::{AccountId, ConsolidationId};

const WORDINGS: &str = "SELECT item, text FROM wording WHERE consolidation = $1 ORDER BY item";

/// Edited paragraphs: key ([`nhip_core::consolidation::wording::key`]) and text.
pub async fn wordings(db: &Db, consolidation: &ConsolidationId) -> Result<Vec<(String, String)>> {
    db.all(WORDINGS, values![consolidation]).await
}

/// As [`wordings`], inside a change.
pub async fn wordings_in(
    tx: &mut Tx,
    consolidation: &ConsolidationId,
) -> Result<Vec<(String, String)>> {
    tx.all(WORDINGS, values![consolidation]).await
}

/// Sets the words of a paragraph of a draft.
pub async fn set_wording(
    tx: &mut Tx,
    consolidation: &ConsolidationId,
    item: &str,
    text: &str,
    by: &AccountId,
    at: Time,
) -> Result<()> {
    draft(tx, consolidation).await?;
    tx.run(
        "INSERT INTO wording (consolidation, item, text, written_by, written_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (consolidation, item) DO UPDATE SET text = excluded.text,
           written_by = excluded.written_by, written_at = excluded.written_at",
        values![consolidation, item, text, by, at],
    )
    .await
    .map(drop)
}

/// Takes edited words of a draft back: the unit's own stand again.
pub async fn drop_wording(tx: &mut Tx, consolidation: &ConsolidationId, item: &str) -> Result<()> {
    draft(tx, consolidation).await?;
    tx.run(
        "DELETE FROM wording WHERE consolidation = $1 AND item = $2",
        values![consolidation, item],
    )
    .await
    .map(drop)
}

/// A signed report's words stay; touching the row holds a sign-off at bay until the change ends.
async fn draft(tx: &mut Tx, consolidation: &ConsolidationId) -> Result<()> {
    let held = tx
        .run(
            "UPDATE consolidation SET state = 'draft' WHERE id = $1 AND state = 'draft'",
            values![consolidation],
        )
        .await?;
    if held == 0 {
        return Err(StoreError::Taken);
    }
    Ok(())
}

/// A new version begins with the words edited in the one before.
pub async fn copy_wordings(
    tx: &mut Tx,
    from: &ConsolidationId,
    to: &ConsolidationId,
) -> Result<()> {
    tx.run(
        "INSERT INTO wording (consolidation, item, text, written_by, written_at)
         SELECT $2, item, text, written_by, written_at FROM wording WHERE consolidation = $1",
        values![from, to],
    )
    .await
    .map(drop)
}

/// One place on the distribution list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Id.
    pub id: String,
    /// Who gets a copy.
    pub recipient: String,
    /// When it was sent, microseconds.
    pub sent_at: Option<i64>,
    /// When it was received, microseconds.
    pub received_at: Option<i64>,
}

from_row!(Receipt {
    id,
    recipient,
    sent_at,
    received_at
});

/// The distribution list, in the order it was made.
pub async fn receipts(db: &Db, consolidation: &ConsolidationId) -> Result<Vec<Receipt>> {
    db.all(
        "SELECT id, recipient, sent_at, received_at FROM receipt WHERE consolidation = $1 ORDER BY id",
        values![consolidation],
    )
    .await
}

/// Puts somebody on the list, once.
pub async fn add_recipient(
    tx: &mut Tx,
    id: &str,
    consolidation: &ConsolidationId,
    name: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO receipt (id, consolidation, recipient) VALUES ($1, $2, $3)
         ON CONFLICT (consolidation, recipient) DO NOTHING",
        values![id, consolidation, name],
    )
    .await
    .map(drop)
}

/// Marks a copy as sent, once.
pub async fn sent(tx: &mut Tx, consolidation: &ConsolidationId, id: &str, at: Time) -> Result<()> {
    tx.run(
        "UPDATE receipt SET sent_at = $3 WHERE consolidation = $1 AND id = $2 AND sent_at IS NULL",
        values![consolidation, id, at],
    )
    .await
    .map(drop)
}

/// Marks a sent copy as received, once.
pub async fn received(
    tx: &mut Tx,
    consolidation: &ConsolidationId,
    id: &str,
    at: Time,
) -> Result<()> {
    tx.run(
        "UPDATE receipt SET received_at = $3
         WHERE consolidation = $1 AND id = $2 AND sent_at IS NOT NULL AND received_at IS NULL",
        values![consolidation, id, at],
    )
    .await
    .map(drop)
}
