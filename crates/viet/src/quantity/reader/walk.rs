//! The walk between two numbers: sentences, lines, brackets and phrases, and what they change.

use super::super::Kind;
use super::super::lexicon::{self, Tags};
use super::super::period::Calendar;
use super::super::scope::{self, Marker};
use super::super::standing;
use super::super::token::{Kind as Piece, Token};
use super::super::told::{Numbering, Opening, Sense};
use super::{DEEPEST, Held, Reader};

impl Reader<'_> {
    /// Takes in the tokens before the next number.
    pub(super) fn walk_to(&mut self, to: usize) {
        let tokens = self.source.tokens;
        while let Some(token) = tokens.get(self.at).filter(|_| self.at < to) {
            self.enter_sentence(token);
            match token.kind {
                Piece::Break => self.end_line(),
                Piece::Mark(mark) => self.mark(mark),
                Piece::Word => self.word(),
                Piece::Figures(_) => self.figures(),
                Piece::Code => {}
            }
            self.at += 1;
        }
        if let Some(token) = tokens.get(to) {
            self.enter_sentence(token);
        }
    }

    /// A new sentence begins with the sense of its list, or with the month.
    fn enter_sentence(&mut self, token: &Token) {
        let mut moved = false;
        while let Some(next) = self.sentences.get(self.sentence + 1) {
            if next.start > token.start {
                break;
            }
            self.sentence += 1;
            moved = true;
        }
        if moved {
            self.close_sentence();
            self.begin_sentence();
            self.parts.end_sentence(self.out.len());
        }
    }

    fn end_line(&mut self) {
        let tokens = self.source.tokens;
        let last = self.at.checked_sub(1).and_then(|at| tokens.get(at));
        let colon = last.is_some_and(|token| token.is_mark(':'));
        let own_mark = list_mark(tokens, self.lines.from);
        let next_mark = list_mark(tokens, self.at + 1);
        if colon {
            self.lines.carried = Some(self.sense.sense);
            self.lines.mark = own_mark;
            self.parts.open_list(self.out.len());
        }
        if next_mark.is_none() || next_mark == self.lines.mark {
            self.lines.carried = None;
            self.parts.close_list();
        }
        self.lines.from = self.at + 1;
        self.parts.end_paragraph(self.out.len());
        self.close_sentence();
        self.end_plan();
        self.told = self.told.at_line(self.numbering(self.at + 1));
        self.begin_sentence();
    }

    /// How the line is numbered that begins at a token.
    pub(super) fn numbering(&self, first: usize) -> Option<Numbering> {
        let start = self.source.tokens.get(first)?.start;
        let rest = self.source.text.get(start..)?;
        Numbering::of(rest.get(..rest.ceil_char_boundary(16.min(rest.len())))?)
    }

    fn begin_sentence(&mut self) {
        self.sense = Held::of(self.lines.carried.unwrap_or(self.told.sense));
        self.standing = None;
        self.brackets.clear();
    }

    /// What the sentence opened with holds behind it.
    pub(super) fn close_sentence(&mut self) {
        if let Some(opening) = self.opening.take() {
            let last = self
                .at
                .checked_sub(1)
                .and_then(|at| self.source.tokens.get(at));
            let whole = last.is_some_and(|token| token.is_mark('.') || token.is_mark(';'));
            let heading = self.out.len() == self.begun.1 && !whole;
            let line = self.numbering(self.begun.0);
            let held = self.told;
            self.told = held.behind(opening, heading, line);
            // A plan told in a sentence ends with its paragraph.
            if !heading && self.told.is_ahead() && !held.is_ahead() {
                self.before_plan = Some(held);
            }
            // A heading ends the list a colon above it opened.
            if heading {
                self.lines.carried = None;
            }
        }
        self.begun = (self.at, self.out.len());
    }

    /// Behind a paragraph holds what held before the plan it told.
    pub(super) fn end_plan(&mut self) {
        if let Some(held) = self.before_plan.take() {
            self.told = self.told.as_before(held);
        }
    }

    fn mark(&mut self, mark: char) {
        match mark {
            '(' if self.brackets.len() < DEEPEST => self.open_bracket(),
            ')' => {
                if let Some(held) = self.brackets.pop() {
                    self.sense = held;
                    self.parts.close_bracket();
                }
            }
            ',' | ';' => self.divide(mark == ';'),
            // "132 trẻ: nam 71, nữ 61"
            ':' if self.last_end == self.at && !self.out.is_empty() => {
                self.parts.open(self.out.len(), false, true);
            }
            _ => {}
        }
    }

    /// A bracket straight behind a quantity holds its parts, or says more of a difference.
    fn open_bracket(&mut self) {
        self.brackets.push(self.sense);
        let tokens = self.source.tokens;
        let between = tokens.get(self.last_end..self.at).unwrap_or_default();
        let near = !self.out.is_empty()
            && between.len() <= 20
            && !between
                .iter()
                .any(|t| matches!(t.kind, Piece::Break | Piece::Mark(',' | ';' | '.' | ':')));
        self.parts.open_bracket(self.out.len(), near);
        let compared = between.windows(2).any(|two| {
            matches!(two, [a, b] if (a.is_word("so") && b.is_word("với")) || (a.is_word("cùng") && b.is_word("kỳ")))
        });
        let difference = self.out.last().is_some_and(|q| q.kind == Kind::Change);
        if near && (difference || compared) {
            self.sense = Held::of(Sense::Other(None));
        } else if let Some(month) = self.month_before() {
            self.sense = Held::of(month);
        }
    }

    /// A comma or semicolon ends what reaches no further, and what stands where a new deed follows.
    fn divide(&mut self, semicolon: bool) {
        let tokens = self.source.tokens;
        if self.sense.short {
            // "Cùng kỳ năm trước, xã tổ chức 2 buổi": the time of all that follows.
            let time =
                matches!(self.sense.sense, Sense::Other(_)) && self.out.len() == self.begun.1;
            let sense = if time {
                self.sense.sense
            } else {
                self.sense.under
            };
            self.sense = Held::of(sense);
        }
        let act = tokens.get(self.at + 1).is_some_and(|next| {
            let pair = tokens.get(self.at + 2).map_or(Tags::default(), |second| {
                lexicon::pair(&next.key, &second.key)
            });
            next.tags.and(pair).any(Tags::ACT) || next.is_word("đã")
        });
        if act || semicolon && standing::opens_deed(tokens, self.at + 1) {
            self.standing = None;
        }
        self.parts.divide(tokens, self.at, semicolon);
    }

    /// Days by name: the paper's own, or those of this sentence.
    fn figures(&mut self) {
        let calendar = self.calendar();
        let Some((period, next)) = calendar.window(self.at) else {
            return;
        };
        if self.out.len() == self.begun.1 {
            self.told.learn(period);
        }
        let sense = self.told.of_days(period);
        if self.sense.sense == Sense::Target {
            return;
        }
        let tokens = self.source.tokens;
        let is = |at: usize, mark: char| tokens.get(at).is_some_and(|token| token.is_mark(mark));
        let near = self.begun.0.max(self.at.saturating_sub(NEAR));
        let before = tokens.get(near..self.at).unwrap_or_default();
        let compared = before
            .windows(2)
            .any(|two| matches!(two, [a, b] if a.is_word("so") && b.is_word("với")));
        self.sense = Held::of(sense);
        // "Trong kỳ (15/9 - 14/10) …" says which period it is, not only inside the bracket.
        let first =
            self.out.len() == self.begun.1 && (!compared || is(next, ')') && is(next + 1, ':'));
        // "cùng kỳ năm ngoái (16/7 - 15/8/2025) 5 ca": of days that are not the paper's.
        let of_other = self
            .brackets
            .last()
            .is_some_and(|outer| matches!(outer.sense, Sense::Other(_)));
        let earlier = self.told.is_earlier(period);
        if (first || of_other && earlier)
            && let Some(outer) = self.brackets.last_mut()
        {
            *outer = Held::of(sense);
        }
        if first && self.opening.is_none_or(|opening| !opening.is_firm()) {
            self.opening = Some(Opening::of_days(sense));
        }
    }

    fn word(&mut self) {
        let tokens = self.source.tokens;
        let calendar = Calendar {
            text: self.source.text,
            tokens,
        };
        if self.out.len() == self.begun.1 {
            let named = Opening::at(calendar, &self.told, self.begun.0, self.at);
            let named = named.map(|named| named.or_before(self.opening));
            self.opening = named.or(self.opening);
        }
        if let Some(standing) = standing::at(tokens, self.at) {
            self.standing = self.standing.max(Some(standing));
        }
        if standing::ends(tokens, self.at) {
            self.standing = None;
        }
        if self.sense.sense == Sense::Target && self.turns_to_deeds() {
            self.sense = Held::of(self.told.sense_of_own());
        }
        self.day(calendar);
        let marker = scope::marker_at(calendar, &self.told, self.at);
        if self.out.len() == self.begun.1 {
            self.learn_month(calendar);
        }
        match marker {
            // What is planned for the year is planned still.
            Some((Marker::Period(Sense::Cumulative), _))
                if self.sense.sense == Sense::Target && self.names_time() => {}
            // "Tuần 3 (15/5 đến 21/5) … cả tuần chỉ có 2 chuyến"
            Some((Marker::Period(Sense::Month), _))
                if matches!(self.sense.sense, Sense::Window(_)) && self.names_week() => {}
            Some((Marker::Period(sense), _)) => self.sense = Held::of(sense),
            Some((Marker::NamedMonth, _)) => self.named_month(),
            // "Tháng trước có 9 buổi, 210 lượt người": the time of the whole sentence.
            Some((Marker::Short(sense @ Sense::Other(_)), _))
                if self.brackets.is_empty() && self.opens_sentence() =>
            {
                self.sense = Held::of(sense);
            }
            Some((Marker::Short(sense), _)) => {
                let under = if self.sense.short {
                    self.sense.under
                } else {
                    self.sense.sense
                };
                self.sense = Held {
                    sense,
                    short: true,
                    under,
                };
            }
            Some((Marker::Parts(one), len)) => {
                let colon = tokens
                    .get(self.at + len)
                    .is_some_and(|token| token.is_mark(':'));
                self.parts.open(self.out.len(), one, colon);
            }
            None => {}
        }
    }

    /// "Dự kiến 20 buổi nhưng chỉ tổ chức được 18 buổi", "kế hoạch 20 buổi, thực tế 18 buổi".
    fn turns_to_deeds(&self) -> bool {
        let is = |at: usize, word: &str| {
            let token = self.source.tokens.get(at);
            token.is_some_and(|token| token.is_word(word))
        };
        // "Sang tháng 12 sẽ phát 500 tờ. Đã in xong 700 tờ."
        if self.before_plan.is_some() && is(self.at, "đã") && self.at == self.begun.0 {
            return true;
        }
        let turn = is(self.at, "nhưng") || is(self.at, "thực") && is(self.at + 1, "tế");
        turn && self.out.len() > self.begun.1
    }

    /// Whether nothing but this phrase's own words stands before it in its sentence.
    pub(super) fn opens_sentence(&self) -> bool {
        let before = self.source.tokens.get(self.begun.0..self.at);
        let before = before.unwrap_or_default().iter().take(3);
        let words = before.filter(|token| token.kind == Piece::Word).count();
        let label = usize::from(words > 0 && self.numbering(self.begun.0).is_some());
        self.out.len() == self.begun.1 && words == label
    }
}

/// How many tokens before days by name "so với" still compares with them.
const NEAR: usize = 24;

/// The mark a list item begins with.
fn list_mark(tokens: &[Token], from: usize) -> Option<char> {
    let first = tokens.get(from)?;
    match first.kind {
        Piece::Mark(mark @ ('+' | '*' | '•' | '·' | '●' | '○' | '▪' | '\u{f0b7}')) => {
            Some(mark)
        }
        Piece::Mark(_) if first.is_dash() => Some('-'),
        Piece::Figures(_) | Piece::Word if first.char_end - first.char_start <= 3 => {
            let closing = tokens.get(from + 1).filter(|next| !next.spaced)?;
            match closing.kind {
                Piece::Mark(mark @ ('.' | ')')) => Some(mark),
                _ => None,
            }
        }
        _ => None,
    }
}
