//! Duties to report: who, what, to whom, through whom, how often, on which day.

mod party;
mod time;

use std::collections::HashSet;

use nhip_core::plan::{Duty, Frequency};
use nhip_viet::sentence::sentences;

use super::name;
use super::when::When;
use super::word::{self, Word, words};
use party::{receiver, through, who};
use time::{merge_time, only_points, times};

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
        if !text.text.contains("áo cáo") && !text.text.contains("ÁO CÁO") {
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
        who: who(clause, words, verb),
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

/// The same duty said in a section and again in the closing is one.
fn dedupe(mut duties: Vec<Duty>) -> Vec<Duty> {
    let mut seen = HashSet::new();
    duties.retain(|d| {
        seen.insert((
            d.who.clone(),
            d.to.clone(),
            d.frequency,
            d.day_of_month,
            d.dates.clone(),
        ))
    });
    duties
}

#[cfg(test)]
mod tests;
