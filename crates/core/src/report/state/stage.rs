//! The states by name alone: for a database column, a board, a filter.

use serde::{Deserialize, Serialize};

use super::Step;

/// A state without what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Being written.
    Drafting,
    /// Sent for the first time.
    Sent,
    /// Sent back.
    Returned,
    /// Sent again after a return.
    Resent,
    /// Accepted, counts.
    Accepted,
    /// In the consolidated report.
    Consolidated,
    /// Done.
    Closed,
    /// Left out.
    Excluded,
}

impl Stage {
    /// All of them, in the order of the work.
    pub const ALL: [Stage; 8] = [
        Stage::Drafting,
        Stage::Sent,
        Stage::Returned,
        Stage::Resent,
        Stage::Accepted,
        Stage::Consolidated,
        Stage::Closed,
        Stage::Excluded,
    ];

    /// Stable word, kept in databases and links.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Drafting => "drafting",
            Stage::Sent => "sent",
            Stage::Returned => "returned",
            Stage::Resent => "resent",
            Stage::Accepted => "accepted",
            Stage::Consolidated => "consolidated",
            Stage::Closed => "closed",
            Stage::Excluded => "excluded",
        }
    }

    /// The stage with this word.
    pub fn parse(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// As shown, Vietnamese and English: the words offices use.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Stage::Drafting => ("Đang nhập liệu", "Drafting"),
            Stage::Sent => ("Đã gửi, chờ duyệt", "Sent, waiting for acceptance"),
            Stage::Returned => ("Yêu cầu chỉnh lý", "Returned for correction"),
            Stage::Resent => ("Đã gửi lại", "Sent again"),
            Stage::Accepted => ("Đã duyệt, chờ tổng hợp", "Accepted, to be consolidated"),
            Stage::Consolidated => ("Đã tổng hợp", "Consolidated"),
            Stage::Closed => ("Hoàn thành", "Closed"),
            Stage::Excluded => ("Loại trừ", "Excluded"),
        }
    }

    /// What may be done next.
    pub fn steps(self) -> &'static [Step] {
        match self {
            Stage::Drafting | Stage::Returned => &[Step::Send, Step::Exclude],
            Stage::Sent | Stage::Resent => &[Step::Accept, Step::Return, Step::Exclude],
            Stage::Accepted => &[Step::Consolidate, Step::NewVersion, Step::Exclude],
            Stage::Consolidated => &[Step::Close, Step::NewVersion, Step::Exclude],
            Stage::Closed => &[Step::NewVersion],
            Stage::Excluded => &[Step::Readmit],
        }
    }
}
