//! What a reader or a check noticed: a stable code, where, and a sentence a person understands.

use serde::{Deserialize, Serialize};

use crate::document::Place;
use crate::lang::Bilingual;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is left out because of it. Codes `L…` (lỗi).
    Error,
    /// A person should look. Codes `C…` (cảnh báo).
    Warning,
    /// Good to know; nothing to do. Codes `G…` (ghi chú).
    Note,
}

/// One thing noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable code: `L101` error, `C201` warning, `G301` note. Listed in docs/FINDINGS.md.
    pub code: String,
    /// Weight, as the code's first letter says.
    pub severity: Severity,
    /// What was noticed and what to do, one sentence in each language.
    pub text: Bilingual,
    /// File it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<String>,
    /// Code of the unit it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// Where in the file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Place>,
    /// The text it is about, as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quote: Option<String>,
}

impl Finding {
    /// A finding with the severity its code's first letter says (`L`, `C`, otherwise a note).
    pub fn new(code: &str, vi: impl Into<String>, en: impl Into<String>) -> Finding {
        let severity = match code.as_bytes().first() {
            Some(b'L') => Severity::Error,
            Some(b'C') => Severity::Warning,
            _ => Severity::Note,
        };
        Finding {
            code: code.to_owned(),
            severity,
            text: Bilingual::new(vi, en),
            file: None,
            unit: None,
            place: None,
            quote: None,
        }
    }

    /// The same, about a file.
    pub fn in_file(mut self, file: impl Into<String>) -> Finding {
        self.file = Some(file.into());
        self
    }

    /// The same, about a unit (its code).
    pub fn of_unit(mut self, unit: impl Into<String>) -> Finding {
        self.unit = Some(unit.into());
        self
    }

    /// The same, at a place.
    pub fn at(mut self, place: Place) -> Finding {
        self.place = Some(place);
        self
    }

    /// The same, with the text it is about.
    pub fn quoting(mut self, quote: impl Into<String>) -> Finding {
        self.quote = Some(quote.into());
        self
    }
}
