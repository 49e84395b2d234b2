//! Where a request comes from, as far as signing in and the first visit ask. Held in memory only.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use nhip_office::sign_in::Caller;

use crate::app::App;
use crate::connection::Peer;
use crate::cookie;
use crate::visit::Visit;

/// Headers by which a proxy says for whom it asks.
const FORWARDED: [&str; 4] = ["forwarded", "via", "x-forwarded-for", "x-real-ip"];

/// Whether a request comes from this machine itself: not through a proxy on it, for which every
/// stranger's request is a neighbour's.
pub struct FromHere(pub bool);

fn peer(parts: &Parts) -> Option<IpAddr> {
    let peer = parts.extensions.get::<Peer>();
    peer.map(|peer| peer.0.to_canonical())
}

impl FromRequestParts<App> for FromHere {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<FromHere, Infallible> {
        let forwarded = FORWARDED
            .iter()
            .any(|name| parts.headers.contains_key(*name));
        // A proxy that names nobody, and a page elsewhere that had its name point here, ask for a
        // name that is not this machine's own.
        let host = parts.headers.get(header::HOST);
        let own = host.and_then(|host| host.to_str().ok()).is_some_and(is_own);
        let near = peer(parts).is_some_and(|peer| peer.is_loopback());
        // Behind https there is always one.
        Ok(FromHere(near && own && !forwarded && !app.secure()))
    }
}

/// Whether a host is what this machine calls itself: `localhost`, `127.0.0.1:8080`, `[::1]:8080`.
fn is_own(host: &str) -> bool {
    if let Ok(address) = host.parse::<SocketAddr>() {
        return address.ip().is_loopback();
    }
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || [name, bare]
            .iter()
            .any(|name| name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()))
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

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        for own in [
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1",
            "127.0.0.1:80",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "",
            "nhip.example.vn",
            "10.0.0.7:8080",
            "localhost.evil.vn",
            "127.0.0.1.evil.vn",
            "[::2]:1",
        ] {
            assert!(!is_own(other), "{other}");
        }
    }
}
