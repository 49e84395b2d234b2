//! The database of a service that starts: made, opened, or brought forward after a backup.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use nhip_core::audit::{By, Kind};
use nhip_core::lang::Lang;
use nhip_office::clock::World;
use nhip_store::change::{Change, Told};
use nhip_store::db::Db;
use nhip_store::migrate::{self, Standing};

use super::scratch::above;
use super::{copy, database, path};
use crate::outcome::Failure;
use crate::screen::Screen;
use crate::world::System;

/// Opens it. One that an older program left is backed up first, and comes forward only if that
/// succeeded, or if nobody wants it.
pub async fn opened(matches: &ArgMatches, screen: &Screen, name: &str) -> Result<Db, Failure> {
    let db = database::connect(name).await?;
    let at = match database::standing(&db, name).await? {
        Standing::Current => return Ok(db),
        Standing::New => 0,
        Standing::Older(at) => at,
    };
    let unwanted: Option<&bool> = matches.try_get_one("no-backup").ok().flatten();
    let wanted = at > 0 && unwanted != Some(&true);
    let saved = if wanted {
        let file = place(matches, name, at);
        let still = db.still().await?;
        let saved = copy::saved(&still, &file, true).await;
        let rows = saved.map_err(|failure| unsaved(failure, at))?;
        still.close().await;
        let shown = file.display();
        screen.print(&match screen.lang {
            Lang::Vi => format!(
                "Dữ liệu của phiên bản cũ đã được sao lưu vào {shown} trước khi nâng cấp.\n"
            ),
            Lang::En => format!(
                "The data of the older version are backed up in {shown} before they come forward.\n"
            ),
        })?;
        Some(rows)
    } else {
        None
    };
    if at > 0 {
        db.compact().await?;
    }
    migrate::forward(&db, System.now()).await?;
    if let Some(rows) = saved {
        let change = Change::begin(&db, System.now(), By::System).await?;
        let told = Told::of(Kind::BackedUp, "database").after(rows);
        change.commit(told).await?;
    }
    Ok(db)
}

/// Beside the file; of a server in `--backup-folder`, or where the program runs.
fn place(matches: &ArgMatches, name: &str, at: i64) -> PathBuf {
    let chosen = matches
        .try_contains_id("backup-folder")
        .is_ok_and(|known| known);
    let chosen = chosen.then(|| path(matches, "backup-folder")).flatten();
    let (folder, stem) = match database::is_server(name) {
        true => (Path::new("."), "nhip"),
        false => {
            let file = Path::new(name);
            let stem = file.file_stem().and_then(|stem| stem.to_str());
            (above(file), stem.unwrap_or("nhip"))
        }
    };
    let when = System.now().local().format("%Y%m%d-%H%M%S");
    let newest = migrate::newest();
    let file = format!("{stem}-{at:04}-{newest:04}-{when}.zip");
    chosen.unwrap_or(folder).join(file)
}

fn unsaved(failure: Failure, at: i64) -> Failure {
    match failure {
        Failure::Said(text) => Failure::new(
            format!(
                "Chưa nâng cấp dữ liệu (bước {at}) vì không sao lưu được trước: {} Hãy sửa rồi chạy lại, hoặc thêm --no-backup nếu đã có bản sao lưu.",
                text.vi
            ),
            format!(
                "The data (step {at}) are not brought forward, for they could not be backed up first: {} Mend it and run again, or add --no-backup if you have a backup.",
                text.en
            ),
        ),
        gone => gone,
    }
}
