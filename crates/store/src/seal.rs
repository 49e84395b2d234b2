//! What was changed behind the program's back.
//!
//! Every event carries, for each row its change wrote, a digest of the row as it stood after
//! ([`crate::change::Change::commit`] takes them from the transaction, so nobody can forget it). The
//! last event about a row says what its columns are; [`examine`] compares that with what stands, in
//! one walk over the audit and one over the tables.
//!
//! Out of reach: whoever acts as the service itself appends events that are true in form; a row
//! changed from outside and then written by the program again is sealed as it is then. The head kept
//! elsewhere ([`nhip_core::audit::Head`]) tells whether the chain was cut or written anew.

mod examine;
mod large;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use nhip_core::audit::{By, Event, Kind, SealedRow};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::db::Tx;
use crate::db::row::Columns;
use crate::error::Result;
use crate::value::Time;
use crate::{audit, migrate, values};

use large::Given;

pub use examine::{Difference, Differs, Examined, examine, examine_in};

/// What nobody answers for, and why.
#[derive(Debug, Clone, Copy)]
pub struct Exception {
    /// The table.
    pub table: &'static str,
    /// The column; none for the whole table.
    pub column: Option<&'static str>,
    /// Why: printed in `docs/van-hanh.md`.
    pub why: &'static str,
}

const fn table(table: &'static str, why: &'static str) -> Exception {
    Exception {
        table,
        column: None,
        why,
    }
}

const fn column(table: &'static str, column: &'static str, why: &'static str) -> Exception {
    Exception {
        table,
        column: Some(column),
        why,
    }
}

/// All of them.
pub const EXCEPTIONS: &[Exception] = &[
    table(
        "search_thing",
        "lập lại từ các bảng khác bằng nhip doctor --mend",
    ),
    table(
        "search_index",
        "lập lại từ các bảng khác bằng nhip doctor --mend",
    ),
    table(
        "job",
        "việc đang chờ làm (thư điện tử): đổi theo từng lần thử, không phải dữ liệu",
    ),
    table(
        "refused_sign_in",
        "chỉ để đếm trong vài phút; mất đi không ai được thêm quyền",
    ),
    table(
        "operation",
        "giữ vài ngày để nhận ra biểu mẫu gửi hai lần, rồi xóa",
    ),
    column(
        "session",
        "seen_at",
        "ghi lại ở mỗi lượt dùng, không có sự kiện",
    ),
    column(
        "session",
        "ends_at",
        "lùi lại ở mỗi lượt dùng, không có sự kiện",
    ),
    column(
        "second_factor",
        "last_step",
        "tiến lên ở mỗi mã đã dùng, cả khi việc sau đó không thành",
    ),
    column(
        "migration",
        "applied_at",
        "chỉ để xem; tên và nội dung từng bước được đối chiếu",
    ),
];

/// Tables that tell of themselves, each in its own way.
const BY_THEMSELVES: [&str; 3] = ["audit", "audit_head", "migration"];
/// A row of these may be gone without an event: a session that ended and a recovery code that was
/// used open nothing.
const MAY_BE_GONE: [&str; 2] = ["recovery_code", "session"];
/// Tables whose key is a digest of a secret: known by their id.
const BY_ID: [&str; 2] = ["session", "screen"];
/// Rows sealed by one event when they are sealed as found.
const AT_ONCE: usize = 1_000;
/// Digits of a digest: half a SHA-256, more than anybody can search through.
const DIGITS: usize = 32;

/// The tables whose rows are sealed, each with the columns of its key.
static SEALED: LazyLock<BTreeMap<&str, Vec<&str>>> =
    LazyLock::new(|| sealed_at(i64::MAX).into_iter().collect());

fn sealed_at(migration: i64) -> Vec<(&'static str, Vec<&'static str>)> {
    let excepted = |name: &str| {
        let whole = |one: &Exception| one.table == name && one.column.is_none();
        EXCEPTIONS.iter().any(whole) || BY_THEMSELVES.contains(&name)
    };
    let mut tables = migrate::keys(migration);
    tables.retain(|(name, _)| !excepted(name));
    for (name, key) in &mut tables {
        if BY_ID.contains(name) {
            *key = vec!["id"];
        }
    }
    tables
}

/// A sealed table that a statement writes to.
pub(crate) struct Writes {
    table: &'static str,
    key: &'static [&'static str],
    removes: bool,
    pub(crate) large: Option<Given>,
}

impl Writes {
    /// Of a statement's text, if it writes to one.
    pub(crate) fn of(text: &str) -> Option<Writes> {
        let mut words = text.split_whitespace();
        let name = match (words.next()?, words.next()?) {
            ("INSERT", "INTO") | ("DELETE", "FROM") => words.next()?,
            ("UPDATE", name) => name,
            _ => return None,
        };
        let (table, key) = SEALED.get_key_value(name)?;
        Some(Writes {
            table,
            key,
            removes: text.starts_with("DELETE"),
            large: Given::of(text, table),
        })
    }

    /// The statement, asking for the rows it leaves or removes.
    pub(crate) fn asking(&self, text: &str, postgres: bool) -> String {
        let asks = if text.contains(" RETURNING ") {
            ", "
        } else {
            " RETURNING "
        };
        match &self.large {
            Some(given) => format!("{text}{asks}{}", given.others()),
            None if postgres => format!("{text}{asks}{}.*", self.table),
            None => format!("{text}{asks}*"),
        }
    }
}

/// The rows a transaction has written.
#[derive(Default)]
pub(crate) struct Written(BTreeMap<(&'static str, String), Option<String>>);

impl Written {
    /// Notes a row as it stands, or that it was removed.
    pub(crate) fn note(&mut self, to: &Writes, columns: Columns) {
        let at = (to.table, key(to.key, &columns));
        self.0
            .insert(at, (!to.removes).then(|| digest(to.table, columns)));
    }

    /// All of them.
    pub(crate) fn rows(self) -> Vec<SealedRow> {
        let rows = self.0.into_iter();
        rows.map(|((table, key), digest)| SealedRow(table.to_owned(), key, digest))
            .collect()
    }
}

/// What a row is known by: the columns of its key.
fn key(names: &[&str], columns: &Columns) -> String {
    let one = |name: &&str| {
        let found = columns.iter().find(|(column, _)| column == name);
        let content = found
            .and_then(|(_, content)| content.get(1..))
            .unwrap_or_default();
        String::from_utf8_lossy(content).into_owned()
    };
    names.iter().map(one).collect::<Vec<_>>().join("/")
}

/// Of all columns by name. One that is null is left out: a column that comes later changes no digest
/// as long as nothing stands in it.
fn digest(table: &str, mut columns: Columns) -> String {
    columns.sort_unstable();
    columns.dedup();
    let excepted = |name: &str| {
        let this = |one: &Exception| one.table == table && one.column == Some(name);
        EXCEPTIONS.iter().any(this)
    };
    large::condense(table, &mut columns);
    let mut hash = Sha256::new();
    for (name, content) in columns.iter().filter(|(name, _)| !excepted(name)) {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update((content.len() as u64).to_be_bytes());
        hash.update(content);
    }
    let digits = hash.finalize();
    let digits = digits
        .iter()
        .take(DIGITS / 2)
        .map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// Whether events seal rows already.
pub(crate) async fn begun(tx: &mut Tx) -> Result<bool> {
    let any: Option<(i64,)> = tx
        .first(
            "SELECT n FROM audit WHERE event LIKE '%,\"rows\":[[%' LIMIT 1",
            values![],
        )
        .await?;
    Ok(any.is_some())
}

/// Seals the rows of a table as they are found.
pub(crate) async fn as_found(tx: &mut Tx, table: &str, migration: i64, now: Time) -> Result<()> {
    let tables = sealed_at(migration);
    let Some((_, names)) = tables.iter().find(|(name, _)| *name == table) else {
        return Ok(());
    };
    let mut rows = Vec::new();
    tx.each(&format!("SELECT * FROM {table}"), |row| {
        let columns = row.columns()?;
        let key = key(names, &columns);
        rows.push(SealedRow(
            table.to_owned(),
            key,
            Some(digest(table, columns)),
        ));
        Ok(())
    })
    .await?;
    for rows in rows.chunks(AT_ONCE) {
        let event = Event {
            at: now.utc(),
            by: By::System,
            unit: None,
            kind: Kind::SealedAsFound,
            subject: table.to_owned(),
            before: Json::Null,
            after: rows.len().into(),
            rows: rows.to_vec(),
        };
        audit::append(tx, vec![event]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use nhip_core::report::draft::KeptBox;

    use super::*;
    use crate::db::Db;
    use crate::report::field;

    const NOW: Time = Time(1_795_399_200_000_000);

    /// What noting and sealing rows costs where a box is saved: both ways in turn, in one run.
    #[tokio::test]
    #[ignore = "measures"]
    #[allow(clippy::disallowed_methods, reason = "it measures")]
    async fn a_saved_box_with_and_without_its_seal() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("nhip.db")).await.unwrap();
        migrate::forward(&db, NOW).await.unwrap();
        db.run("PRAGMA foreign_keys = OFF", values![])
            .await
            .unwrap();
        let report =
            "INSERT INTO report (id, plan, unit, month, version, stage, state, revision, opened_at)
                      VALUES ('r', 'p', 'u', '2026-11', 1, 'drafting', '', 1, 1)";
        db.run(report, values![]).await.unwrap();
        let mut took = [Duration::ZERO; 2];
        for round in 0..2_000_usize {
            let mode = round % 2;
            let begun = Instant::now();
            let tx = db.begin().await.unwrap();
            let mut tx = if mode == 0 { tx } else { tx.noting() };
            let one = KeptBox {
                name: format!("box-{}", round / 2 % 100),
                value: format!("{round} buổi phát thanh"),
                typed: true,
                ..KeptBox::default()
            };
            field::save(&mut tx, &"r".into(), &[one], "a", NOW)
                .await
                .unwrap();
            let event = Event {
                at: NOW.utc(),
                by: By::Account("a".into()),
                unit: Some("u".into()),
                kind: Kind::ReportSaved,
                subject: "r".into(),
                before: Json::Null,
                after: round.into(),
                rows: tx.written(),
            };
            audit::append(&mut tx, vec![event]).await.unwrap();
            tx.commit().await.unwrap();
            took[mode] += begun.elapsed();
        }
        let ratio = took[1].as_secs_f64() / took[0].as_secs_f64();
        println!("{took:?}: {ratio:.3}");
    }
}
