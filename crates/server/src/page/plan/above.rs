//! The plan above a unit's own, and which task above each of its tasks carries out: recognised by
//! number, suggested by words, settled by a person.

use nhip_core::id::{PlanId, TaskId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::permission::{Tree, right};
use nhip_core::plan::Plan;
use nhip_core::plan::above::{names, suggested};
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, PlanState};
use nhip_store::task::{self, KeptTask, TaskState, under};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::duty::Duty;
use nhip_office::plan::{Owed, OwnPlan, seen};
use nhip_office::under::refill_above;

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

/// The plans in force above a unit that a person sees.
pub async fn candidates(app: &App, me: &SignedIn, unit: &UnitId) -> Result<Vec<Owed>, Fault> {
    let mut found = seen(app, me).await?;
    found.retain(|owed| {
        let plan = &owed.plan;
        let above = plan.unit != unit && me.units.is_at_or_below(unit, &plan.unit);
        above && plan.state == PlanState::Confirmed
    });
    Ok(found)
}

/// The plan above that a unit's plan names as its basis.
pub async fn recognised(
    app: &App,
    me: &SignedIn,
    unit: &UnitId,
    reading: &Plan,
) -> Result<Option<PlanId>, Fault> {
    let known = candidates(app, me, unit).await?;
    let named = known
        .into_iter()
        .find(|owed| names(reading, &owed.plan.reading));
    Ok(named.map(|owed| owed.plan.id))
}

/// The tasks of a plan a unit works on; all that are open where none was laid on it.
pub async fn tasks_of(app: &App, owed: &Owed, unit: &UnitId) -> Result<Vec<KeptTask>, Fault> {
    let mut tasks = task::of_plan(app.db(), &owed.plan.id).await?;
    tasks.retain(|task| task.state != TaskState::Dropped);
    let works = |task: &KeptTask| {
        let mut units = owed.behind(&task.named).chain(owed.beside(&task.id));
        units.any(|one| one == unit)
    };
    if tasks.iter().any(works) {
        tasks.retain(works);
    }
    Ok(tasks)
}

/// The form.
pub async fn form(State(app): State<App>, may: May<right::EditPlan, OwnPlan>) -> Answer {
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
    let over = match above {
        Some(above) => tasks_of(app, above, &owed.plan.unit).await?,
        None => Vec::new(),
    };
    Ok(AbovePage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: owed.plan.id.to_string(),
        title: owed.title().to_owned(),
        revision: owed.plan.revision,
        chosen: above
            .map(|one| one.plan.id.clone())
            .unwrap_or_default()
            .to_string(),
        rows: match above {
            Some(_) => rows(app, owed, &over).await?,
            None => Vec::new(),
        },
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
async fn rows(app: &App, owed: &Owed, over: &[KeptTask]) -> Result<Vec<Row>, Fault> {
    let links = under::of_plan(app.db(), &owed.plan.id).await?;
    let settled: BTreeMap<&str, &str> = links
        .iter()
        .map(|link| (link.code.as_str(), link.task.as_str()))
        .collect();
    let units = owed.plan.reading.units.iter();
    let tasks: Vec<_> = units.flat_map(|unit| &unit.tasks).collect();
    let texts: Vec<&str> = tasks.iter().map(|task| task.text.as_str()).collect();
    let above: Vec<&str> = over.iter().map(|task| task.text.as_str()).collect();
    let alike = match settled.is_empty() {
        true => suggested(&texts, &above),
        false => vec![None; texts.len()],
    };
    let row = |(task, alike): (&nhip_core::plan::Task, Option<usize>)| {
        let alike = alike.and_then(|at| over.get(at));
        let known = settled.get(task.id.as_str()).copied();
        Row {
            code: task.id.clone(),
            text: task.text.clone(),
            chosen: known
                .or(alike.map(|task| task.id.as_str()))
                .unwrap_or_default()
                .to_owned(),
            suggested: known.is_none() && alike.is_some(),
        }
    };
    Ok(tasks.into_iter().zip(alike).map(row).collect())
}

/// Keeps the plan above, or the links to its tasks.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditPlan, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, OwnPlan(owed)) = (may.me, may.thing);
    let mut form = FormState::of(fields);
    form.fresh(owed.plan.revision)?;
    if !form.is_right() {
        return page(&shown(&app, &me, &owed, form).await?);
    }
    if owed.plan.state == PlanState::Replaced || owed.plan.replaces.is_some() {
        return Err(Fault::Stale);
    }
    let plans = candidates(&app, &me, &owed.plan.unit).await?;
    let above = plans
        .iter()
        .find(|one| one.plan.id == form.value("cap-tren"));
    let chosen = above.map(|one| one.plan.id.clone());
    let same = chosen == owed.plan.parent;
    let links = match above.filter(|_| same) {
        Some(above) => {
            let over = tasks_of(&app, above, &owed.plan.unit).await?;
            links(&form, &owed, &over)
        }
        None => Vec::new(),
    };
    keep(&app, &me, &owed, chosen, &links).await?;
    match same {
        true => go(&format!("/ke-hoach/{}", owed.plan.id)),
        // Another plan has other tasks: they are chosen next.
        false => go(&format!("/ke-hoach/{}/cap-tren", owed.plan.id)),
    }
}

fn links(form: &FormState, owed: &Owed, over: &[KeptTask]) -> Vec<(String, TaskId)> {
    let known: BTreeSet<&str> = over.iter().map(|task| task.id.as_str()).collect();
    let units = owed.plan.reading.units.iter();
    let codes = units.flat_map(|unit| &unit.tasks).map(|task| &task.id);
    codes
        .map(|code| (code.clone(), TaskId::from(form.value(&format!("n-{code}")))))
        .filter(|(_, task)| known.contains(task.as_str()))
        .collect()
}

async fn keep(
    app: &App,
    me: &SignedIn,
    owed: &Owed,
    above: Option<PlanId>,
    links: &[(String, TaskId)],
) -> Result<(), Fault> {
    let was = under::of_plan(app.db(), &owed.plan.id).await?;
    let was: Vec<(String, TaskId)> = was.into_iter().map(|one| (one.code, one.task)).collect();
    let mut plan = owed.plan.clone();
    plan.parent = above;
    let by = By::Account(me.account.id.clone());
    let told = Told::of(Kind::PlanEdited, &plan.id)
        .unit(&plan.unit)
        .before((&owed.plan.parent, &was))
        .after((&plan.parent, links));
    let mut change = Change::begin(app.db(), app.now(), by.clone()).await?;
    plan::change(change.tx(), &plan).await?;
    under::set(change.tx(), &plan.id, links).await?;
    change.commit(told).await?;
    if plan.state == PlanState::Confirmed {
        let unit = plan.unit.clone();
        let duty = Duty::under(app, &me.units, plan, &unit).await?;
        refill_above(app, by, &duty, me.units.today).await?;
    }
    Ok(())
}
