//! "Tổng hợp": the joined months, one of them with its totals, and the button that makes it anew.

pub mod figure;
pub mod paper;
pub mod recipients;
pub mod shown;
pub mod sign;
pub mod wording;

use axum::extract::State;
use nhip_core::id::UnitId;
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::{Action, right};
use nhip_store::consolidation::{self as kept, Head, Stage};
use nhip_store::plan::{self, KeptPlan};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::board::{plan_name, plans_of};
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::joined;

/// Colour and words of a stage.
pub fn stage(stage: Stage) -> (&'static str, Bilingual) {
    match stage {
        Stage::Draft => ("wait", Bilingual::new("Bản thảo", "Draft")),
        Stage::Signed => ("good", Bilingual::new("Đã ký", "Signed")),
        Stage::Replaced => ("", Bilingual::new("Đã thay bằng bản mới", "Replaced")),
    }
}

/// One version in the list.
struct Line {
    id: String,
    month: String,
    plan: String,
    version: i64,
    look: &'static str,
    stage: Bilingual,
    made: String,
}

/// A plan whose months this person joins.
struct Offer {
    unit: UnitId,
    plan: String,
    name: String,
    months: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "consolidations.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    offers: Vec<Offer>,
}

/// The list.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let plans = plan::all(app.db()).await?;
    let line = |head: Head| {
        let plan = plans.iter().find(|plan| plan.id == head.plan);
        let (look, stage) = stage(head.stage);
        Line {
            month: head.month.shown(),
            plan: plan.map(plan_name).unwrap_or_default(),
            version: head.version,
            made: head.made_at.local().format("%H:%M %d/%m/%Y").to_string(),
            id: head.id.to_string(),
            look,
            stage,
        }
    };
    let heads = kept::all(app.db()).await?;
    let seen = heads
        .into_iter()
        .filter(|head| me.may(Action::SeeReport, &head.unit));
    let offers = plans_of(&app, &me, Action::Consolidate).await?;
    let offer = |plan: &KeptPlan| Offer {
        unit: plan.unit.clone(),
        plan: plan.id.to_string(),
        name: plan_name(plan),
        months: nhip_office::board::months(plan, me.units.today, 12)
            .into_iter()
            .rev()
            .map(|month| (month.to_string(), month.shown()))
            .collect(),
    };
    page(&ListPage {
        frame: me.frame(),
        lines: seen.map(line).collect(),
        offers: offers
            .iter()
            .filter(|plan| me.may(Action::Consolidate, &plan.unit))
            .map(offer)
            .collect(),
    })
}

/// Joins a month of one of the unit's plans, from what is accepted now.
pub async fn make(
    State(app): State<App>,
    may: May<right::Consolidate, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let plan = fields.get("ke-hoach").into();
    let month = Month::parse(fields.get("thang")).map_err(Fault::Unreadable)?;
    let id = joined::make(&app, &may.me, &may.permit, (&plan, month)).await?;
    go(&format!("/tong-hop/{id}"))
}
