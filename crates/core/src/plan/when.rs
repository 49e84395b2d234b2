//! Times by which something is due: "trước ngày 15 hằng tháng", "chậm nhất ngày 20/12/2026",
//! "quý I/2027", "từ ngày 15/4 đến ngày 15/5/2027", "thứ Sáu hằng tuần".

use super::phrase::Phrases;

use chrono::{Datelike, NaiveDate};

use super::date::{self, Date};
use super::word::{self, Word, words};
use super::{Due, Frequency};

/// A time in a text.
#[derive(Debug, Clone, Default)]
pub(super) struct When {
    /// Byte range.
    pub start: usize,
    /// End of the range.
    pub end: usize,
    /// First day meant.
    pub from: Option<NaiveDate>,
    /// Last day that is still in time.
    pub to: Option<NaiveDate>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// Day of the month, or of a month given without a year.
    pub day: Option<u32>,
    /// Month, where day and month are given without a year.
    pub month: Option<u32>,
    /// The day itself is too late ("trước").
    pub before: bool,
    /// "tháng sau".
    pub next_month: bool,
    /// A date printed in full.
    pub date: Option<NaiveDate>,
    /// A date is printed that cannot be.
    pub impossible: bool,
}

impl When {
    /// The time as a plan's due, with the words it was printed in.
    pub fn due(&self, text: &str) -> Due {
        Due {
            as_printed: text
                .get(self.start..self.end)
                .unwrap_or_default()
                .to_owned(),
            from: self.from,
            to: self.to,
            frequency: self.frequency,
        }
    }

    /// A day, a date or an end: more than just how often.
    pub fn is_dated(&self) -> bool {
        self.to.is_some() || self.from.is_some() || self.day.is_some()
    }
}

static LEADS: Phrases = Phrases::new(
    "chậm nhất là trước | chậm nhất trước | chậm nhất là | chậm nhất vào | chậm nhất đến | \
     chậm nhất | muộn nhất là | muộn nhất | không quá | xong trước | trước | đến hết | \
     cho đến hết | đến trước | đến | hết | trong | cuối | đầu | sau | vào",
);
const EVERY: [(&str, Frequency); 8] = [
    ("ngày", Frequency::Daily),
    ("tuần", Frequency::Weekly),
    ("tháng", Frequency::Monthly),
    ("quý", Frequency::Quarterly),
    ("năm", Frequency::Yearly),
    ("6 tháng", Frequency::HalfYearly),
    ("06 tháng", Frequency::HalfYearly),
    ("sáu tháng", Frequency::HalfYearly),
];

/// All times of a text, in order.
pub(super) fn all(text: &str) -> Vec<When> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match read(&words, at) {
            Some((mut when, len)) => {
                let last = words.get(at + len - 1);
                when.start = words.get(at).map_or(0, |w| w.start);
                when.end = last.map_or(text.len(), |w| w.end);
                found.push(when);
                at += len.max(1);
            }
            None => at += 1,
        }
    }
    found
}

fn read(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    range(words, at)
        .or_else(|| pair(words, at))
        .or_else(|| half_year(words, at))
        .or_else(|| weekday(words, at))
        .or_else(|| led(words, at))
        .or_else(|| every(words, at))
        .or_else(|| named_days(words, at))
}

/// "từ ngày 15/4/2027 đến ngày 15/5/2027", "Từ 20/11/2026 đến 10/02/2027", "Tháng 12/2026 - 01/2027".
fn range(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
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
fn pair(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
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
fn half_year(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
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

/// "thứ Sáu hằng tuần", "sáng thứ Bảy hằng tuần".
fn weekday(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let part = usize::from(matches!(words.get(at)?.key.as_str(), "sáng" | "chiều"));
    let thu = words.get(at + part)?;
    let day = words.get(at + part + 1)?;
    let known = [
        "hai", "ba", "tư", "năm", "sáu", "bảy", "2", "3", "4", "5", "6", "7",
    ]
    .contains(&day.key.as_str());
    let sunday = thu.key == "chủ" && day.key == "nhật";
    if !((thu.key == "thứ" && known) || sunday) {
        return None;
    }
    let (frequency, len) = every_at(words, at + part + 2)?;
    Some((
        When {
            frequency: Some(frequency),
            ..When::default()
        },
        part + 2 + len,
    ))
}

/// A lead ("trước", "chậm nhất") and a day, month, quarter or year.
fn led(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let (lead, skip) = LEADS
        .any(words, at)
        .and_then(|(n, len)| Some((LEADS.get(n), len)))
        .unwrap_or(("", 0));
    let skip = skip + usize::from(skip > 0 && words.get(at + skip).is_some_and(|w| w.key == "vào"));
    let before = lead.contains("trước");
    if let Some((mut when, len)) = dated(words, at + skip, before, skip > 0) {
        // "vào ngày 20/10/2026", "ngày 28/11/2026": it happens on that very day.
        if matches!(lead, "" | "vào" | "trong") {
            when.from = when.date;
        }
        return Some((when, skip + len));
    }
    let (from, to, len) = date::span(words, at + skip)?;
    let year_alone = words.get(at + skip).is_some_and(|w| w.key == "năm");
    // A bare "năm 2026" names the year of a plan; only with a lead is it a time to be done by.
    if (year_alone && !matches!(lead, "trong" | "trước" | "hết" | "đến hết" | "chậm nhất"))
        || matches!(lead, "sau")
    {
        return None;
    }
    let until = lead.contains("hết") || lead.starts_with("đến") || lead.contains("nhất");
    let when = When {
        from: Some(from).filter(|_| !before && !until),
        to: if before { date::before(from) } else { Some(to) },
        frequency: Some(Frequency::Once),
        before,
        ..When::default()
    };
    Some((when, skip + len))
}

/// A day with what may follow it: "hằng tháng", "tháng sau", "của tháng cuối quý".
fn dated(words: &[Word<'_>], at: usize, before: bool, led: bool) -> Option<(When, usize)> {
    let (date, mut len) = date::at(words, at)
        .or_else(|| led.then(|| date::slashed(words.get(at)?.text).map(|d| (d, 1)))?)?;
    let mut when = When {
        before,
        ..When::default()
    };
    match date {
        Date::Day(day) => {
            when.date = Some(day);
            when.to = if before { date::before(day) } else { Some(day) };
            when.frequency = Some(Frequency::Once);
        }
        Date::DayMonth(d, m) => (when.day, when.month) = (Some(d), Some(m)),
        // "mỗi ngày 02 lượt" names no day of a month.
        Date::DayOnly(_)
            if at
                .checked_sub(1)
                .and_then(|b| words.get(b))
                .is_some_and(|w| w.key == "mỗi") =>
        {
            return None;
        }
        Date::DayOnly(d) => {
            when.day = Some(d);
            let (frequency, next_month, more) = repeats(words, at + len);
            (when.frequency, when.next_month) = (frequency, next_month);
            len += more;
        }
        Date::Impossible => when.impossible = true,
    }
    Some((when, len))
}

/// What makes a day come again: frequency, next month, words taken.
fn repeats(words: &[Word<'_>], at: usize) -> (Option<Frequency>, bool, usize) {
    static NEXT: Phrases = Phrases::new(
        "của tháng sau liền kề | của tháng kế tiếp | của tháng tiếp theo | \
         tháng sau liền kề | của tháng sau | tháng kế tiếp | tháng tiếp theo | \
         tháng liền kề | tháng sau",
    );
    static QUARTER: Phrases = Phrases::new(
        "của tháng cuối quý | tháng cuối quý | tháng cuối của quý | \
         của tháng cuối mỗi quý | của tháng cuối cùng quý",
    );
    if let Some((_, len)) = NEXT.any(words, at) {
        return (Some(Frequency::Monthly), true, len);
    }
    if let Some((_, len)) = QUARTER.any(words, at) {
        return (Some(Frequency::Quarterly), false, len);
    }
    let of = usize::from(words.get(at).is_some_and(|w| w.key == "của"));
    match every_at(words, at + of) {
        Some((frequency, len)) => (Some(frequency), false, of + len),
        None => (None, false, 0),
    }
}

/// "hằng tháng", "hàng quý", "mỗi quý một lần", "định kỳ 6 tháng", "thường xuyên" as a time of its own.
fn every(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let head = words.get(at)?.key.as_str();
    // "dự toán hằng năm" is a yearly budget, not a yearly duty.
    let of_money = at.checked_sub(2).is_some_and(|b| {
        word::any(
            words,
            b,
            &["dự toán", "ngân sách", "kinh phí", "định mức", "kế hoạch"],
        )
        .is_some()
    });
    if of_money && matches!(head, "hằng" | "hàng") {
        return None;
    }
    let periodic = usize::from(word::phrase(words, at, "định kỳ").is_some()) * 2;
    let found = match head {
        "mỗi" => each_once(words, at),
        "thường" => continuous(words, at),
        _ if words.get(at)?.number().is_some() && periodic == 0 => per(words, at),
        "đột" => word::phrase(words, at, "đột xuất").map(|len| (Frequency::OnRequest, len)),
        _ => every_at(words, at + periodic)
            .or_else(|| bare_period(words, at + periodic).filter(|_| periodic > 0)),
    };
    let (frequency, len) = found?;
    Some((
        When {
            frequency: Some(frequency),
            ..When::default()
        },
        periodic + len,
    ))
}

/// "hằng tháng": how often, and words taken.
fn every_at(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let head = words.get(at)?;
    if !matches!(head.key.as_str(), "hằng" | "hàng" | "mỗi") || !head.tail.is_empty() {
        return None;
    }
    period(words, at + 1).map(|(frequency, len)| (frequency, len + 1))
}

fn period(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    EVERY
        .iter()
        .find_map(|(name, frequency)| word::phrase(words, at, name).map(|len| (*frequency, len)))
}

/// After "định kỳ" the period may stand bare: "định kỳ 6 tháng", "định kỳ tháng".
fn bare_period(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    period(words, at).filter(|(f, _)| *f != Frequency::Daily)
}

/// What is counted when something is done again and again.
static TIMES: Phrases = Phrases::new("lần | lớp | buổi | đợt | lượt | cuộc | bài");

/// "02 lần/tuần", "3 buổi/tháng".
fn per(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    words.get(at)?.number()?;
    let (unit, period) = words.get(at + 1)?.key.split_once('/')?;
    let frequency = EVERY
        .iter()
        .find(|(name, _)| *name == period)
        .map(|(_, f)| *f)?;
    TIMES.has(unit).then_some((frequency, 2))
}

/// "mỗi quý một lần", "mỗi tháng ít nhất 02 buổi", not "10 phút mỗi tuần".
fn each_once(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let (frequency, len) = period(words, at + 1)?;
    let next = at + 1 + len;
    let skip = word::any(words, next, &["ít nhất", "tối thiểu", "không quá"]).map_or(0, |(_, n)| n);
    let count = words
        .get(next + skip)
        .filter(|w| w.key == "một" || w.number().is_some())?;
    let unit = words.get(next + skip + 1).filter(|w| TIMES.has(&w.key));
    (count.tail.is_empty() && unit.is_some()).then_some((frequency, len + skip + 3))
}

/// "Thường xuyên" is a time where it stands first; "tiêm chủng thường xuyên" is not.
fn continuous(words: &[Word<'_>], at: usize) -> Option<(Frequency, usize)> {
    let alone = at == 0
        || words
            .get(at - 1)
            .is_some_and(|w| w.tail.contains([':', ';', ',', '.']));
    let len = word::phrase(words, at, "thường xuyên").filter(|_| alone)?;
    let closed =
        words.get(at + len - 1).is_some_and(|w| !w.tail.is_empty()) || at + len == words.len();
    closed.then_some((Frequency::Continuous, len))
}

/// "ngày cuối cùng của tháng", "ngày làm việc cuối cùng hằng tháng".
fn named_days(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    static LAST: Phrases = Phrases::new(
        "ngày cuối cùng của tháng | ngày cuối tháng | ngày cuối cùng hằng tháng | \
         ngày cuối cùng hàng tháng | ngày làm việc cuối cùng của tháng",
    );
    let (_, len) = LAST.any(words, at)?;
    Some((
        When {
            frequency: Some(Frequency::Monthly),
            ..When::default()
        },
        len,
    ))
}

#[cfg(test)]
mod tests;
