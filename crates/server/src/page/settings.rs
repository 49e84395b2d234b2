//! "Cài đặt": everything a city may set, each with its default, on one page; changed one thing at
//! a time on pages of their own.

pub mod calendar;
pub mod due;
pub mod mail;
pub mod reminders;

use axum::extract::State;
use chrono::NaiveTime;
use nhip_core::calendar::Decisions;
use nhip_core::deadline::{DueRule, OnRestDay};
use nhip_core::lang::Lang;
use nhip_core::permission::right;
use nhip_core::reminder::Rules;

use crate::app::App;
use crate::fault::Answer;
use crate::frame::Frame;
use crate::page::{Template, page};
use crate::who::May;
use nhip_office::reminder;
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
    let decisions: Decisions = setting::of(&app).await?;
    let unsent = reminder::unsent(&app).await?;
    let today = me.units.today;
    let days = calendar::listed(&decisions, today, me.lang());
    let coming = days.into_iter().filter(|line| line.last >= today);
    page(&SettingsPage {
        decided: decisions.count(),
        coming: coming.take(4).collect(),
        due: due_words(&setting::of(&app).await?, me.lang()),
        rules: setting::of(&app).await?,
        mail: setting::of(&app).await?,
        stuck: unsent.iter().filter(|one| one.over).count(),
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
