//! Plain text, Markdown and separated values in any encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nhip_documents::read::{Kind, Limits, Reader};

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.txt", "a.md", "a.csv"] {
        let kind = Kind::of(name, bytes, &Limits::default());
        if matches!(kind, Ok(Kind::Text | Kind::Markdown | Kind::Csv)) {
            let _ = Reader::default().read_bytes(name, bytes);
        }
    }
});
