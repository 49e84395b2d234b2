//! "Công văn đôn đốc": the units whose report of a month is late, as a letter ready for the stamp.

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use nhip_core::audit::{By, Kind};
use nhip_core::consolidation::PlanReference;
use nhip_core::deadline::ReportPeriod;
use nhip_core::id::{PlanId, UnitId};
use nhip_core::period::{Month, day};
use nhip_core::permission::{Action, right};
use nhip_core::plan::{Family, Plan};
use nhip_core::reminder::Progress;
use nhip_documents::write::docx;
use nhip_documents::write::letter::{Contact, LateUnit, Letter, Signed, paper};
use nhip_documents::write::profile::{Profile, Style};
use nhip_store::change::{Change, Told};
use nhip_store::unit;
use serde::Deserialize;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::board::plan_name;
use crate::page::{Template, page};
use crate::who::{May, SignedIn};
use nhip_office::due;
use nhip_office::plan::OwnPlan;
use nhip_office::reminder::{self, Case};

/// Working days a late unit is given.
const GRACE_DAYS: u32 = 2;

/// Which month.
#[derive(Deserialize)]
pub struct Asked {
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

/// A month of a plan, and who is late with it.
struct Desk {
    plan: OwnPlan,
    month: Month,
    late: Vec<Case>,
    contacts: Vec<unit::Contact>,
}

impl Desk {
    async fn of(app: &App, me: &SignedIn, plan: OwnPlan, month: &str) -> Result<Desk, Fault> {
        let month = Month::parse(month).map_err(Fault::Unreadable)?;
        let now = app.now().local();
        let mut late = reminder::of_month(app, &me.units, &plan.0.plan, month).await?;
        late.retain(|case| {
            let open = case.owed.progress != Progress::Sent;
            open && case.owed.due_at < now && me.may(Action::SeeBoard, &case.owed.unit)
        });
        late.sort_by_cached_key(|case| me.units.name(&case.owed.unit).to_owned());
        Ok(Desk {
            contacts: unit::contacts(app.db()).await?,
            plan,
            month,
            late,
        })
    }

    fn contact(&self, unit: &UnitId) -> Option<&unit::Contact> {
        let mut contacts = self.contacts.iter();
        contacts.find(|contact| contact.unit == unit && !contact.person.is_empty())
    }

    fn reading(&self) -> &Plan {
        &self.plan.0.plan.reading
    }
}

/// The form, filled in as far as the plan tells.
pub async fn form(
    State(app): State<App>,
    may: May<right::Consolidate, OwnPlan>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (me, plan) = (may.me, may.thing);
    let desk = Desk::of(&app, &me, plan, &asked.month).await?;
    let calendar = due::calendar(&app).await?;
    let by = calendar.working_days_after(me.units.today, GRACE_DAYS);
    let fields = filled(&desk, by);
    shown(&me, &desk, FormState::of(fields))
}

fn filled(desk: &Desk, by: NaiveDate) -> Fields {
    let reading = desk.reading();
    // Where another body collects the reports, number and signature are its own.
    let own = PlanReference::from(reading).via.is_none();
    let signer = reading.signer.as_ref().filter(|_| own);
    let role = signer.map_or_else(String::new, |signer| {
        let lines = [&signer.authority_line, &signer.role];
        let lines = lines.into_iter().flatten().map(String::as_str);
        lines.collect::<Vec<_>>().join("\n")
    });
    let name = signer.and_then(|signer| signer.name.clone());
    let late = desk.late.iter();
    let missing = late.filter(|case| case.owed.progress == Progress::NotSent);
    let mut fields =
        Fields::of(missing.map(|case| ("don-vi".to_owned(), case.owed.unit.to_string())));
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
    let number = reading.number_symbol.as_ref();
    let number = number.map_or("", |number| number.normalized.as_str());
    match reading.document_type.family {
        Family::State => number.rsplit_once('-').map(|(_, issuer)| issuer.to_owned()),
        Family::Party => number
            .rsplit_once('/')
            .map(|(_, issuer)| format!("CV/{issuer}")),
    }
    .unwrap_or_default()
}

fn shown(me: &SignedIn, desk: &Desk, form: FormState) -> Answer {
    let line = |case: &Case| Line {
        name: me.units.called(&case.owed.unit, me.lang()),
        due: case.deadline.shown(),
        returned: case.owed.progress != Progress::NotSent,
        contact: desk
            .contact(&case.owed.unit)
            .map_or_else(String::new, |contact| {
                format!("{} {}", contact.person, contact.telephone)
            }),
        unit: case.owed.unit.clone(),
    };
    page(&LetterPage {
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        plan: desk.plan.0.plan.id.clone(),
        plan_name: plan_name(&desk.plan.0.plan),
        month: desk.month.to_string(),
        month_name: desk.month.shown(),
        lines: desk.late.iter().map(line).collect(),
        form,
    })
}

/// The letter as a Word file; the audit of every unit in it tells of it.
pub async fn send(
    State(app): State<App>,
    may: May<right::Consolidate, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, plan) = (may.me, may.thing);
    let mut desk = Desk::of(&app, &me, plan, fields.get("ky")).await?;
    let mut form = FormState::of(fields);
    let by = send_by(&mut form, app.now().local());
    if !desk
        .late
        .iter()
        .any(|case| form.chosen("don-vi", &case.owed.unit))
    {
        form.refuse(
            "don-vi",
            "Hãy chọn ít nhất một đơn vị.",
            "Choose at least one unit.",
        );
    }
    let Some(by) = by.filter(|_| form.is_right()) else {
        return shown(&me, &desk, form);
    };
    desk.late
        .retain(|case| form.chosen("don-vi", &case.owed.unit));
    let bytes = written(&app, &me, &desk, &form, by)?;
    tell(&app, &me, &desk, by).await?;
    Ok(file(desk.month, bytes))
}

/// New last moment of the form; not in the past.
fn send_by(form: &mut FormState, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let date = day(form.value("ngay"));
    if date.is_none_or(|date| date < now.date()) {
        form.refuse(
            "ngay",
            "Hãy viết ngày như 27/11/2026, từ hôm nay trở đi.",
            "Write the day like 2026-11-27, from today on.",
        );
    }
    let time = NaiveTime::parse_from_str(form.value("gio"), "%H:%M").ok();
    if time.is_none() {
        form.refuse(
            "gio",
            "Hãy viết giờ như 17:00.",
            "Write the hour like 17:00.",
        );
    }
    Some(date?.and_time(time?))
}

fn written(
    app: &App,
    me: &SignedIn,
    desk: &Desk,
    form: &FormState,
    by: NaiveDateTime,
) -> Result<Vec<u8>, Fault> {
    let now = app.now().local();
    let plan = PlanReference::from(desk.reading());
    let late = desk.late.iter().map(|case| {
        let unit = &case.owed.unit;
        let contact = desk.contact(unit).map(|contact| Contact {
            name: contact.person.clone(),
            telephone: contact.telephone.clone(),
        });
        let name = me.units.called(unit, nhip_core::lang::Lang::Vi);
        LateUnit::of(name, &case.deadline, now, contact)
    });
    let late: Vec<LateUnit> = late.collect();
    let letter = Letter {
        plan: &plan,
        duty: desk
            .reading()
            .reporting_duty
            .first()
            .map_or("", |duty| duty.raw.as_str()),
        period: ReportPeriod::from(desk.month),
        as_of: now,
        send_by: by,
        late: &late,
        signed: Signed {
            number: form.value("so"),
            symbol: form.value("ky-hieu"),
            role: form.value("chuc-vu"),
            name: form.value("nguoi-ky"),
        },
    };
    let profile = Profile::of(Style::of_family(plan.family)).map_err(Fault::Broken)?;
    let paper = paper(&letter, &profile).ok_or(Fault::Stale)?;
    docx::bytes(&paper).map_err(|error| Fault::Broken(error.to_string()))
}

async fn tell(app: &App, me: &SignedIn, desk: &Desk, by: NaiveDateTime) -> Result<(), Fault> {
    let month = desk.month.to_string();
    let told = desk.late.iter().map(|case| {
        Told::of(Kind::Reminded, &desk.plan.0.plan.id)
            .unit(&case.owed.unit)
            .after(("letter", &month, by))
    });
    let by = By::Account(me.account.id.clone());
    let change = Change::begin(app.db(), app.now(), by).await?;
    Ok(change.commit_all(told.collect()).await?)
}

fn file(month: Month, bytes: Vec<u8>) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"cong-van-don-doc-{month}.docx\""),
        ),
    ];
    (headers, bytes).into_response()
}
