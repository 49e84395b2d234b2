//! Check your answers: everything as it will be sent, every finding at once, each doubt with a box
//! to explain it; then it is sent, by the one who may.

use axum::extract::State;
use nhip_core::finding::{Finding, Severity};
use nhip_core::lang::{Bilingual, Lang};
use nhip_core::permission::{Action, right};
use nhip_core::report::draft::{Explanation, about};
use nhip_core::report::state::Cleared;

use super::Head;
use crate::app::App;
use crate::fault::Answer;
use crate::fields::FormState;
use crate::form::Checked;
use crate::frame::Frame;
use crate::page::{Template, go, page};
use crate::who::{May, SignedIn};
use nhip_office::report::sheet::{Refused, Sheet};
use nhip_office::report::{Monthly, OneReport, write};

/// Before the key of a finding: the box with its explanation.
const EXPLAIN: &str = "giai-thich.";

/// One finding.
struct Line {
    code: String,
    text: String,
    /// The box it is about.
    link: Option<String>,
    /// Name of the box to explain it in; none for what must be corrected or is only a note.
    field: Option<String>,
    explained: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "report_check.html")]
struct CheckPage {
    frame: Frame,
    head: Head,
    sheet: Sheet,
    form: FormState,
    errors: Vec<Line>,
    doubts: Vec<Line>,
    notes: Vec<Line>,
    writes: bool,
    sends: bool,
    ready: bool,
}

/// The page.
pub async fn show(State(app): State<App>, may: May<right::SeeReport, OneReport>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    checked(&me, &monthly, FormState::default(), None)
}

/// The page, with a form that was refused or something to say first.
pub fn checked(
    me: &SignedIn,
    monthly: &Monthly,
    form: FormState,
    notice: Option<Bilingual>,
) -> Answer {
    if !monthly.report.state.is_editable() {
        return go(&format!("/bao-cao/{}", monthly.report.id));
    }
    let lang = me.lang();
    let findings = monthly.findings();
    let unit = &monthly.report.unit;
    let ready = Cleared::check(&findings, &monthly.explanations, monthly.revision()).is_ok();
    let of = |severity| -> Vec<Line> {
        let all = findings.iter().filter(|one| one.severity == severity);
        all.map(|one| line(monthly, one, &form, lang)).collect()
    };
    page(&CheckPage {
        frame: Frame {
            notice: notice.map(|text| text.get(lang).to_owned()),
            refused: !form.is_right(),
            ..me.frame()
        },
        head: Head::of(monthly, lang),
        sheet: Sheet::of(monthly, lang, &Refused::new()),
        errors: of(Severity::Error),
        doubts: of(Severity::Warning),
        notes: of(Severity::Note),
        form,
        writes: me.may(Action::WriteReport, unit),
        sends: me.may(Action::SendReport, unit),
        ready,
    })
}

fn line(monthly: &Monthly, finding: &Finding, form: &FormState, lang: Lang) -> Line {
    let field =
        (finding.severity == Severity::Warning).then(|| format!("{EXPLAIN}{}", about(finding)));
    let said = monthly
        .explanations
        .iter()
        .find(|one| one.covers(finding))
        .map(|one| one.text.clone());
    let typed = field
        .as_deref()
        .map(|name| form.value(name).to_owned())
        .filter(|typed| !typed.is_empty());
    let link = monthly.draft.field_of(&monthly.duty.plan.reading, finding);
    Line {
        code: finding.code.clone(),
        text: finding.text.get(lang).to_owned(),
        link: link.map(|link| link.to_string()),
        problem: field
            .as_deref()
            .and_then(|name| form.problem(name, lang))
            .map(str::to_owned),
        field,
        explained: typed.or(said).unwrap_or_default(),
    }
}

/// Keeps the explanations typed.
pub async fn explain(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    let (me, thing) = (may.me, may.thing);
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    if !monthly.report.state.is_editable() {
        return go(&format!("/bao-cao/{}", monthly.report.id));
    }
    let mut form = FormState::of(fields);
    let new = read(&monthly, &me.account.id, &mut form);
    write::explain(&app, &me, &monthly.report, &new).await?;
    if form.is_right() {
        return go(&format!("/bao-cao/{}/kiem-tra", monthly.report.id));
    }
    let monthly = Monthly::of(&app, &me.units, monthly.report).await?;
    checked(&me, &monthly, form, None)
}

/// What was newly said to the findings as they stand.
fn read(monthly: &Monthly, by: &str, form: &mut FormState) -> Vec<Explanation> {
    let mut new = Vec::new();
    for finding in monthly.findings() {
        let name = format!("{EXPLAIN}{}", about(&finding));
        let text = form.value(&name).to_owned();
        let known = monthly
            .explanations
            .iter()
            .any(|one| one.covers(&finding) && one.text == text);
        if text.is_empty() || known {
            continue;
        }
        match Explanation::new(&finding, &text, by) {
            Ok(explanation) => new.push(explanation),
            Err(why) => form.problems.push((name, why)),
        }
    }
    new
}
