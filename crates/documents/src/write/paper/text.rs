//! Numbers, dates and places as an official paper prints them.

use chrono::{Datelike, NaiveDate};
use nhip_core::document::Place;
use nhip_core::lang::Lang;
use nhip_core::period::Month;
use rust_decimal::Decimal;

/// Dots to write on.
pub const DOTS: &str = "……………………………";

/// 1234567.5 → "1.234.567,5" (English "1,234,567.5"): all digits kept, no trailing zeros.
pub fn number(value: Decimal, lang: Lang) -> String {
    let plain = value.normalize().to_string();
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (thousands, point) = lang.pick(".,", ",.").split_at(1);
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push_str(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push_str(point);
        out.push_str(fraction);
    }
    out
}

/// A figure: "1.200", "khoảng 1.200", "2–3".
pub fn figure(value: Decimal, upper: Option<Decimal>, approximate: bool, lang: Lang) -> String {
    match upper {
        Some(upper) if upper != value => {
            format!("{}–{}", number(value, lang), number(upper, lang))
        }
        _ if approximate => format!("{} {}", lang.pick("khoảng", "about"), number(value, lang)),
        _ => number(value, lang),
    }
}

/// A count of things: "1.200".
pub fn count(n: usize, lang: Lang) -> String {
    number(Decimal::from(n), lang)
}

/// 2026-11-05 → "05/11/2026".
pub fn date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// "tháng 11 năm 2026", "November 2026" as "month 11/2026".
pub fn month(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("tháng {} năm {}", month.month(), month.year()),
        Lang::En => format!("month {}/{}", month.month(), month.year()),
    }
}

/// "Lạc Giang, ngày … tháng … năm 2026". The name of a place stands without its kind, except
/// where the rules keep it: numbers and names of persons or events cannot be told by a program,
/// so only numbered places and Thành phố Hồ Chí Minh keep theirs.
pub fn place_date(place: Option<&str>, signed_about: NaiveDate) -> String {
    let place = place
        .and_then(|place| place.split([',', ';']).next())
        .map(str::trim);
    let place = match place.filter(|place| !place.is_empty()) {
        Some(place) => without_kind(place),
        None => "……………".to_owned(),
    };
    format!("{place}, ngày … tháng … năm {}", signed_about.year())
}

/// Kinds of places, longest first where one begins another.
const KINDS: [&str; 9] = [
    "thành phố",
    "thị xã",
    "thị trấn",
    "đặc khu",
    "phường",
    "quận",
    "huyện",
    "tỉnh",
    "xã",
];

fn without_kind(place: &str) -> String {
    let lower = place.to_lowercase();
    for kind in KINDS {
        let Some(rest) = lower
            .strip_prefix(kind)
            .filter(|rest| rest.starts_with(' '))
        else {
            continue;
        };
        // Lower-casing keeps the number of characters of Vietnamese letters, not of all others.
        let name: String = place
            .chars()
            .skip(lower.chars().count() - rest.chars().count())
            .collect();
        let name = name.trim();
        let keep = name.starts_with(|c: char| c.is_ascii_digit()) || name == "Hồ Chí Minh";
        return if keep {
            upper_first(place)
        } else {
            name.to_owned()
        };
    }
    place.to_owned()
}

/// First letter in upper case.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// First letter in lower case, unless the first word looks like a name: capitals inside it
/// ("COVID-19"), or a second word with a capital ("Tết Nguyên đán").
pub fn lower_first(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let starts_upper = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let name = first
        .chars()
        .skip(1)
        .any(|c| c.is_uppercase() || c.is_ascii_digit())
        || words.next().is_some_and(starts_upper);
    if name {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// At most `most` characters, cut at a word, with "…" where something was cut.
pub fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut long = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(long > 0);
        if long + more >= most {
            break;
        }
        if long > 0 {
            out.push(' ');
        }
        out.push_str(word);
        long += more;
    }
    if out.is_empty() {
        out = text.chars().take(most.saturating_sub(1)).collect();
    }
    out.truncate(out.trim_end_matches([',', ';', ':', '-', ' ']).len());
    out.push('…');
    out
}

/// "đoạn 12", "trang 2, đoạn 12", "Biểu 1!B7".
pub fn place(place: &Place, lang: Lang) -> String {
    if let Some(cell) = &place.cell {
        return cell.clone();
    }
    let line = format!("{} {}", lang.pick("đoạn", "par."), place.line);
    match place.page {
        Some(page) => format!("{} {page}, {line}", lang.pick("trang", "p.")),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_grouped_by_points_and_keep_all_their_digits() {
        assert_eq!(number(Decimal::new(12_345_675, 1), Lang::Vi), "1.234.567,5");
        assert_eq!(number(Decimal::new(12_345_675, 1), Lang::En), "1,234,567.5");
        assert_eq!(number(Decimal::new(-1200, 0), Lang::Vi), "-1.200");
        assert_eq!(number(Decimal::new(9850, 2), Lang::Vi), "98,5");
        assert_eq!(
            figure(Decimal::from(2), Some(Decimal::from(3)), true, Lang::Vi),
            "2–3"
        );
        assert_eq!(
            figure(Decimal::from(6500), None, true, Lang::Vi),
            "khoảng 6.500"
        );
    }

    #[test]
    fn a_place_stands_without_its_kind_except_numbers_and_ho_chi_minh() {
        let on = day("2026-11-23");
        let start = |place| {
            place_date(Some(place), on)
                .split(", ngày")
                .next()
                .unwrap()
                .to_owned()
        };
        assert_eq!(start("thành phố Lạc Giang, tỉnh Hà Sơn"), "Lạc Giang");
        assert_eq!(start("Xã Thanh An"), "Thanh An");
        assert_eq!(start("phường 3"), "Phường 3");
        assert_eq!(start("Thành phố Hồ Chí Minh"), "Thành phố Hồ Chí Minh");
        assert_eq!(start("Xãng"), "Xãng");
        assert!(place_date(None, on).starts_with('…'));
        assert!(place_date(None, on).ends_with("năm 2026"));
    }

    #[test]
    fn names_keep_their_capital_inside_a_sentence() {
        assert_eq!(
            lower_first("Truyền thông phòng bệnh"),
            "truyền thông phòng bệnh"
        );
        assert_eq!(lower_first("COVID-19 và trẻ em"), "COVID-19 và trẻ em");
        assert_eq!(
            lower_first("Tết Nguyên đán an toàn"),
            "Tết Nguyên đán an toàn"
        );
    }

    #[test]
    fn a_long_text_is_cut_at_a_word_and_says_so() {
        assert_eq!(shorten("một hai ba", 20), "một hai ba");
        assert_eq!(shorten("một hai, ba bốn", 10), "một hai…");
        assert_eq!(shorten("dàiquáđimấtthôi", 5), "dàiq…");
        assert_eq!(shorten("", 5), "");
    }
}
