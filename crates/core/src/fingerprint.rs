//! A fingerprint that ties a result to its inputs: SHA-256, printed in groups.

use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io;

/// SHA-256 of bytes, lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let mut text = String::with_capacity(2 * bytes.len());
    text.extend(digits.filter_map(digit));
    text
}

/// Bytes of hexadecimal.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

/// The first 32 hexadecimal digits in groups of four, as people read them aloud:
/// `a1b2 c3d4 …`.
pub fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().take(32).collect();
    digits
        .chunks(4)
        .map(String::from_iter)
        .collect::<Vec<_>>()
        .join(" ")
}

/// SHA-256 over names and contents of the inputs, in the order given, and the result as JSON.
///
/// The JSON goes straight into the hash: a large result is never held as one text.
pub fn of_result<'a>(
    inputs: impl Iterator<Item = (&'a str, &'a str)>,
    result: &impl Serialize,
) -> serde_json::Result<String> {
    let mut hasher = Hasher(begun(inputs));
    serde_json::to_writer(io::BufWriter::with_capacity(1 << 16, &mut hasher), result)?;
    Ok(hex(&hasher.0.finalize()))
}

/// [`of_result`] of a result already written as JSON.
pub fn of_written<'a>(inputs: impl Iterator<Item = (&'a str, &'a str)>, json: &str) -> String {
    hex(&begun(inputs).chain_update(json).finalize())
}

fn begun<'a>(inputs: impl Iterator<Item = (&'a str, &'a str)>) -> Sha256 {
    let mut hash = Sha256::new();
    for (name, sha256) in inputs {
        // A zero byte can stand in no file name, so no two lists run together alike.
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(sha256.as_bytes());
        hash.update([0]);
    }
    hash
}

struct Hasher(Sha256);

impl io::Write for &mut Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
