//! A [`Paper`] as Word file.
//!
//! Our own small writer on `zip`: an official paper needs table heads that repeat, a first page
//! without number, landscape sections, content controls, custom properties, compression and the
//! same bytes every time. docx-rs, tried first, has neither repeated heads nor compression nor
//! check boxes, and a second pass over its output would be longer than this.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::paper::Paper;

mod block;
mod frame;
mod package;
mod section;
mod styles;
mod table;
mod xml;

/// Bytes of a .docx; the same paper gives the same bytes.
pub fn bytes(paper: &Paper) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // One fixed date, the earliest a zip can hold: a clock would change the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(4))
        .last_modified_time(DateTime::default());
    for (name, content) in package::parts(paper) {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
