//! The months and days that the words of a sentence speak of.

use super::super::period::{Calendar, Period};
use super::super::{scope, told};
use super::{Held, Reader, Sense};

impl Reader<'_> {
    /// "so với tháng 4 (1 buổi)": the month straight before a bracket, if it is another.
    pub(super) fn month_before(&self) -> Option<Sense> {
        let calendar = self.calendar();
        let named = (2..=5).find_map(|back| {
            let (month, year, next) = calendar.month(self.at.checked_sub(back)?)?;
            (next == self.at).then(|| self.told.of_month(month, year))
        });
        let other = (2..=4).any(|back| {
            let at = self.at.saturating_sub(back);
            scope::names_other(calendar.tokens, at) && self.at >= back
        });
        let other = other.then_some(Sense::Other(None));
        named
            .filter(|sense| matches!(sense, Sense::Other(_)))
            .or(other)
    }

    /// "18 ca (tháng 10: 15 ca)" compares with another month; "lũy kế 96 buổi (tháng 11: 12 buổi)"
    /// names the month's share.
    pub(super) fn named_month(&mut self) {
        let beside_month = self
            .brackets
            .last()
            .is_some_and(|outer| outer.sense == Sense::Month);
        self.sense = match beside_month {
            true => Held {
                sense: Sense::Other(None),
                short: true,
                under: self.sense.sense,
            },
            false => Held::of(Sense::Month),
        };
    }

    /// A month by name: the paper's own if it is the first.
    pub(super) fn learn_month(&mut self, calendar: Calendar) {
        let behind = self
            .at
            .checked_sub(1)
            .and_then(|at| calendar.tokens.get(at));
        if let Some((month, year, _)) = calendar.month(self.at)
            && !behind.is_some_and(|token| told::is_limit(&token.key))
        {
            self.told.learn(Period::Month { year, month });
        }
    }

    /// "Ngày 05/10 nói chuyện 3 buổi" in a paper on November; behind a figure another day ends it.
    pub(super) fn day(&mut self, calendar: Calendar) {
        let tokens = calendar.tokens;
        let is_day = tokens
            .get(self.at)
            .is_some_and(|token| token.is_word("ngày"));
        let Some((day, _)) = calendar.day(self.at + 1).filter(|_| is_day) else {
            return;
        };
        let before = self.at.checked_sub(1).and_then(|at| tokens.get(at));
        let parts = before.is_none_or(|token| !token.is_text());
        let held = matches!(self.sense.sense, Sense::Month | Sense::Other(Some(_)));
        if parts && held && (self.opens_sentence() || self.out.len() > self.begun.1) {
            self.sense = Held::of(self.told.of_day(day));
        }
    }

    pub(super) fn names_week(&self) -> bool {
        let next = self.source.tokens.get(self.at + 1);
        next.is_some_and(|next| next.is_word("tuần") || next.is_word("đợt"))
    }

    /// Whether the phrase here is a length of time by name, not the word for a running total.
    pub(super) fn names_time(&self) -> bool {
        let key = self
            .source
            .tokens
            .get(self.at)
            .map_or("", |token| &*token.key);
        matches!(key, "cả" | "trong" | "quý" | "năm" | "tháng")
    }
}
