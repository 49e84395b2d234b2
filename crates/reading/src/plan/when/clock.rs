//! Hours of a day: "trước 17 giờ hằng ngày", "vào 9 giờ và 16 giờ hằng ngày", "trước 19h00’".

use chrono::NaiveTime;

use super::{When, every, led, weekday};
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word};

static LEADS: Phrases = Phrases::new(
    "trước | vào lúc | vào | lúc | chậm nhất là | chậm nhất vào | chậm nhất trước | chậm nhất | \
     muộn nhất | từ",
);

/// An hour with what it is the hour of: a day, a weekday, every day.
pub(super) fn clock(words: &[Word<'_>], at: usize) -> Option<(When, usize)> {
    let (before, skip) = LEADS
        .any(words, at)
        .map_or((false, 0), |(n, len)| (LEADS.get(n).contains("trước"), len));
    let (hour, len) = hour(words, at + skip)?;
    let mut next = at + skip + len;
    // "9 giờ và 16 giờ": the first stands for both.
    while let Some((_, more)) = linked(words, next).and_then(|link| {
        let (hour, len) = hour_at(words, next + link)?;
        Some((hour, link + len))
    }) {
        next += more;
    }
    let each = word::any(words, next, &["các ngày", "vào các ngày", "ngày"])
        .filter(|(_, len)| words.get(next + len).is_some_and(|w| w.key == "thứ"));
    let of = each.map_or_else(
        || {
            usize::from(
                words
                    .get(next)
                    .is_some_and(|w| matches!(w.key.as_str(), "của" | "các")),
            )
        },
        |(_, len)| len,
    );
    let closed = next
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| w.tail.contains(')'));
    let day = (!closed && (skip > 0 || of == 0))
        .then(|| {
            weekday(words, next + of)
                .or_else(|| led(words, next + of))
                .or_else(|| every(words, next + of))
        })
        .flatten();
    let own = When {
        hour: Some(hour),
        before,
        ..When::default()
    };
    match day {
        Some((day, len)) => {
            let when = When {
                hour: Some(hour),
                before: before || day.before,
                // The hour is the bound: the day itself is in time.
                to: day.date.or(day.to),
                ..day
            };
            Some((when, next + of + len - at))
        }
        None => (skip > 0).then_some((own, next - at)),
    }
}

/// "và", or nothing where the word before ends in a comma.
fn linked(words: &[Word<'_>], at: usize) -> Option<usize> {
    let and = words.get(at).is_some_and(|w| w.key == "và");
    let comma = at
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| w.tail == ",");
    (and || comma).then_some(usize::from(and))
}

fn hour(words: &[Word<'_>], at: usize) -> Option<(NaiveTime, usize)> {
    // "trong vòng 24 giờ", "chậm nhất sau 02 giờ" say how long, not when.
    let span = at
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| {
            matches!(
                w.key.as_str(),
                "vòng" | "sau" | "suốt" | "khoảng" | "trong" | "quá"
            )
        });
    if span { None } else { hour_at(words, at) }
}

/// "17 giờ", "17 giờ 30", "15 giờ 00 phút", "17h", "19h00’", "16:30".
fn hour_at(words: &[Word<'_>], at: usize) -> Option<(NaiveTime, usize)> {
    let first = words.get(at)?;
    if let Some(hour) = first
        .number()
        .filter(|_| word::phrase(words, at + 1, "giờ").is_some())
    {
        let open = words.get(at + 1).is_some_and(|w| w.tail.is_empty());
        let minutes = words.get(at + 2).and_then(Word::number);
        let minutes =
            minutes.filter(|_| open && words.get(at + 2).is_some_and(|w| w.text.len() == 2));
        let spelled =
            usize::from(minutes.is_some() && words.get(at + 3).is_some_and(|w| w.key == "phút"));
        let time = NaiveTime::from_hms_opt(hour, minutes.unwrap_or(0), 0)?;
        return Some((time, 2 + usize::from(minutes.is_some()) + spelled));
    }
    let (hour, minutes) = first.key.split_once(['h', 'g', ':'])?;
    let minutes = minutes.trim_end_matches(['’', '\'', 'p', '′']);
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let colon = first.text.contains(':');
    let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minutes.parse().ok()?, 0)?;
    (!colon || minutes.len() == 2).then_some((time, 1))
}
