//! Numbers without a unit that are parts of the count just told: "22 tin, được dùng 19", "5 tiểu phẩm,
//! 3 trong số đó", "gồm 40 triệu từ doanh nghiệp".

use super::super::Kind;
use super::super::count::Counted;
use super::super::mention::Mention;
use super::super::token::{Kind as Piece, Token};
use super::Reader;

/// Tokens between a count and the bare part of it.
const FARTHEST: usize = 16;
/// Tokens of the longest label before a colon.
const LONGEST_LABEL: usize = 24;
/// Words before a bare number in which it is said what became of the part.
const NEAR: usize = 4;

impl Reader<'_> {
    /// A number behind "gồm" or another part, before words that are no unit.
    pub(super) fn bare_part(&self, mention: &Mention, limit: usize) -> Option<Counted> {
        let tokens = self.source.tokens;
        let figures = tokens
            .get(mention.first)
            .is_some_and(|token| matches!(token.kind, Piece::Figures(_)));
        let joined = self.joins_parts(mention);
        let words = tokens
            .get(mention.next)
            .is_some_and(|token| token.kind == Piece::Word && token.spaced);
        let whole = self.parts.open_whole()?;
        let fits = self
            .out
            .get(whole)
            .is_some_and(|whole| mention.value <= whole.value);
        (figures && joined && words && fits).then(|| Counted {
            what: self.source.what(mention.next, limit),
            next: mention.next,
            bare: true,
            ..Counted::default()
        })
    }

    fn joins_parts(&self, mention: &Mention) -> bool {
        let before = mention.before(self.source.tokens, 1);
        before.is_some_and(|token| {
            token.is_mark(',') || matches!(&*token.key, "gồm" | "đó" | "và" | "có")
        })
    }

    /// The whole of a part told by its kind: "7 trường hợp, bao gồm 5 lành tính và 2 phải chuyển".
    pub(super) fn whole_of_kind(
        &self,
        mention: &Mention,
        counted: &Counted,
        kind: Kind,
    ) -> Option<usize> {
        if counted.unit.is_some() || counted.bare || !self.joins_parts(mention) {
            return None;
        }
        let whole = self.parts.open_whole()?;
        let told = self.out.get(whole)?;
        let last = self.out.len().checked_sub(1)?;
        let straight = last == whole || self.out.get(last)?.part_of == Some(whole);
        let fits = told.kind == kind && mention.value <= told.value && mention.base.is_none();
        (straight && fits).then_some(whole)
    }

    /// The count a bare number at the end of its clause is a part of.
    pub(super) fn whole_of_bare(&self, mention: &Mention, kind: Kind) -> Option<usize> {
        let tokens = self.source.tokens;
        let last = self.out.len().checked_sub(1)?;
        let whole = self.out.get(last).filter(|whole| {
            whole.kind == kind && whole.value >= mention.value && last >= self.begun.1
        })?;
        let between = tokens
            .get(self.last_end..mention.first)
            .filter(|between| between.len() <= FARTHEST)?;
        let inside = |token: &Token| token.kind == Piece::Word || token.is_mark(',');
        let fate = (1..=NEAR).any(|back| {
            mention.before(tokens, back).is_some_and(|token| {
                matches!(
                    &*token.key,
                    "xong" | "được" | "đã" | "dùng" | "hỏng" | "vắng" | "thiếu"
                )
            })
        });
        let those = tokens
            .get(mention.next)
            .is_some_and(|token| token.is_word("trong"));
        let part = between.iter().all(inside) && (fate || those);
        part.then(|| whole.part_of.unwrap_or(last))
    }

    /// "• Can nước đã sát khuẩn 72, hầm cá vệ sinh 15": a list item tells what was done and how many.
    pub(super) fn tells_item(&self, mention: &Mention) -> bool {
        let tokens = self.source.tokens;
        let words = (1..=FARTHEST).map_while(|back| {
            let token = mention.before(tokens, back)?;
            (token.kind == Piece::Word).then_some(token)
        });
        let words: Vec<&Token> = words.collect();
        let opening = mention.before(tokens, words.len() + 1);
        let marked = opening.is_some_and(|token| {
            matches!(token.kind, Piece::Mark('•' | '+' | '*' | '\u{f0b7}')) || token.is_dash()
        });
        let done = words.iter().any(|word| matches!(&*word.key, "đã" | "được"));
        let joined = opening.is_some_and(|token| token.is_mark(','))
            && self.last_end + words.len() + 1 == mention.first
            && self
                .out
                .last()
                .is_some_and(|last| last.count_unit.is_empty());
        let item = opening.is_some_and(|token| token.is_mark(':') || token.is_mark(','));
        words.len() > 2 && (marked && done || joined)
            || item && !words.is_empty() && self.is_of_label()
    }

    /// "Số lượt phát trên 18 cụm loa: sáng 31, chiều 31": the sentence names the count its items tell.
    fn is_of_label(&self) -> bool {
        let tokens = self.source.tokens;
        let first = tokens
            .iter()
            .skip(self.begun.0)
            .find(|token| token.kind == Piece::Word);
        let behind = tokens.get(self.begun.0..self.at).unwrap_or_default();
        let mut behind = behind.iter().take(LONGEST_LABEL);
        let colon = behind.any(|token| token.is_mark(':'));
        colon && first.is_some_and(|first| first.is_word("số") || first.is_word("tổng"))
    }
}
