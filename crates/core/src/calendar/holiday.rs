//! The public holidays of the law, each year's days worked out or taken from a decision.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::decision::{Beside, Decisions};
use super::lunar::{self, LunarDate};
use super::{YEARS, weekend};
use crate::lang::Bilingual;

/// A public holiday (Labour Code 2019, art. 112).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Lunar new year, five days.
    Tet,
    /// 10 March lunar.
    HungKings,
    /// 30 April.
    Reunification,
    /// 1 May.
    Labour,
    /// 2 September and one day beside it.
    NationalDay,
    /// One that a law or decision added, by its name.
    Added(String),
}

impl Holiday {
    /// Its name. An added one has only the name it was entered with.
    pub fn name(&self) -> Bilingual {
        let (vi, en) = match self {
            Holiday::NewYear => ("Tết Dương lịch", "New Year's Day"),
            Holiday::Tet => ("Tết Nguyên đán", "Lunar New Year"),
            Holiday::HungKings => ("Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day"),
            Holiday::Reunification => ("Ngày Chiến thắng 30/4", "Reunification Day"),
            Holiday::Labour => ("Ngày Quốc tế lao động 1/5", "International Labour Day"),
            Holiday::NationalDay => ("Quốc khánh", "National Day"),
            Holiday::Added(name) => (name.as_str(), name.as_str()),
        };
        Bilingual::new(vi, en)
    }
}

/// Every holiday of all years, in order. Where two meet, the one named first in the law stays:
/// the law does not say whether the other is made up, so that needs a decision.
pub(super) fn all(decisions: &Decisions) -> BTreeMap<NaiveDate, Holiday> {
    let mut days = BTreeMap::new();
    for year in YEARS {
        for (day, holiday) in of_year(year, decisions) {
            days.entry(day).or_insert(holiday);
        }
    }
    for added in &decisions.added {
        if super::decision::within_years(added.day) {
            let holiday = Holiday::Added(added.name.clone());
            days.entry(added.day).or_insert(holiday);
        }
    }
    days
}

fn of_year(year: i32, decisions: &Decisions) -> Vec<(NaiveDate, Holiday)> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let mut days: Vec<(Option<NaiveDate>, Holiday)> = vec![(day(1, 1), Holiday::NewYear)];
    days.extend(
        tet(year, decisions)
            .into_iter()
            .map(|day| (Some(day), Holiday::Tet)),
    );
    days.extend([
        (LunarDate::new(year, 3, 10).to_solar(), Holiday::HungKings),
        (day(4, 30), Holiday::Reunification),
        (day(5, 1), Holiday::Labour),
        (day(9, 2), Holiday::NationalDay),
        (beside(year, decisions), Holiday::NationalDay),
    ]);
    days.into_iter()
        .filter_map(|(day, holiday)| Some((day?, holiday)))
        .collect()
}

/// The five days of Tết: the last day of Chạp (29 or 30) to mùng 4, unless decided otherwise.
fn tet(year: i32, decisions: &Decisions) -> Vec<NaiveDate> {
    let decided = decisions.tet_of(year);
    let window = decided.map_or_else(
        || Some((lunar::new_year(year)?.pred_opt()?, 5)),
        |window| Some((window.first, u64::from(window.days.min(TET_LONGEST)))),
    );
    let Some((first, days)) = window else {
        return Vec::new();
    };
    (0..days)
        .filter_map(|n| first.checked_add_days(Days::new(n)))
        .collect()
}

/// No decision gave more days; a typing error shall not close offices for a year.
const TET_LONGEST: u32 = 15;

/// The day beside 2 September. Preset: 1 September, but 3 September when 2 September is a
/// Thursday and the two then meet the weekend. This is what was decided from 2021 to 2026.
fn beside(year: i32, decisions: &Decisions) -> Option<NaiveDate> {
    let second = NaiveDate::from_ymd_opt(year, 9, 2)?;
    let (before, after) = (second.pred_opt()?, second.succ_opt()?);
    let bridges = after.succ_opt().is_some_and(weekend) && !weekend(after);
    match decisions.national_day_of(year) {
        Some(Beside::Before) => Some(before),
        Some(Beside::After) => Some(after),
        None => Some(if bridges { after } else { before }),
    }
}
