//! On which day and hour a report is due.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{ReportPeriod, hour};
use crate::calendar::Calendar;
use crate::plan::{Duty, Frequency, Plan};

/// The last moment of a day: a day named without an hour ends at 24:00 (Civil Code 2015,
/// art. 148). A microsecond short of midnight, the smallest time that is stored, so that the
/// date is the day itself.
pub(super) const END_OF_DAY: NaiveTime = match NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The last moment of a day.
pub fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_time(END_OF_DAY)
}

/// When a report is due, counted from the last month of its period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRule {
    /// Day of the month, 1–31; the last day where the month is shorter.
    pub day_of_month: u32,
    /// Last moment of the day; `None` when the whole day is on time.
    pub at: Option<NaiveTime>,
    /// Due in the month after the period ("ngày 05 tháng sau").
    pub next_month: bool,
    /// "trước ngày 15": the day itself is too late.
    pub before: bool,
    /// What happens on a rest day.
    pub on_rest_day: OnRestDay,
}

/// Where a due day goes that is no working day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnRestDay {
    /// It stays: what a plan means that says nothing of weekends, until its office decides.
    #[default]
    Keep,
    /// To the next working day (the rule of Civil Code 2015, art. 148, for terms).
    NextWorking,
    /// To the working day before.
    PreviousWorking,
}

impl OnRestDay {
    /// The day that counts.
    pub fn apply(self, day: NaiveDate, calendar: &Calendar) -> NaiveDate {
        match self {
            _ if calendar.is_working(day) => day,
            OnRestDay::Keep => day,
            OnRestDay::NextWorking => calendar.next_working(day),
            OnRestDay::PreviousWorking => calendar.previous_working(day),
        }
    }
}

impl DueRule {
    /// The rule of a plan's duty, with the hour its clause prints; `None` when it names no day
    /// of the month (a duty by printed dates takes [`super::Deadline::on`]), or a month that is
    /// neither the last of its period nor the next one: no day counted from the period says that.
    pub fn of_duty(duty: &Duty) -> Option<DueRule> {
        let day_of_month = duty.day_of_month.filter(|day| (1..=31).contains(day))?;
        let next_month = match duty.month_of_year {
            None => duty.next_month,
            Some(month) => {
                let every = duty.every_months()?;
                let next = every > 1 && month % every == 1;
                (next || month.is_multiple_of(every)).then_some(next)?
            }
        };
        let hour = hour::printed(&duty.raw);
        Some(DueRule {
            day_of_month,
            at: hour.map(|hour| hour.time),
            next_month,
            // "trước 17 giờ ngày 23": the hour is the bound, the day itself is not too late.
            before: duty.before && !hour.is_some_and(|hour| hour.is_bound),
            on_rest_day: OnRestDay::Keep,
        })
    }

    /// The rule of a plan's monthly duty, or of any that names a day.
    pub fn stated(plan: &Plan) -> Option<DueRule> {
        let duties = &plan.reporting_duty;
        let is_monthly = |duty: &&Duty| duty.frequency == Some(Frequency::Monthly);
        let mut monthly = duties.iter().filter(is_monthly);
        monthly
            .find_map(DueRule::of_duty)
            .or_else(|| duties.iter().find_map(DueRule::of_duty))
    }

    /// With what a plan leaves open, the hour and what becomes of a rest day, as usual.
    pub fn completed(self, usual: &DueRule) -> DueRule {
        DueRule {
            at: self.at.or(usual.at),
            on_rest_day: usual.on_rest_day,
            ..self
        }
    }

    /// The day as named, rest day or not; `None` only where the calendar of dates ends.
    pub fn named_day(&self, period: ReportPeriod) -> Option<NaiveDate> {
        let month = period.last_month();
        let month = if self.next_month { month.next() } else { month };
        let day = month.day(self.day_of_month)?;
        if self.before {
            day.pred_opt()
        } else {
            Some(day)
        }
    }
}
