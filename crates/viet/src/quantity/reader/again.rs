//! A number told a second time: "trong 9 mô hình nêu trên", "Hai ổ dịch đã qua 21 ngày".

use super::super::Kind;
use super::super::count::Counted;
use super::super::mention::Mention;
use super::super::period::Period;
use super::super::token::Kind as Piece;
use super::Reader;

/// How many quantities back the first is looked for.
const REACH: usize = 32;

impl Reader<'_> {
    /// The quantity a number tells again: it says so, or is the same in words at the beginning of
    /// a sentence.
    pub(super) fn said_before(&self, mention: &Mention, counted: &Counted) -> Option<usize> {
        if counted.bare || counted.percent || counted.rate {
            return None;
        }
        let tokens = self.source.tokens;
        let key = |at: usize| tokens.get(at).map_or("", |token| &*token.key);
        let behind = (counted.next..counted.next + 5).any(|at| {
            matches!(
                (key(at), key(at + 1)),
                ("nêu" | "nói" | "kể", "trên") | ("trên", "đây") | ("vừa", "nêu")
            )
        });
        let this = matches!(key(counted.next), "này" | "đó" | "ấy");
        let opens = mention
            .before(tokens, 1)
            .is_none_or(|token| token.is_mark('.'))
            && tokens
                .get(mention.first)
                .is_some_and(|token| token.kind == Piece::Word && token.capital)
            && self.out.len() > self.begun.1.saturating_sub(1)
            && mention.before(tokens, 1).is_some();
        if !(behind || this || opens) {
            return None;
        }
        let known = self
            .out
            .iter()
            .zip(&self.units)
            .enumerate()
            .rev()
            .take(REACH);
        let same = |(_, (quantity, unit)): &(usize, (&super::Quantity, &Option<&super::Unit>))| {
            let alike = match (unit, counted.unit) {
                (Some(one), Some(other)) => one.name == other.name,
                (None, None) => quantity.count_unit == counted.count_unit,
                _ => false,
            };
            quantity.value == mention.value && alike
        };
        known.into_iter().find(same).map(|(at, _)| at)
    }

    /// Told again a quantity is in the sense of the first, and counts no more than a part of it.
    pub(super) fn again(&self, first: usize) -> (Kind, Option<Period>, Option<usize>) {
        let told = self.out.get(first);
        let kind = told.map_or(Kind::Month, |first| first.kind);
        (kind, told.and_then(|first| first.period), Some(first))
    }
}
