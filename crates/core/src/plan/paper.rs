//! What frames a plan: kind, issuer, number, date, title, recipients, signature.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which rules of paper a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// State bodies (Decree 30/2020/NĐ-CP).
    State,
    /// Party bodies (Guideline 36-HD/VPTW, later 05-HD/VPTW).
    Party,
}

/// Kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentType {
    /// "Kế hoạch".
    pub name: String,
    /// "KH"; `None` when neither printed nor in the word list.
    pub code: Option<String>,
    /// State or party.
    pub family: Family,
    /// What told the family, in a few words each.
    pub family_evidence: Vec<String>,
}

/// A line quoted as evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Line or paragraph.
    pub line: u32,
    /// As written.
    pub text: String,
}

/// Who issued the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuingBody {
    /// "Ban Thường vụ Thành ủy": from the head if it stands there, otherwise from the enacting
    /// clause or the signature.
    pub name: Option<String>,
    /// The organ it belongs to ("Thành ủy"); for state bodies the body itself.
    pub organ: Option<String>,
    /// Place it governs ("thành phố Bảo Lộc, tỉnh Lâm Đồng"), if named in the text.
    pub place: Option<String>,
    /// Body above it, from the head.
    pub superior: Option<String>,
    /// Full name put together from name and place.
    pub name_full_inferred: Option<String>,
    /// What the head should print.
    pub header_name_inferred: Option<String>,
    /// What the head should print above it.
    pub superior_header_inferred: Option<String>,
    /// The head of the paper names it.
    pub stated_in_header: bool,
    /// Where it was found.
    pub evidence: Vec<Clause>,
}

/// "Số: 32 -KH/ThU".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberSymbol {
    /// As printed.
    pub as_printed: String,
    /// "32"; `None` when left open ("Số:      /KH-UBND").
    pub number: Option<String>,
    /// "KH/ThU" (party), "KH-UBND" (state).
    pub symbol: String,
    /// "32-KH/ThU", "05/KH-UBND".
    pub normalized: String,
    /// "KH".
    pub type_code: Option<String>,
    /// "ThU".
    pub issuer_code: Option<String>,
    /// Line.
    pub line: u32,
}

/// Place and date of issue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceDate {
    /// Place, if printed.
    pub place: Option<String>,
    /// Date, if printed and possible.
    pub date: Option<NaiveDate>,
    /// As printed.
    pub as_printed: Option<String>,
    /// Whether a date is printed.
    pub stated: bool,
    /// Bounds from other dates in the text.
    pub date_bounds_inferred: Option<DateBounds>,
    /// Place from the text.
    pub place_inferred: Option<String>,
}

/// The earliest date a plan can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateBounds {
    /// Not before this day.
    pub not_before: NaiveDate,
    /// Symbol of the newest document it cites.
    pub why: String,
}

/// The national or party head line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadLine {
    /// Whether it is printed.
    pub stated: bool,
    /// What the family's rules expect.
    pub expected: String,
}

/// Type line and subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// "KẾ HOẠCH NÂNG CAO".
    pub type_line_as_printed: Option<String>,
    /// Longest known type name at the start of the type line: "KẾ HOẠCH".
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What is left of the type line, joined to the subject lines.
    pub subject: Option<String>,
    /// Subject lines as printed, joined by a space.
    pub subject_line_as_printed: Option<String>,
    /// Lines it stands on.
    pub lines: Vec<u32>,
}

/// One line of "Nơi nhận".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Line.
    pub line: u32,
    /// "- Thường trực Tỉnh ủy (báo cáo),".
    pub as_printed: String,
    /// "Thường trực Tỉnh ủy".
    pub name: String,
    /// "báo cáo", "để báo cáo", "b/c", "phối hợp".
    pub purpose: Option<String>,
    /// "Lưu …".
    pub archive: bool,
    /// Offices in the archive line, abbreviations written out.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub archive_units: Vec<String>,
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// "T/M BAN THƯỜNG VỤ".
    pub authority_line: Option<String>,
    /// "T/M", "TM.", "KT.", as printed.
    pub authority_code: Option<String>,
    /// "BÍ THƯ"; for KT./TL. the lines below ("PHÓ CHỦ TỊCH").
    pub role: Option<String>,
    /// Name, if printed.
    pub name: Option<String>,
    /// Lines.
    pub lines: Vec<u32>,
}
