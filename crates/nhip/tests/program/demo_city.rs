//! `nhip demo`: the invented city, the README's first command.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use nhip_documents::read::Limits;
use serde_json::Value;
use tempfile::TempDir;

use crate::nhip;

fn demo() -> &'static Path {
    static DEMO: OnceLock<TempDir> = OnceLock::new();
    let made = DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let ran = nhip([
            "demo".as_ref(),
            "--files".as_ref(),
            folder.path().join("city").as_os_str(),
        ]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.out.contains("bao-cao-tong-hop.pdf"), "{}", ran.out);
        folder
    });
    made.path()
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(&path).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => waiting.push(path),
                false => drop(found.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                )),
            }
        }
    }
    found
}

fn result(month: &str) -> Value {
    let path = demo()
        .join("city/ket-qua")
        .join(month)
        .join("bao-cao-tong-hop.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Status of a unit by code.
fn status(result: &Value, code: &str) -> String {
    let units = result["units"].as_array().unwrap();
    let unit = units.iter().find(|unit| unit["code"] == code);
    unit.map(|unit| unit["status"].as_str().unwrap().to_owned())
        .unwrap_or_default()
}

/// Texts of the warnings about a unit.
fn about(result: &Value, code: &str) -> String {
    let warnings = result["warnings"].as_array().unwrap();
    let of_unit = warnings.iter().filter(|warning| warning["unit"] == code);
    of_unit
        .map(|warning| warning["text"]["vi"].as_str().unwrap().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn everything_promised_is_there() {
    let city = demo().join("city");
    for name in [
        "ke-hoach.docx",
        "don-vi.xlsx",
        "thang-09",
        "thang-10",
        "thang-11",
        "bieu-mau",
    ] {
        assert!(city.join(name).exists(), "no {name}");
    }
    for month in ["2026-09", "2026-10", "2026-11"] {
        for ending in ["docx", "pdf", "xlsx", "json"] {
            if ending == "pdf" && !cfg!(feature = "pdf") {
                continue;
            }
            let path = city
                .join("ket-qua")
                .join(month)
                .join(format!("bao-cao-tong-hop.{ending}"));
            assert!(
                path.metadata().is_ok_and(|about| about.len() > 1_000),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn a_second_run_over_the_first_gives_the_same_bytes() {
    let other = tempfile::tempdir().unwrap();
    let city = other.path().join("city");
    for _ in 0..2 {
        assert_eq!(
            nhip(["demo".as_ref(), "--files".as_ref(), city.as_os_str()]).code,
            Some(0)
        );
    }
    let (first, second) = (files(&demo().join("city")), files(&city));
    let different: Vec<_> = first
        .iter()
        .filter(|(name, bytes)| second.get(*name) != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    assert!(different.is_empty(), "{different:?}");
    assert_eq!(first.len(), second.len());
}

#[test]
fn the_mess_of_real_life_is_found() {
    let (september, october, november) = (result("2026-09"), result("2026-10"), result("2026-11"));
    assert_eq!(status(&september, "10110"), "late");
    assert_eq!(status(&september, "40104"), "missing");
    assert_eq!(
        status(&september, "10112"),
        "on-time",
        "old font: {}",
        about(&september, "10112")
    );
    assert!(
        about(&september, "10105").contains("Tổng") || about(&september, "10105").contains("tổng"),
        "parts and whole: {}",
        about(&september, "10105")
    );
    assert!(
        about(&october, "10105").contains("lặp lại"),
        "copied: {}",
        about(&october, "10105")
    );
    assert!(
        about(&october, "20103").contains("340 → 3400"),
        "tenfold: {}",
        about(&october, "20103")
    );
    assert_eq!(
        status(&november, "40103"),
        "excluded",
        "wrong month: {}",
        about(&november, "40103")
    );
    let unreadable = november["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|input| input["role"] == "unreadable")
        .count();
    assert_eq!(unreadable, 3, "empty, damaged, locked");
}

#[test]
fn two_communes_that_differ_by_an_accent_are_asked_about_and_never_guessed() {
    let november = result("2026-11");
    assert_ne!(status(&november, "10108"), "on-time");
    let all = november["warnings"].to_string();
    assert!(
        all.contains("Thanh An") && all.contains("Thạnh An"),
        "no question about the two"
    );
}

#[test]
fn every_sentence_of_the_report_was_written_by_somebody() {
    let november = result("2026-11");
    for task in november["tasks"].as_array().unwrap() {
        for paragraph in task["paragraphs"].as_array().unwrap() {
            assert!(
                !paragraph["sources"].as_array().unwrap().is_empty(),
                "{paragraph}"
            );
        }
    }
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("luan-van.docx"), "quan trọng").unwrap();
    let ran = nhip(["demo".as_ref(), "--files".as_ref(), home.path().as_os_str()]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("đã có tệp khác"), "{}", ran.err);
    assert_eq!(files(home.path()).len(), 1);
}

/// With too little room beside what the allocator sets aside, one reading in a hundred failed: as
/// many are tried as tell it.
#[test]
fn a_sound_pdf_is_read_every_time() {
    let question = serde_json::to_string(&Limits::default()).unwrap();
    let month = demo().join("city/thang-11");
    let pdf = fs::read(month.join("Báo cáo tháng 11 - BV Sản Nhi.pdf")).unwrap();
    for time in 1..=250 {
        let mut reader = Command::new(env!("CARGO_BIN_EXE_nhip"))
            .arg("read-pdf")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut asked = reader.stdin.take().unwrap();
        writeln!(asked, "{question}").unwrap();
        asked.write_all(&pdf).unwrap();
        drop(asked);
        let answer = reader.wait_with_output().unwrap();
        let answer = String::from_utf8(answer.stdout).unwrap();
        assert!(answer.contains("Sản - Nhi"), "the {time}. time: {answer}");
    }
}
