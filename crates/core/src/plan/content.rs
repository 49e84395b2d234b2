//! What a plan is made of: its parts as a tree, its themes, paragraphs joined over a page break.

use serde::{Deserialize, Serialize};

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
