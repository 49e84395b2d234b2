//! What `UBND`, `ko`, `sxh` stand for.
//!
//! Two uses, never mixed. [`expand`] gives every reading a piece of shorthand may have,
//! for matching: nothing written is replaced. [`expand_name`] writes out the name of a
//! body so that two ways of writing it compare equal; it touches only abbreviations with
//! one reading there, and leaves the rest for a person to ask about.
//!
//! The table is `shorthand/terms.tsv`, written by hand; about one entry in six has several
//! readings.

mod table;
#[cfg(test)]
mod tests;

use table::{Class, entries, table};

/// Readings of one token, commonest first, in full words; empty for anything unknown.
///
/// Small or capital letters alike, accents as written (`đc`, `dc`). Official abbreviations
/// that look like a word (`TU`) are read in capitals only.
pub fn expand(token: &str) -> &'static [&'static str] {
    let Some(entry) = entries(token).find(|entry| entry.has_readings()) else {
        return &[];
    };
    if entry.needs_capitals && !token.chars().all(char::is_uppercase) {
        return &[];
    }
    &entry.readings
}

/// All entries for telling texts apart: the token and its readings.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    table()
        .values()
        .flatten()
        .filter(|entry| entry.has_readings() && !entry.needs_capitals)
        .map(|entry| (entry.written.as_str(), entry.readings.as_slice()))
}

/// The name of a body with its abbreviations written out: `UBND P. Bến Ngự` is `Ủy ban nhân
/// dân phường Bến Ngự`, `TYT xã Thanh An` is `Trạm Y tế xã Thanh An`.
///
/// For comparing, by [`crate::fold::key`], which sees to capitals. `P.`, `Q.`, `TP` and the
/// like count before a capital or a number only; `TH` is `tiểu học` after `trường` only.
pub fn expand_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    let mut previous = String::new();
    while let Some(first) = rest.chars().next() {
        if !first.is_alphabetic() {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        rest = after;
        match in_name(token, &previous, after) {
            Some(Reading::Word(word)) => out.push_str(word),
            Some(Reading::Place(word)) => {
                out.push_str(word);
                out.push(' ');
                rest = past_stop(after);
            }
            None => out.push_str(token),
        }
        previous = crate::fold::key(token);
    }
    out
}

enum Reading {
    /// In place of the token.
    Word(&'static str),
    /// In place of the token and the stop and space after it.
    Place(&'static str),
}

fn in_name(token: &str, previous: &str, after: &str) -> Option<Reading> {
    let capital = token.chars().all(char::is_uppercase);
    entries(token).find_map(|entry| match &entry.class {
        Class::Name if capital || !entry.needs_capitals => {
            entry.readings.first().map(|word| Reading::Word(word))
        }
        Class::Place if names_follow(token, after) => {
            entry.readings.first().map(|word| Reading::Place(word))
        }
        Class::After(words) => words
            .iter()
            .find(|(before, _)| *before == previous)
            .map(|(_, word)| Reading::Word(word)),
        _ => None,
    })
}

/// `P. Bến Ngự`, `P.Bến Ngự`, `Q5`, `TP Lạc Giang`. Single letters want the stop or a number:
/// `P` alone is also an initial.
fn names_follow(token: &str, after: &str) -> bool {
    let single = token.chars().nth(1).is_none();
    let stopped = after.starts_with('.');
    let name = past_stop(after).chars().next();
    let number = name.is_some_and(|c| c.is_ascii_digit());
    let parted = stopped || after.starts_with(char::is_whitespace);
    token.starts_with(char::is_uppercase)
        && (number || parted && name.is_some_and(char::is_uppercase) && (stopped || !single))
}

fn past_stop(after: &str) -> &str {
    after.strip_prefix('.').unwrap_or(after).trim_start()
}
