//! Corrects labels by their position and notes what was odd.

use nhip_core::document::label::{Kind, Label};

use super::{Oddity, Tree};
use crate::plan::name;

/// Corrects labels by position and notes what was odd.
pub(super) fn correct(tree: &mut Tree) {
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
