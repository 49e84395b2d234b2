//! The text of a cited document: attached by whoever keeps a plan that cites it, read by whoever
//! sees that plan.

use axum::extract::{Path, State};
use nhip_core::id::PlanId;
use nhip_core::permission::right;
use nhip_store::plan;
use nhip_store::plan::cited::of_plan;
use nhip_viet::fold::key;

use super::shown;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::CheckedFiles;
use crate::frame::encoded;
use crate::page::go;
use crate::page::plan::download;
use crate::reading::sent;
use crate::who::May;
use nhip_office::cited;
use nhip_office::plan::{OwnPlan, SeenPlan};

/// Where the text a plan's keeper attached is fetched and sent.
pub fn href(plan: &PlanId, number: &str) -> String {
    // A blank in a path is no plus.
    let number = encoded(number).replace('+', "%20");
    format!("/ke-hoach/{plan}/van-ban/{number}")
}

/// The file.
pub async fn fetch(
    State(app): State<App>,
    may: May<right::SeePlan, SeenPlan>,
    Path((_, number)): Path<(String, String)>,
) -> Answer {
    let plan = &may.thing.owed.plan;
    let text = of_plan(app.db(), &plan.id, &key(&number)).await?;
    let text = text.ok_or(Fault::NotFound)?;
    let (_, bytes) = plan::document(app.db(), &text.document).await?;
    download(&text.name, bytes)
}

/// Attaches a file; another one takes its place.
pub async fn attach(
    State(app): State<App>,
    may: May<right::EditPlan, OwnPlan>,
    Path((_, number)): Path<(String, String)>,
    CheckedFiles { files, .. }: CheckedFiles,
) -> Answer {
    let (me, plan) = (may.me, may.thing.0.plan);
    let file = sent(files, "tep").map(|file| (file.name, file.bytes));
    match cited::attach(&app, &me, &may.permit, (&plan, &number), file).await? {
        Ok(()) => go(&super::href(&number)),
        Err(why) => shown(&app, &me, &number, FormState::refused("tep", why)).await,
    }
}
