//! One more activity, entered in under a minute.

use axum::extract::State;
use nhip_core::activity::{Audience, Channel, Fields};
use nhip_core::id::UnitId;
use nhip_core::lang::Bilingual;
use nhip_core::permission::{Permit, right};
use nhip_store::photo::MOST;

use super::photo;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields as Sent, FormState};
use crate::form::{CheckedFiles, MayHaveFiles};
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::activity::{self, Done};
use nhip_office::duty::Duty;
use nhip_office::under::choices;

#[derive(Template)]
#[template(path = "activity_add.html")]
struct AddPage {
    frame: Frame,
    id: String,
    unit: String,
    tasks: Vec<(String, String)>,
    channels: Vec<(&'static str, &'static str)>,
    audiences: Vec<(&'static str, &'static str)>,
    form: FormState,
}

/// The form for one more.
pub async fn form(State(app): State<App>, may: May<right::RecordActivity, UnitId>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let duties = Duty::of_unit(&app, &me.units, &thing).await?;
    let today = me.units.today.format("%d/%m/%Y");
    let form = FormState::of(Sent::default().with(name("day"), today.to_string()));
    let tasks = choices(&app, &duties).await?;
    page(&add_page(&me, &thing, tasks, form))
}

fn add_page(me: &SignedIn, unit: &str, tasks: Vec<(String, String)>, form: FormState) -> AddPage {
    let lang = me.lang();
    let named = |(vi, en): (&'static str, &'static str)| lang.pick(vi, en);
    AddPage {
        frame: me.frame_of(&form),
        id: unit.to_owned(),
        unit: me.units.name(&unit.into()).to_owned(),
        tasks,
        channels: Channel::ALL
            .iter()
            .map(|one| (one.code(), named(one.name())))
            .collect(),
        audiences: Audience::ALL
            .iter()
            .map(|one| (one.code(), named(one.name())))
            .collect(),
        form,
    }
}

/// Fields of [`activity::Fields`], and what they are called on the page.
const NAMES: [(&str, &str); 11] = [
    ("task", "nhiem-vu"),
    ("day", "ngay"),
    ("place", "noi"),
    ("channel", "hinh-thuc"),
    ("audience", "doi-tuong"),
    ("what", "viec"),
    ("count", "so"),
    ("count_unit", "don-vi-tinh"),
    ("people", "nguoi"),
    ("link", "duong-dan"),
    ("note", "ghi-chu"),
];

fn name(field: &str) -> &'static str {
    let known = NAMES.iter().find(|(one, _)| *one == field);
    known.map_or("gui", |(_, name)| name)
}

/// What was typed; the task without its plan.
fn typed<'a>(form: &'a FormState, task: &'a str) -> Fields<'a> {
    let of = |field| form.value(name(field));
    Fields {
        task,
        day: of("day"),
        place: of("place"),
        channel: of("channel"),
        audience: of("audience"),
        what: of("what"),
        count: of("count"),
        count_unit: of("count_unit"),
        people: of("people"),
        link: of("link"),
        note: of("note"),
    }
}

/// Records it.
pub async fn send(
    State(app): State<App>,
    may: May<right::RecordActivity, UnitId>,
    MayHaveFiles(CheckedFiles { fields, files }): MayHaveFiles,
) -> Answer {
    let (me, thing, permit) = may.parts();
    let duties = Duty::of_unit(&app, &me.units, &thing).await?;
    let mut form = FormState::of(fields);
    let sent = !files.is_empty();
    let read = read(&app, &me, &mut form, &duties, &permit).await?;
    let photos = photo::taken(&mut form, files, MOST).await;
    let Some(done) = read.filter(|_| form.is_right()) else {
        if sent {
            // A browser does not let a page choose files: they are chosen again.
            form.refuse(
                photo::FILES,
                "Hãy chọn lại ảnh.",
                "Choose the photos again.",
            );
        }
        let tasks = choices(&app, &duties).await?;
        return page(&add_page(&me, &thing, tasks, form));
    };
    activity::record(&app, &me, &permit, done, photos).await?;
    go("/hoat-dong")
}

/// What is recorded; what is wrong with it is noted in the form.
async fn read<'a>(
    app: &App,
    me: &SignedIn,
    form: &mut FormState,
    duties: &'a [Duty],
    permit: &Permit<right::RecordActivity>,
) -> Result<Option<Done<'a>>, Fault> {
    let published = app.published().await?;
    let judged = (me.units.today, &published);
    let (plan, task) = form.value(name("task")).split_once('/').unwrap_or_default();
    let read = activity::read(&plan.into(), &typed(form, task), duties, permit, judged);
    let wrong = |(field, why): (&str, Bilingual)| (name(field).to_owned(), why);
    Ok(read
        .map_err(|errors| form.problems.extend(errors.into_iter().map(wrong)))
        .ok())
}
