//! Texts of the documents plans cite, as the keepers of those plans have them.

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;
use nhip_core::id::{AccountId, PlanId};

/// A text at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedText {
    /// The plan whose keeper attached it.
    pub plan: PlanId,
    /// Number and symbol, folded.
    pub number: String,
    /// SHA-256 of the file.
    pub document: String,
    /// Name of the file.
    pub name: String,
    /// When it was attached, microseconds.
    pub added_at: i64,
}

from_row!(CitedText {
    plan,
    number,
    document,
    name,
    added_at
});

/// Attaches the text of a document a plan cites; another one takes its place.
pub async fn attach(tx: &mut Tx, text: &CitedText, by: &AccountId) -> Result<()> {
    tx.run(
        "INSERT INTO cited_text (plan, number, document, name, added_by, added_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (plan, number) DO UPDATE SET document = excluded.document,
           name = excluded.name, added_by = excluded.added_by, added_at = excluded.added_at",
        values![
            &text.plan,
            &text.number,
            &text.document,
            &text.name,
            by,
            Time(text.added_at),
        ],
    )
    .await
    .map(drop)
}

/// Every text at hand, by number and plan.
pub async fn all(db: &Db) -> Result<Vec<CitedText>> {
    db.all(
        "SELECT plan, number, document, name, added_at FROM cited_text ORDER BY number, plan",
        values![],
    )
    .await
}

/// The text of a document as one plan's keeper attached it.
pub async fn of_plan(db: &Db, plan: &PlanId, number: &str) -> Result<Option<CitedText>> {
    db.first(
        "SELECT plan, number, document, name, added_at FROM cited_text WHERE plan = $1 AND number = $2",
        values![plan, number],
    )
    .await
}
