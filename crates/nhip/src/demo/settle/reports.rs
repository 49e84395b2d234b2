//! A month of the invented city: reports begun, filled in, sent and accepted, by the same steps
//! people take.

use chrono::NaiveDate;
use nhip_core::audit::Kind;
use nhip_core::id::{PlanId, ReportId, UnitId};
use nhip_core::period::Month;
use nhip_core::permission::right;
use nhip_core::report::Reading;
use nhip_core::report::draft::{Draft, Explanation, Field, TaskAnswer, taken_over};
use nhip_core::report::state::State;
use nhip_office::report::boxes::{Outcome, Typed, mark};
use nhip_office::report::{Monthly, step, write};
use nhip_office::{Error, Person, Result};
use nhip_store::report;

use super::people::{COORDINATOR, REPORTER, UNIT_HEAD};
use super::{Past, Sample, unit_id};

/// Of ten units in the month under way: so many are accepted, and so many more have sent.
const ACCEPTED: usize = 5;
const SENT: usize = 8;
/// What is said to every doubt.
const SAID: &str = "Đã kiểm tra lại với sổ ghi chép; số liệu đúng.";

/// What came in for a month.
pub struct Post {
    /// The month.
    pub month: Month,
    /// Code of the unit, its report, the day it came in.
    pub reports: Vec<(String, Reading, Option<NaiveDate>)>,
}

/// Puts a month's reports where they belong, in the order of their days; of a month under way some
/// are not there yet.
pub async fn put(
    past: &Past,
    plan: &PlanId,
    sample: &Sample<'_>,
    post: &Post,
    over: bool,
) -> Result<()> {
    let came = |day: &Option<NaiveDate>| day.or_else(|| post.month.day(20));
    let mut reports: Vec<_> = post.reports.iter().enumerate().collect();
    reports.sort_by_key(|(_, (_, _, day))| came(day));
    for (n, (code, reading, day)) in reports {
        past.set(came(day), 15);
        let unit = unit_id(code);
        let (writer, head) = hands(past, &unit, sample).await?;
        let id = written(past, &writer, (plan, &unit), (post.month, reading)).await?;
        let reach = if over { 0 } else { n % 10 };
        if reach < SENT {
            sent(past, &writer, &head, &id).await?;
            past.wait(20);
        }
        if reach < ACCEPTED {
            accepted(past, &id).await?;
        }
    }
    Ok(())
}

/// Who writes a unit's report, and who sends it.
async fn hands(past: &Past, unit: &UnitId, sample: &Sample<'_>) -> Result<(Person, Person)> {
    if sample.first_unit() == *unit {
        let head = past.person(UNIT_HEAD).await?;
        return Ok((past.person(REPORTER).await?, head));
    }
    let typist = past.typing_for(unit).await?;
    Ok((typist.clone(), typist))
}

/// Types it in.
async fn written(
    past: &Past,
    me: &Person,
    (plan, unit): (&PlanId, &UnitId),
    (month, reading): (Month, &Reading),
) -> Result<ReportId> {
    let id = write::begin(&past.desk, me, &me.permit(unit)?, plan, month).await?;
    let now = monthly(past, me, &id).await?;
    let form = form(&now, reading);
    let typed = |now: &Draft| {
        taken_over(now, &form)
            .into_iter()
            .filter_map(|(name, value)| {
                let seen = mark(now.get(&Field::parse(&name)?));
                Some(Typed { name, seen, value })
            })
            .collect()
    };
    let boxes = write::save(&past.desk, me, &now.report, typed, |_| None).await?;
    match boxes
        .into_iter()
        .find(|(_, done)| matches!(done, Outcome::Wrong(_)))
    {
        Some(wrong) => Err(Error::Broken(format!("{wrong:?}"))),
        None => Ok(id),
    }
}

/// What it says, box by box; what was written on no task of the unit's, among its other results.
fn form(now: &Monthly, reading: &Reading) -> Draft {
    let (duty, month) = (&now.duty, now.report.month);
    let (plan, published) = (&duty.plan.reading, &now.published);
    let mut form = Draft::from_reading(reading, plan, &duty.unit, month, published).0;
    let is_own = |answer: &TaskAnswer| duty.tasks().iter().any(|task| task.id == answer.task);
    let (own, others): (Vec<_>, Vec<_>) = form.answers.into_iter().partition(is_own);
    form.answers = own;
    form.other = std::iter::once(form.other)
        .chain(others.into_iter().map(|answer| answer.text))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    form
}

/// Explains its doubts and sends it.
async fn sent(past: &Past, writer: &Person, head: &Person, id: &ReportId) -> Result<()> {
    let now = monthly(past, writer, id).await?;
    let said: Vec<Explanation> = now
        .findings()
        .iter()
        .filter_map(|finding| Explanation::new(finding, SAID, &writer.account.id).ok())
        .collect();
    write::explain(&past.desk, writer, &now.report, &said).await?;
    let now = monthly(past, head, id).await?;
    let (permit, seen) = (head.permit(&now.report.unit)?, now.report.revision);
    step::send(&past.desk, head, &permit, &now, Some(seen)).await
}

async fn accepted(past: &Past, id: &ReportId) -> Result<()> {
    let me = past.person(COORDINATOR).await?;
    let report = report::by_id(past.desk.db(), id).await?;
    let report = report.ok_or(Error::NotFound)?;
    let permit = me.permit::<right::AcceptReport>(&report.unit)?;
    let (kind, stands) = (Kind::ReportAccepted, (&report, Some(report.revision)));
    step::step(&past.desk, &me, &permit, stands, kind, State::accept).await
}

async fn monthly(past: &Past, me: &Person, id: &ReportId) -> Result<Monthly> {
    let report = report::by_id(past.desk.db(), id).await?;
    Monthly::of(&past.desk, &me.units, report.ok_or(Error::NotFound)?).await
}
