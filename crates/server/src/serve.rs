//! Listening until told to stop, waiting for nobody for ever, and stopping without losing an answer.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::app::App;
use crate::connection::{Limits, Paced, Peer, Seat, Seats, Taken};
use crate::log;
use crate::routes::router;
use nhip_office::jobs;

/// Largest head of a request.
const HEAD_BYTES: usize = 32 << 10;
/// Before the next try, where the machine gives no more connections.
const BREATH: Duration = Duration::from_millis(50);

/// How long a request may wait for its answer; the layer around all pages keeps to it.
#[derive(Clone, Copy)]
pub(crate) struct Patience(pub Duration);

/// Serves until `stop` is done; requests in flight are answered and a message being sent is sent
/// first, as long as [`Limits::stop`] allows, then the database closes.
pub async fn serve(
    listener: TcpListener,
    app: App,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let db = app.db().clone();
    let (tell, told) = watch::channel(false);
    let mut jobs = tokio::spawn(jobs::keep_going(app.desk(), told));
    let counting = tokio::spawn(log::count_refused(app.clone()));
    let service = Service {
        by_proxy: app.secure(),
        // Made once: every connection would copy a router that is not yet a service.
        router: router(app.clone()).with_state(()),
        limits,
    };
    let seats = Seats::new(limits);
    let graceful = GracefulShutdown::new();
    tokio::select! {
        () = accept(&listener, &service, &seats, &graceful) => {}
        () = stop => {}
    }
    drop(listener);
    tell.send_replace(true);
    let ended = timeout(limits.stop, async {
        graceful.shutdown().await;
        (&mut jobs).await.map_err(io::Error::other)
    })
    .await;
    seats.clear();
    jobs.abort();
    counting.abort();
    log::tell_refused(&app);
    // What still writes has its turn first; a server that is away is not waited for.
    timeout(limits.stop / 4, db.close()).await.ok();
    ended.unwrap_or(Ok(()))
}

async fn accept(
    listener: &TcpListener,
    service: &Service,
    seats: &Arc<Seats>,
    graceful: &GracefulShutdown,
) {
    loop {
        match listener.accept().await {
            Ok((stream, from)) => {
                if let Some(taken) = seats.take(from.ip().to_canonical()) {
                    sit(stream, taken, service.clone(), graceful);
                }
            }
            Err(_) => sleep(BREATH).await,
        }
    }
}

/// Serves one connection, beside the others.
fn sit(stream: TcpStream, taken: Taken, service: Service, graceful: &GracefulShutdown) {
    let limits = service.limits;
    // Answers are written whole: nothing is gained by waiting for more. Where it fails, it is slower.
    stream.set_nodelay(true).ok();
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.taking));
    let seat = taken.seat();
    let answers = service_fn(move |request| service.clone().answer(request, Arc::clone(&seat)));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(Box::pin(stream)), answers);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        tokio::select! {
            // Who breaks off has nobody left to be told.
            _ = connection => {}
            () = taken.asked_to_leave() => {}
        }
    });
}

#[derive(Clone)]
struct Service {
    router: Router,
    limits: Limits,
    by_proxy: bool,
}

impl Service {
    async fn answer(
        self,
        request: Request<Incoming>,
        seat: Arc<Seat>,
    ) -> Result<Response, Infallible> {
        let peer = peer(seat.from(), request.headers(), self.by_proxy);
        let paced = Arc::clone(&seat);
        let mut request = request.map(|body| Body::new(Paced::new(body, paced)));
        request.extensions_mut().insert(peer);
        let patience = self.limits.patience(request.body());
        request.extensions_mut().insert(Patience(patience));
        let answer = self.router.oneshot(request).await;
        seat.answering(false);
        answer
    }
}

impl Limits {
    /// For an answer to a request with this body, as slow as it may come.
    fn patience(&self, body: &Body) -> Duration {
        let size = hyper::body::Body::size_hint(body).upper();
        let bytes = size.unwrap_or(crate::form::FILE_BYTES as u64);
        let bytes = bytes.min(crate::form::FILE_BYTES as u64);
        let body = if bytes == 0 {
            Duration::ZERO
        } else {
            self.piece
        };
        self.answer + body + Duration::from_secs(bytes / self.pace.max(1))
    }
}

/// Behind a proxy on this machine, what it says last is where the request came from: what stands
/// before was said by whoever asked.
fn peer(from: IpAddr, headers: &HeaderMap, by_proxy: bool) -> Peer {
    let said = headers.get_all("x-forwarded-for").iter().next_back();
    let said = said
        .filter(|_| by_proxy && from.is_loopback())
        .and_then(|said| said.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    Peer(said.map_or(from, |said: IpAddr| said.to_canonical()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_proxy_on_this_machine_is_believed_and_only_its_own_word() {
        let (here, away): (IpAddr, IpAddr) =
            ("127.0.0.1".parse().unwrap(), "203.0.113.9".parse().unwrap());
        let mut headers = HeaderMap::new();
        headers.append(
            "x-forwarded-for",
            "198.51.100.1, 192.0.2.7".parse().unwrap(),
        );
        let told: IpAddr = "192.0.2.7".parse().unwrap();
        assert!(peer(here, &headers, true) == Peer(told));
        assert!(peer(here, &headers, false) == Peer(here));
        assert!(peer(away, &headers, true) == Peer(away));
        headers.append("x-forwarded-for", "unknown".parse().unwrap());
        assert!(peer(here, &headers, true) == Peer(here));
    }
}
