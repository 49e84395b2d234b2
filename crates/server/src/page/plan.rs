//! Plans: those a person sees, and one of them as it was read.

pub mod above;
pub mod around;
pub mod bring;
pub mod change;
pub mod confirm;
pub mod correct;
pub mod due;
pub mod owner;

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use nhip_core::deadline::{DueRule, Window};
use nhip_core::finding::{Finding, Severity};
use nhip_core::id::UnitId;
use nhip_core::permission::{Action, Tree, right};
use nhip_core::plan::owner::owes;
use nhip_core::plan::{PlanUnit, Task};
use nhip_store::plan::{KeptPlan, PlanState};

use self::around::{Around, around};
use crate::app::App;
use crate::door;
use crate::fault::Answer;
use crate::frame::{Frame, encoded};
use crate::page::{Template, page};
use crate::who::{May, SignedIn};
use nhip_office::plan::{Owed, OwnPlan, SeenPlan, seen, title};

/// Who may change the plan of the address.
pub type MayEdit = May<right::EditPlan, OwnPlan>;

/// Name of the field with the month from which a change applies.
const SINCE: &str = "tu-thang";

/// A plan as listed.
struct Line {
    id: String,
    title: String,
    number: String,
    unit: String,
    state: PlanState,
    tasks: usize,
}

#[derive(Template)]
#[template(path = "plans.html")]
struct PlansPage {
    frame: Frame,
    lines: Vec<Line>,
    may_bring: Option<String>,
}

/// A task as read, with the doubts about its lines.
struct TaskRead {
    task: Task,
    doubts: Vec<Finding>,
}

/// A unit or group of the plan, with the real units a person may see behind it.
struct UnitRead {
    name: String,
    is_group: bool,
    owes: bool,
    real: Vec<String>,
    /// Real units this person does not see.
    others: usize,
    tasks: Vec<TaskRead>,
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    frame: Frame,
    title: String,
    unit: String,
    plan: KeptPlan,
    due: String,
    window: String,
    units: Vec<UnitRead>,
    doubts: Vec<Finding>,
    around: Around,
    may_edit: bool,
    may_confirm: bool,
    /// A unit stands above: the plan can carry out that one's.
    may_link: bool,
}

/// The plans this person sees.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let lines = seen(&app, &me).await?;
    let may_bring = me.units_where(Action::EditPlan);
    page(&PlansPage {
        frame: me.frame(),
        lines: lines.iter().map(|owed| line(&me, owed)).collect(),
        may_bring: may_bring.first().map(|id| id.to_string()),
    })
}

fn line(me: &SignedIn, owed: &Owed) -> Line {
    let plan = &owed.plan;
    Line {
        id: plan.id.to_string(),
        title: owed.title().to_owned(),
        number: plan.reading.number().unwrap_or_default().to_owned(),
        unit: me.units.name(&plan.unit).to_owned(),
        state: plan.state,
        tasks: plan.reading.counts.tasks,
    }
}

/// What was read from a plan, every doubt beside.
pub async fn show(State(app): State<App>, may: May<right::SeePlan, SeenPlan>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let Owed { plan, .. } = &thing.owed;
    let around = around(&app, &me, plan).await?;
    let reading = &plan.reading;
    let units: Vec<UnitRead> = reading
        .units
        .iter()
        .map(|unit| unit_read(&me, &thing.owed, unit))
        .collect();
    let beside = |finding: &&Finding| {
        !units
            .iter()
            .any(|unit| unit.tasks.iter().any(|task| task.doubts.contains(finding)))
    };
    let doubts = reading.findings.iter().filter(beside).cloned().collect();
    page(&PlanPage {
        frame: me.frame(),
        title: title(plan).to_owned(),
        unit: me.units.name(&plan.unit).to_owned(),
        due: said_due(&plan.due, &me),
        window: said_window(&plan.window, &me),
        may_edit: me.may(Action::EditPlan, &plan.unit),
        may_confirm: me.may(Action::ConfirmPlan, &plan.unit),
        may_link: me.units.parent(&plan.unit).is_some(),
        units,
        doubts,
        around,
        plan: plan.clone(),
    })
}

fn unit_read(me: &SignedIn, owed: &Owed, unit: &PlanUnit) -> UnitRead {
    let behind: Vec<&UnitId> = owed.behind(&unit.id).collect();
    let seen = behind.iter().filter(|id| me.may(Action::SeeUnit, id));
    let real: Vec<String> = seen.map(|id| me.units.name(id).to_owned()).collect();
    let findings = &owed.plan.reading.findings;
    let tasks = unit.tasks.iter().map(|task| {
        let about = |finding: &&Finding| {
            let place = finding.place.as_ref();
            place.is_some_and(|place| task.lines.contains(&place.line))
        };
        TaskRead {
            doubts: findings.iter().filter(about).cloned().collect(),
            task: task.clone(),
        }
    });
    UnitRead {
        name: unit.name.clone(),
        is_group: unit.is_group,
        owes: owes(&owed.plan.reading, unit),
        others: behind.len() - real.len(),
        real,
        tasks: tasks.collect(),
    }
}

/// The class of a tag for a finding.
fn weight(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "late",
        Severity::Warning => "wait",
        Severity::Note => "",
    }
}

/// The class of a tag for a state.
fn tint(state: PlanState) -> &'static str {
    match state {
        PlanState::Read => "wait",
        PlanState::Confirmed => "good",
        PlanState::Replaced => "",
    }
}

/// A state in words.
fn said_state(state: PlanState, frame: &Frame) -> &'static str {
    match state {
        PlanState::Read => frame.say("chờ xác nhận", "to be confirmed"),
        PlanState::Confirmed => frame.say("đang thực hiện", "in force"),
        PlanState::Replaced => frame.say("đã có bản mới", "replaced"),
    }
}

/// When reports are due, in words.
pub fn said_due(due: &DueRule, me: &SignedIn) -> String {
    let lang = me.lang();
    let hour = due.at.map_or(String::new(), |at| {
        let at = at.format("%H:%M");
        format!("{at} ")
    });
    let before = if due.before {
        lang.pick("trước ", "before ")
    } else {
        ""
    };
    let month = if due.next_month {
        lang.pick("tháng sau", "of the next month")
    } else {
        lang.pick("hằng tháng", "of the month")
    };
    let day = due.day_of_month;
    lang.pick(
        &format!("{before}{hour}ngày {day} {month}"),
        &format!("{before}{hour}day {day} {month}"),
    )
    .to_owned()
}

/// Which days reports are about, in words.
fn said_window(window: &Window, me: &SignedIn) -> String {
    let lang = me.lang();
    match window {
        Window::Calendar => lang.pick("cả tháng báo cáo", "the whole month").to_owned(),
        Window::Decree09 => lang
            .pick(
                "từ ngày 15 tháng trước đến ngày 14 (Nghị định 09/2019/NĐ-CP)",
                "from the 15th of the month before to the 14th (Decree 09/2019)",
            )
            .to_owned(),
        Window::Free { from, to } => {
            format!("{} – {}", from.format("%d/%m/%Y"), to.format("%d/%m/%Y"))
        }
    }
}

/// The file as it came.
pub async fn file(State(app): State<App>, may: May<right::SeePlan, SeenPlan>) -> Answer {
    let digest = &may.thing.owed.plan.document;
    let (name, bytes) = nhip_store::plan::document(app.db(), digest).await?;
    download(&name, bytes)
}

/// A file somebody sent, as it came; never opened by the browser.
pub fn download(name: &str, bytes: Vec<u8>) -> Answer {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            // Percent-encoded as RFC 5987 wants it: a blank is no plus there.
            format!(
                "attachment; filename*=UTF-8''{}",
                encoded(&door::file_name(name)).replace('+', "%20")
            ),
        ),
    ];
    Ok((headers, bytes).into_response())
}
