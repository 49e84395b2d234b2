//! The backup file: a zip of one file of JSON lines per table, and what each must add up to.

use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};

use nhip_core::fingerprint::sha256;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::outcome::Failure;

/// Name of the contents list in the archive.
const CONTENTS: &str = "nhip.json";
/// The form this program writes and reads.
const FORMAT: u32 = 1;
/// Largest table unpacked, in bytes: a bomb ends here.
const LARGEST: u64 = 4 << 30;

/// What is in a backup.
#[derive(Debug, Serialize, Deserialize)]
pub struct Contents {
    /// Version of the form.
    pub format: u32,
    /// Last migration the database had seen.
    pub migration: i64,
    /// When it was made, ISO.
    pub made_at: String,
    /// Tables in the order they are loaded.
    pub order: Vec<String>,
    /// Rows and SHA-256 of each.
    pub tables: BTreeMap<String, Sum>,
}

/// What a table's file adds up to.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Lines.
    pub rows: usize,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// A backup being written.
pub struct Writer<W: Write + Seek> {
    zip: ZipWriter<W>,
    contents: Contents,
}

impl<W: Write + Seek> Writer<W> {
    /// Begins.
    pub fn new(to: W, migration: i64, made_at: String) -> Writer<W> {
        Writer {
            zip: ZipWriter::new(to),
            contents: Contents {
                format: FORMAT,
                migration,
                made_at,
                order: Vec::new(),
                tables: BTreeMap::new(),
            },
        }
    }

    /// One table, by its lines.
    pub fn table(&mut self, name: &str, lines: &[String]) -> std::io::Result<()> {
        let mut text = String::new();
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        self.zip
            .start_file(format!("tables/{name}.jsonl"), SimpleFileOptions::default())?;
        self.zip.write_all(text.as_bytes())?;
        let sum = Sum {
            rows: lines.len(),
            sha256: sha256(text.as_bytes()),
        };
        self.contents.order.push(name.to_owned());
        self.contents.tables.insert(name.to_owned(), sum);
        Ok(())
    }

    /// Ends with the list of contents; how many rows there are.
    pub fn finish(mut self) -> std::io::Result<usize> {
        self.zip
            .start_file(CONTENTS, SimpleFileOptions::default())?;
        self.zip
            .write_all(&serde_json::to_vec_pretty(&self.contents)?)?;
        self.zip.finish()?;
        Ok(self.contents.tables.values().map(|sum| sum.rows).sum())
    }
}

/// A backup being read.
pub struct Reader<R: Read + Seek> {
    zip: ZipArchive<R>,
    /// What it says it holds.
    pub contents: Contents,
}

impl<R: Read + Seek> Reader<R> {
    /// Opens one.
    pub fn open(from: R) -> Result<Reader<R>, Failure> {
        let mut zip = ZipArchive::new(from).map_err(|_| damaged("zip"))?;
        let text = unpacked(&mut zip, CONTENTS)?;
        let contents: Contents = serde_json::from_slice(&text).map_err(|_| damaged(CONTENTS))?;
        if contents.format != FORMAT {
            return Err(Failure::new(
                "Bản sao lưu này do một phiên bản Nhịp khác tạo ra; hãy dùng phiên bản mới nhất.",
                "This backup was made by another version of Nhịp; use the newest one.",
            ));
        }
        Ok(Reader { zip, contents })
    }

    /// The rows of a table, which must add up to what the list says.
    pub fn table(&mut self, name: &str) -> Result<Vec<Map<String, Value>>, Failure> {
        let file = format!("tables/{name}.jsonl");
        let bytes = unpacked(&mut self.zip, &file)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| damaged(&file))?;
        let sum = Sum {
            rows: text.lines().count(),
            sha256: sha256(&bytes),
        };
        if self.contents.tables.get(name) != Some(&sum) {
            return Err(damaged(&file));
        }
        text.lines()
            .map(|line| serde_json::from_str(line).map_err(|_| damaged(&file)))
            .collect()
    }
}

fn unpacked<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str) -> Result<Vec<u8>, Failure> {
    let file = zip.by_name(name).map_err(|_| damaged(name))?;
    let mut bytes = Vec::new();
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    match read {
        Ok(length) if length as u64 <= LARGEST => Ok(bytes),
        _ => Err(damaged(name)),
    }
}

fn damaged(what: &str) -> Failure {
    Failure::new(
        format!(
            "Bản sao lưu bị hỏng hoặc đã bị sửa ({what}); hãy dùng bản sao lưu khác. Chưa có gì được ghi."
        ),
        format!(
            "The backup is damaged or was changed ({what}); use another one. Nothing was written."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn made() -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = Writer::new(&mut bytes, 3, "2026-11-23".into());
        writer
            .table("setting", &["{\"name\":\"a\"}".into()])
            .unwrap();
        assert_eq!(writer.finish().unwrap(), 1);
        bytes.into_inner()
    }

    #[test]
    fn what_is_written_is_read() {
        let mut reader = Reader::open(Cursor::new(made())).ok().unwrap();
        let rows = reader.table("setting").ok().unwrap();
        assert_eq!(rows[0]["name"], "a");
    }

    #[test]
    fn a_row_changed_in_the_archive_is_noticed() {
        let mut reader = Reader::open(Cursor::new(made())).ok().unwrap();
        let sum = reader.contents.tables.get_mut("setting").unwrap();
        sum.sha256 = sha256(b"other");
        assert!(reader.table("setting").is_err());
        assert!(reader.table("account").is_err());
    }

    #[test]
    fn what_is_no_archive_is_said_to_be_damaged() {
        assert!(Reader::open(Cursor::new(b"PK\x03\x04junk".to_vec())).is_err());
    }
}
