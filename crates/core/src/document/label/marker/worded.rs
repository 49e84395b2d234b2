//! Labels that open with a word: "Phần I", "Chương II", "Mục 3.", "Điều 7.".

use super::super::{Kind, Label};
use super::figure::{digits, roman};
use super::label;

const ORDINALS: [&str; 10] = [
    "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười",
];

/// "Phần I", "PHẦN THỨ HAI:", "Chương II", "Mục 3.", "Điều 7."
pub(super) fn worded(text: &str) -> Option<(Label, usize)> {
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
