//! The account of a plan is complete: every line with words stands in it once, and what is left as
//! plain context names no body with its work, no time and no number.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nhip_core::document::{Block, Cell, Document};
use nhip_core::plan::Role;
use nhip_documents::read::Reader;
use nhip_reading::plan;

/// Every plan among the samples.
fn papers() -> Vec<(String, Document)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let folders = [
        "plans",
        "papers/plans",
        "papers/aside/plans",
        "papers/aside-2/plans",
    ]
    .map(|folder| samples.join(folder));
    let files = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        path.extension()
            .is_some_and(|ext| ext == "txt" || ext == "docx")
    });
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, Reader::default().read(path).unwrap())
    };
    files.iter().map(read).collect()
}

/// Lines with words, with their text.
fn lines(document: &Document) -> BTreeMap<u32, String> {
    fn block(block: &Block, found: &mut BTreeMap<u32, String>) {
        match block {
            Block::Paragraph(one) => {
                if one.text.chars().any(char::is_alphabetic) {
                    found.insert(one.place.line, one.text.clone());
                }
            }
            Block::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .for_each(|one| cell(one, found)),
        }
    }
    fn cell(cell: &Cell, found: &mut BTreeMap<u32, String>) {
        cell.blocks.iter().for_each(|one| block(one, found));
    }
    let mut found = BTreeMap::new();
    document
        .blocks
        .iter()
        .for_each(|one| block(one, &mut found));
    found
}

#[test]
fn every_line_of_every_sample_is_accounted_for_once() {
    let (mut body, mut open, mut shares) = (0, 0, Vec::new());
    for (name, document) in papers() {
        let account = plan::account(&document);
        let mut times: BTreeMap<u32, usize> = BTreeMap::new();
        for line in account.iter().flat_map(|one| &one.lines) {
            *times.entry(*line).or_default() += 1;
        }
        for (line, text) in lines(&document) {
            assert_eq!(times.get(&line), Some(&1), "{name}, line {line}: {text}");
        }
        let coverage = plan::read(&document).coverage;
        let counted: usize = coverage.roles.values().sum();
        assert_eq!(counted, coverage.paragraphs, "{name}");
        let left = coverage
            .roles
            .get(&Role::NotUnderstood)
            .copied()
            .unwrap_or_default();
        assert_eq!(left, coverage.not_understood.len(), "{name}");
        println!(
            "{name:<56} {:>5} {:>7.4} {:>4} context",
            coverage.body,
            coverage.understood,
            coverage.context.len()
        );
        for one in &coverage.not_understood {
            println!(
                "    {:>4} {:?}: {}",
                one.line,
                one.why,
                one.text.chars().take(120).collect::<String>()
            );
        }
        let all = lines(&document);
        for line in &coverage.context {
            println!(
                "    {line:>4} context: {}",
                all.get(line)
                    .map_or("", String::as_str)
                    .chars()
                    .take(120)
                    .collect::<String>()
            );
        }
        body += coverage.body;
        open += coverage.not_understood.len();
        shares.push(coverage.understood);
    }
    let whole = 1.0 - open as f64 / body as f64;
    let lowest = shares.iter().copied().fold(1.0, f64::min);
    println!("understood {whole:.4} of {body} paragraphs, the lowest plan {lowest:.4}");
}
