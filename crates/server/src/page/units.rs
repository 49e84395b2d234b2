//! Units: the tree of today and those of other times, one unit with its contact and its past.

mod past;

use axum::extract::State;
use nhip_core::id::UnitId;
use nhip_core::period::Month;
use nhip_core::permission::{Action, right};
use nhip_core::unit::history::Life;
use nhip_store::unit::{self, Contact};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::form::Query;
use crate::frame::Frame;
use crate::page::board::plan_name;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::duty::Duty;
use nhip_office::unit as office;
use past::Past;

/// A unit in the tree.
struct Line {
    id: UnitId,
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
    /// Units that have ended or are still to begin, where they are asked for.
    others: Option<Vec<Other>>,
    add_below: Option<String>,
}

/// A unit of other times.
struct Other {
    id: String,
    code: String,
    name: String,
    days: String,
    now: String,
}

/// `?xem=cu`: units of other times too.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    xem: String,
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
    past: Past,
    may_change: bool,
    dues: Vec<Due>,
    form: FormState,
}

/// A report of this month: what for, when, and where more time is given.
struct Due {
    words: String,
    extend: Option<String>,
}

/// The units this person sees.
pub async fn list(State(app): State<App>, me: SignedIn, Query(asked): Query<Asked>) -> Answer {
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
                id: id.clone(),
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
        others: (asked.xem == "cu").then(|| others(&me)),
        add_below: add_below.map(String::from),
    })
}

/// Units that are not there today, by name.
fn others(me: &SignedIn) -> Vec<Other> {
    let lives = me.units.register.lives();
    let gone = lives.filter(|life| life.on(me.units.today).is_none());
    let seen = gone.filter(|life| me.may(Action::SeeUnit, &life.id));
    let day = |day: Option<chrono::NaiveDate>| day.map_or("…".to_owned(), past::written);
    let other = |life: &Life| Other {
        id: life.id.to_string(),
        code: life
            .spells
            .last()
            .map(|spell| spell.code.clone())
            .unwrap_or_default(),
        name: life.last_name().to_owned(),
        days: format!("{} – {}", day(life.begins()), day(life.ends())),
        now: me.units.now(&life.id),
    };
    let mut others: Vec<Other> = seen.map(other).collect();
    others.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    others
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
    let (me, id) = (may.me, may.thing);
    let contacts = unit::contacts(app.db()).await?;
    let contact = contacts.into_iter().find(|contact| contact.unit == id);
    let fields = contact.map_or_else(Fields::default, |contact| {
        Fields::default()
            .with("nguoi", contact.person)
            .with("dien-thoai", contact.telephone)
            .with("thu", contact.email)
    });
    let mut shown = shown(&me, &id, FormState::of(fields));
    shown.dues = dues(&app, &me, &id).await?;
    shown.past = past::of(&app, &me, &id).await?;
    page(&shown)
}

/// When this month's reports are due, for those who see them.
async fn dues(app: &App, me: &SignedIn, id: &UnitId) -> Result<Vec<Due>, Fault> {
    let Some(month) = Month::of(me.units.today).filter(|_| me.may(Action::SeePlan, id)) else {
        return Ok(Vec::new());
    };
    let duties = Duty::of_unit(app, &me.units, id).await?;
    let line = |duty: Duty| {
        let due = duty
            .deadline(month)
            .filter(|_| duty.reports && duty.runs_in(month))?;
        let may = me.may(Action::GrantExtension, id);
        Some(Due {
            words: format!("{}: {}", due.shown(), plan_name(&duty.plan)),
            extend: may
                .then(|| format!("/don-vi/{id}/gia-han?ke-hoach={}&ky={month}", duty.plan.id)),
        })
    };
    Ok(duties.into_iter().filter_map(line).collect())
}

fn shown(me: &SignedIn, id: &UnitId, form: FormState) -> UnitPage {
    let life = me.units.register.life(id);
    let spell = life.and_then(|life| life.on(me.units.today).or_else(|| life.spells.last()));
    UnitPage {
        frame: me.frame_of(&form),
        id: id.to_string(),
        name: spell.map(|spell| spell.name.clone()).unwrap_or_default(),
        code: spell.map(|spell| spell.code.clone()).unwrap_or_default(),
        kind: spell.map(|spell| spell.kind.clone()).unwrap_or_default(),
        parent: spell
            .and_then(|spell| spell.parent.as_ref())
            .filter(|parent| me.may(Action::SeeUnit, parent))
            .map(|parent| me.units.name(parent).to_owned())
            .unwrap_or_default(),
        aliases: spell
            .map(|spell| spell.aliases.join("; "))
            .unwrap_or_default(),
        past: Past::default(),
        // What has ended is looked at, not added to.
        may_change: me.units.left(id).is_none() && me.may(Action::ManageUnits, id),
        dues: Vec::new(),
        form,
    }
}

/// Sets whom to call.
pub async fn set_contact(
    State(app): State<App>,
    may: May<right::ManageUnits, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    office::set_contact(&app, &may.permit, &contact(&may.thing, &fields)).await?;
    go(&format!("/don-vi/{}", may.thing))
}

fn contact(unit: &UnitId, fields: &Fields) -> Contact {
    Contact {
        unit: unit.clone(),
        person: fields.get("nguoi").to_owned(),
        telephone: fields.get("dien-thoai").to_owned(),
        email: fields.get("thu").to_owned(),
    }
}
