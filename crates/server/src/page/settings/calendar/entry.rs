//! One decision about working days, as a form says it.

use chrono::{Datelike, NaiveDate};
use nhip_core::calendar::{
    AddedHoliday, Beside, Decisions, NationalDayPair, Swap, TetWindow, YEARS,
};
use nhip_core::period::day;

use crate::fields::FormState;

/// Days of Tết that may be entered.
const TET_DAYS: std::ops::RangeInclusive<u32> = 1..=15;

/// What a decision does to those before it.
pub(super) type Entry = Box<dyn FnOnce(&mut Decisions) + Send>;

/// What a form decides, as a change of what was decided before: of two for one day the later holds.
pub(super) fn said(kind: &str, form: &mut FormState) -> Option<Entry> {
    let decision = form.line("van-ban", "số văn bản quyết định", "the decision");
    match kind {
        "them" => {
            let name = form.line("ten", "tên ngày nghỉ", "the name of the holiday");
            let day = date(form, "ngay")?;
            Some(Box::new(move |all| {
                all.added.retain(|one| one.day != day);
                all.added.push(AddedHoliday {
                    day,
                    name,
                    decision,
                });
            }))
        }
        "tet" => {
            let (first, days) = (date(form, "ngay"), tet_days(form));
            let (first, days) = first.zip(days)?;
            Some(Box::new(move |all| {
                all.tet.retain(|one| one.first.year() != first.year());
                all.tet.push(TetWindow {
                    first,
                    days,
                    decision,
                });
            }))
        }
        "quoc-khanh" => {
            let (year, beside) = year(form).zip(beside(form))?;
            Some(Box::new(move |all| {
                all.national_day.retain(|one| one.year != year);
                all.national_day.push(NationalDayPair {
                    year,
                    beside,
                    decision,
                });
            }))
        }
        _ => {
            let (off, worked) = (date(form, "ngay"), date(form, "lam-bu"));
            let (day_off, worked_instead) = off.zip(worked)?;
            Some(Box::new(move |all| {
                all.swaps.retain(|one| one.day_off != day_off);
                all.swaps.push(Swap {
                    day_off,
                    worked_instead,
                    decision,
                });
            }))
        }
    }
}

fn date(form: &mut FormState, name: &str) -> Option<NaiveDate> {
    let date = day(form.value(name)).filter(|date| YEARS.contains(&date.year()));
    if date.is_none() {
        form.refuse(
            name,
            "Hãy viết ngày như 02/01/2026.",
            "Write the day like 2026-01-02.",
        );
    }
    date
}

fn tet_days(form: &mut FormState) -> Option<u32> {
    let days = form.value("so-ngay").parse().ok();
    let days = days.filter(|days| TET_DAYS.contains(days));
    if days.is_none() {
        form.refuse(
            "so-ngay",
            "Hãy ghi số ngày nghỉ từ 1 đến 15; luật cho 5 ngày.",
            "Enter 1 to 15 days; the law gives 5.",
        );
    }
    days
}

fn year(form: &mut FormState) -> Option<i32> {
    let year = form.value("nam").parse().ok();
    let year = year.filter(|year| YEARS.contains(year));
    if year.is_none() {
        form.refuse(
            "nam",
            "Hãy ghi năm bằng bốn chữ số.",
            "Enter the year in four digits.",
        );
    }
    year
}

fn beside(form: &mut FormState) -> Option<Beside> {
    match form.value("ben") {
        "truoc" => Some(Beside::Before),
        "sau" => Some(Beside::After),
        _ => {
            form.refuse(
                "ben-truoc",
                "Hãy chọn ngày 1/9 hay ngày 3/9.",
                "Choose 1 or 3 September.",
            );
            None
        }
    }
}
