//! Listening until told to stop, and stopping without losing an answer.

use std::future::Future;
use std::io;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::app::App;
use crate::routes::router;
use nhip_office::jobs;

/// Serves until `stop` is done; requests in flight are answered and a message being sent is sent
/// first, then the database closes.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let db = app.db().clone();
    let (tell, told) = watch::channel(false);
    let jobs = tokio::spawn(jobs::keep_going(app.desk(), told));
    let stopping = tell.clone();
    // Made once: every connection would copy a router that is not yet a service.
    let served = axum::serve(listener, router(app).into_make_service())
        .with_graceful_shutdown(async move {
            stop.await;
            stopping.send_replace(true);
        })
        .await;
    tell.send_replace(true);
    let ended = jobs.await;
    db.close().await;
    served.and(ended.map_err(io::Error::other))
}
