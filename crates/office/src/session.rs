//! Sessions: how long they last, and the end of one's own.

use nhip_core::id::AccountId;
use std::sync::Arc;

use nhip_core::audit::Kind;
use nhip_core::fingerprint::sha256;
use nhip_store::change::Told;
use nhip_store::session::{self, Session};

use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::Person;
use crate::units::Units;

/// Seconds a session lasts after its last use: a working day.
pub const SESSION_SECONDS: i64 = 10 * 3600;
/// Seconds it lasts in all, however much it is used: a week (docs/asvs.md, 7.3.2).
pub const LONGEST_SECONDS: i64 = 7 * 86_400;
/// Seconds between two notes that it is in use.
const TOUCH_SECONDS: i64 = 300;

/// Digest under which a session is kept.
pub fn session_digest(secret: &str) -> String {
    sha256(secret.as_bytes())
}

/// A session in use.
pub struct Open {
    /// Whose.
    pub person: Person,
    /// The session.
    pub session: Session,
    /// Since when a role demands the second step, where it is not set up.
    pub asked_at: Option<i64>,
}

/// The session behind a cookie; its end is put off, never beyond the longest.
pub async fn open(desk: &Desk, secret: &str, units: &Arc<Units>) -> Result<Option<Open>> {
    let now = desk.now();
    let found = session::find(desk.db(), &session_digest(secret), now).await?;
    let Some((session, account, roles, asked_at)) = found else {
        return Ok(None);
    };
    if now.0 - session.seen_at > TOUCH_SECONDS * 1_000_000 {
        let last = nhip_store::Time(session.created_at).plus_seconds(LONGEST_SECONDS);
        let ends_at = now.plus_seconds(SESSION_SECONDS).min(last);
        session::touch(desk.db(), &session.id, now, ends_at).await?;
    }
    Ok(Some(Open {
        person: Person::new(account, &roles, Arc::clone(units)),
        session,
        asked_at,
    }))
}

/// The open sessions of an account.
pub async fn of(desk: &Desk, account: &AccountId) -> Result<Vec<Session>> {
    Ok(session::of_account(desk.db(), account, desk.now()).await?)
}

/// Ends one of one's own sessions.
pub async fn end(desk: &Desk, me: &Person, id: &str) -> Result<()> {
    let mut change = desk.change(me.by()).await?;
    if !session::end(change.tx(), &me.account.id, &id.into()).await? {
        return Err(Error::NotFound);
    }
    Ok(change.commit(Told::of(Kind::SessionRevoked, id)).await?)
}

/// Ends all of one's own but one.
pub async fn end_others(desk: &Desk, me: &Person, keep: &str) -> Result<()> {
    let mut change = desk.change(me.by()).await?;
    session::end_others(change.tx(), &me.account.id, &keep.into()).await?;
    let told = Told::of(Kind::SessionRevoked, &me.account.id);
    Ok(change.commit(told).await?)
}
