//! What every reader's result goes through: frames unfolded, one normal form without signs that
//! print nothing, old encodings repaired, paragraphs cut by page breaks joined.

use nhip_core::document::{Block, Document, Paragraph, heal};
use nhip_core::finding::Finding;
use nhip_viet::clean::kept;
use nhip_viet::legacy::{self, Encoding, Signs};

use super::{frame, habit};

/// Normalises, unfolds frames, repairs old encodings, and joins what page breaks cut.
pub(crate) fn finish(document: &mut Document) {
    document.blocks = frame::unfolded(std::mem::take(&mut document.blocks));
    repair(document);
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
    habit::settle_document(document);
    heal(document);
}

/// Converts what is in an old encoding, once: what was converted may look like another one.
/// Letters that only Unicode has, anywhere in the document, forbid it.
pub(crate) fn repair(document: &mut Document) {
    let settled = |finding: &Finding| matches!(&*finding.code, "G101" | "G102" | "C124");
    if document.findings.iter().any(settled) {
        return;
    }
    let mut signs = Signs::default();
    document.each_text(&mut |text| signs.add(text));
    if signs.unicode > 0 {
        doubt(document);
        return;
    }
    if !signs.old() {
        return;
    }
    let mut found: Option<(Encoding, Finding)> = None;
    document.each_text(&mut |text| {
        if let Some((repaired, encoding)) = legacy::repair(text) {
            found.get_or_insert_with(|| (encoding, converted(text, &repaired)));
            *text = repaired;
        }
    });
    if let Some((encoding, finding)) = found {
        repair_beside(document, encoding);
        document.findings.push(finding);
    }
}

/// Converts short texts that decide nothing by themselves, in a document of an old encoding.
pub(crate) fn repair_beside(document: &mut Document, encoding: Encoding) {
    document.each_text(&mut |text| {
        if let Some(repaired) = legacy::repair_beside(text, encoding) {
            *text = repaired;
        }
    });
}

/// What to say when text was converted, with a piece of it before and after.
pub(crate) fn converted(before: &str, after: &str) -> Finding {
    let (before, after) = (excerpt(before), excerpt(after));
    Finding::new(
        "G101",
        format!("Văn bản có chữ theo bảng mã cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode, chẳng hạn “{before}” thành “{after}”; hãy xem có đúng không."),
        format!("The document has text in an old encoding (TCVN3 or VNI); it was converted to Unicode, such as “{before}” to “{after}”: see whether that is right."),
    )
    .quoting(before)
}

/// Broken words in a text before it is called one in an old encoding.
const BROKEN: usize = 3;

/// Says of a Unicode document that some of it looks like an old encoding and stays as it is.
fn doubt(document: &mut Document) {
    let mut first = None;
    document.each_text(&mut |text| {
        let mut signs = Signs::default();
        signs.add(text);
        if first.is_none() && signs.old() && signs.broken >= BROKEN {
            first = Some(excerpt(text));
        }
    });
    document.findings.extend(first.map(|text| {
        Finding::new(
            "C124",
            format!("Văn bản dùng Unicode nhưng có đoạn trông như bảng mã cũ (TCVN3 hoặc VNI), chẳng hạn “{text}”; đoạn đó được giữ nguyên, hãy sửa trong tệp gốc."),
            format!("The document is in Unicode, but part of it looks like an old encoding (TCVN3 or VNI), such as “{text}”; it was left as it is: correct it in the original."),
        )
        .quoting(text)
    }));
}

/// The first words of a text.
fn excerpt(text: &str) -> String {
    const WORDS: usize = 6;
    let words = text.split_whitespace().take(WORDS);
    words
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(80)
        .collect()
}

/// All of a document's text that a person wrote, parted by blanks.
pub(crate) fn whole_text(document: &mut Document) -> String {
    let mut whole = String::new();
    document.each_text(&mut |text| {
        whole.push_str(text);
        whole.push(' ');
    });
    whole
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
