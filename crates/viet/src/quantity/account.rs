//! What every number of a text is: a quantity, something else by name, or nothing anybody understood.

use serde::{Deserialize, Serialize};

use super::other::{self, Other};
use super::period::Calendar;
use super::{Quantity, Told};

/// Everything read of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// The quantities, in order of appearance.
    pub quantities: Vec<Quantity>,
    /// Every number in figures, in order: no digit of the text stands outside them.
    pub numbers: Vec<Number>,
    /// What is told behind the text.
    pub told: Told,
}

/// A number in figures, or a word with figures in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// First character, in Unicode scalar values from the start of the text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it is.
    pub is: Is,
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Is {
    /// Part of a quantity, by index.
    Quantity(usize),
    /// Something that counts nothing.
    Other(Other),
    /// Nobody knows.
    NotUnderstood,
}

impl Number {
    /// In a text that begins so many characters, and quantities, sooner.
    pub fn moved(self, characters: usize, quantities: usize) -> Number {
        Number {
            start: self.start + characters,
            end: self.end + characters,
            is: match self.is {
                Is::Quantity(index) => Is::Quantity(index + quantities),
                is => is,
            },
        }
    }
}

/// Every number in figures of a row of tokens; none if they are not to be `counted` up.
pub(super) fn numbers(
    calendar: Calendar,
    named: &[Option<Other>],
    quantities: &[Quantity],
    counted: bool,
) -> Vec<Number> {
    if !counted {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut from = 0;
    for (at, token) in calendar.tokens.iter().enumerate() {
        if !token.has_figures() {
            continue;
        }
        // Quantities stand in order and apart, so none before `from` is looked at again.
        while quantities
            .get(from)
            .is_some_and(|quantity| quantity.end <= token.char_start)
        {
            from += 1;
        }
        let within = quantities
            .get(from)
            .filter(|quantity| quantity.start < token.char_end);
        let is = match (within, named.get(at).copied().flatten()) {
            (Some(_), _) => Is::Quantity(from),
            (None, Some(other)) => Is::Other(other),
            (None, None) => other::left_over(calendar, at).map_or(Is::NotUnderstood, Is::Other),
        };
        out.push(Number {
            start: token.char_start,
            end: token.char_end,
            is,
        });
    }
    out
}
