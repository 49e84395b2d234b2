//! Units: founded one by one, taken over from a list, whom to call.

mod list;

use chrono::NaiveDate;
use nhip_core::audit::Kind;
use nhip_core::permission::{Permit, right};
use nhip_core::unit::history::{Change as UnitChange, ChangeError, FirstUnit, NewUnit, Succession};
use nhip_store::change::Told;
use nhip_store::unit::{self, Contact};

use crate::desk::Desk;
use crate::error::Result;

pub use list::{preview, take};

/// May she change the units of a branch.
type Manages = Permit<right::ManageUnits>;

/// Founds a unit from a day on: by a decision, or, where none is named, as one that was always
/// known. Why not, for the field of the code.
pub async fn found(
    desk: &Desk,
    permit: &Manages,
    new: NewUnit,
    effective: NaiveDate,
    decision: String,
) -> Result<std::result::Result<(), ChangeError>> {
    let told = Told::of(Kind::UnitCreated, &new.id)
        .unit(&new.id)
        .after(&new);
    let mut change = desk.change_by(permit).await?;
    let register = unit::register_in(change.tx()).await?;
    if decision.is_empty() {
        let first = [FirstUnit {
            unit: new,
            valid_from: Some(effective),
            valid_to: None,
        }];
        if let Err(refused) = register.with_first(&first) {
            return Ok(Err(refused));
        }
        unit::add_first(change.tx(), &first).await?;
    } else {
        let succession = Succession {
            decision,
            effective,
            change: UnitChange::Found { units: vec![new] },
        };
        if let Err(refused) = register.with(succession.clone()) {
            return Ok(Err(refused));
        }
        unit::add_successions(change.tx(), &[succession]).await?;
    }
    change.commit(told).await?;
    Ok(Ok(()))
}

/// Sets whom to call.
pub async fn set_contact(desk: &Desk, permit: &Manages, contact: &Contact) -> Result<()> {
    let mut change = desk.change_by(permit).await?;
    unit::set_contact(change.tx(), contact).await?;
    let told = Told::of(Kind::UnitChanged, permit.unit()).unit(permit.unit());
    Ok(change.commit(told.after(&contact.person)).await?)
}
