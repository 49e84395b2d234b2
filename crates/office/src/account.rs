//! Accounts and the roles they hold: made, given, ended, closed. Each use case finds out anew, inside
//! its own change and alone, who holds what, and asks [`nhip_core::permission::people`].

pub mod offer;
mod work;

use nhip_core::id::{AccountId, SessionId, UnitId};
use std::collections::BTreeSet;

use nhip_core::audit::Kind;
use nhip_core::lang::Bilingual;
use nhip_core::permission::people::AccountAct;
use nhip_core::permission::{Action, Role};
use nhip_store::account::{self, Account, HeldRole};
use nhip_store::change::Told;
use nhip_store::{StoreError, second_factor, session};
use serde_json::json;

use crate::clock::new_words;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::password;
use crate::person::{Person, former, post};
use crate::thing::Thing;
use crate::units::Units;
pub use work::Hand;
use work::Work;

/// Characters of a user name.
const LONGEST_LOGIN: usize = 60;

/// A user name: lower case, plain letters, digits and `. - _ @`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// As typed, if it can be one.
    pub fn parse(typed: &str) -> Option<Login> {
        let login = typed.trim().to_lowercase();
        let plain = |sign: char| sign.is_ascii_alphanumeric() || ".-_@".contains(sign);
        let right = !login.is_empty() && login.len() <= LONGEST_LOGIN && login.chars().all(plain);
        right.then_some(Login(login))
    }

    /// As kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Somebody who is to have an account.
pub struct NewPerson {
    /// Id of the account.
    pub id: String,
    /// What she signs in by.
    pub login: Login,
    /// Her name.
    pub name: String,
}

/// A password made for somebody, told once.
pub struct Given {
    /// Her user name.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Makes an account with roles at a unit, and a password to hand over. A name that is in use can
/// only be said to be so.
pub async fn make(
    desk: &Desk,
    by: Hand<'_>,
    unit: &UnitId,
    new: NewPerson,
    roles: &[Role],
) -> Result<Given> {
    let (password, hash) = handed_out(desk).await?;
    let mut work = Work::begin(desk, by).await?;
    work.may_make(unit)?;
    let at = work.change.at();
    let account = Account {
        id: new.id.into(),
        login: new.login.0,
        name: new.name,
        email: String::new(),
        telephone: String::new(),
        password: Some(hash),
        lang: "vi".to_owned(),
        must_change: true,
        password_handed_out_at: Some(at.0),
        created_at: at.0,
        disabled_at: None,
    };
    match account::add(work.change.tx(), &account).await {
        Err(StoreError::Taken) => return Err(Error::Refused(login_in_use())),
        added => added?,
    }
    let made = Told::of(Kind::AccountCreated, &account.id).unit(unit);
    let mut told = vec![made.after(work.said(&account.login))];
    for role in roles {
        told.push(work.give(&account.id, unit, *role).await?);
    }
    work.change.commit_all(told).await?;
    Ok(Given {
        login: account.login,
        password,
    })
}

fn login_in_use() -> Bilingual {
    Bilingual::new(
        "Không dùng được tên đăng nhập này; hãy chọn tên khác.",
        "This user name cannot be used; choose another.",
    )
}

async fn handed_out(desk: &Desk) -> Result<(String, String)> {
    let world = desk.world().as_ref();
    let password = new_words(world, 3);
    let hash = password::hash(&password, world).await?;
    Ok((password, hash))
}

/// The first password a person chooses herself, in the place of one that was handed out.
pub async fn choose_password(desk: &Desk, account: &Account, chosen: &str) -> Result<()> {
    let hash = password::hash(chosen, desk.world().as_ref()).await?;
    let mut work = Work::begin(desk, Hand::Herself(account)).await?;
    account::set_password(work.change.tx(), &account.id, &hash, None).await?;
    let told = Told::of(Kind::PasswordChanged, &account.id);
    Ok(work.change.commit(told).await?)
}

/// Gives somebody who forgot hers a new password, and ends her sessions.
pub async fn reset_password(desk: &Desk, by: Hand<'_>, id: &AccountId) -> Result<Given> {
    let (password, hash) = handed_out(desk).await?;
    let (mut work, whom) = Work::on(desk, by, id, AccountAct::ResetPassword).await?;
    let now = work.change.at();
    account::set_password(work.change.tx(), id, &hash, Some(now)).await?;
    session::end_others(work.change.tx(), id, &"".into()).await?;
    let login = whom.account.login.clone();
    work.tell(Kind::PasswordChanged, &whom).await?;
    Ok(Given { login, password })
}

/// Takes away somebody's second step of signing in, so that she sets it up anew; why is told. False,
/// and nothing done, where nobody says why.
pub async fn reset_second_factor(
    desk: &Desk,
    by: Hand<'_>,
    id: &AccountId,
    why: &str,
) -> Result<bool> {
    let (mut work, whom) = Work::on(desk, by, id, AccountAct::ResetSecondFactor).await?;
    if why.is_empty() {
        return Ok(false);
    }
    second_factor::clear(work.change.tx(), id).await?;
    let why = json!({ "what": whom.account.login, "why": why });
    let told = work.told(Kind::SecondFactorCleared, &whom).into_iter();
    let told = told.map(|told| told.after(&why)).collect();
    work.change.commit_all(told).await?;
    Ok(true)
}

/// Ends every session of somebody's.
pub async fn end_sessions(desk: &Desk, by: Hand<'_>, id: &AccountId) -> Result<()> {
    let (mut work, whom) = Work::on(desk, by, id, AccountAct::EndSessions).await?;
    session::end_others(work.change.tx(), id, &SessionId::default()).await?;
    work.tell(Kind::SessionRevoked, &whom).await
}

/// Closes an account and ends its sessions; roles stay as they are, and what was done stays hers.
pub async fn close(desk: &Desk, by: Hand<'_>, id: &AccountId) -> Result<()> {
    let (mut work, whom) = Work::on(desk, by, id, AccountAct::Close).await?;
    let now = work.change.at();
    account::disable(work.change.tx(), id, Some(now)).await?;
    work.tell(Kind::AccountBlocked, &whom).await
}

/// Whether somebody may close an account, or open it again: asked before the page that explains it.
pub async fn may_close(desk: &Desk, by: Hand<'_>, account: &Account) -> Result<()> {
    let act = match account.disabled_at {
        None => AccountAct::Close,
        Some(_) => AccountAct::Reopen,
    };
    Work::on(desk, by, &account.id, act).await.map(drop)
}

/// Opens a closed account.
pub async fn reopen(desk: &Desk, by: Hand<'_>, id: &AccountId) -> Result<()> {
    let (mut work, whom) = Work::on(desk, by, id, AccountAct::Reopen).await?;
    account::disable(work.change.tx(), id, None).await?;
    work.tell(Kind::AccountReopened, &whom).await
}

/// What somebody else may change of an account.
pub struct Contact {
    /// Name as written.
    pub name: String,
    /// E-mail, or empty.
    pub email: String,
    /// Telephone, or empty.
    pub telephone: String,
}

/// Changes somebody's name or how she is reached.
pub async fn change(desk: &Desk, by: Hand<'_>, id: &AccountId, to: &Contact) -> Result<()> {
    let (mut work, whom) = Work::on(desk, by, id, AccountAct::Change).await?;
    let lang = &whom.account.lang;
    let (name, email, telephone) = (&to.name, &to.email, &to.telephone);
    account::change(work.change.tx(), id, name, email, telephone, lang).await?;
    let told = work.told(Kind::AccountChanged, &whom).into_iter();
    let renamed = told.map(|told| told.before(&whom.account.name).after(name));
    let renamed = renamed.collect();
    Ok(work.change.commit_all(renamed).await?)
}

/// Ends a role of somebody's, or one's own, there and then.
pub async fn end_role(desk: &Desk, by: Hand<'_>, id: &AccountId, role: &str) -> Result<()> {
    let mut work = Work::begin(desk, by).await?;
    let whom = work.whom(id).await?;
    let held = whom.roles.iter().find(|held| held.id == role);
    let held = held.ok_or(Error::NotFound)?;
    work.may_end(&whom, &post(held).ok_or(Error::NotFound)?)?;
    let (now, last) = (work.change.at(), desk.today().pred_opt());
    let last = last.unwrap_or(desk.today());
    account::end(work.change.tx(), role, now, last).await?;
    let told = Told::of(Kind::RoleEnded, id).unit(&held.unit);
    Ok(work.change.commit(told.before(&held.role)).await?)
}

/// Somebody as an administrator meets her: found by those who manage any unit that counts for her.
pub struct Whom {
    /// Her account.
    pub account: Account,
    /// Her roles of today and later.
    pub roles: Vec<HeldRole>,
    unit: UnitId,
    units: Vec<UnitId>,
}

impl Thing for Whom {
    async fn find(desk: &Desk, units: &Units, id: &str) -> Result<Option<Whom>> {
        let Some(account) = account::by_id(desk.db(), &id.into()).await? else {
            return Ok(None);
        };
        let all = account::all_roles(desk.db()).await?;
        let own: Vec<HeldRole> = all.into_iter().filter(|held| held.account == id).collect();
        let (roles, past): (Vec<HeldRole>, Vec<HeldRole>) =
            own.into_iter().partition(|held| stands(held, units));
        let counts = if roles.is_empty() { &past } else { &roles };
        let at = counts.iter().map(|held| &held.unit);
        let never = units.top().filter(|_| counts.is_empty());
        let units: Vec<UnitId> = at.chain(never).cloned().collect();
        Ok(Some(Whom {
            unit: units.first().cloned().unwrap_or_default(),
            units,
            account,
            roles,
        }))
    }

    fn unit(&self) -> &UnitId {
        &self.unit
    }

    fn also(&self) -> &[UnitId] {
        &self.units
    }
}

impl Whom {
    /// Her roles at units where somebody manages accounts, and whether she holds others.
    pub fn seen_by(&self, me: &Person) -> (Vec<&HeldRole>, bool) {
        let seen = |held: &&HeldRole| me.may(Action::ManageAccounts, &held.unit);
        let roles: Vec<&HeldRole> = self.roles.iter().filter(seen).collect();
        let others = roles.len() < self.roles.len();
        (roles, others)
    }
}

/// Whether a role is held today or will be.
fn stands(held: &HeldRole, units: &Units) -> bool {
    post(held).is_some_and(|post| post.to.is_none_or(|last| units.today <= last))
}

/// Everybody who holds a role, or will, at the units a person manages.
pub async fn at_units(desk: &Desk, me: &Person) -> Result<Vec<(Account, HeldRole)>> {
    let units: BTreeSet<&UnitId> = me.units_where(Action::ManageAccounts).into_iter().collect();
    let accounts = account::all(desk.db()).await?;
    let roles = account::all_roles(desk.db()).await?.into_iter();
    let at = |held: &HeldRole| units.contains(held.unit.as_str()) && stands(held, &me.units);
    let with_account = |held: HeldRole| {
        let account = accounts.iter().find(|one| one.id == held.account)?;
        Some((account.clone(), held))
    };
    Ok(roles.filter(at).filter_map(with_account).collect())
}

/// Everybody who holds no role, now or later, and is looked after by this person: she manages every
/// unit where they ever held one, or the topmost where they never held any.
pub async fn without_role(desk: &Desk, me: &Person) -> Result<Vec<Account>> {
    let roles = account::all_roles(desk.db()).await?;
    let mine = |account: &Account| {
        let own = || roles.iter().filter(|held| held.account == account.id);
        let top = me.units.top().filter(|_| own().next().is_none());
        let mut places = own().map(|held| &held.unit).chain(top).peekable();
        places.peek().is_some()
            && !own().any(|held| stands(held, &me.units))
            && places.all(|unit| me.may(Action::ManageAccounts, unit))
    };
    Ok(account::all(desk.db())
        .await?
        .into_iter()
        .filter(mine)
        .collect())
}

/// Where somebody holds or held a role, for [`nhip_core::permission::people::Official::known_at`].
fn known_at(roles: &[HeldRole]) -> Vec<UnitId> {
    roles
        .iter()
        .filter_map(former)
        .map(|post| post.unit)
        .collect()
}
