//! Work told in fields below its heading: "- Đơn vị chủ trì: …", "- Đơn vị phối hợp: …",
//! "- Thời gian: …". A table of tasks written downwards.

use nhip_viet::fold::key;

use super::section::{Node, Tree};
use super::table::{self, Work};
use super::unit::naming;

/// What a field is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Lead,
    Help,
    Time,
    Work,
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
        "nội dung" | "nội dung thực hiện" | "nội dung hoạt động" | "nội dung công việc" => {
            Some(Field::Work)
        }
        _ if ["thời gian", "thời hạn", "tiến độ", "hoàn thành", "xong"]
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
    for (_, value) in found.iter_mut().filter(|(field, _)| *field != Field::Work) {
        value.truncate(value.trim_end_matches(['.', ';', ',', ' ', '/']).len());
    }
    found
}

/// Work of every part that has a lead in its fields, each with its place in the tree.
pub(super) fn read(tree: &Tree) -> Vec<(String, Vec<Work>)> {
    let parts = (0..tree.nodes.len()).filter_map(|at| Some((at, tree.get(at)?)));
    parts
        .map(|(at, node)| (tree.path(at), works(tree, node)))
        .filter(|(_, works)| !works.is_empty())
        .collect()
}

/// Parts that are fields of others, or stand below one.
pub(super) fn taken(tree: &Tree) -> Vec<bool> {
    let mut taken = vec![false; tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        let above = node
            .parent
            .and_then(|up| taken.get(up))
            .copied()
            .unwrap_or(false);
        if let Some(slot) = taken.get_mut(at) {
            *slot = above || !fields(&node.text).is_empty();
        }
    }
    taken
}

/// What the fields of a part say of its work.
#[derive(Default)]
struct Told {
    /// Who leads, and the line that says so.
    leads: Vec<(Share, u32)>,
    help: String,
    time: String,
    what: Option<String>,
}

/// Reads the fields at the end of a part and below it, or the brackets at its end.
fn told(tree: &Tree, node: &Node) -> Told {
    let mut told = Told::default();
    let own = std::iter::once((node.line, tail(&node.text), None));
    let below = node.children.iter().filter_map(|child| {
        let part = tree.get(*child)?;
        Some((part.line, part.text.as_str(), Some(*child)))
    });
    for (line, text, child) in own.chain(below) {
        for (field, value) in fields(text) {
            match field {
                Field::Lead => {
                    told.leads.push((share(&value), line));
                    // "- Cơ quan thực hiện:" with a line for each body below it.
                    let below = child.map(|child| tree.below(child)).unwrap_or_default();
                    let below = below.into_iter().filter_map(|at| tree.get(at));
                    told.leads
                        .extend(below.map(|part| (share(&part.text), part.line)));
                }
                Field::Help => told.help = value,
                Field::Time => told.time = value,
                Field::Work => told.what = Some(value),
            }
        }
    }
    if told.leads.is_empty()
        && node.children.is_empty()
        && let Some((share, time)) = bracket(&node.text)
    {
        told.leads.push((share, node.line));
        told.time = time;
    }
    told.leads.retain(|(share, _)| !share.bodies.is_empty());
    told
}

/// The work of a part, once for each body that leads it or has a share of its own in it.
fn works(tree: &Tree, node: &Node) -> Vec<Work> {
    let told = told(tree, node);
    let work = |(share, line): (Share, u32)| {
        let what = share.work.as_ref().or(told.what.as_ref());
        let helpers = table::names(&told.help);
        Work {
            marker: node.marker().filter(|_| what.is_none()),
            text: what.unwrap_or(&node.text).clone(),
            leads: share.bodies,
            co_owners: helpers.into_iter().chain(share.helpers).collect(),
            due: table::due(&told.time, false),
            line: node.line,
            lines: lines(tree, node),
            lead_line: line,
        }
    };
    told.leads.into_iter().map(work).collect()
}

/// Fields at the end of a task: "…. Chủ trì: Trạm Y tế; phối hợp: Hội Phụ nữ.", and who and when in
/// brackets: "… (Sở Y tế chủ trì; thời gian: quý II)".
fn tail(text: &str) -> &str {
    let named = |text: &str| {
        fields(text)
            .first()
            .is_some_and(|(field, _)| *field == Field::Lead)
    };
    let marks = text.match_indices(". ").map(|(at, mark)| at + mark.len());
    let told = marks
        .filter_map(|at| text.get(at..))
        .find(|tail| named(tail));
    told.unwrap_or_default()
}

/// Who leads a task in brackets at its end, with whom, and by when.
fn bracket(text: &str) -> Option<(Share, String)> {
    let inner = text
        .trim_end()
        .trim_end_matches(['.', ';'])
        .strip_suffix(')')?
        .rsplit_once('(')?
        .1;
    let mut parts = inner.split(';').map(str::trim);
    let first = parts.next()?;
    let leads = |naming: &naming::Naming| {
        let work = naming.text.as_deref().unwrap_or_default();
        ["chủ trì", "thực hiện", "phụ trách", "đảm nhiệm"]
            .iter()
            .any(|verb| work.starts_with(verb))
    };
    let lead = naming::known(first, false)
        .filter(leads)
        .or_else(|| naming::by_place(first, false).filter(leads))?;
    let work = lead.text.as_deref().unwrap_or_default();
    let mut helpers = naming::helpers(work);
    // "…; Công an thành phố, các xã phối hợp; xong trong tháng 11".
    let (help, rest): (Vec<&str>, Vec<&str>) = parts.partition(|part| part.ends_with("phối hợp"));
    for part in help {
        helpers.extend(table::names(part.trim_end_matches("phối hợp").trim_end()));
    }
    let time = rest
        .into_iter()
        .map(|part| part.split_once(':').map_or(part, |(_, time)| time.trim()))
        .next();
    let share = Share {
        bodies: table::names(&lead.name),
        helpers,
        work: None,
    };
    Some((share, time.unwrap_or_default().to_owned()))
}

/// What one line of leads says: who, with whom, and what of the work if not all of it.
struct Share {
    bodies: Vec<String>,
    helpers: Vec<String>,
    work: Option<String>,
}

/// "Sở Y tế chủ trì, phối hợp với Sở Nội vụ", "Sở Xây dựng đăng thông điệp …", "Sở Y tế; Sở Nội vụ".
fn share(value: &str) -> Share {
    let led = naming::known(value, false).or_else(|| naming::by_place(value, false));
    // "Ban Tuyên giáo - Chính sách pháp luật" is a name to its end.
    let works = |naming: &naming::Naming| naming.text.as_deref().is_none_or(naming::is_work);
    let led = led.filter(|naming| !value.contains(':') && works(naming));
    match led {
        Some(naming) => {
            let work = naming.text.unwrap_or_default();
            let hands = naming::only_hands(&work);
            Share {
                bodies: vec![naming.name],
                helpers: naming::helpers(&work),
                work: (!hands && !work.is_empty()).then_some(work),
            }
        }
        None => Share {
            bodies: table::names(value),
            helpers: Vec::new(),
            work: None,
        },
    }
}

/// Lines of a part and of the fields below it.
fn lines(tree: &Tree, node: &Node) -> Vec<u32> {
    // "- Số lượng: 45 buổi" is no field, and stands in no work.
    let below = node
        .children
        .iter()
        .filter_map(|c| tree.get(*c))
        .filter(|n| !fields(&n.text).is_empty() || !n.children.is_empty())
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
        assert!(fields("Lưu ý: Thiết kế tờ rơi. Thời gian phát: tháng 5").is_empty());
    }
}
