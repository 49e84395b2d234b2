//! One total, down to unit, report and sentence.

use axum::extract::{Path, State};
use nhip_core::id::ReportId;
use nhip_core::permission::right;
use nhip_documents::write::paper::text::{figure, place};
use nhip_store::consolidation as kept;
use nhip_store::report;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;
use nhip_office::joined::{self, OneConsolidation};

use crate::page::{Template, page};
use crate::who::May;

/// A figure that went in.
struct Line {
    unit: String,
    value: String,
    sentence: String,
    place: String,
    report: Option<ReportId>,
}

#[derive(Template)]
#[template(path = "figure.html")]
struct FigurePage {
    frame: Frame,
    id: String,
    month: String,
    name: String,
    value: String,
    lines: Vec<Line>,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    may: May<right::SeeReport, OneConsolidation>,
    Path((_, n)): Path<(String, String)>,
) -> Answer {
    let (me, OneConsolidation(head)) = (may.me, may.thing);
    let result = kept::result(app.db(), &head.id).await?;
    let n: usize = n.parse().map_err(|_| Fault::NotFound)?;
    let total = result.totals.get(n).ok_or(Fault::NotFound)?;
    let plan = joined::plan_of(&app, &head).await?;
    let roster = joined::roster(&app, &me.units, &plan, head.month).await?;
    let reports = report::of_month(app.db(), &head.plan, head.month).await?;
    let lang = me.lang();
    // The version of the report whose reading is the file the figure stands in.
    let report_of = |code: &str| {
        let (id, _) = roster.iter().find(|(_, unit)| unit.code == code)?;
        let own = reports
            .iter()
            .filter(|one| one.unit == *id && one.state.counts());
        Some(own.max_by_key(|one| one.version)?.id.clone())
    };
    let line = |n: &usize| {
        let one = result.figures.iter().find(|one| one.n == *n)?;
        let unit = result.units.iter().find(|unit| *unit.code == *one.unit)?;
        Some(Line {
            unit: unit.name.as_str().to_owned(),
            value: figure(one.value, one.upper, one.approximate, lang),
            sentence: one.sentence.to_string(),
            place: place(&one.place, lang),
            report: report_of(&one.unit),
        })
    };
    page(&FigurePage {
        frame: me.frame(),
        id: head.id.to_string(),
        month: head.month.shown(),
        name: total.name.clone(),
        value: figure(total.value, total.upper, total.approximate, lang),
        lines: total.figures.iter().filter_map(line).collect(),
    })
}
