//! Three clocks kept apart: when the data closed, when the report was signed, when it arrived.

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{Deadline, shown_moment};
use crate::finding::Finding;

/// When what happened to a report; each may be unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// The unit closed its data.
    pub data_closed: Option<NaiveDateTime>,
    /// Its head signed.
    pub signed: Option<NaiveDateTime>,
    /// It came in: the only clock that decides whether it is late.
    pub arrived: Option<NaiveDateTime>,
}

/// Whether a report came in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Arrived by the due time.
    OnTime,
    /// Arrived so much after it; always more than nothing.
    LateBy(TimeDelta),
    /// Not arrived, and not yet due.
    NotYet,
    /// Not arrived, and due.
    Missing,
}

/// Whether a report came in time, by its arrival, as seen at a moment.
pub fn timeliness(deadline: &Deadline, clocks: &Clocks, now: NaiveDateTime) -> Timeliness {
    match clocks.arrived {
        Some(arrived) if arrived <= deadline.due_at => Timeliness::OnTime,
        Some(arrived) => Timeliness::LateBy(arrived - deadline.due_at),
        None if now <= deadline.due_at => Timeliness::NotYet,
        None => Timeliness::Missing,
    }
}

impl Clocks {
    /// Clocks that cannot all be right: signed before its data closed, arrived before signed.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some((closed, signed)) = self.data_closed.zip(self.signed)
            && signed < closed
        {
            let (signed, closed) = (shown_moment(signed), shown_moment(closed));
            findings.push(Finding::new(
                "C329",
                format!("Báo cáo ghi ký lúc {signed}, trước khi chốt số liệu ({closed})."),
                format!("Signed at {signed}, before its data closed ({closed})."),
            ));
        }
        if let Some((signed, arrived)) = self.signed.zip(self.arrived)
            && arrived < signed
        {
            let (signed, arrived) = (shown_moment(signed), shown_moment(arrived));
            findings.push(Finding::new(
                "C330",
                format!("Báo cáo đến lúc {arrived}, trước khi ký ({signed})."),
                format!("Arrived at {arrived}, before it was signed ({signed})."),
            ));
        }
        findings
    }
}
