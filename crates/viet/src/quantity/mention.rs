//! Numbers in a row of tokens: single ones, ranges, ratios; not yet what they count.

use rust_decimal::Decimal;

use super::label;
use super::lexicon::{self, Class, Tags};
use super::other::{self, Other};
use super::share;
use super::token::{Chain, Kind, Token, is_signed};
use crate::number::figures::Figure;
use crate::number::words::{self, Item, Read};

/// A number somewhere in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub next: usize,
    pub value: Decimal,
    pub upper: Option<Decimal>,
    /// English reading of the value, for whole things.
    pub alternative: Option<Decimal>,
    /// What the value is a share of: 50 in `45/50`.
    pub base: Option<Decimal>,
    /// A single word that is more often something else: `năm`, `một`.
    pub lone_word: bool,
    /// A fraction; the value is the share of a hundred.
    pub share: bool,
}

/// All numbers of a text that are not part of a code, a date or a label of a heading.
pub(super) fn mentions(tokens: &[Token], named: &[Option<Other>]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let counts = named.get(at).is_none_or(Option::is_none);
        match mention_at(tokens, at).filter(|_| counts) {
            Some(mention) => {
                at = mention.next.max(at + 1);
                if is_number(tokens, &mention) {
                    found.push(mention);
                }
            }
            None => at += 1,
        }
    }
    found
}

fn mention_at(tokens: &[Token], at: usize) -> Option<Mention> {
    let token = tokens.get(at)?;
    if let Some((share, next)) = share::at(tokens, at) {
        return Some(Mention {
            share: true,
            ..single(at, next, share)
        });
    }
    match token.kind {
        Kind::Figures(Chain::Other) => None,
        Kind::Figures(Chain::Range(low, high)) => Some(scaled_range(tokens, at, low, high)),
        // "23,4/100.000 dân"
        Kind::Figures(Chain::Ratio(part, base))
            if base.value >= Decimal::ONE_THOUSAND && other::is_round(base.value) =>
        {
            Some(single(at, at + 1, part.value))
        }
        Kind::Figures(Chain::Ratio(part, base)) => Some(Mention {
            base: Some(base.value),
            ..single(at, at + 1, part.value)
        }),
        Kind::Figures(Chain::One(_)) => {
            let number = number_at(tokens, at)?;
            Some(
                number
                    .or_ratio(tokens)
                    .unwrap_or_else(|| number.or_range(tokens)),
            )
        }
        Kind::Word if token.tags.any(Tags::NUMBER) => Some(number_at(tokens, at)?.or_range(tokens)),
        _ => None,
    }
}

fn single(first: usize, next: usize, value: Decimal) -> Mention {
    Mention {
        first,
        next,
        value,
        upper: None,
        alternative: None,
        base: None,
        lone_word: false,
        share: false,
    }
}

/// A number in figures or words, with the same number repeated in brackets: `12 (mười hai)`.
fn number_at(tokens: &[Token], at: usize) -> Option<Mention> {
    let read = read(tokens, at)?;
    let lone_word = read.items == 1 && tokens.get(at)?.kind == Kind::Word;
    let mut mention = single(at, at + read.items, read.value);
    mention.alternative = read.alternative;
    mention.lone_word = lone_word;
    if tokens
        .get(mention.next)
        .is_some_and(|token| token.is_mark('('))
        && let Some(echo) = self::read(tokens, mention.next + 1)
        && tokens
            .get(mention.next + 1 + echo.items)
            .is_some_and(|token| token.is_mark(')'))
        && echo.value == read.value
    {
        mention.next += echo.items + 2;
        mention.lone_word = false;
    }
    Some(mention)
}

fn read(tokens: &[Token], at: usize) -> Option<Read> {
    words::read(|i| match tokens.get(at + i) {
        Some(token) if i == 0 || token.is_text() => match token.kind {
            Kind::Figures(Chain::One(figure)) => Some(Item::Figure(figure)),
            Kind::Word => Some(Item::Word(&token.key)),
            _ => None,
        },
        _ => None,
    })
}

/// `2-3 nghìn tờ`: the word of size belongs to both.
fn scaled_range(tokens: &[Token], at: usize, low: Figure, high: Figure) -> Mention {
    let times = words::read(|i| match i {
        0 => Some(Item::Figure(Figure {
            value: Decimal::ONE,
            alternative: None,
        })),
        1 => tokens
            .get(at + 1)
            .filter(|t| t.kind == Kind::Word)
            .map(|t| Item::Word(&t.key)),
        _ => None,
    });
    let (size, items) = times.map_or((Decimal::ONE, 1), |read| (read.value, read.items));
    let upper = high.value.checked_mul(size);
    let value = low.value.checked_mul(size).unwrap_or(low.value);
    Mention {
        upper,
        ..single(at, at + items, value)
    }
}

impl Mention {
    /// "318 / 330 trẻ", parted by spaces.
    fn or_ratio(self, tokens: &[Token]) -> Option<Mention> {
        let slash = tokens.get(self.next)?;
        if slash.is_word("trên") {
            return self.or_of_total(tokens);
        }
        let Kind::Figures(Chain::One(base)) = tokens.get(self.next + 1)?.kind else {
            return None;
        };
        let word = tokens
            .get(self.next + 2)
            .is_some_and(|token| token.kind == Kind::Word);
        let parted = slash.is_mark('/') && slash.spaced && word && base.value >= self.value;
        parted.then_some(Mention {
            base: Some(base.value),
            next: self.next + 2,
            ..self
        })
    }

    /// "14 trên tổng số 20 buổi"
    fn or_of_total(self, tokens: &[Token]) -> Option<Mention> {
        let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is_word(word));
        let total = is(self.next + 1, "tổng");
        let at = self.next + 1 + usize::from(total) + usize::from(is(self.next + 2, "số") && total);
        let base = number_at(tokens, at)?;
        // "41 trên 100.000 trẻ đẻ sống" is a rate.
        let rate = !total && base.value >= Decimal::ONE_HUNDRED;
        (!rate && base.value >= self.value && lexicon::unit_at(tokens, base.next).is_some())
            .then_some(Mention {
                base: Some(base.value),
                next: base.next,
                ..self
            })
    }

    /// The range this number begins, if it does: `20 đến 30 hộ`, `2 - 3 buổi`, `hai ba buổi`.
    fn or_range(self, tokens: &[Token]) -> Mention {
        let (after, joint) = (self.next, tokens.get(self.next));
        let Some(joint) = joint else { return self };
        if self.lone_word && joint.kind == Kind::Word && words::digit(&joint.key).is_some() {
            return self.up_to(tokens, after, 1);
        }
        let percent = usize::from(joint.is_mark('%'));
        let Some(link) = tokens.get(after + percent) else {
            return self;
        };
        let dash = link.is_dash() && percent + usize::from(link.spaced) > 0;
        let worded = matches!(&*link.key, "đến" | "tới" | "hoặc");
        if !dash && !worded {
            return self;
        }
        let limit = if dash { 10 } else { 1000 };
        let range = self.up_to(tokens, after + percent + 1, limit);
        let behind = tokens.get(range.next);
        let both_percent = behind.is_some_and(|token| token.is_mark('%'));
        let same_thing = if percent == 1 {
            both_percent
        } else {
            both_percent
                || dash
                || behind
                    .is_some_and(|token| token.kind == Kind::Word && !token.tags.any(Tags::STOP))
        };
        if same_thing { range } else { self }
    }

    /// With the number at `at` as its upper end, if that is greater, but not `limit` times.
    fn up_to(self, tokens: &[Token], at: usize, limit: u32) -> Mention {
        let Some(high) = number_at(tokens, at) else {
            return self;
        };
        let steps = if limit == 1 {
            high.value == self.value + Decimal::ONE
        } else {
            high.value > self.value
                && self
                    .value
                    .checked_mul(Decimal::from(limit))
                    .is_some_and(|most| high.value <= most)
        };
        if !steps {
            return self;
        }
        Mention {
            upper: Some(high.value),
            next: high.next,
            alternative: None,
            lone_word: false,
            ..self
        }
    }

    /// The last token before it, on its line.
    pub fn before<'t>(&self, tokens: &'t [Token<'t>], back: usize) -> Option<&'t Token<'t>> {
        let token = tokens.get(self.first.checked_sub(back)?)?;
        (token.kind != Kind::Break).then_some(token)
    }
}

/// No part of a code or of a heading, and no word that only looks like a number.
fn is_number(tokens: &[Token], mention: &Mention) -> bool {
    let unit = || lexicon::unit_at(tokens, mention.next);
    let word =
        !mention.lone_word || unit().is_some_and(|u| label::is_number_word(tokens, mention, u));
    // "cứ mười chị thì có tám chị": ten are what eight are told for.
    let every = mention
        .before(tokens, 1)
        .is_some_and(|token| token.is_word("cứ"));
    let signed = is_signed(tokens, mention.first);
    // "290.000 đồng một hộ": for each.
    let for_one = mention.next == mention.first + 1
        && tokens
            .get(mention.first)
            .is_some_and(|token| token.is_word("một"))
        && mention
            .before(tokens, 1)
            .is_some_and(|token| token.is_word("đồng"));
    let every = every || for_one;
    word && !every && !signed && !is_code(tokens, mention) && !is_heading_label(tokens, mention)
}

/// Part of a name or number: `COVID-19`, `32-KH/ThU`, `05/KH-UBND`, `B.1.1`, `a.vn/12`.
fn is_code(tokens: &[Token], mention: &Mention) -> bool {
    let joined_before = mention.before(tokens, 1).is_some_and(|mark| {
        let here = tokens.get(mention.first).is_some_and(|token| !token.spaced);
        let glue = matches!(
            mark.kind,
            Kind::Mark('/' | '.' | '_' | '+' | '#' | '@' | '=' | '&')
        );
        let text = mention.before(tokens, 2).filter(|token| token.is_text());
        // `06 cuộc/245 người`: a unit of count before the slash is no name.
        let unit = text.is_some_and(|t| t.tags.any(Tags::UNIT) && !t.capital && mark.is_mark('/'));
        here && (mark.is_dash() || glue) && (text.is_some() || glue) && !mark.spaced && !unit
    });
    let joined_after = tokens.get(mention.next).is_some_and(|mark| {
        let next = tokens.get(mention.next + 1);
        let word = next.filter(|next| !next.spaced && next.is_text());
        let joint = mark.is_dash() || matches!(mark.kind, Kind::Mark('/' | '_' | '+'));
        joint && word.is_some_and(|word| !mark.spaced || word.capital)
    });
    joined_before || joined_after
}

/// `1.`, `2)`, `(3)`, `4/` before a heading or a list item, `5 |` before the words of a row.
fn is_heading_label(tokens: &[Token], mention: &Mention) -> bool {
    let Some(mark) = tokens.get(mention.next) else {
        return false;
    };
    let before = mention.before(tokens, 1);
    if mark.is_mark(')') && before.is_some_and(|token| token.is_mark('(')) {
        let small = mention.value < Decimal::ONE_HUNDRED;
        return small && mention.base.is_none() && mention.next == mention.first + 1;
    }
    let first =
        before.is_none_or(|token| token.is_mark('+') || token.is_dash() || token.is_mark('*'));
    let closes = mark.is_mark('.') || mark.is_mark(')') || mark.is_mark('/') || mark.is_dash();
    // "3 | Tờ rơi | tờ": the number of a row.
    let row = before.is_none() && mark.is_mark('|');
    (row || first && closes && !mark.spaced) && mention.next == mention.first + 1
}

/// Whether things of this class are counted in whole numbers only.
pub(super) fn whole_only(class: Class) -> bool {
    !matches!(class, Class::Money | Class::Measure | Class::Time)
}
