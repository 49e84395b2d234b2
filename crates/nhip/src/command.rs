//! The commands: each reads what it needs, asks the other crates, writes or prints.

mod account;
mod archive;
mod consolidate;
mod copy;
mod database;
mod demo;
mod export;
mod figures;
mod forms;
mod forward;
mod generate;
mod input;
mod keep;
mod plan;
mod progress;
mod received;
mod scratch;
mod serve;
mod sound;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ArgMatches;
use nhip_core::period::Month;

use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;

pub use consolidate::{Consolidated, Request, carry_out, counted};
pub use forms::{Wanted, make as make_forms};
pub use input::{document, reader};

/// Runs the command that was asked for.
pub fn run(matches: &ArgMatches, today: NaiveDate, screen: &Screen) -> Result<Outcome, Failure> {
    match matches.subcommand() {
        Some(("plan", matches)) => plan::run(matches, screen),
        Some(("forms", matches)) => forms::run(matches, screen),
        Some(("consolidate", matches)) => consolidate::run(matches, today, screen),
        Some(("figures", matches)) => figures::run(matches, screen),
        Some(("demo", matches)) => demo::run(matches, screen),
        Some(("serve", matches)) => serve::run(matches, screen),
        Some(("backup", matches)) => keep::backup(matches, screen),
        Some(("export", matches)) => export::run(matches, screen),
        Some(("restore", matches)) => keep::restore(matches, screen),
        Some(("audit", matches)) => match matches.subcommand() {
            Some((_, matches)) => sound::verify(matches, screen),
            None => Err(unknown()),
        },
        Some(("doctor", matches)) => keep::doctor(matches, screen),
        Some(("account", matches)) => account::run(matches, screen),
        Some((input::READ_PDF, _)) => read_pdf(),
        Some(("generate", matches)) => generate::run(matches),
        _ => Err(unknown()),
    }
}

fn unknown() -> Failure {
    Failure::new(
        "thiếu lệnh; xem --help.",
        "a command is missing; see --help.",
    )
}

/// The hidden command that reads one PDF or old workbook in a process of its own, where a fault in
/// the file can do no harm; it speaks to its parent, not to a person.
fn read_pdf() -> Result<Outcome, Failure> {
    let served =
        nhip_documents::read::worker::serve(std::io::stdin().lock(), std::io::stdout().lock());
    served.map(|()| Outcome::Done).map_err(|error| {
        Failure::new(
            format!("Lệnh này chỉ do chương trình tự gọi ({error})."),
            format!("This command is called by the program itself only ({error})."),
        )
    })
}

fn path<'a>(matches: &'a ArgMatches, id: &str) -> Option<&'a Path> {
    matches.get_one::<PathBuf>(id).map(PathBuf::as_path)
}

/// A path clap has made sure of.
fn required<'a>(matches: &'a ArgMatches, id: &str) -> Result<&'a Path, Failure> {
    path(matches, id).ok_or_else(|| {
        Failure::new(
            format!("thiếu --{id}; xem --help."),
            format!("--{id} is missing; see --help."),
        )
    })
}

fn month(matches: &ArgMatches) -> Result<Month, Failure> {
    let text = matches
        .get_one::<String>("month")
        .map(String::as_str)
        .unwrap_or_default();
    Month::parse(text)
        .map_err(|text| Failure::new(format!("{}.", text.vi), format!("{}.", text.en)))
}

/// Pretty JSON with a final line break.
fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| {
            Failure::new(
                format!("Không tạo được JSON: {error}."),
                format!("The JSON could not be made: {error}."),
            )
        })
}
