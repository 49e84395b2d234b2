//! Where sentences begin and end.
//!
//! Cutting too often is worse than cutting too seldom: half a sentence loses the
//! words a figure belongs to. So a stop ends a sentence only when what stands
//! before it and what follows it both look like it.

mod abbreviation;
#[cfg(test)]
mod tests;

use std::ops::Range;

use abbreviation::{Before, before};

/// Byte ranges of the sentences of one paragraph, in order, without the white
/// space around them. An ellipsis inside a sentence, a decimal point, a grouped
/// number, a date, an abbreviation (`TP.`, `v.v.`) or a document number does
/// not end one; `.`, `!`, `?`, `;` at the end of a line item and a line break do.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{B}', '\u{2028}', '\u{2029}']) {
        cut_line(text, start..start + line.len(), &mut found);
        start += line.len();
    }
    found
}

/// Cuts one line, whose end is the end of a sentence in any case.
fn cut_line(text: &str, line: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = skip(text, line.clone(), char::is_whitespace);
    let mut at = start;
    while let Some(stop) = next_stop(text, at..line.end) {
        let end = skip(text, stop.end..line.end, |c| ")]}\"'”’»".contains(c));
        if ends_sentence(text, start, stop, end..line.end) {
            push_trimmed(text, start..end, found);
            start = skip(text, end..line.end, char::is_whitespace);
        }
        at = end;
    }
    push_trimmed(text, start..line.end, found);
}

/// The next run of full stops, exclamation and question marks.
fn next_stop(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let start = within.start + text.get(within.clone())?.find(is_stop)?;
    Some(start..skip(text, start..within.end, is_stop))
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// First place in the range where `skipped` no longer holds.
fn skip(text: &str, within: Range<usize>, skipped: impl Fn(char) -> bool) -> usize {
    let rest = text.get(within.clone()).unwrap_or_default();
    rest.find(|c| !skipped(c))
        .map_or(within.end, |length| within.start + length)
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(part) = text.get(range.clone()) else {
        return;
    };
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Does the sentence that began at `start` end with the stop `stop`?
fn ends_sentence(text: &str, start: usize, stop: Range<usize>, rest: Range<usize>) -> bool {
    let after = text.get(rest).unwrap_or_default();
    let said = text.get(start..stop.start).unwrap_or_default();
    let mark = text.get(stop).unwrap_or_default();
    let mut following = after.chars();
    let spaced = following.next().is_none_or(char::is_whitespace);
    let Some(next) = after
        .trim_start()
        .chars()
        .find(|c| !"\"'“‘«([".contains(*c))
    else {
        return true;
    };
    if !spaced {
        return mark == "." && missing_space(said, after);
    }
    if mark != "." {
        return !next.is_lowercase() && !said.ends_with(['(', '[']);
    }
    let word = before(said);
    if next.is_lowercase() {
        return word == Before::LowerWord;
    }
    match word {
        Before::Label | Before::Title => false,
        Before::Unit => !next.is_numeric(),
        Before::LowerWord | Before::Other => true,
    }
}

/// "…cho Nhân dân.Tổ chức…": a word, a stop and a capitalised word without the space.
fn missing_space(said: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capital = next.next().is_some_and(char::is_uppercase);
    capital && next.next().is_some_and(char::is_lowercase) && before(said) == Before::LowerWord
}
