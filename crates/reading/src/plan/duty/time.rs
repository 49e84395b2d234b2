//! How often and on which day a report is due.

use std::borrow::Cow;

use nhip_core::plan::Frequency;

use crate::plan::date::{self, Date};
use crate::plan::deadline;
use crate::plan::phrase::Phrases;
use crate::plan::when::When;
use crate::plan::word::{self, Word, words};

/// Beside a frequency a span ("từ tháng 4 đến tháng 9") says how long the duty holds, not when it falls.
pub(super) fn only_points(times: Vec<When>, clause: &str) -> Vec<When> {
    let until = |t: &When| {
        let printed = clause
            .get(t.start..t.end)
            .unwrap_or_default()
            .to_lowercase();
        t.date.is_some() && (printed.starts_with("đến") || printed.starts_with("hết"))
    };
    let is_span = |t: &When| (t.from.is_some() && t.from != t.to) || until(t);
    let repeats = |t: &When| !matches!(t.frequency, None | Some(Frequency::Once));
    let repeated = times.iter().any(repeats);
    times
        .into_iter()
        .filter(|t| !(repeated && is_span(t)))
        .collect()
}

/// A clause with the window its data are of blanked out ("số liệu tính từ ngày 15 tháng trước đến ngày
/// 14 tháng báo cáo"), which says nothing of when it is due.
pub(super) fn without_window(clause: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 9] = [
        "số liệu lấy",
        "số liệu từ",
        "số liệu tính",
        "số liệu được tính",
        "số liệu báo cáo tính",
        "số liệu báo cáo lấy",
        "số liệu báo cáo từ",
        "thời gian lấy số liệu",
        "(tính từ",
    ];
    let lower = clause.to_lowercase();
    let start = SIGNS.iter().find_map(|sign| lower.find(sign));
    let Some(start) = start.filter(|_| lower.len() == clause.len()) else {
        return Cow::Borrowed(clause);
    };
    let rest = clause.get(start..).unwrap_or_default();
    let end = start + rest.find([')', ';']).unwrap_or(rest.len());
    let (before, after) = (clause.get(..start), clause.get(end..));
    let blank = " ".repeat(end - start);
    Cow::Owned(
        [
            before.unwrap_or_default(),
            &blank,
            after.unwrap_or_default(),
        ]
        .concat(),
    )
}

/// Times of a clause; "6 tháng" and "năm" before a bracketed day count as frequencies.
pub(in crate::plan) fn times(clause: &str) -> Vec<When> {
    let mut times = deadline::outside_citations(clause);
    let words = words(clause);
    named_periods(&words, &mut times);
    bare_periods(&words, &mut times);
    loose_periods(&words, &mut times);
    further_days(&words, &mut times);
    times.sort_by_key(|t| t.start);
    times.retain(|time| {
        let before = clause
            .get(..time.start)
            .unwrap_or_default()
            .trim_end()
            .to_lowercase();
        // "hưởng ứng Ngày 24/3" is the name of a day, "hoàn thành trước ngày 30/11/2026" is of the work.
        let named = ["hưởng ứng", "kỷ niệm", "hoàn thành", " xong"];
        !named.iter().any(|end| before.ends_with(end))
    });
    times
}

/// "6 tháng", "quý" and "năm" where a report, a day or a stop stands beside them.
fn named_periods(words: &[Word<'_>], times: &mut Vec<When>) {
    const HALF: [&str; 4] = ["6 tháng đầu năm", "6 tháng", "06 tháng", "sáu tháng"];
    const NINE: [&str; 4] = ["9 tháng đầu năm", "9 tháng", "09 tháng", "chín tháng"];
    static GOES_ON: Phrases = Phrases::new("trước | chậm | vào | và | ngày | để | gửi | về | theo");
    for at in 0..words.len() {
        let next = words.get(at + 1);
        let year = words
            .get(at)
            .filter(|w| w.key == "năm" && next.is_none_or(|n| n.number().is_none_or(|y| y < 1900)));
        let quarter = words.get(at).filter(|w| {
            w.key == "quý" && (!w.tail.is_empty() || next.is_some_and(|n| n.lead.contains('(')))
        });
        let found = word::any(words, at, &HALF)
            .map(|(_, len)| (Frequency::HalfYearly, len))
            .or_else(|| word::any(words, at, &NINE).map(|(_, len)| (Frequency::NineMonths, len)))
            .or(year.map(|_| (Frequency::Yearly, 1)))
            .or(quarter.map(|_| (Frequency::Quarterly, 1)));
        let Some((frequency, len)) = found else {
            continue;
        };
        let (Some(first), Some(last)) = (words.get(at), words.get(at + len - 1)) else {
            continue;
        };
        let follows = words
            .get(at + len)
            .is_some_and(|w| GOES_ON.has(&w.key) || w.lead.contains('('))
            || last.tail.contains([',', ';', ')', '.']);
        let covered = times
            .iter()
            .any(|t| t.start <= first.start && last.end <= t.end);
        if follows && !covered && periodic_context(words, at) {
            times.push(When {
                start: first.start,
                end: last.end,
                frequency: Some(frequency),
                ..When::default()
            });
        }
    }
}

/// How often, in words that say so only of a report: "cuối tuần", "mỗi ngày", "tuần một lần".
static LOOSE: [(Phrases, Frequency); 7] = [
    (
        Phrases::new(
            "cuối ngày | cuối mỗi ngày | mỗi ngày | ngày 02 lần | ngày hai lần | ngày 2 lần",
        ),
        Frequency::Daily,
    ),
    (
        Phrases::new(
            "cuối tuần | cuối mỗi tuần | mỗi tuần | tuần một lần | tuần 01 lần | tuần hai lần | đầu tuần",
        ),
        Frequency::Weekly,
    ),
    (
        Phrases::new("cứ hai tuần | cứ 02 tuần | nửa tháng một lần | 14 ngày một lần"),
        Frequency::TwoWeekly,
    ),
    (
        Phrases::new(
            "tuần đầu của tháng | tuần cuối của tháng | tuần đầu tháng | tuần cuối tháng | mỗi tháng | cuối mỗi tháng | đầu tháng | cuối tháng | ngày cuối tháng | ngày cuối cùng của tháng | tháng một lần",
        ),
        Frequency::Monthly,
    ),
    (
        Phrases::new(
            "mỗi quý | ba tháng một lần | 3 tháng một lần | 03 tháng một lần | 03 tháng/lần | quý một lần | hết quý | tuần cuối của quý | tuần cuối quý",
        ),
        Frequency::Quarterly,
    ),
    (
        Phrases::new("cuối năm | mỗi năm | hết năm | năm một lần"),
        Frequency::Yearly,
    ),
    // Rhythms that have no name of their own.
    (
        Phrases::new(
            "hai tháng một lần | 2 tháng một lần | 02 tháng một lần | 02 tháng/lần | bốn tháng một lần",
        ),
        Frequency::Periodic,
    ),
];

fn loose_periods(words: &[Word<'_>], times: &mut Vec<When>) {
    let numbered = |at: usize| {
        words.get(at).is_some_and(|w| {
            w.lead.is_empty()
                && w.text
                    .starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c))
        })
    };
    let mut at = 0;
    while at < words.len() {
        let found = LOOSE
            .iter()
            .filter_map(|(phrases, often)| Some((phrases.longest(words, at)?, *often)));
        let Some((len, often)) = found.max_by_key(|(len, _)| *len) else {
            at += 1;
            continue;
        };
        // "Cuối Tháng hành động vì an toàn thực phẩm".
        let named = (at + 1..at + len).any(|at| words.get(at).is_some_and(Word::is_capital));
        if let (Some(first), Some(last), false) = (words.get(at), words.get(at + len - 1), named) {
            let covered = times
                .iter()
                .any(|t| t.start < last.end && first.start < t.end);
            if !covered && !numbered(at + len) {
                times.push(When {
                    start: first.start,
                    end: last.end,
                    frequency: Some(often),
                    ..When::default()
                });
            }
        }
        at += len;
    }
    quarter_once(words, times);
}

/// "quý báo cáo một lần", "tháng báo cáo hai lần": the verb stands inside.
fn quarter_once(words: &[Word<'_>], times: &mut Vec<When>) {
    const ONCE: [(&str, Frequency); 4] = [
        ("tuần báo cáo một lần", Frequency::Weekly),
        ("tháng báo cáo một lần", Frequency::Monthly),
        ("quý báo cáo một lần", Frequency::Quarterly),
        ("năm báo cáo một lần", Frequency::Yearly),
    ];
    for at in 0..words.len() {
        let found = ONCE
            .iter()
            .find_map(|(phrase, often)| Some((word::phrase(words, at, phrase)?, *often)));
        if let Some(((len, often), first)) = found.zip(words.get(at)) {
            times.push(When {
                start: first.start,
                end: words.get(at + len - 1).map_or(first.end, |w| w.end),
                frequency: Some(often),
                ..When::default()
            });
        }
    }
}

/// "ngày 14 và 28", "trước ngày 10/6 và 10/12 hằng năm": the second day of two.
fn further_days(words: &[Word<'_>], times: &mut Vec<When>) {
    let mut further = Vec::new();
    for time in times.iter().filter(|t| t.day.is_some()) {
        let Some(last) = words.iter().position(|w| w.end == time.end) else {
            continue;
        };
        let and = words.get(last + 1).is_some_and(|w| w.key == "và");
        let comma = words.get(last).is_some_and(|w| w.tail == ",");
        let Some(second) = words
            .get(last + 1 + usize::from(and))
            .filter(|_| and || comma)
        else {
            continue;
        };
        let day = match date::slashed(second.text) {
            Some(Date::DayMonth(day, month)) => Some((day, Some(month))),
            _ => second
                .number()
                .filter(|n| (1..=31).contains(n))
                .map(|n| (n, None)),
        };
        // "trước ngày 25 tháng cuối quý, 6 tháng …" is of the next rhythm.
        let second_end = words.iter().position(|w| w.end == second.end);
        let months =
            second_end.is_some_and(|at| words.get(at + 1).is_some_and(|w| w.key == "tháng"));
        let Some((day, month)) =
            day.filter(|(_, month)| !months && month.is_some() == time.month.is_some())
        else {
            continue;
        };
        further.push(When {
            start: second.start,
            end: second.end,
            day: Some(day),
            month,
            frequency: time.frequency,
            ..time.clone()
        });
    }
    times.extend(further);
    bracketed_days(words, times);
    times.sort_by_key(|t| t.start);
    // "trước ngày 25 tháng 6 và ngày 25 tháng 12": the lead stands once.
    for at in 1..times.len() {
        let (Some(before), Some(this)) = (times.get(at - 1).cloned(), times.get(at)) else {
            continue;
        };
        let between = words
            .iter()
            .filter(|w| before.end <= w.start && w.end <= this.start);
        let only_and = between.clone().count() <= 1 && between.into_iter().all(|w| w.key == "và");
        if only_and
            && this.day.is_some()
            && before.day.is_some()
            && let Some(this) = times.get_mut(at)
        {
            this.before |= before.before;
        }
    }
}

/// "6 tháng (20/6) và năm (20/11)": a day in brackets without "ngày".
fn bracketed_days(words: &[Word<'_>], times: &mut Vec<When>) {
    for word in words.iter().filter(|w| w.lead == "(") {
        let covered = times
            .iter()
            .any(|t| t.start <= word.start && word.end <= t.end);
        if let (Some(Date::DayMonth(day, month)), false) = (date::slashed(word.text), covered) {
            times.push(When {
                start: word.start,
                end: word.end,
                day: Some(day),
                month: Some(month),
                ..When::default()
            });
        }
    }
}

/// "báo cáo tuần vào thứ 5", "hằng tuần, tháng": periods without "hằng" of their own.
fn bare_periods(words: &[Word<'_>], times: &mut Vec<When>) {
    for at in 1..words.len() {
        let (Some(word), Some(before)) = (words.get(at), words.get(at - 1)) else {
            continue;
        };
        let frequency = match word.key.as_str() {
            "ngày"
                if words.get(at + 1).is_none_or(|w| w.lead.contains('('))
                    || !word.tail.is_empty() =>
            {
                Frequency::Daily
            }
            "tuần" => Frequency::Weekly,
            "tháng" => Frequency::Monthly,
            "quý" => Frequency::Quarterly,
            "năm" => Frequency::Yearly,
            _ => continue,
        };
        let numbered = words.get(at + 1).is_some_and(|w| {
            w.text
                .starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c))
        });
        let reported = before.tail.is_empty()
            && at
                .checked_sub(2)
                .is_some_and(|b| word::phrase(words, b, "báo cáo").is_some());
        // "9 tháng và cả năm".
        let link = at.checked_sub(2).and_then(|b| words.get(b));
        let both = before.key == "cả" && link.is_some_and(|w| w.key == "và");
        let listed = before.tail == "," || before.key == "và" || both;
        let end = match before.key.as_str() {
            "và" => link,
            "cả" if both => at.checked_sub(3).and_then(|b| words.get(b)),
            _ => Some(before),
        };
        let joins = listed
            && times.iter().any(|t| {
                end.is_some_and(|e| e.end == t.end) && !t.is_dated() && t.frequency.is_some()
            });
        let covered = times
            .iter()
            .any(|t| t.start <= word.start && word.end <= t.end);
        if (reported || joins) && !numbered && !covered {
            times.push(When {
                start: word.start,
                end: word.end,
                frequency: Some(frequency),
                ..When::default()
            });
        }
    }
}

/// "định kỳ", "báo cáo" or another period stands shortly before.
fn periodic_context(words: &[Word<'_>], at: usize) -> bool {
    // "quý, 6 tháng, năm tổng hợp báo cáo …": the clause opens with its periods.
    // "Báo Hà Lâm: 9 tháng (…), năm (…) gửi …".
    let from = (0..at).rfind(|b| words.get(*b).is_some_and(|w| w.tail.contains(':')));
    let opens = (from.map_or(0, |b| b + 1)..at).all(|b| {
        words.get(b).is_some_and(|w| {
            matches!(
                w.key.as_str(),
                "quý" | "tháng" | "năm" | "và" | "6" | "06" | "9" | "09" | "tuần"
            )
        })
    });
    if opens {
        return true;
    }
    (at.saturating_sub(16)..at).any(|b| {
        words.get(b).is_some_and(|w| {
            matches!(
                w.key.as_str(),
                "kỳ" | "cáo" | "hằng" | "hàng" | "tháng" | "quý"
            )
        })
    })
}
