//! One cell of the board: how one unit stands with one month's report.

use chrono::NaiveDateTime;

use crate::consolidation::Status;
use crate::deadline::{Clocks, Deadline, Timeliness, timeliness};
use crate::lang::Bilingual;
use crate::report::state::Stage;

/// A version of a unit's report, as far as the board looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// Where it stands.
    pub stage: Stage,
    /// When it came in, local time.
    pub arrived: Option<NaiveDateTime>,
}

/// How a unit stands with a month. The order is that of urgency: what asks for an act comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// Due, and nothing came.
    Missing,
    /// Sent back, to be corrected.
    Returned,
    /// Came after the due time.
    Late {
        /// Calendar days after the due day; 0 where only the hour had passed.
        days: i64,
        /// It still waits for acceptance.
        waits: bool,
    },
    /// Not yet due, nothing came.
    Waiting,
    /// Came in time.
    OnTime {
        /// It still waits for acceptance.
        waits: bool,
    },
    /// Left out of the month.
    Excluded,
}

/// The cell of a unit and month, seen at a moment.
///
/// A correction does not make a report late: the first arrival counts. The newest version says
/// where the report stands, but a draft of a correction does not hide the one that counts.
pub fn cell(deadline: &Deadline, versions: &[Version], now: NaiveDateTime) -> Cell {
    let counts = |stage| matches!(stage, Stage::Accepted | Stage::Consolidated | Stage::Closed);
    let newest = |of: &dyn Fn(Stage) -> bool| {
        versions
            .iter()
            .filter(|version| of(version.stage))
            .max_by_key(|version| version.number)
            .map(|version| version.stage)
    };
    let stands =
        newest(&|stage| counts(stage) || stage == Stage::Excluded).or_else(|| newest(&|_| true));
    match stands {
        Some(Stage::Excluded) => return Cell::Excluded,
        Some(Stage::Returned) => return Cell::Returned,
        _ => {}
    }
    let arrived = versions.iter().filter_map(|version| version.arrived).min();
    let waits = !stands.is_some_and(counts);
    let clocks = Clocks {
        arrived,
        ..Clocks::default()
    };
    match timeliness(deadline, &clocks, now) {
        Timeliness::OnTime => Cell::OnTime { waits },
        Timeliness::LateBy(_) => Cell::Late {
            days: arrived.map_or(0, |arrived| deadline.days_late(arrived)),
            waits,
        },
        Timeliness::NotYet => Cell::Waiting,
        Timeliness::Missing => Cell::Missing,
    }
}

impl Cell {
    /// As the rates count it; `None` before it is due.
    pub fn status(self) -> Option<Status> {
        match self {
            Cell::Missing | Cell::Returned => Some(Status::Missing),
            Cell::Late { .. } => Some(Status::Late),
            Cell::OnTime { .. } => Some(Status::OnTime),
            Cell::Excluded => Some(Status::Excluded),
            Cell::Waiting => None,
        }
    }

    /// Whether a report came that is not on its way back.
    pub fn came(self) -> bool {
        matches!(self, Cell::OnTime { .. } | Cell::Late { .. })
    }

    /// Whether it waits for the receiver to accept it.
    pub fn waits(self) -> bool {
        matches!(
            self,
            Cell::OnTime { waits: true } | Cell::Late { waits: true, .. }
        )
    }

    /// In words: "Đúng hạn", "Trễ 3 ngày".
    pub fn name(self) -> Bilingual {
        let (vi, en) = match self {
            Cell::Missing => ("Chưa có", "Missing"),
            Cell::Returned => ("Trả lại", "Returned"),
            Cell::Late { days: 0, .. } => ("Trễ giờ", "Late by hours"),
            Cell::Late { days: 1, .. } => ("Trễ 1 ngày", "1 day late"),
            Cell::Late { days, .. } => {
                return Bilingual::new(format!("Trễ {days} ngày"), format!("{days} days late"));
            }
            Cell::Waiting => ("Chưa đến hạn", "Not yet due"),
            Cell::OnTime { .. } => ("Đúng hạn", "On time"),
            Cell::Excluded => ("Loại trừ", "Excluded"),
        };
        Bilingual::new(vi, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Calendar, Decisions};
    use crate::deadline::{DueRule, OnRestDay, PeriodKind, ReportPeriod, Window};
    use crate::period::Month;

    fn at(text: &str) -> NaiveDateTime {
        format!("{text}:00").parse().unwrap()
    }

    fn deadline() -> Deadline {
        let rule = DueRule {
            day_of_month: 23,
            at: chrono::NaiveTime::from_hms_opt(17, 0, 0),
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        };
        let period = ReportPeriod::containing(PeriodKind::Month, Month::parse("2026-11").unwrap());
        let calendar = Calendar::new(&Decisions::default());
        Deadline::of(period, &Window::Calendar, &rule, &calendar).unwrap()
    }

    fn version(number: u32, stage: Stage, arrived: Option<&str>) -> Version {
        Version {
            number,
            stage,
            arrived: arrived.map(at),
        }
    }

    fn seen(versions: &[Version]) -> Cell {
        cell(&deadline(), versions, at("2026-11-26T08:00"))
    }

    #[test]
    fn nothing_is_missing_before_it_is_due() {
        let before = cell(&deadline(), &[], at("2026-11-23T17:00"));
        assert_eq!((before, seen(&[])), (Cell::Waiting, Cell::Missing));
        let draft = [version(1, Stage::Drafting, None)];
        assert_eq!(seen(&draft), Cell::Missing);
    }

    #[test]
    fn a_late_report_says_by_how_many_days_and_an_hour_late_is_late() {
        let late = |arrived| seen(&[version(1, Stage::Accepted, Some(arrived))]);
        assert_eq!(late("2026-11-23T17:00"), Cell::OnTime { waits: false });
        assert_eq!(late("2026-11-23T18:00").name().vi, "Trễ giờ");
        assert_eq!(late("2026-11-25T08:00").name().vi, "Trễ 2 ngày");
    }

    #[test]
    fn a_correction_neither_makes_a_report_late_nor_hides_it() {
        let first = version(1, Stage::Closed, Some("2026-11-20T08:00"));
        let draft = version(2, Stage::Drafting, None);
        let second = version(2, Stage::Accepted, Some("2026-12-10T08:00"));
        assert_eq!(seen(&[first, draft]), Cell::OnTime { waits: false });
        assert_eq!(seen(&[first, second]), Cell::OnTime { waits: false });
    }

    #[test]
    fn a_returned_or_excluded_report_is_shown_as_such_and_sorted_by_urgency() {
        let sent = version(1, Stage::Sent, Some("2026-11-20T08:00"));
        let back = version(1, Stage::Returned, Some("2026-11-20T08:00"));
        let out = version(1, Stage::Excluded, None);
        assert!(seen(&[sent]).waits());
        assert_eq!(seen(&[back]), Cell::Returned);
        let mut all = [seen(&[out]), seen(&[sent]), seen(&[back]), seen(&[])];
        all.sort();
        let names = all.map(|cell| cell.name().vi);
        assert_eq!(names, ["Chưa có", "Trả lại", "Đúng hạn", "Loại trừ"]);
        assert_eq!(Cell::Waiting.status(), None);
    }
}
