//! Choosing the language, kept in the browser.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use nhip_core::lang::Lang;
use serde::Deserialize;

use crate::app::App;
use crate::cookie;
use crate::fault::{Answer, Fault};
use crate::form::Query;
use crate::onward;

/// Seconds the choice is kept: a year.
const KEPT: i64 = 365 * 24 * 3600;

/// Where to go on.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    den: String,
}

/// Sets the language and goes back.
pub async fn choose(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(next): Query<Next>,
) -> Answer {
    Lang::parse(&lang).ok_or(Fault::NotFound)?;
    let kept = cookie::set(cookie::LANG, &lang, Some(KEPT), app.secure()).ok_or(Fault::NotFound)?;
    Ok(([(header::SET_COOKIE, kept)], onward::to(&next.den)).into_response())
}
