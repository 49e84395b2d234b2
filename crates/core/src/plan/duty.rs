//! Duties to report: who, what, to whom, through whom, how often, on which day.

use nhip_viet::fold::key;
use nhip_viet::sentence::sentences;

use super::when::When;
use super::word::{self, Word, words};
use super::{Duty, Frequency, name};

/// A paragraph a duty may stand in, and the unit it stands under.
pub(super) struct Text<'a> {
    /// Line.
    pub line: u32,
    /// Text.
    pub text: &'a str,
    /// Name of the unit whose task it is.
    pub unit: Option<&'a str>,
}

/// All duties of a plan's paragraphs.
pub(super) fn read<'a>(texts: impl Iterator<Item = Text<'a>>) -> Vec<Duty> {
    let mut duties: Vec<Duty> = Vec::new();
    for text in texts {
        if !key(text.text).contains("báo cáo") {
            continue;
        }
        let mut last: Option<Duty> = None;
        for range in sentences(text.text) {
            let Some(sentence) = text.text.get(range) else {
                continue;
            };
            for clause in clauses(sentence) {
                let found = clause_duties(clause, &text, last.as_ref());
                last = found.last().cloned().or(last);
                duties.extend(found);
            }
        }
    }
    dedupe(duties)
}

/// Semicolons part a sentence's duties.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split(';').map(str::trim).filter(|c| !c.is_empty())
}

fn clause_duties(clause: &str, text: &Text<'_>, before: Option<&Duty>) -> Vec<Duty> {
    let words = words(clause);
    let Some(verb) = verb(&words) else {
        return Vec::new();
    };
    let times = only_points(times(clause));
    // "báo cáo đột xuất khi có yêu cầu" alone asks for nothing regular.
    if times
        .iter()
        .all(|t| t.frequency == Some(Frequency::OnRequest))
    {
        return Vec::new();
    }
    let mut base = base(clause, &words, verb, &times, text);
    if base.who.is_empty() {
        base.who = inherited(text, before);
    }
    if base.to.is_none() && base.via.is_none() && before.is_some_and(|b| b.line == text.line) {
        (base.to, base.via) = before.map_or((None, None), |b| (b.to.clone(), b.via.clone()));
    }
    if base.to.is_none() && base.via.is_none() && text.unit.is_none() && base.who.is_empty() {
        return Vec::new();
    }
    let mut duties: Vec<Duty> = Vec::new();
    for time in &times {
        merge_time(&mut duties, &base, time, clause);
    }
    duties
}

/// Beside a frequency a span ("từ tháng 4 đến tháng 9") says how long the duty holds, not when it falls.
fn only_points(times: Vec<When>) -> Vec<When> {
    let is_span = |t: &When| t.from.is_some() && t.from != t.to;
    let repeats = |t: &When| !matches!(t.frequency, None | Some(Frequency::Once));
    let repeated = times.iter().any(repeats);
    times
        .into_iter()
        .filter(|t| !(repeated && is_span(t)))
        .collect()
}

fn inherited(text: &Text<'_>, before: Option<&Duty>) -> Vec<String> {
    match (text.unit, before.filter(|b| b.line == text.line)) {
        (_, Some(before)) => before.who.clone(),
        (Some(unit), None) => vec![unit.to_owned()],
        (None, None) => Vec::new(),
    }
}

/// The word "báo cáo" that is the duty: a verb with an object or a receiver, not "báo cáo viên".
fn verb(words: &[Word<'_>]) -> Option<usize> {
    let all: Vec<usize> = (0..words.len())
        .filter(|at| {
            word::phrase(words, *at, "báo cáo").is_some()
                && !is_noun(words, *at)
                && !words
                    .get(at.wrapping_sub(1))
                    .is_some_and(|w| matches!(w.key.as_str(), "chế" | "độ" | "mẫu" | "để" | "hợp,"))
        })
        .collect();
    all.iter()
        .copied()
        .find(|at| words.get(at.wrapping_sub(1)).is_none_or(|w| w.key != "để"))
        .or(all.first().copied())
}

/// "báo cáo viên", "báo cáo số 12/BC-UBND", "tổng hợp báo cáo của các đơn vị": no report is due.
fn is_noun(words: &[Word<'_>], at: usize) -> bool {
    let open = words.get(at + 1).is_some_and(|w| w.tail.is_empty());
    let next = words.get(at + 2).map_or("", |w| w.key.as_str());
    let numbered = next == "số"
        && words
            .get(at + 3)
            .is_some_and(|w| w.text.starts_with(|c: char| c.is_ascii_digit()));
    open && (numbered || matches!(next, "viên" | "của"))
}

/// Times of a clause; "6 tháng" and "năm" before a bracketed day count as frequencies.
fn times(clause: &str) -> Vec<When> {
    let mut times = super::deadline::outside_citations(clause);
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
fn merge_time(duties: &mut Vec<Duty>, base: &Duty, time: &When, clause: &str) {
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

/// Everything of a duty but its time.
fn base(clause: &str, words: &[Word<'_>], verb: usize, times: &[When], text: &Text<'_>) -> Duty {
    let (to, to_at) = receiver(clause, words, verb);
    let via = through(clause, words);
    let purpose = purpose(clause, words, verb);
    let start = times
        .first()
        .map_or(usize::MAX, |t| t.start)
        .min(words.get(verb).map_or(usize::MAX, |w| w.start));
    Duty {
        who: who(clause, words, verb, times),
        what: what(clause, words, verb, to_at, times),
        to,
        via,
        frequency: None,
        frequency_as_printed: None,
        day_of_month: None,
        day_as_printed: None,
        before: false,
        next_month: false,
        dates: Vec::new(),
        purpose,
        line: text.line,
        raw: clause
            .get(start..)
            .unwrap_or(clause)
            .trim_end_matches(['.', '/', ';', ',', ' '])
            .to_owned(),
        not_stated: Vec::new(),
        who_resolved_inferred: std::collections::BTreeMap::new(),
    }
}

/// Bodies named before the verb, from the last call ("yêu cầu", "đề nghị") or the clause's start.
fn who(clause: &str, words: &[Word<'_>], verb: usize, times: &[When]) -> Vec<String> {
    let call = (0..verb).rev().find_map(|at| {
        word::any(words, at, &["yêu cầu", "đề nghị", "giao"])
            .map(|(_, len)| at + len)
            .filter(|end| *end <= verb)
    });
    let limit = words.get(verb).map_or(clause.len(), |w| w.start);
    let mut names: Vec<(usize, String)> = Vec::new();
    let mut at = call.unwrap_or(0);
    while at < verb {
        if name::starts(words, at) && !after_preposition(words, at, call) {
            let to = name::end(words, at).min(verb);
            names.extend(
                name::slice(clause, words, at, to)
                    .map(|n| (words.get(at).map_or(0, |w| w.start), n)),
            );
            at = to.max(at + 1);
        } else {
            at += 1;
        }
    }
    let _ = (limit, times);
    names.into_iter().map(|(_, name)| name).collect()
}

/// "của Sở Y tế", "về UBND", "(qua …)", "phối hợp với …": not the one who reports.
fn after_preposition(words: &[Word<'_>], at: usize, call: Option<usize>) -> bool {
    if call == Some(at) {
        return false;
    }
    at.checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| {
            w.tail.is_empty()
                && matches!(
                    w.key.as_str(),
                    "của"
                        | "về"
                        | "qua"
                        | "với"
                        | "cho"
                        | "tại"
                        | "gửi"
                        | "mưu"
                        | "đạo"
                        | "tới"
                        | "trên"
                        | "giúp"
                        | "dẫn"
                        | "theo"
                )
        })
}

/// "về Ban Thường vụ Thành ủy", "gửi Sở Y tế", "báo cáo Sở Y tế": name and the word it is led in by.
fn receiver(clause: &str, words: &[Word<'_>], verb: usize) -> (Option<String>, Option<usize>) {
    let direct = verb + 2;
    if name::starts(words, direct) && words.get(verb + 1).is_some_and(|w| w.tail.is_empty()) {
        return (
            name::slice(clause, words, direct, receivers_end(words, direct)),
            Some(direct),
        );
    }
    let led = |from: usize| {
        (from..words.len()).find_map(|at| {
            let (_, len) = word::any(
                words,
                at,
                &[
                    "gửi về",
                    "về",
                    "gửi cho",
                    "gửi đến",
                    "gửi tới",
                    "gửi",
                    "cho",
                    "đến",
                    "tới",
                ],
            )?;
            name::starts(words, at + len).then_some((at, at + len))
        })
    };
    match led(verb).or_else(|| led(0)) {
        Some((at, from)) => (
            name::slice(clause, words, from, receivers_end(words, from)),
            Some(at),
        ),
        None => (None, None),
    }
}

/// One past the last of the receivers: "Sở Y tế và Cục Phòng bệnh" are two.
fn receivers_end(words: &[Word<'_>], from: usize) -> usize {
    let mut to = name::end(words, from);
    while let Some(last) = to.checked_sub(1).and_then(|at| words.get(at)) {
        let and = words
            .get(to)
            .is_some_and(|w| w.key == "và" && w.lead.is_empty());
        let next = to + usize::from(and);
        let linked = (and && last.tail.is_empty()) || last.tail == ",";
        let end = if linked && name::starts(words, next) {
            name::end(words, next)
        } else {
            break;
        };
        // What goes on with a verb is the next one to act, not one more receiver.
        let acts = words.get(end - 1).is_some_and(|w| w.tail.is_empty())
            && words.get(end).is_some_and(|w| !ends_receivers(w));
        if acts {
            break;
        }
        to = end;
    }
    to
}

fn ends_receivers(word: &Word<'_>) -> bool {
    !word.lead.is_empty()
        || matches!(
            word.key.as_str(),
            "theo"
                | "trước"
                | "vào"
                | "chậm"
                | "để"
                | "và"
                | "định"
                | "hằng"
                | "hàng"
                | "kết"
                | "tình"
                | "trong"
                | "khi"
        )
}

/// "(qua Sở Y tế)", "thông qua Trạm Y tế phường".
fn through(clause: &str, words: &[Word<'_>]) -> Option<String> {
    (0..words.len()).find_map(|at| {
        let (_, len) = word::any(words, at, &["qua", "thông qua"])?;
        let from = at + len;
        let opened = words.get(at).is_some_and(|w| w.lead.contains('('));
        let close = (from..words.len())
            .find(|at| words.get(*at).is_some_and(|w| w.tail.contains(')')))
            .filter(|to| opened && to - from < 25);
        // A bracket says where the name ends, unless an address stands in it too.
        let address = |to: usize| {
            words.get(from..=to).unwrap_or_default().iter().any(|w| {
                w.text.contains('@') || matches!(w.key.as_str(), "email" | "thư" | "điện" | "địa")
            })
        };
        let to = match close {
            Some(to) if !address(to) => to + 1,
            _ => name::end(words, from),
        };
        let named = opened || name::starts(words, from);
        named.then(|| name::slice(clause, words, from, to))?
    })
}

/// "để tổng hợp, báo cáo …": from "để" after the verb to the end of the clause.
fn purpose(clause: &str, words: &[Word<'_>], verb: usize) -> Option<String> {
    let at = (verb + 1..words.len()).find(|at| {
        words
            .get(*at)
            .is_some_and(|w| w.key == "để" && w.lead.is_empty())
            && words.get(at + 1).is_some_and(|w| {
                matches!(
                    w.key.as_str(),
                    "tổng" | "báo" | "theo" | "được" | "chỉ" | "kịp" | "xem"
                )
            })
    })?;
    name::slice(clause, words, at, words.len())
}

/// "báo cáo tình hình thực hiện kế hoạch này": to the receiver, a bracket, a time or a stop.
fn what(
    clause: &str,
    words: &[Word<'_>],
    verb: usize,
    to_at: Option<usize>,
    times: &[When],
) -> Option<String> {
    let mut end = verb + 2;
    while let Some(word) = words.get(end) {
        let timed = times
            .iter()
            .any(|t| t.start <= word.start && word.start < t.end);
        let stop = words
            .get(end - 1)
            .is_some_and(|w| w.tail.contains([',', ';', '.', ':']));
        if to_at == Some(end)
            || timed
            || stop
            || word.lead.contains('(')
            || matches!(word.key.as_str(), "gửi" | "về" | "vào" | "để")
                && word.lead.is_empty()
                && ends_what(words, end)
        {
            break;
        }
        end += 1;
    }
    name::slice(clause, words, verb, end.min(words.len()))
}

/// "về" may also begin what the report is about ("báo cáo về tình hình").
fn ends_what(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.key != "về") || name::starts(words, at + 1)
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

/// The same duty said in a section and again in the closing is one.
fn dedupe(duties: Vec<Duty>) -> Vec<Duty> {
    let mut out: Vec<Duty> = Vec::new();
    for duty in duties {
        let again = out.iter().any(|d| {
            d.who == duty.who
                && d.to == duty.to
                && d.frequency == duty.frequency
                && d.day_of_month == duty.day_of_month
                && d.dates == duty.dates
        });
        if !again {
            out.push(duty);
        }
    }
    out
}

#[cfg(test)]
mod tests;
