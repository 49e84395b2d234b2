//! Dates in Vietnamese text: `02/8/2021`, `ngày 20 tháng 12 năm 2026`, `quý I/2027`.
//!
//! What is decided here:
//! - day before month, always; zeros in front or not; `/`, `-` or `.` between, the same
//!   one twice. `2026-11-20` (from spreadsheets) is the one form that starts with the year.
//! - `20/12` without a year is a day only where something says so: `ngày`, a time of
//!   day or a feast before it (`dịp 30/4`), or a second date joined to it (`15/10 đến
//!   14/11/2026`). By itself it is a fraction (`1/2 số hộ`) or a phrase (`24/7`).
//! - `11/2026` is a month, but not inside the number of a document (`Số: 11/2026`,
//!   `09/2019/NĐ-CP`). Two figures for the year count only after `ngày`.
//! - dates that cannot be (`29/77/2020`) are found, so that somebody is told.
//! - a missing year is never borrowed from elsewhere.

mod pattern;
#[cfg(test)]
mod tests;
mod token;

use std::ops::Range;

use chrono::{Days, Months, NaiveDate};

/// How much of the calendar a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A day, or a run of days (`15-20/11/2026`).
    Day,
    /// A month, or a run of months (`tháng 10-11/2026`).
    Month,
    /// A quarter: [`Found::month`] is its first month.
    Quarter,
    /// A year, or a run of years (`giai đoạn 2021-2025`).
    Year,
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text, with the words that belong to it (`ngày`, `tháng`, `quý`, `năm`).
    pub range: Range<usize>,
    /// How much it names.
    pub precision: Precision,
    /// First day it covers; none if the year is not said or there is no such day.
    pub date: Option<NaiveDate>,
    /// Last day it covers; as [`Found::date`].
    pub last: Option<NaiveDate>,
    /// Day of the month as written (of a run, the first).
    pub day: Option<u32>,
    /// Month as written (of a run, the first).
    pub month: Option<u32>,
    /// Year as written, in four figures (of a run, the first).
    pub year: Option<i32>,
}

impl Found {
    /// No calendar has it: `29/77/2020`, `ngày 31 tháng 4`, `tháng 13/2026`.
    pub fn is_impossible(&self) -> bool {
        // Without a year, take one in which February has 29 days.
        self.date.is_none()
            && first_day(
                self.year.unwrap_or(2000),
                self.month.unwrap_or(1),
                self.day.unwrap_or(1),
            )
            .is_none()
    }
}

/// All dates of a text, in order, none inside another.
pub fn find(text: &str) -> Vec<Found> {
    let lower_y = text.contains('ý') || text.contains('Ý');
    if !lower_y && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    pattern::scan(&token::tokens(text))
}

fn first_day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// What was read, before the calendar is asked.
#[derive(Debug, Clone, Copy)]
struct Written {
    precision: Precision,
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    /// The last day, month or year of a run.
    until: Option<u32>,
}

impl Written {
    fn day(day: u32, month: Option<u32>, year: Option<i32>) -> Self {
        Self {
            precision: Precision::Day,
            day: Some(day),
            month,
            year,
            until: None,
        }
    }

    fn month(month: u32, year: Option<i32>) -> Self {
        Self {
            precision: Precision::Month,
            day: None,
            month: Some(month),
            year,
            until: None,
        }
    }

    fn quarter(quarter: u32, year: Option<i32>) -> Self {
        let month = Some(quarter.saturating_mul(3).saturating_sub(2));
        Self {
            precision: Precision::Quarter,
            day: None,
            month,
            year,
            until: None,
        }
    }

    fn year(year: i32) -> Self {
        Self {
            precision: Precision::Year,
            day: None,
            month: None,
            year: Some(year),
            until: None,
        }
    }

    fn until(self, last: u32) -> Self {
        Self {
            until: Some(last),
            ..self
        }
    }

    fn found(self, range: Range<usize>) -> Found {
        let days = self.days();
        Found {
            range,
            precision: self.precision,
            date: days.map(|(first, _)| first),
            last: days.map(|(_, last)| last),
            day: self.day,
            month: self.month,
            year: self.year,
        }
    }

    /// First and last day covered.
    fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        let year = self.year?;
        let (first, last) = match self.precision {
            Precision::Day => {
                let month = self.month?;
                let first = first_day(year, month, self.day?)?;
                (
                    first,
                    self.until
                        .map_or(Some(first), |day| first_day(year, month, day))?,
                )
            }
            Precision::Month => {
                let month = self.month?;
                let end = self.until.unwrap_or(month);
                (
                    first_day(year, month, 1)?,
                    months_on(first_day(year, end, 1)?, 1)?,
                )
            }
            Precision::Quarter => {
                let first = first_day(year, self.month?, 1)?;
                (first, months_on(first, 3)?)
            }
            Precision::Year => {
                let end = self
                    .until
                    .and_then(|year| i32::try_from(year).ok())
                    .unwrap_or(year);
                (first_day(year, 1, 1)?, first_day(end, 12, 31)?)
            }
        };
        (first <= last).then_some((first, last))
    }
}

/// The day before the same day some months on.
fn months_on(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    first
        .checked_add_months(Months::new(months))?
        .checked_sub_days(Days::new(1))
}
