//! A city kept by an older program: its whole month, as the backup of that day has it, comes forward
//! into either database and nothing of it is lost.

use std::path::{Path, PathBuf};

use nhip_core::period::Month;
use nhip_store::db::Db;
use nhip_store::{account, consolidation, migrate, plan, report, values};

use crate::nhip;

/// Backed up when migration 3 was the last: four wards, one month, one report in two versions, a
/// signed consolidation and its successor.
fn backup() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/data/sao-luu-0003.zip")
}

async fn open(database: &str) -> Db {
    match database.starts_with("postgres:") {
        true => Db::connect(database).await.unwrap(),
        false => Db::open(Path::new(database)).await.unwrap(),
    }
}

/// An empty database of each kind there is.
async fn databases(folder: &Path) -> Vec<String> {
    let mut found = vec![folder.join("nhip.db").to_string_lossy().into_owned()];
    if let Ok(server) = std::env::var("NHIP_TEST_POSTGRES") {
        let name = format!("nhip_older_{}", std::process::id());
        let admin = Db::connect(&server).await.unwrap();
        let create: &'static str = format!("CREATE DATABASE {name}").leak();
        admin.run(create, values![]).await.unwrap();
        admin.close().await;
        found.push(server.replacen("/postgres", &format!("/{name}"), 1));
    }
    found
}

#[test]
fn a_filled_database_of_an_older_program_comes_forward_whole() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(restored());
}

async fn restored() {
    let folder = tempfile::tempdir().unwrap();
    let backup = backup().to_string_lossy().into_owned();
    for database in databases(folder.path()).await {
        let ran = nhip(["restore", &backup, "--database", &database]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        for command in [&["doctor"][..], &["audit", "verify"]] {
            let ran = nhip([command, &["--database", &database]].concat());
            assert_eq!(ran.code, Some(0), "{database}: {}", ran.err);
        }
        let db = open(&database).await;
        assert!(migrate::reached(&db).await.unwrap() > 3);
        let plans = plan::all(&db).await.unwrap();
        let plan = &plans[0];
        assert_eq!(plan.due.day_of_month, 23);
        let month = Month::parse("2026-11").unwrap();
        let reports = report::of_month(&db, &plan.id, month).await.unwrap();
        assert_eq!(reports.len(), 5, "four wards, one of them twice");
        let accounts = account::by_login(&db, "daumoi").await.unwrap();
        assert_eq!(accounts.unwrap().name, "Cán bộ daumoi");
        let heads = consolidation::all(&db).await.unwrap();
        let newest = heads.iter().max_by_key(|head| head.version).unwrap();
        let joined = consolidation::result(&db, &newest.id).await.unwrap();
        assert_eq!((newest.version, joined.units.len()), (2, 4));
        db.close().await;
        follows(&database, folder.path());
    }
}

/// A server that only follows another is read by every command that reads, and by no other.
fn follows(database: &str, folder: &Path) {
    if !database.starts_with("postgres:") {
        return;
    }
    let standby = format!("{database}&options[default_transaction_read_only]=on");
    let to = |name: &str| folder.join(name).to_string_lossy().into_owned();
    for command in [
        &["audit", "verify"][..],
        &["doctor"],
        &["backup", &to("a.zip")],
        &["export", &to("xuat")],
    ] {
        let ran = nhip([command, &["--database", &standby]].concat());
        assert_eq!(ran.code, Some(0), "{command:?}: {}", ran.err);
    }
    let again = to("lai.db");
    let ran = nhip(["restore", &to("a.zip"), "--database", &again]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let ran = nhip(["restore", &to("a.zip"), "--database", database]);
    assert!(ran.err.contains("đã có dữ liệu"), "{}", ran.err);
}
