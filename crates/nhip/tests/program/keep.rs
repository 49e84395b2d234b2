//! Backing up, restoring, verifying, examining.

use std::path::{Path, PathBuf};

use nhip_core::audit::{By, Kind};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::{Time, migrate, setting};

use crate::{Ran, nhip};

/// 23 November 2026.
const NOW: Time = Time(1_795_399_200_000_000);

fn with<T>(file: &Path, work: impl AsyncFnOnce(&Db) -> T) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = Db::open(file).await.unwrap();
        migrate::forward(&db, NOW).await.unwrap();
        let done = work(&db).await;
        db.close().await;
        done
    })
}

fn filled(folder: &Path) -> PathBuf {
    let file = folder.join("nhip.db");
    with(&file, async |db| {
        for city in ["Lạc Giang", "Bến Ngự"] {
            let mut change = Change::begin(db, NOW, By::System).await.unwrap();
            setting::set(change.tx(), "city", &city).await.unwrap();
            change
                .commit(Told::of(Kind::SettingsChanged, "city").after(city))
                .await
                .unwrap();
        }
    });
    file
}

fn run(command: &[&str], file: &Path) -> Ran {
    let mut arguments = command.to_vec();
    let database = file.to_string_lossy().into_owned();
    arguments.extend(["--database", &database]);
    nhip(arguments)
}

#[test]
fn what_is_backed_up_is_restored_into_an_empty_database_and_into_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    let copy = folder
        .path()
        .join("sao-luu.zip")
        .to_string_lossy()
        .into_owned();
    let ran = run(&["backup", &copy], &file);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("Đã sao lưu "), "{}", ran.out);
    let new = folder.path().join("moi.db");
    let ran = run(&["restore", &copy], &new);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let city: Option<String> = with(&new, async |db| setting::get(db, "city").await.unwrap());
    assert_eq!(city.as_deref(), Some("Bến Ngự"));
    let ran = run(&["restore", &copy], &new);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("đã có dữ liệu"), "{}", ran.err);
    // The backup and the restore themselves are told of.
    assert!(run(&["audit", "verify"], &file).out.contains("3 sự kiện"));
    assert!(run(&["audit", "verify"], &new).out.contains("3 sự kiện"));
    let left: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("nhip.db") && !name.starts_with("moi.db"))
        .collect();
    assert_eq!(left, ["sao-luu.zip"]);
}

#[test]
fn a_damaged_backup_restores_nothing_or_what_was_backed_up() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    let copy = folder.path().join("a.zip");
    run(&["backup", &copy.to_string_lossy()], &file);
    let whole = std::fs::read(&copy).unwrap();
    let mut refused = 0;
    for n in 0..12 {
        let mut bytes = whole.clone();
        let at = whole.len() * n / 12;
        bytes[at] ^= 0xff;
        std::fs::write(&copy, bytes).unwrap();
        let new = folder.path().join(format!("{n}.db"));
        let ran = run(&["restore", &copy.to_string_lossy()], &new);
        let city: Option<String> = with(&new, async |db| setting::get(db, "city").await.unwrap());
        match ran.code {
            Some(0) => assert_eq!(city.as_deref(), Some("Bến Ngự")),
            code => {
                assert_eq!((code, city), (Some(2), None));
                refused += 1;
            }
        }
    }
    assert!(refused > 3, "only {refused} of 12 were noticed");
}

#[test]
fn an_event_changed_by_hand_is_found_and_the_doctor_says_so_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    assert_eq!(run(&["doctor"], &file).code, Some(0));
    with(&file, async |db| {
        let sql = "UPDATE audit SET event = REPLACE(event, 'Lạc', 'Lộc') WHERE n = 1";
        db.run(sql, Vec::new()).await.unwrap();
    });
    for command in [&["audit", "verify"][..], &["doctor"]] {
        let ran = run(command, &file);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("sự kiện 1"), "{}", ran.err);
    }
}

#[test]
fn an_export_holds_the_tables_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    with(&file, async |db| {
        let sql = "INSERT INTO account (id, login, name, email, telephone, password, lang, must_change, created_at)
                   VALUES ('a1', 'hoa', '=HYPERLINK(1)', '', '', 'argon2-secret', 'vi', FALSE, 1795399200000000)";
        db.run(sql, Vec::new()).await.unwrap();
    });
    let out = folder.path().join("xuat");
    let to = out.to_string_lossy().into_owned();
    let ran = run(&["export", &to], &file);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    let people = read("nguoi-dung.csv");
    assert!(people.starts_with("\u{feff}id,ten_dang_nhap,"), "{people}");
    assert!(
        people.contains("a1,hoa,'=HYPERLINK(1),,,2026-11-23 09:00:00,\r\n"),
        "{people}"
    );
    let guide = read("HUONG-DAN.txt");
    for entry in std::fs::read_dir(&out).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let is_guide = name == "HUONG-DAN.txt";
        assert!(is_guide || guide.contains(&name), "{name} is not explained");
        assert!(!read(&name).contains("argon2-secret"), "{name}");
    }
    assert_eq!(read("nhat-ky.csv").lines().count(), 3);
    let again = run(&["export", &to], &file);
    assert_eq!(again.code, Some(2));
    let zip = folder.path().join("xuat.zip");
    let ran = run(&["export", &zip.to_string_lossy()], &file);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(std::fs::read(&zip).unwrap().starts_with(b"PK"));
    assert!(run(&["audit", "verify"], &file).out.contains("4 sự kiện"));
}

#[test]
fn a_gap_in_the_search_index_is_found_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    with(&file, async |db| {
        let sql = "INSERT INTO search_thing (kind, thing, unit, plan, named, month, title, body)
                   VALUES ('report', 'gone', 'u', '', '', '', '', '')";
        db.run(sql, Vec::new()).await.unwrap();
    });
    let ran = run(&["doctor"], &file);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("doctor --mend"), "{}", ran.err);
    assert_eq!(run(&["doctor", "--mend"], &file).code, Some(0));
    assert_eq!(run(&["doctor"], &file).code, Some(0));
}

#[test]
fn a_database_that_is_not_there_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("khong-co.db");
    for command in [&["doctor"][..], &["audit", "verify"], &["backup", "x.zip"]] {
        let ran = run(command, &file);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("khong-co.db"), "{}", ran.err);
        assert!(!file.exists());
    }
}
