//! The city's plan is brought in and confirmed; the first unit makes its own of what it lays on it.

use nhip_core::id::{PlanId, UnitId};
use nhip_core::plan::owner::unowned;
use nhip_office::plan::Owed;
use nhip_office::plan::bring::{Brought, bring, take};
use nhip_office::plan::confirm::confirm;
use nhip_office::plan::owner::tick;
use nhip_office::{Desk, Error, Person, Result};
use nhip_store::plan::Owner;

use super::people::{COORDINATOR, UNIT_HEAD};
use super::{Past, Sample, TOP, unit_id};

/// The city's, owed by the units of the list.
pub async fn bring_in(past: &Past, sample: &Sample<'_>) -> Result<PlanId> {
    let (desk, me) = (&past.desk, past.person(COORDINATOR).await?);
    let top = UnitId::from(TOP);
    let edits = me.permit(&top)?;
    let file = Brought {
        name: "ke-hoach.docx".to_owned(),
        bytes: sample.file.clone(),
        reading: sample.plan.clone(),
    };
    let id = bring(desk, &me, &edits, None, file).await?;
    let id = id.map_err(Error::Refused)?;
    let listed = |named: &str| sample.units.iter().any(|unit| unit.group == named);
    // Who is not in the list is the office that collects: it only has tasks, and sits at the top.
    let collecting = unowned(sample.plan, listed).into_iter();
    let owners: Vec<Owner> = sample
        .units
        .iter()
        .map(|unit| Owner::new(&unit.group, &unit_id(&unit.code)))
        .chain(collecting.map(|named| Owner::new(&named.id, &top)))
        .collect();
    tick(desk, &me, &edits, &owed(desk, &me, &id).await?, &owners).await?;
    confirmed(desk, &me, &top, id).await
}

/// A unit's own, under the city's.
pub async fn take_up(past: &Past, city: &PlanId, unit: &UnitId) -> Result<PlanId> {
    let (desk, me) = (&past.desk, past.person(UNIT_HEAD).await?);
    let id = take(desk, &me, &me.permit(unit)?, city).await?;
    confirmed(desk, &me, unit, id.ok_or(Error::NotFound)?).await
}

async fn confirmed(desk: &Desk, me: &Person, unit: &UnitId, id: PlanId) -> Result<PlanId> {
    let owed = owed(desk, me, &id).await?;
    confirm(desk, me, &me.permit(unit)?, &owed, None).await?;
    Ok(id)
}

async fn owed(desk: &Desk, me: &Person, plan: &PlanId) -> Result<Owed> {
    let owed = Owed::by_id(desk, &me.units, plan).await?;
    owed.ok_or(Error::NotFound)
}
