//! Deadlines: more time for a unit, the feed of due dates, the letter that names the late ones.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use chrono::{Datelike, NaiveDateTime};
use nhip_core::id::{PlanId, UnitId};
use nhip_core::period::{Month, day};
use nhip_core::permission::right;
use nhip_documents::write::ics::{self, Event, Feed};
use nhip_store::extension::of_unit as granted_to;
use nhip_store::plan::KeptPlan;
use serde::Deserialize;

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::form::Query;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::duty::Duty;
use nhip_office::extension;

/// Months ahead in a feed.
const AHEAD: usize = 12;

/// Which plan and month.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(rename = "ke-hoach", default)]
    plan: PlanId,
    #[serde(rename = "ky", default)]
    month: String,
}

/// An extension as listed.
struct Line {
    until: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "extend.html")]
struct ExtendPage {
    frame: Frame,
    unit: UnitId,
    unit_name: String,
    plan: PlanId,
    month: String,
    month_name: String,
    due: String,
    lines: Vec<Line>,
    form: FormState,
}

/// A unit's report of a month, of which more time may be given.
struct Case {
    duty: Duty,
    month: Month,
}

async fn case(app: &App, me: &SignedIn, unit: &UnitId, asked: (&str, &str)) -> Result<Case, Fault> {
    let (plan, month) = asked;
    let month = Month::parse(month).map_err(Fault::Unreadable)?;
    let duties = Duty::of_unit(app, &me.units, unit).await?;
    let duty = duties.into_iter().find(|duty| duty.plan.id == plan);
    let duty = duty.ok_or(Fault::NotFound)?;
    Ok(Case { duty, month })
}

/// The form.
pub async fn extend_form(
    State(app): State<App>,
    may: May<right::GrantExtension, UnitId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let case = case(&app, &may.me, &may.thing, (&asked.plan, &asked.month)).await?;
    let form = FormState::of(Fields::default().with("gio", "17:00"));
    shown(&app, &may.me, &case, form).await
}

async fn shown(app: &App, me: &SignedIn, case: &Case, form: FormState) -> Answer {
    let plan = &case.duty.plan;
    let due = case.duty.deadline(case.month);
    let granted = granted_to(app.db(), &plan.id, &case.duty.id).await?;
    page(&ExtendPage {
        frame: me.frame_of(&form),
        unit_name: me.units.name(&case.duty.id).to_owned(),
        plan: case.duty.plan.id.clone(),
        month: case.month.to_string(),
        month_name: case.month.shown(),
        due: due.map_or_else(String::new, |due| due.shown()),
        lines: granted
            .into_iter()
            .filter(|kept| kept.month == case.month)
            .map(|kept| Line {
                until: moment(kept.until),
                reason: kept.reason,
            })
            .collect(),
        unit: case.duty.id.clone(),
        form,
    })
}

/// "17:00 23/11/2026".
fn moment(at: NaiveDateTime) -> String {
    at.format("%H:%M %d/%m/%Y").to_string()
}

/// Grants it, with a reason.
pub async fn extend(
    State(app): State<App>,
    may: May<right::GrantExtension, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let (me, unit, permit) = may.parts();
    let case = case(&app, &me, &unit, (fields.get("ke-hoach"), fields.get("ky"))).await?;
    let mut form = FormState::of(fields);
    let reason = form.line("ly-do", "lý do gia hạn", "the reason");
    let until = until(&mut form);
    let due = case.duty.deadline(case.month);
    let (Some(until), Some(due), true) = (until, due, form.is_right()) else {
        return shown(&app, &me, &case, form).await;
    };
    let granted = extension::grant(
        &app,
        &permit,
        &case.duty,
        (case.month, due),
        (until, reason),
    );
    if let Err(why) = granted.await? {
        form.problems.push(("ngay".to_owned(), why));
        return shown(&app, &me, &case, form).await;
    }
    go(&format!(
        "/don-vi/{}/gia-han?ke-hoach={}&ky={}",
        case.duty.id, case.duty.plan.id, case.month
    ))
}

/// Day and hour of the form.
fn until(form: &mut FormState) -> Option<NaiveDateTime> {
    let date = day(form.value("ngay"));
    if date.is_none() {
        form.refuse(
            "ngay",
            "Hãy viết ngày như 27/11/2026.",
            "Write the day like 2026-11-27.",
        );
    }
    let time = form.value("gio").parse::<chrono::NaiveTime>().or_else(|_| {
        let text = format!("{}:00", form.value("gio"));
        text.parse()
    });
    if time.is_err() {
        form.refuse(
            "gio",
            "Hãy viết giờ như 17:00.",
            "Write the hour like 17:00.",
        );
    }
    Some(date?.and_time(time.ok()?))
}

/// The due dates of a unit for the months to come, for the calendar a person already has.
pub async fn feed(State(app): State<App>, may: May<right::SeePlan, UnitId>) -> Answer {
    let (me, unit) = (may.me, may.thing);
    let first = Month::new(me.units.today.year(), me.units.today.month()).ok_or(Fault::NotFound)?;
    let months: Vec<Month> = std::iter::successors(Some(first), |month| Some(month.next()))
        .take(AHEAD)
        .collect();
    let mut events = Vec::new();
    for duty in Duty::of_unit(&app, &me.units, &unit).await? {
        for month in months.iter().copied().filter(|month| duty.runs_in(*month)) {
            if let Some(due) = duty.deadline(month) {
                let uid = format!("{}.{unit}.{month}@nhip", duty.plan.id);
                let summary = summary(&me, &duty.plan, month);
                events.push(Event::of_deadline(uid, &due, summary, me.lang()));
            }
        }
    }
    let feed = Feed {
        name: format!("Nhịp – {}", me.units.name(&unit)),
        made_at: app.now().utc().naive_utc(),
        events,
    };
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"nhip.ics\"",
        ),
    ];
    Ok((headers, ics::text(&feed)).into_response())
}

fn summary(me: &SignedIn, plan: &KeptPlan, month: Month) -> String {
    let number = plan
        .reading
        .number_symbol
        .as_ref()
        .map_or("", |number| number.normalized.as_str());
    let (n, year) = (month.month(), month.year());
    match me.lang().pick("vi", "en") {
        "vi" => format!("Hạn nộp báo cáo tháng {n:02}/{year}, kế hoạch {number}"),
        _ => format!("Report of {year}-{n:02} is due, plan {number}"),
    }
}
