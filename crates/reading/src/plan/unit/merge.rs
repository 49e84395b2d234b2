//! One unit for each body: spellings put together, ids given.

use std::collections::HashMap;

use nhip_core::plan::ids::Ids;
use nhip_core::plan::{PlanUnit, Reports};

use super::{Found, members};
use crate::plan::name;

/// One body under two spellings, or in heading and table, is one unit.
pub(super) fn merge(found: Vec<Found>) -> Vec<Found> {
    let mut units: Vec<Found> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for next in found {
        let place = *places.entry(name::form(&next.name)).or_insert(units.len());
        match units.get_mut(place) {
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

pub(super) fn finish(found: Vec<Found>) -> Vec<PlanUnit> {
    let mut units: Vec<PlanUnit> = Vec::new();
    let mut ids = Ids::default();
    for unit in found {
        let id = ids.free(&wished(&unit.name), "");
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

/// Initials; then with those of the rest of the name; then numbered.
fn wished(name: &str) -> [String; 2] {
    let base = Some(name::id(name))
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| "DV".to_owned());
    let longer = format!("{base}{}", name::id_tail(name));
    [base, longer]
}
