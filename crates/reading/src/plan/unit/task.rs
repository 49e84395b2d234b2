//! One task: its text, who helps, by when; and the members a group's tasks name.

use nhip_core::plan::{Due, SubItem, Task};

use crate::plan::word::{self, Word, starts_with, words};
use crate::plan::{deadline, name};

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
    let all = deadline::outside_citations(text);
    let known =
        |w: &&crate::plan::when::When| w.to.is_some() || w.from.is_some() || w.frequency.is_some();
    let best = all
        .iter()
        .find(|w| w.is_dated() && known(w))
        .or(all.iter().find(known))?;
    let mut due = best.due(text);
    // "mỗi tháng một lớp, từ tháng 4 đến tháng 8/2027": a span says until when, the rest how often.
    let often = all.iter().find(|w| !w.is_dated()).and_then(|w| w.frequency);
    if best.from.is_some() && best.to.is_some() && best.from != best.to {
        due.frequency = often.or(due.frequency);
    }
    Some(due)
}

/// Bodies named after "phối hợp với".
fn co_owners(text: &str) -> Vec<String> {
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
