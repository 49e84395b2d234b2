//! Saving: one box as it is typed, the whole page where there is no script, a month in which
//! nothing happened.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_core::permission::right;
use nhip_core::report::draft::{Column, Draft, Field};
use nhip_core::report::form;
use nhip_store::StoreError;
use nhip_store::change::{Change, Told};
use nhip_store::report::{KeptReport, field};
use serde::Serialize;

use super::{Saying, shown};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::page::go;
use crate::who::{May, SignedIn};
use nhip_office::monthly::boxes::{self, Outcome, Typed, mark};
use nhip_office::monthly::{ReportId, drafted, duty_of};

/// Before the name of a box: the hidden field that says what the page was shown.
const SEEN: &str = "cu.";

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

/// What became of the boxes.
enum Saved {
    Done(Vec<(Typed, Outcome)>),
    Locked,
}

fn locked() -> Bilingual {
    Bilingual::new(
        "Báo cáo đã được nộp nên không ghi thêm được. Điều bạn vừa gõ chưa được lưu.",
        "The report has been sent, so nothing more can be written in it. What you typed was not saved.",
    )
}

async fn saved(
    app: &App,
    me: &SignedIn,
    report: &KeptReport,
    typed: impl FnOnce(&Draft) -> Vec<Typed>,
) -> Result<Saved, Fault> {
    let duty = duty_of(app, &me.units, report).await?;
    let by = By::Account(me.account.id.clone());
    let mut change = Change::begin(app.db(), app.now(), by).await?;
    let rows = field::held(change.tx(), &report.id).await?;
    let mut draft = drafted(&duty, report, &rows);
    let before = draft.clone();
    let outcomes: Vec<(Typed, Outcome)> = typed(&before)
        .into_iter()
        .map(|typed| {
            let outcome = boxes::decide(&mut draft, &typed);
            (typed, outcome)
        })
        .collect();
    let new: Vec<(String, String)> = outcomes
        .iter()
        .filter_map(|(typed, outcome)| match outcome {
            Outcome::Save(value) => Some((typed.name.clone(), value.clone())),
            _ => None,
        })
        .collect();
    if !new.is_empty() {
        let at = change.at();
        match field::save(change.tx(), &report.id, &new, &me.account.id, at).await {
            Err(StoreError::Taken) => return Ok(Saved::Locked),
            saved => saved?,
        };
        let was: Vec<_> = new
            .iter()
            .map(|(name, _)| (name, Field::parse(name).map(|field| before.get(&field))))
            .collect();
        let told = Told::of(Kind::ReportSaved, &report.id).unit(&report.unit);
        change.commit(told.before(was).after(&new)).await?;
    }
    Ok(Saved::Done(outcomes))
}

/// One box, by the page's script.
pub async fn one(
    State(app): State<App>,
    may: May<right::WriteReport, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    let May { me, thing, .. } = may;
    let typed = Typed {
        name: fields.get("ten").to_owned(),
        seen: fields.get("cu").to_owned(),
        value: fields.get("gia-tri").to_owned(),
    };
    let at = app.now().local().format("%H:%M").to_string();
    let lang = me.lang();
    let say = |state, seen: String, value: Option<String>, text: &Bilingual| Reply {
        state,
        at: at.clone(),
        seen,
        value,
        text: text.get(lang).to_owned(),
    };
    let good = Bilingual::new(format!("Đã lưu lúc {at}"), format!("Saved at {at}"));
    let outcome = match saved(&app, &me, &thing.0, |_| vec![typed]).await? {
        Saved::Locked => None,
        Saved::Done(mut all) => all.pop(),
    };
    let told = match outcome {
        None => say("locked", String::new(), None, &locked()),
        Some((_, Outcome::Save(value))) => say("saved", mark(&value), None, &good),
        Some((typed, Outcome::Same)) => say("same", mark(&typed.value), None, &good),
        Some((_, Outcome::Conflict(now))) => {
            say("conflict", mark(&now), Some(now.clone()), &meanwhile(&now))
        }
        Some((typed, Outcome::Wrong(why))) => say("wrong", typed.seen, None, &why),
    };
    let body = serde_json::to_string(&told).map_err(|error| Fault::Broken(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

fn meanwhile(now: &str) -> Bilingual {
    Bilingual::new(
        format!("Người khác vừa lưu ô này: “{now}”. Ô dưới đây giữ điều bạn gõ; bấm Lưu để thay."),
        format!(
            "Somebody else has just saved this box: “{now}”. Below is what you typed; press Save to put it instead."
        ),
    )
}

/// The whole page.
pub async fn whole(
    State(app): State<App>,
    may: May<right::WriteReport, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    let May { me, thing, .. } = may;
    let id = thing.0.id.clone();
    let typed = of_page(&fields);
    let lang = me.lang();
    let mut saying = Saying {
        form: FormState::of(fields),
        ..Saying::default()
    };
    match saved(&app, &me, &thing.0, |_| typed).await? {
        Saved::Locked => return shown(&app, &me, &id, Saying::notice(locked())).await,
        Saved::Done(outcomes) => {
            for (typed, outcome) in outcomes {
                let (seen, why) = match outcome {
                    Outcome::Save(_) | Outcome::Same => continue,
                    Outcome::Conflict(now) => (mark(&now), meanwhile(&now)),
                    Outcome::Wrong(why) => (typed.seen, why),
                };
                let text = why.get(lang).to_owned();
                saying.form.problems.push((typed.name.clone(), why));
                saying.refused.insert(typed.name, (typed.value, seen, text));
            }
        }
    }
    if saying.form.is_right() && saying.form.fields.has("xem") {
        return go(&format!("/bao-cao/{id}/kiem-tra"));
    }
    let at = app.now().local().format("%H:%M").to_string();
    saying.notice = Some(match saying.form.is_right() {
        true => Bilingual::new(format!("Đã lưu lúc {at}."), format!("Saved at {at}.")),
        false => Bilingual::new(
            format!("Đã lưu lúc {at}, trừ các ô nêu dưới đây."),
            format!("Saved at {at}, except the boxes named below."),
        ),
    });
    shown(&app, &me, &id, saying).await
}

/// Nothing happened in the month: every open task ticked, every open figure said so.
pub async fn nil(
    State(app): State<App>,
    may: May<right::WriteReport, ReportId>,
    Checked(_): Checked,
) -> Answer {
    let May { me, thing, .. } = may;
    let id = thing.0.id.clone();
    match saved(&app, &me, &thing.0, all_nil).await? {
        Saved::Locked => shown(&app, &me, &id, Saying::notice(locked())).await,
        Saved::Done(_) => go(&format!("/bao-cao/{id}/kiem-tra")),
    }
}

/// Only what nobody has answered: what was written stays.
fn all_nil(draft: &Draft) -> Vec<Typed> {
    let typed = |field: Field, value: &str| Typed {
        name: field.to_string(),
        seen: mark(draft.get(&field)),
        value: value.to_owned(),
    };
    let tasks = draft
        .answers
        .iter()
        .filter(|answer| answer.text.is_empty() && !answer.nil)
        .map(|answer| typed(Field::Nil(answer.task.clone()), form::NIL_MARK));
    let rows = draft
        .figures
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.is_empty() && row.is_unanswered())
        .map(|(at, _)| typed(Field::Figure(at + 1, Column::Value), form::NIL));
    tasks.chain(rows).collect()
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
        let fields = Fields::of([(format!("{SEEN}{name}"), mark("x"))]);
        let all = of_page(&fields);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].name.as_str(), all[0].value.as_str()), (name, ""));
    }
}
