//! `nhip plan`: what a plan says, and every doubt of its reader.

use clap::ArgMatches;
use nhip_core::plan::Plan;

use super::{document, json, required};
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::show;

/// Reads the plan and prints it.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let document = document(required(matches, "file")?)?;
    let plan: Plan = nhip_reading::plan::read(&document);
    let text = match matches.get_flag("json") {
        true => json(&plan)?,
        false => show::plan::view(screen, &plan),
    };
    screen.print(&text)?;
    Ok(Outcome::Done)
}
