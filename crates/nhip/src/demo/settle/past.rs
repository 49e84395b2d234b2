//! The past as it is lived again: a desk whose clock is set, and who sits at it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use nhip_core::id::UnitId;
use nhip_core::permission::{Post, Role};
use nhip_office::clock::{SharedWorld, World};
use nhip_office::desk::Secrets;
use nhip_office::{Desk, Error, Person, Result};
use nhip_store::Time;
use nhip_store::account;
use nhip_store::db::Db;

use super::people::COORDINATOR;

/// A world whose time is set. Each look takes a millisecond, so that ids stand in their order.
struct Then(AtomicI64, SharedWorld);

impl World for Then {
    fn now(&self) -> Time {
        Time(self.0.fetch_add(1_000, Ordering::Relaxed))
    }

    fn random(&self, bytes: &mut [u8]) {
        self.1.random(bytes);
    }

    fn steady(&self) -> Duration {
        self.1.steady()
    }
}

/// The desk of the past.
pub struct Past {
    /// The desk.
    pub desk: Desk,
    then: Arc<Then>,
}

impl Past {
    /// Before its first day.
    pub fn new(db: &Db, real: &SharedWorld) -> Past {
        let then = Arc::new(Then(AtomicI64::default(), Arc::clone(real)));
        let secrets = Secrets::none(real.as_ref());
        Past {
            desk: Desk::new(db.clone(), Arc::<Then>::clone(&then), secrets),
            then,
        }
    }

    /// Sets the clock to an hour of a day; where it shows a later time already, it is left.
    pub fn set(&self, day: Option<NaiveDate>, hour: i64) {
        let day = day.unwrap_or_default().and_time(chrono::NaiveTime::MIN);
        let at = Time::of_local(day).plus_seconds(hour * 3600);
        self.then.0.fetch_max(at.0, Ordering::Relaxed);
    }

    /// Lets minutes go by.
    pub fn wait(&self, minutes: i64) {
        let more = minutes * 60 * 1_000_000;
        self.then.0.fetch_add(more, Ordering::Relaxed);
    }

    /// Somebody, with the roles she holds, among the units of the day.
    pub async fn person(&self, login: &str) -> Result<Person> {
        let account = account::by_login(self.desk.db(), login).await?;
        let account = account.ok_or(Error::NotFound)?;
        let mut roles = account::all_roles(self.desk.db()).await?;
        roles.retain(|held| held.account == account.id);
        Ok(Person::new(account, &roles, self.desk.units().await?))
    }

    /// The coordinator as she types in what a unit without accounts sent by post: in its place, so
    /// with roles there that nobody gave her.
    pub async fn typing_for(&self, unit: &UnitId) -> Result<Person> {
        let mut me = self.person(COORDINATOR).await?;
        let post = |role| Post {
            role,
            unit: unit.clone(),
            from: None,
            to: None,
        };
        me.actor.posts = [Role::Reporter, Role::Approver].map(post).into();
        Ok(me)
    }
}
