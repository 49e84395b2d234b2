//! The part of a text that answers a query, its words marked.

use super::{Query, runs};

/// Words shown before the first that answers.
const BEFORE: usize = 6;
/// Words shown in all.
const SHOWN: usize = 34;

/// A piece of a text as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// It is a word that was asked for.
    pub marked: bool,
}

/// Some thirty words around the place where most of the query's words stand together; the
/// beginning, where none does. Runs of white space are one space.
pub fn excerpt(text: &str, query: &Query) -> Vec<Piece> {
    let words: Vec<(usize, &str, Option<usize>)> = runs(text)
        .map(|(at, run)| (at, run, query.place(run)))
        .collect();
    let best = best(&words);
    let first = best.saturating_sub(BEFORE);
    let shown = words.get(first..).unwrap_or_default();
    let shown = shown.get(..SHOWN.min(shown.len())).unwrap_or_default();
    let mut pieces = Pieces::default();
    if first > 0 {
        pieces.add("… ", false);
    }
    // A text without a word is shown as it is.
    let mut at = shown.first().map_or(0, |(at, ..)| *at);
    if first == 0 {
        at = 0;
    }
    for (start, run, place) in shown {
        pieces.add(text.get(at..*start).unwrap_or_default(), false);
        pieces.add(run, place.is_some());
        at = start + run.len();
    }
    if first + shown.len() < words.len() {
        pieces.add(" …", false);
    } else {
        let rest: String = text
            .get(at..)
            .unwrap_or_default()
            .chars()
            .take(80)
            .collect();
        pieces.add(&rest, false);
    }
    pieces.all
}

/// The word with which the richest stretch begins.
fn best(words: &[(usize, &str, Option<usize>)]) -> usize {
    let (mut best, mut most) = (0, 0);
    for (at, _) in words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.2.is_some())
    {
        let stretch = words.iter().skip(at).take(SHOWN - BEFORE);
        let mut seen = 0_u32;
        stretch.filter_map(|word| word.2).for_each(|place| {
            seen |= 1_u32
                .checked_shl(place.try_into().unwrap_or(u32::MAX))
                .unwrap_or(0);
        });
        if seen.count_ones() > most {
            (best, most) = (at, seen.count_ones());
        }
    }
    best
}

#[derive(Default)]
struct Pieces {
    all: Vec<Piece>,
}

impl Pieces {
    fn add(&mut self, text: &str, marked: bool) {
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            let c = if c.is_whitespace() || c.is_control() {
                ' '
            } else {
                c
            };
            if c != ' ' || !plain.ends_with(' ') {
                plain.push(c);
            }
        }
        match self.all.last_mut() {
            _ if plain.is_empty() => {}
            Some(last) if last.marked == marked => last.text.push_str(&plain),
            _ => self.all.push(Piece {
                text: plain,
                marked,
            }),
        }
    }
}
