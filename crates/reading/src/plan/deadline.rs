//! Times that bind no single task: campaign weeks, the plan's own end.

use nhip_core::plan::{Basis, Deadline, Duty, PlanUnit};
use nhip_viet::sentence::sentences;

use super::line::Line;
use super::section::Tree;
use super::when::{self, When};
use super::{account, citation};

/// Lines whose times are a task's, a duty's or a cited law's.
pub(super) fn taken(units: &[PlanUnit], duties: &[Duty], bases: &[Basis]) -> Vec<u32> {
    let mut taken: Vec<u32> = duties.iter().map(|d| d.line).collect();
    taken.extend(bases.iter().map(|basis| basis.line));
    for task in units.iter().flat_map(|u| &u.tasks) {
        taken.push(task.line);
        taken.extend(&task.lines);
        taken.extend(task.sub_items.iter().map(|s| s.line));
    }
    taken.sort_unstable();
    taken
}

/// Times of items that are neither tasks nor duties nor bases, and of the closing.
pub(super) fn read(tree: &Tree, taken: &[u32], closing: &[&Line]) -> Vec<Deadline> {
    let nodes = tree.nodes.iter().enumerate();
    let nodes = nodes
        .filter(|(at, n)| !n.heading && !account::is_situation(tree, *at))
        .map(|(_, n)| (n.line, n.text.as_str()));
    let closing = closing.iter().map(|l| (l.line, l.text.as_str()));
    nodes
        .chain(closing)
        .filter(|(line, _)| taken.binary_search(line).is_err())
        .flat_map(|(line, text)| in_text(line, text))
        .collect()
}

fn in_text(line: u32, text: &str) -> Vec<Deadline> {
    let ranges = sentences(text);
    let found = outside_citations(text)
        .into_iter()
        .filter(|w| (w.to.is_some() || w.from.is_some()) && binds(w, text));
    found
        .map(|when| {
            let sentence = ranges
                .iter()
                .find(|r| r.contains(&when.start))
                .and_then(|r| text.get(r.clone()));
            Deadline {
                line,
                due: when.due(text),
                text: sentence.unwrap_or(text).to_owned(),
            }
        })
        .collect()
}

/// Times of a text that are not dates of cited documents.
pub(super) fn outside_citations(text: &str) -> Vec<When> {
    let times = when::all(text);
    if times.is_empty() {
        return times;
    }
    let cited = citation::mentions(text, 0);
    let inside = |w: &When| cited.iter().any(|m| m.start <= w.start && w.start < m.end);
    times.into_iter().filter(|w| !inside(w)).collect()
}

/// Only what something is bound to: a lead word, a range, or a date; not "tháng 3/2026" in passing.
fn binds(when: &When, text: &str) -> bool {
    let printed = text
        .get(when.start..when.end)
        .unwrap_or_default()
        .to_lowercase();
    let led = [
        "trước",
        "chậm",
        "muộn",
        "đến",
        "hết",
        "từ",
        "trong",
        "xong",
        "không quá",
    ]
    .iter()
    .any(|l| printed.starts_with(l));
    led || (when.from.is_some() && when.from != when.to) || when.date.is_some()
}
