//! Who reported, month by month.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Chart, Series, Shape, Share, Value};
use crate::consolidation::{Consolidation, Status, UnitStatus};
use crate::lang::Bilingual;
use crate::period::Month;

/// How the units of a month stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCount {
    /// The month.
    pub month: Month,
    /// Counted, in time.
    pub on_time: u64,
    /// Counted, late.
    pub late: u64,
    /// Nothing came.
    pub missing: u64,
    /// Came and does not count.
    pub excluded: u64,
}

impl MonthCount {
    /// Of a consolidated month.
    pub fn of(consolidation: &Consolidation) -> MonthCount {
        MonthCount::count(
            consolidation.period.month,
            consolidation
                .units
                .iter()
                .map(|unit: &UnitStatus| unit.status),
        )
    }

    /// Of the statuses of all units that owe a report.
    pub fn count(month: Month, statuses: impl IntoIterator<Item = Status>) -> MonthCount {
        let mut count = MonthCount {
            month,
            on_time: 0,
            late: 0,
            missing: 0,
            excluded: 0,
        };
        for status in statuses {
            match status {
                Status::OnTime => count.on_time += 1,
                Status::Late => count.late += 1,
                Status::Missing => count.missing += 1,
                Status::Excluded => count.excluded += 1,
            }
        }
        count
    }

    /// Units whose report counts.
    pub fn counted(self) -> u64 {
        self.on_time.saturating_add(self.late)
    }

    /// Units that owe a report. An excluded one still owes it: leaving units out must not make
    /// a rate look better.
    pub fn owing(self) -> u64 {
        [self.late, self.missing, self.excluded]
            .into_iter()
            .fold(self.on_time, u64::saturating_add)
    }
}

/// Reporting rate: counted reports of those owed.
pub fn reporting(months: &[MonthCount]) -> Chart {
    Chart {
        title: Bilingual::new("Tỷ lệ đơn vị có báo cáo", "Reporting rate"),
        ..rate(
            months,
            MonthCount::counted,
            Bilingual::new("Có báo cáo", "Reported"),
        )
    }
}

/// On-time share: reports in time of those owed, so that it is never above the reporting rate.
pub fn on_time(months: &[MonthCount]) -> Chart {
    Chart {
        title: Bilingual::new("Tỷ lệ báo cáo đúng hạn", "On-time share"),
        ..rate(
            months,
            |month| month.on_time,
            Bilingual::new("Đúng hạn", "On time"),
        )
    }
}

fn rate(months: &[MonthCount], part: impl Fn(MonthCount) -> u64, name: Bilingual) -> Chart {
    let months = calendar(months);
    let value = |month: MonthCount| {
        Share::new(part(month), month.owing())
            .filter(|share| share.whole() > 0)
            .map_or(Value::Gap, Value::Share)
    };
    Chart {
        title: name.clone(),
        shape: Shape::Line,
        labels: labels(&months),
        series: vec![Series {
            name,
            values: months
                .iter()
                .map(|(_, count)| count.map_or(Value::Gap, value))
                .collect(),
        }],
    }
}

/// On time, late, missing and excluded, on top of one another.
pub fn statuses(months: &[MonthCount]) -> Chart {
    let months = calendar(months);
    let series = |vi: &str, en: &str, part: fn(MonthCount) -> u64| Series {
        name: Bilingual::new(vi, en),
        values: months
            .iter()
            .map(|(_, count)| count.map_or(Value::Gap, |count| Value::Count(part(count))))
            .collect(),
    };
    Chart {
        title: Bilingual::new("Tình hình nộp báo cáo", "How reports came in"),
        shape: Shape::Stacked,
        labels: labels(&months),
        series: vec![
            series("Đúng hạn", "On time", |month| month.on_time),
            series("Trễ hạn", "Late", |month| month.late),
            series("Chưa có", "Missing", |month| month.missing),
            series("Loại trừ", "Excluded", |month| month.excluded),
        ],
    }
}

/// Every month from the first to the last, also those of which nothing is known: a line that
/// skips them would hide them. Of two counts of a month the later in the list holds.
fn calendar(counts: &[MonthCount]) -> Vec<(Month, Option<MonthCount>)> {
    let known: BTreeMap<Month, MonthCount> =
        counts.iter().map(|count| (count.month, *count)).collect();
    let first = known.keys().next().copied();
    let last = known.keys().next_back().copied();
    let after = |month: &Month| Some(month.next()).filter(|next| Some(*next) <= last);
    std::iter::successors(first, after)
        .map(|month| (month, known.get(&month).copied()))
        .collect()
}

fn labels(months: &[(Month, Option<MonthCount>)]) -> Vec<Bilingual> {
    months.iter().map(|(month, _)| label(*month)).collect()
}

/// "11/2026", "2026-11".
pub(super) fn label(month: Month) -> Bilingual {
    Bilingual::new(
        format!("{:02}/{}", month.month(), month.year()),
        month.to_string(),
    )
}
