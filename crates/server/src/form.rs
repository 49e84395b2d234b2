//! What a browser sends, readable only after it has proved to come from our own page.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use nhip_core::fingerprint::hex;
use nhip_core::lang::Bilingual;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::cookie;
use crate::door;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::once::{self, Arrival};
use crate::visit::Visit;

/// Largest form without a file.
pub const FORM_BYTES: usize = 512 * 1024;
/// Largest file: what the readers take, and a little for the fields around it.
pub const FILE_BYTES: usize = 21 * 1024 * 1024;

/// Name of the field with the token.
pub const TOKEN: &str = "_csrf";

/// The token forms carry: bound to the browser and to the session in it.
pub fn token(visit: &str, headers: &HeaderMap) -> String {
    let session = cookie::read(headers, cookie::SESSION).unwrap_or_default();
    let mut digest = Sha256::new();
    for part in ["nhip form", visit, session] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    hex(&digest.finalize())
}

/// Names and values in the order they were sent.
pub type Pairs = Vec<(String, String)>;

/// A form, checked.
pub struct Checked(pub Fields);

/// How a form without files is sent.
const PLAIN: &[u8] = b"application/x-www-form-urlencoded";

/// Whether a request carries a form without files.
pub fn is_plain(headers: &HeaderMap) -> bool {
    let media = headers.get(header::CONTENT_TYPE);
    media.is_some_and(|media| media.as_bytes().starts_with(PLAIN))
}

/// A form with files, checked.
pub struct CheckedFiles {
    /// Its fields.
    pub fields: Fields,
    /// Its files, those left empty not counted.
    pub files: Vec<SentFile>,
}

/// A form that does without files too, sent either way.
pub struct MayHaveFiles(pub CheckedFiles);

/// A file as sent.
pub struct SentFile {
    /// Name of the field.
    pub field: String,
    /// Name of the file, without any folder.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl FromRequest<App> for Checked {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<Checked, Fault> {
        let (parts, body) = request.into_parts();
        let (expected, arrival) = (expected(&parts)?, Arrival::of(&parts));
        let to = parts.uri.path().to_owned();
        let bytes = to_bytes(body, FORM_BYTES).await.map_err(|_| too_large())?;
        let sent: Pairs = decoded(&bytes).collect();
        proved(&sent, &expected)?;
        let key = arrival.key(&sent, &[]);
        let fields = door::let_in(app, to, door::cleaned(theirs(sent))?, false).await?;
        arrival.first(app, key).await?;
        Ok(Checked(fields))
    }
}

impl FromRequest<App> for CheckedFiles {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<CheckedFiles, Fault> {
        let (head, body) = request.into_parts();
        let (expected, arrival) = (expected(&head)?, Arrival::of(&head));
        let to = head.uri.path().to_owned();
        let request = Request::from_parts(head, body);
        let mut parts = Multipart::from_request(request, app)
            .await
            .map_err(|_| unreadable())?;
        let (mut pairs, mut files) = (Vec::new(), Vec::new());
        // The token is the first field of our pages: no file is taken from a stranger.
        while let Some(part) = parts.next_field().await.map_err(|_| too_large())? {
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(door::file_name) {
                None => pairs.push((field, part.text().await.map_err(|_| too_large())?)),
                Some(name) => {
                    proved(&pairs, &expected)?;
                    let bytes = part.bytes().await.map_err(|_| too_large())?;
                    if !bytes.is_empty() {
                        let bytes = bytes.to_vec();
                        files.push(SentFile { field, name, bytes });
                    }
                }
            }
        }
        proved(&pairs, &expected)?;
        let named = |file: &SentFile| (file.name.clone(), file.bytes.len());
        let sizes: Vec<(String, usize)> = files.iter().map(named).collect();
        let key = arrival.key(&pairs, &sizes);
        let fields = door::cleaned(theirs(pairs))?;
        let fields = door::let_in(app, to, fields, !files.is_empty()).await?;
        arrival.first(app, key).await?;
        Ok(CheckedFiles { fields, files })
    }
}

impl FromRequest<App> for MayHaveFiles {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<MayHaveFiles, Fault> {
        if is_plain(request.headers()) {
            let Checked(fields) = Checked::from_request(request, app).await?;
            let files = Vec::new();
            return Ok(MayHaveFiles(CheckedFiles { fields, files }));
        }
        CheckedFiles::from_request(request, app)
            .await
            .map(MayHaveFiles)
    }
}

fn expected(parts: &Parts) -> Result<String, Fault> {
    let visit = parts.extensions.get::<Visit>().ok_or(Fault::Stale)?;
    Ok(token(&visit.0, &parts.headers))
}

fn proved(sent: &[(String, String)], expected: &str) -> Result<(), Fault> {
    // Both are digests nobody chooses, so comparing them tells nothing by its time.
    match sent.iter().find(|(name, _)| name == TOKEN) {
        Some((_, token)) if token == expected => Ok(()),
        _ => Err(Fault::Stale),
    }
}

/// What a person typed or chose, without what the page itself put in.
fn theirs(sent: Pairs) -> impl Iterator<Item = (String, String)> {
    let own = |name: &str| name == TOKEN || name == once::FIELD;
    sent.into_iter().filter(move |(name, _)| !own(name))
}

/// What an address asks behind its `?`; what nobody can ask is no page.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Query<T>, Fault> {
        let asked = axum::extract::Query::try_from_uri(&parts.uri);
        asked
            .map(|asked| Query(asked.0))
            .map_err(|_| Fault::NotFound)
    }
}

/// Pairs of `application/x-www-form-urlencoded`.
pub fn decoded(bytes: &[u8]) -> impl Iterator<Item = (String, String)> + '_ {
    form_urlencoded::parse(bytes).map(|(name, value)| (name.into_owned(), value.into_owned()))
}

/// A form or file larger than is taken.
pub fn too_large() -> Fault {
    Fault::Unreadable(Bilingual::new(
        "Điều vừa gửi quá lớn hoặc bị ngắt giữa chừng. Tệp không được quá 20 MB; hãy giảm ảnh trong tệp hoặc chia nhỏ rồi gửi lại.",
        "What was sent is too large or broke off. Files may have at most 20 MB; shrink the pictures or split the file and send it again.",
    ))
}

fn unreadable() -> Fault {
    Fault::Unreadable(Bilingual::new(
        "Trình duyệt gửi không đúng cách. Hãy tải lại trang rồi gửi lại.",
        "The browser sent something unexpected. Reload the page and send again.",
    ))
}
