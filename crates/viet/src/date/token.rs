//! A text as numbers, words and signs, for finding dates in it.

use std::ops::Range;

use crate::fold::lower;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Figures: the value, and how many of them (9 or more are no number here).
    Number(u32, usize),
    /// Letters.
    Word,
    /// Any other character; dashes of all lengths are `-`.
    Sign(char),
}

/// A number, a word or a sign.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) range: Range<usize>,
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// White space stands before it, or nothing at all.
    pub(super) spaced: bool,
}

impl Token<'_> {
    /// Is it this word, given in small letters?
    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.chars().map(lower).eq(word.chars())
    }
}

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut spaced = true;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        if first.is_whitespace() {
            spaced = true;
            rest = rest.trim_start();
            continue;
        }
        let length = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len())
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        let range = start..start + length;
        found.push(Token {
            range,
            text: token,
            kind: kind(first, token),
            spaced,
        });
        spaced = false;
        rest = after;
    }
    found
}

fn kind(first: char, token: &str) -> Kind {
    match first {
        '0'..='9' if token.len() < 9 => Kind::Number(token.parse().unwrap_or(0), token.len()),
        '0'..='9' => Kind::Number(0, token.len()),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Kind::Sign('-'),
        _ if first.is_alphabetic() => Kind::Word,
        _ => Kind::Sign(first),
    }
}
