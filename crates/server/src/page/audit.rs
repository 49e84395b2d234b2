//! "Nhật ký": what was done with what belongs to a unit, by whom, before and after.

use axum::extract::State;
use nhip_core::audit::By;
use nhip_core::id::UnitId;
use nhip_core::lang::Lang;
use nhip_core::permission::{Role, right};
use nhip_store::audit::{self, Kept};
use nhip_store::{Time, account};
use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::fault::Answer;
use crate::form::Query;
use crate::frame::Frame;
use crate::page::{Template, page};
use crate::who::{May, SignedIn};

/// Events on a page.
const PAGE: i64 = 50;
/// Characters shown of what was before and is after.
const SHOWN: usize = 160;

/// Where the page begins.
#[derive(Deserialize)]
pub struct From {
    /// Only events before this number.
    truoc: Option<i64>,
}

/// An event as shown.
struct Line {
    n: i64,
    at: String,
    who: String,
    what: String,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    unit: UnitId,
    unit_name: String,
    lines: Vec<Line>,
    older: Option<i64>,
}

/// The events of a unit, the newest first.
pub async fn show(
    State(app): State<App>,
    may: May<right::ReadAudit, UnitId>,
    Query(from): Query<From>,
) -> Answer {
    let (me, unit) = (may.me, may.thing);
    let before = from.truoc.unwrap_or(i64::MAX);
    let events = audit::of_unit(app.db(), &unit, before, PAGE).await?;
    let accounts = account::all(app.db()).await?;
    let name = |id: &str| {
        let account = accounts.iter().find(|account| account.id == id);
        account.map_or(String::new(), |account| account.name.clone())
    };
    let full = i64::try_from(events.len()).is_ok_and(|count| count == PAGE);
    let older = events.last().filter(|_| full).map(|event| event.n);
    page(&AuditPage {
        unit_name: me.units.name(&unit).to_owned(),
        lines: events
            .into_iter()
            .map(|kept| line(&me, kept, name))
            .collect(),
        frame: me.frame(),
        unit,
        older,
    })
}

fn line(me: &SignedIn, kept: Kept, name: impl Fn(&str) -> String) -> Line {
    let (vi, en) = kept.event.kind.name();
    let own = me.lang().pick("Nhịp tự làm", "Nhịp itself");
    Line {
        n: kept.n,
        at: Time::from(kept.event.at)
            .local()
            .format("%H:%M %d/%m/%Y")
            .to_string(),
        who: match &kept.event.by {
            By::Account(id) => name(id),
            By::System => own.to_owned(),
        },
        what: match name(&kept.event.subject) {
            whom if whom.is_empty() => me.lang().pick(vi, en).to_owned(),
            whom => format!("{}: {whom}", me.lang().pick(vi, en)),
        },
        before: shown(&kept.event.before, me.lang()),
        after: shown(&kept.event.after, me.lang()),
    }
}

/// A value in a line a person can read.
fn shown(value: &Value, lang: Lang) -> String {
    let text = words(value, lang);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(&text)),
        None => text,
    }
}

/// The value without the marks of JSON; roles by their names.
fn words(value: &Value, lang: Lang) -> String {
    let list = |values: &mut dyn Iterator<Item = &Value>| {
        let words = values.map(|value| words(value, lang));
        words
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => match Role::parse(text) {
            Some(role) => lang.pick(role.name().0, role.name().1).to_owned(),
            None => text.clone(),
        },
        Value::Array(values) => list(&mut values.iter()),
        Value::Object(fields) => list(&mut fields.values()),
        other => other.to_string(),
    }
}
