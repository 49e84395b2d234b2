//! `nhip serve`: the service, until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use clap::ArgMatches;
use nhip_office::Desk;
use nhip_server::{App, Limits};
use tokio::net::TcpListener;
use tokio::signal;

use super::database::{self, broken};
use crate::memory;
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::world::System;

/// Opens the database, brings it forward and serves.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    memory::give_back_at_once();
    let name = matches.get_one::<String>("database");
    on(matches, screen, name.map_or("", String::as_str))
}

/// Serves a database until told to stop.
pub fn on(matches: &ArgMatches, screen: &Screen, name: &str) -> Result<Outcome, Failure> {
    let address = matches.get_one::<String>("listen");
    let secure = matches.try_get_one("https").ok().flatten() == Some(&true);
    let password = smtp_password(matches)?;
    let stop = async {
        // Without a signal to wait for, the service runs until it is killed, which loses nothing.
        if told_to_stop().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    database::runtime()?.block_on(async {
        let db = database::open(name).await?;
        let listener = listen(address.map_or("", String::as_str)).await?;
        let at = listener
            .local_addr()
            .map_err(|error| broken(&error.to_string()))?;
        screen.print(&format!(
            "{} http://{at}\n",
            screen.pick("Nhịp đang chạy tại", "Nhịp runs at")
        ))?;
        let app = App::at(Desk::new(db, Arc::new(System), password), secure);
        nhip_server::serve(listener, app, Limits::default(), stop)
            .await
            .map_err(|error| broken(&error.to_string()))
    })?;
    Ok(Outcome::Done)
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

#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    let mut end = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        _ = end.recv() => Ok(()),
        pressed = signal::ctrl_c() => pressed,
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    signal::ctrl_c().await
}
