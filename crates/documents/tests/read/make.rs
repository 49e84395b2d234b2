//! Makes small documents for the tests, and says what a document holds.

use std::io::{Cursor, Write};

use nhip_core::document::{Block, Document, Paragraph, Table};
use nhip_documents::read::Reader;
use zip::write::SimpleFileOptions;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A zip archive of parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word document under construction.
#[derive(Default)]
pub struct Docx {
    body: String,
    parts: Vec<(String, String)>,
    relations: String,
}

impl Docx {
    pub fn body(xml: &str) -> Docx {
        Docx {
            body: xml.to_owned(),
            ..Docx::default()
        }
    }

    /// Adds a part with a relationship from the main document: ("styles", xml inside the root).
    pub fn with(mut self, kind: &str, root: &str, inner: &str) -> Docx {
        let number = self.parts.len();
        let name = format!("{kind}{number}.xml");
        self.relations.push_str(&format!(
            "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{name}\"/>"
        ));
        self.parts.push((
            format!("word/{name}"),
            format!("<w:{root} {}>{inner}</w:{root}>", namespaces(W)),
        ));
        self
    }

    /// Adds a part as it is.
    pub fn part(mut self, name: &str, content: &str) -> Docx {
        self.parts.push((name.to_owned(), content.to_owned()));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.in_namespace(W)
    }

    pub fn in_namespace(&self, w: &str) -> Vec<u8> {
        let document = format!(
            "<w:document {}><w:body>{}</w:body></w:document>",
            namespaces(w),
            self.body
        );
        let relations = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            self.relations
        );
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
        ];
        parts.extend(
            self.parts
                .iter()
                .map(|(name, content)| (name.as_str(), content.as_bytes())),
        );
        zip(&parts)
    }

    pub fn read(&self) -> Document {
        read("van-ban.docx", &self.bytes())
    }
}

fn namespaces(w: &str) -> String {
    format!(
        "xmlns:w=\"{w}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
    )
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph with properties.
pub fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A numbered paragraph.
pub fn item(num: u32, level: u32, text: &str) -> String {
    pp(
        &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{num}\"/></w:numPr>"),
        text,
    )
}

/// Reads what must be readable.
pub fn read(name: &str, bytes: &[u8]) -> Document {
    Reader::default()
        .read_bytes(name, bytes)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The code of the fault of what must not be readable, after a look at its sentence.
pub fn fault(name: &str, bytes: &[u8]) -> String {
    let error = Reader::default()
        .read_bytes(name, bytes)
        .expect_err("readable");
    let text = error.text();
    assert!(
        text.vi.starts_with(&format!("Tệp “{name}”: ")) && text.vi.ends_with('.'),
        "{}",
        text.vi
    );
    error.code().to_owned()
}

/// The paragraphs of the body, those in tables left out.
pub fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| {
            if let Block::Paragraph(paragraph) = block {
                Some(paragraph)
            } else {
                None
            }
        })
        .collect()
}

/// The texts of the body.
pub fn texts(document: &Document) -> Vec<&str> {
    paragraphs(document)
        .into_iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect()
}

/// "label text" of the body's paragraphs.
pub fn printed(document: &Document) -> Vec<String> {
    let with_label = |paragraph: &Paragraph| match &paragraph.label {
        Some(label) => format!("{label} {}", paragraph.text),
        None => paragraph.text.clone(),
    };
    paragraphs(document).into_iter().map(with_label).collect()
}

/// The tables of the body.
pub fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| {
            if let Block::Table(table) = block {
                Some(table)
            } else {
                None
            }
        })
        .collect()
}

/// A table as rows of cell texts.
pub fn grid(table: &Table) -> Vec<Vec<String>> {
    let cell = |blocks: &[Block]| -> String {
        let lines = blocks.iter().map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.text.clone(),
            Block::Table(inner) => format!("{:?}", grid(inner)),
        });
        lines.collect::<Vec<_>>().join("/")
    };
    table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|inner| cell(&inner.blocks)).collect())
        .collect()
}

/// Codes of the findings.
pub fn codes(document: &Document) -> Vec<&str> {
    document
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}
