//! The hidden command behind the benchmarks: a plan, a list and any number of reports in .docx.
//!
//! The reports are made by the demo's own code, so what is measured is what people send.

use std::fs;
use std::path::Path;

use clap::ArgMatches;
use rayon::prelude::*;

use super::demo::{lay_down, ours};
use super::{month, required};
use crate::demo::city::{City, CityUnit, Habit};
use crate::demo::post::{Desk, of_unit};
use crate::files::reason;
use crate::outcome::{Failure, Outcome};

/// Syllables of invented names; a number tells the thousandth from the first.
const FIRST: [&str; 12] = [
    "Gò", "Rạch", "Cồn", "Đồng", "Vườn", "Bến", "Cầu", "Xóm", "Bàu", "Giồng", "Láng", "Vàm",
];
const SECOND: [&str; 15] = [
    "Sim", "Vông", "Én", "Quýt", "Trầu", "Ngự", "Mây", "Lưới", "Sen", "Dứa", "Cát", "Tre", "Mận",
    "Sậy", "Nhãn",
];

/// Writes `ke-hoach.docx`, `don-vi.xlsx` and the reports of the month (`thang-11/`) into a folder.
pub fn run(matches: &ArgMatches) -> Result<Outcome, Failure> {
    let count = matches.get_one::<u32>("units").copied().unwrap_or(1);
    let folder = required(matches, "dir")?;
    let month = month(matches)?;
    let mut city = City::lac_giang().map_err(ours)?;
    city.events.clear();
    city.units = units(&city, count);
    let reports = folder.join(format!("thang-{:02}", month.month()));
    fs::create_dir_all(&reports).map_err(|error| Failure::Said(reason(&error)))?;
    let (plan, roster) = lay_down(&city, folder)?;
    let desk = Desk {
        city: &city,
        plan: &plan,
        units: &roster,
    };
    city.units.par_iter().try_for_each(|unit| {
        let post = of_unit(&desk, unit, month).map_err(ours)?;
        post.iter()
            .try_for_each(|piece| put(&reports.join(&piece.name), &piece.bytes))
    })?;
    Ok(Outcome::Done)
}

/// Not written aside: a benchmark's input may be cut short and made again.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::Said(reason(&error)))
}

/// Units like the city's wards and stations, half of them on forms, half writing freely.
fn units(city: &City, count: u32) -> Vec<CityUnit> {
    let models: Vec<&CityUnit> = city.units.iter().filter(|unit| unit.group == 3).collect();
    (0..count)
        .filter_map(|n| {
            let model = *models.get(n as usize % models.len().max(1))?;
            let name = name(n);
            Some(CityUnit {
                code: format!("{:05}", 10_000 + n),
                name: format!("Ủy ban nhân dân {} {name}", model.place),
                aliases: vec![format!("UBND {} {name}", model.place)],
                habit: if n % 2 == 0 {
                    Habit::FormDocx
                } else {
                    Habit::FreeDocx
                },
                ..model.clone()
            })
        })
        .collect()
}

fn name(n: u32) -> String {
    let pick = |names: &[&'static str], at: u32| {
        names.get(at as usize % names.len()).copied().unwrap_or("")
    };
    let (first, second) = (pick(&FIRST, n), pick(&SECOND, n / FIRST.len() as u32));
    match n / (FIRST.len() * SECOND.len()) as u32 {
        0 => format!("{first} {second}"),
        round => format!("{first} {second} {}", round + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ten_thousand_units_have_ten_thousand_names() {
        let city = City::lac_giang().unwrap();
        let units = units(&city, 10_000);
        let names: HashSet<String> = (0..10_000).map(name).collect();
        assert_eq!((units.len(), names.len()), (10_000, 10_000));
    }
}
