//! "Công văn đôn đốc": the units whose report of a month is late, as a letter ready for the stamp.

use axum::extract::State;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use nhip_core::consolidation::PlanReference;
use nhip_core::id::{PlanId, UnitId};
use nhip_core::lang::Bilingual;
use nhip_core::period::{Month, day};
use nhip_core::permission::right;
use nhip_core::plan::{Family, Plan};
use nhip_core::reminder::Progress;
use nhip_documents::write::letter::Signed;
use serde::Deserialize;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::form::Query;
use crate::frame::Frame;
use crate::page::board::plan_name;
use crate::page::{Template, page, paper};
use crate::who::{May, SignedIn};
use nhip_office::due;
use nhip_office::letter::{Asked, Late, write};
use nhip_office::plan::OwnPlan;
use nhip_office::reminder::Case;

/// Working days a late unit is given.
const GRACE_DAYS: u32 = 2;

type MayAsk = May<right::Consolidate, OwnPlan>;

/// Which month.
#[derive(Deserialize)]
pub struct OfMonth {
    #[serde(rename = "ky", default)]
    month: String,
}

/// A late unit as listed.
struct Line {
    unit: UnitId,
    name: String,
    due: String,
    returned: bool,
    contact: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    frame: Frame,
    plan: PlanId,
    plan_name: String,
    month: String,
    month_name: String,
    lines: Vec<Line>,
    form: FormState,
}

/// The form, filled in as far as the plan tells.
pub async fn form(State(app): State<App>, may: MayAsk, Query(asked): Query<OfMonth>) -> Answer {
    let late = late(&app, &may.me, may.thing, &asked.month).await?;
    let calendar = due::calendar(&app).await?;
    let by = calendar.working_days_after(may.me.units.today, GRACE_DAYS);
    shown(&may.me, &late, FormState::of(filled(&late, by)))
}

async fn late(app: &App, me: &SignedIn, plan: OwnPlan, month: &str) -> Result<Late, Fault> {
    let month = Month::parse(month).map_err(Fault::Unreadable)?;
    Ok(Late::of(app, me, plan, month).await?)
}

fn filled(late: &Late, by: NaiveDate) -> Fields {
    let reading: &Plan = &late.plan.reading;
    // Where another body collects the reports, number and signature are its own.
    let own = PlanReference::from(reading).via.is_none();
    let signer = reading.signer.as_ref().filter(|_| own);
    let role = signer.map_or_else(String::new, |signer| {
        let lines = [&signer.authority_line, &signer.role];
        let lines = lines.into_iter().flatten().map(String::as_str);
        lines.collect::<Vec<_>>().join("\n")
    });
    let name = signer.and_then(|signer| signer.name.clone());
    let cases = late.cases.iter();
    let missing = cases.filter(|case| case.owed.progress == Progress::NotSent);
    let named = missing.map(|case| ("don-vi".to_owned(), case.owed.unit.to_string()));
    let mut fields: Fields = named.collect();
    for (name, value) in [
        ("ngay", by.format("%d/%m/%Y").to_string()),
        ("gio", "17:00".to_owned()),
        ("ky-hieu", if own { symbol(reading) } else { String::new() }),
        ("chuc-vu", role),
        ("nguoi-ky", name.unwrap_or_default()),
    ] {
        fields = fields.with(name, value);
    }
    fields
}

/// What letters of the plan's issuer are marked with, as far as its own number tells: "UBND" of
/// "12/KH-UBND", "CV/ThU" of "32-KH/ThU".
fn symbol(reading: &Plan) -> String {
    let number = reading.number().unwrap_or_default();
    match reading.document_type.family {
        Family::State => number.rsplit_once('-').map(|(_, issuer)| issuer.to_owned()),
        Family::Party => number
            .rsplit_once('/')
            .map(|(_, issuer)| format!("CV/{issuer}")),
    }
    .unwrap_or_default()
}

fn shown(me: &SignedIn, late: &Late, form: FormState) -> Answer {
    let line = |case: &Case| Line {
        name: me.units.called(&case.owed.unit, me.lang()),
        due: case.deadline.shown(),
        returned: case.owed.progress != Progress::NotSent,
        contact: late
            .contact(&case.owed.unit)
            .map_or_else(String::new, |contact| {
                format!("{} {}", contact.person, contact.telephone)
            }),
        unit: case.owed.unit.clone(),
    };
    page(&LetterPage {
        frame: me.frame_of(&form),
        plan: late.plan.id.clone(),
        plan_name: plan_name(&late.plan),
        month: late.month.to_string(),
        month_name: late.month.shown(),
        lines: late.cases.iter().map(line).collect(),
        form,
    })
}

/// The letter as a Word file; the audit of every unit in it tells of it.
pub async fn send(State(app): State<App>, may: MayAsk, Checked(fields): Checked) -> Answer {
    let late = late(&app, &may.me, may.thing, fields.get("ky")).await?;
    let mut form = FormState::of(fields);
    let asked = asked(&mut form, &late, app.now().local());
    let Some((units, send_by)) = asked else {
        return shown(&may.me, &late, form);
    };
    let asked = Asked {
        units,
        send_by,
        signed: signed(&form),
    };
    let bytes = write(&app, &may.me, &may.permit, &late, &asked).await?;
    paper(&format!("cong-van-don-doc-{}.docx", late.month), bytes)
}

/// The units chosen and the new last moment; nothing where the form is not right.
fn asked(
    form: &mut FormState,
    late: &Late,
    now: NaiveDateTime,
) -> Option<(Vec<UnitId>, NaiveDateTime)> {
    let date = form.read("ngay", |text| {
        let date = day(text).filter(|date| *date >= now.date());
        date.ok_or_else(|| {
            Bilingual::new(
                "Hãy viết ngày như 27/11/2026, từ hôm nay trở đi.",
                "Write the day like 2026-11-27, from today on.",
            )
        })
    });
    let time = form.read("gio", hour);
    let units = late.cases.iter().map(|case| &case.owed.unit);
    let chosen = units.filter(|unit| form.chosen("don-vi", unit));
    let chosen: Vec<UnitId> = chosen.cloned().collect();
    if chosen.is_empty() {
        form.refuse(
            "don-vi",
            "Hãy chọn ít nhất một đơn vị.",
            "Choose at least one unit.",
        );
    }
    let by = date?.and_time(time?);
    form.is_right().then_some((chosen, by))
}

fn signed(form: &FormState) -> Signed<'_> {
    Signed {
        number: form.value("so"),
        symbol: form.value("ky-hieu"),
        role: form.value("chuc-vu"),
        name: form.value("nguoi-ky"),
    }
}

fn hour(text: &str) -> Result<NaiveTime, Bilingual> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| Bilingual::new("Hãy viết giờ như 17:00.", "Write the hour like 17:00."))
}
