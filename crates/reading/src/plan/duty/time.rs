//! How often and on which day a report is due.

use std::borrow::Cow;

use nhip_core::plan::{Duty, Frequency};

use crate::plan::date::{self, Date};
use crate::plan::deadline;
use crate::plan::phrase::Phrases;
use crate::plan::when::When;
use crate::plan::word::{self, Word, words};

use super::verb;

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
    const SIGNS: [&str; 6] = [
        "số liệu lấy",
        "số liệu từ",
        "số liệu tính",
        "số liệu được tính",
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
    for at in 0..words.len() {
        let half = word::any(
            &words,
            at,
            &["6 tháng đầu năm", "6 tháng", "06 tháng", "sáu tháng"],
        )
        .map(|(_, len)| (Frequency::HalfYearly, len))
        .or_else(|| {
            let nine = ["9 tháng đầu năm", "9 tháng", "09 tháng", "chín tháng"];
            word::any(&words, at, &nine).map(|(_, len)| (Frequency::NineMonths, len))
        });
        let year = words.get(at).filter(|w| {
            w.key == "năm"
                && words
                    .get(at + 1)
                    .is_none_or(|n| n.number().is_none_or(|y| y < 1900))
        });
        let quarter = words
            .get(at)
            .filter(|w| w.key == "quý" && words.get(at + 1).is_some_and(|n| n.lead.contains('(')));
        let found = half
            .or(year.map(|_| (Frequency::Yearly, 1)))
            .or(quarter.map(|_| (Frequency::Quarterly, 1)));
        let Some((frequency, len)) = found else {
            continue;
        };
        let (Some(first), Some(last)) = (words.get(at), words.get(at + len - 1)) else {
            continue;
        };
        let follows = words.get(at + len).is_some_and(|w| {
            matches!(
                w.key.as_str(),
                "trước" | "chậm" | "vào" | "và" | "ngày" | "để" | "gửi" | "về" | "theo"
            ) || w.lead.contains('(')
        }) || last.tail.contains([',', ';', ')', '.']);
        let covered = times
            .iter()
            .any(|t| t.start <= first.start && last.end <= t.end);
        if follows && !covered && periodic_context(&words, at) {
            times.push(When {
                start: first.start,
                end: last.end,
                frequency: Some(frequency),
                ..When::default()
            });
        }
    }
    bare_periods(&words, &mut times);
    loose_periods(&words, &mut times);
    further_days(&words, &mut times);
    times.sort_by_key(|t| t.start);
    // "hoàn thành trước ngày 30/11/2026" is of the work.
    times.retain(|time| {
        let before = clause
            .get(..time.start)
            .unwrap_or_default()
            .trim_end()
            .to_lowercase();
        !before.ends_with("hoàn thành") && !before.ends_with(" xong")
    });
    times
}

/// How often, in words that say so only of a report: "cuối tuần", "mỗi ngày", "tuần một lần".
static LOOSE: [(Phrases, Frequency); 6] = [
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
        Phrases::new("cứ hai tuần | cứ 02 tuần | nửa tháng một lần | 15 ngày một lần"),
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
];

fn loose_periods(words: &[Word<'_>], times: &mut Vec<When>) {
    let numbered = |at: usize| {
        words.get(at).is_some_and(|w| {
            w.text
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
        if let (Some(first), Some(last)) = (words.get(at), words.get(at + len - 1)) {
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
        // The frequency may stand in the same time: "ngày 10 hằng tháng" ends behind the day.
        let and = words.get(last + 1).is_some_and(|w| w.key == "và");
        let Some(second) = words.get(last + 2).filter(|_| and) else {
            continue;
        };
        let day = match date::slashed(second.text) {
            Some(Date::DayMonth(day, month)) => Some((day, Some(month))),
            _ => second
                .number()
                .filter(|n| (1..=31).contains(n))
                .map(|n| (n, None)),
        };
        let Some((day, month)) = day.filter(|(_, month)| month.is_some() == time.month.is_some())
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
        let listed = before.tail == "," || before.key == "và";
        let end = if before.key == "và" {
            at.checked_sub(2).and_then(|b| words.get(b))
        } else {
            Some(before)
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
    (at.saturating_sub(16)..at).any(|b| {
        words.get(b).is_some_and(|w| {
            matches!(
                w.key.as_str(),
                "kỳ" | "cáo" | "hằng" | "hàng" | "tháng" | "quý"
            )
        })
    })
}

/// The duties of a clause: one for each rhythm it names, with the day or hour that belongs to it.
pub(super) fn laid(base: &Duty, times: &[When], clause: &str) -> Vec<Duty> {
    let mut duties: Vec<Duty> = Vec::new();
    let at_once = at_once(clause);
    let regular = |t: &&When| t.frequency != Some(Frequency::OnRequest);
    // "định kỳ và đột xuất", "ngay khi …, đột xuất": what is asked for beside a rhythm is none of its own.
    let vague = times
        .iter()
        .any(|t| t.frequency == Some(Frequency::Periodic));
    let beside = at_once || vague;
    for time in times.iter().filter(|t| !beside || regular(t)) {
        merge(&mut duties, base, time, clause);
    }
    if at_once
        && duties
            .iter()
            .all(|d| d.frequency.is_none_or(|f| f == Frequency::Periodic))
    {
        duties.clear();
        duties.push(Duty {
            frequency: Some(Frequency::AtOnce),
            ..base.clone()
        });
    }
    // "… trước 9 giờ thứ Hai hằng tuần và ngay khi có vụ ngộ độc" is owed twice.
    let last = times.iter().map(|t| t.end).max().unwrap_or_default();
    let behind = clause.get(last..).unwrap_or_default();
    let joined = behind
        .trim_start_matches([')', ' ', ','])
        .starts_with("và ");
    if at_once
        && joined
        && !duties
            .iter()
            .any(|d| d.frequency == Some(Frequency::AtOnce))
        && self::at_once(behind)
    {
        duties.push(Duty {
            frequency: Some(Frequency::AtOnce),
            ..base.clone()
        });
    }
    // "ngày 15 và ngày 30 hằng tháng": what is said of the last holds for both.
    let mut rhythm = None;
    let yearly = |d: &Duty| {
        d.month_of_year.is_some() && matches!(d.frequency, None | Some(Frequency::Yearly))
    };
    let often = duties
        .iter()
        .any(|d| d.frequency == Some(Frequency::Yearly));
    // Two days of every year come each half-year.
    if often && duties.len() == 2 && duties.iter().all(yearly) {
        duties
            .iter_mut()
            .for_each(|d| d.frequency = Some(Frequency::HalfYearly));
    }
    for duty in duties.iter_mut().rev() {
        let vague = matches!(duty.frequency, None | Some(Frequency::Periodic));
        if vague && duty.day_of_month.is_some() && duty.month_of_year.is_none() {
            duty.frequency = rhythm.or(duty.frequency);
        }
        rhythm = duty.frequency.or(rhythm);
        // A day of the week without more comes every week.
        let weekday = times.iter().any(|t| t.weekday);
        if duty.frequency.is_none()
            && duty.day_of_month.is_none()
            && duty.dates.is_empty()
            && weekday
        {
            duty.frequency = Some(Frequency::Weekly);
        }
        // A day and a month without a year and a rhythm come once.
        if duty.month_of_year.is_some() && duty.frequency.is_none() {
            duty.frequency = Some(Frequency::Once);
        }
    }
    for at in 1..duties.len() {
        let before = duties.get(at - 1).and_then(|d| d.frequency);
        if let Some(duty) = duties
            .get_mut(at)
            .filter(|d| d.frequency.is_none() && d.day_of_month.is_some())
        {
            duty.frequency = before;
        }
    }
    for duty in &mut duties {
        duty.not_stated = not_stated(duty);
    }
    duties
}

/// What is owed as soon as something happens.
fn at_once(clause: &str) -> bool {
    static SIGNS: Phrases = Phrases::new(
        "báo cáo ngay | ngay trong ngày | ngay lập tức | lập tức báo cáo | khẩn cấp báo cáo | phải báo cáo ngay | báo cáo khẩn | báo cáo tức thời | báo cáo tức thì | ngay khi | ngay sau khi | \
         báo ngay | báo cáo kịp thời | trong vòng 24 giờ | trong 24 giờ | trong vòng 12 giờ | trong vòng 48 giờ | \
         trong vòng 02 giờ | trong vòng 2 giờ | báo cáo nhanh khi | báo cáo gấp | khi xảy ra | khi phát hiện | \
         khi xuất hiện | khi có ca bệnh | khi ghi nhận",
    );
    let words = words(clause);
    let asked = (0..words.len()).any(|at| word::phrase(&words, at, "yêu cầu").is_some());
    // "khi lượng dự trữ dưới 30% phải báo cáo …", "có người bị cắn thì báo …".
    let verb = (0..words.len())
        .find(|at| verb::report(&words, *at).is_some())
        .unwrap_or_default();
    let opens = word::phrase(&words, 0, "khi").is_some();
    let then = verb
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| matches!(w.key.as_str(), "thì" | "phải"));
    if opens && then && !asked && word::phrase(&words, 0, "khi kết thúc").is_none() {
        return true;
    }
    let happens = |at: usize| word::phrase(&words, at, "khi có").is_some() && !asked;
    (0..words.len()).any(|at| SIGNS.at(&words, at) || within_hours(&words, at) || happens(at))
}

/// "trong vòng 24 giờ", "không quá 06 giờ", "chậm nhất sau 02 giờ".
fn within_hours(words: &[Word<'_>], at: usize) -> bool {
    let led = word::any(words, at, &["vòng", "quá", "sau", "trong"]).is_some();
    let number = words.get(at + 1).is_some_and(|w| w.number().is_some());
    let unit = words
        .get(at + 2)
        .is_some_and(|w| matches!(w.key.as_str(), "giờ" | "phút"));
    led && number && unit
}

/// A frequency and the day or hour beside it are one duty; a second frequency opens another.
fn merge(duties: &mut Vec<Duty>, base: &Duty, time: &When, clause: &str) {
    let printed = clause.get(time.start..time.end).map(str::to_owned);
    let dated = time.date.is_some();
    let said = duties.last().and_then(|last| last.frequency);
    // "báo cáo năm trước ngày 05/12 hằng năm" says twice how often.
    if said.is_some() && said == time.frequency && !time.is_dated() {
        return;
    }
    let open = duties.last_mut().filter(|last| {
        let frequency = last.frequency.is_none()
            || (dated && is_long(last.frequency))
            || time.frequency.is_none()
            || last.frequency == time.frequency
            || last.frequency == Some(Frequency::Periodic);
        // Two dates of one report are one duty; a second report named between them is another.
        let another = last.dates.is_empty() || names_report(clause, time);
        let same = dated && !last.dates.is_empty() && !another;
        let day = last.day_of_month.is_none() && last.dates.is_empty();
        let point = time.day.is_none() && !dated;
        let vague = matches!(last.frequency, None | Some(Frequency::Periodic));
        frequency
            && (same
                || (day && (time.is_dated() || last.frequency.is_none()))
                || (point && (time.frequency.is_none() || vague)))
    });
    let duty = match open {
        Some(duty) => duty,
        None => {
            duties.push(base.clone());
            match duties.last_mut() {
                Some(duty) => duty,
                None => return,
            }
        }
    };
    // "Báo cáo 6 tháng gửi trước ngày 15/6/2026" is owed once: the year is printed.
    if dated && is_long(duty.frequency) {
        duty.frequency = time.frequency;
    }
    let vague = matches!(duty.frequency, None | Some(Frequency::Periodic));
    if let Some(frequency) = time
        .frequency
        .filter(|f| vague && *f != Frequency::Periodic || duty.frequency.is_none())
    {
        duty.frequency = Some(frequency);
        duty.frequency_as_printed = printed.clone();
    }
    if time.is_dated() {
        duty.day_of_month = duty.day_of_month.or(time.day);
        duty.month_of_year = duty.month_of_year.or(time.month);
        duty.hour = duty.hour.or(time.hour);
        duty.day_as_printed = bracketed(clause, time)
            .or(printed)
            .or(duty.day_as_printed.take());
        duty.before |= time.before;
        duty.next_month |= time.next_month;
        duty.dates.extend(time.date);
    }
}

/// A rhythm of months, which a full date makes one of its occasions.
fn is_long(frequency: Option<Frequency>) -> bool {
    use Frequency::{HalfYearly, NineMonths, Quarterly, Yearly};
    matches!(
        frequency,
        Some(Quarterly | HalfYearly | NineMonths | Yearly)
    )
}

/// A second report is named between the date before and this one.
fn names_report(clause: &str, time: &When) -> bool {
    let before = clause.get(..time.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    before
        .get(from..)
        .is_some_and(|near| near.to_lowercase().contains("báo cáo"))
}

/// "(**ngày 23**)": the day with the brackets and emphasis around it.
fn bracketed(clause: &str, time: &When) -> Option<String> {
    let before = clause.get(..time.start)?;
    let after = clause.get(time.end..)?;
    let open = before.len() - before.trim_end_matches(['(', '*', '_']).len();
    let close = after.len() - after.trim_start_matches([')', '*', '_']).len();
    (open > 0 && close > 0).then(|| {
        clause
            .get(time.start - open..time.end + close)
            .map(str::to_owned)
    })?
}

fn not_stated(duty: &Duty) -> Vec<String> {
    let mut out = Vec::new();
    if duty.dates.is_empty() {
        out.push("first month due".to_owned());
    }
    if duty.hour.is_none() {
        out.push("hour".to_owned());
    }
    if let Some(day) = duty.day_of_month {
        out.push(format!(
            "what to do when the {} falls on a weekend or holiday",
            ordinal(day)
        ));
    }
    out.push("form of the report".to_owned());
    if duty.dates.is_empty() {
        out.push("end date of the plan".to_owned());
    }
    out
}

fn ordinal(day: u32) -> String {
    let ending = match (day % 10, day % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}
