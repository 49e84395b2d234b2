//! Where a request comes from, as far as signing in and the first visit ask. Held in memory only.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use nhip_office::sign_in::Caller;

use crate::app::App;
use crate::connection::Peer;
use crate::cookie;
use crate::visit::Visit;

/// Headers by which a proxy says for whom it asks.
const FORWARDED: [&str; 3] = ["forwarded", "x-forwarded-for", "x-real-ip"];

/// Whether a request comes from this machine itself: not through a proxy on it, for which every
/// stranger's request is a neighbour's.
pub struct FromHere(pub bool);

fn peer(parts: &Parts) -> Option<IpAddr> {
    let peer = parts.extensions.get::<Peer>();
    peer.map(|peer| peer.0.to_canonical())
}

impl<S: Sync> FromRequestParts<S> for FromHere {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<FromHere, Infallible> {
        let forwarded = FORWARDED
            .iter()
            .any(|name| parts.headers.contains_key(*name));
        Ok(FromHere(
            !forwarded && peer(parts).is_some_and(|peer| peer.is_loopback()),
        ))
    }
}

impl FromRequestParts<App> for Asking {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Asking, Infallible> {
        let kept = |name| {
            cookie::read(&parts.headers, name)
                .unwrap_or_default()
                .to_owned()
        };
        let visit = parts.extensions.get::<Visit>();
        Ok(Asking(Caller {
            address: peer(parts),
            visit: visit.map_or(String::new(), |visit| visit.0.clone()),
            known: kept(cookie::KNOWN),
            session: kept(cookie::SESSION),
            browser: browser(&parts.headers),
        }))
    }
}

/// Who asks to come in.
pub struct Asking(pub Caller);

/// What the browser calls itself, in two words a person knows.
fn browser(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let first = |names: &[&'static str]| names.iter().copied().find(|name| agent.contains(name));
    let program = first(&["Edg", "CocCoc", "OPR", "Firefox", "Chrome", "Safari"]).unwrap_or("?");
    let machine =
        first(&["Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux"]).unwrap_or("?");
    format!("{program}, {machine}")
}
