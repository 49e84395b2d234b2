//! More time for one unit, with a reason.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::shown_moment;
use crate::finding::Finding;
use crate::id::UnitId;

/// Characters a reason may have.
pub const REASON_LONGEST: usize = 1000;

/// More time granted to a unit for one period's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The unit.
    pub unit: UnitId,
    /// New last moment.
    pub until: NaiveDateTime,
    /// Why, 1 to [`REASON_LONGEST`] characters; printed with the deadline.
    pub reason: String,
    /// Who granted it, by name.
    pub granted_by: String,
}

impl Extension {
    /// Whether it gives more time than a due time and says why and by whom.
    pub(super) fn check(&self, due_at: NaiveDateTime) -> Result<(), Box<Finding>> {
        let finding = if self.until <= due_at {
            let (until, due) = (shown_moment(self.until), shown_moment(due_at));
            Finding::new(
                "L323",
                format!("Gia hạn đến {until} không muộn hơn hạn đang có ({due})."),
                format!("An extension to {until} is not later than the present due time ({due})."),
            )
        } else if self.reason.trim().is_empty() || self.granted_by.trim().is_empty() {
            Finding::new(
                "L324",
                "Gia hạn phải ghi lý do và người cho gia hạn.",
                "An extension needs its reason and who granted it.",
            )
        } else if self.reason.chars().count() > REASON_LONGEST {
            Finding::new(
                "L325",
                format!("Lý do gia hạn dài quá {REASON_LONGEST} ký tự."),
                format!("The reason of an extension is longer than {REASON_LONGEST} characters."),
            )
        } else {
            return Ok(());
        };
        Err(Box::new(finding.of_unit(self.unit.to_string())))
    }
}
