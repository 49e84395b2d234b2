//! Numbers in words, and figures with words of size after them (`13 nghìn`, `3 tỷ 200 triệu`).
//!
//! One grammar for both: a number below a billion is a falling row of groups with
//! `triệu`, `nghìn` and nothing behind them; `tỷ` lifts what stands before it.

use rust_decimal::Decimal;

use super::figures::Figure;

/// What a number is made of.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// Figures.
    Figure(Figure),
    /// A word, as [`crate::fold::key`] gives it.
    Word(&'a str),
}

/// A number read from a row of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// Its value.
    pub value: Decimal,
    /// The English reading, see [`super::Number::alternative`].
    pub alternative: Option<Decimal>,
    /// Items it took.
    pub items: usize,
}

const BILLION: u32 = 1_000_000_000;

/// Reads the longest number at the start of a row; `item(i)` gives the i-th item, `None` at the end.
pub fn read<'a>(item: impl Fn(usize) -> Option<Item<'a>>) -> Option<Read> {
    let row = Row { item };
    let head = row.below_billion(0)?;
    if !row.is_billion(head.items) {
        return Some(head);
    }
    let mut total = head.times(Decimal::from(BILLION), head.items + 1)?;
    if row.word(total.items) == Some("rưỡi") {
        return total.plus(Decimal::from(BILLION / 2), 1);
    }
    if let Some(rest) = row.below_billion(total.items)
        && rest.value < Decimal::from(BILLION)
        && !row.is_billion(total.items + rest.items)
        && !row.lone_digit(total.items, rest.items)
    {
        total = total.plus(rest.value, rest.items)?;
    }
    Some(total)
}

/// What a word of size multiplies by; `tỷ` is handled above these.
fn size(word: &str) -> Option<u32> {
    Some(match word {
        "chục" => 10,
        "tá" => 12,
        "trăm" => 100,
        "nghìn" | "ngàn" => 1_000,
        "vạn" => 10_000,
        "triệu" => 1_000_000,
        _ => return None,
    })
}

/// The digit a word stands for on its own.
pub fn digit(word: &str) -> Option<u32> {
    Some(match word {
        "không" => 0,
        "một" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" => 4,
        "năm" | "dăm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}

/// The digit a word stands for after `mươi`: `năm` there is a year, five is `lăm`.
fn unit_after_ten(word: &str) -> Option<u32> {
    match word {
        "mốt" => Some(1),
        "tư" => Some(4),
        "lăm" | "nhăm" => Some(5),
        "năm" | "không" => None,
        _ => digit(word),
    }
}

struct Row<F> {
    item: F,
}

impl<'a, F: Fn(usize) -> Option<Item<'a>>> Row<F> {
    fn word(&self, at: usize) -> Option<&'a str> {
        match (self.item)(at) {
            Some(Item::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn is_billion(&self, at: usize) -> bool {
        matches!(self.word(at), Some("tỷ" | "tỉ"))
            && !matches!(self.word(at + 1), Some("lệ" | "suất" | "số" | "trọng"))
    }

    /// `triệu chứng` (symptom) is no million.
    fn size_at(&self, at: usize) -> Option<u32> {
        let size = size(self.word(at)?)?;
        let symptom = size == 1_000_000 && self.word(at + 1) == Some("chứng");
        (!symptom).then_some(size)
    }

    /// A falling row of groups: `hai triệu ba trăm nghìn mười hai`.
    fn below_billion(&self, from: usize) -> Option<Read> {
        let mut total: Option<Read> = None;
        let mut smallest = BILLION;
        loop {
            let at = from + total.map_or(0, |t| t.items);
            let Some(group) = self.group(at, total.is_some()) else {
                return total;
            };
            let size = self.size_at(at + group.items).unwrap_or(1);
            let fits = total.is_none()
                || (size < smallest && group.value * Decimal::from(size) < Decimal::from(smallest));
            let lone = size == 1 && total.is_some() && self.lone_digit(at, group.items);
            if !fits || lone {
                return total;
            }
            let taken = group.items + usize::from(size > 1);
            let scaled = group.times(Decimal::from(size), taken)?;
            let sum = match total {
                None => scaled,
                Some(before) => before.plus(scaled.value, taken)?,
            };
            if size == 1 {
                return Some(sum);
            }
            if self.word(from + sum.items) == Some("rưỡi") {
                return sum.plus(Decimal::from(size) / Decimal::TWO, 1);
            }
            smallest = size;
            total = Some(sum);
        }
    }

    /// `một nghìn năm` is a thousand years, `một triệu hai` is spoken only: a single
    /// digit behind a size belongs to what follows.
    fn lone_digit(&self, at: usize, items: usize) -> bool {
        items == 1 && self.word(at).is_some()
    }

    /// Figures, or words below a thousand. `inner`: after a size, where `linh năm` may stand.
    fn group(&self, at: usize, inner: bool) -> Option<Read> {
        match (self.item)(at)? {
            Item::Figure(figure) => Some(Read {
                value: figure.value,
                alternative: figure.alternative,
                items: 1,
            }),
            Item::Word("linh" | "lẻ") if inner => {
                let unit = unit_after_ten(self.word(at + 1)?).or(self.five(at + 1))?;
                Some(Read::small(unit, 2))
            }
            Item::Word(_) => self.hundreds(at),
        }
    }

    fn five(&self, at: usize) -> Option<u32> {
        (self.word(at) == Some("năm")).then_some(5)
    }

    fn hundreds(&self, at: usize) -> Option<Read> {
        let first = self.word(at)?;
        let Some(hundred) = digit(first).filter(|_| self.word(at + 1) == Some("trăm")) else {
            return self.tens(at);
        };
        let base = Read::small(hundred * 100, 2);
        match self.word(at + 2) {
            Some("rưỡi") => base.plus(Decimal::from(50), 1),
            Some("linh" | "lẻ") => {
                let unit = self
                    .word(at + 3)
                    .and_then(unit_after_ten)
                    .or(self.five(at + 3));
                unit.map_or(Some(base), |unit| base.plus(Decimal::from(unit), 2))
            }
            _ => match self.tens(at + 2) {
                Some(tens) if tens.items > 1 || self.word(at + 2) == Some("mười") => {
                    base.plus(tens.value, tens.items)
                }
                _ => Some(base),
            },
        }
    }

    /// `hai mươi mốt`, `mười lăm`, `ba lăm`, `bảy`.
    fn tens(&self, at: usize) -> Option<Read> {
        let first = self.word(at)?;
        let second = self.word(at + 1);
        if first == "mười" {
            let unit = second
                .and_then(unit_after_ten)
                .filter(|_| !self.starts_group(at + 1));
            return Some(unit.map_or(Read::small(10, 1), |unit| Read::small(10 + unit, 2)));
        }
        let ten = digit(first)?;
        match second {
            Some("mươi") if ten > 1 => {
                let unit = self.word(at + 2).and_then(unit_after_ten);
                Some(unit.map_or(Read::small(ten * 10, 2), |unit| {
                    Read::small(ten * 10 + unit, 3)
                }))
            }
            Some("mốt") if ten > 1 => Some(Read::small(ten * 10 + 1, 2)),
            Some("lăm" | "nhăm") if ten > 1 => Some(Read::small(ten * 10 + 5, 2)),
            _ => Some(Read::small(ten, 1)),
        }
    }

    /// The digit at this place belongs to a hundred of its own (`mười hai trăm` is not said).
    fn starts_group(&self, at: usize) -> bool {
        matches!(self.word(at + 1), Some("mươi"))
    }
}

impl Read {
    fn small(value: u32, items: usize) -> Read {
        Read {
            value: Decimal::from(value),
            alternative: None,
            items,
        }
    }

    /// Multiplied, now `items` long. `1,200 triệu` is a decimal beyond doubt.
    fn times(self, by: Decimal, items: usize) -> Option<Read> {
        let alternative = if by == Decimal::ONE {
            self.alternative
        } else {
            None
        };
        Some(Read {
            value: self.value.checked_mul(by)?.normalize(),
            alternative,
            items,
        })
    }

    fn plus(self, more: Decimal, items: usize) -> Option<Read> {
        let value = self.value.checked_add(more)?.normalize();
        Some(Read {
            value,
            alternative: None,
            items: self.items + items,
        })
    }
}
