//! The scanners behind [`super::split`]: one for each family of marks.

mod figure;
mod numbered;
mod worded;

use super::{Kind, Label};
use figure::{digits, roman};
use numbered::numbered;
use worded::worded;

/// Signs that open a list item; the private-use ones come from Symbol and Wingdings.
const BULLETS: &str = "*•●○◦▪■□♦◆➢►▶✓✔❖·§\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f076}\u{f0a8}\u{f06e}";
const DASHES: &str = "-–—−‒‑\u{f02d}";
/// Order of letters in legal texts, which leave out f, j, w and z.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// The label a text opens with, and its length in bytes.
pub(super) fn read(text: &str) -> Option<(Label, usize)> {
    worded(text)
        .or_else(|| parenthesised(text))
        .or_else(|| bullet(text))
        .or_else(|| numbered(text))
        .or_else(|| letter(text))
}

/// A label made by automatic numbering. It is one by definition, so nothing is refused:
/// what no scanner knows is kept as printed.
pub(super) fn automatic(marker: &str) -> Label {
    let probe = format!("{marker} A");
    match read(&probe) {
        Some((label, len)) if len >= marker.len() => label,
        _ => bare(marker),
    }
}

/// "1", "II", "a" without any closing mark, which only automatic numbering leaves.
fn bare(marker: &str) -> Label {
    let closed = format!("{marker}. A");
    match read(&closed) {
        Some((mut label, _)) => {
            label.marker = marker.to_owned();
            label
        }
        None => label(Kind::Bullet, marker, marker, None, 1),
    }
}

fn label(kind: Kind, marker: &str, name: &str, ordinal: Option<u32>, depth: u8) -> Label {
    Label {
        kind,
        marker: marker.trim().to_owned(),
        name: name.trim().to_owned(),
        ordinal,
        depth,
    }
}

/// "(1)", "(a)", "(iv)".
fn parenthesised(text: &str) -> Option<(Label, usize)> {
    let inner = text.strip_prefix('(')?;
    let close = inner.bytes().take(6).position(|b| b == b')')?;
    let (inner, after) = (inner.get(..close)?, inner.get(close + 1..)?);
    if after.starts_with(|c: char| ".,;:/-".contains(c)) {
        return None;
    }
    let marker = text.get(..inner.len() + 2)?;
    let found = if let Some((value, len)) = digits(inner).filter(|(_, len)| *len <= 2) {
        (len == inner.len()).then(|| label(Kind::ParenNumber, marker, marker, Some(value), 1))
    } else if let Some((value, len)) = roman(&inner.to_uppercase()).filter(|_| inner.len() > 1) {
        (len == inner.len()).then(|| label(Kind::ParenLetter, marker, marker, Some(value), 1))
    } else {
        let mut letters = inner.chars();
        let value = letter_value(letters.next()?)?;
        letters
            .next()
            .is_none()
            .then(|| label(Kind::ParenLetter, marker, marker, Some(value), 1))
    };
    found.map(|found| (found, marker.len()))
}

/// "-", "+", "•": only before text, so a rule of hyphens, a lone "*" or "-5 độ" is none.
fn bullet(text: &str) -> Option<(Label, usize)> {
    let sign = text.chars().next()?;
    let kind = match sign {
        '+' => Kind::Plus,
        _ if DASHES.contains(sign) => Kind::Dash,
        _ if BULLETS.contains(sign) => Kind::Bullet,
        _ => return None,
    };
    let after = text.get(sign.len_utf8()..)?;
    let next = after.trim_start().chars().next()?;
    let spaced = after.starts_with(char::is_whitespace);
    let opens = next.is_alphabetic() || "“\"'‘(*[".contains(next) || (spaced && next.is_numeric());
    let has_words = after.chars().any(char::is_alphanumeric);
    if !opens || !has_words || (next == '*' && sign == '*') {
        return None;
    }
    let marker = text.get(..sign.len_utf8())?;
    Some((label(kind, marker, marker, None, 1), sign.len_utf8()))
}

/// "a)", "b.", "đ)".
fn letter(text: &str) -> Option<(Label, usize)> {
    let letter = text.chars().next()?;
    let own = letter_value(letter)?;
    let after = text.get(letter.len_utf8()..)?;
    // "b.1.": a part of a part named by a letter.
    let deeper = after.strip_prefix('.').and_then(digits);
    let (value, depth, name) = match deeper {
        Some((value, len)) if len <= 2 => (value, 2, letter.len_utf8() + 1 + len),
        _ => (own, 1, letter.len_utf8()),
    };
    let after = text.get(name..)?;
    let mark = after.chars().next()?;
    let next = after.get(mark.len_utf8()..)?;
    let first = next.trim_start().chars().next();
    let spaced = next.starts_with(char::is_whitespace);
    let fits = match mark {
        ')' => true,
        '.' | '/' | '-' => spaced && first.is_some_and(char::is_alphabetic),
        _ => false,
    };
    let len = name + mark.len_utf8();
    let (marker, name) = (text.get(..len)?, text.get(..name)?);
    fits.then(|| (label(Kind::Letter, marker, name, Some(value), depth), len))
}

fn letter_value(letter: char) -> Option<u32> {
    LETTERS
        .chars()
        .position(|l| l == letter)
        .and_then(|at| u32::try_from(at + 1).ok())
}
