//! Units and their tasks: headings below "Tổ chức thực hiện", names before a colon, "Giao … chủ trì",
//! and the lead column of tables.

mod merge;
mod task;

use super::phrase::Phrases;

use nhip_core::plan::{PlanUnit, Task};
use nhip_viet::fold::key;

use super::line::Line;
use super::name;
use super::section::{Node, Tree};
use super::table::Work;
use super::theme::sub_items;
use super::word::{starts_with, words};
use merge::{finish, merge};
use task::{members, task};

/// Headings below which bodies get their tasks.
static ASSIGN: Phrases = Phrases::new(
    "tổ chức thực hiện | phân công | trách nhiệm | nhiệm vụ của | tổ chức triển khai | \
     triển khai thực hiện | nhiệm vụ cụ thể | biện pháp tổ chức | nhiệm vụ các | \
     tổ chức, thực hiện | phân giao | thực hiện kế hoạch",
);
/// Verbs that follow a name in a sentence that gives a task.
static TAKES: Phrases = Phrases::new(
    "chủ trì | phối hợp | có trách nhiệm | chịu trách nhiệm | tham mưu | chỉ đạo | \
     tổ chức | xây dựng | hướng dẫn | tăng cường | thực hiện | triển khai | là cơ quan | \
     là đơn vị | là đầu mối | theo dõi | đẩy mạnh | cung cấp | bố trí | vận động | \
     tuyên truyền | căn cứ | chủ động | đôn đốc | rà soát | thường xuyên | kiểm tra | \
     tiếp tục | lãnh đạo | quan tâm",
);

/// Where a unit was found.
struct Found {
    name: String,
    line: u32,
    section: String,
    tasks: Vec<Task>,
    /// It has a heading of its own, not only a cell of a table.
    headed: bool,
}

/// How a node names a unit.
enum Naming {
    /// The heading is the name.
    Heading(String),
    /// Name, then the task after a colon or verb.
    Inline(String, String),
}

/// Units of the tree, then those of tables; `handed` are sentences outside it that hand out tasks.
pub(super) fn read(tree: &Tree, handed: &[&Line], works: &[(String, Vec<Work>)]) -> Vec<PlanUnit> {
    let mut found: Vec<Found> = Vec::new();
    let mut order: Vec<(u32, usize)> = Vec::new();
    for root in homes(tree) {
        walk(tree, root, &mut found);
    }
    for line in handed {
        if let Some(Naming::Inline(name, text)) = hand(&line.text) {
            let task = task(line.line, line.lines.clone(), None, &text, Vec::new());
            found.push(Found {
                name,
                line: line.line,
                section: String::new(),
                tasks: vec![task],
                headed: false,
            });
        }
    }
    for (section, rows) in works {
        rows.iter()
            .for_each(|row| found.extend(from_row(section, row)));
    }
    order.extend(found.iter().enumerate().map(|(at, f)| (f.line, at)));
    order.sort_unstable();
    let mut slots: Vec<Option<Found>> = found.into_iter().map(Some).collect();
    let found = order
        .into_iter()
        .filter_map(|(_, at)| slots.get_mut(at).and_then(Option::take))
        .collect();
    finish(merge(found))
}

/// Assignment headings, outermost; the whole tree when there is none.
fn homes(tree: &Tree) -> Vec<usize> {
    let assigns = |at: &usize| {
        tree.get(*at).is_some_and(|n| {
            let text = key(&n.text);
            n.heading && !n.children.is_empty() && ASSIGN.within(&text) && !name::is_body(&n.text)
        })
    };
    let all: Vec<usize> = (0..tree.nodes.len()).filter(assigns).collect();
    let outermost: Vec<usize> = all
        .iter()
        .copied()
        .filter(|at| !tree.above(*at).iter().any(|above| all.contains(above)))
        .collect();
    let named = |at: &usize| {
        tree.below(*at)
            .into_iter()
            .any(|n| naming(tree, n).is_some())
    };
    let serving: Vec<usize> = outermost.into_iter().filter(named).collect();
    if serving.is_empty() {
        tree.roots.clone()
    } else {
        serving
    }
}

fn walk(tree: &Tree, at: usize, found: &mut Vec<Found>) {
    let Some(node) = tree.get(at) else { return };
    let naming = naming(tree, at);
    let shared = node
        .children
        .iter()
        .filter(|c| is_named_child(tree, **c))
        .count();
    let umbrella = shared > 0 && shared * 2 > node.children.len();
    match naming {
        Some(naming) if !umbrella => found.push(unit(tree, at, node, naming)),
        _ => node
            .children
            .iter()
            .for_each(|child| walk(tree, *child, found)),
    }
}

/// A child that is a unit of its own, so that its parent only gathers units.
fn is_named_child(tree: &Tree, at: usize) -> bool {
    tree.get(at)
        .is_some_and(|n| (n.heading && n.counts()) || n.text.contains(':'))
        && naming(tree, at).is_some()
}

fn naming(tree: &Tree, at: usize) -> Option<Naming> {
    let node = tree.get(at)?;
    if node.heading {
        let bare = name::without_hand(node.text.trim().trim_end_matches(':').trim());
        // "3. Công an phường" and "Phân công: Sở Y tế" alike.
        return (name::is_body(&bare) && (node.counts() || !node.children.is_empty()))
            .then_some(Naming::Heading(bare));
    }
    inline(&node.text).or_else(|| hand(&node.text))
}

/// "Trạm Y tế phường: Chủ trì …"; a colon at the end makes a heading of it.
fn inline(text: &str) -> Option<Naming> {
    let (before, after) = text.split_once(':')?;
    let before = name::without_hand(before.trim());
    let fits = before.chars().count() <= 160 && name::is_body(&before);
    fits.then(|| match after.trim() {
        "" => Naming::Heading(before),
        after => Naming::Inline(before, after.to_owned()),
    })
}

/// "Giao Sở Y tế chủ trì …", "Sở Y tế có trách nhiệm …": the sentence stays whole.
fn hand(text: &str) -> Option<Naming> {
    let words = words(text);
    let skip = name::HAND.any(&words, 0).map_or(0, |(_, len)| len);
    if !name::starts(&words, skip) || !words.get(skip).is_some_and(|w| w.is_capital() || skip > 0) {
        return None;
    }
    let mut to = name::end(&words, skip);
    // "Sở Y tế, Sở Giáo dục và Đào tạo phối hợp …" names two.
    while words.get(to - 1).is_some_and(|w| w.tail == ",") && name::starts(&words, to) {
        to = name::end(&words, to);
    }
    let takes = TAKES.at(&words, to);
    let name = name::slice(text, &words, skip, to)?;
    takes.then(|| Naming::Inline(name, text.to_owned()))
}

fn unit(tree: &Tree, at: usize, node: &Node, naming: Naming) -> Found {
    let mut tasks = Vec::new();
    let name = match naming {
        Naming::Heading(name) => name,
        Naming::Inline(name, text) => {
            tasks.push(task(node.line, node.lines.clone(), None, &text, Vec::new()));
            name
        }
    };
    for &child in &node.children {
        let Some(below) = tree.get(child) else {
            continue;
        };
        tasks.push(task(
            below.line,
            below.lines.clone(),
            below.marker(),
            &below.text,
            sub_items(tree, child),
        ));
    }
    Found {
        name,
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
