//! What a number counts: its unit of count, and the thing counted.

mod named;
mod thing;

use super::label;
use super::lexicon::{self, Class, Tags, Unit};
use super::mention::Mention;
use super::token::{Kind, Token};

/// A number with its unit.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// The unit, where the lexicon knows it.
    pub unit: Option<&'static Unit>,
    pub count_unit: String,
    pub what: String,
    /// One past the last token of the unit.
    pub next: usize,
    /// A share of a hundred.
    pub percent: bool,
    /// So many for each: `2 lượt/ngày`, `mỗi hộ 01 tờ`.
    pub rate: bool,
    /// No unit at all: a quantity only as a part of another (`nam 20, nữ 30`).
    pub bare: bool,
}

/// The text and its tokens.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token<'a>],
}

/// No thing counted has a name of more words.
const LONGEST: usize = 14;

/// What a number counts; `None` if it counts nothing. `limit` is where the next number begins.
pub(super) fn counted(source: Source, mention: &Mention, limit: usize) -> Option<Counted> {
    let tokens = source.tokens;
    if let Some(len) = percent_at(tokens, mention.next) {
        return Some(source.percent(mention, len, limit));
    }
    let unit = lexicon::unit_at(tokens, mention.next);
    if mention.lone_word && !unit.is_some_and(|u| label::is_number_word(tokens, mention, u)) {
        return None;
    }
    if label::is_label(tokens, mention, unit) {
        return None;
    }
    match unit {
        Some(unit) => source.with_unit(mention, unit, limit),
        None => source
            .labelled(mention)
            .or_else(|| source.unknown_noun(mention, limit))
            .or_else(|| source.bare(mention)),
    }
}

/// Tokens of a percent sign in figures or words.
fn percent_at(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    if first.is_mark('%') {
        return Some(1);
    }
    let worded = first.is_word("phần") && tokens.get(at + 1).is_some_and(|t| t.is_word("trăm"));
    worded.then_some(2)
}

impl Source<'_> {
    /// The text from one token up to another, as written.
    pub fn written(&self, from: usize, to: usize) -> &str {
        let range = self
            .tokens
            .get(from)
            .zip(to.checked_sub(1).and_then(|t| self.tokens.get(t)));
        range
            .and_then(|(first, last)| self.text.get(first.start..last.end))
            .unwrap_or_default()
    }

    fn percent(&self, mention: &Mention, len: usize, limit: usize) -> Counted {
        let next = mention.next + len;
        Counted {
            count_unit: self.written(mention.next, next).to_owned(),
            what: self.what(next, limit),
            next,
            percent: true,
            ..Counted::default()
        }
    }

    fn with_unit(&self, mention: &Mention, unit: &'static Unit, limit: usize) -> Option<Counted> {
        let mut next = mention.next + unit.words.len();
        if unit.class == Class::Time && !self.is_airtime(mention) {
            return None;
        }
        if unit.class == Class::Place && self.is_place_name(next) {
            return None;
        }
        let per = self.per(next, limit);
        let rate = per > 0 || self.for_each(mention, next);
        next += per;
        let mut what = self.what(next, limit);
        if what.is_empty() {
            what = self.label_what(mention, unit).unwrap_or_default();
        }
        let count_unit = self.written(mention.next, next).to_owned();
        Some(Counted {
            unit: Some(unit),
            count_unit,
            what,
            next,
            rate,
            ..Counted::default()
        })
    }

    /// Minutes and hours are counted where they are the length of broadcasts.
    fn is_airtime(&self, mention: &Mention) -> bool {
        (1..=4).any(|back| {
            mention
                .before(self.tokens, back)
                .is_some_and(|t| t.is_word("lượng"))
        }) && (2..=5).any(|back| {
            mention
                .before(self.tokens, back)
                .is_some_and(|t| t.is_word("thời"))
        })
    }

    /// `5 phường Bến Ngự` is the end of "khu phố 4, 5 phường Bến Ngự".
    fn is_place_name(&self, next: usize) -> bool {
        let Some(name) = self.tokens.get(next).filter(|token| token.capital) else {
            return false;
        };
        let written = self.written(next, next + 1);
        name.kind == Kind::Word && written.chars().skip(1).all(char::is_lowercase)
    }

    /// Tokens of `/ngày` behind a unit; a number behind the slash is a quantity of its own.
    fn per(&self, next: usize, limit: usize) -> usize {
        let slash = self
            .tokens
            .get(next)
            .is_some_and(|t| t.is_mark('/') && !t.spaced);
        let word = self
            .tokens
            .get(next + 1)
            .filter(|t| next + 1 < limit && t.kind == Kind::Word && !t.spaced);
        if !slash || word.is_none() {
            return 0;
        }
        lexicon::unit_at(self.tokens, next + 1).map_or(2, |unit| 1 + unit.words.len())
    }

    /// `mỗi khu phố 2 buổi`, `bình quân 45 người`, `2 lần mỗi ngày`.
    fn for_each(&self, mention: &Mention, next: usize) -> bool {
        if self.tokens.get(next).is_some_and(|t| t.is_word("mỗi")) {
            return true;
        }
        for back in 1..=7 {
            let Some(token) = mention
                .before(self.tokens, back)
                .filter(|token| token.kind == Kind::Word)
            else {
                return false;
            };
            let second = mention
                .before(self.tokens, back + 1)
                .map_or("", |token| &*token.key);
            match (second, &*token.key) {
                (_, "mỗi" | "từng") | ("bình", "quân") | ("trung", "bình") => return true,
                _ => {}
            }
        }
        false
    }

    /// A word the lexicon does not know, straight behind the number: taken as the unit.
    fn unknown_noun(&self, mention: &Mention, limit: usize) -> Option<Counted> {
        let noun = self.tokens.get(mention.next)?;
        let none = Tags::STOP
            .and(Tags::NO_NOUN)
            .and(Tags::NUMBER)
            .and(Tags::LABEL)
            .and(Tags::UNIT);
        let tags = noun.tags.and(self.pair_at(mention.next));
        let word = noun.kind == Kind::Word && noun.spaced && !noun.capital;
        if !word || tags.any(none) || noun.char_end - noun.char_start < 2 {
            return None;
        }
        let next = mention.next + 1;
        let count_unit = self.written(mention.next, next).to_owned();
        let what = self.what(next, limit);
        let rate = self.for_each(mention, next);
        Some(Counted {
            count_unit,
            what,
            next,
            rate,
            ..Counted::default()
        })
    }

    /// A number with nothing behind it, told by the words before it: `(nam 20, nữ 30)`.
    fn bare(&self, mention: &Mention) -> Option<Counted> {
        let ends = self
            .tokens
            .get(mention.next)
            .is_none_or(|token| match token.kind {
                Kind::Mark(mark) => matches!(mark, ',' | ';' | '.' | ')'),
                Kind::Break => true,
                _ => token.key == "và",
            });
        let to = mention.first;
        let colon = usize::from(
            mention
                .before(self.tokens, 1)
                .is_some_and(|t| t.is_mark(':')),
        );
        let mut from = to - colon.min(to);
        while from > 0 && to - from < 8 {
            let Some(token) = self.tokens.get(from - 1) else {
                break;
            };
            if token.kind != Kind::Word && !(colon == 1 && matches!(token.kind, Kind::Figures(_))) {
                break;
            }
            if token.tags.any(Tags::STOP) || token.key == "và" {
                break;
            }
            from -= 1;
        }
        let about = super::scope::is_about(self.tokens, mention, false);
        if !ends || (to - colon.min(to) <= from && !about && colon == 0) {
            return None;
        }
        let what = if about {
            String::new()
        } else {
            self.written(from, to - colon).to_owned()
        };
        Some(Counted {
            what,
            next: mention.next,
            bare: true,
            ..Counted::default()
        })
    }
}
