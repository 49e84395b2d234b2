//! What reminders say: one thing, the day, where to do it. No name of anybody.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use nhip_core::lang::Lang;
use nhip_core::reminder::{Kind, Owed, Progress, Reminder};
use nhip_store::Time;
use nhip_store::account::Account;

use super::{About, Case, Note};
use crate::setting::Mail;
use crate::units::Units;

/// Units named in a list; of more than these the board tells.
const NAMED: usize = 60;

/// What all reminders of a moment are made from.
pub struct Words<'a> {
    city: String,
    mail: &'a Mail,
    units: &'a Units,
    /// Numbers of plans by their ids.
    numbers: HashMap<&'a str, &'a str>,
}

impl<'a> Words<'a> {
    /// Of a city.
    pub fn new(city: String, mail: &'a Mail, units: &'a Units, cases: &'a [Case]) -> Words<'a> {
        Words {
            city,
            mail,
            units,
            numbers: cases
                .iter()
                .map(|case| (case.owed.plan.as_str(), case.number.as_str()))
                .collect(),
        }
    }

    /// A reminder to one person, in her language.
    pub fn note(&self, reminder: &Reminder<'_>, person: &Account, now: Time) -> Note {
        let lang = Lang::parse(&person.lang).unwrap_or_default();
        let about = &reminder.about;
        let single = match (reminder.kind, about.first()) {
            (Kind::List(_), _) => None,
            (_, first) => first,
        };
        let (subject, text) = match single {
            None => self.list(about, now, lang),
            Some(owed) => self.one(reminder.kind, owed, lang),
        };
        Note {
            account: person.id.clone(),
            made_at: now,
            kind: reminder.kind,
            about: single.map(|owed| About::of(owed)),
            subject: format!("[Nhịp] {subject}"),
            text: format!("{text}\n{}", self.foot(lang)),
        }
    }

    /// About one report, to its unit.
    fn one(&self, kind: Kind, owed: &Owed, lang: Lang) -> (String, String) {
        let month = owed.period.last_month().shown();
        let unit = self.units.called(&owed.unit, lang);
        let number = self.numbers.get(owed.plan.as_str()).copied();
        let (number, due) = (number.unwrap_or_default(), moment(owed.due_at));
        let (subject, text) = match (kind, lang) {
            (Kind::Returned(_), Lang::Vi) => (
                format!("Báo cáo tháng {month} được trả lại để sửa"),
                format!(
                    "Báo cáo tháng {month} của {unit} (kế hoạch {number}) được trả lại để sửa. Những chỗ cần sửa ghi ở đầu báo cáo."
                ),
            ),
            (Kind::Returned(_), Lang::En) => (
                format!("The report of {month} came back"),
                format!(
                    "The report of {month} by {unit} (plan {number}) came back to be corrected. What to correct stands at its head."
                ),
            ),
            (Kind::Overdue, Lang::Vi) => (
                format!("Báo cáo tháng {month} đã quá hạn"),
                format!(
                    "Báo cáo tháng {month} của {unit} (kế hoạch {number}) đến hạn {due} và chưa được nộp."
                ),
            ),
            (Kind::Overdue, Lang::En) => (
                format!("The report of {month} is overdue"),
                format!(
                    "The report of {month} by {unit} (plan {number}) was due {due} and has not been sent."
                ),
            ),
            (_, Lang::Vi) => (
                format!("Báo cáo tháng {month}: hạn {due}"),
                format!(
                    "Báo cáo tháng {month} của {unit} (kế hoạch {number}) đến hạn {due} và chưa được nộp. Cả tháng không có hoạt động thì bấm “Cả tháng không phát sinh”."
                ),
            ),
            (_, Lang::En) => (
                format!("The report of {month} is due {due}"),
                format!(
                    "The report of {month} by {unit} (plan {number}) is due {due} and has not been sent. With nothing to report, press “Nothing this month”."
                ),
            ),
        };
        let link = self.mail.link(&format!("/bao-cao/don-vi/{}", owed.unit));
        (subject, with_link(text, link))
    }

    /// To a coordinator: everything to be chased today.
    fn list(&self, about: &[&Owed], now: Time, lang: Lang) -> (String, String) {
        let subject = match lang {
            Lang::Vi => format!("{} báo cáo chưa có", about.len()),
            Lang::En => format!("{} reports have not come", about.len()),
        };
        let at = now.local().format("%H:%M %d/%m/%Y");
        let mut text = match lang {
            Lang::Vi => format!("Đến {at}, những báo cáo sau chưa có:\n"),
            Lang::En => format!("At {at} these reports have not come:\n"),
        };
        for owed in about.iter().take(NAMED) {
            text.push_str(&format!("\n- {}", self.line(owed, now, lang)));
        }
        let more = about.len().saturating_sub(NAMED);
        match lang {
            _ if more == 0 => {}
            Lang::Vi => text.push_str(&format!("\n… và {more} báo cáo nữa")),
            Lang::En => text.push_str(&format!("\n… and {more} more")),
        }
        (subject, with_link(text, self.mail.link("/theo-doi")))
    }

    fn line(&self, owed: &Owed, now: Time, lang: Lang) -> String {
        let month = owed.period.last_month().shown();
        let late = owed.due_at < now.local();
        let how = match owed.progress {
            Progress::Returned { .. } => lang.pick("trả lại, chưa nộp lại", "returned"),
            _ if late => lang.pick("quá hạn", "overdue"),
            _ => lang.pick("đến hạn hôm nay", "due today"),
        };
        format!(
            "{}, {} {}: {how} ({})",
            self.units.called(&owed.unit, lang),
            lang.pick("tháng", "month"),
            month,
            moment(owed.due_at)
        )
    }

    fn foot(&self, lang: Lang) -> String {
        let city = &self.city;
        let off = self.mail.link("/toi").unwrap_or_else(|| "/toi".to_owned());
        match lang {
            Lang::Vi => format!("\n-- \nThư tự động của Nhịp, {city}. Thôi nhận thư nhắc: {off}\n"),
            Lang::En => format!("\n-- \nSent by Nhịp, {city}. No more reminders: {off}\n"),
        }
    }
}

fn with_link(text: String, link: Option<String>) -> String {
    match link {
        Some(link) => format!("{text}\n\n{link}"),
        None => text,
    }
}

/// "17:00 23/11/2026"; the day alone where all of it is on time.
fn moment(at: NaiveDateTime) -> String {
    let day = at.format("%d/%m/%Y").to_string();
    match at.format("%H:%M").to_string().as_str() {
        "23:59" => day,
        hour => format!("{hour} {day}"),
    }
}
