//! Word documents (.docx): our own reader, because printed labels made by automatic numbering
//! are part of an official paper and no library gives them.
//!
//! | module | what it reads |
//! |---|---|
//! | [`format`] | properties of paragraphs and runs |
//! | [`styles`] | `styles.xml`, with inheritance |
//! | [`memory`] | styles remembered from file to file |
//! | [`numbering`] | `numbering.xml`, and the labels as printed |
//! | [`label`] | one number in its format (roman, letters, bullets) |
//! | [`story`] | blocks in reading order: body, headers, notes, text boxes |
//! | [`paragraph`] | one paragraph: runs, fields, tracked changes |
//! | [`text`] | the text of a paragraph while it is gathered |
//! | [`table`] | tables, nested and merged |
//! | [`field`] | fields: results kept, instructions dropped |
//! | [`form`] | legacy form fields |
//! | [`relations`] | which part is which |

mod field;
mod form;
mod format;
mod label;
mod memory;
mod numbering;
mod paragraph;
mod relations;
mod story;
mod styles;
mod table;
mod text;

use std::sync::Arc;

use nhip_core::document::{Block, Document, Note, Paragraph};
use nhip_core::finding::Finding;
use nhip_viet::legacy::Signs;

use self::numbering::Numbering;
use self::relations::Relations;
pub(crate) use self::relations::main_part;
use self::story::{Shared, Story};
use self::text::Converted;
use super::error::Fault;
use super::finish;
use super::limit::Limits;
use super::package::Package;
use super::properties;
use super::xml::{Token, Xml};

/// Reads a Word document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, limits)?;
    let relations = Relations::read(&mut package, &main, limits)?;
    let styles = match relations.first("styles") {
        Some(name) => memory::styles(&mut package, name, limits)?,
        None => Arc::default(),
    };
    let numbering = match relations.first("numbering") {
        Some(name) => Numbering::read(&package.text(name)?.unwrap_or_default(), name, limits)?,
        None => Numbering::default(),
    };
    let mut shared = Shared::new(styles, numbering, limits);
    let Some(text) = package.text(&main)? else {
        return Err(Fault::damaged(main, "missing"));
    };
    let mut signs = Signs::default();
    signs.add(&text);
    shared.old = signs.old();
    let blocks = part(&mut shared, &text, &main, "body")?;
    let mut document = Document {
        blocks,
        ..Document::default()
    };
    document.notes = notes(&mut package, &mut shared, &relations)?;
    document.margins = margins(&mut package, &mut shared, &relations)?;
    document.properties = properties::custom(&mut package, limits)?;
    document.findings = findings(&shared);
    if let Some(found) = shared.converted.as_ref().filter(|_| shared.old) {
        finish::repair_beside(&mut document, found.encoding);
    }
    if document.blocks.is_empty() && document.properties.is_empty() {
        return Err(if shared.pictures > 0 {
            Fault::Scanned
        } else {
            Fault::NoText
        });
    }
    Ok(document)
}

/// The blocks of the first element of a name in a part.
fn part(shared: &mut Shared, text: &str, name: &str, root: &str) -> Result<Vec<Block>, Fault> {
    let mut xml = Xml::new(text, name, shared.limits.depth);
    loop {
        match xml.next()? {
            Token::Start(element) if element.is_w(root) => {
                return Story {
                    xml: &mut xml,
                    shared,
                }
                .blocks();
            }
            Token::Eof => return Err(Fault::damaged(name, format!("no <{root}>"))),
            _ => {}
        }
    }
}

/// Footnotes and endnotes that the body refers to, in the order of their marks.
fn notes(
    package: &mut Package<'_>,
    shared: &mut Shared,
    relations: &Relations,
) -> Result<Vec<Note>, Fault> {
    let mut found = Vec::new();
    for (kind, element) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        let Some(name) = relations.first(kind) else {
            continue;
        };
        let Some(text) = package.text(name)? else {
            continue;
        };
        let marks = shared.marks(element);
        let mut xml = Xml::new(&text, name, shared.limits.depth);
        loop {
            match xml.next()? {
                Token::Start(note) if note.is_w(element) => {
                    let mark = note.attr("id").and_then(|id| marks.get(&id).cloned());
                    let blocks = Story {
                        xml: &mut xml,
                        shared,
                    }
                    .blocks()?;
                    let lines: Vec<String> = paragraphs(blocks).into_iter().map(printed).collect();
                    if let Some((order, mark)) = mark.filter(|_| !lines.is_empty()) {
                        found.push((
                            kind,
                            order,
                            Note {
                                mark,
                                text: lines.join("\n"),
                            },
                        ));
                    }
                }
                Token::Eof => break,
                _ => {}
            }
        }
    }
    found.sort_by_key(|(kind, order, _)| (*kind == "endnotes", *order));
    Ok(found.into_iter().map(|(_, _, note)| note).collect())
}

/// Headers and footers, each text once; bare page numbers are no text.
fn margins(
    package: &mut Package<'_>,
    shared: &mut Shared,
    relations: &Relations,
) -> Result<Vec<Paragraph>, Fault> {
    let mut found: Vec<Paragraph> = Vec::new();
    for (kind, root) in [("header", "hdr"), ("footer", "ftr")] {
        for name in relations.all(kind) {
            let Some(text) = package.text(name)? else {
                continue;
            };
            for paragraph in paragraphs(part(shared, &text, name, root)?) {
                let number = paragraph.text.chars().all(|letter| !letter.is_alphabetic());
                if !number && found.iter().all(|other| other.text != paragraph.text) {
                    found.push(paragraph);
                }
            }
        }
    }
    Ok(found)
}

/// All paragraphs of blocks in reading order, those in tables too.
fn paragraphs(blocks: Vec<Block>) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Table(table) => {
                let cells = table.rows.into_iter().flat_map(|row| row.cells);
                found.extend(cells.flat_map(|cell| paragraphs(cell.blocks)));
            }
        }
    }
    found
}

fn printed(paragraph: Paragraph) -> String {
    match paragraph.label {
        Some(label) => format!("{label} {}", paragraph.text),
        None => paragraph.text,
    }
}

fn findings(shared: &Shared) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(Converted { before, after, .. }) = &shared.converted {
        found.push(finish::converted(before, after));
    }
    if shared.hidden > 0 {
        found.push(Finding::new(
            "G121",
            "Văn bản có chữ ẩn (không in ra); phần đó không được đọc.",
            "The document has hidden (unprinted) text; it was not read.",
        ));
    }
    if shared.struck > 0 {
        found.push(Finding::new(
            "G123",
            "Văn bản có chữ gạch ngang (đã bỏ); phần đó không được đọc và không được tính.",
            "The document has struck-out text; it was not read and does not count.",
        ));
    }
    if shared.foreign > 0 {
        found.push(Finding::new(
            "C122",
            "Văn bản nhúng một tệp khác bên trong; phần nhúng không được đọc, hãy mở bằng Word và lưu lại.",
            "The document embeds another file as text; that part was not read: open it in Word and save it again.",
        ));
    }
    found
}
