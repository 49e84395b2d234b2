//! The figures of a plan over its months, as facts that can be carried from one map of units to
//! the next: from accepted reports, and from who reported in time.

use nhip_core::id::{ReportId, UnitId};
use std::collections::HashMap;

use nhip_core::board::Cell;
use nhip_core::consolidation::{Counted, counted};
use nhip_core::period::Month;
use nhip_core::report::Reading;
use nhip_core::report::state::counting;
use nhip_core::unit::history::{Fact, Value};
use nhip_store::plan::KeptPlan;
use nhip_store::report::{self, KeptReport, said};

use crate::board::Board;
use crate::desk::Desk;
use crate::error::Error;
use crate::units::Units;

/// Key of the share of owed reports that came.
pub const CAME: &str = "@da-nop";
/// Key of the share of owed reports that came in time.
pub const IN_TIME: &str = "@dung-han";

/// One fact with where it comes from.
pub struct Source {
    /// The fact.
    pub fact: Fact,
    /// Name of the indicator as this report has it; empty for the shares of reports.
    pub name: String,
    /// The report, if there is one.
    pub report: Option<ReportId>,
    /// The sentence it stands in.
    pub sentence: String,
}

/// Everything that adds up, of the units somebody may see.
pub async fn sources(
    desk: &Desk,
    units: &Units,
    plan: &KeptPlan,
    months: &[Month],
    sees: impl Fn(&UnitId) -> bool,
) -> Result<Vec<Source>, Error> {
    let mut found = Vec::new();
    // Month by month: a year of readings is never in memory at once.
    for month in months {
        let reports = report::of_month(desk.db(), &plan.id, *month).await?;
        let counts = counting_reports(reports);
        let readings = said::readings(desk.db(), &plan.id, *month).await?;
        let own: Vec<(KeptReport, Reading)> = readings
            .into_iter()
            .filter_map(|(id, reading)| Some((counts.get(&id)?.clone(), reading)))
            .filter(|(report, _)| sees(&report.unit))
            .collect();
        let read = tokio::task::spawn_blocking(move || own.iter().flat_map(facts).collect());
        let read: Vec<Source> = read
            .await
            .map_err(|error| Error::Broken(error.to_string()))?;
        found.extend(read);
    }
    let board = Board::of(desk, units, plan, months.to_vec()).await?;
    found.extend(shares(&board.seen(sees)));
    Ok(found)
}

/// The version of each unit's report that is added up, by its id.
fn counting_reports(reports: Vec<KeptReport>) -> HashMap<ReportId, KeptReport> {
    let mut by_unit: HashMap<UnitId, Vec<KeptReport>> = HashMap::new();
    for one in reports {
        by_unit.entry(one.unit.clone()).or_default().push(one);
    }
    let counted = |versions: Vec<KeptReport>| {
        let number = counting(versions.iter().map(|one| (one.number(), &one.state)));
        versions
            .into_iter()
            .find(|one| Some(one.number()) == number)
    };
    let reports = by_unit.into_values().filter_map(counted);
    reports.map(|one| (one.id.clone(), one)).collect()
}

fn facts((report, reading): &(KeptReport, Reading)) -> Vec<Source> {
    let source = |one: Counted| Source {
        fact: Fact {
            unit: report.unit.clone(),
            month: report.month,
            indicator: one.key,
            value: one.value,
        },
        name: one.name,
        report: Some(report.id.clone()),
        sentence: one.sentence.to_string(),
    };
    counted(reading).into_iter().map(source).collect()
}

/// One of one, or none of one, for each report that is due.
fn shares(board: &Board) -> Vec<Source> {
    let mut found = Vec::new();
    for row in &board.rows {
        for (square, month) in row.squares.iter().zip(&board.months) {
            let Some(square) = square else { continue };
            if square.cell == Cell::Excluded || square.cell.status().is_none() {
                continue;
            }
            let in_time = matches!(square.cell, Cell::OnTime { .. });
            for (key, has) in [(CAME, square.cell.came()), (IN_TIME, in_time)] {
                let Some(value) = Value::rate(i64::from(has), 1) else {
                    continue;
                };
                found.push(Source {
                    fact: Fact {
                        unit: row.unit.clone(),
                        month: *month,
                        indicator: key.to_owned(),
                        value,
                    },
                    name: String::new(),
                    report: square.report.clone(),
                    sentence: String::new(),
                });
            }
        }
    }
    found
}
