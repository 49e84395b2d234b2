//! When the reports of a new plan are due where its text leaves it open.

use super::MaySet;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::plan::due;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use axum::extract::State;
use nhip_office::setting;

#[derive(Template)]
#[template(path = "settings_due.html")]
struct DuePage {
    frame: Frame,
    form: FormState,
}

fn shown(me: &SignedIn, form: FormState) -> Answer {
    page(&DuePage {
        frame: me.frame_of(&form),
        form,
    })
}

/// The form.
pub async fn form(State(app): State<App>, may: MaySet) -> Answer {
    let rule = setting::of(&app).await?;
    shown(&may.me, FormState::of(due::fields_of(&rule)))
}

/// Keeps it. Plans that are there already keep their own rule.
pub async fn send(State(app): State<App>, may: MaySet, Checked(fields): Checked) -> Answer {
    let mut form = FormState::of(fields);
    let Some(rule) = due::due(&mut form).filter(|_| form.is_right()) else {
        return shown(&may.me, form);
    };
    setting::change(&app, &may.permit, |_| Some(rule)).await?;
    go("/cai-dat")
}
