//! Words of a text with their places: what every grammar of plan reading walks over.

use nhip_viet::fold::key;

const OPENING: &[char] = &['(', '[', '“', '"', '\'', '‘', '«', '*'];
const CLOSING: &[char] = &[
    '.', ',', ';', ':', ')', ']', '”', '"', '\'', '’', '»', '!', '?', '…', '*',
];

/// One word: its core without quotes, brackets and stops, and these apart.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// First byte of the core.
    pub start: usize,
    /// One past the last byte of the core.
    pub end: usize,
    /// The core as written.
    pub text: &'a str,
    /// Comparison key of the core.
    pub key: String,
    /// Opening marks before it.
    pub lead: &'a str,
    /// Closing marks after it.
    pub tail: &'a str,
}

impl Word<'_> {
    /// It begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// One past the last byte, closing marks included.
    pub fn full_end(&self) -> usize {
        self.end + self.tail.len()
    }

    /// First byte, opening marks included.
    pub fn full_start(&self) -> usize {
        self.start - self.lead.len()
    }

    /// The core as a number of at most four digits.
    pub fn number(&self) -> Option<u32> {
        let digits = self.text.len() <= 4 && self.text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| self.text.parse().ok())?
    }
}

/// All words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    for piece in text.split(char::is_whitespace) {
        let next = from + piece.len();
        let after = text
            .get(next..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        if let Some(word) = word(piece, from) {
            found.push(word);
        }
        from = next + after;
    }
    found
}

fn word(piece: &str, from: usize) -> Option<Word<'_>> {
    let inner = piece.trim_start_matches(OPENING);
    let lead = piece.len() - inner.len();
    // "./." closes a state paper.
    let open = inner.strip_suffix("./.").unwrap_or(inner);
    let core = open.trim_end_matches(CLOSING);
    let start = from + lead;
    // A word of marks alone ("-", "…") still stands between its neighbours.
    (!piece.is_empty()).then(|| Word {
        start,
        end: start + core.len(),
        text: core,
        key: key(core),
        lead: piece.get(..lead).unwrap_or_default(),
        tail: inner.get(core.len()..).unwrap_or_default(),
    })
}

/// The words from `at` are those of a phrase written in lower case, with no stop between them
/// (a comma in the phrase stands for one in the text): how many they are.
pub(super) fn phrase(words: &[Word<'_>], at: usize, phrase: &str) -> Option<usize> {
    // Most phrases part at their first word.
    if !phrase.starts_with(words.get(at)?.key.as_str()) {
        return None;
    }
    let mut taken = 0;
    let mut parts = phrase.split(' ').peekable();
    while let Some(part) = parts.next() {
        let word = words.get(at + taken)?;
        let last = parts.peek().is_none();
        if word.key != part.trim_end_matches(',')
            || !(last || word.tail.is_empty() || part.ends_with(','))
        {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}

/// The first of several phrases that stands at `at`: its index and length.
pub(super) fn any(words: &[Word<'_>], at: usize, phrases: &[&str]) -> Option<(usize, usize)> {
    phrases
        .iter()
        .enumerate()
        .find_map(|(n, p)| phrase(words, at, p).map(|len| (n, len)))
}

/// Key of a text's beginning, enough to see how it opens.
pub(super) fn opening(text: &str) -> String {
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    key(text.get(..end).unwrap_or(text))
}

/// The first 14 words, as plans are quoted by.
pub(super) fn starts_with(text: &str) -> String {
    text.split_whitespace()
        .take(14)
        .collect::<Vec<_>>()
        .join(" ")
}
