//! One number as a list prints it: 3, c, III, 03, ③.

use super::super::symbol;

/// How a level prints its number (`w:numFmt`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// a, b, c … z, aa, bb.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// ①, ②, ③.
    Circled,
    /// (1), (2), (3).
    Parenthesised,
    /// - 1 -.
    InDashes,
    /// A sign that does not count.
    Bullet,
    /// Nothing.
    None,
}

impl Format {
    /// From the value in the file; what is unknown counts in digits.
    pub(super) fn parse(value: &str) -> Format {
        match value {
            "decimalZero" => Format::DecimalZero,
            "lowerLetter" => Format::LowerLetter,
            "upperLetter" => Format::UpperLetter,
            "lowerRoman" => Format::LowerRoman,
            "upperRoman" => Format::UpperRoman,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Format::Circled,
            "decimalEnclosedParen" => Format::Parenthesised,
            "numberInDash" => Format::InDashes,
            "bullet" => Format::Bullet,
            "none" => Format::None,
            _ => Format::Decimal,
        }
    }

    /// A number in this format.
    pub(super) fn print(self, number: u32) -> String {
        match self {
            Format::Decimal => number.to_string(),
            Format::DecimalZero => format!("{number:02}"),
            Format::LowerLetter => letters(number, b'a'),
            Format::UpperLetter => letters(number, b'A'),
            Format::LowerRoman => roman(number).to_ascii_lowercase(),
            Format::UpperRoman => roman(number),
            Format::Circled => match number {
                1..=20 => char::from_u32(0x245F + number)
                    .map(String::from)
                    .unwrap_or_default(),
                _ => number.to_string(),
            },
            Format::Parenthesised => format!("({number})"),
            Format::InDashes => format!("- {number} -"),
            Format::Bullet | Format::None => String::new(),
        }
    }
}

/// a … z, aa, bb … zz, aaa: Word repeats the letter. Beyond what anyone prints, digits.
fn letters(number: u32, first: u8) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 10) else {
        return number.to_string();
    };
    let letter = char::from(first + (index % 26) as u8);
    String::from(letter).repeat(index as usize / 26 + 1)
}

/// Roman digits; digits above 3999 and for 0.
pub(super) fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, digits) in STEPS {
        while rest >= value {
            rest -= value;
            text.push_str(digits);
        }
    }
    text
}

/// A bullet as a character any font shows.
pub(super) fn bullet(text: &str, font: Option<&str>) -> String {
    text.chars()
        .map(|letter| symbol::bullet(letter, font))
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Format, bullet, letters, roman};

    #[test]
    fn roman_numbers_subtract() {
        assert_eq!(
            [4, 9, 14, 40, 1999].map(roman),
            ["IV", "IX", "XIV", "XL", "MCMXCIX"]
        );
        assert_eq!(roman(0), "0");
        assert_eq!(roman(4000), "4000");
    }

    #[test]
    fn letters_repeat_after_z() {
        assert_eq!(
            [1, 26, 27, 53].map(|number| letters(number, b'a')),
            ["a", "z", "aa", "aaa"]
        );
        assert_eq!(letters(4_000_000_000, b'a'), "4000000000");
    }

    #[test]
    fn decimal_zero_pads_below_ten() {
        assert_eq!(
            [9, 10].map(|number| Format::DecimalZero.print(number)),
            ["09", "10"]
        );
    }

    #[test]
    fn symbol_bullets_become_characters() {
        assert_eq!(bullet("\u{F0B7}", Some("Symbol")), "•");
        assert_eq!(bullet("\u{F0A7}", Some("Wingdings")), "▪");
        assert_eq!(bullet("o", Some("Courier New")), "○");
        assert_eq!(bullet("-", Some("Times New Roman")), "-");
        assert_eq!(bullet("\u{F001}", None), "•");
    }
}
