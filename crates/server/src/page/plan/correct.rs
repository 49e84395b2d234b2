//! A plan that was read is corrected: its tasks' words, a task less, tasks more.

use axum::extract::State;
use nhip_core::plan::{Corrections, Plan, Task};
use nhip_store::plan::KeptPlan;

use super::MayEdit;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use nhip_office::plan::{edit, title};

#[derive(Template)]
#[template(path = "plan_correct.html")]
struct CorrectPage {
    frame: Frame,
    title: String,
    plan: KeptPlan,
    form: FormState,
}

/// The form.
pub async fn form(may: MayEdit) -> Answer {
    let plan = may.thing.0.plan;
    let mut fields = Fields::default();
    for task in plan.reading.tasks() {
        fields = fields.with(&format!("van-{}", task.id), &task.text);
    }
    page(&shown(&may.me, plan, FormState::of(fields)))
}

fn shown(me: &SignedIn, plan: KeptPlan, form: FormState) -> CorrectPage {
    CorrectPage {
        frame: me.frame_of(&form),
        title: title(&plan).to_owned(),
        plan,
        form,
    }
}

/// Keeps the corrections.
pub async fn send(State(app): State<App>, may: MayEdit, Checked(fields): Checked) -> Answer {
    let (me, plan) = (may.me, may.thing.0.plan);
    let form = FormState::sent(fields, plan.revision)?;
    if !form.is_right() {
        return page(&shown(&me, plan, form));
    }
    let corrections = corrections(&plan.reading, &form.fields);
    edit::correct(&app, &me, &may.permit, &plan, &corrections).await?;
    go(&format!("/ke-hoach/{}", plan.id))
}

fn corrections(plan: &Plan, fields: &Fields) -> Corrections {
    let added = plan.units.iter().flat_map(|unit| {
        let lines = fields.get(&format!("them-{}", unit.id)).lines();
        lines.map(|text| (unit.id.clone(), text.to_owned()))
    });
    let task = |task: &Task| {
        let goes = fields.has(&format!("bo-{}", task.id));
        let text = || fields.get(&format!("van-{}", task.id)).to_owned();
        (task.id.clone(), (!goes).then(text))
    };
    Corrections {
        added: added.collect(),
        tasks: plan.tasks().map(task).collect(),
    }
}
