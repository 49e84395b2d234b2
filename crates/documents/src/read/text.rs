//! Plain text and Markdown: one paragraph per line that is not blank.

pub(crate) mod encoding;
mod markdown;

use nhip_core::document::{Block, Document, Paragraph, Place};

use super::error::Fault;
use super::limit::Limits;

/// Reads plain text (`markdown`: headings and emphasis of whole lines are read as such).
/// Pipe tables are tables in both.
pub(crate) fn read(bytes: &[u8], markdown: bool, limits: &Limits) -> Result<Document, Fault> {
    // Two bytes in the file make at least one of text.
    if bytes.len() / 2 > limits.text_bytes {
        return Err(match bytes.contains(&b'\n') {
            true => Fault::TooMuch,
            false => Fault::TooLong,
        });
    }
    let decoded = encoding::decode(bytes);
    if decoded.text.len() > limits.text_bytes {
        return Err(Fault::TooMuch);
    }
    let lines: Vec<&str> = decoded.text.lines().map(str::trim).collect();
    if lines.len() > limits.blocks {
        return Err(Fault::TooMuch);
    }
    if lines.iter().any(|line| line.len() > limits.paragraph_bytes) {
        return Err(Fault::TooLong);
    }
    let mut document = Document {
        findings: decoded.findings,
        ..Document::default()
    };
    let mut tables = 0;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((table, rows)) = markdown::table(&lines, at, tables + 1) {
            tables += 1;
            at += rows;
            document.blocks.push(Block::Table(table));
            continue;
        }
        at += 1;
        if !line.is_empty() {
            document
                .blocks
                .push(Block::Paragraph(paragraph(line, at as u32, markdown)));
        }
    }
    match document.blocks.is_empty() {
        true => Err(Fault::NoText),
        false => Ok(document),
    }
}

fn paragraph(line: &str, number: u32, markdown: bool) -> Paragraph {
    let place = Place {
        line: number,
        ..Place::default()
    };
    let plain = Paragraph {
        place,
        text: line.to_owned(),
        ..Paragraph::default()
    };
    if markdown {
        markdown::line(plain)
    } else {
        plain
    }
}
