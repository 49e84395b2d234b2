//! In what sense a number was given.

use super::super::count::Counted;
use super::super::lexicon::{Class, Tags};
use super::super::mention::Mention;
use super::super::period::{Calendar, Period};
use super::super::standing::{self, Standing};
use super::super::token::{Kind as Piece, Token};
use super::super::told::Sense;
use super::super::{Kind, scope};
use super::Reader;

impl Reader<'_> {
    /// In what sense a number was given, and of which named period it is.
    pub(super) fn kind(
        &self,
        mention: &Mention,
        counted: &Counted,
        limit: usize,
    ) -> (Kind, Option<Period>) {
        let tokens = self.source.tokens;
        if scope::is_change(tokens, mention) || self.joins_change(mention) {
            return (Kind::Change, None);
        }
        if counted.rate {
            return (Kind::Rate, None);
        }
        if self.is_base(mention, counted) {
            return (Kind::State, None);
        }
        let trailing = scope::trailing(self.calendar(), &self.told, counted.next, limit);
        let held = self.sense.sense;
        let sense = match trailing {
            _ if is_planned(tokens, mention) => Sense::Target,
            // "dự kiến tổ chức 12 buổi trong tháng"
            Some(Sense::Month | Sense::Cumulative) if held == Sense::Target => held,
            trailing => trailing.unwrap_or(held),
        };
        match sense {
            Sense::Other(period) => (Kind::Other, period),
            Sense::Target => (Kind::Plan, None),
            _ if counted.percent => (Kind::Percent, None),
            Sense::Standing if !standing::is_deed(counted.unit) => (Kind::State, None),
            _ if self.stands(mention, counted, sense) => (Kind::State, None),
            Sense::Cumulative => (Kind::Cumulative, None),
            Sense::Window(period) => (Kind::Window, Some(period)),
            Sense::Month | Sense::Standing => match self.told.window() {
                Some(window) => (Kind::Window, Some(window)),
                None => (Kind::Month, None),
            },
        }
    }

    pub(super) fn calendar(&self) -> Calendar<'_> {
        Calendar {
            text: self.source.text,
            tokens: self.source.tokens,
        }
    }

    /// "2.608 hộ / 3.115 hộ": the second is how many there are.
    fn is_base(&self, mention: &Mention, counted: &Counted) -> bool {
        let slash = mention
            .before(self.source.tokens, 1)
            .is_some_and(|token| token.is_mark('/'));
        let same = self
            .units
            .last()
            .is_some_and(|last| last.map(|unit| unit.name) == counted.unit.map(|unit| unit.name));
        let less = self
            .out
            .last()
            .is_some_and(|last| last.value <= mention.value);
        slash && same && less && self.last_end + 1 == mention.first
    }

    /// What is said to stand, or is no deed and stands to this day ("đến nay có 8 khu phố").
    fn stands(&self, mention: &Mention, counted: &Counted, sense: Sense) -> bool {
        let deed = standing::is_deed(counted.unit);
        let said = match self.standing {
            Some(Standing::All) => true,
            Some(Standing::Things) => !deed,
            None => false,
        };
        let place = counted.unit.is_some_and(|unit| {
            let first = unit.words.first().copied().unwrap_or_default();
            unit.class == Class::Place
                && matches!(
                    first,
                    "khu" | "xã" | "phường" | "thôn" | "tổ" | "ấp" | "bản" | "xóm" | "khóm"
                )
        });
        let has = (1..=2).any(|back| {
            mention
                .before(self.source.tokens, back)
                .is_some_and(|token| token.is_word("có"))
        });
        said || sense == Sense::Cumulative && place && has
    }

    /// "tăng 2 buổi và 30 lượt người so với ...", "giảm 4 ca, tương đương 30%": the second is a
    /// difference as well.
    fn joins_change(&self, mention: &Mention) -> bool {
        let change = self.out.last().is_some_and(|q| q.kind == Kind::Change);
        let between = self
            .source
            .tokens
            .get(self.last_end..mention.first)
            .unwrap_or_default();
        let joint = |token: &Token| match token.kind {
            Piece::Mark(mark) => matches!(mark, ',' | '('),
            _ => matches!(&*token.key, "và" | "tương" | "đương" | "hay" | "tức" | "là"),
        };
        let linked = |t: &Token| t.kind == Piece::Word || t.is_mark('(');
        change && between.iter().any(linked) && between.iter().all(joint)
    }
}

/// Most tokens between "kế hoạch" and its number.
const FARTHEST_PLAN: usize = 8;

/// Whether a number is what was planned: "kế hoạch 200", "chỉ tiêu giao 30", "48% kế hoạch năm
/// (120 buổi)", "mục tiêu cả năm trên 70%".
fn is_planned(tokens: &[Token], mention: &Mention) -> bool {
    for back in 1..=FARTHEST_PLAN {
        let Some(token) = mention.before(tokens, back) else {
            return false;
        };
        let second = mention.before(tokens, back + 1).map_or("", |t| &*t.key);
        let named = matches!(
            (second, &*token.key),
            ("kế", "hoạch") | ("chỉ" | "mục", "tiêu")
        );
        if named {
            return true;
        }
        let filler = match token.kind {
            Piece::Mark(mark) => matches!(mark, '(' | ':' | '≥' | '≤' | '>' | '<' | '|'),
            _ => {
                token.tags.any(Tags::ABOUT)
                    || matches!(
                        &*token.key,
                        "năm"
                            | "tháng"
                            | "quý"
                            | "cả"
                            | "cuối"
                            | "giao"
                            | "đề"
                            | "ra"
                            | "là"
                            | "đạt"
                            | "từ"
                            | "của"
                            | "được"
                            | "số"
                    )
            }
        };
        if !filler {
            return false;
        }
    }
    false
}
