//! Rights over people: who may do what to whose account, and how a role comes to somebody.
//!
//! An account is one person's, however many units she works for. So whoever acts on it needs rights
//! over *all* units where she holds a role or will hold one; a role that has ended counts for
//! nothing, neither for her nor for the one who acts. For somebody who holds none at all the units
//! of her former roles decide: who may bring her back is who knew her, and nobody takes over an
//! account by being the first to give it a role. An account that never had one is the topmost
//! office's.
//!
//! Nobody gives herself a role. A role for somebody who holds others outside the giver's branch is an
//! [`Giving::Offer`]: her own word makes it a role, or that of an office above all her units and the
//! offered one. And the last administrator of the topmost unit stays, whoever asks.

#[cfg(test)]
mod tests;

use crate::id::{AccountId, UnitId};
use chrono::NaiveDate;

use super::{Action, Actor, Decision, Denied, Post, Role, Tree, may};
use crate::lang::Bilingual;

/// One who has an account, as far as rights over her ask.
#[derive(Debug, Clone)]
pub struct Official {
    /// Who, with the roles that have not been ended there and then.
    pub actor: Actor,
    /// Whether her account is open.
    pub is_open: bool,
    /// Ids of the units where she holds or held any role.
    pub known_at: Vec<UnitId>,
}

/// What is done to somebody's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountAct {
    /// Change her name or how she is reached.
    Change,
    /// Give her a new password.
    ResetPassword,
    /// Take away the second step of her sign-in, so that she sets it up anew.
    ResetSecondFactor,
    /// End her sessions.
    EndSessions,
    /// Close the account.
    Close,
    /// Open it again.
    Reopen,
}

/// How a role comes to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Giving {
    /// It is hers.
    AtOnce,
    /// She, or the office above, has to accept it.
    Offer,
}

/// The units on a day, and who administers the topmost one: what every rule here asks.
pub struct Ground<'a, T: Tree> {
    /// The units.
    pub tree: &'a T,
    /// The day.
    pub day: NaiveDate,
    /// Accounts with their roles at the topmost unit, of open accounts only.
    pub heads: &'a [(AccountId, Post)],
}

impl<T: Tree> Ground<'_, T> {
    /// Whether somebody may do something to somebody else's account.
    pub fn act(&self, act: AccountAct, actor: &Actor, whom: &Official) -> Result<(), Denied> {
        if actor.account == whom.actor.account {
            return Err(refused(OWN_PAGE));
        }
        self.over(actor, whom)?;
        match (act, whom.is_open) {
            (AccountAct::Reopen, false) => Ok(()),
            (AccountAct::Reopen, true) => Err(refused(IS_OPEN)),
            (AccountAct::Close, true) => self.may_close(whom),
            (_, true) => Ok(()),
            (_, false) => Err(refused(IS_CLOSED)),
        }
    }

    /// Whether an account may be closed at all, whoever asks.
    pub fn may_close(&self, whom: &Official) -> Result<(), Denied> {
        let posts = whom.actor.posts_on(self.day);
        let last =
            |post| !self.is_headed_without(post, |account, _| *account != whom.actor.account);
        match posts.filter(|post| self.is_head(post)).any(last) {
            true => Err(refused(LAST_HEAD)),
            false => Ok(()),
        }
    }

    /// Whether somebody may end a role of somebody's. One's own may be laid down.
    pub fn end_role(&self, actor: &Actor, whom: &Official, post: &Post) -> Result<(), Denied> {
        if actor.account != whom.actor.account {
            self.over(actor, whom)?;
        }
        let counts = whom.is_open && post.is_held_on(self.day) && self.is_head(post);
        let other =
            |account: &AccountId, other: &Post| (account, other) != (&whom.actor.account, post);
        match counts && !self.is_headed_without(post, other) {
            true => Err(refused(LAST_HEAD)),
            false => Ok(()),
        }
    }

    /// Whether somebody may make a new account with a role at a unit.
    pub fn make(&self, actor: &Actor, unit: &UnitId) -> Result<(), Denied> {
        let living = self.tree.knows(unit) && self.tree.keepers(unit).is_empty();
        match living && self.manages(actor, unit) {
            true => Ok(()),
            false => Err(Denied::Hidden),
        }
    }

    /// How a role at a unit comes from somebody to whoever has a user name; to nobody, it is offered
    /// all the same.
    pub fn give(
        &self,
        actor: &Actor,
        whom: Option<&Official>,
        unit: &UnitId,
    ) -> Result<Giving, Denied> {
        self.make(actor, unit)?;
        let Some(whom) = whom else {
            return Ok(Giving::Offer);
        };
        if actor.account == whom.actor.account {
            return Err(refused(TO_HERSELF));
        }
        match (self.manages_all(actor, whom), whom.is_open) {
            (true, true) => Ok(Giving::AtOnce),
            (true, false) => Err(refused(IS_CLOSED)),
            (false, _) => Ok(Giving::Offer),
        }
    }

    /// Whether somebody may answer for whom a role at a unit was offered: she herself, or the office
    /// above all her units and the offered one.
    pub fn answer(&self, actor: &Actor, whom: &Official, unit: &UnitId) -> Result<(), Denied> {
        let herself = actor.account == whom.actor.account;
        match herself || self.manages(actor, unit) && self.manages_all(actor, whom) {
            true => Ok(()),
            false => Err(Denied::Hidden),
        }
    }

    /// As [`Ground::answer`], with yes: it must still be the maker's to give.
    pub fn accept(
        &self,
        actor: &Actor,
        whom: &Official,
        maker: &Official,
        unit: &UnitId,
    ) -> Result<(), Denied> {
        self.answer(actor, whom, unit)?;
        if !whom.is_open {
            return Err(refused(IS_CLOSED));
        }
        let stands = maker.is_open && self.make(&maker.actor, unit).is_ok();
        match stands && maker.actor.account != whom.actor.account {
            true => Ok(()),
            false => Err(refused(OFFER_IS_VOID)),
        }
    }

    /// Whether somebody manages every unit that counts for whom.
    pub fn manages_all(&self, actor: &Actor, whom: &Official) -> bool {
        let places = self.places(whom);
        match places.as_slice() {
            [] => actor.posts_on(self.day).any(|post| self.is_head(post)),
            places => places.iter().all(|unit| self.manages(actor, unit)),
        }
    }

    /// Ids of the units that count for somebody: those of the roles she holds or will hold, else
    /// those she is known at.
    pub fn places<'w>(&self, whom: &'w Official) -> Vec<&'w UnitId> {
        let posts = whom.actor.posts.iter();
        let stands = posts.filter(|post| post.to.is_none_or(|last| self.day <= last));
        let standing: Vec<&UnitId> = stands.map(|post| &post.unit).collect();
        let known = whom.known_at.iter();
        let mut places = match standing.is_empty() {
            true => known.collect(),
            false => standing,
        };
        places.sort_unstable();
        places.dedup();
        places
    }

    fn over(&self, actor: &Actor, whom: &Official) -> Result<(), Denied> {
        let places = self.places(whom);
        if self.manages_all(actor, whom) {
            Ok(())
        } else if places.iter().any(|unit| self.manages(actor, unit)) {
            Err(refused(ELSEWHERE_TOO))
        } else {
            Err(Denied::Hidden)
        }
    }

    /// Of a unit that has ended all that answer for it have to agree.
    fn manages(&self, actor: &Actor, unit: &UnitId) -> bool {
        let manages = |unit: &UnitId| {
            let decision = may(actor, Action::ManageAccounts, unit, self.tree, self.day);
            decision == Decision::Allowed
        };
        match self.tree.keepers(unit) {
            [] => manages(unit),
            keepers => keepers.iter().all(manages),
        }
    }

    /// Whether it is the role of an administrator where nothing stands above.
    fn is_head(&self, post: &Post) -> bool {
        let (tree, unit) = (self.tree, &post.unit);
        let top = tree.knows(unit) && tree.parent(unit).is_none() && tree.keepers(unit).is_empty();
        top && post.role == Role::Administrator
    }

    /// Whether somebody else heads the topmost unit today, and at least as long as this role lasts.
    fn is_headed_without(&self, going: &Post, counts: impl Fn(&AccountId, &Post) -> bool) -> bool {
        let lasts = |post: &Post| match (post.to, going.to) {
            (None, _) => true,
            (Some(to), Some(going)) => to >= going,
            (Some(_), None) => false,
        };
        self.heads.iter().any(|(account, post)| {
            counts(account, post) && post.is_held_on(self.day) && self.is_head(post) && lasts(post)
        })
    }
}

type Words = (&'static str, &'static str);

const OWN_PAGE: Words = (
    "Không ai làm việc này với tài khoản của chính mình: mật khẩu và liên lạc đổi ở trang Tài khoản của tôi, còn lại hãy nhờ người quản trị khác.",
    "Nobody does this to her own account: password and contact are changed at My account; for the rest ask another administrator.",
);
const TO_HERSELF: Words = (
    "Không ai tự giao vai trò cho mình; hãy nhờ người quản trị khác.",
    "Nobody gives herself a role; ask another administrator.",
);
const ELSEWHERE_TOO: Words = (
    "Người này còn giữ vai trò ở đơn vị ngoài phạm vi quản lý của bạn. Hãy nhờ cấp quản lý mọi đơn vị của người ấy.",
    "This person also holds a role at a unit you do not manage. Ask the office that manages all of her units.",
);
const LAST_HEAD: Words = (
    "Đây là người quản trị cuối cùng của cơ quan trên cùng. Hãy giao vai trò quản trị ở đó cho một người khác trước.",
    "This is the last administrator of the topmost unit. Give somebody else that role first.",
);
const IS_CLOSED: Words = (
    "Tài khoản này đang đóng; muốn làm tiếp thì mở lại trước.",
    "This account is closed; open it again first.",
);
const IS_OPEN: Words = ("Tài khoản này đang mở.", "This account is open.");
const OFFER_IS_VOID: Words = (
    "Lời mời này không còn hiệu lực: người mời không còn quản lý đơn vị, hoặc đơn vị đã kết thúc.",
    "This offer does not stand any more: whoever made it no longer manages the unit, or the unit has ended.",
);

fn refused((vi, en): Words) -> Denied {
    Denied::Refused(Bilingual::new(vi, en))
}
