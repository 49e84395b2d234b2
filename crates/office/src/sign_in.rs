//! Signing in: the password, the second step, and who has to wait. What was typed is kept nowhere:
//! people type passwords into the field for the name.

use nhip_core::id::AccountId;
use std::net::IpAddr;

use nhip_core::audit::{By as Who, Kind};
use nhip_core::fingerprint::sha256;
use nhip_core::lang::Bilingual;
use nhip_store::Time;
use nhip_store::account::{self, Account};
use nhip_store::change::Told;
use nhip_store::second_factor;
use nhip_store::session::{self, NewSession};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::clock::new_secret;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::guard::{By, Counted, network};
use crate::password;
use crate::person::{Person, posts_of};
use crate::second_factor::{step_of, wants_second_step};
use crate::session::{SESSION_SECONDS, session_digest};

/// Characters of a name to sign in with.
pub const LONGEST_NAME: usize = 100;
/// Seconds a password opens the second step.
const HALF_SECONDS: i64 = 600;
/// Seconds a password that was handed out serves.
pub const HANDED_OUT_SECONDS: i64 = 7 * 86_400;
/// Seconds a browser is known after its last sign-in.
pub const KNOWN_SECONDS: i64 = 180 * 86_400;
/// Accounts a browser is known to: those who share a machine.
const KNOWN_ACCOUNTS: usize = 12;

/// Who asks, as far as it can be known.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// Where the request came from; held in memory only.
    pub address: Option<IpAddr>,
    /// Secret of the browser.
    pub visit: String,
    /// What the browser keeps of earlier sign-ins.
    pub known: String,
    /// Secret of the session it was in.
    pub session: String,
    /// What it calls itself, in two words a person knows.
    pub browser: String,
}

/// What a password or a code led to.
pub enum Answer {
    /// In.
    In(Begun),
    /// The second step is wanted: what carries the first one there.
    Code(String),
    /// Not right; which of the two is nobody's business.
    Wrong,
    /// Right, but it was handed out too long ago.
    HandedOut,
}

/// A session just begun.
pub struct Begun {
    /// Secret of its cookie.
    pub secret: String,
    /// By what the browser is known from now on.
    pub known: String,
}

/// The first step done, on its way to the second.
#[derive(Serialize, Deserialize)]
struct Half {
    account: AccountId,
    at: i64,
    password: String,
}

/// A browser that has signed in before: no account can be told from it.
#[derive(Serialize, Deserialize)]
struct Known {
    id: String,
    at: i64,
    of: Vec<String>,
}

/// A name to sign in with, as kept: lower case, without spaces around, cut before anything is done
/// with it.
pub fn login_name(typed: &str) -> String {
    let cut: String = typed.trim().chars().take(LONGEST_NAME).collect();
    cut.to_lowercase()
}

fn is_within(at: i64, seconds: i64, now: Time) -> bool {
    at <= now.0 && now.0 - at < seconds * 1_000_000
}

impl Caller {
    fn kept(&self, desk: &Desk) -> Option<Known> {
        let kept = desk.key().open("known", &self.known)?;
        let kept: Known = serde_json::from_slice(&kept).ok()?;
        is_within(kept.at, KNOWN_SECONDS, desk.now()).then_some(kept)
    }

    /// The browser's id, if it has signed in to this account before.
    fn known_to(&self, desk: &Desk, account: &AccountId) -> Option<String> {
        let kept = self.kept(desk)?;
        kept.of
            .contains(&sha256(account.as_bytes()))
            .then_some(kept.id)
    }

    /// What it keeps after signing in to an account.
    fn known_after(&self, desk: &Desk, account: &AccountId) -> Result<String> {
        let mut kept = self.kept(desk).unwrap_or_else(|| Known {
            id: new_secret(desk.world().as_ref()),
            at: 0,
            of: Vec::new(),
        });
        let digest = sha256(account.as_bytes());
        kept.of.retain(|one| *one != digest);
        kept.of.insert(0, digest);
        kept.of.truncate(KNOWN_ACCOUNTS);
        kept.at = desk.now().0;
        desk.seal("known", &serde_json::to_vec(&kept)?)
    }
}

/// The first step.
pub async fn with_password(
    desk: &Desk,
    caller: &Caller,
    login: &str,
    password: &str,
) -> Result<Answer> {
    let login = login_name(login);
    let account = account::by_login(desk.db(), &login).await?;
    let account = account.filter(|account| account.disabled_at.is_none());
    let browser = account
        .as_ref()
        .and_then(|account| caller.known_to(desk, &account.id));
    let network = network(caller.address);
    let (known, stranger): (&[&str], [&[&str]; 3]) = (
        &[browser.as_deref().unwrap_or_default(), &login],
        [&[&network], &[&network, &login], &[&login]],
    );
    let [address, pair, name] = stranger;
    let counted: &Counted = match browser {
        Some(_) => &[(By::Known, known)],
        None => &[(By::Address, address), (By::Pair, pair), (By::Name, name)],
    };
    let tried = desk.guard().take(desk.world().as_ref(), counted)?;
    let _place = desk.guard().place(browser.is_some())?;
    let hash = account
        .as_ref()
        .and_then(|account| account.password.clone());
    let right = password::is_right(password, hash, browser.is_some()).await;
    let id = account
        .as_ref()
        .map_or(String::new(), |account| account.id.to_string());
    let Some(account) = account.filter(|_| right) else {
        desk.guard().refused(&id.as_str().into());
        return Ok(Answer::Wrong);
    };
    desk.guard().right(tried);
    if is_stale(&account, desk.now()) {
        return Ok(Answer::HandedOut);
    }
    let second = second_factor::of(desk.db(), &account.id).await?;
    if second.is_none_or(|second| second.seed.is_none()) {
        return Ok(Answer::In(begin(desk, caller, &account, "password").await?));
    }
    let half = Half {
        at: desk.now().0,
        password: sha256(account.password.unwrap_or_default().as_bytes()),
        account: account.id,
    };
    let half = desk.seal(&purpose(caller), &serde_json::to_vec(&half)?)?;
    Ok(Answer::Code(half))
}

/// Whether a password was handed out and not used for too long.
fn is_stale(account: &Account, now: Time) -> bool {
    let handed_out = account.password_handed_out_at;
    handed_out.is_some_and(|at| !is_within(at, HANDED_OUT_SECONDS, now))
}

/// The first step serves the browser that made it only.
fn purpose(caller: &Caller) -> String {
    format!("half\0{}", caller.visit)
}

/// The second step: a code of the app, or a recovery code, which goes with its use.
pub async fn with_code(desk: &Desk, caller: &Caller, half: &str, code: &str) -> Result<Answer> {
    let half = desk
        .key()
        .open(&purpose(caller), half)
        .ok_or(Error::Stale)?;
    let half: Half = serde_json::from_slice(&half)?;
    let account = account::by_id(desk.db(), &half.account)
        .await?
        .ok_or(Error::Stale)?;
    let password = sha256(account.password.as_deref().unwrap_or_default().as_bytes());
    let now = desk.now();
    if account.disabled_at.is_some()
        || password != half.password
        || !is_within(half.at, HALF_SECONDS, now)
    {
        return Err(Error::Stale);
    }
    let counted: &Counted = &[(By::Code, &[&account.id])];
    let tried = desk.guard().take(desk.world().as_ref(), counted)?;
    let Some(used) = step_of(desk, &account.id, code).await? else {
        desk.guard().refused(&account.id);
        return Ok(Answer::Wrong);
    };
    let with = used.name();
    let mut change = desk.change(Who::Account(account.id.clone())).await?;
    if !used.up(change.tx(), &account.id).await? {
        desk.guard().refused(&account.id);
        return Ok(Answer::Wrong);
    }
    let (begun, told) = begin_in(desk, caller, &account, with, &mut change).await?;
    change.commit(told).await?;
    desk.guard().right(tried);
    Ok(Answer::In(begun))
}

/// Begins a session in the place of the one the browser was in.
pub async fn begin(desk: &Desk, caller: &Caller, account: &Account, with: &str) -> Result<Begun> {
    let mut change = desk.change(Who::Account(account.id.clone())).await?;
    let (begun, told) = begin_in(desk, caller, account, with, &mut change).await?;
    change.commit(told).await?;
    Ok(begun)
}

async fn begin_in(
    desk: &Desk,
    caller: &Caller,
    account: &Account,
    with: &str,
    change: &mut nhip_store::change::Change,
) -> Result<(Begun, Told)> {
    let secret = new_secret(desk.world().as_ref());
    let (now, id) = (desk.now(), desk.new_id());
    let new = NewSession {
        digest: &session_digest(&secret),
        id: &id,
        account: &account.id,
        browser: &caller.browser,
        at: now,
        ends_at: now.plus_seconds(SESSION_SECONDS),
    };
    session::end_digest(change.tx(), &session_digest(&caller.session)).await?;
    session::begin(change.tx(), &new).await?;
    let roles = account::roles_of(change.tx(), &account.id).await?;
    if wants_second_step(&posts_of(&roles), desk.today()) {
        second_factor::ask(change.tx(), &account.id, now).await?;
    }
    let known = caller.known_after(desk, &account.id)?;
    let told = Told::of(Kind::SignedIn, &account.id).after(json!({ "with": with }));
    Ok((Begun { secret, known }, told))
}

/// Whether it is really she who sits there: her password again, before what a stolen session must
/// not reach. As few tries as at sign-in.
pub async fn is_herself(desk: &Desk, me: &Person, password: &str) -> Result<bool> {
    let counted: &Counted = &[(By::Again, &[&me.account.id])];
    let tried = desk.guard().take(desk.world().as_ref(), counted)?;
    let right = password::is_right(password, me.account.password.clone(), true).await;
    match right {
        true => desk.guard().right(tried),
        false => desk.guard().refused(&me.account.id),
    }
    Ok(right)
}

/// As [`is_herself`], where nothing is done otherwise.
pub async fn must_be_herself(desk: &Desk, me: &Person, password: &str) -> Result<()> {
    match is_herself(desk, me, password).await? {
        true => Ok(()),
        false => Err(Error::Refused(wrong_password())),
    }
}

/// What she is told.
pub fn wrong_password() -> Bilingual {
    Bilingual::new(
        "Mật khẩu hiện tại không đúng.",
        "The present password is not right.",
    )
}

/// Signs out.
pub async fn out(desk: &Desk, me: &Person, session: &str) -> Result<()> {
    let mut change = desk.change(me.by()).await?;
    session::end(change.tx(), &me.account.id, &session.into()).await?;
    Ok(change
        .commit(Told::of(Kind::SignedOut, &me.account.id))
        .await?)
}

/// Tells the audit how often sign-ins were refused: once an hour for each account, and once for all
/// names that are nobody's. A stranger fills nothing with it, and no typed name is kept.
pub async fn tell_refusals(desk: &Desk, all: bool) -> Result<()> {
    let refused = desk.guard().to_tell(desk.world().steady(), all);
    let told: Vec<Told> = refused
        .into_iter()
        .map(|(account, count)| {
            Told::of(Kind::SignInRefused, account).after(json!({ "count": count }))
        })
        .collect();
    if told.is_empty() {
        return Ok(());
    }
    Ok(desk.change(Who::System).await?.commit_all(told).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_before_anything_is_done_with_it() {
        assert_eq!(login_name(" QuanTri "), "quantri");
        assert_eq!(
            login_name(&"Đ".repeat(480_000)).chars().count(),
            LONGEST_NAME
        );
    }
}
