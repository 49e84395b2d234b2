//! A text as terms: syllables without accents, pairs of them, readings of shorthand.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::fold::folded;
use crate::shorthand;
use crate::syllable::well_formed;

/// A syllable or a pair, by the hash of its letters. Two terms with one hash in a million
/// have a chance of one in ten million.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) id: u64,
    pub(super) pair: bool,
    pub(super) weight: f64,
}

/// Maps by hashes need no further hashing.
pub(super) type Hashed = BuildHasherDefault<AsIs>;

/// Takes a hash as it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// FNV-1a, stirred at the end: the same on every machine and in every version.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    stir(sum)
}

fn stir(sum: u64) -> u64 {
    let sum = (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    sum ^ (sum >> 29)
}

/// The hash of two things in this order.
pub(super) fn joined(first: u64, second: u64) -> u64 {
    stir(first.rotate_left(23) ^ second.wrapping_mul(0xff51_afd7_ed55_8ccd))
}

/// Words of a key: runs of letters and figures.
pub(super) fn words(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// All terms of a text, with repetitions.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let plain = folded(text);
    let mut found = Vec::with_capacity(plain.len() / 2);
    let mut previous = None;
    for word in words(&plain) {
        let id = hash(word.as_bytes());
        match readings().get(&id) {
            // One reading: as if it had been written out.
            Some(all) if all.len() == 1 => {
                let said = all.first().map(Vec::as_slice).unwrap_or_default();
                said.iter()
                    .for_each(|id| push(*id, &mut previous, 1.0, &mut found));
            }
            Some(all) => {
                push(id, &mut previous, 1.0, &mut found);
                let weight = 1.0 / all.len() as f64;
                for said in all {
                    let mut before = None;
                    said.iter()
                        .for_each(|id| push(*id, &mut before, weight, &mut found));
                }
            }
            None => push(id, &mut previous, 1.0, &mut found),
        }
    }
    found
}

fn push(id: u64, previous: &mut Option<u64>, weight: f64, found: &mut Vec<Term>) {
    found.push(Term {
        id,
        pair: false,
        weight,
    });
    if let Some(before) = previous.replace(id) {
        found.push(Term {
            id: joined(before, id),
            pair: true,
            weight,
        });
    }
}

type Readings = HashMap<u64, Vec<Vec<u64>>, Hashed>;

/// Shorthand by the hash of its folded form. What would be a word without accents (`tu`,
/// `bo`) is left out: here everything is without accents.
fn readings() -> &'static Readings {
    static READINGS: LazyLock<Readings> = LazyLock::new(|| {
        let mut found = Readings::default();
        for (written, said) in shorthand::all() {
            let written = folded(written);
            if well_formed(&written) {
                continue;
            }
            let known = found.entry(hash(written.as_bytes())).or_default();
            for reading in said {
                let ids = words(&folded(reading))
                    .map(|word| hash(word.as_bytes()))
                    .collect();
                if !known.contains(&ids) {
                    known.push(ids);
                }
            }
        }
        found
    });
    &READINGS
}
