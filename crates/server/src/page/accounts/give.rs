//! Giving roles, to somebody known or to a new account with a password to hand on.

use nhip_core::audit::{By, Kind};
use nhip_core::permission::Role;
use nhip_store::account::{self, Account, HeldRole};
use nhip_store::change::{Change, Told};

use super::Given;
use crate::app::App;
use crate::fault::Fault;
use crate::who::SignedIn;
use nhip_office::clock::World;
use nhip_office::password;

/// The account, made if need be, and its roles.
pub(super) async fn give(
    app: &App,
    me: &SignedIn,
    unit: &str,
    known: Option<Account>,
    login: &str,
    name: &str,
    roles: &[Role],
) -> Result<Option<Given>, Fault> {
    let mut told = Vec::new();
    let (id, fresh) = match known {
        Some(account) => (account.id, None),
        None => {
            let (account, password) = new_account(app, login, name).await?;
            told.push(
                Told::of(Kind::AccountCreated, &account.id)
                    .unit(unit)
                    .after(&account.login),
            );
            (account.id.clone(), Some((account, password)))
        }
    };
    let mut change = Change::begin(app.db(), app.now(), By::Account(me.account.id.clone())).await?;
    if let Some((account, _)) = &fresh {
        account::add(change.tx(), account).await?;
    }
    for role in roles {
        let held = HeldRole {
            id: app.new_id(),
            account: id.clone(),
            unit: unit.to_owned(),
            role: role.code().to_owned(),
            valid_from: me.units.today.to_string(),
            valid_to: None,
            given_at: Some(app.now().0),
            ended_at: None,
        };
        account::give(change.tx(), &held).await?;
        told.push(
            Told::of(Kind::RoleGranted, &id)
                .unit(unit)
                .after(role.code()),
        );
    }
    change.commit_all(told).await?;
    Ok(fresh.map(|(account, password)| Given {
        login: account.login,
        password,
    }))
}

async fn new_account(app: &App, login: &str, name: &str) -> Result<(Account, String), Fault> {
    let password = readable_password(app.world().as_ref());
    let hash = password::hash(password.clone(), app.world().as_ref()).await;
    let hash = hash.ok_or_else(|| Fault::Broken("the password cannot be hashed".to_owned()))?;
    let account = Account {
        id: app.new_id(),
        login: login.to_owned(),
        name: name.to_owned(),
        email: String::new(),
        telephone: String::new(),
        password: Some(hash),
        lang: "vi".to_owned(),
        must_change: true,
        password_handed_out_at: Some(app.now().0),
        created_at: app.now().0,
        disabled_at: None,
    };
    Ok((account, password))
}

/// Twelve signs that are not taken for one another on paper: 60 bits, used once.
pub(super) fn readable_password(world: &dyn World) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let mut random = [0; 12];
    world.random(&mut random);
    let mut out = String::new();
    for (at, byte) in random.iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            out.push('-');
        }
        out.push(char::from(
            SIGNS.get(usize::from(byte % 32)).copied().unwrap_or(b'x'),
        ));
    }
    out
}
