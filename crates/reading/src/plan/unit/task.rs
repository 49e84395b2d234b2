//! One task: its text, who helps, by when; and the members a group's tasks name.

use nhip_core::plan::{Due, Frequency, SubItem, Task};

use crate::plan::when::When;
use crate::plan::word::{self, Word, starts_with, words};
use crate::plan::{deadline, duty, name};

pub(super) fn task(
    line: u32,
    lines: Vec<u32>,
    marker: Option<String>,
    text: &str,
    sub_items: Vec<SubItem>,
) -> Task {
    Task {
        id: String::new(),
        line,
        lines,
        marker,
        starts_with: starts_with(text),
        text: text.to_owned(),
        sub_items,
        co_owners: co_owners(text),
        due: due(text),
    }
}

fn due(text: &str) -> Option<Due> {
    let reports = text.replace("áo cáo viên", "").contains("áo cáo");
    let all = if reports {
        duty::times(text)
    } else {
        deadline::outside_citations(text)
    };
    use Frequency::{AtOnce, OnRequest, Periodic};
    let vague = |w: &&When| matches!(w.frequency, Some(AtOnce | OnRequest | Periodic));
    let known = |w: &&When| {
        let told = w.to.is_some() || w.from.is_some() || w.frequency.is_some();
        !vague(w) && (told || w.month.is_some())
    };
    let dated = |w: &&When| known(w) && (reports || w.is_dated());
    let first = all
        .iter()
        .position(|w| dated(&w))
        .or(all.iter().position(|w| known(&w)))?;
    // "Báo cáo 6 tháng gửi trước ngày 15/6/2026": the date says when.
    let next = all
        .get(first + 1)
        .filter(|w| w.date.is_some() && !all.get(first).is_some_and(When::is_dated));
    let best = next.filter(|_| reports).or(all.get(first))?;
    let mut due = best.due(text);
    // A day and a month without a year.
    if best.month.is_some() && due.frequency.is_none() {
        let often = all.iter().find(|w| !w.is_dated()).and_then(|w| w.frequency);
        due.frequency = often.or(Some(Frequency::Once));
    }
    // "04 lần/ngày đến hết tháng 10/2026" says how often and until when.
    let until = best.from.is_none() && due.as_printed.to_lowercase().starts_with("đến");
    // "mỗi tháng một lớp, từ tháng 4 đến tháng 8/2027": a span says until when, the rest how often.
    let often = all.iter().find(|w| !w.is_dated()).and_then(|w| w.frequency);
    if until || (best.from.is_some() && best.to.is_some() && best.from != best.to) {
        due.frequency = often.or(due.frequency);
    }
    Some(due)
}

/// Bodies named after "phối hợp với".
pub(super) fn co_owners(text: &str) -> Vec<String> {
    if !text.contains("hối hợp") {
        return Vec::new();
    }
    let words = words(text);
    let mut out: Vec<String> = Vec::new();
    for at in 0..words.len() {
        let Some((_, len)) = word::any(
            &words,
            at,
            &[
                "phối hợp chặt chẽ với",
                "phối hợp với",
                "phối hợp cùng",
                "phối hợp",
            ],
        ) else {
            continue;
        };
        let mut next = at + len;
        while name::starts(&words, next) || name::is_kind(&words, next) {
            let to = name::end(&words, next);
            out.extend(name::slice(text, &words, next, to).filter(|n| !out.contains(n)));
            let linked = words
                .get(to)
                .is_some_and(|w| w.key == "và" || w.key == "với");
            let closed = words
                .get(to - 1)
                .is_some_and(|w| !w.tail.is_empty() && w.tail != ",");
            if closed {
                break;
            }
            next = to + usize::from(linked);
        }
    }
    out
}

/// Bodies a group's tasks name as its members: three or more in a row after "thành viên", "gồm".
pub(super) fn members(tasks: &[Task]) -> Vec<String> {
    for task in tasks {
        let words = words(&task.text);
        let announce = words
            .iter()
            .position(|w| matches!(w.key.as_str(), "viên" | "gồm" | "như"));
        let Some(mut at) = announce else { continue };
        let mut names = Vec::new();
        while at < words.len() {
            if words.get(at).is_some_and(Word::is_capital) && name::starts(&words, at) {
                let to = name::end(&words, at);
                names.extend(name::slice(&task.text, &words, at, to));
                at = to;
            } else {
                at += 1;
            }
        }
        if names.len() >= 3 {
            return names;
        }
    }
    Vec::new()
}
