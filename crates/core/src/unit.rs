//! Units: the bodies that report, and how a written name finds one.

mod file_name;
pub mod history;
mod lookup;
pub mod name;
#[cfg(test)]
mod tests;

use std::iter;

use chrono::NaiveDate;
use nhip_viet::fold;
use serde::{Deserialize, Serialize};

use crate::period::Month;
use crate::plan::{Joining, Plan, PlanUnit, Reports};

pub use lookup::Found;
use lookup::Index;

/// A body that reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Code: a string, leading zeros kept; unique in a roster.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names it is known by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Id of the plan's unit or group ([`crate::plan::PlanUnit::id`]) whose tasks it owes.
    pub group: String,
    /// Code of the unit above it, where the list says so.
    #[serde(default)]
    pub parent: Option<String>,
    /// First day it exists, where the list says so.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it exists, where the list says so.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
}

impl Unit {
    /// Whether it exists on at least one day of the month.
    pub fn exists_in(&self, month: Month) -> bool {
        let begun = self
            .valid_from
            .is_none_or(|from| month.day(31).is_none_or(|last| from <= last));
        let ended = self
            .valid_to
            .is_some_and(|to| month.day(1).is_some_and(|first| to < first));
        begun && !ended
    }
}

/// The units that owe a report, in order, with an index of their names.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    units: Vec<Unit>,
    index: Index,
}

impl Roster {
    /// The plan alone: each of its owing units is one unit, its id the code.
    pub fn of_plan(plan: &Plan) -> Roster {
        Roster::new(owing(plan).map(unit_of).collect(), plan)
    }

    /// Units already known, for example from a test; the plan tells the places meant.
    pub fn new(units: Vec<Unit>, plan: &Plan) -> Roster {
        let index = Index::build(&units, plan);
        Roster { units, index }
    }

    /// The units in order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The unit with this code, as written.
    pub fn get(&self, code: &str) -> Option<&Unit> {
        self.position(code).and_then(|at| self.units.get(at))
    }

    /// Where the unit with this code stands in the roster.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.index.by_code(code.trim())
    }

    /// The unit a written name means; positions in [`Roster::units`].
    ///
    /// By code, by name or alias, by place; equality without accents only suggests.
    pub fn find(&self, written: &str) -> Found {
        self.index.find(&self.units, written)
    }

    /// As [`Roster::find`], with the body above as the paper's head names it: it decides
    /// between units of the same name.
    pub fn find_below(&self, written: &str, superior: &str) -> Found {
        self.index.find_below(&self.units, written, superior)
    }

    /// The unit whose name or code stands in a file name, among words such as "báo cáo".
    pub fn find_in_file_name(&self, file: &str) -> Found {
        self.index.find_in_file_name(file)
    }
}

/// The plan's units that owe the report; where its duty names nobody, all that have tasks. Who joins
/// the others' reports owes the joined one, and none to itself; nor does who issued the plan.
pub fn owing(plan: &Plan) -> impl Iterator<Item = &PlanUnit> {
    let joins = Joining::of(plan).by;
    let joins = joins.or_else(|| plan.issuing_body.name.clone());
    let joins = joins.map(|by| fold::key(&by));
    let named = move |unit: &PlanUnit| {
        let mut names = iter::once(&unit.name).chain(&unit.aliases);
        unit.reports != Reports::No && !names.any(|name| Some(fold::key(name)) == joins)
    };
    let anybody = plan.units.iter().any(&named);
    plan.units.iter().filter(move |unit| {
        if anybody {
            named(unit)
        } else {
            !unit.tasks.is_empty()
        }
    })
}

/// A plan's unit as a reporting one.
pub fn unit_of(unit: &PlanUnit) -> Unit {
    let mut aliases = unit.aliases.clone();
    aliases.extend(unit.name_full_inferred.clone());
    Unit {
        code: unit.id.clone(),
        name: unit.name.clone(),
        aliases,
        group: unit.id.clone(),
        parent: None,
        valid_from: None,
        valid_to: None,
    }
}
