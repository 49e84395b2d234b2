//! Who may do what, where: roles held at units, and the one function that decides.
//!
//! A unit sees itself and what is below it; nothing else, and what may not be seen does not
//! exist ([`Denied::Hidden`], a 404). Nothing is allowed by default: [`action`] lists, for each
//! action, the roles that may take it and how far it reaches from the unit the role is held at.
//! What changes something asks for a [`Permit`], which only [`permit`] can make. Who may do what to
//! another person's account is [`people`]'s to say.

pub mod action;
mod decide;
pub mod people;
#[cfg(test)]
mod tests;
mod tree;

use crate::id::{AccountId, UnitId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use action::{Action, Reach, Right, right};
pub use decide::{Decision, Denied, Permit, may, permit};
pub use tree::{Parents, Tree};

/// What a person is at a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Người báo cáo: writes.
    Reporter,
    /// Thủ trưởng: sends, and signs off.
    Approver,
    /// Đầu mối: receives, returns, accepts, consolidates.
    Coordinator,
    /// Người xem: reads.
    Reader,
    /// Quản trị: units, accounts, settings; writes nothing in anybody's report.
    Administrator,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 5] = [
        Role::Reporter,
        Role::Approver,
        Role::Coordinator,
        Role::Reader,
        Role::Administrator,
    ];

    /// Stable code, as kept.
    pub fn code(self) -> &'static str {
        match self {
            Role::Reporter => "reporter",
            Role::Approver => "approver",
            Role::Coordinator => "coordinator",
            Role::Reader => "reader",
            Role::Administrator => "administrator",
        }
    }

    /// The role of a code.
    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// In words, Vietnamese and English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Role::Reporter => ("Người báo cáo", "Reporter"),
            Role::Approver => ("Thủ trưởng", "Approver"),
            Role::Coordinator => ("Đầu mối", "Coordinator"),
            Role::Reader => ("Người xem", "Reader"),
            Role::Administrator => ("Quản trị", "Administrator"),
        }
    }
}

/// A role held at a unit, both days included.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Post {
    /// The role.
    pub role: Role,
    /// Id of the unit.
    pub unit: UnitId,
    /// First day; `None` for always.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; `None` for no end.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

impl Post {
    /// Whether it is held on a day.
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Id of the account.
    pub account: AccountId,
    /// Name as shown.
    pub name: String,
    /// Roles held, at one unit or several, now or at other times.
    pub posts: Vec<Post>,
}

impl Actor {
    /// The posts held on a day.
    pub fn posts_on(&self, day: NaiveDate) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(move |post| post.is_held_on(day))
    }

    /// The units whose branch the person sees, each once: what a list or a search is limited to.
    pub fn tops(&self, day: NaiveDate) -> Vec<&UnitId> {
        let mut tops: Vec<&UnitId> = self.posts_on(day).map(|post| &post.unit).collect();
        tops.sort_unstable();
        tops.dedup();
        tops
    }
}
