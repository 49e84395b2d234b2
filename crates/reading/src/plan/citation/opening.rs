//! Where a citation opens: kind, "số", symbol; and the law whose name stands before its number.

use super::{capital, kind_at};
use crate::plan::name;
use crate::plan::symbol::{self, Symbol};
use crate::plan::word::Word;

/// Where a citation opens: kind, "số", symbol.
pub(super) struct Opening {
    pub head: usize,
    pub after: usize,
    pub kind: Option<String>,
    /// Words between "Luật" and its number are the law's subject.
    pub law: Option<(usize, usize)>,
    pub symbol: Symbol,
}

pub(super) fn openings(text: &str, words: &[Word<'_>]) -> Vec<Opening> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let opening = word
            .text
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| opening(text, words, at));
        match opening.flatten() {
            Some(opening) => {
                at = opening.after.max(at + 1);
                found.extend(twin(words, &opening));
                found.push(opening);
            }
            None => at += 1,
        }
    }
    found
}

fn opening(text: &str, words: &[Word<'_>], at: usize) -> Option<Opening> {
    let start = words.get(at)?.start;
    let symbol = symbol::read(text.get(start..)?, false)?;
    let so = at
        .checked_sub(1)
        .filter(|b| words.get(*b).is_some_and(|w| w.key == "số"));
    let before = so.map_or(at, |so| shared(words, so).map_or(so, |first| first - 1));
    let kind = (1..=4).rev().find_map(|len| {
        let from = before.checked_sub(len)?;
        kind_at(words, from)
            .filter(|(_, found)| *found == len)
            .map(|_| from)
    });
    // Without "số" or a kind only a full symbol is believed, so that no other code is taken.
    let codes = symbol.symbol.matches(['-', '/']).count();
    if so.is_none() && kind.is_none() && codes == 0 {
        return None;
    }
    let law = kind.is_none().then(|| law_before(words, before)).flatten();
    let head = kind.or(law).unwrap_or(before);
    let end = start + symbol.len;
    let after = words.iter().skip(at).take_while(|w| w.start < end).count() + at;
    let kind = match (kind, law) {
        (Some(from), _) => name::slice(text, words, from, before),
        (None, Some(from)) => {
            kind_at(words, from).and_then(|(_, len)| name::slice(text, words, from, from + len))
        }
        _ => None,
    };
    let kind = kind.map(|kind| capital(&kind));
    Some(Opening {
        head,
        after,
        kind,
        law: law.map(|from| (from + 1, before)),
        symbol,
    })
}

/// "số 08 và số 09/KH-BCĐ": where the number stands that shares the symbol of the one at `so`.
fn shared(words: &[Word<'_>], so: usize) -> Option<usize> {
    let back = |n: usize| so.checked_sub(n).and_then(|at| words.get(at));
    let and = usize::from(back(1)?.key == "và");
    let first = back(and + 1)?;
    let linked = and == 1 || first.tail == ",";
    let number = linked && first.number().is_some() && back(and + 2)?.key == "số";
    number.then(|| so - and - 1)
}

/// The paper whose number stands before and shares symbol, date and issuer.
fn twin(words: &[Word<'_>], opening: &Opening) -> Option<Opening> {
    let so =
        (opening.head..opening.after).rfind(|at| words.get(*at).is_some_and(|w| w.key == "số"))?;
    let number = words.get(shared(words, so)?)?.text.to_owned();
    let symbol = Symbol {
        normalized: format!("{number}/{}", opening.symbol.symbol),
        number: Some(number),
        ..opening.symbol.clone()
    };
    Some(Opening {
        kind: opening.kind.clone(),
        symbol,
        ..*opening
    })
}

/// "Luật Phòng, chống bệnh truyền nhiễm số …": where "Luật" stands, if nothing but the law's name
/// is between.
fn law_before(words: &[Word<'_>], before: usize) -> Option<usize> {
    (before.saturating_sub(20)..before)
        .rev()
        .take_while(|at| {
            words
                .get(*at)
                .is_some_and(|w| !w.tail.contains(['.', ';', ':']) || *at + 1 == before)
        })
        .find(|at| {
            words.get(*at).is_some_and(|w| {
                matches!(w.key.as_str(), "luật" | "lệnh") && w.is_capital() || w.key == "luật"
            }) && words.get(*at + 1).is_some_and(Word::is_capital)
        })
}
