//! Takes over what a person saw in a preview and agreed to.

use crate::id::UnitId;
use std::collections::HashMap;

use super::change::{Change, Succession};
use super::life::NewUnit;
use super::preview::{ImportChange, Preview};
use super::refusal::ChangeError;
use super::{ListedUnit, Register};

impl Register {
    /// The register with the changes of a preview, all or none; doubts are left alone.
    ///
    /// `decision` is the number of the decision the list rests on, or what stands for it;
    /// `new_id` makes the id of a new unit from its code. Refused as any change is, for instance
    /// where a person struck out the unit that another was to stand below.
    pub fn accept(
        &self,
        preview: &Preview,
        decision: &str,
        new_id: impl FnMut(&str) -> UnitId,
    ) -> Result<Register, ChangeError> {
        let ids = self.ids_after(preview, new_id);
        let mut changes = Vec::new();
        let new: Vec<&ListedUnit> = preview.changes.iter().filter_map(new_unit).collect();
        if !new.is_empty() {
            let units = new.into_iter().map(|unit| founded(unit, &ids));
            changes.push(Change::Found {
                units: units.collect::<Result<_, _>>()?,
            });
        }
        for change in &preview.changes {
            changes.extend(changed(change, &ids)?);
        }
        let successions = changes.into_iter().map(|change| Succession {
            decision: decision.to_owned(),
            effective: preview.day,
            change,
        });
        self.apply_all(successions.collect())
    }

    /// The id of each code on the day: of units that are, and of those that begin.
    fn ids_after(
        &self,
        preview: &Preview,
        mut new_id: impl FnMut(&str) -> UnitId,
    ) -> HashMap<String, UnitId> {
        let tree = self.at(preview.day);
        let known = tree.units();
        let known = known.map(|(id, spell)| (spell.code.clone(), id.to_owned()));
        let mut ids: HashMap<String, UnitId> = known.collect();
        for unit in preview.changes.iter().filter_map(new_unit) {
            ids.insert(unit.code.clone(), new_id(&unit.code));
        }
        ids
    }
}

fn new_unit(change: &ImportChange) -> Option<&ListedUnit> {
    match change {
        ImportChange::New { unit } => Some(unit),
        _ => None,
    }
}

fn founded(unit: &ListedUnit, ids: &HashMap<String, UnitId>) -> Result<NewUnit, ChangeError> {
    let parent = unit.parent.as_deref();
    Ok(NewUnit {
        id: id_of(&unit.code, ids)?,
        code: unit.code.clone(),
        name: unit.name.clone(),
        aliases: unit.aliases.clone(),
        kind: unit.kind.clone(),
        parent: parent.map(|code| id_of(code, ids)).transpose()?,
    })
}

/// What a change of the list is as a decision; new units are founded together.
fn changed(
    change: &ImportChange,
    ids: &HashMap<String, UnitId>,
) -> Result<Option<Change>, ChangeError> {
    Ok(Some(match change {
        ImportChange::New { .. } | ImportChange::Doubt(_) => return Ok(None),
        ImportChange::Renamed { id, to, .. } => Change::Rename {
            unit: id.clone(),
            name: to.name.clone(),
            code: None,
            sort: Some(to.kind.clone()),
        },
        ImportChange::Moved { id, to, .. } => Change::Move {
            unit: id.clone(),
            parent: Some(id_of(to, ids)?),
        },
        ImportChange::AliasAdded { id, aliases, .. } => Change::Alias {
            unit: id.clone(),
            aliases: aliases.clone(),
        },
        ImportChange::Ended { id, .. } => Change::Dissolve { unit: id.clone() },
    }))
}

fn id_of(code: &str, ids: &HashMap<String, UnitId>) -> Result<UnitId, ChangeError> {
    let unknown = || ChangeError::Unknown {
        unit: code.to_owned(),
    };
    ids.get(code).cloned().ok_or_else(unknown)
}
