//! Where one figure comes from: units as they reported, their reports, the sentences.

use axum::extract::State;
use nhip_core::id::ReportId;
use nhip_core::period::Month;
use nhip_core::permission::Action;
use nhip_core::unit::history::{Value, View};

use super::{Asked, all, indicators, text};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Query;
use crate::frame::Frame;
use crate::page::board::plans_of;
use crate::page::{Template, page};
use crate::who::SignedIn;
use nhip_office::figures::Source;

/// A source.
struct Line {
    unit: String,
    value: String,
    /// What of it belongs to the unit asked for, where a split divided it.
    share: String,
    sentence: String,
    report: Option<ReportId>,
}

#[derive(Template)]
#[template(path = "figure_sources.html")]
struct SourcesPage {
    frame: Frame,
    name: String,
    unit: String,
    month: String,
    total: String,
    back: String,
    lines: Vec<Line>,
}

/// The page.
pub async fn show(State(app): State<App>, me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let month = Month::parse(&asked.month).map_err(|_| Fault::NotFound)?;
    if !me.may(Action::SeeReport, &asked.unit) {
        return Err(Fault::NotFound);
    }
    let plans = plans_of(&app, &me, Action::SeeReport).await?;
    let plan = plans.iter().find(|plan| plan.id == asked.plan);
    let (_, all) = all(&app, &me, plan.ok_or(Fault::NotFound)?).await?;
    let (lang, view) = (me.lang(), asked.view(&me));
    let names = indicators(&all, lang);
    let name = names.into_iter().find(|(key, _)| *key == asked.indicator);
    let (_, name) = name.ok_or(Fault::NotFound)?;
    let own: Vec<(Source, Value)> = all
        .into_iter()
        .filter(|one| one.fact.indicator == asked.indicator && one.fact.month == month)
        .filter_map(|one| {
            // Carried alone, a figure shows by itself where it goes and how much of it.
            let totals = me
                .units
                .register
                .totals(std::slice::from_ref(&one.fact), view);
            let mut lines = totals.lines.into_iter();
            let own = lines.find(|total| *total.line.unit() == asked.unit)?;
            Some((one, own.value))
        })
        .collect();
    let facts: Vec<_> = own.iter().map(|(one, _)| one.fact.clone()).collect();
    let totals = me.units.register.totals(&facts, view);
    let lines = totals.lines.into_iter();
    let lines = lines.filter(|total| *total.line.unit() == asked.unit);
    let line = |(one, share): (Source, Value)| Line {
        unit: me.units.name(&one.fact.unit).to_owned(),
        value: text(one.fact.value, lang),
        share: match share == one.fact.value {
            true => String::new(),
            false => text(share, lang),
        },
        sentence: one.sentence,
        report: one.report,
    };
    page(&SourcesPage {
        frame: me.frame(),
        total: super::summed(lines.collect(), lang),
        name,
        unit: me.units.name(&asked.unit).to_owned(),
        month: month.shown(),
        back: asked.href(
            "/so-lieu",
            match view {
                View::AsReported => "luc-nop",
                View::AsOf(_) => "nay",
            },
        ),
        lines: own.into_iter().map(line).collect(),
    })
}
