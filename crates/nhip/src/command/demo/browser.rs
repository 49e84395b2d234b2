//! The end of the demo: the same city in the browser.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::unit::Unit;
use nhip_office::clock::SharedWorld;

use super::{DATABASE, MONTHS, PLAN, UNITS, ours, read, request};
use crate::command::{counted, database, serve};
use crate::demo::settle::{PASSWORD, PEOPLE, Post, Sample, settle};
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::show::sheet::Sheet;
use crate::world::System;

/// Fills the database and serves until told to stop.
pub fn run(
    matches: &ArgMatches,
    screen: &Screen,
    folder: &Path,
    plan: &Plan,
) -> Result<Outcome, Failure> {
    let units = units(folder, plan)?;
    let mut months = Vec::new();
    for n in MONTHS {
        let month = Month::new(2026, n).ok_or_else(|| ours("month".to_owned()))?;
        months.push(Post {
            month,
            reports: counted(screen, &request(folder, month))?,
        });
    }
    let sample = Sample {
        file: fs::read(folder.join(PLAN)).map_err(|error| ours(error.to_string()))?,
        plan,
        units: &units,
        months,
    };
    let world: SharedWorld = Arc::new(System);
    let file = folder.join(DATABASE).to_string_lossy().into_owned();
    database::runtime()?.block_on(async {
        let db = database::open(&file).await?;
        settle(&db, &world, &sample)
            .await
            .map_err(|error| ours(format!("{error:?}")))?;
        db.close().await;
        Ok::<(), Failure>(())
    })?;
    screen.print(&doors(screen))?;
    serve::on(matches, screen, &file)
}

fn units(folder: &Path, plan: &Plan) -> Result<Vec<Unit>, Failure> {
    let bytes = fs::read(folder.join(UNITS)).map_err(|error| ours(error.to_string()))?;
    let first = Month::new(2026, MONTHS[0]).ok_or_else(|| ours("month".to_owned()))?;
    let (roster, _) = nhip_reading::unit::roster(&read(UNITS, &bytes)?, plan, first);
    Ok(roster.units().to_vec())
}

/// Who can sign in, and how.
fn doors(screen: &Screen) -> String {
    let mut sheet = Sheet::new(screen);
    sheet.heading(screen.pick(
        "Cũng thành phố ấy, trên trình duyệt",
        "The same city, in the browser",
    ));
    for person in &PEOPLE {
        let (vi, en) = person.what;
        sheet.labelled(2, &format!("{:<10}", person.login), screen.pick(vi, en));
    }
    let line = format!(
        "{} {PASSWORD}",
        screen.pick("Mật khẩu chung:", "Password of all:")
    );
    sheet.paragraph(2, &line);
    sheet.into_text()
}
