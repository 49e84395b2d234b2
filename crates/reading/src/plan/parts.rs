//! Which lines of the body are sections, which the closing, which the letter a plan is attached to.

use std::ops::Range;

use super::area::Areas;
use super::issuer::{self, Place};
use super::line::{Item, Line};
use super::name;
use super::phrase::Phrases;
use super::section::{self, Tree};
use super::title::{self, Heading};
use super::unit::naming;
use super::word::opening;

/// Where sections end and the closing begins.
pub(super) struct Parts {
    /// One past the last item of a section.
    sections_end: usize,
    /// What stands behind the sections.
    pub closing: Range<usize>,
}

/// How a closing paragraph opens.
static CLOSING: Phrases = Phrases::new(
    "trên đây là | trong quá trình | yêu cầu các | yêu cầu thủ trưởng | đề nghị các | \
     kế hoạch này | nhận được kế hoạch | căn cứ kế hoạch | quá trình thực hiện | \
     trong quá trình triển khai | căn cứ nội dung | ủy ban nhân dân | chỉ thị này | công điện này | \
     phương án này | hướng dẫn này | chương trình này | khi có thay đổi | định kỳ",
);

impl Parts {
    pub fn find(items: &[Item<'_>], areas: &Areas) -> Parts {
        let body = areas.plan();
        let line = |at: usize| items.get(at).and_then(Item::line);
        let labelled = body
            .clone()
            .rev()
            .find(|at| line(*at).is_some_and(|l| l.label.is_some()));
        let after = labelled.map_or(body.start, |at| at + 1);
        let is_text = labelled.and_then(line).is_some_and(|l| {
            l.text.ends_with(['.', ';'])
                || l.label.as_ref().is_some_and(|l| !l.counts())
                || l.text.chars().count() > 120
        });
        let opens = |at: &usize| line(*at).is_some_and(|l| CLOSING.opens(&opening(&l.text)));
        // "Sở Tài chính" without a number behind "1. Sở Y tế …" goes on with the bodies.
        let owns = |l: &Line| {
            let named = naming::known(&l.text, false).map(|one| one.name);
            let bare = || name::is_body(&l.text).then(|| l.text.clone());
            named
                .or_else(bare)
                .is_some_and(|name| !name::is_group(&name))
        };
        // The first paragraph below a heading is its text, however it opens.
        let first = after + usize::from(labelled.is_some() && !is_text);
        // What stands right below a bare name is its work.
        let bare = |at: &usize| {
            line(*at).is_some_and(|l| {
                let opens =
                    || l.text.trim_end().ends_with(':') && naming::known(&l.text, true).is_some();
                l.label.is_none() && (name::is_body(&l.text) || opens())
            })
        };
        let from = (first..body.end).rfind(bare).map_or(first, |at| at + 2);
        let start = (from..body.end)
            .find(|at| {
                opens(at) || (is_text && line(*at).is_some_and(|l| !l.continued && !owns(l)))
            })
            .unwrap_or(body.end);
        Parts {
            sections_end: start,
            closing: start..body.end,
        }
    }

    pub fn tree(&self, items: &[Item<'_>], from: usize) -> Tree {
        section::tree(items.get(from..self.sections_end).unwrap_or_default(), from)
    }
}

/// What a letter itself says that a plan is attached to.
pub(super) fn letter_lines<'a>(
    items: &'a [Item<'_>],
    areas: &Areas,
) -> impl Iterator<Item = &'a Line> {
    let title = items.get(areas.title.clone()).unwrap_or_default();
    let mut typed = title
        .iter()
        .filter_map(Item::line)
        .map(|l| title::type_name(&l.text));
    let letter = areas.attached.is_some() && !typed.any(|name| name.is_some());
    let body = if letter { areas.body.clone() } else { 0..0 };
    items
        .get(body)
        .unwrap_or_default()
        .iter()
        .filter_map(Item::line)
}

/// The lines behind the sections.
pub(super) fn closing_lines<'a>(items: &'a [Item<'_>], parts: &Parts) -> Vec<&'a Line> {
    items
        .get(parts.closing.clone())
        .unwrap_or_default()
        .iter()
        .filter_map(Item::line)
        .collect()
}

/// Line and text of all that is no head or foot.
pub(super) fn body_lines<'a>(
    items: &'a [Item<'_>],
    areas: &Areas,
) -> impl Iterator<Item = (u32, &'a str)> + Clone {
    let attached = areas.attached.as_ref().map(|(_, body)| body.clone());
    let parts = [Some(areas.body.clone()), attached].into_iter().flatten();
    let lines = parts.flat_map(|part| items.get(part).unwrap_or_default());
    lines
        .filter_map(Item::line)
        .map(|l| (l.line, l.text.as_str()))
}

/// Named places of title and body, the body's first.
pub(super) fn places(items: &[Item<'_>], areas: &Areas, title: &Heading) -> Vec<Place> {
    let subject = title.subject.as_deref().unwrap_or_default();
    let mut found = issuer::places(subject, title.subject_line.unwrap_or_default());
    for (line, text) in body_lines(items, areas) {
        found.extend(issuer::places(text, line));
    }
    found
}
