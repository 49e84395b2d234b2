//! Which real units stand behind the units and groups a plan names; units that are missing are
//! founded in one click.

use nhip_core::id::UnitId;
use std::collections::BTreeSet;

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_core::permission::{Action, right};
use nhip_core::plan::PlanUnit;
use nhip_core::plan::owner::{owes, unowned};
use nhip_core::unit::history::{FirstUnit, NewUnit, Records, Register};
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, Owner, PlanState};
use nhip_store::unit;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{Owed, OwnPlan};
use nhip_office::units::Units;

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
pub async fn form(may: May<right::EditPlan, OwnPlan>) -> Answer {
    page(&shown(&may.me, &may.thing.0, FormState::default()))
}

fn shown(me: &SignedIn, owed: &Owed, form: FormState) -> OwnerPage {
    let plan = &owed.plan;
    let units = plan.reading.units.iter();
    let named = units.filter(|unit| owes(&plan.reading, unit));
    OwnerPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: plan.id.to_string(),
        title: owed.title().to_owned(),
        revision: plan.revision,
        named: named.map(|unit| of(me, owed, unit)).collect(),
        missing: missing(owed, &me.units)
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

/// Names in the plan behind which no real unit stands: each with the plan's unit it is of.
fn missing(owed: &Owed, units: &Units) -> Vec<(String, String)> {
    let plan = &owed.plan;
    let without = unowned(&plan.reading, |named| owed.behind(named).next().is_some());
    let names = without.into_iter().flat_map(|unit| {
        let names = match unit.is_group {
            true => unit.members_named.clone(),
            false => vec![unit.name.clone()],
        };
        names.into_iter().map(|name| (unit.id.clone(), name))
    });
    let branch = units.branch(&plan.unit);
    let known: BTreeSet<&str> = branch.iter().map(|(_, id)| units.name(id)).collect();
    names
        .filter(|(_, name)| !known.contains(name.as_str()))
        .collect()
}

/// Keeps who stands behind the names.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditPlan, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, owed) = (may.me, may.thing.0);
    let mut form = FormState::of(fields);
    form.fresh(owed.plan.revision)?;
    if !form.is_right() {
        return page(&shown(&me, &owed, form));
    }
    let branch = me.units.branch(&owed.plan.unit);
    let known: BTreeSet<&UnitId> = branch.iter().map(|(_, id)| *id).collect();
    let mut owners = Vec::new();
    for unit in &owed.plan.reading.units {
        let ticked: BTreeSet<&String> =
            form.fields.all(&format!("dv-{}", unit.id)).iter().collect();
        let ticked: Vec<&UnitId> = ticked
            .into_iter()
            .filter_map(|id| known.get(id.as_str()).copied())
            .collect();
        owners.extend(told(&owed, &me.units, &unit.id, &ticked));
    }
    keep(&app, &me, &owed, &owners).await?;
    go(&format!("/ke-hoach/{}", owed.plan.id))
}

/// What is kept for a name: a unit that has ended keeps its months as long as one that came after
/// it is ticked, and that one is not told a second time.
fn told(owed: &Owed, units: &Units, named: &str, ticked: &[&UnitId]) -> Vec<Owner> {
    let bearers = units.register.bearers(units.today);
    let rows = owed.owners.iter().filter(|owner| owner.named == named);
    let mut kept: Vec<&UnitId> = Vec::new();
    let mut borne: BTreeSet<&UnitId> = BTreeSet::new();
    for row in rows {
        let after = bearers.of(&row.unit);
        let ended = units.left(&row.unit).is_some();
        if !ended && ticked.contains(&&row.unit) {
            kept.push(&row.unit);
        }
        if ended && (after.is_empty() || ticked.iter().any(|unit| after.contains(unit))) {
            kept.push(&row.unit);
            borne.extend(after);
        }
    }
    let new = ticked.iter().filter(|unit| !borne.contains(**unit));
    let all: BTreeSet<&UnitId> = kept.iter().chain(new).copied().collect();
    let owner = |unit: &UnitId| Owner {
        named: named.to_owned(),
        unit: unit.clone(),
    };
    all.into_iter().map(owner).collect()
}

async fn keep(app: &App, me: &SignedIn, owed: &Owed, owners: &[Owner]) -> Result<(), Fault> {
    if owed.plan.state == PlanState::Replaced {
        return Err(Fault::Stale);
    }
    let pairs = |owners: &[Owner]| -> Vec<(String, UnitId)> {
        let pairs = owners.iter();
        pairs
            .map(|owner| (owner.named.clone(), owner.unit.clone()))
            .collect()
    };
    let told = Told::of(Kind::TaskAssigned, &owed.plan.id)
        .unit(&owed.plan.unit)
        .before(pairs(&owed.owners))
        .after(pairs(owners));
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    plan::change(change.tx(), &owed.plan).await?;
    plan::set_owners(change.tx(), &owed.plan.id, owners).await?;
    change.commit(told).await?;
    Ok(())
}

/// Founds every unit that is missing, below the plan's own, and lets it stand behind its name.
pub async fn found(
    State(app): State<App>,
    may: May<right::ManageUnits, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, owed) = (may.me, may.thing.0);
    let mut form = FormState::of(fields);
    form.fresh(owed.plan.revision)?;
    let missing = missing(&owed, &me.units);
    if !form.is_right() || missing.is_empty() {
        return page(&shown(&me, &owed, form));
    }
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    let register = unit::register_in(change.tx()).await?;
    let new = new_units(&app, &register, &owed, &missing);
    if let Err(refused) = with(register, &new) {
        return Err(Fault::Refused(refused));
    }
    let made = missing.iter().zip(&new).map(|((named, _), first)| Owner {
        named: named.clone(),
        unit: first.unit.id.clone(),
    });
    let owners: Vec<Owner> = owed.owners.iter().cloned().chain(made).collect();
    unit::add_first(change.tx(), &new).await?;
    plan::change(change.tx(), &owed.plan).await?;
    plan::set_owners(change.tx(), &owed.plan.id, &owners).await?;
    let told = new.iter().map(|first| {
        Told::of(Kind::UnitCreated, &first.unit.id)
            .unit(&first.unit.id)
            .after(&first.unit)
    });
    change.commit_all(told.collect()).await?;
    go(&format!("/ke-hoach/{}/don-vi", owed.plan.id))
}

fn new_units(
    app: &App,
    register: &Register,
    owed: &Owed,
    missing: &[(String, String)],
) -> Vec<FirstUnit> {
    let codes = register.lives().flat_map(|life| &life.spells);
    let mut used: BTreeSet<String> = codes.map(|spell| spell.code.clone()).collect();
    let unit = |(named, name): &(String, String)| {
        let plain = Some(named.clone());
        let numbered = (2..).map(|n: u32| format!("{named}-{n}"));
        let code = plain
            .into_iter()
            .chain(numbered)
            .find(|code| !used.contains(code));
        let code = code.unwrap_or_default();
        used.insert(code.clone());
        FirstUnit {
            unit: NewUnit {
                id: app.new_id(),
                code,
                name: name.clone(),
                aliases: Vec::new(),
                kind: String::new(),
                parent: Some(owed.plan.unit.clone()),
            },
            valid_from: None,
            valid_to: None,
        }
    };
    missing.iter().map(unit).collect()
}

/// Tried before it is written: a refusal is a sentence, not half a register.
fn with(register: Register, new: &[FirstUnit]) -> Result<(), Bilingual> {
    let mut records = Records::from(register.clone());
    records.first.extend(new.iter().cloned());
    Register::try_from(records)
        .and_then(|after| after.without_new_namesakes(&register))
        .map(drop)
        .map_err(|refused| refused.text())
}
