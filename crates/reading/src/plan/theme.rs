//! What is to be told: themes below a heading that speaks of it, and slogans below one of theirs or
//! in quotation marks behind a word that announces one.

use nhip_core::plan::{Clause, SubItem, Theme};
use nhip_viet::fold::key;

use super::citation::{self, Catalog};
use super::phrase::Phrases;
use super::section::{Node, Tree};
use super::word::starts_with;

/// How well a heading says that its items are what is to be told; 0 for not at all.
fn tells(node: &Node) -> u8 {
    let text = key(&node.text);
    // "Nội dung tuyên truyền:" above its list, in a paragraph of its own.
    let leads = text.ends_with(':') && text.split(' ').count() <= 6;
    if !(node.heading || leads) || node.children.is_empty() {
        return 0;
    }
    let told = ["tuyên truyền", "truyền thông", "thông tin", "thông điệp"];
    let told = told.iter().any(|word| text.contains(word));
    match () {
        () if is_slogans(&text) => 0,
        () if text.contains("nội dung") && told => 3,
        () if text.contains("thông điệp") || text.starts_with("trọng tâm") => 2,
        () if is_bare(&text) => 1,
        () => 0,
    }
}

/// "Nội dung", "NỘI DUNG, HÌNH THỨC": what is told, or the work itself.
fn is_bare(text: &str) -> bool {
    text == "nội dung"
        || text.starts_with("nội dung, hình thức")
        || text.starts_with("nội dung và hình thức")
}

fn is_slogans(text: &str) -> bool {
    let named = text.contains("khẩu hiệu") || text.contains("thông điệp chính");
    named && !text.contains("treo") && text.split(' ').count() <= 12
}

/// The heading whose items are the themes: the innermost of those that say it best.
fn home(tree: &Tree) -> Option<usize> {
    let scores = (0..tree.nodes.len()).filter_map(|at| Some((tells(tree.get(at)?), at)));
    let scores = scores.filter(|(score, at)| *score > 1 || (*score > 0 && serves(tree, *at)));
    let (_, at) = scores.max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)))?;
    Some(inner(tree, at))
}

/// A bare "Nội dung" may hold the work itself: it serves when its parts are texts, or when one of
/// them is again called so ("II. NỘI DUNG, HÌNH THỨC" above "1. Nội dung").
fn serves(tree: &Tree, at: usize) -> bool {
    let Some(node) = tree.get(at) else {
        return false;
    };
    let texts = node
        .children
        .iter()
        .all(|c| tree.get(*c).is_some_and(|n| !n.heading));
    (node.parent.is_none() && texts) || inner(tree, at) != at
}

/// The one part of a heading that is again about what is told, or itself. Two such parts ("về vắc
/// xin", "theo đối tượng") are themes themselves.
fn inner(tree: &Tree, at: usize) -> usize {
    let Some(node) = tree.get(at) else { return at };
    let mut same = node.children.iter().copied().filter(|child| {
        let part = tree.get(*child);
        part.is_some_and(|n| {
            n.heading && !n.children.is_empty() && key(&n.text).contains("nội dung")
        })
    });
    match (same.next(), same.next()) {
        (Some(only), None) => only,
        _ => at,
    }
}

/// Headings that only say whom or when what stands below them is for.
static GROUPS: Phrases =
    Phrases::new("đối với | cho | dành cho | với | nhóm | giai đoạn | trước | trong | sau | tại");

/// Reads the themes.
pub(super) fn read(tree: &Tree, catalog: &Catalog) -> Vec<Theme> {
    let Some(home) = home(tree).and_then(|at| tree.get(at)) else {
        return Vec::new();
    };
    if let Some(listed) = in_one(tree, home) {
        return listed;
    }
    let groups = |at: &usize| {
        tree.get(*at).is_some_and(|n| {
            let text = key(&n.text);
            n.heading
                && !n.children.is_empty()
                && (GROUPS.opens(&text) || !text.contains("nội dung"))
        })
    };
    let items: Vec<usize> = if !home.children.is_empty() && home.children.iter().all(groups) {
        let below = home.children.iter().filter_map(|at| tree.get(*at));
        below.flat_map(|group| group.children.clone()).collect()
    } else {
        home.children.clone()
    };
    let theme = |(n, at): (usize, usize)| {
        let node = tree.get(at)?;
        Some(Theme {
            n: u32::try_from(n + 1).unwrap_or(u32::MAX),
            line: node.line,
            lines: node.lines.clone(),
            starts_with: starts_with(&node.text),
            text: node.text.clone(),
            sub_items: sub_items(tree, at),
            cites: catalog.ids(citation::mentions(&node.text, node.line).iter()),
        })
    };
    // "- Khẩu hiệu: “…”" among them is a slogan.
    let slogan = |at: &usize| {
        tree.get(*at)
            .is_some_and(|node| is_slogan(&key(&node.text)))
    };
    let items = items.into_iter().filter(|at| !slogan(at));
    items.enumerate().filter_map(theme).collect()
}

/// Slogans and ways of telling them stand among the themes.
fn is_slogan(text: &str) -> bool {
    let rest = text.strip_prefix("khẩu hiệu");
    let rest = rest.or_else(|| text.strip_prefix("hình thức"));
    rest.is_some_and(|rest| rest.starts_with([':', ' ']) && rest.contains(':'))
}

/// Themes told in the one paragraph below their heading: "Tập trung vào các nội dung: …; …; …".
fn in_one(tree: &Tree, home: &Node) -> Option<Vec<Theme>> {
    let [only] = home.children[..] else {
        return None;
    };
    let node = tree.get(only).filter(|n| n.children.is_empty())?;
    let (_, list) = node.text.split_once(':')?;
    let parts: Vec<&str> = list
        .split(';')
        .map(|part| part.trim().trim_end_matches('.'))
        .collect();
    let theme = |(n, part): (usize, &&str)| Theme {
        n: u32::try_from(n + 1).unwrap_or(u32::MAX),
        line: node.line,
        lines: node.lines.clone(),
        starts_with: starts_with(part),
        text: (*part).to_owned(),
        sub_items: Vec::new(),
        cites: Vec::new(),
    };
    (parts.len() > 1).then(|| parts.iter().enumerate().map(theme).collect())
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

/// Slogans: the items below a heading that calls them so, and what stands in quotation marks behind
/// a word that announces one.
pub(super) fn slogans<'a>(
    tree: &'a Tree,
    lines: impl Iterator<Item = (u32, &'a str)> + Clone,
) -> Vec<Clause> {
    let homes = tree
        .nodes
        .iter()
        .filter(|n| n.heading && is_slogans(&key(&n.text)));
    let items = homes
        .flat_map(|home| &home.children)
        .filter_map(|at| tree.get(*at));
    let listed = items.map(|node| (node.line, bare(&node.text)));
    let announced = lines.clone();
    let announced =
        announced.flat_map(|(line, text)| announced_in(text).into_iter().map(move |q| (line, q)));
    let set = lines.flat_map(|(line, text)| set_phrases(text).map(move |phrase| (line, phrase)));
    let mut found: Vec<Clause> = Vec::new();
    for (line, text) in listed.chain(announced).chain(set) {
        let folded = key(text);
        if !found.iter().any(|one| key(&one.text).contains(&folded)) {
            let text = text.to_owned();
            found.push(Clause { line, text });
        }
    }
    found
}

/// Set phrases of directives, which stand without quotation marks.
fn set_phrases(text: &str) -> impl Iterator<Item = &str> {
    const PHRASES: [&str; 4] = ["mục tiêu kép", "4 tại chỗ", "bốn tại chỗ", "3 tại chỗ"];
    let phrases = PHRASES.iter();
    phrases.filter_map(|phrase| {
        text.find(phrase)
            .and_then(|at| text.get(at..at + phrase.len()))
    })
}

/// Without what parts it from the next item.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches([';', ',']).trim_end()
}

/// Words right before a quotation that announce a slogan.
static ANNOUNCE: Phrases = Phrases::new(
    "phương châm | thông điệp | khẩu hiệu | tinh thần | thông điệp: | khẩu hiệu: | \
     khẩu hiệu như: | thông điệp như:",
);

/// Quotations that are slogans, and those listed behind one.
fn announced_in(text: &str) -> Vec<&str> {
    let mut going_on = false;
    let mut found = Vec::new();
    for (before, quote) in quotes(text) {
        let before = key(before);
        let before = before.trim_end();
        let listed = going_on && matches!(before, "," | ";" | "và" | ", và" | "hoặc" | "");
        going_on = listed || ANNOUNCE.list().any(|word| before.ends_with(word));
        if going_on {
            found.push(quote);
        }
    }
    found
}

/// Texts in quotation marks, each with what stands between it and the one before.
fn quotes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('“') {
        let Some((quote, after)) = opened.split_once('”') else {
            break;
        };
        found.push((before, quote));
        rest = after;
    }
    found
}
