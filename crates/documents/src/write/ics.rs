//! Due dates as an iCalendar feed (RFC 5545), for the calendar a person already has.
//!
//! No clock: the stamp is passed in, so the same events give the same bytes.

#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use nhip_core::deadline::Deadline;
use nhip_core::lang::{Bilingual, Lang};

use crate::write::sign;

/// Octets a line may have, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;
/// Vietnam: seven hours ahead of UTC, no summer time since 1975.
const ZONE: &str = "Asia/Ho_Chi_Minh";
const LOCAL: &str = "%Y%m%dT%H%M%S";

/// A feed: what a calendar shows as one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Name of the list.
    pub name: String,
    /// When it was made, in UTC: the stamp of every event.
    pub made_at: NaiveDateTime,
    /// What stands in it.
    pub events: Vec<Event>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stays the same while it is the same duty, unit and period, so that calendars move the
    /// entry instead of adding another.
    pub uid: String,
    /// When.
    pub when: When,
    /// One line.
    pub summary: String,
    /// More lines; may be empty.
    pub description: String,
    /// Page of the report, if there is one.
    pub url: Option<String>,
    /// Alarms, in minutes before it begins; negative ones come after.
    pub alarms: Vec<i32>,
}

/// When an entry is, in Vietnam local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A whole day.
    Day(NaiveDate),
    /// From a moment to a moment.
    Hours {
        /// Begin.
        from: NaiveDateTime,
        /// End.
        to: NaiveDateTime,
    },
}

impl Event {
    /// The entry of a deadline: the half hour that ends at the due time, or the day when all of
    /// it is on time. Alarms: one day and one hour before a due hour; at 8:00 of the day before
    /// and of the day itself when it is a whole day.
    pub fn of_deadline(uid: String, deadline: &Deadline, summary: String, lang: Lang) -> Event {
        let due = deadline.due_at;
        let midnight = due.date().and_hms_opt(23, 59, 59);
        let whole_day = midnight.is_some_and(|midnight| due >= midnight);
        let (when, alarms) = if whole_day {
            (When::Day(due.date()), vec![16 * 60, -8 * 60])
        } else {
            let from = due - TimeDelta::minutes(30);
            (When::Hours { from, to: due }, vec![24 * 60, 60])
        };
        Event {
            uid,
            when,
            summary,
            description: explained(deadline).get(lang).to_owned(),
            url: None,
            alarms,
        }
    }
}

/// Period, data window, and why the day is not the usual one.
fn explained(deadline: &Deadline) -> Bilingual {
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let (from, to) = (day(deadline.data_from), day(deadline.data_to));
    let period = deadline.period.name();
    let mut text = Bilingual::new(
        format!("Kỳ báo cáo: {}. Số liệu từ {from} đến {to}.", period.vi),
        format!("Period: {}. Data from {from} to {to}.", period.en),
    );
    if let Some(moved) = &deadline.moved {
        let (from, why) = (day(moved.from), &moved.why);
        text.vi += &format!("\nChuyển từ ngày {from}: {}.", why.vi);
        text.en += &format!("\nMoved from {from}: {}.", why.en);
    }
    if let Some(extended) = &deadline.extended {
        let before = extended.instead_of.format("%H:%M %d/%m/%Y");
        let reason = &extended.by.reason;
        text.vi += &format!("\nĐã gia hạn, hạn cũ {before}: {reason}");
        text.en += &format!("\nExtended, was due {before}: {reason}");
    }
    text
}

/// The feed as text: lines end with CR LF and are folded at 75 octets.
pub fn text(feed: &Feed) -> String {
    let mut out = Lines::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nhip//Nhip//VI"] {
        out.line(line);
    }
    out.line("CALSCALE:GREGORIAN");
    out.line("METHOD:PUBLISH");
    out.line(&format!("X-WR-CALNAME:{}", escaped(&feed.name)));
    out.line(&format!("X-WR-TIMEZONE:{ZONE}"));
    out.line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    zone(&mut out);
    let stamp = format!("DTSTAMP:{}Z", feed.made_at.format(LOCAL));
    for event in &feed.events {
        entry(&mut out, event, &stamp);
    }
    out.line("END:VCALENDAR");
    out.text
}

fn zone(out: &mut Lines) {
    out.line("BEGIN:VTIMEZONE");
    out.line(&format!("TZID:{ZONE}"));
    out.line("BEGIN:STANDARD");
    out.line("DTSTART:19750613T000000");
    out.line("TZOFFSETFROM:+0800");
    out.line("TZOFFSETTO:+0700");
    out.line("TZNAME:+07");
    out.line("END:STANDARD");
    out.line("END:VTIMEZONE");
}

fn entry(out: &mut Lines, event: &Event, stamp: &str) {
    out.line("BEGIN:VEVENT");
    out.line(&format!("UID:{}", escaped(&event.uid)));
    out.line(stamp);
    match event.when {
        When::Day(day) => {
            out.line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
            // The end is the first day that is no longer part of it.
            let end = day.succ_opt().unwrap_or(day);
            out.line(&format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
        }
        When::Hours { from, to } => {
            out.line(&format!("DTSTART;TZID={ZONE}:{}", from.format(LOCAL)));
            out.line(&format!("DTEND;TZID={ZONE}:{}", to.format(LOCAL)));
        }
    }
    out.line(&format!("SUMMARY:{}", escaped(&event.summary)));
    if !event.description.is_empty() {
        out.line(&format!("DESCRIPTION:{}", escaped(&event.description)));
    }
    if let Some(url) = &event.url {
        // An address is no text: nothing is escaped in it, and nothing may break out of its line.
        let url: String = url.chars().filter(|c| !c.is_control()).collect();
        out.line(&format!("URL:{url}"));
    }
    // A due date takes no time: it shall not show its owner as busy.
    out.line("TRANSP:TRANSPARENT");
    for minutes in &event.alarms {
        out.line("BEGIN:VALARM");
        out.line("ACTION:DISPLAY");
        out.line(&format!("DESCRIPTION:{}", escaped(&event.summary)));
        let sign = if *minutes >= 0 { "-" } else { "" };
        out.line(&format!("TRIGGER:{sign}PT{}M", minutes.unsigned_abs()));
        out.line("END:VALARM");
    }
    out.line("END:VEVENT");
}

/// A text value: backslash, semicolon, comma and line ends escaped, control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in sign::clean(text).chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Content lines, folded as they come.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// One content line: cut before the character that would pass 75 octets; the rest begins
    /// with a space, which counts.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(c);
            octets += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
