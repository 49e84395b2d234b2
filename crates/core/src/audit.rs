//! Who did what, when, before and after: a chain in which every event is sealed with the one before.
//!
//! Changing, dropping, swapping or inserting an event breaks the chain at that place; cutting
//! its end off is seen by the [`Head`] kept apart. No password, session or key ever stands in an
//! event, and nothing of residents: it is about officials' acts.

mod canonical;
mod chain;
mod kind;
#[cfg(test)]
mod tests;

use crate::id::{AccountId, UnitId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use chain::{Broken, Chain, Hash, Head, Why, seal, verify};
pub use kind::Kind;

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A person, by account id.
    Account(AccountId),
    /// The program itself: a reminder sent, a job done.
    System,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When; microseconds count, what is finer is lost in databases.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: By,
    /// Id of the unit it is about, which may read it; `None` for the installation.
    pub unit: Option<UnitId>,
    /// What kind of act.
    pub kind: Kind,
    /// Id of what was acted on.
    pub subject: String,
    /// What changed, as it was; null where there was nothing.
    #[serde(default)]
    pub before: Value,
    /// What changed, as it is; null where nothing is left.
    #[serde(default)]
    pub after: Value,
    /// The rows the change wrote, as they stood after it. Events older than this have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<SealedRow>,
}

/// A row as a change left it: its table, its key, a digest of its columns; none where it was
/// removed. Nothing of what stands in it can be read from this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedRow(pub String, pub String, pub Option<String>);
