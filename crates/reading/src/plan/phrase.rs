//! Lists of phrases, found by their first word.
//!
//! The grammars ask at every word of a plan whether one of hundreds of phrases stands there, so
//! a list is indexed once and a word that begins none of them costs one look.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::word::Word;

/// Phrases in lower case, written as one text with `|` between them. A comma inside a phrase
/// stands for one in the text; other stops may not stand between its words.
pub(super) struct Phrases {
    text: &'static str,
    parted: OnceLock<Vec<&'static str>>,
    index: OnceLock<HashMap<&'static str, Vec<Phrase>>>,
}

struct Phrase {
    n: usize,
    words: Vec<(&'static str, bool)>,
}

impl Phrases {
    /// A list; its index is made when it is first asked.
    pub const fn new(text: &'static str) -> Phrases {
        Phrases {
            text,
            parted: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// The phrases in the order written.
    pub fn list(&self) -> impl Iterator<Item = &'static str> {
        let parted = self.parted.get_or_init(|| {
            let parts = self.text.split('|').map(str::trim);
            parts.filter(|phrase| !phrase.is_empty()).collect()
        });
        parted.iter().copied()
    }

    /// The phrase at a place in the list.
    pub fn get(&self, n: usize) -> &'static str {
        self.list().nth(n).unwrap_or_default()
    }

    /// The first phrase of the list that stands at a word: its place in the list and its length
    /// in words.
    pub fn any(&self, words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
        let phrases = self.index().get(words.get(at)?.key.as_str())?;
        let found = phrases.iter().find(|phrase| phrase.stands(words, at))?;
        Some((found.n, found.words.len()))
    }

    /// Whether one of the phrases stands at a word.
    pub fn at(&self, words: &[Word<'_>], at: usize) -> bool {
        self.any(words, at).is_some()
    }

    /// Length in words of the longest phrase that stands at a word.
    pub fn longest(&self, words: &[Word<'_>], at: usize) -> Option<usize> {
        let phrases = self.index().get(words.get(at)?.key.as_str())?;
        phrases
            .iter()
            .filter(|p| p.stands(words, at))
            .map(|p| p.words.len())
            .max()
    }

    /// A word is a phrase of its own.
    pub fn has(&self, key: &str) -> bool {
        self.index()
            .get(key)
            .is_some_and(|phrases| phrases.iter().any(|p| p.words.len() == 1))
    }

    /// A text (as a key) begins with one of the phrases.
    pub fn opens(&self, key: &str) -> bool {
        self.list().any(|phrase| key.starts_with(phrase))
    }

    /// A text (as a key) holds one of the phrases.
    pub fn within(&self, key: &str) -> bool {
        self.list().any(|phrase| key.contains(phrase))
    }

    fn index(&self) -> &HashMap<&'static str, Vec<Phrase>> {
        self.index.get_or_init(|| {
            let mut index: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
            for (n, text) in self.list().enumerate() {
                let part = |w: &'static str| (w.trim_end_matches(','), w.ends_with(','));
                let words: Vec<(&'static str, bool)> = text.split_whitespace().map(part).collect();
                if let Some((first, _)) = words.first() {
                    index.entry(first).or_default().push(Phrase { n, words });
                }
            }
            index
        })
    }
}

impl Phrase {
    fn stands(&self, words: &[Word<'_>], at: usize) -> bool {
        let last = self.words.len();
        self.words
            .iter()
            .enumerate()
            .all(|(offset, (part, comma))| {
                words.get(at + offset).is_some_and(|word| {
                    word.key == *part && (offset + 1 == last || *comma || word.tail.is_empty())
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    static LIST: Phrases = Phrases::new("chậm nhất là | chậm nhất | phòng, chống | về");

    #[test]
    fn the_first_phrase_of_the_list_that_stands_there_is_taken() {
        assert_eq!(LIST.any(&words("Chậm nhất là ngày 5"), 0), Some((0, 3)));
        assert_eq!(LIST.any(&words("chậm nhất ngày 5"), 0), Some((1, 2)));
        assert_eq!(LIST.any(&words("chậm, nhất ngày 5"), 0), None);
        assert_eq!(LIST.any(&words("phòng, chống dịch"), 0), Some((2, 2)));
        assert_eq!(LIST.any(&words("phòng chống dịch"), 0), Some((2, 2)));
        assert!(LIST.has("về") && !LIST.has("chậm"));
        assert_eq!(LIST.get(3), "về");
    }
}
