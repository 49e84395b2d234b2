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
