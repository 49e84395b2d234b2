//! Running heads and page numbers: what stands at the edge of page after page is no part of
//! the text.

use std::collections::HashMap;

use nhip_core::document::{Paragraph, Place};

use super::Page;
use super::lines::Line;

/// Lines at the top and at the bottom of a page that may be running heads.
const EDGE: usize = 2;

/// Takes page numbers and running heads out of the pages; the heads, each text once.
pub(super) fn take(pages: &mut [Page]) -> Vec<Paragraph> {
    let mut seen: HashMap<Key, usize> = HashMap::new();
    for page in pages.iter().map(|page| &page.lines) {
        let mut keys: Vec<Key> = edges(page.len())
            .filter_map(|at| page.get(at))
            .map(key)
            .collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let most = pages.iter().filter(|page| !page.lines.is_empty()).count();
    let mut heads: Vec<Paragraph> = Vec::new();
    for page in pages.iter_mut().map(|page| &mut page.lines) {
        let count = page.len();
        let mut at = 0;
        page.retain(|line| {
            let edge = edges(count).any(|edge| edge == at);
            let outermost = at == 0 || at + 1 == count;
            at += 1;
            let repeated = most >= 3 && seen.get(&key(line)).is_some_and(|times| times * 2 > most);
            let drop = (outermost && is_number(&line.text)) || (edge && repeated);
            if drop
                && !is_number(&line.text)
                && heads
                    .iter()
                    .all(|head| without_numbers(&head.text) != without_numbers(&line.text))
            {
                let place = Place {
                    page: Some(line.page),
                    ..Place::default()
                };
                heads.push(Paragraph {
                    place,
                    text: line.text.clone(),
                    ..Paragraph::default()
                });
            }
            !drop
        });
    }
    heads
}

fn edges(count: usize) -> impl Iterator<Item = usize> {
    let bottom = count.saturating_sub(EDGE).max(EDGE);
    (0..EDGE.min(count)).chain(bottom..count)
}

/// "2", "- 2 -", "2/5", "Trang 2", "Page 2 of 5".
fn is_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let rest = lower
        .trim_start_matches("trang")
        .trim_start_matches("page")
        .replace("of", " ");
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits)
        && rest.chars().all(|letter| {
            letter.is_ascii_digit()
                || matches!(letter, ' ' | '-' | '–' | '/' | '|' | '[' | ']' | '.')
        })
}

/// What a running head is known by: its text, whatever the page number in it, and its height
/// on the page.
type Key = (String, i64);

/// Heights that differ by less than this, in points, are one.
const LEVEL: f64 = 4.0;

fn key(line: &Line) -> Key {
    (without_numbers(&line.text), (line.y / LEVEL).round() as i64)
}

fn without_numbers(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = if letter.is_ascii_digit() { '#' } else { letter };
        if letter != '#' || !found.ends_with('#') {
            found.push(letter);
        }
    }
    found
}
