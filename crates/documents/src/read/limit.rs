//! How much a reader may take from one file, so that no file can exhaust the machine.

use serde::{Deserialize, Serialize};

/// Upper bounds for one file. The defaults are far above any real plan or report and
/// far below what would hurt a small machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of the file itself, in bytes. Larger ones are refused without being read.
    pub file_bytes: u64,
    /// Unpacked size of one part of an archive, in bytes.
    pub part_bytes: u64,
    /// Unpacked size of all parts that are read, in bytes.
    pub unpacked_bytes: u64,
    /// Unpacked bytes per packed byte, checked only for parts above [`RATIO_FROM`].
    pub ratio: u64,
    /// Entries in an archive.
    pub parts: usize,
    /// Elements inside one another in XML.
    pub depth: usize,
    /// Paragraphs, cells and notes of one document together.
    pub blocks: usize,
    /// Characters of text in one document, in bytes of UTF-8: a thousand pages.
    pub text_bytes: usize,
    /// The same of one paragraph: fifty pages without a break.
    pub paragraph_bytes: usize,
    /// Pages of a PDF.
    pub pages: usize,
    /// Seconds a child process (PDF reader, LibreOffice) may take.
    pub seconds: u64,
    /// Memory a child process for PDF may take, in bytes.
    pub memory_bytes: u64,
}

/// Styles, and numberings, of one document: five times what the untidiest has.
pub const DEFINITIONS: usize = 20_000;
/// Smaller parts are never called a bomb for their ratio: an empty form packs very well.
pub const RATIO_FROM: u64 = 16 << 20;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 50 << 20,
            part_bytes: 32 << 20,
            unpacked_bytes: 64 << 20,
            ratio: 250,
            parts: 20_000,
            depth: 256,
            blocks: 200_000,
            text_bytes: 3 << 20,
            paragraph_bytes: 150_000,
            pages: 2_000,
            seconds: 60,
            memory_bytes: 1 << 30,
        }
    }
}
