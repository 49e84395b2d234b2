//! "Số liệu": one indicator of a plan by units and months, by the units as they were when they
//! reported or by those of today; every figure leads to its sources.

mod sources;

use nhip_core::id::{PlanId, UnitId};
use std::collections::BTreeMap;

use axum::extract::State;
use nhip_core::lang::Lang;
use nhip_core::period::Month;
use nhip_core::permission::Action;
use nhip_core::unit::history::{Fact, Line, Totals, Value, View};
use nhip_documents::write::paper::text::number;
use nhip_store::plan::KeptPlan;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Query;
use crate::frame::{Frame, encoded};
use crate::page::board::{plan_name, plans_of};
use crate::page::{Template, page};
use crate::who::SignedIn;
use nhip_office::board::months;
use nhip_office::figures::{CAME, IN_TIME, Source};

pub use sources::show as sources;

/// Months side by side.
const MONTHS: usize = 12;

/// What is asked of the page.
#[derive(Debug, Default, Clone, serde::Deserialize)]
pub struct Asked {
    /// Id of the plan.
    #[serde(default, rename = "ke-hoach")]
    plan: PlanId,
    /// Key of the indicator.
    #[serde(default, rename = "chi-tieu")]
    indicator: String,
    /// "nay": by the units of today; anything else: as they were.
    #[serde(default, rename = "theo")]
    by: String,
    /// Id of a unit, for the sources of one figure.
    #[serde(default, rename = "don-vi")]
    unit: UnitId,
    /// Its month.
    #[serde(default, rename = "thang")]
    month: String,
}

impl Asked {
    fn view(&self, me: &SignedIn) -> View {
        match self.by.as_str() {
            "nay" => View::AsOf(me.units.today),
            _ => View::AsReported,
        }
    }

    /// An address that asks the same, by these units.
    fn href(&self, path: &str, by: &str) -> String {
        format!(
            "{path}?ke-hoach={}&chi-tieu={}&theo={by}",
            encoded(&self.plan),
            encoded(&self.indicator)
        )
    }
}

/// A figure, and where its sources are.
struct Cell {
    month: String,
    text: String,
    href: String,
}

/// A unit, or what stays behind of one.
struct Row {
    name: String,
    now: String,
    cells: Vec<Cell>,
    total: String,
}

/// What is shown of a plan.
#[derive(Default)]
struct Shown {
    /// Key, name.
    indicators: Vec<(String, String)>,
    indicator: String,
    months: Vec<String>,
    rows: Vec<Row>,
    sums: Vec<String>,
    total: String,
    as_reported: String,
    by_today: String,
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    frame: Frame,
    plans: Vec<(String, String)>,
    plan: String,
    today: bool,
    shown: Shown,
}

/// The page.
pub async fn show(State(app): State<App>, me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let plans = plans_of(&app, &me, Action::SeeReport).await?;
    let names = plans
        .iter()
        .map(|plan| (plan.id.to_string(), plan_name(plan)));
    let mut shown = FiguresPage {
        frame: me.frame(),
        plans: names.collect(),
        plan: String::new(),
        today: asked.by == "nay",
        shown: Shown::default(),
    };
    let chosen = plans.iter().find(|plan| plan.id == asked.plan);
    if let Some(plan) = chosen.or(plans.first()) {
        shown.plan = plan.id.to_string();
        shown.shown = of_plan(&app, &me, plan, asked.clone()).await?;
    }
    page(&shown)
}

/// Everything of a plan this person may see, in these months.
async fn all(
    app: &App,
    me: &SignedIn,
    plan: &KeptPlan,
) -> Result<(Vec<Month>, Vec<Source>), Fault> {
    let months = months(plan, me.units.today, MONTHS);
    let sees = |unit: &UnitId| me.may(Action::SeeReport, unit);
    let sources = nhip_office::figures::sources(app, &me.units, plan, &months, sees).await?;
    Ok((months, sources))
}

async fn of_plan(
    app: &App,
    me: &SignedIn,
    plan: &KeptPlan,
    mut asked: Asked,
) -> Result<Shown, Fault> {
    let (lang, (months, sources)) = (me.lang(), all(app, me, plan).await?);
    let indicators = indicators(&sources, lang);
    let known = |key: &str| indicators.iter().any(|(one, _)| one == key);
    if !known(&asked.indicator) {
        // The figure most units report; without one, whether they report.
        let first = indicators.iter().find(|(key, _)| !key.starts_with('@'));
        let first = first.or(indicators.first());
        asked.indicator = first.map(|(key, _)| key.clone()).unwrap_or_default();
    }
    asked.plan.clone_from(&plan.id);
    let facts: Vec<Fact> = sources
        .into_iter()
        .map(|source| source.fact)
        .filter(|fact| fact.indicator == asked.indicator)
        .collect();
    let view = asked.view(me);
    let totals = me.units.register.totals(&facts, view);
    let of = |month: Option<Month>| {
        let own = totals.lines.iter();
        let own = own.filter(|total| month.is_none_or(|month| total.month == month));
        summed(own.cloned().collect(), lang)
    };
    Ok(Shown {
        rows: rows(me, &asked, &months, &totals),
        sums: months.iter().map(|month| of(Some(*month))).collect(),
        total: of(None),
        months: months.into_iter().map(Month::shown).collect(),
        as_reported: asked.href("/so-lieu", "luc-nop"),
        by_today: asked.href("/so-lieu", "nay"),
        indicator: asked.indicator,
        indicators,
    })
}

/// Every indicator: whether units report, then by how many reports have it.
fn indicators(sources: &[Source], lang: Lang) -> Vec<(String, String)> {
    let mut names: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for source in sources {
        let known = names.entry(&source.fact.indicator).or_default();
        *known.entry(&source.name).or_default() += 1;
    }
    let mut found: Vec<(usize, String, String)> = names
        .into_iter()
        .map(|(key, names)| {
            let most = names.iter().max_by_key(|(_, count)| **count);
            let name = match key {
                CAME => lang.pick("Báo cáo đã nộp / phải nộp", "Reports come / owed"),
                IN_TIME => lang.pick("Báo cáo nộp đúng hạn / phải nộp", "Reports in time / owed"),
                _ => most.map_or(key, |(name, _)| name),
            };
            let count = match key {
                CAME | IN_TIME => usize::MAX,
                _ => names.values().sum(),
            };
            (count, key.to_owned(), name.to_owned())
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found
        .into_iter()
        .map(|(_, key, name)| (key, name))
        .collect()
}

/// A row for each line of the totals, by name.
fn rows(me: &SignedIn, asked: &Asked, months: &[Month], totals: &Totals) -> Vec<Row> {
    let (lang, view) = (me.lang(), asked.view(me));
    let by = if asked.by == "nay" { "nay" } else { "luc-nop" };
    let mut lines: BTreeMap<&Line, Vec<nhip_core::unit::history::Total>> = BTreeMap::new();
    for total in &totals.lines {
        lines.entry(&total.line).or_default().push(total.clone());
    }
    let row = |(line, own): (&Line, Vec<nhip_core::unit::history::Total>)| {
        let cell = |month: &Month| {
            let own = own.iter().filter(|total| total.month == *month);
            let own: Vec<_> = own.cloned().collect();
            let empty = own.is_empty();
            let href = asked.href("/so-lieu/nguon", by);
            Cell {
                month: month.shown(),
                text: summed(own, lang),
                href: match empty {
                    true => String::new(),
                    false => format!("{href}&don-vi={}&thang={month}", encoded(line.unit())),
                },
            }
        };
        Row {
            name: line.label(&me.units.register, view).get(lang).to_owned(),
            now: match view {
                View::AsReported => me.units.now(line.unit()),
                View::AsOf(_) => String::new(),
            },
            cells: months.iter().map(cell).collect(),
            total: summed(own, lang),
        }
    };
    let mut rows: Vec<Row> = lines.into_iter().map(row).collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

/// The sum of some totals of one indicator, as printed; "–" of none.
fn summed(lines: Vec<nhip_core::unit::history::Total>, lang: Lang) -> String {
    let sums = Totals { lines }.sums();
    let texts: Vec<String> = sums.into_values().map(|sum| text(sum, lang)).collect();
    match texts.is_empty() {
        true => "–".to_owned(),
        false => texts.join("; "),
    }
}

/// "1.200", or "45/60 (75%)": a rate is always made of its two numbers.
fn text(value: Value, lang: Lang) -> String {
    match value {
        Value::Count(count) => number(count.get(), lang),
        Value::Rate(rate) => {
            let of = format!(
                "{}/{}",
                number(rate.numerator(), lang),
                number(rate.denominator(), lang)
            );
            match rate.percent() {
                Some(percent) => format!("{of} ({}%)", number(percent.round_dp(1), lang)),
                None => of,
            }
        }
    }
}
