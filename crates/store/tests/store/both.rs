//! A database of its own for each test, on each of the two.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use nhip_store::db::Db;
use nhip_store::{Time, migrate, values};

/// 23 November 2026, 09:00 in Vietnam.
pub const NOW: Time = Time(1_795_399_200_000_000);

/// Where a PostgreSQL server for tests listens; `./test` starts one.
const SERVER: &str = "NHIP_TEST_POSTGRES";

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Runs a test on an empty database of each kind.
pub async fn on_both<F: Future<Output = ()>>(test: impl Fn(Db) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&folder.path().join("nhip.db")).await.unwrap();
    migrate::forward(&db, NOW).await.unwrap();
    test(db.clone()).await;
    db.close().await;
    if let Some(db) = on_server().await {
        migrate::forward(&db, NOW).await.unwrap();
        test(db.clone()).await;
        db.close().await;
    }
}

/// An empty database on the server, if there is one.
pub async fn on_server() -> Option<Db> {
    let Ok(server) = std::env::var(SERVER) else {
        eprintln!("{SERVER} is not set: PostgreSQL is left out (./test sets it)");
        return None;
    };
    let name = format!(
        "nhip_test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let admin = Db::connect(&server).await.unwrap();
    let create: &'static str = format!("CREATE DATABASE {name}").leak();
    admin.run(create, values![]).await.unwrap();
    admin.close().await;
    let own = server.replacen("/postgres", &format!("/{name}"), 1);
    Some(Db::connect(&own).await.unwrap())
}
