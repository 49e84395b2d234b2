//! How names are compared and written: abbreviations out, capitals down, spellings evened out.

use nhip_viet::fold::{folded, key};

use super::vocabulary::{CASED, LEVEL_WORDS, LEVELS, SHORT};

/// Comparison form: abbreviations written out, linking words gone, spaces and case evened out.
/// Names of different bodies keep different forms.
pub(in crate::plan) fn form(name: &str) -> String {
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
pub(in crate::plan) fn written_out(name: &str) -> String {
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
    let text = CASED.iter().fold(lower.to_owned(), |text, (low, cased)| {
        text.replace(low, cased)
    });
    let mut letters = text.chars();
    letters
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
}

/// A name in capitals as it is written in a sentence: "ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ" →
/// "Ủy ban nhân dân phường Bến Ngự".
pub(in crate::plan) fn from_capitals(name: &str) -> String {
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
        let behind = matches!((before, word.as_str()), ("thành", "phố") | ("khu", "vực"));
        let level = LEVELS.has(word) || behind || matches!(word.as_str(), "ủy" | "hội");
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

/// The comparison form of a name, made once where it is compared often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::plan) struct Form(String);

impl Form {
    /// The form of a name.
    pub fn of(name: &str) -> Form {
        Form(form(name))
    }

    /// The form as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Many names, and which of them another spelling means.
#[derive(Debug, Default)]
pub(in crate::plan) struct Spellings {
    sorted: Vec<(String, usize)>,
}

impl Spellings {
    /// Of forms in the order of their places.
    pub fn of(forms: &[Form]) -> Spellings {
        let mut sorted: Vec<(String, usize)> = forms
            .iter()
            .enumerate()
            .map(|(at, form)| (form.0.clone(), at))
            .collect();
        sorted.sort();
        Spellings { sorted }
    }

    /// Places of the names that are the same body: those spelled alike; when there are none,
    /// those that differ by a level one of them leaves out.
    pub fn find(&self, form: &Form) -> Vec<usize> {
        let exact = self.alike(&form.0);
        if !exact.is_empty() {
            return exact;
        }
        let levelled = |rest: &str| LEVEL_WORDS.opens(rest.trim_start());
        let short = |text: &str| text.contains(' ') && !LEVEL_WORDS.within(text);
        let mut found = Vec::new();
        for (space, _) in form.0.match_indices(' ') {
            let (head, rest) = form.0.split_at(space);
            if levelled(rest) && short(head) {
                found.extend(self.alike(head));
            }
        }
        if short(&form.0) {
            let from = self.sorted.partition_point(|(other, _)| *other < form.0);
            let longer = self
                .sorted
                .iter()
                .skip(from)
                .take_while(|(o, _)| o.starts_with(&form.0));
            let fits = longer.filter(|(o, _)| o.get(form.0.len()..).is_some_and(levelled));
            found.extend(fits.map(|(_, at)| *at));
        }
        found
    }

    fn alike(&self, form: &str) -> Vec<usize> {
        let from = self
            .sorted
            .partition_point(|(other, _)| other.as_str() < form);
        let same = self
            .sorted
            .iter()
            .skip(from)
            .take_while(|(other, _)| other == form);
        same.map(|(_, at)| *at).collect()
    }
}
