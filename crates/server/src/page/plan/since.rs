//! From which month a change of a plan in force applies: a month that was signed stays as it is.

use nhip_core::period::Month;
use nhip_store::consolidation;
use nhip_store::plan::KeptPlan;

use crate::app::App;
use crate::fault::Fault;
use crate::fields::FormState;

/// Name of the field.
pub const FIELD: &str = "tu-thang";

/// The first month a change can apply to: the one after the last that was signed.
pub async fn earliest(app: &App, plan: &KeptPlan) -> Result<Month, Fault> {
    let signed = consolidation::last_signed(app.db(), &plan.id).await?;
    let free = signed.map_or(plan.first_month, Month::next);
    Ok(free.max(plan.first_month))
}

/// What the form proposes: the present month, or the first that is free.
pub fn proposed(app: &App, earliest: Month) -> Month {
    Month::of(app.today()).map_or(earliest, |present| present.max(earliest))
}

/// The month asked for.
pub fn read(form: &mut FormState, earliest: Month) -> Option<Month> {
    match Month::parse(form.value(FIELD)) {
        Ok(month) if month >= earliest => Some(month),
        Ok(_) => {
            form.refuse(
                FIELD,
                format!("Tháng trước {earliest} đã tổng hợp và ký hoặc chưa thuộc kế hoạch; hãy chọn từ {earliest} trở đi."),
                format!("Months before {earliest} are signed or not yet of the plan; choose {earliest} or later."),
            );
            None
        }
        Err(why) => {
            form.problems.push((FIELD.to_owned(), why));
            None
        }
    }
}
