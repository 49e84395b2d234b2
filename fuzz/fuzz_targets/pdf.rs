//! PDF, read in this process. The library underneath panics on some inputs; the reader catches
//! that, so the fuzzer's own panic hook is taken out. What it cannot catch (endless recursion,
//! memory) counts as a finding here, and is contained by the child process in the program.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nhip_documents::read::Reader;

fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| {
    let file = [b"%PDF-1.4\n", bytes].concat();
    let _ = Reader::default().read_bytes("a.pdf", &file);
});
