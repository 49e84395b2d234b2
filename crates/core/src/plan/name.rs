//! Names of bodies: where one begins and ends in a sentence, when two are the same, and the
//! short id of each.

mod vocabulary;

use nhip_viet::fold::{folded, key};

use super::word::{self, Word, words};
use vocabulary::{GROUPS, ID, INSIDE, LEVELS, SHORT, STARTERS, STARTERS_BEFORE_CAPITAL, VERBS};

/// The longest name that is believed, in words.
const LONGEST: usize = 30;

/// A body or a group of bodies begins at this word.
pub(super) fn starts(words: &[Word<'_>], at: usize) -> bool {
    let Some(first) = words.get(at) else {
        return false;
    };
    let capital_next = words.get(at + 1).is_some_and(Word::is_capital);
    word::any(words, at, STARTERS).is_some()
        || (first.is_capital()
            && capital_next
            && first.tail.is_empty()
            && STARTERS_BEFORE_CAPITAL.contains(&first.key.as_str()))
        || (matches!(first.key.as_str(), "các" | "những" | "mỗi")
            && word::any(words, at + 1, GROUPS).is_some())
        || (matches!(first.key.as_str(), "các") && starts(words, at + 1))
}

/// One past the last word of the name that begins at `at`. Commas and "và" stay inside a name
/// ("Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường"), but part two names.
pub(super) fn end(words: &[Word<'_>], at: usize) -> usize {
    let mut to = at + 1;
    while to < words.len() && to - at < LONGEST && goes_on(words, at, to) {
        to += 1;
    }
    // A name does not end in "và", "của", "-".
    while to > at + 1 && words.get(to - 1).is_some_and(|w| dangling(w)) {
        to -= 1;
    }
    to
}

fn dangling(word: &Word<'_>) -> bool {
    matches!(
        word.key.as_str(),
        "và" | "của" | "các" | "-" | "–" | "" | "thuộc" | "trên" | "tại"
    )
}

/// The word at `to` belongs to the name that began at `from`.
fn goes_on(words: &[Word<'_>], from: usize, to: usize) -> bool {
    let (Some(before), Some(word)) = (words.get(to - 1), words.get(to)) else {
        return false;
    };
    let stop = before.tail.trim_matches('*');
    if !(stop.is_empty() || stop == ",") || !word.lead.trim_matches('*').is_empty() {
        return false;
    }
    if stop == "," {
        return after_comma(words, from, to);
    }
    if word.key == "và" {
        return after_and(words, to + 1);
    }
    if word.is_capital() {
        return !opens_citation(words, to) || word::any(words, to, STARTERS).is_some();
    }
    if word::any(words, to, VERBS).is_some() {
        return false;
    }
    matches!(word.text, "-" | "–") || INSIDE.contains(&word.key.as_str())
}

fn opens_citation(words: &[Word<'_>], at: usize) -> bool {
    super::citation::kind_at(words, at).is_some_and(|(_, len)| {
        words
            .get(at + len)
            .is_some_and(|w| matches!(w.key.as_str(), "số" | "này"))
    })
}

fn after_comma(words: &[Word<'_>], from: usize, to: usize) -> bool {
    let Some(word) = words.get(to) else {
        return false;
    };
    if opens_citation(words, to) || word::any(words, to, VERBS).is_some() {
        return false;
    }
    if word.is_capital() {
        // "Sở Văn hóa, Thể thao …" goes on; "…, Sở Y tế" is another body.
        return !starts(words, to) && words.get(from).is_some_and(Word::is_capital);
    }
    if word.key == "chống" || LEVELS.contains(&word.key.as_str()) {
        return true;
    }
    // "các cơ quan, đơn vị" and "các sở, ban, ngành" are one group until the next "các".
    let group = words
        .get(from..to)
        .is_some_and(|name| name.iter().any(|w| w.key == "các"));
    let person = matches!(word.key.as_str(), "trưởng" | "thủ" | "các" | "những");
    group && !person && INSIDE.contains(&word.key.as_str())
}

/// After "và": more of the same name ("Văn hóa và Thể thao"), or another body.
fn after_and(words: &[Word<'_>], next: usize) -> bool {
    let Some(word) = words.get(next) else {
        return false;
    };
    let same = !starts(words, next) && !opens_citation(words, next);
    same && (word.is_capital()
        || LEVELS.contains(&word.key.as_str())
        || matches!(word.key.as_str(), "đoàn" | "đơn" | "cơ" | "địa"))
}

/// The names a text lists, each as written: parted at commas, semicolons, "và" and line ends
/// wherever a new body begins.
pub(super) fn list(text: &str) -> Vec<String> {
    let words = words(text);
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if starts(&words, at) {
            let to = end(&words, at);
            names.extend(slice(text, &words, at, to));
            at = to.max(at + 1);
        } else {
            at += 1;
        }
    }
    names
}

/// Text from one word to before another, without the stops around it.
pub(super) fn slice(text: &str, words: &[Word<'_>], from: usize, to: usize) -> Option<String> {
    let (first, last) = (words.get(from)?, words.get(to.checked_sub(1)?)?);
    text.get(first.start..last.end).map(str::to_owned)
}

/// The text is the name of a body or a list of them, and nothing else.
pub(super) fn is_body(text: &str) -> bool {
    let words = words(text);
    let mut at = 0;
    if words.is_empty() || !starts(&words, 0) {
        return false;
    }
    while at < words.len() {
        let linked = words
            .get(at)
            .is_some_and(|w| w.key == "và" || w.text == "-");
        let begins = starts(&words, at)
            || (at > 0
                && words
                    .get(at)
                    .is_some_and(|w| w.is_capital() || INSIDE.contains(&w.key.as_str())));
        at = match (linked, begins) {
            (true, _) => at + 1,
            (_, true) => end(&words, at),
            _ => return words.get(at).is_some_and(|w| w.lead.contains('(')),
        };
    }
    true
}

/// It names several bodies.
pub(super) fn is_group(name: &str) -> bool {
    let words = words(name);
    let several = words
        .iter()
        .any(|w| matches!(w.key.as_str(), "các" | "những"));
    several || list(name).len() > 1 || key(name).contains(", thôn ")
}

/// Comparison form: abbreviations written out, linking words gone, spaces and case evened out.
/// Names of different bodies keep different forms.
pub(super) fn form(name: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in key(name).split(|c: char| c.is_whitespace() || ",;+:.()".contains(c)) {
        if word.is_empty() || matches!(word, "các" | "những" | "và" | "của" | "cùng") {
            continue;
        }
        let parts: Vec<&str> = word.split('-').map(expand).collect();
        out.push(parts.join("-"));
    }
    let joined = out.join(" ");
    let joined = joined
        .replace("ủy ban mặt trận", "mặt trận")
        .replace("ub mặt trận", "mặt trận");
    joined.replace("mặt trận tổ quốc việt nam", "mặt trận tổ quốc")
}

fn expand(word: &str) -> &str {
    SHORT
        .iter()
        .find(|(short, _)| *short == word)
        .map_or(word, |(_, long)| long)
}

/// Abbreviations at the front of a name written out with capitals: "BTG Thành ủy" is
/// "Ban Tuyên giáo Thành ủy".
pub(super) fn written_out(name: &str) -> String {
    let Some((first, rest)) = name.split_once(' ').or(Some((name, ""))) else {
        return name.into();
    };
    let long = expand(&key(first)).to_owned();
    if long == key(first) {
        return name.to_owned();
    }
    format!("{} {rest}", sentence_case(&long)).trim().to_owned()
}

/// "ban tuyên giáo" → "Ban Tuyên giáo": the first letter, and those words bodies write so.
fn sentence_case(lower: &str) -> String {
    let text = vocabulary::CASED
        .iter()
        .fold(lower.to_owned(), |text, (low, cased)| {
            text.replace(low, cased)
        });
    let mut letters = text.chars();
    letters
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// A name in capitals as it is written in a sentence: "ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ" →
/// "Ủy ban nhân dân phường Bến Ngự".
pub(super) fn from_capitals(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return written_out(name);
    }
    let lower = form_words(name);
    let mut out: Vec<String> = Vec::new();
    let mut place = false;
    for (at, word) in lower.iter().enumerate() {
        let level = LEVELS.contains(&word.as_str()) || matches!(word.as_str(), "phố" | "vực");
        let starts_body = lower.get(at..).is_some_and(|rest| {
            let rest = rest.join(" ");
            STARTERS.iter().any(|s| rest.starts_with(s))
        });
        // After the organ of a party committee and after a level comes a proper name.
        place = !level
            && !starts_body
            && (place
                || lower.get(at.wrapping_sub(1)).is_some_and(|w| {
                    LEVELS.contains(&w.as_str()) || matches!(w.as_str(), "phố" | "vực" | "khu")
                })
                || organ_before(&lower, at));
        out.push(if place {
            title_case(word)
        } else {
            word.clone()
        });
    }
    sentence_case(&out.join(" "))
}

fn organ_before(words: &[String], at: usize) -> bool {
    let Some(pair) = at.checked_sub(2).and_then(|from| words.get(from..at)) else {
        return false;
    };
    matches!(
        pair.join(" ").as_str(),
        "thành ủy" | "tỉnh ủy" | "huyện ủy" | "quận ủy" | "thị ủy"
    )
}

fn form_words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    lower
        .split_whitespace()
        .flat_map(|w| expand(w).split(' ').map(str::to_owned))
        .collect()
}

fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// Short id made from a name: "UBND", "TCCSD", "VHNT". Not yet unique.
pub(super) fn id(name: &str) -> String {
    let plain = folded(&form(name));
    if let Some((_, id)) = ID.iter().find(|(start, _)| plain.starts_with(start)) {
        return (*id).to_owned();
    }
    let body = plain.strip_prefix("chi hoi ").unwrap_or(&plain);
    let own: Vec<&str> = body.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let level = |at: usize| {
        let rest = own.get(at..).unwrap_or_default().join(" ");
        vocabulary::TAILS.iter().any(|tail| rest.starts_with(tail))
    };
    let cut = (1..own.len()).find(|at| level(*at)).unwrap_or(own.len());
    initials(own.get(..cut).unwrap_or_default())
}

/// First letters of what an id leaves out, to keep two apart: "UBND" + "XP".
pub(super) fn id_tail(name: &str) -> String {
    let plain = folded(&form(name));
    let own: Vec<&str> = plain.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let from = ID.iter().find(|(start, _)| plain.starts_with(start));
    let skip = from.map_or(0, |(start, _)| start.split(' ').count());
    initials(own.get(skip..).unwrap_or_default())
}

fn initials(words: &[&str]) -> String {
    let letters = words
        .iter()
        .filter_map(|w| w.chars().find(char::is_ascii_alphanumeric));
    letters.take(8).map(|c| c.to_ascii_uppercase()).collect()
}

/// The name has a word for its level (thành phố, phường, Thành ủy …).
pub(super) fn has_level(name: &str) -> bool {
    let form = form(name);
    vocabulary::LEVEL_WORDS
        .iter()
        .any(|level| form.contains(level))
}

/// Two spellings of one body; one may leave out the level, both may not name different ones.
pub(super) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (form(one), form(other));
    if one == other {
        return true;
    }
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let Some(rest) = long.strip_prefix(&short) else {
        return false;
    };
    !has_level(&short)
        && short.contains(' ')
        && vocabulary::LEVEL_WORDS
            .iter()
            .any(|level| rest.trim_start().starts_with(level))
}

#[cfg(test)]
mod tests;
