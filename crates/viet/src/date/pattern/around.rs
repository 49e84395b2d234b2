//! What stands at a token and on both sides of it, as the forms of dates ask.

use super::super::token::Kind;
use super::Reader;

impl Reader<'_> {
    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at)?.kind {
            Kind::Number(value, figures) => Some((value, figures)),
            _ => None,
        }
    }

    /// A number of one or two figures.
    pub(super) fn two(&self, at: usize) -> Option<u32> {
        self.number(at)
            .filter(|(_, figures)| *figures <= 2)
            .map(|(value, _)| value)
    }

    /// A year of four figures.
    pub(super) fn four(&self, at: usize) -> Option<i32> {
        let (value, figures) = self.number(at)?;
        i32::try_from(value)
            .ok()
            .filter(|year| figures == 4 && *year >= 1000)
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(word))
    }

    pub(super) fn attached(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// One of these words stands before the token.
    pub(super) fn after(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at.wrapping_sub(1), word))
    }

    /// Nothing before the figure makes it part of a longer number or symbol.
    pub(super) fn starts(&self, at: usize) -> bool {
        if !self.attached(at) {
            return true;
        }
        let before = at.wrapping_sub(2);
        let leans = self.attached(at.wrapping_sub(1));
        match (
            self.sign(at.wrapping_sub(1)),
            self.tokens.get(before).map(|token| token.kind),
        ) {
            (None | Some('/'), _) => false,
            (Some('.' | ','), Some(Kind::Number(..))) => !leans,
            (Some('-'), Some(Kind::Word)) => !leans,
            _ => true,
        }
    }

    /// As [`Self::free`], or another figure follows after a dash (`30/4-1/5`).
    pub(super) fn open(&self, end: usize) -> bool {
        self.free(end) || (self.sign(end) == Some('-') && self.number(end + 1).is_some())
    }

    /// Nothing after the date makes it part of a longer number or symbol.
    pub(super) fn free(&self, end: usize) -> bool {
        if !self.attached(end) {
            return true;
        }
        let goes_on = self.attached(end + 1);
        let number = self.number(end + 1).is_some();
        match self.sign(end) {
            None => false,
            Some('/') => !goes_on || self.sign(end + 1).is_some(),
            Some('-') => !goes_on,
            Some('.' | ',') => !(goes_on && number),
            Some(sign) => sign != '%',
        }
    }
}
