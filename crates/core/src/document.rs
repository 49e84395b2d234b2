//! One document, whatever format it came from.
//!
//! Readers in `documents` fill it; nothing above knows what the file was.
//! All text is NFC, runs joined, fields and tracked changes resolved.

pub mod heal;
pub mod label;
mod pasted;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::finding::Finding;

pub use heal::heal;

/// A document as read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// File name without folders, as given.
    pub name: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Body in reading order. Headers, footers and page numbers are not in it.
    pub blocks: Vec<Block>,
    /// Headers and footers, apart from the body, each text once.
    pub margins: Vec<Paragraph>,
    /// Footnotes and endnotes.
    pub notes: Vec<Note>,
    /// Custom properties of the file (a form says there which plan, unit and month it is);
    /// for workbooks also the hidden sheet's key/value rows.
    pub properties: BTreeMap<String, String>,
    /// What the reader noticed: text converted from an old encoding, paragraphs joined.
    pub findings: Vec<Finding>,
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table, or one sheet of a workbook.
    Table(Table),
}

/// One paragraph.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Where it stood.
    pub place: Place,
    /// Printed label made by automatic numbering ("II.", "1.1.", "a)", "-"). A label that
    /// was typed stays in `text`; [`crate::document::label`] splits it off.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
    /// Level given by the format (heading style, list level), outermost 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub level: Option<u8>,
    /// Text without the automatic label; line breaks inside as `\n`.
    pub text: String,
    /// Signs of white space typed before it in a text file, of a line of tabs only the tabs: where
    /// its cells stand in a typed table.
    #[serde(skip)]
    pub lead: u16,
    /// All of the text is bold.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub bold: bool,
    /// Centred on the line.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub centred: bool,
}

/// A table; a sheet of a workbook is one too.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Name of the sheet, for workbooks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Rows in order; a cell that spans columns stands once, followed by empty ones.
    pub rows: Vec<Row>,
}

/// A row of cells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Cells, left to right.
    pub cells: Vec<Cell>,
}

/// A cell, which may hold paragraphs and further tables.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Content in order.
    pub blocks: Vec<Block>,
    /// How many columns it spans; 1 for an ordinary one.
    pub columns: u16,
}

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The mark in the text ("1").
    pub mark: String,
    /// The note's text.
    pub text: String,
}

/// Where something stood in its file, in the words of that format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Line of a text file or paragraph of a document, from 1. Paragraphs in tables count too,
    /// in reading order, so a number names one paragraph.
    pub line: u32,
    /// Further lines joined to the first one (a paragraph cut by a page break).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub joined: Vec<u32>,
    /// Page, for PDF, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<u32>,
    /// Cell such as "Biểu 1!B7" for workbooks, "bảng 2, dòng 3, cột 1" for documents.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cell: Option<String>,
}
