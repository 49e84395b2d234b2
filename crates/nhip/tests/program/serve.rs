//! The service as a process.

#[cfg(target_os = "linux")]
#[test]
fn a_service_gives_memory_back_at_once_and_stays_the_process_that_was_started() {
    use std::fs;
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    let mut service = Command::new(env!("CARGO_BIN_EXE_nhip"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database"])
        .arg(folder.path().join("nhip.db"))
        .env_remove("MIMALLOC_PURGE_DELAY")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let told = BufReader::new(service.stdout.take().unwrap()).read_line(&mut said);
    let set = fs::read_to_string(format!("/proc/{}/environ", service.id()));
    service.kill().unwrap();
    service.wait().unwrap();
    told.unwrap();
    assert!(said.contains("http://127.0.0.1:"), "{said}");
    let set = set.unwrap();
    assert!(
        set.split('\0').any(|one| one == "MIMALLOC_PURGE_DELAY=0"),
        "{set}"
    );
}

#[cfg(unix)]
#[test]
#[allow(clippy::too_many_lines, reason = "one life of the program")]
#[allow(
    clippy::disallowed_methods,
    reason = "how long stopping takes is promised"
)]
fn told_to_stop_the_service_ends_in_time_beside_a_hanging_request_and_has_told_what_it_did() {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use serde_json::Value;

    let folder = tempfile::tempdir().unwrap();
    let mut service = Command::new(env!("CARGO_BIN_EXE_nhip"))
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--log",
            "json",
            "--database",
        ])
        .arg(folder.path().join("nhip.db"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    // Held to the end: who closes it while the service still has things to say stops it.
    let mut out = BufReader::new(service.stdout.take().unwrap());
    out.read_line(&mut said).unwrap();
    let at = said.trim().rsplit("http://").next().unwrap();
    let mut hanging = TcpStream::connect(at).unwrap();
    hanging
        .write_all(b"POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n_csrf")
        .unwrap();
    let mut alive = TcpStream::connect(at).unwrap();
    alive
        .write_all(b"GET /song HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    alive.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with("ok\n"), "{answer}");
    let told = Instant::now();
    Command::new("kill")
        .args(["-TERM", &service.id().to_string()])
        .status()
        .unwrap();
    let mut log = String::new();
    service
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    assert!(service.wait().unwrap().success());
    assert!(
        told.elapsed() < Duration::from_secs(30),
        "{:?}",
        told.elapsed()
    );
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |target: &str, what: &str| {
        lines
            .iter()
            .find(|line| line["target"] == target && line["message"] == what)
            .cloned()
    };
    let started = of("nhip::run", "started").unwrap();
    assert_eq!(started["database"], "sqlite");
    assert_eq!(started["version"], env!("CARGO_PKG_VERSION"));
    assert!(of("nhip::database", "brought forward").is_some(), "{log}");
    assert!(of("nhip::run", "stopped").is_some(), "{log}");
}

#[test]
fn an_address_that_is_none_leaves_no_database_behind() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nhip.db");
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_nhip"))
        .args(["serve", "--listen", "x", "--database"])
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(!file.exists());
}
