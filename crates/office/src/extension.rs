//! More time for the report of a unit's month.

use chrono::NaiveDateTime;
use nhip_core::audit::Kind;
use nhip_core::deadline::{Deadline, Extension};
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::permission::{Permit, right};
use nhip_store::change::Told;
use nhip_store::extension::{self, KeptExtension};

use crate::desk::Desk;
use crate::duty::Duty;
use crate::error::Result;

/// Grants it; or why that is no more time, for the field of the day.
pub async fn grant(
    desk: &Desk,
    permit: &Permit<right::GrantExtension>,
    duty: &Duty,
    (month, due): (Month, Deadline),
    (until, reason): (NaiveDateTime, String),
) -> Result<std::result::Result<(), Bilingual>> {
    let granted = Extension {
        unit: duty.id.clone(),
        until,
        reason,
        granted_by: permit.account().to_string(),
    };
    if let Err(refused) = due.extend(granted.clone()) {
        return Ok(Err(refused.text));
    }
    let mut change = desk.change_by(permit).await?;
    let told = Told::of(Kind::ExtensionGranted, &duty.plan.id)
        .unit(&duty.id)
        .after(&granted);
    let kept = KeptExtension {
        id: desk.new_id(),
        plan: duty.plan.id.clone(),
        month,
        unit: granted.unit,
        until: granted.until,
        reason: granted.reason,
        granted_by: granted.granted_by,
        granted_at: change.at(),
    };
    extension::add(change.tx(), &kept).await?;
    change.commit(told).await?;
    Ok(Ok(()))
}
