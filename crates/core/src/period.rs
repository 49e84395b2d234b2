//! Months, and when a month's report is due.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

use crate::lang::Bilingual;
use crate::plan::{Duty, Frequency, Plan};

#[cfg(test)]
mod tests;

/// A calendar month, written `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// A month of the years 1990–2100; `None` for anything else.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1990..=2100).contains(&year) && (1..=12).contains(&month))
            .then_some(Month { year, month })
    }

    /// Reads `2026-11`, `11/2026`, `202611`; the error says what was expected.
    pub fn parse(text: &str) -> Result<Month, Bilingual> {
        let text = text.trim();
        let pair = text
            .split_once('-')
            .or_else(|| text.split_once('/').map(|(month, year)| (year, month)))
            .or_else(|| text.is_ascii().then(|| text.split_at_checked(4)).flatten());
        pair.and_then(|(year, month)| Month::new(year.parse().ok()?, month.parse().ok()?))
            .ok_or_else(|| {
                Bilingual::new(
                    format!("không hiểu tháng “{text}”; hãy viết như 2026-11"),
                    format!("month “{text}” not understood; write it like 2026-11"),
                )
            })
    }

    /// The month a date lies in.
    pub fn of(date: NaiveDate) -> Option<Month> {
        Month::new(date.year(), date.month())
    }

    /// Year, such as 2026.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Month of the year, 1–12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// As people read it: "11/2026".
    pub fn shown(self) -> String {
        format!("{:02}/{}", self.month, self.year)
    }

    /// The month before.
    pub fn previous(self) -> Month {
        match self.month {
            1 => Month {
                year: self.year - 1,
                month: 12,
            },
            _ => Month {
                month: self.month - 1,
                ..self
            },
        }
    }

    /// The month after.
    pub fn next(self) -> Month {
        match self.month {
            12 => Month {
                year: self.year + 1,
                month: 1,
            },
            _ => Month {
                month: self.month + 1,
                ..self
            },
        }
    }

    /// The given day of the month, or its last day where the month is shorter.
    pub fn day(self, day: u32) -> Option<NaiveDate> {
        (1..=day.clamp(1, 31))
            .rev()
            .find_map(|day| NaiveDate::from_ymd_opt(self.year, self.month, day))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl TryFrom<String> for Month {
    type Error = String;
    fn try_from(text: String) -> Result<Month, String> {
        Month::parse(&text).map_err(|error| error.en)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

/// The last day on which a month's report is on time, by the plan's monthly duty, or else by one of a
/// longer rhythm or a printed date that falls in the month; `None` if the plan names no such day.
/// Weekends do not move it: the plan does not say so, and the clerk decides.
pub fn due(plan: &Plan, month: Month) -> Option<NaiveDate> {
    let duties = &plan.reporting_duty;
    let monthly = |duty: &&Duty| matches!(duty.frequency, None | Some(Frequency::Monthly));
    let named = duties.iter().filter(monthly);
    named
        .clone()
        .filter(|duty| duty.month_of_year.is_none())
        .find_map(|duty| due_of(duty, month))
        .or_else(|| duties.iter().find_map(|duty| due_within(duty, month)))
}

fn due_of(duty: &Duty, month: Month) -> Option<NaiveDate> {
    let due_month = if duty.next_month { month.next() } else { month };
    last_day(duty, due_month.day(duty.day_of_month?)?)
}

/// The day of a duty that falls due once or a few times a year, if it does so in a month.
fn due_within(duty: &Duty, month: Month) -> Option<NaiveDate> {
    let printed = duty
        .dates
        .iter()
        .find(|day| Month::of(**day) == Some(month));
    if let Some(day) = printed {
        return last_day(duty, *day);
    }
    let due = match duty.month_of_year {
        Some(named) => named == month.month(),
        None => duty
            .every_months()
            .is_some_and(|every| month.month().is_multiple_of(every)),
    };
    due_of(duty, month).filter(|_| due)
}

/// "trước ngày 16": the day before it.
fn last_day(duty: &Duty, day: NaiveDate) -> Option<NaiveDate> {
    if duty.before {
        day.pred_opt()
    } else {
        Some(day)
    }
}

/// Reads a day: `01/7/2025`, `1-7-2025`, `1.7.2025`, `2025-07-01`, a time behind it ignored.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    let mut parts = text.split(['/', '-', '.']).map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits
            .then(|| part.parse::<u32>().ok().map(|number| (part.len(), number)))
            .flatten()
    });
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month, day) = match (first, third) {
        ((4, year), (_, day)) => (year, second.1, day),
        ((_, day), (4, year)) => (year, second.1, day),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        .filter(|_| parts.next().is_none())
}
