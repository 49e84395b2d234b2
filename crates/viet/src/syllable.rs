//! Is this Vietnamese at all: the share of well-formed syllables.
//!
//! A syllable is an onset, a rhyme and a tone; there are few of each, and not every
//! tone goes with every rhyme. Text whose letters were lost or mixed up on the way out
//! of a file breaks these rules at once. Sound is judged, not meaning: `bèng` is well
//! formed although no dictionary has it, and so is English `ban`.

mod table;
#[cfg(test)]
mod tests;

use crate::fold::lower;
use table::{ONSETS, RHYMES, split};

/// The longest syllables (`nghiêng`) have seven letters.
const LONGEST: usize = 7;

/// Is this one well-formed Vietnamese syllable? NFC, capital or small letters alike, the
/// tone at its old or modern place. `hoc` is not: a rhyme with a final stop takes sắc
/// or nặng.
pub fn well_formed(word: &str) -> bool {
    let mut letters = [' '; LONGEST];
    let mut count = 0;
    let mut toned = None;
    for c in word.chars() {
        let (letter, tone) = split(lower(c));
        let Some(slot) = letters.get_mut(count) else {
            return false;
        };
        *slot = letter;
        if tone != Tone::Level && toned.replace((count, tone)).is_some() {
            return false;
        }
        count += 1;
    }
    let letters = letters.get(..count).unwrap_or_default();
    ONSETS.iter().any(|onset| {
        let length = onset.chars().count();
        starts_with(letters, onset)
            && letters
                .get(length..)
                .is_some_and(|rhyme| fits(onset, rhyme, length, toned))
    })
}

/// Words of a text and how many of them are well-formed syllables: `(well formed, all)`.
/// A word is a run of letters; figures and signs are none.
pub fn count(text: &str) -> (usize, usize) {
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.fold((0, 0), |(good, all), word| {
        (good + usize::from(well_formed(word)), all + 1)
    })
}

/// Share of a text's words that are well-formed Vietnamese syllables, 0–1; 0 for a text
/// without letters. Official Vietnamese prose, with its abbreviations and names, lies above
/// 0.9; English near 0.2; text whose encoding was lost near 0.
pub fn share(text: &str) -> f64 {
    match count(text) {
        (_, 0) => 0.0,
        (good, all) => good as f64 / all as f64,
    }
}

/// The six tones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Level,
    Grave,
    Hook,
    Tilde,
    Acute,
    Dot,
}

fn starts_with(letters: &[char], onset: &str) -> bool {
    let mut given = letters.iter();
    onset.chars().all(|c| given.next() == Some(&c))
}

/// May the rhyme stand after the onset, with the tone where it is?
fn fits(onset: &str, rhyme: &[char], offset: usize, toned: Option<(usize, Tone)>) -> bool {
    let mut buffer = [0; LONGEST * 2];
    let Some(text) = encode(rhyme, &mut buffer) else {
        return false;
    };
    if RHYMES.binary_search(&text).is_err() || !spelled(onset, text) {
        return false;
    }
    let tone = toned.map_or(Tone::Level, |(_, tone)| tone);
    let stopped = text.ends_with(['c', 'p', 't']) || text.ends_with("ch");
    if stopped && !matches!(tone, Tone::Acute | Tone::Dot) {
        return false;
    }
    toned.is_none_or(|(at, _)| {
        at.checked_sub(offset)
            .is_some_and(|at| carries(onset, text, at))
    })
}

fn encode<'a>(letters: &[char], buffer: &'a mut [u8]) -> Option<&'a str> {
    let mut end = 0;
    for letter in letters {
        let slot = buffer
            .get_mut(end..)
            .filter(|slot| slot.len() >= letter.len_utf8())?;
        end += letter.encode_utf8(slot).len();
    }
    std::str::from_utf8(buffer.get(..end)?).ok()
}

/// Spelling of the onset before this vowel: `k`, `gh`, `ngh` before `e ê i y`, `c`, `g`, `ng`
/// elsewhere, `q` before `u` with another vowel; what sounds like `oan` is written `uan`
/// after `q` alone. `gì`, `gìn`, `giếng` have the one `i`.
fn spelled(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    if onset == "q" {
        return rhyme.starts_with('u') && !" cmngpt".contains(second(rhyme));
    }
    if after_q_only(rhyme) {
        return false;
    }
    match onset {
        // Bắc Kạn and its like keep the k.
        "k" => front || rhyme == "a" || rhyme == "an",
        "gh" | "ngh" => front && !rhyme.starts_with('y'),
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        "" => !rhyme.starts_with("iê"),
        _ if rhyme.starts_with('y') => rhyme == "y" && "hklmstvđn".contains(onset),
        _ => true,
    }
}

fn after_q_only(rhyme: &str) -> bool {
    let open = rhyme == "ua" || rhyme == "ui" || rhyme == "uơ";
    !open
        && ["ua", "uă", "ue", "ui", "uơ"]
            .iter()
            .any(|start| rhyme.starts_with(start))
}

fn second(rhyme: &str) -> char {
    rhyme.chars().nth(1).unwrap_or(' ')
}

/// May the tone stand on this letter of the rhyme?
fn carries(onset: &str, rhyme: &str, at: usize) -> bool {
    let vowels = rhyme
        .chars()
        .take_while(|c| "aăâeêioôơuưy".contains(*c))
        .count();
    let open = vowels == rhyme.chars().count();
    // The u of qu is part of the onset.
    let first = usize::from(onset == "q");
    match (open, vowels - first) {
        (_, 1) => at == first,
        (false, _) => at + 1 == vowels,
        (true, 2) => match rhyme {
            _ if first == 1 => at == 1,
            "oa" | "oe" | "uy" => at < 2,
            "uê" | "uơ" => at == 1,
            _ => at == 0,
        },
        (true, _) => at == first + 1 || (first == 1 && at == 1),
    }
}
