//! What a list of units would change, before anything does. Matched by code alone.

mod doubt;
mod forest;

use crate::id::UnitId;
use chrono::NaiveDate;
use nhip_viet::fold;
use serde::{Deserialize, Serialize};

use super::Register;
use super::life::Spell;
use super::listed::ListedUnit;
pub use doubt::Doubt;
use doubt::Names;
use forest::{Forest, Node};

/// What a list would change on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The day from which the list holds.
    pub day: NaiveDate,
    /// Changes, units above before those below; what ends, then the doubts, at the end. A person
    /// may strike some out before accepting.
    pub changes: Vec<ImportChange>,
    /// Listed units that are as listed already.
    pub unchanged: usize,
}

/// One thing a list would change. Units above are named by their code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum ImportChange {
    /// A code no unit has on the day. It begins that day: the list's own earlier date is not
    /// taken, since what stood above it then, or had its code, may be another's.
    New {
        /// The row, its parent as a code.
        unit: ListedUnit,
    },
    /// Another name, or another sort of body.
    Renamed {
        /// Id of the unit.
        id: UnitId,
        /// Its code.
        code: String,
        /// What it is called now.
        from: Called,
        /// What the list calls it.
        to: Called,
    },
    /// Another unit above.
    Moved {
        /// Id of the unit.
        id: UnitId,
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// Code of the unit above now.
        from: Option<String>,
        /// Code of the unit above in the list.
        to: String,
    },
    /// Further names.
    AliasAdded {
        /// Id of the unit.
        id: UnitId,
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// The names to add.
        aliases: Vec<String>,
    },
    /// Not in the list, nor above a unit that is.
    Ended {
        /// Id of the unit.
        id: UnitId,
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// Something a person should look at; accepting leaves it alone.
    Doubt(Doubt),
}

/// Name and sort of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Official name.
    pub name: String,
    /// Sort of body; may be empty.
    pub kind: String,
}

impl Preview {
    /// The doubts among the changes.
    pub fn doubts(&self) -> impl Iterator<Item = &Doubt> {
        self.changes.iter().filter_map(|change| match change {
            ImportChange::Doubt(doubt) => Some(doubt),
            _ => None,
        })
    }

    /// Whether accepting it would change anything.
    pub fn changes_nothing(&self) -> bool {
        self.changes.len() == self.doubts().count()
    }
}

/// Compares a list with the register on a day. Linear in both.
///
/// The list stands for all units, except that units above listed ones stay. Rows that cannot be
/// used (a code twice, a parent nobody knows) become doubts, and their units stay as they are.
pub fn preview(current: &Register, list: &[ListedUnit], day: NaiveDate) -> Preview {
    let tree = current.at(day);
    let (forest, mut doubts) = Forest::grow(&tree, list, day);
    let names = Names::of(&forest);
    let mut changes = Vec::new();
    let mut unchanged = 0;
    for node in forest.in_order() {
        let Some(row) = node.row else {
            continue;
        };
        let before = changes.len();
        match node.unit {
            Some((id, spell)) => compare(&mut changes, &forest, node, (id, spell), row),
            None => changes.push(new(node, row)),
        }
        if changes.len() == before {
            unchanged += 1;
        }
        doubts.extend(names.doubts(node, row));
    }
    changes.extend(forest.ended().map(|(id, spell)| ImportChange::Ended {
        id: id.clone(),
        code: spell.code.clone(),
        name: spell.name.clone(),
    }));
    changes.extend(doubts.into_iter().map(ImportChange::Doubt));
    Preview {
        day,
        changes,
        unchanged,
    }
}

fn new(node: &Node<'_>, row: &ListedUnit) -> ImportChange {
    ImportChange::New {
        unit: ListedUnit {
            code: node.code.to_owned(),
            name: row.name.trim().to_owned(),
            parent: node.parent.map(str::to_owned),
            ..row.clone()
        },
    }
}

fn compare(
    changes: &mut Vec<ImportChange>,
    forest: &Forest<'_>,
    node: &Node<'_>,
    (id, spell): (&UnitId, &Spell),
    row: &ListedUnit,
) {
    let (id, code) = (id.clone(), spell.code.clone());
    let above = forest.code_above(spell);
    if let Some(to) = node.parent.filter(|to| above != Some(*to)) {
        changes.push(ImportChange::Moved {
            id: id.clone(),
            code: code.clone(),
            name: spell.name.clone(),
            from: above.map(str::to_owned),
            to: to.to_owned(),
        });
    }
    if renamed(spell, row) {
        let kind = if row.kind.trim().is_empty() {
            &spell.kind
        } else {
            &row.kind
        };
        changes.push(ImportChange::Renamed {
            id: id.clone(),
            code: code.clone(),
            from: Called {
                name: spell.name.clone(),
                kind: spell.kind.clone(),
            },
            to: Called {
                name: row.name.trim().to_owned(),
                kind: kind.trim().to_owned(),
            },
        });
    }
    let aliases = added(spell, row);
    if !aliases.is_empty() {
        changes.push(ImportChange::AliasAdded {
            id,
            code,
            name: spell.name.clone(),
            aliases,
        });
    }
}

/// Another name, or another sort; how a name is typed (capitals, place of the tone) is no change.
fn renamed(spell: &Spell, row: &ListedUnit) -> bool {
    let sort = !row.kind.trim().is_empty() && !same(&spell.kind, &row.kind);
    sort || !same(&spell.name, &row.name)
}

/// Aliases of the row that are not yet among the unit's names, each once.
fn added(spell: &Spell, row: &ListedUnit) -> Vec<String> {
    let known = [&spell.name, &row.name].into_iter().chain(&spell.aliases);
    let mut seen: std::collections::HashSet<String> =
        known.map(|name| fold::key(name.trim())).collect();
    let aliases = row.aliases.iter().map(|alias| alias.trim());
    aliases
        .filter(|alias| !alias.is_empty() && seen.insert(fold::key(alias)))
        .map(str::to_owned)
        .collect()
}

fn same(a: &str, b: &str) -> bool {
    fold::key(a.trim()) == fold::key(b.trim())
}
