//! Which real units stand behind the units and groups a plan names: suggested by exact names, who
//! is still without one, and who stays when others are ticked.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use nhip_viet::fold::key;

use super::{Plan, PlanUnit};
use crate::id::UnitId;
use crate::unit::history::{Life, Register, Spell};
use crate::unit::{Found, Roster, Unit, owing};

/// Suggested pairs of [`PlanUnit::id`] and id of a real unit, for a person to look at.
///
/// By code, name, alias or place as reports are matched; names that are equal only without
/// their accents suggest nothing. For a group: the members the plan names, or else the units
/// whose sort of body its name says ("UBND các phường, xã").
pub fn suggested<'a>(
    plan: &Plan,
    units: impl IntoIterator<Item = (&'a UnitId, &'a Spell)>,
) -> Vec<(String, UnitId)> {
    let units: Vec<(&UnitId, &Spell)> = units.into_iter().collect();
    let real = units.iter().map(|(_, spell)| Unit {
        code: spell.code.clone(),
        name: spell.name.clone(),
        aliases: spell.aliases.clone(),
        group: String::new(),
        parent: None,
        valid_from: None,
        valid_to: None,
    });
    let roster = Roster::new(real.collect(), plan);
    let mut pairs = Vec::new();
    for named in plan.units.iter().filter(|unit| owes(plan, unit)) {
        let found = match named.is_group {
            true => members(named, &roster, &units),
            false => one(named, &roster, &units).into_iter().collect(),
        };
        pairs.extend(found.into_iter().map(|unit| (named.id.clone(), unit)));
    }
    pairs
}

/// The plan's units that owe something and behind which no real unit stands; `owned` tells of a
/// [`PlanUnit::id`] whether one does.
pub fn unowned(plan: &Plan, owned: impl Fn(&str) -> bool) -> Vec<&PlanUnit> {
    let units = plan.units.iter();
    units
        .filter(|unit| owes(plan, unit) && !owned(&unit.id))
        .collect()
}

/// Whether a unit of the plan has tasks or owes the report.
pub fn owes(plan: &Plan, unit: &PlanUnit) -> bool {
    !unit.tasks.is_empty() || owing(plan).any(|owing| owing.id == unit.id)
}

/// The real units kept behind a name that was told some, when a person ticks others: one that has
/// ended keeps its months as long as a unit that came after it is ticked, and that one is not told
/// a second time.
pub fn kept<'a>(
    register: &'a Register,
    day: NaiveDate,
    told: impl IntoIterator<Item = &'a UnitId>,
    ticked: &BTreeSet<&'a UnitId>,
) -> BTreeSet<&'a UnitId> {
    let bearers = register.bearers(day);
    let (mut kept, mut borne) = (BTreeSet::new(), BTreeSet::new());
    for unit in told {
        let after = bearers.of(unit);
        let last = register.life(unit).and_then(Life::ends);
        if last.is_none_or(|last| day <= last) {
            kept.extend(ticked.get(unit));
        } else if after.is_empty() || !after.is_disjoint(ticked) {
            kept.insert(unit);
            borne.extend(after);
        }
    }
    kept.extend(ticked.difference(&borne));
    kept
}

/// The roster holds the units in their order.
fn find(roster: &Roster, units: &[(&UnitId, &Spell)], name: &str) -> Option<UnitId> {
    match roster.find(name) {
        Found::One(at) => units.get(at).map(|(id, _)| (*id).clone()),
        Found::Several(_) | Found::Nobody => None,
    }
}

fn one(named: &PlanUnit, roster: &Roster, units: &[(&UnitId, &Spell)]) -> Option<UnitId> {
    let names = std::iter::once(&named.name)
        .chain(&named.name_full_inferred)
        .chain(&named.aliases);
    names.into_iter().find_map(|name| find(roster, units, name))
}

fn members(named: &PlanUnit, roster: &Roster, units: &[(&UnitId, &Spell)]) -> Vec<UnitId> {
    let mut found: Vec<UnitId> = Vec::new();
    for member in &named.members_named {
        found.extend(find(roster, units, member).filter(|unit| !found.contains(unit)));
    }
    if !found.is_empty() {
        return found;
    }
    let name = words(&named.name);
    let sort = |spell: &Spell| !spell.kind.is_empty() && name.contains(&words(&spell.kind));
    let fits = units.iter().filter(|(_, spell)| sort(spell));
    fits.map(|(id, _)| (*id).clone()).collect()
}

/// Words between single blanks, one before and one behind.
fn words(text: &str) -> String {
    let key = key(text);
    let words: Vec<&str> = key
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}
