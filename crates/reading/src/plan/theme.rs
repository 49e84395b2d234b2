//! Themes: what is to be told, below a heading that says so.

use nhip_core::plan::{SubItem, Theme};
use nhip_viet::fold::key;

use super::citation::{self, Catalog};
use super::section::Tree;
use super::word::starts_with;

/// The heading whose items are the themes: the innermost one that speaks of what is told;
/// a bare "Nội dung" serves when nothing better is there.
fn home(tree: &Tree) -> Option<usize> {
    let score = |at: usize| -> u8 {
        let Some(node) = tree.get(at).filter(|n| n.heading && !n.children.is_empty()) else {
            return 0;
        };
        let text = key(&node.text);
        let told = ["tuyên truyền", "truyền thông", "thông tin", "thông điệp"]
            .iter()
            .any(|w| text.contains(w));
        match () {
            () if text.contains("nội dung") && told => 3,
            () if text.contains("thông điệp") => 2,
            // A bare "Nội dung" may hold the work itself: its parts are themes when they are texts.
            () if (text == "nội dung" || text.starts_with("nội dung, hình thức"))
                && node.parent.is_none()
                && node
                    .children
                    .iter()
                    .all(|c| tree.get(*c).is_some_and(|n| !n.heading)) =>
            {
                1
            }
            () => 0,
        }
    };
    let best = (0..tree.nodes.len())
        .map(|at| (score(at), at))
        .filter(|(s, _)| *s > 0);
    let (_, at) = best.max_by_key(|(s, at)| (*s, std::cmp::Reverse(*at)))?;
    // "II- NỘI DUNG, HÌNH THỨC TUYÊN TRUYỀN" holds "1- Nội dung tuyên truyền": the inner one.
    let mut inner = tree.get(at)?.children.iter().copied().filter(|c| {
        tree.get(*c).is_some_and(|n| {
            n.heading && !n.children.is_empty() && key(&n.text).contains("nội dung")
        })
    });
    // Two such parts ("về vắc xin", "theo đối tượng") are themes themselves.
    match (inner.next(), inner.next()) {
        (Some(only), None) => Some(only),
        _ => Some(at),
    }
}

/// Reads the themes.
pub(super) fn read(tree: &Tree, catalog: &Catalog) -> Vec<Theme> {
    let Some(home) = home(tree).and_then(|at| tree.get(at)) else {
        return Vec::new();
    };
    let mut themes = Vec::new();
    for &at in &home.children {
        let Some(node) = tree.get(at) else { continue };
        let n = u32::try_from(themes.len() + 1).unwrap_or(u32::MAX);
        themes.push(Theme {
            n,
            line: node.line,
            lines: node.lines.clone(),
            starts_with: starts_with(&node.text),
            text: node.text.clone(),
            sub_items: sub_items(tree, at),
            cites: catalog.ids(citation::mentions(&node.text, node.line).iter()),
        });
    }
    themes
}

/// Everything below a node, in order.
pub(super) fn sub_items(tree: &Tree, at: usize) -> Vec<SubItem> {
    let below = tree.below(at).into_iter().filter_map(|at| tree.get(at));
    below
        .map(|node| SubItem {
            label: node.marker().unwrap_or_else(|| "-".to_owned()),
            line: node.line,
            text: node.text.clone(),
        })
        .collect()
}
