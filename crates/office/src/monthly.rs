//! A monthly report as pages need it: where it stands, what is in its boxes, what is to be said of it.
//!
//! | module | what it is |
//! |---|---|
//! | [`boxes`] | a box typed in two places: what is saved, what is not |
//! | [`fill`] | an activity recorded after the report was opened comes into it |
//! | [`sheet`] | the report as sections and rows of a page |

pub mod boxes;
pub mod fill;
pub mod sheet;

use nhip_core::audit::{By, Kind};
use nhip_core::finding::Finding;
use nhip_core::period::Month;
use nhip_core::report::Reading;
use nhip_core::report::draft::{Draft, Explanation};
use nhip_core::report::state::counting;
use nhip_store::StoreError;
use nhip_store::change::{Change, Told};
use nhip_store::report::field::{self, SavedField};
use nhip_store::report::{self, KeptReport, said};
use nhip_store::{activity, plan};

use crate::desk::Desk;
use crate::duty::Duty;
use crate::error::Error;
use crate::owing::last_day;
use crate::thing::Thing;
use crate::under;
use crate::units::Units;

/// A report, by its id.
pub struct ReportId(pub KeptReport);

impl Thing for ReportId {
    async fn find(desk: &Desk, _: &Units, id: &str) -> Result<Option<ReportId>, Error> {
        Ok(report::by_id(desk.db(), id).await?.map(ReportId))
    }

    fn unit(&self) -> &str {
        &self.0.unit
    }
}

/// A report with everything around it.
pub struct Monthly {
    /// Where it stands.
    pub report: KeptReport,
    /// What the unit owes.
    pub duty: Duty,
    /// Its boxes as saved.
    pub saved: Vec<SavedField>,
    /// Its boxes as a draft.
    pub draft: Draft,
    /// What was said to its warnings.
    pub explanations: Vec<Explanation>,
    /// What the unit said in the month before, if that counts.
    pub previous: Option<Reading>,
}

impl Monthly {
    /// Everything of a report.
    pub async fn of(desk: &Desk, units: &Units, report: KeptReport) -> Result<Monthly, Error> {
        let duty = duty_of(desk, units, &report).await?;
        let saved = field::all(desk.db(), &report.id).await?;
        let explanations = said::explanations(desk.db(), &report.id).await?;
        let previous = said_before(desk, &report).await?;
        Ok(Monthly {
            draft: drafted(&duty, &report, &saved),
            report,
            duty,
            saved,
            explanations,
            previous,
        })
    }

    /// Everything that is wrong or doubtful, gravest first.
    pub fn findings(&self) -> Vec<Finding> {
        self.findings_of(&self.reading())
    }

    /// What it says.
    pub fn reading(&self) -> Reading {
        let (plan, unit) = (&self.duty.plan.reading, &self.duty.unit);
        self.draft.to_reading(plan, unit)
    }

    /// As [`Monthly::findings`], where its reading is at hand.
    pub fn findings_of(&self, reading: &Reading) -> Vec<Finding> {
        let (plan, unit) = (&self.duty.plan.reading, &self.duty.unit);
        let previous = self.previous.as_ref();
        self.draft.checks_of(reading, plan, unit, previous)
    }

    /// The revision its page shows.
    pub fn revision(&self) -> u64 {
        u64::try_from(self.report.revision).unwrap_or_default()
    }
}

/// What a report's unit owed in its month.
pub async fn duty_of(desk: &Desk, units: &Units, report: &KeptReport) -> Result<Duty, Error> {
    let kept = plan::by_id(desk.db(), &report.plan).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let kept = plan::version::in_month(desk.db(), &kept, report.month).await?;
    let day = last_day(&kept, report.month).unwrap_or(units.today);
    Duty::on(desk, units, kept, &report.unit, day).await
}

/// The boxes as a draft.
pub fn drafted(duty: &Duty, report: &KeptReport, saved: &[SavedField]) -> Draft {
    let mut blank = Draft::blank(&duty.plan.reading, &duty.unit, report.month);
    blank.version = report.number();
    let rows = saved
        .iter()
        .map(|one| (one.name.as_str(), one.value.as_str()));
    Draft::from_fields(blank, rows).0
}

async fn said_before(desk: &Desk, report: &KeptReport) -> Result<Option<Reading>, Error> {
    let before = report.month.previous();
    let versions = said::versions(desk.db(), &report.plan, &report.unit, before).await?;
    let number = counting(versions.iter().map(|one| (one.number, &one.state)));
    let counted = versions.iter().find(|one| Some(one.number) == number);
    Ok(counted.map(said::Version::reading).transpose()?.flatten())
}

/// What a month's report opens with: the activities, and last month's outline.
pub async fn opening(desk: &Desk, duty: &Duty, month: Month) -> Result<Draft, Error> {
    let duty = &duty.in_month(desk, &*desk.units().await?, month).await?;
    let (plan, unit) = (&duty.plan.id, &duty.id);
    let mut done = activity::of_month(desk.db(), plan, unit, month).await?;
    let units = desk.units().await?;
    for former in duty.stands_for(&units, month) {
        let own = report::newest(desk.db(), plan, &former, month).await?;
        // What it reported itself before it ended is reported.
        if own.is_none_or(|own| own.arrived_at.is_none()) {
            done.extend(activity::of_month(desk.db(), plan, &former, month).await?);
        }
    }
    done.extend(under::done_by(desk, duty, month).await?);
    let lines: Vec<_> = done.iter().map(|one| one.activity.done.line()).collect();
    let before = report::newest(desk.db(), plan, unit, month.previous()).await?;
    let outline = match &before {
        Some(before) => {
            let saved = field::all(desk.db(), &before.id).await?;
            Some(drafted(duty, before, &saved))
        }
        None => None,
    };
    let reading = &duty.plan.reading;
    Ok(Draft::open(
        reading,
        &duty.unit,
        month,
        &lines,
        outline.as_ref(),
    ))
}

/// Fills the month's report from its activities, if one is open: `new` are task and words of one
/// just recorded.
pub async fn refill(
    desk: &Desk,
    by: By,
    duty: &Duty,
    month: Month,
    new: Option<(&str, &str)>,
) -> Result<(), Error> {
    let newest = report::newest(desk.db(), &duty.plan.id, &duty.id, month).await?;
    let Some(report) = newest.filter(|report| report.state.is_editable()) else {
        return Ok(());
    };
    let duty = &duty.in_month(desk, &*desk.units().await?, month).await?;
    let fresh = opening(desk, duty, month).await?;
    let mut change = Change::begin(desk.db(), desk.now(), by).await?;
    let saved = field::held(change.tx(), &report.id).await?;
    let draft = drafted(duty, &report, &saved);
    let boxes = fill::changes(&draft, &saved, &fresh, new);
    if boxes.is_empty() {
        return Ok(());
    }
    let at = change.at();
    match field::save(change.tx(), &report.id, &boxes, fill::BY_ITSELF, at).await {
        // Sent in between: what is sent stays as it is.
        Err(StoreError::Taken) => return Ok(()),
        saved => saved?,
    };
    let told = Told::of(Kind::ReportSaved, &report.id).unit(&report.unit);
    change.commit(told.after(&boxes)).await?;
    Ok(())
}

/// The boxes of a draft that hold something, by name and value.
pub fn filled(draft: &Draft) -> Vec<(String, String)> {
    draft
        .fields()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| (field.to_string(), value.to_owned()))
        .collect()
}
