//! The program as people run it: its arguments, what it says, what it writes, how it ends.

// A test's helper may stop the test; clippy allows that only inside `#[test]` itself.
#![allow(clippy::unwrap_used, clippy::panic)]

mod account;
mod bad_input;
mod consolidated;
mod demo_city;
mod figures;
mod forms;
mod keep;
mod memory;
mod older;
mod plan;
mod serve;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// How a run ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program, in Vietnamese unless an argument says otherwise.
pub(crate) fn nhip<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    nhip_with("", arguments)
}

/// Runs the program with something on its standard input.
pub(crate) fn nhip_with<S: AsRef<OsStr>>(
    input: &str,
    arguments: impl IntoIterator<Item = S>,
) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nhip"))
        .args(arguments)
        .env_remove("NHIP_LANG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let ended = child.wait_with_output().unwrap();
    Ran {
        code: ended.status.code(),
        out: String::from_utf8(ended.stdout).unwrap(),
        err: String::from_utf8(ended.stderr).unwrap(),
    }
}

/// A small city of four units, generated once: its plan, its list and the reports of November.
pub(crate) fn city() -> &'static Path {
    static CITY: OnceLock<TempDir> = OnceLock::new();
    let made = CITY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let ran = nhip([
            OsStr::new("generate"),
            "--units".as_ref(),
            "4".as_ref(),
            folder.path().as_ref(),
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        folder
    });
    made.path()
}

/// A consolidation of the small city's plan over a folder of one's own.
pub(crate) struct Office {
    pub(crate) home: TempDir,
    pub(crate) extra: Vec<String>,
}

impl Office {
    /// The city's four reports in a folder of one's own.
    pub(crate) fn new() -> Office {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("thang-11")).unwrap();
        for entry in fs::read_dir(city().join("thang-11")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(
                &path,
                home.path().join("thang-11").join(path.file_name().unwrap()),
            )
            .unwrap();
        }
        Office {
            home,
            extra: Vec::new(),
        }
    }

    pub(crate) fn reports(&self) -> PathBuf {
        self.home.path().join("thang-11")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.home.path().join("ket-qua")
    }

    /// Puts a file among the reports.
    pub(crate) fn receive(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.reports().join(name), bytes).unwrap();
    }

    /// The names of the reports that are there, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.reports()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Adds an argument and its value.
    pub(crate) fn with(mut self, argument: &str, value: impl AsRef<Path>) -> Office {
        self.extra.extend([
            argument.to_owned(),
            value.as_ref().to_str().unwrap().to_owned(),
        ]);
        self
    }

    /// Consolidates November into the JSON only, unless told otherwise.
    pub(crate) fn consolidate(&self, more: &[&str]) -> Ran {
        let text = |path: PathBuf| path.to_str().unwrap().to_owned();
        let mut arguments = vec![
            "consolidate".to_owned(),
            "--plan".to_owned(),
            text(city().join("ke-hoach.docx")),
            "--units".to_owned(),
            text(city().join("don-vi.xlsx")),
            "--reports".to_owned(),
            text(self.reports()),
            "--out".to_owned(),
            text(self.out()),
        ];
        if !more.contains(&"--month") {
            arguments.extend(["--month".to_owned(), "2026-11".to_owned()]);
        }
        if !more.contains(&"--format") {
            arguments.extend(["--format".to_owned(), "json".to_owned()]);
        }
        arguments.extend(self.extra.iter().cloned());
        arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
        nhip(arguments)
    }

    /// The result, as JSON.
    pub(crate) fn result(&self) -> Value {
        let path = self.out().join("bao-cao-tong-hop.json");
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    }

    /// How many units count.
    pub(crate) fn counted(&self) -> usize {
        let result = self.result();
        let units = result["units"].as_array().unwrap();
        units
            .iter()
            .filter(|unit| unit["status"] == "on-time" || unit["status"] == "late")
            .count()
    }

    /// The warnings' Vietnamese texts.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let result = self.result();
        let warnings = result["warnings"].as_array().unwrap();
        warnings
            .iter()
            .map(|warning| warning["text"]["vi"].as_str().unwrap().to_owned())
            .collect()
    }
}
