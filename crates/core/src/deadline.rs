//! When a report is due: rule, data window, rest days, levels, extensions, and whether it was kept.
//!
//! | module | what it answers |
//! |---|---|
//! | `period` | which month, quarter, half or year is reported on |
//! | `window` | which days' data go in |
//! | `rule` | on which day and hour it is due |
//! | `hour` | which hour a plan's clause prints |
//! | `ladder` | due times of several levels, and whether they leave room to work |
//! | `extension` | more time for one unit |
//! | `clock` | three clocks: data closed, signed, arrived; on time or late |
//!
//! Times are local times of Vietnam (UTC+7, no summer time).

mod clock;
mod extension;
mod hour;
mod ladder;
mod period;
mod rule;
#[cfg(test)]
mod tests;
mod window;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::finding::Finding;
use crate::lang::Bilingual;

pub use clock::{Clocks, Timeliness, timeliness};
pub use extension::{Extension, REASON_LONGEST};
pub use ladder::{Ladder, Level};
pub use period::{PeriodKind, ReportPeriod};
pub use rule::{DueRule, OnRestDay, end_of};
pub use window::Window;

/// When one report of one period is due, as worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What is reported on.
    pub period: ReportPeriod,
    /// First day of the data.
    pub data_from: NaiveDate,
    /// Last day of the data.
    pub data_to: NaiveDate,
    /// Last moment that is on time.
    pub due_at: NaiveDateTime,
    /// Why it is not on the day the rule names, if it was moved.
    pub moved: Option<Moved>,
    /// More time granted, if any.
    pub extended: Option<Extended>,
}

/// A due day moved off a rest day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The day the rule names.
    pub from: NaiveDate,
    /// Why nobody works on it.
    pub why: Bilingual,
}

/// Time granted beyond the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The due time before it.
    pub instead_of: NaiveDateTime,
    /// What was granted.
    pub by: Extension,
}

impl Deadline {
    /// The deadline of a period; `None` only where the calendar of dates ends.
    pub fn of(
        period: ReportPeriod,
        window: &Window,
        rule: &DueRule,
        calendar: &Calendar,
    ) -> Option<Deadline> {
        let named = rule.named_day(period)?;
        Deadline::on(period, window, named, rule.at, rule.on_rest_day, calendar)
    }

    /// The deadline of a report due on a printed date ("chậm nhất ngày 20/12/2026",
    /// [`crate::plan::Duty::dates`]); without an hour the whole day is on time.
    pub fn on(
        period: ReportPeriod,
        window: &Window,
        named: NaiveDate,
        at: Option<NaiveTime>,
        on_rest_day: OnRestDay,
        calendar: &Calendar,
    ) -> Option<Deadline> {
        let (data_from, data_to) = window.days(period)?;
        let day = on_rest_day.apply(named, calendar);
        let moved = calendar
            .rest(named)
            .filter(|_| day != named)
            .map(|rest| Moved {
                from: named,
                why: rest.name(),
            });
        Some(Deadline {
            period,
            data_from,
            data_to,
            due_at: day.and_time(at.unwrap_or(rule::END_OF_DAY)),
            moved,
            extended: None,
        })
    }

    /// The same with more time; the finding says why an extension cannot be granted.
    ///
    /// A second extension counts from the first: `instead_of` keeps the time of the rule.
    pub fn extend(self, extension: Extension) -> Result<Deadline, Box<Finding>> {
        extension.check(self.due_at)?;
        let instead_of = self
            .extended
            .map_or(self.due_at, |earlier| earlier.instead_of);
        Ok(Deadline {
            due_at: extension.until,
            extended: Some(Extended {
                instead_of,
                by: extension,
            }),
            ..self
        })
    }

    /// "17:00 23/11/2026"; the day alone where the whole day is on time.
    pub fn shown(&self) -> String {
        shown_moment(self.due_at)
    }

    /// Calendar days from the due day to a later moment; 0 on the due day and before.
    pub fn days_late(&self, at: NaiveDateTime) -> i64 {
        (at.date() - self.due_at.date()).num_days().max(0)
    }

    /// What about it deserves a look before it is used: a data window that leaves no time to
    /// write, a due day on which nobody works.
    ///
    /// Decree 09/2019/NĐ-CP asks for at least one working day between closing the data and the
    /// due day; for a plan's own regime it is good advice.
    pub fn check(&self, calendar: &Calendar) -> Vec<Finding> {
        let due = self.due_at.date();
        let mut findings = Vec::new();
        if self.data_to > due {
            findings.push(ends_after_due(self.data_to, due));
        } else if !calendar.working_day_between(self.data_to, due) {
            findings.push(no_day_to_write(self.data_to, due));
        }
        if let Some(rest) = calendar.rest(due) {
            let name = rest.name();
            findings.push(Finding::new(
                "C327",
                format!("Hạn nộp {} là ngày nghỉ ({}).", shown(due), name.vi),
                format!("The due day {} is a rest day ({}).", shown(due), name.en),
            ));
        }
        findings
    }
}

fn ends_after_due(data_to: NaiveDate, due: NaiveDate) -> Finding {
    let (to, due) = (shown(data_to), shown(due));
    Finding::new(
        "C325",
        format!(
            "Số liệu chốt ngày {to}, sau hạn nộp {due}: báo cáo chỉ có thể ghi phần còn lại là ước tính."
        ),
        format!(
            "The data close on {to}, after the due day {due}: the rest can only be an estimate."
        ),
    )
}

fn no_day_to_write(data_to: NaiveDate, due: NaiveDate) -> Finding {
    let (to, due) = (shown(data_to), shown(due));
    Finding::new(
        "C326",
        format!("Giữa ngày chốt số liệu {to} và hạn nộp {due} không có ngày làm việc nào."),
        format!("No working day lies between the close of the data on {to} and the due day {due}."),
    )
}

/// "23/11/2026".
fn shown(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// "17:00 23/11/2026"; the day alone where the whole day is on time.
fn shown_moment(at: NaiveDateTime) -> String {
    if at.time() == rule::END_OF_DAY {
        shown(at.date())
    } else {
        at.format("%H:%M %d/%m/%Y").to_string()
    }
}
