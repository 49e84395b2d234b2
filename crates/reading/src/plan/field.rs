//! Work told in fields below its heading: "- Đơn vị chủ trì: …", "- Đơn vị phối hợp: …",
//! "- Thời gian: …". A table of tasks written downwards.

use nhip_viet::fold::key;

use super::section::{Node, Tree};
use super::table::{self, Work};

/// What a field is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Lead,
    Help,
    Time,
}

/// Names longer than this are sentences with a colon in them.
const LONGEST: usize = 40;

/// The field a name before a colon stands for.
fn field(name: &str) -> Option<Field> {
    let name = key(name);
    let name = name.trim_start_matches(['-', '+', ' ']);
    let who = ["đơn vị", "cơ quan", "bộ phận", "người", "phòng ban"]
        .iter()
        .any(|w| name.starts_with(w));
    let does = [
        "chủ trì",
        "thực hiện",
        "phụ trách",
        "chịu trách nhiệm",
        "đầu mối",
    ]
    .iter()
    .any(|w| name.contains(w));
    match name {
        _ if name.chars().count() > LONGEST => None,
        _ if name.contains("phối hợp") && (who || name.starts_with("phối hợp")) => {
            Some(Field::Help)
        }
        _ if (who && does) || matches!(name, "chủ trì" | "phân công" | "phân công thực hiện") => {
            Some(Field::Lead)
        }
        _ if ["thời gian", "thời hạn", "tiến độ"]
            .iter()
            .any(|w| name.starts_with(w)) =>
        {
            Some(Field::Time)
        }
        _ => None,
    }
}

/// The fields of a text, one or several parted by semicolons or stops.
fn fields(text: &str) -> Vec<(Field, String)> {
    let mut found: Vec<(Field, String)> = Vec::new();
    for part in text.split_inclusive([';', '.']) {
        let named = part
            .split_once(':')
            .and_then(|(name, value)| Some((field(name)?, value)));
        match (named, found.last_mut()) {
            (Some((field, value)), _) => found.push((field, value.trim_start().to_owned())),
            (None, Some((_, value))) => value.push_str(part),
            // A text that opens with something else is no list of fields.
            (None, None) => return found,
        }
    }
    for (_, value) in &mut found {
        value.truncate(value.trim_end_matches(['.', ';', ',', ' ', '/']).len());
    }
    found
}

/// Work of every part that has a lead in its fields, each with its place in the tree.
pub(super) fn read(tree: &Tree) -> Vec<(String, Vec<Work>)> {
    let parts = (0..tree.nodes.len()).filter_map(|at| Some((at, tree.get(at)?)));
    parts
        .filter_map(|(at, node)| work(tree, node).map(|work| (tree.path(at), vec![work])))
        .collect()
}

fn work(tree: &Tree, node: &Node) -> Option<Work> {
    let (mut lead, mut help, mut time, mut lead_line) = (None, String::new(), String::new(), 0);
    for child in node.children.iter().filter_map(|c| tree.get(*c)) {
        for (field, value) in fields(&child.text) {
            match field {
                Field::Lead => (lead, lead_line) = (Some(value), child.line),
                Field::Help => help = value,
                Field::Time => time = value,
            }
        }
    }
    let leads = table::names(&lead?);
    (!leads.is_empty()).then(|| Work {
        marker: node.marker(),
        text: node.text.clone(),
        leads,
        co_owners: table::names(&help),
        due: table::due(&time, false),
        line: node.line,
        lines: lines(tree, node),
        lead_line,
    })
}

/// Lines of a part and of the fields below it.
fn lines(tree: &Tree, node: &Node) -> Vec<u32> {
    let below = node
        .children
        .iter()
        .filter_map(|c| tree.get(*c))
        .flat_map(|n| n.lines.clone());
    node.lines.iter().copied().chain(below).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_on_lines_of_their_own_or_share_one() {
        let all = fields(
            "Đơn vị chủ trì: Trạm Y tế phường; đơn vị phối hợp: Hội Phụ nữ; Đoàn Thanh niên; thời gian: Quý II/2026.",
        );
        let expected = [
            (Field::Lead, "Trạm Y tế phường"),
            (Field::Help, "Hội Phụ nữ; Đoàn Thanh niên"),
            (Field::Time, "Quý II/2026"),
        ];
        assert_eq!(all, expected.map(|(f, v)| (f, v.to_owned())));
        assert!(fields("Nội dung: Thiết kế tờ rơi. Thời gian phát: tháng 5").is_empty());
    }
}
