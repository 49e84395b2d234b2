//! The Vietnamese lunar calendar, computed for UTC+7.
//!
//! After the algorithm Hồ Ngọc Đức published ("Thuật toán tính âm lịch", Leipzig, 2004), which
//! takes the moments of new moons and the sun's longitude from Jean Meeus, *Astronomical
//! Algorithms* (1991). The rules: a month begins on the day of a new moon at 105° east; the
//! winter solstice lies in month 11; where 13 months begin between two months 11, the first
//! without a principal term (a multiple of 30° of the sun's longitude) is the leap one.
//!
//! Vietnam and China differ where midnight falls between: Tết 1985, 2007 and 2030.

use chrono::{Datelike, NaiveDate};

/// Vietnam's distance from UTC, in days.
const ZONE: f64 = 7.0 / 24.0;
/// Mean length from new moon to new moon, in days.
const SYNODIC: f64 = 29.530_588_853;
/// Julian day number of the new moon with number 0, at the turn of 1900.
const FIRST_MOON: f64 = 2_415_021.076_998_695;
/// Julian day number of the day before 1 January of year 1.
const DAY_ZERO: i32 = 1_721_425;

/// A date of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// Year, by the civil year in which it begins.
    pub year: i32,
    /// Month, 1 (Giêng) to 12 (Chạp).
    pub month: u32,
    /// The second of two months of one number.
    pub leap: bool,
    /// Day, 1–30.
    pub day: u32,
}

impl LunarDate {
    /// A day of an ordinary month.
    pub fn new(year: i32, month: u32, day: u32) -> LunarDate {
        LunarDate {
            year,
            month,
            leap: false,
            day,
        }
    }

    /// The lunar date of a day.
    pub fn of(date: NaiveDate) -> Option<LunarDate> {
        let number = julian(date);
        let months = [date.year(), date.year() + 1].into_iter().flat_map(span);
        let month = months.take_while(|month| month.first <= number).last()?;
        Some(LunarDate {
            year: month.year,
            month: month.number,
            leap: month.leap,
            day: u32::try_from(number - month.first).ok()? + 1,
        })
    }

    /// The day it is; `None` when the year has no such month or the month no such day.
    pub fn to_solar(self) -> Option<NaiveDate> {
        let months = span(self.year + i32::from(self.month >= 11));
        let month = months
            .into_iter()
            .find(|month| month.number == self.month && month.leap == self.leap)?;
        let day = i32::try_from(self.day).ok()?;
        (1..=month.length)
            .contains(&day)
            .then(|| NaiveDate::from_num_days_from_ce_opt(month.first + day - 1 - DAY_ZERO))
            .flatten()
    }
}

/// Tết: the first day of the lunar year that begins in the civil year.
pub fn new_year(year: i32) -> Option<NaiveDate> {
    LunarDate::new(year, 1, 1).to_solar()
}

/// A lunar month.
struct Month {
    /// Julian day number of its first day.
    first: i32,
    /// Days in it, 29 or 30.
    length: i32,
    year: i32,
    number: u32,
    leap: bool,
}

/// The 12 or 13 months from month 11 of the year before to month 10 (or its leap month).
fn span(year: i32) -> Vec<Month> {
    let (begin, end) = (eleventh(year - 1), eleventh(year));
    let leap = (begin + 1..end)
        .find(|moon| end - begin == 13 && sector(moon_day(*moon)) == sector(moon_day(moon + 1)));
    let mut number = 10;
    (begin..end)
        .map(|moon| {
            let leap = leap == Some(moon);
            if !leap {
                number = number % 12 + 1;
            }
            let first = moon_day(moon);
            Month {
                first,
                length: moon_day(moon + 1) - first,
                year: if number >= 11 { year - 1 } else { year },
                number,
                leap,
            }
        })
        .collect()
}

/// Number of the new moon that begins month 11 of a civil year.
fn eleventh(year: i32) -> i32 {
    let new_years_eve = NaiveDate::from_ymd_opt(year, 12, 31).map_or(0, julian);
    let moon = ((f64::from(new_years_eve) - FIRST_MOON.floor()) / SYNODIC).floor() as i32;
    // From 270° on the solstice has passed: it lies in the month before.
    if sector(moon_day(moon)) >= 9 {
        moon - 1
    } else {
        moon
    }
}

/// Julian day number of a civil day.
fn julian(date: NaiveDate) -> i32 {
    date.num_days_from_ce() + DAY_ZERO
}

/// Julian day number of the Vietnamese day on which a new moon falls.
fn moon_day(moon: i32) -> i32 {
    (new_moon(f64::from(moon)) + 0.5 + ZONE).floor() as i32
}

/// The moment of a new moon as a Julian date: mean moon, its periodic terms, the earth's clock.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85; // Julian centuries since 1900
    let (t2, t3) = (t * t, t * t * t);
    let sine = |degrees: f64| degrees.to_radians().sin();
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
        + 0.000_33 * sine(166.56 + 132.87 * t - 0.009_173 * t2);
    let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3;
    let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3;
    let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3;
    let terms = (0.1734 - 0.000_393 * t) * sine(sun) + 0.0021 * sine(2.0 * sun)
        - 0.4068 * sine(moon)
        + 0.0161 * sine(2.0 * moon)
        - 0.0004 * sine(3.0 * moon)
        + 0.0104 * sine(2.0 * node)
        - 0.0051 * sine(sun + moon)
        - 0.0074 * sine(sun - moon)
        + 0.0004 * sine(2.0 * node + sun)
        - 0.0004 * sine(2.0 * node - sun)
        - 0.0006 * sine(2.0 * node + moon)
        + 0.0010 * sine(2.0 * node - moon)
        + 0.0005 * sine(2.0 * moon + sun);
    let clock = if t < -11.0 {
        0.001 + 0.000_839 * t + 0.000_226_1 * t2 - 0.000_008_45 * t3 - 0.000_000_081 * t * t3
    } else {
        -0.000_278 + 0.000_265 * t + 0.000_262 * t2
    };
    mean + terms - clock
}

/// Which twelfth of its way the sun is in when a Vietnamese day begins: 0 from the March
/// equinox, 9 from the December solstice.
fn sector(day: i32) -> i32 {
    let t = (f64::from(day) - 0.5 - ZONE - 2_451_545.0) / 36525.0; // Julian centuries since 2000
    let t2 = t * t;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let anomaly = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2;
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2;
    let centre = (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * sine(anomaly)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * anomaly)
        + 0.000_290 * sine(3.0 * anomaly);
    ((mean + centre).rem_euclid(360.0) / 30.0).floor() as i32
}
