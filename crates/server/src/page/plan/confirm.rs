//! A plan is looked at once more and confirmed: its tasks are made, its months begin, and the
//! version before it is replaced.

use std::collections::HashMap;

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_core::plan::owner::{owes, unowned};
use nhip_core::plan::{PlanUnit, Task, versions};
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::task::{self, KeptTask, TaskState};

use super::correct::only_read;
use super::said_due;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::plan::{Owed, OwnPlan, fresh};
use crate::who::{May, SignedIn};

/// A name of the plan with the real units behind it.
struct Named {
    name: String,
    tasks: usize,
    real: Vec<String>,
}

#[derive(Template)]
#[template(path = "plan_confirm.html")]
struct ConfirmPage {
    frame: Frame,
    title: String,
    plan: KeptPlan,
    due: String,
    named: Vec<Named>,
    form: FormState,
}

/// What is about to be confirmed.
pub async fn form(may: May<right::ConfirmPlan, OwnPlan>) -> Answer {
    page(&shown(&may.me, may.thing.0, FormState::default()))
}

fn shown(me: &SignedIn, owed: Owed, form: FormState) -> ConfirmPage {
    let reading = &owed.plan.reading;
    let units = reading.units.iter().filter(|unit| owes(reading, unit));
    let named = units.map(|unit| Named {
        name: unit.name.clone(),
        tasks: unit.tasks.len(),
        real: owed
            .behind(&unit.id)
            .map(|id| me.units.name(id).to_owned())
            .collect(),
    });
    ConfirmPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        title: owed.title().to_owned(),
        due: said_due(&owed.plan.due, me),
        named: named.collect(),
        plan: owed.plan,
        form,
    }
}

/// Confirms.
pub async fn send(
    State(app): State<App>,
    may: May<right::ConfirmPlan, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, owed) = (may.me, may.thing.0);
    let mut form = FormState::of(fields);
    fresh(&mut form, owed.plan.revision)?;
    form.problems.extend(without_unit(&owed));
    if !form.is_right() {
        return page(&shown(&me, owed, form));
    }
    only_read(&owed.plan)?;
    confirm(&app, &me, owed.plan).await?;
    go("/ke-hoach")
}

/// Every name that owes something and has no real unit: which one, and what to do.
fn without_unit(owed: &Owed) -> Vec<(String, Bilingual)> {
    let without = unowned(&owed.plan.reading, |named| {
        owed.behind(named).next().is_some()
    });
    let said = without.into_iter().map(|unit| {
        let why = Bilingual::new(
            format!(
                "“{}” chưa gắn với đơn vị nào; hãy gắn đơn vị rồi xác nhận.",
                unit.name
            ),
            format!(
                "No real unit stands behind “{}”; choose one, then confirm.",
                unit.name
            ),
        );
        ("don-vi".to_owned(), why)
    });
    said.collect()
}

async fn confirm(app: &App, me: &SignedIn, mut plan: KeptPlan) -> Result<(), Fault> {
    let older = match &plan.replaces {
        Some(id) => plan::by_id(app.db(), id).await?,
        None => None,
    };
    let (done, with) = match &older {
        Some(older) => (
            task::of_plan(app.db(), &older.id).await?,
            task::co_owners(app.db(), &older.id).await?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let tasks = tasks(app, &plan, older.as_ref(), &done);
    plan.state = PlanState::Confirmed;
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    plan::change(change.tx(), &plan).await?;
    plan::confirmed(change.tx(), &plan.id, &me.account.id, app.now()).await?;
    for (task, was) in &tasks {
        task::add(change.tx(), task).await?;
        let units = with.iter().filter(|one| Some(&one.task) == was.as_ref());
        let units: Vec<String> = units.map(|one| one.unit.clone()).collect();
        task::set_co_owners(change.tx(), &task.id, &units).await?;
    }
    let codes: Vec<&str> = tasks.iter().map(|(task, _)| task.code.as_str()).collect();
    let mut told = vec![
        Told::of(Kind::PlanConfirmed, &plan.id)
            .unit(&plan.unit)
            .after(codes),
    ];
    if let Some(mut older) = older {
        // Two new versions of one plan: the second replaces what the first already did.
        if older.state == PlanState::Replaced {
            return Err(Fault::Stale);
        }
        older.state = PlanState::Replaced;
        plan::change(change.tx(), &older).await?;
        told.push(
            Told::of(Kind::PlanEdited, &older.id)
                .unit(&older.unit)
                .after("replaced"),
        );
    }
    change.commit_all(told).await?;
    Ok(())
}

/// The rows of a plan's tasks, each with the id of the row it continues: what has become of a
/// task, and what it counts, goes on in the new version.
fn tasks(
    app: &App,
    plan: &KeptPlan,
    older: Option<&KeptPlan>,
    done: &[KeptTask],
) -> Vec<(KeptTask, Option<String>)> {
    let pairs = older.map_or_else(Vec::new, |older| versions(&older.reading, &plan.reading));
    let rows: HashMap<&str, &KeptTask> = done.iter().map(|row| (row.code.as_str(), row)).collect();
    let was: HashMap<&str, &KeptTask> = pairs
        .iter()
        .filter_map(|pair| {
            let row = rows.get(pair.before?.id.as_str()).copied()?;
            Some((pair.after?.id.as_str(), row))
        })
        .collect();
    let units = plan.reading.units.iter();
    let tasks = units.flat_map(|unit| unit.tasks.iter().map(move |task| (unit, task)));
    let row = |(place, (unit, task)): (i64, (&PlanUnit, &Task))| {
        let was = was.get(task.id.as_str());
        let kept = KeptTask {
            id: app.new_id(),
            plan: plan.id.clone(),
            code: task.id.clone(),
            parent: None,
            named: unit.id.clone(),
            place,
            text: task.text.clone(),
            due: task.due.as_ref().map(|due| due.as_printed.clone()),
            state: was.map_or(TaskState::Open, |was| was.state),
            indicators: was.map_or_else(Vec::new, |was| was.indicators.clone()),
            revision: 1,
        };
        (kept, was.map(|was| was.id.clone()))
    };
    (1..).zip(tasks).map(row).collect()
}
