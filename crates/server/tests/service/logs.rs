//! What the log tells: each fault once, by its route's pattern; and nothing of who asked for what.

use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use nhip_server::Peer;
use nhip_server::routes::TABLE;
use tower::ServiceExt;
use tracing_subscriber::fmt::MakeWriter;

use crate::city::on_both;

/// Stands in every place of a request that whoever asks can write in.
const MARK: &str = "dauhieurieng";
const PEER: [u8; 4] = [203, 0, 113, 77];

/// Lines written so far.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Lines;

    fn make_writer(&self) -> Lines {
        self.clone()
    }
}

impl Lines {
    fn taken(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap()
    }
}

/// Asks by a route, with the mark everywhere; the answer's status.
async fn asked(router: &Router, method: &str, pattern: &str) -> u16 {
    let mut path = String::new();
    for part in pattern.split('/').skip(1) {
        path.push('/');
        path.push_str(if part.starts_with('{') { MARK } else { part });
    }
    let session = format!("nhip={MARK}; nhip-phien={MARK}; nhip-ngon-ngu={MARK}; {MARK}={MARK}");
    let mut request = Request::builder()
        .method(method)
        .uri(format!("{path}?q={MARK}&thang={MARK}"))
        .header(header::COOKIE, session)
        .header(header::USER_AGENT, MARK)
        .header(header::REFERER, format!("http://x/{MARK}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!(
            "_csrf={MARK}&ten={MARK}&mat-khau={MARK}"
        )))
        .unwrap();
    request.extensions_mut().insert(Peer(IpAddr::from(PEER)));
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    to_bytes(response.into_body(), usize::MAX).await.unwrap();
    status
}

#[tokio::test]
async fn each_fault_is_told_once_by_its_pattern_and_nothing_of_who_asked() {
    let lines = Lines::default();
    let told = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(lines.clone())
        .with_ansi(false)
        .finish();
    let _heard = tracing::subscriber::set_default(told);
    on_both(|city| {
        let lines = lines.clone();
        async move {
            city.begun().await;
            let router = nhip_server::router(city.app.clone());
            lines.taken();
            for broken in [false, true] {
                if broken {
                    for gone in [
                        "ALTER TABLE setting RENAME TO gone_setting",
                        "ALTER TABLE session RENAME TO gone_session",
                    ] {
                        city.app.db().run(gone, Vec::new()).await.unwrap();
                    }
                }
                let mut faults = 0;
                for route in TABLE {
                    let status = asked(&router, route.method, route.path).await;
                    let told = lines.taken();
                    let fault = status >= 500;
                    faults += usize::from(fault);
                    let ours: Vec<&str> = told
                        .lines()
                        .filter(|line| line.contains("nhip::fault"))
                        .collect();
                    assert_eq!(
                        ours.len(),
                        usize::from(fault),
                        "{} {}: {status}\n{told}",
                        route.method,
                        route.path
                    );
                    if fault {
                        let pattern = format!("route=\"{}\"", route.path);
                        assert!(ours[0].contains(&pattern), "{}", ours[0]);
                        assert!(ours[0].contains(&format!("method=\"{}\"", route.method)));
                        assert!(ours[0].contains("status=500") && ours[0].contains("ms="));
                        assert!(ours[0].contains("cause=\"") && !ours[0].contains("cause=\"\""));
                    }
                    // What libraries tell is not written; what we tell says nothing of this.
                    let ours = told.lines().filter(|line| line.contains("nhip"));
                    for line in ours {
                        assert!(
                            !line.contains(MARK) && !line.contains("203.0.113"),
                            "{line}"
                        );
                    }
                }
                assert_eq!(faults > TABLE.len() / 2, broken, "{faults} faults");
            }
        }
    })
    .await;
}
