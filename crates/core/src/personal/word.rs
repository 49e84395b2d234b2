//! Words of a bare text, for names and addresses: whatever parts or joins them is undone.

use std::ops::Range;

use nhip_viet::fold;

use super::{Hit, address, name};

/// What stands behind a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    /// The next word.
    None,
    /// A line end.
    Line,
    /// A colon.
    Colon,
    /// A comma.
    Comma,
    /// A mark that ends a phrase.
    Mark,
}

/// A word as compared.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// As written, spaces inside left out: `12/5` of `12 / 5`.
    pub(super) text: String,
    /// Small, with accents.
    pub(super) key: String,
    /// Small, without.
    pub(super) plain: String,
    pub(super) place: Range<usize>,
    pub(super) stop: Stop,
    /// More than one space stands behind it.
    wide: bool,
}

impl Word {
    fn new(text: String, place: Range<usize>) -> Word {
        Word {
            key: fold::key(&text),
            plain: fold::folded(&text),
            text,
            place,
            stop: Stop::None,
            wide: false,
        }
    }

    /// `Hoa`; no word in capitals alone, none with digits.
    pub(super) fn is_capital(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    }

    pub(super) fn has_digit(&self) -> bool {
        self.text.contains(|c: char| c.is_ascii_digit())
    }

    fn is_letter(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(fold::is_letter) && letters.next().is_none()
    }
}

/// The first name or address.
pub(super) fn first(text: &str) -> Hit {
    let words = words(text);
    (0..words.len()).find_map(|at| {
        let (before, rest) = words.split_at(at);
        let (kind, len) = address::at(before, rest).or_else(|| name::at(before, rest))?;
        let last = rest.get(len.min(rest.len()) - 1)?;
        Some((kind, rest.first()?.place.start..last.place.end))
    })
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut behind = 0;
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        if let Some(last) = found.last_mut() {
            let gap = text.get(behind..start).unwrap_or_default();
            last.stop = stop(gap);
            last.wide = gap.len() > 1;
        }
        let end = end_of_word(text, start);
        let written = text.get(start..end).unwrap_or_default();
        match written.contains(' ') {
            true => parts(&written.replace(' ', ""), start..end, &mut found),
            false => parts(written, start..end, &mut found),
        }
        (behind, at) = (end, end);
    }
    if let Some(last) = found.last_mut() {
        last.stop = Stop::Mark;
    }
    rejoined(found)
}

fn next_start(text: &str, at: usize) -> Option<usize> {
    let mut last = text.get(..at)?.chars().next_back().unwrap_or(' ');
    for (offset, c) in text.get(at..)?.char_indices() {
        // An `@` inside an address of mail begins no name.
        if fold::is_alphanumeric(c) || (c == '@' && !fold::is_alphanumeric(last)) {
            return Some(at + offset);
        }
        last = c;
    }
    None
}

/// Letters and digits, slashes between them, points and commas between digits.
fn end_of_word(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut end = 0;
    let mut last = ' ';
    let mut signs = rest.char_indices();
    while let Some((at, c)) = signs.next() {
        let next = signs.clone().map(|(_, next)| next);
        let tight = next.clone().next().unwrap_or(' ');
        let taken = match c {
            '@' => at == 0,
            '/' => fold::is_alphanumeric(tight) || (last.is_ascii_digit() && digit_behind(next)),
            ' ' if last == '/' => digit_behind(next),
            ' ' if last.is_ascii_digit() => slash_behind(next),
            '.' | ',' | '-' => last.is_ascii_digit() && tight.is_ascii_digit(),
            c => fold::is_alphanumeric(c),
        };
        if !taken {
            break;
        }
        if c != ' ' {
            end = at + c.len_utf8();
            last = c;
        }
    }
    start + end
}

/// Spaces and signs that may belong to one number beside a slash.
const BESIDE_SLASH: usize = 4;

fn digit_behind(rest: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.take(BESIDE_SLASH).filter(|c| *c != ' ');
    rest.next().is_some_and(|c| c.is_ascii_digit())
}

fn slash_behind(rest: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.take(BESIDE_SLASH).filter(|c| *c != ' ');
    rest.next() == Some('/') && rest.next().is_some_and(|c| c.is_ascii_digit())
}

fn stop(gap: &str) -> Stop {
    match gap {
        " " | "." | "_" | "-" | " . " | "·" | "*" => Stop::None,
        gap if gap.contains(['.', ';', '!', '?', ')', '"', '”', '(', '|', '/', '=', '>']) => {
            Stop::Mark
        }
        gap if gap.contains(',') => Stop::Comma,
        gap if gap.contains(':') => Stop::Colon,
        gap if gap.contains('\n') => Stop::Line,
        _ => Stop::None,
    }
}

/// `PhạmMinhKhang` is three words.
fn parts(written: &str, place: Range<usize>, found: &mut Vec<Word>) {
    let next = written.char_indices().skip(1);
    let pairs = written.chars().zip(next);
    let cuts = pairs.filter(|(one, (_, next))| next.is_uppercase() && one.is_lowercase());
    let mut cuts = cuts.map(|(_, (at, _))| at).peekable();
    if cuts.peek().is_none() || !written.chars().all(fold::is_letter) {
        return found.push(Word::new(written.to_owned(), place));
    }
    let mut from = 0;
    for to in cuts.chain([written.len()]) {
        let part = written.get(from..to).unwrap_or_default().to_owned();
        found.push(Word::new(part, place.start + from..place.start + to));
        from = to;
    }
}

/// `N g u y ễ n T h ị` is two words: four letters and more that stand alone are one or several.
fn rejoined(words: Vec<Word>) -> Vec<Word> {
    const FEWEST: usize = 4;
    let alone =
        |one: &Word, next: &Word| one.is_letter() && next.is_letter() && one.stop == Stop::None;
    if words.chunk_by(alone).all(|run| run.len() < FEWEST) {
        return words;
    }
    let mut found = Vec::with_capacity(words.len());
    for run in words.chunk_by(alone) {
        if run.len() < FEWEST {
            found.extend_from_slice(run);
            continue;
        }
        let one_word = |one: &Word, next: &Word| {
            let small = one.text.chars().all(char::is_lowercase);
            !(one.wide || small && next.text.chars().all(char::is_uppercase))
        };
        for letters in run.chunk_by(one_word) {
            let text: String = letters.iter().map(|word| word.text.as_str()).collect();
            let start = letters.first().map_or(0, |word| word.place.start);
            let last = letters.last();
            let mut word = Word::new(text, start..last.map_or(start, |word| word.place.end));
            word.stop = last.map_or(Stop::None, |word| word.stop);
            found.push(word);
        }
    }
    found
}
