//! What waits for a person among the reports: to be written, to be sent, to be accepted.

use nhip_core::period::Month;
use nhip_core::permission::Action;
use nhip_core::report::state::Stage;
use nhip_store::report;

use super::{Line, of};
use crate::app::App;
use crate::fault::Fault;
use crate::who::SignedIn;

/// Things shown at once.
const MOST: usize = 12;

/// One thing that waits: address, what, why; the most pressing first.
pub type Waiting = (String, String, String);

/// What waits for her.
pub async fn waiting(app: &App, me: &SignedIn) -> Result<Vec<Waiting>, Fault> {
    let mut found: Vec<(u8, Waiting)> = Vec::new();
    for unit in me.actor.tops(me.units.today) {
        let writes = me.may(Action::WriteReport, unit);
        if !writes && !me.may(Action::SendReport, unit) {
            continue;
        }
        for line in of(app, me, unit).await? {
            found.extend(to_write(me, &line, writes));
        }
    }
    if me.may_somewhere(Action::AcceptReport) {
        for stage in [Stage::Sent, Stage::Resent] {
            for report in report::at_stage(app.db(), stage.code()).await? {
                if me.may(Action::AcceptReport, &report.unit) {
                    found.push((1, to_accept(me, &report)));
                }
            }
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    // At the deadline hour hundreds wait: the board has them all, this page the first.
    found.truncate(MOST);
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

/// A report of this month or the one before that is not sent.
fn to_write(me: &SignedIn, line: &Line, writes: bool) -> Option<(u8, Waiting)> {
    let lang = me.lang();
    let now = Month::of(me.units.today)?;
    let stage = line.report.as_ref().map(|report| report.state.stage());
    // What a unit left undone when it ended waits until it is written.
    let recent = line.left || line.month >= now.previous();
    let (rank, verb) = match stage {
        Some(Stage::Returned) => (
            0,
            lang.pick("Sửa báo cáo bị trả lại", "Correct the returned report"),
        ),
        Some(Stage::Drafting) if recent && writes => {
            (2, lang.pick("Viết tiếp báo cáo", "Go on with the report"))
        }
        Some(Stage::Drafting) if recent => (
            2,
            lang.pick("Xem và nộp báo cáo", "Look at and send the report"),
        ),
        None if recent && writes => (3, lang.pick("Viết báo cáo", "Write the report")),
        _ => return None,
    };
    let href = match &line.report {
        Some(report) if writes => format!("/bao-cao/{}", report.id),
        Some(report) => format!("/bao-cao/{}/kiem-tra", report.id),
        None => format!(
            "/bao-cao/don-vi/{}?ky={}&ke-hoach={}",
            line.unit, line.month, line.plan
        ),
    };
    let what = format!("{verb} {} {}", lang.pick("tháng", "of"), line.month_name);
    let why = format!(
        "{}. {} {}. {}",
        line.unit_name,
        lang.pick("Hạn nộp", "Due"),
        line.due,
        line.state
    );
    Some((rank, (href, what, why)))
}

fn to_accept(me: &SignedIn, report: &report::KeptReport) -> Waiting {
    let lang = me.lang();
    let what = format!(
        "{} {}",
        lang.pick(
            "Xem và duyệt báo cáo tháng",
            "Look at and accept the report of"
        ),
        report.month.shown()
    );
    let why = format!(
        "{}. {}",
        me.units.called(&report.unit, lang),
        report.state.name().get(lang)
    );
    (format!("/bao-cao/{}", report.id), what, why)
}
