//! The decision: allowed, hidden or refused; and the permit as its proof.

use std::marker::PhantomData;

use chrono::NaiveDate;

use super::{Action, Actor, Post, Reach, Right, Tree};
use crate::id::{AccountId, UnitId};
use crate::lang::Bilingual;

/// What becomes of a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allowed,
    /// The person may not even know: a 404.
    Hidden,
    /// The person sees the unit, but this is for others; the sentence says so.
    Refused(Bilingual),
}

/// A wish not granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied {
    /// As [`Decision::Hidden`].
    Hidden,
    /// As [`Decision::Refused`].
    Refused(Bilingual),
}

/// Whether a person may do something with what belongs to a unit, on a day.
///
/// What belongs to a unit that has ended is its successors' as if it were their own: they write
/// the report it left undone, and whoever receives theirs receives it.
pub fn may(
    actor: &Actor,
    action: Action,
    target: &UnitId,
    tree: &impl Tree,
    day: NaiveDate,
) -> Decision {
    let keepers = tree.keepers(target);
    let stands = |unit: &UnitId| stands(actor, action, unit, tree, day);
    let stands = match keepers {
        [] => stands(target),
        keepers => keepers.iter().map(stands).max().flatten(),
    };
    match stands {
        Some(true) => Decision::Allowed,
        None => Decision::Hidden,
        Some(false) => {
            let (vi, en) = action.name();
            Decision::Refused(Bilingual::new(
                format!("Vai trò của bạn ở đơn vị này không được {vi}."),
                format!("Your role at this unit does not allow you to {en}."),
            ))
        }
    }
}

/// Whether the person may, as far as she sees the unit at all.
fn stands(
    actor: &Actor,
    action: Action,
    target: &UnitId,
    tree: &impl Tree,
    day: NaiveDate,
) -> Option<bool> {
    let mut seen = None;
    for post in actor.posts_on(day) {
        if tree.is_at_or_below(target, &post.unit) {
            seen = Some(false);
            if action.roles().contains(&post.role) && reaches(action.reach(), post, target, tree) {
                return Some(true);
            }
        }
    }
    seen
}

/// For a target known to be the post's unit or below it.
fn reaches(reach: Reach, post: &Post, target: &UnitId, tree: &impl Tree) -> bool {
    let own = post.unit == target;
    let top = own && tree.parent(target).is_none();
    match reach {
        Reach::Own => own,
        Reach::Received => !own || top,
        Reach::Branch => true,
        Reach::Top => top,
    }
}

/// Proof that a person may do one thing with what belongs to one unit. Only [`permit`] makes it.
#[derive(Debug)]
pub struct Permit<R: Right> {
    account: AccountId,
    unit: UnitId,
    right: PhantomData<R>,
}

impl<R: Right> Permit<R> {
    /// Id of the account it was given to.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// Id of the unit it is for.
    pub fn unit(&self) -> &UnitId {
        &self.unit
    }

    /// What it permits.
    pub fn action(&self) -> Action {
        R::ACTION
    }
}

/// As [`may`], with the proof: `permit::<right::SendReport>(&actor, unit, &tree, day)?`.
pub fn permit<R: Right>(
    actor: &Actor,
    target: &UnitId,
    tree: &impl Tree,
    day: NaiveDate,
) -> Result<Permit<R>, Denied> {
    match may(actor, R::ACTION, target, tree, day) {
        Decision::Allowed => Ok(Permit {
            account: actor.account.clone(),
            unit: target.clone(),
            right: PhantomData,
        }),
        Decision::Hidden => Err(Denied::Hidden),
        Decision::Refused(why) => Err(Denied::Refused(why)),
    }
}
