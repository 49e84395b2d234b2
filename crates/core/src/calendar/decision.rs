//! What is decided each year and entered by a person: the window of Tết, the day beside
//! National Day, added holidays, swapped days; and what looks wrong in what was entered.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Calendar, YEARS, lunar};
use crate::finding::Finding;

/// Everything entered about working days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// Windows of Tết, in place of the preset; of two for one year the later entry holds.
    pub tet: Vec<TetWindow>,
    /// Days beside 2 September, in place of the preset; the later entry holds.
    pub national_day: Vec<NationalDayPair>,
    /// Holidays a law or decision added.
    pub added: Vec<AddedHoliday>,
    /// Swapped days.
    pub swaps: Vec<Swap>,
}

/// The days of Tết of one year as decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TetWindow {
    /// First holiday, days in lieu and weekends around it not counted.
    pub first: NaiveDate,
    /// How many days; the law gives 5.
    pub days: u32,
    /// The decision, as a person would cite it.
    pub decision: String,
}

/// Which day beside 2 September is off in one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalDayPair {
    /// The year.
    pub year: i32,
    /// Which side.
    pub beside: Beside,
    /// The decision.
    pub decision: String,
}

/// The day before or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Beside {
    /// 1 September.
    Before,
    /// 3 September.
    After,
}

/// A holiday on one day that the presets do not have; made up when it falls on a rest day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedHoliday {
    /// The day.
    pub day: NaiveDate,
    /// Its name.
    pub name: String,
    /// The law or decision.
    pub decision: String,
}

/// A working day that is off, and the rest day worked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// Off.
    pub day_off: NaiveDate,
    /// Worked.
    pub worked_instead: NaiveDate,
    /// The decision.
    pub decision: String,
}

impl Swap {
    pub(super) fn within_years(&self) -> bool {
        within_years(self.day_off) && within_years(self.worked_instead)
    }
}

/// Whether the calendar reaches a day.
pub(super) fn within_years(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// Decisions that are kept; more than a century of them is no calendar.
const MOST: usize = 200;

impl Decisions {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.tet.len() + self.national_day.len() + self.added.len() + self.swaps.len()
    }

    /// What a change makes of them; `None` where they would be more than 200.
    pub fn with(&self, change: impl FnOnce(&mut Decisions)) -> Option<Decisions> {
        let mut after = self.clone();
        change(&mut after);
        (after.count() <= MOST).then_some(after)
    }

    pub(super) fn tet_of(&self, year: i32) -> Option<&TetWindow> {
        let mut windows = self.tet.iter().rev();
        windows.find(|window| window.first.year() == year)
    }

    pub(super) fn national_day_of(&self, year: i32) -> Option<Beside> {
        let mut pairs = self.national_day.iter().rev();
        pairs.find(|pair| pair.year == year).map(|pair| pair.beside)
    }

    /// What looks wrong in what was entered; nothing of it keeps the calendar from working.
    pub fn check(&self) -> Vec<Finding> {
        // Each swap is judged by the calendar without swaps, not by its fellows.
        let presets = Calendar::new(&Decisions {
            swaps: Vec::new(),
            ..self.clone()
        });
        let mut findings: Vec<Finding> = self.out_of_years().map(out_of_years).collect();
        findings.extend(self.uncited().map(uncited));
        findings.extend(self.tet.iter().filter_map(odd_tet));
        for swap in self.swaps.iter().filter(|swap| swap.within_years()) {
            findings.extend(odd_swap(swap, &presets));
        }
        findings
    }

    /// Every entry: its first day and its decision.
    fn entries(&self) -> impl Iterator<Item = (NaiveDate, &str)> {
        let tet = self.tet.iter().map(|e| (e.first, e.decision.as_str()));
        let pairs = self.national_day.iter().map(|e| {
            let day = NaiveDate::from_ymd_opt(e.year, 9, 2).unwrap_or(NaiveDate::MAX);
            (day, e.decision.as_str())
        });
        let added = self.added.iter().map(|e| (e.day, e.decision.as_str()));
        let swaps = self.swaps.iter().map(|e| (e.day_off, e.decision.as_str()));
        tet.chain(pairs).chain(added).chain(swaps)
    }

    fn out_of_years(&self) -> impl Iterator<Item = NaiveDate> {
        let worked = self.swaps.iter().map(|swap| swap.worked_instead);
        let days = self.entries().map(|(day, _)| day).chain(worked);
        days.filter(|day| !within_years(*day))
    }

    fn uncited(&self) -> impl Iterator<Item = NaiveDate> {
        self.entries()
            .filter(|(_, decision)| decision.trim().is_empty())
            .map(|(day, _)| day)
    }
}

fn out_of_years(day: NaiveDate) -> Finding {
    Finding::new(
        "L321",
        format!(
            "Lịch làm việc chỉ tính từ năm {} đến năm {}: ngày {} không được dùng.",
            YEARS.start(),
            YEARS.end(),
            shown(day)
        ),
        format!(
            "The working calendar covers {} to {}: {} is not used.",
            YEARS.start(),
            YEARS.end(),
            shown(day)
        ),
    )
}

fn uncited(day: NaiveDate) -> Finding {
    Finding::new(
        "C324",
        format!(
            "Ngày {} được nhập mà không ghi văn bản nào quyết định; hãy ghi số văn bản.",
            shown(day)
        ),
        format!(
            "{} was entered without the decision it rests on; name the document.",
            shown(day)
        ),
    )
}

fn odd_tet(window: &TetWindow) -> Option<Finding> {
    let new_year = lunar::new_year(window.first.year())?;
    let end = window
        .first
        .checked_add_days(Days::new(window.days.into()))?;
    let holds = window.first <= new_year && new_year < end;
    (!holds || window.days != 5).then(|| {
        let (first, mung_1, days) = (shown(window.first), shown(new_year), window.days);
        Finding::new(
            "C323",
            format!("Đợt nghỉ Tết từ {first} gồm {days} ngày; luật cho 5 ngày, có mùng 1 là {mung_1}. Hãy xem lại."),
            format!("The Tết holiday from {first} has {days} days; the law gives 5, with new year's day {mung_1} among them. Please check."),
        )
    })
}

fn odd_swap(swap: &Swap, presets: &Calendar) -> Vec<Finding> {
    let (off, worked) = (shown(swap.day_off), shown(swap.worked_instead));
    let mut findings = Vec::new();
    if !presets.is_working(swap.day_off) {
        findings.push(Finding::new(
            "C321",
            format!("Ngày {off} vốn đã là ngày nghỉ, không cần hoán đổi."),
            format!("{off} is a rest day already; nothing to swap."),
        ));
    }
    if presets.is_working(swap.worked_instead) {
        findings.push(Finding::new(
            "C322",
            format!("Ngày làm bù {worked} vốn đã là ngày làm việc."),
            format!("{worked}, to be worked instead, is a working day already."),
        ));
    }
    findings
}

/// "23/11/2026".
fn shown(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}
