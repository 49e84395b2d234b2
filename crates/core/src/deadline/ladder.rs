//! Due times of several levels: the ward on the 23rd, the city on the 25th.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Deadline, DueRule, ReportPeriod, Window, shown, shown_moment};
use crate::calendar::Calendar;
use crate::finding::Finding;

/// A level that reports to the one after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// "Phường, xã", "Thành phố".
    pub name: String,
    /// When it is due.
    pub rule: DueRule,
}

/// Levels, the lowest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// The levels.
    pub levels: Vec<Level>,
}

impl Ladder {
    /// When each level is due.
    pub fn deadlines(
        &self,
        period: ReportPeriod,
        window: &Window,
        calendar: &Calendar,
    ) -> Vec<Deadline> {
        let rules = self.levels.iter().map(|level| &level.rule);
        rules
            .filter_map(|rule| Deadline::of(period, window, rule, calendar))
            .collect()
    }

    /// Where a level cannot use what the one below it sends: due first or at once (an error),
    /// or without a working day between the two due days (a warning; the 23rd and the 25th of
    /// May 2026 are a Saturday and a Monday).
    pub fn check(&self, period: ReportPeriod, calendar: &Calendar) -> Vec<Finding> {
        let due = |level: &Level| {
            let deadline = Deadline::of(period, &Window::Calendar, &level.rule, calendar)?;
            Some(deadline.due_at)
        };
        let steps = self.levels.iter().zip(self.levels.iter().skip(1));
        steps
            .filter_map(|(lower, upper)| {
                let (first, then) = (due(lower)?, due(upper)?);
                judge((lower, first), (upper, then), calendar)
            })
            .collect()
    }
}

fn judge(
    (lower, first): (&Level, NaiveDateTime),
    (upper, then): (&Level, NaiveDateTime),
    calendar: &Calendar,
) -> Option<Finding> {
    let (low, high) = (&lower.name, &upper.name);
    if then <= first {
        let (first, then) = (shown_moment(first), shown_moment(then));
        return Some(Finding::new(
            "L322",
            format!(
                "“{high}” phải nộp lúc {then}, không sau “{low}” ({first}): cấp trên không kịp nhận báo cáo để tổng hợp."
            ),
            format!(
                "“{high}” is due at {then}, not after “{low}” ({first}): it cannot have what it must add up."
            ),
        ));
    }
    let (from, to) = (first.date(), then.date());
    (!calendar.working_day_between(from, to)).then(|| {
        let (from, to) = (shown(from), shown(to));
        Finding::new(
            "C328",
            format!("Giữa hạn của “{low}” ({from}) và hạn của “{high}” ({to}) không có ngày làm việc nào để tổng hợp."),
            format!("No working day lies between the due day of “{low}” ({from}) and that of “{high}” ({to})."),
        )
    })
}
