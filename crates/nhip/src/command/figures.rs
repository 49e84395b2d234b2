//! `nhip figures`: the quantities of a text, as the consolidation would take them.

use std::io::Read;
use std::path::Path;

use clap::ArgMatches;
use nhip_documents::read::{Fault, Limits};
use nhip_reading::report::figures::{Coverage, figures, of_text};
use nhip_viet::fold::nfc;
use nhip_viet::quantity::Quantity;
use serde::Serialize;

use super::{document, json, required};
use crate::files::reason;
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::show;

/// What `--json` prints.
#[derive(Serialize)]
struct Told<'a> {
    quantities: &'a [Quantity],
    coverage: Coverage,
}

/// Finds the quantities and prints them, and what the other numbers are.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let path = required(matches, "file")?;
    let found = match path == Path::new("-") {
        true => of_text(&typed()?),
        false => figures(&document(path)?),
    };
    let shown = match matches.get_flag("json") {
        true => json(&Told {
            coverage: found.coverage(),
            quantities: &found.quantities,
        })?,
        false => show::figures::table(screen, &found),
    };
    screen.print(&shown)?;
    Ok(Outcome::Done)
}

fn typed() -> Result<String, Failure> {
    let limits = Limits::default();
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(limits.text_bytes as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            let why = reason(&error);
            Failure::new(
                format!("Không đọc được đầu vào: {}.", why.vi),
                format!("Standard input cannot be read: {}.", why.en),
            )
        })?;
    let text = nfc(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}'));
    let too_long = text.lines().any(|line| line.len() > limits.paragraph_bytes);
    let fault = match bytes.len() > limits.text_bytes {
        _ if too_long => Fault::TooLong,
        true => Fault::TooMuch,
        false => return Ok(text),
    };
    Err(Failure::Said(fault.of("-").text()))
}
