//! Periods as text: "2026-05", "2026-05-16/2026-06-15", "--05".

use std::fmt;
use std::str::FromStr;

use super::{Day, Period, checked};

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        head(self.year, f)?;
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

fn head(year: Option<i32>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match year {
        Some(year) => write!(f, "{year:04}-"),
        None => f.write_str("--"),
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Month { year, month } => {
                head(*year, f)?;
                write!(f, "{month:02}")
            }
            Period::Days { from, to } => write!(f, "{from}/{to}"),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Period, &'static str> {
        text.parse()
    }
}

impl FromStr for Period {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Period, &'static str> {
        let read = match text.split_once('/') {
            Some((from, to)) => day(from)
                .zip(day(to))
                .map(|(from, to)| Period::Days { from, to }),
            None => parts(text).and_then(|(year, rest)| {
                let month = rest.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Period::Month { year, month })
            }),
        };
        read.ok_or("neither a month nor two days")
    }
}

fn parts(text: &str) -> Option<(Option<i32>, &str)> {
    match text.strip_prefix("--") {
        Some(rest) => Some((None, rest)),
        None => {
            let (year, rest) = text.split_once('-')?;
            Some((Some(year.parse().ok()?), rest))
        }
    }
}

fn day(text: &str) -> Option<Day> {
    let (year, rest) = parts(text)?;
    let (month, day) = rest.split_once('-')?;
    checked(year, month.parse().ok()?, day.parse().ok()?)
}
