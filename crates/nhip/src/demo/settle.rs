//! The invented city in the service: its units, people, plan and three months, as if everybody had
//! worked in the browser since September.

mod activities;
mod formers;
mod joined;
mod own;
mod people;
mod reports;

use std::sync::Arc;

use nhip_core::audit::{By, Kind};
use nhip_core::deadline::{DueRule, Window};
use nhip_core::fingerprint::sha256;
use nhip_core::id::{EditionId, PlanId, UnitId};
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::plan::course::Course;
use nhip_core::unit::Unit;
use nhip_core::unit::history::{FirstUnit, NewUnit, Succession};
use nhip_office::Desk;
use nhip_office::clock::{SharedWorld, World};
use nhip_office::desk::{City, Secrets};
use nhip_office::plan::confirm::first_rows;
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::plan::{KeptPlan, Owner, PlanState};
use nhip_store::{Result, StoreError, Time, plan, setting, task, unit};

pub use people::{PASSWORD, PEOPLE};
pub use reports::Post;

/// Name of the city, as the pages show it.
const CITY: &str = "Thành phố Lạc Giang";
/// Id of the topmost unit.
const TOP: &str = "lac-giang";

/// What the city is made of.
pub struct Sample<'a> {
    /// The plan's file.
    pub file: Vec<u8>,
    /// What was read from it.
    pub plan: &'a Plan,
    /// The units that report.
    pub units: &'a [Unit],
    /// The months, in order; the last one is still under way.
    pub months: Vec<Post>,
}

/// Puts the city into an empty database.
pub async fn settle(db: &Db, shared: &SharedWorld, sample: &Sample<'_>) -> Result<()> {
    let world: &dyn World = shared.as_ref();
    let desk = Desk::new(db.clone(), Arc::clone(shared), Secrets::none(world));
    let first = sample.months.first().map(|post| post.month);
    let first = first.ok_or(StoreError::NotFound)?;
    let begun = began(first);
    found(db, begun, sample).await?;
    people::add(db, shared, begun, sample.units).await?;
    let plan = confirm(&desk, begun, first, sample).await?;
    for (n, post) in sample.months.iter().enumerate() {
        let over = n + 1 < sample.months.len();
        reports::put(db, world, &plan, sample, post, over).await?;
    }
    if let Some(last) = sample.months.last() {
        activities::add(db, world, &plan, sample, last.month).await?;
    }
    joined::put(&desk, &plan, &sample.months).await?;
    own::put(&desk, &plan, sample, begun).await?;
    Ok(())
}

/// Nine in the morning on the first day of the first month.
fn began(first: Month) -> Time {
    let day = first.day(1).unwrap_or_default();
    Time::of_local(day.and_time(chrono::NaiveTime::MIN)).plus_seconds(9 * 3600)
}

/// Id of a unit: its code tells what it is when the data are looked into.
pub(super) fn unit_id(code: &str) -> UnitId {
    format!("don-vi-{}", code.to_lowercase()).into()
}

async fn found(db: &Db, at: Time, sample: &Sample<'_>) -> Result<()> {
    let issuer = sample.plan.issuing_body.name.clone();
    let top = NewUnit {
        id: TOP.into(),
        code: "0".to_owned(),
        name: issuer.unwrap_or_else(|| CITY.to_owned()),
        aliases: Vec::new(),
        kind: "thành phố".to_owned(),
        parent: None,
    };
    let below = sample.units.iter().map(|unit| NewUnit {
        id: unit_id(&unit.code),
        code: unit.code.clone(),
        name: unit.name.clone(),
        aliases: unit.aliases.clone(),
        kind: String::new(),
        parent: Some(TOP.into()),
    });
    let (merged, below): (Vec<NewUnit>, Vec<NewUnit>) =
        below.partition(|unit| unit.code == formers::WARD);
    let merged = merged.into_iter().filter_map(formers::formers);
    let (before, decisions): (Vec<Vec<FirstUnit>>, Vec<Succession>) = merged.unzip();
    let all: Vec<FirstUnit> = std::iter::once(top)
        .chain(below)
        .map(|unit| FirstUnit {
            unit,
            valid_from: None,
            valid_to: None,
        })
        .chain(before.into_iter().flatten())
        .collect();
    let mut change = Change::begin(db, at, By::System).await?;
    let city = City {
        name: CITY.to_owned(),
    };
    setting::set(change.tx(), "city", &city).await?;
    unit::add_first(change.tx(), &all).await?;
    unit::add_successions(change.tx(), &decisions).await?;
    change
        .commit(Told::of(Kind::Founded, TOP).unit(TOP).after(CITY))
        .await
}

async fn confirm(desk: &Desk, at: Time, first: Month, sample: &Sample<'_>) -> Result<KeptPlan> {
    let due = sample.plan.reporting_duty.iter().find_map(DueRule::of_duty);
    let id: PlanId = desk.new_id();
    let kept = KeptPlan {
        edition: EditionId::from(&id),
        id,
        unit: TOP.into(),
        parent: None,
        replaces: None,
        document: sha256(&sample.file),
        state: PlanState::Confirmed,
        reading: sample.plan.clone().into(),
        earlier: Course::default(),
        due: due.ok_or(StoreError::NotFound)?,
        window: Window::Calendar,
        first_month: first,
        last_month: None,
        revision: 1,
        created_by: people::COORDINATOR.into(),
        created_at: at,
    };
    let owners: Vec<Owner> = sample
        .units
        .iter()
        .map(|unit| Owner {
            named: unit.group.clone(),
            unit: unit_id(&unit.code),
        })
        .collect();
    let by = By::Account(people::COORDINATOR.into());
    let mut change = Change::begin(desk.db(), at, by).await?;
    let file = sample.file.clone();
    plan::keep_document(change.tx(), &kept.document, "ke-hoach.docx", file, at).await?;
    plan::add(change.tx(), &kept).await?;
    plan::set_owners(change.tx(), &kept.id, &owners).await?;
    plan::confirmed(change.tx(), &kept.id, &(people::COORDINATOR).into(), at).await?;
    for task in first_rows(desk, &kept) {
        task::add(change.tx(), &task).await?;
    }
    let told = Told::of(Kind::PlanConfirmed, &kept.id).unit(TOP);
    change.commit(told).await?;
    Ok(kept)
}
