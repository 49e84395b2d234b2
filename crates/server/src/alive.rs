//! For whoever watches the machine: whether the service is alive, and whether it can write. Anyone
//! may ask, and is told nothing else.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use nhip_store::ready::{Part, Unready, writable};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::app::App;

/// Longer than this is no.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an answer is good: asking writes to the disk, and anyone may ask.
const GOOD_FOR: Duration = Duration::from_secs(3);

/// What came of it last, and when.
pub(crate) type Remembered = Mutex<Option<(Instant, Result<(), Unready>)>>;

/// The process answers; nothing else is asked.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Whether what is sent now would be kept.
pub async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    let mut last = app.ready().lock().await;
    let known = last.take().filter(|(at, _)| at.elapsed() < GOOD_FOR);
    let (at, found) = match known {
        Some(known) => known,
        None => {
            let found = timeout(PATIENCE, writable(app.db())).await;
            let found = found.unwrap_or_else(|_| Err(Unready::database("no answer in time")));
            if let Err(Unready { part, cause }) = &found {
                tracing::error!(target: "nhip::ready", ?part, cause, "not ready to write");
            }
            (Instant::now(), found)
        }
    };
    let answer = match found.as_ref().map_err(|unready| unready.part) {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(Part::Database) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "chua san sang: co so du lieu (database)\n",
        ),
        Err(Part::Disk) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "chua san sang: dia (disk)\n",
        ),
    };
    *last = Some((at, found));
    answer
}
