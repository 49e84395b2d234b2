//! When the reports of a plan are due, which days they are about, which months run.

use axum::extract::State;
use chrono::NaiveTime;
use nhip_core::audit::{By, Kind};
use nhip_core::deadline::{DueRule, OnRestDay, Window};
use nhip_core::period::{Month, day};
use nhip_core::permission::right;
use nhip_core::plan::course::Stretch;
use nhip_store::change::{Change, Told};
use nhip_store::plan::{self, KeptPlan, PlanState};

use super::correct::only_read;
use super::since;
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{OwnPlan, title};

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
pub async fn form(State(app): State<App>, may: May<right::EditPlan, OwnPlan>) -> Answer {
    let plan = may.thing.0.plan;
    let mut fields = filled(&plan);
    if plan.state == PlanState::Confirmed {
        let month = since::proposed(&app, since::earliest(&app, &plan).await?);
        fields = fields.with(since::FIELD, month.to_string());
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
    let (window, free) = match plan.window {
        Window::Calendar => ("thang", None),
        Window::Decree09 => ("nd09", None),
        Window::Free { from, to } => ("rieng", Some((from, to))),
    };
    let fields = fields_of(&plan.due)
        .with("so-lieu", window)
        .with("thang-dau", plan.first_month.to_string())
        .with(
            "thang-cuoi",
            plan.last_month
                .map_or(String::new(), |month| month.to_string()),
        );
    match free {
        Some((from, to)) => fields
            .with("tu", from.format("%d/%m/%Y").to_string())
            .with("den", to.format("%d/%m/%Y").to_string()),
        None => fields,
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
        frame: Frame {
            refused: !form.is_right(),
            ..me.frame()
        },
        title: title(&plan).to_owned(),
        clauses: duties.map(|duty| duty.raw.clone()).collect(),
        in_force: plan.state == PlanState::Confirmed,
        stated: super::bring::due_of(&plan.reading).is_some(),
        plan,
        form,
    }
}

/// Keeps it.
pub async fn send(
    State(app): State<App>,
    may: May<right::EditPlan, OwnPlan>,
    Checked(fields): Checked,
) -> Answer {
    let (me, mut plan) = (may.me, may.thing.0.plan);
    let mut form = FormState::of(fields);
    form.fresh(plan.revision)?;
    let in_force = plan.state == PlanState::Confirmed;
    if in_force {
        // The months that ran stay: a plan in force does not begin anew.
        form.fields = form.fields.with("thang-dau", plan.first_month.to_string());
    }
    let said = due(&mut form).zip(window(&mut form)).zip(months(&mut form));
    let ended = match in_force {
        true => ended(&app, &mut form, &plan).await?,
        false => None,
    };
    let Some(((due, window), (first, last))) = said.filter(|_| form.is_right()) else {
        return page(&shown(&me, plan, form));
    };
    if !in_force {
        only_read(&plan)?;
    }
    let told = Told::of(Kind::PlanEdited, &plan.id)
        .unit(&plan.unit)
        .before((&plan.due, &plan.window, plan.first_month, plan.last_month))
        .after((&due, &window, first, last, &ended));
    if let Some(ended) = ended.filter(|_| (&due, &window) != (&plan.due, &plan.window)) {
        plan.earlier.end(ended);
    }
    (plan.due, plan.window) = (due, window);
    (plan.first_month, plan.last_month) = (first, last);
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    plan::change(change.tx(), &plan).await?;
    change.commit(told).await?;
    go(&format!("/ke-hoach/{}", plan.id))
}

/// What applies now, ended where the change begins, with the reason.
async fn ended(app: &App, form: &mut FormState, plan: &KeptPlan) -> Result<Option<Stretch>, Fault> {
    let since = since::read(form, since::earliest(app, plan).await?);
    let why = form.line("ly-do", "lý do thay đổi", "why it is changed");
    Ok(since.map(|since| Stretch {
        until: since.previous(),
        due: plan.due.clone(),
        window: plan.window,
        text: None,
        why,
    }))
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
    let rules = [
        OnRestDay::Keep,
        OnRestDay::NextWorking,
        OnRestDay::PreviousWorking,
    ];
    let mut rules = rules.into_iter();
    rules
        .find(|rule| rest_code(*rule) == code)
        .unwrap_or_default()
}

fn window(form: &mut FormState) -> Option<Window> {
    match form.value("so-lieu") {
        "thang" => Some(Window::Calendar),
        "nd09" => Some(Window::Decree09),
        "rieng" => {
            let (from, to) = (day(form.value("tu")), day(form.value("den")));
            for (name, day) in [("tu", from), ("den", to)] {
                if day.is_none() {
                    form.refuse(
                        name,
                        "Hãy viết ngày như 15/11/2026.",
                        "Write the day like 2026-11-15.",
                    );
                }
            }
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
    let first = Month::parse(form.value("thang-dau"));
    let last = match form.value("thang-cuoi") {
        "" => Ok(None),
        text => Month::parse(text).map(Some),
    };
    match (first, last) {
        (Ok(first), Ok(last)) if last.is_some_and(|last| last < first) => {
            form.refuse(
                "thang-cuoi",
                "Tháng cuối phải sau tháng đầu.",
                "The last month comes after the first.",
            );
            None
        }
        (Ok(first), Ok(last)) => Some((first, last)),
        (first, last) => {
            let wrong = [("thang-dau", first.err()), ("thang-cuoi", last.err())];
            let wrong = wrong
                .into_iter()
                .filter_map(|(name, why)| Some((name.to_owned(), why?)));
            form.problems.extend(wrong);
            None
        }
    }
}
