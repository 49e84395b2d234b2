//! The steps of a report: sent, returned, accepted, left out and taken in again, a new version.

use axum::extract::State;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Bilingual;
use nhip_core::permission::{Right, right};
use nhip_core::report::Reading;
use nhip_core::report::state::{Act, Cleared, Reason, Refusal, Remarks, Stale, State as Stands};
use nhip_store::StoreError;
use nhip_store::Time;
use nhip_store::change::{Change, Told};
use nhip_store::report::{self, KeptReport, field, said};

use super::check::checked;
use super::{Saying, shown};
use crate::app::App;
use crate::fault::{Answer, Fault};
use crate::fields::{Fields, FormState};
use crate::form::Checked;
use crate::page::go;
use crate::who::{May, SignedIn};
use nhip_office::joined::renew;
use nhip_office::monthly::sheet::{REMARK, Refused, Sheet};
use nhip_office::monthly::{Monthly, ReportId};

/// The page the step was taken on is older than the report.
fn stale(report: &KeptReport) -> Bilingual {
    let current = u64::try_from(report.revision).unwrap_or_default();
    Stale { seen: 0, current }.text()
}

fn is_seen(report: &KeptReport, fields: &Fields) -> bool {
    fields.get("ban").parse() == Ok(report.revision)
}

/// Sends the report, exactly as the page showed it.
pub async fn send(
    State(app): State<App>,
    may: May<right::SendReport, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    let May { me, thing, permit } = may;
    let monthly = Monthly::of(&app, &me.units, thing.0).await?;
    let seen = is_seen(&monthly.report, &fields);
    if !seen || !monthly.report.state.is_editable() {
        let notice = (!seen).then(|| stale(&monthly.report));
        return checked(&me, &monthly, FormState::default(), notice);
    }
    let reading = monthly.reading();
    let findings = monthly.findings_of(&reading);
    let Ok(cleared) = Cleared::check(&findings, &monthly.explanations, monthly.revision()) else {
        let notice = Bilingual::new(
            "Chưa nộp được: còn lỗi phải sửa hoặc cảnh báo chưa giải trình.",
            "Not sent: there are errors to correct or warnings to explain.",
        );
        return checked(&me, &monthly, FormState::default(), Some(notice));
    };
    let now = app.now();
    let sent = Act::by(&permit, &monthly.report.unit, now.utc()).and_then(|act| {
        monthly
            .report
            .state
            .clone()
            .send(act, &cleared, monthly.revision())
    });
    match sent {
        Ok(state) => deliver(&app, &me, (&monthly, &reading), state, now).await,
        Err(refusal) => checked(&me, &monthly, FormState::default(), Some(refusal.text())),
    }
}

/// Keeps the sent report and what it says. Three clocks: the data closed with the last box saved,
/// it is signed now, it arrived when it came first.
async fn deliver(
    app: &App,
    me: &SignedIn,
    (monthly, reading): (&Monthly, &Reading),
    state: Stands,
    now: Time,
) -> Answer {
    let report = &monthly.report;
    let last = monthly.saved.iter().map(|one| Time(one.saved_at)).max();
    let sent = KeptReport {
        state,
        closed_at: Some(last.unwrap_or(now)),
        signed_at: Some(now),
        arrived_at: Some(report.arrived_at.unwrap_or(now)),
        ..report.clone()
    };
    let mut change = Change::begin(app.db(), now, By::Account(me.account.id.clone())).await?;
    match report::set_state(change.tx(), &sent).await {
        Err(StoreError::Taken) => {
            drop(change);
            let fresh = report::by_id(app.db(), &report.id).await?;
            let fresh = fresh.ok_or(Fault::NotFound)?;
            let monthly = Monthly::of(app, &me.units, fresh).await?;
            let notice = stale(&monthly.report);
            return checked(me, &monthly, FormState::default(), Some(notice));
        }
        kept => kept?,
    };
    said::keep_reading(change.tx(), &report.id, reading).await?;
    let told = Told::of(Kind::ReportSent, &report.id).unit(&report.unit);
    change
        .commit(told.before(&report.state).after(&sent.state))
        .await?;
    go(&format!("/bao-cao/{}", report.id))
}

/// One step of the receiver, taken on the report as the page showed it.
async fn step<R: Right>(
    app: &App,
    may: May<R, ReportId>,
    fields: &Fields,
    kind: Kind,
    take: impl FnOnce(Stands, Act<R>) -> Result<Stands, Refusal>,
) -> Answer {
    let May { me, thing, permit } = may;
    let report = thing.0;
    let taken = Act::by(&permit, &report.unit, app.now().utc())
        .and_then(|act| take(report.state.clone(), act));
    let state = match taken {
        // Pressed twice: it is as wished.
        Err(refusal) if refusal.is_repeat() => return go(&format!("/bao-cao/{}", report.id)),
        Err(refusal) => return shown(app, &me, &report.id, Saying::notice(refusal.text())).await,
        Ok(_) if !is_seen(&report, fields) => {
            let notice = stale(&report);
            return shown(app, &me, &report.id, Saying::notice(notice)).await;
        }
        Ok(state) => state,
    };
    let by = By::Account(me.account.id.clone());
    let mut change = Change::begin(app.db(), app.now(), by).await?;
    let next = KeptReport {
        state,
        ..report.clone()
    };
    match report::set_state(change.tx(), &next).await {
        Err(StoreError::Taken) => {
            drop(change);
            let notice = stale(&report);
            return shown(app, &me, &report.id, Saying::notice(notice)).await;
        }
        kept => kept?,
    };
    let told = Told::of(kind, &report.id).unit(&report.unit);
    change
        .commit(told.before(&report.state).after(&next.state))
        .await?;
    renew(app, &me, &report.plan, report.month).await?;
    go(&format!("/bao-cao/{}", report.id))
}

/// Back to the unit, with what to correct.
pub async fn give_back(
    State(app): State<App>,
    may: May<right::ReturnReport, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    let monthly = Monthly::of(&app, &may.me.units, may.thing.0.clone()).await?;
    let sheet = Sheet::of(&monthly, may.me.lang(), &Refused::new());
    let items: Vec<(String, String)> = fields
        .iter()
        .filter_map(|(name, text)| Some((name.strip_prefix(REMARK)?.to_owned(), text.to_owned())))
        .collect();
    let known = sheet.remarkable();
    let is_item = |item: &str| {
        let mut names = known.iter().map(|(name, _)| name.strip_prefix(REMARK));
        names.any(|name| name == Some(item))
    };
    match Remarks::parse(fields.get("ly-do"), &items, is_item) {
        Ok(remarks) => {
            let take = |state: Stands, act| state.give_back(act, remarks);
            step(&app, may, &fields, Kind::ReportReturned, take).await
        }
        Err(errors) => {
            let mut form = FormState::of(fields);
            for (item, why) in errors {
                let name = match item.as_str() {
                    "reason" => "ly-do".to_owned(),
                    item => format!("{REMARK}{item}"),
                };
                form.problems.push((name, why));
            }
            refused(&app, &may.me, &monthly.report.id, form).await
        }
    }
}

async fn refused(app: &App, me: &SignedIn, id: &str, form: FormState) -> Answer {
    let saying = Saying {
        form,
        ..Saying::default()
    };
    shown(app, me, id, saying).await
}

/// Its figures count from now on.
pub async fn accept(
    State(app): State<App>,
    may: May<right::AcceptReport, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    step(&app, may, &fields, Kind::ReportAccepted, Stands::accept).await
}

/// Leaves it out of the month.
pub async fn exclude(
    State(app): State<App>,
    may: May<right::Exclude, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    match Reason::parse(fields.get("ly-do-loai-tru")) {
        Ok(reason) => {
            let take = |state: Stands, act| state.exclude(act, reason);
            step(&app, may, &fields, Kind::ReportExcluded, take).await
        }
        Err(why) => {
            let mut form = FormState::of(fields);
            form.problems.push(("ly-do-loai-tru".to_owned(), why));
            refused(&app, &may.me, &may.thing.0.id, form).await
        }
    }
}

/// Takes it into the month again.
pub async fn readmit(
    State(app): State<App>,
    may: May<right::Exclude, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    step(&app, may, &fields, Kind::ReportReadmitted, Stands::readmit).await
}

/// Begins the next version, with a copy of what this one says.
pub async fn new_version(
    State(app): State<App>,
    may: May<right::WriteReport, ReportId>,
    Checked(fields): Checked,
) -> Answer {
    let May { me, thing, permit } = may;
    let old = thing.0;
    let reason = match Reason::parse(fields.get("ly-do-ban-moi")) {
        Ok(reason) => reason,
        Err(why) => {
            let mut form = FormState::of(fields);
            form.problems.push(("ly-do-ban-moi".to_owned(), why));
            return refused(&app, &me, &old.id, form).await;
        }
    };
    let newest = report::newest(app.db(), &old.plan, &old.unit, old.month).await?;
    let newest = newest.map_or(old.number(), |newest| newest.number());
    let begun = Act::by(&permit, &old.unit, app.now().utc())
        .and_then(|act| old.state.new_version(act, reason, old.number(), newest));
    let new = match begun {
        Ok(new) => new,
        Err(why) => return shown(&app, &me, &old.id, Saying::notice(why.text())).await,
    };
    let next = KeptReport {
        id: app.new_id(),
        version: new.number.into(),
        state: new.state,
        revision: 1,
        opened_at: app.now(),
        closed_at: None,
        signed_at: None,
        arrived_at: None,
        ..old.clone()
    };
    let boxes = field::all(app.db(), &old.id).await?;
    let boxes: Vec<_> = boxes.into_iter().map(|one| (one.name, one.value)).collect();
    let by = By::Account(me.account.id.clone());
    let mut change = Change::begin(app.db(), app.now(), by).await?;
    let at = change.at();
    report::open(change.tx(), &next).await?;
    field::save(change.tx(), &next.id, &boxes, &me.account.id, at).await?;
    let told = Told::of(Kind::ReportReopened, &next.id).unit(&next.unit);
    change
        .commit(told.before(&old.id).after(&new.reason))
        .await?;
    go(&format!("/bao-cao/{}", next.id))
}
