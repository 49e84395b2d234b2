//! What is backed up from one database comes back whole in the other.

use nhip_core::audit::{By, Kind};
use nhip_store::backup::{self, Still, Table};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::{audit, migrate, plan, setting};
use serde_json::{Map, Value};

use crate::both::{NOW, on_both, on_server};

async fn filled(db: &Db) {
    for n in 0..3 {
        let mut change = Change::begin(db, NOW, By::Account("a1".into()))
            .await
            .unwrap();
        let name = format!("city.{n}");
        setting::set(change.tx(), &name, &"Lạc Giang “Đẹp” \\ \u{1F33F}")
            .await
            .unwrap();
        let content = vec![0, 255, n, b'\n'];
        plan::keep_document(change.tx(), &name, "kế hoạch.docx", content, NOW)
            .await
            .unwrap();
        change
            .commit(Told::of(Kind::SettingsChanged, name))
            .await
            .unwrap();
    }
}

async fn dump(db: &Db) -> Vec<(Table, Vec<String>)> {
    let folder = tempfile::tempdir().unwrap();
    let mut still = Still::of(db, folder.path()).await.unwrap();
    let mut all = Vec::new();
    for table in still.tables().await.unwrap() {
        let rows = still.rows(&table, 0).await.unwrap();
        let further = i64::try_from(rows.len()).unwrap();
        assert!(still.rows(&table, further).await.unwrap().is_empty());
        all.push((table, rows));
    }
    still.close().await;
    all
}

/// Rows as values: the two databases put different spaces into the same JSON.
fn meant(dump: &[(Table, Vec<String>)]) -> Vec<(String, Vec<Value>)> {
    let parse = |row: &String| serde_json::from_str(row).unwrap();
    dump.iter()
        .map(|(table, rows)| (table.name.clone(), rows.iter().map(parse).collect()))
        .collect()
}

async fn restore(db: &Db, dump: &[(Table, Vec<String>)]) {
    let mut tx = db.begin().await.unwrap();
    backup::clear(&mut tx).await.unwrap();
    let tables = backup::tables(db).await.unwrap();
    for (from, rows) in dump {
        let table = tables.iter().find(|table| table.name == from.name).unwrap();
        let rows: Vec<Map<String, Value>> = rows
            .iter()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect();
        backup::load(&mut tx, table, &rows).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_backup_comes_back_whole_in_a_new_file() {
    on_both(|db| async move {
        filled(&db).await;
        let first = dump(&db).await;
        assert!(first.len() > 10, "only {} tables", first.len());
        let folder = tempfile::tempdir().unwrap();
        let other = Db::open(&folder.path().join("b.db")).await.unwrap();
        migrate::forward(&other, NOW).await.unwrap();
        assert!(backup::is_empty(&other).await.unwrap());
        restore(&other, &first).await;
        assert_eq!(meant(&dump(&other).await), meant(&first));
        assert_eq!(audit::check(&other).await.unwrap(), Ok(3));
        let (name, content) = plan::document(&other, "city.2").await.unwrap();
        assert_eq!(
            (name.as_str(), content.as_slice()),
            ("kế hoạch.docx", &[0, 255, 2, b'\n'][..])
        );
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_city_that_has_grown_moves_to_a_server() {
    let Some(server) = on_server().await else {
        return;
    };
    migrate::forward(&server, NOW).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let small = Db::open(&folder.path().join("a.db")).await.unwrap();
    migrate::forward(&small, NOW).await.unwrap();
    filled(&small).await;
    let first = dump(&small).await;
    restore(&server, &first).await;
    assert_eq!(meant(&dump(&server).await), meant(&first));
    assert_eq!(audit::check(&server).await.unwrap(), Ok(3));
    server.close().await;
}

#[tokio::test]
async fn every_table_of_the_database_is_in_the_backup() {
    on_both(|db| async move {
        let (sqlite, postgres) = (
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' AND name <> 'migration'",
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name NOT LIKE 'search_%' AND table_name <> 'migration'",
        );
        let sql = nhip_store::db::Sql::Each { sqlite, postgres };
        let (count,): (i64,) = db.one(sql, Vec::new()).await.unwrap();
        let tables = backup::tables(&db).await.unwrap();
        assert_eq!(i64::try_from(tables.len()).unwrap(), count);
    })
    .await;
}
