//! Scores the readers against papers written by somebody who has not read their code
//! (`samples/papers`), every kind of mess among them. The tables are printed; the bounds hold what has
//! been reached.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "papers/figures.rs"]
mod figures;
#[path = "samples/score.rs"]
mod score;

use std::fs;
use std::path::{Path, PathBuf};

use figures::{Compared, Tally};
use nhip_core::document::Document;
use nhip_documents::read::Reader;
use score::{Score, Table};
use serde_json::Value;

/// Precision and recall reached in each field of a plan: they only rise.
const REACHED: [(&str, f64, f64); 17] = [
    ("document_type", 1.0, 1.0),
    ("issuing_body", 1.0, 1.0),
    ("number_symbol", 1.0, 1.0),
    ("place_date", 1.0, 1.0),
    ("title", 1.0, 1.0),
    ("legal_bases", 0.98, 0.95),
    ("cited_documents", 0.98, 0.98),
    ("content_themes", 1.0, 1.0),
    ("key_messages", 1.0, 1.0),
    ("targets", 0.5, 0.5),
    ("units", 0.99, 0.99),
    ("tasks", 0.99, 0.99),
    ("co_owners", 0.99, 0.97),
    ("due", 0.98, 0.95),
    ("reporting_duty", 0.96, 0.95),
    ("recipients", 1.0, 1.0),
    ("signer", 1.0, 1.0),
];

/// The same for the plans kept aside until the reader was built.
const ASIDE: [(&str, f64, f64); 0] = [];

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
        let paper = |end: &str| path.to_string_lossy().replace(".gold.json", end);
        let paper = [".txt", ".docx"]
            .map(paper)
            .into_iter()
            .find(|paper| Path::new(paper).exists());
        let paper = paper.unwrap_or_else(|| panic!("no paper beside {}", path.display()));
        let gold = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let document = Reader::default().read(Path::new(&paper)).unwrap();
        let name = Path::new(&paper).file_name().unwrap();
        (name.to_string_lossy().into_owned(), gold, document)
    };
    golds.iter().map(read).collect()
}

/// Scores the plans of a folder, prints the table, and names the fields below their bounds.
fn below(folder: &str, bounds: &[(&str, f64, f64)]) -> Vec<&'static str> {
    let scores = papers(folder).into_iter().map(|(name, gold, document)| {
        let plan = serde_json::to_value(nhip_reading::plan::read(&document)).unwrap();
        Score::of(&name, &gold, &plan)
    });
    let table = Table::of(scores);
    println!("{table}");
    table.below(|field| {
        let reached = bounds.iter().find(|one| one.0 == field);
        reached.map_or((0.0, 0.0), |one| (one.1, one.2))
    })
}

#[test]
fn plans_nobody_here_wrote_are_read_no_worse_than_before() {
    let low = below("plans", &REACHED);
    assert!(low.is_empty(), "worse than before: {}", low.join(", "));
}

#[test]
fn plans_kept_aside_while_the_reader_was_built_are_read_no_worse_than_before() {
    let low = below("aside/plans", &ASIDE);
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
        let found = nhip_reading::report::figures::figures(&document).quantities;
        let Compared { tally, differences } = Compared::of(&gold, &found);
        println!("{name:<44} {tally}\n{}", differences.join("\n"));
        whole = whole.and(tally);
    }
    println!("{:<44} {whole}", "all");
    assert!(whole.precision() >= 0.97 && whole.recall() >= 0.75 && whole.kind() >= 0.88);
    assert!(whole.summed <= 38, "{} are summed wrongly", whole.summed);
}
