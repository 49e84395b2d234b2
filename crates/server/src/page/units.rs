//! Units: the tree of today, one unit with its contact and history, a new unit below it.

use axum::extract::State;
use chrono::NaiveDate;
use nhip_core::audit::{By, Kind};
use nhip_core::permission::{Action, right};
use nhip_core::unit::history::{
    Change as UnitChange, ChangeError, FirstUnit, NewUnit, Records, Register, Succession,
};
use nhip_store::change::{Change, Told};
use nhip_store::unit::{self, Contact};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn, UnitId};

/// A unit in the tree.
struct Line {
    id: String,
    depth: usize,
    code: String,
    name: String,
    kind: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "units.html")]
struct UnitsPage {
    frame: Frame,
    lines: Vec<Line>,
    add_below: Option<String>,
}

#[derive(Template)]
#[template(path = "unit.html")]
struct UnitPage {
    frame: Frame,
    id: String,
    name: String,
    code: String,
    kind: String,
    parent: String,
    aliases: String,
    spells: Vec<(String, String)>,
    may_change: bool,
    form: FormState,
}

#[derive(Template)]
#[template(path = "unit_add.html")]
struct AddPage {
    frame: Frame,
    id: String,
    parent: String,
    form: FormState,
}

/// The units this person sees.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let contacts = unit::contacts(app.db()).await?;
    let mut lines: Vec<Line> = Vec::new();
    for top in me.actor.tops(me.units.today) {
        for (depth, id) in me.units.branch(top) {
            let Some(spell) = me.units.spell(id).filter(|_| me.may(Action::SeeUnit, id)) else {
                continue;
            };
            if lines.iter().any(|line| line.id == id) {
                continue;
            }
            let contact = contacts.iter().find(|contact| contact.unit == id);
            lines.push(Line {
                id: id.to_owned(),
                depth,
                code: spell.code.clone(),
                name: spell.name.clone(),
                kind: spell.kind.clone(),
                contact: contact.map(telephone).unwrap_or_default(),
            });
        }
    }
    let add_below = me
        .units_where(Action::ManageUnits)
        .first()
        .map(|id| (*id).to_owned());
    page(&UnitsPage {
        frame: me.frame(),
        lines,
        add_below,
    })
}

fn telephone(contact: &Contact) -> String {
    [contact.person.as_str(), contact.telephone.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// One unit.
pub async fn show(State(app): State<App>, may: May<right::SeeUnit, UnitId>) -> Answer {
    let May {
        me,
        thing: UnitId(id),
        ..
    } = may;
    let contacts = unit::contacts(app.db()).await?;
    let contact = contacts.into_iter().find(|contact| contact.unit == id);
    let fields = contact.map_or_else(Fields::default, |contact| {
        Fields::default()
            .with("nguoi", contact.person)
            .with("dien-thoai", contact.telephone)
            .with("thu", contact.email)
    });
    page(&shown(&me, &id, FormState::of(fields)))
}

fn shown(me: &SignedIn, id: &str, form: FormState) -> UnitPage {
    let life = me.units.register.life(id);
    let spell = life.and_then(|life| life.on(me.units.today).or_else(|| life.spells.last()));
    let day = |day: Option<NaiveDate>| {
        day.map_or("…".to_owned(), |day| day.format("%d/%m/%Y").to_string())
    };
    UnitPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: id.to_owned(),
        name: spell.map(|spell| spell.name.clone()).unwrap_or_default(),
        code: spell.map(|spell| spell.code.clone()).unwrap_or_default(),
        kind: spell.map(|spell| spell.kind.clone()).unwrap_or_default(),
        parent: spell
            .and_then(|spell| spell.parent.as_deref())
            .filter(|parent| me.may(Action::SeeUnit, parent))
            .map(|parent| me.units.name(parent).to_owned())
            .unwrap_or_default(),
        aliases: spell
            .map(|spell| spell.aliases.join("; "))
            .unwrap_or_default(),
        spells: life.map_or_else(Vec::new, |life| {
            life.spells
                .iter()
                .map(|spell| {
                    (
                        format!("{} – {}", day(spell.valid_from), day(spell.valid_to)),
                        spell.name.clone(),
                    )
                })
                .collect()
        }),
        may_change: me.may(Action::ManageUnits, id),
        form,
    }
}

/// The form for a new unit below this one.
pub async fn add_form(may: May<right::ManageUnits, UnitId>) -> Answer {
    let May { me, thing, .. } = may;
    page(&add_page(
        &me,
        &thing.0,
        FormState::of(
            Fields::default().with("tu-ngay", me.units.today.format("%d/%m/%Y").to_string()),
        ),
    ))
}

fn add_page(me: &SignedIn, id: &str, form: FormState) -> AddPage {
    AddPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: id.to_owned(),
        parent: me.units.name(id).to_owned(),
        form,
    }
}

/// Founds a unit, from a day on.
pub async fn add(
    State(app): State<App>,
    may: May<right::ManageUnits, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let May {
        me,
        thing: UnitId(parent),
        ..
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
        let mut records = Records::from(register);
        records.first.push(first.clone());
        if let Err(refused) = Register::try_from(records) {
            return Ok(Err(refused));
        }
        unit::add_first(change.tx(), &[first]).await?;
    } else {
        let succession = Succession {
            decision,
            effective,
            change: UnitChange::Found { units: vec![new] },
        };
        if let Err(refused) = register.apply(succession.clone()) {
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

/// Sets whom to call.
pub async fn set_contact(
    State(app): State<App>,
    may: May<right::ManageUnits, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let May {
        me,
        thing: UnitId(id),
        ..
    } = may;
    let contact = Contact {
        unit: id.clone(),
        person: fields.get("nguoi").to_owned(),
        telephone: fields.get("dien-thoai").to_owned(),
        email: fields.get("thu").to_owned(),
    };
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    unit::set_contact(change.tx(), &contact).await?;
    change
        .commit(
            Told::of(Kind::UnitChanged, &id)
                .unit(&id)
                .after(&contact.person),
        )
        .await?;
    go(&format!("/don-vi/{id}"))
}
