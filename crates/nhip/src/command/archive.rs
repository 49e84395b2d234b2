//! The backup file: a zip of one file of JSON lines per table, and what each must add up to.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};

use nhip_store::backup::{LEFT_OUT, Sum, Summing};
use nhip_store::migrate::{self, Seen};
use serde::{Deserialize, Serialize};
use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::outcome::Failure;

/// Name of the contents list in the archive.
const CONTENTS: &str = "nhip.json";
/// The form this program writes.
const FORMAT: u32 = 2;
/// The form that named only the last migration, and held sessions.
const FIRST_FORMAT: u32 = 1;
/// Longest list of contents, and longest row (a file of the largest size, as digits, has 64 MB):
/// a bomb ends here. Whatever is unpacked goes to the disk row by row.
const LONGEST: u64 = 128 << 20;

/// What is in a backup.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Version of the form.
    format: u32,
    /// Last migration the database had seen.
    migration: i64,
    /// All of them.
    #[serde(default)]
    migrations: Seen,
    /// When it was made, ISO.
    made_at: String,
    /// Tables, as they lie in the archive.
    order: Vec<String>,
    /// Rows and SHA-256 of each.
    tables: BTreeMap<String, Sum>,
}

fn entry(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// A backup being written.
pub struct Writer<W: Write + Seek> {
    zip: ZipWriter<W>,
    contents: Contents,
}

impl<W: Write + Seek> Writer<W> {
    /// Begins.
    pub fn new(to: W, migrations: Seen, made_at: String) -> Writer<W> {
        Writer {
            zip: ZipWriter::new(to),
            contents: Contents {
                format: FORMAT,
                migration: migrations.last_key_value().map_or(0, |(last, _)| *last),
                migrations,
                made_at,
                order: Vec::new(),
                tables: BTreeMap::new(),
            },
        }
    }

    /// Begins a table.
    pub fn table(&mut self, name: &str) -> std::io::Result<Lines<'_, W>> {
        // Photos may grow beyond 4 GB.
        let options = SimpleFileOptions::default().large_file(true);
        self.zip.start_file(entry(name), options)?;
        Ok(Lines {
            name: name.to_owned(),
            summing: Summing::default(),
            writer: self,
        })
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

/// A table being written.
pub struct Lines<'a, W: Write + Seek> {
    name: String,
    summing: Summing,
    writer: &'a mut Writer<W>,
}

impl<W: Write + Seek> Lines<'_, W> {
    /// A row.
    pub fn add(&mut self, line: &str) -> std::io::Result<()> {
        self.summing.add(line);
        self.writer.zip.write_all(line.as_bytes())?;
        self.writer.zip.write_all(b"\n")
    }

    /// The table is whole.
    pub fn end(self) {
        let contents = &mut self.writer.contents;
        contents.order.push(self.name.clone());
        contents.tables.insert(self.name, self.summing.end());
    }
}

/// A backup being read.
pub struct Reader<R: Read + Seek> {
    zip: ZipArchive<R>,
    contents: Contents,
}

impl<R: Read + Seek> Reader<R> {
    /// Opens one: its list is whole, names each entry once and no other, and its database is one
    /// this program knows.
    pub fn open(mut from: R) -> Result<Reader<R>, Failure> {
        let entries = entries(&mut from).ok_or_else(|| damaged("zip"))?;
        let mut zip = ZipArchive::new(from).map_err(|_| damaged("zip"))?;
        let mut text = Vec::new();
        let list = zip.by_name(CONTENTS).map_err(|_| damaged(CONTENTS))?;
        let read = list.take(LONGEST).read_to_end(&mut text);
        read.map_err(|_| damaged(CONTENTS))?;
        let form: Form = serde_json::from_slice(&text).map_err(|_| damaged(CONTENTS))?;
        if form.format > FORMAT {
            return Err(newer(&format!("{CONTENTS}: {}", form.format)));
        }
        let mut contents: Contents =
            serde_json::from_slice(&text).map_err(|_| damaged(CONTENTS))?;
        if contents.format == FIRST_FORMAT {
            let last = contents.migration;
            contents.migrations = migrate::up_to(last).ok_or_else(|| newer(&last.to_string()))?;
        }
        if let Some(unknown) = migrate::unknown(&contents.migrations) {
            return Err(newer(&unknown.to_string()));
        }
        let named: BTreeSet<String> = contents.order.iter().map(|table| entry(table)).collect();
        let listed: BTreeSet<String> = contents.tables.keys().map(|table| entry(table)).collect();
        let is_whole = listed == named
            && [contents.order.len() + 1, zip.len()] == [entries, entries]
            && zip
                .file_names()
                .all(|name| name.is_ok_and(|name| name == CONTENTS || named.contains(&*name)));
        match is_whole {
            true => Ok(Reader { zip, contents }),
            false => Err(damaged(CONTENTS)),
        }
    }

    /// The migrations its database had seen.
    pub fn migrations(&self) -> &Seen {
        &self.contents.migrations
    }

    /// The tables in it that no backup holds any more: an older program's sessions.
    pub fn others(&self, known: &[String]) -> Result<Vec<String>, Failure> {
        let (old, tables) = (self.contents.format == FIRST_FORMAT, &self.contents.order);
        if let Some(missing) = known.iter().find(|name| !tables.contains(name)) {
            return Err(damaged(&entry(missing)));
        }
        let left_out = |name: &str| old && LEFT_OUT.iter().any(|(out, _)| *out == name);
        let others: Vec<String> = tables
            .iter()
            .filter(|name| !known.contains(name))
            .cloned()
            .collect();
        match others.iter().find(|name| !left_out(name)) {
            Some(strange) => Err(damaged(&entry(strange))),
            None => Ok(others),
        }
    }

    /// The rows of a table.
    pub fn table(&mut self, name: &str) -> Result<Rows<'_, R>, Failure> {
        let file = entry(name);
        let sum = self.contents.tables.get(name).cloned();
        let sum = sum.ok_or_else(|| damaged(&file))?;
        let from = self.zip.by_name(&file).map_err(|_| damaged(&file))?;
        Ok(Rows {
            from: BufReader::new(from),
            summing: Some(Summing::default()),
            file,
            sum,
        })
    }
}

/// What every form has had.
#[derive(Deserialize)]
struct Form {
    format: u32,
}

/// Rows of a table being read.
pub struct Rows<'a, R: Read> {
    from: BufReader<ZipFile<'a, R>>,
    file: String,
    sum: Sum,
    summing: Option<Summing>,
}

impl<R: Read> Rows<'_, R> {
    /// The next row; none at the end, where all of them have added up to what the list says.
    pub fn next(&mut self) -> Result<Option<String>, Failure> {
        let mut line = Vec::new();
        let mut part = (&mut self.from).take(LONGEST);
        let read = part.read_until(b'\n', &mut line);
        let whole = read.is_ok() && (line.is_empty() || line.pop() == Some(b'\n'));
        let text = String::from_utf8(line).ok().filter(|_| whole);
        let text = text.ok_or_else(|| self.damaged())?;
        let ends = read.is_ok_and(|read| read == 0);
        match self.summing.as_mut() {
            Some(summing) if !ends => summing.add(&text),
            _ => {
                let sum = self.summing.take().map(Summing::end);
                let adds_up = sum.is_none_or(|sum| sum == self.sum);
                return if adds_up {
                    Ok(None)
                } else {
                    Err(self.damaged())
                };
            }
        }
        Ok(Some(text))
    }

    /// A row is not what it must be.
    pub fn damaged(&self) -> Failure {
        damaged(&self.file)
    }
}

/// How many entries the end of the archive counts. A name that comes twice would hide one of the
/// two from a reader; whatever follows the end is not ours.
fn entries<R: Read + Seek>(from: &mut R) -> Option<usize> {
    let mut end = [0; 22];
    from.seek(SeekFrom::End(-22)).ok()?;
    from.read_exact(&mut end).ok()?;
    from.rewind().ok()?;
    let count = end.starts_with(b"PK\x05\x06").then_some(&end[10..12])?;
    Some(u16::from_le_bytes(count.try_into().ok()?).into())
}

fn newer(what: &str) -> Failure {
    Failure::new(
        format!(
            "Bản sao lưu này do một phiên bản Nhịp khác tạo ra ({what}); hãy dùng phiên bản ấy hoặc phiên bản mới nhất. Chưa có gì được ghi."
        ),
        format!(
            "This backup was made by another version of Nhịp ({what}); use that one, or the newest. Nothing was written."
        ),
    )
}

/// A backup that is not as it was written.
pub fn damaged(what: &str) -> Failure {
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
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    const TABLES: [(&str, &[&str]); 3] = [
        (
            "setting",
            &[
                r#"{"name":"a","value":"Lạc Giang"}"#,
                r#"{"name":"b","value":"2"}"#,
            ],
        ),
        ("account", &[]),
        ("photo", &[r#"{"content":"00ff"}"#]),
    ];

    fn seen() -> Seen {
        migrate::up_to(3).unwrap()
    }

    fn made(migrations: Seen, tables: &[(&str, &[&str])]) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = Writer::new(&mut bytes, migrations, "2026-11-23".into());
        for (name, rows) in tables {
            let mut lines = writer.table(name).unwrap();
            rows.iter().for_each(|row| lines.add(row).unwrap());
            lines.end();
        }
        writer.finish().unwrap();
        bytes.into_inner()
    }

    /// The lines of each table.
    type Tables = Vec<(String, Vec<String>)>;

    /// Everything a reader takes from an archive, or that it refuses it.
    fn read(bytes: &[u8]) -> Result<(Seen, Tables), Failure> {
        let mut reader = Reader::open(Cursor::new(bytes))?;
        let (seen, order) = (reader.migrations().clone(), reader.contents.order.clone());
        let mut tables = Vec::new();
        for name in order {
            let (mut lines, mut rows) = (Vec::new(), reader.table(&name)?);
            while let Some(line) = rows.next()? {
                lines.push(line);
            }
            tables.push((name, lines));
        }
        Ok((seen, tables))
    }

    fn said(refused: Result<impl Sized, Failure>) -> String {
        match refused {
            Err(Failure::Said(text)) => text.en,
            _ => panic!("not refused"),
        }
    }

    /// The entries of an archive, written anew with a change.
    fn again(change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
        let mut zip = ZipArchive::new(Cursor::new(made(seen(), &TABLES))).unwrap();
        let mut entries = Vec::new();
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            entries.push((entry.name().unwrap().into_owned(), bytes));
        }
        change(&mut entries);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// The list of contents, changed.
    fn listed(change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
        again(|entries| {
            let (_, list) = entries
                .iter_mut()
                .find(|(name, _)| name == CONTENTS)
                .unwrap();
            let mut json = serde_json::from_slice(list).unwrap();
            change(&mut json);
            *list = serde_json::to_vec(&json).unwrap();
        })
    }

    #[test]
    fn what_is_written_is_read() {
        let (seen_again, tables) = read(&made(seen(), &TABLES)).ok().unwrap();
        assert_eq!(seen_again, seen());
        for ((name, rows), (read, lines)) in TABLES.iter().zip(&tables) {
            assert_eq!(
                (*name, rows.to_vec()),
                (read.as_str(), lines.iter().map(String::as_str).collect())
            );
        }
        assert_eq!(read(&again(|_| {})).ok(), read(&made(seen(), &TABLES)).ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn a_byte_changed_is_refused_or_changes_nothing(at in any::<prop::sample::Index>(), with in 1_u8..) {
            let whole = made(seen(), &TABLES);
            let mut bytes = whole.clone();
            bytes[at.index(whole.len())] ^= with;
            if let Ok(found) = read(&bytes) {
                prop_assert_eq!(Some(found), read(&whole).ok());
            }
        }

        #[test]
        fn an_archive_cut_short_anywhere_is_refused(at in any::<prop::sample::Index>()) {
            let whole = made(seen(), &TABLES);
            prop_assert!(read(&whole[..at.index(whole.len())]).is_err());
        }
    }

    #[test]
    fn an_entry_taken_away_added_or_in_a_strange_place_is_refused() {
        for n in 0..4 {
            assert!(
                read(&again(|entries| drop(entries.remove(n)))).is_err(),
                "{n}"
            );
        }
        for name in [
            "../../etc/passwd",
            "tables/../setting.jsonl",
            "/etc/passwd",
            "tables/session.jsonl",
            "nhip.json/",
        ] {
            let bytes = again(|entries| entries.push((name.to_owned(), b"{}".to_vec())));
            assert!(read(&bytes).is_err(), "{name}");
        }
    }

    #[test]
    fn a_name_that_comes_twice_is_refused() {
        let bytes =
            again(|entries| entries.push(("tables/settinG.jsonl".to_owned(), b"{}".to_vec())));
        let twice: Vec<u8> = bytes.clone();
        let mut twice = twice;
        for at in 0..twice.len() - 20 {
            if twice[at..].starts_with(b"tables/settinG.jsonl") {
                twice[at + 13] = b'g';
            }
        }
        assert_ne!(bytes, twice);
        assert!(read(&twice).is_err());
    }

    #[test]
    fn a_list_that_lacks_a_table_names_one_twice_or_counts_otherwise_is_refused() {
        let changes: [&dyn Fn(&mut serde_json::Value); 6] = [
            &|list| drop(list["order"].as_array_mut().unwrap().remove(0)),
            &|list| drop(list["tables"].as_object_mut().unwrap().remove("setting")),
            &|list| list["order"][0] = "account".into(),
            &|list| list["tables"]["setting"]["rows"] = 1.into(),
            &|list| list["tables"]["setting"]["sha256"] = "0".into(),
            &|list| list["more"] = 1.into(),
        ];
        for (n, change) in changes.iter().enumerate() {
            assert!(read(&listed(change)).is_err(), "change {n}");
        }
    }

    #[test]
    fn a_backup_of_a_newer_program_is_said_to_be_one() {
        let newest = listed(|list| list["format"] = 3.into());
        assert!(said(read(&newest)).contains("another version"));
        for number in [4, 99] {
            let mut migrations = seen();
            migrations.insert(number, "0".repeat(64));
            let refused = said(read(&made(migrations, &TABLES)));
            assert!(refused.contains(&format!("({number})")), "{refused}");
        }
        let changed = listed(|list| list["migrations"]["2"] = "0".into());
        assert!(said(read(&changed)).contains("(2)"));
        let first = listed(|list| {
            list["format"] = 1.into();
            list["migration"] = 4.into();
        });
        assert!(said(read(&first)).contains("(4)"));
    }

    #[test]
    fn every_table_is_wanted_and_no_other_but_an_older_programs_sessions() {
        let known = ["setting", "account", "photo"].map(str::to_owned);
        let reader = |bytes: Vec<u8>| Reader::open(Cursor::new(bytes)).ok().unwrap();
        assert_eq!(
            reader(made(seen(), &TABLES)).others(&known).ok(),
            Some(Vec::new())
        );
        assert!(reader(made(seen(), &TABLES)).others(&known[..2]).is_err());
        assert!(reader(made(seen(), &TABLES[..2])).others(&known).is_err());
        let sessions = [TABLES[0], TABLES[1], TABLES[2], ("session", &[][..])];
        let bytes = made(seen(), &sessions);
        assert!(reader(bytes.clone()).others(&known).is_err());
        let mut old = reader(bytes);
        old.contents.format = FIRST_FORMAT;
        assert_eq!(old.others(&known).ok(), Some(vec!["session".to_owned()]));
    }

    #[test]
    fn a_row_without_end_is_refused_before_it_fills_the_memory() {
        let bomb = again(|entries| {
            let (_, rows) = entries
                .iter_mut()
                .find(|(name, _)| name.contains("photo"))
                .unwrap();
            *rows = vec![b' '; usize::try_from(LONGEST).unwrap() + 2];
        });
        assert!(bomb.len() < 1 << 20);
        assert!(said(read(&bomb)).contains("photo"));
    }
}
