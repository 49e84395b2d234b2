//! Days, months and windows of days by name: "ngày 16/5/2026", "từ 15/6 đến 14/7", "tháng mười".

mod text;

use chrono::{Datelike, Days as Shift, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::lexicon::{self, Class};
use super::token::{Chain, Kind, Token};
use crate::number::words::{self, Item};

/// A day of a month, its year where it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// Year, such as 2026.
    pub year: Option<i32>,
    /// Month of the year, 1–12.
    pub month: u32,
    /// Day of the month, 1–31.
    pub day: u32,
}

/// A period by name. In JSON "2026-05" or "2026-05-16/2026-06-15", "--05" and "--05-16" where the
/// year is not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Period {
    /// One month.
    Month {
        /// Year, such as 2026, where it is named.
        year: Option<i32>,
        /// Month of the year, 1–12.
        month: u32,
    },
    /// The days from one to another, both counted.
    Days {
        /// The first.
        from: Day,
        /// The last.
        to: Day,
    },
}

/// A month a report is about takes in no more days than these.
const LONGEST_MONTH: i64 = 35;

impl Period {
    /// The year it ends in, where it is named.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Period::Month { year, .. } => year,
            Period::Days { to, .. } => to.year,
        }
    }

    /// Whether a day of the year lies in it.
    pub(super) fn holds(self, day: Day) -> bool {
        let of = |day: Day| (day.month, day.day);
        match self {
            Period::Month { month, .. } => month == day.month,
            Period::Days { from, to } if of(from) <= of(to) => {
                (of(from)..=of(to)).contains(&of(day))
            }
            Period::Days { from, to } => of(day) >= of(from) || of(day) <= of(to),
        }
    }

    /// Whether what was counted in it belongs to a report on that month: it lies in the month, or
    /// ends there and is no longer than one ("16/5 đến 15/6" in a report on June).
    pub fn is_of(self, year: i32, month: u32) -> bool {
        match self {
            Period::Month { year: of, month: m } => m == month && of.is_none_or(|of| of == year),
            Period::Days { from, to } => {
                let ends = to.month == month && to.year.is_none_or(|of| of == year);
                ends && length(from, to).is_some_and(|days| days <= LONGEST_MONTH)
            }
        }
    }

    /// Whether it is a part of the month only: the days of one week, one campaign.
    pub fn is_within(self, year: i32, month: u32) -> bool {
        match self {
            Period::Month { .. } => false,
            Period::Days { from, to } => {
                self.is_of(year, month) && length(from, to).is_some_and(|days| days < 25)
            }
        }
    }

    /// Days it takes; `None` for a month and for days no calendar has.
    pub(super) fn days(self) -> Option<i64> {
        match self {
            Period::Month { .. } => None,
            Period::Days { from, to } => length(from, to),
        }
    }
}

/// Days from one day to another, both counted. Without years the second comes within a year.
fn length(from: Day, to: Day) -> Option<i64> {
    let ends = to.year.or(from.year).unwrap_or(2024);
    let before = (from.month, from.day) > (to.month, to.day);
    let begins = from.year.unwrap_or(ends - i32::from(before));
    let first = NaiveDate::from_ymd_opt(begins, from.month, from.day)?;
    let last = NaiveDate::from_ymd_opt(ends, to.month, to.day)
        .or_else(|| NaiveDate::from_ymd_opt(ends, to.month, 28))?;
    let days = (last.checked_add_days(Shift::new(1))? - first).num_days();
    (days > 0).then_some(days)
}

/// A day some calendar has.
fn checked(year: Option<i32>, month: u32, day: u32) -> Option<Day> {
    let year = year.map(|year| if year < 100 { year + 2000 } else { year });
    let real = NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day)?;
    let of_now = year.is_none_or(|_| (1900..=2100).contains(&real.year()));
    of_now.then_some(Day { year, month, day })
}

/// A day written in figures: "16/5", "16/5/2026", "16-5-2026"; not "16-5", which is a range.
pub(super) fn of_figures(written: &str) -> Option<Day> {
    let mut numbers = written.split(['/', '-', '.']);
    let (day, month) = (numbers.next()?, numbers.next()?);
    let (year, more) = (numbers.next(), numbers.next());
    let short = |part: &str| part.len() <= 2;
    if more.is_some() || !short(day) || !short(month) || (year.is_none() && !written.contains('/'))
    {
        return None;
    }
    let year = match year {
        Some(year) if year.len() == 4 || year.len() == 2 => Some(year.parse().ok()?),
        Some(_) => return None,
        None => None,
    };
    checked(year, month.parse().ok()?, day.parse().ok()?)
}

/// Reads periods in a row of tokens.
#[derive(Clone, Copy)]
pub(super) struct Calendar<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token<'a>],
}

impl Calendar<'_> {
    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, key: &str) -> bool {
        self.token(at).is_some_and(|token| token.is_word(key))
    }

    fn figures(&self, at: usize) -> Option<&str> {
        let token = self.token(at)?;
        matches!(token.kind, Kind::Figures(_)).then_some(())?;
        self.text.get(token.start..token.end)
    }

    fn small(&self, at: usize, most: u32) -> Option<u32> {
        let written = self.figures(at).filter(|written| written.len() <= 2)?;
        let number = written.parse().ok()?;
        (1..=most).contains(&number).then_some(number)
    }

    /// "năm 2026", "/2026", "2026", behind a month.
    fn year(&self, at: usize) -> Option<(i32, usize)> {
        let comma = usize::from(self.token(at).is_some_and(|token| token.is_mark(',')));
        let worded = self.is(at + comma, "năm");
        let at = if worded { at + comma + 1 } else { at };
        let slash = self
            .token(at)
            .is_some_and(|token| token.is_mark('/') || token.is_mark('-') || token.is_mark('.'));
        let at = at + usize::from(slash);
        let written = self
            .figures(at)
            .filter(|written| super::token::is_year(written))?;
        (worded || slash).then_some(())?;
        Some((written.parse().ok()?, at + 1))
    }

    /// The year of "năm 2026" or "quý II năm 2026" at a token.
    pub fn year_named(&self, at: usize) -> Option<i32> {
        let at = if self.is(at, "quý") { at + 2 } else { at };
        self.year(at).map(|(year, _)| year)
    }

    /// The month named at a token "tháng" (or "T10" before a year) and the token behind it. A month
    /// of a date ("ngày 20 tháng 5") and a span ("6 tháng") are none.
    pub fn month(&self, at: usize) -> Option<(u32, Option<i32>, usize)> {
        let first = self.token(at).filter(|first| first.key.starts_with('t'))?;
        if let Some(short) = first.key.strip_prefix('t').filter(|rest| rest.len() <= 2) {
            let month = short
                .parse()
                .ok()
                .filter(|month| (1..=12).contains(month))?;
            let (year, next) = self.year(at + 1)?;
            return Some((month, Some(year), next));
        }
        if !first.is_word("tháng") {
            return None;
        }
        let counted = at.checked_sub(1).and_then(|at| self.token(at));
        if counted.is_some_and(|token| matches!(token.kind, Kind::Figures(_)))
            || self.is_worded_day(at)
        {
            return None;
        }
        let (month, next) = match self.figures(at + 1) {
            Some(written) => match written.split_once(['/', '-', '.']) {
                Some((month, year)) if year.len() == 4 => {
                    let month = month.parse().ok().filter(|m| (1..=12).contains(m))?;
                    return Some((month, Some(year.parse().ok()?), at + 2));
                }
                Some(_) => return None,
                None if self.counts(at) => return None,
                None => (self.small(at + 1, 12)?, at + 2),
            },
            None => self.worded(at + 1)?,
        };
        let year = self.year(next);
        let next = year.map_or(next, |(_, next)| next);
        Some((month, year.map(|(year, _)| year), next))
    }

    /// "Trong tháng 12 buổi" counts what a month has.
    fn counts(&self, at: usize) -> bool {
        let behind = at.checked_sub(1).and_then(|at| self.token(at));
        let each =
            behind.is_some_and(|token| matches!(&*token.key, "trong" | "cả" | "mỗi" | "toàn"));
        let unit = lexicon::unit_at(self.tokens, at + 2);
        each && unit.is_some_and(|unit| {
            matches!(
                unit.class,
                Class::Event | Class::Print | Class::News | Class::Case
            )
        })
    }

    /// "ngày hai mươi tháng mười" is a date.
    fn is_worded_day(&self, at: usize) -> bool {
        (2..=4).any(|back| at.checked_sub(back).is_some_and(|at| self.is(at, "ngày")))
    }

    /// A month's number in words.
    fn worded(&self, at: usize) -> Option<(u32, usize)> {
        // "tháng tư", not "trong tháng tư vấn 25 lượt"
        let next = self.token(at + 1);
        if self.is(at, "tư") && next.is_none_or(|next| next.kind != Kind::Word) {
            return Some((4, at + 1));
        }
        let read = words::read(|i| {
            let token = self.token(at + i)?;
            (token.kind == Kind::Word).then(|| Item::Word(&token.key))
        })?;
        // "tháng năm" may be May.
        let month = read
            .value
            .to_u32()
            .filter(|month| (1..=12).contains(month))?;
        let doubtful =
            self.is(at, "năm") || (read.items == 1 && next.is_some_and(|t| t.is_word("tháng")));
        (!doubtful).then_some((month, at + read.items))
    }

    /// The day named at a token, "ngày" before it left out, and the token behind it.
    pub fn day(&self, at: usize) -> Option<(Day, usize)> {
        let written = self.figures(at)?;
        if let Some(day) = of_figures(written) {
            return Some((day, at + 1));
        }
        let day = self.small(at, 31)?;
        if !self.is(at + 1, "tháng") {
            return None;
        }
        let (month, year) = match self.figures(at + 2)?.split_once(['/', '-']) {
            Some((month, year)) => (month.parse().ok()?, Some(year.parse().ok()?)),
            None => (self.small(at + 2, 12)?, None),
        };
        let named = self.year(at + 3).filter(|_| year.is_none());
        let next = named.map_or(at + 3, |(_, next)| next);
        let year = year.or(named.map(|(year, _)| year));
        Some((checked(year, month, day)?, next))
    }

    /// The days from one to another named at a token, and the token behind them.
    pub fn window(&self, at: usize) -> Option<(Period, usize)> {
        let written = self.figures(at)?;
        if let Some((first, last)) = written.split_once(['-', '–'])
            && let (Some(first), Some(last)) = (of_figures(first), of_figures(last))
        {
            return Some((between(first, last)?, at + 1));
        }
        let named = self.day(at);
        let after = named.map_or(at + 1, |(_, next)| next);
        let joint = self.token(after)?;
        if !(joint.is_dash() || joint.is_word("đến") || joint.is_word("tới")) {
            return None;
        }
        let mut next = after + 1;
        while self.is(next, "hết") || self.is(next, "ngày") || self.is(next, "cuối") {
            next += 1;
        }
        let (last, next) = self.day(next)?;
        let first = match named {
            Some((first, _)) => first,
            None => Day {
                day: self.small(at, 31)?,
                ..last
            },
        };
        Some((between(first, last)?, next))
    }

    /// A run of figures that is a date wherever it stands: it has a year, or more parts than a count.
    pub fn is_date(&self, at: usize) -> bool {
        let token = self.token(at);
        let other = token.is_some_and(|token| token.kind == Kind::Figures(Chain::Other));
        let written = self.figures(at).unwrap_or_default();
        let day = of_figures(written).is_some_and(|day| other || day.year.is_some());
        let month = written
            .split_once(['/', '-', '.'])
            .is_some_and(|(month, year)| {
                super::token::is_year(year)
                    && month
                        .parse()
                        .is_ok_and(|month: u32| (1..=12).contains(&month))
            });
        day || month
    }
}

/// With the year that only one of them names.
fn between(from: Day, to: Day) -> Option<Period> {
    let later = (from.month, from.day) > (to.month, to.day);
    let from = Day {
        year: from.year.or(to.year.map(|year| year - i32::from(later))),
        ..from
    };
    let to = Day {
        year: to.year.or(from.year.map(|year| year + i32::from(later))),
        ..to
    };
    length(from, to)?;
    Some(Period::Days { from, to })
}
