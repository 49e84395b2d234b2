//! What a number counts: its unit of count, and the thing counted.

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
    pub tokens: &'a [Token],
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
        let per = self.per(next);
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

    /// Tokens of `/ngày` behind a unit.
    fn per(&self, next: usize) -> usize {
        let slash = self
            .tokens
            .get(next)
            .is_some_and(|t| t.is_mark('/') && !t.spaced);
        let word = self
            .tokens
            .get(next + 1)
            .filter(|t| t.kind == Kind::Word && !t.spaced);
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
                .map_or("", |token| token.key.as_str());
            match (second, token.key.as_str()) {
                (_, "mỗi" | "từng") | ("bình", "quân") | ("trung", "bình") => return true,
                _ => {}
            }
        }
        false
    }

    /// The thing counted: the words from `from` up to where something else begins.
    fn what(&self, from: usize, limit: usize) -> String {
        let mut at = from;
        while at < limit && at < from + LONGEST && self.goes_on(at, from, limit) {
            at += 1;
        }
        if at == limit {
            at = self.without_lead(from, at);
        }
        self.written(from, at).to_owned()
    }

    /// The same inside a label, which no number follows.
    fn what_in_label(&self, from: usize, to: usize) -> String {
        let mut at = from;
        while at < to && self.goes_on(at, from, self.tokens.len()) {
            at += 1;
        }
        self.written(from, at).to_owned()
    }

    fn goes_on(&self, at: usize, from: usize, limit: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        match token.kind {
            Kind::Break => false,
            Kind::Word if token.key == "và" => at > from && !self.new_clause(at, limit),
            Kind::Word => self.is_thing(token, at),
            Kind::Code => true,
            Kind::Figures(_) => !token.spaced,
            Kind::Mark(_) => at > from && self.inside_a_word(at),
        }
    }

    /// No word that ends the thing counted ("tại"), or one that belongs to it after all ("đến dự").
    fn is_thing(&self, token: &Token, at: usize) -> bool {
        let pair = self.pair_at(at);
        pair.any(Tags::GO_ON) || (!token.tags.any(Tags::STOP) && !pair.any(Tags::STOP))
    }

    /// After `và`: a number soon, or a new deed.
    fn new_clause(&self, at: usize, limit: usize) -> bool {
        let tags = self
            .tokens
            .get(at + 1)
            .map_or(Tags::default(), |next| next.tags);
        limit <= at + 5 || tags.and(self.pair_at(at + 1)).any(Tags::ACT)
    }

    fn pair_at(&self, at: usize) -> Tags {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(first), Some(second)) => lexicon::pair(&first.key, &second.key),
            _ => Tags::default(),
        }
    }

    /// The hyphen of COVID-19, the comma of "phòng, chống".
    fn inside_a_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let (Some(before), Some(mark), Some(after)) =
            (before, self.tokens.get(at), self.tokens.get(at + 1))
        else {
            return false;
        };
        if mark.is_mark(',') {
            return before.is_word("phòng") && after.is_word("chống");
        }
        (mark.is_dash() || mark.is_mark('/')) && !mark.spaced && !after.spaced
    }

    /// Without the words that lead to the next number: "phát", "và hơn", "số".
    fn without_lead(&self, from: usize, to: usize) -> usize {
        let lead = Tags::ABOUT.and(Tags::ACT).and(Tags::LABEL).and(Tags::EACH);
        let mut at = to;
        while at > from {
            let pair = at
                .checked_sub(2)
                .filter(|p| *p >= from)
                .map_or(Tags::default(), |p| self.pair_at(p));
            let single = self
                .tokens
                .get(at - 1)
                .map_or(Tags::default(), |token| token.tags);
            if pair.any(lead) {
                at -= 2;
            } else if single.any(lead) || self.tokens.get(at - 1).is_some_and(|t| t.is_word("và"))
            {
                at -= 1;
            } else {
                break;
            }
        }
        at
    }

    /// `Số buổi tuyên truyền: 12`, `tổng số lượt người là 540`: the unit stands before.
    fn labelled(&self, mention: &Mention) -> Option<Counted> {
        let (from, to) = self.label(mention)?;
        let (start, number_word) = self.without_number_word(from, to);
        let (unit, len) = match lexicon::unit_at(self.tokens, start) {
            Some(unit) => (Some(unit), unit.words.len()),
            None if number_word => (None, 1),
            None => return None,
        };
        if unit.is_some_and(|unit| unit.class == Class::Time) || start + len > to {
            return None;
        }
        if unit.is_some_and(|unit| unit.class == Class::Place) && !number_word {
            return None;
        }
        let count_unit = self.written(start, start + len).to_owned();
        let what = self.what_in_label(start + len, to);
        Some(Counted {
            unit,
            count_unit,
            what,
            next: mention.next,
            ..Counted::default()
        })
    }

    /// Tokens of the label before a colon, a bar or `là`.
    fn label(&self, mention: &Mention) -> Option<(usize, usize)> {
        let to = mention.first.checked_sub(1)?;
        let joint = self.tokens.get(to)?;
        let colon = joint.is_mark(':') || joint.is_mark('|');
        if !colon && !joint.is_word("là") && !joint.is_word("đạt") {
            return None;
        }
        let mut from = to;
        while from > 0 && to - from < LONGEST {
            let Some(token) = self.tokens.get(from - 1) else {
                break;
            };
            let comma =
                token.is_mark(',') && self.tokens.get(from).is_some_and(|t| t.is_word("bài"));
            if !comma && !matches!(token.kind, Kind::Word | Kind::Code) {
                break;
            }
            from -= 1;
        }
        let starts = self.tokens.get(from)?;
        let counted = matches!(starts.key.as_str(), "số" | "tổng");
        (from < to && (colon || counted)).then_some((from, to))
    }

    /// Past "số", "tổng số", "số lượng"; and whether there was one.
    fn without_number_word(&self, from: usize, to: usize) -> (usize, bool) {
        let mut at = from;
        while at < to
            && self
                .tokens
                .get(at)
                .is_some_and(|t| matches!(t.key.as_str(), "số" | "tổng" | "lượng"))
        {
            at += 1;
        }
        (at, at > from)
    }

    /// The thing counted, from the label before a number that has its unit behind it:
    /// `Tờ rơi đã phát: 1.200 tờ`, `Thảo luận nhóm: 5 buổi`; not `Khu phố 1: 5 buổi`.
    fn label_what(&self, mention: &Mention, unit: &Unit) -> Option<String> {
        let (from, to) = self.label(mention)?;
        let (start, _) = self.without_number_word(from, to);
        let named = lexicon::unit_at(self.tokens, start);
        if named.is_some_and(|named| named.words == unit.words) {
            return Some(self.what_in_label(start + unit.words.len(), to));
        }
        let words = self.tokens.get(start..to)?;
        let name = words.iter().enumerate().all(|(i, word)| {
            let none = if i == 0 {
                Tags::NO_LABEL.and(Tags::LABEL)
            } else {
                Tags::LABEL
            };
            let place = word.capital && i > 0;
            word.kind == Kind::Word && !place && !(word.tags.any(none) && named.is_none())
        });
        let general = self.pair_at(start).any(Tags::NO_LABEL);
        let fits = named.is_none_or(|named| named.class != Class::Place);
        (name && !general && fits && words.len() <= 8).then(|| self.written(start, to).to_owned())
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
        if !ends || (to - colon.min(to) <= from && !about) {
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
