//! When the reports of a plan's month are due: the plan's rule, the city's calendar, and the
//! extensions granted.

use nhip_core::id::{PlanId, UnitId};
use std::sync::{Arc, Mutex, PoisonError};

use nhip_core::calendar::{Calendar, Decisions};
use nhip_core::deadline::{Deadline, ReportPeriod};
use nhip_core::period::Month;
use nhip_store::Result;
use nhip_store::extension::{self, KeptExtension};
use nhip_store::plan::KeptPlan;

use crate::desk::Desk;
use crate::setting;

/// More time granted in some months of a plan.
pub struct Granted(Vec<KeptExtension>);

/// The calendar worked out last and what it was worked out from: the moons of centuries cost more
/// than all else a request does.
#[derive(Default)]
pub struct Reckoned(Mutex<Option<(Decisions, Arc<Calendar>)>>);

impl Reckoned {
    /// The calendar with these decisions.
    fn with(&self, decisions: Decisions) -> Arc<Calendar> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, calendar)) if *known == decisions => calendar.clone(),
            _ => {
                let calendar = Arc::new(Calendar::new(&decisions));
                *last = Some((decisions, calendar.clone()));
                calendar
            }
        }
    }
}

/// The calendar with what was entered.
pub async fn calendar(desk: &Desk) -> Result<Arc<Calendar>> {
    Ok(desk.reckoned().with(setting::of(desk).await?))
}

impl Granted {
    /// Of some months of a plan.
    pub async fn of(desk: &Desk, plan: &PlanId, first: Month, last: Month) -> Result<Granted> {
        let granted = extension::of_months(desk.db(), plan, first, last).await?;
        Ok(Granted(granted))
    }

    /// The deadline of a unit's month.
    pub fn applied(&self, general: &Deadline, unit: &UnitId, month: Month) -> Deadline {
        extended(general.clone(), self.to(unit, month))
    }

    /// What was granted to a unit for a month.
    pub fn to<'g>(
        &'g self,
        unit: &'g str,
        month: Month,
    ) -> impl Iterator<Item = &'g KeptExtension> {
        let own = move |kept: &&KeptExtension| kept.unit == unit && kept.month == month;
        self.0.iter().filter(own)
    }
}

/// A due time with the extensions granted, in their order. One that no longer gives more time,
/// because the rule was changed since, is passed over.
pub fn extended<'e>(due: Deadline, granted: impl Iterator<Item = &'e KeptExtension>) -> Deadline {
    granted.fold(due, |due, kept| {
        due.clone().extend(kept.extension()).unwrap_or(due)
    })
}

/// When a plan's reports of a month are due, extensions aside.
pub fn base(plan: &KeptPlan, month: Month, calendar: &Calendar) -> Option<Deadline> {
    let (window, due) = (plan.window_in(month), plan.due_in(month));
    Deadline::of(ReportPeriod::from(month), window, due, calendar)
}
