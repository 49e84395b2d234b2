//! What all requests share: the database, the world, the units worked out last.

use std::sync::Arc;

use chrono::NaiveDate;
use nhip_store::db::Db;
use nhip_store::{Result, Time};

use crate::clock::{SharedWorld, new_id};
use crate::units::{UnitCache, Units};

/// The running service; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    world: SharedWorld,
    units: UnitCache,
    secure: bool,
}

/// Of the city, kept as setting `city`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct City {
    /// Name as shown.
    pub name: String,
}

impl App {
    /// A service on a database that has been brought forward. `secure`: browsers reach it by
    /// https, so cookies may insist on it.
    pub fn new(db: Db, world: SharedWorld, secure: bool) -> App {
        App(Arc::new(Inner {
            db,
            world,
            units: UnitCache::default(),
            secure,
        }))
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

    /// Name of the city; empty before it has one.
    pub async fn city(&self) -> Result<String> {
        let city: Option<City> = nhip_store::setting::get(self.db(), "city").await?;
        Ok(city.map(|city| city.name).unwrap_or_default())
    }
}
