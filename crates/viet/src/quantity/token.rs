//! A text cut into words, figures and marks, with their places in bytes and in characters.

use super::lexicon::{self, Tags};
use super::unmarked;
use crate::fold;
use crate::number::figures::{self, Figure};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A piece of text.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    /// Bytes.
    pub start: usize,
    pub end: usize,
    /// Unicode scalar values.
    pub char_start: usize,
    pub char_end: usize,
    /// White space stands before it (or the text begins with it).
    pub spaced: bool,
    /// Comparison key of a word, [`fold::key`]; empty for everything else.
    pub key: Cow<'a, str>,
    /// What the word can be; nothing for what is no word.
    pub tags: Tags,
    /// A word that begins with a capital.
    pub capital: bool,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Letters, and figures after them (`H5N1`, `m2`).
    Word,
    /// Figures with their marks.
    Figures(Chain),
    /// Figures run together with letters that are no unit: `5K`, `7h30`, `5A`.
    Code,
    /// Any other character.
    Mark(char),
    /// A line break: the end of a paragraph.
    Break,
}

/// Figures joined by marks, without white space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Chain {
    /// One number.
    One(Figure),
    /// `2-3`
    Range(Figure, Figure),
    /// `45/50`
    Ratio(Figure, Figure),
    /// Dates, telephone numbers, clock times, labels: no number at all.
    Other,
}

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut cutter = Cutter {
        text,
        at: 0,
        chars: 0,
        spaced: true,
        out: Vec::new(),
    };
    while let Some(c) = cutter.peek() {
        cutter.step(c);
    }
    let mut tokens = cutter.out;
    unmarked::restore(text, &mut tokens);
    tokens
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    chars: usize,
    spaced: bool,
    out: Vec<Token<'a>>,
}

impl<'a> Cutter<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        match c {
            '\n' => self.push(Kind::Break, 1),
            _ if c.is_whitespace() => {
                self.at += c.len_utf8();
                self.chars += 1;
                self.spaced = true;
            }
            // "Số buổi ............: 11": the dots of a form lead to what is filled in.
            '.' | '…' | '_' if self.leader() > 3 => {
                self.chars += self.leader();
                self.at += run(self.rest(), is_leader);
                self.spaced = true;
            }
            _ if c.is_ascii_digit() => self.figures(),
            _ if is_raised(c) && self.raise() => {
                self.at += c.len_utf8();
                self.chars += 1;
            }
            _ if is_letter(c) => {
                let len = run(self.rest(), |c| is_letter(c) || c.is_ascii_digit());
                self.push(Kind::Word, len);
            }
            _ => self.push(Kind::Mark(c), c.len_utf8()),
        }
    }

    /// Dots and strokes drawn in a row, in characters.
    fn leader(&self) -> usize {
        let len = run(self.rest(), is_leader);
        self.rest().get(..len).unwrap_or_default().chars().count()
    }

    /// Figures, or a code if letters that are no unit follow at once.
    fn figures(&mut self) {
        let (chain, len) = chain(self.rest());
        let glued = self.rest().get(len..).unwrap_or_default();
        let letters = run(glued, |c| is_letter(c) || c.is_ascii_digit());
        let word = glued.get(..letters).unwrap_or_default();
        if letters == 0 || lexicon::may_be_glued(word) {
            self.push(Kind::Figures(chain), len);
        } else {
            self.push(Kind::Code, len + letters);
        }
    }

    /// A raised digit after figures is the mark of a note and no sign of the text; after ten it
    /// is a power, and both are no number that is counted. Whether figures stand before it.
    fn raise(&mut self) -> bool {
        let Some(Kind::Figures(chain)) = self.out.last_mut().map(|last| &mut last.kind) else {
            return false;
        };
        if matches!(chain, Chain::One(figure) if figure.value == Decimal::TEN) {
            *chain = Chain::Other;
        }
        true
    }

    fn push(&mut self, kind: Kind, len: usize) {
        let end = self.at + len;
        let written = self.text.get(self.at..end).unwrap_or_default();
        let (key, tags) = match kind {
            Kind::Word => {
                let key = key(written);
                let tags = lexicon::tags(&key);
                (key, tags)
            }
            _ => (Cow::Borrowed(""), Tags::default()),
        };
        let char_end = self.chars + written.chars().count();
        self.out.push(Token {
            kind,
            start: self.at,
            end,
            char_start: self.chars,
            char_end,
            spaced: self.spaced,
            capital: kind == Kind::Word && written.starts_with(char::is_uppercase),
            key,
            tags,
        });
        (self.at, self.chars) = (end, char_end);
        self.spaced = kind == Kind::Break;
    }
}

impl Token<'_> {
    /// A word or figures, as opposed to a mark.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Figures(_) | Kind::Code)
    }

    /// Digits stand in it.
    pub fn has_figures(&self) -> bool {
        match self.kind {
            Kind::Figures(_) | Kind::Code => true,
            Kind::Word => self.key.bytes().any(|byte| byte.is_ascii_digit()),
            _ => false,
        }
    }

    pub fn is_word(&self, key: &str) -> bool {
        self.kind == Kind::Word && self.key == key
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// A hyphen or dash.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '–' | '—' | '‐' | '‑'))
    }
}

/// Whether a minus stands before a number: "phát -5 tờ". Nobody knows what was meant.
pub(super) fn is_signed(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let signed = before(1).is_some_and(|dash| dash.is_dash() && dash.spaced);
    let apart = tokens.get(at).is_some_and(|number| number.spaced);
    signed && !apart && before(2).is_some_and(|word| word.kind == Kind::Word)
}

/// [`fold::key`] of a word; most words of a text are their own.
fn key(word: &str) -> Cow<'_, str> {
    let mut before = ' ';
    for c in word.chars() {
        let small = c.is_ascii_lowercase() || c.is_ascii_digit() || is_small_vietnamese(c);
        let moves = matches!(before, 'o' | 'u')
            && !c.is_ascii()
            && matches!(fold::base(c), 'a' | 'e' | 'y');
        if !small || moves {
            return Cow::Owned(fold::key(word));
        }
        before = c;
    }
    Cow::Borrowed(word)
}

fn is_small_vietnamese(c: char) -> bool {
    matches!(c, 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý')
        || matches!(c, 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư')
        || (matches!(c, 'ạ'..='ỹ') && fold::lower(c) == c)
}

fn is_letter(c: char) -> bool {
    match c {
        // The letters of Vietnamese, without a search in the tables of Unicode.
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ư' | 'Ạ'..='ỹ' => true,
        '\u{300}'..='\u{36f}' => true,
        _ => !c.is_ascii() && c.is_alphabetic(),
    }
}

fn is_leader(c: char) -> bool {
    matches!(c, '.' | '…' | '_')
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn run(text: &str, inside: impl Fn(char) -> bool) -> usize {
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

fn is_joint(c: char) -> bool {
    matches!(c, '.' | ',' | '/' | '-' | '–' | ':')
}

/// Figures and the marks between them, and what they are.
fn chain(text: &str) -> (Chain, usize) {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = is_joint(c) && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !c.is_ascii_digit() && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    let run = text.get(..end).unwrap_or_default();
    let kind = kind_of(run);
    match kind {
        // Groups parted by spaces reach beyond the run.
        Chain::One(_) => match figures::leading(text) {
            Some((figure, len)) if len >= end => (Chain::One(figure), len),
            _ => (kind, end),
        },
        _ => (kind, end),
    }
}

fn kind_of(run: &str) -> Chain {
    if run.len() > 60 {
        return Chain::Other;
    }
    if let Some(figure) = figures::whole(run) {
        return Chain::One(figure);
    }
    let mut parts = run.split(['-', '–', '/']);
    let (Some(first), Some(second), None) = (parts.next(), parts.next(), parts.next()) else {
        return Chain::Other;
    };
    let (Some(low), Some(high)) = (figures::whole(first), figures::whole(second)) else {
        return Chain::Other;
    };
    if run.contains('/') {
        return if low.value <= high.value {
            Chain::Ratio(low, high)
        } else {
            Chain::Other
        };
    }
    let years = is_year(first) && is_year(second);
    if low.value < high.value && !years {
        Chain::Range(low, high)
    } else {
        Chain::Other
    }
}

/// Four figures that read as a year of this age.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}
