//! From what was typed to an activity: everything that is wrong, at once, beside its field.

mod number;

use chrono::NaiveDate;
use nhip_viet::fold;

use super::{Audience, Channel, Count, NewActivity};
use crate::lang::Bilingual;
use crate::period;
use crate::permission::{Permit, right};
use crate::personal::{self, Published};

/// A form as it was sent; every field may be blank or nonsense.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fields<'a> {
    /// Id of the task.
    pub task: &'a str,
    /// `20/11/2026` or `2026-11-20`.
    pub day: &'a str,
    /// Where.
    pub place: &'a str,
    /// [`Channel::code`].
    pub channel: &'a str,
    /// [`Audience::code`].
    pub audience: &'a str,
    /// What was done.
    pub what: &'a str,
    /// "1.200", "mười hai".
    pub count: &'a str,
    /// "tờ rơi".
    pub count_unit: &'a str,
    /// How many were reached.
    pub people: &'a str,
    /// A web address.
    pub link: &'a str,
    /// Anything else.
    pub note: &'a str,
}

/// What an activity is judged by.
pub struct Context<'a> {
    /// Who may record, and at which unit.
    pub permit: &'a Permit<right::RecordActivity>,
    /// Ids of the tasks the unit owes.
    pub tasks: &'a [String],
    /// First and last day of the data that go into the month's report.
    pub window: (NaiveDate, NaiveDate),
    /// Today, where the unit is.
    pub today: NaiveDate,
    /// Numbers of offices, which may be written.
    pub published: &'a Published,
}

/// The name of a field, as in [`Fields`], and what to do about it.
pub type Error = (&'static str, Bilingual);

const LONGEST_WHAT: usize = 500;
const LONGEST_NOTE: usize = 1_000;
const LONGEST_PLACE: usize = 120;
const LONGEST_LINK: usize = 500;

/// Reads an activity, or says all that is wrong with it, in the order of the fields.
pub fn parse(fields: &Fields, context: &Context) -> Result<NewActivity, Vec<Error>> {
    let mut errors = Errors(Vec::new());
    let task = errors.keep("task", task(fields.task, context.tasks));
    let day = errors.keep("day", day(fields.day, context));
    let place = errors.keep("place", place(fields.place, context.published));
    let channel = errors.keep("channel", channel(fields.channel));
    let audience = errors.keep("audience", audience(fields.audience));
    let what = errors.keep("what", required(fields.what, context.published));
    let count = errors.keep("count", number::read(fields.count));
    let count_unit = errors.keep("count_unit", number::unit(fields, context.published));
    let people = errors.keep("people", number::people(fields.people));
    let link = errors.keep("link", link(fields.link, context.published));
    let note = errors.keep("note", text(fields.note, LONGEST_NOTE, context.published));
    let built = (|| {
        Some(NewActivity {
            task: task?,
            unit: context.permit.unit().to_owned(),
            day: day?,
            place: place?,
            channel: channel?,
            audience: audience?,
            what: what?,
            count: count?.map(|value| Count {
                value,
                unit: count_unit.unwrap_or_default(),
            }),
            people: people?,
            link: link?,
            note: note?,
        })
    })();
    built.filter(|_| errors.0.is_empty()).ok_or(errors.0)
}

struct Errors(Vec<Error>);

impl Errors {
    fn keep<T>(&mut self, field: &'static str, read: Result<T, Bilingual>) -> Option<T> {
        read.map_err(|error| self.0.push((field, error))).ok()
    }
}

fn wrong<T>(vi: impl Into<String>, en: impl Into<String>) -> Result<T, Bilingual> {
    Err(Bilingual::new(vi, en))
}

fn task(written: &str, tasks: &[String]) -> Result<String, Bilingual> {
    let written = written.trim();
    match tasks.iter().find(|task| *task == written) {
        Some(task) => Ok(task.clone()),
        None => wrong(
            "Hãy chọn một nhiệm vụ của đơn vị.",
            "Choose one of the unit's tasks.",
        ),
    }
}

fn day(written: &str, context: &Context) -> Result<NaiveDate, Bilingual> {
    let (from, to) = context.window;
    let shown = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let Some(day) = period::day(written) else {
        return wrong(
            format!("Hãy ghi ngày thực hiện, như {}.", shown(context.today)),
            format!("Write the day it was done, like {}.", shown(context.today)),
        );
    };
    if day > context.today {
        return wrong(
            format!("Ngày {} chưa đến; chỉ ghi việc đã làm.", shown(day)),
            format!("{} has not come yet; record what was done.", shown(day)),
        );
    }
    if day < from || day > to {
        let (from, to) = (shown(from), shown(to));
        return wrong(
            format!(
                "Kỳ báo cáo này lấy số liệu từ {from} đến {to}; hãy sửa ngày hoặc chọn kỳ khác."
            ),
            format!("This report covers {from} to {to}; correct the day or choose another month."),
        );
    }
    Ok(day)
}

fn channel(written: &str) -> Result<Channel, Bilingual> {
    match Channel::parse(written.trim()) {
        Some(channel) => Ok(channel),
        None => wrong("Hãy chọn hình thức.", "Choose a channel."),
    }
}

fn audience(written: &str) -> Result<Option<Audience>, Bilingual> {
    match (written.trim(), Audience::parse(written.trim())) {
        ("", _) => Ok(None),
        (_, Some(audience)) => Ok(Some(audience)),
        _ => wrong(
            "Hãy chọn đối tượng trong danh sách, hoặc để trống.",
            "Choose an audience from the list, or leave it blank.",
        ),
    }
}

/// A text without personal numbers, line ends and control marks.
fn text(written: &str, longest: usize, published: &Published) -> Result<String, Bilingual> {
    let length = written.trim().chars().count();
    if length > longest {
        return wrong(
            format!("Dài {length} ký tự; hãy rút gọn còn tối đa {longest}."),
            format!("{length} characters; shorten it to {longest} at most."),
        );
    }
    let clean: String = fold::nfc(written)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match personal::refused(&clean, published) {
        Some(found) => Err(found.text()),
        None => Ok(clean.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn required(written: &str, published: &Published) -> Result<String, Bilingual> {
    if !written.chars().any(char::is_alphanumeric) {
        return wrong(
            "Hãy ghi đã làm việc gì, trong một câu.",
            "Write what was done, in a sentence.",
        );
    }
    text(written, LONGEST_WHAT, published)
}

/// A ward or a place everybody knows; a house is somebody's.
fn place(written: &str, published: &Published) -> Result<String, Bilingual> {
    let place = text(written, LONGEST_PLACE, published)?;
    let key = fold::key(&place);
    let words: Vec<&str> = key.split([' ', ',', '.', ';']).collect();
    let numbered = |pair: &[&str]| match pair {
        ["số", "nhà"] => true,
        ["ngõ" | "ngách" | "hẻm" | "kiệt", number] => {
            number.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    };
    if words.windows(2).any(numbered) {
        return wrong(
            "Hãy chỉ ghi đến xã, phường, thôn, tổ dân phố; không ghi số nhà của người dân.",
            "Name the ward, village or neighbourhood only, not a resident's house.",
        );
    }
    Ok(place)
}

/// Only what a browser opens as a page: never `javascript:` or a file.
fn link(written: &str, published: &Published) -> Result<Option<String>, Bilingual> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    let lower = written.to_ascii_lowercase();
    let host = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c);
    // An @ before the host hides where the link goes.
    let good = host.is_some_and(|host| host.contains('.') && !host.contains('@'));
    if !good || written.contains(odd) || written.len() > LONGEST_LINK {
        return wrong(
            "Hãy dán một địa chỉ bắt đầu bằng https:// hoặc http://, tối đa 500 ký tự.",
            "Paste an address that begins with https:// or http://, 500 characters at most.",
        );
    }
    match personal::refused(written, published) {
        Some(found) => Err(found.text()),
        None => Ok(Some(written.to_owned())),
    }
}
