//! `nhip plan`: the view for a person and the whole reading as JSON.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{city, nhip};

#[test]
fn the_json_has_the_keys_of_the_gold_reading_and_the_findings() {
    let plan = city().join("ke-hoach.docx");
    let ran = nhip(["plan".as_ref(), plan.as_os_str(), "--json".as_ref()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let read: Value = serde_json::from_str(&ran.out).unwrap();
    for key in [
        "document_type",
        "issuing_body",
        "number_symbol",
        "place_date",
        "title",
        "legal_bases",
        "cited_documents",
        "sections",
        "content_themes",
        "units",
        "reporting_duty",
        "recipients",
        "signer",
        "findings",
    ] {
        assert!(read.get(key).is_some(), "no {key}");
    }
    assert_eq!(read["number_symbol"]["normalized"], "214/KH-UBND");
    let tasks: usize = read["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["tasks"].as_array().unwrap().len())
        .sum();
    assert_eq!(tasks, 21);
    assert_eq!(read["reporting_duty"][0]["day_of_month"], 25);
}

#[test]
fn the_view_says_what_the_plan_is_and_who_owes_what() {
    let plan = city().join("ke-hoach.docx");
    let ran = nhip(["plan".as_ref(), plan.as_os_str()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for said in [
        "214/KH-UBND",
        "Căn cứ (4)",
        "Ủy ban nhân dân các xã, phường",
        "Chế độ báo cáo",
        "Nơi nhận",
    ] {
        assert!(ran.out.contains(said), "no “{said}” in\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 110));
    let english = nhip([
        "plan".as_ref(),
        plan.as_os_str(),
        "--lang".as_ref(),
        "en".as_ref(),
    ]);
    assert!(english.out.contains("Units and tasks"), "{}", english.out);
}

#[test]
fn a_reader_who_stops_reading_is_no_failure() {
    let plan = city().join("ke-hoach.docx");
    let mut child = Command::new(env!("CARGO_BIN_EXE_nhip"))
        .args(["plan".as_ref(), plan.as_os_str(), "--json".as_ref()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(
        ended.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
}
