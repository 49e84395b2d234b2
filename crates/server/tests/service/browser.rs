//! A browser without a screen: keeps cookies, follows redirects, sends the forms it was shown.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use nhip_server::connection::Peer;
use nhip_store::db::Db;
use tower::ServiceExt;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    /// Where it is looked up whether a form sent again was done again.
    db: Db,
    cookies: Vec<(String, String)>,
    token: String,
    /// Nobody else acts at the same time, so that a form can be sent twice and the acts counted.
    pub alone: bool,
    /// Where it stands.
    pub from: IpAddr,
    /// Headers of a proxy in between.
    pub forwarded: Option<&'static str>,
    /// What it calls the service.
    pub host: &'static str,
}

/// A page as shown.
pub struct Page {
    pub status: StatusCode,
    /// Where it was, after redirects.
    pub path: String,
    pub html: String,
}

impl Page {
    /// The page, which must say this.
    #[track_caller]
    pub fn says(self, text: &str) -> Page {
        assert!(
            self.html.contains(text),
            "“{text}” is not on {}:\n{}",
            self.path,
            self.html
        );
        self
    }

    /// The page, which must not say this.
    #[track_caller]
    pub fn silent(self, text: &str) -> Page {
        assert!(
            !self.html.contains(text),
            "“{text}” is on {}:\n{}",
            self.path,
            self.html
        );
        self
    }

    /// The page, which must have this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Page {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}:\n{}",
            self.path,
            self.html
        );
        self
    }

    /// Text between two marks.
    #[track_caller]
    pub fn between(&self, before: &str, after: &str) -> String {
        let (_, rest) = self
            .html
            .split_once(before)
            .unwrap_or_else(|| panic!("no {before} on {}:\n{}", self.path, self.html));
        rest.split_once(after).unwrap().0.to_owned()
    }
}

/// Status, where it leads on, what is shown.
type Answer = (StatusCode, Option<String>, String);

/// A form as it is sent.
fn encoded(token: &str, fields: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("_csrf", token);
    if !fields.iter().any(|(name, _)| *name == "_lan") {
        form.append_pair("_lan", &new_id());
    }
    form.extend_pairs(fields);
    form.finish()
}

/// Ids of what the tests send: no two alike.
fn new_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("{:032x}", NEXT.fetch_add(1, Ordering::Relaxed))
}

impl Browser {
    pub fn new(router: Router, db: Db) -> Browser {
        Browser {
            router,
            db,
            cookies: Vec::new(),
            token: String::new(),
            alone: true,
            from: [127, 0, 0, 1].into(),
            forwarded: None,
            host: "localhost:8080",
        }
    }

    /// The same browser, its cookies too, at another process.
    pub fn at(&self, city: &crate::city::City) -> Browser {
        Browser {
            router: nhip_server::router(city.app.clone()),
            db: city.app.db().clone(),
            ..self.clone()
        }
    }

    /// The file a form is answered with.
    pub async fn download(&mut self, path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
        let media = "application/x-www-form-urlencoded".to_owned();
        let form = (media, encoded(&self.token, fields).into_bytes());
        self.file(path, Some(form)).await.1
    }

    /// A file as it is downloaded.
    pub async fn bytes(&mut self, path: &str) -> Vec<u8> {
        self.file(path, None).await.1
    }

    /// The name a downloaded file is given.
    pub async fn file_name(&mut self, path: &str) -> String {
        self.file(path, None).await.0
    }

    /// What a file is said to be called, and what is in it.
    async fn file(&mut self, path: &str, body: Option<(String, Vec<u8>)>) -> (String, Vec<u8>) {
        let request = self.request(path, body);
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let said = response.headers().get(header::CONTENT_DISPOSITION);
        let said = said.map_or(String::new(), |said| said.to_str().unwrap().to_owned());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (said, bytes.to_vec())
    }

    /// A request with this browser's cookies.
    fn request(&self, path: &str, body: Option<(String, Vec<u8>)>) -> Request<Body> {
        let jar: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .uri(path)
            .extension(Peer(self.from))
            .header(header::HOST, self.host)
            .header(header::COOKIE, jar.join("; "));
        if let Some(forwarded) = self.forwarded {
            request = request.header("x-forwarded-for", forwarded);
        }
        match body {
            Some((media, bytes)) => request
                .method("POST")
                .header(header::CONTENT_TYPE, media)
                .body(Body::from(bytes)),
            None => request.body(Body::empty()),
        }
        .unwrap()
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Page {
        self.ask(path, None).await
    }

    /// Sends a form with the token of the page seen last.
    pub async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token.clone();
        self.send_with(path, &token, fields).await
    }

    /// Sends a form with a token of one's own making.
    pub async fn send_with(&mut self, path: &str, token: &str, fields: &[(&str, &str)]) -> Page {
        let body = encoded(token, fields);
        self.ask(
            path,
            Some((
                "application/x-www-form-urlencoded".to_owned(),
                body.into_bytes(),
            )),
        )
        .await
    }

    /// Sends a form with a file.
    pub async fn send_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Page {
        let mark = "nhip-test-mark";
        let mut body = Vec::new();
        let token = self.token.clone();
        let id = new_id();
        let own = [("_csrf", token.as_str()), ("_lan", id.as_str())];
        for (name, value) in own.iter().chain(fields) {
            body.extend(
                format!(
                    "--{mark}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        let (field, name, bytes) = file;
        body.extend(format!("--{mark}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{mark}--\r\n").bytes());
        self.ask(
            path,
            Some((format!("multipart/form-data; boundary={mark}"), body)),
        )
        .await
    }

    async fn ask(&mut self, path: &str, body: Option<(String, Vec<u8>)>) -> Page {
        let mut path = path.to_owned();
        let mut body = body;
        for _ in 0..8 {
            let (status, location, html) = match body.take() {
                Some(body) => self.twice(&path, body).await,
                None => self.once(&path, None).await,
            };
            match location {
                Some(next) => path = next,
                None => {
                    if let Some((_, rest)) = html.split_once("name=\"_csrf\" value=\"") {
                        self.token = rest.split('"').next().unwrap_or_default().to_owned();
                    }
                    return Page { status, path, html };
                }
            }
        }
        panic!("{path} redirects for ever");
    }

    /// Sends a form, and where it changed something sends it again, as a browser does whose
    /// connection broke before the answer came: what was done is done once, and the truth is told.
    async fn twice(&mut self, path: &str, body: (String, Vec<u8>)) -> Answer {
        let before = self.acts().await;
        let again = self.request(path, Some(body.clone()));
        let first = self.once(path, Some(body)).await;
        let after = self.acts().await;
        // Nobody has signed in yet: such a form is nobody's.
        let nobodys = ["/dang-nhap", "/dang-nhap/ma", "/bat-dau"].contains(&path);
        if self.alone
            && before < after
            && !nobodys
            && first.0.is_success() | first.0.is_redirection()
        {
            let response = self.router.clone().oneshot(again).await.unwrap();
            assert_eq!(self.acts().await, after, "{path} was done twice");
            let to = response.headers().get(header::LOCATION);
            let to = to.map(|to| to.to_str().unwrap().to_owned());
            let told = response.status().is_success() || to.is_some();
            assert!(told, "{path} sent again: {}", response.status());
            // Who has signed out meanwhile, or before anybody has signed in, is asked to.
            let asked = to.iter().any(|to| to.starts_with("/dang-nhap"));
            assert!(
                asked || first.1.is_none() || to == first.1,
                "{path}: {to:?}"
            );
        }
        first
    }

    /// How many acts the audit tells of.
    async fn acts(&self) -> i64 {
        let count = self.db.one("SELECT COUNT(*) FROM audit", Vec::new());
        let (count,): (i64,) = count.await.unwrap();
        count
    }

    async fn once(&mut self, path: &str, body: Option<(String, Vec<u8>)>) -> Answer {
        let request = self.request(path, body);
        let response = self.router.clone().oneshot(request).await.unwrap();
        for value in response.headers().get_all(header::SET_COOKIE) {
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(own, _)| own != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        let status = response.status();
        let location = response
            .headers()
            .get(header::LOCATION)
            .map(|to| to.to_str().unwrap().to_owned());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (
            status,
            location,
            String::from_utf8_lossy(&bytes).into_owned(),
        )
    }
}
