//! A report's texts with their keys, made once: every later step compares, none folds again.

use std::ops::Range;

use nhip_viet::fold;
use nhip_viet::sentence::sentences;
use sha2::{Digest, Sha256};

use crate::report::{Entry, Part, Reading};

/// Key of a text: equal for texts that are the same but for case, spacing, tone place, label
/// and closing mark. 128 bits of SHA-256: nobody writes two texts that share one.
pub(super) type Key = u128;

/// A report with the keys of its entries.
pub(super) struct Prepared<'a> {
    pub reading: &'a Reading,
    /// One for each entry, in order.
    pub keys: Vec<Keys>,
}

/// Keys of one entry.
#[derive(Default)]
pub(super) struct Keys {
    pub whole: Key,
    pub sentences: Vec<Sentence>,
}

/// One sentence of an entry.
pub(super) struct Sentence {
    /// Bytes in the entry's text.
    pub range: Range<usize>,
    pub key: Key,
    pub words: usize,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(reading: &'a Reading) -> Prepared<'a> {
        Prepared {
            reading,
            keys: reading.entries.iter().map(keys).collect(),
        }
    }

    /// Entries with their keys.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a Entry, &Keys)> {
        self.reading.entries.iter().zip(&self.keys)
    }
}

fn keys(entry: &Entry) -> Keys {
    if entry.part == Part::Figures || entry.text.is_empty() {
        return Keys::default();
    }
    let text = entry.text.as_str();
    let sentences: Vec<Sentence> = sentences(text)
        .into_iter()
        .filter_map(|range| {
            let sentence = text.get(range.clone())?;
            let words = sentence.split(' ').filter(|word| !word.is_empty()).count();
            Some(Sentence {
                range,
                key: key(sentence),
                words,
            })
        })
        .collect();
    // A paragraph of one sentence is that sentence.
    let whole = match sentences.as_slice() {
        [one] => one.key,
        _ => key(text),
    };
    Keys { whole, sentences }
}

/// Key of a text.
pub(super) fn key(text: &str) -> Key {
    let key = fold::key(text);
    let bare = key.trim_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '%');
    let digest = Sha256::digest(bare.as_bytes());
    digest
        .iter()
        .take(16)
        .fold(0, |key, byte| key << 8 | Key::from(*byte))
}
