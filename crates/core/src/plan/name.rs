//! Names of bodies: where one begins and ends in a sentence, when two are the same, and the
//! short id of each.

use super::phrase::Phrases;

mod vocabulary;

use nhip_viet::fold::{folded, key};

use super::word::{self, Word, words};
use vocabulary::{
    AFTER, GROUPS, ID, INSIDE, LEVELS, NOT_BODIES, SHORT, STARTERS, STARTERS_BEFORE_CAPITAL, VERBS,
};

/// Words before a name that hand it the task.
pub(super) static HAND: Phrases = Phrases::new(
    "giao trách nhiệm cho | giao cho | giao | đề nghị | yêu cầu | đối với | kính đề nghị | \
     phân công | trân trọng đề nghị | trách nhiệm của | nhiệm vụ của | trách nhiệm các",
);

/// The longest name that is believed, in words.
const LONGEST: usize = 30;

/// A body or a group of bodies begins at this word.
pub(super) fn starts(words: &[Word<'_>], at: usize) -> bool {
    let Some(first) = words.get(at) else {
        return false;
    };
    let group = matches!(first.key.as_str(), "các" | "những" | "mỗi");
    if NOT_BODIES.at(words, at + usize::from(group)) {
        return false;
    }
    let capital_next = words.get(at + 1).is_some_and(Word::is_capital);
    STARTERS.at(words, at)
        || (first.is_capital()
            && capital_next
            && first.tail.is_empty()
            && STARTERS_BEFORE_CAPITAL.has(&first.key))
        || (group && GROUPS.at(words, at + 1))
        || (matches!(first.key.as_str(), "các") && starts(words, at + 1))
}

/// A kind of body named without "các" ("doanh nghiệp", "đoàn thể") stands at this word.
pub(super) fn is_kind(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.lead.is_empty())
        && word::any(
            words,
            at,
            &[
                "doanh nghiệp",
                "đoàn thể",
                "địa phương",
                "nhà trường",
                "gia đình",
            ],
        )
        .is_some()
}

/// One past the last word of the name that begins at `at`. Commas and "và" stay inside a name
/// ("Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường"), but part two names.
pub(super) fn end(words: &[Word<'_>], at: usize) -> usize {
    // What a name opens with stays together: "Ban Chỉ đạo", "Báo và Đài".
    let opening = STARTERS.longest(words, at).unwrap_or(1);
    let mut to = at + opening;
    while to < words.len() && to - at < LONGEST && goes_on(words, at, to) {
        to += 1;
    }
    // A name does not end in "và", "của", "-".
    while to > at + 1 && dangling(words, to - 1) {
        to -= 1;
    }
    to
}

fn dangling(words: &[Word<'_>], at: usize) -> bool {
    let key = |at: usize| words.get(at).map_or("", |w| w.key.as_str());
    match key(at) {
        "và" | "của" | "các" | "-" | "–" | "" | "trên" | "tại" | "có" | "được" => {
            true
        }
        "thuộc" => at == 0 || key(at - 1) != "trực",
        _ => false,
    }
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
        return after_and(words, from, to + 1);
    }
    if word.is_capital() && word.key != "v/v" {
        return !opens_citation(words, to) || STARTERS.at(words, to);
    }
    if does(words, to) {
        return false;
    }
    // Names give the first syllable of a word its capital ("Dân vận", "Hạ tầng"): the next one
    // belongs to it, known or not.
    let second = before.is_capital() && word.text.chars().all(char::is_alphabetic);
    second || matches!(word.text, "-" | "–") || INSIDE.has(&word.key)
}

/// What a body does, or a word that leads on from its name, begins at a word.
fn does(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    if before.is_some_and(|w| w.key == "được") {
        return false;
    }
    let given = words.get(at).is_some_and(|w| w.key == "được")
        && word::any(words, at + 1, &["phân công", "giao"]).is_none();
    let organises =
        given || word::phrase(words, at, "tổ chức").is_some() && !is_organisation(words, at);
    let press = word::phrase(words, at, "báo chí").is_some();
    let leads_on = words.get(at).is_some_and(|w| AFTER.has(&w.key) && !press);
    organises || leads_on || VERBS.at(words, at)
}

/// "các tổ chức", "tổ chức chính trị": the noun, not the verb.
fn is_organisation(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let counted = before.is_some_and(|w| matches!(w.key.as_str(), "các" | "những" | "ban" | "mọi"));
    counted
        || word::any(
            words,
            at + 2,
            &[
                "chính trị",
                "cơ sở",
                "xã hội",
                "thành viên",
                "quần chúng",
                "đoàn thể",
                "đảng",
            ],
        )
        .is_some()
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
    if opens_citation(words, to) || does(words, to) {
        return false;
    }
    if word.is_capital() {
        // "Sở Văn hóa, Thể thao …" goes on; "…, Sở Y tế" is another body.
        return !starts(words, to) && words.get(from).is_some_and(Word::is_capital);
    }
    if word.key == "chống" || LEVELS.has(&word.key) {
        return true;
    }
    // "các cơ quan, đơn vị" and "các sở, ban, ngành" are one group until the next "các"; "các
    // ấp, đoàn thể xã" are two, because places and bodies do not make one list.
    let group = words
        .get(from..to)
        .and_then(|name| name.iter().rposition(|w| w.key == "các"));
    let Some(first) = group.and_then(|at| words.get(from + at + 1)) else {
        return false;
    };
    let person = matches!(word.key.as_str(), "trưởng" | "thủ" | "các" | "những");
    !person && is_place(first) == is_place(word) && INSIDE.has(&word.key)
}

fn is_place(word: &Word<'_>) -> bool {
    let places = [
        "xã",
        "phường",
        "thôn",
        "ấp",
        "khu",
        "tổ",
        "bản",
        "huyện",
        "quận",
    ];
    places.contains(&word.key.as_str())
}

/// After "và": more of the same name ("Văn hóa và Thể thao"), or another body.
fn after_and(words: &[Word<'_>], from: usize, next: usize) -> bool {
    let Some(word) = words.get(next) else {
        return false;
    };
    // The Front and its member organisations are always named in one breath.
    let front = words.get(from..next).is_some_and(|name| {
        name.iter().any(|w| w.key.contains("mttq"))
            || name
                .windows(2)
                .any(|w| matches!(w, [a, b] if a.key == "mặt" && b.key == "trận"))
    });
    let members = ["các tổ chức", "các đoàn thể", "các hội", "đoàn thể"];
    if front && word::any(words, next, &members).is_some() {
        return true;
    }
    let same = !starts(words, next) && !opens_citation(words, next);
    same && (word.is_capital()
        || LEVELS.has(&word.key)
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

/// The text is the name of a body or a list of them, and nothing else: it begins as one and
/// holds no verb. The words in between need not be known.
pub(super) fn is_body(text: &str) -> bool {
    let words = words(text);
    let capitals = !text.chars().any(char::is_lowercase);
    let verb = |at: usize| {
        let small = words.get(at).is_some_and(|w| !w.is_capital());
        small
            && !capitals
            && VERBS.at(&words, at)
            && words.get(at - 1).is_some_and(|w| w.key != "được")
    };
    let stop = words
        .iter()
        .any(|w| w.tail.contains(['.', ';', ':', '!', '?']));
    (1..=LONGEST).contains(&words.len())
        && starts(&words, 0)
        && !stop
        && !(STARTERS.longest(&words, 0).unwrap_or(1)..words.len()).any(verb)
}

/// A name without "Giao", "Đề nghị", "Trách nhiệm của" before it.
pub(super) fn without_hand(text: &str) -> String {
    let words = words(text);
    let from = words
        .get(HAND.any(&words, 0).map_or(0, |(_, len)| len))
        .map_or(0, Word::full_start);
    text.get(from..).unwrap_or(text).trim().to_owned()
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
    // Fonts of old encodings lose the capitals: a name all in small letters is cased as well.
    if name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase) {
        return name.to_owned();
    }
    let lower = form_words(name);
    let mut out: Vec<String> = Vec::new();
    let mut place = false;
    for (at, word) in lower.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|b| lower.get(b))
            .map_or("", String::as_str);
        let level = LEVELS.has(word) || matches!(word.as_str(), "phố" | "vực" | "ủy" | "hội");
        // After a level, and after the organ of a party committee, comes a proper name.
        let opens = matches!(
            before,
            "tỉnh" | "phường" | "xã" | "huyện" | "quận" | "phố" | "vực" | "khu" | "thôn" | "ấp"
        );
        place = !level && (place || opens || organ_before(&lower, at));
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
    let mut out = Vec::new();
    for written in name.split_whitespace() {
        let lower = written.to_lowercase();
        let plain = folded(&lower);
        // Letters without a vowel ("CSSK") are an abbreviation, known or not.
        let spelled = plain.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !plain.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        match expand(&lower) {
            same if same == lower && spelled => out.push(written.to_owned()),
            long => out.extend(long.split(' ').map(str::to_owned)),
        }
    }
    out
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
        vocabulary::TAILS.opens(&rest)
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

/// The text opens with a word for a level of place ("xã thạnh an").
pub(super) fn opens_level(text: &str) -> bool {
    let words = words(text);
    let levels = [
        "thành phố",
        "tỉnh",
        "phường",
        "xã",
        "huyện",
        "quận",
        "đặc khu",
        "thị trấn",
        "thị xã",
    ];
    word::any(&words, 0, &levels).is_some()
}

/// The name has a word for its level (thành phố, phường, Thành ủy …).
pub(super) fn has_level(name: &str) -> bool {
    let form = form(name);
    vocabulary::LEVEL_WORDS.within(&form)
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
    !has_level(&short) && short.contains(' ') && vocabulary::LEVEL_WORDS.opens(&rest.trim_start())
}

#[cfg(test)]
mod tests;
