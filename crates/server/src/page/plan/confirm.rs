//! A plan is looked at once more and confirmed: its tasks are made and its months begin; a new
//! version takes the place of the text in force.

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_core::plan::owner::{owes, unowned};
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, PlanState};
use nhip_store::task;

use super::correct::only_read;
use super::{said_due, since};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::version;
use nhip_office::plan::{Owed, OwnPlan};

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
    /// It takes the place of the text in force.
    version: bool,
    form: FormState,
}

/// What is about to be confirmed.
pub async fn form(State(app): State<App>, may: May<right::ConfirmPlan, OwnPlan>) -> Answer {
    let owed = may.thing.0;
    let older = older(&app, &owed.plan).await?;
    let mut fields = Fields::default();
    if let Some(older) = &older {
        let month = since::proposed(&app, since::earliest(&app, older).await?);
        fields = fields.with(since::FIELD, month.to_string());
    }
    page(&shown(
        &may.me,
        owed,
        older.is_some(),
        FormState::of(fields),
    ))
}

/// The plan this is a new version of.
async fn older(app: &App, plan: &KeptPlan) -> Result<Option<KeptPlan>, Fault> {
    Ok(match (&plan.replaces, plan.state) {
        (Some(of), PlanState::Read) => Some(version::plan_of(app, of).await?),
        _ => None,
    })
}

fn shown(me: &SignedIn, owed: Owed, version: bool, form: FormState) -> ConfirmPage {
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
        version,
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
    form.fresh(owed.plan.revision)?;
    form.problems.extend(without_unit(&owed));
    let older = older(&app, &owed.plan).await?;
    let since = match &older {
        Some(older) => since::read(&mut form, since::earliest(&app, older).await?),
        None => None,
    };
    if !form.is_right() {
        return page(&shown(&me, owed, older.is_some(), form));
    }
    only_read(&owed.plan)?;
    match older.zip(since) {
        Some((older, since)) => {
            let id = older.id.clone();
            version::confirm(&app, &me, (older, owed.plan), since).await?;
            go(&format!("/ke-hoach/{id}"))
        }
        None => {
            confirm(&app, &me, owed.plan).await?;
            go("/ke-hoach")
        }
    }
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
    let tasks = version::first_rows(app, &plan);
    plan.state = PlanState::Confirmed;
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    plan::change(change.tx(), &plan).await?;
    plan::confirmed(change.tx(), &plan.id, &me.account.id, app.now()).await?;
    for task in &tasks {
        task::add(change.tx(), task).await?;
    }
    let codes: Vec<&str> = tasks.iter().map(|task| task.code.as_str()).collect();
    let told = Told::of(Kind::PlanConfirmed, &plan.id)
        .unit(&plan.unit)
        .after(codes);
    change.commit(told).await?;
    Ok(())
}
