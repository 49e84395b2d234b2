//! One unit's report of one month: what it says, as typed in the browser or read from a file.
//!
//! | module | what it answers |
//! |---|---|
//! | [`form`] | what forms and their reader agree on |
//! | [`answer`], [`cells`], [`table`] | what boxes and tables of figures say, typed or in a file |
//! | `record` | an entry as it is kept |
//! | [`draft`] | the report as typed in the browser |
//! | [`state`] | where it stands between drafting and closed |

use nhip_viet::quantity::Quantity;
use serde::{Deserialize, Serialize};

use crate::document::Place;
use crate::finding::Finding;
use crate::period::Month;

pub mod answer;
pub mod cells;
pub mod draft;
pub mod form;
mod record;
pub mod state;
pub mod table;

/// [`Entry::score`] below which an entry is printed with a doubt.
pub const DOUBTFUL: f64 = 0.2;

/// A report file as understood, before it is decided whether it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// File name, relative to the reports folder.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Which unit it is from.
    pub unit: UnitMatch,
    /// Which month it is about, if it says so.
    pub month: Option<Month>,
    /// Its own version number, where the file says so ("lần 2", "bổ sung").
    pub version: Option<u32>,
    /// Which plan it is about.
    #[serde(default)]
    pub plan: PlanMatch,
    /// It was written on one of our forms, which says itself what belongs where.
    #[serde(default)]
    pub form: bool,
    /// What it says, in order.
    pub entries: Vec<Entry>,
    /// What the reader noticed.
    pub findings: Vec<Finding>,
}

/// Which plan a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanMatch {
    /// It does not say.
    #[default]
    NotStated,
    /// The plan at hand, or another file of it with the same tasks.
    Same,
    /// A form of another plan.
    Other,
    /// It is the plan at hand, and no report.
    Itself,
}

/// Which unit a report is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "match")]
pub enum UnitMatch {
    /// One unit, by code.
    One {
        /// The unit's code.
        code: String,
        /// Where it was found: "property", "head", "file-name", "text".
        by: String,
        /// The name as written there.
        written: String,
    },
    /// A name that fits several units: asked about, never guessed.
    Several {
        /// Their codes.
        codes: Vec<String>,
        /// The name as written.
        written: String,
    },
    /// No unit of the roster.
    Nobody {
        /// The name as written, if there was one.
        written: Option<String>,
    },
}

/// The part of a report a paragraph belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "part")]
pub enum Part {
    /// Results for one task of the plan.
    Task {
        /// [`crate::plan::Task::id`].
        task: String,
    },
    /// Results that fit no task ("Nội dung khác").
    Other,
    /// A row of the figures table ("Số liệu"), which belongs to no single task.
    Figures,
    /// "Khó khăn, vướng mắc".
    Difficulties,
    /// "Đề xuất, kiến nghị".
    Proposals,
    /// "Phương hướng, nhiệm vụ tháng tới".
    Outlook,
}

/// How a task or a field was answered: three different answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Something was written (a figure of 0 is something).
    Given,
    /// "Không phát sinh": the unit says there is nothing.
    Nil,
    /// Left blank: not answered.
    Blank,
}

/// One paragraph, table row or ticked box of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "record::Record")]
pub struct Entry {
    /// What it belongs to.
    #[serde(flatten)]
    pub part: Part,
    /// How sure that is, 0–1; 1 when the form says so itself.
    pub score: f64,
    /// Answer, nil or blank.
    pub answer: Answer,
    /// Text as written; empty for a blank.
    pub text: String,
    /// Quantities in it; offsets count in [`Entry::text`].
    pub quantities: Vec<Quantity>,
    /// Which of them, by position, are what another unit did: it reports them itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<usize>,
    /// Where it stood.
    pub place: Place,
}

impl Reading {
    /// Whether the name of its file says that it is a copy.
    pub fn is_named_a_copy(&self) -> bool {
        is_copy(&self.file)
    }
}

/// Whether a file's name says that it is a copy: "1 - bản sao (2).txt", "1 - Copy.docx".
pub fn is_copy(file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let key = nhip_viet::fold::folded(name).replace(['_', '-'], " ");
    key.contains("ban sao")
        || key
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "copy")
}
