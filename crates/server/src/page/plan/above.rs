//! The plan above a unit's own, and which task above each of its tasks carries out: recognised by
//! number, suggested by words, settled by a person.

use std::collections::BTreeMap;

use axum::extract::State;
use nhip_core::id::TaskId;
use nhip_core::plan::Task;
use nhip_core::plan::above::suggested;
use nhip_store::task::{KeptTask, under};

use super::MayEdit;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use nhip_office::plan::above::{candidates, settle, tasks_of};
use nhip_office::plan::{Owed, OwnPlan};

/// A task of the plan, and what it can carry out.
struct Row {
    code: String,
    text: String,
    chosen: String,
    /// Chosen by its words, not yet by a person.
    suggested: bool,
}

#[derive(Template)]
#[template(path = "plan_above.html")]
struct AbovePage {
    frame: Frame,
    id: String,
    title: String,
    revision: i64,
    /// Plans above: id and title.
    plans: Vec<(String, String)>,
    chosen: String,
    rows: Vec<Row>,
    /// Tasks of the plan above: id and words.
    over: Vec<(String, String)>,
    form: FormState,
}

/// The form.
pub async fn form(State(app): State<App>, may: MayEdit) -> Answer {
    let OwnPlan(owed) = may.thing;
    // A new version keeps its plan's links: a task that stays keeps its code.
    if let Some(of) = owed.plan.replaces.as_ref() {
        return go(&format!("/ke-hoach/{of}/cap-tren"));
    }
    page(&shown(&app, &may.me, &owed, FormState::default()).await?)
}

async fn shown(app: &App, me: &SignedIn, owed: &Owed, form: FormState) -> Result<AbovePage, Fault> {
    let plans = candidates(app, me, &owed.plan.unit).await?;
    let above = owed.plan.parent.as_ref();
    let above = above.and_then(|id| plans.iter().find(|one| one.plan.id == *id));
    let (mut over, mut rows) = (Vec::new(), Vec::new());
    if let Some(above) = above {
        over = tasks_of(app, above, &owed.plan.unit).await?;
        rows = rows_of(app, owed, &over).await?;
    }
    Ok(AbovePage {
        frame: me.frame_of(&form),
        id: owed.plan.id.to_string(),
        title: owed.title().to_owned(),
        revision: owed.plan.revision,
        chosen: above.map_or_else(String::new, |one| one.plan.id.to_string()),
        rows,
        plans: plans
            .iter()
            .map(|one| (one.plan.id.to_string(), one.title().to_owned()))
            .collect(),
        over: over
            .into_iter()
            .map(|task| (task.id.to_string(), task.text))
            .collect(),
        form,
    })
}

/// Links that were settled stand; where none was, what the words suggest.
async fn rows_of(app: &App, owed: &Owed, over: &[KeptTask]) -> Result<Vec<Row>, Fault> {
    let links = under::of_plan(app.db(), &owed.plan.id).await?.into_iter();
    let settled: BTreeMap<String, TaskId> = links.map(|link| (link.code, link.task)).collect();
    let tasks: Vec<&Task> = owed.plan.reading.tasks().collect();
    let texts: Vec<&str> = tasks.iter().map(|task| task.text.as_str()).collect();
    let above: Vec<&str> = over.iter().map(|task| task.text.as_str()).collect();
    let alike = match settled.is_empty() {
        true => suggested(&texts, &above),
        false => vec![None; texts.len()],
    };
    let row = |(task, alike): (&Task, Option<usize>)| {
        let (known, alike) = (settled.get(&task.id), alike.and_then(|at| over.get(at)));
        let chosen = known.or(alike.map(|task| &task.id));
        Row {
            code: task.id.clone(),
            text: task.text.clone(),
            chosen: chosen.map_or_else(String::new, TaskId::to_string),
            suggested: known.is_none() && alike.is_some(),
        }
    };
    Ok(tasks.into_iter().zip(alike).map(row).collect())
}

/// Keeps the plan above, or the links to its tasks.
pub async fn send(State(app): State<App>, may: MayEdit, Checked(fields): Checked) -> Answer {
    let (me, OwnPlan(owed)) = (may.me, may.thing);
    let form = FormState::sent(fields, owed.plan.revision)?;
    if !form.is_right() {
        return page(&shown(&app, &me, &owed, form).await?);
    }
    let (id, above) = (&owed.plan.id, form.value("cap-tren").into());
    match settle(&app, &me, &may.permit, &owed, &above, links(&form, &owed)).await? {
        true => go(&format!("/ke-hoach/{id}")),
        false => go(&format!("/ke-hoach/{id}/cap-tren")),
    }
}

fn links(form: &FormState, owed: &Owed) -> Vec<(String, TaskId)> {
    let codes = owed.plan.reading.tasks().map(|task| &task.id);
    codes
        .map(|code| (code.clone(), form.value(&format!("n-{code}")).into()))
        .collect()
}
