//! A plan comes in: read from a file, as a unit's plan or as a new version of one, or made of the
//! tasks a plan above laid on a unit. It is then looked at, corrected and confirmed.

use std::collections::BTreeSet;
use std::sync::Arc;

use nhip_core::audit::Kind;
use nhip_core::deadline::{DueRule, Window};
use nhip_core::id::{EditionId, PlanId, TaskId, UnitId};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::plan::above::{names, taken};
use nhip_core::plan::course::Course;
use nhip_core::plan::owner::suggested;
use nhip_store::change::Told;
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};
use nhip_store::task::{self, under};

use super::above::candidates;
use super::confirm::continued;
use super::edit::only_in_force;
use super::owner::behind;
use super::{Edits, Owed, title};
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::Person;
use crate::setting;
use crate::units::Units;

/// A plan's file, and what was read from it.
pub struct Brought {
    /// What the file is called.
    pub name: String,
    /// The file as it came.
    pub bytes: Vec<u8>,
    /// What was read.
    pub reading: Plan,
}

/// Keeps what was read, as a plan of the unit or a new version of one; the new plan's id, or why
/// nothing was kept.
pub async fn bring(
    desk: &Desk,
    me: &Person,
    permit: &Edits,
    older: Option<&Owed>,
    file: Brought,
) -> Result<std::result::Result<PlanId, Bilingual>> {
    let unit = permit.unit();
    let before = older.map(|older| &older.plan);
    let reading = match before {
        Some(before) => {
            only_in_force(before)?;
            continued(desk, before, file.reading).await?
        }
        None => file.reading,
    };
    if reading.counts.tasks == 0 {
        return Ok(Err(no_tasks(&file.name)));
    }
    let (parent, usual) = match before {
        Some(before) => (before.parent.clone(), before.due.clone()),
        None => {
            let mut known = candidates(desk, me, unit).await?.into_iter();
            let named = known.find(|above| names(&reading, &above.plan.reading));
            let above = named.map(|above| above.plan.id);
            (above, setting::of(desk).await?)
        }
    };
    let issued = reading.place_date.date.and_then(Month::of);
    // Months already gone are not asked for: the later of issue and today.
    let first = issued.max(Month::of(desk.today()));
    let first = before.map(|before| before.first_month).or(first);
    let id: PlanId = desk.new_id();
    let new = KeptPlan {
        edition: EditionId::from(&id),
        id,
        unit: unit.clone(),
        parent,
        replaces: before.map(|before| before.id.clone()),
        document: reading.source.sha256.clone(),
        state: PlanState::Read,
        due: match DueRule::stated(&reading) {
            Some(stated) => stated.completed(&usual),
            None => usual,
        },
        window: before.map_or(Window::Calendar, |before| before.window),
        first_month: first
            .ok_or_else(|| Error::Broken("the clock is beyond the calendar of months".into()))?,
        last_month: before.and_then(|before| before.last_month),
        revision: 1,
        created_by: me.account.id.clone(),
        created_at: desk.now(),
        earlier: Course::default(),
        reading: Arc::new(reading),
    };
    let owners = owners(&me.units, &new, older);
    let told = Told::of(Kind::PlanRead, &new.id).unit(unit);
    let mut change = desk.change(me.by()).await?;
    let at = change.at();
    plan::keep_document(change.tx(), &new.document, &file.name, file.bytes, at).await?;
    plan::add(change.tx(), &new).await?;
    plan::set_owners(change.tx(), &new.id, &owners).await?;
    change.commit(told.after(title(&new))).await?;
    Ok(Ok(new.id))
}

fn no_tasks(name: &str) -> Bilingual {
    Bilingual::new(
        format!(
            "“{name}”: không tìm thấy nhiệm vụ của đơn vị nào; hãy kiểm tra xem đây có phải là kế hoạch không."
        ),
        format!("“{name}”: no unit's tasks were found; check that it is a plan."),
    )
}

/// Who owes a new plan: as the version before had it, where names are the same; the rest is
/// suggested.
fn owners(units: &Units, new: &KeptPlan, older: Option<&Owed>) -> Vec<Owner> {
    let mut owners = Vec::new();
    for unit in &new.reading.units {
        let Some(older) = older else { break };
        let was = older.plan.reading.units.iter();
        for was in was.filter(|was| was.name == unit.name) {
            let told = behind(&older.owners, &was.id);
            owners.extend(told.map(|real| Owner::new(&unit.id, real)));
        }
    }
    let known: BTreeSet<String> = owners.iter().map(|owner| owner.named.clone()).collect();
    let branch = units.branch(&new.unit).into_iter();
    let real = branch.filter_map(|(_, id)| Some((id, units.spell(id)?)));
    let rest = suggested(&new.reading, real).into_iter();
    let rest = rest.filter(|(named, _)| !known.contains(named));
    owners.extend(rest.map(|(named, unit)| Owner { named, unit }));
    owners
}

/// A plan above, and the plan a unit can make of what was laid on it there.
pub struct Offer {
    /// The plan above.
    pub above: Owed,
    /// The unit's own.
    pub own: Plan,
}

/// The plans above under which a unit owes tasks and has no plan of its own yet.
pub async fn offers(desk: &Desk, me: &Person, unit: &UnitId) -> Result<Vec<Offer>> {
    let plans = plan::all(desk.db()).await?;
    let mut candidates = candidates(desk, me, unit).await?;
    candidates.retain(|above| {
        let mut own = plans.iter().filter(|plan| plan.unit == *unit);
        !own.any(|plan| plan.parent.as_ref() == Some(&above.plan.id))
    });
    let offer = |above: Owed| {
        let its = above.owners.iter().filter(|owner| owner.unit == *unit);
        let named = its.map(|owner| owner.named.as_str()).collect();
        let own = taken(&above.plan.reading, &named, me.units.name(unit))?;
        Some(Offer { above, own })
    };
    Ok(candidates.into_iter().filter_map(offer).collect())
}

/// Makes the plan that is offered under the plan above; `None` where none is.
pub async fn take(
    desk: &Desk,
    me: &Person,
    permit: &Edits,
    above: &PlanId,
) -> Result<Option<PlanId>> {
    let unit = permit.unit();
    let mut offers = offers(desk, me, unit).await?.into_iter();
    let Some(Offer { above, own }) = offers.find(|offer| offer.above.plan.id == above) else {
        return Ok(None);
    };
    let over = task::of_plan(desk.db(), &above.plan.id).await?.into_iter();
    let its = over.filter(|task| own.task(&task.code).is_some());
    let links: Vec<(String, TaskId)> = its.map(|task| (task.code, task.id)).collect();
    let named = own.units.iter();
    let owners: Vec<Owner> = named.map(|named| Owner::new(&named.id, unit)).collect();
    let id: PlanId = desk.new_id();
    let own = KeptPlan {
        edition: EditionId::from(&id),
        id,
        unit: unit.clone(),
        parent: Some(above.plan.id.clone()),
        replaces: None,
        state: PlanState::Read,
        reading: Arc::new(own),
        earlier: Course::default(),
        revision: 1,
        created_by: me.account.id.clone(),
        created_at: desk.now(),
        ..above.plan
    };
    let told = Told::of(Kind::PlanRead, &own.id).unit(unit);
    let mut change = desk.change(me.by()).await?;
    plan::add(change.tx(), &own).await?;
    plan::set_owners(change.tx(), &own.id, &owners).await?;
    under::set(change.tx(), &own.id, &links).await?;
    change
        .commit(told.after((title(&own), &own.parent)))
        .await?;
    Ok(Some(own.id))
}
