//! A paper in the abstract: what stands on it, before it is known whether Word or PDF it becomes.
//!
//! Both renderers read this one model, so both say the same in the same order and measures.

use nhip_core::lang::Lang;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::profile::Profile;

mod annex;
mod body;
mod consolidation;
mod geometry;
mod matrix;
mod names;
mod opening;
mod summary;
mod table;
pub mod text;

pub(in crate::write) use annex::status_word;
pub use consolidation::{SUMMARY_ABOVE, of_consolidation};
pub use geometry::Geometry;
pub(in crate::write) use opening::{ROOM, issuer_under, plan_cited, superior_under};
pub use table::{Align, Cell, Column, Row, Table};

/// An official paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paper {
    /// Its layout.
    #[serde(skip)]
    pub profile: Arc<Profile>,
    /// Language of the program's own words in it.
    #[serde(skip)]
    pub lang: Lang,
    /// Title in the file's properties.
    pub title: String,
    /// Custom properties (a form says here which plan, unit and month it is).
    #[serde(skip)]
    pub properties: BTreeMap<String, String>,
    /// Head of the first page.
    pub head: Head,
    /// Type name, in capitals as printed: "BÁO CÁO". A letter (công văn) has none.
    pub kind: String,
    /// Subject, centred below it; of a letter below its number.
    pub subject: String,
    /// To whom, after "Kính gửi:".
    pub addressee: Option<String>,
    /// The text.
    pub body: Vec<Part>,
    /// Recipients and signature.
    pub foot: Foot,
    /// Annexes, each from a new page.
    pub annexes: Vec<Annex>,
    /// Small line at the foot of every page.
    pub footer: String,
}

/// Head of the first page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Head {
    /// Body above the issuer, as printed.
    pub superior: Option<String>,
    /// Issuing body, as printed.
    pub issuer: String,
    /// Number line, with room for the number.
    pub number: String,
    /// Place and date, with room for day and month.
    pub place_date: String,
}

/// Recipients and signature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Foot {
    /// Lines below "Nơi nhận:", each with its closing mark; empty on a form.
    pub recipients: Vec<String>,
    /// Role of the signer; dots to write on when it is not known.
    pub role: String,
    /// Name of the signer; dots to write on.
    pub name: String,
}

/// An annex.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Annex {
    /// "Phụ lục I".
    pub label: String,
    /// Title.
    pub title: String,
    /// "(Kèm theo Báo cáo số …)".
    pub reference: String,
    /// On its side.
    pub landscape: bool,
    /// Content.
    pub parts: Vec<Part>,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase", tag = "is")]
pub enum Part {
    /// A heading.
    Heading {
        /// Outermost 1.
        level: u8,
        /// Text with its label, in capitals where the profile wants them.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        runs: Vec<Run>,
        /// Where it stands.
        place: Place,
    },
    /// A table.
    Table(Table),
    /// Small lines to look something up in, each with a hanging indent.
    Lines {
        /// One after the other.
        lines: Vec<Line>,
    },
    /// A box to tick, with its words.
    Check {
        /// Tag of the content control.
        tag: String,
        /// Words beside the box.
        label: String,
    },
    /// Room to type.
    Room {
        /// Tag of the content control.
        tag: String,
        /// The prompt.
        hint: String,
    },
}

/// A line to look something up in. Plain lines and not table rows, because there are thousands:
/// measured with typst, 3,000 lines cost a fourth of 3,000 rows, and take half the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its text.
    #[serde(rename = "t")]
    pub text: String,
    /// Bold, and kept with the line below: whose lines follow.
    #[serde(rename = "h")]
    pub head: bool,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the text: first line indented, justified.
    Text,
    /// The last one: kept on the page of the signature.
    Last,
    /// A caption or remark: no indent, smaller, left.
    Remark,
}

/// A piece of text in one face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text.
    #[serde(rename = "t")]
    pub text: String,
    /// Its face.
    #[serde(rename = "f")]
    pub face: Face,
}

/// How a run is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Face {
    /// As the text around it.
    #[serde(rename = "p")]
    Plain,
    /// Bold.
    #[serde(rename = "b")]
    Bold,
    /// Italic.
    #[serde(rename = "i")]
    Italic,
    /// A small raised source mark such as [12].
    #[serde(rename = "m")]
    Mark,
}

impl Run {
    /// A run in a face.
    pub fn new(text: impl Into<String>, face: Face) -> Run {
        Run {
            text: text.into(),
            face,
        }
    }
}

impl Part {
    /// A paragraph of plain text.
    pub fn text(text: impl Into<String>) -> Part {
        Part::Paragraph {
            runs: vec![Run::new(text, Face::Plain)],
            place: Place::Text,
        }
    }

    /// A caption or remark.
    pub fn remark(text: impl Into<String>) -> Part {
        Part::Paragraph {
            runs: vec![Run::new(text, Face::Italic)],
            place: Place::Remark,
        }
    }
}

impl Profile {
    /// A heading of this profile: label and text put together, in capitals where it wants them.
    pub fn heading(&self, level: u8, n: usize, path: &str, text: &str) -> Part {
        let label = self.label(level, n, path);
        let caps = self
            .levels
            .get(usize::from(level).saturating_sub(1))
            .is_some_and(|l| l.caps);
        let text = if caps {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        Part::Heading {
            level,
            text: format!("{label} {text}"),
        }
    }
}
