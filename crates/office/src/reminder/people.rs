//! Who hears of what: the reporters of a unit, its head where it has none; the coordinators of an
//! office. Nobody without an address, and nobody who does not want to.

use nhip_core::id::{AccountId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

use nhip_core::permission::{Post, Role};
use nhip_core::reminder::To;
use nhip_store::account::{self, Account};
use nhip_store::reminder as wishes;

use crate::desk::Desk;
use crate::error::Error;
use crate::person::post;
use crate::units::Units;

/// Those who may be written to, with what they are today.
pub struct People {
    accounts: Vec<Account>,
    posts: Vec<(AccountId, Post)>,
    /// Of each unit that has ended: those that answer for it.
    keepers: BTreeMap<UnitId, Vec<UnitId>>,
}

/// Whether an account is open and has an address.
pub fn is_reachable(account: &Account) -> bool {
    account.disabled_at.is_none() && !account.email.is_empty()
}

impl People {
    /// All of today.
    pub async fn of(desk: &Desk, units: &Units) -> Result<People, Error> {
        let off: BTreeSet<AccountId> = wishes::off(desk.db()).await?;
        let accounts = account::all(desk.db()).await?;
        let roles = account::all_roles(desk.db()).await?;
        let held = roles
            .iter()
            .filter_map(|held| Some((held.account.clone(), post(held)?)))
            .filter(|(_, post)| post.is_held_on(units.today));
        Ok(People {
            accounts: accounts
                .into_iter()
                .filter(|account| is_reachable(account) && !off.contains(&account.id))
                .collect(),
            posts: held.collect(),
            keepers: units.all_left(),
        })
    }

    /// Whom a reminder goes to.
    pub fn to(&self, to: To<'_>) -> Vec<&Account> {
        match to {
            To::Coordinator(unit) => self.with(Role::Coordinator, unit),
            To::Unit(unit) => match self.with(Role::Reporter, unit) {
                none if none.is_empty() => self.with(Role::Approver, unit),
                reporters => reporters,
            },
        }
    }

    fn with(&self, role: Role, unit: &UnitId) -> Vec<&Account> {
        let own = [unit.clone()];
        let at = self.keepers.get(unit).map_or(&own[..], Vec::as_slice);
        let holds = |account: &Account| {
            self.posts
                .iter()
                .any(|(id, post)| *id == account.id && post.role == role && at.contains(&post.unit))
        };
        let accounts = self.accounts.iter();
        accounts.filter(|account| holds(account)).collect()
    }
}
