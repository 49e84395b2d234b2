//! 375 health stations become 114 with new units above them: nothing is lost on the way.

use nhip_core::id::UnitId;
use nhip_core::unit::history::{
    Duty, Fact, FirstUnit, NewUnit, Register, Succession, View, preview,
};

use super::import::listed;
use super::map::*;

const STATIONS: usize = 375;
const MERGED: usize = 114;

fn before() -> Register {
    let districts = (0..15).map(|n| new(&format!("tt{n}"), "Trung tâm y tế", Some("so")));
    let stations = (0..STATIONS).map(|n| {
        let above = format!("tt{}", n % 15);
        new(&format!("tram{n}"), &format!("Trạm y tế {n}"), Some(&above))
    });
    let top = [new("so", "Sở Y tế", None)].into_iter();
    let units: Vec<FirstUnit> = top.chain(districts).chain(stations).map(first).collect();
    Register::new(units).unwrap()
}

/// The new station a former one goes to.
fn heir(station: usize) -> usize {
    station % MERGED
}

fn reform() -> Vec<Succession> {
    let merged = (0..MERGED).map(|n| {
        let ends: Vec<String> = (0..STATIONS)
            .filter(|station| heir(*station) == n)
            .map(|station| format!("tram{station}"))
            .collect();
        let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
        let station: NewUnit = new(
            &format!("moi{n}"),
            &format!("Trạm y tế mới {n}"),
            Some("so"),
        );
        decided("2025-07-01", merge(&ends, station))
    });
    let districts = (0..15).map(|n| decided("2025-07-01", dissolve(&format!("tt{n}"))));
    merged.chain(districts).collect()
}

#[test]
fn three_hundred_and_seventy_five_stations_become_a_hundred_and_fourteen() {
    let map = before().apply_all(reform()).unwrap();
    assert_eq!(map.at(day("2025-06-30")).len(), 1 + 15 + STATIONS);
    let today = map.at(day("2025-07-01"));
    assert_eq!(today.children("so").len(), MERGED);
    assert!(listed(&map, "2025-07-01").len() == 1 + MERGED);
    let list = listed(&map, "2025-07-01");
    assert!(preview(&map, &list, day("2025-07-01")).changes.is_empty());
}

#[test]
fn every_figure_and_every_duty_of_the_old_stations_arrives() {
    let map = before().apply_all(reform()).unwrap();
    let facts: Vec<Fact> = (0..STATIONS)
        .flat_map(|n| {
            let unit = format!("tram{n}");
            let number = i64::try_from(n).unwrap();
            [count(&unit, number), rate(&unit, number % 7, 7)]
        })
        .collect();
    let old = map.totals(&facts, View::AsReported);
    let new = map.totals(&facts, View::AsOf(day("2025-07-01")));
    assert_eq!(
        (old.lines.len(), new.lines.len()),
        (2 * STATIONS, 2 * MERGED)
    );
    assert_eq!(old.sums(), new.sums());
    assert_eq!(new.below(&map.at(day("2025-07-01")), "so"), old.sums());
    let duties: Vec<Duty> = (0..STATIONS)
        .map(|n| Duty {
            id: n.to_string(),
            unit: format!("tram{n}").into(),
        })
        .collect();
    let handed = map.successor_duties(day("2025-07-01"), &duties);
    for (station, handover) in handed.iter().enumerate() {
        assert_eq!(handover.to, [UnitId::from(format!("moi{}", heir(station)))]);
        assert_eq!(handover.choice, None);
    }
}
