//! What a number counts: its unit of count, and the thing counted.

mod before;
mod named;
mod rate;
mod thing;

use super::label;
use rust_decimal::Decimal;

use super::lexicon::{self, Class, Tags, Unit};
use super::mention::Mention;
use super::other::Other;
use super::token::{Chain, Kind, Token};

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
    /// No unit at all: a quantity only as a part of another (`nam 20, nữ 30`), or told by a label.
    pub bare: bool,
    /// A label names it: `Đo nồng độ cồn: 208`.
    pub labelled: bool,
}

/// The text and its tokens.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token<'a>],
    /// What each token is, if it is a number that counts nothing.
    pub named: &'a [Option<Other>],
}

/// No thing counted has a name of more words.
const LONGEST: usize = 14;

/// What a number counts; `None` if it counts nothing. `limit` is where the next number begins.
pub(super) fn counted(source: Source, mention: &Mention, limit: usize) -> Option<Counted> {
    let tokens = source.tokens;
    if mention.share {
        return Some(Counted {
            count_unit: "%".to_owned(),
            ..source.percent(mention, 0, limit)
        });
    }
    if let Some(len) = percent_at(tokens, mention.next) {
        return Some(source.percent(mention, len, limit));
    }
    // "23,4/100.000 dân" has no unit of its own.
    let rated = mention.base.is_none()
        && tokens
            .get(mention.first)
            .is_some_and(|token| matches!(token.kind, Kind::Figures(Chain::Ratio(..))));
    if rated {
        return Some(Counted {
            what: source.clause_before(mention, false).unwrap_or_default(),
            next: mention.next,
            rate: true,
            ..Counted::default()
        });
    }
    // "năm" may be a unit of time and the next number.
    let unit = lexicon::unit_at(tokens, mention.next)
        .filter(|unit| mention.next + unit.words.len() <= limit);
    let some =
        mention.value == Decimal::ONE && tokens.get(mention.next).is_some_and(|t| t.is_word("số"));
    if some {
        return None;
    }
    if mention.lone_word && !unit.is_some_and(|u| label::is_number_word(tokens, mention, u)) {
        return None;
    }
    if label::is_label(
        tokens,
        mention,
        unit,
        source.noun_at(mention.next).is_some(),
    ) {
        return None;
    }
    let counted = match unit {
        Some(unit) => source.with_unit(mention, unit, limit),
        None => source
            .labelled(mention)
            .or_else(|| source.unknown_noun(mention, limit))
            .or_else(|| source.bare(mention)),
    }?;
    Some(source.told_before(counted, mention))
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

    /// A unit as written, with its accents where the text has none.
    fn unit_written(&self, unit: &Unit, from: usize, to: usize) -> String {
        let written = self.written(from, to);
        let name = unit.words.join(" ");
        match written.is_ascii() && !name.is_ascii() && to == from + unit.words.len() {
            true => name,
            false => written.to_owned(),
        }
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
        if unit.class == Class::Place && self.is_place_name(next) {
            return None;
        }
        let per = self.per(next, limit);
        let rate = per > 0 || self.is_rate(mention, next, limit);
        let lasts = self.is_airtime(mention) || unit.name == "giờ" || mention.base.is_some();
        if unit.class == Class::Time && !rate && !lasts {
            return None;
        }
        next += per;
        let mut what = self.what(next, limit);
        if what.is_empty() {
            what = self.label_what(mention, unit).unwrap_or_default();
        }
        let count_unit = self.unit_written(unit, mention.next, next);
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

    /// A word the lexicon does not know, straight behind the number: taken as the unit. A number
    /// before a noun counts it; only verbs and the words between clauses are no nouns.
    fn unknown_noun(&self, mention: &Mention, limit: usize) -> Option<Counted> {
        let len = self.noun_at(mention.next)?;
        // "Android 9 chạy", "Sân chơi 365 mở": a name with a number in it.
        let named = mention.before(self.tokens, 1).is_some_and(|token| {
            let first = mention.before(self.tokens, 2).is_none_or(|t| !t.is_text());
            token.capital && !first
        });
        if named {
            return None;
        }
        let next = mention.next + len;
        let rate = self.is_rate(mention, next, limit);
        let per = self.per(next, limit);
        Some(Counted {
            count_unit: self.written(mention.next, next + per).to_owned(),
            what: self.what(next + per, limit),
            next: next + per,
            rate: rate || per > 0,
            ..Counted::default()
        })
    }

    /// Words of the noun at a token that no lexicon knows: one, or two where the first is never a
    /// noun alone ("học viên").
    pub(super) fn noun_at(&self, at: usize) -> Option<usize> {
        let noun = self.tokens.get(at)?;
        let pair = self.pair_at(at);
        let none = Tags::STOP
            .and(Tags::NO_NOUN)
            .and(Tags::NUMBER)
            .and(Tags::COMPOUND);
        let refused = !pair.any(Tags::NOUN) && noun.tags.and(pair).any(none);
        let time = matches!(
            &*noun.key,
            "ngày" | "tháng" | "năm" | "tuần" | "quý" | "tuổi" | "độ" | "các" | "loại"
        );
        let word = noun.kind == Kind::Word && noun.spaced && !noun.capital;
        if !word || refused || time || noun.char_end - noun.char_start < 2 {
            return None;
        }
        let second = self
            .tokens
            .get(at + 1)
            .is_some_and(|second| second.kind == Kind::Word && !second.tags.any(Tags::STOP));
        let bound = noun.tags.any(Tags::BOUND) || pair.any(Tags::NOUN);
        Some(1 + usize::from(bound && second))
    }
}
