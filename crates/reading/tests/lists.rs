//! Lists of units as people bring them: a plan's roster, and rows for the register.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../core/tests/build/mod.rs"]
mod build;

use chrono::NaiveDate;
use nhip_core::document::Document;
use nhip_core::finding::Finding;
use nhip_core::unit::{Roster, Unit};
use nhip_reading::unit;

use build::{month, plan, table};

fn roster(rows: &[&[&str]]) -> (Roster, Vec<Finding>) {
    let document = Document {
        name: "don-vi.xlsx".into(),
        blocks: vec![table(Some("DS"), rows)],
        ..Document::default()
    };
    unit::roster(&document, &plan(), month())
}

fn codes(roster: &Roster) -> Vec<&str> {
    roster
        .units()
        .iter()
        .map(|unit| unit.code.as_str())
        .collect()
}

fn told(findings: &[Finding]) -> Vec<&str> {
    findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

const HEAD: [&str; 7] = [
    "Mã",
    "Tên đơn vị",
    "Tên khác",
    "Nhóm",
    "Trực thuộc",
    "Hiệu lực từ",
    "Hiệu lực đến",
];

#[test]
fn a_list_keeps_leading_zeros_aliases_and_groups_by_id_or_name() {
    let (roster, findings) = roster(&[
        &["DANH SÁCH ĐƠN VỊ", "", "", "", "", "", ""],
        &HEAD,
        &[
            "00123",
            "Phường Bến Ngự",
            "P. Bến Ngự cũ; Bến Ngự",
            "UBND",
            "79",
            "01/7/2025",
            "",
        ],
        &[
            "00124",
            "Trạm Y tế phường Cầu Đá",
            "",
            "Trạm Y tế các xã, phường",
            "",
            "",
            "",
        ],
    ]);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(codes(&roster), ["00123", "00124", "HPN"]);
    let unit: &Unit = &roster.units()[0];
    assert_eq!(
        (unit.group.as_str(), unit.parent.as_deref()),
        ("UBND", Some("79"))
    );
    assert_eq!(unit.aliases, ["P. Bến Ngự cũ", "Bến Ngự"]);
    assert_eq!(roster.units()[1].group, "TYT");
}

#[test]
fn english_headings_are_understood() {
    let (roster, _) = roster(&[
        &[
            "code",
            "name",
            "aliases",
            "group",
            "parent",
            "valid from",
            "valid to",
        ],
        &["7", "Phường A", "", "UBND", "", "", ""],
    ]);
    assert_eq!(codes(&roster), ["7", "TYT", "HPN"]);
}

#[test]
fn a_unit_outside_its_dates_is_left_out_with_a_note() {
    let (roster, findings) = roster(&[
        &HEAD,
        &["1", "Phường A", "", "UBND", "", "01/12/2026", ""],
        &["2", "Phường B", "", "UBND", "", "", "31/10/2026"],
        &["3", "Phường C", "", "UBND", "", "2026-11-30", ""],
        &["4", "Phường D", "", "UBND", "", "", "01/11/2026"],
    ]);
    assert_eq!(codes(&roster), ["3", "4", "TYT", "HPN"]);
    assert_eq!(told(&findings), ["G350", "G350"]);
}

#[test]
fn every_unusable_row_is_named() {
    let (roster, findings) = roster(&[
        &HEAD,
        &["1", "Phường A", "", "UBND", "", "", ""],
        &["1", "Phường B", "", "UBND", "", "", ""],
        &["2", "", "", "UBND", "", "", ""],
        &["3", "Phường C", "", "Nhóm lạ", "", "", ""],
        &["4", "Phường D", "", "UBND", "", "ngày xưa", ""],
        &["TYT", "Phường E", "", "UBND", "", "", ""],
    ]);
    assert_eq!(codes(&roster), ["1", "4", "TYT", "HPN"]);
    assert_eq!(told(&findings), ["L153", "L151", "L152", "C250", "L153"]);
    assert_eq!(
        findings[0].place.as_ref().unwrap().cell.as_deref(),
        Some("A3")
    );
    assert_eq!(findings[2].quote.as_deref(), Some("Nhóm lạ"));
}

#[test]
fn a_list_without_headings_is_refused_and_the_plan_s_units_stay() {
    let (roster, findings) = roster(&[&["1", "Phường A"]]);
    assert_eq!(told(&findings), ["L150"]);
    assert_eq!(codes(&roster), ["UBND", "TYT", "HPN"]);
}

#[test]
fn a_workbook_becomes_listed_units_by_its_headings() {
    let rows: &[&[&str]] = &[
        &["DANH SÁCH ĐƠN VỊ", "", "", "", "", ""],
        &[
            "Mã",
            "Tên đơn vị",
            "Tên khác",
            "Loại",
            "Trực thuộc",
            "Hiệu lực từ",
        ],
        &[
            "026001",
            "Phường Bến Ngự",
            "Bến Ngự; PBN",
            "phường",
            "01",
            "01/7/2025",
        ],
        &["", "", "", "", "", ""],
        &["026002", "Xã Thanh An", "", "", "", "tháng sau"],
    ];
    let document = Document {
        blocks: vec![table(Some("DS"), rows)],
        ..Document::default()
    };
    let (units, findings) = unit::listed(&document);
    assert_eq!(units.len(), 2);
    assert_eq!(units[0].code, "026001");
    assert_eq!(units[0].aliases, ["Bến Ngự", "PBN"]);
    assert_eq!(units[0].kind, "phường");
    assert_eq!(units[0].parent.as_deref(), Some("01"));
    assert_eq!(units[0].valid_from, NaiveDate::from_ymd_opt(2025, 7, 1));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "C250");
    let (none, findings) = unit::listed(&Document::default());
    assert!(none.is_empty());
    assert_eq!(findings[0].code, "L150");
}
