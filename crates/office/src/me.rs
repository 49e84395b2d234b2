//! What a person does with her own account.

use nhip_core::audit::Kind;
use nhip_core::lang::Bilingual;
use nhip_core::password::weakness;
use nhip_store::change::Told;
use nhip_store::{account, reminder, session};
use serde_json::json;

use crate::desk::Desk;
use crate::error::Result;
use crate::password;
use crate::person::Person;

/// What a person says of herself.
pub struct Said {
    /// Name.
    pub name: String,
    /// E-mail, or empty.
    pub email: String,
    /// Telephone, or empty.
    pub telephone: String,
    /// "vi" or "en".
    pub lang: &'static str,
    /// Reminders are wanted.
    pub reminded: bool,
}

impl Said {
    /// Whether it changes where she is reached: then her password is asked again.
    pub fn moves(&self, me: &Person) -> bool {
        self.email != me.account.email || self.telephone != me.account.telephone
    }
}

/// Keeps it. The audit tells that e-mail or telephone changed, not to what: it is never erased.
pub async fn change(desk: &Desk, me: &Person, said: &Said) -> Result<()> {
    let (account, own) = (&me.account, &me.account.id);
    let mut change = desk.change(me.by()).await?;
    account::change(
        change.tx(),
        own,
        &said.name,
        &said.email,
        &said.telephone,
        said.lang,
    )
    .await?;
    reminder::set_off(change.tx(), own, !said.reminded).await?;
    let mut after = json!({ "name": said.name, "lang": said.lang });
    let moved = [
        ("email", said.email != account.email),
        ("telephone", said.telephone != account.telephone),
    ];
    for (what, _) in moved.iter().filter(|(_, moved)| *moved) {
        after[*what] = json!("changed");
    }
    let told = Told::of(Kind::AccountChanged, own)
        .before(json!({ "name": account.name, "lang": account.lang }))
        .after(after);
    Ok(change.commit(told).await?)
}

/// What is wrong with a password for an account, if anything.
pub async fn weakness_for(
    desk: &Desk,
    login: &str,
    name: &str,
    password: &str,
) -> Result<Option<Bilingual>> {
    let city = desk.city().await?;
    Ok(weakness(password, &[login, name, &city]))
}

/// Sets a new password and ends every other session.
pub async fn set_password(desk: &Desk, me: &Person, session: &str, new: &str) -> Result<()> {
    let hash = password::hash(new, desk.world().as_ref()).await?;
    let mut change = desk.change(me.by()).await?;
    account::set_password(change.tx(), &me.account.id, &hash, None).await?;
    session::end_others(change.tx(), &me.account.id, &session.into()).await?;
    Ok(change
        .commit(Told::of(Kind::PasswordChanged, &me.account.id))
        .await?)
}
