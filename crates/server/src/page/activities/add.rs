//! One more activity, entered in under a minute.

use axum::extract::State;
use chrono::NaiveDate;
use nhip_core::activity::{self, Audience, Channel, Context};
use nhip_core::audit::{By, Kind};
use nhip_core::period::{self, Month};
use nhip_core::permission::{Permit, right};
use nhip_store::activity::KeptActivity;
use nhip_store::change::{Change, Told};
use nhip_store::photo::MOST;

use super::photo;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::{CheckedFiles, MayHaveFiles};
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn, UnitId};
use nhip_office::duty::Duty;
use nhip_office::monthly;
use nhip_office::under::{choices, refill_above};

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
    let May { me, thing, .. } = may;
    let duties = Duty::of_unit(&app, &me.units, &thing.0).await?;
    let today = me.units.today.format("%d/%m/%Y");
    let form = FormState::of(Fields::default().with("ngay", today.to_string()));
    let tasks = choices(&app, &duties).await?;
    page(&add_page(&me, &thing.0, tasks, form))
}

fn add_page(me: &SignedIn, unit: &str, tasks: Vec<(String, String)>, form: FormState) -> AddPage {
    let lang = me.lang();
    let named = |(vi, en): (&'static str, &'static str)| lang.pick(vi, en);
    AddPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: unit.to_owned(),
        unit: me.units.name(unit).to_owned(),
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

/// Records it.
pub async fn send(
    State(app): State<App>,
    may: May<right::RecordActivity, UnitId>,
    MayHaveFiles(CheckedFiles { fields, files }): MayHaveFiles,
) -> Answer {
    let May { me, thing, permit } = may;
    let duties = Duty::of_unit(&app, &me.units, &thing.0).await?;
    let mut form = FormState::of(fields);
    let read = read(&form, &duties, &permit, me.units.today);
    if let Err(errors) = &read {
        for (field, text) in errors {
            let name = NAMES.iter().find(|(name, _)| name == field);
            let name = name.map_or(*field, |(_, name)| name);
            form.problems.push((name.to_owned(), text.clone()));
        }
    }
    let sent = !files.is_empty();
    let photos = photo::taken(&mut form, files, MOST).await;
    let (duty, month, done) = match read {
        Ok(read) if form.is_right() => read,
        _ => {
            if sent {
                // A browser does not let a page choose files: they are chosen again.
                form.refuse(
                    photo::FILES,
                    "Hãy chọn lại ảnh.",
                    "Choose the photos again.",
                );
            }
            let tasks = choices(&app, &duties).await?;
            return page(&add_page(&me, &thing.0, tasks, form));
        }
    };
    let (task, what, day) = (done.task.clone(), done.what.clone(), done.day);
    let kept = KeptActivity {
        activity: done.recorded(app.new_id()),
        plan: duty.plan.id.clone(),
        month,
        created_by: me.account.id.clone(),
        created_at: app.now(),
    };
    let by = By::Account(me.account.id.clone());
    let mut change = Change::begin(app.db(), app.now(), by.clone()).await?;
    nhip_store::activity::add(change.tx(), &kept).await?;
    let told = Told::of(Kind::ActivityRecorded, &kept.activity.id);
    let mut told = vec![told.unit(&thing.0).after(&kept.activity)];
    let about = (kept.activity.id.as_str(), thing.0.as_str());
    told.extend(photo::kept(&mut change, about, photos, &me.account.id).await?);
    change.commit_all(told).await?;
    let new = Some((task.as_str(), what.as_str()));
    monthly::refill(&app, by.clone(), duty, month, new).await?;
    refill_above(&app, by, duty, day, new).await?;
    go("/hoat-dong")
}

type Done<'a> = (&'a Duty, Month, activity::NewActivity);

fn read<'a>(
    form: &FormState,
    duties: &'a [Duty],
    permit: &Permit<right::RecordActivity>,
    today: NaiveDate,
) -> Result<Done<'a>, Vec<activity::Error>> {
    let chosen = form.value("nhiem-vu").split_once('/');
    let (plan, task) = chosen.unwrap_or_default();
    let duty = duties.iter().find(|duty| duty.plan.id == plan);
    let ids: Vec<String> = duty
        .map(|duty| duty.tasks().iter().map(|task| task.id.clone()).collect())
        .unwrap_or_default();
    let day = period::day(form.value("ngay")).unwrap_or(today);
    let period = duty
        .and_then(|duty| {
            duty.window_of(day)
                .filter(|(month, _)| duty.runs_in(*month))
        })
        .or_else(|| duty.and_then(|duty| duty.window_of(today)));
    let fields = activity::Fields {
        task,
        day: form.value("ngay"),
        place: form.value("noi"),
        channel: form.value("hinh-thuc"),
        audience: form.value("doi-tuong"),
        what: form.value("viec"),
        count: form.value("so"),
        count_unit: form.value("don-vi-tinh"),
        people: form.value("nguoi"),
        link: form.value("duong-dan"),
        note: form.value("ghi-chu"),
    };
    let window = period.map_or((NaiveDate::MIN, today), |(_, days)| days);
    let context = Context {
        permit,
        tasks: &ids,
        window,
        today,
    };
    let done = activity::parse(&fields, &context)?;
    match (duty, period) {
        (Some(duty), Some((month, _))) => Ok((duty, month, done)),
        _ => Err(Vec::new()),
    }
}
