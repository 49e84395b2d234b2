//! `nhip forms`: a blank monthly report for every unit that owes one.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use nhip_core::finding::Finding;
use nhip_core::period::Month;
use nhip_core::unit::Unit;
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, form};
use nhip_viet::fold::folded;
use rayon::prelude::*;

use super::{input, month, path, required};
use crate::files::{Output, check_writable, write};
use crate::outcome::{Failure, Outcome};
use crate::screen::Screen;
use crate::show::findings;
use crate::show::sheet::Sheet;

/// What forms are wanted.
pub struct Wanted {
    /// The plan.
    pub plan: PathBuf,
    /// The month they are for.
    pub month: Month,
    /// Where they go.
    pub out: PathBuf,
    /// The list of units.
    pub units: Option<PathBuf>,
    /// The layout; `None` follows the plan's family.
    pub style: Option<Style>,
}

/// Longest part of a file name that comes from a unit's name.
const LONGEST: usize = 60;

/// Writes the forms and says where they are.
pub fn run(matches: &ArgMatches, screen: &Screen) -> Result<Outcome, Failure> {
    let wanted = Wanted {
        plan: required(matches, "plan")?.to_path_buf(),
        month: month(matches)?,
        out: required(matches, "out")?.to_path_buf(),
        units: path(matches, "units").map(Path::to_path_buf),
        style: matches
            .get_one::<String>("style")
            .and_then(|name| Style::parse(name)),
    };
    let (units, noticed) = make(&wanted)?;
    let mut sheet = Sheet::new(screen);
    let (n, out) = (units, wanted.out.display());
    let vi = format!(
        "Đã lập biểu mẫu tháng {} cho {n} đơn vị (.docx và .xlsx) trong {out}.",
        wanted.month
    );
    let en = format!(
        "Forms of {} for {n} units (.docx and .xlsx) are in {out}.",
        wanted.month
    );
    sheet.paragraph(0, screen.pick(&vi, &en));
    findings::put(&mut sheet, screen, ("Cần xem lại", "To look at"), &noticed);
    screen.print(&sheet.into_text())?;
    Ok(Outcome::Done)
}

/// Writes the forms; how many units got theirs, and what was noticed in the list of units.
pub fn make(wanted: &Wanted) -> Result<(usize, Vec<Finding>), Failure> {
    let plan = input::plan(&wanted.plan)?;
    let (roster, findings) = input::roster(wanted.units.as_deref(), &plan, wanted.month)?;
    check_writable(&wanted.out)?;
    let style = wanted
        .style
        .unwrap_or_else(|| Style::of_family(plan.document_type.family));
    let profile = Profile::of(style).map_err(failed)?;
    let pairs: Result<Vec<[Output; 2]>, Failure> = roster
        .units()
        .par_iter()
        .map(|unit| {
            let paper = form::paper(&plan, unit, wanted.month, &profile);
            let document = docx::bytes(&paper).map_err(|error| failed(error.to_string()))?;
            let workbook = form::workbook(&plan, unit, wanted.month)
                .map_err(|error| failed(error.to_string()))?;
            let stem = stem(unit, wanted.month);
            Ok([
                (format!("{stem}.docx"), document),
                (format!("{stem}.xlsx"), workbook),
            ])
        })
        .collect();
    let outputs: Vec<Output> = pairs?.into_iter().flatten().collect();
    write(&wanted.out, &outputs)?;
    Ok((roster.units().len(), findings))
}

/// `bao-cao-2026-11_10101_uy-ban-nhan-dan-phuong-ben-ngu`: a name every system and mailbox takes,
/// in which the unit can be recognised should everything else be lost.
fn stem(unit: &Unit, month: Month) -> String {
    let name: String = slug(&unit.name).chars().take(LONGEST).collect();
    let code: String = unit
        .code
        .chars()
        .map(|sign| {
            if sign.is_ascii_alphanumeric() || sign == '.' {
                sign
            } else {
                '-'
            }
        })
        .collect();
    format!("bao-cao-{month}_{code}_{}", name.trim_end_matches('-'))
}

fn slug(name: &str) -> String {
    let words = folded(name);
    let words = words
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn failed(error: String) -> Failure {
    Failure::new(
        format!("Không tạo được biểu mẫu: {error}; hãy báo cho người viết chương trình."),
        format!("The form could not be made: {error}; please report it."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_wards_that_differ_by_an_accent_get_two_files() {
        let unit = |code: &str, name: &str| Unit {
            code: code.to_owned(),
            name: name.to_owned(),
            aliases: Vec::new(),
            group: "UBND".to_owned(),
            parent: None,
            valid_from: None,
            valid_to: None,
        };
        let month = Month::parse("2026-11").unwrap();
        let names = [
            unit("10107", "UBND xã Thanh An"),
            unit("10108", "UBND xã Thạnh An"),
        ]
        .map(|unit| stem(&unit, month));
        assert_eq!(names[0], "bao-cao-2026-11_10107_ubnd-xa-thanh-an");
        assert_ne!(names[0], names[1]);
    }
}
