//! `nhip serve`: the service, until it is told to stop.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use clap::ArgMatches;
use nhip_office::desk::Secrets;
use nhip_office::key::Key;
use nhip_office::{Desk, second_factor};
use nhip_server::{App, Limits};
use nhip_store::account;
use tokio::net::TcpListener;
use tracing::info;

use super::database::{self, broken};
use super::forward;
use crate::log;
use crate::memory;
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::world::System;

/// Files the service opens itself: databases, certificates, what it reads.
const OWN_FILES: u64 = 128;
/// Connections there are in any case.
const FEWEST: usize = 64;

/// Opens the database, brings it forward and serves.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    memory::give_back_at_once();
    log::begin(
        matches
            .get_one("log")
            .is_some_and(|form: &String| form == "json"),
    );
    let name = matches.get_one::<String>("database");
    on(matches, screen, name.map_or("", String::as_str))
}

/// Serves a database until told to stop.
pub fn on(matches: &ArgMatches, screen: &Screen, name: &str) -> Result<Outcome, Failure> {
    let address = matches.get_one::<String>("listen");
    let secure = matches.try_get_one("https").ok().flatten() == Some(&true);
    let password = smtp_password(matches)?;
    let key_file: Option<&String> = matches.try_get_one("key-file").ok().flatten();
    let stop = async {
        // Without a signal to wait for, the service runs until it is killed, which loses nothing.
        if database::told_to_stop().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let runtime = database::runtime()?;
    let served = runtime.block_on(async {
        // Before anything is made: a wrong address leaves no database behind.
        let listener = listen(address.map_or("", String::as_str)).await?;
        let db = forward::opened(matches, screen, name).await?;
        let db = db.in_time().await;
        let kind = if db.is_postgres() {
            "postgres"
        } else {
            "sqlite"
        };
        let at = listener
            .local_addr()
            .map_err(|error| broken(&error.to_string()))?;
        let key = key(key_file, name)?;
        let desk = Desk::new(
            db,
            Arc::new(System),
            Secrets {
                smtp_password: password,
                key,
            },
        );
        let runs = screen.pick("Nhịp đang chạy tại", "Nhịp runs at");
        let first = said_first(screen, &desk).await?;
        match screen.print(&format!("{runs} http://{at}\n{first}")) {
            // Nobody reads any more who started it: the service is for others.
            Err(Failure::ReaderGone) => {}
            said => said?,
        }
        let app = App::at(desk, secure);
        let version = env!("CARGO_PKG_VERSION");
        info!(target: "nhip::run", version, database = kind, at = %at, https = secure, "started");
        let served = nhip_server::serve(listener, app, limits(), stop).await;
        info!(target: "nhip::run", "stopped");
        served.map_err(|error| broken(&error.to_string()))
    });
    // A file still being read for somebody who is gone is not waited for.
    runtime.shutdown_background();
    served.map(|()| Outcome::Done)
}

/// As many connections as the machine allows beside the files the service needs itself.
fn limits() -> Limits {
    let usual = Limits::default();
    let wanted = u64::try_from(usual.connections).unwrap_or(u64::MAX) + OWN_FILES;
    let files = rlimit::increase_nofile_limit(wanted)
        .or_else(|_| rlimit::Resource::NOFILE.get_soft())
        .unwrap_or(0);
    let connections = usize::try_from(files.saturating_sub(OWN_FILES)).unwrap_or(0);
    Limits {
        connections: usual.connections.min(connections.max(FEWEST)),
        ..usual
    }
}

/// What whoever starts the service has to know: the code of the first visit, and a key that is not
/// the one it was.
async fn said_first(screen: &Screen, desk: &Desk) -> Result<String, Failure> {
    let mut said = String::new();
    if !account::any(desk.db()).await? {
        let what = screen.pick(
            "Mã khởi động, hỏi khi lập hệ thống từ máy khác:",
            "Start code, asked when the system is set up from another machine:",
        );
        said = format!("{what} {}\n", desk.first_code());
    }
    let closed = second_factor::closed(desk)
        .await
        .map_err(|_| broken("second_factor"))?;
    if closed > 0 {
        said += screen.pick(
            &format!("Tệp khóa không phải tệp cũ: {closed} người chỉ vào được bằng mã khôi phục. Hãy đặt lại tệp khóa cũ rồi khởi động lại.\n"),
            &format!("The key file is not the one it was: {closed} people get in by recovery codes only. Put the old key file back and start again.\n"),
        );
    }
    Ok(said)
}

/// The key of the key file: `--key-file`, or beside the database; made when it is not there.
fn key(file: Option<&String>, database: &str) -> Result<Key, Failure> {
    let beside = match database.starts_with("postgres") {
        true => "nhip.key".to_owned(),
        false => format!("{database}.key"),
    };
    let file = file.unwrap_or(&beside);
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(
            format!("Không đọc được tệp khóa “{file}” ({error})."),
            format!("The key file “{file}” cannot be read ({error})."),
        )
    };
    match std::fs::read_to_string(file) {
        Ok(text) => Key::parse(&text).ok_or_else(|| failed(&"?")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let (key, text) = Key::make(&System);
            secret_file(file, &text).map_err(|error| failed(&error))?;
            Ok(key)
        }
        Err(error) => Err(failed(&error)),
    }
}

/// Writes a file nobody else reads, and nothing over one that is there.
fn secret_file(file: &str, text: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The first line of the file that was named. A file, for what stands in the environment or among
/// the arguments is seen by every child process and by everybody on the machine.
fn smtp_password(matches: &ArgMatches) -> Result<Option<String>, Failure> {
    let file: Option<&String> = matches.try_get_one("smtp-password-file").ok().flatten();
    let Some(file) = file else {
        return Ok(None);
    };
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::new(
            format!("Không đọc được tệp mật khẩu “{file}” ({error})."),
            format!("The password file “{file}” cannot be read ({error})."),
        )
    })?;
    let first = text.lines().next().unwrap_or_default().trim().to_owned();
    Ok(Some(first).filter(|password| !password.is_empty()))
}

async fn listen(address: &str) -> Result<TcpListener, Failure> {
    let parsed: SocketAddr = address.parse().map_err(|_| {
        Failure::new(
            format!("--listen cần địa chỉ như 127.0.0.1:8080, không phải “{address}”."),
            format!("--listen takes an address like 127.0.0.1:8080, not “{address}”."),
        )
    })?;
    TcpListener::bind(parsed).await.map_err(|error| {
        Failure::new(
            format!("Không nghe được ở {address} ({error}); có thể cổng đang được dùng. Hãy chọn cổng khác bằng --listen."),
            format!("Cannot listen on {address} ({error}); the port may be in use. Choose another with --listen."),
        )
    })
}
