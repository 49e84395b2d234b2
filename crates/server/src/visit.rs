//! Around every page for officials: a secret for the browser, headers that allow nothing from
//! elsewhere, and nothing kept in caches.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::cookie;
use nhip_office::clock::new_secret;

/// The browser's secret.
#[derive(Debug, Clone)]
pub struct Visit(pub String);

/// No script, style, picture or frame but our own; forms go to us only.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Two years over https only, once the service has been reached so.
const STRICT: HeaderValue = HeaderValue::from_static("max-age=63072000");

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(), microphone=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Gives the browser a secret where it has none, and the answer its headers.
pub async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let known = cookie::read(request.headers(), cookie::VISIT)
        .filter(|secret| secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(str::to_owned);
    let fresh = known.is_none();
    let secret = known.unwrap_or_else(|| new_secret(app.world().as_ref()));
    request.extensions_mut().insert(Visit(secret.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if app.secure() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if fresh && let Some(value) = cookie::set(cookie::VISIT, &secret, None, app.secure()) {
        headers.append(header::SET_COOKIE, value);
    }
    response
}
