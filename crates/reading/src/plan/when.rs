//! Times by which something is due: "trước ngày 15 hằng tháng", "chậm nhất ngày 20/12/2026",
//! "quý I/2027", "từ ngày 15/4 đến ngày 15/5/2027", "thứ Sáu hằng tuần".

mod clock;
mod every;
mod range;

use super::phrase::Phrases;

use chrono::{NaiveDate, NaiveTime};
use nhip_core::plan::{Due, Frequency};

use super::date::{self, Date};
use super::word::{Word, words};
use every::{every, every_at, named_days, repeats};
use range::{days, half_year, pair, range};

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
    /// Hour of the day.
    pub hour: Option<NaiveTime>,
    /// A day of the week is named.
    pub weekday: bool,
    /// The day or hour itself is too late ("trước").
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
        self.to.is_some() || self.from.is_some() || self.day.is_some() || self.is_point()
    }

    /// An hour or a weekday, which needs a frequency beside it.
    pub fn is_point(&self) -> bool {
        self.hour.is_some() || self.weekday
    }
}

static LEADS: Phrases = Phrases::new(
    "chậm nhất là trước | chậm nhất trước | chậm nhất là | chậm nhất vào | chậm nhất đến | \
     chậm nhất | muộn nhất là | muộn nhất | không quá | xong trước | trước | đến hết | \
     cho đến hết | đến trước | đến | hết | trong | cuối | đầu | sau | vào",
);
/// A time has a digit in it or one of the words that say how often; most texts have neither.
fn may_tell_time(text: &str) -> bool {
    const SIGNS: [&str; 10] = [
        "ằng",
        "àng",
        "ỗi",
        "hường xuyên",
        "hứ",
        "ịnh kỳ",
        "ột xuất",
        "êu cầu",
        "một lần",
        "lần một",
    ];
    text.bytes().any(|b| b.is_ascii_digit())
        || SIGNS.iter().any(|sign| text.contains(sign))
        || text.contains("cuối")
}

/// All times of a text, in order.
pub(super) fn all(text: &str) -> Vec<When> {
    if !may_tell_time(text) {
        return Vec::new();
    }
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

/// Words a time can begin with, besides numbers: at any other word nothing need be tried.
static FIRST: Phrases = Phrases::new(
    "từ | tháng | quý | năm | ngày | trong | trước | chậm | muộn | không | xong | đến | cho | hết | \
     cuối | đầu | sau | vào | sáng | chiều | tối | thứ | chủ | định | hằng | hàng | mỗi | thường | \
     đột | sáu | khi | liên | các | nửa | giữa | dự | lúc | hai | chín | theo | muộn",
);

fn read(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let first = words.get(at)?;
    if !(FIRST.has(&first.key) || first.text.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    clock::clock(words, at)
        .or_else(|| range(words, at))
        .or_else(|| days(words, at))
        .or_else(|| pair(words, at))
        .or_else(|| half_year(words, at))
        .or_else(|| weekday(words, at))
        .or_else(|| led(words, at))
        .or_else(|| every(words, at))
        .or_else(|| named_days(words, at))
}

/// "thứ Sáu hằng tuần", "sáng thứ Bảy hằng tuần".
fn weekday(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let lead = words.get(at)?.key.as_str();
    let before = lead == "trước";
    let at = at + usize::from(before);
    let part = usize::from(matches!(
        words.get(at)?.key.as_str(),
        "sáng" | "chiều" | "tối"
    ));
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
    let often = every_at(words, at + part + 2);
    let when = When {
        frequency: often.map(|(frequency, _)| frequency),
        weekday: true,
        before,
        ..When::default()
    };
    let len = often.map_or(0, |(_, len)| len);
    Some((when, usize::from(before) + part + 2 + len))
}

/// A lead ("trước", "chậm nhất") and a day, month, quarter or year.
fn led(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let (lead, skip) = LEADS
        .any(words, at)
        .map(|(n, len)| (LEADS.get(n), len))
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
    // "trước 15/12", "trước 15 tháng 12"; "trong 3 tháng 10 buổi" names no day.
    let short = || date::slashed(words.get(at)?.text).map(|date| (date, 1));
    let long = || date::worded(words, at).filter(|_| before);
    let (date, mut len) = date::at(words, at).or_else(|| led.then(|| short().or_else(long))?)?;
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
        // "ngày 02 lần" says how often.
        Date::DayOnly(_)
            if words
                .get(at + len)
                .is_some_and(|w| matches!(w.key.as_str(), "lần" | "lượt" | "buổi")) =>
        {
            return None;
        }
        Date::DayOnly(d) => {
            when.day = Some(d);
            // "trước ngày 25, hằng quý …" is of the next rhythm.
            let closed = words.get(at + len - 1).is_some_and(|w| !w.tail.is_empty());
            let (frequency, next_month, more) = match closed {
                true => (None, false, 0),
                false => repeats(words, at + len),
            };
            (when.frequency, when.next_month) = (frequency, next_month);
            len += more;
        }
        Date::Impossible => when.impossible = true,
    }
    Some((when, len))
}

#[cfg(test)]
mod tests;
