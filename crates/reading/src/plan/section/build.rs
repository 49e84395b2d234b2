//! Builds the tree of parts from labelled lines.

use nhip_core::document::label::{Kind, Label};

use super::{Node, Tree, is_capitals, number};
use crate::plan::line::{Item, Line};
use crate::plan::{name, unit};

/// The rank of a heading without a mark above paragraphs without one.
const PLAIN: u8 = u8::MAX - 1;
/// A heading is at most this long.
const HEADING: usize = 170;

/// Builds the tree of the items of the body, from the first section to the closing.
pub(in crate::plan) fn tree(items: &[Item<'_>], offset: usize) -> Tree {
    let mut tree = Tree::default();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        let Some(line) = item.line() else {
            at += 1;
            continue;
        };
        let mut line = line.clone();
        let from = at;
        at += 1;
        while let Some(more) = items
            .get(at)
            .and_then(Item::line)
            .filter(|l| goes_on(&line, l))
        {
            join(&mut line, more);
            at += 1;
        }
        let next = items.get(at).and_then(Item::line);
        place(&mut tree, &mut open, &line, next, offset + from);
    }
    number::correct(&mut tree);
    tree
}

/// The next line belongs to this one: the same paragraph, or the heading of a label set alone.
fn goes_on(line: &Line, next: &Line) -> bool {
    next.label.is_none() && (next.continued || (line.label.is_some() && line.text.is_empty()))
}

fn join(line: &mut Line, more: &Line) {
    if !line.text.is_empty() {
        line.text.push(' ');
    }
    line.text.push_str(&more.text);
    line.lines.extend(
        more.lines
            .iter()
            .filter(|l| !line.lines.contains(l))
            .copied()
            .collect::<Vec<_>>(),
    );
}

fn place(tree: &mut Tree, open: &mut Vec<usize>, line: &Line, next: Option<&Line>, item: usize) {
    let capitals = is_capitals(&line.text);
    let heading = is_heading(line, next);
    let rank = match &line.label {
        Some(label) => label.rank(),
        None if capitals && heading => Kind::Roman as u8 * 10,
        // "Sở Y tế:" above dashes stands right above them.
        None if heading && text_opens_list(&line.text) => {
            let below = next.and_then(|next| next.label.as_ref());
            below.map_or(PLAIN, |label| label.rank().saturating_sub(1))
        }
        // "Sở Tài chính" on a line of its own, with a paragraph below it.
        None if heading && name::is_body(&line.text) => PLAIN,
        None => u8::MAX,
    };
    let node = Node {
        line: line.line,
        lines: line.lines.clone(),
        name: line
            .label
            .as_ref()
            .map_or("-".to_owned(), |l| l.name.clone()),
        label: line.label.clone(),
        text: line.text.clone(),
        heading,
        anomaly: None,
        parent: None,
        children: Vec::new(),
        item,
        rank,
    };
    if rank == u8::MAX {
        // A plain paragraph belongs to the heading above it.
        let parent = open
            .iter()
            .rev()
            .copied()
            .find(|n| tree.get(*n).is_some_and(|n| n.heading));
        if parent.is_some() {
            tree.attach(node, parent);
        }
        return;
    }
    if rank == PLAIN {
        // A bare name stands among the bodies above it, below their heading.
        let marked = |n: &Node| n.label.is_some() || is_capitals(&n.text);
        let above = |n: &usize| tree.get(*n).is_some_and(|n| n.heading && marked(n));
        open.truncate(open.iter().rposition(above).map_or(0, |at| at + 1));
    }
    let keep = depth_for(tree, open, &node);
    open.truncate(keep);
    let at = tree.attach(node, open.last().copied());
    open.push(at);
}

/// How many open parts stay open above a new one.
fn depth_for(tree: &Tree, open: &[usize], node: &Node) -> usize {
    let same: Vec<usize> = (0..open.len())
        .filter(|level| {
            open.get(*level)
                .and_then(|n| tree.get(*n))
                .is_some_and(|o| o.rank == node.rank)
        })
        .collect();
    let ordinal = node.label.as_ref().and_then(|l| l.ordinal);
    let opened = |level: &usize| open.get(*level).and_then(|n| tree.get(*n));
    if let Some(deepest) = same.last() {
        // "I." again right below an "I." or "II." heading opens a level of its own.
        let fresh = opened(deepest).is_some_and(|o| o.heading && o.children.is_empty());
        // Once only: a run of lone "I." headings must not dig without end.
        if fresh && ordinal == Some(1) && deepest + 1 == open.len() && same.len() == 1 {
            return open.len();
        }
        let mut follows: Vec<usize> = same
            .iter()
            .copied()
            .filter(|level| {
                let before = opened(level).and_then(|o| o.label.as_ref()?.ordinal);
                before.is_some_and(|before| Some(before + 1) == ordinal)
            })
            .collect();
        // Where both levels could go on, capitals tell which.
        let alike = |level: &usize| {
            opened(level).is_some_and(|o| is_capitals(&o.text) == is_capitals(&node.text))
        };
        follows.sort_by_key(|level| (alike(level), *level));
        return follows.last().copied().unwrap_or(*deepest);
    }
    let set_apart = ordinal.is_none() && node.label.is_some();
    if set_apart {
        return open.len();
    }
    open.iter()
        .position(|n| tree.get(*n).is_some_and(|o| o.rank >= node.rank))
        .unwrap_or(open.len())
}

/// It announces what stands below it.
fn text_opens_list(text: &str) -> bool {
    let text = text.trim_end();
    let remark = text.ends_with(')') && text.contains(": (");
    text.ends_with(':') || remark
}

/// A title: no closing stop, not long, and something below it or set as one.
fn is_heading(line: &Line, next: Option<&Line>) -> bool {
    let text = line.text.trim();
    let short = text.chars().count() <= HEADING;
    if text.is_empty() || !short || text.ends_with(['.', ';', '!', '?', '…', ',']) {
        return false;
    }
    let counts = line.label.as_ref().is_some_and(Label::counts);
    if is_capitals(text) {
        return true;
    }
    let above_list = next
        .and_then(|n| n.label.as_ref())
        .is_some_and(|l| !l.counts() || l.ordinal == Some(1));
    let plain = next.is_some_and(|n| n.label.is_none() && !text_opens_list(&n.text));
    let sentence = next.is_some_and(|n| n.text.trim_end().ends_with(['.', ';', '/']));
    if line.label.is_none() && plain && sentence && !line.bold && name::is_body(text) {
        return true;
    }
    if line.label.is_none() && plain && text_opens_list(text) {
        return unit::naming::known(text, true).is_some_and(|naming| naming.text.is_none());
    }
    if line.label.is_none() && above_list && text_opens_list(text) {
        return unit::naming::known(text, true).is_some()
            || unit::naming::by_place(text, true).is_some();
    }
    if !counts {
        return line.bold
            && line.label.is_none()
            && text.chars().count() < 100
            && !text.ends_with(':');
    }
    let below = next.is_some_and(|n| match (&n.label, &line.label) {
        (Some(below), Some(own)) => below.rank() > own.rank(),
        (None, _) => true,
        _ => false,
    });
    let bare = text.trim_end_matches(':');
    let named = name::is_body(&name::without_hand(bare));
    if text.ends_with(':') {
        return below && (named || line.bold);
    }
    below || named || line.bold || text.split_whitespace().count() <= 8
}
