//! The months that are over, consolidated: the first signed and on its way to its recipients, the
//! next a draft that waits for the head.

use nhip_core::audit::{By, Kind};
use nhip_core::id::ConsolidationId;
use nhip_core::period::Month;
use nhip_core::permission::right;
use nhip_core::report::state::Stage;
use nhip_office::Desk;
use nhip_office::joined::{join, keep};
use nhip_store::change::{Change, Told};
use nhip_store::consolidation::{self as kept, paper};
use nhip_store::plan::KeptPlan;
use nhip_store::{Result, StoreError, report};

use super::people::HEAD;
use super::reports::{act, permit_of, refused};
use super::{Post, TOP};

/// Joins what is over, the last month being under way.
pub async fn put(desk: &Desk, plan: &KeptPlan, months: &[Post]) -> Result<()> {
    let over = months.len().saturating_sub(1);
    for (n, post) in months.iter().take(over).enumerate() {
        let id = made(desk, plan, post.month).await?;
        if n == 0 {
            sign(desk, plan, post.month, &id).await?;
        }
    }
    Ok(())
}

async fn made(desk: &Desk, plan: &KeptPlan, month: Month) -> Result<ConsolidationId> {
    let broken = |_| StoreError::Database("the month could not be joined".to_owned());
    let units = desk.units().await?;
    let joined = join(desk, &units, plan, month).await.map_err(broken)?;
    let permit = permit_of::<right::Consolidate>(&TOP.into(), desk.now())?;
    keep(desk, &permit, plan, joined).await.map_err(broken)
}

async fn sign(desk: &Desk, plan: &KeptPlan, month: Month, id: &ConsolidationId) -> Result<()> {
    let head = kept::by_id(desk.db(), id).await?;
    let head = head.ok_or(StoreError::NotFound)?;
    let now = desk.now();
    let mut change = Change::begin(desk.db(), now, By::Account(HEAD.into())).await?;
    kept::sign(change.tx(), &head, &HEAD.into(), now).await?;
    for recipient in plan.reading.recipients.iter().filter(|one| !one.archive) {
        paper::add_recipient(change.tx(), &desk.new_id::<String>(), id, &recipient.name).await?;
    }
    let mut told = vec![Told::of(Kind::SignedOff, id).unit(TOP)];
    for mut one in report::of_month(desk.db(), &plan.id, month).await? {
        if one.state.stage() != Stage::Consolidated {
            continue;
        }
        one.state = one
            .state
            .close(act::<right::SignOff>(&TOP.into(), now)?)
            .map_err(refused)?;
        report::set_state(change.tx(), &one).await?;
        told.push(Told::of(Kind::ReportClosed, &one.id).unit(&one.unit));
    }
    change.commit_all(told).await
}
