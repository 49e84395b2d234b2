//! Any bytes: whatever they are, the reader answers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nhip_documents::read::Reader;

fuzz_target!(|bytes: &[u8]| {
    // Old Word files start LibreOffice, which is not what is tested here.
    let office = [&b"\xD0\xCF\x11\xE0"[..], b"{\\rtf"];
    if !office.iter().any(|head| bytes.starts_with(head)) {
        let _ = Reader::default().read_bytes("a.docx", bytes);
    }
});
