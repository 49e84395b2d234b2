//! What stands around a task: the task above it and those that carry it out, what was done for it
//! and what was reported.

use nhip_core::id::{PlanId, ReportId};
use std::collections::HashMap;

use nhip_core::period::Month;
use nhip_core::permission::Action;
use nhip_core::plan::{Plan, above};
use nhip_core::report::{Answer, Part, Reading};
use nhip_store::activity::{self, KeptActivity};
use nhip_store::plan::{self, KeptPlan};
use nhip_store::report::{self, said};
use nhip_store::task::{self, Indicator, KeptTask, under};

use crate::app::App;
use crate::fault::Fault;

use crate::who::SignedIn;
use nhip_office::plan::{Owed, title};

/// Activities and sentences shown at most.
const MOST: usize = 60;

/// What a task is about, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Theme {
    /// A person said so.
    Chosen(String),
    /// The task above says so.
    Above(String),
    /// Its words are like the theme's.
    Alike(String),
}

/// The theme of the plan a person said a task is about.
pub fn chosen<'a>(task: &KeptTask, plan: &'a Plan) -> Option<&'a nhip_core::plan::Theme> {
    let mut themes = plan.content_themes.iter();
    themes.find(|theme| Some(i64::from(theme.n)) == task.theme)
}

/// The theme of a task under its plan and the task above it.
pub fn theme(task: &KeptTask, plan: &Plan, over: Option<&Over>) -> Option<Theme> {
    if let Some(theme) = chosen(task, plan) {
        return Some(Theme::Chosen(theme.text.clone()));
    }
    if let Some(text) = over.and_then(|over| over.theme.clone()) {
        return Some(Theme::Above(text));
    }
    let alike = above::theme(plan, &task.text);
    alike.map(|theme| Theme::Alike(theme.text.clone()))
}

/// The task above.
pub struct Over {
    /// Id.
    pub id: String,
    /// Whether the person may look at it.
    pub seen: bool,
    /// Its words.
    pub text: String,
    /// The plan it is of.
    pub title: String,
    /// By when.
    pub due: Option<String>,
    /// What it is about.
    pub theme: Option<String>,
    /// What it counts.
    pub indicators: Vec<Indicator>,
}

/// The task a task carries out.
pub async fn over(app: &App, me: &SignedIn, task: &KeptTask) -> Result<Option<Over>, Fault> {
    let links = under::of_plan(app.db(), &task.plan).await?;
    let Some(link) = links.into_iter().find(|link| link.code == task.code) else {
        return Ok(None);
    };
    let Some(over) = task::by_id(app.db(), &link.task).await? else {
        return Ok(None);
    };
    let owed = Owed::by_id(app, &me.units, &over.plan).await?;
    Ok(owed.map(|owed| Over {
        seen: owed.is_seen_by(me),
        title: owed.title().to_owned(),
        theme: match theme(&over, &owed.plan.reading, None) {
            Some(Theme::Chosen(text) | Theme::Alike(text) | Theme::Above(text)) => Some(text),
            None => None,
        },
        id: over.id.to_string(),
        text: over.text,
        due: over.due,
        indicators: over.indicators,
    }))
}

/// A task that carries this one out.
pub struct Child {
    /// Id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Whose plan it is of.
    pub unit: String,
    /// Activities for it.
    pub done: usize,
}

/// An activity.
pub struct Deed {
    /// "03/11/2026".
    pub day: String,
    /// Who.
    pub unit: String,
    /// What.
    pub what: String,
    /// How much of what.
    pub counted: String,
}

/// A sentence of a report.
pub struct Sentence {
    /// The report.
    pub report: ReportId,
    /// Of whom and when.
    pub of: String,
    /// What it says.
    pub text: String,
}

/// The tasks below and everything that was done, as far as a person sees it.
pub async fn done(
    app: &App,
    me: &SignedIn,
    task: &KeptTask,
) -> Result<(Vec<Child>, Vec<Deed>), Fault> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut all = activity::of_task(app.db(), &task.plan, &task.code, most).await?;
    let mut children = Vec::new();
    let mut plans: HashMap<PlanId, Option<KeptPlan>> = HashMap::new();
    for link in under::carrying_out(app.db(), &task.id).await? {
        if !plans.contains_key(&link.plan) {
            let plan = plan::by_id(app.db(), &link.plan).await?;
            plans.insert(link.plan.clone(), plan);
        }
        let Some(Some(plan)) = plans.get(&link.plan) else {
            continue;
        };
        let below = activity::of_task(app.db(), &link.plan, &link.code, most).await?;
        if me.may(Action::SeePlan, &plan.unit)
            && let Some(row) = task::by_code(app.db(), &link.plan, &link.code).await?
        {
            children.push(Child {
                id: row.id.to_string(),
                text: row.text,
                unit: format!("{}: {}", me.units.name(&plan.unit), title(plan)),
                done: below.len(),
            });
        }
        all.extend(below);
    }
    all.retain(|one| me.may(Action::SeeReport, &one.activity.done.unit));
    all.sort_by_key(|one| std::cmp::Reverse((one.activity.done.day, one.created_at)));
    all.truncate(MOST);
    Ok((children, all.iter().map(|one| deed(me, one)).collect()))
}

fn deed(me: &SignedIn, kept: &KeptActivity) -> Deed {
    let done = &kept.activity.done;
    let count = done.count.as_ref().map(|count| {
        let value = nhip_viet::number::grouped(count.value);
        format!("{value} {}", count.unit)
    });
    let people = done
        .people
        .map(|people| format!("{people} {}", me.lang().pick("lượt người", "people")));
    let counted: Vec<String> = [count, people].into_iter().flatten().collect();
    Deed {
        day: done.day.format("%d/%m/%Y").to_string(),
        unit: me.units.name(&done.unit).to_owned(),
        what: done.what.clone(),
        counted: counted.join("; "),
    }
}

/// What reports of this month and the one before said of a task.
pub async fn reported(app: &App, me: &SignedIn, task: &KeptTask) -> Result<Vec<Sentence>, Fault> {
    let mut found = Vec::new();
    let months = Month::of(me.units.today).map(|month| [month, month.previous()]);
    for month in months.into_iter().flatten() {
        let readings = said::readings(app.db(), &task.plan, month).await?;
        let mut readings: HashMap<ReportId, Reading> = readings.into_iter().collect();
        let mut newest = HashMap::new();
        for report in report::of_month(app.db(), &task.plan, month).await? {
            if readings.contains_key(&report.id) && me.may(Action::SeeReport, &report.unit) {
                newest.insert(report.unit.clone(), report);
            }
        }
        let mut newest: Vec<_> = newest.into_values().collect();
        newest.sort_by(|a, b| me.units.name(&a.unit).cmp(me.units.name(&b.unit)));
        for report in newest {
            let reading = readings.remove(&report.id);
            let text = reading.map(|reading| of_task(&reading, &task.code));
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                let unit = me.units.name(&report.unit);
                found.push(Sentence {
                    of: format!("{unit}, {}", month.shown()),
                    report: report.id,
                    text,
                });
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
}

fn of_task(reading: &Reading, code: &str) -> String {
    let entries = reading.entries.iter().filter(|entry| {
        matches!(&entry.part, Part::Task { task } if task == code) && entry.answer == Answer::Given
    });
    let texts: Vec<&str> = entries.map(|entry| entry.text.as_str()).collect();
    texts.join(" ")
}
