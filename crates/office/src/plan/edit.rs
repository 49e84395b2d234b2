//! A plan that was read is corrected; when its reports are due, which days they are about and
//! which months run is changed in force too, from a month on that nobody has signed.

use std::sync::Arc;

use nhip_core::audit::Kind;
use nhip_core::deadline::{DueRule, Window};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::plan::course::Stretch;
use nhip_core::plan::{Corrections, Plan};
use nhip_store::change::Told;
use nhip_store::consolidation::last_signed;
use nhip_store::plan::{self, KeptPlan, PlanState};

use super::Edits;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::Person;

/// What is in force is changed by a new version, so that nobody's duties change unseen.
pub(super) fn only_read(plan: &KeptPlan) -> Result<()> {
    match plan.state {
        PlanState::Read => Ok(()),
        PlanState::Confirmed | PlanState::Replaced => Err(Error::Refused(Bilingual::new(
            "Kế hoạch này đã xác nhận. Muốn đổi, hãy nhập bản mới của kế hoạch.",
            "This plan has been confirmed. To change it, bring in a new version.",
        ))),
    }
}

/// Only what is in force has new versions.
pub fn only_in_force(plan: &KeptPlan) -> Result<()> {
    match plan.state {
        PlanState::Confirmed => Ok(()),
        PlanState::Read | PlanState::Replaced => Err(Error::Refused(Bilingual::new(
            "Chỉ kế hoạch đang thực hiện mới có bản mới; kế hoạch này hãy sửa trực tiếp.",
            "Only a plan in force has new versions; correct this one itself.",
        ))),
    }
}

/// Keeps corrections of what was read.
pub async fn correct(
    desk: &Desk,
    me: &Person,
    _: &Edits,
    plan: &KeptPlan,
    corrections: &Corrections,
) -> Result<()> {
    only_read(plan)?;
    let mut next = plan.clone();
    Arc::make_mut(&mut next.reading).correct(corrections);
    let told = Told::of(Kind::PlanEdited, &plan.id)
        .unit(&plan.unit)
        .before(tasks(&plan.reading))
        .after(tasks(&next.reading));
    let mut change = desk.change(me.by()).await?;
    plan::change(change.tx(), &next).await?;
    Ok(change.commit(told).await?)
}

/// As the audit tells them.
fn tasks(plan: &Plan) -> Vec<(&str, &str)> {
    plan.tasks()
        .map(|task| (task.id.as_str(), task.text.as_str()))
        .collect()
}

/// The first month a change of a plan in force can apply to: the one after the last that was
/// signed. `None` where no plan is in force.
pub async fn earliest(desk: &Desk, plan: Option<&KeptPlan>) -> Result<Option<Month>> {
    let Some(plan) = plan.filter(|plan| plan.state == PlanState::Confirmed) else {
        return Ok(None);
    };
    let free = last_signed(desk.db(), &plan.id).await?.map(Month::next);
    Ok(free.max(Some(plan.first_month)))
}

/// From when a change is proposed to apply: the present month, or the [`earliest`].
pub async fn proposed(desk: &Desk, plan: Option<&KeptPlan>) -> Result<Option<Month>> {
    let earliest = earliest(desk, plan).await?;
    Ok(earliest.and(earliest.max(Month::of(desk.today()))))
}

/// What a plan asks of its months.
pub struct Terms {
    /// When reports are due.
    pub due: DueRule,
    /// Which days they are about.
    pub window: Window,
    /// First month that is reported on, and the last if the plan ends.
    pub months: (Month, Option<Month>),
    /// Of a plan in force: from which month on, not before the [`earliest`], and why.
    pub since: Option<(Month, String)>,
}

/// Keeps other terms. In force, the months before stay under those they had.
pub async fn set_terms(
    desk: &Desk,
    me: &Person,
    _: &Edits,
    plan: &KeptPlan,
    terms: Terms,
) -> Result<()> {
    let ended = terms.since.map(|(since, why)| Stretch {
        until: since.previous(),
        due: plan.due.clone(),
        window: plan.window,
        text: None,
        why,
    });
    match &ended {
        Some(_) => only_in_force(plan)?,
        None => only_read(plan)?,
    }
    let (due, window, (first, last)) = (terms.due, terms.window, terms.months);
    let told = Told::of(Kind::PlanEdited, &plan.id)
        .unit(&plan.unit)
        .before((&plan.due, plan.window, plan.first_month, plan.last_month))
        .after((&due, window, first, last, &ended));
    let mut earlier = plan.earlier.clone();
    if let Some(ended) = ended.filter(|was| (&due, window) != (&was.due, was.window)) {
        earlier.end(ended);
    }
    let next = KeptPlan {
        due,
        window,
        first_month: first,
        last_month: last,
        earlier,
        ..plan.clone()
    };
    let mut change = desk.change(me.by()).await?;
    plan::change(change.tx(), &next).await?;
    Ok(change.commit(told).await?)
}
