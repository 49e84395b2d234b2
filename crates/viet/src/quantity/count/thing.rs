//! Where the name of the thing counted ends.

use super::super::lexicon::{self, Tags};
use super::super::token::{Kind, Token};
use super::{LONGEST, Source};

impl Source<'_> {
    /// The thing counted: the words from `from` up to where something else begins.
    pub(in crate::quantity) fn what(&self, from: usize, limit: usize) -> String {
        let mut at = from;
        while at < limit && at < from + LONGEST && self.goes_on(at, from, limit) {
            at += 1;
        }
        if at == limit {
            at = self.without_lead(from, at);
        }
        self.written(from, at).to_owned()
    }

    /// The same inside a label, which no number follows.
    pub(super) fn what_in_label(&self, from: usize, to: usize) -> String {
        let mut at = from;
        while at < to && self.goes_on(at, from, self.tokens.len()) {
            at += 1;
        }
        self.written(from, at).to_owned()
    }

    fn goes_on(&self, at: usize, from: usize, limit: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        match token.kind {
            Kind::Break => false,
            Kind::Word if token.key == "và" => at > from && !self.new_clause(at, limit),
            Kind::Word => self.is_thing(token, at),
            Kind::Code => true,
            Kind::Figures(_) => !token.spaced,
            Kind::Mark(_) => at > from && self.inside_a_word(at),
        }
    }

    /// No word that ends the thing counted ("tại"), or one that belongs to it after all ("đến dự").
    fn is_thing(&self, token: &Token, at: usize) -> bool {
        let pair = self.pair_at(at);
        let next = self.tokens.get(at + 1).map(|next| next.kind);
        let verdict =
            token.is_word("đạt") && matches!(next, Some(Kind::Mark(',' | ';' | '.' | ')')));
        verdict || pair.any(Tags::GO_ON) || (!token.tags.any(Tags::STOP) && !pair.any(Tags::STOP))
    }

    /// After `và`: a number soon, or a new deed.
    fn new_clause(&self, at: usize, limit: usize) -> bool {
        let tags = self
            .tokens
            .get(at + 1)
            .map_or(Tags::default(), |next| next.tags);
        limit <= at + 5 || tags.and(self.pair_at(at + 1)).any(Tags::ACT)
    }

    pub(super) fn pair_at(&self, at: usize) -> Tags {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(first), Some(second)) => lexicon::pair(&first.key, &second.key),
            _ => Tags::default(),
        }
    }

    /// The hyphen of COVID-19, the comma of "phòng, chống".
    fn inside_a_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let (Some(before), Some(mark), Some(after)) =
            (before, self.tokens.get(at), self.tokens.get(at + 1))
        else {
            return false;
        };
        if mark.is_mark(',') {
            return before.is_word("phòng") && after.is_word("chống");
        }
        (mark.is_dash() || mark.is_mark('/')) && !mark.spaced && !after.spaced
    }

    /// Without the words that lead to the next number: "phát", "và hơn", "số".
    fn without_lead(&self, from: usize, to: usize) -> usize {
        let lead = Tags::ABOUT.and(Tags::ACT).and(Tags::LABEL).and(Tags::EACH);
        let mut at = to;
        while at > from {
            let pair = at
                .checked_sub(2)
                .filter(|p| *p >= from)
                .map_or(Tags::default(), |p| self.pair_at(p));
            let single = self
                .tokens
                .get(at - 1)
                .map_or(Tags::default(), |token| token.tags);
            if pair.any(lead) {
                at -= 2;
            } else if single.any(lead)
                || self
                    .tokens
                    .get(at - 1)
                    .is_some_and(|t| t.is_word("và") || t.is_word("được"))
            {
                at -= 1;
            } else {
                break;
            }
        }
        at
    }
}
