//! Who acts: an account with the roles it holds, among the units of today.

use nhip_core::id::UnitId;
use std::sync::Arc;

use nhip_core::audit::By;
use nhip_core::permission::{Action, Actor, Decision, Permit, Post, Right, Role, may, permit};
use nhip_store::account::{Account, HeldRole};

use crate::error::Result;
use crate::units::Units;

/// One who has signed in, whatever she came by.
#[derive(Clone)]
pub struct Person {
    /// Her account.
    pub account: Account,
    /// Her roles.
    pub actor: Actor,
    /// The units today.
    pub units: Arc<Units>,
}

/// A role as kept; one that was ended there and then gives no right, nor does one this program does
/// not know. What was given there and then does not wait for its first day: a clock set back takes
/// nothing away.
pub fn post(held: &HeldRole) -> Option<Post> {
    (held.ended_at.is_none()).then_some(())?;
    former(held)
}

/// As [`post`], ended or not: where somebody was.
pub fn former(held: &HeldRole) -> Option<Post> {
    let day = |text: &String| text.parse().ok();
    Some(Post {
        role: Role::parse(&held.role)?,
        unit: held.unit.clone(),
        from: match held.given_at {
            Some(_) => None,
            None => Some(day(&held.valid_from)?),
        },
        to: match &held.valid_to {
            Some(last) => Some(day(last)?),
            None => None,
        },
    })
}

/// The roles of an account as kept, those that give a right.
pub fn posts_of(roles: &[HeldRole]) -> Vec<Post> {
    roles.iter().filter_map(post).collect()
}

impl Person {
    /// An account with its roles as kept.
    pub fn new(account: Account, roles: &[HeldRole], units: Arc<Units>) -> Person {
        let actor = Actor {
            account: account.id.clone(),
            name: account.name.clone(),
            posts: posts_of(roles),
        };
        Person {
            account,
            actor,
            units,
        }
    }

    /// As the audit names her.
    pub fn by(&self) -> By {
        By::Account(self.account.id.clone())
    }

    /// Whether she may do something with what belongs to a unit.
    pub fn may(&self, action: Action, unit: &UnitId) -> bool {
        let decision = may(
            &self.actor,
            action,
            unit,
            self.units.as_ref(),
            self.units.today,
        );
        matches!(decision, Decision::Allowed)
    }

    /// As [`Person::may`], with the proof.
    pub fn permit<R: Right>(&self, unit: &UnitId) -> Result<Permit<R>> {
        Ok(permit(
            &self.actor,
            unit,
            self.units.as_ref(),
            self.units.today,
        )?)
    }

    /// The units at which she may do something: her own posts and all below them, by tree.
    pub fn units_where(&self, action: Action) -> Vec<&UnitId> {
        let mut found: Vec<&UnitId> = Vec::new();
        for top in self.actor.tops(self.units.today) {
            for (_, unit) in self.units.branch(top) {
                if self.may(action, unit) && !found.contains(&unit) {
                    found.push(unit);
                }
            }
        }
        found
    }

    /// Whether she may do something anywhere.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.actor.tops(self.units.today).into_iter().any(|top| {
            self.units
                .branch(top)
                .into_iter()
                .any(|(_, unit)| self.may(action, unit))
        })
    }
}
