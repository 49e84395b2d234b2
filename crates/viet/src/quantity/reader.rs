//! Puts a text's quantities together: walks it once and keeps what the phrases on the way have
//! said of period, comparison and parts.

mod again;
mod bare;
mod kind;
mod time;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use super::account::{self, Account};
use super::count::{self, Counted, Source};
use super::label;
use super::lexicon::{Class, Unit};
use super::mention::{self, Mention};
use super::other;
use super::part::Parts;
use super::period::{Calendar, Period};
use super::scope;
use super::standing::{self, Standing};
use super::token;
use super::told::{Numbering, Opening, Sense, Told};
use super::{Kind, Quantity};

/// Bytes read in one go: a text cut into words takes forty times its size.
const STRETCH: usize = 64 << 10;

/// All quantities of a text below what was told before, what every number is if that is `counted`
/// up, and what is told behind the text.
pub(super) fn read(text: &str, told: Told, counted: bool) -> Account {
    in_stretches(text, STRETCH, told, counted)
}

/// The same, so many bytes at a time; where it is cut changes nothing.
pub(super) fn in_stretches(text: &str, bytes: usize, told: Told, counted: bool) -> Account {
    let mut out = Account {
        told,
        ..Account::default()
    };
    let (mut rest, mut chars) = (text, 0);
    while !rest.is_empty() {
        let (stretch, after) = rest.split_at(stretch(rest, bytes));
        let known = out.quantities.len();
        let found = of_stretch(stretch, out.told, counted);
        out.told = found.told;
        out.quantities
            .extend(found.quantities.into_iter().map(|quantity| Quantity {
                start: quantity.start + chars,
                end: quantity.end + chars,
                part_of: quantity.part_of.map(|whole| whole + known),
                ..quantity
            }));
        out.numbers.extend(
            found
                .numbers
                .into_iter()
                .map(|number| number.moved(chars, known)),
        );
        chars += if after.is_empty() {
            0
        } else {
            stretch.chars().count()
        };
        rest = after;
    }
    out
}

/// Length of the first lines, at least so many bytes, behind which nothing said in them holds any
/// more: no list is open there, and the next line opens with a word.
fn stretch(text: &str, bytes: usize) -> usize {
    let from = text.ceil_char_boundary(bytes.min(text.len()));
    let breaks = text.get(from..).unwrap_or_default().match_indices('\n');
    let ends = breaks.map(|(at, _)| from + at);
    ends.map(|at| text.split_at(at))
        .find(|(before, after)| {
            let first = after.split_whitespace().next().unwrap_or_default();
            !before.trim_end().ends_with(':')
                && !after.get(1..).unwrap_or_default().starts_with('\n')
                && !first.is_empty()
                && first.chars().all(char::is_alphabetic)
        })
        .map_or(text.len(), |(before, _)| before.len() + 1)
}

fn of_stretch(text: &str, told: Told, counted: bool) -> Account {
    let tokens = token::tokens(text);
    let quoted = label::quoted(&tokens);
    let calendar = Calendar {
        text,
        tokens: &tokens,
    };
    let named = other::named(calendar, &quoted);
    let mentions = mention::mentions(&tokens, &named);
    if mentions.is_empty() && !scope::names_any(&tokens) {
        return Account {
            numbers: account::numbers(calendar, &named, &[], counted),
            told,
            ..Account::default()
        };
    }
    let source = Source {
        text,
        tokens: &tokens,
        named: &named,
    };
    let mut reader = Reader::new(source, told);
    for (i, mention) in mentions.iter().enumerate() {
        let limit = mentions.get(i + 1).map_or(tokens.len(), |next| next.first);
        reader.walk_to(mention.first);
        if !quoted.get(mention.first).copied().unwrap_or(false) {
            reader.take(mention, limit);
        }
    }
    reader.walk_to(tokens.len());
    reader.close_sentence();
    reader.end_plan();
    Account {
        numbers: account::numbers(calendar, &named, &reader.out, counted),
        quantities: reader.out,
        told: reader.told,
    }
}

struct Reader<'a> {
    source: Source<'a>,
    sentences: Vec<Range<usize>>,
    /// Which of them the walk is in.
    sentence: usize,
    at: usize,
    /// What holds where a sentence names no period.
    told: Told,
    opening: Option<Opening>,
    /// What held before a plan that a sentence of this paragraph told.
    before_plan: Option<Told>,
    /// First token of the sentence, and quantities before it.
    begun: (usize, usize),
    sense: Held,
    /// A phrase said that what follows stands.
    standing: Option<Standing>,
    /// What stood before each open bracket.
    brackets: Vec<Held>,
    lines: Lines,
    parts: Parts,
    /// The last quantity and where it ended, for brackets and "và" straight behind it.
    last_end: usize,
    /// Units of the quantities found, by index.
    units: Vec<Option<&'static Unit>>,
    out: Vec<Quantity>,
}

/// The sense in force, and whether the next comma ends it.
#[derive(Clone, Copy, Default)]
struct Held {
    sense: Sense,
    short: bool,
    /// What it falls back to after the comma.
    under: Sense,
}

impl Held {
    fn of(sense: Sense) -> Held {
        Held {
            sense,
            short: false,
            under: sense,
        }
    }
}

/// What a line that ends in a colon says of the list behind it.
#[derive(Default)]
struct Lines {
    /// First token of the line.
    from: usize,
    /// Sense for list items, while there is one.
    carried: Option<Sense>,
    /// The list mark of the line that carries.
    mark: Option<char>,
}

/// Brackets deeper than this are not told apart.
const DEEPEST: usize = 32;

impl<'a> Reader<'a> {
    fn new(source: Source<'a>, told: Told) -> Reader<'a> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let ranges = crate::sentence::sentences(line);
            sentences.extend(ranges.into_iter().map(|r| r.start + start..r.end + start));
            start += line.len();
        }
        let told = told.at_line(Numbering::of(source.text));
        Reader {
            source,
            sentences,
            sentence: 0,
            at: 0,
            told,
            opening: None,
            before_plan: None,
            begun: (0, 0),
            sense: Held::of(told.sense),
            standing: None,
            brackets: Vec::new(),
            lines: Lines::default(),
            parts: Parts::default(),
            last_end: 0,
            units: Vec::new(),
            out: Vec::new(),
        }
    }

    fn take(&mut self, mention: &Mention, limit: usize) {
        let counted =
            count::counted(self.source, mention, limit).or_else(|| self.bare_part(mention, limit));
        let Some(counted) = counted else {
            return;
        };
        let (kind, period) = self.kind(mention, &counted, limit);
        let part_of = self
            .parts
            .whole_of(&self.out, &self.units, &counted, kind, mention.value);
        let alone = counted.bare && part_of.is_none() && !counted.labelled;
        let part_of = part_of
            .or_else(|| self.whole_of_bare(mention, kind).filter(|_| alone))
            .or_else(|| self.whole_of_kind(mention, &counted, kind));
        let (kind, period, part_of) = match self.said_before(mention, &counted) {
            Some(first) => self.again(first),
            None => (kind, period, part_of),
        };
        let told = matches!(kind, Kind::Other | Kind::Plan);
        let doubtful = self.choose(mention, &counted);
        let on_place = counted
            .unit
            .is_some_and(|unit| unit.class == Class::Place || carries(unit));
        let about = scope::is_about(self.source.tokens, mention, on_place)
            || scope::is_estimate(self.source.tokens, mention)
            || mention.upper.is_some()
            || self.is_or_more(counted.next);
        let named = counted.labelled || told || about || !alone || self.tells_item(mention);
        if alone && part_of.is_none() && !named {
            return;
        }
        let opening_whole = self.is_opening_whole(mention);
        let value = doubtful.unwrap_or(mention.value);
        if let Some(base) = mention.base {
            self.push_ratio(mention, &counted, base, part_of, (kind, period));
        } else {
            let places = self.places(mention.first, counted.next);
            self.push(
                Quantity {
                    value,
                    upper: mention.upper,
                    count_unit: counted.count_unit.clone(),
                    what: counted.what.clone(),
                    approximate: about || doubtful.is_some(),
                    kind,
                    period,
                    part_of,
                    sentence: self.sentence_at(mention.first),
                    start: places.0,
                    end: places.1,
                },
                counted.unit,
            );
        }
        self.last_end = counted.next;
        if mention.base.is_none() {
            self.gather(mention);
        }
        if opening_whole {
            self.parts.open(self.out.len(), false, true);
        }
    }

    /// `1,200 tờ`: nobody counts a fifth of a leaflet, so the English reading holds, with a doubt.
    fn choose(&self, mention: &Mention, counted: &Counted) -> Option<rust_decimal::Decimal> {
        let whole = counted
            .unit
            .is_some_and(|unit| mention::whole_only(unit.class));
        mention.alternative.filter(|_| whole && !counted.percent)
    }

    fn is_or_more(&self, at: usize) -> bool {
        let tokens = self.source.tokens;
        let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
        matches!((key(at), key(at + 1)), ("trở", "lên" | "xuống"))
    }

    /// `45/50 hộ`: 45 is the count; 50 is how many there are and never added.
    fn push_ratio(
        &mut self,
        mention: &Mention,
        counted: &Counted,
        base: rust_decimal::Decimal,
        part_of: Option<usize>,
        (kind, period): (Kind, Option<Period>),
    ) {
        let (start, end) = self.places(mention.first, counted.next);
        let sentence = self.sentence_at(mention.first);
        let written = self.source.written(mention.first, mention.first + 1);
        let slash = written
            .split('/')
            .next()
            .map_or(0, |part| part.chars().count());
        let share = Quantity {
            value: mention.value,
            upper: None,
            count_unit: counted.count_unit.clone(),
            what: counted.what.clone(),
            approximate: false,
            kind,
            period,
            part_of,
            sentence,
            start,
            end: start + slash,
        };
        let whole = Quantity {
            value: base,
            // "6/8 buổi": of the deeds asked for.
            kind: match standing::is_deed(counted.unit) {
                true => Kind::Plan,
                false => Kind::State,
            },
            period: None,
            part_of: None,
            start: start + slash + 1,
            end,
            ..share.clone()
        };
        self.push(share, counted.unit);
        self.push(whole, counted.unit);
    }

    fn push(&mut self, quantity: Quantity, unit: Option<&'static Unit>) {
        self.parts.count(quantity.part_of, quantity.value);
        self.told.count();
        self.out.push(quantity);
        self.units.push(unit);
    }

    fn places(&self, first: usize, next: usize) -> (usize, usize) {
        let start = self
            .source
            .tokens
            .get(first)
            .map_or(0, |token| token.char_start);
        let last = next
            .checked_sub(1)
            .and_then(|at| self.source.tokens.get(at));
        (start, last.map_or(start, |token| token.char_end))
    }

    /// The sentence a token stands in; of an endless one, the words around it.
    fn sentence_at(&self, first: usize) -> Arc<str> {
        let text = self.source.text;
        let at = self.source.tokens.get(first).map_or(0, |token| token.start);
        let Some(range) = self.sentences.get(self.sentence) else {
            return Arc::default();
        };
        if range.len() <= LONGEST_SENTENCE {
            let whole = text.get(range.clone()).unwrap_or_default();
            let last = self.out.last().map(|quantity| &quantity.sentence);
            return match last.filter(|last| ***last == *whole) {
                Some(last) => Arc::clone(last),
                None => whole.into(),
            };
        }
        let from = text
            .floor_char_boundary(at.saturating_sub(CLIP))
            .max(range.start);
        let to = text.floor_char_boundary(at + CLIP).min(range.end);
        text.get(from..to).unwrap_or_default().trim().into()
    }
}

/// Things something is shown or said on, so that "trên" before them is "on", not "more than".
fn carries(unit: &Unit) -> bool {
    let words = unit.words.as_slice();
    words
        .iter()
        .any(|word| matches!(*word, "loa" | "fanpage" | "trang" | "bảng"))
}

/// Bytes of a sentence kept whole; no sentence of a report is so long.
const LONGEST_SENTENCE: usize = 4_000;
/// Bytes kept on either side of a number in a longer one.
const CLIP: usize = 300;
