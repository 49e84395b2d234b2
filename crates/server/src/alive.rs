//! For whoever watches the machine: whether the service is alive, and whether it can write. Anyone
//! may ask, and is told nothing else.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use nhip_store::ready::{Part, writable};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::app::App;

/// Longer than this is no.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an answer is good: asking writes to the disk, and anyone may ask.
const GOOD_FOR: Duration = Duration::from_secs(3);

/// What came of it last, and when.
pub(crate) type Remembered = Mutex<Option<(Instant, Result<(), Part>)>>;

/// The process answers; nothing else is asked.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Whether what is sent now would be kept.
pub async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    let mut last = app.ready().lock().await;
    let found = match *last {
        Some((at, found)) if at.elapsed() < GOOD_FOR => found,
        _ => timeout(PATIENCE, writable(app.db()))
            .await
            .unwrap_or(Err(Part::Database)),
    };
    if last.is_none_or(|(at, _)| at.elapsed() >= GOOD_FOR) {
        if let Err(part) = found {
            tracing::error!(target: "nhip::ready", part = ?part, "not ready to write");
        }
        *last = Some((Instant::now(), found));
    }
    match found {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(Part::Database) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "chua san sang: co so du lieu (database)\n",
        ),
        Err(Part::Disk) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "chua san sang: dia (disk)\n",
        ),
    }
}
