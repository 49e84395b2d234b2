//! A plan that was read is corrected: its tasks' words, a task less, tasks more.

use std::sync::Arc;

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_core::plan::Plan;
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, PlanState};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{OwnPlan, title};

#[derive(Template)]
#[template(path = "plan_correct.html")]
struct CorrectPage {
    frame: Frame,
    title: String,
    plan: KeptPlan,
    form: FormState,
}

/// The form.
pub async fn form(may: May<right::EditPlan, OwnPlan>) -> Answer {
    let plan = may.thing.0.plan;
    let mut fields = Fields::default();
    for task in plan.reading.units.iter().flat_map(|unit| &unit.tasks) {
        fields = fields.with(&format!("van-{}", task.id), &task.text);
    }
    page(&shown(&may.me, plan, FormState::of(fields)))
}

fn shown(me: &SignedIn, plan: KeptPlan, form: FormState) -> CorrectPage {
    CorrectPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        title: title(&plan).to_owned(),
        plan,
        form,
    }
}

/// Keeps the corrections.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditPlan, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, mut plan) = (may.me, may.thing.0.plan);
    let mut form = FormState::of(fields);
    form.fresh(plan.revision)?;
    if !form.is_right() {
        return page(&shown(&me, plan, form));
    }
    only_read(&plan)?;
    let event = Told::of(Kind::PlanEdited, &plan.id)
        .unit(&plan.unit)
        .before(told(&plan.reading));
    correct(Arc::make_mut(&mut plan.reading), &form.fields);
    let event = event.after(told(&plan.reading));
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    plan::change(change.tx(), &plan).await?;
    change.commit(event).await?;
    go(&format!("/ke-hoach/{}", plan.id))
}

/// What is in force is changed by a new version, so that nobody's duties change unseen.
pub fn only_read(plan: &KeptPlan) -> Result<(), Fault> {
    match plan.state {
        PlanState::Read => Ok(()),
        PlanState::Confirmed | PlanState::Replaced => Err(Fault::Refused(Bilingual::new(
            "Kế hoạch này đã xác nhận. Muốn đổi, hãy nhập bản mới của kế hoạch.",
            "This plan has been confirmed. To change it, bring in a new version.",
        ))),
    }
}

fn correct(plan: &mut Plan, fields: &Fields) {
    let ids: Vec<String> = plan
        .units
        .iter()
        .flat_map(|unit| &unit.tasks)
        .map(|task| task.id.clone())
        .collect();
    // New ones first: they never take the number of one that goes in the same breath.
    let units: Vec<String> = plan.units.iter().map(|unit| unit.id.clone()).collect();
    for unit in units {
        for text in fields.get(&format!("them-{unit}")).lines() {
            plan.add_task(&unit, text);
        }
    }
    for id in ids {
        if fields.has(&format!("bo-{id}")) {
            plan.remove_task(&id);
        } else {
            plan.reword_task(&id, fields.get(&format!("van-{id}")));
        }
    }
}

/// Task by task, for the audit.
fn told(plan: &Plan) -> Vec<(&str, &str)> {
    let tasks = plan.units.iter().flat_map(|unit| &unit.tasks);
    tasks
        .map(|task| (task.id.as_str(), task.text.as_str()))
        .collect()
}
