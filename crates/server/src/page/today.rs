//! "Hôm nay": what is waiting for this person, nothing else.

mod month;

use axum::extract::State;
use nhip_core::permission::Action;
use nhip_store::plan::{self, PlanState};

use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;
use crate::page::{Template, page};
use crate::who::SignedIn;
use nhip_office::account::offer;
use nhip_office::plan::title;
use nhip_office::second_factor;

/// One thing that waits.
pub struct Waiting {
    /// Where it is done.
    pub href: String,
    /// What it is.
    pub what: String,
    /// Why it waits.
    pub why: String,
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage {
    frame: Frame,
    day: String,
    waiting: Vec<Waiting>,
}

/// The page.
pub async fn show(State(app): State<App>, me: SignedIn) -> Answer {
    let mut waiting = first_steps(&me);
    waiting.extend(offers(&app, &me).await?);
    waiting.extend(second_step(&me));
    waiting.extend(plans(&app, &me).await?);
    waiting.extend(month::waiting(&app, &me).await?);
    let reports = super::reports::waiting(&app, &me).await?;
    waiting.extend(
        reports
            .into_iter()
            .map(|(href, what, why)| Waiting { href, what, why }),
    );
    page(&TodayPage {
        frame: me.frame(),
        day: long_day(&me),
        waiting,
    })
}

/// The second step of signing in, where a role demands it.
fn second_step(me: &SignedIn) -> Option<Waiting> {
    let due = second_factor::due_at(me, me.asked_at)?.local();
    let (lang, day) = (me.lang(), due.format("%d/%m/%Y"));
    Some(Waiting {
        href: "/toi/ma-buoc-hai".to_owned(),
        what: lang
            .pick("Đặt mã bước hai", "Set up the second step of signing in")
            .to_owned(),
        why: lang
            .pick(
                &format!("Vai trò của bạn cần mã này; từ {day} phải có mới làm việc được."),
                &format!("Your role needs it; from {day} on nothing else opens before."),
            )
            .to_owned(),
    })
}

/// "Thứ Hai, 23/11/2026".
fn long_day(me: &SignedIn) -> String {
    use chrono::Datelike;
    let day = me.units.today;
    let (vi, en) = match day.weekday() {
        chrono::Weekday::Mon => ("Thứ Hai", "Monday"),
        chrono::Weekday::Tue => ("Thứ Ba", "Tuesday"),
        chrono::Weekday::Wed => ("Thứ Tư", "Wednesday"),
        chrono::Weekday::Thu => ("Thứ Năm", "Thursday"),
        chrono::Weekday::Fri => ("Thứ Sáu", "Friday"),
        chrono::Weekday::Sat => ("Thứ Bảy", "Saturday"),
        chrono::Weekday::Sun => ("Chủ nhật", "Sunday"),
    };
    format!(
        "{}, {:02}/{:02}/{}",
        me.lang().pick(vi, en),
        day.day(),
        day.month(),
        day.year()
    )
}

/// What an administrator does before the months begin.
fn first_steps(me: &SignedIn) -> Vec<Waiting> {
    let Some(top) = me
        .units
        .top()
        .filter(|top| me.may(Action::ManageUnits, top))
    else {
        return Vec::new();
    };
    let lang = me.lang();
    let mut waiting = Vec::new();
    if me.units.branch(top).len() == 1 {
        waiting.push(Waiting {
            href: format!("/don-vi/{top}/them"),
            what: lang
                .pick("Thêm các đơn vị phải báo cáo", "Add the units that report")
                .to_owned(),
            why: lang
                .pick(
                    "Mới có cơ quan tổng hợp, chưa có đơn vị nào bên dưới.",
                    "Only the consolidating body is there yet.",
                )
                .to_owned(),
        });
    }
    waiting
}

/// Roles offered to her, or to somebody she may answer for.
async fn offers(app: &App, me: &SignedIn) -> Result<Option<Waiting>, Fault> {
    let count = offer::for_me(app, me).await?.len();
    let lang = me.lang();
    let waiting = || Waiting {
        href: "/loi-moi".to_owned(),
        what: lang
            .pick("Trả lời lời mời giữ vai trò", "Answer an offer of a role")
            .to_owned(),
        why: format!("{count} {}", lang.pick("lời mời đang chờ.", "waiting.")),
    };
    Ok((count > 0).then(waiting))
}

/// Plans to be brought in or confirmed.
async fn plans(app: &App, me: &SignedIn) -> Result<Vec<Waiting>, Fault> {
    let lang = me.lang();
    let plans = plan::all(app.db()).await?;
    let mut waiting = Vec::new();
    let bring = me.units_where(Action::EditPlan);
    if let Some(unit) = bring.first().filter(|_| plans.is_empty()) {
        waiting.push(Waiting {
            href: format!("/ke-hoach/moi/{unit}"),
            what: lang.pick("Thêm kế hoạch", "Add the plan").to_owned(),
            why: lang
                .pick(
                    "Chưa có kế hoạch nào; hãy thả tệp Word của kế hoạch vào đây.",
                    "There is no plan yet: drop its Word file.",
                )
                .to_owned(),
        });
    }
    let read = plans.iter().filter(|plan| plan.state == PlanState::Read);
    for plan in read.filter(|plan| me.may(Action::ConfirmPlan, &plan.unit)) {
        waiting.push(Waiting {
            href: format!("/ke-hoach/{}", plan.id),
            what: lang
                .pick("Xác nhận kế hoạch", "Confirm the plan")
                .to_owned(),
            why: title(plan).to_owned(),
        });
    }
    Ok(waiting)
}
