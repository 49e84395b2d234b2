//! Units and their tasks: parts that name bodies, sentences that hand work to one, and the lead
//! column of tables.

mod merge;
pub(super) mod naming;
pub(super) mod roll;
mod task;

use nhip_core::plan::{PlanUnit, Task};

use super::line::Line;
use super::section::{Node, Tree};
use super::table::Work;
use super::theme::sub_items;
use super::word::starts_with;
use merge::{finish, merge};
use naming::Naming;
use roll::Rolls;
use task::{members, task};

/// Where a unit was found.
struct Found {
    name: String,
    line: u32,
    section: String,
    tasks: Vec<Task>,
    /// It has a heading of its own, not only a cell of a table.
    headed: bool,
}

/// What was read of the bodies of a plan.
pub(super) struct Units {
    /// The bodies, in the order they are first named.
    pub units: Vec<PlanUnit>,
    /// Parts taken for a body by their place alone: the node and the name.
    pub by_place: Vec<(usize, String)>,
    /// Parts among bodies that are none.
    pub missed: Vec<usize>,
    /// The body each part of the tree is told of.
    pub owners: Vec<Option<String>>,
    /// Parts that name a body.
    pub named: Vec<bool>,
    /// Parts that stand where work is given out.
    pub assigned: Vec<bool>,
}

/// Units of the tree, then those of tables; `handed` are sentences outside it that hand out tasks.
pub(super) fn read(tree: &Tree, handed: &[&Line], works: &[(String, Vec<Work>)]) -> Units {
    let rolls = Rolls::of(tree);
    let mut found: Vec<Found> = Vec::new();
    for root in &tree.roots {
        walk(tree, &rolls, *root, &mut found);
    }
    for line in handed {
        let shares = naming::running(&line.text);
        found.extend(shares.into_iter().map(|naming| {
            let text = naming.text.as_deref().unwrap_or(&line.text);
            Found {
                tasks: vec![task(line.line, line.lines.clone(), None, text, Vec::new())],
                name: naming.name,
                line: line.line,
                section: String::new(),
                headed: false,
            }
        }));
    }
    for (section, rows) in works {
        rows.iter()
            .for_each(|row| found.extend(from_row(section, row)));
    }
    found.sort_by_key(|unit| unit.line);
    let guessed = |(at, naming): (usize, &Option<Naming>)| {
        let naming = naming.as_ref().filter(|naming| !naming.known)?;
        Some((at, naming.name.clone()))
    };
    Units {
        units: finish(merge(found)),
        owners: rolls
            .owners(tree)
            .into_iter()
            .map(|owner| owner.map(str::to_owned))
            .collect(),
        by_place: rolls.named.iter().enumerate().filter_map(guessed).collect(),
        named: rolls.named.iter().map(Option::is_some).collect(),
        assigned: rolls.assigned,
        missed: rolls.missed,
    }
}

fn walk(tree: &Tree, rolls: &Rolls, at: usize, found: &mut Vec<Found>) {
    let Some(node) = tree.get(at) else { return };
    match rolls.get(at) {
        Some(naming) if !gathers(tree, rolls, at) => {
            let shares = if node.children.is_empty() {
                naming::running(&node.text)
            } else {
                Vec::new()
            };
            if shares.len() > 1 {
                found.extend(shares.iter().map(|share| unit(tree, at, node, share)));
            } else {
                found.push(unit(tree, at, node, naming));
            }
        }
        _ => node
            .children
            .iter()
            .for_each(|child| walk(tree, rolls, *child, found)),
    }
}

/// Most of its parts are bodies, or gather bodies themselves: it only stands above them.
fn gathers(tree: &Tree, rolls: &Rolls, at: usize) -> bool {
    let Some(node) = tree.get(at) else {
        return false;
    };
    let above = |child: &&usize| {
        let heading = tree.get(**child).is_some_and(|n| n.heading);
        is_named_child(tree, rolls, **child)
            || (heading && rolls.get(**child).is_none() && gathers(tree, rolls, **child))
    };
    let bodies = node.children.iter().filter(above).count();
    bodies > 0 && bodies * 2 > node.children.len()
}

/// A child that is a unit of its own, so that its parent only gathers units.
fn is_named_child(tree: &Tree, rolls: &Rolls, at: usize) -> bool {
    let running = |n: &Node| n.text.contains(';') && naming::running(&n.text).len() > 1;
    rolls.get(at).is_some()
        && tree.get(at).is_some_and(|n| {
            (roll::is_title(n) && n.counts()) || n.text.contains(':') || running(n)
        })
}

fn unit(tree: &Tree, at: usize, node: &Node, naming: &Naming) -> Found {
    let own = naming.text.as_deref();
    let own = own.map(|text| task(node.line, node.lines.clone(), None, text, Vec::new()));
    let below = node.children.iter().filter_map(|child| {
        let part = tree.get(*child)?;
        let (lines, marker) = (part.lines.clone(), part.marker());
        Some(task(
            part.line,
            lines,
            marker,
            &part.text,
            sub_items(tree, *child),
        ))
    });
    let mut tasks: Vec<Task> = own.into_iter().chain(below).collect();
    for task in &mut tasks {
        let new = naming
            .helpers
            .iter()
            .filter(|h| !task.co_owners.contains(h));
        let new: Vec<String> = new.cloned().collect();
        task.co_owners.extend(new);
    }
    Found {
        name: naming.name.clone(),
        line: node.line,
        section: tree.path(at),
        tasks,
        headed: true,
    }
}

fn from_row(section: &str, row: &Work) -> Vec<Found> {
    let task = |()| Task {
        id: String::new(),
        line: row.line,
        lines: row.lines.clone(),
        marker: row.marker.clone(),
        starts_with: starts_with(&row.text),
        text: row.text.clone(),
        sub_items: Vec::new(),
        co_owners: row.co_owners.clone(),
        due: row.due.clone(),
    };
    row.leads
        .iter()
        .map(|lead| Found {
            name: lead.clone(),
            line: row.lead_line,
            section: section.to_owned(),
            tasks: vec![task(())],
            headed: false,
        })
        .collect()
}
