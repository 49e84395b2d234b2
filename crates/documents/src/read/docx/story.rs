//! Blocks in reading order: of the body, a cell, a text box, a header or a note.

use std::collections::HashMap;
use std::sync::Arc;

use nhip_core::document::{Block, Paragraph, Place};

use super::super::error::Fault;
use super::super::limit::Limits;
use super::super::xml::{Ns, Token, Xml};
use super::field::Fields;
use super::format::ParagraphFormat;
use super::label;
use super::numbering::Numbering;
use super::paragraph::{self, Draft};
use super::styles::Styles;
use super::table::{self, Merged};
use super::text::Converted;

/// What all stories of a document share.
pub(super) struct Shared {
    pub styles: Arc<Styles>,
    pub numbering: Numbering,
    pub limits: Limits,
    /// Number of the last paragraph.
    pub line: u32,
    /// Number of the last table.
    pub tables: u32,
    /// Paragraphs and cells so far.
    pub blocks: usize,
    /// Bytes of text so far.
    pub text: usize,
    /// Pictures seen.
    pub pictures: usize,
    /// Hidden pieces of text left out.
    pub hidden: usize,
    /// Struck out pieces of text left out.
    pub struck: usize,
    /// Embedded files left out.
    pub foreign: usize,
    /// The document may be in an old encoding.
    pub old: bool,
    /// The first text that was in an old encoding.
    pub converted: Option<Converted>,
    /// Open fields.
    pub fields: Fields,
    /// Ids of the footnotes referred to, in order.
    footnotes: Vec<String>,
    /// Ids of the endnotes referred to, in order.
    endnotes: Vec<String>,
}

impl Shared {
    pub(super) fn new(styles: Arc<Styles>, numbering: Numbering, limits: &Limits) -> Shared {
        Shared {
            styles,
            numbering,
            limits: *limits,
            line: 0,
            tables: 0,
            blocks: 0,
            text: 0,
            pictures: 0,
            hidden: 0,
            struck: 0,
            foreign: 0,
            old: false,
            converted: None,
            fields: Fields::default(),
            footnotes: Vec::new(),
            endnotes: Vec::new(),
        }
    }

    /// Counts one more paragraph, and its text.
    pub(super) fn count(&mut self, text: usize) -> Result<(), Fault> {
        self.text += text;
        self.count_blocks(1)
    }

    /// Counts more cells, those too that stand for a wide one.
    pub(super) fn count_blocks(&mut self, more: usize) -> Result<(), Fault> {
        self.blocks += more;
        match self.blocks > self.limits.blocks || self.text > self.limits.text_bytes {
            true => Err(Fault::TooMuch),
            false => Ok(()),
        }
    }

    /// The printed mark of a note that is referred to here.
    pub(super) fn refer(&mut self, element: &str, id: String) -> String {
        let references = if element == "endnote" {
            &mut self.endnotes
        } else {
            &mut self.footnotes
        };
        references.push(id);
        mark(element, references.len())
    }

    /// Marks of the notes of a kind, by id, with their order.
    pub(super) fn marks(&self, element: &str) -> HashMap<String, (usize, String)> {
        let references = if element == "endnote" {
            &self.endnotes
        } else {
            &self.footnotes
        };
        let mut marks = HashMap::new();
        for (index, id) in references.iter().enumerate() {
            marks
                .entry(id.clone())
                .or_insert_with(|| (index, mark(element, index + 1)));
        }
        marks
    }
}

/// Footnotes count 1, 2, 3, endnotes i, ii, iii: Word's own settings.
fn mark(element: &str, order: usize) -> String {
    match element {
        "endnote" => label::roman(order as u32).to_ascii_lowercase(),
        _ => order.to_string(),
    }
}

/// A reader at the start of something that holds blocks.
pub(super) struct Story<'x, 'a, 's> {
    pub xml: &'x mut Xml<'a>,
    pub shared: &'s mut Shared,
}

impl Story<'_, '_, '_> {
    /// Reads the blocks of the element that has just begun.
    pub(super) fn blocks(&mut self) -> Result<Vec<Block>, Fault> {
        self.cell().map(|(blocks, _)| blocks)
    }

    /// The same, with what a cell's properties say of merging.
    pub(super) fn cell(&mut self) -> Result<(Vec<Block>, Merged), Fault> {
        let mut merged = Merged::default();
        let outside = self.xml.depth().saturating_sub(1);
        let mut blocks = Vec::new();
        let mut running: Option<Draft> = None;
        let mut choices = Choices::default();
        while self.xml.depth() > outside {
            let Token::Start(element) = self.xml.next()? else {
                continue;
            };
            if choices.skips(&element.ns, element.name(), self.xml.depth()) {
                self.xml.skip()?;
                continue;
            }
            match (element.ns, element.name()) {
                (Ns::W, "p") => {
                    let mut draft = paragraph::read(self)?;
                    if let Some(earlier) = running.take() {
                        draft = earlier.followed_by(draft);
                    }
                    match draft.format.runs_on {
                        true => running = Some(draft),
                        false => self.finish(draft, &mut blocks)?,
                    }
                }
                (Ns::W, "tbl") => {
                    if let Some(table) = table::read(self)? {
                        blocks.push(Block::Table(table));
                    }
                }
                (Ns::W, "tcPr") => merged = table::merged(self)?,
                (Ns::W, "sdtPr") => choices.placeholder = control(self.xml)?.placeholder,
                (Ns::W, "del" | "moveFrom" | "sectPr" | "tblPr") => self.xml.skip()?,
                (Ns::W, "altChunk") => self.shared.foreign += 1,
                _ => {}
            }
        }
        if let Some(draft) = running {
            self.finish(draft, &mut blocks)?;
        }
        Ok((blocks, merged))
    }

    /// Turns a draft into a paragraph with its label, and puts its text boxes after it.
    fn finish(&mut self, draft: Draft, blocks: &mut Vec<Block>) -> Result<(), Fault> {
        let whole = self.shared.styles.complete(&draft.format);
        let (label, list_level) = self.label(&draft.format, &whole);
        let outline = whole.outline.filter(|outline| *outline < 9);
        let finished = draft.text.finish();
        if self.shared.converted.is_none() {
            self.shared.converted = finished.converted;
        }
        if !finished.text.is_empty() {
            self.shared.count(finished.text.len())?;
            blocks.push(Block::Paragraph(Paragraph {
                place: Place {
                    line: draft.line,
                    joined: draft.joined,
                    ..Place::default()
                },
                label,
                level: outline.or(list_level).map(|level| level + 1),
                text: finished.text,
                lead: 0,
                bold: finished.bold,
                centred: whole.centred.unwrap_or(false),
            }));
        }
        blocks.extend(draft.boxes);
        Ok(())
    }

    /// The printed label and the list level (from 0) of a paragraph.
    fn label(
        &mut self,
        direct: &ParagraphFormat,
        whole: &ParagraphFormat,
    ) -> (Option<String>, Option<u8>) {
        let Some(num) = whole.num.as_deref().filter(|num| *num != "0") else {
            return (None, None);
        };
        let Shared {
            styles, numbering, ..
        } = &mut *self.shared;
        let level = whole
            .level
            .unwrap_or_else(|| numbering.linked_level(num, styles.ids(direct)));
        let label = numbering.label(num, level, |style| styles.numbering_of(style));
        let shown = label.is_some().then_some(level as u8);
        (label, shown)
    }
}

/// Alternatives in a file: of `AlternateContent` the first choice is read and the fallback only
/// where there is none; what a content control shows as a prompt is not an answer.
#[derive(Debug, Default)]
pub(super) struct Choices {
    /// Depth of alternatives of which one has been taken.
    taken: Vec<usize>,
    /// The next `sdtContent` holds a prompt.
    pub placeholder: bool,
}

impl Choices {
    /// Whether the element that has just begun, at this depth, is to be skipped.
    pub(super) fn skips(&mut self, ns: &Ns, name: &str, depth: usize) -> bool {
        match (ns, name) {
            (Ns::Compat, "AlternateContent") => {
                self.taken.retain(|taken| *taken < depth);
                false
            }
            (Ns::Compat, "Choice" | "Fallback") => {
                self.taken.retain(|taken| *taken < depth);
                let parent = depth.saturating_sub(1);
                let done = self.taken.contains(&parent);
                if !done {
                    self.taken.push(parent);
                }
                done
            }
            (Ns::W, "sdtContent") => std::mem::take(&mut self.placeholder),
            _ => false,
        }
    }
}

/// What a content control says of itself.
#[derive(Debug, Default)]
pub(super) struct Control {
    /// It still shows its prompt.
    pub placeholder: bool,
    /// It is a box, and ticked. LibreOffice may keep the empty glyph beside this.
    pub ticked: bool,
}

/// Reads `w:sdtPr`, which has just begun.
pub(super) fn control(xml: &mut Xml<'_>) -> Result<Control, Fault> {
    let outside = xml.depth().saturating_sub(1);
    let mut control = Control::default();
    while xml.depth() > outside {
        if let Token::Start(element) = xml.next()? {
            control.placeholder |= element.is_w("showingPlcHdr") && element.on();
            control.ticked |= element.name() == "checked" && element.on();
        }
    }
    Ok(control)
}
