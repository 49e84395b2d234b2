//! Units and their tasks: headings below "Tổ chức thực hiện", names before a colon, "Giao … chủ trì",
//! and the lead column of tables.

use super::phrase::Phrases;

use nhip_viet::fold::key;

use super::line::Line;
use super::section::{Node, Tree};
use super::table::Work;
use super::theme::sub_items;
use super::word::{self, Word, starts_with, words};
use super::{Due, PlanUnit, Reports, Task, name};

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

fn task(
    line: u32,
    lines: Vec<u32>,
    marker: Option<String>,
    text: &str,
    sub_items: Vec<super::SubItem>,
) -> Task {
    Task {
        id: String::new(),
        line,
        lines,
        marker,
        starts_with: starts_with(text),
        text: text.to_owned(),
        sub_items,
        co_owners: co_owners(text),
        due: due(text),
    }
}

fn due(text: &str) -> Option<Due> {
    let all = super::deadline::outside_citations(text);
    let known =
        |w: &&super::when::When| w.to.is_some() || w.from.is_some() || w.frequency.is_some();
    let best = all
        .iter()
        .find(|w| w.is_dated() && known(w))
        .or(all.iter().find(known))?;
    let mut due = best.due(text);
    // "mỗi tháng một lớp, từ tháng 4 đến tháng 8/2027": a span says until when, the rest how often.
    let often = all.iter().find(|w| !w.is_dated()).and_then(|w| w.frequency);
    if best.from.is_some() && best.to.is_some() && best.from != best.to {
        due.frequency = often.or(due.frequency);
    }
    Some(due)
}

/// Bodies named after "phối hợp với".
fn co_owners(text: &str) -> Vec<String> {
    let words = words(text);
    let mut out: Vec<String> = Vec::new();
    for at in 0..words.len() {
        let Some((_, len)) = word::any(
            &words,
            at,
            &[
                "phối hợp chặt chẽ với",
                "phối hợp với",
                "phối hợp cùng",
                "phối hợp",
            ],
        ) else {
            continue;
        };
        let mut next = at + len;
        while name::starts(&words, next) || name::is_kind(&words, next) {
            let to = name::end(&words, next);
            out.extend(name::slice(text, &words, next, to).filter(|n| !out.contains(n)));
            let linked = words
                .get(to)
                .is_some_and(|w| w.key == "và" || w.key == "với");
            let closed = words
                .get(to - 1)
                .is_some_and(|w| !w.tail.is_empty() && w.tail != ",");
            if closed {
                break;
            }
            next = to + usize::from(linked);
        }
    }
    out
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

/// One body under two spellings, or in heading and table, is one unit.
fn merge(found: Vec<Found>) -> Vec<Found> {
    let mut units: Vec<Found> = Vec::new();
    for next in found {
        let form = name::form(&next.name);
        match units.iter_mut().find(|u| name::form(&u.name) == form) {
            Some(unit) => {
                // A heading names it better than a cell of a table does.
                if next.headed && !unit.headed {
                    (unit.name, unit.section, unit.line) = (next.name, next.section, next.line);
                    unit.headed = true;
                }
                unit.tasks.extend(next.tasks);
            }
            None => units.push(next),
        }
    }
    units
}

fn finish(found: Vec<Found>) -> Vec<PlanUnit> {
    let mut units: Vec<PlanUnit> = Vec::new();
    for unit in found {
        let id = free_id(&units, &unit.name);
        let mut tasks = unit.tasks;
        for (n, task) in tasks.iter_mut().enumerate() {
            task.id = format!("{id}.{}", n + 1);
        }
        let members_named = if name::is_group(&unit.name) {
            members(&tasks)
        } else {
            Vec::new()
        };
        units.push(PlanUnit {
            is_group: name::is_group(&unit.name),
            id,
            name: unit.name,
            name_full_inferred: None,
            section: unit.section,
            line: unit.line,
            tasks,
            aliases: Vec::new(),
            members_named,
            related_recipient: None,
            reports: Reports::No,
        });
    }
    units
}

fn free_id(units: &[PlanUnit], name: &str) -> String {
    let base = name::id(name);
    let base = if base.is_empty() {
        "DV".to_owned()
    } else {
        base
    };
    let taken = |id: &str| units.iter().any(|u| u.id == id);
    let longer = format!("{base}{}", name::id_tail(name));
    if !taken(&base) {
        base
    } else if !taken(&longer) && longer != base {
        longer
    } else {
        (2..)
            .map(|n| format!("{base}{n}"))
            .find(|id| !taken(id))
            .unwrap_or(base)
    }
}

/// Bodies a group's tasks name as its members: three or more in a row after "thành viên", "gồm".
fn members(tasks: &[Task]) -> Vec<String> {
    for task in tasks {
        let words = words(&task.text);
        let announce = words
            .iter()
            .position(|w| matches!(w.key.as_str(), "viên" | "gồm" | "như"));
        let Some(mut at) = announce else { continue };
        let mut names = Vec::new();
        while at < words.len() {
            if words.get(at).is_some_and(Word::is_capital) && name::starts(&words, at) {
                let to = name::end(&words, at);
                names.extend(name::slice(&task.text, &words, at, to));
                at = to;
            } else {
                at += 1;
            }
        }
        if names.len() >= 3 {
            return names;
        }
    }
    Vec::new()
}
