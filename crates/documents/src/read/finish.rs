//! What every reader's result goes through: one normal form without signs that print nothing, old
//! encodings repaired, paragraphs cut by page breaks joined.

use nhip_core::document::{Block, Document, Paragraph, heal};
use nhip_core::finding::Finding;
use nhip_viet::clean::kept;
use nhip_viet::legacy::{self, Encoding};
use nhip_viet::syllable;

/// How Vietnamese a text looks: the share of its words that are well-formed syllables, 0–1.
pub(crate) fn vietnamese(text: &str) -> f64 {
    syllable::share(text)
}

/// What to say when text was converted.
pub(crate) fn converted() -> Finding {
    Finding::new(
        "G101",
        "Văn bản có chữ theo bảng mã cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode.",
        "The document has text in an old encoding (TCVN3 or VNI); it was converted to Unicode.",
    )
}

/// Repairs old encodings, normalises, and joins what page breaks cut.
pub(crate) fn finish(document: &mut Document) {
    if let Some(encoding) = repair(document) {
        repair_beside(document, encoding);
        if document
            .findings
            .iter()
            .all(|finding| finding.code != "G101")
        {
            document.findings.push(converted());
        }
    }
    let plain = |text: &str| {
        text.bytes()
            .all(|b| matches!(b, b'\n' | b'\t' | b' '..=b'~'))
    };
    document.each_text(&mut |text| {
        if !plain(text) {
            *text = kept(text);
        }
    });
    document.properties = document
        .properties
        .iter()
        .map(|(name, value)| (kept(name), kept(value)))
        .collect();
    heal(document);
}

/// Converts every text that is in an old encoding; the encoding found, if any was.
fn repair(document: &mut Document) -> Option<Encoding> {
    let mut found = None;
    document.each_text(&mut |text| {
        if let Some((repaired, encoding)) = legacy::repair(text) {
            *text = repaired;
            found = Some(encoding);
        }
    });
    found
}

/// Converts short texts that decide nothing by themselves, in a document of an old encoding.
pub(crate) fn repair_beside(document: &mut Document, encoding: Encoding) {
    document.each_text(&mut |text| {
        if let Some(repaired) = legacy::repair_beside(text, encoding) {
            *text = repaired;
        }
    });
}

/// Visits every text of a document that a person wrote.
trait EachText {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String));
}

impl EachText for Document {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        self.blocks
            .iter_mut()
            .for_each(|block| block.each_text(visit));
        self.margins
            .iter_mut()
            .for_each(|Paragraph { text, .. }| visit(text));
        self.notes.iter_mut().for_each(|note| visit(&mut note.text));
    }
}

impl EachText for Block {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        match self {
            Block::Paragraph(paragraph) => visit(&mut paragraph.text),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells
                    .flat_map(|cell| &mut cell.blocks)
                    .for_each(|block| block.each_text(visit));
            }
        }
    }
}
