//! A draft keeps up by itself: whatever is accepted, left out or taken back is in it at once.

use nhip_core::audit::{By, Kind};
use nhip_core::id::PlanId;
use nhip_core::period::Month;
use nhip_core::permission::right;
use nhip_store::change::{Change, Told};
use nhip_store::consolidation as kept;
use nhip_store::{StoreError, plan, report};

use super::{counted, join};
use crate::desk::Desk;
use crate::error::Error;
use crate::person::Person;

/// How often the month is worked out anew when reports go on being accepted meanwhile; whoever
/// accepts last renews last, so the draft is never left behind.
const TRIES: usize = 5;

/// Renews the draft of a month, if there is one. What is signed stays as it is.
pub async fn renew(desk: &Desk, me: &Person, plan: &PlanId, month: Month) -> Result<(), Error> {
    for _ in 0..TRIES {
        if renewed(desk, me, plan, month).await? {
            break;
        }
    }
    Ok(())
}

/// Whether the draft holds what counts now, or none is left to renew.
async fn renewed(desk: &Desk, me: &Person, plan: &PlanId, month: Month) -> Result<bool, Error> {
    let before = report::counted(desk.db(), plan, month).await?;
    let draft = kept::draft(desk.db(), plan, month).await?;
    let Some((draft, plan)) = draft.zip(plan::by_id(desk.db(), plan).await?) else {
        return Ok(true);
    };
    let joined = join(desk, &me.units, &plan, month).await?;
    let by = By::Account(me.account.id.clone());
    let mut change = Change::begin(desk.db(), desk.now(), by).await?;
    let fingerprint = joined.said.result.fingerprint.clone();
    // The row first: of two who renew at once, the second waits and looks again.
    match kept::renew(change.tx(), &draft.id, joined.said, desk.now()).await {
        Err(StoreError::Taken) => return Ok(true),
        done => done?,
    }
    if report::counted_in(change.tx(), &plan.id, month).await? != before {
        return Ok(false);
    }
    let told = Told::of(Kind::Consolidated, &draft.id).unit(&plan.unit);
    let mut told = vec![told.after(&fingerprint)];
    // One who accepts for an office below does not consolidate: its coordinator does, next time.
    if let Ok(permit) = me.permit::<right::Consolidate>(&plan.unit) {
        told.extend(counted(&mut change, &permit, &plan, &joined.sources).await?);
    }
    change.commit_all(told).await?;
    Ok(true)
}
