//! A plan comes in: the file is read, and what was read is kept to be corrected and confirmed. The
//! same for a new version of a plan.

use axum::extract::State;
use nhip_core::id::{PlanId, UnitId};
use nhip_core::lang::Bilingual;
use nhip_core::permission::{Permit, right};

use super::MayEdit;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::form::{Checked, CheckedFiles, SentFile};
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::reading::{TEXTS, document, sent};
use crate::who::{May, SignedIn};
use nhip_office::plan::bring::{Brought, Offer, bring, offers, take};
use nhip_office::plan::edit::only_in_force;
use nhip_office::plan::{Owed, OwnPlan};

type MayBring = May<right::EditPlan, UnitId>;

#[derive(Template)]
#[template(path = "plan_bring.html")]
struct BringPage {
    frame: Frame,
    action: String,
    unit: String,
    older: Option<String>,
    /// Plans above whose tasks can be taken without a file.
    offers: Vec<Offer>,
    take: String,
    form: FormState,
}

/// The form for a unit's plan.
pub async fn form(State(app): State<App>, may: MayBring) -> Answer {
    let offers = offers(&app, &may.me, &may.thing).await?;
    page(&BringPage {
        offers,
        ..of_unit(&may.me, &may.thing, FormState::default())
    })
}

fn of_unit(me: &SignedIn, unit: &UnitId, form: FormState) -> BringPage {
    BringPage {
        frame: me.frame_of(&form),
        action: format!("/ke-hoach/moi/{unit}"),
        unit: me.units.name(unit).to_owned(),
        older: None,
        offers: Vec::new(),
        take: format!("/ke-hoach/lay/{unit}"),
        form,
    }
}

/// Takes a unit's plan in.
pub async fn send(State(app): State<App>, may: MayBring, sent: CheckedFiles) -> Answer {
    let (me, unit) = (may.me, may.thing);
    match brought(&app, &me, &may.permit, None, sent.files).await? {
        Ok(id) => go(&format!("/ke-hoach/{id}")),
        Err(why) => page(&of_unit(&me, &unit, FormState::refused("tep", why))),
    }
}

/// The form for a new version.
pub async fn version_form(may: MayEdit) -> Answer {
    page(&of_plan(&may.me, &may.thing.0, FormState::default()))
}

fn of_plan(me: &SignedIn, owed: &Owed, form: FormState) -> BringPage {
    BringPage {
        action: format!("/ke-hoach/{}/ban-moi", owed.plan.id),
        older: Some(owed.title().to_owned()),
        ..of_unit(me, &owed.plan.unit, form)
    }
}

/// Takes a new version in.
pub async fn send_version(State(app): State<App>, may: MayEdit, sent: CheckedFiles) -> Answer {
    let (me, OwnPlan(older)) = (may.me, may.thing);
    only_in_force(&older.plan)?;
    match brought(&app, &me, &may.permit, Some(&older), sent.files).await? {
        Ok(id) => go(&format!("/ke-hoach/{id}/thay-doi")),
        Err(why) => page(&of_plan(&me, &older, FormState::refused("tep", why))),
    }
}

/// Reads and keeps; the new plan's id, or one sentence why nothing was kept.
async fn brought(
    app: &App,
    me: &SignedIn,
    permit: &Permit<right::EditPlan>,
    older: Option<&Owed>,
    files: Vec<SentFile>,
) -> Result<Result<PlanId, Bilingual>, Fault> {
    let Some(file) = sent(files, "tep") else {
        return Ok(Err(Bilingual::new(
            "Hãy chọn tệp kế hoạch.",
            "Choose the plan's file.",
        )));
    };
    let (name, bytes) = (file.name.clone(), file.bytes.clone());
    let reading = match document(app, file, TEXTS, nhip_reading::plan::read).await {
        Ok(reading) => reading,
        Err(why) => return Ok(Err(why)),
    };
    let file = Brought {
        name,
        bytes,
        reading,
    };
    Ok(bring(app, me, permit, older, file).await?)
}

/// Takes what a plan above laid on the unit as its own plan, without a file: to hand the tasks on
/// to the units below it, split them, and count what is done there.
pub async fn send_taken(State(app): State<App>, may: MayBring, sent: Checked) -> Answer {
    let above = sent.0.get("ke-hoach").into();
    match take(&app, &may.me, &may.permit, &above).await? {
        Some(id) => go(&format!("/ke-hoach/{id}")),
        None => Err(Fault::Unreadable(Bilingual::new(
            "Đơn vị không có nhiệm vụ theo kế hoạch này, hoặc đã có kế hoạch riêng dưới kế hoạch này.",
            "The unit owes nothing under that plan, or has a plan of its own under it.",
        ))),
    }
}
