//! Activities: what my units did this month.

pub mod add;
pub mod one;
pub mod photo;

use axum::extract::State;
use nhip_core::activity::NewActivity;
use nhip_core::lang::Lang;
use nhip_core::permission::{Action, right};
use nhip_store::activity::KeptActivity;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::activity::{self, OneActivity};
use nhip_office::duty::Duty;

struct Line {
    id: String,
    day: String,
    what: String,
    task: String,
    channel: &'static str,
    counted: String,
    photos: Vec<photo::Shown>,
    removable: bool,
}

struct Doing {
    id: String,
    name: String,
    may_add: bool,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "activities.html")]
struct ListPage {
    frame: Frame,
    month: String,
    units: Vec<Doing>,
}

/// What my units did this month.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let mut units = vec![];
    for id in me.actor.tops(me.units.today) {
        if me.may(Action::SeeReport, id) {
            units.push(doing(&app, &me, id).await?);
        }
    }
    page(&ListPage {
        frame: me.frame(),
        month: me.units.today.format("%m/%Y").to_string(),
        units,
    })
}

async fn doing(app: &App, me: &SignedIn, unit: &str) -> Result<Doing, Fault> {
    let may_add = me.may(Action::RecordActivity, &unit.into());
    let mut lines = Vec::new();
    for duty in Duty::of_unit(app, &me.units, &unit.into()).await? {
        let Some((month, _)) = duty.window_of(me.units.today) else {
            continue;
        };
        let done =
            nhip_store::activity::of_month(app.db(), &duty.plan.id, &unit.into(), month).await?;
        let photos =
            nhip_store::photo::of_month(app.db(), &duty.plan.id, &unit.into(), month).await?;
        lines.extend(done.iter().map(|one| Line {
            photos: photo::those_of(&photos, &one.activity),
            ..line(me, &duty, one, may_add)
        }));
    }
    let name = me.units.name(&unit.into()).to_owned();
    Ok(Doing {
        id: unit.to_owned(),
        name,
        may_add,
        lines,
    })
}

fn line(me: &SignedIn, duty: &Duty, kept: &KeptActivity, removable: bool) -> Line {
    let done = &kept.activity.done;
    let task = duty.tasks().iter().find(|task| task.id == done.task);
    let (vi, en) = done.channel.name();
    Line {
        id: kept.activity.id.to_string(),
        day: done.day.format("%d/%m").to_string(),
        what: done.what.clone(),
        task: task.map_or_else(String::new, |task| task.starts_with.clone()),
        channel: me.lang().pick(vi, en),
        counted: counted(done, me.lang()),
        photos: Vec::new(),
        removable,
    }
}

/// What was counted, in words.
fn counted(done: &NewActivity, lang: Lang) -> String {
    let count = done
        .count
        .as_ref()
        .map(|count| format!("{} {}", nhip_viet::number::grouped(count.value), count.unit));
    let people = done
        .people
        .map(|people| format!("{people} {}", lang.pick("lượt người", "people")));
    let both = [count, people].into_iter().flatten();
    both.collect::<Vec<_>>().join("; ")
}

/// Takes one back.
pub async fn remove(
    State(app): State<App>,
    may: May<right::RecordActivity, OneActivity>,
    Checked(_): Checked,
) -> Answer {
    let (me, thing, permit) = may.parts();
    activity::take_back(&app, &me, &permit, &thing.0).await?;
    go("/hoat-dong")
}
