//! The tree of parts, built from labels; labels lie, so position decides.

mod build;
mod number;

use nhip_core::document::label::Label;
use nhip_core::plan::Section;

use super::word::starts_with;

pub(super) use build::tree;

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

    /// How deep its mark stands; small is outermost.
    pub fn rank(&self) -> u8 {
        self.rank
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

fn is_capitals(text: &str) -> bool {
    // Most texts have a small letter early: look for it first.
    !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_alphabetic()).count() > 2
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
