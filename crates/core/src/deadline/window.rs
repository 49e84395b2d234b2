//! Which days' data go into a report, apart from when it is due.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ReportPeriod;

/// The days whose data are reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// First to last day of the period's months.
    #[default]
    Calendar,
    /// Decree 09/2019/NĐ-CP on the reporting regimes of state bodies, its rule on closing data:
    /// from the 15th of the month before the period to the 14th of its last month. November is
    /// 15/10–14/11, the second half-year 15/6–14/12, the year 15/12–14/12.
    Decree09,
    /// Days of the plan's own, the same for every period asked about.
    Free {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
}

impl Window {
    /// First and last day; `None` only where the calendar of dates ends. A free window entered
    /// the wrong way round is turned.
    pub fn days(&self, period: ReportPeriod) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Window::Calendar => period.days(),
            Window::Decree09 => {
                let from = period.first_month().previous().day(15)?;
                Some((from, period.last_month().day(14)?))
            }
            Window::Free { from, to } => Some((*from.min(to), *from.max(to))),
        }
    }
}
