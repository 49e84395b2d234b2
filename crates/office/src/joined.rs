//! A month joined: the accepted reports from the store, the consolidation from core, kept with its
//! audit events.

mod renew;
mod roster;

use nhip_core::id::{ConsolidationId, PlanId, ReportId, UnitId};
use std::collections::HashMap;

use nhip_core::audit::{By, Kind};
use nhip_core::consolidation::{Facts, Written};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::{Permit, right};
use nhip_core::report::Reading;
use nhip_core::report::UnitMatch;
use nhip_core::report::state::{Act, Stage as ReportStage, State, counting};
use nhip_core::unit::{Roster, Unit};
use nhip_store::change::{Change, Told};
use nhip_store::consolidation::{self as kept, Head, Stage, paper};
use nhip_store::plan::{KeptPlan, version};
use nhip_store::report::{self, KeptReport};

use crate::desk::Desk;
use crate::due::{self, Granted};
use crate::error::Error;
use crate::units::Units;
pub use roster::roster;

pub use renew::renew;

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
    /// Id of the unit behind each code.
    pub units: HashMap<String, UnitId>,
}

/// Works a month out from what is accepted now. A missing unit holds nothing up.
pub async fn join(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    month: Month,
) -> Result<Joined, Error> {
    let plan = &version::in_month(desk.db(), plan, month).await?;
    let roster = roster(desk, units, plan, month).await?;
    let now = Records::of(desk, &plan.id, month).await?;
    let before = Records::of(desk, &plan.id, month.previous()).await?;
    let granted = Granted::of(desk, &plan.id, month, month).await?;
    let calendar = due::calendar(desk).await?;
    let general = due::base(plan, month, &calendar);
    let due = roster.iter().filter_map(|(id, unit)| {
        let own = granted.applied(general.as_ref()?, id, month);
        Some((unit.code.clone(), own.due_at))
    });
    let due = due.collect();
    let by_code = roster
        .iter()
        .map(|(id, unit)| (unit.code.clone(), id.clone()))
        .collect();
    let reading = plan.reading.clone();
    let work = move || {
        let (mut sources, mut earlier) = (now.read()?, before.read()?);
        let taken = taken(&mut sources, &roster);
        let previous = self::taken(&mut earlier, &roster).readings;
        let list = roster.into_iter().map(|(_, unit)| unit).collect();
        let said = Written::of(&Facts {
            readings: taken.readings,
            received: taken.received,
            due,
            excluded: taken.excluded,
            previous,
            ..Facts::new(&reading, &Roster::new(list, &reading), month)
        });
        said.map_err(broken).map(|said| (said, sources))
    };
    let (said, sources) = on_all_cores(work).await?;
    Ok(Joined {
        said,
        sources,
        units: by_code,
    })
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

/// All versions of all reports of a month, and what they say, not read yet: megabytes of it in a
/// large city.
struct Records {
    reports: Vec<KeptReport>,
    said: Vec<(ReportId, String)>,
}

impl Records {
    async fn of(desk: &Desk, plan: &PlanId, month: Month) -> Result<Records, Error> {
        Ok(Records {
            said: report::said::records(desk.db(), plan, month).await?,
            reports: report::of_month(desk.db(), plan, month).await?,
        })
    }

    fn read(self) -> Result<Vec<Source>, Error> {
        let read = report::said::read(self.said)?;
        let mut readings: HashMap<ReportId, Reading> = read.into_iter().collect();
        let source = |report: KeptReport| Source {
            reading: readings.remove(&report.id),
            report,
        };
        Ok(self.reports.into_iter().map(source).collect())
    }
}

/// What the consolidation takes of the reports.
#[derive(Default)]
struct Taken {
    readings: Vec<Reading>,
    received: HashMap<String, chrono::NaiveDateTime>,
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
    let by = By::Account(permit.account().clone());
    let mut change = Change::begin(desk.db(), now, by).await?;
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
                paper::copy_wordings(change.tx(), &before.id, &head.id).await?;
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
