//! Keeping it: `nhip backup`, `nhip restore`, `nhip doctor`.

use std::collections::BTreeSet;
use std::path::Path;

use clap::ArgMatches;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Lang;
use nhip_office::clock::World;
use nhip_store::audit;
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::search::whole;
use nhip_store::unit;

use super::scratch::{self, Scratch};
use super::{copy, database, required, sound};
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::world::System;

pub(super) fn name(matches: &ArgMatches) -> &str {
    matches
        .get_one::<String>("database")
        .map_or("", String::as_str)
}

/// What is added where the audit could not be told.
pub fn untold(screen: &Screen, told: bool) -> &'static str {
    if told {
        return "";
    }
    screen.pick(
        "Không ghi được việc này vào nhật ký: dữ liệu chỉ cho đọc hoặc thuộc phiên bản khác.\n",
        "The audit could not be told of it: the data are read-only, or of another version.\n",
    )
}

/// `nhip backup FILE [--no-check]`: everything, from a service that may be running.
pub fn backup(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let (file, name) = (required(matches, "file")?, name(matches));
    let prove = !matches.get_flag("no-check");
    let (rows, told) = database::stoppable()?.block_on(async {
        let db = database::to_read(name).await?;
        let rows = copy::saved(&db, file, prove).await?;
        db.close().await;
        let told = copy::told(name, Kind::BackedUp, rows).await;
        Ok::<_, Failure>((rows, told))
    })?;
    let shown = file.display();
    let said = match (screen.lang, prove) {
        (Lang::Vi, true) => {
            format!(
                "Đã sao lưu {rows} dòng dữ liệu vào {shown}; đã khôi phục thử, khớp từng bảng.\n"
            )
        }
        (Lang::Vi, false) => {
            format!("Đã sao lưu {rows} dòng dữ liệu vào {shown}; chưa khôi phục thử.\n")
        }
        (Lang::En, true) => {
            format!(
                "{rows} rows are backed up in {shown}; a trial restore matches in every table.\n"
            )
        }
        (Lang::En, false) => {
            format!("{rows} rows are backed up in {shown}, without a trial restore.\n")
        }
    };
    screen.print(&(said + untold(screen, told)))?;
    Ok(Outcome::Done)
}

/// `nhip restore FILE`: into a database that holds nothing yet.
pub fn restore(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let (file, name) = (required(matches, "file")?, name(matches));
    let rows = database::stoppable()?.block_on(restored(file, name))?;
    screen.print(&match screen.lang {
        Lang::Vi => format!("Đã khôi phục {rows} dòng dữ liệu; chuỗi nhật ký nguyên vẹn.\n"),
        Lang::En => format!("{rows} rows are restored; the audit chain holds.\n"),
    })?;
    Ok(Outcome::Done)
}

async fn restored(file: &Path, name: &str) -> Result<usize, Failure> {
    let scratch = match database::is_server(name) {
        true => Scratch::beside(file)?,
        false => Scratch::beside(Path::new(name))?,
    };
    let (trial, rows) = copy::unpacked(file, &scratch).await?;
    let change = Change::begin(&trial, System.now(), By::System).await?;
    change
        .commit(Told::of(Kind::Restored, "database").after(rows))
        .await?;
    if !database::is_server(name) {
        copy::into_file(trial, &scratch, Path::new(name)).await?;
        return Ok(rows);
    }
    let server = database::connect(name).await?;
    copy::into_server(trial, &server).await?;
    server.close().await;
    Ok(rows)
}

/// Everything an engineer wants to know of a database: its pages, its references, its chain; how
/// many events that has.
pub async fn sound(db: &Db) -> Result<u64, Failure> {
    match trouble(db).await? {
        Some(trouble) => Err(trouble),
        None => audit::check(db).await?.map_err(|at| sound::broken(&at)),
    }
}

/// `nhip doctor`: what an engineer looks at first, each with what to do.
pub fn doctor(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let (name, mend) = (name(matches), matches.get_flag("mend"));
    let (count, rows, alike) = database::stoppable()?.block_on(async {
        if mend {
            let db = database::existing(name).await?;
            whole::rebuild(&db).await?;
            db.close().await;
        }
        let db = database::current_to_read(name).await?;
        sound(&db).await?;
        let count = sound::examined(&db, None).await?.count;
        searchable(&db).await?;
        let rows = copy::tried(&db, &room_for(name)?).await?;
        let alike = alike(&db).await?;
        db.close().await;
        Ok::<_, Failure>((count, rows, alike))
    })?;
    screen.print(&match screen.lang {
        Lang::Vi => format!(
            "Cơ sở dữ liệu mở được, đã cập nhật.\n\
             Dữ liệu nguyên vẹn.\n\
             Mọi thứ đều tìm thấy được.\n\
             Sự kiện trong chuỗi nhật ký: {count}.\n\
             Sao lưu thử rồi khôi phục thử: khớp, {rows} dòng dữ liệu.\n"
        ),
        Lang::En => format!(
            "The database opens and is up to date.\n\
             The data are sound.\n\
             Everything can be found by searching.\n\
             Events in the audit chain: {count}.\n\
             A trial backup restores: {rows} rows.\n"
        ),
    })?;
    if !alike.is_empty() {
        let names = alike.into_iter().collect::<Vec<_>>().join("; ");
        screen.print(&match screen.lang {
            Lang::Vi => format!("Chú ý: có đơn vị trùng tên dưới cùng một đơn vị ({names}); báo cáo khó phân biệt, hãy đổi tên.\n"),
            Lang::En => format!("Mind: units below one unit share a name ({names}); reports cannot tell them apart, rename one.\n"),
        })?;
    }
    Ok(Outcome::Done)
}

/// Where a trial is made: beside the database where there is the right to write, or where the
/// system keeps what is passing.
fn room_for(name: &str) -> Result<Scratch, Failure> {
    let (passing, beside) = (std::env::temp_dir(), scratch::above(Path::new(name)));
    match database::is_server(name) {
        true => Scratch::within(&passing),
        false => Scratch::within(beside).or_else(|_| Scratch::within(&passing)),
    }
    .map_err(|error| scratch::unwritten(&passing, &error))
}

/// Names that two units below one share, from the days before that was refused.
async fn alike(db: &Db) -> Result<BTreeSet<String>, Failure> {
    let register = unit::register(db).await?;
    let name = |(one, _): (String, String)| Some(register.life(&one)?.last_name().to_owned());
    Ok(register.namesakes().into_iter().filter_map(name).collect())
}

/// Whether a search would miss anything.
async fn searchable(db: &Db) -> Result<(), Failure> {
    match whole::gap(db).await? {
        0 => Ok(()),
        gap => Err(Failure::new(
            format!("Tìm kiếm bỏ sót {gap} mục. Hãy chạy: nhip doctor --mend."),
            format!("A search misses {gap} things. Run: nhip doctor --mend."),
        )),
    }
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
