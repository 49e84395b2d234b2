//! Who sends slowly, or too much, or nothing: each is let go in time, and nobody else waits.
//!
//! Promised deadlines are asserted with threefold slack; how long somebody sends slowly is told by
//! the limits the service is given here.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::net::SocketAddr;
use std::time::Duration;

use nhip_server::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::city::{City, on_both};

/// For what the limits below let happen in a fifth of a second.
const SOON: Duration = Duration::from_secs(10);
/// Everybody else's page, promised within half a second.
const PAGE: Duration = Duration::from_millis(1500);

fn short() -> Limits {
    Limits {
        head: Duration::from_millis(200),
        piece: Duration::from_millis(200),
        stop: Duration::from_millis(400),
        ..Limits::default()
    }
}

/// The service on a port of its own.
struct Running {
    at: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<std::io::Result<()>>,
}

impl Running {
    async fn of(city: &City, limits: Limits) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, told) = oneshot::channel::<()>();
        let served = nhip_server::serve(listener, city.app.clone(), limits, async move {
            told.await.ok();
        });
        Running {
            at,
            stop: Some(stop),
            ended: tokio::spawn(served),
        }
    }

    async fn sent(&self, what: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.at).await.unwrap();
        stream.write_all(what.as_bytes()).await.unwrap();
        stream
    }

    /// A page, and how long it took.
    async fn page(&self) -> Duration {
        let began = Instant::now();
        let stream = self
            .sent("GET /dang-nhap HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .await;
        let said = rest(stream).await;
        assert!(
            said.starts_with("HTTP/1.1 200") || said.starts_with("HTTP/1.1 303"),
            "{said}"
        );
        began.elapsed()
    }

    fn tell(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }
}

/// All that is still said, until the service hangs up.
async fn rest(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    // A connection reset is an end as well.
    timeout(SOON, stream.read_to_end(&mut said))
        .await
        .unwrap()
        .ok();
    String::from_utf8_lossy(&said).into_owned()
}

const FORM: &str = "POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n_csrf=";

#[tokio::test]
async fn a_head_that_never_ends_and_a_connection_left_open_are_let_go() {
    on_both(|city| async move {
        let running = Running::of(&city, short()).await;
        assert_eq!(rest(running.sent("").await).await, "");
        let half = rest(running.sent("GET /dang-nhap HTTP/1.1\r\nHos").await).await;
        assert!(
            half.is_empty() || half.starts_with("HTTP/1.1 408"),
            "{half}"
        );
        let kept = running.sent("GET /song HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(rest(kept).await.ends_with("ok\n"));
    })
    .await;
}

#[tokio::test]
async fn a_body_that_stops_or_drips_is_given_up_with_a_sentence() {
    on_both(|city| async move {
        city.begun().await;
        let running = Running::of(&city, short()).await;
        let stopped = rest(running.sent(FORM).await).await;
        assert!(stopped.starts_with("HTTP/1.1 4"), "{stopped}");
        let slow = Limits {
            pace: 1 << 20,
            ..short()
        };
        let running = Running::of(&city, slow).await;
        let mut stream = running.sent(FORM).await;
        let (mut said, began) = ([0; 12], Instant::now());
        // A byte every twentieth of a second: far quicker than a piece may be late.
        let read = loop {
            assert!(began.elapsed() < SOON, "who drips is served for ever");
            if stream.write_all(b"a").await.is_err() {
                break 0;
            }
            if let Ok(read) = timeout(Duration::from_millis(50), stream.read(&mut said)).await {
                break read.unwrap_or(0);
            }
        };
        assert!(read == 0 || said.starts_with(b"HTTP/1.1 4"));
    })
    .await;
}

#[tokio::test]
async fn who_comes_when_all_seats_are_taken_gets_that_of_the_longest_silent() {
    on_both(|city| async move {
        city.begun().await;
        let limits = Limits {
            connections: 3,
            ..Limits::default()
        };
        let running = Running::of(&city, limits).await;
        let mut silent = Vec::new();
        for _ in 0..3 {
            silent.push(running.sent("GET /").await);
        }
        running.page().await;
        assert_eq!(rest(silent.remove(0)).await, "");
    })
    .await;
}

#[tokio::test]
async fn a_thousand_half_sent_requests_keep_nobody_waiting() {
    on_both(|city| async move {
        city.begun().await;
        let files = rlimit::increase_nofile_limit(4096).unwrap();
        // Both ends are here. Where the system allows fewer, so many are tried.
        let many = usize::try_from(files / 2)
            .unwrap()
            .saturating_sub(150)
            .min(1000);
        assert!(many >= 100, "only {files} files may be open");
        let running = Running::of(&city, Limits::default()).await;
        let mut held = Vec::new();
        for n in 0..many {
            let what = if n % 2 == 0 {
                "GET /dang-nhap HTTP/1.1\r\nA: "
            } else {
                FORM
            };
            held.push(running.sent(what).await);
        }
        for _ in 0..10 {
            let took = running.page().await;
            assert!(took < PAGE, "{took:?} beside {many} half-sent requests");
        }
    })
    .await;
}

#[tokio::test]
async fn told_to_stop_the_service_finishes_what_was_begun_and_waits_for_nobody_else() {
    on_both(|city| async move {
        city.begun().await;
        let limits = Limits { stop: Duration::from_secs(4), ..Limits::default() };
        let mut running = Running::of(&city, limits).await;
        let mut begun = running.sent("POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n").await;
        // The service asks for the body: the request has begun.
        let mut asked = [0; 25];
        timeout(SOON, begun.read_exact(&mut asked)).await.unwrap().unwrap();
        assert!(asked.starts_with(b"HTTP/1.1 100"));
        let _hanging = running.sent(FORM).await;
        running.tell();
        begun.write_all(b"_csrf=abc").await.unwrap();
        let said = rest(begun).await;
        assert!(said.starts_with("HTTP/1.1 409"), "{said}");
        let told = Instant::now();
        timeout(SOON * 2, running.ended).await.unwrap().unwrap().unwrap();
        assert!(told.elapsed() < Duration::from_secs(15));
        assert!(TcpStream::connect(running.at).await.is_err());
    })
    .await;
}

/// One line of so many bytes that does not pack as a bomb does.
fn endless(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 20);
    let mut n = 1_u32;
    while text.len() < bytes {
        n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        write!(text, "{} hộ, ", n >> 8).unwrap();
    }
    text
}

/// A Word file of paragraphs.
fn docx(paragraphs: usize, text: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
    );
    part(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
    );
    let mut body = String::new();
    for _ in 0..paragraphs {
        write!(body, "<w:p><w:r><w:t>{text}</w:t></w:r></w:p>").unwrap();
    }
    part(
        "word/document.xml",
        &format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
        ),
    );
    archive.finish().unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worst_texts_are_read_beside_the_pages_of_everybody_else() {
    on_both(|city| async move {
        let mut admin = city.begun().await;
        let top = city.app.units().await.unwrap().top().unwrap().to_owned();
        let hoa = city.person(&mut admin, &top, "hoa", &["coordinator"]).await;
        let running = Running::of(&city, Limits::default()).await;
        let endless = docx(1, &endless(28 << 20));
        let long = docx(
            3,
            &"Lũy kế 12 buổi, trong đó 3 buổi lưu động. ".repeat(2_000),
        );
        let mut reading = Vec::new();
        for bytes in [&endless, &long, &endless, &long].map(Clone::clone) {
            let (mut hoa, form) = (hoa.clone(), format!("/ke-hoach/moi/{top}"));
            reading.push(tokio::spawn(async move {
                hoa.get(&form).await.is(200);
                hoa.send_file(&form, &[], ("tep", "ke-hoach.docx", &bytes))
                    .await
            }));
        }
        while reading.iter().any(|one| !one.is_finished()) {
            let took = running.page().await;
            assert!(took < PAGE, "{took:?} while files are read");
        }
        let first = reading.remove(0).await.unwrap();
        first.is(200).says("một đoạn dài hàng chục trang");
    })
    .await;
}

#[tokio::test]
async fn alive_needs_no_database_and_ready_needs_all_of_it() {
    on_both(|city| async move {
        let mut browser = city.browser();
        browser.get("/song").await.is(200).says("ok");
        browser.get("/san-sang").await.is(200).says("ok");
        let twin = city.twin().await;
        twin.app.db().close().await;
        let mut browser = twin.browser();
        browser.get("/song").await.is(200).says("ok");
        browser.get("/san-sang").await.is(503).says("database");
    })
    .await;
}
