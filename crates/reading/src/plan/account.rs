//! An account of every paragraph: each is something by name, plain context, or "chưa hiểu".
//!
//! Plain context may hold no body with its work, no time and no number: whatever does is not
//! understood until a person says what it is.

mod owner;

use std::collections::HashMap;
use std::ops::Range;

use nhip_core::plan::{Accounted, Open, Plan, Role, Why};
use nhip_viet::fold::key;

use super::area::Areas;
use super::line::{Item, Line, cell_lines, cell_text};
use super::phrase::Phrases;
use super::section::{Node, Tree};
use super::table::{self, Work};
use super::unit::naming;
use super::unit::roll::assigns;
use super::{name, unit};
use owner::{hands_out, names_body, names_owner, owes, plain};

/// What the reader found, for the account.
pub(super) struct Evidence<'a> {
    /// Lines and tables of the paper, what stood above its head left out.
    pub items: &'a [Item<'a>],
    /// Its parts.
    pub areas: &'a Areas,
    /// Where the sections end and the closing begins.
    pub closing: Range<usize>,
    /// The parts of its body.
    pub tree: &'a Tree,
    /// What each part names.
    pub units: &'a unit::Units,
    /// Rows of tables and fields that are work.
    pub works: &'a [(String, Vec<Work>)],
    /// The plan as read.
    pub plan: &'a Plan,
}

/// What stands below a heading, by how it opens. The first that fits holds.
static HEADED: [(Phrases, Role); 12] = [
    (
        Phrases::new("căn cứ | các căn cứ | cơ sở pháp lý | cơ sở xây dựng"),
        Role::Basis,
    ),
    (
        Phrases::new(
            "tình hình | thực trạng | đánh giá | đặc điểm | bối cảnh | sự cần thiết | tồn tại | \
             khó khăn | hạn chế | nguyên nhân | kết quả thực hiện | kết quả đạt được | ưu điểm | \
             thuận lợi | nhận định | dự báo",
        ),
        Role::Situation,
    ),
    (
        Phrases::new("mục tiêu | chỉ tiêu | các chỉ tiêu | các mục tiêu | kết quả cần đạt"),
        Role::Target,
    ),
    (Phrases::new("mục đích"), Role::Purpose),
    (
        Phrases::new("yêu cầu | nguyên tắc | quan điểm | phương châm"),
        Role::Requirement,
    ),
    (
        Phrases::new("kinh phí | nguồn kinh phí | nguồn lực | dự toán | cơ sở vật chất | nguồn"),
        Role::Funding,
    ),
    (
        Phrases::new(
            "thời gian | địa điểm | thời lượng | tiến độ | lộ trình | các giai đoạn | chủ đề",
        ),
        Role::Schedule,
    ),
    (
        Phrases::new("đối tượng | phạm vi | địa bàn | thành phần"),
        Role::Scope,
    ),
    (Phrases::new("khẩu hiệu"), Role::Slogan),
    (
        Phrases::new(
            "hình thức | phương thức | phương pháp | kênh | biện pháp | giải pháp | các giải pháp | \
             hoạt động | các hoạt động | nội dung | các nội dung | nhiệm vụ | các nhiệm vụ | \
             công tác | truyền thông | tổ chức | tăng cường | thông điệp | trọng tâm | đợt | tuần | giai đoạn",
        ),
        Role::Activity,
    ),
    (
        Phrases::new("kiểm tra | giám sát | khen thưởng | sơ kết | tổng kết"),
        Role::Activity,
    ),
    (Phrases::new("báo cáo | chế độ | thông tin"), Role::Duty),
];

/// Pieces of one printed line in a head.
const FEW: usize = 4;

/// The account of a plan, and what was not understood.
pub(super) fn account(evidence: &Evidence<'_>) -> (Vec<Accounted>, Vec<Open>) {
    let known = known(evidence);
    let mut account = Vec::new();
    let mut open = Vec::new();
    let nodes: HashMap<u32, usize> = evidence
        .tree
        .nodes
        .iter()
        .enumerate()
        .flat_map(|(at, node)| node.lines.iter().map(move |line| (*line, at)))
        .collect();
    for (at, item) in evidence.items.iter().enumerate() {
        match item {
            Item::Line(line) => {
                // A soft break, or two columns of a head on one line: told once.
                let same = |one: &Accounted| one.lines.first() == Some(&line.line);
                let outside = evidence.outside(at);
                if (line.continued || outside.is_some()) && account.iter().rev().take(FEW).any(same)
                {
                    continue;
                }
                let role = outside
                    .filter(|role| *role != Role::Annex || !names_owner(&line.text))
                    .or_else(|| known.get(&line.line).copied());
                let role = role.map_or_else(|| evidence.of_line(at, line, &nodes), Ok);
                let role = role.unwrap_or_else(|why| {
                    open.push(Open {
                        line: line.line,
                        why,
                        text: line.text.clone(),
                    });
                    Role::NotUnderstood
                });
                account.push(Accounted {
                    lines: line.lines.clone(),
                    role,
                });
            }
            Item::Table(table) => {
                let outside = evidence.outside(at).filter(|role| *role != Role::Annex);
                rows(evidence, table, outside, &mut account, &mut open);
            }
        }
    }
    (account, open)
}

/// What stood above the head of the paper: the page it was copied from.
pub(super) fn site(above: &[Item<'_>]) -> Vec<Accounted> {
    let lines = above.iter().flat_map(|item| match item {
        Item::Line(line) => vec![line.lines.clone()],
        Item::Table(table) => {
            let rows = table.rows.iter();
            rows.map(|row| row.cells.iter().flat_map(cell_lines).collect())
                .collect()
        }
    });
    let role = Role::Site;
    let one = |mut lines: Vec<u32>| {
        lines.dedup();
        Accounted { lines, role }
    };
    lines
        .filter(|lines: &Vec<u32>| !lines.is_empty())
        .map(one)
        .collect()
}

/// Lines that a part of the plan was read from.
fn known(evidence: &Evidence<'_>) -> HashMap<u32, Role> {
    let plan = evidence.plan;
    let mut known = HashMap::new();
    let mut put = |line: u32, role: Role| {
        known.entry(line).or_insert(role);
    };
    for unit in &plan.units {
        for task in &unit.tasks {
            task.lines.iter().for_each(|line| put(*line, Role::Task));
            task.sub_items
                .iter()
                .for_each(|item| put(item.line, Role::Task));
        }
    }
    let works = evidence.works.iter().flat_map(|(_, works)| works);
    works
        .flat_map(|work| work.lines.iter().chain([&work.lead_line]))
        .for_each(|line| put(*line, Role::Task));
    plan.reporting_duty
        .iter()
        .for_each(|duty| put(duty.line, Role::Duty));
    for theme in &plan.content_themes {
        theme.lines.iter().for_each(|line| put(*line, Role::Theme));
        theme
            .sub_items
            .iter()
            .for_each(|item| put(item.line, Role::Theme));
    }
    plan.key_messages
        .iter()
        .for_each(|one| put(one.line, Role::Slogan));
    plan.targets
        .iter()
        .for_each(|one| put(one.line, Role::Target));
    plan.legal_bases
        .iter()
        .for_each(|one| put(one.line, Role::Basis));
    plan.enacting_clause
        .iter()
        .for_each(|one| put(one.line, Role::Enacting));
    // A date beside a body is work that nobody was given.
    plan.other_dates_or_deadlines
        .iter()
        .filter(|one| !names_body(&one.text))
        .for_each(|one| put(one.line, Role::Deadline));
    known
}

impl Evidence<'_> {
    /// The role of what stands outside the body.
    fn outside(&self, at: usize) -> Option<Role> {
        let areas = self.areas;
        let (title, plan) = match &areas.attached {
            Some((title, body)) => (Some(title), Some(body)),
            None => (None, None),
        };
        match () {
            () if areas.head.contains(&at) => Some(Role::Head),
            () if areas.title.contains(&at) || title.is_some_and(|t| t.contains(&at)) => {
                Some(Role::Title)
            }
            () if areas.body.contains(&at) || plan.is_some_and(|p| p.contains(&at)) => None,
            () if areas.foot.contains(&at) => Some(Role::Foot),
            () => Some(Role::Annex),
        }
    }

    /// The role of a line of the body that nothing was read from, or why it is not understood.
    fn of_line(&self, at: usize, line: &Line, nodes: &HashMap<u32, usize>) -> Result<Role, Why> {
        if self.closing.contains(&at) {
            // "Yêu cầu các đơn vị nghiêm túc thực hiện" closes; one body and its work does not.
            let one = naming::known(&line.text, false).filter(|one| !name::is_group(&one.name));
            return if one.is_some() || owes(&line.text) {
                Err(Why::Owner)
            } else {
                Ok(Role::Closing)
            };
        }
        let node = nodes
            .get(&line.line)
            .and_then(|at| Some((*at, self.tree.get(*at)?)));
        let Some((at, node)) = node else {
            return self.before_sections(line);
        };
        if node.heading || line.text.is_empty() {
            return Ok(match self.units.named.get(at).is_some_and(|named| *named) {
                true => Role::Unit,
                false => Role::Heading,
            });
        }
        if self.units.named.get(at).is_some_and(|named| *named) {
            return Ok(Role::Unit);
        }
        if self.units.missed.contains(&at) {
            return Err(Why::NoOwner);
        }
        match self.headed(at, node) {
            // What acts, or is due, is no mere measure.
            Some(Role::Activity | Role::Duty) if hands_out(&line.text) => Err(Why::Owner),
            Some(Role::Activity) if owes(&line.text) => Err(Why::Owner),
            Some(Role::Duty) => plain(&line.text),
            // A body told its own purposes is a body with work, and was read as none.
            Some(Role::Purpose | Role::Requirement) if self.is_below_body(at) => Err(Why::NoOwner),
            Some(role) => Ok(role),
            None if self
                .units
                .assigned
                .get(at)
                .is_some_and(|assigned| *assigned) =>
            {
                match plain(&line.text) {
                    Ok(Role::Context) => Err(Why::NoOwner),
                    other => other,
                }
            }
            None => plain(&line.text),
        }
    }

    /// The heading right above names a body, though the part was not read as one.
    fn is_below_body(&self, at: usize) -> bool {
        let up = self.tree.get(at).and_then(|node| node.parent);
        let above = up.and_then(|up| self.tree.get(up));
        above.is_some_and(|n| n.heading && naming::known(&n.text, true).is_some())
    }

    /// What stands between the title and the sections: bases, articles, how things stand.
    fn before_sections(&self, line: &Line) -> Result<Role, Why> {
        let decides = self.areas.attached.is_some();
        let cites = !super::citation::mentions(&line.text, line.line).is_empty();
        let capitals = !line.text.chars().any(char::is_lowercase);
        match () {
            () if decides || cites || capitals => Ok(Role::Basis),
            () if line.label.is_none() => Ok(Role::Situation),
            () => Ok(Role::Addressee),
        }
    }

    /// What the nearest heading that says something makes of a part below it.
    fn headed(&self, at: usize, node: &Node) -> Option<Role> {
        let own = node
            .text
            .split_once(':')
            .map(|(name, _)| name)
            .filter(|name| name.chars().count() < 60);
        let above = self
            .tree
            .above(at)
            .into_iter()
            .filter_map(|up| self.tree.get(up));
        let headings = above
            .filter(|n| n.heading || n.text.ends_with(':'))
            .map(|n| n.text.as_str());
        own.into_iter().chain(headings).find_map(|printed| {
            let text = key(printed);
            let found = HEADED.iter().find(|(phrases, _)| phrases.opens(&text));
            let role = found.map(|(_, role)| *role);
            // "Yêu cầu đối với các đơn vị" asks for work.
            role.filter(|role| *role != Role::Requirement || !assigns(printed))
        })
    }
}

/// A part below a heading that tells how things stand: its times are past.
pub(super) fn is_situation(tree: &Tree, at: usize) -> bool {
    let above = tree.above(at).into_iter().filter_map(|up| tree.get(up));
    let mut texts = above.filter(|n| n.heading).map(|n| key(&n.text));
    texts.any(|text| {
        HEADED
            .iter()
            .any(|(phrases, role)| *role == Role::Situation && phrases.opens(&text))
    })
}

/// Rows of a table: work, heads and group names, or not understood.
fn rows(
    evidence: &Evidence<'_>,
    table: &nhip_core::document::Table,
    outside: Option<Role>,
    account: &mut Vec<Accounted>,
    open: &mut Vec<Open>,
) {
    let works = table::read(table);
    let head = table::head_rows(table);
    let is_work = |lines: &[u32]| works.iter().any(|work| lines.contains(&work.line));
    let known: Vec<u32> = evidence
        .works
        .iter()
        .flat_map(|(_, works)| works)
        .map(|work| work.line)
        .collect();
    for (at, row) in table.rows.iter().enumerate() {
        let mut lines: Vec<u32> = row.cells.iter().flat_map(cell_lines).collect();
        lines.sort_unstable();
        lines.dedup();
        let texts: Vec<String> = row
            .cells
            .iter()
            .map(cell_text)
            .filter(|t| !t.is_empty())
            .collect();
        if lines.is_empty() || texts.is_empty() {
            continue;
        }
        let grouped = texts.len() == 1
            || (texts.len() == 2 && texts.first().is_some_and(|mark| table::is_group_mark(mark)));
        let named = head.is_some_and(|rows| at < rows || grouped);
        let role = match outside {
            Some(role) => role,
            None if is_work(&lines) && lines.iter().any(|line| known.contains(line)) => Role::Task,
            None if named => Role::Heading,
            None => Role::NotUnderstood,
        };
        if role == Role::NotUnderstood {
            open.extend(lines.first().map(|line| Open {
                line: *line,
                why: Why::Table,
                text: texts.join(" | "),
            }));
        }
        account.push(Accounted { lines, role });
    }
}
