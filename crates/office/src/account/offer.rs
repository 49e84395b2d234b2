//! A role offered to somebody who holds others elsewhere. Whoever offers learns neither whether
//! anybody has the name nor what she answered, until she accepts: the answer, the list of what was
//! offered and the unit's audit are the same.

use nhip_core::audit::Kind;
use nhip_core::id::UnitId;
use nhip_core::permission::Role;
use nhip_core::permission::people::{Giving, Ground, Official};
use nhip_store::account::{self, HeldRole};
use nhip_store::change::Told;
use nhip_store::offer::{self, Offer};
use serde_json::json;

use super::work::{Found, Hand, Work};
use super::{Login, known_at};
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::person::{Person, post};

/// Seconds an offer waits.
const WAITS: i64 = 30 * 24 * 3600;

/// Gives roles at a unit to somebody who has an account: at once where the giver manages all her
/// units, else as an offer.
pub async fn give(
    desk: &Desk,
    me: &Person,
    unit: &UnitId,
    login: &Login,
    roles: &[Role],
) -> Result<Giving> {
    let mut work = Work::begin(desk, Hand::Person(me)).await?;
    let known = account::with_login(work.change.tx(), login.as_str()).await?;
    let whom = match known {
        Some(account) => Some(work.whom(&account.id).await?),
        None => None,
    };
    let official = whom.as_ref().map(|whom| &whom.official);
    let giving = work.ground().give(work.actor()?, official, unit)?;
    let mut told = Vec::new();
    for role in roles {
        match (&whom, giving) {
            (Some(whom), Giving::AtOnce) => told.extend(given(&mut work, whom, unit, *role).await?),
            (whom, _) => {
                told.push(offered(desk, &mut work, login, whom.as_ref(), unit, *role).await?)
            }
        }
    }
    if !told.is_empty() {
        work.change.commit_all(told).await?;
    }
    Ok(giving)
}

/// The role, unless she has it.
async fn given(
    work: &mut Work<'_>,
    whom: &Found,
    unit: &UnitId,
    role: Role,
) -> Result<Option<Told>> {
    let same = |held: &&HeldRole| held.unit == unit && held.role == role.code();
    let mut held = whom.roles.iter().filter(same).filter_map(post);
    let today = work.ground().day;
    if held.any(|post| post.is_held_on(today) && post.to.is_none()) {
        return Ok(None);
    }
    Ok(Some(work.give(&whom.account.id, unit, role).await?))
}

async fn offered(
    desk: &Desk,
    work: &mut Work<'_>,
    login: &Login,
    whom: Option<&Found>,
    unit: &UnitId,
    role: Role,
) -> Result<Told> {
    let now = work.change.at();
    let new = Offer {
        id: desk.new_id(),
        login: login.as_str().to_owned(),
        account: whom.map(|whom| whom.account.id.clone()),
        unit: unit.to_owned(),
        role: role.code().to_owned(),
        made_by: work.actor()?.account.to_string(),
        made_at: now.0,
        ends_at: now.plus_seconds(WAITS).0,
        answered_at: None,
    };
    offer::add(work.change.tx(), &new).await?;
    Ok(told(Kind::RoleOffered, &new).unit(unit))
}

fn told(kind: Kind, offer: &Offer) -> Told {
    Told::of(kind, &offer.id).after(json!({ "login": offer.login, "role": offer.role }))
}

/// Takes back what a unit has offered.
pub async fn withdraw(desk: &Desk, me: &Person, unit: &UnitId, id: &str) -> Result<()> {
    let mut work = Work::begin(desk, Hand::Person(me)).await?;
    work.may_make(unit)?;
    let found = offer::find(work.change.tx(), id).await?;
    let found = found.filter(|offer| offer.unit == unit);
    let found = found.ok_or(Error::NotFound)?;
    offer::remove(work.change.tx(), id).await?;
    let told = told(Kind::OfferWithdrawn, &found).unit(unit);
    Ok(work.change.commit(told).await?)
}

/// What is answered to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The role is hers.
    Accept,
    /// It is not; who offered is not told.
    Refuse,
}

/// Answers an offer, for oneself or as the office above.
pub async fn answer(desk: &Desk, me: &Person, id: &str, answer: Answer) -> Result<()> {
    let mut work = Work::begin(desk, Hand::Person(me)).await?;
    let now = work.change.at();
    let found = offer::find(work.change.tx(), id).await?;
    let waits = |offer: &Offer| offer.answered_at.is_none() && offer.ends_at > now.0;
    let found = found.filter(waits).ok_or(Error::NotFound)?;
    let whom = work
        .whom(&(found.account.as_deref().unwrap_or_default()).into())
        .await?;
    if whom.account.login != found.login {
        return Err(Error::NotFound);
    }
    let told = match answer {
        Answer::Accept => accepted(&mut work, &whom, &found).await?,
        Answer::Refuse => {
            work.ground()
                .answer(work.actor()?, &whom.official, &found.unit)?;
            offer::refused(work.change.tx(), id, now).await?;
            vec![told(Kind::OfferRefused, &found)]
        }
    };
    Ok(work.change.commit_all(told).await?)
}

async fn accepted(work: &mut Work<'_>, whom: &Found, offer: &Offer) -> Result<Vec<Told>> {
    let maker = work.whom(&offer.made_by.as_str().into()).await?;
    let (me, her, him) = (work.actor()?, &whom.official, &maker.official);
    work.ground().accept(me, her, him, &offer.unit)?;
    let role = Role::parse(&offer.role).ok_or(Error::NotFound)?;
    offer::remove(work.change.tx(), &offer.id).await?;
    let given = given(work, whom, &offer.unit, role).await?;
    let given = given.map(|told| told.before(json!({ "offer": offer.id })));
    // Who has it already has it; that she accepted is told all the same.
    let again = || told(Kind::RoleGranted, offer).unit(&offer.unit);
    Ok(vec![given.unwrap_or_else(again)])
}

/// The offers somebody may answer: her own, and as the office above.
pub async fn for_me(desk: &Desk, me: &Person) -> Result<Vec<Offer>> {
    let waiting = offer::waiting(desk.db(), desk.now()).await?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let roles = account::all_roles(desk.db()).await?;
    let ground = Ground {
        tree: me.units.as_ref(),
        day: me.units.today,
        heads: &[],
    };
    let mine = |offer: &Offer| {
        let account = offer.account.clone().unwrap_or_default();
        let own = roles.iter().filter(|held| held.account == account);
        let own: Vec<HeldRole> = own.cloned().collect();
        let mut whom = Official {
            actor: me.actor.clone(),
            is_open: true,
            known_at: known_at(&own),
        };
        whom.actor.posts = own.iter().filter_map(post).collect();
        whom.actor.account = account;
        ground.answer(&me.actor, &whom, &offer.unit).is_ok()
    };
    Ok(waiting.into_iter().filter(mine).collect())
}

/// What a unit has offered and waits for, as who manages it sees it.
pub async fn of_unit(desk: &Desk, unit: &UnitId) -> Result<Vec<Offer>> {
    Ok(offer::of_unit(desk.db(), unit, desk.now()).await?)
}
