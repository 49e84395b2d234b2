//! Units from a list: what it would change below a unit, and the part of it a person agreed to.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use nhip_core::audit::Kind;
use nhip_core::id::UnitId;
use nhip_core::lang::Bilingual;
use nhip_core::unit::history::{
    ImportChange, ListedUnit, Preview, Register, Succession, preview as compare,
};
use nhip_store::change::Told;
use nhip_store::unit;

use super::Manages;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::Person;
use crate::units::Units;

/// What a list would change from a day on, of the units below one; its rows are placed below that
/// one where they do not say where they stand.
pub fn preview(units: &Units, top: &UnitId, list: &mut [ListedUnit], day: NaiveDate) -> Preview {
    stand_below(units, top, list);
    below(units, top, compare(&units.register, list, day))
}

/// New units of which the list does not say where they stand, stand below this one.
fn stand_below(units: &Units, id: &UnitId, list: &mut [ListedUnit]) {
    let tree = units.register.at(units.today);
    let code = units.spell(id).map(|spell| spell.code.clone());
    for row in list {
        if row.parent.is_none() && tree.by_code(&row.code).is_none() {
            row.parent.clone_from(&code);
        }
    }
}

/// Of the changes, those to units below this one: a list of a branch says nothing of others, so
/// what it leaves out elsewhere does not end.
fn below(units: &Units, id: &UnitId, preview: Preview) -> Preview {
    let branch = units.branch(id).into_iter();
    let branch: HashMap<&UnitId, usize> = branch.map(|(depth, id)| (id, depth)).collect();
    let own = |unit: &str| branch.get(unit).is_some_and(|depth| *depth > 0);
    let spells = branch.keys().filter_map(|id| units.spell(id));
    let mut codes: HashSet<String> = spells.map(|spell| spell.code.clone()).collect();
    let mut changes = Vec::new();
    for change in preview.changes {
        let inside = match &change {
            ImportChange::New { unit } => {
                let parent = unit.parent.as_ref();
                parent.is_some_and(|parent| codes.contains(parent))
            }
            ImportChange::Moved { id, to, .. } => own(id) && codes.contains(to),
            ImportChange::Renamed { id, .. }
            | ImportChange::AliasAdded { id, .. }
            | ImportChange::Ended { id, .. } => own(id),
            ImportChange::Doubt(_) => true,
        };
        if let ImportChange::New { unit } = &change
            && inside
        {
            codes.insert(unit.code.clone());
        }
        if inside {
            changes.push(change);
        }
    }
    Preview { changes, ..preview }
}

/// Takes over some of the changes, by their places in the preview; why not, for the person.
/// [`Error::Stale`] where the register has grown since.
pub async fn take(
    desk: &Desk,
    (me, permit): (&Person, &Manages),
    preview: &Preview,
    agreed: &HashSet<usize>,
    basis: &str,
) -> Result<std::result::Result<(), Bilingual>> {
    let changes = preview.changes.iter().enumerate();
    let agreed = Preview {
        changes: changes
            .filter(|(n, _)| agreed.contains(n))
            .map(|(_, change)| change.clone())
            .collect(),
        ..preview.clone()
    };
    let mut change = desk.change_by(permit).await?;
    let register = unit::register_in(change.tx()).await?;
    if register != me.units.register {
        return Err(Error::Stale);
    }
    let after = register
        .accept(&agreed, basis, |_| desk.new_id())
        .and_then(|after| after.without_new_namesakes(&register));
    let new = match after {
        Ok(after) => since(&register, &after),
        Err(refused) => return Ok(Err(refused.text())),
    };
    if new.is_empty() {
        return Ok(Err(Bilingual::new(
            "Chưa chọn thay đổi nào.",
            "No change is ticked.",
        )));
    }
    unit::add_successions(change.tx(), &new).await?;
    let unit = permit.unit();
    let told = Told::of(Kind::UnitsImported, unit)
        .unit(unit)
        .after(&agreed);
    change.commit(told).await?;
    Ok(Ok(()))
}

/// The decisions a register has beyond another it grew from; of one day the older come first.
fn since(before: &Register, after: &Register) -> Vec<Succession> {
    let mut known = before.successions().iter().peekable();
    let new = after.successions().iter();
    new.filter(|one| known.next_if(|known| known == one).is_none())
        .cloned()
        .collect()
}
