//! A unit takes what a plan above laid on it as its own plan, without a Word file: to hand the tasks
//! on to the units below it, split them, and count what is done there.

use nhip_core::id::{EditionId, PlanId, TaskId, UnitId};
use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_core::plan::above::taken;
use nhip_core::plan::course::Course;
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};
use nhip_store::task::{self, under};

use super::above::candidates;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Checked;
use crate::page::go;
use crate::who::{May, SignedIn};
use nhip_office::plan::{Owed, title};

/// A plan whose tasks a unit can take.
pub struct Offer {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Tasks it laid on the unit.
    pub tasks: usize,
}

/// The plans above under which a unit owes tasks and has no plan of its own yet.
pub async fn offers(app: &App, me: &SignedIn, unit: &UnitId) -> Result<Vec<Offer>, Fault> {
    let own = plan::all(app.db()).await?;
    let has = |above: &str| {
        let under = |plan: &&KeptPlan| plan.unit == unit && plan.parent.as_deref() == Some(above);
        own.iter().any(|plan| under(&plan))
    };
    let plans = candidates(app, me, unit).await?.into_iter();
    let offer = plans.map(|owed| Offer {
        tasks: laid(&owed, unit).map_or(0, |plan| plan.counts.tasks),
        title: owed.title().to_owned(),
        id: owed.plan.id.to_string(),
    });
    Ok(offer
        .filter(|offer| offer.tasks > 0 && !has(&offer.id))
        .collect())
}

fn named<'a>(owed: &'a Owed, unit: &UnitId) -> BTreeSet<&'a str> {
    let owners = owed.owners.iter().filter(|owner| owner.unit == unit);
    owners.map(|owner| owner.named.as_str()).collect()
}

fn laid(owed: &Owed, unit: &UnitId) -> Option<nhip_core::plan::Plan> {
    taken(&owed.plan.reading, &named(owed, unit), unit)
}

/// Takes them; the plan is then looked at and confirmed like one that was read.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditPlan, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let (me, unit) = (may.me, may.thing);
    let offers = offers(&app, &me, &unit).await?;
    let wanted = offers
        .iter()
        .find(|offer| offer.id == fields.get("ke-hoach"));
    let Some(wanted) = wanted else {
        return Err(Fault::Unreadable(Bilingual::new(
            "Đơn vị không có nhiệm vụ theo kế hoạch này, hoặc đã có kế hoạch riêng dưới kế hoạch này.",
            "The unit owes nothing under that plan, or has a plan of its own under it.",
        )));
    };
    let above = Owed::by_id(&app, &me.units, &wanted.id.as_str().into()).await?;
    let above = above.ok_or(Fault::NotFound)?;
    let id = keep(&app, &me, &above, &unit).await?;
    go(&format!("/ke-hoach/{id}"))
}

async fn keep(app: &App, me: &SignedIn, above: &Owed, unit: &UnitId) -> Result<String, Fault> {
    let name = me.units.name(unit);
    let reading = taken(&above.plan.reading, &named(above, unit), name);
    let reading = reading.ok_or(Fault::NotFound)?;
    let id: PlanId = app.new_id();
    let own = KeptPlan {
        edition: EditionId::from(&id),
        id,
        unit: unit.to_owned(),
        parent: Some(above.plan.id.clone()),
        replaces: None,
        state: PlanState::Read,
        reading: Arc::new(reading),
        earlier: Course::default(),
        revision: 1,
        created_by: me.account.id.clone(),
        created_at: app.now(),
        ..above.plan.clone()
    };
    let owners = own.reading.units.iter().map(|named| Owner {
        named: named.id.clone(),
        unit: unit.to_owned(),
    });
    let owners: Vec<Owner> = owners.collect();
    let over = task::of_plan(app.db(), &above.plan.id).await?;
    let its = |code: &str| own.reading.task(code).is_some();
    let links = over
        .into_iter()
        .filter(|task| its(&task.code))
        .map(|task| (task.code, task.id));
    let links: Vec<(String, TaskId)> = links.collect();
    let by = By::Account(me.account.id.clone());
    let told = Told::of(Kind::PlanRead, &own.id)
        .unit(unit)
        .after((title(&own), &above.plan.id));
    let mut change = Change::begin(app.db(), app.now(), by).await?;
    plan::add(change.tx(), &own).await?;
    plan::set_owners(change.tx(), &own.id, &owners).await?;
    under::set(change.tx(), &own.id, &links).await?;
    change.commit(told).await?;
    Ok(own.id.to_string())
}
