//! Numbers written the Vietnamese way: in figures (`1.200`, `98,5`) and in words.

use rust_decimal::Decimal;

/// Which usage number words follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// `nghìn`, `linh`.
    #[default]
    North,
    /// `ngàn`, `lẻ`.
    South,
}

impl Region {
    fn thousand(self) -> &'static str {
        match self {
            Region::North => "nghìn",
            Region::South => "ngàn",
        }
    }

    fn zero_ten(self) -> &'static str {
        match self {
            Region::North => "linh",
            Region::South => "lẻ",
        }
    }
}

/// In figures: thousands grouped by points, a decimal comma, no needless zeros behind it.
pub fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// In words: 105 is `một trăm linh năm`, in the South `một trăm lẻ năm`.
pub fn in_words(number: u64, region: Region) -> String {
    if number == 0 {
        return "không".to_owned();
    }
    let mut words = Vec::new();
    billions(number, region, &mut words);
    words.join(" ")
}

const BILLION: u64 = 1_000_000_000;

/// `tỷ` stands after everything above it, so what is above is written as a number of its own.
fn billions(number: u64, region: Region, words: &mut Vec<&'static str>) {
    let above = number / BILLION;
    if above > 0 {
        billions(above, region, words);
        words.push("tỷ");
    }
    let mut inner = above > 0;
    let below = number % BILLION;
    for (size, name) in [(1_000_000, "triệu"), (1_000, region.thousand()), (1, "")] {
        let group = below / size % 1_000;
        if group == 0 {
            continue;
        }
        hundreds(group, inner, region, words);
        if !name.is_empty() {
            words.push(name);
        }
        inner = true;
    }
}

/// One to 999; `inner` groups name their empty hundred: `không trăm linh năm`.
fn hundreds(group: u64, inner: bool, region: Region, words: &mut Vec<&'static str>) {
    let (hundred, ten, unit) = (group / 100, group / 10 % 10, group % 10);
    let named = hundred > 0 || inner;
    if named {
        words.extend([digit(hundred), "trăm"]);
    }
    match ten {
        0 if unit == 0 => return,
        0 if named => words.push(region.zero_ten()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(ten), "mươi"]),
    }
    match (ten, unit) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(unit)),
    }
}

fn digit(value: u64) -> &'static str {
    match value {
        0 => "không",
        1 => "một",
        2 => "hai",
        3 => "ba",
        4 => "bốn",
        5 => "năm",
        6 => "sáu",
        7 => "bảy",
        8 => "tám",
        _ => "chín",
    }
}
