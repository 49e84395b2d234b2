//! The words that decide what a number means, read once from `units.tsv` and `words.tsv`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::token::{Kind, Token};

/// Classes a word belongs to, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tags(u32);

impl Tags {
    pub const UNIT: Tags = Tags(1);
    pub const LABEL: Tags = Tags(1 << 1);
    pub const MAYBE_LABEL: Tags = Tags(1 << 2);
    pub const EACH_OF: Tags = Tags(1 << 3);
    pub const EACH: Tags = Tags(1 << 4);
    pub const ABOUT: Tags = Tags(1 << 5);
    pub const STOP: Tags = Tags(1 << 6);
    pub const NO_NOUN: Tags = Tags(1 << 7);
    pub const ACT: Tags = Tags(1 << 8);
    pub const CHANGE: Tags = Tags(1 << 9);
    pub const CHANGE_FILLER: Tags = Tags(1 << 10);
    pub const FILLER: Tags = Tags(1 << 12);
    pub const NO_LABEL: Tags = Tags(1 << 13);
    pub const NUMBER: Tags = Tags(1 << 14);
    pub const MARKER: Tags = Tags(1 << 15);
    pub const COMPOUND: Tags = Tags(1 << 16);
    pub const GO_ON: Tags = Tags(1 << 11);
    pub const NOUN: Tags = Tags(1 << 17);
    pub const BOUND: Tags = Tags(1 << 18);

    /// One of the classes, at least.
    pub fn any(self, classes: Tags) -> bool {
        self.0 & classes.0 != 0
    }

    pub const fn and(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    fn named(name: &str) -> Tags {
        match name {
            "label" => Tags::LABEL,
            "maybe-label" => Tags::MAYBE_LABEL,
            "each-of" => Tags::EACH_OF,
            "each" => Tags::EACH,
            "about" => Tags::ABOUT,
            "stop" => Tags::STOP,
            "no-noun" => Tags::NO_NOUN,
            "act" => Tags::ACT,
            "change" => Tags::CHANGE,
            "change-filler" => Tags::CHANGE_FILLER,
            "filler" => Tags::FILLER,
            "no-label" => Tags::NO_LABEL,
            "compound" => Tags::COMPOUND,
            "go-on" => Tags::GO_ON,
            "noun" => Tags::NOUN,
            "bound" => Tags::BOUND,
            _ => Tags::default(),
        }
    }
}

/// What kind of thing a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Event,
    Person,
    Household,
    Print,
    News,
    Case,
    Health,
    Place,
    Money,
    Measure,
    Time,
}

/// A unit of count.
#[derive(Debug)]
pub(super) struct Unit {
    pub words: Vec<&'static str>,
    pub class: Class,
    /// May be the whole of other units of its class: people in all, of whom pupils.
    pub general: bool,
    /// The name it is added up under.
    pub name: &'static str,
}

/// FNV-1a: the tables are ours, every word of every report is looked up in them, and nobody
/// outside chooses what goes in.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

type Table<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

#[derive(Default)]
struct Lexicon {
    tags: Table<&'static str, Tags>,
    /// Two-syllable members of a class, by their two words.
    pairs: Table<(&'static str, &'static str), Tags>,
    /// Units by first word, longest first.
    units: Table<&'static str, Vec<Unit>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    lexicon.add_units(include_str!("units.tsv"));
    lexicon.add_words(include_str!("words.tsv"));
    for word in NUMBER_WORDS {
        lexicon.tag(word, Tags::NUMBER);
    }
    for word in MARKER_WORDS {
        lexicon.tag(word, Tags::MARKER);
    }
    lexicon
});

/// Words a number in words may begin with.
const NUMBER_WORDS: [&str; 12] = [
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "dăm",
];

/// First words of the phrases `scope` looks for.
const MARKER_WORDS: [&str; 42] = [
    "lũy", "cộng", "tính", "đến", "từ", "trong", "tháng", "cùng", "kỳ", "năm", "gồm", "bao", "cụ",
    "chia", "riêng", "cả", "quý", "tuần", "chỉ", "phấn", "dự", "kế", "kể", "sang", "vào", "mục",
    "nhiệm", "đề", "kiến", "ngày", "phương", "khó", "tồn", "hạn", "hiện", "vướng", "xin", "nửa",
    "học", "qua", "sau", "nay",
];

fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

impl Lexicon {
    fn tag(&mut self, word: &'static str, tags: Tags) {
        let entry = self.tags.entry(word).or_default();
        *entry = entry.and(tags);
    }

    fn add_units(&mut self, table: &'static str) {
        for row in rows(table) {
            let mut cells = row.split('\t');
            let (Some(unit), Some(class), Some(name)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let words = split(unit);
            let Some(&first) = words.first() else {
                continue;
            };
            self.tag(first, Tags::UNIT);
            let general = class.ends_with('*');
            let unit = Unit {
                words,
                class: class_named(class.trim_end_matches('*')),
                general,
                name,
            };
            self.units.entry(first).or_default().push(unit);
        }
        for units in self.units.values_mut() {
            units.sort_by_key(|unit| std::cmp::Reverse(unit.words.len()));
        }
    }

    fn add_words(&mut self, table: &'static str) {
        for row in rows(table) {
            let Some((class, words)) = row.split_once('\t') else {
                continue;
            };
            let tags = Tags::named(class);
            for word in words.split(',') {
                match word.split_once(' ') {
                    None => self.tag(word, tags),
                    Some((first, second)) => {
                        let entry = self.pairs.entry((first, second)).or_default();
                        *entry = entry.and(tags);
                    }
                }
            }
        }
    }
}

/// Words of a unit; its commas and hyphens are words of their own.
fn split(unit: &'static str) -> Vec<&'static str> {
    let mut words = Vec::new();
    for word in unit.split(' ') {
        let mut rest = word;
        while let Some(at) = rest.find([',', '-']) {
            words.extend([rest.get(..at), rest.get(at..at + 1)].into_iter().flatten());
            rest = rest.get(at + 1..).unwrap_or_default();
        }
        words.push(rest);
    }
    words.retain(|word| !word.is_empty());
    words
}

fn class_named(name: &str) -> Class {
    match name {
        "event" => Class::Event,
        "person" => Class::Person,
        "household" => Class::Household,
        "print" => Class::Print,
        "news" => Class::News,
        "case" => Class::Case,
        "place" => Class::Place,
        "money" => Class::Money,
        "measure" => Class::Measure,
        "time" => Class::Time,
        _ => Class::Health,
    }
}

/// What a word alone can be.
pub(super) fn tags(key: &str) -> Tags {
    LEXICON.tags.get(key).copied().unwrap_or_default()
}

/// What the two words together are.
pub(super) fn pair(first: &str, second: &str) -> Tags {
    let pairs: &Table<(&str, &str), Tags> = &LEXICON.pairs;
    pairs.get(&(first, second)).copied().unwrap_or_default()
}

/// Whether letters may follow figures without a space: units (`5kg`, `12buổi`), not `5K`.
pub(super) fn may_be_glued(word: &str) -> bool {
    let small = !word.starts_with(char::is_uppercase);
    small && word != "h" && tags(&crate::fold::key(word)).any(Tags::UNIT)
}

/// The longest unit of count that begins at a token.
pub(super) fn unit_at(tokens: &[Token], at: usize) -> Option<&'static Unit> {
    let first = tokens.get(at).filter(|token| token.tags.any(Tags::UNIT))?;
    let units = LEXICON.units.get(&*first.key)?;
    let unit = units.iter().find(|unit| {
        unit.words.iter().enumerate().all(|(i, word)| {
            tokens.get(at + i).is_some_and(|token| match token.kind {
                Kind::Word => token.key == *word,
                Kind::Mark(mark) => word.len() == mark.len_utf8() && word.starts_with(mark),
                _ => false,
            })
        })
    })?;
    let next = tokens.get(at + unit.words.len());
    let compound = unit.words.len() == 1
        && next.is_some_and(|next| pair(&first.key, &next.key).any(Tags::COMPOUND));
    (!compound).then_some(unit)
}

/// Every unit of count.
pub(super) fn units() -> impl Iterator<Item = &'static Unit> {
    LEXICON.units.values().flatten()
}

/// The longest unit of count a row of words begins with.
pub(super) fn unit_of(words: &[&str]) -> Option<&'static Unit> {
    let units = LEXICON.units.get(*words.first()?)?;
    units.iter().find(|unit| {
        words
            .get(..unit.words.len())
            .is_some_and(|start| start == unit.words.as_slice())
    })
}
