//! Who joins the reports of a plan, and who gets the joined one.

use nhip_viet::fold::key;

use super::{Duty, Frequency, Plan};

/// The two ends of the joined report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joining {
    /// Who joins; `None` where it is the body that issued the plan.
    pub by: Option<String>,
    /// Who gets the joined report.
    pub to: Option<String>,
}

impl Joining {
    /// Reads both from the duties. "… gửi báo cáo về Sở Y tế để tổng hợp, báo cáo Ủy ban nhân dân tỉnh":
    /// the Sở joins, for the Ủy ban. So it does where it gets others' reports and owes one of its own.
    /// Otherwise the receiver of the reports gets the joined one, through the body they go through.
    pub fn of(plan: &Plan) -> Joining {
        let duties = &plan.reporting_duty;
        let monthly = |duty: &&Duty| duty.frequency == Some(Frequency::Monthly);
        let regular = |duty: &&Duty| {
            use Frequency::{AtOnce, Daily, OnRequest};
            !matches!(duty.frequency, Some(AtOnce | Daily | OnRequest))
        };
        let found = duties.iter().filter(monthly);
        let found = found.chain(duties.iter().filter(regular));
        let gathered = found.clone().find_map(|duty| {
            let by = duty.to.clone().filter(|to| is_one(to))?;
            let to = duty.onward.clone().or_else(|| owed_by(duties, &by))?;
            Some(Joining {
                by: Some(by),
                to: Some(to),
            })
        });
        let mut joining = gathered.unwrap_or_else(|| {
            let first = found.clone().chain(duties).find(|duty| duty.to.is_some());
            Joining {
                by: first.and_then(|duty| duty.via.clone()),
                to: first.and_then(|duty| duty.to.clone()),
            }
        });
        let issuer = plan.issuing_body.name.as_deref().map(key);
        // "Sở Y tế" in a plan of "Sở Y tế tỉnh …" is that office.
        let is_issuer = |by: &str| {
            let rest = issuer.as_deref().and_then(|own| own.strip_prefix(&key(by)));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        joining.by = joining.by.filter(|by| !is_issuer(by));
        joining
    }
}

/// A single body, not a list of them.
fn is_one(name: &str) -> bool {
    !name.contains(" và ") && !name.contains([',', ';'])
}

/// To whom a body itself reports.
fn owed_by(duties: &[Duty], body: &str) -> Option<String> {
    let own = |duty: &&Duty| duty.who.iter().any(|who| key(who) == key(body));
    let mut owed = duties.iter().filter(own).filter_map(|duty| duty.to.clone());
    owed.find(|to| key(to) != key(body))
}
