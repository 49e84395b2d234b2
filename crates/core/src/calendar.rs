//! Which days are worked in Vietnam: weekends, public holidays, days swapped by decision.
//!
//! | module | what it answers |
//! |---|---|
//! | [`lunar`] | the Vietnamese lunar calendar, computed |
//! | `holiday` | the public holidays of a year |
//! | `decision` | what is decided each year and entered by a person |
//!
//! Sources: Labour Code 45/2019/QH14, art. 111 (weekly rest; a holiday on a rest day is made up
//! on the next working day) and art. 112 (the holidays). State bodies rest on Saturday and
//! Sunday. Years 1990–2100; outside them only weekends are known.

mod decision;
mod holiday;
pub mod lunar;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::lang::Bilingual;

pub use decision::{AddedHoliday, Beside, Decisions, NationalDayPair, Swap, TetWindow};
pub use holiday::Holiday;

/// The years of the calendar.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Why nobody works on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// Saturday or Sunday.
    Weekend(Weekday),
    /// A public holiday.
    Holiday(Holiday),
    /// A working day off for a holiday that fell on a rest day.
    MadeUp(Holiday),
    /// A working day off by decision; another day is worked instead.
    Swapped {
        /// The decision.
        decision: String,
    },
}

impl Rest {
    /// In words: "Thứ Bảy", "Tết Nguyên đán", "nghỉ bù Giỗ Tổ Hùng Vương".
    pub fn name(&self) -> Bilingual {
        match self {
            Rest::Weekend(Weekday::Sun) => Bilingual::new("Chủ nhật", "Sunday"),
            Rest::Weekend(_) => Bilingual::new("Thứ Bảy", "Saturday"),
            Rest::Holiday(holiday) => holiday.name(),
            Rest::MadeUp(holiday) => {
                let name = holiday.name();
                Bilingual::new(
                    format!("nghỉ bù {}", name.vi),
                    format!("day off in lieu of {}", name.en),
                )
            }
            Rest::Swapped { decision } => Bilingual::new(
                format!("nghỉ hoán đổi theo {decision}"),
                format!("day off by swap, {decision}"),
            ),
        }
    }
}

/// Working days and rest days. Made once from the decisions entered so far, then only asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    rests: BTreeMap<NaiveDate, Rest>,
    /// Rest days worked by decision.
    worked: BTreeSet<NaiveDate>,
}

impl Default for Calendar {
    /// The law's presets, nothing entered.
    fn default() -> Calendar {
        Calendar::new(&Decisions::default())
    }
}

impl Calendar {
    /// Presets, with what was decided in their place. Decisions about days outside [`YEARS`]
    /// are left out; [`Decisions::check`] says so.
    pub fn new(decisions: &Decisions) -> Calendar {
        let holidays = holiday::all(decisions);
        let mut calendar = Calendar {
            rests: BTreeMap::new(),
            worked: BTreeSet::new(),
        };
        for (day, holiday) in &holidays {
            calendar.rests.insert(*day, Rest::Holiday(holiday.clone()));
        }
        // In order of date: of two holidays on one weekend the later is made up a day later.
        for (day, holiday) in holidays.into_iter().filter(|(day, _)| weekend(*day)) {
            let off = calendar.next_working(day);
            calendar.rests.insert(off, Rest::MadeUp(holiday));
        }
        for swap in decisions.swaps.iter().filter(|swap| swap.within_years()) {
            let decision = swap.decision.clone();
            calendar.worked.remove(&swap.day_off);
            calendar
                .rests
                .entry(swap.day_off)
                .or_insert(Rest::Swapped { decision });
            calendar.worked.insert(swap.worked_instead);
        }
        calendar
    }

    /// Whether offices work on the day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.rest(day).is_none()
    }

    /// Why nobody works on the day; `None` on a working day. A holiday on a weekend is a holiday.
    pub fn rest(&self, day: NaiveDate) -> Option<Rest> {
        if self.worked.contains(&day) {
            return None;
        }
        let known = self.rests.get(&day).cloned();
        known.or_else(|| weekend(day).then(|| Rest::Weekend(day.weekday())))
    }

    /// What the day is called when it is no plain weekday or weekend: holiday, day in lieu, swap.
    pub fn name_of(&self, day: NaiveDate) -> Option<Bilingual> {
        self.rest(day)
            .filter(|rest| !matches!(rest, Rest::Weekend(_)))
            .map(|rest| rest.name())
    }

    /// The first working day after the day.
    pub fn next_working(&self, day: NaiveDate) -> NaiveDate {
        let mut days = day.iter_days().skip(1);
        days.find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// The last working day before the day.
    pub fn previous_working(&self, day: NaiveDate) -> NaiveDate {
        let mut days = day.iter_days().rev().skip(1);
        days.find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// The day so many working days before the day; the day itself for 0.
    pub fn working_days_before(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count).fold(day, |day, _| self.previous_working(day))
    }

    /// The day so many working days after the day; the day itself for 0.
    pub fn working_days_after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count).fold(day, |day, _| self.next_working(day))
    }

    /// Whether at least one working day lies after the first day and before the second.
    pub fn working_day_between(&self, first: NaiveDate, second: NaiveDate) -> bool {
        first < second && self.next_working(first) < second
    }
}

/// Saturday or Sunday.
fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
