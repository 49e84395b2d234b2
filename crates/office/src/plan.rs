//! Plans and tasks as addresses name them, and who meets them: the unit whose plan it is and, to
//! see, the units that owe its tasks.

pub mod above;
pub mod bring;
pub mod confirm;
pub mod edit;
pub mod owner;

use nhip_core::id::{PlanId, TaskId, UnitId};
use std::collections::HashSet;

use nhip_core::owing::{Owner, carried};
use nhip_core::permission::{Action, Permit, right};
use nhip_store::plan::{self, KeptPlan};
use nhip_store::task::{self, CoOwner, KeptTask};

use crate::desk::Desk;
use crate::error::Error;
use crate::person::Person;
use crate::thing::Thing;
use crate::units::Units;

/// May she bring in and change plans.
pub(crate) type Edits = Permit<right::EditPlan>;

/// A plan with those who owe it.
pub struct Owed {
    /// The plan.
    pub plan: KeptPlan,
    /// Real units behind its names, as it was told.
    pub owners: Vec<Owner>,
    /// Those that bear them today: of a unit that ended, the ones that came after.
    pub today: Vec<Owner>,
    /// Units that work on single tasks beside them, today.
    pub with: Vec<CoOwner>,
}

impl Owed {
    /// The plan with this id.
    pub async fn by_id(desk: &Desk, units: &Units, id: &PlanId) -> Result<Option<Owed>, Error> {
        Ok(match plan::by_id(desk.db(), id).await? {
            Some(plan) => Some(Owed::of(desk, units, plan).await?),
            None => None,
        })
    }

    async fn of(desk: &Desk, units: &Units, plan: KeptPlan) -> Result<Owed, Error> {
        let owners = plan::owners(desk.db(), &plan.edition).await?;
        let with = task::co_owners(desk.db(), &plan.id).await?;
        Ok(Owed::borne(units, plan, owners, &with))
    }

    /// With those who bear it today.
    fn borne(units: &Units, plan: KeptPlan, owners: Vec<Owner>, with: &[CoOwner]) -> Owed {
        let bearers = units.register.bearers(units.today);
        let with = with.iter().flat_map(|one| {
            let units = bearers.of(&one.unit).into_iter();
            units.map(|unit| CoOwner {
                task: one.task.clone(),
                unit: unit.clone(),
            })
        });
        let mut with: Vec<CoOwner> = with.collect();
        // Two that became one work on a task once.
        let mut seen = HashSet::new();
        with.retain(|one| seen.insert((one.task.clone(), one.unit.clone())));
        Owed {
            today: carried(&units.register, &owners, units.today),
            owners,
            with,
            plan,
        }
    }

    /// Real units behind a unit or group it names.
    pub fn behind<'a>(&'a self, named: &'a str) -> impl Iterator<Item = &'a UnitId> {
        let owners = self.today.iter();
        owners
            .filter(move |owner| owner.named == named)
            .map(|owner| &owner.unit)
    }

    /// Units that work on a task beside its owners.
    pub fn beside<'a>(&'a self, task: &'a TaskId) -> impl Iterator<Item = &'a UnitId> {
        let with = self.with.iter();
        with.filter(move |one| one.task == *task)
            .map(|one| &one.unit)
    }

    /// Every unit that owes something under it.
    pub fn units(&self) -> impl Iterator<Item = &UnitId> {
        let owners = self.today.iter().map(|owner| &owner.unit);
        owners.chain(self.with.iter().map(|one| &one.unit))
    }

    /// Whether a person sees it: as her unit's or one below, or as one that owes its tasks.
    pub fn is_seen_by(&self, me: &Person) -> bool {
        let sees = |unit: &UnitId| me.may(Action::SeePlan, unit);
        sees(&self.plan.unit) || self.units().any(sees)
    }

    /// Its subject, or its number, or the name of its file.
    pub fn title(&self) -> &str {
        title(&self.plan)
    }
}

/// A plan's subject, or its number, or the name of its file.
pub fn title(plan: &KeptPlan) -> &str {
    let reading = &plan.reading;
    let subject = reading.title.subject.as_deref();
    subject.or(reading.number()).unwrap_or(&reading.source.path)
}

/// Every plan a person sees, the newest first.
pub async fn seen(desk: &Desk, me: &Person) -> Result<Vec<Owed>, Error> {
    let mut owners = plan::all_owners(desk.db()).await?;
    let mut with = task::all_co_owners(desk.db()).await?;
    let all = plan::all(desk.db()).await?.into_iter();
    let owed = all.map(|plan| {
        let owners = owners.remove(&plan.id).unwrap_or_default();
        let with = with.remove(&plan.id).unwrap_or_default();
        Owed::borne(&me.units, plan, owners, &with)
    });
    Ok(owed.filter(|owed| owed.is_seen_by(me)).collect())
}

/// A plan to be changed: by its own unit.
pub struct OwnPlan(pub Owed);

impl Thing for OwnPlan {
    async fn find(desk: &Desk, units: &Units, id: &str) -> Result<Option<OwnPlan>, Error> {
        Ok(Owed::by_id(desk, units, &id.into()).await?.map(OwnPlan))
    }

    fn unit(&self) -> &UnitId {
        &self.0.plan.unit
    }
}

/// A plan to be seen: by those who owe its tasks too.
pub struct SeenPlan {
    /// The plan.
    pub owed: Owed,
    units: Vec<UnitId>,
}

impl Thing for SeenPlan {
    async fn find(desk: &Desk, units: &Units, id: &str) -> Result<Option<SeenPlan>, Error> {
        let owed = Owed::by_id(desk, units, &id.into()).await?;
        Ok(owed.map(|owed| SeenPlan {
            units: owed.units().cloned().collect(),
            owed,
        }))
    }

    fn unit(&self) -> &UnitId {
        &self.owed.plan.unit
    }

    fn also(&self) -> &[UnitId] {
        &self.units
    }
}

/// A task with its plan.
pub struct OwedTask {
    /// The task.
    pub task: KeptTask,
    /// Its plan.
    pub owed: Owed,
}

impl OwedTask {
    async fn by_id(desk: &Desk, units: &Units, id: &str) -> Result<Option<OwedTask>, Error> {
        let Some(task) = task::by_id(desk.db(), &id.into()).await? else {
            return Ok(None);
        };
        let owed = Owed::by_id(desk, units, &task.plan).await?;
        Ok(owed.map(|owed| OwedTask { task, owed }))
    }

    /// Units that work on it beside its owners.
    pub fn co_owners(&self) -> impl Iterator<Item = &UnitId> {
        self.owed.beside(&self.task.id)
    }
}

/// A task to be changed: by the plan's own unit.
pub struct OwnTask(pub OwedTask);

impl Thing for OwnTask {
    async fn find(desk: &Desk, units: &Units, id: &str) -> Result<Option<OwnTask>, Error> {
        Ok(OwedTask::by_id(desk, units, id).await?.map(OwnTask))
    }

    fn unit(&self) -> &UnitId {
        &self.0.owed.plan.unit
    }
}

/// A task to be seen: by those who work on it too.
pub struct SeenTask {
    /// The task.
    pub owed: OwedTask,
    units: Vec<UnitId>,
}

impl Thing for SeenTask {
    async fn find(desk: &Desk, units: &Units, id: &str) -> Result<Option<SeenTask>, Error> {
        let Some(owed) = OwedTask::by_id(desk, units, id).await? else {
            return Ok(None);
        };
        let behind = owed.owed.behind(&owed.task.named).cloned();
        let units = behind.chain(owed.co_owners().cloned()).collect();
        Ok(Some(SeenTask { units, owed }))
    }

    fn unit(&self) -> &UnitId {
        &self.owed.owed.plan.unit
    }

    fn also(&self) -> &[UnitId] {
        &self.units
    }
}
