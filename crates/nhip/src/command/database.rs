//! The database of `--database`: opened and brought forward, or a sentence that says why not.

use std::path::Path;

use nhip_office::clock::World;
use nhip_store::db::Db;
use nhip_store::migrate::Standing;
use nhip_store::{StoreError, migrate};
use tokio::runtime::Runtime;
use tokio::signal;

use super::scratch;
use crate::outcome::Failure;
use crate::world::System;

/// Exit code of a command that was told to stop, as shells have it.
const STOPPED: i32 = 128 + 15;

/// What asynchronous work runs on.
pub fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| broken(&error.to_string()))
}

/// As [`runtime`], for a command that makes something aside: told to stop, it leaves nothing there.
pub fn stoppable() -> Result<Runtime, Failure> {
    let runtime = runtime()?;
    runtime.spawn(async {
        if told_to_stop().await.is_ok() {
            scratch::clear();
            std::process::exit(STOPPED);
        }
    });
    Ok(runtime)
}

#[cfg(unix)]
pub(super) async fn told_to_stop() -> std::io::Result<()> {
    let mut end = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        _ = end.recv() => Ok(()),
        pressed = signal::ctrl_c() => pressed,
    }
}

#[cfg(not(unix))]
pub(super) async fn told_to_stop() -> std::io::Result<()> {
    signal::ctrl_c().await
}

/// Whether a name is a server's address.
pub fn is_server(name: &str) -> bool {
    name.starts_with("postgres://") || name.starts_with("postgresql://")
}

/// Whether a file says that nobody is to write it. (A server says so when it is asked to.)
pub fn is_locked(name: &str) -> bool {
    let file = std::fs::metadata(name);
    !is_server(name) && file.is_ok_and(|file| file.permissions().readonly())
}

/// The database, as it is; a file is made if need be.
pub async fn connect(name: &str) -> Result<Db, Failure> {
    refuse_several(name)?;
    let opened = match is_server(name) {
        true => Db::connect(name).await,
        false => Db::open(Path::new(name)).await,
    };
    opened.map_err(|error| closed(name, &error))
}

/// The database, brought forward: for what nobody would miss.
pub async fn open(name: &str) -> Result<Db, Failure> {
    let db = connect(name).await?;
    let forward = migrate::forward(&db, System.now()).await;
    forward.map_err(|error| closed(name, &error))?;
    Ok(db)
}

/// The database to write, which must be there and as this program wants it.
pub async fn existing(name: &str) -> Result<Db, Failure> {
    current_to_read(name).await?.close().await;
    connect(name).await
}

/// The database as it stands at this moment, whichever version of ours left it; none but read.
pub async fn to_read(name: &str) -> Result<Db, Failure> {
    if !is_server(name) && !Path::new(name).is_file() {
        return Err(Failure::new(
            format!("Không có tệp dữ liệu “{name}”; hãy chỉ đúng tệp bằng --database."),
            format!("There is no database file “{name}”; name it with --database."),
        ));
    }
    refuse_several(name)?;
    let opened = match is_server(name) {
        true => Db::connect_to_read(name).await,
        false => Db::open_to_read(Path::new(name)).await,
    };
    let db = opened.map_err(|error| closed(name, &error))?;
    match standing(&db, name).await? {
        Standing::New => Err(Failure::new(
            "Cơ sở dữ liệu này chưa có gì của Nhịp; hãy chỉ đúng tệp hoặc địa chỉ bằng --database.",
            "This database holds nothing of Nhịp's; name the right one with --database.",
        )),
        Standing::Older(_) | Standing::Current => Ok(db),
    }
}

/// As [`to_read`], as this program wants it: what reads more than rows knows no older columns.
pub async fn current_to_read(name: &str) -> Result<Db, Failure> {
    let db = to_read(name).await?;
    match standing(&db, name).await? {
        Standing::Older(at) => {
            let newest = migrate::newest();
            Err(Failure::new(
                format!(
                    "Cơ sở dữ liệu này do phiên bản cũ hơn để lại (bước {at}, chương trình này cần {newest}). Hãy chạy nhip serve một lần: dịch vụ tự sao lưu rồi nâng cấp; sau đó chạy lại lệnh này."
                ),
                format!(
                    "An older version left this database (step {at}; this program wants {newest}). Run nhip serve once: it makes a backup by itself and brings the data forward; then run this again."
                ),
            ))
        }
        Standing::New | Standing::Current => Ok(db),
    }
}

/// How the database stands to this program.
pub async fn standing(db: &Db, name: &str) -> Result<Standing, Failure> {
    let standing = migrate::standing(db).await;
    standing.map_err(|error| closed(name, &error))
}

/// One address, one server: of several we would see only the first, and go on without a word when
/// it is no longer the one that writes.
fn refuse_several(name: &str) -> Result<(), Failure> {
    let (address, asked) = name.split_once('?').unwrap_or((name, ""));
    let host = address.rsplit('@').next().unwrap_or_default();
    let mut asked = asked.split('&');
    let several = host.contains(',')
        || asked.any(|one| one.starts_with("host") && (one.contains(',') || one.contains("%2C")));
    match several && is_server(name) {
        true => Err(Failure::new(
            "Địa chỉ PostgreSQL có nhiều máy chủ; Nhịp chỉ nhận một. Hãy đặt HAProxy hoặc một địa chỉ chuyển theo máy chính phía trước, rồi ghi một địa chỉ ấy vào --database.",
            "The PostgreSQL address names several hosts; Nhịp takes one. Put HAProxy or an address that follows the primary before them, and name that one with --database.",
        )),
        false => Ok(()),
    }
}

/// A server's address may hold a password, so it is not repeated.
fn closed(name: &str, error: &StoreError) -> Failure {
    let (vi, en) = match is_server(name) {
        true => ("PostgreSQL".to_owned(), "PostgreSQL".to_owned()),
        false => (
            format!("tệp dữ liệu “{name}”"),
            format!("the database file “{name}”"),
        ),
    };
    Failure::new(
        format!(
            "Không mở được {vi}: {error}. Hãy kiểm tra đường dẫn, quyền ghi và phiên bản chương trình."
        ),
        format!(
            "Cannot open {en}: {error}. Check the path, the right to write, and the program's version."
        ),
    )
}

/// The database or the service failed at work.
pub fn broken(error: &str) -> Failure {
    Failure::new(
        format!("Dừng vì lỗi: {error}."),
        format!("Stopped: {error}."),
    )
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        broken(&error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_several_hosts_is_refused_and_a_comma_elsewhere_is_not() {
        for several in [
            "postgres://a,b/nhip",
            "postgresql://me:x@a:1,b:2/nhip?sslmode=require",
            "postgres:///nhip?host=a,b",
        ] {
            assert!(refuse_several(several).is_err(), "{several}");
        }
        for one in [
            "postgres://me:a,b@host/nhip",
            "a,b.db",
            "postgres://a/nhip?options=a,b",
        ] {
            assert!(refuse_several(one).is_ok(), "{one}");
        }
    }
}
