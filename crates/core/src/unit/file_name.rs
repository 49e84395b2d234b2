//! The unit a file name means: people name files by code or by the unit's name.

use std::collections::HashMap;

use nhip_viet::fold;

use super::lookup::{Found, Index, LONGEST, found};
use super::name::{plain, words};

impl Index {
    pub(super) fn find_in_file_name(&self, file: &str) -> Found {
        let stem = stem(file);
        if let Some(at) = self.code_in(stem) {
            return Found::One(at);
        }
        let name = plain(&stem.replace(['_', '-', '.', '+'], " "));
        let named = words(&name);
        self.longest_run(&name, &named, &self.exact, &self.places)
            .map(|at| found(at))
            .or_else(|| {
                let folded = fold::folded(&name);
                let bare = words(&folded);
                let at = self.longest_run(&folded, &bare, &self.folded, &self.folded)?;
                Some(Found::Several(at.clone()))
            })
            .unwrap_or(Found::Nobody)
    }

    /// A code that can be nothing else: alone beside the usual words, or long and with digits.
    fn code_in(&self, stem: &str) -> Option<usize> {
        let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).collect();
        let sure = |word: &&&str| word.len() >= 5 && word.bytes().any(|byte| byte.is_ascii_digit());
        if let Some(at) = words
            .iter()
            .filter(sure)
            .find_map(|word| self.by_code(word))
        {
            return Some(at);
        }
        let left: Vec<&str> = words.into_iter().filter(|word| !usual(word)).collect();
        // A code may hold marks of its own ("TYT-01"), so the stem's start is tried as well.
        let whole = self
            .by_code(stem.trim())
            .or_else(|| self.by_code(&left.join("-")));
        whole.or_else(|| match left.as_slice() {
            [one] => self.by_code(one),
            _ => None,
        })
    }

    /// Units named by the longest run of words that is a name or a place.
    fn longest_run<'a>(
        &'a self,
        text: &str,
        words: &[(usize, &str)],
        names: &'a HashMap<String, Vec<usize>>,
        places: &'a HashMap<String, Vec<usize>>,
    ) -> Option<&'a Vec<usize>> {
        // File names are at most 255 bytes; a longer one is not a name.
        let words = words.get(..words.len().min(60))?;
        (2..=LONGEST.min(words.len())).rev().find_map(|length| {
            words.windows(length).find_map(|run| {
                let (start, _) = run.first()?;
                let (last, word) = run.last()?;
                let run = text.get(*start..last + word.len())?;
                names.get(run).or_else(|| places.get(run))
            })
        })
    }
}

/// File name without folders and extension.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Words of a file name that name no unit: "bao-cao", months, years, version marks.
fn usual(word: &str) -> bool {
    let folded = fold::folded(word);
    let short_number = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let marked = folded.strip_prefix(['t', 'v', 'q']).is_some_and(|rest| {
        !rest.is_empty() && rest.len() <= 4 && rest.bytes().all(|byte| byte.is_ascii_digit())
    });
    short_number
        || marked
        || [
            "bc", "bao", "cao", "thang", "nam", "mau", "bieu", "lan", "form", "report", "ngay",
        ]
        .contains(&folded.as_str())
}
