//! How often and on which day a report is due.

use nhip_core::plan::{Duty, Frequency};

use crate::plan::deadline;
use crate::plan::when::When;
use crate::plan::word::{self, Word, words};

/// Beside a frequency a span ("từ tháng 4 đến tháng 9") says how long the duty holds, not when it falls.
pub(super) fn only_points(times: Vec<When>) -> Vec<When> {
    let is_span = |t: &When| t.from.is_some() && t.from != t.to;
    let repeats = |t: &When| !matches!(t.frequency, None | Some(Frequency::Once));
    let repeated = times.iter().any(repeats);
    times
        .into_iter()
        .filter(|t| !(repeated && is_span(t)))
        .collect()
}

/// Times of a clause; "6 tháng" and "năm" before a bracketed day count as frequencies.
pub(super) fn times(clause: &str) -> Vec<When> {
    let mut times = deadline::outside_citations(clause);
    let words = words(clause);
    for at in 0..words.len() {
        let half = word::any(
            &words,
            at,
            &["6 tháng đầu năm", "6 tháng", "06 tháng", "sáu tháng"],
        )
        .map(|(_, len)| (Frequency::HalfYearly, len));
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
    times.sort_by_key(|t| t.start);
    times
}

/// "báo cáo tuần vào thứ 5", "hằng tuần, tháng": periods without "hằng" of their own.
fn bare_periods(words: &[Word<'_>], times: &mut Vec<When>) {
    for at in 1..words.len() {
        let (Some(word), Some(before)) = (words.get(at), words.get(at - 1)) else {
            continue;
        };
        let frequency = match word.key.as_str() {
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

/// A frequency and the day after it are one duty; a second frequency opens another.
pub(super) fn merge_time(duties: &mut Vec<Duty>, base: &Duty, time: &When, clause: &str) {
    let printed = clause.get(time.start..time.end).map(str::to_owned);
    let open = duties.last_mut().filter(|last| {
        let frequency_open = last.frequency.is_none()
            || time.frequency.is_none()
            || last.frequency == time.frequency;
        let day_open = last.day_of_month.is_none() && last.dates.is_empty();
        frequency_open && day_open && (time.is_dated() || last.frequency.is_none())
    });
    let duty = match open {
        Some(duty) => duty,
        None => {
            duties.push(Duty {
                frequency: None,
                frequency_as_printed: None,
                ..base.clone()
            });
            match duties.last_mut() {
                Some(duty) => duty,
                None => return,
            }
        }
    };
    if let Some(frequency) = time.frequency.filter(|_| duty.frequency.is_none()) {
        duty.frequency = Some(frequency);
        duty.frequency_as_printed = printed.clone();
    }
    if time.is_dated() {
        duty.day_of_month = time.day;
        duty.day_as_printed = bracketed(clause, time).or(printed);
        duty.before = time.before;
        duty.next_month = time.next_month;
        duty.dates.extend(time.date);
    }
    duty.not_stated = not_stated(duty);
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
    out.push("hour".to_owned());
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
