//! Labels: the "I.", "1.1.", "a)", "-" or "Điều 7." a paragraph opens with.
//!
//! People type labels as often as they let the word processor number, so both must end as
//! one [`Label`]. What merely starts with a digit ("06-NQ", "19 trên", "1.200 tờ",
//! "02/8/2021") is no label: taking one would cut a sentence in two.

mod marker;

use super::Paragraph;

/// The sort of mark, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// "Phần I", "PHẦN THỨ NHẤT", "PHẦN A".
    Part,
    /// "Chương II".
    Chapter,
    /// "Mục 3".
    Item,
    /// "A.", "B-".
    Capital,
    /// "I.", "II/", "III-".
    Roman,
    /// "Điều 7."
    Article,
    /// "1.", "1-", "1.1.", "II.2".
    Number,
    /// "a)", "b."
    Letter,
    /// "(1)".
    ParenNumber,
    /// "(a)", "(ii)".
    ParenLetter,
    /// "-", "–".
    Dash,
    /// "+".
    Plus,
    /// "*", "•" and the signs Word's symbol fonts leave.
    Bullet,
}

/// A label as printed and as understood.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The sort of mark.
    pub kind: Kind,
    /// As printed, with its mark: "III.", "1.1", "a)", "(1)", "-", "Điều 7."
    pub marker: String,
    /// Without a closing mark or word: "III", "1.1", "a", "(1)", "-"; "7" for "Điều 7.".
    pub name: String,
    /// The last number in it, letters counted in the order of legal texts (a, b, c, d, đ, e, g);
    /// `None` for dashes and bullets.
    pub ordinal: Option<u32>,
    /// How many numbers it has: 1 for "1.", 3 for "1.1.1".
    pub depth: u8,
}

impl Label {
    /// Usual rank, outermost lowest; labels of one rank are siblings where nothing says otherwise.
    pub fn rank(&self) -> u8 {
        (self.kind as u8) * 10 + self.depth.saturating_sub(1).min(9)
    }

    /// It counts (I., 1., a)), rather than only setting apart (-, +, •).
    pub fn counts(&self) -> bool {
        self.ordinal.is_some()
    }
}

/// Takes the typed label off the front of a text; the rest comes without leading space.
/// A label may stand alone ("I." on a line of its own): the rest is empty then.
pub fn split(text: &str) -> Option<(Label, &str)> {
    let start = text.trim_start();
    let open = start
        .strip_prefix("**")
        .filter(|rest| !rest.starts_with('*'));
    let (label, len) = marker::read(open.unwrap_or(start))?;
    let rest = open.unwrap_or(start).get(len..)?;
    let Some(_) = open else {
        return Some((label, rest.trim_start()));
    };
    // "**1.** Mục đích" and "**1. Mục đích**": the emphasis is not part of the heading.
    let rest = rest.strip_prefix("**").unwrap_or(rest).trim();
    Some((label, rest.strip_suffix("**").unwrap_or(rest).trim_end()))
}

/// Label and text of a paragraph, whether the label was typed or numbered automatically.
pub fn of(paragraph: &Paragraph) -> (Option<Label>, &str) {
    let text = paragraph.text.trim();
    match paragraph
        .label
        .as_deref()
        .map(str::trim)
        .filter(|label| !label.is_empty())
    {
        // The symbol font's sign and a typed dash can both stand there ("• - Tổ chức …").
        Some(label) => (Some(marker::automatic(label)), text),
        None => split(text).map_or((None, text), |(label, rest)| (Some(label), rest)),
    }
}

#[cfg(test)]
mod tests;
