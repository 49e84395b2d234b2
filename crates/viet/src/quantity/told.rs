//! What a paper has told of its time: the month or the days it is on, and which period holds.

use std::cmp::Ordering;

use super::Kind;
use super::lexicon::Tags;
use super::period::{Calendar, Day, Period};
use super::scope::{Marker, begins_line, marker_at};
use super::token::{self, Kind as Piece};

/// Which period's figures follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sense {
    /// The period reported on.
    #[default]
    Month,
    /// Days from one to another.
    Window(Period),
    /// Since the beginning of the year, or another longer time.
    Cumulative,
    /// Last month, the same month a year ago.
    Other(Option<Period>),
    /// Nothing that happened: a target or a forecast.
    Target,
    /// What there is, not what was done.
    Standing,
}

/// The period that holds for what follows, until another is named; and which one the paper is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    pub(super) sense: Sense,
    /// Month of the year and year the paper is on.
    month: Option<(u32, Option<i32>)>,
    /// Days the paper is on, where it names them.
    window: Option<Period>,
    /// Something has been counted already.
    counted: bool,
    /// How the heading was numbered that told it.
    heading: Option<Numbering>,
    /// A sentence of a part told it, and no heading: it holds to the end of the part.
    said: bool,
}

/// How a heading is numbered. One numbered alike opens another part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// "I.", "II/"
    Roman,
    /// "A."
    Letter,
    /// "1.", "2)"
    Arabic,
    /// "1.1."
    Second,
}

impl Numbering {
    /// The number a line begins with.
    pub(super) fn of(line: &str) -> Option<Numbering> {
        let line = line.trim_start_matches([' ', '\t', '*', '#', '|']);
        let end = line.find([' ', '\t', ')', '/'])?;
        let (label, rest) = line.split_at(end);
        let closed = label.ends_with('.') || rest.starts_with([')', '/']);
        let label = label.trim_end_matches('.');
        let all = |wanted: fn(char) -> bool| !label.is_empty() && label.chars().all(wanted);
        let short = closed && label.len() <= 5;
        match label {
            _ if !short => None,
            _ if all(|c| matches!(c, 'I' | 'V' | 'X')) => Some(Numbering::Roman),
            _ if all(|c| c.is_ascii_uppercase()) && label.len() == 1 => Some(Numbering::Letter),
            _ if all(|c| c.is_ascii_digit()) => Some(Numbering::Arabic),
            _ if all(|c| c.is_ascii_digit() || c == '.') => Some(Numbering::Second),
            _ => None,
        }
    }
}

/// The period a sentence opens with, before its first quantity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    sense: Sense,
    /// Named as the time of what follows ("Trong 6 tháng đầu năm, …"), not as the time of one sum
    /// ("lũy kế", "đến nay").
    firm: bool,
}

/// Words that may stand before a time that a sentence opens with: "Kết quả công tác truyền thông …".
const FARTHEST_OPENING: usize = 6;
/// Days of a report's own window, at least.
const SHORTEST_WINDOW: i64 = 20;
/// Days beyond which a window is a running total.
const LONGEST_WINDOW: i64 = 45;

impl Opening {
    /// The one of two: a sum's own time beside another period is the head of a column.
    pub(super) fn or_before(self, before: Option<Opening>) -> Opening {
        before.filter(|_| !self.firm).unwrap_or(self)
    }

    /// Days by name: of this sentence, or of all below a heading.
    pub(super) fn of_days(sense: Sense) -> Opening {
        Opening { sense, firm: false }
    }

    pub(super) fn is_firm(self) -> bool {
        self.firm
    }

    /// What the words at a token name, in a sentence that begins at another.
    pub(super) fn at(calendar: Calendar, told: &Told, from: usize, at: usize) -> Option<Opening> {
        let tokens = calendar.tokens;
        let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
        let figures = |i: Option<usize>| {
            let token = i.and_then(|i| tokens.get(i));
            token.is_some_and(|token| matches!(token.kind, Piece::Figures(_)))
        };
        let behind = at.checked_sub(1).map_or("", &key);
        let months = key(at) == "tháng" && figures(at.checked_sub(1));
        let opening = |sense, firm| Some(Opening { sense, firm });
        if let Some((month, year, _)) = calendar.month(at).filter(|_| !is_limit(behind)) {
            let sense = told.of_month(month, year);
            return opening(sense, !matches!(sense, Sense::Other(_)));
        }
        let (marker, _) = marker_at(calendar, told, at)?;
        let near = at.saturating_sub(from) <= FARTHEST_OPENING;
        let worded = tokens
            .get(at + 1)
            .is_some_and(|token| token.tags.any(Tags::NUMBER));
        let span =
            months || worded || figures(Some(at + 1)) || key(at) == "quý" || key(at + 1) == "quý";
        match marker {
            Marker::Period(Sense::Month) => opening(Sense::Month, true),
            Marker::Period(Sense::Cumulative) => {
                let sum = matches!(key(at), "năm" | "cộng");
                opening(Sense::Cumulative, near && span && !sum)
            }
            Marker::Period(sense) => opening(sense, false),
            // "IV. Chỉ tiêu năm" heads a list.
            Marker::Short(Sense::Target) if begins_line(tokens, at) => {
                opening(Sense::Target, false)
            }
            _ => None,
        }
    }
}

/// Words behind which a month is the end of a longer time, or what another is compared with.
pub(super) fn is_limit(word: &str) -> bool {
    matches!(
        word,
        "đến" | "từ" | "tới" | "hết" | "với" | "trước" | "của" | "cho"
    )
}

impl Told {
    /// Nothing told yet, in a paper on that month.
    pub fn on(year: i32, month: u32) -> Told {
        Told {
            month: Some((month, Some(year))),
            ..Told::default()
        }
    }

    /// The same paper, nothing told yet of what follows.
    pub fn anew(self) -> Told {
        Told {
            sense: Sense::Month,
            ..self
        }
    }

    /// The same paper, below a part that tells what stands in the way: what it counts is how things
    /// stand.
    pub fn of_standing(self) -> Told {
        Told {
            sense: Sense::Standing,
            ..self
        }
    }

    /// The same paper, below a part on the time to come.
    pub fn of_plans(self) -> Told {
        Told {
            sense: Sense::Target,
            ..self
        }
    }

    /// Whether a time that is not the paper's own holds: a running total or another month.
    pub fn is_elsewhere(self) -> bool {
        matches!(self.sense, Sense::Cumulative | Sense::Other(_))
    }

    /// Whether what follows is planned.
    pub(super) fn is_ahead(&self) -> bool {
        self.sense == Sense::Target
    }

    /// With the period that held before.
    pub(super) fn as_before(self, held: Told) -> Told {
        Told {
            sense: held.sense,
            heading: held.heading,
            ..self
        }
    }

    /// What holds, or the paper's own period where that is a plan.
    pub(super) fn sense_of_own(&self) -> Sense {
        match self.sense {
            Sense::Target | Sense::Standing => Sense::Month,
            sense => sense,
        }
    }

    /// The sense of a figure of the paper's own period.
    pub fn own(self) -> (Kind, Option<Period>) {
        self.window
            .map_or((Kind::Month, None), |days| (Kind::Window, Some(days)))
    }

    /// The sense of the figures below a heading that names a month ("Tháng 5").
    pub fn below(self, heading: &str) -> Option<(Kind, Option<Period>)> {
        let tokens = token::tokens(heading);
        let calendar = Calendar {
            text: heading,
            tokens: &tokens,
        };
        let named = (0..tokens.len()).find_map(|at| calendar.month(at));
        let (month, year, _) = named?;
        Some(match self.of_month(month, year) {
            Sense::Other(period) => (Kind::Other, period),
            Sense::Target => (Kind::Plan, None),
            _ => self.own(),
        })
    }

    /// What is told behind a plan for the time to come: of another part of a paper it says nothing.
    pub fn behind_plans(self) -> Told {
        match self.sense {
            Sense::Target | Sense::Standing => self.anew(),
            _ => self,
        }
    }

    /// Days the paper is on.
    pub(super) fn window(&self) -> Option<Period> {
        self.window
    }

    /// What a month by name is to the paper; the first one named is its own.
    pub(super) fn of_month(&self, month: u32, year: Option<i32>) -> Sense {
        let Some((own, own_year)) = self.month else {
            return match self.is_before_window(year) {
                true => Sense::Other(Some(Period::Month { year, month })),
                false => Sense::Month,
            };
        };
        let years = own_year.zip(year).map_or(0, |(own, named)| named - own);
        if own == month && years == 0 {
            return Sense::Month;
        }
        let ahead = (month + 12 - own) % 12;
        if years > 0 || (years == 0 && (1..=3).contains(&ahead) && (month > own || year.is_none()))
        {
            return Sense::Target;
        }
        Sense::Other(Some(Period::Month { year, month }))
    }

    /// What a single day by name is to the paper: another month's, or one to come, unless the days the
    /// paper is on hold it.
    pub(super) fn of_day(&self, day: Day) -> Sense {
        match self.of_month(day.month, day.year) {
            _ if self.window.is_some_and(|window| window.holds(day)) => Sense::Month,
            Sense::Other(_) => Sense::Other(Some(Period::Days { from: day, to: day })),
            sense => sense,
        }
    }

    /// What a quarter by name is to the paper: one that is still to come is planned.
    pub(super) fn of_quarter(&self, quarter: Option<u32>) -> Sense {
        let own = self.month.map(|(month, _)| month.div_ceil(3));
        let ahead = own.zip(quarter).is_some_and(|(own, named)| named > own);
        match ahead {
            true => Sense::Target,
            false => Sense::Cumulative,
        }
    }

    /// What a year by name is to the paper.
    pub(super) fn of_year(&self, year: Option<i32>) -> Sense {
        let own = self.month.and_then(|(_, year)| year);
        match own.zip(year).map(|(own, named)| named.cmp(&own)) {
            Some(Ordering::Less) => Sense::Other(None),
            Some(Ordering::Greater) => Sense::Target,
            _ => Sense::Cumulative,
        }
    }

    /// Takes a month or days by name for the paper's own, if it has named none before.
    pub(super) fn learn(&mut self, named: Period) {
        match named {
            Period::Month { year, .. } if self.is_before_window(year) => {}
            Period::Month { year, month } => {
                let (own, known) = *self.month.get_or_insert((month, year));
                if own == month && known.is_none() {
                    self.month = Some((own, year));
                }
            }
            Period::Days { to, .. } => {
                let long = named
                    .days()
                    .is_some_and(|days| (SHORTEST_WINDOW..=LONGEST_WINDOW).contains(&days));
                let own = self.month.is_none_or(|(month, _)| month == to.month);
                if long && own && !self.counted && self.window.is_none() {
                    self.window = Some(named);
                }
            }
        }
    }

    /// Whether a month's year ends before the days the paper is on: "tháng 4/2025" beside days of 2026.
    fn is_before_window(&self, year: Option<i32>) -> bool {
        let own = self.window.and_then(Period::year);
        own.zip(year).is_some_and(|(own, named)| named < own)
    }

    /// Whether days by name are of an earlier year than the paper.
    pub(super) fn is_earlier(&self, named: Period) -> bool {
        let own = self.month.and_then(|(_, year)| year);
        match named {
            Period::Days { to, .. } => own.zip(to.year).is_some_and(|(own, named)| named < own),
            Period::Month { .. } => false,
        }
    }

    /// What days by name are to the paper.
    pub(super) fn of_days(&self, named: Period) -> Sense {
        let Period::Days { from, .. } = named else {
            return Sense::Month;
        };
        let new_year = (from.month, from.day) == (1, 1);
        let days = named.days().unwrap_or_default();
        if self.window == Some(named) {
            Sense::Month
        } else if days > LONGEST_WINDOW || new_year && days > 31 {
            Sense::Cumulative
        } else {
            Sense::Window(named)
        }
    }

    /// What holds behind a sentence with that opening; `heading`: it counts nothing and is no
    /// whole sentence.
    pub(super) fn behind(self, opening: Opening, heading: bool, line: Option<Numbering>) -> Told {
        let headed = heading;
        let sense = match opening.sense {
            Sense::Month => Sense::Month,
            Sense::Other(_) if !heading => self.sense,
            sense if heading || opening.firm => sense,
            _ => self.sense,
        };
        let heading = if sense == self.sense {
            self.heading
        } else {
            line
        };
        let said = if sense == self.sense {
            self.said
        } else {
            !headed
        };
        Told {
            sense,
            heading,
            said,
            ..self
        }
    }

    /// At a line that is numbered: what a heading told holds no longer below the next of its kind.
    pub(super) fn at_line(self, numbering: Option<Numbering>) -> Told {
        let part = matches!(numbering, Some(Numbering::Roman | Numbering::Letter));
        match numbering {
            Some(_) if numbering == self.heading || part && self.said => Told {
                heading: None,
                said: false,
                ..self.anew()
            },
            _ => self,
        }
    }

    pub(super) fn count(&mut self) {
        self.counted = true;
    }
}
