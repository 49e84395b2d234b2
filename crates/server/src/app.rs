//! What all requests share: the database, the world, the units worked out last.

use std::sync::Arc;

use chrono::NaiveDate;
use nhip_store::db::Db;
use nhip_store::{Result, Time};
use tokio::sync::Semaphore;

use crate::clock::{SharedWorld, new_id};
use crate::due::Reckoned;
use crate::turn::FORMS;
use crate::units::{UnitCache, Units};

/// The running service; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    world: SharedWorld,
    units: UnitCache,
    reckoned: Reckoned,
    secure: bool,
    smtp_password: Option<String>,
    sign_ins: Semaphore,
    forms: Semaphore,
}

/// Sign-ins checked or waiting to be checked at once. A check takes a fiftieth of a second and
/// there are two at a time: who comes later than this would wait longer than a person does.
pub const SIGN_INS: usize = 512;

/// Name of the setting that holds the [`City`].
pub const CITY: &str = "city";

/// Of the city.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct City {
    /// Name as shown.
    pub name: String,
}

impl App {
    /// A service on a database that has been brought forward. `secure`: browsers reach it by
    /// https, so cookies may insist on it.
    pub fn new(db: Db, world: SharedWorld, secure: bool) -> App {
        App::mailing(db, world, secure, None)
    }

    /// The same with the password of the mail server, which stands in no database: it would be in
    /// every backup.
    pub fn mailing(db: Db, world: SharedWorld, secure: bool, smtp_password: Option<String>) -> App {
        App(Arc::new(Inner {
            db,
            world,
            units: UnitCache::default(),
            reckoned: Reckoned::default(),
            secure,
            smtp_password,
            sign_ins: Semaphore::new(SIGN_INS),
            forms: Semaphore::new(FORMS),
        }))
    }

    /// Password of the mail server, if the service was started with one.
    pub fn smtp_password(&self) -> Option<&str> {
        self.0.smtp_password.as_deref()
    }

    /// Places for those who sign in now.
    pub fn sign_ins(&self) -> &Semaphore {
        &self.0.sign_ins
    }

    /// Turns of the forms worked on.
    pub fn forms(&self) -> &Semaphore {
        &self.0.forms
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Time and randomness.
    pub fn world(&self) -> &SharedWorld {
        &self.0.world
    }

    /// Whether cookies insist on https.
    pub fn secure(&self) -> bool {
        self.0.secure
    }

    /// The time.
    pub fn now(&self) -> Time {
        self.0.world.now()
    }

    /// The day in Vietnam.
    pub fn today(&self) -> NaiveDate {
        self.now().local().date()
    }

    /// A new id.
    pub fn new_id(&self) -> String {
        new_id(self.0.world.as_ref())
    }

    /// The units today.
    pub async fn units(&self) -> Result<Arc<Units>> {
        self.0.units.get(self.db(), self.today()).await
    }

    /// The calendar worked out last.
    pub fn reckoned(&self) -> &Reckoned {
        &self.0.reckoned
    }

    /// Name of the city, and the units today: what every page asks.
    pub async fn city_and_units(&self) -> Result<(String, Arc<Units>)> {
        let (city, version) = nhip_store::unit::version_beside(self.db(), CITY).await?;
        let city: Option<City> = city.map(|city| serde_json::from_str(&city)).transpose()?;
        let units = self.0.units.at(self.db(), self.today(), version).await?;
        Ok((city.map(|city| city.name).unwrap_or_default(), units))
    }

    /// Name of the city; empty before it has one.
    pub async fn city(&self) -> Result<String> {
        let city: Option<City> = nhip_store::setting::get(self.db(), CITY).await?;
        Ok(city.map(|city| city.name).unwrap_or_default())
    }
}
