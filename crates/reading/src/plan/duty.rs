//! Duties to report: who, what, to whom, through whom, how often, on which day.

mod clause;
mod party;
mod rhythm;
mod time;
mod verb;
mod way;

use std::borrow::Cow;
use std::collections::HashSet;

use nhip_core::plan::{Duty, Frequency};
use nhip_viet::sentence::sentences;

use super::name;
use super::phrase::Phrases;
use super::when::When;
use super::word::{self, Word, words};
use clause::{clauses, headed, listed, only_times};
use party::{receiver, who};
use rhythm::laid;
use time::{only_points, without_window};
use way::{names_channel, through};

pub(super) use clause::may_report;
pub(super) use time::times;

/// A paragraph a duty may stand in, and the unit it stands under.
pub(super) struct Text<'a> {
    /// Line.
    pub line: u32,
    /// Text.
    pub text: Cow<'a, str>,
    /// Name of the unit whose task it is.
    pub unit: Option<Cow<'a, str>>,
}

/// All duties of a plan's paragraphs.
pub(super) fn read<'a>(texts: impl Iterator<Item = Text<'a>>) -> Vec<Duty> {
    let mut duties: Vec<Duty> = Vec::new();
    for text in texts {
        if !may_report(&text.text) {
            continue;
        }
        let mut said = Said {
            who: text.unit.iter().map(|unit| unit.to_string()).collect(),
            ..Said::default()
        };
        let mut found: Vec<Duty> = Vec::new();
        let listed = listed(&text.text);
        let whole = listed.as_deref().unwrap_or(&text.text);
        let (rhythm, body) = headed(whole);
        said.headed = body.len() < whole.len();
        for range in sentences(body) {
            let sentence = body.get(range).unwrap_or_default();
            // "Hằng tháng trước ngày 25; hằng quý trước ngày 20 báo cáo …": times wait for their verb.
            let mut waiting = String::new();
            for clause in clauses(sentence) {
                if only_times(clause) {
                    waiting.push_str(clause);
                    waiting.push_str(", ");
                    continue;
                }
                let led = if waiting.is_empty() { rhythm } else { "" };
                let whole = std::mem::take(&mut waiting) + led + clause;
                found.extend(in_clause(&whole, &text, &mut said));
            }
            if !waiting.is_empty() {
                found.extend(said.again(&waiting, &words(&waiting)));
            }
        }
        received(&mut found);
        duties.extend(found);
    }
    dedupe(duties)
}

/// "BC đột xuất khi …; BC kết quả … về Phòng Y tế": who receives is told once, at the end, for all
/// that go no way of their own ("trên phần mềm").
fn received(found: &mut [Duty]) {
    let told = found.iter().find(|duty| duty.to.is_some());
    let Some((to, via)) = told.map(|duty| (duty.to.clone(), duty.via.clone())) else {
        return;
    };
    for duty in found
        .iter_mut()
        .filter(|duty| duty.to.is_none() && duty.via.is_none())
        .filter(|duty| !names_channel(&words(&duty.raw)))
    {
        (duty.to, duty.via) = (to.clone(), via.clone());
    }
}

/// Those a body makes report to itself: "Chỉ đạo các doanh nghiệp …, gửi báo cáo về Ban Quản lý".
fn others(clause: &str, words: &[Word<'_>], verb: usize) -> Option<String> {
    (0..verb).find_map(|at| {
        let (_, len) = word::any(
            words,
            at,
            &["chỉ đạo", "hướng dẫn", "yêu cầu", "đôn đốc", "đề nghị"],
        )?;
        let from = at + len;
        name::starts(words, from)
            .then(|| name::slice(clause, words, from, name::end(words, from)))?
    })
}

/// What earlier clauses of a paragraph said, which holds for the next ones.
#[derive(Debug, Default)]
struct Said {
    who: Vec<String>,
    to: Option<String>,
    via: Option<String>,
    last: Option<Duty>,
    /// A clause before spoke of a report.
    spoken: bool,
    /// A heading named the report: whoever sends something, sends it.
    headed: bool,
}

fn in_clause(clause: &str, text: &Text<'_>, said: &mut Said) -> Vec<Duty> {
    let words = words(clause);
    let named = said.headed || said.last.is_some() || said.spoken;
    said.spoken |= clause.contains("áo cáo");
    let dated = || times(clause).iter().any(When::is_dated);
    let sends = || verb::sent_again(&words).filter(|_| named && (said.headed || dated()));
    let verb = verb::find(&words).or_else(sends);
    let owned = text.unit.is_some();
    let until = verb.unwrap_or_else(|| verb::first_act(&words));
    let named = who(clause, &words, until, owned);
    if !named.is_empty() && (verb.is_some() || !owned) {
        said.who = named;
    } else if !owned && said.who.is_empty() {
        said.who
            .extend(verb.and_then(|verb| party::whose(clause, &words, verb)));
    }
    let Some(verb) = verb else {
        // "gửi kế hoạch về Ban Thường vụ (qua …)" tells where later reports go.
        let sends = words.iter().position(|w| w.key == "gửi");
        let to = sends.and_then(|at| receiver(clause, &words, at).0);
        if said.to.is_none() && to.is_some() {
            (said.to, said.via) = (to, through(clause, &words));
        }
        return said.again(clause, &words);
    };
    let (to, to_at) = receiver(clause, &words, verb);
    let via = through(clause, &words);
    if to.is_some() || via.is_some() {
        (said.to, said.via) = (to, via);
    }
    let timed = without_window(clause);
    let mut times = only_points(times(&timed), clause);
    let all = times.clone();
    times.retain(|time| belongs(clause, time, &all, words.get(verb).map_or(0, |w| w.start)));
    if let Some(led) = others(clause, &words, verb).filter(|_| said.to.as_ref() == said.who.first())
    {
        said.who = vec![led];
    }
    let told = said.to.is_some() || said.via.is_some();
    let sent = words.get(verb).is_some_and(|w| w.key == "gửi");
    if !told && (sent || text.unit.is_none() && said.who.is_empty() || times.is_empty()) {
        return Vec::new();
    }
    let base = base(clause, &words, verb, (to_at, &times), text, said);
    let mut duties = laid(&base, &times, clause);
    if duties.is_empty() && told && verb::stands_alone(&words, verb) {
        let once = verb::comes_once(&words).then_some(Frequency::Once);
        duties.push(Duty {
            frequency: once,
            ..base
        });
    }
    said.last = duties.last().cloned();
    duties
}

/// A time before the verb is of the duty if it stands in its part of the clause, or in a part that
/// opens with a time: "phát tờ bướm trước ngày 20/9, hằng ngày báo cáo …" is due every day.
fn belongs(clause: &str, time: &When, all: &[When], verb: usize) -> bool {
    let Some(before) = clause.get(..time.start).filter(|_| time.start < verb) else {
        return true;
    };
    let from = before.rfind([',', '(', ':']).map_or(0, |at| at + 1);
    let first = all
        .iter()
        .map(|t| t.start)
        .find(|start| *start >= from)
        .unwrap_or(from);
    let leads = clause
        .get(from..first)
        .unwrap_or_default()
        .split_whitespace()
        .count()
        <= 2;
    let between = clause.get(time.end..verb).unwrap_or_default();
    leads || !(between.contains([',', ')']) || between.contains(" và "))
}

impl Said {
    /// "…; sơ kết trước ngày 05/7/2026; tổng kết chậm nhất ngày 10/9/2026" behind a duty: the same
    /// report once more.
    fn again(&self, clause: &str, words: &[Word<'_>]) -> Vec<Duty> {
        static OPENS: Phrases = Phrases::new(
            "sơ kết | tổng kết | kết thúc | báo | cả năm | và | đột xuất | năm | quý | tháng",
        );
        let listed = words
            .first()
            .is_some_and(|w| w.lead == "(" && w.number().is_some());
        let opens = OPENS.at(words, 0) || listed;
        let Some(last) = self.last.as_ref().filter(|_| opens) else {
            return Vec::new();
        };
        let base = Duty {
            raw: clause.to_owned(),
            frequency: None,
            frequency_as_printed: None,
            day_of_month: None,
            month_of_year: None,
            hour: None,
            on_request: false,
            day_as_printed: None,
            before: false,
            next_month: false,
            dates: Vec::new(),
            ..last.clone()
        };
        laid(&base, &only_points(times(clause), clause), clause)
    }
}

/// Everything of a duty but its time; `to_at` is the word its receiver is led in by.
fn base(
    clause: &str,
    words: &[Word<'_>],
    verb: usize,
    (to_at, times): (Option<usize>, &[When]),
    text: &Text<'_>,
    said: &Said,
) -> Duty {
    let start = times
        .first()
        .map_or(usize::MAX, |t| t.start)
        .min(words.get(verb).map_or(usize::MAX, |w| w.start));
    let raw = clause.get(start..).unwrap_or(clause);
    Duty {
        who: said.who.clone(),
        what: what(clause, words, verb, to_at, times),
        to: said.to.clone(),
        via: said.via.clone(),
        frequency: None,
        frequency_as_printed: None,
        day_of_month: None,
        month_of_year: None,
        hour: None,
        on_request: false,
        day_as_printed: None,
        before: false,
        next_month: false,
        dates: Vec::new(),
        purpose: purpose_at(words, verb).and_then(|at| name::slice(clause, words, at, words.len())),
        onward: onward(clause, words, verb).filter(|to| said.to.as_ref() != Some(to)),
        line: text.line,
        raw: raw.trim_end_matches(['.', '/', ';', ',', ' ']).to_owned(),
        not_stated: Vec::new(),
        who_resolved_inferred: std::collections::BTreeMap::new(),
    }
}

/// "để tổng hợp, báo cáo …": the "để" after the verb.
fn purpose_at(words: &[Word<'_>], verb: usize) -> Option<usize> {
    (verb + 1..words.len()).find(|at| {
        words
            .get(*at)
            .is_some_and(|w| w.key == "để" && w.lead.is_empty())
            && words.get(at + 1).is_some_and(|w| {
                matches!(
                    w.key.as_str(),
                    "tổng" | "báo" | "theo" | "được" | "chỉ" | "kịp" | "xem"
                )
            })
    })
}

/// Who gets what the receiver joins: "để tổng hợp, báo cáo Ủy ban nhân dân tỉnh".
fn onward(clause: &str, words: &[Word<'_>], verb: usize) -> Option<String> {
    let from = purpose_at(words, verb)?;
    let reports = |at: &usize| {
        verb::report(words, *at).is_some() || word::phrase(words, *at, "trình").is_some()
    };
    let at = (from..words.len()).find(reports)?;
    receiver(clause, words, at).0
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
            d.month_of_year,
            d.dates.clone(),
        ))
    });
    duties
}

#[cfg(test)]
mod tests;
