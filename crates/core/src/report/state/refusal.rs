//! Why a transition did not happen, and what to do instead.

use super::{Stage, Step};
use crate::lang::Bilingual;

/// A transition refused. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The state does not allow it.
    NotNow {
        /// What was wanted.
        step: Step,
        /// Where the report stands.
        stage: Stage,
    },
    /// Somebody saved in between.
    Stale(Stale),
    /// The permit is for another unit.
    OtherUnit,
    /// There is a newer version already, by number.
    NewerVersion(u32),
}

impl Refusal {
    /// The same was done before, as when a form is posted twice: nothing is wrong.
    pub fn is_repeat(&self) -> bool {
        matches!(self, Refusal::NotNow { step, stage } if is_done(*step, *stage))
    }

    /// One or two sentences for the person: why not, and what to do instead.
    pub fn text(&self) -> Bilingual {
        match self {
            Refusal::NotNow { step, stage } => not_now(*step, *stage),
            Refusal::Stale(stale) => stale.text(),
            Refusal::OtherUnit => Bilingual::new(
                "Quyền của bạn không thuộc đơn vị này. Hãy mở lại báo cáo từ danh sách của đơn vị bạn.",
                "Your right is for another unit. Open the report again from your unit's list.",
            ),
            Refusal::NewerVersion(number) => Bilingual::new(
                format!("Đã có bản {number} của báo cáo này. Hãy mở và sửa bản đó."),
                format!(
                    "There is already version {number} of this report. Open and edit that one."
                ),
            ),
        }
    }
}

impl From<Stale> for Refusal {
    fn from(stale: Stale) -> Refusal {
        Refusal::Stale(stale)
    }
}

/// Whether the report stands already where the step leads: a button pressed twice.
fn is_done(step: Step, stage: Stage) -> bool {
    matches!(
        (step, stage),
        (Step::Send, Stage::Sent | Stage::Resent)
            | (Step::Return, Stage::Returned)
            | (Step::Accept, Stage::Accepted)
            | (Step::Consolidate, Stage::Consolidated)
            | (Step::Close, Stage::Closed)
            | (Step::Exclude, Stage::Excluded)
    )
}

fn not_now(step: Step, stage: Stage) -> Bilingual {
    let (step_vi, step_en) = step.name();
    let (stage_vi, stage_en) = stage.name();
    let (advice_vi, advice_en) = advice(step, stage);
    Bilingual::new(
        format!("Không thể {step_vi}: báo cáo đang ở trạng thái “{stage_vi}”. {advice_vi}"),
        format!("Cannot {step_en}: the report is in state “{stage_en}”. {advice_en}"),
    )
}

fn advice(step: Step, stage: Stage) -> (&'static str, &'static str) {
    if step == Step::Readmit {
        return (
            "Báo cáo không bị loại trừ nên không cần nhận lại.",
            "It is not excluded, so there is nothing to take in again.",
        );
    }
    if is_done(step, stage) {
        return (
            "Việc này đã được thực hiện; không cần làm lại.",
            "This was done already; there is no need to do it again.",
        );
    }
    match stage {
        Stage::Drafting if step == Step::NewVersion => (
            "Bản này chưa nộp: hãy sửa ngay trong đó.",
            "It was not sent yet: edit this version itself.",
        ),
        Stage::Drafting => (
            "Hãy chờ đơn vị nộp, hoặc đôn đốc đơn vị.",
            "Wait until the unit sends it, or remind the unit.",
        ),
        Stage::Returned if step == Step::NewVersion => (
            "Hãy sửa theo ý kiến trả lại rồi nộp lại bản này.",
            "Correct this version as the remarks say and send it again.",
        ),
        Stage::Returned => (
            "Hãy chờ đơn vị sửa và nộp lại.",
            "Wait until the unit corrects it and sends it again.",
        ),
        Stage::Sent | Stage::Resent => sent(step),
        Stage::Accepted if step == Step::Close => (
            "Hãy đưa vào báo cáo tổng hợp trước.",
            "Take it into the consolidated report first.",
        ),
        Stage::Accepted | Stage::Consolidated | Stage::Closed => (
            "Muốn thay đổi, đơn vị lập bản mới của báo cáo.",
            "To change anything, the unit begins a new version of the report.",
        ),
        Stage::Excluded => (
            "Hãy nhận lại báo cáo vào kỳ này trước.",
            "Take it into the month again first.",
        ),
    }
}

fn sent(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::NewVersion => (
            "Nếu cần sửa, hãy đề nghị nơi nhận trả lại báo cáo.",
            "If it needs correcting, ask the receiving office to return it.",
        ),
        _ => (
            "Hãy duyệt hoặc trả lại báo cáo trước.",
            "Accept or return the report first.",
        ),
    }
}

/// A page or a check that is older than the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale {
    /// Revision the person saw.
    pub seen: u64,
    /// Revision it has.
    pub current: u64,
}

impl Stale {
    /// What happened and what to do.
    pub fn text(&self) -> Bilingual {
        Bilingual::new(
            "Báo cáo đã được lưu ở nơi khác sau khi bạn mở trang này. Hãy tải lại trang, xem phần đã đổi rồi làm lại.",
            "The report was saved elsewhere after you opened this page. Load the page again, look at what changed and try again.",
        )
    }
}

/// The next revision, if the one seen is still the current one; every save goes through here.
pub fn unchanged(current: u64, seen: u64) -> Result<u64, Stale> {
    if seen == current {
        Ok(current.saturating_add(1))
    } else {
        Err(Stale { seen, current })
    }
}
