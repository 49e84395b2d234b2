//! OpenDocument spreadsheets: the input is `content.xml`.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use nhip_documents::read::Reader;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mime: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    for (name, content) in [("mimetype", mime), ("content.xml", bytes)] {
        writer.start_file(name, options).expect("a part");
        writer.write_all(content).expect("memory");
    }
    let archive = writer.finish().expect("an archive").into_inner();
    let _ = Reader::default().read_bytes("a.ods", &archive);
});
