//! Scores the readers against papers written by somebody who has not read their code
//! (`samples/papers`), every kind of mess among them. The tables are printed; the bounds hold what has
//! been reached.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "papers/figures.rs"]
mod figures;
#[path = "plans/score.rs"]
mod score;

use std::fs;
use std::path::{Path, PathBuf};

use figures::{Compared, Tally};
use nhip_core::document::Document;
use nhip_documents::read::Reader;
use score::{Score, Table};
use serde_json::Value;

/// Precision and recall reached in each field of a plan: they only rise.
const REACHED: [(&str, f64, f64); 14] = [
    ("document_type", 1.0, 1.0),
    ("issuing_body", 0.96, 0.96),
    ("number_symbol", 1.0, 0.92),
    ("place_date", 0.92, 0.85),
    ("title", 0.88, 0.78),
    ("legal_bases", 0.93, 0.8),
    ("content_themes", 0.66, 0.34),
    ("units", 0.88, 0.56),
    ("tasks", 0.89, 0.62),
    ("co_owners", 0.83, 0.44),
    ("due", 0.82, 0.56),
    ("reporting_duty", 0.54, 0.41),
    ("recipients", 1.0, 0.85),
    ("signer", 0.95, 0.84),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../samples/papers")
        .join(name)
}

/// Every paper of a folder: its name, its gold, the paper as read.
fn papers(name: &str) -> Vec<(String, Value, Document)> {
    let entries = fs::read_dir(folder(name)).unwrap();
    let mut golds: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".gold.json"))
        .collect();
    golds.sort();
    let read = |path: &PathBuf| {
        let paper = path.to_string_lossy().replace(".gold.json", ".txt");
        let gold = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let document = Reader::default().read(Path::new(&paper)).unwrap();
        let name = Path::new(&paper).file_name().unwrap();
        (name.to_string_lossy().into_owned(), gold, document)
    };
    golds.iter().map(read).collect()
}

#[test]
fn plans_nobody_here_wrote_are_read_no_worse_than_before() {
    let scores = papers("plans").into_iter().map(|(name, gold, document)| {
        let plan = serde_json::to_value(nhip_core::plan::read(&document)).unwrap();
        Score::of(&name, &gold, &plan)
    });
    let table = Table::of(scores);
    println!("{table}");
    let low = table.below(|field| {
        let reached = REACHED.iter().find(|one| one.0 == field);
        reached.map_or((0.0, 0.0), |one| (one.1, one.2))
    });
    assert!(low.is_empty(), "worse than before: {}", low.join(", "));
}

#[test]
fn figures_of_reports_nobody_here_wrote_are_read_no_worse_than_before() {
    let mut whole = Tally::default();
    let head = [
        "gold",
        "found",
        "precision",
        "recall",
        "kinds",
        "summed wrongly",
    ];
    println!("{:<44} {}", "report", head.join(" "));
    for (name, gold, document) in papers("reports") {
        let found = nhip_core::report::figures::figures(&document).quantities;
        let Compared { tally, differences } = Compared::of(&gold, &found);
        println!("{name:<44} {tally}\n{}", differences.join("\n"));
        whole = whole.and(tally);
    }
    println!("{:<44} {whole}", "all");
    assert!(whole.precision() >= 0.99 && whole.recall() >= 0.99 && whole.kind() >= 0.99);
    assert_eq!(whole.summed, 0, "summed wrongly");
}

/// Every digit of a paper stands in one number of the account and in no second one, and nearly every
/// number is understood.
#[test]
fn every_number_of_a_paper_is_accounted_for() {
    let (mut all, mut unread) = (0, 0);
    let papers = ["reports", "plans"].map(papers);
    for (name, _, document) in papers.iter().flatten() {
        let found = nhip_core::report::figures::figures(document);
        let mut inside = vec![0; found.text.chars().count()];
        for number in &found.numbers {
            inside[number.start..number.end]
                .iter_mut()
                .for_each(|times| *times += 1);
        }
        for (at, c) in found.text.chars().enumerate() {
            let wanted = usize::from(c.is_ascii_digit());
            assert!((wanted..=1).contains(&inside[at]), "{name}: {c} at {at}");
        }
        let coverage = found.coverage();
        all += coverage.numbers;
        unread += coverage.not_understood.len();
        for one in coverage.not_understood {
            println!("{name}: {}", one.around);
        }
    }
    println!("{unread} of {all} numbers are not understood");
    assert!(unread * 100 <= all * 2);
}
