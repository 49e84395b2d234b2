//! `nhip export`: everything a city has entered, in files other programs read.
//!
//! | module | what it is |
//! |---|---|
//! | `sheet` | a table as CSV, safe to open in a spreadsheet |
//! | `tables` | which tables there are, and what their columns mean |
//! | `place` | the folder or zip file they go to |

mod place;
mod sheet;
mod tables;

use std::path::Path;

use clap::ArgMatches;
use nhip_core::audit::Kind;
use nhip_core::lang::Lang;
use nhip_store::db::Db;
use nhip_store::{consolidation, photo, plan};

use self::place::Place;
use super::keep::untold;
use super::{copy, database, required};
use crate::files::reason;
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;

/// Exports into a folder, or a zip file where the name ends so.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let to = required(matches, "to")?;
    let name = matches.get_one::<String>("database");
    let name = name.map_or("", String::as_str);
    let (files, told) = database::stoppable()?.block_on(async {
        let db = database::current_to_read(name).await?;
        let files = written(&db, to).await?;
        db.close().await;
        let told = copy::told(name, Kind::Exported, files).await;
        Ok::<_, Failure>((files, told))
    })?;
    let shown = to.display();
    let said = match screen.lang {
        Lang::Vi => format!("Đã xuất {files} tệp vào {shown}; xem HUONG-DAN.txt.\n"),
        Lang::En => format!("{files} files are exported to {shown}; see HUONG-DAN.txt.\n"),
    };
    screen.print(&(said + untold(screen, told)))?;
    Ok(Outcome::Done)
}

async fn written(db: &Db, to: &Path) -> Result<usize, Failure> {
    let mut place = Place::begin(to)?;
    place.file("HUONG-DAN.txt", tables::guide().as_bytes())?;
    tables::write(db, &mut place).await?;
    originals(db, &mut place).await?;
    place.finish()
}

/// Files as they came, and what is a document of its own: plans as read, joined reports.
async fn originals(db: &Db, place: &mut Place) -> Result<(), Failure> {
    for kept in plan::all(db).await? {
        let read = serde_json::to_vec_pretty(&kept.reading).map_err(ours)?;
        place.file(&format!("ke-hoach/{}.json", plain(&kept.id)), &read)?;
    }
    for id in consolidation::ids(db).await? {
        let result = consolidation::result(db, &id).await?;
        let joined = serde_json::to_vec_pretty(&result).map_err(ours)?;
        place.file(&format!("tong-hop/{}.json", plain(&id)), &joined)?;
    }
    for digest in plan::documents(db).await? {
        let (name, content) = plan::document(db, &digest).await?;
        place.file(
            &format!("tep/{}-{}", plain(&digest), plain(&name)),
            &content,
        )?;
    }
    for head in photo::all(db).await? {
        let content = photo::content(db, &head.activity, head.n).await?;
        let name = format!("anh/{}-{}.jpg", plain(&head.activity), head.n);
        place.file(&name, &content)?;
    }
    Ok(())
}

/// A name that stays in its folder on every system.
fn plain(name: &str) -> String {
    let kept = name.chars().map(|sign| match sign {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        sign if sign.is_control() => '-',
        sign => sign,
    });
    let kept: String = kept.take(100).collect();
    kept.trim_matches(['.', ' ']).to_owned()
}

fn unwritten(error: std::io::Error) -> Failure {
    let why = reason(&error);
    Failure::new(
        format!(
            "Không ghi được dữ liệu xuất: {}. Chưa có gì thay đổi.",
            why.vi
        ),
        format!(
            "The export cannot be written: {}. Nothing has changed.",
            why.en
        ),
    )
}

fn ours(error: serde_json::Error) -> Failure {
    database::broken(&error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_stays_in_its_folder() {
        assert_eq!(plain("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(plain("C:\\a\u{0}.docx"), "C--a-.docx");
    }
}
