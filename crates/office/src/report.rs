//! A monthly report as pages need it: where it stands, what is in its boxes, what is to be said of it.
//!
//! | module | what it is |
//! |---|---|
//! | [`boxes`] | a box typed in two places: what is saved, what is not |
//! | [`fill`] | an activity recorded after the report was opened comes into it |
//! | [`write`](mod@write) | begun, written, filled from a form |
//! | [`step`] | sent, returned, accepted, left out, a new version |
//! | [`sheet`] | the report as sections and rows of a page |

pub mod boxes;
pub mod fill;
pub mod sheet;
pub mod step;
pub mod write;

use nhip_core::finding::Finding;
use nhip_core::id::UnitId;
use nhip_core::personal::Published;
use nhip_core::report::Reading;
use nhip_core::report::draft::{Draft, Explanation, KeptBox};
use nhip_core::report::state::counting;
use nhip_store::plan;
use nhip_store::report::field::{self, SavedField};
use nhip_store::report::{self, KeptReport, said};

use crate::desk::Desk;
use crate::duty::{Duty, last_day};
use crate::error::Error;
use crate::thing::Thing;
use crate::units::Units;

/// A report an address names.
pub struct OneReport(pub KeptReport);

impl Thing for OneReport {
    async fn find(desk: &Desk, _: &Units, id: &str) -> Result<Option<OneReport>, Error> {
        Ok(report::by_id(desk.db(), &id.into()).await?.map(OneReport))
    }

    fn unit(&self) -> &UnitId {
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
    /// Numbers of offices, which it may hold.
    pub published: Published,
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
            published: desk.published().await?,
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
        self.draft
            .checks_of(reading, plan, unit, previous, &self.published)
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

/// The boxes, without who saved them.
fn kept_boxes(saved: Vec<SavedField>) -> Vec<KeptBox> {
    saved.into_iter().map(|one| one.kept).collect()
}
