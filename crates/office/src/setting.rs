//! What a city may set: its working days, the mail server, when reminders go, when the reports of a
//! new plan are due. Each has a default, so that nothing must be set to begin.

use nhip_core::audit::Kind;
use nhip_core::calendar::Decisions;
use nhip_core::deadline::{DueRule, OnRestDay};
use nhip_core::id::UnitId;
use nhip_core::permission::{Permit, right};
use nhip_core::reminder::Rules;
use nhip_store::change::Told;
use nhip_store::setting;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::error::Error;
use crate::thing::Thing;
use crate::units::Units;

/// Something a city may set, kept as JSON under a name.
pub trait Setting: Serialize + DeserializeOwned + PartialEq + Send + Sync {
    /// The name.
    const NAME: &str;
    /// What the audit calls a change of it.
    const CHANGED: Kind = Kind::SettingsChanged;
    /// What holds before anybody set it.
    fn unset() -> Self;
}

impl Setting for Mail {
    const NAME: &str = "mail";

    fn unset() -> Mail {
        Mail::default()
    }
}

/// When reminders go.
impl Setting for Rules {
    const NAME: &str = "reminders";

    fn unset() -> Rules {
        Rules::default()
    }
}

/// What was decided about working days; due dates follow it at once.
impl Setting for Decisions {
    const NAME: &str = "calendar";
    const CHANGED: Kind = Kind::CalendarChanged;

    fn unset() -> Decisions {
        Decisions::default()
    }
}

/// When the reports of a new plan are due, as far as its text does not say: the 25th, whatever day
/// of the week, all of the day.
impl Setting for DueRule {
    const NAME: &str = "due";

    fn unset() -> DueRule {
        DueRule {
            day_of_month: 25,
            at: None,
            next_month: false,
            before: false,
            on_rest_day: OnRestDay::Keep,
        }
    }
}

/// What is set.
pub async fn of<T: Setting>(desk: &Desk) -> nhip_store::Result<T> {
    let kept = setting::get(desk.db(), T::NAME).await?;
    Ok(kept.unwrap_or_else(T::unset))
}

/// Sets what `change` makes of what is set now, or nothing where it gives nothing:
/// [`Error::Stale`].
pub async fn change<T: Setting>(
    desk: &Desk,
    permit: &Permit<right::ChangeSettings>,
    make: impl FnOnce(&T) -> Option<T>,
) -> Result<(), Error> {
    let mut change = desk.change_by(permit).await?;
    let before = setting::get_in(change.tx(), T::NAME).await?;
    let before = before.unwrap_or_else(T::unset);
    let after = make(&before).ok_or(Error::Stale)?;
    setting::set(change.tx(), T::NAME, &after).await?;
    let told = Told::of(T::CHANGED, T::NAME).unit(permit.unit());
    Ok(change.commit(told.before(&before).after(&after)).await?)
}

/// The installation, which addresses of settings mean without naming it: it is its topmost unit's.
pub struct Installation(pub UnitId);

impl Thing for Installation {
    async fn find(_: &Desk, units: &Units, _: &str) -> Result<Option<Installation>, Error> {
        Ok(units.top().map(|top| Installation(top.clone())))
    }

    fn unit(&self) -> &UnitId {
        &self.0
    }
}

/// How mail leaves. The password is not among it: [`Desk::smtp_password`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mail {
    /// Whether reminders are sent at all.
    pub on: bool,
    /// Name of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is covered.
    pub cover: Cover,
    /// Name to sign in to it with; empty where it asks for none.
    pub user: String,
    /// Address that stands as the sender.
    pub sender: String,
    /// Where people reach Nhịp, without a slash at the end; links in messages begin by it.
    pub address: String,
}

/// How what is said to the mail server is kept from others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// Begun in the open and then encrypted (port 587); without encryption nothing is said.
    #[default]
    StartTls,
    /// Encrypted from the first byte (port 465).
    Tls,
    /// Not at all: a server on the same machine or wire. No password goes this way.
    Open,
}

impl Cover {
    /// All, in the order a page offers them.
    pub const ALL: [Cover; 3] = [Cover::StartTls, Cover::Tls, Cover::Open];

    /// As forms name it.
    pub fn code(self) -> &'static str {
        match self {
            Cover::StartTls => "starttls",
            Cover::Tls => "tls",
            Cover::Open => "khong",
        }
    }
}

impl Default for Mail {
    fn default() -> Mail {
        Mail {
            on: false,
            host: String::new(),
            port: 587,
            cover: Cover::default(),
            user: String::new(),
            sender: String::new(),
            address: String::new(),
        }
    }
}

impl Mail {
    /// Whether there is a server to send by.
    pub fn is_known(&self) -> bool {
        !self.host.is_empty() && !self.sender.is_empty()
    }

    /// A page of ours as a link in a message; nothing where nobody said where we are.
    pub fn link(&self, path: &str) -> Option<String> {
        (!self.address.is_empty()).then(|| format!("{}{path}", self.address))
    }
}
