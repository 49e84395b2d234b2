//! A change to people in the making: alone, with everything the rules ask as it is now.

use nhip_core::id::{AccountId, UnitId};
use std::sync::Arc;

use nhip_core::audit::{By, Kind};
use nhip_core::permission::people::{AccountAct, Ground, Official};
use nhip_core::permission::{Actor, Post, Role};
use nhip_store::account::{self, Account, HeldRole};
use nhip_store::change::{Change, Told};
use serde_json::json;

use super::known_at;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::{Person, post};
use crate::units::Units;

/// Who acts on people.
#[derive(Clone, Copy)]
pub enum Hand<'a> {
    /// One who has signed in.
    Person(&'a Person),
    /// Somebody on her own account, where no right is asked.
    Herself(&'a Account),
    /// Whoever may run the program on the server, by this command: the audit tells of it.
    Server(&'static str),
}

/// Somebody's account and roles, inside the change.
pub(super) struct Found {
    pub account: Account,
    pub roles: Vec<HeldRole>,
    pub official: Official,
}

/// The change.
pub(super) struct Work<'a> {
    pub change: Change,
    desk: &'a Desk,
    by: Hand<'a>,
    /// Who acts, with the roles she holds now; none for the server.
    actor: Option<Actor>,
    units: Arc<Units>,
    heads: Vec<(AccountId, Post)>,
}

impl<'a> Work<'a> {
    /// Begins it; nobody else changes people until it is kept.
    pub async fn begin(desk: &'a Desk, by: Hand<'a>) -> Result<Work<'a>> {
        let units = desk.units().await?;
        let who = match by {
            Hand::Person(person) => Some(&person.account),
            Hand::Herself(account) => Some(account),
            Hand::Server(_) => None,
        };
        let in_audit = who.map_or(By::System, |account| By::Account(account.id.clone()));
        let mut change = desk.change(in_audit).await?;
        account::alone(change.tx()).await?;
        let at_top = match units.top() {
            Some(top) => account::open_roles_at(change.tx(), top).await?,
            None => Vec::new(),
        };
        let head = |held: &HeldRole| Some((held.account.clone(), post(held)?));
        let mut work = Work {
            change,
            desk,
            by,
            actor: None,
            units,
            heads: at_top.iter().filter_map(head).collect(),
        };
        if let Some(account) = who {
            let found = work.whom(&account.id).await?;
            if !found.official.is_open {
                return Err(Error::NotFound);
            }
            work.actor = Some(found.official.actor);
        }
        Ok(work)
    }

    /// Begins it for an act on an account, which must be allowed.
    pub async fn on(
        desk: &'a Desk,
        by: Hand<'a>,
        id: &str,
        act: AccountAct,
    ) -> Result<(Work<'a>, Found)> {
        let mut work = Work::begin(desk, by).await?;
        let whom = work.whom(&id.into()).await?;
        match &work.actor {
            Some(actor) => work.ground().act(act, actor, &whom.official)?,
            None if act == AccountAct::Close => work.ground().may_close(&whom.official)?,
            None => {}
        }
        Ok((work, whom))
    }

    /// What the rules ask.
    pub fn ground(&self) -> Ground<'_, Units> {
        Ground {
            tree: self.units.as_ref(),
            day: self.units.today,
            heads: &self.heads,
        }
    }

    /// Who acts; the server has no part in offers.
    pub fn actor(&self) -> Result<&Actor> {
        self.actor.as_ref().ok_or(Error::NotFound)
    }

    /// Somebody, as she is now.
    pub async fn whom(&mut self, id: &AccountId) -> Result<Found> {
        let account = account::find(self.change.tx(), id).await?;
        let account = account.ok_or(Error::NotFound)?;
        let roles = account::roles_of(self.change.tx(), id).await?;
        let official = Official {
            actor: Actor {
                account: account.id.clone(),
                name: account.name.clone(),
                posts: roles.iter().filter_map(post).collect(),
            },
            is_open: account.disabled_at.is_none(),
            known_at: known_at(&roles),
        };
        Ok(Found {
            account,
            roles,
            official,
        })
    }

    /// Whether an account may be made at a unit.
    pub fn may_make(&self, unit: &UnitId) -> Result<()> {
        match &self.actor {
            Some(actor) => Ok(self.ground().make(actor, unit)?),
            None => Ok(()),
        }
    }

    /// Whether a role may be ended.
    pub fn may_end(&self, whom: &Found, post: &Post) -> Result<()> {
        Ok(self
            .ground()
            .end_role(self.actor()?, &whom.official, post)?)
    }

    /// Gives a role, from now on.
    pub async fn give(&mut self, account: &AccountId, unit: &UnitId, role: Role) -> Result<Told> {
        let held = HeldRole {
            id: self.desk.new_id(),
            account: account.to_owned(),
            unit: unit.to_owned(),
            role: role.code().to_owned(),
            valid_from: self.units.today.to_string(),
            valid_to: None,
            given_at: Some(self.change.at().0),
            ended_at: None,
        };
        account::give(self.change.tx(), &held).await?;
        let told = Told::of(Kind::RoleGranted, account).unit(unit);
        Ok(told.after(role.code()))
    }

    /// What the audit is told of, with the command where the server did it.
    pub fn said(&self, what: &str) -> serde_json::Value {
        match self.by {
            Hand::Server(command) => json!({ "what": what, "by": command }),
            _ => json!(what),
        }
    }

    /// An event for each unit that counts for somebody, so that each reads of it.
    pub fn told(&self, kind: Kind, whom: &Found) -> Vec<Told> {
        let places = self.ground().places(&whom.official).into_iter();
        let event = || Told::of(kind, &whom.account.id).after(self.said(&whom.account.login));
        let told: Vec<Told> = places.map(|unit| event().unit(unit)).collect();
        match told.is_empty() {
            true => vec![event()],
            false => told,
        }
    }

    /// Keeps the change, and tells of it.
    pub async fn tell(self, kind: Kind, whom: &Found) -> Result<()> {
        let told = self.told(kind, whom);
        Ok(self.change.commit_all(told).await?)
    }
}
