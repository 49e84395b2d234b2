//! The rules of the house that no lint knows: small files, each saying what it is for, no junk drawers.

// A test's helper may stop the test; clippy allows that only inside `#[test]` itself.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Lines a file may have, tests apart.
const LONGEST_FILE: usize = 400;

/// Files that may be longer, each with its reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

const JUNK_DRAWERS: [&str; 7] = [
    "utils", "util", "common", "helpers", "helper", "service", "manager",
];

#[test]
fn no_source_file_is_longer_than_a_reader_can_hold() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| !EXCEPTIONS.iter().any(|(name, _)| path.ends_with(name)))
        .map(|(path, text)| (path, lines_without_tests(&text)))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(path, lines)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(
        long.is_empty(),
        "split these files, or give a reason:\n{}",
        long.join("\n")
    );
}

#[test]
fn every_source_file_says_first_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(
        silent.is_empty(),
        "no first line of docs:\n{}",
        silent.join("\n")
    );
}

#[test]
fn no_page_opens_a_change() {
    let opens = |text: &str| {
        ["Change::begin", ".change(", ".change_by(", "store::change"]
            .iter()
            .any(|sign| text.contains(sign))
    };
    let server = sources()
        .into_iter()
        .filter(|(path, _)| path.iter().any(|part| part == "server"));
    let (mut files, mut open) = (0, Vec::new());
    for (path, text) in server {
        files += 1;
        if opens(&text) {
            open.push(path);
        }
    }
    assert!(files > 50, "only {files} files of the server seen");
    assert!(
        open.is_empty(),
        "a use case of office opens changes, no page: {open:?}"
    );
}

/// Lines of the body of every handler: a function of a page that gives an answer and says in its
/// signature who may.
fn handlers() -> Vec<usize> {
    let who = ["May<", "MaySet", "me: SignedIn", "Anyone"];
    let pages = sources()
        .into_iter()
        .filter(|(path, _)| path.iter().any(|part| part == "page"));
    let mut lengths = Vec::new();
    for (_, text) in pages {
        for function in text.split("\npub async fn ").skip(1) {
            let Some((signature, rest)) = function.split_once(" {\n") else {
                continue;
            };
            let body = rest.split("\n}").next().unwrap_or_default();
            let answers = signature.ends_with("-> Answer");
            if answers && who.iter().any(|who| signature.contains(who)) {
                lengths.push(body.lines().count());
            }
        }
    }
    lengths.sort_unstable();
    lengths
}

#[test]
fn a_handler_parses_calls_and_shows() {
    let lengths = handlers();
    assert!(lengths.len() > 80, "only {} handlers seen", lengths.len());
    let median = lengths.get(lengths.len() / 2).copied();
    assert!(median <= Some(8), "the median handler has {median:?} lines");
}

#[test]
fn there_is_no_junk_drawer() {
    let drawers: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| {
            path.with_extension("")
                .iter()
                .any(|part| JUNK_DRAWERS.iter().any(|name| part == *name))
        })
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(
        drawers.is_empty(),
        "a file is named for what it knows:\n{}",
        drawers.join("\n")
    );
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = ["TODO", "FIXME", "XXX"].map(|mark| format!("{mark}:"));
    let unfinished: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| marks.iter().any(|mark| text.contains(mark)))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(
        unfinished.is_empty(),
        "unfinished work:\n{}",
        unfinished.join("\n")
    );
}

/// Lines before the first test module at the end of a file; tests are counted apart.
fn lines_without_tests(text: &str) -> usize {
    text.lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .count()
}

/// Every source file of the crates (tests, benches and examples apart) with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    for entry in fs::read_dir(crates).unwrap() {
        walk(&entry.unwrap().path().join("src"), &mut found);
    }
    assert!(
        found.len() > 40,
        "the walk found only {} files",
        found.len()
    );
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() && !is_test {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_code_of_a_finding_is_explained() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/FINDINGS.md");
    let page = fs::read_to_string(page).unwrap();
    let codes: std::collections::BTreeSet<String> = sources()
        .iter()
        .flat_map(|(_, text)| codes_in(text))
        .collect();
    assert!(codes.len() > 60, "only {} codes were found", codes.len());
    let unexplained: Vec<&String> = codes
        .iter()
        .filter(|code| !page.contains(&format!("| {code} |")))
        .collect();
    assert!(
        unexplained.is_empty(),
        "docs/FINDINGS.md does not explain {unexplained:?}"
    );
}

/// String literals that are a code: a letter L, C or G and three digits.
fn codes_in(text: &str) -> Vec<String> {
    text.split('"')
        .filter(|piece| {
            piece.len() == 4
                && piece.starts_with(['L', 'C', 'G'])
                && piece.bytes().skip(1).all(|byte| byte.is_ascii_digit())
        })
        .map(str::to_owned)
        .collect()
}
