//! One activity on its page.

use axum::extract::State;
use nhip_core::permission::right;

use super::{ActivityId, counted};
use crate::app::App;
use crate::fault::Answer;
use crate::frame::Frame;
use crate::page::{Template, page, reports};
use crate::who::{May, SignedIn};

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage {
    frame: Frame,
    what: String,
    unit: String,
    /// What it is called, and what was entered; what was left out is not shown.
    facts: Vec<(&'static str, String)>,
    link: Option<String>,
}

/// What was entered.
pub async fn show(State(_): State<App>, may: May<right::SeeReport, ActivityId>) -> Answer {
    let May { me, thing, .. } = may;
    page(&shown(&me, &thing))
}

fn shown(me: &SignedIn, ActivityId(kept): &ActivityId) -> ActivityPage {
    let done = &kept.activity.done;
    let lang = me.lang();
    let named = |(vi, en): (&'static str, &'static str)| lang.pick(vi, en).to_owned();
    let audience = done.audience.map(|audience| named(audience.name()));
    let facts = [
        (
            lang.pick("Ngày", "Day"),
            done.day.format("%d/%m/%Y").to_string(),
        ),
        (lang.pick("Nơi", "Place"), done.place.clone()),
        (
            lang.pick("Hình thức", "Channel"),
            named(done.channel.name()),
        ),
        (
            lang.pick("Đối tượng", "Audience"),
            audience.unwrap_or_default(),
        ),
        (lang.pick("Số lượng", "How many"), counted(done, lang)),
        (lang.pick("Ghi chú", "Remark"), done.note.clone()),
        (
            lang.pick("Trong báo cáo tháng", "In the report of"),
            reports::month_name(kept.month),
        ),
    ];
    ActivityPage {
        frame: me.frame(),
        what: done.what.clone(),
        unit: me.units.name(&done.unit).to_owned(),
        facts: facts
            .into_iter()
            .filter(|(_, fact)| !fact.is_empty())
            .collect(),
        link: done.link.clone(),
    }
}
