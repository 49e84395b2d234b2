//! The head of the paper: national or party line, bodies, number, place and date.
//!
//! Its two columns arrive as lines in either order, on one line, joined by `|`, or in a table;
//! so every piece is judged by what it says, not by where it stands.

mod motto;

use chrono::NaiveDate;
use nhip_viet::fold::{folded, key};

use super::date::{self, Date};
use super::line::{Item, columns};
use super::name;
use super::symbol::{self, Symbol};
use super::word::{Word, words};
use motto::{whole_mottos, without_mottos};

/// What the head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// "CỘNG HÒA XÃ HỘI …" stands there.
    pub state_line: bool,
    /// "ĐẢNG CỘNG SẢN VIỆT NAM" stands there.
    pub party_line: bool,
    /// A line holds a `*` alone.
    pub star: Option<u32>,
    /// Bodies from above to below, names in capitals as printed, with their line.
    pub bodies: Vec<(String, u32)>,
    /// Number as printed and understood.
    pub number: Option<(String, Symbol, u32)>,
    /// Place of issue.
    pub place: Option<String>,
    /// Date of issue.
    pub date: Option<NaiveDate>,
    /// Place and date as printed.
    pub place_date: Option<String>,
    /// A date is printed that cannot be.
    pub impossible: Option<u32>,
}

/// Reads the lines before the title.
pub(super) fn read(items: &[Item<'_>]) -> Head {
    let mut head = Head::default();
    let mut pieces: Vec<(String, u32)> = Vec::new();
    for line in items.iter().filter_map(Item::line) {
        for piece in columns(&line.printed) {
            pieces.push((piece.to_owned(), line.line));
        }
    }
    let pieces = rejoin(whole_mottos(pieces));
    let mut bodies: Vec<(String, u32)> = Vec::new();
    for (piece, line) in &pieces {
        if piece.trim() == "*" {
            head.star = Some(*line);
            continue;
        }
        let rest = without_mottos(&mut head, piece);
        let rest = number(&mut head, &rest, *line);
        let rest = place_date(&mut head, &rest, *line);
        body(&mut bodies, rest.trim(), *line);
    }
    head.bodies = bodies;
    head
}

/// Puts together what wide gaps and line ends parted: "Số:" and "/KH-UBND", "ngày" and "tháng 3".
fn rejoin(pieces: Vec<(String, u32)>) -> Vec<(String, u32)> {
    let mut out: Vec<(String, u32)> = Vec::new();
    for (piece, line) in pieces.into_iter().filter(|(p, _)| !p.is_empty()) {
        let open = out.last().is_some_and(|(before, _)| {
            let plain = folded(before);
            plain == "so"
                || plain.ends_with("so:")
                || plain.ends_with("so :")
                || ["ngay", "thang", "nam"].iter().any(|w| {
                    plain.ends_with(w) && (plain.contains(',') || plain.starts_with("ngay"))
                })
        });
        // "Nam Hải, ngày 24" / "tháng 4 năm 2026".
        let dated = ["thang ", "nam "]
            .iter()
            .any(|w| folded(&piece).starts_with(w))
            && out.last().is_some_and(|(b, _)| {
                let plain = folded(b);
                plain.contains("ngay ") && !plain.contains("nam 20") && plain.len() < 60
            });
        let goes_on = piece.starts_with(['/', '-'])
            && piece.contains(char::is_alphanumeric)
            && out.last().is_some_and(|(b, _)| folded(b).starts_with("so"));
        match out.last_mut() {
            Some((before, _)) if open || goes_on || dated => {
                before.push(' ');
                before.push_str(&piece);
            }
            _ => out.push((piece, line)),
        }
    }
    out
}

/// "Số: 32 -KH/ThU": gives back what follows the symbol on the same line.
fn number(head: &mut Head, piece: &str, line: u32) -> String {
    let plain = folded(piece);
    let begins = plain.starts_with("so:") || plain.starts_with("so ") || plain.starts_with("so.");
    if head.number.is_some() || !begins {
        return piece.to_owned();
    }
    let skip = piece
        .find(|c: char| c == ':' || c == '.' || c.is_whitespace())
        .unwrap_or(piece.len());
    let after = piece.get(skip..).unwrap_or_default();
    let from = skip
        + (after.len()
            - after
                .trim_start_matches([':', '.', ' ', '\u{a0}', '…', '_'])
                .len());
    let Some(symbol) = piece.get(from..).and_then(|rest| symbol::read(rest, true)) else {
        return piece.to_owned();
    };
    let end = from + symbol.len;
    let printed = piece.get(..end).unwrap_or(piece).trim().to_owned();
    head.number = Some((printed, symbol, line));
    piece.get(end..).unwrap_or_default().trim().to_owned()
}

/// "Lạc Giang, ngày 05 tháng 01 năm 2026", with the numbers left open or not.
fn place_date(head: &mut Head, piece: &str, line: u32) -> String {
    let words = words(piece);
    let day = words.iter().position(|w| w.key == "ngày");
    let Some(day) = day.filter(|_| {
        words
            .iter()
            .any(|w| w.key == "tháng" || w.text.matches('/').count() == 2)
    }) else {
        return piece.to_owned();
    };
    if head.place_date.is_some() {
        return piece.to_owned();
    }
    head.place_date = Some(piece.trim().to_owned());
    let place =
        name::slice(piece, &words, 0, day).map(|p| p.trim_end_matches(',').trim().to_owned());
    head.place = place.filter(|p| !p.is_empty() && day > 0);
    match date::at(&words, day) {
        Some((Date::Day(day), _)) => head.date = Some(day),
        Some((Date::Impossible, _)) => head.impossible = Some(line),
        _ => {}
    }
    String::new()
}

/// A line of a body's name: it opens a new name or goes on with the one above.
fn body(bodies: &mut Vec<(String, u32)>, piece: &str, line: u32) {
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 1 && !piece.chars().any(char::is_lowercase);
    // Old fonts drew the capitals: their small letters go on with a body in small letters.
    let small = !piece.chars().any(char::is_uppercase)
        && bodies
            .last()
            .is_some_and(|(before, _)| !before.chars().any(char::is_uppercase))
        && name::opens_level(piece);
    if !(capitals || small || name::is_body(piece)) {
        return;
    }
    let words = words(piece);
    let half = bodies
        .last()
        .is_some_and(|(before, _)| before.split_whitespace().count() == 1);
    let begins = opens_name(&words) && !half;
    match bodies.last_mut() {
        Some((before, _)) if !begins => {
            before.push(' ');
            before.push_str(piece);
        }
        _ if begins || key(piece) == "ủy" => bodies.push((piece.to_owned(), line)),
        _ => {}
    }
}

/// In capitals every word looks like a proper name, so "PHÒNG, CHỐNG" and "THÀNH PHỐ" must not open one.
fn opens_name(words: &[Word<'_>]) -> bool {
    let first = words.first().map_or("", |w| w.key.as_str());
    let second = words.get(1).map_or("", |w| w.key.as_str());
    let continues = matches!(
        (first, second),
        ("phòng", "chống") | ("đặc", "khu") | ("khu", "vực") | ("thôn" | "nhà" | "ngành", _)
    ) || words.first().is_some_and(|w| w.tail.contains(','));
    name::starts(words, 0) && !continues
}

#[cfg(test)]
mod tests;
