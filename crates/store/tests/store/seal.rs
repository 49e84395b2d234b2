//! Whatever is changed behind the program's back is told of, with its table and its row.

use std::collections::BTreeMap;

use nhip_core::audit::{By, Head, Kind};
use nhip_store::change::{Change, Told};
use nhip_store::db::{Db, Sql, Tx};
use nhip_store::seal::{EXCEPTIONS, Examined, examine, examine_in};
use nhip_store::{migrate, values};

use crate::both::{NOW, on_both, on_server};

/// A column: its name, its kind, whether it may be null.
struct Column {
    name: String,
    kind: String,
    nullable: bool,
}

/// The tables as the database has them.
async fn schema(db: &Db) -> BTreeMap<String, Vec<Column>> {
    let columns: Vec<(String, String, String, i64)> = db
        .all(
            Sql::Each {
                sqlite: "SELECT sqlite_master.name, info.name, lower(info.type), 1 - info.\"notnull\" - (info.pk > 0)
                         FROM sqlite_master JOIN pragma_table_info(sqlite_master.name) AS info
                         WHERE sqlite_master.type = 'table' AND sqlite_master.name NOT LIKE 'search%' AND sqlite_master.name NOT LIKE 'sqlite%'
                         ORDER BY sqlite_master.name, info.cid",
                postgres: "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT),
                             CAST(CASE is_nullable WHEN 'YES' THEN 1 ELSE 0 END AS BIGINT)
                           FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE 'search%'
                           ORDER BY table_name, ordinal_position",
            },
            values![],
        )
        .await
        .unwrap();
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for (table, name, kind, nullable) in columns {
        let column = Column {
            name,
            kind,
            nullable: nullable == 1,
        };
        tables.entry(table).or_default().push(column);
    }
    tables
}

fn excepted(table: &str, column: Option<&str>) -> bool {
    EXCEPTIONS
        .iter()
        .any(|one| one.table == table && (one.column.is_none() || one.column == column))
}

/// A transaction in which references are not looked at: who changes by hand switches them off.
async fn by_hand(db: &Db) -> Tx {
    if !db.is_postgres() {
        db.run("PRAGMA foreign_keys = OFF", values![])
            .await
            .unwrap();
    }
    let mut tx = db.begin().await.unwrap();
    if db.is_postgres() {
        tx.run("SET LOCAL session_replication_role = replica", values![])
            .await
            .unwrap();
    }
    tx
}

async fn run(tx: &mut Tx, sql: String) -> u64 {
    let sql: &'static str = sql.leak();
    tx.run(sql, values![])
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// A plausible value, another for each seed.
fn value(column: &Column, seed: i64) -> String {
    match column.kind.as_str() {
        "text" => format!("'{}-{seed}'", column.name),
        "boolean" => (if seed % 2 == 0 { "TRUE" } else { "FALSE" }).to_owned(),
        "blob" => format!("x'{:04x}'", seed),
        "bytea" => format!("decode('{:04x}', 'hex')", seed),
        _ => seed.to_string(),
    }
}

fn insert(table: &str, columns: &[Column], seed: i64) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let values: Vec<String> = columns.iter().map(|column| value(column, seed)).collect();
    format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        names.join(", "),
        values.join(", ")
    )
}

const OWN: [&str; 3] = ["audit", "audit_head", "migration"];

/// Three rows in every table that events tell of, written by changes.
async fn filled(db: &Db, tables: &BTreeMap<String, Vec<Column>>) {
    // References are switched off for each writer, for the content is as generated.
    drop(by_hand(db).await);
    for (table, columns) in tables {
        if OWN.contains(&table.as_str()) || excepted(table, None) {
            continue;
        }
        for seed in 1..4 {
            let mut change = Change::begin(db, NOW, By::System).await.unwrap();
            if db.is_postgres() {
                change
                    .tx()
                    .run("SET LOCAL session_replication_role = replica", values![])
                    .await
                    .unwrap();
            }
            run(change.tx(), insert(table, columns, seed)).await;
            let told = Told::of(Kind::SettingsChanged, table.clone());
            change.commit(told).await.unwrap();
        }
    }
}

fn tells(found: &Examined, table: &str) -> bool {
    match OWN.contains(&table) && table != "migration" {
        true => found.chain.is_err(),
        false => found
            .differences
            .iter()
            .any(|one| one.table == table && !one.key.is_empty()),
    }
}

/// Tries one change by hand, looks, and undoes it; whether it was told of.
async fn told_of(db: &Db, table: &str, sql: String) -> bool {
    let mut tx = by_hand(db).await;
    let changed = run(&mut tx, sql.clone()).await;
    assert!(changed > 0, "changes nothing: {sql}");
    tells(&examine_in(&mut tx, None).await.unwrap(), table)
}

#[tokio::test]
#[allow(
    clippy::too_many_lines,
    reason = "one walk over tables, columns and kinds of change"
)]
async fn every_change_of_every_column_by_hand_is_told_of_or_stands_among_the_exceptions() {
    on_both(|db| async move {
        let tables = schema(&db).await;
        assert!(tables.len() > 25, "only {} tables found", tables.len());
        filled(&db, &tables).await;
        let sound = examine(&db, None).await.unwrap();
        assert!(sound.chain.is_ok());
        assert_eq!(sound.differences, []);
        let (mut tried, mut untold) = (0, Vec::new());
        for (table, columns) in &tables {
            if excepted(table, None) {
                continue;
            }
            let first = &columns[0].name;
            let one = format!(
                "{first} = (SELECT {}({first}) FROM {table})",
                if table == "migration" { "MIN" } else { "MAX" }
            );
            for column in columns {
                let other = match column.kind.as_str() {
                    "text" => format!("{} || ' '", column.name),
                    "boolean" => format!("NOT {}", column.name),
                    "bigint" => format!("{} + 1000", column.name),
                    _ => value(column, 77),
                };
                // Null, where there is nothing: as by an event without account.
                let nothing = match column.kind.as_str() {
                    "bigint" => "1",
                    _ => "'x'",
                };
                let other = match (column.nullable, column.kind.as_str()) {
                    (true, "text" | "bigint") => format!("COALESCE({other}, {nothing})"),
                    _ => other,
                };
                let sql = format!("UPDATE {table} SET {} = {other} WHERE {one}", column.name);
                let told = told_of(&db, table, sql.clone()).await;
                tried += 1;
                if told == excepted(table, Some(&column.name)) {
                    untold.push(sql);
                }
                if column.nullable
                    && !excepted(table, Some(&column.name))
                    && !OWN.contains(&table.as_str())
                {
                    let sql = format!("UPDATE {table} SET {} = NULL WHERE {one}", column.name);
                    tried += 1;
                    if !told_of(&db, table, sql.clone()).await {
                        untold.push(sql);
                    }
                }
            }
            for sql in [
                format!("DELETE FROM {table} WHERE {one}"),
                insert(table, columns, 500),
            ] {
                tried += 1;
                let may_be_gone = ["recovery_code", "session"].contains(&table.as_str())
                    && sql.starts_with("DELETE");
                if told_of(&db, table, sql.clone()).await == may_be_gone {
                    untold.push(sql);
                }
            }
        }
        assert!(tried > 200, "only {tried} changes tried");
        assert_eq!(untold, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn rows_that_stood_before_events_told_of_rows_are_sealed_as_they_are_found() {
    on_both(|db| async move {
        // As an older program left it: rows, and neither seals nor the migration that begins them.
        let tables = schema(&db).await;
        let mut tx = by_hand(&db).await;
        run(&mut tx, insert("setting", &tables["setting"], 1)).await;
        run(
            &mut tx,
            "DELETE FROM migration WHERE number = 13".to_owned(),
        )
        .await;
        tx.commit().await.unwrap();
        migrate::forward(&db, NOW).await.unwrap();
        let found = examine(&db, None).await.unwrap();
        assert_eq!(found.chain.unwrap().count, 1);
        assert_eq!(found.differences, []);
        let changed = "UPDATE setting SET value = 'other'".to_owned();
        assert!(told_of(&db, "setting", changed).await);
    })
    .await;
}

#[tokio::test]
async fn who_takes_out_the_migration_that_seals_does_not_have_his_changes_sealed() {
    on_both(|db| async move {
        let tables = schema(&db).await;
        filled(&db, &tables).await;
        let mut tx = by_hand(&db).await;
        run(
            &mut tx,
            "DELETE FROM migration WHERE number = 13".to_owned(),
        )
        .await;
        run(&mut tx, "UPDATE setting SET value = 'other'".to_owned()).await;
        tx.commit().await.unwrap();
        assert!(migrate::forward(&db, NOW).await.is_err());
        assert!(tells(&examine(&db, None).await.unwrap(), "setting"));
    })
    .await;
}

#[tokio::test]
async fn a_head_kept_elsewhere_is_in_the_chain_until_what_was_before_it_changes() {
    on_both(|db| async move {
        let tables = schema(&db).await;
        filled(&db, &tables).await;
        let kept = examine(&db, None).await.unwrap().chain.unwrap();
        assert_eq!(Head::parse(&kept.to_string()), Some(kept.clone()));
        filled_more(&db).await;
        assert!(examine(&db, Some(&kept)).await.unwrap().holds);
        let other = Head {
            count: kept.count - 1,
            ..kept
        };
        assert!(!examine(&db, Some(&other)).await.unwrap().holds);
    })
    .await;
}

async fn filled_more(db: &Db) {
    let mut change = Change::begin(db, NOW, By::System).await.unwrap();
    nhip_store::setting::set(change.tx(), "more", &1)
        .await
        .unwrap();
    change
        .commit(Told::of(Kind::SettingsChanged, "more"))
        .await
        .unwrap();
}

#[tokio::test]
async fn both_databases_seal_the_same_rows_alike() {
    let Some(server) = on_server().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = Db::open(&folder.path().join("nhip.db")).await.unwrap();
    let mut seals = Vec::new();
    for db in [&file, &server] {
        migrate::forward(db, NOW).await.unwrap();
        filled(db, &schema(db).await).await;
        let rows: Vec<(String,)> = db
            .all("SELECT event FROM audit ORDER BY subject, n", values![])
            .await
            .unwrap();
        let rows = rows
            .iter()
            .map(|(event,)| event.split("\"rows\":").nth(1).unwrap().to_owned());
        let mut rows: Vec<String> = rows.collect();
        rows.sort();
        seals.push(rows);
        db.close().await;
    }
    assert_eq!(seals[0], seals[1]);
}

#[test]
fn every_exception_stands_in_the_guide_with_its_reason() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/van-hanh.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    for one in EXCEPTIONS {
        let column = one.column.map_or(String::new(), |name| format!(".{name}"));
        let line = format!("| `{}{column}` | {} |", one.table, one.why);
        assert!(guide.contains(&line), "{line}");
    }
}
