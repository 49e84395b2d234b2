//! The database of `--database`: opened and brought forward, or a sentence that says why not.

use std::path::Path;

use nhip_office::clock::World;
use nhip_store::db::Db;
use nhip_store::{StoreError, migrate};
use tokio::runtime::Runtime;

use crate::outcome::Failure;
use crate::world::System;

/// What asynchronous work runs on.
pub fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| broken(&error.to_string()))
}

/// Whether a name is a server's address.
fn is_server(name: &str) -> bool {
    name.starts_with("postgres://") || name.starts_with("postgresql://")
}

/// The database, as it is; a file is made if need be.
pub async fn connect(name: &str) -> Result<Db, Failure> {
    let opened = match is_server(name) {
        true => Db::connect(name).await,
        false => Db::open(Path::new(name)).await,
    };
    opened.map_err(|error| closed(name, &error))
}

/// The database, brought forward.
pub async fn open(name: &str) -> Result<Db, Failure> {
    let db = connect(name).await?;
    let forward = migrate::forward(&db, System.now()).await;
    forward.map_err(|error| closed(name, &error))?;
    Ok(db)
}

/// The database, which must be there already.
pub async fn existing(name: &str) -> Result<Db, Failure> {
    if !is_server(name) && !Path::new(name).is_file() {
        return Err(Failure::new(
            format!("Không có tệp dữ liệu “{name}”; hãy chỉ đúng tệp bằng --database."),
            format!("There is no database file “{name}”; name it with --database."),
        ));
    }
    open(name).await
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
