//! The joined report of a month: what counts, what it adds up to, and everything it confesses.
//!
//! Serialised, this is the `.json` output; `docs/schema/consolidation.schema.json` describes it.

mod alike;
mod back;
pub(crate) mod check;
mod counted;
mod facts;
mod figure;
mod prepared;
mod result;
mod scope;
mod sign;
mod status;
mod text;
mod total;
pub mod wording;
mod written;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::document::Place;
use crate::finding::Finding;
use crate::period::Month;
use crate::plan::{Family, Recipient};
use crate::report::{Answer, Part};
use nhip_viet::quantity::{self, Kind};
use std::sync::Arc;

pub use counted::{Counted, counted};
pub use facts::{Facts, Failure};
pub use result::consolidate;
pub use written::Written;

/// A consolidated month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consolidation {
    /// Version of the schema, "1".
    pub schema: String,
    /// The plan it is about.
    pub plan: PlanReference,
    /// The month, and when reports were due.
    pub period: Period,
    /// Every unit that owes a report, in roster order, with what became of it.
    pub units: Vec<UnitStatus>,
    /// By the plan's own tasks, then the parts that are no task (other, difficulties,
    /// proposals, outlook).
    pub tasks: Vec<TaskResult>,
    /// What may be added, added: one line per indicator.
    pub totals: Vec<Total>,
    /// Every figure found in a counted report, added up or not.
    pub figures: Vec<Figure>,
    /// Everything noticed, gravest first.
    pub warnings: Vec<Finding>,
    /// The files that went in, in order of name.
    pub inputs: Vec<Input>,
    /// SHA-256 over inputs and result, lower-case hexadecimal.
    pub fingerprint: String,
}

/// What the report says of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanReference {
    /// File name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// State or party.
    pub family: Family,
    /// "32-KH/ThU", if printed.
    pub number_symbol: Option<String>,
    /// Date, if printed.
    pub date: Option<NaiveDate>,
    /// Place, if printed or inferred.
    pub place: Option<String>,
    /// "Kế hoạch".
    pub kind: String,
    /// Subject of the plan.
    pub subject: String,
    /// Body that issued it.
    pub issuer: Option<String>,
    /// Body above the issuer, from the head of the plan.
    pub superior: Option<String>,
    /// Who is to get the consolidated report ("về Ban Thường vụ Thành ủy").
    pub to: Option<String>,
    /// Who consolidates ("qua Ban Tuyên giáo Thành ủy").
    pub via: Option<String>,
    /// Recipients as printed.
    pub recipients: Vec<Recipient>,
}

/// The month and its due date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// The month reported on.
    pub month: Month,
    /// Last day on which a report is on time; `None` if the plan names none.
    pub due: Option<NaiveDate>,
}

/// One unit, and what became of its report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitStatus {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Id of the plan's unit or group it stands below.
    pub group: String,
    /// Name of that group.
    pub group_name: String,
    /// What became of its report.
    pub status: Status,
    /// Calendar days after the due day, when late; 0 where only the hour had passed.
    pub days_late: Option<i64>,
    /// Day the counted report came in, where known.
    pub received: Option<NaiveDate>,
    /// The file that counts, or the excluded one.
    pub file: Option<String>,
    /// Other files of the same unit and month that do not count.
    pub superseded: Vec<String>,
    /// Why it was left out, when excluded.
    pub reason: Option<crate::lang::Bilingual>,
}

/// What became of a unit's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Counted, in time (or the plan names no day).
    OnTime,
    /// Counted, late.
    Late,
    /// Nothing came.
    Missing,
    /// Something came that does not count; the reason says why.
    Excluded,
}

impl Status {
    /// Whether the unit's report went into the totals.
    pub fn counted(self) -> bool {
        matches!(self, Status::OnTime | Status::Late)
    }
}

/// All that was written for one task or part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaskResult {
    /// Which.
    #[serde(flatten)]
    pub part: Part,
    /// Printed label in the report ("1.2"), empty for the parts.
    pub label: String,
    /// Heading: the task's text, shortened at a word; or the part's name.
    pub heading: crate::lang::Bilingual,
    /// The task's whole text; empty for the parts.
    pub text: String,
    /// Name of the plan's unit that owes it; empty for the parts.
    pub owner: String,
    /// Paragraphs, shared ones once.
    pub paragraphs: Vec<Paragraph>,
    /// Codes of units that answered "không phát sinh".
    pub nil: Vec<String>,
    /// Codes of units that owe it, sent a report, and left it blank.
    pub blank: Vec<String>,
}

/// A sentence or paragraph somebody wrote, and who.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// As written by the first of the sources.
    pub text: String,
    /// Everyone who wrote it.
    pub sources: Vec<Source>,
}

/// Where a text or a figure comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Code of the unit.
    pub unit: Arc<str>,
    /// File; shared, as the code is: a large city has a hundred thousand sources.
    pub file: Arc<str>,
    /// Where in it.
    pub place: Place,
    /// How sure it is that it answers this task, 0–1.
    pub score: f64,
}

/// One figure with its origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Printed source number, from 1, unique in this report.
    pub n: usize,
    /// Code of the unit.
    pub unit: Arc<str>,
    /// File.
    pub file: Arc<str>,
    /// Where in it.
    pub place: Place,
    /// The task or part it stands under.
    #[serde(flatten)]
    pub part: Part,
    /// Value; lower one of a range.
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
    /// Upper value of a range.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub upper: Option<Decimal>,
    /// Unit of count as written.
    pub count_unit: String,
    /// What was counted, as written.
    pub what: String,
    /// Not to be read as exact.
    pub approximate: bool,
    /// In what sense it was given.
    pub kind: Kind,
    /// Which days or other month it is of, where the text names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<quantity::Period>,
    /// `n` of the whole it is a part of.
    pub part_of: Option<usize>,
    /// The sentence as written.
    pub sentence: Arc<str>,
    /// Key of the total it went into, see [`Total::key`].
    pub total: Option<Arc<str>>,
    /// Why it was not added, when it was not.
    pub not_added: Option<Arc<crate::lang::Bilingual>>,
}

/// A sum of like with like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// Key of the indicator, stable between months.
    pub key: String,
    /// Indicator in words, as most units wrote it ("buổi tuyên truyền lưu động").
    pub name: String,
    /// Unit of count.
    pub count_unit: String,
    /// Sum of the lower values.
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
    /// Sum of the upper values, when a range was among them.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub upper: Option<Decimal>,
    /// One of the figures was not exact.
    pub approximate: bool,
    /// The figures added, by [`Figure::n`].
    pub figures: Vec<usize>,
    /// Sum for each unit that gave one, in roster order.
    pub by_unit: Vec<UnitTotal>,
}

/// A unit's share of a total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitTotal {
    /// Code of the unit.
    pub unit: String,
    /// Its sum.
    #[serde(with = "rust_decimal::serde::float")]
    pub value: Decimal,
    /// The figures, by [`Figure::n`].
    pub figures: Vec<usize>,
}

/// A file that went in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Name relative to its folder.
    pub file: String,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// What became of it, in a word: "counted", "superseded", "excluded", "unreadable", "plan", "previous".
    pub role: String,
    /// Answer per task is in [`TaskResult`]; here only whether anything was written at all.
    pub answer: Answer,
}
