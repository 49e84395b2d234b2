//! Sent twice, done once: the connection broke after the work was done, a thumb pressed twice, a
//! script tried again. Every form carries an id beside its token; the store keeps it with the change
//! ([`nhip_store::operation`]), and who brings it again is answered as the first time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use nhip_core::fingerprint::hex;
use nhip_store::StoreError;
use nhip_store::operation::{self, Operation};
use nhip_store::session;
use sha2::{Digest, Sha256};
use tokio::sync::OwnedMutexGuard;

use crate::app::App;
use crate::cookie;
use crate::fault::Fault;
use crate::form::{FORM_BYTES, Pairs, TOKEN, decoded, is_plain, too_large};
use nhip_office::session::session_digest;

/// Name of the field with the id.
pub const FIELD: &str = "_lan";
/// Answers remembered at least; those being worked on come on top.
const MOST: usize = 4_096;

/// Where a form leads on, once it has been done; held by whoever does it.
type Slot = Arc<tokio::sync::Mutex<Option<String>>>;

/// Where the forms done last led on. One that is known no more, or was done by another process, is
/// answered in words.
#[derive(Default)]
pub struct Answers(Mutex<HashMap<String, Slot>>);

impl Answers {
    fn of(&self, id: &str) -> Slot {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST && !known.contains_key(id) {
            known.retain(|_, slot| Arc::strong_count(slot) > 1);
        }
        Arc::clone(known.entry(id.to_owned()).or_default())
    }
}

/// Whose form it is, as [`crate::who::SignedIn`] found.
#[derive(Clone)]
pub struct Sender(pub String);

/// A form on its way, from the layer to where it is read and back.
#[derive(Clone, Default)]
struct Sent {
    operation: Arc<Operation>,
    turn: Arc<Mutex<Option<OwnedMutexGuard<Option<String>>>>>,
}

/// Does what a request asks as one operation, and remembers where it leads on.
pub async fn layer(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (mut parts, mut body) = request.into_parts();
    let mut form = Bytes::new();
    if is_plain(&parts.headers) {
        form = match to_bytes(body, FORM_BYTES).await {
            Ok(form) => form,
            Err(_) => return too_large().into_response(),
        };
        body = Body::from(form.clone());
    }
    let sent = Sent::default();
    parts.extensions.insert(sent.clone());
    let again = Arrival::of(&parts);
    let session = cookie::read(&parts.headers, cookie::SESSION).map(session_digest);
    let work = next.run(Request::from_parts(parts, body));
    let response = operation::around(Arc::clone(&sent.operation), work).await;
    if response.status().is_client_error()
        && let Some(done) = again.gone(&app, session, &form).await
    {
        return done.into_response();
    }
    let mut turn = sent.turn.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(answer) = turn.as_mut().filter(|_| sent.operation.is_kept()) {
        let to = response.headers().get(header::LOCATION);
        **answer = to.and_then(|to| Some(to.to_str().ok()?.to_owned()));
    }
    *turn = None;
    drop(turn);
    response
}

/// What of a request tells whether it came before, taken from it before its body is read.
pub struct Arrival {
    sent: Option<Sent>,
    sender: Option<Sender>,
    path: String,
    back: String,
}

impl Arrival {
    /// Of a request.
    pub fn of(parts: &Parts) -> Arrival {
        Arrival {
            sent: parts.extensions.get().cloned(),
            sender: parts.extensions.get().cloned(),
            path: parts.uri.path().to_owned(),
            back: page_before(&parts.headers),
        }
    }

    /// What tells a form from every other: the account and all that was sent, so that a form
    /// corrected on an old page is a new one; `files`: name and size. `None` where it carries no id
    /// or nobody is signed in. Somebody else's id, or nonsense for one, is an id like any other.
    pub fn key(&self, sent: &[(String, String)], files: &[(String, usize)]) -> Option<String> {
        let Sender(account) = self.sender.as_ref()?;
        key([account, &self.path], sent, files)
    }

    /// Lets a form pass that has not been done; waits where it is being done.
    pub async fn first(self, app: &App, key: Option<String>) -> Result<(), Fault> {
        let (Some(sent), Some(key)) = (self.sent, key) else {
            return Ok(());
        };
        let turn = app.answers().of(&key).lock_owned().await;
        let back = self.back;
        if let Some(answer) = known(app, &key, turn.as_ref()).await? {
            return Err(Fault::Done { answer, back });
        }
        sent.operation.name(key);
        *sent.turn.lock().unwrap_or_else(PoisonError::into_inner) = Some(turn);
        Ok(())
    }

    /// Whether a form was refused because it had been done: what it took away is not there to be
    /// taken away again, and who may no longer was told so before her form was read.
    async fn gone(self, app: &App, session: Option<String>, form: &[u8]) -> Option<Fault> {
        let (session, now) = (session?, app.now());
        let sent: Pairs = decoded(form).collect();
        let found = session::find(app.db(), &session, now).await.ok()?;
        let (_, account, ..) = found?;
        let key = key([&account.id, &self.path], &sent, &[])?;
        let slot = app.answers().of(&key);
        let led_to = slot.try_lock().ok()?.clone();
        let answer = known(app, &key, led_to.as_ref()).await.ok()??;
        let back = "/".to_owned();
        Some(Fault::Done { answer, back })
    }
}

/// Whether an operation was done; then what was answered, as far as it is known.
async fn known(
    app: &App,
    key: &str,
    led_to: Option<&String>,
) -> Result<Option<Option<String>>, StoreError> {
    match led_to {
        Some(to) => Ok(Some(Some(to.clone()))),
        None => operation::done(app.db(), key).await,
    }
}

fn key(about: [&str; 2], sent: &[(String, String)], files: &[(String, usize)]) -> Option<String> {
    if !sent
        .iter()
        .any(|(name, id)| name == FIELD && !id.is_empty())
    {
        return None;
    }
    let mut digest = Sha256::new();
    let mut add = |part: &str| {
        digest.update(part.as_bytes());
        digest.update([0]);
    };
    add("nhip operation");
    about.iter().for_each(|part| add(part));
    for (name, value) in sent.iter().filter(|(name, _)| name != TOKEN) {
        add(name);
        add(value);
    }
    for (name, size) in files {
        add(name);
        add(&size.to_string());
    }
    Some(hex(&digest.finalize()))
}

/// The page of ours a form was sent from.
fn page_before(headers: &HeaderMap) -> String {
    let from = headers.get(header::REFERER);
    let from = from.and_then(|from| from.to_str().ok()?.parse::<axum::http::Uri>().ok());
    let path = from.as_ref().map_or("", |from| from.path());
    format!("/{}", path.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_form_of_another_person_or_corrected_is_another_operation() {
        let sent = |id: &str, text: &str| {
            let pairs = [(FIELD, id), (TOKEN, "x"), ("viec", text)];
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let key = |about, id, text, files: &[_]| key(about, &sent(id, text), files);
        let one = key(["a", "/x"], "1", "Phát tờ rơi", &[]);
        assert!(one.is_some());
        assert_eq!(one, key(["a", "/x"], "1", "Phát tờ rơi", &[]));
        for other in [
            key(["a", "/x"], "", "Phát tờ rơi", &[]),
            key(["b", "/x"], "1", "Phát tờ rơi", &[]),
            key(["a", "/y"], "1", "Phát tờ rơi", &[]),
            key(["a", "/x"], "2", "Phát tờ rơi", &[]),
            key(["a", "/x"], "1", "Phát 300 tờ rơi", &[]),
            key(["a", "/x"], "1", "Phát tờ rơi", &[("a.jpg".into(), 9)]),
        ] {
            assert_ne!(one, other);
        }
    }
}
