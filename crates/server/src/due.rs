//! When the reports of a plan's month are due: the plan's rule, the city's calendar, and the
//! extensions granted.

use nhip_core::calendar::{Calendar, Decisions};
use nhip_core::deadline::{Deadline, ReportPeriod};
use nhip_core::period::Month;
use nhip_store::extension::{self, KeptExtension};
use nhip_store::plan::KeptPlan;
use nhip_store::{Result, setting};

use crate::app::App;

/// Name of the setting that holds what was decided about working days.
pub const CALENDAR: &str = "calendar";

/// Due times of one month.
pub struct Dues {
    base: Option<Deadline>,
    extensions: Vec<KeptExtension>,
}

/// The calendar with what was entered.
pub async fn calendar(app: &App) -> Result<Calendar> {
    let decisions: Option<Decisions> = setting::get(app.db(), CALENDAR).await?;
    Ok(Calendar::new(&decisions.unwrap_or_default()))
}

impl Dues {
    /// Of a plan's month.
    pub async fn of(app: &App, plan: &KeptPlan, month: Month) -> Result<Dues> {
        let calendar = calendar(app).await?;
        Ok(Dues {
            base: base(plan, month, &calendar),
            extensions: extension::of_month(app.db(), &plan.id, month).await?,
        })
    }

    /// When the report of a unit is due; `None` only beyond the calendar of dates.
    pub fn of_unit(&self, unit: &str) -> Option<Deadline> {
        let granted = self.extensions.iter();
        let own = granted.filter(|kept| kept.extension.unit == unit);
        Some(extended(self.base.clone()?, own))
    }
}

/// A due time with the extensions granted, in their order. One that no longer gives more time,
/// because the rule was changed since, is passed over.
pub fn extended<'e>(due: Deadline, granted: impl Iterator<Item = &'e KeptExtension>) -> Deadline {
    granted.fold(due, |due, kept| {
        due.clone().extend(kept.extension.clone()).unwrap_or(due)
    })
}

/// When a plan's reports of a month are due, extensions aside.
pub fn base(plan: &KeptPlan, month: Month, calendar: &Calendar) -> Option<Deadline> {
    Deadline::of(ReportPeriod::from(month), &plan.window, &plan.due, calendar)
}
