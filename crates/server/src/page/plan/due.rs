//! When the reports of a plan are due, which days they are about, which months run.

use axum::extract::State;
use chrono::{NaiveDate, NaiveTime};
use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::lang::Bilingual;
use nhip_core::period::{Month, day};
use nhip_core::plan::course;
use nhip_store::plan::{KeptPlan, PlanState};

use super::{MayEdit, SINCE};
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::SignedIn;
use nhip_office::plan::edit::{Terms, earliest, proposed, set_terms};
use nhip_office::plan::title;

#[derive(Template)]
#[template(path = "plan_due.html")]
struct DuePage {
    frame: Frame,
    title: String,
    plan: KeptPlan,
    /// The clauses of the plan it was read from.
    clauses: Vec<String>,
    stated: bool,
    /// It is in force: a change says from which month and why.
    in_force: bool,
    form: FormState,
}

/// The form.
pub async fn form(State(app): State<App>, may: MayEdit) -> Answer {
    let plan = may.thing.0.plan;
    let mut fields = filled(&plan);
    if let Some(month) = proposed(&app, Some(&plan)).await? {
        fields = fields.with(SINCE, month.to_string());
    }
    page(&shown(&may.me, plan, FormState::of(fields)))
}

/// The fields of a rule.
pub fn fields_of(due: &DueRule) -> Fields {
    let hour = due.at.map(|at| at.format("%H:%M").to_string());
    let fields = Fields::default()
        .with("ngay", due.day_of_month.to_string())
        .with("gio", hour.unwrap_or_default())
        .with("thang", if due.next_month { "sau" } else { "nay" })
        .with("nghi", rest_code(due.on_rest_day));
    match due.before {
        true => fields.with("truoc", "co"),
        false => fields,
    }
}

fn filled(plan: &KeptPlan) -> Fields {
    let last = plan.last_month.map(|month| month.to_string());
    let fields = fields_of(&plan.due)
        .with("thang-dau", plan.first_month.to_string())
        .with("thang-cuoi", last.unwrap_or_default());
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    match plan.window {
        Window::Calendar => fields.with("so-lieu", "thang"),
        Window::Decree09 => fields.with("so-lieu", "nd09"),
        Window::Free { from, to } => fields
            .with("so-lieu", "rieng")
            .with("tu", day(from))
            .with("den", day(to)),
    }
}

/// As forms name it.
pub fn rest_code(rule: OnRestDay) -> &'static str {
    match rule {
        OnRestDay::Keep => "giu",
        OnRestDay::NextWorking => "sau",
        OnRestDay::PreviousWorking => "truoc",
    }
}

fn shown(me: &SignedIn, plan: KeptPlan, form: FormState) -> DuePage {
    let duties = plan.reading.reporting_duty.iter();
    DuePage {
        frame: me.frame_of(&form),
        title: title(&plan).to_owned(),
        clauses: duties.map(|duty| duty.raw.clone()).collect(),
        in_force: plan.state == PlanState::Confirmed,
        stated: DueRule::stated(&plan.reading).is_some(),
        plan,
        form,
    }
}

/// Keeps it.
pub async fn send(State(app): State<App>, may: MayEdit, Checked(fields): Checked) -> Answer {
    let (me, plan) = (may.me, may.thing.0.plan);
    let mut form = FormState::sent(fields, plan.revision)?;
    let terms = terms(&mut form, &plan, earliest(&app, Some(&plan)).await?);
    let Some(terms) = terms.filter(|_| form.is_right()) else {
        return page(&shown(&me, plan, form));
    };
    set_terms(&app, &me, &may.permit, &plan, terms).await?;
    go(&format!("/ke-hoach/{}", plan.id))
}

/// What the form asks of the months; of a plan in force from the `earliest` month on.
fn terms(form: &mut FormState, plan: &KeptPlan, earliest: Option<Month>) -> Option<Terms> {
    if earliest.is_some() {
        // The months that ran stay: a plan in force does not begin anew.
        let fields = std::mem::take(&mut form.fields);
        form.fields = fields.with("thang-dau", plan.first_month.to_string());
    }
    let (due, window, months) = (due(form), window(form), months(form));
    let since = earliest.map(|earliest| {
        let since = form.read(SINCE, |text| course::since(text, earliest));
        let why = form.line("ly-do", "lý do thay đổi", "why it is changed");
        since.map(|since| (since, why))
    });
    Some(Terms {
        due: due?,
        window: window?,
        months: months?,
        since: since.flatten(),
    })
}

/// The rule a form says; notes what is wrong with it.
pub fn due(form: &mut FormState) -> Option<DueRule> {
    let day_of_month = form.value("ngay").parse().ok();
    let day_of_month = day_of_month.filter(|day| (1..=31).contains(day));
    if day_of_month.is_none() {
        form.refuse(
            "ngay",
            "Hãy ghi ngày nộp từ 1 đến 31.",
            "Enter the due day, from 1 to 31.",
        );
    }
    let hour = form.value("gio").to_owned();
    let at = NaiveTime::parse_from_str(&hour, "%H:%M").ok();
    if at.is_none() && !hour.is_empty() {
        form.refuse(
            "gio",
            "Hãy ghi giờ như 17:00, hoặc để trống.",
            "Write the hour like 17:00, or leave it empty.",
        );
    }
    Some(DueRule {
        day_of_month: day_of_month?,
        at,
        next_month: form.value("thang") == "sau",
        before: form.fields.has("truoc"),
        on_rest_day: rest_rule(form.value("nghi")),
    })
}

fn rest_rule(code: &str) -> OnRestDay {
    let mut moved = [OnRestDay::NextWorking, OnRestDay::PreviousWorking].into_iter();
    moved
        .find(|rule| rest_code(*rule) == code)
        .unwrap_or_default()
}

fn window(form: &mut FormState) -> Option<Window> {
    match form.value("so-lieu") {
        "thang" => Some(Window::Calendar),
        "nd09" => Some(Window::Decree09),
        "rieng" => {
            let day = |text: &str| {
                let why = (
                    "Hãy viết ngày như 15/11/2026.",
                    "Write the day like 2026-11-15.",
                );
                day(text).ok_or_else(|| Bilingual::new(why.0, why.1))
            };
            let (from, to) = (form.read("tu", day), form.read("den", day));
            let (from, to) = from.zip(to)?;
            Some(Window::Free { from, to })
        }
        _ => {
            form.refuse(
                "so-lieu-thang",
                "Hãy chọn những ngày lấy số liệu.",
                "Choose the days the data are of.",
            );
            None
        }
    }
}

fn months(form: &mut FormState) -> Option<(Month, Option<Month>)> {
    let first = form.read("thang-dau", Month::parse);
    let last = form.read("thang-cuoi", |text| match text {
        "" => Ok(None),
        text => Month::parse(text).map(Some),
    });
    let (first, last) = first.zip(last)?;
    if last.is_some_and(|last| last < first) {
        form.refuse(
            "thang-cuoi",
            "Tháng cuối phải sau tháng đầu.",
            "The last month comes after the first.",
        );
    }
    Some((first, last))
}
