//! One activity on its page.

use axum::extract::State;
use nhip_core::permission::{Action, right};
use nhip_store::photo::{MOST, PhotoHead};

use super::counted;
use super::photo::{self, Shown as Photo};
use crate::app::App;
use crate::fault::Answer;
use crate::fields::FormState;
use crate::frame::Frame;
use crate::page::{Template, page};
use crate::who::{May, SignedIn};
use nhip_office::activity::OneActivity;

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage {
    frame: Frame,
    what: String,
    unit: String,
    /// What it is called, and what was entered; what was left out is not shown.
    facts: Vec<(&'static str, String)>,
    link: Option<String>,
    photos: Vec<Photo>,
    id: String,
    /// She may add photos, and there is room.
    may_add: bool,
    may_remove: bool,
    form: FormState,
}

/// What was entered.
pub async fn show(State(app): State<App>, may: May<right::SeeReport, OneActivity>) -> Answer {
    let (me, thing) = (may.me, may.thing);
    shown(&app, &me, &thing, FormState::default()).await
}

/// The page, with what is wrong with photos just sent.
pub(super) async fn shown(
    app: &App,
    me: &SignedIn,
    thing: &OneActivity,
    form: FormState,
) -> Answer {
    let photos = nhip_store::photo::of(app.db(), &thing.0.activity.id).await?;
    page(&with(me, thing, &photos, form))
}

fn with(
    me: &SignedIn,
    OneActivity(kept): &OneActivity,
    photos: &[PhotoHead],
    form: FormState,
) -> ActivityPage {
    let done = &kept.activity.done;
    let may_record = me.may(Action::RecordActivity, &done.unit);
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
            kept.month.shown(),
        ),
    ];
    ActivityPage {
        frame: me.frame_of(&form),
        photos: photo::those_of(photos, &kept.activity),
        id: kept.activity.id.to_string(),
        may_add: may_record && i64::try_from(photos.len()).is_ok_and(|have| have < MOST),
        may_remove: may_record,
        form,
        what: done.what.clone(),
        unit: me.units.name(&done.unit).to_owned(),
        facts: facts
            .into_iter()
            .filter(|(_, fact)| !fact.is_empty())
            .collect(),
        link: done.link.clone(),
    }
}
