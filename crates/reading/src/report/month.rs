//! Which month a text or a file name speaks of.

use chrono::{Datelike, NaiveDate};
use nhip_core::period::Month;
use nhip_viet::date::Found;
use nhip_viet::fold;

/// A month as written, with or without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mention {
    month: u32,
    year: Option<i32>,
}

/// The first month a head or title speaks of ("tháng 11 năm 2026", "tháng 11/2026"). A month
/// that belongs to a date ("ngày 20 tháng 11") is not one. Without a year of its own it takes
/// that of the next month mentioned, or of the paper's date.
pub(super) fn in_text(text: &str, dated: Option<NaiveDate>) -> Option<Month> {
    let mentions = mentions(text);
    let first = mentions.first()?;
    let year = first.year.or_else(|| {
        let later = mentions
            .iter()
            .find_map(|other| Some((other.month, other.year?)));
        let (month, year) = later.or_else(|| dated.map(|date| (date.month(), date.year())))?;
        // "Kết quả tháng 12, nhiệm vụ tháng 01/2027": December lies in the year before.
        Some(if first.month > month { year - 1 } else { year })
    })?;
    Month::new(year, first.month)
}

/// The first month a text speaks of, in the year given where it has none of its own; also in the short
/// form of messages ("BC tuyên truyền T10").
pub(super) fn in_text_of(text: &str, year: i32) -> Option<Month> {
    let short = || {
        let key = fold::key(text);
        let reports = ["bc", "báo cáo", "số liệu", "kết quả"];
        let about = reports.iter().any(|word| key.contains(word));
        let mut words = key.split(|c: char| !c.is_alphanumeric());
        let found = words.find_map(|word| mention(word.strip_prefix('t')?, [None, None]));
        found.filter(|_| about)
    };
    let found = mentions(text).first().copied().or_else(short)?;
    Month::new(found.year.unwrap_or(year), found.month)
}

/// Days "từ ngày 15/9/2026 đến ngày 14/10/2026" a report says it is on: the month they end in.
pub(super) fn of_days(text: &str) -> Option<Month> {
    let found = nhip_viet::date::find(text);
    // "Từ ngày 25/10 đến ngày 24/11/2026": the year is said once.
    let dated = |from: &Found, to: NaiveDate| {
        from.date.or_else(|| {
            let year = if from.month? > to.month() {
                to.year() - 1
            } else {
                to.year()
            };
            NaiveDate::from_ymd_opt(year, from.month?, from.day?)
        })
    };
    let days = found.windows(2).filter_map(|pair| match pair {
        [from, to] => Some((
            from.range.end,
            dated(from, to.date?)?,
            to.range.start,
            to.date?,
        )),
        _ => None,
    });
    let joined = |end: usize, start: usize| {
        let between = text.get(end..start).map(fold::key);
        between.is_some_and(|words| matches!(words.trim(), "đến" | "đến hết" | "-" | "–" | "tới"))
    };
    let mut ends = days.filter(|(end, from, start, to)| {
        let length = (*to - *from).num_days();
        joined(*end, *start) && (20..=LONGEST_DAYS).contains(&length)
    });
    ends.next().and_then(|(.., to)| Month::of(to))
}

/// Days of the longest month of a report, the first not counted.
const LONGEST_DAYS: i64 = 31;

/// Months a text speaks of without being dated by them, in the year given where they have none.
pub(super) fn all_in(text: &str, year: i32) -> impl Iterator<Item = Month> {
    let found = mentions(text).into_iter();
    found.filter_map(move |one| Month::new(one.year.unwrap_or(year), one.month))
}

/// What is counted and does nothing itself, so that a number before it is no month.
const COUNTED: [&str; 16] = [
    "buổi", "lượt", "cuộc", "lần", "tờ", "lớp", "đợt", "bài", "tin", "ca", "tấm", "cái", "chiếc",
    "cuốn", "băng", "chuyên",
];

fn mentions(text: &str) -> Vec<Mention> {
    let key = fold::key(text);
    let words: Vec<&str> = key.split(' ').collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let dated = at >= 2 && words.get(at - 2).is_some_and(|word| word.ends_with("ngày"));
        // "T11/2026", as messages have it.
        if let Some(short) = word.strip_prefix('t').filter(|rest| rest.contains('/')) {
            found.extend(mention(short, [None, None]).filter(|mention| mention.year.is_some()));
        }
        if word.trim_start_matches(|c: char| !c.is_alphanumeric()) != "tháng" || dated {
            continue;
        }
        let next = words.get(at + 1).copied().unwrap_or_default();
        let following = [words.get(at + 2).copied(), words.get(at + 3).copied()];
        let counted =
            following[0].map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()));
        // "Trong tháng 3 buổi, 95 người dự" counts.
        let bare = next.bytes().all(|byte| byte.is_ascii_digit());
        if bare && counted.is_some_and(|word| COUNTED.contains(&word)) {
            continue;
        }
        found.extend(mention(next, following));
    }
    found
}

/// "11/2026", "11-2026", "11" with "năm 2026" behind it.
fn mention(next: &str, following: [Option<&str>; 2]) -> Option<Mention> {
    let mut numbers = next
        .split(|c: char| !c.is_ascii_digit())
        .take_while(|part| !part.is_empty())
        .map(str::parse::<u32>);
    let month = numbers
        .next()?
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let beside = numbers.next().and_then(Result::ok);
    let behind = match following {
        [Some("năm"), Some(year)] => year
            .trim_matches(|c: char| !c.is_ascii_digit())
            .parse::<u32>()
            .ok(),
        _ => None,
    };
    let year = beside
        .or(behind)
        .filter(|year| (1990..=2100).contains(year));
    // "tháng 11-12" is no month and year; the first of them is meant.
    Some(Mention {
        month,
        year: year.and_then(|year| i32::try_from(year).ok()),
    })
}

/// The date a paper bears: "Bến Ngự, ngày 20 tháng 11 năm 2026".
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let key = fold::key(text);
    let (_, rest) = key.split_once("ngày ")?;
    let numbers: Vec<u32> = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .take(3)
        .map_while(|part| part.parse().ok())
        .collect();
    match numbers.as_slice() {
        [day, month, year] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day)
            .filter(|date| (1990..=2100).contains(&date.year())),
        _ => None,
    }
}

/// The month a file name speaks of: "2026-11", "11-2026", "202611", "thang 11 nam 2026",
/// "T11.2026". Without a year it says too little.
pub(super) fn in_file_name(file: &str) -> Option<Month> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = fold::folded(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let words: Vec<&str> = stem
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let number = |at: usize| words.get(at).and_then(|word| number(word));
    (0..words.len()).find_map(|at| {
        let (len, value) = number(at)?;
        if len == 6 {
            let (year, month) = (value / 100, value % 100);
            return Month::new(i32::try_from(year).ok()?, month);
        }
        // Between month and year only "năm" may stand.
        let next = if words.get(at + 1) == Some(&"nam") {
            at + 2
        } else {
            at + 1
        };
        let (other_len, other) = number(next)?;
        let (year, month) = match (len, other_len) {
            (4, 1 | 2) => (value, other),
            (1 | 2, 4) => (other, value),
            _ => return None,
        };
        Month::new(i32::try_from(year).ok()?, month)
    })
}

/// Digits of a word, also after "t" or "thang" ("T11", "thang11").
fn number(word: &str) -> Option<(usize, u32)> {
    let digits = word
        .strip_prefix("thang")
        .or_else(|| word.strip_prefix('t'))
        .unwrap_or(word);
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().ok().map(|value| (digits.len(), value)))
        .flatten()
}
