//! The real plan against its gold reading, leaf by leaf.
//!
//! The paper is not in this repository: the test looks for it through `NHIP_SHARED` or beside
//! the workspace, and says so when it is not there.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod text;

use std::path::PathBuf;

use nhip_reading::plan;
use serde_json::Value;

/// What the gold says about itself or explains in free words; everything else must be equal.
const EXPLANATIONS: [&str; 8] = [
    "gold_version",
    "about",
    "note",
    "family_evidence",
    "conflict",
    "what",
    "short_ours",
    "summary_ours",
];
/// Facts about the text file that are no part of a plan's reading.
const OF_THE_FILE: [&str; 6] = [
    "bytes",
    "chars",
    "lines",
    "unicode",
    "line_ending",
    "final_newline",
];

fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("NHIP_SHARED").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let candidates = shared.into_iter().flat_map(|dir| [dir.join("plans"), dir]);
    candidates
        .chain([beside.join("plans")])
        .find(|dir| dir.join("32-KH-ThU.txt").exists())
}

fn ignored(path: &str, key: &str) -> bool {
    EXPLANATIONS.contains(&key)
        || key.ends_with("_inferred")
        || (path == "source" && OF_THE_FILE.contains(&key))
}

fn compare(
    path: &str,
    gold: &Value,
    ours: &Value,
    leaves: &mut usize,
    differences: &mut Vec<String>,
) {
    match (gold, ours) {
        (Value::Object(gold), _) => {
            for (key, value) in gold {
                if !ignored(path, key) {
                    let inner = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    compare(
                        &inner,
                        value,
                        ours.get(key).unwrap_or(&Value::Null),
                        leaves,
                        differences,
                    );
                }
            }
        }
        (Value::Array(gold), _) => {
            let empty = Vec::new();
            let ours = ours.as_array().unwrap_or(&empty);
            if gold.len() != ours.len() {
                differences.push(format!(
                    "{path}: {} items expected, {} read",
                    gold.len(),
                    ours.len()
                ));
            }
            for (at, value) in gold.iter().enumerate() {
                compare(
                    &format!("{path}[{at}]"),
                    value,
                    ours.get(at).unwrap_or(&Value::Null),
                    leaves,
                    differences,
                );
            }
        }
        _ => {
            *leaves += 1;
            if gold != ours {
                differences.push(format!("{path}:\n    gold {gold}\n    read {ours}"));
            }
        }
    }
}

#[test]
fn every_item_of_the_gold_that_is_not_marked_inferred_comes_out_equal() {
    let Some(folder) = folder() else {
        println!("skipped: 32-KH-ThU.txt is not on this machine (set NHIP_SHARED)");
        return;
    };
    let document = text::read(&folder.join("32-KH-ThU.txt"));
    let gold = std::fs::read_to_string(folder.join("32-KH-ThU.gold.json")).expect("gold");
    let gold: Value = serde_json::from_str(&gold).expect("gold is JSON");
    let plan = serde_json::to_value(plan::read(&document)).expect("a plan is JSON");
    let (mut leaves, mut differences) = (0, Vec::new());
    compare("", &gold, &plan, &mut leaves, &mut differences);
    println!(
        "{leaves} leaves compared, {} differences",
        differences.len()
    );
    assert!(
        differences.is_empty(),
        "{} of {leaves} leaves differ:\n{}",
        differences.len(),
        differences.join("\n")
    );
    inferred_ones_are_suggested(&gold, &plan, "");
}

/// What the gold marks as inferred must at least be suggested, where a plan has the field.
fn inferred_ones_are_suggested(gold: &Value, plan: &Value, path: &str) {
    let Value::Object(fields) = gold else { return };
    for (key, value) in fields {
        if key.ends_with("_inferred") {
            assert!(
                plan.get(key).is_some_and(|ours| !ours.is_null()),
                "{path}.{key}: no suggestion for {value}"
            );
        } else if let Some(inner) = plan.get(key) {
            inferred_ones_are_suggested(value, inner, &format!("{path}.{key}"));
        }
    }
}

#[test]
fn the_doubts_name_line_and_text() {
    let Some(folder) = folder() else { return };
    let plan = plan::read(&text::read(&folder.join("32-KH-ThU.txt")));
    for code in [
        "G310", "C210", "C212", "C216", "C217", "C222", "G312", "G314",
    ] {
        let finding = plan.findings.iter().find(|f| f.code == code);
        let finding = finding.unwrap_or_else(|| panic!("no {code} among {:?}", plan.findings));
        assert!(
            !finding.text.vi.is_empty() && !finding.text.en.is_empty(),
            "{code}"
        );
        assert!(
            code == "C216"
                || code == "C217"
                || (finding.place.is_some() && finding.quote.is_some()),
            "{code}"
        );
    }
}
