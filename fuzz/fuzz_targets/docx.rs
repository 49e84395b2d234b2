//! Word documents: the input is the main part, or, after a zero byte, styles and numbering.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use nhip_documents::read::Reader;
use zip::write::SimpleFileOptions;

const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="x/styles" Target="styles.xml"/><Relationship Type="x/numbering" Target="numbering.xml"/></Relationships>"#;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let named = [("word/_rels/document.xml.rels", RELATIONS)].into_iter();
    let given = ["word/document.xml", "word/styles.xml", "word/numbering.xml"].into_iter();
    for (name, content) in named.chain(given.map(|name| (name, parts.next().unwrap_or(b"<x/>")))) {
        writer.start_file(name, options).expect("a part");
        writer.write_all(content).expect("memory");
    }
    let archive = writer.finish().expect("an archive").into_inner();
    let _ = Reader::default().read_bytes("a.docx", &archive);
});
