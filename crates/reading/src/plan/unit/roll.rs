//! Which parts of a plan are bodies: siblings that name bodies make a roll, and in a roll the place
//! of a part says more than a list of names.

use nhip_viet::fold::key;

use super::naming::{self, Naming};
use crate::plan::field;
use crate::plan::name;
use crate::plan::phrase::Phrases;
use crate::plan::section::{Node, Tree};

/// Headings below which bodies get their tasks.
static ASSIGN: Phrases = Phrases::new(
    "tổ chức thực hiện | phân công | trách nhiệm | nhiệm vụ của | tổ chức triển khai | \
     triển khai thực hiện | nhiệm vụ cụ thể | biện pháp tổ chức | nhiệm vụ các | \
     tổ chức, thực hiện | phân giao | thực hiện kế hoạch | yêu cầu đối với",
);

/// Whether a heading hands out work to the bodies below it.
pub(in crate::plan) fn assigns(heading: &str) -> bool {
    ASSIGN.within(&key(heading)) && !name::is_body(heading)
}

/// Headings below which a body is told of, but given nothing to do.
pub(super) static TELLS: Phrases = Phrases::new(
    "tình hình | thực trạng | kết quả | căn cứ | mục đích | yêu cầu | mục tiêu | chỉ tiêu | \
     đánh giá | đặc điểm | thành phần | cơ sở pháp lý | sự cần thiết | khẩu hiệu | thông điệp | \
     đối tượng | kinh phí | nội dung tuyên truyền | nội dung truyền thông | tồn tại | bối cảnh",
);

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    /// Below a heading that hands out work.
    Assigns,
    /// Below a heading that tells of something else.
    Tells,
    /// Anywhere else.
    Open,
}

/// The bodies the parts of a tree name, by index of the part.
#[derive(Debug, Default)]
pub(super) struct Rolls {
    /// What each part names.
    pub named: Vec<Option<Naming>>,
    /// Siblings of bodies that could not be read as one.
    pub missed: Vec<usize>,
    /// Parts that stand where work is given out.
    pub assigned: Vec<bool>,
}

impl Rolls {
    /// Reads the names of all parts.
    pub fn of(tree: &Tree) -> Rolls {
        let known = |node: &Node| {
            let named = naming::known(&node.text, is_title(node));
            named.filter(|_| !addresses(node))
        };
        let free = tree.nodes.iter().zip(field::taken(tree));
        let mut rolls = Rolls {
            named: free
                .map(|(node, taken)| if taken { None } else { known(node) })
                .collect(),
            missed: Vec::new(),
            assigned: Vec::new(),
        };
        let (zones, assigned) = zones(tree, &rolls.named);
        rolls.assigned = assigned;
        let groups = std::iter::once(&tree.roots).chain(tree.nodes.iter().map(|n| &n.children));
        for group in groups {
            rolls.group(tree, group, &zones);
        }
        rolls
    }

    /// The body a part names.
    pub fn get(&self, at: usize) -> Option<&Naming> {
        self.named.get(at)?.as_ref()
    }

    /// The body each part is told of: the nearest named above it, by index of the part.
    pub fn owners(&self, tree: &Tree) -> Vec<Option<&str>> {
        let mut owners: Vec<Option<&str>> = Vec::with_capacity(tree.nodes.len());
        for (at, node) in tree.nodes.iter().enumerate() {
            let above = node.parent.and_then(|up| owners.get(up).copied().flatten());
            let own = self.get(at).map(|naming| naming.name.as_str());
            owners.push(own.or(above));
        }
        owners
    }

    fn group(&mut self, tree: &Tree, group: &[usize], zones: &[Zone]) {
        let Some(zone) = group.first().and_then(|at| zones.get(*at)) else {
            return;
        };
        let marked: Vec<usize> = group
            .iter()
            .copied()
            .filter(|at| {
                tree.get(*at)
                    .is_some_and(|n| n.label.is_some() || n.heading)
            })
            .collect();
        // Paragraphs without marks are siblings of one another.
        let marked = if marked.is_empty() {
            group.to_vec()
        } else {
            marked
        };
        let known = marked.iter().filter(|at| self.get(**at).is_some()).count();
        let most = known * 2 >= marked.len();
        let roll = match zone {
            Zone::Assigns => known > 0 && (most || known > 1),
            Zone::Open => known > 1 && most,
            Zone::Tells => false,
        };
        if !roll {
            // Below such a heading one body among works is still a body.
            if *zone != Zone::Assigns {
                group.iter().for_each(|at| self.forget(*at));
            }
            return;
        }
        let rank = |at: &usize| Some((tree.get(*at)?.rank(), tree.get(*at)?.label.is_some()));
        let ranks: Vec<_> = marked
            .iter()
            .filter(|at| self.get(**at).is_some())
            .map(rank)
            .collect();
        for at in marked {
            let Some(node) = tree.get(at).filter(|_| self.get(at).is_none()) else {
                continue;
            };
            if !ranks.contains(&rank(&at)) {
                continue;
            }
            match naming::by_place(&node.text, is_title(node)) {
                Some(naming) => {
                    if let Some(slot) = self.named.get_mut(at) {
                        *slot = Some(naming);
                    }
                }
                None => self.missed.push(at),
            }
        }
    }

    fn forget(&mut self, at: usize) {
        if let Some(slot) = self.named.get_mut(at) {
            *slot = None;
        }
    }
}

/// "CHỦ TỊCH … ĐIỆN:", "Kính gửi:" above those who are addressed.
fn addresses(node: &Node) -> bool {
    let text = node.text.trim_end();
    text.ends_with(':') && (key(text).ends_with("điện:") || key(text).starts_with("kính gửi"))
}

/// A heading, or a line that ends as one and has something below it.
pub(super) fn is_title(node: &Node) -> bool {
    let text = node.text.trim_end().trim_end_matches(['.', ';']);
    node.heading
        || (!node.children.is_empty()
            && (text.len() == node.text.trim_end().len() || name::is_body(text)))
}

/// The zone of every part: of the nearest heading above it that says one.
fn zones(tree: &Tree, named: &[Option<Naming>]) -> (Vec<Zone>, Vec<bool>) {
    let own = |at: usize| {
        let node = tree.get(at)?;
        let body = named.get(at).is_some_and(Option::is_some);
        if addresses(node) {
            return Some(Zone::Tells);
        }
        if !node.heading || node.children.is_empty() || body {
            return None;
        }
        let text = key(&node.text);
        match () {
            () if assigns(&node.text) => Some(Zone::Assigns),
            () if TELLS.opens(&text) => Some(Zone::Tells),
            () if text.ends_with("điện:") || text.starts_with("kính gửi") => {
                Some(Zone::Tells)
            }
            () => None,
        }
    };
    let owns: Vec<Option<Zone>> = (0..tree.nodes.len()).map(own).collect();
    let of = |at: usize| {
        let above = tree.above(at);
        let mut said = above
            .iter()
            .filter_map(|up| owns.get(*up).copied().flatten());
        said.next()
    };
    let zones: Vec<Option<Zone>> = (0..tree.nodes.len()).map(of).collect();
    let serves = |(at, zone): (usize, &Option<Zone>)| {
        *zone == Some(Zone::Assigns) && named.get(at).is_some_and(Option::is_some)
    };
    // A plan without a part that hands out work does so anywhere.
    let elsewhere = if zones.iter().enumerate().any(serves) {
        Zone::Open
    } else {
        Zone::Assigns
    };
    let assigned = zones
        .iter()
        .map(|zone| *zone == Some(Zone::Assigns))
        .collect();
    let zones = zones.into_iter().map(|zone| zone.unwrap_or(elsewhere));
    (zones.collect(), assigned)
}
