//! Of which period a number speaks: phrases such as "lũy kế" and "trong tháng", and how far each
//! of them reaches.

use super::lexicon::{self, Tags};
use super::mention::Mention;
use super::period::Calendar;
use super::token::{Chain, Kind, Token};
use super::told::{Sense, Told};

/// A phrase that changes the reading of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// Numbers from here on are of this period, to the end of the sentence.
    Period(Sense),
    /// "tháng 11" by name, of a paper that has not said its month: the month reported on, but beside
    /// a month's figure another month.
    NamedMonth,
    /// The same as `Period`, up to the next comma.
    Short(Sense),
    /// "trong đó", "gồm": parts follow. `true` for "riêng", which singles out one.
    Parts(bool),
}

/// Whether a period may be named at all.
pub(super) fn names_any(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.tags.any(Tags::MARKER))
}

/// The phrase that begins at a token, and its length in tokens.
pub(super) fn marker_at(calendar: Calendar, told: &Told, at: usize) -> Option<(Marker, usize)> {
    let tokens = calendar.tokens;
    let token = tokens
        .get(at)
        .filter(|token| token.tags.any(Tags::MARKER))?;
    let next = tokens.get(at + 1).map_or("", |token| &*token.key);
    let third = tokens.get(at + 2).map_or("", |token| &*token.key);
    let marker = match (&*token.key, next) {
        ("lũy", "kế")
        | ("cộng", "dồn")
        | ("tính", "đến" | "từ" | "chung")
        | ("đến", "nay")
        | ("kể", "từ")
        | ("cả", "năm") => Marker::Period(Sense::Cumulative),
        ("từ", "đầu") => Marker::Period(Sense::Cumulative),
        ("trong", "đó") | ("bao", "gồm") | ("cụ", "thể") | ("chia", "ra") => {
            Marker::Parts(false)
        }
        ("trong", "số") if matches!(third, "đó" | "này" | "ấy") => Marker::Parts(false),
        ("gồm", _) => Marker::Parts(false),
        ("riêng", _) => Marker::Parts(true),
        ("trong" | "tháng" | "năm" | "quý" | "kỳ" | "cùng" | "sang" | "cả" | "vào", _) => {
            period_at(calendar, told, at)?
        }
        _ => standing_or_target(tokens, at)?,
    };
    Some((marker, 2))
}

/// A phrase behind which nothing follows that was done: how things stand, or what is to be.
fn standing_or_target(tokens: &[Token], at: usize) -> Option<Marker> {
    let key = |at: usize| tokens.get(at).map_or("", |token| &*token.key);
    let third = key(at + 2);
    let before = at.checked_sub(1).map_or("", &key);
    let capital = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
    Some(match (key(at), key(at + 1)) {
        ("chỉ", "tiêu") if third != "được" => Marker::Short(Sense::Target),
        ("phấn", "đấu") | ("dự", "kiến") => Marker::Period(Sense::Target),
        ("nhiệm", "vụ") | ("phương", "hướng") if begins_line(tokens, at) => {
            Marker::Period(Sense::Target)
        }
        ("khó", "khăn")
        | ("tồn", "tại")
        | ("hạn", "chế")
        | ("hiện", "trạng")
        | ("vướng", "mắc")
            if begins_line(tokens, at) || before == "về" =>
        {
            Marker::Period(Sense::Standing)
        }
        ("mục", "tiêu") => Marker::Short(Sense::Target),
        // "Kế hoạch tháng 8: tổ chức 10 buổi"
        ("kế", "hoạch") if begins_line(tokens, at) && heads_list(tokens, at + 2) => {
            Marker::Period(Sense::Target)
        }
        ("kế", "hoạch") if matches!(third, "giao" | "đề" | "cả") => {
            Marker::Short(Sense::Target)
        }
        ("đề" | "kiến", "nghị") if opens(tokens, at) || capital(at + 2) => {
            Marker::Period(Sense::Target)
        }
        ("xin", "cấp" | "hỗ" | "bổ" | "thêm") => Marker::Period(Sense::Target),
        ("xin", _)
            if tokens
                .get(at + 1)
                .is_some_and(|t| matches!(t.kind, Kind::Figures(_))) =>
        {
            Marker::Period(Sense::Target)
        }
        _ => return None,
    })
}

/// A time and a colon: "tháng 8:", "năm 2027:".
fn heads_list(tokens: &[Token], at: usize) -> bool {
    let time = tokens
        .get(at)
        .is_some_and(|token| matches!(&*token.key, "tháng" | "quý" | "năm" | "tuần"));
    time && (at + 1..at + 5).any(|at| tokens.get(at).is_some_and(|token| token.is_mark(':')))
}

/// Months, quarters and years by name.
fn period_at(calendar: Calendar, told: &Told, at: usize) -> Option<Marker> {
    let tokens = calendar.tokens;
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let figures = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| matches!(t.kind, Kind::Figures(_)))
    };
    let ahead = Some(Marker::Period(Sense::Target));
    let cumulative = Some(Marker::Period(Sense::Cumulative));
    let month = Some(Marker::Period(Sense::Month));
    let by_name = |at: usize| {
        let (month, year, _) = calendar.month(at)?;
        Some(told.of_month(month, year))
    };
    match (key(at), key(at + 1), key(at + 2)) {
        (_, "tháng" | "kỳ" | "thời", "tới" | "sau" | "gian")
        | ("tháng" | "kỳ", "tới" | "sau", _) => ahead,
        ("trong", "năm", "học") => None,
        ("trong", "năm" | "quý", _) => cumulative,
        ("trong" | "sang" | "vào", "tháng", _) if calendar.month(at + 1).is_some() => {
            by_name(at + 1).map(Marker::Period)
        }
        ("sang" | "vào", ..) => None,
        ("trong" | "cả", "tháng" | "kỳ" | "tuần", _) | ("tháng" | "kỳ", "này", _) => {
            month
        }
        ("cả", ..) => None,
        ("trong", _, "tháng") if figures(at + 1) && is_many(tokens, at + 1) => {
            if matches!(key(at + 3), "tới" | "tuổi" | "sau") {
                None
            } else {
                cumulative
            }
        }
        ("tháng" | "kỳ" | "năm", "trước" | "ngoái", _) | ("cùng", "kỳ", _) => {
            (!is_compared(tokens, at)).then_some(Marker::Short(Sense::Other(None)))
        }
        ("tháng", "đầu" | "năm" | "qua", _) if at > 0 && figures(at - 1) => cumulative,
        ("tháng", "cuối", _) if at > 0 && figures(at - 1) => ahead,
        ("tháng", ..) => {
            let sense = by_name(at).filter(|_| opens(tokens, at))?;
            Some(match sense {
                Sense::Month => Marker::NamedMonth,
                sense => Marker::Period(sense),
            })
        }
        ("quý" | "năm", _, _) => {
            let named = figures(at + 1) || matches!(key(at + 1), "i" | "ii" | "iii" | "iv");
            let year = calendar.year_named(at);
            (named && begins_line(tokens, at)).then(|| Marker::Period(told.of_year(year)))
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

pub(super) fn begins_line(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_none_or(|token| !token.is_text() && !token.is_mark(',') && !token.is_mark('('))
}

/// The period told behind a number: "96 buổi từ đầu năm đến nay", "10 ca của tháng trước".
pub(super) fn trailing(
    calendar: Calendar,
    told: &Told,
    from: usize,
    limit: usize,
) -> Option<Sense> {
    let tokens = calendar.tokens;
    // A bracket holds numbers of its own.
    if tokens.get(from).is_some_and(|token| token.is_mark('(')) {
        return None;
    }
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
        match marker_at(calendar, told, at) {
            Some((Marker::Parts(_), _)) => return found,
            Some((Marker::Period(sense), _)) => found = found.or(Some(sense)),
            Some((Marker::NamedMonth, _)) => found = found.or(Some(Sense::Month)),
            _ if of_other => found = found.or(Some(Sense::Other(None))),
            _ => {}
        }
    }
    // Another number follows in the same breath: "12 buổi lũy kế 96 buổi" leaves the first alone.
    let number_follows = limit < tokens.len() && limit <= from + 20;
    if number_follows && found == Some(Sense::Cumulative) && !linked(tokens, from, limit) {
        return None;
    }
    found
}

pub(super) fn names_other(tokens: &[Token], at: usize) -> bool {
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
    if tokens
        .get(mention.first)
        .is_some_and(|first| first.is_word("dăm"))
    {
        return true;
    }
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
