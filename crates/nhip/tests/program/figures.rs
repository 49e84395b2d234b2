//! `nhip figures`: what the consolidation would take from a text.

use std::fs;

use serde_json::Value;

use crate::{nhip, nhip_with};

const TEXT: &str =
    "Tổ chức 12 buổi tuyên truyền lưu động, phát 1.200 tờ rơi, trong đó 300 tờ tại chợ.\n";

#[test]
fn the_json_has_the_quantities_with_exactly_these_keys_and_the_coverage() {
    let ran = nhip_with(TEXT, ["figures", "-", "--json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let list = told["quantities"].as_array().unwrap();
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
    for quantity in list {
        assert_eq!(
            quantity.as_object().unwrap().keys().collect::<Vec<_>>(),
            keys
        );
    }
    assert_eq!(list[1]["value"], 1200.0);
    assert_eq!(list[2]["part_of"], 1);
    let coverage = serde_json::json!({
        "numbers": 3, "quantities": 3, "other": {}, "not_understood": []
    });
    assert_eq!(told["coverage"], coverage);
}

#[test]
fn numbers_that_count_nothing_are_named_and_the_others_shown() {
    let text = "Ngày 05/6, theo Điều 4, phát 30 tờ rơi. Lưu trữ đạt 1,2; xong.\n";
    let ran = nhip_with(text, ["figures", "-", "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let other = serde_json::json!({ "date": 1, "article": 1 });
    assert_eq!(told["coverage"]["other"], other);
    let unread = told["coverage"]["not_understood"].as_array().unwrap();
    assert_eq!(unread.len(), 1);
    assert!(
        unread[0]["around"]
            .as_str()
            .unwrap()
            .contains("đạt 1,2; xong")
    );
    let shown = nhip_with(text, ["figures", "-"]).out;
    assert!(
        shown.contains("Trong 4 số: 1 thuộc số liệu (25%)"),
        "{shown}"
    );
    assert!(shown.contains("1 chưa hiểu (25%)"), "{shown}");
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
        (
            Some(0),
            "Không tìm thấy số liệu nào.\nTrong 2 số: 0 thuộc số liệu (0%), 1 ngày tháng (50%), 1 số văn bản, biểu mẫu (50%), 0 chưa hiểu (0%).\n"
        )
    );
    let json = nhip_with("", ["figures", "-", "--json"]);
    let told: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(told["quantities"], serde_json::json!([]));
}

#[test]
fn a_pipe_carries_no_colours() {
    assert!(!nhip_with(TEXT, ["figures", "-"]).out.contains('\u{1b}'));
}
