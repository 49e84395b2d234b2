//! Texts typed without accents ("to chuc 7 buoi, phat 450 to roi"): their words as they are meant, by
//! the phrases of reports and the units of count.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon;
use super::token::{Kind, Token};
use crate::fold;

/// Words of a text from which on it is a text; a name or a heading may have no accents anyway.
const FEWEST: usize = 6;
/// Words that must have lost their accents.
const LOST: usize = 2;
/// Syllables of the longest phrase.
const LONGEST: usize = 4;

#[derive(Default)]
struct Words {
    /// What a phrase without accents means, syllable by syllable.
    any: HashMap<String, Vec<String>>,
    /// The same, straight behind figures.
    counted: HashMap<String, Vec<String>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for row in include_str!("unmarked.tsv").lines() {
        let Some((class, phrases)) = row.split_once('\t') else {
            continue;
        };
        let table = match class {
            "any" => &mut words.any,
            "counted" => &mut words.counted,
            _ => continue,
        };
        for phrase in phrases.split(',') {
            let meant = phrase.split(' ').map(str::to_owned).collect();
            table.entry(fold::folded(phrase)).or_insert(meant);
        }
    }
    for unit in lexicon::units() {
        let phrase = fold::folded(&unit.words.join(" "));
        let meant = unit.words.iter().map(|word| (*word).to_owned());
        let table = match unit.words.len() {
            1 => &mut words.counted,
            _ => &mut words.any,
        };
        table.entry(phrase).or_insert_with(|| meant.collect());
    }
    words
});

/// Gives the words of a text without accents the keys of what is meant.
pub(super) fn restore(text: &str, tokens: &mut [Token]) {
    let marked = text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    let words = tokens
        .iter()
        .filter(|token| token.kind == Kind::Word)
        .take(FEWEST);
    if marked || words.count() < FEWEST {
        return;
    }
    let mut meant: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = phrase_at(tokens, at);
        for (step, word) in found.iter().enumerate() {
            if tokens
                .get(at + step)
                .is_some_and(|token| token.key != *word)
            {
                meant.push((at + step, word));
            }
        }
        at += found.len().max(1);
    }
    if meant.len() < LOST {
        return;
    }
    for (at, word) in meant {
        if let Some(token) = tokens.get_mut(at) {
            token.key = word.to_owned().into();
            token.tags = lexicon::tags(word);
        }
    }
}

/// The longest phrase known at a token, as meant.
fn phrase_at(tokens: &[Token], at: usize) -> &'static [String] {
    let words = tokens.iter().skip(at).take(LONGEST);
    let words: Vec<&str> = words
        .take_while(|token| token.kind == Kind::Word)
        .map(|token| &*token.key)
        .collect();
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let counted = before.is_some_and(|token| matches!(token.kind, Kind::Figures(_)));
    let behind = |next: usize| {
        let token = tokens.get(at + next);
        token.is_some_and(|token| matches!(token.kind, Kind::Figures(_)))
    };
    if words.first() == Some(&"nam") && behind(1) {
        return YEAR.as_slice();
    }
    for length in (1..=words.len()).rev() {
        let phrase = words.get(..length).unwrap_or_default().join(" ");
        let meant = match WORDS.counted.get(&phrase).filter(|_| counted) {
            Some(meant) => Some(meant),
            None => WORDS.any.get(&phrase),
        };
        if let Some(meant) = meant {
            return meant;
        }
    }
    // "con 3 thon"
    match words.first() {
        Some(&"con") if behind(1) => STILL.as_slice(),
        _ => &[],
    }
}

/// "nam 2026"
static YEAR: LazyLock<[String; 1]> = LazyLock::new(|| ["năm".to_owned()]);
/// "con 3 thon"
static STILL: LazyLock<[String; 1]> = LazyLock::new(|| ["còn".to_owned()]);
