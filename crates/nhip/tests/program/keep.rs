//! Backing up, restoring, verifying, examining.

use std::path::{Path, PathBuf};

use nhip_core::audit::{By, Kind};
use nhip_core::unit::history::{FirstUnit, NewUnit};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::{Time, migrate, plan, setting, unit as store_unit};

use crate::{Ran, nhip};

/// 23 November 2026.
pub(crate) const NOW: Time = Time(1_795_399_200_000_000);

pub(crate) fn with<T>(file: &Path, work: impl AsyncFnOnce(&Db) -> T) -> T {
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

pub(crate) fn run(command: &[&str], file: &Path) -> Ran {
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
    let names = names(folder.path());
    assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
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
        let mut change = Change::begin(db, NOW, By::System).await.unwrap();
        change.tx().run(sql, Vec::new()).await.unwrap();
        let told = Told::of(Kind::AccountCreated, "a1");
        change.commit(told).await.unwrap();
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
    assert_eq!(read("nhat-ky.csv").lines().count(), 4);
    let again = run(&["export", &to], &file);
    assert_eq!(again.code, Some(2));
    let zip = folder.path().join("xuat.zip");
    let ran = run(&["export", &zip.to_string_lossy()], &file);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(std::fs::read(&zip).unwrap().starts_with(b"PK"));
    assert!(run(&["audit", "verify"], &file).out.contains("5 sự kiện"));
}

#[test]
fn a_head_kept_elsewhere_tells_of_a_chain_cut_at_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    let head = |out: &str| out.split_whitespace().last().unwrap_or_default().to_owned();
    let kept = head(&run(&["audit", "verify"], &file).out);
    assert!(kept.starts_with("2-") && kept.len() == 66, "{kept}");
    let since = ["audit", "verify", "--since", &kept];
    assert_eq!(run(&since, &file).code, Some(0));
    // The last event, the head, and what the event told of: a chain that holds in itself.
    with(&file, async |db| {
        for sql in [
            "DELETE FROM audit WHERE n = 2",
            "UPDATE audit_head SET count = 1, hash = (SELECT hash FROM audit WHERE n = 1)",
            "UPDATE setting SET value = '\"Lạc Giang\"' WHERE name = 'city'",
        ] {
            db.run(sql, Vec::new()).await.unwrap();
        }
    });
    assert_eq!(run(&["audit", "verify"], &file).code, Some(0));
    let ran = run(&since, &file);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("Đầu chuỗi"), "{}", ran.err);
    assert_eq!(
        run(&["audit", "verify", "--since", "2-x"], &file).code,
        Some(2)
    );
}

#[test]
fn a_row_changed_by_hand_is_named_by_verify_and_by_the_doctor() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    with(&file, async |db| {
        let sql = "UPDATE setting SET value = '\"Nơi khác\"' WHERE name = 'city'";
        db.run(sql, Vec::new()).await.unwrap();
    });
    for command in [&["audit", "verify"][..], &["doctor"]] {
        let ran = run(command, &file);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("setting city"), "{}", ran.err);
    }
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

/// A city large enough to be caught in the middle of its backup.
fn large(folder: &Path) -> PathBuf {
    let file = filled(folder);
    with(&file, async |db| {
        let mut change = Change::begin(db, NOW, By::System).await.unwrap();
        let mut seed = 1_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        };
        for n in 0..24 {
            let content: Vec<u8> = std::iter::repeat_with(&mut noise).take(100_000).collect();
            let digest = format!("d{n}");
            plan::keep_document(change.tx(), &digest, "a.docx", content, NOW)
                .await
                .unwrap();
        }
        let told = Told::of(Kind::PlanConfirmed, "d0");
        change.commit(told).await.unwrap();
    });
    file
}

/// Bytes in a folder and the folders in it; what goes meanwhile counts for nothing.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let size = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(found) if found.is_dir() => size(&entry.path()),
        found => found.map_or(0, |found| found.len()),
    };
    entries.filter_map(|entry| entry.ok().map(size)).sum()
}

/// As [`ended_at`], by a kill.
fn killed_at(bytes: u64, folder: &Path, command: &[&str], file: &Path) -> bool {
    ended_at("-KILL", bytes, folder, command, file)
}

/// Starts the program and ends it by a signal as soon as it has written so many bytes; whether it was
/// still at work.
fn ended_at(signal: &str, bytes: u64, folder: &Path, command: &[&str], file: &Path) -> bool {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_nhip"))
        .args(command)
        .arg("--database")
        .arg(file)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let before = size(folder);
    while size(folder) < before + bytes {
        if program.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    std::process::Command::new("kill")
        .args([signal, &program.id().to_string()])
        .status()
        .unwrap();
    !program.wait().unwrap().success()
}

#[test]
fn a_backup_told_to_stop_leaves_nothing_aside() {
    let home = tempfile::tempdir().unwrap();
    let file = large(home.path());
    let kept = home.path().join("kept");
    std::fs::create_dir(&kept).unwrap();
    let copy = kept.join("a.zip");
    let mut stopped = 0;
    for bytes in [1, 300_000, 3_000_000] {
        if ended_at(
            "-TERM",
            bytes,
            &kept,
            &["backup", copy.to_str().unwrap()],
            &file,
        ) {
            stopped += 1;
            assert_eq!(names(&kept), [""; 0], "at {bytes}");
        }
        let _ = std::fs::remove_file(&copy);
    }
    assert!(stopped > 1, "only {stopped} were caught");
}

#[test]
fn a_backup_killed_anywhere_leaves_the_old_one_and_the_next_clears_what_it_left() {
    let home = tempfile::tempdir().unwrap();
    let file = large(home.path());
    let mut killed = 0;
    for bytes in [1, 300_000, 3_000_000] {
        let kept = home.path().join(bytes.to_string());
        std::fs::create_dir(&kept).unwrap();
        let copy = kept.join("a.zip");
        std::fs::write(&copy, "PK old").unwrap();
        let arguments = ["backup", copy.to_str().unwrap()];
        if killed_at(bytes, &kept, &arguments, &file) {
            killed += 1;
            assert_eq!(std::fs::read(&copy).unwrap(), b"PK old", "at {bytes}");
        }
        assert_eq!(run(&arguments, &file).code, Some(0));
        assert_eq!(names(&kept), ["a.zip"]);
        let restore = ["restore", arguments[1]];
        assert_eq!(run(&restore, &kept.join("moi.db")).code, Some(0));
    }
    assert!(killed > 1, "only {killed} were caught");
}

#[test]
fn a_restore_killed_anywhere_leaves_no_database_and_the_next_one_is_whole() {
    let home = tempfile::tempdir().unwrap();
    let file = large(home.path());
    let copy = home.path().join("a.zip");
    let arguments = ["restore", copy.to_str().unwrap()];
    let backup = ["backup", arguments[1], "--no-check"];
    assert_eq!(run(&backup, &file).code, Some(0));
    let mut killed = 0;
    for bytes in [1, 300_000, 3_000_000] {
        let folder = home.path().join(bytes.to_string());
        std::fs::create_dir(&folder).unwrap();
        let new = folder.join("nhip.db");
        if killed_at(bytes, &folder, &arguments, &new) {
            killed += 1;
            assert!(!new.exists(), "at {bytes}");
        }
        if !new.exists() {
            assert_eq!(run(&arguments, &new).code, Some(0));
        }
        assert_eq!(names(&folder), ["nhip.db"]);
        let sound = run(&["doctor"], &new);
        assert_eq!(sound.code, Some(0), "{}{}", sound.out, sound.err);
    }
    assert!(killed > 1, "only {killed} were caught");
}

/// As the program of migration 3 left it.
fn older(folder: &Path) -> PathBuf {
    let file = folder.join("nhip.db");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = Db::open(&file).await.unwrap();
        migrate::forward_by(&db, NOW, |number| number <= 3)
            .await
            .unwrap();
        // As an older program wrote it: its events sealed no rows.
        let insert = "INSERT INTO setting (name, value) VALUES ('city', '\"Lạc Giang\"')";
        db.run(insert, Vec::new()).await.unwrap();
        db.close().await;
    });
    file
}

fn reached(file: &Path) -> i64 {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = Db::open_to_read(file).await.unwrap();
        migrate::reached(&db).await.unwrap()
    })
}

/// Serves until the program has said where it runs, or why not.
fn served(file: &Path, more: &[&str]) -> String {
    use std::io::{BufRead, BufReader};
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_nhip"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database"])
        .arg(file)
        .args(more)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    for line in BufReader::new(program.stdout.take().unwrap()).lines() {
        said += &line.unwrap();
        if said.contains("http://") {
            break;
        }
    }
    program.kill().unwrap();
    let ended = program.wait_with_output().unwrap();
    said + &String::from_utf8(ended.stderr).unwrap()
}

#[test]
fn commands_that_read_do_not_bring_an_older_database_forward() {
    let folder = tempfile::tempdir().unwrap();
    let file = older(folder.path());
    let before = std::fs::read(&file).unwrap();
    let to = folder.path().join("xuat").to_string_lossy().into_owned();
    for command in [
        &["doctor"][..],
        &["audit", "verify"],
        &["export", &to],
        &["doctor", "--mend"],
    ] {
        let ran = run(command, &file);
        assert_eq!(ran.code, Some(2), "{command:?}");
        assert!(ran.err.contains("nhip serve"), "{}", ran.err);
    }
    let copy = folder.path().join("a.zip").to_string_lossy().into_owned();
    let ran = run(&["backup", &copy], &file);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("nhật ký"), "{}", ran.out);
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(reached(&file), 3);
    let new = folder.path().join("moi.db");
    assert_eq!(run(&["restore", &copy], &new).code, Some(0));
    assert_eq!(reached(&new), migrate::newest());
}

#[test]
fn a_service_backs_up_what_an_older_program_left_before_it_brings_it_forward() {
    let folder = tempfile::tempdir().unwrap();
    let file = older(folder.path());
    let nowhere = folder
        .path()
        .join("nhip.db/khong-co")
        .to_string_lossy()
        .into_owned();
    let said = served(&file, &["--backup-folder", &nowhere]);
    assert!(said.contains("--no-backup"), "{said}");
    assert_eq!(reached(&file), 3);
    let said = served(&file, &[]);
    assert!(
        said.contains("sao lưu") && said.contains("http://"),
        "{said}"
    );
    assert_eq!(reached(&file), migrate::newest());
    let zips = |names: Vec<String>| {
        names
            .into_iter()
            .filter(|name| name.ends_with(".zip"))
            .collect()
    };
    let made: Vec<String> = zips(names(folder.path()));
    assert_eq!(made.len(), 1);
    assert!(made[0].starts_with("nhip-0003-"), "{made:?}");
    let said = served(&file, &[]);
    assert!(!said.contains("sao lưu"), "{said}");
    let copy = folder.path().join(&made[0]).to_string_lossy().into_owned();
    assert_eq!(
        run(&["restore", &copy], &folder.path().join("cu.db")).code,
        Some(0)
    );
}

#[test]
fn a_service_killed_while_it_brings_data_forward_leaves_them_old_or_new_and_whole() {
    let mut killed = 0;
    for bytes in [1, 20_000, 60_000, 120_000] {
        let folder = tempfile::tempdir().unwrap();
        let file = older(folder.path());
        killed += usize::from(killed_at(
            bytes,
            folder.path(),
            &["serve", "--listen", "127.0.0.1:0"],
            &file,
        ));
        assert!(
            [3, migrate::newest()].contains(&reached(&file)),
            "at {bytes}"
        );
        assert!(served(&file, &[]).contains("http://"));
        assert_eq!(run(&["doctor"], &file).code, Some(0));
        let names = names(folder.path());
        assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
    }
    assert!(killed > 1, "only {killed} were caught");
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn what_the_program_writes_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    let at = |name: &str| folder.path().join(name);
    let text = |name: &str| at(name).to_string_lossy().into_owned();
    for command in [
        ["backup", &text("a.zip")],
        ["export", &text("x.zip")],
        ["export", &text("xuat")],
    ] {
        assert_eq!(run(&command, &file).code, Some(0));
    }
    assert_eq!(
        run(&["restore", &text("a.zip")], &at("moi.db")).code,
        Some(0)
    );
    for name in ["nhip.db", "a.zip", "x.zip", "moi.db", "xuat/HUONG-DAN.txt"] {
        assert_eq!(mode(&at(name)), 0o600, "{name}");
    }
    assert_eq!(mode(&at("xuat")), 0o700);
    // One that an older program made is taken back from the others.
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    served(&file, &[]);
    for name in names(folder.path())
        .iter()
        .filter(|name| name.starts_with("nhip.db"))
    {
        assert_eq!(mode(&at(name)), 0o600, "{name}");
    }
}

/// The program as somebody who may read a folder and not write in it.
#[cfg(unix)]
fn as_a_stranger(command: &[&str], file: &Path) -> Ran {
    use std::os::unix::process::CommandExt;
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_nhip"));
    program.args(command).arg("--database").arg(file);
    // Whoever reads this is the system's owner, whom no right holds back.
    if std::fs::File::open("/etc/shadow").is_ok() {
        program.uid(65_534).gid(65_534);
    }
    let ended = program.output().unwrap();
    Ran {
        code: ended.status.code(),
        out: String::from_utf8(ended.stdout).unwrap(),
        err: String::from_utf8(ended.stderr).unwrap(),
    }
}

#[cfg(unix)]
#[test]
fn a_copy_that_cannot_be_written_is_read_by_every_command_that_reads() {
    use std::os::unix::fs::PermissionsExt;
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let home = tempfile::tempdir().unwrap();
    let (folder, out) = (home.path().join("chi-doc"), home.path().join("ra"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::create_dir(&out).unwrap();
    let file = filled(&folder);
    allow(home.path(), 0o755);
    allow(&file, 0o444);
    allow(&folder, 0o555);
    allow(&out, 0o777);
    let to = |name: &str| out.join(name).to_string_lossy().into_owned();
    for command in [
        &["audit", "verify"][..],
        &["doctor"],
        &["backup", &to("a.zip")],
        &["export", &to("xuat")],
    ] {
        let ran = as_a_stranger(command, &file);
        assert_eq!(ran.code, Some(0), "{command:?}: {}", ran.err);
    }
    assert_eq!(names(&folder), ["nhip.db"]);
    allow(&folder, 0o755);
    let new = home.path().join("moi.db");
    assert_eq!(run(&["restore", &to("a.zip")], &new).code, Some(0));
}

#[test]
fn an_export_that_fails_leaves_nothing_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    std::fs::write(folder.path().join("tep"), "x").unwrap();
    let to = folder
        .path()
        .join("tep/xuat")
        .to_string_lossy()
        .into_owned();
    let ran = run(&["export", &to], &file);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("Không ghi được") && !ran.err.contains("os error"),
        "{}",
        ran.err
    );
    assert!(
        names(folder.path())
            .iter()
            .all(|name| !name.starts_with('.') && name != "xuat")
    );
}

#[test]
fn a_backup_lets_nobody_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    with(&file, async |db| {
        for sql in [
            "INSERT INTO account (id, login, name, email, telephone, password, lang, must_change, created_at)
             VALUES ('a1', 'hoa', 'Hoa', '', '', 'x', 'vi', FALSE, 0)",
            "INSERT INTO session (digest, id, account, browser, created_at, seen_at, ends_at) VALUES ('d', 's', 'a1', '', 0, 0, 9)",
        ] {
            db.run(sql, Vec::new()).await.unwrap();
        }
    });
    let copy = folder.path().join("a.zip").to_string_lossy().into_owned();
    assert_eq!(run(&["backup", &copy], &file).code, Some(0));
    let new = folder.path().join("moi.db");
    assert_eq!(run(&["restore", &copy], &new).code, Some(0));
    let (sessions,): (i64,) = with(&new, async |db| {
        db.one("SELECT COUNT(*) FROM session", Vec::new())
            .await
            .unwrap()
    });
    assert_eq!(sessions, 0);
}

#[test]
fn a_file_that_another_program_has_open_or_that_is_not_ours_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    let copy = folder.path().join("a.zip").to_string_lossy().into_owned();
    assert_eq!(run(&["backup", &copy], &file).code, Some(0));
    let new = folder.path().join("moi.db");
    with(&new, async |_| {});
    let ran = with(&new, async |_| run(&["restore", &copy], &new));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("chương trình khác"), "{}", ran.err);
    assert_eq!(run(&["restore", &copy], &new).code, Some(0));
    let other = folder.path().join("khac.db");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = Db::open(&other).await.unwrap();
        db.run("CREATE TABLE theirs (n BIGINT)", Vec::new())
            .await
            .unwrap();
        db.close().await;
    });
    let ran = run(&["restore", &copy], &other);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("đã có dữ liệu"), "{}", ran.err);
}

#[test]
fn the_doctor_names_units_that_share_a_name_and_calls_the_rest_sound() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    with(&file, async |db| {
        let unit = |id: &str, parent: Option<&str>| FirstUnit {
            unit: NewUnit {
                id: id.into(),
                code: id.to_owned(),
                name: "Trạm Y tế Bến Ngự".to_owned(),
                aliases: Vec::new(),
                kind: String::new(),
                parent: parent.map(Into::into),
            },
            valid_from: None,
            valid_to: None,
        };
        let units = [unit("a", None), unit("b", Some("a")), unit("c", Some("a"))];
        let mut change = Change::begin(db, NOW, By::System).await.unwrap();
        store_unit::add_first(change.tx(), &units).await.unwrap();
        change
            .commit(Told::of(Kind::UnitsImported, "a"))
            .await
            .unwrap();
    });
    let ran = run(&["doctor"], &file);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("(Trạm Y tế Bến Ngự)"), "{}", ran.out);
}

#[test]
fn neither_a_backup_nor_an_export_is_written_over_what_is_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path());
    let key = folder.path().join("nhip.db.key");
    std::fs::write(&key, "khóa").unwrap();
    let (own, key) = (file.to_str().unwrap(), key.to_str().unwrap());
    let zip = folder.path().join("thư.zip");
    std::fs::write(&zip, "thư của ai đó").unwrap();
    let zip = zip.to_str().unwrap();
    for command in [
        ["backup", own],
        ["backup", key],
        ["backup", zip],
        ["export", zip],
    ] {
        let ran = run(&command, &file);
        assert_eq!(ran.code, Some(2), "{command:?}: {}", ran.out);
        assert!(ran.err.contains("không bị ghi đè"), "{}", ran.err);
    }
    assert_eq!(std::fs::read_to_string(key).unwrap(), "khóa");
    assert_eq!(run(&["doctor"], &file).code, Some(0));
}
