//! What in a list of units wants a person's look, and why.

use chrono::NaiveDate;
use nhip_viet::fold;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

use super::super::super::name::{place, plain, without_kind};
use super::super::listed::ListedUnit;
use super::forest::{Forest, Node};
use crate::finding::Finding;

/// Something to look at before accepting a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "doubt")]
pub enum Doubt {
    /// A new name that another unit has too, or has but for tone marks.
    SameName {
        /// Code of the row.
        code: String,
        /// Its name.
        name: String,
        /// Code of the other unit.
        other: String,
        /// The other's name.
        other_name: String,
    },
    /// A known code with a name that has nothing to do with the one before: perhaps the code now
    /// belongs to another unit.
    CodeReused {
        /// The code.
        code: String,
        /// The name so far.
        from: String,
        /// The name in the list.
        to: String,
    },
    /// The unit above is unknown, ambiguous by name, or would stand below this one. Left out.
    Parent {
        /// Code of the row.
        code: String,
        /// Its name.
        name: String,
        /// What the row says stands above it.
        parent: String,
    },
    /// Several rows with one code. All are left out.
    Twice {
        /// The code.
        code: String,
        /// The names of the rows.
        names: Vec<String>,
    },
    /// A row without code or name. Left out.
    Incomplete {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// A unit that only begins after the day. Left out.
    NotYet {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// Its first day.
        begins: NaiveDate,
    },
}

impl Doubt {
    pub(super) fn parent(row: &ListedUnit) -> Doubt {
        Doubt::Parent {
            code: row.code.trim().to_owned(),
            name: row.name.trim().to_owned(),
            parent: row.parent.clone().unwrap_or_default(),
        }
    }

    pub(super) fn twice(code: &str, rows: &[&ListedUnit]) -> Doubt {
        Doubt::Twice {
            code: code.to_owned(),
            names: rows.iter().map(|row| row.name.trim().to_owned()).collect(),
        }
    }

    /// What is wrong with a row by itself.
    pub(super) fn of_row(row: &ListedUnit, day: NaiveDate) -> Option<Doubt> {
        let (code, name) = (row.code.trim().to_owned(), row.name.trim().to_owned());
        if code.is_empty() || name.is_empty() {
            return Some(Doubt::Incomplete { code, name });
        }
        let begins = row.valid_from.filter(|from| *from > day)?;
        Some(Doubt::NotYet { code, name, begins })
    }

    /// What to tell the person, with its stable code.
    pub fn finding(&self) -> Finding {
        let (code, unit) = match self {
            Doubt::SameName { code, .. } => ("C301", code),
            Doubt::CodeReused { code, .. } => ("C302", code),
            Doubt::Parent { code, .. } => ("C303", code),
            Doubt::Twice { code, .. } => ("C304", code),
            Doubt::Incomplete { code, .. } => ("C305", code),
            Doubt::NotYet { code, .. } => ("C306", code),
        };
        Finding::new(code, self.vi(), self.en()).of_unit(unit)
    }

    fn vi(&self) -> String {
        match self {
            Doubt::SameName {
                code,
                name,
                other,
                other_name,
            } => format!(
                "“{name}” ({code}) trùng tên hoặc chỉ khác dấu với “{other_name}” ({other}); có phải cùng một đơn vị?"
            ),
            Doubt::CodeReused { code, from, to } => format!(
                "mã {code} đang là của “{from}”, danh sách ghi “{to}”; đổi tên hay là đơn vị khác?"
            ),
            Doubt::Parent { code, name, parent } => format!(
                "“{name}” ({code}): không rõ đơn vị cấp trên “{parent}”, hoặc trực thuộc vòng tròn; dòng này chưa dùng"
            ),
            Doubt::Twice { code, names } => format!(
                "mã {code} có ở nhiều dòng ({}); các dòng này chưa dùng",
                names.join("; ")
            ),
            Doubt::Incomplete { code, name } => {
                format!("dòng “{code}{name}” thiếu mã hoặc tên; dòng này chưa dùng")
            }
            Doubt::NotYet { code, name, begins } => format!(
                "“{name}” ({code}) chỉ có từ ngày {}; dòng này chưa dùng",
                begins.format("%d/%m/%Y")
            ),
        }
    }

    fn en(&self) -> String {
        match self {
            Doubt::SameName {
                code,
                name,
                other,
                other_name,
            } => format!(
                "“{name}” ({code}) is named like “{other_name}” ({other}), or but for tone marks; is it the same unit?"
            ),
            Doubt::CodeReused { code, from, to } => format!(
                "code {code} belongs to “{from}”, the list says “{to}”; renamed, or another unit?"
            ),
            Doubt::Parent { code, name, parent } => format!(
                "“{name}” ({code}): the unit above, “{parent}”, is unclear or a circle; the row is left out"
            ),
            Doubt::Twice { code, names } => format!(
                "code {code} stands in several rows ({}); they are left out",
                names.join("; ")
            ),
            Doubt::Incomplete { code, name } => {
                format!("row “{code}{name}” lacks code or name; it is left out")
            }
            Doubt::NotYet { code, name, begins } => {
                format!("“{name}” ({code}) only exists from {begins}; the row is left out")
            }
        }
    }
}

/// Names without accents, to ask a person about; never to match by.
pub(super) struct Names<'a> {
    /// Up to two units of different code for each folded name: one of them is another.
    folded: HashMap<String, Vec<(&'a str, &'a str)>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(forest: &Forest<'a>) -> Names<'a> {
        let mut names = Names {
            folded: HashMap::new(),
        };
        for node in forest.nodes() {
            let known = node.unit.map(|(_, spell)| spell.name.as_str());
            let listed = node.row.map(|row| row.name.trim());
            for name in known.into_iter().chain(listed) {
                let same = names.folded.entry(folded(name)).or_default();
                let new = same.iter().all(|(code, _)| *code != node.code);
                if new && same.len() < 2 {
                    same.push((node.code, name));
                }
            }
        }
        names
    }

    /// What to ask about a row that brings a new name.
    pub(super) fn doubts(&self, node: &Node<'_>, row: &ListedUnit) -> Vec<Doubt> {
        let (code, name) = (node.code.to_owned(), row.name.trim().to_owned());
        let known = node.unit.map(|(_, spell)| spell);
        if known.is_some_and(|spell| super::same(&spell.name, &name)) {
            return Vec::new();
        }
        let same = self.folded.get(&folded(&name)).into_iter().flatten();
        let other = same.copied().find(|(other, _)| *other != code);
        let mut doubts = Vec::new();
        if let Some((other, other_name)) = other {
            doubts.push(Doubt::SameName {
                code: code.clone(),
                name: name.clone(),
                other: other.to_owned(),
                other_name: other_name.to_owned(),
            });
        }
        let reused = known.filter(|spell| {
            let names = std::iter::once(&spell.name).chain(&spell.aliases);
            !names.into_iter().any(|known| related(known, &name))
        });
        doubts.extend(reused.map(|spell| Doubt::CodeReused {
            code,
            from: spell.name.clone(),
            to: name,
        }));
        doubts
    }
}

fn folded(name: &str) -> String {
    fold::folded(&plain(name))
}

/// Whether two names share a word of the place's own name ("Thanh An": phường or xã).
fn related(a: &str, b: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        let name = plain(name);
        let own = place(&name).map_or(name.as_str(), |(_, place)| place);
        let own = fold::folded(without_kind(own));
        own.split(' ').map(str::to_owned).collect()
    };
    !words(a).is_disjoint(&words(b))
}
