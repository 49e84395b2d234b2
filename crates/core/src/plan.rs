//! A plan: the document, and what was read from it.
//!
//! The serialised form is `nhip plan --json`. Whatever is not printed in the plan is either
//! `None` or stands in a field whose name ends in `_inferred`: a suggestion, never a fact.
//! `line` is the line of a text file or the paragraph of a document ([`crate::document::Place`]).

mod alias;
mod basis;
mod citation;
mod date;
mod deadline;
mod doubt;
mod duty;
mod family;
mod field;
mod head;
mod issuer;
mod line;
mod message;
mod name;
mod phrase;
mod pipe;
mod read;
mod recipient;
mod section;
mod signer;
mod symbol;
mod table;
mod theme;
mod title;
mod unit;
mod when;
mod word;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;

pub use read::read;

/// Which rules of paper a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// State bodies (Decree 30/2020/NĐ-CP).
    State,
    /// Party bodies (Guideline 36-HD/VPTW, later 05-HD/VPTW).
    Party,
}

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
    /// Slogans in quotation marks and fixed phrases.
    pub key_messages: Vec<Clause>,
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

/// A part of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Label without its mark, true by position: "III", "4" (printed "3."), "1.1", "a", "-", "(1)".
    pub label: String,
    /// "III.", "3.", "a)", "-"; `None` for a paragraph without one.
    pub marker_as_printed: Option<String>,
    /// Heading, when the line is a title and not itself a paragraph of text.
    pub heading: Option<String>,
    /// Outermost 1.
    pub level: u8,
    /// Line.
    pub line: u32,
    /// First words of a paragraph of text (14 at most).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub starts_with: Option<String>,
    /// What is odd about its label.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub anomaly: Option<String>,
    /// Parts below it.
    #[serde(default)]
    pub children: Vec<Section>,
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

/// What is to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// From 1.
    pub n: u32,
    /// Line it starts on.
    pub line: u32,
    /// All its lines.
    pub lines: Vec<u32>,
    /// First words.
    pub starts_with: String,
    /// Whole text, page-break cuts joined.
    pub text: String,
    /// Items below it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sub_items: Vec<SubItem>,
    /// Documents cited in it, by id.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cites: Vec<String>,
}

/// An item below a theme or task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubItem {
    /// "(1)", "a)", "-", "+".
    pub label: String,
    /// Line.
    pub line: u32,
    /// Text.
    pub text: String,
}

/// A body or a named group of bodies, and what it owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanUnit {
    /// Short id made from the name ("UBND", "TCCSD"), unique in the plan.
    pub id: String,
    /// Name as in its heading or table cell.
    pub name: String,
    /// Name with its place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name_full_inferred: Option<String>,
    /// Path of true labels: "III.4", with what was printed where that differs.
    pub section: String,
    /// Line.
    pub line: u32,
    /// It names several bodies ("các TCCSĐ trực thuộc", "UBND các xã, phường").
    pub is_group: bool,
    /// What it owes.
    pub tasks: Vec<Task>,
    /// Other names for it in this plan (duty, recipients).
    pub aliases: Vec<String>,
    /// Bodies named as its members.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub members_named: Vec<String>,
    /// A recipient that is related but not the same.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub related_recipient: Option<String>,
    /// Whether it owes the regular report.
    pub reports: Reports,
}

/// Whether a unit owes the regular report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reports {
    /// The duty names it.
    Named,
    /// Only through an open phrase ("các cơ quan, đơn vị").
    Implied,
    /// It collects, or is named nowhere.
    No,
}

/// What one unit owes under the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Unique in the plan and stable while its text stays: unit id and position, "UBND.1".
    pub id: String,
    /// Line it starts on.
    pub line: u32,
    /// All its lines.
    pub lines: Vec<u32>,
    /// "-", "a)", "1.1."; `None` for a plain paragraph or a table row without a number.
    pub marker: Option<String>,
    /// First words (14 at most).
    pub starts_with: String,
    /// Whole text, page-break cuts joined.
    pub text: String,
    /// Items below it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sub_items: Vec<SubItem>,
    /// Bodies that work with the owner ("phối hợp"), as written.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub co_owners: Vec<String>,
    /// By when, where the plan says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<Due>,
}

/// A time given in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// As printed: "quý I/2027", "chậm nhất ngày 20/12/2026", "thường xuyên".
    pub as_printed: String,
    /// First day meant, if that can be said.
    pub from: Option<NaiveDate>,
    /// Last day meant, if that can be said.
    pub to: Option<NaiveDate>,
    /// "once", "monthly", "quarterly", "half-yearly", "yearly", "weekly", "daily", "continuous".
    pub frequency: Option<Frequency>,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Frequency {
    Once,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
    /// "thường xuyên".
    Continuous,
    /// "đột xuất", "khi có yêu cầu".
    OnRequest,
}

/// A duty to report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Who, as written.
    pub who: Vec<String>,
    /// "báo cáo tình hình thực hiện kế hoạch này".
    pub what: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// Through whom.
    pub via: Option<String>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// "định kỳ hàng tháng".
    pub frequency_as_printed: Option<String>,
    /// 23.
    pub day_of_month: Option<u32>,
    /// "(**ngày 23**)".
    pub day_as_printed: Option<String>,
    /// "trước ngày 15": the day itself is too late.
    #[serde(default)]
    pub before: bool,
    /// The day lies in the month after the one reported on ("ngày 05 tháng sau").
    #[serde(default)]
    pub next_month: bool,
    /// Dates printed in full ("chậm nhất ngày 20/12/2026").
    #[serde(default)]
    pub dates: Vec<NaiveDate>,
    /// "để tổng hợp".
    pub purpose: Option<String>,
    /// Line.
    pub line: u32,
    /// The clause as written.
    pub raw: String,
    /// What the plan does not say: "first month due", "hour", "weekend or holiday", "form of the
    /// report", "end date of the plan".
    pub not_stated: Vec<String>,
    /// Which units are meant, by id, and how: "named", "only through '…'", collector.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub who_resolved_inferred: BTreeMap<String, String>,
}

/// Another date by which something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Line.
    pub line: u32,
    /// The time.
    #[serde(flatten)]
    pub due: Due,
    /// The sentence it stands in.
    pub text: String,
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

/// A paragraph cut by a page break, joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBreakCut {
    /// The two lines.
    pub between_lines: [u32; 2],
    /// Last words before the cut.
    pub left_tail: String,
    /// First words after it.
    pub right_head: String,
}
