//! Under which name a quantity is added up with its like.

use super::Quantity;
use super::lexicon::{self, Class, Tags, Unit};

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

/// The event that people counted without a name of their own came to: the one counted last before
/// them in the same sentence ("9 buổi … với 222 lượt người"). `None` for everything else.
pub fn event_of(quantities: &[Quantity], at: usize) -> Option<usize> {
    let people = quantities.get(at)?;
    let unit = unit_named(&people.count_unit)?;
    let bare = indicator_key(&people.count_unit, &people.what) == unit.name;
    if unit.class != Class::Person || !unit.general || !bare {
        return None;
    }
    let same = |one: &&Quantity| one.sentence == people.sentence && one.kind == people.kind;
    let before = quantities.get(..at)?.iter().rev().take(4).take_while(same);
    let events = before.enumerate().find(|(_, one)| {
        unit_named(&one.count_unit)
            .is_some_and(|unit| unit.class == Class::Event || unit.name == "lượt")
    });
    events.map(|(back, _)| at - 1 - back)
}

fn unit_named(count_unit: &str) -> Option<&'static Unit> {
    let key = crate::fold::key(count_unit);
    let all: Vec<&str> = words(&key).collect();
    lexicon::unit_of(&all).filter(|unit| unit.words.len() == all.len())
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
        // "phát" of "phát thanh" is half a word.
        if lexicon::pair(word, next).any(Tags::ACT) {
            kept.extend([word, next]);
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
