//! The national line, the motto and the party line, whole, broken, or sharing a line with the body.

use nhip_viet::fold::key;

use super::Head;
use crate::plan::word::{Word, words};

const STATE: [&str; 8] = ["cộng", "hòa", "xã", "hội", "chủ", "nghĩa", "việt", "nam"];

const PARTY: [&str; 5] = ["đảng", "cộng", "sản", "việt", "nam"];

const MOTTO: [&str; 6] = ["độc", "lập", "tự", "do", "hạnh", "phúc"];

/// Puts a national or party line broken over several lines together again
/// ("CỘNG HÒA XÃ HỘI" / "CHỦ NGHĨA VIỆT NAM").
pub(super) fn whole_mottos(pieces: Vec<(String, u32)>) -> Vec<(String, u32)> {
    let mut out: Vec<(String, u32)> = Vec::new();
    let mut at = 0;
    while let Some((piece, line)) = pieces.get(at) {
        let upto = (2..=4).find(|n| {
            let parts = pieces.get(at..at + n).unwrap_or_default();
            let text = parts
                .iter()
                .map(|(p, _)| p.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            let plain = key(&text);
            parts.len() == *n && (plain == STATE.join(" ") || plain == PARTY.join(" "))
        });
        match upto {
            Some(n) => {
                let parts = pieces.get(at..at + n).unwrap_or_default();
                let text: Vec<&str> = parts.iter().map(|(p, _)| p.as_str()).collect();
                out.push((text.join(" "), *line));
                at += n;
            }
            None => {
                out.push((piece.clone(), *line));
                at += 1;
            }
        }
    }
    out
}

/// Takes out the national line, the motto and the party line, also when they share a line with
/// the body's name.
pub(super) fn without_mottos(head: &mut Head, piece: &str) -> String {
    let words = words(piece);
    let mut out = String::new();
    let mut at = 0;
    while at < words.len() {
        let (taken, state, party) = match () {
            () if run(&words, at, &STATE) >= 4 => (run(&words, at, &STATE), true, false),
            () if run(&words, at, &PARTY) >= 3 => (run(&words, at, &PARTY), false, true),
            () if run(&words, at, &MOTTO) >= 3 => (run(&words, at, &MOTTO), false, false),
            () => (0, false, false),
        };
        head.state_line |= state;
        head.party_line |= party;
        if let Some(word) = words.get(at).filter(|_| taken == 0) {
            out.push_str(
                piece
                    .get(word.full_start()..word.full_end())
                    .unwrap_or_default(),
            );
            out.push(' ');
        }
        at += taken.max(1);
    }
    let rest = out.trim().to_owned();
    // The second half of a national line broken over two lines.
    if (head.state_line || head.party_line) && key(&rest) == "việt nam" {
        String::new()
    } else {
        rest
    }
}

/// How many words from `at` are the phrase's first ones, dashes between them passed over.
fn run(words: &[Word<'_>], at: usize, phrase: &[&str]) -> usize {
    let mut from = at;
    let mut next = 0;
    while let (Some(word), Some(expected)) = (words.get(from), phrase.get(next)) {
        let dash = !word.text.chars().any(char::is_alphabetic);
        let glued = word.key.split(['-', '–']).filter(|p| !p.is_empty()).count();
        if dash && next > 0 {
            from += 1;
        } else if word.key == *expected {
            (from, next) = (from + 1, next + 1);
        } else if glued == 2 && word.key.starts_with(expected) {
            (from, next) = (from + 1, next + 2);
        } else {
            break;
        }
    }
    if next >= 3 { from - at } else { 0 }
}
