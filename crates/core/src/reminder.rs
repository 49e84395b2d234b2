//! Who is to be reminded of what at a given moment: few reminders, each once.
//!
//! | to | when | how often |
//! |---|---|---|
//! | the unit | some working days before the due day, on a working day | once a period |
//! | the unit | on the due day itself, even a rest day | once a period |
//! | the unit | after, from the next working morning | once a period |
//! | the unit | its report was returned for correction | once a return |
//! | the coordinator | one list of what is due today or overdue | once a working day at most |
//!
//! Nothing is said of success, and nothing goes to a unit that has sent. Whoever delivers the
//! reminders keeps their keys; a key that is kept is never given out again.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::deadline::ReportPeriod;
use crate::id::{PlanId, UnitId};

/// When reminders go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Working days before the due day from which the first one goes; 0 for none.
    pub days_before: u32,
    /// Working days after the due day on which one may still go: an installation that was off
    /// for months shall not wake thirty units about an old period.
    pub days_after: u32,
    /// Hour of the morning before which nothing goes.
    pub from: NaiveTime,
    /// Hour after which nothing goes but the one on the due day.
    pub to: NaiveTime,
}

impl Default for Rules {
    /// Three working days before, five after, from 7:30 to 17:30.
    fn default() -> Rules {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 30, 0).unwrap_or_default();
        Rules {
            days_before: 3,
            days_after: 5,
            from: hour(7),
            to: hour(17),
        }
    }
}

/// One report a unit owes, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The plan under which it is owed.
    pub plan: PlanId,
    /// The unit.
    pub unit: UnitId,
    /// What is reported on.
    pub period: ReportPeriod,
    /// Last moment that is on time, extensions counted in.
    pub due_at: NaiveDateTime,
    /// How far the report is.
    pub progress: Progress,
    /// The unit that collects it.
    pub coordinator: UnitId,
}

/// How far a report is, as far as reminders care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// The unit has not sent it.
    NotSent,
    /// Sent, accepted or further: the unit has done its part.
    Sent,
    /// Returned for correction and not sent again.
    Returned {
        /// How many times so far, from 1: each return is told once.
        times: u32,
    },
}

/// What a reminder says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The day comes near.
    Before,
    /// It is today.
    DueDay,
    /// It has passed.
    Overdue,
    /// The report came back, for the so-manieth time.
    Returned(u32),
    /// The coordinator's list of a day.
    List(NaiveDate),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Before => f.write_str("before"),
            Kind::DueDay => f.write_str("due-day"),
            Kind::Overdue => f.write_str("overdue"),
            Kind::Returned(times) => write!(f, "returned-{times}"),
            Kind::List(day) => write!(f, "list-{day}"),
        }
    }
}

/// What makes a reminder the same one: `duty/unit/period/kind`, and `list/COORDINATOR/-/list-DAY`.
/// A slash or percent sign inside a part is written `%2F`, `%25`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub String);

impl Key {
    fn of(parts: [&str; 4]) -> Key {
        Key(parts
            .map(|part| part.replace('%', "%25").replace('/', "%2F"))
            .join("/"))
    }

    fn of_unit(owed: &Owed, kind: Kind) -> Key {
        let (period, kind) = (owed.period.to_string(), kind.to_string());
        Key::of([&owed.plan, &owed.unit, &period, &kind])
    }
}

/// A reminder to deliver now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder<'a> {
    /// To be kept once it is delivered.
    pub key: Key,
    /// What it says.
    pub kind: Kind,
    /// To whom.
    pub to: To<'a>,
    /// What it is about: one report for a unit; for a coordinator first the overdue, then those
    /// returned, then those due today, each in order of unit.
    pub about: Vec<&'a Owed>,
}

/// Who is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum To<'a> {
    /// A unit.
    Unit(&'a UnitId),
    /// The coordinators of a unit.
    Coordinator(&'a UnitId),
}

/// The reminders that go out now: first to units, in the order owed, then to coordinators.
pub fn due_now<'a>(
    now: NaiveDateTime,
    owed: &'a [Owed],
    sent: &BTreeSet<Key>,
    calendar: &Calendar,
    rules: &Rules,
) -> Vec<Reminder<'a>> {
    let moment = Moment {
        now,
        calendar,
        rules,
    };
    let mut given = BTreeSet::new();
    let to_units = owed.iter().filter_map(|owed| {
        let kind = moment.kind_for(owed)?;
        Some(Reminder {
            key: Key::of_unit(owed, kind),
            kind,
            to: To::Unit(&owed.unit),
            about: vec![owed],
        })
    });
    to_units
        .chain(moment.lists(owed))
        .filter(|reminder| !sent.contains(&reminder.key) && given.insert(reminder.key.clone()))
        .collect()
}

/// Now, and what it is measured by.
struct Moment<'a> {
    now: NaiveDateTime,
    calendar: &'a Calendar,
    rules: &'a Rules,
}

impl Moment<'_> {
    /// A working day, in hours.
    fn in_hours(&self) -> bool {
        let hours = self.rules.from..=self.rules.to;
        self.calendar.is_working(self.now.date()) && hours.contains(&self.now.time())
    }

    /// What a unit is to be told now, if anything.
    fn kind_for(&self, owed: &Owed) -> Option<Kind> {
        let (today, due) = (self.now.date(), owed.due_at.date());
        match owed.progress {
            Progress::Sent => None,
            Progress::Returned { times } => self.in_hours().then_some(Kind::Returned(times)),
            Progress::NotSent if today == due => {
                let useful = self.now <= owed.due_at && self.now.time() >= self.rules.from;
                // Due before the morning begins: then that hour is all there is.
                let early = owed.due_at.time() < self.rules.from && self.now <= owed.due_at;
                (useful || early).then_some(Kind::DueDay)
            }
            Progress::NotSent if today < due => {
                let near = self
                    .calendar
                    .working_days_before(due, self.rules.days_before);
                (near <= today && self.in_hours()).then_some(Kind::Before)
            }
            Progress::NotSent => self.lately(due).then_some(Kind::Overdue),
        }
    }

    /// A working day after the due day, not too long after, in hours.
    fn lately(&self, due: NaiveDate) -> bool {
        let last = self.calendar.working_days_after(due, self.rules.days_after);
        self.in_hours() && self.now.date() <= last
    }

    /// One list for each coordinator who has something to chase today.
    fn lists<'a>(&self, owed: &'a [Owed]) -> Vec<Reminder<'a>> {
        if !self.in_hours() {
            return Vec::new();
        }
        let mut open: BTreeMap<&UnitId, Vec<&Owed>> = BTreeMap::new();
        for owed in owed.iter().filter(|owed| self.is_chased(owed)) {
            open.entry(&owed.coordinator).or_default().push(owed);
        }
        let list = Kind::List(self.now.date());
        open.into_iter()
            .map(|(coordinator, mut about)| {
                about.sort_by_key(|owed| (self.rank(owed), &owed.unit));
                Reminder {
                    key: Key::of(["list", coordinator, "-", &list.to_string()]),
                    kind: list,
                    to: To::Coordinator(coordinator),
                    about,
                }
            })
            .collect()
    }

    /// Due today or lately passed, and not with the coordinator.
    fn is_chased(&self, owed: &Owed) -> bool {
        let due = owed.due_at.date();
        let begun = due <= self.now.date();
        owed.progress != Progress::Sent && begun && (due == self.now.date() || self.lately(due))
    }

    fn rank(&self, owed: &Owed) -> u8 {
        match owed.progress {
            Progress::Returned { .. } => 1,
            _ if owed.due_at.date() < self.now.date() => 0,
            _ => 2,
        }
    }
}
