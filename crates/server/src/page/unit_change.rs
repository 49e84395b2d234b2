//! "Sắp xếp đơn vị": a decision that merges, splits, renames, moves or dissolves: its kind, its
//! form, what it will change, then kept.

mod check;
mod entered;
mod kind;
mod named;

use axum::extract::{Path, State};
use nhip_core::audit::By;
use nhip_core::id::UnitId;
use nhip_core::permission::{Action, right};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::succession;

use entered::{MORE_PARTS, MORE_UNITS, entered, rows};
use kind::Kind;
use named::written;

/// A kind to choose.
struct Choice {
    code: &'static str,
    name: &'static str,
    what: &'static str,
}

#[derive(Template)]
#[template(path = "unit_changes.html")]
struct ChoosePage {
    frame: Frame,
    id: String,
    name: String,
    choices: Vec<Choice>,
    /// Only the office above may do more.
    limited: bool,
}

/// A line for a unit that merges, or the lines for a part of one that is split: names of fields.
struct Row {
    n: String,
    label: String,
    unit: String,
    name: String,
    code: String,
    joins: String,
    people: String,
}

impl Row {
    fn of(n: usize, label: &str) -> Row {
        Row {
            n: n.to_string(),
            label: format!("{label} {n}"),
            unit: format!("dv-{n}"),
            name: format!("ten-{n}"),
            code: format!("ma-{n}"),
            joins: format!("co-{n}"),
            people: format!("dan-{n}"),
        }
    }
}

/// A unit right below one that is split: which part takes it.
struct Child {
    field: String,
    name: String,
}

#[derive(Template)]
#[template(path = "unit_change.html")]
struct FormPage {
    frame: Frame,
    id: String,
    name: String,
    kind: Kind,
    kind_name: &'static str,
    rows: Vec<Row>,
    /// "00123 – UBND phường Bến Ngự" of every unit that may be named.
    units: Vec<String>,
    children: Vec<Child>,
    form: FormState,
}

/// Which kind of decision.
pub async fn choose(may: May<right::ManageUnits, UnitId>) -> Answer {
    page(&choices(&may.me, &may.thing))
}

fn choices(me: &SignedIn, id: &UnitId) -> ChoosePage {
    let open = Kind::ALL.into_iter().filter(|kind| allowed(me, id, *kind));
    let choices: Vec<Choice> = open
        .map(|kind| Choice {
            code: kind.code(),
            name: kind.name(me.lang()),
            what: kind.what(me.lang()),
        })
        .collect();
    ChoosePage {
        frame: me.frame(),
        id: id.to_string(),
        name: me.units.name(id).to_owned(),
        limited: choices.len() < Kind::ALL.len(),
        choices,
    }
}

/// A unit is renamed by whoever manages it; what it is and where it stands is for the office
/// above. What has ended changes no more.
fn allowed(me: &SignedIn, id: &UnitId, kind: Kind) -> bool {
    let Some(spell) = me.units.spell(id) else {
        return false;
    };
    let above = spell.parent.as_ref();
    kind == Kind::Rename || above.is_some_and(|above| me.may(Action::ManageUnits, above))
}

/// The form of a kind.
pub async fn form(
    may: May<right::ManageUnits, UnitId>,
    Path((_, code)): Path<(String, String)>,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let kind = Kind::parse(&code).ok_or(Fault::NotFound)?;
    if !allowed(&me, &thing, kind) {
        return page(&choices(&me, &thing));
    }
    let form = FormState::of(opened(&me, &thing));
    page(&form_page(&me, &thing, kind, form))
}

/// What is known when a form is opened.
fn opened(me: &SignedIn, id: &UnitId) -> Fields {
    let fields = Fields::default()
        .with("thanh", "moi")
        .with("tai-khoan", "1")
        .with("ngay", me.units.today.format("%d/%m/%Y").to_string());
    let Some(spell) = me.units.spell(id) else {
        return fields;
    };
    let above = spell.parent.as_ref().and_then(|id| me.units.spell(id));
    fields
        .with("ten", spell.name.as_str())
        .with("ma", spell.code.as_str())
        .with("loai", spell.kind.as_str())
        .with("cap-tren", above.map(written).unwrap_or_default())
}

fn form_page(me: &SignedIn, id: &UnitId, kind: Kind, mut form: FormState) -> FormPage {
    if kind == Kind::Merge && !form.fields.has("so") {
        // A new unit has a name and a code of its own; only the rest is likely the same.
        form.fields = form.fields.with("ten", "").with("ma", "");
    }
    let units = me.units_where(Action::ManageUnits);
    let units = units.into_iter().filter_map(|id| me.units.spell(id));
    let tree = me.units.register.at(me.units.today);
    let children = tree.children(id).iter().map(|child| Child {
        field: format!("con-{child}"),
        name: me.units.name(child).to_owned(),
    });
    let label = match kind {
        Kind::Split => me.lang().pick("Phần", "Part"),
        _ => me.lang().pick("Đơn vị", "Unit"),
    };
    FormPage {
        frame: me.frame_of(&form),
        id: id.to_string(),
        name: me.units.name(id).to_owned(),
        kind,
        kind_name: kind.name(me.lang()),
        rows: (1..=rows(kind, &form.fields))
            .map(|n| Row::of(n, label))
            .collect(),
        units: units.map(written).collect(),
        children: children.collect(),
        form,
    }
}

/// More rows; or what the decision will change; or, agreed, the decision kept.
pub async fn send(
    State(app): State<App>,
    may: May<right::ManageUnits, UnitId>,
    Path((_, code)): Path<(String, String)>,
    Checked(fields): Checked,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let (id, kind) = (thing, Kind::parse(&code).ok_or(Fault::NotFound)?);
    if !allowed(&me, &id, kind) {
        return page(&choices(&me, &id));
    }
    if fields.has("them") {
        let more = if kind == Kind::Merge {
            MORE_UNITS
        } else {
            MORE_PARTS
        };
        let rows = rows(kind, &fields) + more;
        let form = FormState::of(fields.with("so-o", rows.to_string()));
        return page(&form_page(&me, &id, kind, form));
    }
    let (again, agreed) = (fields.has("sua"), fields.has("dong-y"));
    let fresh = fields.get("ban") == me.units.version().to_string();
    let mut form = FormState::of(fields);
    if again {
        return page(&form_page(&me, &id, kind, form));
    }
    let Some(decided) = entered(&app, &me, &id, kind, &mut form) else {
        return page(&form_page(&me, &id, kind, form));
    };
    let register = &me.units.register;
    let refused = match register.with(decided.succession.clone()) {
        Err(refused) => refused,
        // What was looked at is what is kept: where the map changed since, it is shown again.
        Ok(after) if !agreed || !fresh => {
            return check::show(&app, &me, (&id, kind), &decided, (&after, form)).await;
        }
        Ok(_) => {
            let by = By::Account(me.account.id.clone());
            match succession::keep(&app, by, &decided).await? {
                Ok(()) => return go(&format!("/don-vi/{}", entered::focus(&decided, &id))),
                Err(refused) => refused,
            }
        }
    };
    form.problems
        .push((kind.first_field().to_owned(), refused.text()));
    page(&form_page(&me, &id, kind, form))
}
