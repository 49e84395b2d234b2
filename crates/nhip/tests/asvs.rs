//! `docs/asvs.md` is complete, and whatever it names as a proof is a test.

// A test's helper may stop the test; clippy allows that only inside `#[test]` itself.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

/// Chapter and section with how many requirements of levels 1 and 2 stand there, one after the other
/// from 1 unless said otherwise.
const SECTIONS: [(&str, u32); 22] = [
    ("6.1", 3),
    ("6.2", 12),
    ("6.3", 4),
    ("6.4", 4),
    ("6.5", 5),
    ("6.6", 3),
    ("6.8", 4),
    ("7.1", 3),
    ("7.2", 4),
    ("7.3", 2),
    ("7.4", 5),
    ("7.5", 2),
    ("7.6", 2),
    ("8.1", 2),
    ("8.2", 3),
    ("8.3", 1),
    ("8.4", 1),
    ("16.1", 1),
    ("16.2", 5),
    ("16.3", 4),
    ("16.4", 3),
    ("16.5", 3),
];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Number, how, proofs of each line.
fn lines() -> Vec<(String, String, Vec<String>)> {
    let text = fs::read_to_string(root().join("docs/asvs.md")).unwrap();
    let line = |line: &str| {
        let mut cells = line.strip_prefix("| ")?.split('|').map(str::trim);
        let (number, how, proofs) = (cells.next()?, cells.next()?, cells.next()?);
        number
            .starts_with(|sign: char| sign.is_ascii_digit())
            .then(|| {
                let proofs = proofs.split('`').skip(1).step_by(2).map(str::to_owned);
                (number.to_owned(), how.to_owned(), proofs.collect())
            })
    };
    text.lines().filter_map(line).collect()
}

/// Every Rust file below a folder, as one text.
fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            *all += &fs::read_to_string(&path).unwrap();
        }
    }
}

#[test]
fn every_requirement_of_the_chapters_stands_in_the_matrix_once() {
    let wanted = SECTIONS
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |n| format!("{section}.{n}")));
    let found = lines().into_iter().map(|(number, ..)| number);
    assert_eq!(found.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
}

#[test]
fn each_line_says_how_it_stands_and_names_a_test_that_exists() {
    let mut all = String::new();
    sources(&root().join("crates"), &mut all);
    for (number, how, proofs) in lines() {
        let kind = ["met by: ", "deviation: ", "open: ", "does not apply"];
        assert!(
            kind.iter().any(|kind| how.starts_with(kind)),
            "{number}: {how}"
        );
        let is_proved =
            !proofs.is_empty() || !how.starts_with("met by") && !how.starts_with("deviation");
        assert!(is_proved, "{number} names no test");
        for proof in proofs {
            assert!(
                all.contains(&format!("fn {proof}(")),
                "{number}: no test {proof}"
            );
        }
    }
}

#[test]
fn every_secret_is_drawn_from_the_system_generator() {
    let mut all = String::new();
    for part in ["core", "store", "office", "server", "nhip"] {
        sources(&root().join("crates").join(part).join("src"), &mut all);
    }
    for other in ["thread_rng", "rand::", "OsRng", "SmallRng"] {
        assert!(!all.contains(other), "{other}");
    }
    assert_eq!(all.matches("impl World for System").count(), 1);
    assert_eq!(all.matches("getrandom::fill(").count(), 1);
}
