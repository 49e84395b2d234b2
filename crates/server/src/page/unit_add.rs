//! A new unit below another: founded by a decision, or always known.

use axum::extract::State;
use nhip_core::id::UnitId;
use nhip_core::permission::right;
use nhip_core::unit::history::NewUnit;
use nhip_office::unit;

use crate::app::App;
use crate::fault::Answer;
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
    let (me, thing) = (may.me, may.thing);
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
        frame: me.frame_of(&form),
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
    let (me, parent, permit) = may.parts();
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
    let effective = form.day("tu-ngay");
    let Some(effective) = effective.filter(|_| form.is_right()) else {
        return page(&add_page(&me, &parent, form));
    };
    if let Err(refused) = unit::found(&app, &permit, new, effective, decision).await? {
        form.problems.push(("ma".to_owned(), refused.text()));
        return page(&add_page(&me, &parent, form));
    }
    go("/don-vi")
}

/// Names separated by semicolons.
fn names(text: &str) -> Vec<String> {
    text.split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
