//! Which real units stand behind the units and groups a plan names; units that are missing are
//! founded in one click.

use std::collections::BTreeSet;

use axum::extract::State;
use nhip_core::id::UnitId;
use nhip_core::permission::{Action, right};
use nhip_core::plan::PlanUnit;
use nhip_core::plan::owner::owes;
use nhip_store::plan::Owner;

use super::MayEdit;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{Owed, OwnPlan, owner};

/// A real unit to tick.
struct Choice {
    id: String,
    name: String,
    ticked: bool,
}

/// A unit or group of the plan.
struct Named {
    id: String,
    name: String,
    is_group: bool,
    members: Vec<String>,
    ticked: usize,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "plan_owner.html")]
struct OwnerPage {
    frame: Frame,
    id: String,
    title: String,
    revision: i64,
    named: Vec<Named>,
    /// Names that become units where the button is pressed.
    missing: Vec<String>,
    may_found: bool,
    form: FormState,
}

/// The form.
pub async fn form(may: MayEdit) -> Answer {
    page(&shown(&may.me, &may.thing.0, FormState::default()))
}

fn shown(me: &SignedIn, owed: &Owed, form: FormState) -> OwnerPage {
    let plan = &owed.plan;
    let units = plan.reading.units.iter();
    let named = units.filter(|unit| owes(&plan.reading, unit));
    OwnerPage {
        frame: me.frame_of(&form),
        id: plan.id.to_string(),
        title: owed.title().to_owned(),
        revision: plan.revision,
        named: named.map(|unit| of(me, owed, unit)).collect(),
        missing: owner::missing(owed, &me.units)
            .into_iter()
            .map(|(_, name)| name)
            .collect(),
        may_found: me.may(Action::ManageUnits, &plan.unit),
        form,
    }
}

fn of(me: &SignedIn, owed: &Owed, unit: &PlanUnit) -> Named {
    let behind: BTreeSet<&UnitId> = owed.behind(&unit.id).collect();
    let branch = me.units.branch(&owed.plan.unit).into_iter();
    let choices = branch.filter_map(|(_, id)| {
        let spell = me.units.spell(id)?;
        Some(Choice {
            id: id.to_string(),
            name: spell.name.clone(),
            ticked: behind.contains(id),
        })
    });
    Named {
        id: unit.id.clone(),
        name: unit.name.clone(),
        is_group: unit.is_group,
        members: unit.members_named.clone(),
        ticked: behind.len(),
        choices: choices.collect(),
    }
}

/// Keeps who stands behind the names.
pub async fn send(State(app): State<App>, may: MayEdit, Checked(fields): Checked) -> Answer {
    let (me, owed) = (may.me, may.thing.0);
    let form = FormState::sent(fields, owed.plan.revision)?;
    if !form.is_right() {
        return page(&shown(&me, &owed, form));
    }
    owner::tick(&app, &me, &may.permit, &owed, &ticked(&owed, &form)).await?;
    go(&format!("/ke-hoach/{}", owed.plan.id))
}

fn ticked(owed: &Owed, form: &FormState) -> Vec<Owner> {
    let units = owed.plan.reading.units.iter();
    let ticked = units.flat_map(|named| {
        let ids = form.fields.all(&format!("dv-{}", named.id)).iter();
        ids.map(|id| Owner::new(&named.id, &id.as_str().into()))
    });
    ticked.collect()
}

/// Founds every unit that is missing, below the plan's own, and lets it stand behind its name.
pub async fn found(
    State(app): State<App>,
    may: May<right::ManageUnits, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, owed) = (may.me, may.thing.0);
    let form = FormState::sent(fields, owed.plan.revision)?;
    if form.is_right() && owner::found(&app, &me, &may.permit, &owed).await? {
        return go(&format!("/ke-hoach/{}/don-vi", owed.plan.id));
    }
    page(&shown(&me, &owed, form))
}
