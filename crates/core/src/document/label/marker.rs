//! The scanners behind [`super::split`]: one for each family of marks.

use super::{Kind, Label};

/// Signs that open a list item; the private-use ones come from Symbol and Wingdings.
const BULLETS: &str = "*•●○◦▪■□♦◆➢►▶✓✔❖·§\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f076}\u{f0a8}\u{f06e}";
const DASHES: &str = "-–—−‒‑\u{f02d}";
/// Order of letters in legal texts, which leave out f, j, w and z.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
const ORDINALS: [&str; 10] = [
    "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười",
];

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

/// "Phần I", "PHẦN THỨ HAI:", "Chương II", "Mục 3.", "Điều 7."
fn worded(text: &str) -> Option<(Label, usize)> {
    let (word, rest) = text.split_once([' ', '\u{a0}', '\n'])?;
    let kind = match word.to_lowercase().as_str() {
        "phần" => Kind::Part,
        "chương" => Kind::Chapter,
        "mục" => Kind::Item,
        "điều" => Kind::Article,
        _ => return None,
    };
    let gap = rest.len() - rest.trim_start().len();
    let (ordinal, len) = word_number(rest.trim_start(), kind)?;
    let number_at = word.len() + 1 + gap;
    let name_len = number_at + len;
    let (whole, after) = text.split_at_checked(name_len)?;
    let name = whole.get(number_at..)?;
    let mark = after.chars().next().filter(|c| ".:-–/)".contains(*c));
    let tail = mark.map_or(after, |c| after.get(c.len_utf8()..).unwrap_or_default());
    // "Điều 7 Luật …" and "Phần I của Kế hoạch" go on as a sentence: no label.
    let opens = match kind {
        Kind::Article => mark.is_some() || after.trim().is_empty(),
        _ => mark.is_some() || ends_line(after) || capitals_follow(after),
    };
    if !opens || !(tail.is_empty() || tail.starts_with(char::is_whitespace) || mark.is_some()) {
        return None;
    }
    let len = name_len + mark.map_or(0, char::len_utf8);
    Some((label(kind, text.get(..len)?, name, Some(ordinal), 1), len))
}

/// Roman, Arabic, a capital letter or "thứ nhất": value and length.
fn word_number(text: &str, kind: Kind) -> Option<(u32, usize)> {
    if let Some((value, len)) = digits(text).or_else(|| roman(text)) {
        let closed = text
            .get(len..)?
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
        return closed.then_some((value, len));
    }
    let first: String = text.chars().take_while(|c| !c.is_whitespace()).collect();
    if first.to_lowercase() == "thứ" {
        let rest = text.get(first.len()..)?;
        let word: String = rest
            .trim_start()
            .chars()
            .take_while(|c| c.is_alphabetic())
            .collect();
        let at = ORDINALS.iter().position(|o| *o == word.to_lowercase())?;
        let len = first.len() + (rest.len() - rest.trim_start().len()) + word.len();
        return Some((u32::try_from(at).ok()? + 1, len));
    }
    let letter = text.chars().next().filter(char::is_ascii_uppercase)?;
    let alone = text.chars().nth(1).is_none_or(|c| !c.is_alphanumeric());
    (kind == Kind::Part && alone).then(|| (u32::from(letter) - u32::from('A') + 1, 1))
}

fn ends_line(after: &str) -> bool {
    after
        .trim_start_matches([' ', '\u{a0}'])
        .chars()
        .next()
        .is_none_or(|c| c == '\n')
}

fn capitals_follow(after: &str) -> bool {
    let word: String = after
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
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

/// "I.", "1.", "1.1.", "1.1", "II.2.1", "A.": numbers joined by points, then a mark.
fn numbered(text: &str) -> Option<(Label, usize)> {
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

/// "a)", "b.", "đ)".
fn letter(text: &str) -> Option<(Label, usize)> {
    let letter = text.chars().next()?;
    let value = letter_value(letter)?;
    let after = text.get(letter.len_utf8()..)?;
    let mark = after.chars().next()?;
    let next = after.get(mark.len_utf8()..)?;
    let first = next.trim_start().chars().next();
    let spaced = next.starts_with(char::is_whitespace);
    let fits = match mark {
        ')' => true,
        '.' | '/' | '-' => spaced && first.is_some_and(char::is_alphabetic),
        _ => false,
    };
    let len = letter.len_utf8() + mark.len_utf8();
    let marker = text.get(..len)?;
    fits.then(|| {
        (
            label(Kind::Letter, marker, &letter.to_string(), Some(value), 1),
            len,
        )
    })
}

fn letter_value(letter: char) -> Option<u32> {
    LETTERS
        .chars()
        .position(|l| l == letter)
        .and_then(|at| u32::try_from(at + 1).ok())
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A run of at most four digits: value and length.
fn digits(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4)
        .contains(&len)
        .then(|| text.get(..len)?.parse().ok().map(|value| (value, len)))?
}

/// A roman number up to 39, as headings need them: value and length.
fn roman(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(|b| b"IVX".contains(b)).count();
    let run = text.get(..len)?;
    let tens = run.bytes().take_while(|b| *b == b'X').count().min(3);
    let ones = match run.get(tens..)? {
        "" if tens > 0 => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    Some((u32::try_from(tens).ok()? * 10 + ones, len))
}
