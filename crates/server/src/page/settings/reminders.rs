//! When reminders go: days before and after, hours of the day.

use axum::extract::State;
use chrono::NaiveTime;
use nhip_core::reminder::Rules;

use super::{MaySet, hour};
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use nhip_office::setting;

/// Working days before or after; a month of reminders would be read by nobody.
const MOST_DAYS: u32 = 15;

#[derive(Template)]
#[template(path = "settings_reminders.html")]
struct RemindersPage {
    frame: Frame,
    form: FormState,
}

fn shown(me: &SignedIn, form: FormState) -> Answer {
    page(&RemindersPage {
        frame: me.frame_of(&form),
        form,
    })
}

/// The form.
pub async fn form(State(app): State<App>, may: MaySet) -> Answer {
    let rules: Rules = setting::of(&app).await?;
    let fields = Fields::default()
        .with("truoc", rules.days_before.to_string())
        .with("sau", rules.days_after.to_string())
        .with("tu", hour(&rules.from))
        .with("den", hour(&rules.to));
    shown(&may.me, FormState::of(fields))
}

/// Keeps it.
pub async fn send(State(app): State<App>, may: MaySet, Checked(fields): Checked) -> Answer {
    let mut form = FormState::of(fields);
    let Some(rules) = rules(&mut form) else {
        return shown(&may.me, form);
    };
    setting::change(&app, &may.permit, |_| Some(rules)).await?;
    go("/cai-dat")
}

fn rules(form: &mut FormState) -> Option<Rules> {
    let (days_before, days_after) = (days(form, "truoc"), days(form, "sau"));
    let (from, to) = (time(form, "tu"), time(form, "den"));
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        form.refuse(
            "den",
            "Giờ cuối phải sau giờ đầu.",
            "The last hour comes after the first.",
        );
        return None;
    }
    Some(Rules {
        days_before: days_before?,
        days_after: days_after?,
        from: from?,
        to: to?,
    })
}

fn days(form: &mut FormState, name: &str) -> Option<u32> {
    let days = form.value(name).parse().ok();
    let days = days.filter(|days| *days <= MOST_DAYS);
    if days.is_none() {
        form.refuse(
            name,
            format!("Hãy ghi số ngày làm việc từ 0 đến {MOST_DAYS}."),
            format!("Enter working days, 0 to {MOST_DAYS}."),
        );
    }
    days
}

fn time(form: &mut FormState, name: &str) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(form.value(name), "%H:%M").ok();
    if time.is_none() {
        form.refuse(name, "Hãy ghi giờ như 07:30.", "Write the hour like 07:30.");
    }
    time
}
