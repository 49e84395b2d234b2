//! One unit's report of one month: what it is, and how it is understood.
//!
//! | module | what it answers |
//! |---|---|
//! | [`form`] | what forms and their reader agree on |
//! | `head` | where the head and the title end and the text begins |
//! | `identity`, `dated`, `month` | which unit, month, plan and version |
//! | `heading`, `answer` | which part a heading opens; is this nil, a blank or a text |
//! | `prose`, `table`, `cross_table`, `plain_table`, `typed_table`, `workbook`, `frame` | the entries of the ways people report |
//! | `matching` | which task a paragraph answers |
//! | `record` | an entry as it is kept |
//! | [`draft`] | the report as typed in the browser |
//! | [`state`] | where it stands between drafting and closed |

use nhip_viet::quantity::Quantity;
use serde::{Deserialize, Serialize};

use crate::document::{Document, Place};
use crate::finding::Finding;
use crate::period::Month;
use crate::plan::Plan;
use crate::unit::Roster;

mod answer;
pub(crate) mod cells;
mod cited_plan;
mod cross_table;
mod dated;
pub mod draft;
pub mod figures;
pub mod form;
mod frame;
mod head;
mod heading;
mod identity;
pub mod matching;
mod month;
mod plain_table;
mod prose;
mod record;
pub mod state;
mod table;
mod typed_table;
mod workbook;

/// Understands reports: holds what is the same for every report of a plan, so that each of
/// thousands costs only itself.
pub struct Reader<'a> {
    plan: &'a Plan,
    roster: &'a Roster,
    matcher: matching::Matcher,
}

impl<'a> Reader<'a> {
    /// Prepares to read reports on a plan by the units of a roster.
    pub fn new(plan: &'a Plan, roster: &'a Roster) -> Reader<'a> {
        Reader {
            plan,
            roster,
            matcher: matching::Matcher::new(plan),
        }
    }

    /// Understands one report. `file` is its name relative to the reports folder.
    pub fn read(&self, document: &Document, file: &str) -> Reading {
        let head = head::find(document);
        let identity = identity::of(document, &head, self.plan, self.roster, file);
        let own = match &identity.unit {
            UnitMatch::One { code, .. } => self.roster.get(code).map(|unit| unit.group.as_str()),
            _ => None,
        };
        let mut reading = Reading {
            file: file.to_owned(),
            sha256: document.sha256.clone(),
            unit: identity.unit,
            month: identity.month,
            version: identity.version,
            plan: identity.plan,
            form: document.properties.contains_key(form::PROPERTY_FORM),
            entries: Vec::new(),
            findings: identity.findings,
        };
        let mut body = prose::Body::new(&self.matcher, own, reading.month);
        body.read(document, &head);
        reading.form |= body.is_form();
        let (entries, noticed) = body.finish();
        reading.entries = entries;
        reading.findings.extend(noticed);
        reading.findings.extend(document.findings.iter().cloned());
        let code = match &reading.unit {
            UnitMatch::One { code, .. } => Some(code.clone()),
            _ => None,
        };
        for finding in &mut reading.findings {
            finding.file.get_or_insert_with(|| file.to_owned());
            finding.unit = finding.unit.take().or_else(|| code.clone());
        }
        reading
    }
}

/// Understands one report; [`Reader`] is quicker for many.
pub fn read(document: &Document, plan: &Plan, roster: &Roster, file: &str) -> Reading {
    Reader::new(plan, roster).read(document, file)
}

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
    /// Where it stood.
    pub place: Place,
}
