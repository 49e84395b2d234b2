//! The post of a month: every letter as the file it came in, with its name and its day.

use chrono::NaiveDate;
use nhip_core::period::Month;
use nhip_core::plan::Plan;
use nhip_core::unit::Unit;
use nhip_documents::write::docx;

use super::broken;
use super::city::{City, CityUnit, Habit, Trouble};
use super::form;
use super::letter::{Letter, Said, habit, letter};
use super::paper::{of_letter, signed_on};
use super::plain;
use super::seed::between;

/// A file in the post.
pub struct Piece {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The day it came in.
    pub day: Option<NaiveDate>,
}

/// What the letters are about, as the program itself has read it.
pub struct Desk<'a> {
    /// The city.
    pub city: &'a City,
    /// Its plan, read.
    pub plan: &'a Plan,
    /// Its units, as the list gives them.
    pub units: &'a [Unit],
}

/// All of a month's post, unit by unit.
pub fn of_month(desk: &Desk<'_>, month: Month) -> Result<Vec<Piece>, String> {
    let mut post = Vec::new();
    for unit in &desk.city.units {
        post.extend(of_unit(desk, unit, month)?);
    }
    Ok(post)
}

/// What one unit sends: nothing, a file, or a file and its correction.
pub fn of_unit(desk: &Desk<'_>, unit: &CityUnit, month: Month) -> Result<Vec<Piece>, String> {
    let has = |kind| {
        desk.city
            .trouble(&unit.code, month)
            .any(|event| event.kind == kind)
    };
    if has(Trouble::Missing) {
        return Ok(Vec::new());
    }
    let letter = letter(desk.city, unit, month);
    if !has(Trouble::Twice) {
        return Ok(vec![piece(desk, unit, &letter, month, "")?]);
    }
    let mut first = letter.clone();
    first.day -= 3;
    first
        .tasks
        .iter_mut()
        .skip(2)
        .for_each(|said| *said = Said::Blank);
    Ok(vec![
        piece(desk, unit, &first, month, "")?,
        piece(desk, unit, &letter, month, " (bổ sung lần 2)")?,
    ])
}

fn piece(
    desk: &Desk<'_>,
    unit: &CityUnit,
    letter: &Letter,
    month: Month,
    suffix: &str,
) -> Result<Piece, String> {
    let trouble = |kind| {
        desk.city
            .trouble(&unit.code, month)
            .any(|event| event.kind == kind)
    };
    let habit = habit(desk.city, unit, month);
    let bytes = match habit {
        _ if trouble(Trouble::Empty) => Vec::new(),
        _ if trouble(Trouble::Locked) => broken::locked(),
        _ if trouble(Trouble::Scanned) => broken::scanned(),
        Habit::FreeTxt if trouble(Trouble::OldFont) => {
            plain::old_font(&plain::text(desk.city, letter, false))
        }
        Habit::FreeTxt => plain::text(desk.city, letter, false).into_bytes(),
        Habit::FormDocx => form::filled_docx(desk, letter)?,
        Habit::FormXlsx => form::filled_xlsx(desk, letter)?,
        Habit::FreeDocx | Habit::FreePdf => {
            let paper = of_letter(desk.city, letter, trouble(Trouble::NoAccents))?;
            match habit {
                Habit::FreePdf => pdf(&paper)?,
                _ => docx::bytes(&paper).map_err(|error| error.to_string())?,
            }
        }
    };
    let bytes = if trouble(Trouble::Damaged) {
        broken::cut_short(&bytes)
    } else {
        bytes
    };
    let extension = match habit {
        _ if trouble(Trouble::Misnamed) => "doc",
        _ if trouble(Trouble::Locked) => "docx",
        Habit::FormDocx | Habit::FreeDocx => "docx",
        Habit::FormXlsx => "xlsx",
        Habit::FreeTxt => "txt",
        Habit::FreePdf => "pdf",
    };
    let name = format!(
        "{}{suffix}.{extension}",
        stem(unit, month, trouble(Trouble::NoAccents))
    );
    Ok(Piece {
        name,
        bytes,
        day: signed_on(letter),
    })
}

/// Nobody names files alike.
fn stem(unit: &CityUnit, month: Month, no_accents: bool) -> String {
    let (n, year) = (month.month(), month.year());
    let short = unit.aliases.first().unwrap_or(&unit.name);
    if no_accents {
        let plain = nhip_viet::fold::folded(unit.aliases.last().unwrap_or(short));
        return format!("bc thang {n} {plain}");
    }
    match between(0, 3, &[&unit.code, "file"]) {
        0 => format!("Báo cáo tháng {n} - {short}"),
        1 => format!("{} BC T{n}-{year}", unit.code),
        2 => format!("{short} - BC tháng {n}.{year}"),
        _ => format!("BC SXH TCMR {short} {n}-{year}"),
    }
}

#[cfg(feature = "pdf")]
fn pdf(paper: &nhip_documents::write::paper::Paper) -> Result<Vec<u8>, String> {
    nhip_documents::write::pdf::bytes(paper).map_err(|error| error.to_string())
}

/// Built without the PDF writer, the demo sends Word files in their place.
#[cfg(not(feature = "pdf"))]
fn pdf(paper: &nhip_documents::write::paper::Paper) -> Result<Vec<u8>, String> {
    docx::bytes(paper).map_err(|error| error.to_string())
}
