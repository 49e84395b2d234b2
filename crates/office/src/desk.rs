//! What every use case has at hand: the database, time and randomness, what was worked out last.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use nhip_core::audit::By;
use nhip_core::permission::{Permit, Right};
use nhip_core::personal::Published;
use nhip_store::change::Change;
use nhip_store::db::Db;
use nhip_store::{Result, Time, unit};

use crate::clock::{SharedWorld, World, new_id, new_words};
use crate::due::Reckoned;
use crate::error::Error;
use crate::guard::Guard;
use crate::joined::Compared;
use crate::key::Key;
use crate::units::{UnitCache, Units};

/// Cheap to clone: all clones are one desk.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    db: Db,
    world: SharedWorld,
    units: UnitCache,
    reckoned: Reckoned,
    compared: Compared,
    /// As written, and as read.
    published: Mutex<(String, Published)>,
    guard: Guard,
    first_code: String,
    secrets: Secrets,
}

/// What stands in no database: it would be in every backup.
pub struct Secrets {
    /// Of the mail server, if the service was started with one.
    pub smtp_password: Option<String>,
    /// Of the key file.
    pub key: Key,
}

impl Secrets {
    /// For who sends no mail and keeps no seed: a key of the moment, which opens nothing kept.
    pub fn none(world: &dyn World) -> Secrets {
        Secrets {
            smtp_password: None,
            key: Key::make(world).0,
        }
    }
}

/// Name of the setting that holds the [`City`].
pub const CITY: &str = "city";

/// Of the city.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct City {
    /// Name as shown.
    pub name: String,
}

impl Desk {
    /// On a database that has been brought forward.
    pub fn new(db: Db, world: SharedWorld, secrets: Secrets) -> Desk {
        Desk(Arc::new(Inner {
            db,
            guard: Guard::new(world.as_ref()),
            first_code: new_words(world.as_ref(), 3),
            world,
            units: UnitCache::default(),
            reckoned: Reckoned::default(),
            compared: Compared::default(),
            published: Mutex::default(),
            secrets,
        }))
    }

    /// Password of the mail server, if the service was started with one.
    pub fn smtp_password(&self) -> Option<&str> {
        self.0.secrets.smtp_password.as_deref()
    }

    /// The key of the key file.
    pub fn key(&self) -> &Key {
        &self.0.secrets.key
    }

    /// Seals something for one purpose.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> crate::Result<String> {
        let sealed = self.key().seal(self.world().as_ref(), purpose, plain);
        sealed.ok_or_else(|| Error::Broken("too large to be sealed".to_owned()))
    }

    /// What the first visit from elsewhere has to know; new at each start.
    pub fn first_code(&self) -> &str {
        &self.0.first_code
    }

    /// What slows guessers down.
    pub fn guard(&self) -> &Guard {
        &self.0.guard
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Time and randomness.
    pub fn world(&self) -> &SharedWorld {
        &self.0.world
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
    pub fn new_id<T: From<String>>(&self) -> T {
        T::from(new_id(self.0.world.as_ref()))
    }

    /// Begins a change by somebody, now.
    pub async fn change(&self, by: By) -> Result<Change> {
        Change::begin(self.db(), self.now(), by).await
    }

    /// Begins a change by whoever holds a permit, now.
    pub async fn change_by<R: Right>(&self, permit: &Permit<R>) -> Result<Change> {
        self.change(By::Account(permit.account().clone())).await
    }

    /// The units today.
    pub async fn units(&self) -> Result<Arc<Units>> {
        self.0.units.get(self.db(), self.today()).await
    }

    /// Numbers that units have made public: those of their contacts. Read anew where one was changed.
    pub async fn published(&self) -> Result<Published> {
        let now = unit::telephones(self.db()).await?;
        let mut kept = self
            .0
            .published
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if kept.0 != now {
            *kept = (now.clone(), Published::of(now.split(';')));
        }
        Ok(kept.1.clone())
    }

    /// The calendar worked out last.
    pub fn reckoned(&self) -> &Reckoned {
        &self.0.reckoned
    }

    /// What was compared last.
    pub(crate) fn compared(&self) -> &Compared {
        &self.0.compared
    }

    /// Name of the city, and the units today: what every page asks.
    pub async fn city_and_units(&self) -> Result<(String, Arc<Units>)> {
        let (city, version) = unit::version_beside(self.db(), CITY).await?;
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
