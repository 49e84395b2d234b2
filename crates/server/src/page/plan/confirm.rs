//! A plan is looked at once more and confirmed: its tasks are made and its months begin; a new
//! version takes the place of the text in force.

use axum::extract::State;
use nhip_core::permission::right;
use nhip_core::plan::course;
use nhip_core::plan::owner::owes;
use nhip_store::plan::KeptPlan;

use super::{SINCE, said_due};
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::confirm::{confirm, older, without_unit};
use nhip_office::plan::edit::{earliest, proposed};
use nhip_office::plan::{Owed, OwnPlan};

/// A name of the plan with the real units behind it.
struct Named {
    name: String,
    tasks: usize,
    real: Vec<String>,
}

type MayConfirm = May<right::ConfirmPlan, OwnPlan>;

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
pub async fn form(State(app): State<App>, may: MayConfirm) -> Answer {
    let owed = may.thing.0;
    let mut fields = Fields::default();
    let older = older(&app, &owed.plan).await?;
    if let Some(month) = proposed(&app, older.as_ref()).await? {
        fields = fields.with(SINCE, month.to_string());
    }
    page(&shown(&may.me, owed, FormState::of(fields)))
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
        frame: me.frame_of(&form),
        title: owed.title().to_owned(),
        due: said_due(&owed.plan.due, me),
        named: named.collect(),
        version: owed.plan.replaces.is_some(),
        plan: owed.plan,
        form,
    }
}

/// Confirms.
pub async fn send(State(app): State<App>, may: MayConfirm, Checked(fields): Checked) -> Answer {
    let (me, owed) = (may.me, may.thing.0);
    let mut form = FormState::sent(fields, owed.plan.revision)?;
    let without = without_unit(&owed).map(|why| ("don-vi".to_owned(), why));
    form.problems.extend(without);
    let earliest = earliest(&app, older(&app, &owed.plan).await?.as_ref()).await?;
    let since = earliest.and_then(|first| form.read(SINCE, |text| course::since(text, first)));
    if !form.is_right() {
        return page(&shown(&me, owed, form));
    }
    confirm(&app, &me, &may.permit, &owed, since).await?;
    match &owed.plan.replaces {
        Some(plan) => go(&format!("/ke-hoach/{plan}")),
        None => go("/ke-hoach"),
    }
}
