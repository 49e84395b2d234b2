//! Officials who sign in, and the roles they hold.

use chrono::NaiveDate;
use nhip_core::id::{AccountId, UnitId};

use crate::db::{Db, Sql, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;

table! {
    account:
    /// One who signs in.
    #[derive(Debug, Clone)]
    pub struct Account {
        /// Id.
        pub id: AccountId,
        /// Name to sign in with, lower case.
        pub login: String,
        /// Name as written.
        pub name: String,
        /// E-mail, or empty.
        pub email: String,
        /// Telephone, or empty.
        pub telephone: String,
        /// argon2id hash; none for one who signs in elsewhere.
        pub password: Option<String>,
        /// "vi" or "en".
        pub lang: String,
        /// The password was given by somebody else and must be changed.
        pub must_change: bool,
        /// When somebody else gave it; none once the person chose her own.
        pub password_handed_out_at: Option<i64>,
        /// Made.
        pub created_at: i64,
        /// Closed.
        pub disabled_at: Option<i64>,
    }
}

impl Account {
    /// A new one, whose password its owner chose.
    pub fn new(id: String, login: &str, name: &str, hash: String, now: Time) -> Account {
        Account {
            id: id.into(),
            login: login.to_owned(),
            name: name.to_owned(),
            email: String::new(),
            telephone: String::new(),
            password: Some(hash),
            lang: "vi".to_owned(),
            must_change: false,
            password_handed_out_at: None,
            created_at: now.0,
            disabled_at: None,
        }
    }
}

table! {
    role:
    /// A role somebody holds at a unit.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct HeldRole {
        /// Id.
        pub id: String,
        /// Who.
        pub account: AccountId,
        /// Where.
        pub unit: UnitId,
        /// What, in the words of `core::permission`.
        pub role: String,
        /// First day, ISO.
        pub valid_from: String,
        /// Last day, ISO.
        pub valid_to: Option<String>,
        /// Given there and then: its first day is for the record, whatever the clock says later.
        pub given_at: Option<i64>,
        /// Ended there and then, for good.
        pub ended_at: Option<i64>,
    }
}

/// The account with this id.
pub async fn by_id(db: &Db, id: &AccountId) -> Result<Option<Account>> {
    db.first(account!("WHERE id = $1"), values![id]).await
}

/// The account that signs in by this name.
pub async fn by_login(db: &Db, login: &str) -> Result<Option<Account>> {
    db.first(account!("WHERE login = $1"), values![login]).await
}

/// The account with this id, inside a change.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Account>> {
    tx.first(account!("WHERE id = $1"), values![id]).await
}

/// The account that signs in by this name, inside a change.
pub async fn with_login(tx: &mut Tx, login: &str) -> Result<Option<Account>> {
    tx.first(account!("WHERE login = $1"), values![login]).await
}

/// All accounts, by name.
pub async fn all(db: &Db) -> Result<Vec<Account>> {
    db.all(account!("ORDER BY login"), values![]).await
}

/// Whether anybody can sign in yet.
pub async fn any(db: &Db) -> Result<bool> {
    let (count,): (i64,) = db.one("SELECT COUNT(*) FROM account", values![]).await?;
    Ok(count > 0)
}

/// Adds an account; [`crate::StoreError::Taken`] where the login name is in use.
pub async fn add(tx: &mut Tx, new: &Account) -> Result<()> {
    new.insert(tx).await
}

/// Changes what a person says of herself.
pub async fn change(
    tx: &mut Tx,
    id: &AccountId,
    name: &str,
    email: &str,
    telephone: &str,
    lang: &str,
) -> Result<()> {
    tx.run(
        "UPDATE account SET name = $2, email = $3, telephone = $4, lang = $5 WHERE id = $1",
        values![id, name, email, telephone, lang],
    )
    .await
    .map(drop)
}

/// Sets a password: one that is handed out now and must be changed, or one the person chose.
pub async fn set_password(
    tx: &mut Tx,
    id: &AccountId,
    hash: &str,
    handed_out_at: Option<Time>,
) -> Result<()> {
    tx.run(
        "UPDATE account SET password = $2, must_change = $3, password_handed_out_at = $4 WHERE id = $1",
        values![id, hash, handed_out_at.is_some(), handed_out_at],
    )
    .await
    .map(drop)
}

/// Closes an account and ends its sessions, or opens it again.
pub async fn disable(tx: &mut Tx, id: &AccountId, at: Option<Time>) -> Result<()> {
    tx.run(
        "UPDATE account SET disabled_at = $2 WHERE id = $1",
        values![id, at],
    )
    .await?;
    if at.is_some() {
        tx.run("DELETE FROM session WHERE account = $1", values![id])
            .await?;
    }
    Ok(())
}

/// Every role anybody holds or held.
pub async fn all_roles(db: &Db) -> Result<Vec<HeldRole>> {
    db.all(role!("ORDER BY unit, role, id"), values![]).await
}

/// Every role held at a unit, inside a change.
pub async fn roles_at(tx: &mut Tx, unit: &UnitId) -> Result<Vec<HeldRole>> {
    tx.all(
        role!("WHERE unit = $1 ORDER BY account, role, id"),
        values![unit],
    )
    .await
}

/// Every role of an account, inside a change.
pub async fn roles_of(tx: &mut Tx, account: &AccountId) -> Result<Vec<HeldRole>> {
    tx.all(
        role!("WHERE account = $1 ORDER BY unit, role, id"),
        values![account],
    )
    .await
}

/// Every role anybody holds or held at a unit whose account is open, inside a change.
pub async fn open_roles_at(tx: &mut Tx, unit: &UnitId) -> Result<Vec<HeldRole>> {
    tx.all(
        role!("WHERE unit = $1 AND account IN (SELECT id FROM account WHERE disabled_at IS NULL) ORDER BY account, role, id"),
        values![unit],
    )
    .await
}

/// Whoever changes accounts or roles after what she finds does so alone, until her change is kept:
/// two who each leave the other as the last administrator would leave none. (Changes of a file are
/// made one after the other as it is.)
pub async fn alone(tx: &mut Tx) -> Result<()> {
    tx.run(
        Sql::Each {
            sqlite: "SELECT 1",
            postgres: "SELECT pg_advisory_xact_lock(7233002)",
        },
        values![],
    )
    .await
    .map(drop)
}

/// Gives a role; one that began on the same day and has ended begins again.
pub async fn give(tx: &mut Tx, new: &HeldRole) -> Result<()> {
    tx.run(
        "INSERT INTO role (id, account, unit, role, valid_from, valid_to, given_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (account, unit, role, valid_from) DO UPDATE
         SET valid_to = excluded.valid_to, given_at = excluded.given_at, ended_at = excluded.ended_at",
        values![
            &new.id, &new.account, &new.unit, &new.role, &new.valid_from, new.valid_to.clone(),
            new.given_at, new.ended_at,
        ],
    )
    .await
    .map(drop)
}

/// Ends a role after a day, as a decision says.
pub async fn take(tx: &mut Tx, id: &str, last_day: NaiveDate) -> Result<()> {
    tx.run(
        "UPDATE role SET valid_to = $2 WHERE id = $1",
        values![id, last_day],
    )
    .await
    .map(drop)
}

/// Ends a role there and then, whatever day the clock says later; its last day is for the record.
pub async fn end(tx: &mut Tx, id: &str, at: Time, last_day: NaiveDate) -> Result<()> {
    tx.run(
        "UPDATE role SET ended_at = $2, valid_to = $3 WHERE id = $1",
        values![id, at, last_day],
    )
    .await
    .map(drop)
}

/// As [`any`], inside a change.
pub async fn any_in(tx: &mut Tx) -> Result<bool> {
    let (count,): (i64,) = tx.one("SELECT COUNT(*) FROM account", values![]).await?;
    Ok(count > 0)
}
