//! Reminders: what is owed, who hears of it, in which words; entered once each and sent by
//! [`crate::jobs`].

mod owed;
mod people;
mod words;

use nhip_core::id::{AccountId, PlanId, UnitId};
use std::collections::BTreeSet;

use nhip_core::audit::{By, Kind as Act};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::{Permit, right};
use nhip_core::reminder::{Kind, Owed, Progress, Reminder, Rules, To, due_now};
use nhip_store::change::{Change, Told};
use nhip_store::job::{self, Stuck};
use nhip_store::{Time, account, reminder as wishes};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::due;
use crate::error::Error;
use crate::mail::Letter;
use crate::setting::{self, Mail};

pub use owed::{Case, of_month};
use people::People;

/// What jobs that send reminders are called.
pub const KIND: &str = "reminder";
/// Seconds after which a reminder that could not be sent is no longer worth sending.
const STALE_SECONDS: i64 = 2 * 24 * 3600;
/// Seconds for which keys are looked up again: no reminder is due for longer.
const KEPT_SECONDS: i64 = 60 * 24 * 3600;

/// A reminder to one person, as a job keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Note {
    /// Who, by account: her address is looked up when it is sent.
    pub account: AccountId,
    /// When it was entered.
    pub made_at: Time,
    /// What it says.
    pub kind: Kind,
    /// The report it is about; none for a coordinator's list.
    pub about: Option<About>,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// A report by what it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct About {
    /// Id of the plan.
    pub plan: PlanId,
    /// Id of the unit.
    pub unit: UnitId,
    /// The month.
    pub month: Month,
}

impl About {
    fn of(owed: &Owed) -> About {
        About {
            plan: owed.plan.clone(),
            unit: owed.unit.clone(),
            month: owed.period.last_month(),
        }
    }
}

/// Enters the reminders of this moment that were not entered before; how many.
pub async fn enter(desk: &Desk, mail: &Mail) -> Result<usize, Error> {
    let units = desk.units().await?;
    let cases = owed::all(desk, &units).await?;
    let owed: Vec<_> = cases.iter().map(|case| case.owed.clone()).collect();
    let now = desk.now();
    let rules: Rules = setting::of(desk).await?;
    let calendar = due::calendar(desk).await?;
    let due = due_now(now.local(), &owed, &BTreeSet::new(), &calendar, &rules);
    if due.is_empty() {
        return Ok(0);
    }
    let people = People::of(desk, &units).await?;
    let known = job::entered_since(desk.db(), KIND, now.plus_seconds(-KEPT_SECONDS)).await?;
    let words = words::Words::new(desk.city().await?, mail, &units, &cases);
    let mut new = Vec::new();
    for reminder in &due {
        for person in people.to(reminder.to) {
            let key = format!("{}/{}", reminder.key.0, person.id);
            if !known.contains(&key) {
                new.push((key, reminder, words.note(reminder, person, now)));
            }
        }
    }
    if new.is_empty() {
        return Ok(0);
    }
    kept(desk, new).await
}

async fn kept(desk: &Desk, new: Vec<(String, &Reminder<'_>, Note)>) -> Result<usize, Error> {
    let now = desk.now();
    let mut change = Change::begin(desk.db(), now, By::System).await?;
    let mut told = Vec::new();
    for (key, reminder, note) in &new {
        let text = serde_json::to_string(note).map_err(|error| Error::Broken(error.to_string()))?;
        let id: String = desk.new_id();
        // Another process may have been quicker.
        if job::enter(change.tx(), &id, key, KIND, &text, now).await? {
            told.push(act(reminder));
        }
    }
    if told.is_empty() {
        return Ok(0);
    }
    let entered = told.len();
    change.commit_all(told).await?;
    Ok(entered)
}

/// For the audit of the unit, or of the office whose list it is.
fn act(reminder: &Reminder<'_>) -> Told {
    let subject = reminder.about.first().map_or("", |owed| &owed.plan);
    let (To::Unit(unit) | To::Coordinator(unit)) = reminder.to;
    Told::of(Act::Reminded, subject)
        .unit(unit)
        .after(reminder.kind.to_string())
}

/// Messages that could not be sent and are listed.
const LISTED: i64 = 50;
/// Seconds they are listed for, and may be sent again.
const LISTED_SECONDS: i64 = 14 * 24 * 3600;

/// A message that could not be sent yet, or was given up.
pub struct Unsent {
    /// What it is; none where it cannot be read any more.
    pub note: Option<Note>,
    /// Sign-in name of the one it is for; empty where there is no such account.
    pub to: String,
    /// What went wrong.
    pub trouble: Bilingual,
    /// When it was, or will be, tried last.
    pub at: Time,
    /// Given up, not tried again.
    pub over: bool,
}

fn listed_since(desk: &Desk) -> Time {
    desk.now().plus_seconds(-LISTED_SECONDS)
}

/// The messages of the last two weeks that could not be sent, 50 at most.
pub async fn unsent(desk: &Desk) -> Result<Vec<Unsent>, Error> {
    let stuck = job::stuck(desk.db(), KIND, listed_since(desk), LISTED).await?;
    let people = account::all(desk.db()).await?;
    let unsent = |one: Stuck| {
        let note: Option<Note> = serde_json::from_str(&one.payload).ok();
        let to = note
            .as_ref()
            .and_then(|note| people.iter().find(|person| person.id == note.account));
        Unsent {
            to: to.map(|person| person.login.clone()).unwrap_or_default(),
            trouble: serde_json::from_str(&one.trouble)
                .unwrap_or_else(|_| Bilingual::new(one.trouble.as_str(), one.trouble.as_str())),
            at: Time(one.run_at),
            over: one.done_at.is_some(),
            note,
        }
    };
    Ok(stuck.into_iter().map(unsent).collect())
}

/// Has what was given up lately sent again.
pub async fn again(desk: &Desk, permit: &Permit<right::ChangeSettings>) -> Result<(), Error> {
    let mut change = desk.change_by(permit).await?;
    let at = change.at();
    let count = job::again(change.tx(), KIND, listed_since(desk), at).await?;
    let told = Told::of(Act::Reminded, "again").unit(permit.unit());
    Ok(change.commit(told.after(count)).await?)
}

/// The message of a note; none if nobody needs it any more: the report has come, the person no
/// longer wants to hear of it, or it is too old.
pub async fn letter(desk: &Desk, note: &Note, id: &str) -> Result<Option<Letter>, Error> {
    if note.made_at.plus_seconds(STALE_SECONDS) < desk.now() {
        return Ok(None);
    }
    if let Some(about) = &note.about {
        let stands = owed::progress(desk, about).await?;
        let waits = match note.kind {
            Kind::Returned(_) => matches!(stands, Progress::Returned { .. }),
            _ => stands == Progress::NotSent,
        };
        if !waits {
            return Ok(None);
        }
    }
    if wishes::is_off(desk.db(), &note.account).await? {
        return Ok(None);
    }
    let account = account::by_id(desk.db(), &note.account).await?;
    let account = account.filter(people::is_reachable);
    Ok(account.map(|account| Letter {
        id: id.to_owned(),
        to: account.email,
        subject: note.subject.clone(),
        text: note.text.clone(),
    }))
}
