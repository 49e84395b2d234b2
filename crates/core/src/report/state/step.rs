//! What can be done with a report.

use serde::{Deserialize, Serialize};

use crate::permission::Action;

/// A transition by name: for the buttons of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Send it, or send it again.
    Send,
    /// Send it back for correction.
    Return,
    /// Accept it.
    Accept,
    /// Take it into the consolidated report.
    Consolidate,
    /// Close it.
    Close,
    /// Leave it out.
    Exclude,
    /// Take it in again.
    Readmit,
    /// Begin the next version.
    NewVersion,
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 8] = [
        Step::Send,
        Step::Return,
        Step::Accept,
        Step::Consolidate,
        Step::Close,
        Step::Exclude,
        Step::Readmit,
        Step::NewVersion,
    ];

    /// Stable word, for links and the diagram.
    pub fn code(self) -> &'static str {
        match self {
            Step::Send => "send",
            Step::Return => "return",
            Step::Accept => "accept",
            Step::Consolidate => "consolidate",
            Step::Close => "close",
            Step::Exclude => "exclude",
            Step::Readmit => "readmit",
            Step::NewVersion => "new-version",
        }
    }

    /// What it is called, Vietnamese and English, as a verb within a sentence.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Step::Send => ("nộp", "send"),
            Step::Return => ("trả lại", "return"),
            Step::Accept => ("duyệt", "accept"),
            Step::Consolidate => ("tổng hợp", "consolidate"),
            Step::Close => ("khóa", "close"),
            Step::Exclude => ("loại trừ", "exclude"),
            Step::Readmit => ("nhận lại", "take in again"),
            Step::NewVersion => ("lập bản mới", "begin a new version"),
        }
    }

    /// The permission it takes; for consolidating and closing, at the unit that receives.
    pub fn action(self) -> Action {
        match self {
            Step::Send => Action::SendReport,
            Step::Return => Action::ReturnReport,
            Step::Accept => Action::AcceptReport,
            Step::Consolidate | Step::Close => Action::Consolidate,
            Step::Exclude | Step::Readmit => Action::Exclude,
            Step::NewVersion => Action::WriteReport,
        }
    }
}
