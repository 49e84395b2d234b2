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
use nhip_core::lang::Lang;
use nhip_core::permission::{Permit, Right};
use nhip_office::clock::new_secret;
use nhip_office::{Person, second_factor, session};
use nhip_store::account;
use nhip_store::session::Session;

use crate::app::App;
use crate::cookie;
use crate::fault::Fault;
use crate::fields::FormState;
use crate::form::token;
use crate::frame::Frame;
use crate::nav;
use crate::once::Sender;
use crate::visit::Visit;
pub use nhip_core::id::UnitId;
pub use nhip_office::thing::Thing;
use nhip_office::units::Units;

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
    /// Since when a role demands a second step that is not set up.
    pub asked_at: Option<i64>,
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

/// Where the second step is set up.
const SECOND_STEP: &str = "/toi/ma-buoc-hai";

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

    /// The frame around a form that was refused.
    pub fn refused(&self) -> Frame {
        Frame {
            refused: true,
            ..self.frame()
        }
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<SignedIn, Fault> {
        let mut anyone = Anyone::from_request_parts(parts, app).await?;
        let secret = cookie::read(&parts.headers, cookie::SESSION).unwrap_or_default();
        let Some(open) = session::open(app, secret, &anyone.units).await? else {
            return Err(unknown(app, &anyone.path).await?);
        };
        let (person, account) = (&open.person, &open.person.account);
        let at = |start: &str| anyone.path.starts_with(start);
        if account.must_change && !at("/toi") && !at("/dang-xuat") {
            return Err(Fault::GoTo("/toi/mat-khau"));
        }
        let late = second_factor::is_overdue(person, open.asked_at, app.now());
        if late && !account.must_change && !at(SECOND_STEP) && !at("/dang-xuat") {
            return Err(Fault::GoTo(SECOND_STEP));
        }
        anyone.lang = chosen_lang(&parts.headers)
            .or_else(|| Lang::parse(&open.person.account.lang))
            .unwrap_or_default();
        parts.extensions.insert(Sender(account.id.to_string()));
        Ok(SignedIn {
            person: open.person,
            session: open.session,
            asked_at: open.asked_at,
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
            account: self.account.id.to_string(),
            nav: nav::of(self, &self.anyone.path),
            operation: self.operation.clone(),
            ..self.anyone.frame()
        }
    }

    /// The frame around a form, refused or not.
    pub fn frame_of(&self, form: &FormState) -> Frame {
        Frame {
            refused: !form.is_right(),
            ..self.frame()
        }
    }
}

impl<R: Right, T> May<R, T> {
    /// Who, with what, and the proof.
    pub fn parts(self) -> (SignedIn, T, Permit<R>) {
        (self.me, self.thing, self.permit)
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
