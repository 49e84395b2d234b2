//! Old encodings: TCVN3 (fonts `.VnTime`, `.VnArial` …) and VNI (fonts `VNI-Times` …).
//!
//! Until the 2000s Vietnamese letters were put in the place of other letters of an
//! eight-bit font. Opened today, such papers show `Uû ban nh©n d©n` (TCVN3) or
//! `UÛy ban nhaân daân` (VNI). The characters tell, not the font: Unicode text stands in
//! runs set in old fonts, and the other way round. Papers mix both, so [`repair`] is
//! asked run by run or paragraph by paragraph.

mod table;
#[cfg(test)]
mod tests;

use crate::fold::lower;
use crate::syllable::well_formed;
use table::{mark, single, tcvn3};

/// An old Vietnamese encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN 5712:1993 VN3 ("ABC"), one character a letter. Capitals with marks are the same
    /// characters in a font of their own (`.VnTimeH`): see [`convert_capitals`].
    Tcvn3,
    /// VNI-Windows: a letter followed by its mark.
    Vni,
}

/// In which old encoding a text is, if it is.
///
/// A word counts for an encoding when it is no Vietnamese syllable as it stands and
/// becomes one when converted; it counts against it when it is the other way round. Text
/// with letters no old encoding shows (`ế`, `ư`, `đ` …) is in none. So is a text most of whose
/// words are not Vietnamese even then: French, English, a `©` or a `®` after a name.
pub fn detect(text: &str) -> Option<Encoding> {
    if text.is_ascii() || !text.chars().all(eight_bit) {
        return None;
    }
    let tcvn3 = evidence(text, Encoding::Tcvn3);
    let vni = evidence(text, Encoding::Vni);
    match (tcvn3, vni) {
        (Some(one), Some(two)) => Some(if two > one {
            Encoding::Vni
        } else {
            Encoding::Tcvn3
        }),
        (Some(_), None) => Some(Encoding::Tcvn3),
        (None, Some(_)) => Some(Encoding::Vni),
        (None, None) => None,
    }
}

/// The text in Unicode (NFC). Signs that stand apart from words (`©`, `·`, `½`) stay.
///
/// A word typed in capitals (`NH©N`) is made capital throughout; TCVN3 text known to be set
/// in a capital font wants [`convert_capitals`].
pub fn convert(text: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Vni => from_vni(text),
        Encoding::Tcvn3 => from_tcvn3(text),
    }
}

/// As [`convert`], for text set in a font of capitals (its name ends in `H`): every letter
/// becomes a capital.
pub fn convert_capitals(text: &str, encoding: Encoding) -> String {
    convert(text, encoding)
        .chars()
        .flat_map(char::to_uppercase)
        .collect()
}

/// The text in Unicode and the encoding it was in; none if it was in no old encoding.
pub fn repair(text: &str) -> Option<(String, Encoding)> {
    let encoding = detect(text)?;
    Some((convert(text, encoding), encoding))
}

/// The text in Unicode if it may be in the encoding its neighbours are in, although by
/// itself it decides nothing (`céng`, `Soá`: syllables before and after). For runs and
/// paragraphs between others that [`repair`] has settled.
pub fn repair_beside(text: &str, neighbours: Encoding) -> Option<String> {
    let possible = !text.is_ascii() && text.chars().all(eight_bit);
    let weighed = possible.then(|| weigh(text, neighbours))?;
    (weighed.contra == 0 && weighed.believable()).then(|| convert(text, neighbours))
}

/// What the words of a text say of its encoding, added up over a document: a single text may
/// mislead, because a slip ("Tôt") looks like an old encoding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// Vietnamese letters that only Unicode has (`ư`, `ế`, `đ`).
    pub unicode: usize,
    /// Words with marks that are syllables as they stand, up to the first letter of Unicode.
    pub sound: usize,
    /// Words that are syllables only when converted.
    pub broken: usize,
}

impl Signs {
    /// Adds those of a text. Once a letter was seen that only Unicode has, words are no longer
    /// weighed: nothing they say would change the answer.
    pub fn add(&mut self, text: &str) {
        if text.is_ascii() {
            return;
        }
        let only = |c: &char| matches!(c, '\u{102}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}');
        self.unicode += text.chars().filter(only).count();
        if self.unicode > 0 {
            return;
        }
        for word in words(text).filter(|word| !word.is_ascii()) {
            let converted = |encoding| {
                let said = convert(word, encoding);
                well_formed(&said) && !is_chance(word, &said)
            };
            if well_formed(word) {
                self.sound += 1;
            } else if converted(Encoding::Tcvn3) || converted(Encoding::Vni) {
                self.broken += 1;
            }
        }
    }

    /// Whether the document may be in an old encoding: it has no letter that only Unicode has,
    /// and more of its words are broken than sound.
    pub fn old(self) -> bool {
        self.unicode == 0 && self.broken > self.sound
    }
}

/// Can the character come from an eight-bit font? Quotes and dashes typed by a word
/// processor stand in old papers too.
fn eight_bit(c: char) -> bool {
    matches!(c, '\0'..='\u{FF}' | '\u{2010}'..='\u{2026}' | '\u{2028}')
}

/// How many words speak for the encoding; none if not enough of them.
fn evidence(text: &str, encoding: Encoding) -> Option<usize> {
    let weighed = weigh(text, encoding);
    let gain = weighed.pro.saturating_sub(weighed.contra);
    (gain > 0 && weighed.believable()).then_some(gain)
}

/// The words of a text under an encoding.
#[derive(Default)]
struct Weighed {
    /// Syllables only when converted.
    pro: usize,
    /// Syllables only as they stand.
    contra: usize,
    /// Syllables when converted.
    valid: usize,
    all: usize,
}

impl Weighed {
    /// Three words in five are Vietnamese: names and slips leave some wrong in any encoding.
    fn believable(&self) -> bool {
        self.valid * 5 >= self.all * 3
    }
}

fn weigh(text: &str, encoding: Encoding) -> Weighed {
    let mut weighed = Weighed::default();
    for word in words(text).filter(|word| !is_abbreviation(word)) {
        weighed.all += 1;
        if word.is_ascii() {
            weighed.valid += usize::from(well_formed(word));
            continue;
        }
        let said = convert(word, encoding);
        let (before, after) = (well_formed(word), well_formed(&said));
        weighed.contra += usize::from(before && !after);
        if before || !is_chance(word, &said) {
            weighed.pro += usize::from(!before && after);
            weighed.valid += usize::from(after);
        }
    }
    weighed
}

/// Runs of letters and of the signs that were letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && tcvn3(c).is_none())
        .filter(|word| word.chars().any(char::is_alphabetic))
}

/// `UBND`, `KH`: capitals that are no syllable say nothing about the encoding.
fn is_abbreviation(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase()) && !well_formed(word)
}

/// Words that come out as a syllable by chance: a single letter (French `où`) or a measure
/// (`µm`).
fn is_chance(word: &str, said: &str) -> bool {
    said.chars().nth(1).is_none() || (word.starts_with('µ') && said.chars().nth(2).is_none())
}

fn from_tcvn3(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if !is_letter(first) {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        let end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        push_word(word, &mut out);
        rest = after;
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || tcvn3(c).is_some()
}

fn push_word(word: &str, out: &mut String) {
    if word.chars().all(|c| "©·¹¼½¾×÷¶".contains(c)) {
        out.push_str(word);
        return;
    }
    let plain = || word.chars().filter(char::is_ascii_alphabetic);
    let capital = plain().nth(1).is_some() && plain().all(|c| c.is_ascii_uppercase());
    for c in word.chars().map(|c| tcvn3(c).unwrap_or(c)) {
        if capital {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
}

fn from_vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The last letter, which a mark may still change.
    let mut held: Option<char> = None;
    for c in text.chars() {
        if let Some(whole) = held.and_then(|base| mark(base, lower(c))) {
            out.push(whole);
            held = None;
            continue;
        }
        out.extend(held.take());
        held = Some(single(c).unwrap_or(c));
    }
    out.extend(held);
    out
}
