//! What was done for a task: one line a day, entered in under a minute, without personal data.
//!
//! | module | what it answers |
//! |---|---|
//! | `kind` | through which channel, for whom |
//! | `parse` | is what was typed an activity; everything that is wrong, at once |
//! | `summary` | how much was done by task, channel, audience and month |

mod kind;
mod parse;
mod summary;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::id::{ActivityId, UnitId};
use crate::report::draft::ActivityLine;

pub use kind::{Audience, Channel};
pub use parse::{Context, Error, Fields, parse};
pub use summary::{Cell, Line, Sum, Summary, summary};

/// Something done, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Id, given when it is recorded.
    pub id: ActivityId,
    /// What was done.
    #[serde(flatten)]
    pub done: NewActivity,
}

/// Something done, as it passed [`parse`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewActivity {
    /// The task it was done for.
    pub task: String,
    /// Id of the unit that did it.
    pub unit: UnitId,
    /// On which day; a longer one, its last.
    pub day: NaiveDate,
    /// Where, a ward or a well-known place in it; empty if not said.
    pub place: String,
    /// Through which channel.
    pub channel: Channel,
    /// For whom, where it was meant for somebody in particular.
    #[serde(default)]
    pub audience: Option<Audience>,
    /// What was done, in a sentence.
    pub what: String,
    /// How many of what: 30, "tờ rơi".
    pub count: Option<Count>,
    /// How many were reached, each turn counted ("lượt người").
    pub people: Option<u64>,
    /// Address of a page that shows it, http or https.
    pub link: Option<String>,
    /// Anything else; empty if nothing.
    pub note: String,
}

/// A number of things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How many; never negative.
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
    /// Of what: "tờ rơi", "buổi".
    pub unit: String,
}

impl NewActivity {
    /// As it fills the month's report.
    pub fn line(&self) -> ActivityLine {
        ActivityLine {
            task: Some(self.task.clone()),
            day: self.day,
            channel: self.channel.name().0.to_owned(),
            what: self.what.clone(),
            count: self.count.clone().map(|count| (count.value, count.unit)),
            people: self.people,
        }
    }

    /// With the id it is kept under.
    pub fn recorded(self, id: impl Into<ActivityId>) -> Activity {
        Activity {
            id: id.into(),
            done: self,
        }
    }
}
