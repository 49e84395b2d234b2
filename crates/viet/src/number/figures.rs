//! Numbers written in figures: which mark groups thousands and which is decimal.

use rust_decimal::Decimal;

/// A number in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Value by the Vietnamese rule.
    pub value: Decimal,
    /// Value by the English rule, where the two differ and both are possible (`1,200`).
    pub alternative: Option<Decimal>,
}

impl Figure {
    fn exact(value: Decimal) -> Option<Figure> {
        Some(Figure {
            value,
            alternative: None,
        })
    }
}

/// More digits than anything counted has.
const MOST_DIGITS: usize = 18;

/// The figure a text begins with and its length in bytes.
///
/// Marks inside are taken in as long as the whole remains a number; groups may be parted
/// by a point, a comma or a space (ordinary, no-break, narrow, thin).
pub fn leading(text: &str) -> Option<(Figure, usize)> {
    let end = text
        .char_indices()
        .find(|&(at, c)| !continues(text, at, c))
        .map_or(text.len(), |(at, _)| at);
    let marked = text.get(..end)?;
    if let Some(figure) = whole(marked) {
        let more = spaced_groups(text, marked);
        return match more {
            Some((figure, len)) => Some((figure, len)),
            None => Some((figure, end)),
        };
    }
    None
}

/// A digit, or a mark with a digit on either side.
fn continues(text: &str, at: usize, c: char) -> bool {
    c.is_ascii_digit()
        || (matches!(c, '.' | ',')
            && at > 0
            && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit))
}

/// `1 200 000`: groups of exactly three digits after the first, parted by single spaces.
fn spaced_groups(text: &str, first: &str) -> Option<(Figure, usize)> {
    if first.len() > 3 || !first.bytes().all(|b| b.is_ascii_digit()) || first.starts_with('0') {
        return None;
    }
    let mut digits = first.to_owned();
    let mut len = first.len();
    while let Some((group, used)) = spaced_group(text.get(len..)?) {
        digits.push_str(group);
        len += used;
        if digits.len() > MOST_DIGITS {
            return None;
        }
    }
    (len > first.len()).then_some((
        Figure {
            value: digits.parse().ok()?,
            alternative: None,
        },
        len,
    ))
}

fn spaced_group(text: &str) -> Option<(&str, usize)> {
    let space = text.chars().next().filter(|&c| is_group_space(c))?;
    let from = space.len_utf8();
    let group = text.get(from..from + 3)?;
    let next = text.get(from + 3..)?.chars().next();
    let ends = next.is_none_or(|c| !c.is_alphanumeric() && c != '/' && c != '-');
    (group.bytes().all(|b| b.is_ascii_digit()) && ends).then_some((group, from + 3))
}

fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The value of a string of digits, points and commas; `None` if it is no number
/// (`1.2.3`, `02.11`, a telephone number).
pub fn whole(text: &str) -> Option<Figure> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || digits > MOST_DIGITS {
        return None;
    }
    let points = text.bytes().filter(|&b| b == b'.').count();
    let commas = text.bytes().filter(|&b| b == b',').count();
    match (points, commas) {
        (0, 0) => plain(text),
        (1, 0) => one_point(text),
        (_, 0) => Figure::exact(grouped(text, '.')?),
        (0, 1) => one_comma(text),
        (0, _) => Figure::exact(grouped(text, ',')?),
        (_, 1) if text.rfind('.') < text.find(',') => both(text, '.', ','),
        (1, _) if text.rfind(',') < text.find('.') => both(text, ',', '.'),
        _ => None,
    }
}

/// `0120` is the beginning of a telephone number, `02` and `005` are counts.
fn plain(text: &str) -> Option<Figure> {
    if text.len() > 3 && text.starts_with('0') {
        return None;
    }
    Figure::exact(text.parse().ok()?)
}

fn one_point(text: &str) -> Option<Figure> {
    match grouped(text, '.') {
        Some(value) => Figure::exact(value),
        None => Figure::exact(decimal(text, '.')?),
    }
}

fn one_comma(text: &str) -> Option<Figure> {
    let alternative = grouped(text, ',');
    Some(Figure {
        value: decimal(text, ',')?,
        alternative,
    })
}

fn both(text: &str, group: char, point: char) -> Option<Figure> {
    let (whole, fraction) = text.split_once(point)?;
    let whole = grouped(whole, group)?;
    Figure::exact(format!("{whole}.{fraction}").parse().ok()?)
}

/// `1.200.000`: one to three digits, not zero first, then groups of three.
fn grouped(text: &str, mark: char) -> Option<Decimal> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    if first.is_empty() || first.len() > 3 || first.starts_with('0') {
        return None;
    }
    if !groups.clone().all(|group| group.len() == 3) {
        return None;
    }
    text.replace(mark, "").parse().ok()
}

/// `98,5`; a leading zero is fine before the mark only if it is the only digit there.
fn decimal(text: &str, mark: char) -> Option<Decimal> {
    let (whole, fraction) = text.split_once(mark)?;
    let padded = whole.len() > 1 && whole.starts_with('0');
    if whole.is_empty() || fraction.is_empty() || padded {
        return None;
    }
    format!("{whole}.{fraction}").parse().ok()
}
