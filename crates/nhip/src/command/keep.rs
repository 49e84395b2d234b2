//! Keeping it: `nhip backup`, `nhip restore`, `nhip audit verify`, `nhip doctor`.

use std::fs::File;
use std::io::{self, BufReader, Seek};
use std::path::Path;

use clap::ArgMatches;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Lang;
use nhip_documents::write::whole::Batch;
use nhip_office::clock::World;
use nhip_store::backup::{self, Still};
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::search::whole;
use nhip_store::{audit, migrate};

use super::archive::{Reader, Writer};
use super::{database, required};
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::world::System;

fn name(matches: &ArgMatches) -> &str {
    matches
        .get_one::<String>("database")
        .map_or("", String::as_str)
}

/// `nhip backup FILE`: everything, from a service that may be running.
pub fn backup(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let file = required(matches, "file")?;
    let rows = database::runtime()?.block_on(async {
        let db = database::existing(name(matches)).await?;
        let rows = saved(&db, file).await?;
        let change = Change::begin(&db, System.now(), By::System).await?;
        change
            .commit(Told::of(Kind::BackedUp, "database").after(rows))
            .await?;
        db.close().await;
        Ok::<usize, Failure>(rows)
    })?;
    let shown = file.display();
    screen.print(&match screen.lang {
        Lang::Vi => format!("Đã sao lưu {rows} dòng dữ liệu vào {shown}.\n"),
        Lang::En => format!("{rows} rows are backed up in {shown}.\n"),
    })?;
    Ok(Outcome::Done)
}

async fn saved(db: &Db, file: &Path) -> Result<usize, Failure> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let own = file.file_name().unwrap_or_default().to_string_lossy();
    let batch = Batch::begin(folder)?;
    let beside = tempfile::tempdir_in(folder).map_err(broken)?;
    let mut archive = tempfile::tempfile_in(folder).map_err(broken)?;
    let mut still = Still::of(db, beside.path()).await?;
    let made_at = System.now().utc().to_rfc3339();
    let mut writer = Writer::new(&mut archive, migrate::reached(db).await?, made_at);
    for table in still.tables().await? {
        let mut lines: Vec<String> = Vec::new();
        loop {
            let from = i64::try_from(lines.len()).unwrap_or(i64::MAX);
            let more = still.rows(&table, from).await?;
            if more.is_empty() {
                break;
            }
            lines.extend(more);
        }
        writer.table(&table.name, &lines).map_err(broken)?;
    }
    still.close().await;
    let rows = writer.finish().map_err(broken)?;
    archive.rewind().map_err(broken)?;
    batch.write(&own, |to| io::copy(&mut archive, to).map(drop))?;
    batch.finish()?;
    Ok(rows)
}

fn broken(error: io::Error) -> Failure {
    database::broken(&error.to_string())
}

/// `nhip restore FILE`: into a database that holds nothing yet.
pub fn restore(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let file = required(matches, "file")?;
    let opened = File::open(file).map_err(|error| {
        let shown = file.display();
        Failure::new(
            format!("Không mở được bản sao lưu “{shown}” ({error})."),
            format!("The backup “{shown}” cannot be opened ({error})."),
        )
    })?;
    let mut reader = Reader::open(BufReader::new(opened))?;
    let rows = database::runtime()?.block_on(loaded(name(matches), &mut reader))?;
    screen.print(&match screen.lang {
        Lang::Vi => format!("Đã khôi phục {rows} dòng dữ liệu; chuỗi nhật ký nguyên vẹn.\n"),
        Lang::En => format!("{rows} rows are restored; the audit chain holds.\n"),
    })?;
    Ok(Outcome::Done)
}

async fn loaded(name: &str, reader: &mut Reader<BufReader<File>>) -> Result<usize, Failure> {
    let db = database::connect(name).await?;
    backup::prepare(&db, System.now(), reader.contents.migration).await?;
    if !backup::is_empty(&db).await? {
        return Err(Failure::new(
            "Cơ sở dữ liệu này đã có dữ liệu; hãy khôi phục vào một tệp mới hoặc một cơ sở dữ liệu trống.",
            "This database holds data already; restore into a new file or an empty database.",
        ));
    }
    let tables = backup::tables(&db).await?;
    let mut tx = db.begin().await?;
    backup::clear(&mut tx).await?;
    let mut rows = 0;
    for name in reader.contents.order.clone() {
        let Some(table) = tables.iter().find(|table| table.name == name) else {
            return Err(database::broken(&format!("{name}?")));
        };
        let lines = reader.table(&name)?;
        backup::load(&mut tx, table, &lines).await?;
        rows += lines.len();
    }
    tx.commit().await?;
    migrate::forward(&db, System.now()).await?;
    whole::rebuild(&db).await?;
    chain(&db).await?;
    let change = Change::begin(&db, System.now(), By::System).await?;
    change
        .commit(Told::of(Kind::Restored, "database").after(rows))
        .await?;
    db.close().await;
    Ok(rows)
}

/// The chain of the audit, whole; how many events it has.
async fn chain(db: &Db) -> Result<u64, Failure> {
    audit::check(db).await?.map_err(|broken| {
        Failure::new(
            format!("Chuỗi nhật ký bị đứt ở sự kiện {}: dữ liệu đã bị sửa ngoài chương trình.", broken.at),
            format!("The audit chain is broken at event {}: something was changed behind the program's back.", broken.at),
        )
    })
}

/// `nhip audit verify`.
pub fn verify(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let count = database::runtime()?.block_on(async {
        let db = database::existing(name(matches)).await?;
        let count = chain(&db).await?;
        db.close().await;
        Ok::<u64, Failure>(count)
    })?;
    screen.print(&match screen.lang {
        Lang::Vi => format!("Chuỗi nhật ký nguyên vẹn: {count} sự kiện.\n"),
        Lang::En => format!("The audit chain holds: {count} events.\n"),
    })?;
    Ok(Outcome::Done)
}

/// `nhip doctor`: what an engineer looks at first, each with what to do.
pub fn doctor(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let lines = database::runtime()?.block_on(async {
        let db = database::existing(name(matches)).await?;
        let mut lines = vec![
            screen
                .pick(
                    "Cơ sở dữ liệu mở được, đã cập nhật.",
                    "The database opens and is up to date.",
                )
                .to_owned(),
        ];
        if let Some(trouble) = trouble(&db).await? {
            return Err(trouble);
        }
        lines.push(
            screen
                .pick("Dữ liệu nguyên vẹn.", "The data are sound.")
                .to_owned(),
        );
        if let Some(gap) = searchable(&db, matches.get_flag("mend")).await? {
            return Err(gap);
        }
        lines.push(
            screen
                .pick(
                    "Mọi thứ đều tìm thấy được.",
                    "Everything can be found by searching.",
                )
                .to_owned(),
        );
        let count = chain(&db).await?;
        lines.push(format!(
            "{}: {count}.",
            screen.pick("Sự kiện trong chuỗi nhật ký", "Events in the audit chain")
        ));
        db.close().await;
        Ok(lines)
    })?;
    screen.print(&(lines.join("\n") + "\n"))?;
    Ok(Outcome::Done)
}

/// What a search would miss; nothing after it was mended.
async fn searchable(db: &Db, mend: bool) -> Result<Option<Failure>, Failure> {
    if mend {
        whole::rebuild(db).await?;
    }
    let gap = whole::gap(db).await?;
    Ok((gap > 0).then(|| {
        Failure::new(
            format!("Tìm kiếm bỏ sót {gap} mục. Hãy chạy: nhip doctor --mend."),
            format!("A search misses {gap} things. Run: nhip doctor --mend."),
        )
    }))
}

/// What the database says is wrong with itself.
async fn trouble(db: &Db) -> Result<Option<Failure>, Failure> {
    let found = nhip_store::doctor::troubles(db).await?;
    Ok(found.first().map(|first| {
        let n = found.len();
        Failure::new(
            format!("Dữ liệu hỏng ở {n} chỗ ({first}). Hãy dừng dịch vụ và khôi phục bản sao lưu gần nhất."),
            format!("The data are damaged in {n} places ({first}). Stop the service and restore the last backup."),
        )
    }))
}
