//! Copied text: the same sentence again, and passages taken over with small changes.

use super::terms::{hash, joined, words};
use crate::fold::{folded, key};

/// Syllables in a shingle: three, so that a changed word spoils three of them.
const WIDTH: usize = 3;

/// A number that two sentences share when they say the same in the same words: accents and
/// figures count; capitals, punctuation, spacing and the place of the tone do not. Stable
/// across runs and machines. `None` if there is neither letter nor figure.
pub fn sentence_key(sentence: &str) -> Option<u64> {
    let key = key(sentence);
    words(&key).map(|word| hash(word.as_bytes())).reduce(joined)
}

/// A text as the set of its shingles, to be compared with many others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Every run of three syllables without accents; of a shorter text, all of it.
    pub fn of(text: &str) -> Self {
        let plain = folded(text);
        let ids: Vec<u64> = words(&plain).map(|word| hash(word.as_bytes())).collect();
        let whole = |run: &[u64]| run.iter().copied().reduce(joined);
        let mut runs: Vec<u64> = match ids.len() {
            0..WIDTH => whole(&ids).into_iter().collect(),
            _ => ids.windows(WIDTH).filter_map(whole).collect(),
        };
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// Share of the shingles of both that both have (Jaccard), 0–1; 0 if one has none.
    pub fn resemblance(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        let all = self.0.len() + other.0.len() - shared;
        if all == 0 {
            0.0
        } else {
            shared as f64 / all as f64
        }
    }

    /// Share of this text's shingles found in the other, 0–1: 1 for a text that stands
    /// whole within a longer one.
    pub fn contained_in(&self, other: &Self) -> f64 {
        if self.0.is_empty() {
            0.0
        } else {
            self.shared(other) as f64 / self.0.len() as f64
        }
    }

    fn shared(&self, other: &Self) -> usize {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        while let (Some(one), Some(two)) = (mine.peek(), theirs.peek()) {
            let order = one.cmp(two);
            shared += usize::from(order.is_eq());
            if order.is_le() {
                mine.next();
            }
            if order.is_ge() {
                theirs.next();
            }
        }
        shared
    }
}

/// How much of two texts is the same wording, 0–1: see [`Shingles::resemblance`].
pub fn resemblance(one: &str, two: &str) -> f64 {
    Shingles::of(one).resemblance(&Shingles::of(two))
}
