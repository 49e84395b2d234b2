//! A new unit below another: founded by a decision, or always known.

use axum::extract::State;
use chrono::NaiveDate;
use nhip_core::audit::{By, Kind};
use nhip_core::id::UnitId;
use nhip_core::permission::right;
use nhip_core::unit::history::{
    Change as UnitChange, ChangeError, FirstUnit, NewUnit, Records, Register, Succession,
};
use nhip_store::change::{Change, Told};
use nhip_store::unit;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};

#[derive(Template)]
#[template(path = "unit_add.html")]
struct AddPage {
    frame: Frame,
    id: String,
    parent: String,
    form: FormState,
}

/// The form for a new unit below this one.
pub async fn form(may: May<right::ManageUnits, UnitId>) -> Answer {
    let May { me, thing, .. } = may;
    page(&add_page(
        &me,
        &thing,
        FormState::of(
            Fields::default().with("tu-ngay", me.units.today.format("%d/%m/%Y").to_string()),
        ),
    ))
}

fn add_page(me: &SignedIn, id: &UnitId, form: FormState) -> AddPage {
    AddPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: id.to_string(),
        parent: me.units.name(id).to_owned(),
        form,
    }
}

/// Founds a unit, from a day on.
pub async fn send(
    State(app): State<App>,
    may: May<right::ManageUnits, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let May {
        me, thing: parent, ..
    } = may;
    let mut form = FormState::of(fields);
    let new = NewUnit {
        id: app.new_id(),
        name: form.line("ten", "tên đơn vị", "the name"),
        code: form.line("ma", "mã đơn vị", "the code"),
        aliases: names(form.value("ten-khac")),
        kind: form.value("loai").to_owned(),
        parent: Some(parent.clone()),
    };
    let decision = form.value("quyet-dinh").to_owned();
    let Some(effective) = nhip_core::period::day(form.value("tu-ngay")).filter(|_| form.is_right())
    else {
        if nhip_core::period::day(form.value("tu-ngay")).is_none() {
            form.refuse(
                "tu-ngay",
                "Hãy viết ngày như 01/07/2026.",
                "Write the day like 2026-07-01.",
            );
        }
        return page(&add_page(&me, &parent, form));
    };
    let told = Told::of(Kind::UnitCreated, &new.id)
        .unit(&new.id)
        .after(&new);
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    if let Err(refused) = found(&mut change, new, effective, decision).await? {
        form.problems.push(("ma".to_owned(), refused.text()));
        return page(&add_page(&me, &parent, form));
    }
    change.commit(told).await?;
    go("/don-vi")
}

/// With a decision the unit is founded by it; without one it was always known.
async fn found(
    change: &mut Change,
    new: NewUnit,
    effective: NaiveDate,
    decision: String,
) -> Result<Result<(), ChangeError>, Fault> {
    let register = unit::register_in(change.tx()).await?;
    if decision.is_empty() {
        let first = FirstUnit {
            unit: new,
            valid_from: Some(effective),
            valid_to: None,
        };
        let mut records = Records::from(register.clone());
        records.first.push(first.clone());
        let tried = Register::try_from(records);
        if let Err(refused) = tried.and_then(|after| after.without_new_namesakes(&register)) {
            return Ok(Err(refused));
        }
        unit::add_first(change.tx(), &[first]).await?;
    } else {
        let succession = Succession {
            decision,
            effective,
            change: UnitChange::Found { units: vec![new] },
        };
        let tried = register.apply(succession.clone());
        if let Err(refused) = tried.and_then(|after| after.without_new_namesakes(&register)) {
            return Ok(Err(refused));
        }
        unit::add_successions(change.tx(), &[succession]).await?;
    }
    Ok(Ok(()))
}

/// Names separated by semicolons.
fn names(text: &str) -> Vec<String> {
    text.split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
