//! A month of the invented city: reports opened, filled in, sent and accepted, by the same steps
//! people take.

use chrono::NaiveDate;
use nhip_core::audit::{By, Kind};
use nhip_core::id::UnitId;
use nhip_core::period::Month;
use nhip_core::permission::{Actor, Parents, Permit, Post as Held, Right, Role, permit, right};
use nhip_core::personal::Published;
use nhip_core::report::Reading;
use nhip_core::report::draft::{Draft, KeptBox, filled};
use nhip_core::report::state::{Act, Cleared, State};
use nhip_core::unit::Unit;
use nhip_office::clock::{World, new_id};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::plan::KeptPlan;
use nhip_store::report::{self, KeptReport, field, said};
use nhip_store::{Result, StoreError, Time};

use super::people::{COORDINATOR, UNIT_HEAD as HEAD};
use super::{Sample, TOP, unit_id};

/// Of ten units in the month under way: so many are accepted, and so many more have sent.
const ACCEPTED: usize = 5;
const SENT: usize = 8;

/// What came in for a month.
pub struct Post {
    /// The month.
    pub month: Month,
    /// Code of the unit, its report, the day it came in.
    pub reports: Vec<(String, Reading, Option<NaiveDate>)>,
}

/// Puts a month's reports where they belong; of a month under way some are not there yet.
pub async fn put(
    db: &Db,
    world: &dyn World,
    plan: &KeptPlan,
    sample: &Sample<'_>,
    post: &Post,
    over: bool,
) -> Result<()> {
    for (n, (code, reading, day)) in post.reports.iter().enumerate() {
        let Some(unit) = sample.units.iter().find(|unit| unit.code == *code) else {
            continue;
        };
        let reach = if over { 0 } else { n % 10 };
        let at = arrival(post.month, *day);
        one(db, world, plan, unit, reading, post.month, at, reach).await?;
    }
    Ok(())
}

/// Three in the afternoon of the day it came in; without one, the twentieth.
fn arrival(month: Month, day: Option<NaiveDate>) -> Time {
    let day = day.or_else(|| month.day(20)).unwrap_or_default();
    Time::of_local(day.and_time(chrono::NaiveTime::MIN)).plus_seconds(15 * 3600)
}

#[allow(
    clippy::too_many_arguments,
    reason = "one report is all of these, once"
)]
async fn one(
    db: &Db,
    world: &dyn World,
    plan: &KeptPlan,
    unit: &Unit,
    reading: &Reading,
    month: Month,
    at: Time,
    reach: usize,
) -> Result<()> {
    let id = unit_id(&unit.code);
    let (draft, _) =
        Draft::from_reading(reading, &plan.reading, unit, month, &Published::default());
    let boxes: Vec<KeptBox> = filled(&draft)
        .into_iter()
        .map(|(name, value)| KeptBox::by_hand(name, value))
        .collect();
    let mut kept = KeptReport {
        id: new_id(world).into(),
        plan: plan.id.clone(),
        unit: id.as_str().into(),
        month,
        version: 1,
        state: State::Drafting,
        revision: 0,
        opened_at: at,
        closed_at: None,
        signed_at: None,
        arrived_at: None,
    };
    let mut change = Change::begin(db, at, By::Account(HEAD.into())).await?;
    report::open(change.tx(), &kept).await?;
    kept.revision = field::save(change.tx(), &kept.id, &boxes, HEAD, at).await?;
    let mut told = vec![Told::of(Kind::ReportOpened, &kept.id).unit(&id)];
    if reach < SENT {
        kept.state = sent(&id, at)?;
        (kept.closed_at, kept.signed_at, kept.arrived_at) = (Some(at), Some(at), Some(at));
        said::keep_reading(
            change.tx(),
            &kept.id,
            &draft.to_reading(&plan.reading, unit),
        )
        .await?;
        kept.revision = report::set_state(change.tx(), &kept).await?;
        told.push(Told::of(Kind::ReportSent, &kept.id).unit(&id));
    }
    change.commit_all(told).await?;
    if reach < ACCEPTED {
        let by = By::Account(COORDINATOR.into());
        let mut change = Change::begin(db, at.plus_seconds(3600), by).await?;
        kept.state = kept
            .state
            .accept(act::<right::AcceptReport>(&id, at)?)
            .map_err(refused)?;
        report::set_state(change.tx(), &kept).await?;
        let told = Told::of(Kind::ReportAccepted, &kept.id).unit(&id);
        change.commit(told).await?;
    }
    Ok(())
}

fn sent(unit: &UnitId, at: Time) -> Result<State> {
    let cleared = Cleared::check(&[], &[], 1).map_err(|_| StoreError::NotFound)?;
    State::Drafting
        .send(act::<right::SendReport>(unit, at)?, &cleared, 1)
        .map_err(refused)
}

/// An act with the permit it takes.
pub fn act<R: Right>(unit: &UnitId, at: Time) -> Result<Act<R>> {
    Act::by(&permit_of::<R>(unit, at)?, &unit.into(), at.utc()).map_err(refused)
}

/// A permit: the demo's people hold the roles, so the same rule decides.
pub fn permit_of<R: Right>(unit: &UnitId, at: Time) -> Result<Permit<R>> {
    let held = |role, unit: &UnitId| Held {
        role,
        unit: unit.into(),
        from: None,
        to: None,
    };
    let top = UnitId::from(TOP);
    let actor = Actor {
        account: COORDINATOR.into(),
        name: String::new(),
        posts: vec![
            held(Role::Coordinator, &top),
            held(Role::Approver, &top),
            held(Role::Approver, unit),
        ],
    };
    let above = (*unit != *TOP).then(|| TOP.into());
    let tree = Parents::new([(TOP.into(), None), (unit.clone(), above)]);
    let day = at.local().date();
    permit::<R>(&actor, &unit.into(), &tree, day).map_err(|_| StoreError::NotFound)
}

/// A refusal of core, which the demo never meets.
pub fn refused(refusal: nhip_core::report::state::Refusal) -> StoreError {
    StoreError::Database(refusal.text().en)
}
