//! The units of a month: who owes it, and who sent it and has ended since.

use nhip_core::id::UnitId;
use std::collections::{BTreeMap, HashSet};

use nhip_core::owing::Owner;
use nhip_core::period::Month;
use nhip_core::unit::Unit;
use nhip_store::plan::KeptPlan;
use nhip_store::report;

use crate::desk::Desk;
use crate::duty::{last_day, owing_in, reporters};
use crate::error::Error;
use crate::units::Units;

/// The units that owe, as they were in the month, each once: under the first name the plan gives.
/// They are those of the last day of the month's data; one that ended before and had sent its
/// report stands beside them, so that nothing sent is lost.
pub async fn roster(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
) -> Result<Vec<(UnitId, Unit)>, Error> {
    let Some(last) = last_day(plan, month) else {
        return Ok(Vec::new());
    };
    let told = reporters(desk, plan).await?;
    let mut rows = owing_in(units, plan, &told, month);
    let sent = report::of_month(desk.db(), &plan.id, month).await?;
    let sent = |unit: &UnitId| {
        let mut own = sent.iter().filter(|one| one.unit == unit);
        own.any(|one| one.arrived_at.is_some())
    };
    let owes: HashSet<UnitId> = rows.iter().map(|owner| owner.unit.clone()).collect();
    let gone = |owner: &Owner| !owes.contains(&owner.unit) && sent(&owner.unit);
    rows.extend(told.into_iter().filter(gone));
    let mut found: BTreeMap<String, (UnitId, Unit)> = BTreeMap::new();
    let mut seen = HashSet::new();
    for owner in rows {
        let life = units.register.life(&owner.unit);
        let spell = life.and_then(|life| life.on(last).or_else(|| life.spells.last()));
        let Some(spell) = spell.filter(|_| seen.insert(owner.unit.clone())) else {
            continue;
        };
        let mut code = spell.code.clone();
        // A new unit may bear the code of one it came after.
        while found.contains_key(&code) {
            code.push('*');
        }
        let unit = Unit {
            code: code.clone(),
            name: spell.name.clone(),
            aliases: spell.aliases.clone(),
            group: owner.named,
            parent: None,
            valid_from: None,
            valid_to: None,
        };
        found.insert(code, (owner.unit, unit));
    }
    Ok(found.into_values().collect())
}
