//! Who may, as types: a handler that asks for [`May`] cannot be reached by anybody who may not.
//!
//! | in the signature | lets in |
//! |---|---|
//! | [`Anyone`] | everybody, before sign-in too |
//! | [`SignedIn`] | everybody who has signed in |
//! | [`May<right::R, T>`](May) | those who may do `R` with the `T` the address names; others see 404 |

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OriginalUri, RawPathParams};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use nhip_core::fingerprint::hex;
use nhip_core::lang::Lang;
use nhip_core::permission::{Permit, Right};
use nhip_office::Person;
use nhip_office::clock::new_secret;
use nhip_store::account;
use nhip_store::session::{self, Session};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::cookie;
use crate::fault::Fault;
use crate::form::token;
use crate::frame::Frame;
use crate::nav;
use crate::once::Sender;
use crate::visit::Visit;
pub use nhip_office::thing::{Thing, UnitId};
use nhip_office::units::Units;

/// Seconds a session lasts after its last use: a working day.
pub const SESSION_SECONDS: i64 = 10 * 3600;
/// Seconds between two notes that a session is in use.
const TOUCH_SECONDS: i64 = 300;

/// The browser before anybody has signed in.
pub struct Anyone {
    lang: Lang,
    path: String,
    csrf: String,
    city: String,
    units: Arc<Units>,
}

/// One who has signed in.
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// Her session.
    pub session: Session,
    anyone: Anyone,
    operation: String,
}

/// One who may do `R` with a thing; the permit proves it to whatever changes the thing.
pub struct May<R: Right, T> {
    /// Who.
    pub me: SignedIn,
    /// With what.
    pub thing: T,
    /// The proof.
    pub permit: Permit<R>,
}

/// Digest under which a session is kept.
pub fn session_digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

fn visit_of(parts: &Parts) -> Result<Visit, Fault> {
    let visit = parts.extensions.get::<Visit>().cloned();
    visit.ok_or_else(|| Fault::Broken("no visit around this route".to_owned()))
}

fn chosen_lang(headers: &HeaderMap) -> Option<Lang> {
    cookie::read(headers, cookie::LANG).and_then(Lang::parse)
}

/// The address asked for, as a link back to it.
fn path_of(parts: &Parts) -> String {
    let own = parts.extensions.get::<OriginalUri>().map(|uri| &uri.0);
    let uri = own.unwrap_or(&parts.uri);
    uri.path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned()
}

impl FromRequestParts<App> for Anyone {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Anyone, Fault> {
        let (city, units) = app.city_and_units().await?;
        Ok(Anyone {
            lang: chosen_lang(&parts.headers).unwrap_or_default(),
            path: path_of(parts),
            csrf: token(&visit_of(parts)?.0, &parts.headers),
            city,
            units,
        })
    }
}

impl Anyone {
    /// Language of the browser.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The frame around a page.
    pub fn frame(&self) -> Frame {
        Frame {
            lang: self.lang,
            path: self.path.clone(),
            city: self.city.clone(),
            csrf: self.csrf.clone(),
            ..Frame::default()
        }
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<SignedIn, Fault> {
        let mut anyone = Anyone::from_request_parts(parts, app).await?;
        let secret = cookie::read(&parts.headers, cookie::SESSION).unwrap_or_default();
        let now = app.now();
        let found = session::find(app.db(), &session_digest(secret), now).await?;
        let Some((session, account, roles)) = found else {
            return Err(unknown(app, &anyone.path).await?);
        };
        if now.0 - session.seen_at > TOUCH_SECONDS * 1_000_000 {
            let ends_at = now.plus_seconds(SESSION_SECONDS);
            session::touch(app.db(), &session.id, now, ends_at).await?;
        }
        if account.must_change
            && !anyone.path.starts_with("/toi")
            && !anyone.path.starts_with("/dang-xuat")
        {
            return Err(Fault::GoTo("/toi/mat-khau"));
        }
        anyone.lang = chosen_lang(&parts.headers)
            .or_else(|| Lang::parse(&account.lang))
            .unwrap_or_default();
        parts.extensions.insert(Sender(account.id.clone()));
        Ok(SignedIn {
            person: Person::new(account, &roles, Arc::clone(&anyone.units)),
            session,
            anyone,
            operation: new_secret(app.world().as_ref()),
        })
    }
}

/// Nobody has signed in: to the sign-in, or to the very beginning.
async fn unknown(app: &App, path: &str) -> Result<Fault, Fault> {
    Ok(if account::any(app.db()).await? {
        Fault::SignIn(path.to_owned())
    } else {
        Fault::GoTo("/bat-dau")
    })
}

impl Deref for SignedIn {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.person
    }
}

impl SignedIn {
    /// Her language.
    pub fn lang(&self) -> Lang {
        self.anyone.lang
    }

    /// The frame around a page.
    pub fn frame(&self) -> Frame {
        Frame {
            name: Some(self.account.name.clone()),
            account: self.account.id.clone(),
            nav: nav::of(self, &self.anyone.path),
            operation: self.operation.clone(),
            ..self.anyone.frame()
        }
    }
}

impl<R: Right, T: Thing> FromRequestParts<App> for May<R, T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<May<R, T>, Fault> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| Fault::NotFound)?;
        let id = params
            .iter()
            .find_map(|(name, value)| (name == "id").then_some(value))
            .unwrap_or_default();
        let thing = T::find(app, &me.units, id).await?.ok_or(Fault::NotFound)?;
        let mut also = thing.also().iter();
        let permit = match also.find_map(|unit| me.permit::<R>(unit).ok()) {
            Some(permit) => permit,
            None => me.permit::<R>(thing.unit())?,
        };
        Ok(May { me, thing, permit })
    }
}
