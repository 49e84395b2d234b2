//! In the deadline hour hundreds save and send at once. Each form is taken in as it comes and
//! worked on when it is its turn: what waits is the form alone, not all that is read for it.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::form::{FORM_BYTES, is_plain, too_large};

/// Forms worked on at once: a few more than a small machine has cores, for one of them writes.
pub const FORMS: usize = 8;

/// Whose forms come all at once: reports. No page of theirs waits for a password or for mail.
const REPORTS: &str = "/bao-cao/";

/// Lets the form wait for its turn.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with(REPORTS) || !is_plain(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    // Who sends slowly keeps nobody waiting.
    let Ok(form) = to_bytes(body, FORM_BYTES).await else {
        return too_large().into_response();
    };
    // Never closed while the service runs.
    let _turn = app.forms().acquire().await.ok();
    next.run(Request::from_parts(parts, Body::from(form))).await
}
