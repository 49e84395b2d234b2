//! The steps of a report: sent, returned, accepted, left out and taken in again, a new version.

use axum::extract::State;
use nhip_core::audit::Kind;
use nhip_core::permission::{Right, right};
use nhip_core::report::state::{Act, Reason, Refusal, Remarks, State as Stands};
use nhip_store::report;

use super::check::checked;
use super::{Saying, shown, went};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::page::go;
use crate::who::{May, SignedIn};
use nhip_office::Error;
use nhip_office::report::sheet::{REMARK, Refused, Sheet};
use nhip_office::report::{Monthly, OneReport, step};

/// The revision the page showed.
fn seen(fields: &Fields) -> Option<i64> {
    fields.get("ban").parse().ok()
}

/// Sends the report, exactly as the page showed it.
pub async fn send(
    State(app): State<App>,
    may: May<right::SendReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    let (me, thing, permit) = may.parts();
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    let id = monthly.report.id.clone();
    match step::send(&app, &me, &permit, &monthly, seen(&fields)).await {
        Ok(()) => go(&format!("/bao-cao/{id}")),
        Err(Error::Refused(why)) => {
            let fresh = report::by_id(app.db(), &id).await?.ok_or(Fault::NotFound)?;
            let monthly = Monthly::of(&app, &me.units, fresh).await?;
            checked(&me, &monthly, FormState::default(), Some(why))
        }
        Err(other) => Err(other.into()),
    }
}

/// One step of the receiver.
async fn stepped<R: Right>(
    app: &App,
    May { me, thing, permit }: May<R, OneReport>,
    fields: &Fields,
    kind: Kind,
    take: impl FnOnce(Stands, Act<R>) -> Result<Stands, Refusal>,
) -> Answer {
    let stands = (&thing.0, seen(fields));
    let done = step::step(app, &me, &permit, stands, kind, take).await;
    let to = |()| format!("/bao-cao/{}", thing.0.id);
    went(app, &me, &thing.0.id, done, to).await
}

/// Back to the unit, with what to correct.
pub async fn give_back(
    State(app): State<App>,
    may: May<right::ReturnReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    let monthly = Monthly::of(&app, &may.me.units, may.thing.0.clone()).await?;
    match remarks(
        &Sheet::of(&monthly, may.me.lang(), &Refused::new()),
        &fields,
    ) {
        Ok(remarks) => {
            let take = |state: Stands, act| state.give_back(act, remarks);
            stepped(&app, may, &fields, Kind::ReportReturned, take).await
        }
        Err(problems) => refused(&app, &may.me, &monthly.report.id, fields, problems).await,
    }
}

type Problems = Vec<(String, nhip_core::lang::Bilingual)>;

/// What is to be corrected: in general, and box by box.
fn remarks(sheet: &Sheet, fields: &Fields) -> Result<Remarks, Problems> {
    let items: Vec<(String, String)> = fields
        .iter()
        .filter_map(|(name, text)| Some((name.strip_prefix(REMARK)?.to_owned(), text.to_owned())))
        .collect();
    let known = sheet.remarkable();
    let is_item = |item: &str| {
        let mut names = known.iter().map(|(name, _)| name.strip_prefix(REMARK));
        names.any(|name| name == Some(item))
    };
    let named = |(item, why): (String, _)| match item.as_str() {
        "reason" => ("ly-do".to_owned(), why),
        item => (format!("{REMARK}{item}"), why),
    };
    Remarks::parse(fields.get("ly-do"), &items, is_item)
        .map_err(|errors| errors.into_iter().map(named).collect())
}

/// The report, with a form at its foot that was refused.
async fn refused(app: &App, me: &SignedIn, id: &str, fields: Fields, problems: Problems) -> Answer {
    let form = FormState { fields, problems };
    let saying = Saying {
        form,
        ..Saying::default()
    };
    shown(app, me, id, saying).await
}

/// Its figures count from now on.
pub async fn accept(
    State(app): State<App>,
    may: May<right::AcceptReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    stepped(&app, may, &fields, Kind::ReportAccepted, Stands::accept).await
}

/// Leaves it out of the month.
pub async fn exclude(
    State(app): State<App>,
    may: May<right::Exclude, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    const REASON: &str = "ly-do-loai-tru";
    match Reason::parse(fields.get(REASON)) {
        Ok(reason) => {
            let take = |state: Stands, act| state.exclude(act, reason);
            stepped(&app, may, &fields, Kind::ReportExcluded, take).await
        }
        Err(why) => {
            let problems = vec![(REASON.to_owned(), why)];
            refused(&app, &may.me, &may.thing.0.id, fields, problems).await
        }
    }
}

/// Takes it into the month again.
pub async fn readmit(
    State(app): State<App>,
    may: May<right::Exclude, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    stepped(&app, may, &fields, Kind::ReportReadmitted, Stands::readmit).await
}

/// Begins the next version, with a copy of what this one says.
pub async fn new_version(
    State(app): State<App>,
    may: May<right::WriteReport, OneReport>,
    Checked(fields): Checked,
) -> Answer {
    const REASON: &str = "ly-do-ban-moi";
    let (me, thing, permit) = may.parts();
    let old = thing.0;
    match Reason::parse(fields.get(REASON)) {
        Ok(reason) => {
            let done = step::new_version(&app, &me, &permit, &old, reason).await;
            went(&app, &me, &old.id, done, |id| format!("/bao-cao/{id}")).await
        }
        Err(why) => {
            let problems = vec![(REASON.to_owned(), why)];
            refused(&app, &me, &old.id, fields, problems).await
        }
    }
}
