//! What a report is about in time: a month, a quarter, a half-year, a year.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lang::Bilingual;
use crate::period::Month;
use crate::plan::Frequency;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// One month.
    Month,
    /// Three months from January, April, July, October.
    Quarter,
    /// January to June, July to December.
    HalfYear,
    /// The year.
    Year,
}

impl PeriodKind {
    /// Its months.
    pub fn months(self) -> u32 {
        match self {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::HalfYear => 6,
            PeriodKind::Year => 12,
        }
    }

    /// The kind of a plan's frequency; `None` for what is not bound to such a period.
    pub fn of(frequency: Frequency) -> Option<PeriodKind> {
        match frequency {
            Frequency::Monthly => Some(PeriodKind::Month),
            Frequency::Quarterly => Some(PeriodKind::Quarter),
            Frequency::HalfYearly => Some(PeriodKind::HalfYear),
            Frequency::Yearly => Some(PeriodKind::Year),
            _ => None,
        }
    }
}

/// The period a report is about, written `202611`, `2026Q4`, `2026H2`, `2026`.
///
/// Not [`crate::consolidation::Period`], which is one month with the day its reports were due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReportPeriod {
    last: Month,
    kind: PeriodKind,
}

impl ReportPeriod {
    /// The period of a kind a month lies in.
    pub fn containing(kind: PeriodKind, month: Month) -> ReportPeriod {
        let after = month.month().div_ceil(kind.months()) * kind.months() - month.month();
        let last = (0..after).fold(month, |month, _| month.next());
        ReportPeriod { last, kind }
    }

    /// Reads a code in upper or lower case; the error says what was expected.
    pub fn parse(text: &str) -> Result<ReportPeriod, Bilingual> {
        let code = text.trim();
        read(code).ok_or_else(|| {
            Bilingual::new(
                format!(
                    "không hiểu kỳ báo cáo “{code}”; hãy viết như 202611, 2026Q4, 2026H2 hoặc 2026"
                ),
                format!(
                    "period “{code}” not understood; write it like 202611, 2026Q4, 2026H2 or 2026"
                ),
            )
        })
    }

    /// How long it is.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its first month.
    pub fn first_month(self) -> Month {
        (1..self.kind.months()).fold(self.last, |month, _| month.previous())
    }

    /// Its last month: the one its due day is counted from.
    pub fn last_month(self) -> Month {
        self.last
    }

    /// The period before.
    pub fn previous(self) -> ReportPeriod {
        ReportPeriod {
            last: self.first_month().previous(),
            kind: self.kind,
        }
    }

    /// The period after.
    pub fn next(self) -> ReportPeriod {
        let last = (0..self.kind.months()).fold(self.last, |month, _| month.next());
        ReportPeriod { last, ..self }
    }

    /// First and last day; `None` only where the calendar of dates ends.
    pub fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.first_month().day(1)?, self.last.day(31)?))
    }

    /// "tháng 11 năm 2026", "quý IV năm 2026", "6 tháng cuối năm 2026", "năm 2026".
    pub fn name(self) -> Bilingual {
        let year = self.last.year();
        match (self.kind, self.part()) {
            (PeriodKind::Month, n) => {
                Bilingual::new(format!("tháng {n} năm {year}"), format!("month {n}/{year}"))
            }
            (PeriodKind::Quarter, n) => {
                let roman = ["I", "II", "III"].get(n as usize - 1).unwrap_or(&"IV");
                Bilingual::new(
                    format!("quý {roman} năm {year}"),
                    format!("quarter {n} of {year}"),
                )
            }
            (PeriodKind::HalfYear, 1) => Bilingual::new(
                format!("6 tháng đầu năm {year}"),
                format!("first half of {year}"),
            ),
            (PeriodKind::HalfYear, _) => Bilingual::new(
                format!("6 tháng cuối năm {year}"),
                format!("second half of {year}"),
            ),
            (PeriodKind::Year, _) => Bilingual::new(format!("năm {year}"), format!("year {year}")),
        }
    }

    /// Which of its kind in the year, from 1.
    fn part(self) -> u32 {
        self.last.month() / self.kind.months()
    }
}

fn read(code: &str) -> Option<ReportPeriod> {
    let year = code.get(..4)?;
    let rest = code.get(4..)?;
    if !code.is_ascii() || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (kind, part) = match rest.as_bytes() {
        [] => (PeriodKind::Year, 1),
        [b'Q' | b'q', n @ b'1'..=b'4'] => (PeriodKind::Quarter, n - b'0'),
        [b'H' | b'h', n @ b'1'..=b'2'] => (PeriodKind::HalfYear, n - b'0'),
        [b'0'..=b'9', b'0'..=b'9'] => (PeriodKind::Month, rest.parse().ok()?),
        _ => return None,
    };
    let last = Month::new(year.parse().ok()?, u32::from(part) * kind.months())?;
    Some(ReportPeriod { last, kind })
}

impl fmt::Display for ReportPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.last.year();
        match self.kind {
            PeriodKind::Month => write!(f, "{year:04}{:02}", self.part()),
            PeriodKind::Quarter => write!(f, "{year:04}Q{}", self.part()),
            PeriodKind::HalfYear => write!(f, "{year:04}H{}", self.part()),
            PeriodKind::Year => write!(f, "{year:04}"),
        }
    }
}

impl From<Month> for ReportPeriod {
    fn from(month: Month) -> ReportPeriod {
        ReportPeriod::containing(PeriodKind::Month, month)
    }
}

impl TryFrom<String> for ReportPeriod {
    type Error = String;
    fn try_from(text: String) -> Result<ReportPeriod, String> {
        ReportPeriod::parse(&text).map_err(|error| error.en)
    }
}

impl From<ReportPeriod> for String {
    fn from(period: ReportPeriod) -> String {
        period.to_string()
    }
}
