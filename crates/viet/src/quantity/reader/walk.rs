//! The walk between two numbers: sentences, lines, brackets and phrases, and what they change.

use super::super::Kind;
use super::super::scope::{self, Marker, Opening, Sense};
use super::super::token::{Kind as Piece, Token};
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
                _ => {}
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
            self.sense = Held::of(self.lines.carried.unwrap_or(self.told.0));
            self.brackets.clear();
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
        self.sense = Held::of(self.lines.carried.unwrap_or(self.told.0));
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
            self.told = self.told.behind(opening, heading);
        }
        self.begun = (self.at, self.out.len());
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
            ',' | ';' => {
                if self.sense.short {
                    self.sense = Held {
                        sense: self.sense.under,
                        short: false,
                        ..self.sense
                    };
                }
                self.parts.divide(self.source.tokens, self.at, mark == ';');
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
            self.sense = Held {
                sense: Sense::Other,
                short: false,
                under: Sense::Other,
            };
        }
    }

    /// "18 ca (tháng 10: 15 ca)" compares with another month; "lũy kế 96 buổi (tháng 11: 12 buổi)"
    /// names the month's share.
    fn named_month(&mut self) {
        let beside_month = self
            .brackets
            .last()
            .is_some_and(|outer| outer.sense == Sense::Month);
        let (sense, short) = if beside_month {
            (Sense::Other, true)
        } else {
            (Sense::Month, false)
        };
        let under = if short { self.sense.sense } else { sense };
        self.sense = Held {
            sense,
            short,
            under,
        };
    }

    fn word(&mut self) {
        let tokens = self.source.tokens;
        if self.out.len() == self.begun.1 {
            let named = Opening::at(tokens, self.begun.0, self.at);
            let named = named.map(|named| named.or_before(self.opening));
            self.opening = named.or(self.opening);
        }
        match scope::marker_at(tokens, self.at) {
            Some((Marker::Period(sense), _)) => {
                self.sense = Held {
                    sense,
                    short: false,
                    under: sense,
                };
            }
            Some((Marker::NamedMonth, _)) => self.named_month(),
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
}

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
