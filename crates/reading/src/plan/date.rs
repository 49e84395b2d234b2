//! Dates as plans print them: "02/8/2021", "ngày 05 tháng 01 năm 2026", "tháng 9/2026", "quý IV/2026".
//!
//! The day always comes before the month. A date that cannot be (29/77/2020) is kept apart from
//! no date at all, because a person must be told of it.

use chrono::{Datelike, Days, NaiveDate};

use super::word::Word;

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Date {
    /// A day that exists.
    Day(NaiveDate),
    /// Day and month without a year.
    DayMonth(u32, u32),
    /// A day of any month ("ngày 23").
    DayOnly(u32),
    /// Printed, but there is no such day.
    Impossible,
}

/// "08/7/2021", "8-7-2021", "8.7.2021", "15/6".
pub(super) fn slashed(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let number = |part: &str| -> Option<u32> {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok())?
    };
    match parts.as_slice() {
        [d, m, y] if d.len() <= 2 && m.len() <= 2 && matches!(y.len(), 2 | 4) => {
            Some(day(number(d)?, number(m)?, full_year(number(y)?, y.len())))
        }
        [d, m] if d.len() <= 2 && m.len() <= 2 && text.contains('/') => {
            let (d, m) = (number(d)?, number(m)?);
            ((1..=31).contains(&d) && (1..=12).contains(&m)).then_some(Date::DayMonth(d, m))
        }
        _ => None,
    }
}

fn full_year(year: u32, digits: usize) -> u32 {
    if digits == 2 { 2000 + year } else { year }
}

fn day(d: u32, m: u32, y: u32) -> Date {
    let year = i32::try_from(y).ok().filter(|y| (1945..=2100).contains(y));
    year.and_then(|y| NaiveDate::from_ymd_opt(y, m, d))
        .map_or(Date::Impossible, Date::Day)
}

/// A date that starts at a word, "ngày" before it allowed: the date and how many words it took.
pub(super) fn at(words: &[Word<'_>], at: usize) -> Option<(Date, usize)> {
    let skip = usize::from(words.get(at)?.key == "ngày");
    let first = words.get(at + skip)?;
    if let Some(date) =
        slashed(first.text).filter(|d| skip == 1 || !matches!(d, Date::DayMonth(..)))
    {
        return Some((date, skip + 1));
    }
    if skip == 0 {
        return None;
    }
    if let Some((date, len)) = worded(words, at + 1) {
        return Some((date, len + 1));
    }
    let d = first.number().filter(|_| first.text.len() <= 2)?;
    (1..=31).contains(&d).then_some((Date::DayOnly(d), 2))
}

/// "05 tháng 01 năm 2026", "15 tháng 12/2026", "15 tháng 12": the date and how many words it took.
pub(super) fn worded(words: &[Word<'_>], at: usize) -> Option<(Date, usize)> {
    let first = words.get(at)?;
    let d = first.number().filter(|_| first.text.len() <= 2)?;
    let month = words.get(at + 1).filter(|w| w.key == "tháng");
    let month = month.and(words.get(at + 2))?;
    if let Some((m, y)) = month_year(month.text) {
        return Some((y.map_or(Date::DayMonth(d, m), |y| day(d, m, y)), 3));
    }
    let m = month.number()?;
    let year = words
        .get(at + 3)
        .filter(|w| w.key == "năm")
        .and(words.get(at + 4));
    match year.and_then(Word::number).filter(|y| *y > 1900) {
        Some(y) => Some((day(d, m, y), 5)),
        None if (1..=12).contains(&m) => Some((Date::DayMonth(d, m), 3)),
        None => Some((Date::Impossible, 3)),
    }
}

/// "9/2026".
fn month_year(text: &str) -> Option<(u32, Option<u32>)> {
    let (m, y) = text.split_once(['/', '-', '.'])?;
    let (month, year): (u32, u32) = (m.parse().ok()?, y.parse().ok()?);
    ((1..=12).contains(&month) && y.len() == 4).then_some((month, Some(year)))
}

/// A month, quarter or year that starts at a word: its first and last day, and the words taken.
pub(super) fn span(words: &[Word<'_>], at: usize) -> Option<(NaiveDate, NaiveDate, usize)> {
    let head = words.get(at)?;
    let next = words.get(at + 1)?;
    let (number, year, taken) = match (head.key.as_str(), next.text.split_once(['/', '-'])) {
        ("tháng" | "quý", Some((n, y))) => (n, y.parse().ok()?, 2),
        ("tháng" | "quý", None) => {
            let after = words
                .get(at + 2)
                .filter(|w| w.key == "năm")
                .and(words.get(at + 3));
            (next.text, after.and_then(Word::number)?, 4)
        }
        ("năm", None) => ("", next.number()?, 2),
        _ => return None,
    };
    let year = i32::try_from(year)
        .ok()
        .filter(|y| (1990..=2100).contains(y))?;
    let (first, last) = match head.key.as_str() {
        "tháng" => number.parse().ok().map(|m: u32| (m, m))?,
        "quý" => quarter(number).map(|q| (q * 3 - 2, q * 3))?,
        _ => (1, 12),
    };
    Some((
        NaiveDate::from_ymd_opt(year, first, 1)?,
        month_end(year, last)?,
        taken,
    ))
}

fn quarter(text: &str) -> Option<u32> {
    match text.to_uppercase().as_str() {
        "I" | "1" => Some(1),
        "II" | "2" => Some(2),
        "III" | "3" => Some(3),
        "IV" | "4" => Some(4),
        _ => None,
    }
}

/// Last day of a month.
pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    (28..=31).rev().find_map(|d| first.with_day(d))
}

/// The day before.
pub(super) fn before(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(1))
}

#[cfg(test)]
mod tests {
    use super::super::word::words;
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_day_comes_first_with_or_without_zeros() {
        for text in [
            "02/8/2021",
            "2/8/2021",
            "02/08/2021",
            "2-8-2021",
            "2.8.2021",
        ] {
            assert_eq!(slashed(text), Some(Date::Day(ymd(2021, 8, 2))), "{text}");
        }
        let text = words("ngày 05 tháng 01 năm 2026");
        assert_eq!(at(&text, 0), Some((Date::Day(ymd(2026, 1, 5)), 6)));
    }

    #[test]
    fn a_day_that_cannot_be_is_said_to_be_impossible() {
        assert_eq!(slashed("29/77/2020"), Some(Date::Impossible));
        assert_eq!(slashed("30/02/2026"), Some(Date::Impossible));
    }

    #[test]
    fn months_quarters_and_years_have_both_ends() {
        let ends = |text: &str| span(&words(text), 0).map(|(a, b, _)| (a, b));
        assert_eq!(
            ends("quý IV/2026"),
            Some((ymd(2026, 10, 1), ymd(2026, 12, 31)))
        );
        assert_eq!(
            ends("tháng 2 năm 2028"),
            Some((ymd(2028, 2, 1), ymd(2028, 2, 29)))
        );
        assert_eq!(ends("năm 2026"), Some((ymd(2026, 1, 1), ymd(2026, 12, 31))));
        assert_eq!(ends("quý V/2026"), None);
    }
}
