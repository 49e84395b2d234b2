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

use crate::app::App;
use crate::duty::Duty;
use crate::fault::Fault;
use crate::owing::last_day;
use crate::under;
use crate::units::Units;
use crate::who::Thing;

/// A report, by its id.
pub struct ReportId(pub KeptReport);

impl Thing for ReportId {
    async fn find(app: &App, _: &Units, id: &str) -> Result<Option<ReportId>, Fault> {
        Ok(report::by_id(app.db(), id).await?.map(ReportId))
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
    pub async fn of(app: &App, units: &Units, report: KeptReport) -> Result<Monthly, Fault> {
        let duty = duty_of(app, units, &report).await?;
        let saved = field::all(app.db(), &report.id).await?;
        let explanations = said::explanations(app.db(), &report.id).await?;
        let previous = said_before(app, &report).await?;
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
pub async fn duty_of(app: &App, units: &Units, report: &KeptReport) -> Result<Duty, Fault> {
    let kept = plan::by_id(app.db(), &report.plan).await?;
    let kept = kept.ok_or(Fault::NotFound)?;
    let kept = plan::version::in_month(app.db(), &kept, report.month).await?;
    let day = last_day(&kept, report.month).unwrap_or(units.today);
    Duty::on(app, units, kept, &report.unit, day).await
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

async fn said_before(app: &App, report: &KeptReport) -> Result<Option<Reading>, Fault> {
    let before = report.month.previous();
    let versions = said::versions(app.db(), &report.plan, &report.unit, before).await?;
    let number = counting(versions.iter().map(|one| (one.number, &one.state)));
    let counted = versions.iter().find(|one| Some(one.number) == number);
    Ok(counted.map(said::Version::reading).transpose()?.flatten())
}

/// What a month's report opens with: the activities, and last month's outline.
pub async fn opening(app: &App, duty: &Duty, month: Month) -> Result<Draft, Fault> {
    let duty = &duty.in_month(app, &*app.units().await?, month).await?;
    let (plan, unit) = (&duty.plan.id, &duty.id);
    let mut done = activity::of_month(app.db(), plan, unit, month).await?;
    let units = app.units().await?;
    for former in duty.stands_for(&units, month) {
        let own = report::newest(app.db(), plan, &former, month).await?;
        // What it reported itself before it ended is reported.
        if own.is_none_or(|own| own.arrived_at.is_none()) {
            done.extend(activity::of_month(app.db(), plan, &former, month).await?);
        }
    }
    done.extend(under::done_by(app, duty, month).await?);
    let lines: Vec<_> = done.iter().map(|one| one.activity.done.line()).collect();
    let before = report::newest(app.db(), plan, unit, month.previous()).await?;
    let outline = match &before {
        Some(before) => {
            let saved = field::all(app.db(), &before.id).await?;
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
    app: &App,
    by: By,
    duty: &Duty,
    month: Month,
    new: Option<(&str, &str)>,
) -> Result<(), Fault> {
    let newest = report::newest(app.db(), &duty.plan.id, &duty.id, month).await?;
    let Some(report) = newest.filter(|report| report.state.is_editable()) else {
        return Ok(());
    };
    let duty = &duty.in_month(app, &*app.units().await?, month).await?;
    let fresh = opening(app, duty, month).await?;
    let mut change = Change::begin(app.db(), app.now(), by).await?;
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
