//! Writing a report: begun, its boxes saved, a month without anything, what activities offer taken,
//! a form handed in, doubts explained.

use nhip_core::audit::Kind;
use nhip_core::document::Document;
use nhip_core::id::{PlanId, ReportId};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::{Permit, right};
use nhip_core::report::draft::{
    Column, Draft, Explanation, Field, KeptBox, Taken, filled, taken_over,
};
use nhip_core::report::form;
use nhip_core::report::state::State;
use nhip_store::change::{Change, Told};
use nhip_store::report::{self, KeptReport, field, said};
use nhip_store::{StoreError, plan};

use super::boxes::{Outcome, Typed, decide, mark};
use super::fill::{BY_ITSELF, But, opening};
use super::{Monthly, drafted, duty_of, kept_boxes};
use crate::desk::Desk;
use crate::duty::{Duty, roster};
use crate::error::{Error, Result};
use crate::person::Person;

/// May she write it.
type Writes = Permit<right::WriteReport>;

fn locked() -> Error {
    Error::Refused(Bilingual::new(
        "Báo cáo đã được nộp nên không ghi thêm được. Điều bạn vừa gõ chưa được lưu.",
        "The report has been sent, so nothing more can be written in it. What you typed was not saved.",
    ))
}

/// Begins the report of a month, filled from its activities and last month's outline; its id. Who
/// presses the button at the next desk gets the same report.
pub async fn begin(
    desk: &Desk,
    me: &Person,
    permit: &Writes,
    plan: &PlanId,
    month: Month,
) -> Result<ReportId> {
    let unit = permit.unit();
    let mut duties = Duty::of_unit(desk, &me.units, unit).await?.into_iter();
    let duty = duties.find(|duty| duty.plan.id == plan);
    let duty = duty.ok_or(Error::NotFound)?;
    let draft = opening(desk, &duty, month, But::Nothing).await?;
    let report = KeptReport {
        id: desk.new_id(),
        plan: plan.to_owned(),
        unit: unit.to_owned(),
        month,
        version: 1,
        state: State::Drafting,
        revision: 1,
        opened_at: desk.now(),
        closed_at: None,
        signed_at: None,
        arrived_at: None,
    };
    let mut change = desk.change(me.by()).await?;
    let at = change.at();
    match report::open(change.tx(), &report).await {
        Err(StoreError::Taken) => {
            drop(change);
            let newest = report::newest(desk.db(), plan, unit, month).await?;
            return newest.map(|report| report.id).ok_or(Error::Stale);
        }
        opened => opened?,
    }
    let boxes = filled(&draft);
    let kept = boxes.iter().cloned();
    let kept: Vec<_> = kept
        .map(|(name, value)| KeptBox::untouched(name, value))
        .collect();
    field::save(change.tx(), &report.id, &kept, BY_ITSELF, at).await?;
    let told = Told::of(Kind::ReportOpened, &report.id).unit(unit);
    change.commit(told.after(&boxes)).await?;
    Ok(report.id.to_string().into())
}

/// Saves what a page sends, box by box: what became of each. `answer` is what the page is told,
/// kept with the change for when the same arrives again.
pub async fn save(
    desk: &Desk,
    me: &Person,
    report: &KeptReport,
    typed: impl FnOnce(&Draft) -> Vec<Typed>,
    answer: impl FnOnce(&[(Typed, Outcome)]) -> Option<String>,
) -> Result<Vec<(Typed, Outcome)>> {
    let duty = duty_of(desk, &me.units, report).await?;
    let published = desk.published().await?;
    let mut change = desk.change(me.by()).await?;
    let rows = field::held(change.tx(), &report.id).await?;
    let mut draft = drafted(&duty, report, &rows);
    let before = draft.clone();
    let outcomes: Vec<(Typed, Outcome)> = typed(&before)
        .into_iter()
        .map(|typed| {
            let outcome = decide(&mut draft, &typed, &published);
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
    if new.is_empty() {
        return Ok(outcomes);
    }
    if let Some(answer) = answer(&outcomes) {
        change.answer(answer);
    }
    let was: Vec<_> = new
        .iter()
        .map(|(name, _)| (name, Field::parse(name).map(|field| before.get(&field))))
        .collect();
    let told = Told::of(Kind::ReportSaved, &report.id).unit(&report.unit);
    put(&mut change, me, report, kept_boxes(rows), &new).await?;
    change.commit(told.before(was).after(&new)).await?;
    Ok(outcomes)
}

/// Puts what a person typed into boxes.
async fn put(
    change: &mut Change,
    me: &Person,
    report: &KeptReport,
    kept: Vec<KeptBox>,
    new: &[(String, String)],
) -> Result<()> {
    let typed = |(name, value): &(String, String)| {
        let known = kept.iter().find(|one| one.name == *name).cloned();
        let known = known.unwrap_or_else(|| KeptBox::untouched(name.clone(), String::new()));
        known.typed(value.clone())
    };
    let boxes: Vec<KeptBox> = new.iter().map(typed).collect();
    store(change, me, report, &boxes).await
}

async fn store(
    change: &mut Change,
    me: &Person,
    report: &KeptReport,
    boxes: &[KeptBox],
) -> Result<()> {
    let at = change.at();
    match field::save(change.tx(), &report.id, boxes, &me.account.id, at).await {
        Err(StoreError::Taken) => Err(locked()),
        saved => saved.map(drop).map_err(Error::from),
    }
}

/// Takes what activities offer for a box, or declines it until there is something new.
pub async fn answer_offer(
    desk: &Desk,
    me: &Person,
    report: &KeptReport,
    name: &str,
    take: bool,
) -> Result<()> {
    let mut change = desk.change(me.by()).await?;
    let kept = kept_boxes(field::held(change.tx(), &report.id).await?);
    let known = kept.into_iter().find(|one| one.name == name);
    let known = known.filter(|one| !one.offers().is_empty());
    let Some(known) = known else {
        return Ok(());
    };
    let next = match take {
        true => known.clone().taken(),
        false => known.clone().declined(),
    };
    store(&mut change, me, report, std::slice::from_ref(&next)).await?;
    let told = Told::of(Kind::ReportSaved, &report.id).unit(&report.unit);
    let told = told.before([(&known.name, &known.value)]);
    change
        .commit(told.after([(&next.name, &next.value)]))
        .await?;
    Ok(())
}

/// Nothing happened in the month: every open task ticked, every open figure said so. Only what
/// nobody has answered: what was written stays.
pub fn all_nil(draft: &Draft) -> Vec<Typed> {
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

/// Keeps what was newly said to its doubts.
pub async fn explain(
    desk: &Desk,
    me: &Person,
    report: &KeptReport,
    new: &[Explanation],
) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let mut change = desk.change(me.by()).await?;
    let at = change.at();
    for explanation in new {
        said::explain(change.tx(), &report.id, explanation, at).await?;
    }
    let told = Told::of(Kind::FindingExplained, &report.id).unit(&report.unit);
    Ok(change.commit(told.after(new)).await?)
}

/// What tells of a form what it would fill in, away from the requests: that may take a while.
pub async fn taking(
    desk: &Desk,
    me: &Person,
    monthly: &Monthly,
    name: String,
) -> Result<impl FnOnce(&Document) -> (Draft, Taken) + Send + use<>> {
    let duty = &monthly.duty;
    let roster = roster(desk, &me.units, &duty.plan).await?;
    let (plan, unit) = (duty.plan.reading.clone(), duty.unit.clone());
    let (month, published) = (monthly.report.month, monthly.published.clone());
    Ok(move |document: &Document| {
        let reading = nhip_reading::report::read(document, &plan, &roster, &name);
        Draft::from_reading(&reading, &plan, &unit, month, &published)
    })
}

/// Keeps a form handed in, not taken yet; its id.
pub async fn hand_in(
    desk: &Desk,
    me: &Person,
    report: &KeptReport,
    digest: &str,
    (name, bytes): (&str, Vec<u8>),
) -> Result<String> {
    let id: String = desk.new_id();
    let mut change = desk.change(me.by()).await?;
    let at = change.at();
    plan::keep_document(change.tx(), digest, name, bytes, at).await?;
    said::hand_in(change.tx(), &id, &report.id, digest, name, at).await?;
    let told = Told::of(Kind::ReportHandedIn, &report.id).unit(&report.unit);
    change.commit(told.after(digest)).await?;
    Ok(id)
}

/// Fills the boxes from a form handed in: from then on they are as if she had typed them.
pub async fn take(
    desk: &Desk,
    me: &Person,
    monthly: &Monthly,
    form: &Draft,
    id: &str,
) -> Result<()> {
    let report = &monthly.report;
    let mut change = desk.change(me.by()).await?;
    let at = change.at();
    let rows = field::held(change.tx(), &report.id).await?;
    let now = drafted(&monthly.duty, report, &rows);
    let boxes = taken_over(&now, form);
    put(&mut change, me, report, kept_boxes(rows), &boxes).await?;
    said::taken(change.tx(), id, at).await?;
    let told = Told::of(Kind::ReportSaved, &report.id).unit(&report.unit);
    let told = told.before(filled(&now)).after(&boxes);
    Ok(change.commit(told).await?)
}
