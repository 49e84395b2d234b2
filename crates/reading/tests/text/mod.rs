//! A line reader for tests: one paragraph for each line that is not blank.

use std::path::Path;

use nhip_core::document::{Block, Document, Paragraph, Place};
use nhip_core::fingerprint::sha256;

/// The lines of a text as a document.
#[allow(dead_code, clippy::expect_used)]
pub fn document(text: &str) -> Document {
    let lines = text
        .lines()
        .zip(1..)
        .filter(|(text, _)| !text.trim().is_empty());
    let blocks = lines.map(|(text, line)| {
        let place = Place {
            line,
            ..Place::default()
        };
        Block::Paragraph(Paragraph {
            place,
            text: text.trim().to_owned(),
            ..Paragraph::default()
        })
    });
    Document {
        blocks: blocks.collect(),
        ..Document::default()
    }
}

/// A text file as a document.
#[allow(dead_code, clippy::expect_used)]
pub fn read(path: &Path) -> Document {
    let bytes = std::fs::read(path).expect("the file can be read");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    Document {
        name,
        sha256: sha256(&bytes),
        ..document(&text)
    }
}
