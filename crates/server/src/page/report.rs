//! One report: its boxes for who writes it, the whole as it stands for everybody else who sees it.
//!
//! | module | what it is |
//! |---|---|
//! | [`save`] | boxes saved one by one, or the whole page |
//! | [`check`] | everything as it will be sent, all findings at once |
//! | [`send`] | sending, returning, accepting, leaving out, a new version |
//! | [`file`] | handed in as a Word or Excel form |

pub mod check;
pub mod file;
pub mod save;
pub mod send;

use axum::extract::State;
use nhip_core::lang::{Bilingual, Lang};
use nhip_core::permission::{Action, right};
use nhip_core::report::draft::Explanation;
use nhip_core::report::state::{self, Step};
use nhip_store::Time;
use nhip_store::report::{self, KeptReport};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::FormState;
use crate::frame::Frame;
use crate::page::activities::photo::{Shown, those_of};
use crate::page::reports::{class, plan_name};
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::report::sheet::{Refused, Sheet};
use nhip_office::report::{Monthly, OneReport};

/// What every page of a report says of it.
pub struct Head {
    id: String,
    unit: String,
    plan: String,
    month: String,
    version: i64,
    state: String,
    class: &'static str,
    due: String,
    /// Data closed, signed, arrived; those that are known.
    clocks: Vec<(&'static str, String)>,
    /// The revision shown: sent back with every step.
    revision: i64,
    /// Why it came back, or was left out.
    reason: Option<String>,
}

/// What may be done on it.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    give_back: bool,
    accept: bool,
    exclude: bool,
    readmit: bool,
    new_version: bool,
}

#[derive(Template)]
#[template(path = "report_edit.html")]
struct EditPage {
    frame: Frame,
    head: Head,
    sheet: Sheet,
    form: FormState,
}

#[derive(Template)]
#[template(path = "report_read.html")]
struct ReadPage {
    frame: Frame,
    head: Head,
    sheet: Sheet,
    steps: Steps,
    explanations: Vec<Explanation>,
    form: FormState,
    versions: Vec<(i64, String)>,
    photos: Vec<Shown>,
}

/// "14:03 23/11/2026".
pub fn moment(at: Time) -> String {
    at.local().format("%H:%M %d/%m/%Y").to_string()
}

impl Head {
    /// Of a report, in a language.
    pub fn of(monthly: &Monthly, lang: Lang) -> Head {
        let report = &monthly.report;
        let clocks = [
            (lang.pick("Chốt số liệu", "Data closed"), report.closed_at),
            (
                lang.pick("Thủ trưởng nộp", "Signed and sent"),
                report.signed_at,
            ),
            (lang.pick("Đến nơi nhận", "Arrived"), report.arrived_at),
        ];
        let deadline = monthly.duty.deadline(report.month);
        Head {
            id: report.id.to_string(),
            unit: monthly.duty.unit.name.clone(),
            plan: plan_name(&monthly.duty),
            month: report.month.shown(),
            version: report.version,
            state: report.state.name().get(lang).to_owned(),
            class: class(report.state.stage()),
            due: deadline.map_or_else(String::new, |deadline| deadline.shown()),
            clocks: clocks
                .into_iter()
                .filter_map(|(name, at)| Some((name, moment(at?))))
                .collect(),
            revision: report.revision,
            reason: reason(&report.state),
        }
    }
}

fn reason(of: &state::State) -> Option<String> {
    match of {
        state::State::Returned { remarks, .. } => remarks.reason().map(ToString::to_string),
        state::State::Excluded { reason, .. } => Some(reason.to_string()),
        _ => None,
    }
}

/// What a page says beside the report.
#[derive(Default)]
pub struct Saying {
    /// Something done, or not done.
    pub notice: Option<Bilingual>,
    /// What was typed and refused.
    pub refused: Refused,
    /// A form at the foot, as it was sent.
    pub form: FormState,
}

impl Saying {
    /// Only a notice.
    pub fn notice(text: Bilingual) -> Saying {
        Saying {
            notice: Some(text),
            ..Saying::default()
        }
    }
}

/// The report.
pub async fn show(State(app): State<App>, may: May<right::SeeReport, OneReport>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    shown(&app, &me, &thing.0.id, Saying::default()).await
}

/// On to a page after something was done with a report; the report, with what is in the way.
async fn went<T>(
    app: &App,
    me: &SignedIn,
    id: &str,
    done: nhip_office::Result<T>,
    to: impl FnOnce(T) -> String,
) -> Answer {
    match done {
        Ok(done) => go(&to(done)),
        Err(nhip_office::Error::Refused(why)) => shown(app, me, id, Saying::notice(why)).await,
        Err(other) => Err(other.into()),
    }
}

/// The report as it stands now, to write in or to read.
pub async fn shown(app: &App, me: &SignedIn, id: &str, saying: Saying) -> Answer {
    let report = report::by_id(app.db(), &id.into())
        .await?
        .ok_or(Fault::NotFound)?;
    let monthly = Monthly::of(app, &me.units, report).await?;
    let lang = me.lang();
    let form = saying.form;
    let frame = Frame {
        notice: saying.notice.map(|text| text.get(lang).to_owned()),
        refused: !form.is_right(),
        ..me.frame()
    };
    let (head, sheet) = (
        Head::of(&monthly, lang),
        Sheet::of(&monthly, lang, &saying.refused),
    );
    let unit = &monthly.report.unit;
    if monthly.report.state.is_editable() && me.may(Action::WriteReport, unit) {
        return page(&EditPage {
            frame,
            head,
            sheet,
            form,
        });
    }
    let all = report::versions(app.db(), &monthly.report.plan, unit, monthly.report.month).await?;
    page(&ReadPage {
        frame,
        head,
        sheet,
        steps: steps(me, &monthly),
        explanations: monthly.explanations,
        form,
        photos: photos(app, &monthly.report).await?,
        versions: all
            .into_iter()
            .map(|one| (one.version, one.id.to_string()))
            .collect(),
    })
}

/// Photos of what was done in the month.
async fn photos(app: &App, report: &KeptReport) -> Result<Vec<Shown>, Fault> {
    let (plan, unit, month) = (&report.plan, &report.unit, report.month);
    let heads = nhip_store::photo::of_month(app.db(), plan, unit, month).await?;
    if heads.is_empty() {
        return Ok(Vec::new());
    }
    let done = nhip_store::activity::of_month(app.db(), plan, unit, month).await?;
    let shown = done.iter().flat_map(|one| those_of(&heads, &one.activity));
    Ok(shown.collect())
}

fn steps(me: &SignedIn, monthly: &Monthly) -> Steps {
    let open = |step: Step| {
        monthly.report.state.can().contains(&step) && me.may(step.action(), &monthly.report.unit)
    };
    Steps {
        give_back: open(Step::Return),
        accept: open(Step::Accept),
        exclude: open(Step::Exclude),
        readmit: open(Step::Readmit),
        new_version: open(Step::NewVersion),
    }
}
