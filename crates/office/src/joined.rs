//! A month joined: the accepted reports from the store, the consolidation from core, kept with its
//! audit events.

pub mod paper;
mod renew;
mod roster;
mod since;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use nhip_core::audit::Kind;
use nhip_core::consolidation::{Facts, Written};
use nhip_core::fingerprint::sha256;
use nhip_core::id::{ConsolidationId, PlanId, ReportId, UnitId};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::{Permit, right};
use nhip_core::report::Reading;
use nhip_core::report::UnitMatch;
use nhip_core::report::state::{Act, Stage as ReportStage, State, counting};
use nhip_core::unit::{Roster, Unit};
use nhip_store::change::{Change, Told};
use nhip_store::consolidation::{self as kept, Head, Stage, paper as words};
use nhip_store::plan::{self, KeptPlan, version};
use nhip_store::report::{self, KeptReport};

use crate::desk::Desk;
use crate::due::{self, Granted};
use crate::error::Error;
use crate::person::Person;
use crate::thing::Thing;
use crate::units::Units;
pub use renew::renew;
pub use roster::roster;
pub use since::{Compared, since};

/// A report of the month, and what it says.
pub struct Source {
    /// The report.
    pub report: KeptReport,
    /// What it says; one never sent says nothing yet.
    reading: Option<Reading>,
}

/// A month worked out, and the reports in it.
pub struct Joined {
    /// What it says.
    pub said: Written,
    /// The reports that count, and those left out.
    pub sources: Vec<Source>,
}

/// A consolidation, by its id.
pub struct OneConsolidation(pub Head);

impl Thing for OneConsolidation {
    async fn find(desk: &Desk, _: &Units, id: &str) -> Result<Option<OneConsolidation>, Error> {
        let head = kept::by_id(desk.db(), &id.into()).await?;
        Ok(head.map(OneConsolidation))
    }

    fn unit(&self) -> &UnitId {
        &self.0.unit
    }
}

/// The plan of a consolidation, as it was in its month.
pub async fn plan_of(desk: &Desk, head: &Head) -> Result<KeptPlan, Error> {
    let plan = plan::by_id(desk.db(), &head.plan).await?;
    let plan = plan.ok_or(Error::NotFound)?;
    Ok(version::in_month(desk.db(), &plan, head.month).await?)
}

/// What a month is worked out from, but for what the reports say.
#[derive(Debug)]
struct Ground {
    plan: KeptPlan,
    roster: Vec<(UnitId, Unit)>,
    due: HashMap<String, NaiveDateTime>,
    reports: Vec<KeptReport>,
    before: Vec<KeptReport>,
}

impl Ground {
    async fn of(
        desk: &Desk,
        units: &Units,
        plan: &KeptPlan,
        month: Month,
    ) -> Result<Ground, Error> {
        let plan = version::in_month(desk.db(), plan, month).await?;
        let roster = roster(desk, units, &plan, month).await?;
        let granted = Granted::of(desk, &plan.id, month, month).await?;
        let general = due::base(&plan, month, &*due::calendar(desk).await?);
        let due = |(id, unit): &(UnitId, Unit)| {
            let own = granted.applied(general.as_ref()?, id, month);
            Some((unit.code.clone(), own.due_at))
        };
        Ok(Ground {
            due: roster.iter().filter_map(due).collect(),
            reports: report::of_month(desk.db(), &plan.id, month).await?,
            before: report::of_month(desk.db(), &plan.id, month.previous()).await?,
            roster,
            plan,
        })
    }

    /// Changes whenever something here does; what a report says changes with its revision.
    fn digest(&self) -> String {
        let KeptPlan {
            edition, revision, ..
        } = &self.plan;
        let due: BTreeMap<&String, &NaiveDateTime> = self.due.iter().collect();
        let all = (edition, revision, &self.roster, due);
        sha256(format!("{all:?} {:?} {:?}", self.reports, self.before).as_bytes())
    }
}

/// Works a month out from what is accepted now. A missing unit holds nothing up.
pub async fn join(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
) -> Result<Joined, Error> {
    let ground = Ground::of(desk, units, plan, month).await?;
    let plan = &ground.plan.id;
    // Megabytes in a large city: read from their JSON off the threads that serve.
    let now = report::said::records(desk.db(), plan, month).await?;
    let before = report::said::records(desk.db(), plan, month.previous()).await?;
    let work = move || {
        let reading = &ground.plan.reading;
        let mut sources = sources(ground.reports, now)?;
        let taken = taken(&mut sources, &ground.roster);
        let previous = self::taken(&mut self::sources(ground.before, before)?, &ground.roster);
        let list = ground.roster.into_iter().map(|(_, unit)| unit).collect();
        let said = Written::of(&Facts {
            readings: taken.readings,
            received: taken.received,
            due: ground.due,
            excluded: taken.excluded,
            previous: previous.readings,
            undrawn: nhip_documents::write::undrawn,
            ..Facts::new(reading, &Roster::new(list, reading), month)
        });
        Ok(Joined {
            said: said.map_err(broken)?,
            sources,
        })
    };
    on_all_cores(work).await
}

/// Work for every core, which those who answer requests leave to the threads meant for it: always
/// the same ones, so that what one month's work gives back the next one's takes.
async fn on_all_cores<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let wait = move || rayon::scope(|_| work());
    tokio::task::spawn_blocking(wait).await.map_err(broken)?
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Broken(error.to_string())
}

/// All versions of all reports of a month, with what they say.
fn sources(reports: Vec<KeptReport>, said: Vec<(ReportId, String)>) -> Result<Vec<Source>, Error> {
    let read = report::said::read(said)?;
    let mut readings: HashMap<ReportId, Reading> = read.into_iter().collect();
    let source = |report: KeptReport| Source {
        reading: readings.remove(&report.id),
        report,
    };
    Ok(reports.into_iter().map(source).collect())
}

/// What the consolidation takes of the reports.
#[derive(Default)]
struct Taken {
    readings: Vec<Reading>,
    received: HashMap<String, NaiveDateTime>,
    excluded: HashMap<String, Bilingual>,
}

/// What counts leaves its source: a month of a large city is not held twice.
fn taken(sources: &mut [Source], roster: &[(UnitId, Unit)]) -> Taken {
    let mut taken = Taken::default();
    let mut by_unit: HashMap<UnitId, Vec<&mut Source>> = HashMap::new();
    for source in sources {
        let unit = source.report.unit.clone();
        by_unit.entry(unit).or_default().push(source);
    }
    for (id, unit) in roster {
        let Some(versions) = by_unit.get_mut(id) else {
            continue;
        };
        let Some(number) = counting(
            versions
                .iter()
                .map(|one| (one.report.number(), &one.report.state)),
        ) else {
            if let Some(reason) = left_out(versions) {
                taken.excluded.insert(unit.code.clone(), reason);
            }
            continue;
        };
        let mut versions_of = versions.iter_mut();
        let counted = versions_of.find(|one| one.report.number() == number);
        let Some(reading) = counted.and_then(|one| one.reading.take()) else {
            continue;
        };
        let reading = own(reading, unit, number);
        // A correction does not make a report late: the first arrival counts.
        if let Some(arrived) = versions
            .iter()
            .filter_map(|one| one.report.arrived_at)
            .min()
        {
            taken.received.insert(reading.file.clone(), arrived.local());
        }
        taken.readings.push(reading);
    }
    taken
}

/// Who sent it is known by who was signed in, not by what stands in the file; and two units may
/// hand in files of one name.
fn own(reading: Reading, unit: &Unit, version: u32) -> Reading {
    let written = unit.name.clone();
    Reading {
        file: if reading.file.contains(&unit.code) {
            reading.file
        } else {
            format!("{}/{}", unit.code, reading.file)
        },
        unit: UnitMatch::One {
            code: unit.code.clone(),
            by: "page".to_owned(),
            written,
        },
        version: Some(version),
        ..reading
    }
}

fn left_out(versions: &[&mut Source]) -> Option<Bilingual> {
    let excluded = |one: &&&mut Source| one.report.state.stage() == ReportStage::Excluded;
    let newest = versions
        .iter()
        .filter(excluded)
        .max_by_key(|one| one.report.version)?;
    match &newest.report.state {
        State::Excluded { reason, .. } => Some(Bilingual::new(reason.as_str(), reason.as_str())),
        _ => None,
    }
}

/// Joins a month of one of the unit's plans from what is accepted now; the id of what is kept.
pub async fn make(
    desk: &Desk,
    me: &Person,
    permit: &Permit<right::Consolidate>,
    (plan, month): (&PlanId, Month),
) -> Result<ConsolidationId, Error> {
    let plan = plan::by_id(desk.db(), plan).await?;
    let plan = plan.filter(|plan| plan.unit == permit.unit());
    let plan = plan.ok_or(Error::NotFound)?;
    let joined = join(desk, &me.units, &plan, month).await?;
    keep(desk, permit, &plan, joined).await
}

/// Keeps a joined month: renews its draft, or begins the next version after a signed one. The id
/// of what is kept; of the signed one where nothing has changed since.
pub async fn keep(
    desk: &Desk,
    permit: &Permit<right::Consolidate>,
    plan: &KeptPlan,
    joined: Joined,
) -> Result<ConsolidationId, Error> {
    let (said, now) = (joined.said, desk.now());
    let fingerprint = said.result.fingerprint.clone();
    let month = said.result.period.month;
    let mut change = desk.change_by(permit).await?;
    let newest = kept::newest(change.tx(), &plan.id, month).await?;
    let id = match &newest {
        Some(head) if head.stage == Stage::Signed && head.fingerprint == fingerprint => {
            return Ok(head.id.clone());
        }
        Some(head) if head.stage == Stage::Draft => {
            kept::renew(change.tx(), &head.id, said, now).await?;
            head.id.clone()
        }
        before => {
            let head = Head {
                id: desk.new_id(),
                plan: plan.id.clone(),
                unit: plan.unit.clone(),
                month,
                version: before.as_ref().map_or(1, |head| head.version + 1),
                stage: Stage::Draft,
                fingerprint: fingerprint.clone(),
                made_at: now,
                signed_by: None,
                signed_at: None,
            };
            kept::add(change.tx(), &head, said).await?;
            if let Some(before) = before {
                words::copy_wordings(change.tx(), &before.id, &head.id).await?;
            }
            head.id
        }
    };
    let mut told = vec![
        Told::of(Kind::Consolidated, &id)
            .unit(&plan.unit)
            .after(&fingerprint),
    ];
    told.extend(counted(&mut change, permit, plan, &joined.sources).await?);
    change.commit_all(told).await?;
    Ok(id)
}

/// Notes on every accepted report of the month that it is counted.
async fn counted(
    change: &mut Change,
    permit: &Permit<right::Consolidate>,
    plan: &KeptPlan,
    sources: &[Source],
) -> Result<Vec<Told>, Error> {
    let (mut told, mut counted) = (Vec::new(), Vec::new());
    for source in sources {
        let mut report = source.report.clone();
        if report.state.stage() != ReportStage::Accepted {
            continue;
        }
        let act = Act::by(permit, &plan.unit, change.at().utc()).map_err(refused)?;
        report.state = report.state.consolidate(act).map_err(refused)?;
        told.push(Told::of(Kind::ReportConsolidated, &report.id).unit(&report.unit));
        counted.push(report);
    }
    report::set_states(change.tx(), &counted).await?;
    Ok(told)
}

/// A transition core refused, as a page says it.
pub fn refused(refusal: nhip_core::report::state::Refusal) -> Error {
    Error::Refused(refusal.text())
}
