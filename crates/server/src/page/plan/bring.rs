//! A plan comes in: the file is read, and what was read is kept to be corrected and confirmed. The
//! same for a new version of a plan.

use nhip_core::id::{EditionId, PlanId, UnitId};
use std::sync::Arc;

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::deadline::{DueRule, Window};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::right;
use nhip_core::plan::course::Course;
use nhip_core::plan::owner::suggested;
use nhip_core::plan::{Frequency, Plan};
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, Owner, PlanState};

use super::above;
use super::take::{Offer, offers};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::{CheckedFiles, SentFile};
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::reading::{TEXTS, document, sent};
use crate::who::{May, SignedIn};
use nhip_office::plan::version;
use nhip_office::plan::{OwnPlan, title};
use nhip_office::setting;

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
pub async fn form(State(app): State<App>, may: May<right::EditPlan, UnitId>) -> Answer {
    let offers = offers(&app, &may.me, &may.thing).await?;
    page(&BringPage {
        offers,
        ..of_unit(&may.me, &may.thing, FormState::default())
    })
}

fn of_unit(me: &SignedIn, unit: &UnitId, form: FormState) -> BringPage {
    BringPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        action: format!("/ke-hoach/moi/{unit}"),
        unit: me.units.name(unit).to_owned(),
        older: None,
        offers: Vec::new(),
        take: format!("/ke-hoach/lay/{unit}"),
        form,
    }
}

/// Takes a unit's plan in.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditPlan, UnitId>,
    CheckedFiles { files, .. }: CheckedFiles,
) -> Answer {
    let (me, unit) = (may.me, may.thing);
    match brought(&app, &me, &unit, None, files).await? {
        Ok(id) => go(&format!("/ke-hoach/{id}")),
        Err(why) => page(&of_unit(&me, &unit, refused(why))),
    }
}

/// The form for a new version.
pub async fn version_form(may: May<right::EditPlan, OwnPlan>) -> Answer {
    page(&of_plan(&may.me, &may.thing, FormState::default()))
}

fn of_plan(me: &SignedIn, OwnPlan(owed): &OwnPlan, form: FormState) -> BringPage {
    BringPage {
        action: format!("/ke-hoach/{}/ban-moi", owed.plan.id),
        older: Some(title(&owed.plan).to_owned()),
        ..of_unit(me, &owed.plan.unit, form)
    }
}

/// Takes a new version in.
pub async fn send_version(
    State(app): State<App>,
    may: May<right::EditPlan, OwnPlan>,
    CheckedFiles { files, .. }: CheckedFiles,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let older = &thing.0.plan;
    if older.state != PlanState::Confirmed {
        return Err(Fault::Refused(Bilingual::new(
            "Chỉ kế hoạch đang thực hiện mới có bản mới; kế hoạch này hãy sửa trực tiếp.",
            "Only a plan in force has new versions; correct this one itself.",
        )));
    }
    match brought(&app, &me, &older.unit, Some(&thing), files).await? {
        Ok(id) => go(&format!("/ke-hoach/{id}/thay-doi")),
        Err(why) => page(&of_plan(&me, &thing, refused(why))),
    }
}

fn refused(why: Bilingual) -> FormState {
    let mut form = FormState::of(Fields::default());
    form.problems.push(("tep".to_owned(), why));
    form
}

/// Reads and keeps; the new plan's id, or one sentence why nothing was kept.
async fn brought(
    app: &App,
    me: &SignedIn,
    unit: &UnitId,
    older: Option<&OwnPlan>,
    files: Vec<SentFile>,
) -> Result<Result<String, Bilingual>, Fault> {
    let Some(file) = sent(files, "tep") else {
        return Ok(Err(Bilingual::new(
            "Hãy chọn tệp kế hoạch.",
            "Choose the plan's file.",
        )));
    };
    let (name, bytes) = (file.name.clone(), file.bytes.clone());
    let reading = match document(app, file, TEXTS, nhip_core::plan::read).await {
        Ok(reading) => reading,
        Err(why) => return Ok(Err(why)),
    };
    let reading = match older {
        Some(older) => version::continued(app, &older.0.plan, reading).await?,
        None => reading,
    };
    if reading.counts.tasks == 0 {
        return Ok(Err(no_tasks(&name)));
    }
    let above = match older {
        Some(older) => older.0.plan.parent.clone(),
        None => above::recognised(app, me, unit, &reading).await?,
    };
    let preset = setting::of(app).await?;
    let new = kept(app, me, (unit, above), older, (reading, preset))
        .ok_or_else(|| Fault::Broken("the clock is beyond the calendar of months".to_owned()))?;
    let owners = owners(me, &new, older);
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    plan::keep_document(change.tx(), &new.document, &name, bytes, app.now()).await?;
    plan::add(change.tx(), &new).await?;
    plan::set_owners(change.tx(), &new.id, &owners).await?;
    let told = Told::of(Kind::PlanRead, &new.id)
        .unit(unit)
        .after(title(&new));
    change.commit(told).await?;
    Ok(Ok(new.id.to_string()))
}

fn no_tasks(name: &str) -> Bilingual {
    Bilingual::new(
        format!(
            "“{name}”: không tìm thấy nhiệm vụ của đơn vị nào; hãy kiểm tra xem đây có phải là kế hoạch không."
        ),
        format!("“{name}”: no unit's tasks were found; check that it is a plan."),
    )
}

fn kept(
    app: &App,
    me: &SignedIn,
    (unit, parent): (&UnitId, Option<PlanId>),
    older: Option<&OwnPlan>,
    (reading, preset): (Plan, DueRule),
) -> Option<KeptPlan> {
    let older = older.map(|older| &older.0.plan);
    let stated = due_of(&reading);
    let this = Month::of(app.today());
    let issued = reading.place_date.date.and_then(Month::of);
    // Months already gone are not asked for: the later of issue and today.
    let first = issued.max(this);
    let id: PlanId = app.new_id();
    Some(KeptPlan {
        edition: EditionId::from(&id),
        id,
        unit: unit.clone(),
        parent,
        replaces: older.map(|older| older.id.clone()),
        document: reading.source.sha256.clone(),
        state: PlanState::Read,
        due: due_rule(stated, older, preset),
        window: older.map_or(Window::Calendar, |older| older.window),
        first_month: older.map(|older| older.first_month).or(first)?,
        last_month: older.and_then(|older| older.last_month),
        revision: 1,
        created_by: me.account.id.clone(),
        created_at: app.now(),
        earlier: Course::default(),
        reading: Arc::new(reading),
    })
}

/// The rule as far as the plan states it. What it leaves open is as in the version before, or as
/// the city has it.
fn due_rule(stated: Option<DueRule>, older: Option<&KeptPlan>, preset: DueRule) -> DueRule {
    let usual = older.map_or(preset, |older| older.due.clone());
    match stated {
        None => usual,
        Some(rule) => DueRule {
            at: rule.at.or(usual.at),
            on_rest_day: usual.on_rest_day,
            ..rule
        },
    }
}

/// The rule of the plan's monthly duty, or of any that names a day.
pub fn due_of(reading: &Plan) -> Option<DueRule> {
    let duties = &reading.reporting_duty;
    let mut monthly = duties
        .iter()
        .filter(|duty| duty.frequency == Some(Frequency::Monthly));
    monthly
        .find_map(DueRule::of_duty)
        .or_else(|| duties.iter().find_map(DueRule::of_duty))
}

/// Who owes a new plan: as the version before had it, where names are the same; the rest is
/// suggested.
fn owners(me: &SignedIn, new: &KeptPlan, older: Option<&OwnPlan>) -> Vec<Owner> {
    let branch = me.units.branch(&new.unit);
    let real = branch
        .iter()
        .filter_map(|(_, id)| Some((*id, me.units.spell(id)?)));
    let mut owners: Vec<Owner> = Vec::new();
    for unit in &new.reading.units {
        let Some(OwnPlan(older)) = older else { break };
        let was = older.plan.reading.units.iter();
        for was in was.filter(|was| was.name == unit.name) {
            let told = older.owners.iter().filter(|owner| owner.named == was.id);
            owners.extend(told.map(|owner| Owner {
                named: unit.id.clone(),
                unit: owner.unit.clone(),
            }));
        }
    }
    let known: Vec<String> = owners.iter().map(|owner| owner.named.clone()).collect();
    let rest = suggested(&new.reading, real).into_iter();
    let rest = rest.filter(|(named, _)| !known.contains(named));
    owners.extend(rest.map(|(named, unit)| Owner { named, unit }));
    owners
}
