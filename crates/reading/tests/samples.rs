//! Scores the plan reader against the gold readings of `samples/plans`, field by field.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "samples/score.rs"]
mod score;

use std::fs;
use std::path::{Path, PathBuf};

use nhip_documents::read::Reader;
use score::{Score, Table};
use serde_json::Value;

/// Below this share, precision or recall of a field fails the test.
const FLOOR: f64 = 0.98;

#[test]
fn every_field_of_the_sample_plans_is_read_with_precision_and_recall_of_98_percent() {
    let table = Table::of(samples().iter().map(|gold| score_of(gold)));
    println!("{table}");
    let low = table.below(|_| (FLOOR, FLOOR));
    assert!(low.is_empty(), "below {FLOOR}: {}", low.join(", "));
}

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/plans");
    let mut golds: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".gold.json"))
        .collect();
    golds.sort();
    assert!(
        golds.len() >= 14,
        "only {} sample plans in {}",
        golds.len(),
        folder.display()
    );
    golds
}

fn score_of(gold_path: &Path) -> Score {
    let gold: Value = serde_json::from_slice(&fs::read(gold_path).unwrap()).unwrap();
    let file = gold["source"]["path"].as_str().unwrap();
    let document = Reader::default()
        .read(&gold_path.with_file_name(file))
        .unwrap();
    let plan = serde_json::to_value(nhip_reading::plan::read(&document)).unwrap();
    Score::of(file, &gold, &plan)
}
