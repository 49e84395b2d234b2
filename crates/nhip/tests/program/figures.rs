//! `nhip figures`: what the consolidation would take from a text.

use std::fs;

use serde_json::Value;

use crate::{nhip, nhip_with};

const TEXT: &str =
    "Tổ chức 12 buổi tuyên truyền lưu động, phát 1.200 tờ rơi, trong đó 300 tờ tại chợ.\n";

#[test]
fn the_json_is_a_list_with_exactly_these_keys() {
    let ran = nhip_with(TEXT, ["figures", "-", "--json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let list: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let keys = [
        "value",
        "upper",
        "count_unit",
        "what",
        "approximate",
        "kind",
        "part_of",
        "sentence",
        "start",
        "end",
    ];
    assert_eq!(list.len(), 3);
    for quantity in &list {
        assert_eq!(
            quantity.as_object().unwrap().keys().collect::<Vec<_>>(),
            keys
        );
    }
    assert_eq!(list[1]["value"], 1200.0);
    assert_eq!(list[2]["part_of"], 1);
}

#[test]
fn a_file_and_standard_input_give_the_same() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("bao-cao.txt");
    fs::write(&path, TEXT).unwrap();
    let typed = nhip_with(TEXT, ["figures", "-"]);
    assert_eq!(nhip(["figures".as_ref(), path.as_os_str()]).out, typed.out);
    assert!(
        typed.out.contains("1.200") && typed.out.contains("tờ rơi"),
        "{}",
        typed.out
    );
}

#[test]
fn a_text_without_figures_says_so() {
    let ran = nhip_with("Kế hoạch số 12/KH-UBND ngày 05/01/2026.", ["figures", "-"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "Không tìm thấy số liệu nào.\n")
    );
    let json = nhip_with("", ["figures", "-", "--json"]);
    assert_eq!(json.out, "[]\n");
}

#[test]
fn a_pipe_carries_no_colours() {
    assert!(!nhip_with(TEXT, ["figures", "-"]).out.contains('\u{1b}'));
}
