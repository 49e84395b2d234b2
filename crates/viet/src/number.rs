//! Numbers as Vietnamese writes them, in figures and in words, read and written.
//!
//! | written | read as |
//! |---|---|
//! | `1.200`, `1 200` (also with a no-break or narrow space) | 1200 |
//! | `1.200,5` | 1200.5 |
//! | `98,5`, `98.5` | 98.5 |
//! | `1,200` | 1.2, with 1200 as [`Number::alternative`]: people type it both ways |
//! | `13 nghìn`, `1,2 triệu`, `2 triệu rưỡi`, `3 tỷ 200 triệu`, `5 chục` | 13000 … |
//! | `mười hai`, `hai mươi tư`, `một trăm lẻ năm`, `một ngàn hai trăm` | 12 … |
//! | `02` | 2 |
//!
//! A point groups thousands and a comma is decimal. A point that cannot group
//! (`98.5`, `0.125`) is read as the English decimal point.

use rust_decimal::Decimal;

pub mod figures;
pub mod words;
mod write;

pub use write::{Region, grouped, in_words};

/// A number read from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its value by the Vietnamese rule.
    pub value: Decimal,
    /// What an English writer would have meant, where that is something else:
    /// 1200 for `1,200`. Whole things are counted in whole numbers, so whoever
    /// knows the unit can choose; either way the figure deserves a doubt.
    pub alternative: Option<Decimal>,
    /// Bytes read.
    pub len: usize,
}

/// The number a text begins with, as far as it goes; `None` if it begins with none.
///
/// Single words that are more often something else (`năm` year, `không` not) are
/// read as numbers here; a reader of sentences has to know better.
pub fn leading(text: &str) -> Option<Number> {
    let pieces = pieces(text);
    let item = |i: usize| pieces.get(i).map(|piece| piece.item.as_item());
    let read = words::read(item)?;
    let last = pieces.get(read.items.checked_sub(1)?)?;
    Some(Number {
        value: read.value,
        alternative: read.alternative,
        len: last.end,
    })
}

/// The number a text consists of, white space around it aside.
pub fn parse(text: &str) -> Option<Number> {
    let text = text.trim();
    leading(text).filter(|number| number.len == text.len())
}

/// A figure or a word of the text, with where it ends.
struct Piece {
    item: Owned,
    end: usize,
}

enum Owned {
    Figure(figures::Figure),
    Word(String),
}

impl Owned {
    fn as_item(&self) -> words::Item<'_> {
        match self {
            Owned::Figure(figure) => words::Item::Figure(*figure),
            Owned::Word(word) => words::Item::Word(word),
        }
    }
}

/// No number has more words than this; whatever follows is not looked at.
const LONGEST: usize = 48;

/// Figures and words from the start of the text, as long as only spaces part them.
fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < LONGEST {
        let rest = text.get(at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_ascii_digit() {
            let Some((figure, len)) = figures::leading(rest) else {
                break;
            };
            at += len;
            found.push(Piece {
                item: Owned::Figure(figure),
                end: at,
            });
        } else if is_word_char(first) {
            let len = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
            let word = rest.get(..len).unwrap_or_default();
            at += len;
            found.push(Piece {
                item: Owned::Word(crate::fold::key(word)),
                end: at,
            });
        } else if first.is_whitespace() && first != '\n' && !found.is_empty() {
            at += first.len_utf8();
        } else {
            break;
        }
    }
    found
}

fn is_word_char(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests;
