//! Under which name a quantity is added up with its like.

use super::lexicon::{self, Class, Tags};

/// The stable key under which like is added with like.
///
/// The rule, as a clerk would do it:
/// 1. Synonyms of a unit are one (`hộ`, `hộ gia đình`, `hộ dân`); different things are not
///    (`tờ rơi`, `tờ gấp`; `người`, `lượt người`).
/// 2. Words that add nothing fall away: "đã", "được", "tham dự", "trong tháng".
/// 3. For deeds, leaflets and news items what follows "về", "phòng", "nhằm" is the theme, not
///    the thing, and falls away: sessions on dengue and sessions on food safety are sessions. For
///    cases, people, doses and money it stays: a case of dengue is no case of measles.
/// 4. What is left must be the same, word for word, accents and case aside from tone placement:
///    "buổi tuyên truyền lưu động" and "buổi tập huấn" are two indicators.
/// 5. A unit repeated or named more fully in `what` counts once: `tờ` of "Tờ rơi đã phát" is
///    `tờ rơi`.
pub fn indicator_key(count_unit: &str, what: &str) -> String {
    let unit_key = crate::fold::key(count_unit);
    let what_key = crate::fold::key(what);
    let unit_words: Vec<&str> = words(&unit_key).collect();
    let mut rest: Vec<&str> = words(&what_key).collect();
    let mut unit = lexicon::unit_of(&unit_words).filter(|u| u.words.len() == unit_words.len());
    if let Some(named) = lexicon::unit_of(&rest)
        && unit_words.iter().all(|word| named.words.contains(word))
    {
        rest.drain(..named.words.len());
        unit = Some(named);
    }
    if let Some(unit) = unit
        && matches!(unit.class, Class::Event | Class::Print | Class::News)
        && let Some(theme) = rest
            .iter()
            .position(|word| matches!(*word, "về" | "phòng" | "nhằm"))
    {
        rest.truncate(theme);
    }
    let name = unit.map_or(unit_key.as_str(), |unit| unit.name);
    let mut key = name.to_owned();
    for word in without_filler(&rest) {
        key.push(' ');
        key.push_str(word);
    }
    key
}

fn words(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '%' && c != '/')
        .filter(|word| !word.is_empty())
}

fn without_filler<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(&word) = words.get(at) {
        let next = words.get(at + 1).copied().unwrap_or_default();
        if lexicon::pair(word, next).any(Tags::FILLER) {
            at += 2;
            continue;
        }
        if !lexicon::tags(word).any(Tags::FILLER) {
            kept.push(word);
        }
        at += 1;
    }
    kept
}
