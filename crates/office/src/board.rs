//! The board worked out: units by months of a plan, two questions to the database for all of it.

use nhip_core::id::{ReportId, UnitId};
use std::collections::{BTreeSet, HashMap};

use nhip_core::board::{Cell, Version, cell};
use nhip_core::chart::MonthCount;
use nhip_core::deadline::Deadline;
use nhip_core::owing::Owner;
use nhip_core::period::Month;
use nhip_store::board::{Standing, standings};
use nhip_store::plan::{KeptPlan, version};
use nhip_store::{Result, Time};

use crate::desk::Desk;
use crate::due::{self, Granted};
use crate::duty::{owing_in, reporters};
use crate::units::Units;

/// The board of a plan.
pub struct Board {
    /// Months, the earliest first; never empty.
    pub months: Vec<Month>,
    /// Units that owe reports, what is urgent first.
    pub rows: Vec<Row>,
}

/// One unit.
pub struct Row {
    /// Its id.
    pub unit: UnitId,
    /// Its name today, or its last.
    pub name: String,
    /// Who answers for it since it ended; empty while it exists.
    pub now: String,
    /// A square for each month; `None` where it owes nothing.
    pub squares: Vec<Option<Square>>,
}

/// One month of one unit.
#[derive(Clone)]
pub struct Square {
    /// How it stands.
    pub cell: Cell,
    /// The report to look at, if there is one.
    pub report: Option<ReportId>,
}

/// So many months of a plan, up to the present one; its first month where it has not begun.
pub fn months(plan: &KeptPlan, today: chrono::NaiveDate, most: usize) -> Vec<Month> {
    let present = Month::of(today).unwrap_or(plan.first_month);
    let last = plan.last_month.map_or(present, |last| last.min(present));
    let last = last.max(plan.first_month);
    let mut found: Vec<Month> = std::iter::successors(Some(last), |month| Some(month.previous()))
        .take_while(|month| *month >= plan.first_month)
        .take(most)
        .collect();
    found.reverse();
    found
}

impl Board {
    /// Of a plan in some months.
    pub async fn of(
        desk: &Desk,
        units: &Units,
        plan: &KeptPlan,
        months: Vec<Month>,
    ) -> Result<Board> {
        let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) else {
            return Ok(Board {
                months,
                rows: Vec::new(),
            });
        };
        let calendar = due::calendar(desk).await?;
        let granted = Granted::of(desk, &plan.id, first, last).await?;
        let mut reports: HashMap<(UnitId, Month), Vec<Standing>> = HashMap::new();
        for one in standings(desk.db(), &plan.id, first, last).await? {
            let key = (one.unit.clone(), one.month);
            reports.entry(key).or_default().push(one);
        }
        let deadlines: Vec<Option<Deadline>> = months
            .iter()
            .map(|month| due::base(plan, *month, &calendar))
            .collect();
        let (owing, owners) = owing_by_month(desk, units, plan, &months).await?;
        let named = owners.iter().map(|owner| &owner.unit);
        let all: BTreeSet<&UnitId> = owing.iter().flatten().chain(named).collect();
        let now = desk.now().local();
        let square = |unit: &UnitId, at: usize| {
            let month = *months.get(at)?;
            let versions = reports.get(&(unit.clone(), month));
            let versions = versions.map_or(&[] as &[Standing], Vec::as_slice);
            // What a unit sent before it ended stays its own.
            let sent = versions.iter().any(|one| one.arrived_at.is_some());
            let owes = owing.get(at).is_some_and(|owing| owing.contains(unit));
            let deadline = deadlines.get(at)?.as_ref().filter(|_| owes || sent)?;
            Some(squared(
                &granted.applied(deadline, unit, month),
                versions,
                now,
            ))
        };
        let row = |unit: &UnitId| Row {
            name: units.name(unit).to_owned(),
            now: units.now(unit),
            squares: (0..months.len()).map(|at| square(unit, at)).collect(),
            unit: unit.clone(),
        };
        let mut rows: Vec<Row> = all
            .into_iter()
            .map(row)
            // A unit of other times than these months.
            .filter(|row| {
                row.squares.iter().any(Option::is_some) || units.spell(&row.unit).is_some()
            })
            .collect();
        rows.sort_by_cached_key(|row| (urgency(row), row.name.clone()));
        Ok(Board { months, rows })
    }

    /// The rows somebody may see.
    pub fn seen(mut self, sees: impl Fn(&UnitId) -> bool) -> Board {
        self.rows.retain(|row| sees(&row.unit));
        self
    }

    /// The squares of a month, by its place.
    pub fn column(&self, at: usize) -> impl Iterator<Item = &Square> {
        self.rows
            .iter()
            .filter_map(move |row| row.squares.get(at)?.as_ref())
    }

    /// The last month in which somebody has missed the day and sent nothing.
    pub fn last_missed(&self) -> Option<Month> {
        let misses = |at: usize| {
            let mut column = self.column(at);
            column.any(|square| square.cell == Cell::Missing)
        };
        let months = self.months.iter().copied().enumerate().rev();
        let mut missed = months.filter(|(at, _)| misses(*at));
        missed.next().map(|(_, month)| month)
    }

    /// The months that are due, counted.
    pub fn counts(&self) -> Vec<MonthCount> {
        let count = |(at, month): (usize, &Month)| {
            let statuses = self.column(at).filter_map(|square| square.cell.status());
            MonthCount::count(*month, statuses)
        };
        let months = self.months.iter().enumerate().map(count);
        months.filter(|count| count.owing() > 0).collect()
    }
}

/// The present month weighs most, then the one before.
fn urgency(row: &Row) -> Vec<Cell> {
    row.squares
        .iter()
        .rev()
        .map(|square| square.as_ref().map_or(Cell::Excluded, |square| square.cell))
        .collect()
}

/// The units that owe each of some months, and who is named for the last of them.
async fn owing_by_month(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    months: &[Month],
) -> Result<(Vec<BTreeSet<UnitId>>, Vec<Owner>)> {
    let (mut found, mut owners) = (Vec::new(), Vec::new());
    let mut before: Option<Month> = None;
    for month in months {
        // An earlier text of the plan named its own.
        let text = |month: Month| plan.earlier.text(month);
        if before.is_none_or(|before| text(before) != text(*month)) {
            let then = version::in_month(desk.db(), plan, *month).await?;
            owners = reporters(desk, &then).await?;
        }
        before = Some(*month);
        let owing = owing_in(units, plan, &owners, *month).into_iter();
        found.push(owing.map(|owner| owner.unit).collect());
    }
    Ok((found, owners))
}

fn squared(deadline: &Deadline, reports: &[Standing], now: chrono::NaiveDateTime) -> Square {
    let versions: Vec<Version> = reports
        .iter()
        .filter_map(|one| {
            Some(Version {
                number: u32::try_from(one.version).ok()?,
                stage: one.stage,
                arrived: one.arrived_at.map(Time::local),
            })
        })
        .collect();
    Square {
        cell: cell(deadline, &versions, now),
        // Ordered by version: the newest leads to the others.
        report: reports.last().map(|one| one.id.clone()),
    }
}
