//! Reads documents: .docx, .xlsx, .xls, .ods, .pdf, .txt, .md, .csv, and .doc through
//! LibreOffice, into one [`Document`].
//!
//! ```
//! use nhip_documents::read::Reader;
//!
//! let document = Reader::default().read_bytes("bao-cao.txt", "Không phát sinh.".as_bytes())?;
//! assert_eq!(document.blocks.len(), 1);
//! # Ok::<(), nhip_documents::read::ReadError>(())
//! ```
//!
//! What a file is, is told by its content ([`kind`]); how much it may take, by [`limit`]; what
//! is wrong with it, by [`error`]. Every result is NFC, free of old encodings, and joined where
//! a page break cut a paragraph ([`finish`]).

mod doc;
mod docx;
pub mod error;
mod finish;
mod frame;
mod habit;
pub mod kind;
pub mod limit;
mod outside;
mod package;
pub mod pdf;
mod properties;
mod sheet;
pub(crate) mod symbol;
mod text;
pub mod worker;
mod xml;

use std::fs;
use std::path::Path;

use nhip_core::document::{Block, Document};
use nhip_core::finding::Finding;
use nhip_core::fingerprint::sha256;
use nhip_viet::clean::kept;

pub use self::error::{Fault, ReadError};
pub use self::kind::Kind;
pub use self::limit::Limits;
pub use self::sheet::HIDDEN_SHEET;
pub use self::worker::Worker;

/// Reads files within limits.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// How much one file may take.
    pub limits: Limits,
    /// The child process that reads PDF and .xls, whose libraries may panic or take all
    /// memory. Without it PDF is read in this process and .xls is not read.
    pub worker: Option<Worker>,
}

impl Reader {
    /// Reads a file. The size is checked before anything is read.
    pub fn read(&self, path: &Path) -> Result<Document, ReadError> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let bytes = self.load(path).map_err(|fault| fault.of(&name))?;
        self.read_bytes(&name, &bytes)
    }

    /// Reads the bytes of a file called `name`.
    pub fn read_bytes(&self, name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
        let name = kept(name).replace('\n', " ");
        self.document(&name, bytes).map_err(|fault| fault.of(&name))
    }

    fn load(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        let unreadable = |error: std::io::Error| Fault::Unreadable(error.to_string());
        let about = fs::metadata(path).map_err(unreadable)?;
        if about.is_dir() {
            return Err(Fault::Folder);
        }
        self.check_size(about.len())?;
        fs::read(path).map_err(unreadable)
    }

    fn check_size(&self, size: u64) -> Result<(), Fault> {
        match size {
            0 => Err(Fault::Empty),
            size if size > self.limits.file_bytes => Err(Fault::TooLarge {
                size,
                limit: self.limits.file_bytes,
            }),
            _ => Ok(()),
        }
    }

    fn document(&self, name: &str, bytes: &[u8]) -> Result<Document, Fault> {
        self.check_size(bytes.len() as u64)?;
        let kind = Kind::of(name, bytes, &self.limits)?;
        let mut document = self.of_kind(kind, bytes)?;
        document.name = name.to_owned();
        document.sha256 = sha256(bytes);
        document.findings.extend(wrong_extension(name, kind));
        finish::finish(&mut document);
        check_paragraphs(&document.blocks, self.limits.paragraph_bytes)?;
        for finding in &mut document.findings {
            finding.file.get_or_insert_with(|| name.to_owned());
        }
        Ok(document)
    }

    fn of_kind(&self, kind: Kind, bytes: &[u8]) -> Result<Document, Fault> {
        let limits = &self.limits;
        match kind {
            Kind::Docx => docx::read(bytes, limits),
            Kind::Xlsx | Kind::Ods => sheet::read(kind, bytes, limits),
            Kind::Xls => match &self.worker {
                Some(worker) => worker.read(bytes, limits),
                None => Err(Fault::OldExcel),
            },
            Kind::Pdf => {
                let read = match &self.worker {
                    Some(worker) => worker.read(bytes, limits),
                    None => pdf::read(bytes, limits),
                };
                read.or_else(|fault| match fault {
                    Fault::Scanned => pdf::scan::read(bytes, limits).ok_or(fault),
                    other => Err(other),
                })
            }
            Kind::Csv => sheet::csv::read(bytes, limits),
            Kind::Markdown => text::read(bytes, true, limits),
            Kind::Text => text::read(bytes, false, limits),
            Kind::Doc | Kind::Rtf | Kind::Odt => {
                docx::read(&doc::convert(kind, bytes, limits)?, limits)
            }
        }
    }
}

/// Makes sure that no paragraph is too long to be read for figures, those in cells too.
fn check_paragraphs(blocks: &[Block], longest: usize) -> Result<(), Fault> {
    blocks.iter().try_for_each(|block| match block {
        Block::Paragraph(paragraph) if paragraph.text.len() > longest => Err(Fault::TooLong),
        Block::Paragraph(_) => Ok(()),
        Block::Table(table) => {
            let mut cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.try_for_each(|cell| check_paragraphs(&cell.blocks, longest))
        }
    })
}

/// A file whose name says something else than its content.
fn wrong_extension(name: &str, kind: Kind) -> Option<Finding> {
    let extension = kind::extension(name);
    let expected = kind.extensions();
    let known = !extension.is_empty() && !expected.contains(&extension.as_str());
    let right = expected.first().filter(|_| known)?;
    Some(Finding::new(
        "G111",
        format!("Tên tệp có đuôi .{extension} nhưng nội dung là .{right}; đã đọc theo nội dung."),
        format!("The file is called .{extension} but holds .{right}; it was read by its content."),
    ))
}
