//! Tasks: what a person's units owe under the plans in force, and one task by itself.

pub mod edit;

use axum::extract::State;
use nhip_core::permission::{Action, right};
use nhip_store::plan::PlanState;
use nhip_store::task::{self, Indicator, KeptTask, TaskState};

use crate::app::App;
use crate::fault::Answer;
use crate::frame::Frame;
use crate::page::plan::said_due;
use crate::page::{Template, page};
use crate::plan::{Owed, SeenTask, seen};
use crate::who::{May, SignedIn};

/// A task as listed.
struct Line {
    id: String,
    text: String,
    due: String,
    state: TaskState,
    owners: Vec<String>,
    part: bool,
}

/// The tasks under one plan.
struct Group {
    id: String,
    title: String,
    due: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "tasks.html")]
struct TasksPage {
    frame: Frame,
    groups: Vec<Group>,
}

#[derive(Template)]
#[template(path = "task.html")]
struct TaskPage {
    frame: Frame,
    id: String,
    text: String,
    plan: String,
    title: String,
    due: String,
    state: TaskState,
    owners: Vec<String>,
    with: Vec<String>,
    as_written: Vec<String>,
    parts: Vec<Line>,
    indicators: Vec<Indicator>,
    may_edit: bool,
}

/// The tasks this person's units owe; all of them for the plan's own unit.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let mut groups = Vec::new();
    for owed in seen(&app, &me).await? {
        if owed.plan.state != PlanState::Confirmed {
            continue;
        }
        let tasks = task::of_plan(app.db(), &owed.plan.id).await?;
        let all = me.may(Action::SeePlan, &owed.plan.unit);
        let seen = tasks.iter().filter_map(|task| {
            let working = owed.behind(&task.named).chain(owed.beside(&task.id));
            let line = line(&me, &owed, task, working);
            (all || !line.owners.is_empty()).then_some(line)
        });
        groups.push(Group {
            lines: seen.collect(),
            id: owed.plan.id.clone(),
            title: owed.title().to_owned(),
            due: said_due(&owed.plan.due, &me),
        });
    }
    page(&TasksPage {
        frame: me.frame(),
        groups,
    })
}

fn line<'a>(
    me: &SignedIn,
    owed: &Owed,
    task: &KeptTask,
    working: impl Iterator<Item = &'a str>,
) -> Line {
    Line {
        id: task.id.clone(),
        text: task.text.clone(),
        due: task
            .due
            .clone()
            .unwrap_or_else(|| said_due(&owed.plan.due, me)),
        state: task.state,
        owners: names(me, working),
        part: task.parent.is_some(),
    }
}

/// Names of the units a person sees among these.
fn names<'a>(me: &SignedIn, units: impl Iterator<Item = &'a str>) -> Vec<String> {
    let seen = units.filter(|id| me.may(Action::SeeUnit, id));
    seen.map(|id| me.units.name(id).to_owned()).collect()
}

/// One task.
pub async fn show(State(app): State<App>, may: May<right::SeePlan, SeenTask>) -> Answer {
    let May { me, thing, .. } = may;
    let (task, owed) = (&thing.owed.task, &thing.owed.owed);
    let all = task::of_plan(app.db(), &task.plan).await?;
    let parts = all
        .iter()
        .filter(|part| part.parent.as_ref() == Some(&task.id));
    let read = owed.plan.reading.task(&task.code);
    page(&TaskPage {
        frame: me.frame(),
        id: task.id.clone(),
        text: task.text.clone(),
        plan: owed.plan.id.clone(),
        title: owed.title().to_owned(),
        due: task
            .due
            .clone()
            .unwrap_or_else(|| said_due(&owed.plan.due, &me)),
        state: task.state,
        owners: names(&me, owed.behind(&task.named)),
        with: names(&me, thing.owed.co_owners()),
        as_written: read
            .map(|(_, task)| task.co_owners.clone())
            .unwrap_or_default(),
        parts: parts
            .map(|part| line(&me, owed, part, owed.behind(&part.named)))
            .collect(),
        indicators: task.indicators.clone(),
        may_edit: me.may(Action::EditPlan, &owed.plan.unit),
    })
}

/// The class of a tag for a state.
fn tint(state: TaskState) -> &'static str {
    match state {
        TaskState::Open => "wait",
        TaskState::Done => "good",
        TaskState::Dropped => "",
    }
}

/// A state in words.
pub fn said(state: TaskState, frame: &Frame) -> &'static str {
    match state {
        TaskState::Open => frame.say("đang làm", "under way"),
        TaskState::Done => frame.say("đã xong", "done"),
        TaskState::Dropped => frame.say("thôi thực hiện", "dropped"),
    }
}
