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
    let typed: Vec<&str> = decoded.text.lines().collect();
    let lines: Vec<&str> = typed.iter().map(|line| line.trim()).collect();
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
            let typed = typed.get(at - 1).copied().unwrap_or_default();
            let paragraph = Paragraph {
                lead: lead(typed),
                ..paragraph(line, at as u32, markdown)
            };
            document.blocks.push(Block::Paragraph(paragraph));
        }
    }
    match document.blocks.is_empty() {
        true => Err(Fault::NoText),
        false => Ok(document),
    }
}

/// White space before a line; of a line of tabs, only its tabs.
fn lead(line: &str) -> u16 {
    let (white, _) = line.split_at(line.len() - line.trim_start().len());
    let signs = match line.trim().contains('\t') {
        true => white.matches('\t').count(),
        false => white.chars().count(),
    };
    u16::try_from(signs).unwrap_or(u16::MAX)
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
