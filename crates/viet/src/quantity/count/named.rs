//! Unit and thing counted that stand before the number: `Số buổi tuyên truyền: 12`.

use super::super::lexicon::{self, Class, Tags, Unit};
use super::super::mention::Mention;
use super::super::token::Kind;
use super::{Counted, LONGEST, Source};

impl Source<'_> {
    /// `Số buổi tuyên truyền: 12`, `tổng số lượt người là 540`: the unit stands before.
    pub(super) fn labelled(&self, mention: &Mention) -> Option<Counted> {
        let (from, to) = self.label(mention)?;
        self.in_label(mention, from, to)
    }

    /// Unit and thing counted that a label names.
    pub(super) fn in_label(&self, mention: &Mention, from: usize, to: usize) -> Option<Counted> {
        let (start, number_word) = self.without_number_word(from, to);
        let (unit, len) = match lexicon::unit_at(self.tokens, start) {
            Some(unit) => (Some(unit), unit.words.len()),
            None if number_word => (None, self.noun_at(start).unwrap_or(1)),
            None => return None,
        };
        if unit.is_some_and(|unit| unit.class == Class::Time) || start + len > to {
            return None;
        }
        if unit.is_some_and(|unit| unit.class == Class::Place) && !number_word {
            return None;
        }
        let count_unit = self.written(start, start + len).to_owned();
        let what = self.what_in_label(start + len, to);
        Some(Counted {
            unit,
            count_unit,
            what,
            next: mention.next,
            ..Counted::default()
        })
    }

    /// Tokens of the label before a colon, a bar or `là`.
    fn label(&self, mention: &Mention) -> Option<(usize, usize)> {
        let to = mention.first.checked_sub(1)?;
        let joint = self.tokens.get(to)?;
        let colon = joint.is_mark(':') || joint.is_mark('|');
        if !colon && !joint.is_word("là") && !joint.is_word("đạt") {
            return None;
        }
        let from = self.label_start(to, colon);
        let starts = self.tokens.get(from)?;
        let counted = matches!(&*starts.key, "số" | "tổng")
            || lexicon::unit_at(self.tokens, from)
                .is_some_and(|unit| !matches!(unit.class, Class::Place | Class::Time));
        (from < to && (colon || counted)).then_some((from, to))
    }

    /// Where the label that ends at `to` begins. Commas may stand in it ("Zalo, Facebook: 18 bài")
    /// if nothing but the start of its line or bracket is before it.
    fn label_start(&self, to: usize, colon: bool) -> usize {
        let mut from = to;
        let mut comma = None;
        while from > 0 && to - from < LONGEST {
            let Some(token) = self.tokens.get(from - 1) else {
                break;
            };
            match token.kind {
                Kind::Word | Kind::Code => {}
                Kind::Mark(',') if colon => comma = comma.or(Some(from)),
                Kind::Break | Kind::Mark('(' | '-' | '–' | '+' | '•' | '*') => return from,
                _ => return comma.unwrap_or(from),
            }
            from -= 1;
        }
        if from == 0 {
            from
        } else {
            comma.unwrap_or(from)
        }
    }

    /// Past "số", "tổng số", "số lượng"; and whether there was one.
    fn without_number_word(&self, from: usize, to: usize) -> (usize, bool) {
        let mut at = from;
        while at < to
            && self
                .tokens
                .get(at)
                .is_some_and(|t| matches!(&*t.key, "số" | "tổng" | "lượng"))
        {
            at += 1;
        }
        (at, at > from)
    }

    /// The thing counted, from the label before a number that has its unit behind it:
    /// `Tờ rơi đã phát: 1.200 tờ`, `Thảo luận nhóm: 5 buổi`; not `Khu phố 1: 5 buổi`.
    pub(super) fn label_what(&self, mention: &Mention, unit: &Unit) -> Option<String> {
        let (from, to) = self.label(mention)?;
        let (start, _) = self.without_number_word(from, to);
        let named = lexicon::unit_at(self.tokens, start).filter(|unit| unit.class != Class::Time);
        if named.is_some_and(|named| named.words == unit.words) {
            return Some(self.what_in_label(start + unit.words.len(), to));
        }
        let words = self.tokens.get(start..to)?;
        let name = words.iter().enumerate().all(|(i, word)| {
            // "Khu phố 1: 5 buổi" names a place, "Phát thanh trên loa phường: 43 buổi" a deed.
            let none = if i == 0 {
                Tags::NO_LABEL.and(Tags::LABEL)
            } else {
                Tags::default()
            };
            let comma = i
                .checked_sub(1)
                .and_then(|i| words.get(i))
                .is_some_and(|t| t.is_mark(','));
            let place = word.capital && i > 0 && !comma;
            word.is_mark(',')
                || word.kind == Kind::Word && !place && !(word.tags.any(none) && named.is_none())
        });
        let general = self.pair_at(start).any(Tags::NO_LABEL);
        let fits = named.is_none_or(|named| named.class != Class::Place);
        (name && !general && fits && words.len() <= 8).then(|| self.written(start, to).to_owned())
    }
}
