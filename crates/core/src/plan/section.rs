//! The tree of parts, built from labels; labels lie, so position decides.

use super::line::{Item, Line};
use super::word::starts_with;
use super::{Section, name};
use crate::document::label::{Kind, Label};

/// A heading is at most this long.
const HEADING: usize = 170;

/// One part, with links into the tree.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Line it starts on.
    pub line: u32,
    /// All its lines.
    pub lines: Vec<u32>,
    /// Its label.
    pub label: Option<Label>,
    /// True name of its label: position corrects a number used twice.
    pub name: String,
    /// Text without the label.
    pub text: String,
    /// It is a title.
    pub heading: bool,
    /// What is odd about its label.
    pub anomaly: Option<String>,
    /// Part above it.
    pub parent: Option<usize>,
    /// Parts below it.
    pub children: Vec<usize>,
    /// Index of its item.
    pub item: usize,
    rank: u8,
}

impl Node {
    /// Marker as printed; `None` for a plain paragraph.
    pub fn marker(&self) -> Option<String> {
        self.label.as_ref().map(|l| l.marker.clone())
    }

    /// It carries a label that counts.
    pub fn counts(&self) -> bool {
        self.label.as_ref().is_some_and(Label::counts)
    }
}

/// What is odd about a run of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// A number used twice.
    Twice,
    /// A number left out.
    Missing,
}

/// All parts.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// In reading order.
    pub nodes: Vec<Node>,
    /// Outermost parts.
    pub roots: Vec<usize>,
    /// Where numbers go wrong: node and kind.
    pub odd: Vec<(usize, Oddity)>,
}

impl Tree {
    /// A node.
    pub fn get(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// Nodes below one, depth first, itself left out.
    pub fn below(&self, at: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut open: Vec<usize> = self
            .get(at)
            .map(|n| n.children.iter().rev().copied().collect())
            .unwrap_or_default();
        while let Some(next) = open.pop() {
            out.push(next);
            open.extend(
                self.get(next)
                    .map(|n| n.children.iter().rev().copied().collect::<Vec<_>>())
                    .unwrap_or_default(),
            );
        }
        out
    }

    /// Nodes above one, nearest first.
    pub fn above(&self, at: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut next = self.get(at).and_then(|n| n.parent);
        while let Some(parent) = next {
            out.push(parent);
            next = self.get(parent).and_then(|n| n.parent);
        }
        out
    }

    /// "III.4 (printed as a second '3.')".
    pub fn path(&self, at: usize) -> String {
        let mut names: Vec<String> = Vec::new();
        for step in std::iter::once(at).chain(self.above(at)) {
            let Some(node) = self.get(step).filter(|n| n.counts()) else {
                continue;
            };
            let whole = node.label.as_ref().is_some_and(|l| l.depth > 1);
            let covered = names
                .last()
                .is_some_and(|n: &String| n.starts_with(&format!("{}.", node.name)));
            if !covered || whole {
                names.push(node.name.clone());
            }
        }
        names.reverse();
        let path = names.join(".");
        let printed = self
            .get(at)
            .and_then(|n| n.label.as_ref().filter(|l| l.counts() && l.name != n.name));
        printed.map_or(path.clone(), |l| {
            format!("{path} (printed as a second '{}')", l.marker)
        })
    }

    fn attach(&mut self, mut node: Node, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        node.parent = parent;
        self.nodes.push(node);
        match parent.and_then(|p| self.nodes.get_mut(p)) {
            Some(parent) => parent.children.push(at),
            None => self.roots.push(at),
        }
        at
    }
}

/// Builds the tree of the items of the body, from the first section to the closing.
pub(super) fn tree(items: &[Item<'_>], offset: usize) -> Tree {
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
    number(&mut tree);
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

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 2 && !text.chars().any(char::is_lowercase)
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

/// Corrects labels by position and notes what was odd.
fn number(tree: &mut Tree) {
    let groups: Vec<Vec<usize>> = std::iter::once(tree.roots.clone())
        .chain(tree.nodes.iter().map(|n| n.children.clone()))
        .collect();
    for group in groups {
        let mut last: Option<(u8, u32)> = None;
        for (index, &at) in group.iter().enumerate() {
            let Some((rank, label)) = tree
                .get(at)
                .and_then(|n| n.label.clone().map(|l| (n.rank, l)))
            else {
                continue;
            };
            let Some(printed) = label.ordinal else {
                continue;
            };
            let before = last.filter(|(r, _)| *r == rank).map(|(_, n)| n);
            let mut own = printed;
            match before {
                Some(before) if printed == before || (printed < before && printed > 1) => {
                    own = before + 1;
                    let next = group
                        .get(index + 1)
                        .and_then(|n| tree.get(*n))
                        .and_then(|n| n.label.clone());
                    twice(tree, at, &label, own, next.as_ref());
                }
                Some(before) if printed > before + 1 => tree.odd.push((at, Oddity::Missing)),
                None if printed > 1 && label.depth == 1 && label.kind != Kind::Article => {
                    tree.odd.push((at, Oddity::Missing))
                }
                _ => {}
            }
            last = Some((rank, own));
        }
        plain_bodies(tree, &group);
    }
}

fn twice(tree: &mut Tree, at: usize, label: &Label, own: u32, next: Option<&Label>) {
    tree.odd.push((at, Oddity::Twice));
    let Some(node) = tree.nodes.get_mut(at) else {
        return;
    };
    node.name = renumbered(label, own);
    let mut anomaly = format!("printed '{}' a second time; ", label.marker);
    if let Some(next) = next.filter(|n| n.ordinal == Some(own + 1)) {
        anomaly.push_str(&format!("the next is '{}', so ", next.marker));
    }
    anomaly.push_str(&format!("the true ordinal is {own}"));
    node.anomaly = Some(anomaly);
}

fn renumbered(label: &Label, own: u32) -> String {
    let head = label
        .name
        .rsplit_once('.')
        .map(|(head, _)| format!("{head}."))
        .unwrap_or_default();
    match label.kind {
        Kind::Roman => roman(own),
        Kind::Letter | Kind::ParenLetter => {
            let letter = "abcdđeghiklmnopqrstuvxy"
                .chars()
                .nth(own.saturating_sub(1) as usize);
            letter.map_or_else(|| own.to_string(), String::from)
        }
        Kind::ParenNumber => format!("({own})"),
        Kind::Number => format!("{head}{own}"),
        _ => label.name.clone(),
    }
}

fn roman(mut value: u32) -> String {
    let mut out = String::new();
    for (n, sign) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while value >= n && out.len() < 24 {
            out.push_str(sign);
            value -= n;
        }
    }
    out
}

/// A heading whose one part is a plain paragraph, where its neighbours' parts carry marks.
fn plain_bodies(tree: &mut Tree, group: &[usize]) {
    let marked = |at: &usize| {
        tree.get(*at).is_some_and(|n| {
            n.children
                .iter()
                .any(|c| tree.get(*c).is_some_and(|c| c.label.is_some()))
        })
    };
    let plain = |at: &usize| {
        tree.get(*at).is_some_and(|n| {
            n.heading
                && name::is_body(&n.text)
                && n.children.len() == 1
                && n.children
                    .iter()
                    .all(|c| tree.get(*c).is_some_and(|c| c.label.is_none()))
        })
    };
    if !group.iter().any(marked) {
        return;
    }
    let odd: Vec<usize> = group.iter().copied().filter(|at| plain(at)).collect();
    for at in odd {
        if let Some(node) = tree.nodes.get_mut(at).filter(|n| n.anomaly.is_none()) {
            node.anomaly = Some("its single task is a plain paragraph without a dash".to_owned());
        }
    }
}

/// The tree as the plan shows it.
pub(super) fn sections(tree: &Tree) -> Vec<Section> {
    // Children come after their parents, so walking backwards finds every child finished.
    let mut done: Vec<Option<Section>> = vec![None; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate().rev() {
        let children = node
            .children
            .iter()
            .filter_map(|c| done.get_mut(*c).and_then(Option::take))
            .collect();
        let level = u8::try_from(tree.above(at).len() + 1).unwrap_or(u8::MAX);
        let section = Section {
            label: node.name.clone(),
            marker_as_printed: node.marker(),
            heading: node.heading.then(|| node.text.clone()),
            level,
            line: node.line,
            starts_with: (!node.heading).then(|| starts_with(&node.text)),
            anomaly: node.anomaly.clone(),
            children,
        };
        if let Some(slot) = done.get_mut(at) {
            *slot = Some(section);
        }
    }
    tree.roots
        .iter()
        .filter_map(|at| done.get_mut(*at).and_then(Option::take))
        .collect()
}
