//! Which quantity is a part of which: "trong đó", "gồm", brackets, list items under a colon.

use rust_decimal::Decimal;

use super::count::Counted;
use super::lexicon::{Class, Tags, Unit};
use super::token::Token;
use super::{Kind, Quantity};

/// How many quantities back a whole is looked for.
const REACH: usize = 32;

/// Where parts are expected now, and of what.
#[derive(Debug, Default)]
pub(super) struct Parts {
    open: Vec<Opened>,
    list: Option<Opened>,
    /// Brackets open.
    depth: usize,
    /// First quantity of the sentence, of the one before it, and of the paragraph.
    sentence: usize,
    before: usize,
    paragraph: usize,
}

#[derive(Debug, Clone, Copy)]
struct Opened {
    /// Wholes are among the quantities from here
    from: usize,
    /// up to here.
    to: usize,
    /// Inside how many brackets it was opened.
    depth: usize,
    /// "riêng" singles out a part of the whole, not of the part named before it.
    single: bool,
    /// A colon followed, so semicolons part its items instead of ending it.
    colon: bool,
    /// A semicolon came: what follows is a part only as long as the parts fit in the whole.
    doubtful: bool,
    /// Sum of the parts so far, and of which whole.
    sum: Decimal,
    whole: Option<usize>,
}

impl Opened {
    fn new(from: usize, to: usize, depth: usize) -> Opened {
        Opened {
            from,
            to,
            depth,
            single: false,
            colon: false,
            doubtful: false,
            sum: Decimal::ZERO,
            whole: None,
        }
    }
}

impl Parts {
    /// "trong đó" and its like; the wholes are before it in the sentence, or in the one before.
    pub fn open(&mut self, found: usize, single: bool, colon: bool) {
        let from = if found > self.sentence {
            self.sentence
        } else {
            self.before
        };
        let opened = Opened::new(from.max(self.paragraph), found, self.depth);
        self.open.retain(|other| other.depth < self.depth);
        self.open.push(Opened {
            single,
            colon,
            ..opened
        });
    }

    /// A bracket; `near`: straight behind a quantity, whose parts it may hold.
    pub fn open_bracket(&mut self, found: usize, near: bool) {
        self.depth += 1;
        if near {
            let from = self.sentence.min(found.saturating_sub(1));
            let opened = Opened::new(from, found, self.depth);
            self.open.push(Opened {
                colon: true,
                ..opened
            });
        }
    }

    pub fn close_bracket(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        let depth = self.depth;
        self.open.retain(|opened| opened.depth <= depth);
    }

    /// A comma or semicolon: a new deed behind it is no part.
    pub fn divide(&mut self, tokens: &[Token], at: usize, semicolon: bool) {
        let depth = self.depth;
        let act = tokens.get(at + 1).is_some_and(|next| {
            let pair = tokens
                .get(at + 2)
                .map_or(Tags::default(), |t| super::lexicon::pair(&next.key, &t.key));
            next.tags.and(pair).any(Tags::ACT)
        });
        self.open
            .retain(|opened| opened.colon || opened.depth < depth || !act);
        if semicolon {
            for opened in self.open.iter_mut().filter(|opened| !opened.colon) {
                opened.doubtful = true;
            }
        }
    }

    pub fn end_sentence(&mut self, found: usize) {
        self.open.clear();
        self.depth = 0;
        self.before = self.sentence;
        self.sentence = found;
    }

    pub fn end_paragraph(&mut self, found: usize) {
        self.end_sentence(found);
        (self.before, self.paragraph) = (found, found);
    }

    /// A line ends in a colon: the items of the list behind it may be parts of its quantities.
    pub fn open_list(&mut self, found: usize) {
        if found > self.sentence {
            self.list = Some(Opened::new(self.sentence, found, 0));
        }
    }

    pub fn close_list(&mut self) {
        self.list = None;
    }

    /// The whole a quantity is a part of.
    pub fn whole_of(
        &mut self,
        found: &[Quantity],
        units: &[Option<&'static Unit>],
        counted: &Counted,
        kind: Kind,
        value: Decimal,
    ) -> Option<usize> {
        if matches!(kind, Kind::Percent | Kind::Rate | Kind::Change) {
            return None;
        }
        if counted.bare && is_sex(&counted.what) {
            return of_sex(found, units, kind);
        }
        let opened = self.open.last().or(self.list.as_ref())?;
        let candidates = (opened.from..opened.to).rev().take(REACH);
        let whole = candidates.filter(|&i| {
            let Some((whole, unit)) = found.get(i).zip(units.get(i)) else {
                return false;
            };
            let outer = !opened.single || whole.part_of.is_none();
            let last = i + 1 == opened.to;
            outer
                && whole.kind == kind
                && ((counted.bare && last) || (!counted.bare && alike(whole, *unit, counted)))
        });
        let whole = whole.take(1).next()?;
        let fits = found.get(whole).is_some_and(|q| {
            let sum = if opened.whole == Some(whole) {
                opened.sum
            } else {
                Decimal::ZERO
            };
            sum.checked_add(value).is_some_and(|sum| sum <= q.value)
        });
        (!opened.doubtful || fits).then_some(whole)
    }

    /// The whole of the parts told just now, or the count they were opened behind.
    pub fn open_whole(&self) -> Option<usize> {
        let opened = self
            .open
            .last()
            .filter(|opened| opened.depth == self.depth)?;
        opened.whole.or_else(|| opened.to.checked_sub(1))
    }

    /// Remembers what the parts of a whole come to.
    pub fn count(&mut self, part_of: Option<usize>, value: Decimal) {
        let Some(whole) = part_of else { return };
        let opened = match self.open.last_mut() {
            Some(opened) => Some(opened),
            None => self.list.as_mut(),
        };
        if let Some(opened) = opened {
            let before = if opened.whole == Some(whole) {
                opened.sum
            } else {
                Decimal::ZERO
            };
            opened.sum = before.checked_add(value).unwrap_or(before);
            opened.whole = Some(whole);
        }
    }
}

/// "nam 54", "nữ 48".
fn is_sex(what: &str) -> bool {
    matches!(
        &*crate::fold::key(what),
        "nam" | "nữ" | "trai" | "gái" | "số nam" | "số nữ"
    )
}

/// The people men and women are part of: those just counted, or those the other sex is part of.
fn of_sex(found: &[Quantity], units: &[Option<&'static Unit>], kind: Kind) -> Option<usize> {
    let last = found.len().checked_sub(1)?;
    let (quantity, unit) = (found.get(last)?, units.get(last)?);
    let whole = match quantity.part_of {
        Some(whole) if is_sex(&quantity.what) => whole,
        _ => {
            unit.filter(|unit| unit.class == Class::Person)?;
            last
        }
    };
    (found.get(whole)?.kind == kind).then_some(whole)
}

/// Whether a part may be counted in this unit when the whole is counted in that one: the same,
/// a shorter or longer name of it (`tờ`, `tờ rơi`), or a kind of a general one (pupils of people).
fn alike(whole: &Quantity, unit: Option<&Unit>, part: &Counted) -> bool {
    match (unit, part.unit) {
        (Some(whole), Some(part)) => alike_units(whole, part),
        // "12 căn nhà, trong đó xây mới 7 căn"
        (_, None) if !part.count_unit.is_empty() => {
            let [whole, part] =
                [&whole.count_unit, &part.count_unit].map(|unit| crate::fold::key(unit));
            // "60 quán ký cam kết có 41 quán nhậu"
            whole.split(' ').next() == part.split(' ').next()
        }
        _ => false,
    }
}

fn alike_units(whole: &Unit, part: &Unit) -> bool {
    let same = whole.name == part.name;
    let related = whole.class == part.class && whole.class != Class::Place;
    let shorter = whole.words.starts_with(&part.words);
    let longer = part.words.starts_with(&whole.words) || whole.words.ends_with(&part.words);
    let kind_of = whole.general && whole.class == part.class;
    same || shorter || (longer && related) || kind_of
}
