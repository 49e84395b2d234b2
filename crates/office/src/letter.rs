//! "Công văn đôn đốc": the units whose report of a month is late, as a letter ready for the stamp.

use chrono::NaiveDateTime;
use nhip_core::audit::Kind;
use nhip_core::consolidation::PlanReference;
use nhip_core::deadline::ReportPeriod;
use nhip_core::id::UnitId;
use nhip_core::lang::Lang;
use nhip_core::period::Month;
use nhip_core::permission::{Action, Permit, right};
use nhip_core::reminder::Progress;
use nhip_documents::write::docx;
use nhip_documents::write::letter::{Contact, LateUnit, Letter, Signed, paper};
use nhip_documents::write::profile::{Profile, Style};
use nhip_store::change::Told;
use nhip_store::plan::KeptPlan;
use nhip_store::unit;

use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::Person;
use crate::plan::OwnPlan;
use crate::reminder::{self, Case};

/// A month of a plan, and who is late with it.
pub struct Late {
    /// The plan.
    pub plan: KeptPlan,
    /// The month.
    pub month: Month,
    /// The reports, by the units' names.
    pub cases: Vec<Case>,
    contacts: Vec<unit::Contact>,
}

impl Late {
    /// Who is late now, of the units a person sees on the board.
    pub async fn of(desk: &Desk, me: &Person, plan: OwnPlan, month: Month) -> Result<Late> {
        let (plan, now) = (plan.0.plan, desk.now().local());
        let mut cases = reminder::of_month(desk, &me.units, &plan, month).await?;
        cases.retain(|case| {
            let open = case.owed.progress != Progress::Sent;
            open && case.owed.due_at < now && me.may(Action::SeeBoard, &case.owed.unit)
        });
        cases.sort_by_cached_key(|case| me.units.name(&case.owed.unit).to_owned());
        Ok(Late {
            contacts: unit::contacts(desk.db()).await?,
            plan,
            month,
            cases,
        })
    }

    /// Whom to call.
    pub fn contact(&self, unit: &UnitId) -> Option<&unit::Contact> {
        let mut contacts = self.contacts.iter();
        contacts.find(|contact| contact.unit == unit && !contact.person.is_empty())
    }
}

/// What the letter asks, and of whom.
pub struct Asked<'a> {
    /// The late units it names.
    pub units: Vec<UnitId>,
    /// New last moment.
    pub send_by: NaiveDateTime,
    /// Number and signature.
    pub signed: Signed<'a>,
}

/// The letter as a Word file; the audit of every unit in it tells of it.
pub async fn write(
    desk: &Desk,
    me: &Person,
    _: &Permit<right::Consolidate>,
    late: &Late,
    asked: &Asked<'_>,
) -> Result<Vec<u8>> {
    let (now, reading) = (desk.now().local(), late.plan.reading.as_ref());
    let plan = PlanReference::from(reading);
    let duty = reading.reporting_duty.first();
    let cases = late.cases.iter();
    let cases = cases.filter(|case| asked.units.contains(&case.owed.unit));
    let units = cases.clone().map(|case| {
        let unit = &case.owed.unit;
        let contact = late.contact(unit).map(|contact| Contact {
            name: contact.person.clone(),
            telephone: contact.telephone.clone(),
        });
        LateUnit::of(
            me.units.called(unit, Lang::Vi),
            &case.deadline,
            now,
            contact,
        )
    });
    let letter = Letter {
        plan: &plan,
        duty: duty.map_or("", |duty| &duty.raw),
        period: ReportPeriod::from(late.month),
        as_of: now,
        send_by: asked.send_by,
        late: &units.collect::<Vec<_>>(),
        signed: asked.signed,
    };
    let profile = Profile::of(Style::of_family(plan.family)).map_err(Error::Broken)?;
    let paper = paper(&letter, &profile).ok_or(Error::Stale)?;
    let bytes = docx::bytes(&paper).map_err(|error| Error::Broken(error.to_string()))?;
    let told = cases.map(|case| {
        Told::of(Kind::Reminded, &late.plan.id)
            .unit(&case.owed.unit)
            .after(("letter", late.month, asked.send_by))
    });
    let change = desk.change(me.by()).await?;
    change.commit_all(told.collect()).await?;
    Ok(bytes)
}
