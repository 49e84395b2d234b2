//! A change and the events that tell of it: both are kept, or neither.

use std::sync::Arc;

use nhip_core::audit::{By, Event, Kind};
use nhip_core::id::UnitId;
use serde::Serialize;
use serde_json::Value as Json;

use crate::audit;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::operation::{self, Operation};
use crate::value::Time;

/// A change being made. Dropped without [`Change::commit`], it was never made.
#[must_use = "a change that is not committed is undone"]
pub struct Change {
    tx: Tx,
    at: Time,
    by: By,
    operation: Option<Arc<Operation>>,
    answer: Option<String>,
}

/// What happened, as the audit tells it; when and by whom is the change's.
#[derive(Debug, Clone)]
pub struct Told {
    kind: Kind,
    unit: Option<UnitId>,
    subject: String,
    before: Json,
    after: Json,
}

impl Told {
    /// An act on something, by its id.
    pub fn of(kind: Kind, subject: impl Into<String>) -> Told {
        Told {
            kind,
            unit: None,
            subject: subject.into(),
            before: Json::Null,
            after: Json::Null,
        }
    }

    /// About a unit, which may read of it.
    pub fn unit(mut self, unit: impl Into<UnitId>) -> Told {
        self.unit = Some(unit.into());
        self
    }

    /// How it was. What cannot be written as JSON stays null.
    pub fn before(mut self, was: impl Serialize) -> Told {
        self.before = serde_json::to_value(was).unwrap_or_default();
        self
    }

    /// How it is. What cannot be written as JSON stays null.
    pub fn after(mut self, is: impl Serialize) -> Told {
        self.after = serde_json::to_value(is).unwrap_or_default();
        self
    }
}

impl Change {
    /// Begins a change by somebody, at a time. [`crate::StoreError::Done`] where the form behind it
    /// was done before ([`operation`]).
    pub async fn begin(db: &Db, at: Time, by: By) -> Result<Change> {
        let mut tx = db.begin().await?;
        Ok(Change {
            operation: operation::claim(&mut tx, at).await?,
            answer: None,
            tx: tx.noting(),
            at,
            by,
        })
    }

    /// Where the change writes.
    pub fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// When it is made.
    pub fn at(&self) -> Time {
        self.at
    }

    /// What the operation behind the change is answered, also when it arrives again.
    pub fn answer(&mut self, answer: impl Into<String>) {
        self.answer = Some(answer.into());
    }

    /// Keeps the change, and tells of it.
    pub async fn commit(self, told: Told) -> Result<()> {
        self.commit_all(vec![told]).await
    }

    /// Keeps the change, and tells of its several acts in order; there is at least one.
    pub async fn commit_all(mut self, told: Vec<Told>) -> Result<()> {
        let mut events: Vec<Event> = told
            .into_iter()
            .map(|told| Event {
                at: self.at.utc(),
                by: self.by.clone(),
                unit: told.unit,
                kind: told.kind,
                subject: told.subject,
                before: told.before,
                after: told.after,
                rows: Vec::new(),
            })
            .collect();
        // The last one tells of all rows: they stand so after the whole change.
        if let Some(last) = events.last_mut() {
            last.rows = self.tx.written();
        }
        audit::append(&mut self.tx, events).await?;
        if let (Some(operation), Some(answer)) = (&self.operation, &self.answer) {
            operation::answer(&mut self.tx, operation, answer).await?;
        }
        self.tx.commit().await?;
        if let Some(operation) = &self.operation {
            operation::kept(operation);
        }
        Ok(())
    }
}
