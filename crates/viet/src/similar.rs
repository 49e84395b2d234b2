//! How alike two texts are, and which of many is nearest.
//!
//! What was measured on public Vietnamese health questions decides the terms:
//! syllables without accents and pairs of them, which nearly replace the accents and bear
//! text typed without; shorthand as candidate readings; weights from the incoming texts
//! rather than from the few stored ones. No list of stop words: it hurts.

mod copy;
mod terms;
#[cfg(test)]
mod tests;

pub use copy::{Shingles, resemblance, sentence_key};

use std::collections::HashMap;
use terms::{Hashed, Term, terms};

/// Many short texts to compare others with.
///
/// Texts become vectors of weighted terms of length 1; likeness is their cosine.
#[derive(Debug, Clone)]
pub struct Index {
    known: HashMap<u64, Known, Hashed>,
    /// Weight of a term no text here has.
    unknown: f64,
    texts: usize,
}

/// A term some text of the index has.
#[derive(Debug, Clone, Default)]
struct Known {
    /// How telling it is.
    weight: f64,
    /// Text and the term's share in that text's vector.
    places: Vec<(usize, f64)>,
}

impl Index {
    /// An index that learns which terms are telling from its own texts.
    pub fn new<'a, I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        Self::with_usage(texts, std::iter::empty())
    }

    /// An index that also learns from how people write: texts of the kind that will be
    /// asked about (a sample of a few hundred is enough). A term in most of them tells
    /// little, wherever it stands.
    pub fn with_usage<'a>(
        texts: impl IntoIterator<Item = &'a str>,
        usage: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let vectors: Vec<Vec<Term>> = texts
            .into_iter()
            .map(|text| counted(text, |_| true))
            .collect();
        let mut seen: HashMap<u64, usize, Hashed> = HashMap::default();
        let mut all = 0_usize;
        let mut learn = |vector: &[Term]| {
            all += 1;
            vector
                .iter()
                .for_each(|term| *seen.entry(term.id).or_default() += 1);
        };
        vectors.iter().for_each(|vector| learn(vector));
        usage
            .into_iter()
            .for_each(|text| learn(&counted(text, |_| true)));
        let telling = |count: usize| ((all as f64 + 1.0) / (count as f64 + 0.5)).ln();
        let mut index = Self {
            known: HashMap::default(),
            unknown: telling(1),
            texts: vectors.len(),
        };
        for (text, vector) in vectors.iter().enumerate() {
            let weights: Vec<f64> = vector
                .iter()
                .map(|term| term.weight * telling(seen.get(&term.id).copied().unwrap_or(1)))
                .collect();
            let length = weights
                .iter()
                .map(|weight| weight * weight)
                .sum::<f64>()
                .sqrt();
            for (term, weight) in vector.iter().zip(&weights).filter(|_| length > 0.0) {
                let known = index.known.entry(term.id).or_default();
                known.weight = weight / term.weight;
                known.places.push((text, weight / length));
            }
        }
        index
    }

    /// How many texts it holds.
    pub fn len(&self) -> usize {
        self.texts
    }

    /// It holds no texts.
    pub fn is_empty(&self) -> bool {
        self.texts == 0
    }

    /// The `k` nearest texts: position and likeness above 0 up to 1, nearest first; of two
    /// equally near the earlier one first. Fewer than `k` if fewer share a term.
    pub fn nearest(&self, query: &str, k: usize) -> Vec<(usize, f64)> {
        let mut scores: Vec<(usize, f64)> = self.scores(query).into_iter().enumerate().collect();
        scores.retain(|(_, score)| *score > 0.0);
        let nearer = |one: &(usize, f64), two: &(usize, f64)| {
            two.1.total_cmp(&one.1).then(one.0.cmp(&two.0))
        };
        if k > 0 && k < scores.len() {
            scores.select_nth_unstable_by(k - 1, nearer);
        }
        scores.truncate(k);
        scores.sort_unstable_by(nearer);
        scores
    }

    /// Likeness of the query to every text, in their order, 0–1.
    pub fn scores(&self, query: &str) -> Vec<f64> {
        let mut scores = vec![0.0; self.texts];
        let mut square = 0.0;
        for term in counted(query, |term| {
            !term.pair || self.known.contains_key(&term.id)
        }) {
            let Some(known) = self.known.get(&term.id) else {
                // Words the index never saw say that the text is about something else too; pairs
                // of them would say it twice.
                square += if term.pair {
                    0.0
                } else {
                    (term.weight * self.unknown).powi(2)
                };
                continue;
            };
            let weight = term.weight * known.weight;
            square += weight * weight;
            for (text, share) in &known.places {
                if let Some(score) = scores.get_mut(*text) {
                    *score += weight * share;
                }
            }
        }
        if square > 0.0 {
            let length = f64::sqrt(square);
            scores
                .iter_mut()
                .for_each(|score| *score = (*score / length).clamp(0.0, 1.0));
        }
        scores
    }
}

/// The terms of a text that are asked for, each once, weighted by how often it occurs.
fn counted(text: &str, wanted: impl Fn(&Term) -> bool) -> Vec<Term> {
    let mut all = terms(text);
    all.retain(wanted);
    all.sort_unstable_by_key(|term| term.id);
    all.dedup_by(|next, kept| {
        let same = next.id == kept.id;
        if same {
            kept.weight += next.weight;
        }
        same
    });
    // The tenth time a word occurs adds little. Most occur once: no logarithm for them.
    all.iter_mut()
        .filter(|term| term.weight != 1.0)
        .for_each(|term| {
            term.weight = term.weight.ln_1p() / std::f64::consts::LN_2;
        });
    all
}
