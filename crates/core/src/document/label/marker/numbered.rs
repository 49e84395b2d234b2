//! Labels that are a number or capital with its closing mark: "I.", "1.1.", "A.".

use super::super::{Kind, Label};
use super::figure::{digits, roman, starts_with_digit};
use super::label;

/// "I.", "1.", "1.1.", "1.1", "II.2.1", "A.": numbers joined by points, then a mark.
pub(super) fn numbered(text: &str) -> Option<(Label, usize)> {
    let (first, mut len, kind) = first_number(text)?;
    let (mut ordinal, mut depth) = (first, 1u8);
    while let Some(next) = text
        .get(len..)?
        .strip_prefix('.')
        .filter(|r| starts_with_digit(r))
    {
        let (value, digits) = digits(next).filter(|(_, digits)| *digits <= 2)?;
        (ordinal, len, depth) = (value, len + 1 + digits, depth.saturating_add(1));
    }
    let kind = if depth > 1 { Kind::Number } else { kind };
    let after = text.get(len..)?;
    let mark = closing(after, kind, depth)?;
    let leading_zero = text.starts_with('0');
    if leading_zero && (depth > 1 || !matches!(after.chars().next(), Some('.' | ')'))) {
        return None;
    }
    let name = text.get(..len)?;
    let marker = text.get(..len + mark)?;
    let deep = if matches!(kind, Kind::Number) {
        depth
    } else {
        1
    };
    Some((label(kind, marker, name, Some(ordinal), deep), len + mark))
}

fn first_number(text: &str) -> Option<(u32, usize, Kind)> {
    if let Some((value, len)) = digits(text) {
        return (len <= 2).then_some((value, len, Kind::Number));
    }
    if let Some((value, len)) = roman(text) {
        return Some((value, len, Kind::Roman));
    }
    // "A1.", "B2.": parts of a part named by a letter.
    let mut letters = text.chars();
    let (letter, digit) = (letters.next(), letters.next());
    if letter.is_some_and(|c| ('A'..='G').contains(&c)) && digit.is_some_and(|c| c.is_ascii_digit())
    {
        let (value, len) = digits(text.get(1..)?)?;
        let spaced = text
            .get(1 + len..)?
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(char::is_whitespace));
        return (len <= 2 && spaced).then_some((value, len + 1, Kind::Number));
    }
    // Beyond G the single capitals are mostly abbreviations: H. (huyện), P. (phường), Q., T.
    let letter = text.chars().next().filter(|c| ('A'..='G').contains(c))?;
    Some((u32::from(letter) - u32::from('A') + 1, 1, Kind::Capital))
}

/// Length of the mark after a number, or `None` when what follows says it is no label.
fn closing(after: &str, kind: Kind, depth: u8) -> Option<usize> {
    let Some(mark) = after.chars().next() else {
        return (depth > 1).then_some(0);
    };
    let next = after.get(mark.len_utf8()..).unwrap_or_default();
    let direct = next.chars().next();
    let spaced = direct.is_none_or(char::is_whitespace);
    let first = next.trim_start().chars().next();
    let fits = match mark {
        '.' => spaced || direct.is_some_and(|c| c.is_uppercase() || "“\"(*".contains(c)),
        ')' => !direct.is_some_and(char::is_numeric),
        ':' => kind == Kind::Roman && spaced,
        '/' if depth == 1 && spaced && counts(next) => true,
        '/' | '-' | '–' | '—' if spaced => first.is_none_or(char::is_alphabetic),
        '/' | '-' | '–' | '—' => heading_word(next),
        '\n' => kind == Kind::Roman || depth > 1,
        '*' => after.starts_with("**") && depth > 1,
        '\t' | ' ' | '\u{a0}' => {
            return (unmarked(next, kind, depth) || (depth > 1 && first.is_none())).then_some(0);
        }
        _ => false,
    };
    fits.then(|| {
        if matches!(mark, '\n' | '*') {
            0
        } else {
            mark.len_utf8()
        }
    })
}

/// "2/ 1,6% dân số", "3/ 60 điểm": a figure with what it counts, not the rest of a date ("12/ 2026",
/// "20/ 11/2026").
fn counts(next: &str) -> bool {
    let mut words = next.split_whitespace();
    let figure = words.next().unwrap_or_default();
    let last = figure.rsplit('/').next().unwrap_or_default();
    let year = last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit());
    let word = words.next().unwrap_or_default();
    starts_with_digit(figure) && !year && word.starts_with(char::is_alphabetic)
}

/// A number without a mark is a label when a heading follows: "1.1 Công tác …", not
/// "2.5 triệu"; "I MỤC ĐÍCH, YÊU CẦU", not "I ốt".
fn unmarked(next: &str, kind: Kind, depth: u8) -> bool {
    if depth > 1 {
        return next.trim_start().starts_with(char::is_uppercase);
    }
    let mut words = next.split_whitespace();
    let mut capital = || {
        words.next().is_some_and(|w| {
            w.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !w.chars().any(char::is_lowercase)
        })
    };
    kind == Kind::Roman && capital() && capital()
}

/// The word glued to "1-" or "I/" is a heading, not a symbol ("06-NQ/ThU", "5-UBND") nor the
/// rest of a word ("V/v", "X-quang"): it has a capital, a vowel and no stroke.
fn heading_word(next: &str) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    let vowel =
        |c: char| nhip_viet::fold::folded(&c.to_string()).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let lower = word.chars().skip(1).any(char::is_lowercase);
    let accented = word
        .chars()
        .any(|c| !c.is_ascii() && c.is_alphabetic() && c != 'Đ');
    word.starts_with(char::is_uppercase)
        && !word.contains(['/', '-'])
        && (lower || accented)
        && word.chars().any(vowel)
}
