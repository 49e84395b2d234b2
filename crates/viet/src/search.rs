//! Words a text is found by, what a query asks for, and where it stands in a text.
//!
//! A text is found by the set of its words and of pairs of neighbouring words, each as written and
//! without accents. Sets, not places: any database that keeps sets of words finds the same texts.
//! Pairs of folded syllables nearly replace the accents.

mod excerpt;
#[cfg(test)]
mod tests;

pub use excerpt::{Piece, excerpt};

use std::collections::HashSet;

use crate::fold::{folded, is_alphanumeric, key};
use crate::shorthand;
use crate::syllable::well_formed;

/// Characters of a query that are read.
const LONGEST_QUERY: usize = 300;
/// Words of a query that count.
const MOST_WORDS: usize = 12;
/// Characters of a word that count.
const LONGEST_WORD: usize = 40;
/// Bytes of tokens one text is found by: PostgreSQL keeps at most 1 MB in a set of words.
const MOST_BYTES: usize = 600_000;
/// Letters the last word has before more of it is guessed.
const LEAST_PREFIX: usize = 2;

/// One word, as written and without accents, both in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    exact: String,
    folded: String,
}

impl Word {
    fn of(written: &str) -> Option<Word> {
        let kept = |mut text: String| {
            text.retain(is_alphanumeric);
            let end = text.char_indices().nth(LONGEST_WORD);
            text.truncate(end.map_or(text.len(), |(end, _)| end));
            text
        };
        let (exact, folded) = (kept(key(written)), kept(folded(written)));
        (!exact.is_empty() && !folded.is_empty()).then_some(Word { exact, folded })
    }
}

/// Runs of letters and figures with the byte each begins at.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| is_alphanumeric(c) || ('\u{300}'..'\u{370}').contains(&c);
    text.split(move |c| !inside(c))
        .filter(|run| !run.is_empty())
        .map(|run| (run.as_ptr() as usize - text.as_ptr() as usize, run))
}

fn words(text: &str) -> Vec<Word> {
    runs(text).filter_map(|(_, run)| Word::of(run)).collect()
}

/// What the token is about, its first letter: the same word in a title is another token.
mod mark {
    pub(super) const TITLE: char = 't';
    pub(super) const TITLE_FOLDED: char = 'u';
    pub(super) const EXACT: char = 'e';
    pub(super) const FOLDED: char = 'f';
    pub(super) const PAIR: char = 'p';
    pub(super) const PAIR_FOLDED: char = 'q';
}

/// Everything a text is found by: tokens of letters, figures and `_`, sorted, one space between.
pub fn tokens(title: &str, text: &str) -> String {
    let mut found = Tokens::default();
    let title = words(title);
    for word in &title {
        found.add(mark::TITLE, &[&word.exact]);
        found.add(mark::TITLE_FOLDED, &[&word.folded]);
    }
    found.words(&title);
    found.words(&words(text));
    found.sorted()
}

/// One behind the other, and where each ends: a report is read anew at every save.
#[derive(Default)]
struct Tokens {
    text: String,
    ends: Vec<usize>,
}

impl Tokens {
    fn add(&mut self, mark: char, words: &[&str]) {
        self.text.push(mark);
        for (n, word) in words.iter().enumerate() {
            self.text.push_str(if n == 0 { "" } else { "_" });
            self.text.push_str(word);
        }
        self.ends.push(self.text.len());
    }

    fn words(&mut self, words: &[Word]) {
        for word in words {
            self.add(mark::EXACT, &[&word.exact]);
            self.add(mark::FOLDED, &[&word.folded]);
        }
        for (first, second) in words.iter().zip(words.iter().skip(1)) {
            self.add(mark::PAIR, &[&first.exact, &second.exact]);
            self.add(mark::PAIR_FOLDED, &[&first.folded, &second.folded]);
        }
    }

    /// Each once; of too many the first.
    fn sorted(&self) -> String {
        let starts = [0].iter().chain(&self.ends);
        let places = starts.zip(&self.ends);
        let all = places.filter_map(|(start, end)| self.text.get(*start..*end));
        let mut known = HashSet::with_capacity(self.ends.len());
        let mut bytes = 0;
        let mut kept: Vec<&str> = Vec::new();
        for token in all {
            let length = token.len() + 1;
            if bytes + length <= MOST_BYTES && known.insert(token) {
                bytes += length;
                kept.push(token);
            }
        }
        kept.sort_unstable();
        kept.join(" ")
    }
}

/// A token a text must have, or must have one that begins so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Letters, figures and `_` only.
    pub token: String,
    /// Longer tokens that begin with it will do.
    pub prefix: bool,
}

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

impl Query {
    /// From what was typed; nothing where it has neither letter nor figure.
    pub fn parse(typed: &str) -> Option<Query> {
        let typed: String = typed.chars().take(LONGEST_QUERY).collect();
        let mut words = words(&typed);
        words.truncate(MOST_WORDS);
        (!words.is_empty()).then_some(Query { words })
    }

    /// The same with shorthand spelled out (`sxh`: sốt xuất huyết), where it has one reading.
    pub fn spelled_out(&self) -> Option<Query> {
        let mut words = Vec::new();
        for word in &self.words {
            match shorthand::expand(&word.exact) {
                [said] if !well_formed(&word.folded) => words.extend(self::words(said)),
                _ => words.push(word.clone()),
            }
        }
        words.truncate(MOST_WORDS);
        (words != self.words).then_some(Query { words })
    }

    /// What is asked for, the best answers first: words as written before words without their
    /// accents; in the title, then side by side, then anywhere; last, a word not typed to its end.
    pub fn levels(&self) -> Vec<Vec<Ask>> {
        let exact = |word: &Word| word.exact.clone();
        let plain = |word: &Word| word.folded.clone();
        let mut levels = vec![
            self.asks(mark::TITLE, exact),
            self.pairs(mark::PAIR, exact),
            self.asks(mark::EXACT, exact),
            self.asks(mark::TITLE_FOLDED, plain),
            self.pairs(mark::PAIR_FOLDED, plain),
            self.asks(mark::FOLDED, plain),
        ];
        let mut begun = self.asks(mark::FOLDED, plain);
        let last = self
            .words
            .last()
            .map_or(0, |word| word.folded.chars().count());
        if last >= LEAST_PREFIX
            && let Some(ask) = begun.last_mut()
        {
            ask.prefix = true;
            levels.push(begun);
        }
        levels.retain(|level| !level.is_empty());
        levels
    }

    fn asks(&self, mark: char, letters: impl Fn(&Word) -> String) -> Vec<Ask> {
        let asked = self.words.iter().map(|word| Ask {
            token: format!("{mark}{}", letters(word)),
            prefix: false,
        });
        asked.collect()
    }

    /// All pairs of neighbours; none of a single word.
    fn pairs(&self, mark: char, letters: impl Fn(&Word) -> String) -> Vec<Ask> {
        let pairs = self.words.iter().zip(self.words.iter().skip(1));
        let asked = pairs.map(|(first, second)| Ask {
            token: format!("{mark}{}_{}", letters(first), letters(second)),
            prefix: false,
        });
        asked.collect()
    }

    /// Which word of the query a written word is, if any.
    fn place(&self, written: &str) -> Option<usize> {
        let word = Word::of(written)?;
        let whole = self.words.iter().position(|own| own.folded == word.folded);
        whole.or_else(|| {
            let last = self.words.last()?;
            let begun = last.folded.chars().count() >= LEAST_PREFIX
                && word.folded.starts_with(&last.folded);
            begun.then(|| self.words.len() - 1)
        })
    }
}
