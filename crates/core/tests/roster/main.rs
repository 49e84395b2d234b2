//! Rosters of plans, and the units that written names mean.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../build/mod.rs"]
mod build;

use nhip_core::plan::Reports;
use nhip_core::unit::{Found, Roster, Unit};
use proptest::prelude::*;

use build::{plan, roster, unit};

fn codes(roster: &Roster) -> Vec<&str> {
    roster
        .units()
        .iter()
        .map(|unit| unit.code.as_str())
        .collect()
}

fn one(roster: &Roster, written: &str) -> Option<String> {
    match roster.find(written) {
        Found::One(at) => Some(roster.units()[at].code.clone()),
        _ => None,
    }
}

#[test]
fn the_plan_alone_gives_one_unit_for_each_that_owes() {
    assert_eq!(codes(&Roster::of_plan(&plan())), ["UBND", "TYT", "HPN"]);
}

#[test]
fn where_the_duty_names_nobody_all_with_tasks_owe() {
    let mut plan = plan();
    plan.units
        .iter_mut()
        .for_each(|unit| unit.reports = Reports::No);
    assert_eq!(
        codes(&Roster::of_plan(&plan)),
        ["UBND", "TYT", "HPN", "TTYT"]
    );
}

#[test]
fn names_are_found_by_code_name_organ_and_place() {
    let roster = roster(&plan());
    for (written, code) in [
        ("26001", "26001"),
        ("phường Bến Ngự", "26001"),
        ("UBND P. BẾN NGỰ", "26001"),
        (
            "Ủy ban nhân dân phường Bến Ngự, thành phố Lạc Giang",
            "26001",
        ),
        ("TYT phường Bến Ngự", "TYT01"),
        ("Hội LHPN thành phố Lạc Giang", "HPN"),
        ("UBND xã Thạnh An", "26004"),
    ] {
        assert_eq!(one(&roster, written).as_deref(), Some(code), "{written}");
    }
}

#[test]
fn without_accents_a_name_only_suggests() {
    let roster = roster(&plan());
    assert_eq!(roster.find("xa Thanh An"), Found::Several(vec![2, 3]));
    assert_eq!(roster.find("phuong Cau Da"), Found::Several(vec![1]));
    assert_eq!(roster.find("Phường Hoa Lư"), Found::Nobody);
}

#[test]
fn another_organ_of_a_place_is_a_question() {
    let (plan, units) = (plan(), vec![unit("7", "Trạm Y tế phường Cầu Đá", "TYT")]);
    assert_eq!(
        Roster::new(units, &plan).find("Hội Nông dân phường Cầu Đá"),
        Found::Several(vec![0])
    );
}

#[test]
fn a_bare_place_is_reported_for_by_its_committee_or_health_station_only() {
    let roster = roster(&plan());
    for (written, found) in [
        ("UBND phường Cầu Đá", Found::One(1)),
        ("Trạm Y tế phường Cầu Đá", Found::One(1)),
        ("Hội Nông dân phường Cầu Đá", Found::Several(vec![1])),
        (
            "Chỉ ghi vào ô vàng. Trạm Y tế phường Cầu Đá",
            Found::Several(vec![1]),
        ),
    ] {
        assert_eq!(roster.find(written), found, "{written}");
    }
    // Where the health station is a unit of its own, it is never taken for the committee.
    assert_eq!(roster.find("Trạm Y tế phường Bến Ngự"), Found::One(4));
}

#[test]
fn two_units_of_one_name_are_told_apart_by_the_body_above_only() {
    let plan = plan();
    let below = |code: &str, parent: &str| Unit {
        parent: Some(parent.into()),
        ..unit(code, "Xã Tân Lập", "UBND")
    };
    let roster = Roster::new(
        vec![
            below("1", "Thành phố Lạc Giang"),
            below("2", "Thành phố Hà Trung"),
        ],
        &plan,
    );
    assert_eq!(roster.find("UBND xã Tân Lập"), Found::Several(vec![0, 1]));
    assert_eq!(
        roster.find_below("Xã Tân Lập", "UBND THÀNH PHỐ HÀ TRUNG"),
        Found::One(1)
    );
    assert_eq!(
        roster.find_below("Xa Tan Lap", "UBND THÀNH PHỐ HÀ TRUNG"),
        Found::Several(vec![0, 1])
    );
}

#[test]
fn a_file_name_tells_a_unit_by_code_or_exact_name() {
    let roster = roster(&plan());
    assert_eq!(
        roster.find_in_file_name("2026-11/26003_bao-cao.docx"),
        Found::One(2)
    );
    assert_eq!(roster.find_in_file_name("HPN_2026-11.docx"), Found::One(5));
    assert_eq!(
        roster.find_in_file_name("BC T11.2026 - Phường Cầu Đá (2).docx"),
        Found::One(1)
    );
    assert_eq!(
        roster.find_in_file_name("bc-xa-thanh-an.docx"),
        Found::Several(vec![2, 3])
    );
    assert_eq!(
        roster.find_in_file_name("bao-cao-thang-11.docx"),
        Found::Nobody
    );
}

#[test]
fn ten_thousand_names_among_three_thousand_units_find_their_own() {
    let plan = plan();
    let units = (0..3_321)
        .map(|n| unit(&format!("{n:05}"), &format!("Xã Số {n}"), "UBND"))
        .collect();
    let roster = Roster::new(units, &plan);
    for n in 0..10_000 {
        let n = n % 3_321;
        assert_eq!(roster.find(&format!("UBND XÃ SỐ {n}")), Found::One(n));
    }
}

proptest! {
    #[test]
    fn any_name_is_looked_up_without_a_panic(name in "\\PC{0,80}") {
        let roster = roster(&plan());
        let _ = roster.find(&name);
        let _ = roster.find_below(&name, &name);
        let _ = roster.find_in_file_name(&name);
    }
}

#[test]
fn who_joins_the_reports_owes_none_to_itself() {
    let mut plan = plan();
    let joins = plan.units.iter_mut().find(|unit| unit.id == "TTYT");
    let joins = joins.unwrap();
    joins.reports = Reports::Named;
    plan.reporting_duty[0].via = Some(joins.name.clone());
    assert_eq!(codes(&Roster::of_plan(&plan)), ["UBND", "TYT", "HPN"]);
    plan.reporting_duty[0].via = None;
    assert_eq!(
        codes(&Roster::of_plan(&plan)),
        ["UBND", "TYT", "HPN", "TTYT"]
    );
}
