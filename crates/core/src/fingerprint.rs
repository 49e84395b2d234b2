//! A fingerprint that ties a result to its inputs: SHA-256, printed in groups.

use sha2::{Digest, Sha256};

/// SHA-256 of bytes, lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first 32 hexadecimal digits in groups of four, as people read them aloud:
/// `a1b2 c3d4 …`.
pub fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().take(32).collect();
    digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}
