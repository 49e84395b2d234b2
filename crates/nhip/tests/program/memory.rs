//! What the worst texts cost: memory is counted, not time.

#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// One line of so many bytes that does not pack as a bomb does.
fn endless(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 20);
    let mut n = 1_u32;
    while text.len() < bytes {
        n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        write!(text, "{} hộ, ", n >> 8).unwrap();
    }
    text
}

/// A Word file of paragraphs.
fn docx(path: &Path, paragraphs: usize, text: &str) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    let mut part = |name: &str, text: &str| {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
    );
    part(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
    );
    let mut body = String::new();
    for _ in 0..paragraphs {
        write!(body, "<w:p><w:r><w:t>{text}</w:t></w:r></w:p>").unwrap();
    }
    part(
        "word/document.xml",
        &format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
        ),
    );
    archive.finish().unwrap();
}

/// The most memory `nhip figures` took for a file, in bytes; how it ended, and what it said.
fn figures(file: &Path) -> (u64, Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nhip"))
        .arg("figures")
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    // The kernel keeps the peak itself; the last look before the end has all of it but what the end takes.
    while child.try_wait().unwrap().is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
        most = most.max(kilobytes.unwrap_or(0) * 1024);
        std::thread::yield_now();
    }
    let ended = child.wait_with_output().unwrap();
    (
        most,
        ended.status.code(),
        String::from_utf8(ended.stderr).unwrap(),
    )
}

#[test]
fn a_paragraph_of_thirty_megabytes_is_refused_for_less_than_five_times_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let text = endless(30 << 20);
    let (word, plain) = (folder.path().join("a.docx"), folder.path().join("a.txt"));
    docx(&word, 1, &text);
    fs::write(&plain, &text).unwrap();
    for file in [word, plain] {
        let (most, code, said) = figures(&file);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("một đoạn dài hàng chục trang"), "{said}");
        assert!(most > 1 << 20 && most < 150 << 20, "{} MB", most >> 20);
    }
}

#[test]
fn the_worst_text_within_the_limits_takes_less_than_a_quarter_of_a_gigabyte() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.docx");
    let one = "lũy kế 1 hộ (trong đó 1 hộ mới), ";
    // A full stop and a capital: lines that go on are joined.
    let text = format!("Đoạn {}hết.", one.repeat(140_000 / one.len()));
    docx(&file, 20, &text);
    let (most, code, said) = figures(&file);
    assert_eq!(code, Some(0), "{said}");
    assert!(most > 1 << 20 && most < 256 << 20, "{} MB", most >> 20);
}
