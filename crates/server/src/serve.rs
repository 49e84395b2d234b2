//! Listening until told to stop, and stopping without losing an answer.

use std::future::Future;
use std::io;

use tokio::net::TcpListener;

use crate::app::App;
use crate::routes::router;

/// Serves until `stop` is done; requests in flight are answered first, then the database closes.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let db = app.db().clone();
    axum::serve(listener, router(app))
        .with_graceful_shutdown(stop)
        .await?;
    db.close().await;
    Ok(())
}
