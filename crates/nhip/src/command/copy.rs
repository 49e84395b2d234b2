//! A copy of everything: packed into an archive, proved by unpacking it aside, kept.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use nhip_core::audit::{By, Kind};
use nhip_office::clock::World;
use nhip_store::backup::{self, Summing};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::search::whole;
use nhip_store::{StoreError, migrate};

use super::archive::{Reader, Writer, damaged};
use super::scratch::{Scratch, only_over_an_archive, unwritten};
use super::{database, keep};
use crate::outcome::Failure;
use crate::world::System;

/// Name of the archive while it is made.
const ARCHIVE: &str = "sao-luu.zip";
/// Name of a database while it is filled.
const TRIAL: &str = "nhip.db";

/// Backs up what `still` shows into a file, and proves that it restores; how many rows there are.
pub async fn saved(still: &Db, file: &Path, prove: bool) -> Result<usize, Failure> {
    only_over_an_archive(file)?;
    let scratch = Scratch::beside(file)?;
    let rows = packed(still, &scratch).await?;
    if prove {
        let trial = unpacked(&scratch.path(ARCHIVE), &scratch).await;
        trial.map_err(unproved)?.0.close().await;
    }
    scratch.keep(ARCHIVE, file)?;
    Ok(rows)
}

/// Backs up and restores aside, and forgets both; how many rows there are.
pub async fn tried(still: &Db, scratch: &Scratch) -> Result<usize, Failure> {
    let rows = packed(still, scratch).await?;
    let trial = unpacked(&scratch.path(ARCHIVE), scratch).await;
    trial.map_err(unproved)?.0.close().await;
    Ok(rows)
}

fn unproved(failure: Failure) -> Failure {
    match failure {
        Failure::Said(text) => Failure::new(
            format!(
                "Bản sao lưu làm thử từ dữ liệu này không khôi phục được: {}",
                text.vi
            ),
            format!("A trial backup of these data does not restore: {}", text.en),
        ),
        gone => gone,
    }
}

async fn packed(still: &Db, scratch: &Scratch) -> Result<usize, Failure> {
    let path = scratch.path(ARCHIVE);
    let full = |error| unwritten(&path, &error);
    let mut archive = scratch.file(ARCHIVE).map_err(full)?;
    let made_at = System.now().utc().to_rfc3339();
    let mut writer = Writer::new(&mut archive, migrate::seen(still).await?, made_at);
    for table in backup::tables(still).await? {
        let mut lines = writer.table(&table.name).map_err(full)?;
        let mut rows = table.rows(still);
        while let Some(page) = rows.next().await? {
            for row in &page {
                lines.add(&table.line(row)).map_err(full)?;
            }
        }
        lines.end();
    }
    writer.finish().map_err(full)
}

/// The database of a backup, filled aside, brought forward and examined: every row is in its table,
/// every reference and seal holds; and how many rows it has. What is not whole is refused here.
pub async fn unpacked(archive: &Path, scratch: &Scratch) -> Result<(Db, usize), Failure> {
    let opened = File::open(archive).map_err(|error| {
        let (shown, why) = (archive.display(), crate::files::reason(&error));
        Failure::new(
            format!("Không mở được bản sao lưu “{shown}”: {}.", why.vi),
            format!("The backup “{shown}” cannot be opened: {}.", why.en),
        )
    })?;
    let mut reader = Reader::open(BufReader::new(opened))?;
    let db = Db::open(&scratch.path(TRIAL)).await?;
    let seen = reader.migrations().clone();
    migrate::forward_by(&db, System.now(), |number| seen.contains_key(&number)).await?;
    let rows = loaded(&db, &mut reader).await?;
    migrate::forward(&db, System.now()).await?;
    whole::rebuild(&db).await.map_err(|error| wrong(&error))?;
    keep::sound(&db).await?;
    Ok((db, rows))
}

async fn loaded<R: Read + Seek>(db: &Db, reader: &mut Reader<R>) -> Result<usize, Failure> {
    let tables = backup::tables(db).await?;
    let names: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
    for other in reader.others(&names)? {
        let mut rows = reader.table(&other)?;
        while rows.next()?.is_some() {}
    }
    let mut tx = db.begin().await?;
    backup::open_up(&mut tx, &tables).await?;
    let mut sums = Vec::new();
    for table in &tables {
        let (mut rows, mut summing) = (reader.table(&table.name)?, Summing::default());
        while let Some(line) = rows.next()? {
            let row = table.row(&line).map_err(|_| rows.damaged())?;
            summing.add(&table.line(&row));
            let written = table.load(&mut tx, row).await;
            written.map_err(|error| wrong(&error))?;
        }
        sums.push(summing.end());
    }
    let closed = backup::close_up(&mut tx).await;
    closed.map_err(|error| wrong(&error))?;
    tx.commit().await.map_err(|error| wrong(&error))?;
    let mut count = 0;
    for (table, sum) in tables.iter().zip(sums) {
        if table.sum(db).await? != sum {
            return Err(damaged(&table.name));
        }
        count += sum.rows;
    }
    Ok(count)
}

/// The database does not take what the archive holds.
fn wrong(error: &StoreError) -> Failure {
    damaged(&error.to_string())
}

/// Puts a database filled aside into its place.
pub async fn into_file(trial: Db, scratch: &Scratch, file: &Path) -> Result<(), Failure> {
    if file.exists() {
        let old = Db::open(file).await?;
        refuse_full(backup::is_empty(&old).await?)?;
        // Whoever had it open would go on writing into nothing.
        old.alone().await.map_err(|_| taken())?;
        old.close().await;
    }
    trial.close().await;
    scratch.keep(TRIAL, file)
}

/// Copies a database filled aside to a server, in one transaction.
pub async fn into_server(trial: Db, server: &Db) -> Result<(), Failure> {
    let mut tx = server.begin().await?;
    migrate::forward_in(&mut tx, System.now(), |_| true).await?;
    refuse_full(backup::is_empty_in(&mut tx).await?)?;
    let tables = backup::tables(&trial).await?;
    backup::open_up(&mut tx, &tables).await?;
    for table in &tables {
        let (mut rows, mut sent) = (table.rows(&trial), 0);
        while let Some(page) = rows.next().await? {
            sent += page.len();
            for row in page {
                table.load(&mut tx, row).await?;
            }
        }
        if table.count(&mut tx).await? != sent {
            return Err(database::broken(&table.name));
        }
    }
    backup::close_up(&mut tx).await?;
    whole::rebuild_in(&mut tx).await?;
    tx.commit().await?;
    trial.close().await;
    Ok(())
}

fn refuse_full(is_empty: bool) -> Result<(), Failure> {
    match is_empty {
        true => Ok(()),
        false => Err(Failure::new(
            "Cơ sở dữ liệu này đã có dữ liệu; hãy khôi phục vào một tệp mới hoặc một cơ sở dữ liệu trống.",
            "This database holds data already; restore into a new file or an empty database.",
        )),
    }
}

fn taken() -> Failure {
    Failure::new(
        "Tệp dữ liệu đang được một chương trình khác mở; hãy dừng chương trình ấy rồi khôi phục lại.",
        "Another program has the database file open; stop it and restore again.",
    )
}

/// Whether the audit could be told of an act done on the command line: a copy that cannot be
/// written, or a server that only follows another, keeps no events of its own.
pub async fn told(name: &str, kind: Kind, n: usize) -> bool {
    let telling = async {
        let db = database::existing(name).await?;
        let change = Change::begin(&db, System.now(), By::System).await?;
        change.commit(Told::of(kind, "database").after(n)).await?;
        db.close().await;
        Ok::<(), Failure>(())
    };
    !database::is_locked(name) && telling.await.is_ok()
}
