//! The documents a plan rests on or names.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A legal basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// From 1.
    pub n: u32,
    /// "Căn cứ", "Thực hiện", "Theo", "Xét".
    pub lead_word: String,
    /// "Chỉ thị", "Luật"; `None` when it is no document ("tình hình thực tế").
    pub kind: Option<String>,
    /// "10-CT/TU".
    pub number: Option<String>,
    /// Date.
    pub date: Option<NaiveDate>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Subject, from "về" or the verb it opens with.
    pub subject: Option<String>,
    /// Line.
    pub line: u32,
    /// [`Citation::id`], if it is one.
    pub cited_id: Option<String>,
    /// Documents cited inside its subject, by id.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub nested: Vec<String>,
    /// The whole basis as written, without the closing mark.
    pub text: String,
}

/// Which numbering a cited document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum System {
    /// `n-XX/YY`.
    Party,
    /// `n/XX-YY`, `n/yyyy/XX-YY`.
    State,
}

/// A cited document, however often it is mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Type code and number: "CT10"; a suffix keeps two apart.
    pub id: String,
    /// "Chỉ thị", if written out.
    pub kind: Option<String>,
    /// "10-CT/TU".
    pub number_symbol: String,
    /// "10".
    pub number: String,
    /// "CT".
    pub type_code: Option<String>,
    /// "TU".
    pub issuer_code: Option<String>,
    /// Date.
    pub date: Option<NaiveDate>,
    /// "02/8/2021".
    pub date_as_printed: Option<String>,
    /// "Ban Thường vụ Tỉnh ủy".
    pub issuer: Option<String>,
    /// Issuer with its place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer_full_inferred: Option<String>,
    /// The preferred subject (body before title, then the fuller).
    pub subject: Option<String>,
    /// All subjects written, in order of first mention.
    #[serde(default)]
    pub subject_variants: Vec<String>,
    /// Ids of documents cited inside the subject.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub nested_citations: Vec<String>,
    /// Numbering system.
    pub system: System,
    /// How often it is mentioned.
    pub mentions: u32,
    /// Lines of the mentions.
    pub lines: Vec<u32>,
}

/// A document cited by name only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedCitation {
    /// "Nghị quyết".
    pub kind: String,
    /// As written.
    pub name: String,
    /// Line.
    pub line: u32,
}
