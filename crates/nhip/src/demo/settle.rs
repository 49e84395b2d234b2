//! The invented city in the service: its units, people, plan and three months, as if everybody had
//! worked in the browser since September.

mod activities;
mod formers;
mod joined;
mod past;
mod people;
mod plans;
mod reports;

use nhip_core::audit::{By, Kind};
use nhip_core::id::UnitId;
use nhip_core::plan::Plan;
use nhip_core::unit::Unit;
use nhip_core::unit::history::{FirstUnit, NewUnit, Succession};
use nhip_office::clock::SharedWorld;
use nhip_office::desk::{CITY as CITY_NAME, City};
use nhip_office::{Desk, Error, Result};
use nhip_store::change::Told;
use nhip_store::db::Db;
use nhip_store::{setting, unit};

use past::Past;
pub use people::{PASSWORD, PEOPLE};
pub use reports::Post;

/// Name of the city, as the pages show it.
const CITY: &str = "Thành phố Lạc Giang";
/// Id of the topmost unit.
const TOP: &str = "lac-giang";

/// What the city is made of.
pub struct Sample<'a> {
    /// The plan's file.
    pub file: Vec<u8>,
    /// What was read from it.
    pub plan: &'a Plan,
    /// The units that report.
    pub units: &'a [Unit],
    /// The months, in order; the last one is still under way.
    pub months: Vec<Post>,
}

impl Sample<'_> {
    /// The unit that has people of its own.
    fn first_unit(&self) -> UnitId {
        let first = self.units.first();
        first.map(|unit| unit_id(&unit.code)).unwrap_or_default()
    }
}

/// Puts the city into an empty database, day by day.
pub async fn settle(db: &Db, shared: &SharedWorld, sample: &Sample<'_>) -> Result<()> {
    let (past, unit) = (Past::new(db, shared), sample.first_unit());
    let (first, last) = (sample.months.first(), sample.months.last());
    let (first, last) = first.zip(last).ok_or(Error::NotFound)?;
    past.set(first.month.day(1), 9);
    found(&past.desk, sample).await?;
    people::add(&past, &unit).await?;
    let city = plans::bring_in(&past, sample).await?;
    past.wait(60);
    let own = plans::take_up(&past, &city, &unit).await?;
    for post in &sample.months {
        let over = post.month < last.month;
        if !over {
            activities::add(&past, (&city, &own), &unit, post.month).await?;
        }
        reports::put(&past, &city, sample, post, over).await?;
        if over {
            let draft = joined::put(&past, &city, post.month).await?;
            if post.month == first.month {
                joined::signed(&past, &draft).await?;
            }
        }
    }
    Ok(())
}

/// Id of a unit: its code tells what it is when the data are looked into.
pub(super) fn unit_id(code: &str) -> UnitId {
    format!("don-vi-{}", code.to_lowercase()).into()
}

/// The one change opened here: first units that have a history already, under ids that can be read,
/// come in by no use case.
async fn found(desk: &Desk, sample: &Sample<'_>) -> Result<()> {
    let issuer = sample.plan.issuing_body.name.clone();
    let top = NewUnit {
        id: TOP.into(),
        code: "0".to_owned(),
        name: issuer.unwrap_or_else(|| CITY.to_owned()),
        aliases: Vec::new(),
        kind: "thành phố".to_owned(),
        parent: None,
    };
    let below = sample.units.iter().map(|unit| NewUnit {
        id: unit_id(&unit.code),
        code: unit.code.clone(),
        name: unit.name.clone(),
        aliases: unit.aliases.clone(),
        kind: String::new(),
        parent: Some(TOP.into()),
    });
    let (merged, below): (Vec<NewUnit>, Vec<NewUnit>) =
        below.partition(|unit| unit.code == formers::WARD);
    let merged = merged.into_iter().filter_map(formers::formers);
    let (before, decisions): (Vec<Vec<FirstUnit>>, Vec<Succession>) = merged.unzip();
    let all: Vec<FirstUnit> = std::iter::once(top)
        .chain(below)
        .map(|unit| FirstUnit {
            unit,
            valid_from: None,
            valid_to: None,
        })
        .chain(before.into_iter().flatten())
        .collect();
    let mut change = desk.change(By::System).await?;
    let city = City {
        name: CITY.to_owned(),
    };
    setting::set(change.tx(), CITY_NAME, &city).await?;
    unit::add_first(change.tx(), &all).await?;
    unit::add_successions(change.tx(), &decisions).await?;
    let told = Told::of(Kind::Founded, TOP).unit(TOP).after(CITY);
    Ok(change.commit(told).await?)
}
