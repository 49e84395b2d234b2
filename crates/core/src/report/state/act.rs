//! Who acts on a report, and when: a permit for the right, at the unit it has to be for.

use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::id::{AccountId, UnitId};
use crate::permission::{Permit, Right};

/// Who did it, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Id of the account.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// One act by somebody who may.
#[derive(Debug)]
pub struct Act<R: Right> {
    stamp: Stamp,
    right: PhantomData<R>,
}

impl<R: Right> Act<R> {
    /// `unit` is whose the right has to be: the report's own unit, or for consolidating and
    /// closing (by sign-off) the unit that receives it. A permit for another unit is refused.
    pub fn by(permit: &Permit<R>, unit: &UnitId, at: DateTime<Utc>) -> Result<Act<R>, Refusal> {
        if permit.unit() != unit {
            return Err(Refusal::OtherUnit);
        }
        Ok(Act {
            stamp: Stamp {
                by: permit.account().clone(),
                at,
            },
            right: PhantomData,
        })
    }

    /// Who and when, for the state and the audit.
    pub fn stamp(&self) -> Stamp {
        self.stamp.clone()
    }
}
