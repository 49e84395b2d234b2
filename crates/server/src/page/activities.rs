//! Activities: what my units did this month, and one more in under a minute.

use axum::extract::State;
use chrono::NaiveDate;
use nhip_core::activity::{self, Audience, Channel, Context};
use nhip_core::audit::{By, Kind};
use nhip_core::period::{self, Month};
use nhip_core::permission::{Action, Permit, right};
use nhip_store::activity::KeptActivity;
use nhip_store::change::{Change, Told};

use crate::app::App;
use crate::duty::Duty;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::monthly;
use crate::page::{Template, go, page};
use crate::units::Units;
use crate::who::{May, SignedIn, Thing, UnitId};

/// An activity, by its id.
pub struct ActivityId(pub KeptActivity);

impl Thing for ActivityId {
    async fn find(app: &App, _: &Units, id: &str) -> Result<Option<ActivityId>, Fault> {
        let found = nhip_store::activity::by_id(app.db(), id).await?;
        Ok(found.map(ActivityId))
    }

    fn unit(&self) -> &str {
        &self.0.activity.done.unit
    }
}

struct Line {
    id: String,
    day: String,
    what: String,
    task: String,
    channel: &'static str,
    counted: String,
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
    let may_add = me.may(Action::RecordActivity, unit);
    let mut lines = Vec::new();
    for duty in Duty::of_unit(app, &me.units, unit).await? {
        let Some((month, _)) = duty.window_of(me.units.today) else {
            continue;
        };
        let done = nhip_store::activity::of_month(app.db(), &duty.plan.id, unit, month).await?;
        lines.extend(done.iter().map(|one| line(me, &duty, one, may_add)));
    }
    let name = me.units.name(unit).to_owned();
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
    let count = done
        .count
        .as_ref()
        .map(|count| format!("{} {}", nhip_viet::number::grouped(count.value), count.unit));
    let people = done
        .people
        .map(|people| format!("{people} {}", me.lang().pick("lượt người", "people")));
    Line {
        id: kept.activity.id.clone(),
        day: done.day.format("%d/%m").to_string(),
        what: done.what.clone(),
        task: task.map_or_else(String::new, |task| task.starts_with.clone()),
        channel: me.lang().pick(vi, en),
        counted: [count, people]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; "),
        removable,
    }
}

/// The form for one more.
pub async fn add_form(State(app): State<App>, may: May<right::RecordActivity, UnitId>) -> Answer {
    let May { me, thing, .. } = may;
    let duties = Duty::of_unit(&app, &me.units, &thing.0).await?;
    let today = me.units.today.format("%d/%m/%Y");
    let form = FormState::of(Fields::default().with("ngay", today.to_string()));
    page(&add_page(&me, &thing.0, &duties, form))
}

fn add_page(me: &SignedIn, unit: &str, duties: &[Duty], form: FormState) -> AddPage {
    let lang = me.lang();
    let named = |(vi, en): (&'static str, &'static str)| lang.pick(vi, en);
    let tasks = duties.iter().flat_map(|duty| {
        let tasks = duty.tasks().iter();
        tasks.map(|task| {
            (
                format!("{}/{}", duty.plan.id, task.id),
                task.starts_with.clone(),
            )
        })
    });
    AddPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        id: unit.to_owned(),
        unit: me.units.name(unit).to_owned(),
        tasks: tasks.collect(),
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
pub async fn add(
    State(app): State<App>,
    may: May<right::RecordActivity, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let May { me, thing, permit } = may;
    let duties = Duty::of_unit(&app, &me.units, &thing.0).await?;
    let mut form = FormState::of(fields);
    let (duty, month, done) = match read(&form, &duties, &permit, me.units.today) {
        Ok(done) => done,
        Err(errors) => {
            for (field, text) in errors {
                let name = NAMES.iter().find(|(name, _)| *name == field);
                let name = name.map_or(field, |(_, name)| name);
                form.problems.push((name.to_owned(), text));
            }
            return page(&add_page(&me, &thing.0, &duties, form));
        }
    };
    let (task, what) = (done.task.clone(), done.what.clone());
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
    change
        .commit(told.unit(&thing.0).after(&kept.activity))
        .await?;
    monthly::refill(&app, by, duty, month, Some((&task, &what))).await?;
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

/// Takes one back.
pub async fn remove(
    State(app): State<App>,
    may: May<right::RecordActivity, ActivityId>,
    Checked(_): Checked,
) -> Answer {
    let May {
        me,
        thing: ActivityId(kept),
        ..
    } = may;
    let by = By::Account(me.account.id.clone());
    let mut change = Change::begin(app.db(), app.now(), by.clone()).await?;
    nhip_store::activity::remove(change.tx(), &kept.activity.id, app.now()).await?;
    let unit = &kept.activity.done.unit;
    let told = Told::of(Kind::ActivityRemoved, &kept.activity.id).unit(unit);
    change.commit(told.before(&kept.activity)).await?;
    for duty in Duty::of_unit(&app, &me.units, unit).await? {
        if duty.plan.id == kept.plan {
            monthly::refill(&app, by.clone(), &duty, kept.month, None).await?;
        }
    }
    go("/hoat-dong")
}
