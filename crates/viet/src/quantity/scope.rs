//! Of which period a number speaks: phrases such as "lũy kế" and "trong tháng", and how far each
//! of them reaches.

mod beside;

use beside::{days_behind, joins_other};
pub(super) use beside::{
    is_about, is_as_of, is_change, is_estimate, is_of_plan_of_year, is_whole_of_share,
};

use super::lexicon::Tags;
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
        ("tính" | "kể" | "cộng", "cả") if joins_other(calendar, told, at + 2) => {
            Marker::Period(Sense::Cumulative)
        }
        // "cả tháng tính đến ngày báo cáo được 19 lượt"
        ("tính", "đến") if names_whole_month(tokens, at) => return None,
        ("lũy", "kế")
        | ("cộng", "dồn")
        | ("tính", "đến" | "từ" | "chung")
        | ("đến", "nay")
        | ("kể", "từ")
        | ("cả", "năm") => Marker::Period(Sense::Cumulative),
        ("từ", "đầu" | "khi" | "lúc") | ("nửa", "đầu" | "năm") => {
            Marker::Period(Sense::Cumulative)
        }
        // "Cộng 9 tháng: 146 cuộc"
        ("cộng", "") if third == "tháng" => Marker::Period(Sense::Cumulative),
        ("học", "kỳ") if begins_line(tokens, at) || is_time_before(tokens, at) => {
            Marker::Period(Sense::Cumulative)
        }
        ("trong", "đó") | ("bao", "gồm") | ("cụ", "thể") | ("chia", "ra") => {
            Marker::Parts(false)
        }
        ("trong", "số") if matches!(third, "đó" | "này" | "ấy") => Marker::Parts(false),
        ("gồm", _) => Marker::Parts(false),
        ("riêng", _) => Marker::Parts(true),
        (
            "trong" | "tháng" | "năm" | "quý" | "kỳ" | "cùng" | "sang" | "cả" | "vào" | "qua"
            | "sau" | "nay" | "tuần",
            _,
        ) => period_at(calendar, told, at)?,
        _ => standing_or_target(tokens, at)?,
    };
    Some((marker, 2))
}

/// "cả tháng", "trong tháng" stands right before a token.
fn names_whole_month(tokens: &[Token], at: usize) -> bool {
    let key = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let month = key(1).is_some_and(|token| token.is_word("tháng"));
    month && key(2).is_some_and(|token| token.is_word("cả") || token.is_word("trong"))
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
        ("đề", "xuất")
            if matches!(
                third,
                "cấp" | "hỗ" | "bổ" | "trang" | "mua" | "cho" | "được"
            ) =>
        {
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
        ("năm", "học", _) => {
            begins_line(tokens, at).then_some(Marker::Period(Sense::Cumulative))
        }
        ("trong", "quý", _) => Some(Marker::Period(told.of_quarter(quarter(calendar, at + 1)))),
        ("trong", "năm", _) => cumulative,
        ("trong" | "sang" | "vào", "tháng", _) if calendar.month(at + 1).is_some() => {
            by_name(at + 1).map(Marker::Period)
        }
        ("sang" | "vào", ..) => None,
        ("trong" | "cả", "tháng" | "kỳ" | "tuần", _) | ("tháng" | "kỳ", "này", _) => {
            month
        }
        ("cả", "quý", _) => Some(Marker::Period(told.of_quarter(quarter(calendar, at + 1)))),
        ("cả", ..) => None,
        ("trong" | "qua" | "sau", _, "tháng") if is_many(tokens, at + 1) => {
            if matches!(key(at + 3), "tới" | "tuổi" | "sau") {
                None
            } else {
                cumulative
            }
        }
        ("tháng" | "kỳ" | "năm" | "quý" | "tuần", "trước" | "ngoái", _)
        | ("tháng", "liền", _)
        | ("cùng", "kỳ", _) => {
            let told = !is_compared(tokens, at) || tells_its_own(tokens, at + 2);
            told.then_some(Marker::Short(Sense::Other(None)))
        }
        ("tháng", ..) => months_at(tokens, at).or_else(|| month_at(calendar, told, at)),
        ("nay", ..) => now_at(tokens, at),
        ("quý" | "năm", _, _) => year_at(calendar, told, at),
        _ => None,
    }
}

/// "6 tháng đầu năm", "9 tháng: 146 cuộc", "6 tháng cuối năm".
fn months_at(tokens: &[Token], at: usize) -> Option<Marker> {
    let number = at.checked_sub(1).filter(|at| is_many(tokens, *at))?;
    let next = tokens.get(at + 1)?;
    let sense = match &*next.key {
        "đầu" | "năm" | "qua" => Sense::Cumulative,
        "cuối" if is_done(tokens, at) => Sense::Cumulative,
        "cuối" if tokens.get(number)?.has_figures() => Sense::Target,
        _ if heads_sum(tokens, at) => Sense::Cumulative,
        _ => return None,
    };
    Some(Marker::Period(sense))
}

/// A month by name: the one spoken of, or one that something is set for.
fn month_at(calendar: Calendar, told: &Told, at: usize) -> Option<Marker> {
    let tokens = calendar.tokens;
    let (month, year, _) = calendar.month(at)?;
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let set = before.is_some_and(|token| is_set(&token.key));
    match told.of_month(month, year) {
        Sense::Target if set => Some(Marker::Period(Sense::Target)),
        _ if !opens(tokens, at) => None,
        Sense::Month => Some(Marker::NamedMonth),
        sense => Some(Marker::Period(sense)),
    }
}

/// "tháng trước 9 buổi, nay 12 buổi"
fn now_at(tokens: &[Token], at: usize) -> Option<Marker> {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at))?;
    let turns = before.is_mark(',') || before.is_mark(';');
    turns.then_some(Marker::Period(Sense::Month))
}

/// "Quý III: 36 buổi", "Năm 2025: 120 buổi".
fn year_at(calendar: Calendar, told: &Told, at: usize) -> Option<Marker> {
    let tokens = calendar.tokens;
    let quarter = quarter(calendar, at);
    let figures = tokens.get(at + 1).is_some_and(Token::has_figures);
    let year = calendar.year_named(at);
    let sense = match quarter.filter(|_| year.is_none()) {
        Some(_) => told.of_quarter(quarter),
        None => told.of_year(year),
    };
    let named = (figures || quarter.is_some()) && begins_line(tokens, at);
    named.then_some(Marker::Period(sense))
}

/// "9 tháng:", "9 tháng, xã tổ chức" at the beginning of a sentence.
fn heads_sum(tokens: &[Token], at: usize) -> bool {
    let first = at.checked_sub(2).and_then(|at| tokens.get(at));
    let opens =
        first.is_none_or(|token| !token.is_text() && !token.is_mark(',') && !token.is_mark('('));
    let next = tokens.get(at + 1);
    opens && next.is_some_and(|next| next.is_mark(':') || next.is_mark(','))
}

/// The quarter named at a token: "quý III", "quý 3".
fn quarter(calendar: Calendar, at: usize) -> Option<u32> {
    let tokens = calendar.tokens;
    tokens.get(at).filter(|token| token.is_word("quý"))?;
    let number = tokens.get(at + 1)?;
    match &*number.key {
        "i" => Some(1),
        "ii" => Some(2),
        "iii" => Some(3),
        "iv" => Some(4),
        _ => {
            let written = calendar.text.get(number.start..number.end)?;
            written
                .parse()
                .ok()
                .filter(|quarter| (1..=4).contains(quarter))
        }
    }
}

/// Tokens behind a time in which the deed is looked for.
const DEED_WITHIN: usize = 12;

/// Whether what a sentence tells behind a token has been done.
fn is_done(tokens: &[Token], at: usize) -> bool {
    let behind = tokens.iter().skip(at).take(DEED_WITHIN);
    let mut behind = behind.take_while(|token| token.kind != Kind::Break && !token.is_mark('.'));
    behind.any(|token| token.is_word("đã"))
}

/// "trong học kỳ I"
fn is_time_before(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|at| tokens.get(at))
        .is_some_and(|token| matches!(&*token.key, "trong" | "hết" | "qua" | "cuối"))
}

/// Words behind which a month is the one something is set for: "xác định tháng 9", "lùi sang".
fn is_set(word: &str) -> bool {
    matches!(word, "định" | "ra" | "sang" | "vào" | "hẹn" | "lịch")
}

/// "so với tháng trước là 12 buổi": the other period's own figure follows.
fn tells_its_own(tokens: &[Token], at: usize) -> bool {
    let year = tokens.get(at).is_some_and(|token| token.is_word("năm"));
    let next = tokens.get(at + 2 * usize::from(year));
    next.is_some_and(|token| token.is_mark(':') || matches!(&*token.key, "là" | "chỉ" | "đạt"))
}

/// More than one month.
fn is_many(tokens: &[Token], at: usize) -> bool {
    match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Figures(Chain::One(figure))) => figure.value > rust_decimal::Decimal::ONE,
        Some(Kind::Word) => tokens.get(at).is_some_and(|token| {
            token.tags.any(Tags::NUMBER) && !matches!(&*token.key, "một" | "năm" | "dăm")
        }),
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
    !before.is_text() || matches!(&*before.key, "riêng" | "đó" | "lại")
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
        let days = days_behind(calendar, told, from, at);
        let of_other = token.is_word("của") && names_other(tokens, at + 1);
        match marker_at(calendar, told, at) {
            Some((Marker::Parts(_), _)) => return found,
            Some((Marker::Period(sense), _)) => found = found.or(Some(sense)),
            Some((Marker::NamedMonth, _)) => found = found.or(Some(Sense::Month)),
            _ if days.is_some() => found = found.or(days),
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
