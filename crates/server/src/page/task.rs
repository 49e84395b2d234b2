//! Tasks: what a person's units owe under the plans in force, and one task by itself.

mod around;
pub mod edit;

use axum::extract::State;
use nhip_core::id::{PlanId, UnitId};
use nhip_core::permission::{Action, right};
use nhip_store::plan::PlanState;
use nhip_store::task::{self, Indicator, KeptTask, TaskState};

use self::around::{Child, Deed, Over, Sentence, Theme};
use crate::app::App;
use crate::fault::Answer;
use crate::frame::Frame;
use crate::page::plan::said_due;
use crate::page::{Template, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{Owed, SeenTask, seen};
use nhip_office::under;

/// A task as listed.
struct Line {
    id: String,
    text: String,
    due: String,
    state: TaskState,
    owners: Vec<String>,
    part: bool,
    /// First words of the theme a person chose.
    theme: String,
    /// Activities the person sees.
    done: i64,
}

/// The tasks under one plan.
struct Group {
    id: String,
    title: String,
    unit: String,
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
    plan: PlanId,
    title: String,
    due: String,
    state: TaskState,
    owners: Vec<String>,
    /// Units the person does not see.
    others: usize,
    with: Vec<String>,
    as_written: Vec<String>,
    theme: Option<Theme>,
    over: Option<Over>,
    children: Vec<Child>,
    deeds: Vec<Deed>,
    sentences: Vec<Sentence>,
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
        let counts = under::counts(&app, &owed.plan.id).await?;
        let done = |code: &str| {
            let of_task = counts.iter().filter(|(task, ..)| task == code);
            let seen = of_task.filter(|(_, unit, _)| me.may(Action::SeeReport, unit));
            seen.map(|(.., number)| number).sum()
        };
        let all = me.may(Action::SeePlan, &owed.plan.unit);
        let seen = tasks.iter().filter_map(|task| {
            let working = owed.behind(&task.named).chain(owed.beside(&task.id));
            let line = Line {
                done: done(&task.code),
                ..line(&me, &owed, task, working)
            };
            (all || !line.owners.is_empty()).then_some(line)
        });
        groups.push(Group {
            lines: seen.collect(),
            id: owed.plan.id.to_string(),
            title: owed.title().to_owned(),
            unit: me.units.name(&owed.plan.unit).to_owned(),
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
    working: impl Iterator<Item = &'a UnitId>,
) -> Line {
    Line {
        id: task.id.to_string(),
        text: task.text.clone(),
        due: task
            .due
            .clone()
            .unwrap_or_else(|| said_due(&owed.plan.due, me)),
        state: task.state,
        owners: names(me, working),
        part: task.parent.is_some(),
        theme: around::chosen(task, &owed.plan.reading)
            .map_or_else(String::new, |theme| theme.starts_with.clone()),
        done: 0,
    }
}

/// Names of the units a person sees among these.
fn names<'a>(me: &SignedIn, units: impl Iterator<Item = &'a UnitId>) -> Vec<String> {
    let seen = units.filter(|id| me.may(Action::SeeUnit, id));
    seen.map(|id| me.units.name(id).to_owned()).collect()
}

/// One task.
pub async fn show(State(app): State<App>, may: May<right::SeePlan, SeenTask>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let (task, owed) = (&thing.owed.task, &thing.owed.owed);
    let all = task::of_plan(app.db(), &task.plan).await?;
    let parts = all
        .iter()
        .filter(|part| part.parent.as_ref() == Some(&task.id));
    let read = owed.plan.reading.task(&task.code);
    let over = around::over(&app, &me, task).await?;
    let (children, deeds) = around::done(&app, &me, task).await?;
    let owners = names(&me, owed.behind(&task.named));
    page(&TaskPage {
        frame: me.frame(),
        id: task.id.to_string(),
        text: task.text.clone(),
        plan: owed.plan.id.clone(),
        title: owed.title().to_owned(),
        due: task
            .due
            .clone()
            .or_else(|| over.as_ref()?.due.clone())
            .unwrap_or_else(|| said_due(&owed.plan.due, &me)),
        state: task.state,
        others: owed.behind(&task.named).count() - owners.len(),
        owners,
        theme: around::theme(task, &owed.plan.reading, over.as_ref()),
        sentences: around::reported(&app, &me, task).await?,
        children,
        deeds,
        with: names(&me, thing.owed.co_owners()),
        as_written: read
            .map(|(_, task)| task.co_owners.clone())
            .unwrap_or_default(),
        parts: parts
            .map(|part| line(&me, owed, part, owed.behind(&part.named)))
            .collect(),
        indicators: match (task.indicators.is_empty(), &over) {
            (true, Some(over)) => over.indicators.clone(),
            _ => task.indicators.clone(),
        },
        over,
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
