//! Of which period a number speaks: phrases such as "lũy kế" and "trong tháng", and how far each
//! of them reaches.

use super::lexicon::{self, Tags};
use super::mention::Mention;
use super::token::{Chain, Kind, Token};

/// Which period's figures follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sense {
    /// The month reported on.
    #[default]
    Month,
    /// Since the beginning of the year, or another longer time.
    Cumulative,
    /// Last month, the same month a year ago.
    Other,
    /// Nothing that happened: a target or a forecast.
    Target,
}

/// The period that holds for what follows, until another is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told(pub(super) Sense);

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

impl Opening {
    /// The one of two: a sum's own time beside another period is the head of a column.
    pub(super) fn or_before(self, before: Option<Opening>) -> Opening {
        before.filter(|_| !self.firm).unwrap_or(self)
    }

    /// What the words at a token name, in a sentence that begins at another.
    pub(super) fn at(tokens: &[Token], from: usize, at: usize) -> Option<Opening> {
        let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
        let figures = |i: Option<usize>| {
            let token = i.and_then(|i| tokens.get(i));
            token.is_some_and(|token| matches!(token.kind, Kind::Figures(_)))
        };
        let behind = at.checked_sub(1).map_or("", &key);
        let months = key(at) == "tháng" && figures(at.checked_sub(1));
        let named = key(at) == "tháng" && figures(Some(at + 1)) && !months;
        let opening = |sense, firm| Some(Opening { sense, firm });
        if named && !matches!(behind, "đến" | "từ" | "tới" | "hết" | "với" | "trước")
        {
            return opening(Sense::Month, true);
        }
        let (marker, _) = marker_at(tokens, at)?;
        let near = at.saturating_sub(from) <= FARTHEST_OPENING;
        let span = months || figures(Some(at + 1)) || key(at) == "quý" || key(at + 1) == "quý";
        match marker {
            Marker::Period(Sense::Month) => opening(Sense::Month, true),
            Marker::Period(Sense::Cumulative) => {
                opening(Sense::Cumulative, near && span && key(at) != "năm")
            }
            Marker::Period(sense) => opening(sense, false),
            _ => None,
        }
    }
}

impl Told {
    /// What is told behind a plan for the time to come: of another part of a paper it says nothing.
    pub fn behind_plans(self) -> Told {
        match self.0 {
            Sense::Target => Told::default(),
            _ => self,
        }
    }

    /// What holds behind a sentence with that opening; `heading`: it counts nothing and is no
    /// whole sentence.
    pub(super) fn behind(self, opening: Opening, heading: bool) -> Told {
        match opening.sense {
            Sense::Month => Told(Sense::Month),
            Sense::Other => self,
            sense if heading || opening.firm => Told(sense),
            _ => self,
        }
    }
}

/// A phrase that changes the reading of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// Numbers from here on are of this period, to the end of the sentence.
    Period(Sense),
    /// "tháng 11" by name: the month reported on, but beside a month's figure another month.
    NamedMonth,
    /// The same, up to the next comma.
    Short(Sense),
    /// "trong đó", "gồm": parts follow. `true` for "riêng", which singles out one.
    Parts(bool),
}

/// Whether a period may be named at all.
pub(super) fn names_any(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.tags.any(Tags::MARKER))
}

/// The phrase that begins at a token, and its length in tokens.
pub(super) fn marker_at(tokens: &[Token], at: usize) -> Option<(Marker, usize)> {
    let token = tokens
        .get(at)
        .filter(|token| token.tags.any(Tags::MARKER))?;
    let next = tokens.get(at + 1).map_or("", |token| &*token.key);
    let third = tokens.get(at + 2).map_or("", |token| &*token.key);
    let marker = match (&*token.key, next) {
        ("lũy", "kế")
        | ("cộng", "dồn")
        | ("tính", "đến" | "từ")
        | ("đến", "nay")
        | ("cả", "năm") => Marker::Period(Sense::Cumulative),
        ("từ", "đầu") => Marker::Period(Sense::Cumulative),
        ("trong", "đó") | ("bao", "gồm") | ("cụ", "thể") | ("chia", "ra") => {
            Marker::Parts(false)
        }
        ("trong", "số") if matches!(third, "đó" | "này" | "ấy") => Marker::Parts(false),
        ("gồm", _) => Marker::Parts(false),
        ("riêng", _) => Marker::Parts(true),
        ("trong" | "tháng" | "năm" | "quý" | "kỳ" | "cùng", _) => period_at(tokens, at)?,
        ("chỉ", "tiêu") => Marker::Short(Sense::Target),
        ("phấn", "đấu") | ("dự", "kiến") => Marker::Period(Sense::Target),
        ("kế", "hoạch") if matches!(third, "giao" | "đề" | "cả") => {
            Marker::Short(Sense::Target)
        }
        _ => return None,
    };
    Some((marker, 2))
}

/// Months, quarters and years by name.
fn period_at(tokens: &[Token], at: usize) -> Option<Marker> {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let figures = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| matches!(t.kind, Kind::Figures(_)))
    };
    let ahead = Some(Marker::Period(Sense::Target));
    let cumulative = Some(Marker::Period(Sense::Cumulative));
    let month = Some(Marker::Period(Sense::Month));
    match (key(at), key(at + 1), key(at + 2)) {
        (_, "tháng" | "kỳ" | "thời", "tới" | "sau" | "gian") | ("tháng", "tới" | "sau", _) => {
            ahead
        }
        ("trong", "năm", "học") => None,
        ("trong", "năm" | "quý", _) => cumulative,
        ("trong", "tháng" | "kỳ" | "tuần", _) | ("tháng", "này", _) => month,
        ("trong", _, "tháng") if figures(at + 1) && is_many(tokens, at + 1) => {
            if matches!(key(at + 3), "tới" | "tuổi" | "sau") {
                None
            } else {
                cumulative
            }
        }
        ("tháng" | "kỳ" | "năm", "trước" | "ngoái", _) | ("cùng", "kỳ", _) => {
            (!is_compared(tokens, at)).then_some(Marker::Short(Sense::Other))
        }
        ("tháng", "đầu" | "năm" | "qua", _) if at > 0 && figures(at - 1) => cumulative,
        ("tháng", _, _) if figures(at + 1) => opens(tokens, at).then_some(Marker::NamedMonth),
        ("quý" | "năm", _, _) => {
            let named = figures(at + 1) || matches!(key(at + 1), "i" | "ii" | "iii" | "iv");
            (named && begins_line(tokens, at)).then_some(cumulative?)
        }
        _ => None,
    }
}

/// More than one month.
fn is_many(tokens: &[Token], at: usize) -> bool {
    match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Figures(Chain::One(figure))) => figure.value > rust_decimal::Decimal::ONE,
        _ => false,
    }
}

/// "so với tháng trước": another period is named, but no figure of it follows.
fn is_compared(tokens: &[Token], at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back)
            .and_then(|at| tokens.get(at))
            .is_some_and(|token| {
                matches!(&*token.key, "với" | "so" | "hơn" | "như" | "bằng" | "của")
            })
    })
}

/// The month is named as the one spoken of, not as the end of a longer time ("đến tháng 11").
fn opens(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else {
        return true;
    };
    !before.is_text() || matches!(&*before.key, "riêng" | "đó")
}

fn begins_line(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_none_or(|token| !token.is_text() && !token.is_mark(',') && !token.is_mark('('))
}

/// The period told behind a number: "96 buổi từ đầu năm đến nay", "10 ca của tháng trước".
pub(super) fn trailing(tokens: &[Token], from: usize, limit: usize) -> Option<Sense> {
    let mut found = None;
    for at in from..limit.min(from + 20) {
        let token = tokens.get(at)?;
        let bracket = token.is_mark('(');
        if bracket && at > from {
            break;
        }
        if matches!(
            token.kind,
            Kind::Break | Kind::Mark(',' | ';' | '.' | ')' | ':')
        ) {
            return found;
        }
        let of_other = token.is_word("của") && names_other(tokens, at + 1);
        match marker_at(tokens, at) {
            Some((Marker::Parts(_), _)) => return found,
            Some((Marker::Period(sense), _)) => found = found.or(Some(sense)),
            Some((Marker::NamedMonth, _)) => found = found.or(Some(Sense::Month)),
            _ if of_other => found = found.or(Some(Sense::Other)),
            _ => {}
        }
    }
    // The bracket holds numbers of its own.
    if tokens.get(from).is_some_and(|token| token.is_mark('(')) {
        return None;
    }
    // Another number follows in the same breath: "12 buổi lũy kế 96 buổi" leaves the first alone.
    let number_follows = limit < tokens.len() && limit <= from + 20;
    if number_follows && found == Some(Sense::Cumulative) && !linked(tokens, from, limit) {
        return None;
    }
    found
}

fn names_other(tokens: &[Token], at: usize) -> bool {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    matches!(
        (key(at), key(at + 1)),
        ("tháng" | "kỳ" | "năm", "trước" | "ngoái") | ("cùng", "kỳ")
    )
}

/// "96 buổi từ đầu năm đến nay với 540 lượt người": a preposition parts the two numbers.
fn linked(tokens: &[Token], from: usize, limit: usize) -> bool {
    let Some(between) = tokens.get(from..limit) else {
        return false;
    };
    between
        .iter()
        .any(|t| matches!(&*t.key, "với" | "cho" | "tại" | "và"))
}

/// Whether a number is the difference itself: "tăng 12%", "giảm so với tháng trước 3 ca",
/// "nhiều hơn 2 buổi"; not "tăng lên 12 ca", "tăng cường 5 buổi".
pub(super) fn is_change(tokens: &[Token], mention: &Mention) -> bool {
    let mut back = 1;
    while back <= 12 {
        let Some(token) = mention.before(tokens, back) else {
            return false;
        };
        if token.tags.any(Tags::CHANGE) {
            return true;
        }
        let second = mention
            .before(tokens, back + 1)
            .map_or("", |token| &*token.key);
        if token.is_word("hơn") && matches!(second, "nhiều" | "ít" | "cao" | "thấp") {
            return true;
        }
        let year = matches!(token.kind, Kind::Figures(_)) && second == "năm";
        let about = lexicon::pair(second, &token.key).any(Tags::ABOUT);
        if !token.tags.any(Tags::CHANGE_FILLER) && !year && !about {
            return false;
        }
        back += 1;
    }
    false
}

/// Whether a word of approximation stands before a number; `on_place`: "trên" may be a place.
pub(super) fn is_about(tokens: &[Token], mention: &Mention, on_place: bool) -> bool {
    let Some(before) = mention.before(tokens, 1) else {
        return false;
    };
    let second = mention.before(tokens, 2).map_or("", |token| &*token.key);
    if lexicon::pair(second, &before.key).any(Tags::ABOUT) {
        return true;
    }
    if before.is_word("trên") {
        return !on_place;
    }
    if before.is_word("hơn") && matches!(second, "nhiều" | "ít" | "cao" | "thấp") {
        return false;
    }
    if before.is_word("từ") || before.is_word("đạt") {
        return false;
    }
    before.tags.any(Tags::ABOUT)
}
