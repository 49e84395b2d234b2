//! "Biểu đồ": who reported over the months, what was done by task, channel and audience.

use axum::extract::State;
use nhip_core::activity::{Activity, summary};
use nhip_core::chart::{self, Chart, Table};
use nhip_core::lang::{Bilingual, Lang};
use nhip_core::permission::Action;
use nhip_core::plan::Task;
use nhip_store::activity;
use nhip_store::plan::KeptPlan;
use nhip_store::task::under;

use crate::app::App;
use crate::chart::svg;
use crate::fault::{Answer, Fault};
use crate::form::Query;
use crate::frame::Frame;
use crate::page::board::{Asked, plan_name, plans_of};
use crate::page::{Template, page};
use crate::who::SignedIn;
use nhip_office::board::{Board, months};
use nhip_office::under::done as done_below;

/// Months drawn.
const MONTHS: usize = 12;

/// A picture and its table.
struct Picture {
    title: String,
    svg: String,
    table: Table,
}

#[derive(Template)]
#[template(path = "pictures.html")]
struct PicturesPage {
    frame: Frame,
    plans: Vec<(String, String)>,
    plan: String,
    pictures: Vec<Picture>,
    untouched: Vec<String>,
}

/// The page.
pub async fn show(State(app): State<App>, me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let plans = plans_of(&app, &me, Action::SeeBoard).await?;
    let chosen = plans.iter().find(|plan| plan.id == asked.plan);
    let mut shown = PicturesPage {
        frame: me.frame(),
        plans: plans
            .iter()
            .map(|plan| (plan.id.to_string(), plan_name(plan)))
            .collect(),
        plan: String::new(),
        pictures: Vec::new(),
        untouched: Vec::new(),
    };
    if let Some(plan) = chosen.or(plans.first()) {
        shown.plan = plan.id.to_string();
        let lang = me.lang();
        shown.pictures = rates(&app, &me, plan)
            .await?
            .iter()
            .map(|one| drawn(one, lang))
            .collect();
        let (charts, untouched) = done(&app, &me, plan).await?;
        shown
            .pictures
            .extend(charts.iter().map(|one| drawn(one, lang)));
        shown.untouched = untouched;
    }
    for (n, picture) in shown.pictures.iter_mut().enumerate() {
        picture.svg = picture.svg.replace("id-of-chart", &format!("hinh-{n}"));
    }
    page(&shown)
}

fn drawn(chart: &Chart, lang: Lang) -> Picture {
    Picture {
        title: chart.title.get(lang).to_owned(),
        svg: svg(chart, "id-of-chart", lang),
        table: chart.table(lang),
    }
}

/// Of the months that are due.
async fn rates(app: &App, me: &SignedIn, plan: &KeptPlan) -> Result<Vec<Chart>, Fault> {
    let months = months(plan, me.units.today, MONTHS);
    let board = Board::of(app, &me.units, plan, months).await?;
    let counts = board.seen(|unit| me.may(Action::SeeBoard, unit)).counts();
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![
        chart::reporting(&counts),
        chart::on_time(&counts),
        chart::statuses(&counts),
    ])
}

/// Of the activities this person may see; and the tasks without any.
async fn done(
    app: &App,
    me: &SignedIn,
    plan: &KeptPlan,
) -> Result<(Vec<Chart>, Vec<String>), Fault> {
    let months = months(plan, me.units.today, MONTHS);
    let (Some(first), Some(last)) = (months.first().copied(), months.last().copied()) else {
        return Ok((Vec::new(), Vec::new()));
    };
    let mut all = activity::of_plan(app.db(), &plan.id, first, last).await?;
    if let Some(days) = first.day(1).zip(last.day(31)) {
        let links = under::to_plan(app.db(), &plan.id).await?;
        all.extend(done_below(app, links, days).await?);
    }
    let seen: Vec<Activity> = all
        .into_iter()
        .map(|kept| kept.activity)
        .filter(|one| me.may(Action::SeeReport, &one.done.unit))
        .collect();
    let tasks: Vec<&Task> = plan.reading.tasks().collect();
    let ids: Vec<String> = tasks.iter().map(|task| task.id.clone()).collect();
    let summed = summary(&seen, &ids);
    let name = |id: &str| {
        let task = tasks.iter().find(|task| task.id == id);
        task.map_or_else(|| id.to_owned(), |task| task.text.clone())
    };
    let both = |id: &str| Bilingual::new(name(id), name(id));
    let untouched = summed.untouched().map(name).collect();
    if seen.is_empty() {
        return Ok((Vec::new(), untouched));
    }
    let charts = vec![
        chart::by_task(&summed, both),
        chart::by_channel(&summed),
        chart::by_audience(&summed),
    ];
    Ok((charts, untouched))
}
