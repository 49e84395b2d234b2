//! "Cài đặt": everything a city may set, each with its default, on one page; changed one thing at
//! a time on pages of their own.

pub mod calendar;
pub mod due;
pub mod mail;
pub mod reminders;

use axum::extract::State;
use chrono::NaiveTime;
use nhip_core::audit::{By, Kind};
use nhip_core::deadline::{DueRule, OnRestDay};
use nhip_core::lang::Lang;
use nhip_core::permission::right;
use nhip_core::reminder::Rules;
use nhip_store::change::{Change, Told};
use nhip_store::setting as kept;
use serde::Serialize;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;
use crate::page::{Template, page};
use crate::who::{May, SignedIn};
use nhip_office::setting::{self, Installation, Mail};

/// Proof of who may change settings, on the installation.
pub type MaySet = May<right::ChangeSettings, Installation>;

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    decided: usize,
    coming: Vec<calendar::Line>,
    due: String,
    rules: Rules,
    mail: Mail,
    stuck: usize,
}

/// The page.
pub async fn show(State(app): State<App>, may: MaySet) -> Answer {
    let me = may.me;
    let decisions = calendar::decisions(&app).await?;
    let today = me.units.today;
    let days = calendar::listed(&decisions, today, me.lang());
    let coming = days.into_iter().filter(|line| line.last >= today);
    page(&SettingsPage {
        decided: calendar::count(&decisions),
        coming: coming.take(4).collect(),
        due: due_words(&setting::due(&app).await?, me.lang()),
        rules: setting::rules(&app).await?,
        mail: setting::mail(&app).await?,
        stuck: mail::given_up(&app).await?,
        frame: me.frame(),
    })
}

fn due_words(rule: &DueRule, lang: Lang) -> String {
    let day = rule.day_of_month;
    let rest = match rule.on_rest_day {
        OnRestDay::Keep => lang.pick("rơi vào ngày nghỉ vẫn giữ nguyên", "rest days too"),
        OnRestDay::NextWorking => lang.pick(
            "rơi vào ngày nghỉ thì sang ngày làm việc tiếp theo",
            "on rest days the next working day",
        ),
        OnRestDay::PreviousWorking => lang.pick(
            "rơi vào ngày nghỉ thì về ngày làm việc trước đó",
            "on rest days the working day before",
        ),
    };
    let hour = rule
        .at
        .map_or_else(String::new, |at| format!("{} ", hour(&at)));
    format!("{hour}{} {day}, {rest}", lang.pick("ngày", "day"))
}

/// "17:30".
pub fn hour(at: &NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

/// Keeps a setting and tells of it.
async fn keep<T: Serialize>(
    app: &App,
    me: &SignedIn,
    top: &str,
    (name, before, after): (&str, &T, &T),
) -> Result<(), Fault> {
    let by = By::Account(me.account.id.clone());
    let mut change = Change::begin(app.db(), app.now(), by).await?;
    kept::set(change.tx(), name, after).await?;
    let told = Told::of(Kind::SettingsChanged, name)
        .unit(top)
        .before(before)
        .after(after);
    change.commit(told).await?;
    Ok(())
}
