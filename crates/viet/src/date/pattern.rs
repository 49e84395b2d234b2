//! The forms dates are written in, tried in turn at every token.

mod around;

use super::token::{Kind, Token};
use super::{Found, Written};

/// Words after which `30/4` is a day.
const BEFORE_DAY: [&str; 10] = [
    "ngày", "mùng", "mồng", "sáng", "chiều", "tối", "đêm", "hôm", "dịp", "lễ",
];

/// Words after which `6 tháng 12 …` counts months and names no day.
const BEFORE_COUNT: [&str; 9] = [
    "trong", "sau", "được", "khoảng", "hơn", "gần", "qua", "mỗi", "đủ",
];

/// Words after which `11/2026` is the number of a document.
const BEFORE_NUMBER: [&str; 8] = ["số", "luật", "định", "tư", "thị", "quyết", "văn", "hoạch"];

/// All dates, in order.
pub(super) fn scan(tokens: &[Token<'_>]) -> Vec<Found> {
    let reader = Reader { tokens };
    let mut found = Vec::new();
    let mut at = 0;
    // Where the last day without a year ended: another one may be joined to it.
    let mut joined = usize::MAX;
    while let Some(first) = tokens.get(at) {
        let Some((written, end)) = reader.at(at, joined) else {
            at += 1;
            continue;
        };
        let last = tokens.get(end.saturating_sub(1)).unwrap_or(first);
        found.push(written.found(first.range.start..last.range.end));
        joined = if written.day.is_some() {
            end
        } else {
            usize::MAX
        };
        at = end;
    }
    found
}

/// What was read, and the token after it.
type Read = Option<(Written, usize)>;

struct Reader<'a> {
    tokens: &'a [Token<'a>],
}

impl Reader<'_> {
    fn at(&self, at: usize, joined: usize) -> Read {
        let token = self.tokens.get(at)?;
        match token.kind {
            Kind::Number(..) => self.figures(at, joined),
            Kind::Word if token.is("tháng") => self.month(at),
            Kind::Word if token.is("quý") => self.quarter(at + 1),
            Kind::Word if token.is("năm") => self.year(at + 1),
            Kind::Word if token.is("giai") && self.is(at + 1, "đoạn") => self
                .year(at + 2)
                .filter(|(written, _)| written.until.is_some()),
            Kind::Word if BEFORE_DAY.iter().any(|word| token.is(word)) => {
                let strong = matches!(token.text.chars().next(), Some('n' | 'N' | 'm' | 'M'));
                let more = usize::from(self.is(at + 1, "mùng") || self.is(at + 1, "mồng"));
                self.introduced(at + 1 + more, strong)
            }
            _ => None,
        }
    }

    /// A day after `ngày` or the like; only `ngày` and `mùng` make a day of one number.
    fn introduced(&self, at: usize, strong: bool) -> Read {
        self.number(at)?;
        let whole = self
            .full(at)
            .or_else(|| self.run(at))
            .or_else(|| self.in_words(at));
        if whole.is_some() {
            return whole;
        }
        if let Some((written, end)) = self.day_month(at) {
            let short = self.number(end + 1).filter(|(_, figures)| *figures == 2);
            return match short {
                Some((year, _)) if strong && self.sign(end) == Some('/') && self.free(end + 2) => {
                    let year = i32::try_from(2000 + year).ok();
                    Some((Written { year, ..written }, end + 2))
                }
                _ if self.open(end) => Some((written, end)),
                _ => None,
            };
        }
        let day = self.two(at)?;
        let sign = self.sign(at + 1).filter(|_| self.attached(at + 1));
        let open = sign.is_none_or(|sign| !"/%".contains(sign));
        (strong && (1..=31).contains(&day) && open && self.free(at + 1))
            .then(|| (Written::day(day, None, None), at + 1))
    }

    /// A date that starts with a figure.
    fn figures(&self, at: usize, joined: usize) -> Read {
        if !self.starts(at) {
            return None;
        }
        let whole = self
            .full(at)
            .or_else(|| self.run(at))
            .or_else(|| self.iso(at));
        whole
            .or_else(|| self.in_words(at).filter(|_| !self.after(at, &BEFORE_COUNT)))
            .or_else(|| self.joined_day(at, joined))
            .or_else(|| self.bare_month(at))
    }

    /// `20/11/2026`, `20-11-2026`, `20.11.2026`.
    fn full(&self, at: usize) -> Read {
        let (day, month) = (self.two(at)?, self.two(at + 2)?);
        let sign = self.sign(at + 1).filter(|sign| "/-.".contains(*sign))?;
        let year = self
            .four(at + 4)
            .filter(|_| self.sign(at + 3) == Some(sign))?;
        let open = self.free(at + 5) || (sign != '-' && self.sign(at + 5) == Some('-'));
        open.then(|| (Written::day(day, Some(month), Some(year)), at + 5))
    }

    /// `15-20/11/2026`, `15-20/11`.
    fn run(&self, at: usize) -> Read {
        let day = self.two(at).filter(|_| self.sign(at + 1) == Some('-'))?;
        let (last, end) = self.full(at + 2).or_else(|| {
            self.day_month(at + 2)
                .filter(|(_, end)| self.free(*end) && self.after(at, &BEFORE_DAY))
        })?;
        let until = last
            .day
            .filter(|last| day < *last && self.sign(at + 3) != Some('-'))?;
        Some((
            Written {
                day: Some(day),
                ..last
            }
            .until(until),
            end,
        ))
    }

    /// `2026-11-20`.
    fn iso(&self, at: usize) -> Read {
        let year = self.four(at)?;
        let (month, day) = (self.two(at + 2)?, self.two(at + 4)?);
        let dashes = self.sign(at + 1) == Some('-') && self.sign(at + 3) == Some('-');
        let close = (at + 1..at + 5).all(|part| self.attached(part));
        (dashes && close && self.free(at + 5))
            .then(|| (Written::day(day, Some(month), Some(year)), at + 5))
    }

    /// `20 tháng 12`, `20 tháng 12 năm 2026`, `20 tháng 12/2026`.
    fn in_words(&self, at: usize) -> Read {
        let day = self.two(at).filter(|_| self.is(at + 1, "tháng"))?;
        let month = self.two(at + 2)?;
        let (year, end) = self.year_after(at + 3);
        self.free(end)
            .then(|| (Written::day(day, Some(month), year), end))
    }

    /// `20/12`, with nothing said about what follows.
    fn day_month(&self, at: usize) -> Read {
        let day = self.two(at).filter(|day| (1..=31).contains(day))?;
        let month = self
            .two(at + 2)
            .filter(|_| self.sign(at + 1) == Some('/'))?;
        Some((Written::day(day, Some(month), None), at + 3))
    }

    /// `15/10` of `15/10 đến 14/11/2026`, and `1/5` of `dịp 30/4 và 1/5`.
    fn joined_day(&self, at: usize, joined: usize) -> Read {
        let (written, end) = self.day_month(at)?;
        written.month.filter(|month| (1..=12).contains(month))?;
        let follows = at == joined.saturating_add(1) && self.is_join(joined);
        let next = end + 1 + usize::from(self.is(end + 1, "hết"));
        let next = next + usize::from(self.is(next, "ngày"));
        let leads =
            self.is_join(end) && (self.full(next).is_some() || self.in_words(next).is_some());
        (self.open(end) && (follows || leads)).then_some((written, end))
    }

    fn is_join(&self, at: usize) -> bool {
        let word = |word| self.is(at, word);
        matches!(self.sign(at), Some('-' | ',')) || word("đến") || word("và") || word("tới")
    }

    /// `11/2026` that is not the number of a document.
    fn bare_month(&self, at: usize) -> Read {
        let month = self.two(at).filter(|month| (1..=12).contains(month))?;
        let year = self
            .four(at + 2)
            .filter(|_| self.sign(at + 1) == Some('/'))?;
        let close = self.attached(at + 1) && self.attached(at + 2);
        let named = self.after(at, &BEFORE_NUMBER) || self.sign(at.wrapping_sub(1)) == Some(':');
        (close && !named && self.free(at + 3)).then(|| (Written::month(month, Some(year)), at + 3))
    }

    /// `tháng 11`, `tháng 11/2026`, `tháng 11 năm 2026`, `tháng 10-11/2026`.
    fn month(&self, at: usize) -> Read {
        let month = self.two(at + 1)?;
        if let Some(until) = self.two(at + 3).filter(|_| self.sign(at + 2) == Some('-')) {
            let (year, end) = self.year_after(at + 4);
            if year.is_some() && self.free(end) {
                return Some((Written::month(month, year).until(until), end));
            }
        }
        let (year, end) = self.year_after(at + 2);
        // "9 tháng 11 buổi" counts months.
        let counted = year.is_none() && self.number(at.wrapping_sub(1)).is_some();
        let fits = year.is_some() || (1..=12).contains(&month);
        (fits && !counted && self.free(end)).then(|| (Written::month(month, year), end))
    }

    /// After `quý`: `I/2027`, `3`, `IV năm 2026`.
    fn quarter(&self, at: usize) -> Read {
        let quarter = match self.tokens.get(at)?.text {
            "I" | "1" => 1,
            "II" | "2" => 2,
            "III" | "3" => 3,
            "IV" | "4" => 4,
            _ => return None,
        };
        let (year, end) = self.year_after(at + 1);
        self.free(end)
            .then(|| (Written::quarter(quarter, year), end))
    }

    /// After `năm`, `giai đoạn`: `2026`, `2021 - 2025`; `năm học 2026-2027` too.
    fn year(&self, at: usize) -> Read {
        let at = at + usize::from(self.is(at, "học"));
        let year = self.four(at).filter(|year| (1900..2200).contains(year))?;
        if let Some(last) = self.four(at + 2).filter(|_| self.sign(at + 1) == Some('-')) {
            let until = u32::try_from(last).ok()?;
            return self
                .free(at + 3)
                .then(|| (Written::year(year).until(until), at + 3));
        }
        self.free(at + 1).then(|| (Written::year(year), at + 1))
    }

    /// The year after a month or quarter, if it is said: `/2026`, `năm 2026`, `, năm 2026`.
    fn year_after(&self, at: usize) -> (Option<i32>, usize) {
        let comma = usize::from(self.sign(at) == Some(','));
        let plain = self.is(at + comma, "năm").then_some(at + comma + 1);
        let signed = matches!(self.sign(at), Some('/' | '-' | '.')).then_some(at + 1);
        match plain
            .or(signed)
            .and_then(|at| Some((self.four(at)?, at + 1)))
        {
            Some((year, end)) => (Some(year), end),
            None => (None, at),
        }
    }
}
