//! A plan: the document, and what is known of it.
//!
//! The serialised form is `nhip plan --json`. Whatever is not printed in the plan is either
//! `None` or stands in a field whose name ends in `_inferred`: a suggestion, never a fact.
//! `line` is the line of a text file or the paragraph of a document ([`crate::document::Place`]).
//!
//! | module | types of |
//! |---|---|
//! | `paper` | what frames the plan: kind, issuer, number, date, title, recipients, signature |
//! | `cited` | documents it rests on or names |
//! | `content` | its parts as a tree, themes, paragraphs joined over a page break |
//! | `owing` | units, tasks, duties to report, deadlines |
//! | `joining` | who joins the reports, and for whom |
//! | `edit`, `version`, `continued` | corrections, what a new version changes, which ids it keeps |
//! | `owner`, `course`, `above` | who stands behind a name, what applied before, the plan above |
//! | `ids` | ids that stay unique |

pub mod above;
mod cited;
mod content;
mod continued;
pub mod course;
mod coverage;
mod edit;
pub mod ids;
mod joining;
mod owing;
pub mod owner;
mod paper;
mod version;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;

pub use cited::{Basis, Citation, NamedCitation, System};
pub use content::{PageBreakCut, Section, SubItem, Theme};
pub use coverage::{Accounted, Coverage, Open, Role, Why};
pub use edit::Corrections;
pub use joining::Joining;
pub use owing::{Deadline, Due, Duty, Frequency, PlanUnit, Reports, Task};
pub use paper::{
    Clause, DateBounds, DocumentType, Family, HeadLine, IssuingBody, NumberSymbol, PlaceDate,
    Recipient, Signer, Title,
};
pub use version::{TaskPair, versions};

/// A plan as read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The file.
    pub source: PlanSource,
    /// Kind of document and family.
    pub document_type: DocumentType,
    /// Who issued it.
    pub issuing_body: IssuingBody,
    /// Number and symbol, if printed.
    pub number_symbol: Option<NumberSymbol>,
    /// Place and date.
    pub place_date: PlaceDate,
    /// The national or party head line.
    pub national_or_party_header: HeadLine,
    /// Type line and subject.
    pub title: Title,
    /// Legal bases in order.
    pub legal_bases: Vec<Basis>,
    /// "… xây dựng Kế hoạch … như sau:".
    pub enacting_clause: Option<Clause>,
    /// Every cited document once, in order of first mention in the body of the plan's head,
    /// then the text.
    pub cited_documents: Vec<Citation>,
    /// Documents cited by name only.
    pub cited_without_number: Vec<NamedCitation>,
    /// Parts as a tree.
    pub sections: Vec<Section>,
    /// How many of each were found.
    pub counts: Counts,
    /// What is to be told.
    pub content_themes: Vec<Theme>,
    /// Slogans: below a heading that calls them so, or in quotation marks behind such a word.
    pub key_messages: Vec<Clause>,
    /// Aims with a number ("Trên 95% trẻ em … được tiêm").
    #[serde(default)]
    pub targets: Vec<Clause>,
    /// Bodies and groups of bodies, and what each owes.
    pub units: Vec<PlanUnit>,
    /// Who reports what to whom, when.
    pub reporting_duty: Vec<Duty>,
    /// Other dates by which something is due.
    pub other_dates_or_deadlines: Vec<Deadline>,
    /// "Nơi nhận".
    pub recipients: Vec<Recipient>,
    /// Who signed.
    pub signer: Option<Signer>,
    /// Paragraphs that were cut by a page break and joined.
    pub page_break_cuts: Vec<PageBreakCut>,
    /// How much of it was understood, and what was not.
    #[serde(default)]
    pub coverage: Coverage,
    /// Every doubt the reader had.
    pub findings: Vec<Finding>,
}

/// The file a plan was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSource {
    /// File name.
    pub path: String,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// How many of each were found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Counts {
    pub roman_sections: usize,
    pub purpose_bullets: usize,
    pub requirement_bullets: usize,
    pub content_themes: usize,
    pub theme_1_sub_items: usize,
    pub units: usize,
    pub tasks: usize,
    pub recipients: usize,
    pub numbered_documents_cited: usize,
    pub page_break_cuts: usize,
    pub numbering_anomalies: usize,
}
