//! What whoever runs the service sees: which route failed, how, and how long it took. Never an
//! address, a name, what was sent, or a path with what it names: only the route's pattern.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::{Instant, interval, timeout};
use tracing::{error, warn};

use crate::app::App;
use crate::fault::{Broken, Fault};
use crate::serve::Patience;

/// Longer than anybody should wait.
const SLOW: Duration = Duration::from_secs(2);
/// Between two lines about refused sign-ins.
const EVERY: Duration = Duration::from_secs(300);

/// Answers in time, whatever happens inside, and tells of what failed.
pub async fn layer(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = known(request.method());
    let patience = request.extensions().get::<Patience>();
    let patience = patience.map_or(Duration::MAX, |patience| patience.0);
    let began = Instant::now();
    let answer = timeout(patience, caught(next.run(request))).await;
    let mut response = match answer {
        Ok(Some(response)) => response,
        Ok(None) => Fault::Broken("a panic".to_owned()).into_response(),
        Err(_) => Fault::Broken("no answer in time".to_owned()).into_response(),
    };
    let took = began.elapsed();
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let status = response.status();
    let broken = response.extensions_mut().remove::<Broken>();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    if broken.is_some() || status.is_server_error() {
        let cause = broken.map_or_else(String::new, |Broken(cause)| cause);
        error!(target: "nhip::fault", method, route, status = status.as_u16(), ms, cause);
    } else if took >= SLOW && !status.is_client_error() {
        // What is refused costs nobody else: a stranger who dawdles must not fill the log.
        warn!(target: "nhip::slow", method, route, status = status.as_u16(), ms);
    }
    response
}

/// A method is what a stranger writes there, so only those of the routes are named.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "-",
    }
}

/// The answer, or `None` where a panic came first.
async fn caught<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        polled.map_or(Poll::Ready(None), |polled| polled.map(Some))
    })
    .await
}

/// Says now and then how many sign-ins were refused; nobody's, only the number.
pub(crate) async fn count_refused(app: App) {
    let mut rounds = interval(EVERY);
    loop {
        rounds.tick().await;
        tell_refused(&app);
    }
}

/// Says how many sign-ins were refused since it was last said.
pub(crate) fn tell_refused(app: &App) {
    let refused = app.take_refused();
    if refused > 0 {
        warn!(target: "nhip::sign_in", refused);
    }
}
