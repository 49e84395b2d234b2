//! A number told a second time: "trong 9 mô hình nêu trên", "Hai ổ dịch đã qua 21 ngày".

use super::super::Kind;
use super::super::count::Counted;
use super::super::mention::Mention;
use super::super::period::Period;
use super::super::token::{Kind as Piece, Token};
use super::Reader;

/// Words before a total that name it one.
const NEAR: usize = 6;
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
        // "Trong 12 buổi có 4 buổi ở chợ"
        let within = self.is_opening_whole(mention);
        if !(behind || this || opens || within || self.sums_up()) {
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

    /// "Tóm lại, trong tháng xã đã tổ chức 12 buổi": the sentence tells again what was told.
    fn sums_up(&self) -> bool {
        let tokens = self.source.tokens.iter().skip(self.begun.0);
        let mut words = tokens.skip_while(|token| !token.is_text());
        let (first, second) = (words.next(), words.next());
        let key =
            |token: Option<&Token>| token.map_or(String::new(), |token| token.key.to_string());
        matches!(
            (&*key(first), &*key(second)),
            ("tóm" | "nói", "lại" | "tóm") | ("như", "vậy") | ("nhìn", "chung") | ("tựu", "trung")
        )
    }

    /// "Tại chợ 5 buổi, tại trường 7 buổi; tổng cộng 12 buổi": makes parts of what a total behind it
    /// comes to, or they would be added twice.
    pub(super) fn gather(&mut self, mention: &Mention) {
        let tokens = self.source.tokens;
        let near = (1..=NEAR).map_while(|back| {
            let token = mention.before(tokens, back)?;
            (token.kind == Piece::Word || token.is_mark(':')).then_some(&*token.key)
        });
        let words: Vec<&str> = near.collect();
        let total = words
            .windows(2)
            .any(|two| matches!(two, ["cộng" | "số", "tổng"] | ["cả", "tất"] | ["cộng", ""]))
            || words.last() == Some(&"cộng");
        let Some((whole, before)) = self.out.split_last_mut().filter(|_| total) else {
            return;
        };
        let index = before.len();
        let unit = self.units.get(index).copied().flatten();
        let (mut sum, mut from) = (rust_decimal::Decimal::ZERO, None);
        for (at, part) in before.iter().enumerate().rev().take(REACH) {
            let units = self.units.get(at).copied().flatten().zip(unit);
            let named = units.is_some_and(|(one, of)| {
                one.words.starts_with(&of.words) || of.words.starts_with(&one.words)
            });
            let like = (part.count_unit == whole.count_unit || named) && part.kind == whole.kind;
            if !like || part.part_of.is_some() || whole.part_of.is_some() {
                break;
            }
            sum += part.value;
            if sum == whole.value && at + 1 < index {
                from = Some(at);
                break;
            }
        }
        if let Some(from) = from {
            before
                .iter_mut()
                .skip(from)
                .for_each(|part| part.part_of = Some(index));
        }
    }

    /// "Trong 12 buổi có 4 buổi ở chợ": a sentence opens with the whole of what follows.
    pub(super) fn is_opening_whole(&self, mention: &Mention) -> bool {
        let tokens = self.source.tokens;
        let key = |back| mention.before(tokens, back).map_or("", |token| &*token.key);
        let back = match key(1) {
            "số" => 2 + usize::from(key(2) == "tổng"),
            _ => 1,
        };
        let opens = mention
            .before(tokens, back + 1)
            .is_none_or(|token| !token.is_text() && !token.is_mark(','));
        key(back) == "trong" && opens && self.out.len() == self.begun.1
    }

    /// Told again a quantity is in the sense of the first, and counts no more than a part of it.
    pub(super) fn again(&self, first: usize) -> (Kind, Option<Period>, Option<usize>) {
        let told = self.out.get(first);
        let kind = told.map_or(Kind::Month, |first| first.kind);
        (kind, told.and_then(|first| first.period), Some(first))
    }
}
