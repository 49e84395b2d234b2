//! Reports: the months of my units, where each stands and when it is due; what waits for me.

use axum::extract::State;
use nhip_core::deadline::{Timeliness, timeliness};
use nhip_core::id::{PlanId, UnitId};
use nhip_core::period::Month;
use nhip_core::permission::{Action, right};
use nhip_core::report::state::Stage;
use nhip_store::report::{self, KeptReport};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::form::Checked;
use crate::form::Query;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::duty::Duty;
use nhip_office::report::write;

mod waiting;

pub use waiting::waiting;

/// One month of one unit.
pub(super) struct Line {
    pub(super) unit: UnitId,
    pub(super) unit_name: String,
    pub(super) plan: PlanId,
    pub(super) plan_name: String,
    pub(super) month: Month,
    pub(super) month_name: String,
    /// The newest version, if one was begun.
    pub(super) report: Option<KeptReport>,
    pub(super) state: String,
    pub(super) class: &'static str,
    pub(super) due: String,
    pub(super) may_write: bool,
    /// Left by a unit that has ended.
    pub(super) left: bool,
}

impl Line {
    fn is(&self, unit: &UnitId, month: Option<Month>, plan: &PlanId) -> bool {
        self.unit == unit && Some(self.month) == month && self.plan == plan
    }

    /// Its report's id, if it was begun.
    fn id(&self) -> Option<&str> {
        self.report.as_ref().map(|report| report.id.as_str())
    }
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
}

/// The look of a stage.
pub fn class(stage: Stage) -> &'static str {
    match stage {
        Stage::Accepted | Stage::Consolidated | Stage::Closed => "good",
        Stage::Drafting | Stage::Sent | Stage::Resent => "wait",
        Stage::Returned | Stage::Excluded => "late",
    }
}

/// The months of my units.
pub async fn list(State(app): State<App>, me: SignedIn) -> Answer {
    let mut lines = Vec::new();
    for unit in me.actor.tops(me.units.today) {
        if me.may(Action::SeeReport, unit) {
            lines.extend(of(&app, &me, unit).await?);
        }
    }
    let frame = me.frame();
    page(&ListPage { frame, lines })
}

/// The months of a unit and of those before it for which it answers, the newest first.
pub(super) async fn of(app: &App, me: &SignedIn, unit: &UnitId) -> Result<Vec<Line>, Fault> {
    let mut lines = own(app, me, unit).await?;
    for former in me.units.formers(unit) {
        lines.extend(own(app, me, former).await?);
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.month));
    Ok(lines)
}

async fn own(app: &App, me: &SignedIn, unit: &UnitId) -> Result<Vec<Line>, Fault> {
    let kept = report::of_unit(app.db(), unit).await?;
    let mut lines = Vec::new();
    for duty in Duty::of_unit(app, &me.units, unit).await? {
        for month in duty.months(me.units.today) {
            let duty = duty.in_month(app, &me.units, month).await?;
            if !duty.reports {
                continue;
            }
            let newest = kept
                .iter()
                .find(|one| one.plan == duty.plan.id && one.month == month);
            lines.push(line(app, me, &duty, month, newest.cloned()));
        }
    }
    Ok(lines)
}

fn line(app: &App, me: &SignedIn, duty: &Duty, month: Month, report: Option<KeptReport>) -> Line {
    let lang = me.lang();
    let deadline = duty.deadline(month);
    let clocks = report.as_ref().map(KeptReport::clocks).unwrap_or_default();
    let missing = deadline.as_ref().is_some_and(|deadline| {
        timeliness(deadline, &clocks, app.now().local()) == Timeliness::Missing
    });
    let (state, mut class) = match &report {
        Some(report) => (
            report.state.name().get(lang).to_owned(),
            class(report.state.stage()),
        ),
        None => (lang.pick("Chưa viết", "Not begun").to_owned(), "wait"),
    };
    if missing {
        class = "late";
    }
    Line {
        unit: duty.id.clone(),
        unit_name: me.units.called(&duty.id, lang),
        left: me.units.left(&duty.id).is_some(),
        plan: duty.plan.id.clone(),
        plan_name: plan_name(duty),
        month,
        month_name: month.shown(),
        state: match missing {
            true => format!("{state}, {}", lang.pick("quá hạn", "overdue")),
            false => state,
        },
        class,
        due: deadline.map_or_else(String::new, |deadline| deadline.shown()),
        may_write: me.may(Action::WriteReport, &duty.id),
        report,
    }
}

/// Number and subject of a plan.
pub fn plan_name(duty: &Duty) -> String {
    let plan = &duty.plan.reading;
    let parts = [plan.number(), plan.title.subject.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

/// `?ky=2026-11&ke-hoach=…`
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    ky: String,
    #[serde(default, rename = "ke-hoach")]
    plan: String,
}

/// The report of a unit and month, if it was begun; otherwise the unit's months, to begin it.
pub async fn of_unit(
    State(app): State<App>,
    may: May<right::SeeReport, UnitId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let lines = of(&app, &me, &thing).await?;
    let month = Month::parse(&asked.ky).ok();
    let wanted = lines
        .iter()
        .find(|line| line.is(&thing, month, &asked.plan.as_str().into()));
    if let Some(id) = wanted.and_then(Line::id) {
        return go(&format!("/bao-cao/{id}"));
    }
    page(&ListPage {
        frame: me.frame(),
        lines,
    })
}

/// Begins the report of a unit and month, filled from its activities and last month's outline.
pub async fn open(
    State(app): State<App>,
    may: May<right::WriteReport, UnitId>,
    Checked(fields): Checked,
) -> Answer {
    let (me, thing, permit) = may.parts();
    let lines = of(&app, &me, &thing).await?;
    let month = Month::parse(fields.get("ky")).ok();
    let wanted = lines
        .iter()
        .find(|line| line.is(&thing, month, &(fields.get("ke-hoach")).into()));
    let Some(wanted) = wanted else {
        return page(&ListPage {
            frame: Frame {
                notice: Some(
                    me.lang()
                        .pick(
                            "Đơn vị không phải báo cáo tháng này theo kế hoạch đã chọn. Hãy chọn trong danh sách.",
                            "The unit owes no report of that month under that plan. Choose from the list.",
                        )
                        .to_owned(),
                ),
                ..me.frame()
            },
            lines,
        });
    };
    let id = match wanted.id() {
        Some(id) => id.to_owned(),
        None => write::begin(&app, &me, &permit, &wanted.plan, wanted.month)
            .await?
            .to_string(),
    };
    go(&format!("/bao-cao/{id}"))
}
