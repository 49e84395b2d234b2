//! A month that is over, consolidated on the first day of the next: signed and on its way to its
//! recipients, or a draft that waits for the head.

use nhip_core::id::{ConsolidationId, PlanId, UnitId};
use nhip_core::period::Month;
use nhip_office::joined::paper::{seal, sign};
use nhip_office::joined::{join, keep};
use nhip_office::{Error, Result};
use nhip_store::consolidation::by_id;
use nhip_store::plan;

use super::people::{COORDINATOR, HEAD};
use super::{Past, TOP};

/// Joins the month; the draft's id.
pub async fn put(past: &Past, plan: &PlanId, month: Month) -> Result<ConsolidationId> {
    past.set(month.next().day(1), 9);
    let (desk, me) = (&past.desk, past.person(COORDINATOR).await?);
    let plan = plan::by_id(desk.db(), plan).await?;
    let plan = plan.ok_or(Error::NotFound)?;
    let joined = join(desk, &me.units, &plan, month).await?;
    keep(desk, &me.permit(&UnitId::from(TOP))?, &plan, joined).await
}

/// The head signs it as it is shown: nobody has changed a word.
pub async fn signed(past: &Past, id: &ConsolidationId) -> Result<()> {
    past.wait(60);
    let (desk, me) = (&past.desk, past.person(HEAD).await?);
    let head = by_id(desk.db(), id).await?;
    let head = head.ok_or(Error::NotFound)?;
    sign(desk, &me.permit(&head.unit)?, &head, &seal(&head, &[])).await
}
