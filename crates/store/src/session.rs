//! Sessions of those who signed in.

use crate::account::{Account, HeldRole};
use crate::db::row::{FromRow, Row};
use crate::db::{Db, Sql, Tx};
use crate::error::Result;
use crate::value::Time;
use crate::values;
use nhip_core::id::{AccountId, SessionId};

/// A session, without what would let anybody take it over.
#[derive(Debug, Clone)]
pub struct Session {
    /// Id, shown in the list of sessions.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// What the browser calls itself, shortened: so that a person knows her own.
    pub browser: String,
    /// Begun.
    pub created_at: i64,
    /// Last used.
    pub seen_at: i64,
    /// Ends.
    pub ends_at: i64,
}

from_row!(Session {
    id,
    account,
    browser,
    created_at,
    seen_at,
    ends_at
});

/// A session about to begin.
pub struct NewSession<'a> {
    /// Digest of the cookie's secret.
    pub digest: &'a str,
    /// Id.
    pub id: &'a SessionId,
    /// Whose.
    pub account: &'a AccountId,
    /// Browser.
    pub browser: &'a str,
    /// Begun.
    pub at: Time,
    /// Ends.
    pub ends_at: Time,
}

/// Begins a session; those that have ended are cleared away.
pub async fn begin(tx: &mut Tx, new: &NewSession<'_>) -> Result<()> {
    tx.run("DELETE FROM session WHERE ends_at <= $1", values![new.at])
        .await?;
    tx.run(
        "INSERT INTO session (digest, id, account, browser, created_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
        values![
            new.digest,
            new.id,
            new.account,
            new.browser,
            new.at,
            new.ends_at
        ],
    )
    .await
    .map(drop)
}

/// A role in that JSON.
type RoleRow = (
    String,
    String,
    String,
    String,
    Option<String>,
    Option<i64>,
    Option<i64>,
);

/// A session, its account, the roles as JSON, since when the second step is asked for in vain.
struct Beside(Session, Account, String, Option<i64>);

impl FromRow for Beside {
    fn from_row(row: &Row) -> Result<Beside> {
        let account = Account::from_row(row)?;
        let session = Session {
            id: row.named("session")?,
            account: account.id.clone(),
            browser: row.named("browser")?,
            created_at: row.named("begun_at")?,
            seen_at: row.named("seen_at")?,
            ends_at: row.named("ends_at")?,
        };
        let asked_at = row.named("asked_at")?;
        Ok(Beside(session, account, row.named("roles")?, asked_at))
    }
}

/// Asked by every request, so in one statement.
const FIND: Sql = Sql::Each {
    sqlite: "SELECT session.id AS session, browser, session.created_at AS begun_at, seen_at, ends_at,
               account.id, login, name, email, telephone, password, lang, must_change, password_handed_out_at, account.created_at, disabled_at,
               (SELECT json_group_array(json_array(id, unit, role, valid_from, valid_to, given_at, ended_at) ORDER BY unit, role, id)
                FROM role WHERE role.account = account.id) AS roles,
               (SELECT asked_at FROM second_factor WHERE second_factor.account = account.id AND seed IS NULL) AS asked_at
             FROM session JOIN account ON account.id = session.account
             WHERE digest = $1 AND ends_at > $2 AND disabled_at IS NULL",
    postgres: "SELECT session.id AS session, browser, session.created_at AS begun_at, seen_at, ends_at,
                 account.id, login, name, email, telephone, password, lang, must_change, password_handed_out_at, account.created_at, disabled_at,
                 CAST((SELECT COALESCE(json_agg(json_build_array(id, unit, role, valid_from, valid_to, given_at, ended_at) ORDER BY unit, role, id), '[]')
                       FROM role WHERE role.account = account.id) AS TEXT) AS roles,
                 (SELECT asked_at FROM second_factor WHERE second_factor.account = account.id AND seed IS NULL) AS asked_at
               FROM session JOIN account ON account.id = session.account
               WHERE digest = $1 AND ends_at > $2 AND disabled_at IS NULL",
};

/// The session behind a cookie, whose it is, every role the account holds or held, by unit, and since
/// when a second step is asked for that is not set up; if the session has not ended and the account
/// is open.
pub async fn find(
    db: &Db,
    digest: &str,
    now: Time,
) -> Result<Option<(Session, Account, Vec<HeldRole>, Option<i64>)>> {
    let row: Option<Beside> = db.first(FIND, values![digest, now]).await?;
    let Some(Beside(session, account, roles, asked_at)) = row else {
        return Ok(None);
    };
    let roles: Vec<RoleRow> = serde_json::from_str(&roles)?;
    let role = |(id, unit, role, valid_from, valid_to, given_at, ended_at): RoleRow| HeldRole {
        id,
        account: account.id.clone(),
        unit: unit.into(),
        role,
        valid_from,
        valid_to,
        given_at,
        ended_at,
    };
    let roles = roles.into_iter().map(role).collect();
    Ok(Some((session, account, roles, asked_at)))
}

/// Notes that a session is in use, and puts off its end.
pub async fn touch(db: &Db, id: &SessionId, now: Time, ends_at: Time) -> Result<()> {
    db.run(
        "UPDATE session SET seen_at = $2, ends_at = $3 WHERE id = $1",
        values![id, now, ends_at],
    )
    .await
    .map(drop)
}

/// The open sessions of an account, the last used first.
pub async fn of_account(db: &Db, account: &AccountId, now: Time) -> Result<Vec<Session>> {
    db.all(
        "SELECT id, account, browser, created_at, seen_at, ends_at FROM session
         WHERE account = $1 AND ends_at > $2 ORDER BY seen_at DESC, id",
        values![account, now],
    )
    .await
}

/// Ends one session of an account; whether there was one.
pub async fn end(tx: &mut Tx, account: &AccountId, id: &SessionId) -> Result<bool> {
    let ended = tx
        .run(
            "DELETE FROM session WHERE account = $1 AND id = $2",
            values![account, id],
        )
        .await?;
    Ok(ended > 0)
}

/// Ends all sessions of an account but one, as after a new password.
pub async fn end_others(tx: &mut Tx, account: &AccountId, keep: &SessionId) -> Result<u64> {
    tx.run(
        "DELETE FROM session WHERE account = $1 AND id <> $2",
        values![account, keep],
    )
    .await
}

/// Ends the session with this digest, whosever it is: another takes its place.
pub async fn end_digest(tx: &mut Tx, digest: &str) -> Result<()> {
    tx.run("DELETE FROM session WHERE digest = $1", values![digest])
        .await
        .map(drop)
}
