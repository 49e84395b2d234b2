//! The second step of signing in: six digits of an app (TOTP, RFC 6238), or a recovery code. Offered to
//! all, demanded from those who give rights, receive reports and sign.

use chrono::NaiveDate;
use nhip_core::audit::Kind;
use nhip_core::fingerprint::sha256;
use nhip_core::id::AccountId;
use nhip_core::permission::{Post, Role};
use nhip_store::Time;
use nhip_store::change::Told;
use nhip_store::db::Tx;
use nhip_store::second_factor as kept;
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use crate::clock::new_words;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::guard::{By, Counted};
use crate::person::Person;

/// Seconds a code is shown.
const STEP_SECONDS: u64 = 30;
/// Recovery codes given at once.
pub const RECOVERY: usize = 10;
/// Groups of four signs in one of them: 120 bits, so that a plain digest keeps it.
const GROUPS: usize = 6;
/// Seconds between the first sign-in with a role that demands the second step, and the demand.
pub const GRACE_SECONDS: i64 = 14 * 86_400;

/// What the set-up page shows.
pub struct Draft {
    /// The seed, sealed: comes back with the form.
    pub sealed: String,
    /// As typed into an app.
    pub words: String,
    /// As read by an app.
    pub address: String,
}

/// How her second step stands.
pub struct Standing {
    /// It is set up.
    pub on: bool,
    /// Recovery codes left.
    pub recovery: i64,
    /// The key of this machine opens it: otherwise only recovery codes serve.
    pub opens: bool,
}

/// A code that was right, not yet used up.
pub(crate) enum Used {
    Step(i64),
    Recovery(String),
}

impl Used {
    /// As the audit tells it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Used::Step(_) => "password and code",
            Used::Recovery(_) => "password and recovery code",
        }
    }

    /// Uses it up; false where somebody was quicker.
    pub(crate) async fn up(&self, tx: &mut Tx, account: &AccountId) -> Result<bool> {
        Ok(match self {
            Used::Step(step) => kept::use_step(tx, account, *step).await?,
            Used::Recovery(digest) => kept::use_recovery(tx, account, digest).await?,
        })
    }
}

/// Whether one of these posts demands the second step today.
pub fn wants_second_step(posts: &[Post], today: NaiveDate) -> bool {
    let demands = |role| {
        matches!(
            role,
            Role::Administrator | Role::Coordinator | Role::Approver
        )
    };
    posts
        .iter()
        .any(|post| post.is_held_on(today) && demands(post.role))
}

/// Whether she has to set it up before anything else: a role demands it, and the time of grace is
/// over. `asked_at`: since when, where it is not set up.
pub fn is_overdue(me: &Person, asked_at: Option<i64>, now: Time) -> bool {
    let over = |at: i64| Time(at).plus_seconds(GRACE_SECONDS) <= now;
    asked_at.is_some_and(over) && wants_second_step(&me.actor.posts, me.units.today)
}

/// Until when she has time to set it up, if a role demands it and she has not.
pub fn due_at(me: &Person, asked_at: Option<i64>) -> Option<Time> {
    let asked_at = asked_at.filter(|_| wants_second_step(&me.actor.posts, me.units.today))?;
    Some(Time(asked_at).plus_seconds(GRACE_SECONDS))
}

fn totp(seed: Vec<u8>) -> Result<Totp> {
    let built = Builder::new().with_secret(Secret::from(seed)).build();
    built.map_err(|error| Error::Broken(error.to_string()))
}

fn purpose(account: &AccountId) -> String {
    format!("seed\0{account}")
}

fn seconds(now: Time) -> u64 {
    u64::try_from(now.0 / 1_000_000).unwrap_or_default()
}

/// The step of a code shown within half a minute before or after now, and not used yet.
fn step(seed: Vec<u8>, code: &str, after: i64, now: Time) -> Result<Option<i64>> {
    let found = totp(seed)?.check(code, seconds(now));
    let found = found.and_then(|step| i64::try_from(step).ok());
    Ok(found.filter(|step| *step > after))
}

/// What a typed code is; spaces and dashes are for reading.
fn bare(code: &str) -> String {
    let signs = code.chars().filter(|sign| sign.is_ascii_alphanumeric());
    signs.take(GROUPS * 4).collect::<String>().to_lowercase()
}

/// Which code was typed, if it is right.
pub(crate) async fn step_of(desk: &Desk, account: &AccountId, code: &str) -> Result<Option<Used>> {
    let code = bare(code);
    if code.len() > 8 {
        return Ok(Some(Used::Recovery(sha256(code.as_bytes()))));
    }
    let Some(kept) = kept::of(desk.db(), account).await? else {
        return Ok(None);
    };
    let sealed = kept.seed.unwrap_or_default();
    match desk.key().open(&purpose(account), &sealed) {
        Some(seed) => Ok(step(seed, &code, kept.last_step, desk.now())?.map(Used::Step)),
        None => Err(Error::Refused(nhip_core::lang::Bilingual::new(
            "Máy chủ không có tệp khóa đã niêm mã bước hai này, nên không kiểm được mã trên điện thoại. Hãy dùng một mã khôi phục, hoặc nhờ người quản trị gỡ mã bước hai.",
            "The server does not have the key file this second step was sealed with, so codes of the app cannot be checked. Use a recovery code, or ask the administrator to take the second step away.",
        ))),
    }
}

/// How somebody's second step stands.
pub async fn standing(desk: &Desk, account: &AccountId) -> Result<Standing> {
    let seed = kept::of(desk.db(), account)
        .await?
        .and_then(|kept| kept.seed);
    Ok(Standing {
        opens: seed
            .as_ref()
            .is_some_and(|seed| desk.key().open(&purpose(account), seed).is_some()),
        on: seed.is_some(),
        recovery: kept::recovery_left(desk.db(), account).await?,
    })
}

/// How many people have a second step that the key of this machine does not open.
pub async fn closed(desk: &Desk) -> Result<usize> {
    let seeds = kept::seeds(desk.db()).await?;
    let is_closed = |(account, seed): &&(String, String)| {
        desk.key()
            .open(&purpose(&account.as_str().into()), seed)
            .is_none()
    };
    Ok(seeds.iter().filter(is_closed).count())
}

/// A new seed to be shown; nothing is kept before its code comes back.
pub async fn draft(desk: &Desk, me: &Person) -> Result<Draft> {
    let mut seed = vec![0; 20];
    desk.world().random(&mut seed);
    draft_of(desk, me, seed).await
}

/// The one shown before, after a wrong code.
pub async fn drafted(desk: &Desk, me: &Person, sealed: &str) -> Result<Draft> {
    let seed = desk.key().open(&purpose(&me.account.id), sealed);
    draft_of(desk, me, seed.ok_or(Error::Stale)?).await
}

async fn draft_of(desk: &Desk, me: &Person, seed: Vec<u8>) -> Result<Draft> {
    let sealed = desk.seal(&purpose(&me.account.id), &seed)?;
    let words = Secret::from(seed).to_base32();
    let label: String = me
        .account
        .login
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric() || ".-_".contains(*sign))
        .collect();
    let address = format!(
        "otpauth://totp/Nhip:{label}?secret={words}&issuer=Nhip&algorithm=SHA1&digits=6&period={STEP_SECONDS}"
    );
    Ok(Draft {
        sealed,
        words,
        address,
    })
}

/// What came of setting it up.
pub enum SetUp {
    /// The recovery codes, shown once.
    Done(Vec<String>),
    /// The code is not the new phone's.
    WrongCode,
    /// The code is not of the second step there was.
    WrongOld,
}

/// Sets it up with the seed that was shown, proved by a code. In the place of one of before, a code of
/// that one proves that it is she, unless it is gone with its phone: then a recovery code does. Every
/// other session ends.
pub async fn set_up(
    desk: &Desk,
    me: &Person,
    session: &str,
    sealed: &str,
    (code, old): (&str, &str),
) -> Result<SetUp> {
    let account = &me.account.id;
    let seed = desk.key().open(&purpose(account), sealed);
    let seed = seed.ok_or(Error::Stale)?;
    let counted: &Counted = &[(By::Code, &[account])];
    let tried = desk.guard().take(desk.world().as_ref(), counted)?;
    let Some(step) = step(seed, &bare(code), 0, desk.now())? else {
        return Ok(SetUp::WrongCode);
    };
    let proof = match standing(desk, account).await?.on {
        true => Some(step_of(desk, account, old).await?),
        false => None,
    };
    let mut change = desk.change(me.by()).await?;
    match proof {
        None => {}
        Some(Some(used)) if used.up(change.tx(), account).await? => {}
        Some(_) => return Ok(SetUp::WrongOld),
    }
    let (codes, digests) = recovery_codes(desk);
    let now = change.at();
    kept::set_up(change.tx(), account, sealed, step, &digests, now).await?;
    nhip_store::session::end_others(change.tx(), account, &session.into()).await?;
    let told = Told::of(Kind::SecondFactorSet, account).after(sha256(sealed.as_bytes()));
    change.commit(told).await?;
    desk.guard().right(tried);
    Ok(SetUp::Done(codes))
}

/// New recovery codes in the place of the old ones.
pub async fn renew_recovery(desk: &Desk, me: &Person) -> Result<Vec<String>> {
    let (codes, digests) = recovery_codes(desk);
    let mut change = desk.change(me.by()).await?;
    kept::renew_recovery(change.tx(), &me.account.id, &digests).await?;
    let told = Told::of(Kind::SecondFactorSet, &me.account.id)
        .after(json!({ "recovery-codes": RECOVERY }));
    change.commit(told).await?;
    Ok(codes)
}

fn recovery_codes(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let codes: Vec<String> = (0..RECOVERY)
        .map(|_| new_words(desk.world().as_ref(), GROUPS))
        .collect();
    let digests = codes
        .iter()
        .map(|code| sha256(bare(code).as_bytes()))
        .collect();
    (codes, digests)
}
