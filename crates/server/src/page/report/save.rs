//! Saving: one box as it is typed, the whole page where there is no script, a month in which
//! nothing happened.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use nhip_core::lang::{Bilingual, Lang};
use nhip_core::permission::right;
use serde::Serialize;

use super::{Saying, shown, went};
use crate::app::App;
use crate::fault::Answer;
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::page::go;
use crate::who::{May, SignedIn};
use nhip_office::Error;
use nhip_office::report::boxes::{Outcome, Typed, mark};
use nhip_office::report::{OneReport, write};

/// Before the name of a box: the hidden field that says what the page was shown.
const SEEN: &str = "cu.";
/// Name of the button that takes what activities offer for a box.
const TAKE: &str = "them";
/// Name of the button that declines it.
const DECLINE: &str = "bo";

/// What the script is answered.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Reply {
    /// saved, same, conflict, locked, wrong
    state: &'static str,
    /// When it was saved: "14:03".
    at: String,
    /// Mark of what stands in the box now.
    seen: String,
    /// What stands there now, where somebody else saved it.
    value: Option<String>,
    /// What to tell the person.
    text: String,
}

/// One box, by the page's script.
pub async fn one(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    let (me, report) = (may.me, may.thing.0);
    let typed = Typed {
        name: fields.get("ten").to_owned(),
        seen: fields.get("cu").to_owned(),
        value: fields.get("gia-tri").to_owned(),
    };
    let at = app.now().local().format("%H:%M").to_string();
    let told = |all: &[(Typed, Outcome)]| Reply::to(all.first()?, &at, me.lang());
    let body = match write::save(&app, &me, &report, |_| vec![typed], told).await {
        Ok(outcomes) => told(&outcomes),
        Err(Error::Refused(why)) => Reply::of("locked", "", None, &why, &at, me.lang()),
        Err(other) => return Err(other.into()),
    };
    let body = body.unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

impl Reply {
    /// What became of a box, as JSON.
    fn to((typed, outcome): &(Typed, Outcome), at: &str, lang: Lang) -> Option<String> {
        let good = Bilingual::new(format!("Đã lưu lúc {at}"), format!("Saved at {at}"));
        match outcome {
            Outcome::Save(value) => Reply::of("saved", &mark(value), None, &good, at, lang),
            Outcome::Same(seen) => Reply::of("same", seen, None, &good, at, lang),
            Outcome::Conflict(now) => {
                let (seen, text) = (mark(now), meanwhile(now));
                Reply::of("conflict", &seen, Some(now.clone()), &text, at, lang)
            }
            Outcome::Wrong(why) => Reply::of("wrong", &typed.seen, None, why, at, lang),
        }
    }

    fn of(
        state: &'static str,
        seen: &str,
        value: Option<String>,
        text: &Bilingual,
        at: &str,
        lang: Lang,
    ) -> Option<String> {
        let reply = Reply {
            state,
            at: at.to_owned(),
            seen: seen.to_owned(),
            value,
            text: text.get(lang).to_owned(),
        };
        serde_json::to_string(&reply).ok()
    }
}

fn meanwhile(now: &str) -> Bilingual {
    Bilingual::new(
        format!("Người khác vừa lưu ô này: “{now}”. Ô dưới đây giữ điều bạn gõ; bấm Lưu để thay."),
        format!(
            "Somebody else has just saved this box: “{now}”. Below is what you typed; press Save to put it instead."
        ),
    )
}

/// The whole page; the button pressed says what comes next.
pub async fn whole(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    let (me, report) = (may.me, may.thing.0);
    let typed = of_page(&fields);
    let outcomes = match write::save(&app, &me, &report, |_| typed, |_| None).await {
        Ok(outcomes) => outcomes,
        Err(Error::Refused(why)) => return shown(&app, &me, &report.id, Saying::notice(why)).await,
        Err(other) => return Err(other.into()),
    };
    let saying = refused(outcomes, fields, me.lang());
    if !saying.form.is_right() {
        return said(&app, &me, &report.id, saying).await;
    }
    let form = &saying.form;
    for (button, take) in [(TAKE, true), (DECLINE, false)] {
        if let Some(name) = Some(form.value(button)).filter(|name| !name.is_empty()) {
            let done = write::answer_offer(&app, &me, &report, name, take).await;
            let to = |()| format!("/bao-cao/{}#{name}", report.id);
            return went(&app, &me, &report.id, done, to).await;
        }
    }
    if form.fields.has("xem") {
        return go(&format!("/bao-cao/{}/kiem-tra", report.id));
    }
    said(&app, &me, &report.id, saying).await
}

/// The boxes that were not saved, as they were typed.
fn refused(outcomes: Vec<(Typed, Outcome)>, fields: Fields, lang: Lang) -> Saying {
    let mut saying = Saying {
        form: FormState::of(fields),
        ..Saying::default()
    };
    for (typed, outcome) in outcomes {
        let (seen, why) = match outcome {
            Outcome::Save(_) | Outcome::Same(_) => continue,
            Outcome::Conflict(now) => (mark(&now), meanwhile(&now)),
            Outcome::Wrong(why) => (typed.seen, why),
        };
        let text = why.get(lang).to_owned();
        saying.form.problems.push((typed.name.clone(), why));
        saying.refused.insert(typed.name, (typed.value, seen, text));
    }
    saying
}

async fn said(app: &App, me: &SignedIn, id: &str, mut saying: Saying) -> Answer {
    let at = app.now().local().format("%H:%M").to_string();
    saying.notice = Some(match saying.form.is_right() {
        true => Bilingual::new(format!("Đã lưu lúc {at}."), format!("Saved at {at}.")),
        false => Bilingual::new(
            format!("Đã lưu lúc {at}, trừ các ô nêu dưới đây."),
            format!("Saved at {at}, except the boxes named below."),
        ),
    });
    shown(app, me, id, saying).await
}

/// Nothing happened in the month: every open task ticked, every open figure said so.
pub async fn nil(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    Checked(_): Checked,
) -> Answer {
    let (me, report) = (may.me, may.thing.0);
    let done = write::save(&app, &me, &report, write::all_nil, |_| None).await;
    let to = |_| format!("/bao-cao/{}/kiem-tra", report.id);
    went(&app, &me, &report.id, done, to).await
}

/// Every box a whole page sends; a box not ticked is not sent, but what was shown is.
fn of_page(fields: &Fields) -> Vec<Typed> {
    fields
        .iter()
        .filter_map(|(name, seen)| {
            let name = name.strip_prefix(SEEN)?;
            Some(Typed {
                name: name.to_owned(),
                seen: seen.to_owned(),
                value: fields.get(name).to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_taken_away_is_sent_as_nothing() {
        let name = "nhiem-vu.UBND.1.khong-phat-sinh";
        let fields = Fields::default().with(&format!("{SEEN}{name}"), mark("x"));
        let all = of_page(&fields);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].name.as_str(), all[0].value.as_str()), (name, ""));
    }
}
