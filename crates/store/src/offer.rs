//! Roles offered to somebody who holds roles elsewhere: hers when she, or the office above, accepts.

use crate::db::{Db, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;
use nhip_core::id::{AccountId, UnitId};

table! {
    role_offer:
    /// A role offered.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Offer {
        /// Id.
        pub id: String,
        /// The user name it was offered to, as typed.
        pub login: String,
        /// The account that had this name; none where nobody had it, which only the store knows.
        pub account: Option<AccountId>,
        /// Where.
        pub unit: UnitId,
        /// What, in the words of `core::permission`.
        pub role: String,
        /// Who offers it.
        pub made_by: String,
        /// Made.
        pub made_at: i64,
        /// From then on it is no offer any more.
        pub ends_at: i64,
        /// Accepted, refused or withdrawn.
        pub answered_at: Option<i64>,
    }
}

/// Keeps an offer; an earlier one of the same to the same name gives way.
pub async fn add(tx: &mut Tx, new: &Offer) -> Result<()> {
    tx.run(
        "DELETE FROM role_offer WHERE login = $1 AND unit = $2 AND role = $3",
        values![&new.login, &new.unit, &new.role],
    )
    .await?;
    new.insert(tx).await
}

/// The offers to accounts that wait for an answer, the oldest first.
pub async fn waiting(db: &Db, now: Time) -> Result<Vec<Offer>> {
    db.all(
        role_offer!("WHERE account IS NOT NULL AND answered_at IS NULL AND ends_at > $1 ORDER BY made_at, id"),
        values![now],
    )
    .await
}

/// What a unit has offered, as those see it who offered: an offer to a name nobody has, and one
/// that was refused, look like one that waits.
pub async fn of_unit(db: &Db, unit: &UnitId, now: Time) -> Result<Vec<Offer>> {
    db.all(
        role_offer!("WHERE unit = $1 AND ends_at > $2 ORDER BY made_at, id"),
        values![unit, now],
    )
    .await
}

/// An offer, inside a change.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Offer>> {
    tx.first(role_offer!("WHERE id = $1"), values![id]).await
}

/// Notes that it was refused; until its end it looks to the one who offered as before.
pub async fn refused(tx: &mut Tx, id: &str, at: Time) -> Result<()> {
    tx.run(
        "UPDATE role_offer SET answered_at = $2 WHERE id = $1",
        values![id, at],
    )
    .await
    .map(drop)
}

/// Takes it away: accepted, or withdrawn.
pub async fn remove(tx: &mut Tx, id: &str) -> Result<()> {
    tx.run("DELETE FROM role_offer WHERE id = $1", values![id])
        .await
        .map(drop)
}
