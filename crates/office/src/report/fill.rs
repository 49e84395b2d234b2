//! An activity recorded or taken back after a report was opened comes into it, or is offered
//! ([`nhip_core::report::draft::bring`]).

use nhip_core::audit::{By, Kind};
use nhip_core::period::Month;
use nhip_core::report::draft::{Draft, bring};
use nhip_store::StoreError;
use nhip_store::activity::{self, KeptActivity};
use nhip_store::change::{Change, Told};
use nhip_store::report::{self, KeptReport, field};

use super::{drafted, kept_boxes};
use crate::desk::Desk;
use crate::duty::Duty;
use crate::error::Result;
use crate::under;

/// Who saved a box that was filled from activities.
pub const BY_ITSELF: &str = "activities";

/// A change of what was done that is about to be kept.
#[derive(Debug, Clone, Copy)]
pub enum But<'a> {
    /// None: as it is kept.
    Nothing,
    /// One more.
    With(&'a KeptActivity),
    /// One less, by its id.
    Without(&'a str),
}

/// What a month's report opens with: the activities, and last month's outline.
pub async fn opening(desk: &Desk, duty: &Duty, month: Month, but: But<'_>) -> Result<Draft> {
    let units = desk.units().await?;
    let duty = &duty.in_month(desk, &units, month).await?;
    let (plan, unit) = (&duty.plan.id, &duty.id);
    let mut done = activity::of_month(desk.db(), plan, unit, month).await?;
    for former in duty.stands_for(&units, month) {
        let own = report::newest(desk.db(), plan, &former, month).await?;
        // What it reported itself before it ended is reported.
        if own.is_none_or(|own| own.arrived_at.is_none()) {
            done.extend(activity::of_month(desk.db(), plan, &former, month).await?);
        }
    }
    done.extend(under::done_by(desk, duty, month).await?);
    match but {
        But::Nothing => {}
        But::With(one) => done.push(one.clone()),
        But::Without(id) => done.retain(|one| one.activity.id != id),
    }
    let lines: Vec<_> = done.iter().map(|one| one.activity.done.line()).collect();
    let outline = match report::newest(desk.db(), plan, unit, month.previous()).await? {
        Some(before) => {
            let saved = field::all(desk.db(), &before.id).await?;
            Some(drafted(duty, &before, &saved))
        }
        None => None,
    };
    let (plan, unit) = (&duty.plan.reading, &duty.unit);
    Ok(Draft::open(plan, unit, month, &lines, outline.as_ref()))
}

/// An open report, and what it would open with now.
pub struct Filling {
    report: KeptReport,
    duty: Duty,
    fresh: Draft,
}

impl Filling {
    /// Of the month's report, if one is open.
    pub async fn of(
        desk: &Desk,
        duty: &Duty,
        month: Month,
        but: But<'_>,
    ) -> Result<Option<Filling>> {
        let newest = report::newest(desk.db(), &duty.plan.id, &duty.id, month).await?;
        let Some(report) = newest.filter(|report| report.state.is_editable()) else {
            return Ok(None);
        };
        let duty = duty.in_month(desk, &*desk.units().await?, month).await?;
        let fresh = opening(desk, &duty, month, but).await?;
        Ok(Some(Filling {
            report,
            duty,
            fresh,
        }))
    }

    /// Fills what nobody has typed in and offers the rest; what to tell of it.
    pub async fn write(&self, change: &mut Change) -> Result<Option<Told>> {
        let (id, at) = (&self.report.id, change.at());
        let saved = field::held(change.tx(), id).await?;
        let draft = drafted(&self.duty, &self.report, &saved);
        let brought = bring(&kept_boxes(saved), &draft, &self.fresh);
        let (offered, filled): (Vec<_>, Vec<_>) = brought.into_iter().partition(|one| one.typed);
        field::offer(change.tx(), id, &offered).await?;
        if filled.is_empty() {
            return Ok(None);
        }
        match field::save(change.tx(), id, &filled, BY_ITSELF, at).await {
            // Sent in between: what is sent stays as it is.
            Err(StoreError::Taken) => return Ok(None),
            saved => saved?,
        };
        let told = Told::of(Kind::ReportSaved, id).unit(&self.report.unit);
        let boxes: Vec<_> = filled.iter().map(|one| (&one.name, &one.value)).collect();
        Ok(Some(told.after(boxes)))
    }

    /// Whether activities kept at the same time by somebody else are missing in it; then filled
    /// again.
    pub async fn settle(self, desk: &Desk, by: By) -> Result<()> {
        let now = Filling::of(desk, &self.duty, self.report.month, But::Nothing).await?;
        match now.filter(|now| now.fresh != self.fresh) {
            Some(now) => now.keep(desk, by).await,
            None => Ok(()),
        }
    }

    async fn keep(&self, desk: &Desk, by: By) -> Result<()> {
        let mut change = desk.change(by).await?;
        let told = self.write(&mut change).await?;
        Ok(change.commit_all(told.into_iter().collect()).await?)
    }
}

/// Fills the month's report from its activities as they are kept, if one is open.
pub async fn refill(desk: &Desk, by: By, duty: &Duty, month: Month) -> Result<()> {
    match Filling::of(desk, duty, month, But::Nothing).await? {
        Some(filling) => filling.keep(desk, by).await,
        None => Ok(()),
    }
}
