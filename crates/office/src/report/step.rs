//! The steps of a report: sent, returned, accepted, left out and taken in again, a new version. Each
//! is taken on the report as the page showed it.

use nhip_core::audit::Kind;
use nhip_core::lang::Bilingual;
use nhip_core::permission::{Permit, Right, right};
use nhip_core::report::state::{Act, Cleared, Reason, Refusal, Stale, State};
use nhip_store::StoreError;
use nhip_store::Time;
use nhip_store::change::Told;
use nhip_store::report::{self, KeptReport, field, said};

use super::{Monthly, kept_boxes};
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::joined::renew;
use crate::person::Person;

/// The page the step was taken on is older than the report.
fn stale(report: &KeptReport) -> Error {
    let current = u64::try_from(report.revision).unwrap_or_default();
    Error::Refused(Stale { seen: 0, current }.text())
}

fn refused(refusal: &Refusal) -> Error {
    Error::Refused(refusal.text())
}

/// Sends the report. Three clocks: the data closed with the last box saved, it is signed now, it
/// arrived when it came first.
pub async fn send(
    desk: &Desk,
    me: &Person,
    permit: &Permit<right::SendReport>,
    monthly: &Monthly,
    seen: Option<i64>,
) -> Result<()> {
    let report = &monthly.report;
    if seen != Some(report.revision) {
        return Err(stale(report));
    }
    let reading = monthly.reading();
    let findings = monthly.findings_of(&reading);
    let cleared = Cleared::check(&findings, &monthly.explanations, monthly.revision());
    let cleared = cleared.map_err(|_| {
        Error::Refused(Bilingual::new(
            "Chưa nộp được: còn lỗi phải sửa hoặc cảnh báo chưa giải trình.",
            "Not sent: there are errors to correct or warnings to explain.",
        ))
    })?;
    let now = desk.now();
    let state = Act::by(permit, &report.unit, now.utc())
        .and_then(|act| report.state.clone().send(act, &cleared, monthly.revision()))
        .map_err(|refusal| refused(&refusal))?;
    let last = monthly.saved.iter().map(|one| Time(one.saved_at)).max();
    let sent = KeptReport {
        state,
        closed_at: Some(last.unwrap_or(now)),
        signed_at: Some(now),
        arrived_at: Some(report.arrived_at.unwrap_or(now)),
        ..report.clone()
    };
    let mut change = desk.change(me.by()).await?;
    match report::set_state(change.tx(), &sent).await {
        Err(StoreError::Taken) => return Err(stale(report)),
        kept => kept?,
    };
    said::keep_reading(change.tx(), &report.id, &reading).await?;
    let told = Told::of(Kind::ReportSent, &report.id).unit(&report.unit);
    let told = told.before(&report.state).after(&sent.state);
    Ok(change.commit(told).await?)
}

/// One step of the receiver; taken twice, it is as wished.
pub async fn step<R: Right>(
    desk: &Desk,
    me: &Person,
    permit: &Permit<R>,
    (report, seen): (&KeptReport, Option<i64>),
    kind: Kind,
    take: impl FnOnce(State, Act<R>) -> std::result::Result<State, Refusal>,
) -> Result<()> {
    let taken = Act::by(permit, &report.unit, desk.now().utc())
        .and_then(|act| take(report.state.clone(), act));
    let state = match taken {
        Err(refusal) if refusal.is_repeat() => return Ok(()),
        Err(refusal) => return Err(refused(&refusal)),
        Ok(_) if seen != Some(report.revision) => return Err(stale(report)),
        Ok(state) => state,
    };
    let next = KeptReport {
        state,
        ..report.clone()
    };
    let mut change = desk.change(me.by()).await?;
    match report::set_state(change.tx(), &next).await {
        Err(StoreError::Taken) => return Err(stale(report)),
        kept => kept?,
    };
    let told = Told::of(kind, &report.id).unit(&report.unit);
    change
        .commit(told.before(&report.state).after(&next.state))
        .await?;
    renew(desk, me, &report.plan, report.month).await
}

/// Begins the next version, with a copy of what this one says; its id. What was typed stays typed.
pub async fn new_version(
    desk: &Desk,
    me: &Person,
    permit: &Permit<right::WriteReport>,
    old: &KeptReport,
    reason: Reason,
) -> Result<String> {
    let newest = report::newest(desk.db(), &old.plan, &old.unit, old.month).await?;
    let newest = newest.map_or(old.number(), |newest| newest.number());
    let new = Act::by(permit, &old.unit, desk.now().utc())
        .and_then(|act| old.state.new_version(act, reason, old.number(), newest))
        .map_err(|refusal| refused(&refusal))?;
    let next = KeptReport {
        id: desk.new_id(),
        version: new.number.into(),
        state: new.state,
        revision: 1,
        opened_at: desk.now(),
        closed_at: None,
        signed_at: None,
        arrived_at: None,
        ..old.clone()
    };
    let boxes = kept_boxes(field::all(desk.db(), &old.id).await?);
    let mut change = desk.change(me.by()).await?;
    let at = change.at();
    report::open(change.tx(), &next).await?;
    field::save(change.tx(), &next.id, &boxes, &me.account.id, at).await?;
    let told = Told::of(Kind::ReportReopened, &next.id).unit(&next.unit);
    change
        .commit(told.before(&old.id).after(&new.reason))
        .await?;
    Ok(next.id.to_string())
}
