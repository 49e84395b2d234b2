//! Which real units stand behind the units and groups a plan names; units that are missing are
//! founded in one click.

use std::collections::BTreeSet;

use nhip_core::audit::Kind;
use nhip_core::id::UnitId;
use nhip_core::permission::{Permit, right};
use nhip_core::plan::owner::{kept, unowned};
use nhip_core::unit::history::{FirstUnit, NewUnit, Records, Register};
use nhip_store::change::Told;
use nhip_store::plan::{self, Owner, PlanState};
use nhip_store::unit;

use super::{Edits, Owed};
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::Person;
use crate::units::Units;

/// Names in the plan behind which no real unit stands: each with the plan's unit it is of.
pub fn missing(owed: &Owed, units: &Units) -> Vec<(String, String)> {
    let plan = &owed.plan;
    let without = unowned(&plan.reading, |named| owed.behind(named).next().is_some());
    let names = without.into_iter().flat_map(|unit| {
        let names = match unit.is_group {
            true => unit.members_named.as_slice(),
            false => std::slice::from_ref(&unit.name),
        };
        names.iter().map(|name| (unit.id.clone(), name.clone()))
    });
    let branch = units.branch(&plan.unit);
    let known: BTreeSet<&str> = branch.iter().map(|(_, id)| units.name(id)).collect();
    names
        .filter(|(_, name)| !known.contains(name.as_str()))
        .collect()
}

/// Keeps who stands behind the names: the units ticked, of those below the plan's own.
pub async fn tick(
    desk: &Desk,
    me: &Person,
    _: &Edits,
    owed: &Owed,
    ticked: &[Owner],
) -> Result<()> {
    if owed.plan.state == PlanState::Replaced {
        return Err(Error::Stale);
    }
    let (units, branch) = (&me.units, me.units.branch(&owed.plan.unit));
    let known: BTreeSet<&UnitId> = branch.into_iter().map(|(_, id)| id).collect();
    let mut owners = Vec::new();
    for named in &owed.plan.reading.units {
        let of = |owners| behind(owners, &named.id);
        let ticked = of(ticked).filter(|unit| known.contains(*unit)).collect();
        let kept = kept(&units.register, units.today, of(&owed.owners), &ticked);
        owners.extend(kept.into_iter().map(|unit| Owner::new(&named.id, unit)));
    }
    let told = Told::of(Kind::TaskAssigned, &owed.plan.id)
        .unit(&owed.plan.unit)
        .before(pairs(&owed.owners))
        .after(pairs(&owners));
    let mut change = desk.change(me.by()).await?;
    plan::change(change.tx(), &owed.plan).await?;
    plan::set_owners(change.tx(), &owed.plan.id, &owners).await?;
    Ok(change.commit(told).await?)
}

/// The units told behind a name.
pub(super) fn behind<'a>(owners: &'a [Owner], named: &'a str) -> impl Iterator<Item = &'a UnitId> {
    let its = owners.iter().filter(move |owner| owner.named == named);
    its.map(|owner| &owner.unit)
}

/// As the audit tells them.
fn pairs(owners: &[Owner]) -> Vec<(&str, &UnitId)> {
    owners
        .iter()
        .map(|owner| (owner.named.as_str(), &owner.unit))
        .collect()
}

/// Founds every unit that is missing, below the plan's own, and lets it stand behind its name;
/// whether any was.
pub async fn found(
    desk: &Desk,
    me: &Person,
    _: &Permit<right::ManageUnits>,
    owed: &Owed,
) -> Result<bool> {
    let missing = missing(owed, &me.units);
    if missing.is_empty() {
        return Ok(false);
    }
    let mut change = desk.change(me.by()).await?;
    let register = unit::register_in(change.tx()).await?;
    let new = new_units(desk, &register, &owed.plan.unit, &missing);
    // Tried before it is written: a refusal is a sentence, not half a register.
    let mut records = Records::from(register.clone());
    records.first.extend(new.iter().cloned());
    Register::try_from(records)
        .and_then(|after| after.without_new_namesakes(&register))
        .map_err(|refused| Error::Refused(refused.text()))?;
    let made = missing.iter().zip(&new);
    let made = made.map(|((named, _), first)| Owner::new(named, &first.unit.id));
    let owners: Vec<Owner> = owed.owners.iter().cloned().chain(made).collect();
    unit::add_first(change.tx(), &new).await?;
    plan::change(change.tx(), &owed.plan).await?;
    plan::set_owners(change.tx(), &owed.plan.id, &owners).await?;
    let told = new.iter().map(|first| {
        Told::of(Kind::UnitCreated, &first.unit.id)
            .unit(&first.unit.id)
            .after(&first.unit)
    });
    change.commit_all(told.collect()).await?;
    Ok(true)
}

fn new_units(
    desk: &Desk,
    register: &Register,
    parent: &UnitId,
    missing: &[(String, String)],
) -> Vec<FirstUnit> {
    let spells = register.lives().flat_map(|life| &life.spells);
    let mut used: BTreeSet<String> = spells.map(|spell| spell.code.clone()).collect();
    let unit = |(named, name): &(String, String)| {
        let numbered = (2..).map(|n: u32| format!("{named}-{n}"));
        let mut codes = std::iter::once(named.clone()).chain(numbered);
        FirstUnit {
            unit: NewUnit {
                id: desk.new_id(),
                code: codes
                    .find(|code| used.insert(code.clone()))
                    .unwrap_or_default(),
                name: name.clone(),
                aliases: Vec::new(),
                kind: String::new(),
                parent: Some(parent.clone()),
            },
            valid_from: None,
            valid_to: None,
        }
    };
    missing.iter().map(unit).collect()
}
