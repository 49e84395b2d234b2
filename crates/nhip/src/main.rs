//! Nhịp's command line: reads the clock and the arguments once, runs one command, reports how it went.

mod cli;
mod command;
mod demo;
mod files;
mod log;
mod memory;
mod outcome;
mod screen;
mod show;
mod world;

use std::env;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::process::ExitCode;

use chrono::{NaiveDate, Utc};
use clap::error::ErrorKind;

use outcome::{Failure, Outcome};
use screen::Screen;

/// Vietnam's clock: UTC+7 all year.
pub const VIETNAM_HOURS: i64 = 7;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let lang = cli::language(&arguments, env::var_os("NHIP_LANG").as_deref());
    let mut screen = Screen::of_process(lang);
    match cli::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => match command::run(&matches, today(), &screen) {
            Ok(outcome) => finish(outcome),
            Err(failure) => fail(&mut screen, &failure),
        },
        Err(error) => explain(&mut screen, &error),
    }
}

fn finish(outcome: Outcome) -> ExitCode {
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::DoneWithWarnings => ExitCode::from(1),
    }
}

fn fail(screen: &mut Screen, failure: &Failure) -> ExitCode {
    if matches!(failure, Failure::ReaderGone) {
        return ExitCode::SUCCESS;
    }
    screen.error(failure);
    ExitCode::from(2)
}

/// Help and version go to the reader with 0; a wrong argument is explained, with 2.
fn explain(screen: &mut Screen, error: &clap::Error) -> ExitCode {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        screen.note(&error.render().to_string());
        return ExitCode::from(2);
    }
    if error.use_stderr() {
        screen.error(&Failure::Said(cli::explain(error)));
        return ExitCode::from(2);
    }
    let text = error.render();
    let shown = match std::io::stdout().is_terminal() {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    match screen.print(&shown) {
        Ok(()) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(failure) => fail(screen, &failure),
    }
}

/// The only place that reads the clock.
fn today() -> NaiveDate {
    (Utc::now() + chrono::Duration::hours(VIETNAM_HOURS)).date_naive()
}
