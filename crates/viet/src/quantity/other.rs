//! What a number is that counts nothing: dates, papers, telephones, names.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

mod beside;
mod left;

pub(super) use left::left_over;

use super::lexicon::{self, Tags};
use super::period::Calendar;
use super::token::{self, Chain, Kind, Token};

/// What a number is that counts nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Other {
    /// A day, month, quarter or year ("ngày 16/5", "tháng 6", "năm 2026").
    Date,
    /// A length of time that is no result ("6 tháng đầu năm", "trong 3 ngày").
    Span,
    /// An hour of the day ("17 giờ", "7h30").
    Time,
    /// The number or symbol of a paper, a form, an annex, or how many pages or copies it has.
    Paper,
    /// Điều, khoản, mục, chương.
    Article,
    /// A number to call.
    Telephone,
    /// An age ("trẻ dưới 5 tuổi").
    Age,
    /// The label of a heading, a list item or a row.
    Heading,
    /// A place by number: a quarter, a house, a room, a road.
    Place,
    /// Which one of a row: "lần 2", "mũi 1", "khóa 12".
    Ordinal,
    /// A name or code with a number in it ("COVID-19", "A/H5N1", "phiên bản 2.1").
    Code,
    /// A threshold ("ngưỡng 30").
    Limit,
    /// How large or how far something is ("can 20 lít", "cách trạm 17 km").
    Measure,
    /// What a rate is told for: the 100.000 of "12 ca trên 100.000 dân".
    Per,
    /// Part of a slogan or title in quotation marks.
    Quoted,
    /// "1 số": some, nobody counted how many.
    Some,
    /// The number of a column or row of a table.
    Row,
}

/// Digits of the longest number to call.
const MOST_DIGITS: usize = 12;

/// What each figure of a row of tokens is, where its neighbours say that it counts nothing.
pub(super) fn named(calendar: Calendar, quoted: &[bool]) -> Vec<Option<Other>> {
    let mut namer = Namer {
        calendar,
        found: vec![None; calendar.tokens.len()],
        line: Line::default(),
    };
    for (at, token) in calendar.tokens.iter().enumerate() {
        if token.kind == Kind::Break {
            namer.line = Line::default();
        } else if namer.found.get(at).is_some_and(Option::is_none) {
            let other = match quoted.get(at) {
                Some(true) if token.has_figures() => Some(Other::Quoted),
                _ => namer.at(at, token),
            };
            namer.set(at, other);
            namer.line.take(token, calendar.tokens.get(at + 1));
        }
    }
    namer.found
}

/// What a line has said so far.
#[derive(Default)]
struct Line {
    /// It is the line of the copies kept ("Lưu: VT, NVY (03b)").
    copies: bool,
    /// Tokens since a word for a threshold.
    limit: Option<u32>,
}

impl Line {
    fn take(&mut self, token: &Token, next: Option<&Token>) {
        let copies = next.is_some_and(|next| next.is_mark(':') || next.capital);
        self.copies |= token.is_word("lưu") && copies;
        let limit = token.is_word("ngưỡng") || token.is_word("qcvn") || token.is_word("tcvn");
        self.limit = match self.limit {
            _ if limit => Some(0),
            Some(past) if past < 4 && !token.is_mark(';') && !token.is_mark(',') => Some(past + 1),
            _ => None,
        };
    }
}

struct Namer<'a> {
    calendar: Calendar<'a>,
    found: Vec<Option<Other>>,
    line: Line,
}

impl Namer<'_> {
    fn set(&mut self, at: usize, other: Option<Other>) {
        if let Some(found) = self.found.get_mut(at) {
            *found = found.or(other);
        }
    }

    /// Names every figure of a stretch.
    fn fill(&mut self, from: usize, to: usize, other: Other) {
        for at in from..to {
            if self.token(at).is_some_and(Token::has_figures) {
                self.set(at, Some(other));
            }
        }
    }

    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.calendar.tokens.get(at)
    }

    /// The word or mark so many tokens before, on the line; empty for figures.
    fn before(&self, at: usize, back: usize) -> &str {
        let token = at.checked_sub(back).and_then(|at| self.token(at));
        token.map_or("", |token| &*token.key)
    }

    fn key(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| &*token.key)
    }

    fn written(&self, at: usize) -> &str {
        let token = self.token(at);
        token
            .and_then(|token| self.calendar.text.get(token.start..token.end))
            .unwrap_or_default()
    }

    /// What the number at a token is.
    fn at(&mut self, at: usize, token: &Token) -> Option<Other> {
        if token.kind == Kind::Word {
            if let Some((.., next)) = self.calendar.month(at) {
                self.fill(at, next, Other::Date);
            }
            return self.worded_age(at, token);
        }
        if !token.has_figures() {
            return None;
        }
        if self.line.copies {
            return Some(Other::Paper);
        }
        if token.kind == Kind::Code {
            return is_clock(self.written(at)).then_some(Other::Time);
        }
        self.date(at)
            .or_else(|| self.telephone(at))
            .or_else(|| self.age(at))
            .or_else(|| self.hour(at))
            .or_else(|| self.span(at))
            .or_else(|| self.per(at, token))
            .or_else(|| self.pages(at))
            .or_else(|| self.beside(at))
            .or(self.line.limit.map(|_| Other::Limit))
    }

    fn date(&mut self, at: usize) -> Option<Other> {
        if let Some((_, next)) = self.calendar.window(at) {
            self.fill(at, next, Other::Date);
            return Some(Other::Date);
        }
        let behind = self.before(at, 1);
        let dated = matches!(behind, "ngày" | "mùng" | "mồng");
        if let Some((_, next)) = self.calendar.day(at) {
            let after = matches!(
                behind,
                "từ" | "đến"
                    | "tới"
                    | "trước"
                    | "sau"
                    | "hết"
                    | "sáng"
                    | "chiều"
                    | "tối"
                    | "hôm"
                    | "dịp"
                    | "nhân"
            );
            let counts = lexicon::unit_at(self.calendar.tokens, next).is_some();
            if next > at + 1 || dated || self.calendar.is_date(at) || after && !counts {
                self.fill(at, next, Other::Date);
                return Some(Other::Date);
            }
        }
        if self.calendar.is_date(at) {
            return Some(Other::Date);
        }
        let written = self.written(at);
        let to =
            self.token(at + 1).is_some_and(Token::is_dash) && token::is_year(self.written(at + 2));
        let alone = to || self.token(at + 1).is_none_or(|next| !next.is_text());
        let counts = matches!(
            behind,
            "" | "là"
                | "đạt"
                | "được"
                | "số"
                | "gần"
                | "hơn"
                | "khoảng"
                | "trên"
                | "phát"
                | "cấp"
        );
        let year = token::is_year(written)
            && (alone && !counts
                || behind == "năm" && lexicon::unit_at(self.calendar.tokens, at + 1).is_none());
        let span = token::is_year(written)
            && at
                .checked_sub(2)
                .is_some_and(|at| self.found.get(at) == Some(&Some(Other::Date)))
            && at
                .checked_sub(1)
                .and_then(|at| self.token(at))
                .is_some_and(Token::is_dash);
        (year || span || is_years(written)).then_some(Other::Date)
    }

    /// "0288 3000 617", "1900 0115": figures that a count does not begin with.
    fn telephone(&mut self, at: usize) -> Option<Other> {
        let mut digits = 0;
        let mut next = at;
        while let Some(token) = self.token(next) {
            let many = digits > MOST_DIGITS;
            if many || !matches!(token.kind, Kind::Figures(_)) || next > at && !token.spaced {
                break;
            }
            digits += self
                .written(next)
                .bytes()
                .filter(u8::is_ascii_digit)
                .count();
            next += 1;
        }
        let first = self.written(at);
        let begins = first.starts_with('0') && !first.starts_with("0,")
            || first.starts_with("1800")
            || first.starts_with("1900");
        let long = (8..=MOST_DIGITS).contains(&digits) && begins && first != "0";
        if !long {
            return None;
        }
        self.fill(at, next, Other::Telephone);
        Some(Other::Telephone)
    }

    /// "5 tuổi", "6 đến 59 tháng tuổi".
    fn age(&self, at: usize) -> Option<Other> {
        let joint = self.token(at + 1)?;
        let mut unit = at + 1;
        let next = self.token(at + 2);
        if joint.is_word("đến") || joint.is_dash() {
            let below = usize::from(next.is_some_and(|token| token.is_word("dưới")));
            let upper = self.token(at + 2 + below).is_some_and(Token::has_figures);
            unit += if upper { 2 + below } else { 0 };
        }
        let months = usize::from(self.key(unit) == "tháng");
        (self.key(unit + months) == "tuổi").then_some(Other::Age)
    }

    /// "từ sáu đến hai mươi bốn tháng tuổi".
    fn worded_age(&self, at: usize, token: &Token) -> Option<Other> {
        if !token.tags.any(Tags::NUMBER) {
            return None;
        }
        let words = (at + 1..at + 8).map(|at| self.key(at));
        let mut words = words.take_while(|word| {
            !word.is_empty()
                && (lexicon::tags(word).any(Tags::NUMBER)
                    || matches!(
                        *word,
                        "mươi" | "tháng" | "tuổi" | "đến" | "lăm" | "tư" | "mốt"
                    ))
        });
        words.any(|word| word == "tuổi").then_some(Other::Age)
    }

    /// "lúc 7 giờ", "5 giờ 30", "16 giờ ngày 20/6"; not the hours something took.
    fn hour(&mut self, at: usize) -> Option<Other> {
        if self.written(at).contains(':') {
            return Some(Other::Time);
        }
        if self.key(at + 1) != "giờ"
            || self.written(at).parse::<u32>().is_ok_and(|hour| hour > 24)
            || self.written(at).contains([',', '.'])
        {
            return None;
        }
        let behind = matches!(
            self.before(at, 1),
            "lúc" | "vào" | "trước" | "sau" | "từ" | "đến" | "hồi" | "và"
        );
        let minutes = self
            .calendar
            .tokens
            .get(at + 2)
            .is_some_and(|t| matches!(t.kind, Kind::Figures(_)));
        let dated = matches!(
            self.key(at + 2),
            "ngày" | "sáng" | "chiều" | "tối" | "hôm" | "hằng" | "kém" | "đến" | "phút"
        );
        if !(behind || minutes || dated) {
            return None;
        }
        if minutes {
            self.set(at + 2, Some(Other::Time));
        }
        Some(Other::Time)
    }

    /// "6 tháng đầu năm", "lũy kế 9 tháng", "trong 3 ngày".
    fn span(&self, at: usize) -> Option<Other> {
        let behind = self.before(at, 1);
        match self.key(at + 1) {
            "tháng" | "năm" | "quý" | "tuần" => Some(Other::Span),
            "ngày" | "giờ" | "phút" => {
                let usual = self.before(at, 2) == "bình";
                let lasts = !usual
                    && matches!(
                        behind,
                        "trong" | "qua" | "suốt" | "hết" | "dài" | "đủ" | "sau"
                    );
                lasts.then_some(Other::Span)
            }
            _ => None,
        }
    }

    /// "12 ca trên 100.000 dân", "112 bé trai/100 bé gái", "cứ 1.000 người".
    fn per(&self, at: usize, token: &Token) -> Option<Other> {
        let Kind::Figures(Chain::One(figure)) = token.kind else {
            return None;
        };
        let behind = at.checked_sub(1).and_then(|at| self.token(at))?;
        let round = is_round(figure.value);
        let noun = self
            .token(at + 1)
            .filter(|noun| noun.kind == Kind::Word && noun.spaced)?;
        let people = noun.is_word("người") || noun.is_word("lượt");
        let slash = behind.is_mark('/') && round && !people;
        let over = behind.is_word("trên") && round && figure.value >= Decimal::ONE_HUNDRED && {
            let counted = at.checked_sub(2).and_then(|at| self.token(at));
            counted.is_some_and(|token| {
                token.has_figures() || token.tags.any(Tags::UNIT) && !token.capital
            })
        };
        let every = behind.is_word("cứ");
        (slash || over || every).then_some(Other::Per)
    }

    /// "gồm 06 trang": of a paper.
    fn pages(&self, at: usize) -> Option<Other> {
        let pages = self.key(at + 1) == "trang" && self.key(at + 2) != "trại";
        (pages && matches!(self.before(at, 1), "gồm" | "dày" | "có")).then_some(Other::Paper)
    }
}

/// 1, or 100 and its tenfolds.
pub(super) fn is_round(value: Decimal) -> bool {
    let mut rest = value;
    while rest >= Decimal::TEN && (rest % Decimal::TEN).is_zero() {
        rest /= Decimal::TEN;
    }
    rest == Decimal::ONE && value != Decimal::TEN
}

/// "2026-2027", "2021–2025".
fn is_years(written: &str) -> bool {
    let mut years = written.split(['-', '–']);
    match (years.next(), years.next(), years.next()) {
        (Some(first), Some(last), None) => token::is_year(first) && token::is_year(last),
        _ => false,
    }
}

/// "7h30", "14h".
fn is_clock(written: &str) -> bool {
    let Some((hour, rest)) = written.split_once(['h', 'H']) else {
        return false;
    };
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !hour.is_empty() && hour.len() <= 2 && number(hour) && rest.len() <= 2 && number(rest)
}
