//! Stretches of time: "từ ngày … đến ngày …", "tháng 9 và tháng 10 năm 2026", "6 tháng đầu năm".

use chrono::{Datelike, NaiveDate};
use nhip_core::plan::Frequency;

use super::When;
use crate::plan::date::{self, Date};
use crate::plan::word::{self, Word};

/// "từ ngày 15/4/2027 đến ngày 15/5/2027", "Từ 20/11/2026 đến 10/02/2027", "Tháng 12/2026 - 01/2027".
pub(super) fn range(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let from = usize::from(words.get(at)?.key == "từ");
    let (start, first) = end_point(words, at + from)?;
    let mid = at + from + first;
    let link = words.get(mid)?;
    let skip = match (from, link.key.as_str()) {
        (1, "đến") => 1 + usize::from(words.get(mid + 1).is_some_and(|w| w.key == "hết")),
        (_, "-" | "–") => 1,
        _ => return None,
    };
    let (end, second) = end_point(words, mid + skip)
        .or_else(|| bare_month(words.get(mid + skip)?).map(|e| (e, 1)))
        .filter(|(end, _)| end.to.is_some())?;
    let year = end.to.map(|d| d.year());
    let from = start
        .from
        .or_else(|| NaiveDate::from_ymd_opt(year?, start.month?, start.day.unwrap_or(1)));
    let when = When {
        from,
        to: end.to,
        frequency: Some(Frequency::Once),
        ..When::default()
    };
    when.from?;
    Some((when, mid + skip + second - at))
}

/// "tháng 9 và tháng 10 năm 2026", "Quý III và quý IV/2026": the year stands once, at the end.
pub(super) fn pair(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let skip = usize::from(words.get(at)?.key == "trong");
    let kind = words
        .get(at + skip)
        .filter(|w| matches!(w.key.as_str(), "tháng" | "quý"))?;
    let first = words
        .get(at + skip + 1)
        .filter(|w| w.tail.is_empty() || w.tail == ",")?;
    let link = at + skip + 2;
    let linked = first.tail == "," || words.get(link)?.key == "và";
    let second = link + usize::from(first.tail.is_empty());
    if !linked || words.get(second)?.key != kind.key {
        return None;
    }
    let (_, to, len) = date::span(words, second)?;
    let text = format!("{} {} năm {}", kind.key, first.text, to.year());
    let (from, _, _) = date::span(&word::words(&text), 0)?;
    let when = When {
        from: Some(from).filter(|from| *from <= to),
        to: Some(to),
        frequency: Some(Frequency::Once),
        ..When::default()
    };
    Some((when, second + len - at))
}

/// "6 tháng đầu năm 2027", "6 tháng cuối năm 2026".
pub(super) fn half_year(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let skip = usize::from(words.get(at)?.key == "trong");
    let halves = [
        "6 tháng đầu",
        "06 tháng đầu",
        "sáu tháng đầu",
        "6 tháng cuối",
        "06 tháng cuối",
        "sáu tháng cuối",
    ];
    let (half, len) = word::any(words, at + skip, &halves)?;
    let (first, last, taken) = date::span(words, at + skip + len)
        .filter(|_| words.get(at + skip + len).is_some_and(|w| w.key == "năm"))?;
    let year = first.year();
    let (from, to) = if half < 3 {
        (Some(first), date::month_end(year, 6))
    } else {
        (NaiveDate::from_ymd_opt(year, 7, 1), Some(last))
    };
    let when = When {
        from,
        to,
        frequency: Some(Frequency::Once),
        ..When::default()
    };
    Some((when, skip + len + taken))
}

/// "từ ngày 25 đến ngày 28 hằng tháng", "từ ngày 01 đến ngày 10 tháng 12": the last day counts.
pub(super) fn days(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let first = word::phrase(words, at, "từ ngày")?;
    words.get(at + first)?.number()?;
    let link = at + first + 1;
    let skip = word::any(words, link, &["đến hết ngày", "đến ngày", "đến hết", "đến"])?.1;
    let named = usize::from(words.get(link + skip - 1).is_some_and(|w| w.key == "ngày"));
    let (mut when, len) = super::dated(words, link + skip - named, false, true)?;
    let bare = when.date.is_none() && when.day.is_some();
    when.from = None;
    bare.then_some((when, link + skip - named + len - at))
}

/// One end of a range: a day, a month, a quarter, with or without its year.
fn end_point(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    if let Some((from, to, len)) =
        date::span(words, at).filter(|_| words.get(at).is_some_and(|w| w.key != "năm"))
    {
        return Some((
            When {
                from: Some(from),
                to: Some(to),
                ..When::default()
            },
            len,
        ));
    }
    if let Some((date, len)) = date::at(words, at) {
        return match date {
            Date::Day(day) => Some((
                When {
                    from: Some(day),
                    to: Some(day),
                    ..When::default()
                },
                len,
            )),
            Date::DayMonth(d, m) => Some((
                When {
                    day: Some(d),
                    month: Some(m),
                    ..When::default()
                },
                len,
            )),
            _ => None,
        };
    }
    let month = words
        .get(at)
        .filter(|w| w.key == "tháng")
        .and(words.get(at + 1))?
        .number()?;
    (1..=12).contains(&month).then(|| {
        (
            When {
                month: Some(month),
                ..When::default()
            },
            2,
        )
    })
}

/// "01/2027"
fn bare_month(word: &Word<'_>) -> Option<When> {
    let (m, y) = word.text.split_once('/')?;
    let (m, y): (u32, i32) = (m.parse().ok()?, y.parse().ok()?);
    let from = NaiveDate::from_ymd_opt(y, m, 1).filter(|_| (1990..=2100).contains(&y))?;
    Some(When {
        from: Some(from),
        to: date::month_end(y, m),
        ..When::default()
    })
}
