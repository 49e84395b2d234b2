//! The very beginning: the city's name, its topmost unit, its first administrator.

use nhip_core::audit::{By, Kind};
use nhip_core::fingerprint::sha256;
use nhip_core::permission::Role;
use nhip_core::unit::history::{FirstUnit, NewUnit};
use nhip_store::account::{self, Account, HeldRole};
use nhip_store::change::Told;
use nhip_store::{setting, unit};

use crate::desk::{CITY, City, Desk};
use crate::error::{Error, Result};
use crate::guard::{By as Counts, Counted, network};
use crate::password;
use crate::sign_in::Caller;

/// What the first form asks.
#[derive(Default)]
pub struct Founding {
    /// Name of the city.
    pub city: String,
    /// Name of the topmost unit.
    pub unit: String,
    /// Name of the first administrator.
    pub name: String,
    /// What she signs in by.
    pub login: String,
    /// Her password.
    pub password: String,
}

/// Whether this is the code that the service printed when it started.
pub fn is_code(desk: &Desk, caller: &Caller, typed: &str) -> Result<bool> {
    let counted: &Counted = &[(Counts::Address, &[&network(caller.address)])];
    let tried = desk.guard().take(desk.world().as_ref(), counted)?;
    // Digests nobody chooses: comparing them tells nothing by its time.
    let right = sha256(typed.as_bytes()) == sha256(desk.first_code().as_bytes());
    if right {
        desk.guard().right(tried);
    }
    Ok(right)
}

/// Founds the city; happens once.
pub async fn found(desk: &Desk, wanted: Founding) -> Result<Account> {
    let hash = password::hash(&wanted.password, desk.world().as_ref()).await?;
    let account = Account::new(desk.new_id(), &wanted.login, &wanted.name, hash, desk.now());
    let top = NewUnit {
        id: desk.new_id(),
        code: "0".to_owned(),
        name: wanted.unit,
        aliases: Vec::new(),
        kind: String::new(),
        parent: None,
    };
    let mut change = desk.change(By::Account(account.id.clone())).await?;
    if account::any_in(change.tx()).await? {
        return Err(Error::NotFound);
    }
    let city = City { name: wanted.city };
    setting::set(change.tx(), CITY, &city).await?;
    account::add(change.tx(), &account).await?;
    for role in [Role::Administrator, Role::Coordinator] {
        let held = HeldRole {
            id: desk.new_id(),
            account: account.id.clone(),
            unit: top.id.clone(),
            role: role.code().to_owned(),
            valid_from: desk.today().to_string(),
            valid_to: None,
            given_at: Some(desk.now().0),
            ended_at: None,
        };
        account::give(change.tx(), &held).await?;
    }
    let told = Told::of(Kind::Founded, &top.id)
        .unit(&top.id)
        .after(&city.name);
    let first = FirstUnit {
        unit: top,
        valid_from: None,
        valid_to: None,
    };
    unit::add_first(change.tx(), &[first]).await?;
    change.commit(told).await?;
    Ok(account)
}
