//! What a new version of a plan changes in the one before it.

use axum::extract::State;
use nhip_core::id::PlanId;
use nhip_core::permission::{Action, right};
use nhip_core::plan::{Task, versions};
use nhip_store::plan::{self, PlanState};

use crate::app::App;
use crate::fault::Answer;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::May;
use nhip_office::plan::SeenPlan;

/// A task that changed.
struct Changed {
    unit: String,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "plan_change.html")]
struct ChangePage {
    frame: Frame,
    id: String,
    title: String,
    reworded: Vec<Changed>,
    added: Vec<Changed>,
    removed: Vec<Changed>,
    same: usize,
    may_confirm: bool,
}

/// The changes, task by task.
pub async fn show(State(app): State<App>, may: May<right::SeePlan, SeenPlan>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let new = &thing.owed.plan;
    let last = new
        .earlier
        .iter()
        .rev()
        .find_map(|one| one.text.as_ref())
        .map(|text| PlanId::from(text.as_str()));
    // A version being read changes the text in force; that one changed the text before it.
    let before = match new.state {
        PlanState::Read => new.replaces.clone(),
        PlanState::Confirmed => last,
        PlanState::Replaced => None,
    };
    let older = match before {
        Some(id) => plan::by_id(app.db(), &id).await?,
        None => None,
    };
    let Some(older) = older else {
        return go(&format!("/ke-hoach/{}", new.id));
    };
    let mut shown = ChangePage {
        frame: me.frame(),
        id: new.id.to_string(),
        title: thing.owed.title().to_owned(),
        reworded: Vec::new(),
        added: Vec::new(),
        removed: Vec::new(),
        same: 0,
        may_confirm: new.state == PlanState::Read && me.may(Action::ConfirmPlan, &new.unit),
    };
    for pair in versions(&older.reading, &new.reading) {
        let text = |task: Option<&Task>| task.map(|task| task.text.clone()).unwrap_or_default();
        let changed = Changed {
            unit: pair.unit.name.as_str().to_owned(),
            before: text(pair.before),
            after: text(pair.after),
        };
        match (pair.before, pair.after) {
            (Some(_), Some(_)) if pair.is_same() => shown.same += 1,
            (Some(_), Some(_)) => shown.reworded.push(changed),
            (None, _) => shown.added.push(changed),
            (Some(_), None) => shown.removed.push(changed),
        }
    }
    page(&shown)
}
