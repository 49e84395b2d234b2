//! How wide a text is in Times New Roman: for rules "as long as the text" and table columns.
//!
//! Advance widths of Tinos 1.33 (the metrics of Times New Roman) in thousandths of an em. A
//! letter with accents is as wide as the letter below them, so 95 signs and ơ, ư, đ are enough.

use unicode_normalization::UnicodeNormalization;

/// A single line of Times New Roman, in em: ascent, descent and gap of its `hhea` table.
pub const LINE_EM: f64 = (1825.0 + 443.0 + 87.0) / 2048.0;

/// Space to tilde, regular.
const REGULAR: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
/// Space to tilde, bold.
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
/// Anything else that takes room.
const OTHER: u16 = 556;

/// Width of a line of text, in mm.
pub fn width_mm(text: &str, pt: f64, bold: bool) -> f64 {
    let thousandths: u64 = text.nfd().map(|sign| u64::from(advance(sign, bold))).sum();
    // Sums of advances stay far below 2^52, so nothing is lost.
    thousandths as f64 / 1000.0 * pt * 25.4 / 72.0
}

/// Width of the widest word, in mm: no column should be narrower.
pub fn widest_word_mm(text: &str, pt: f64, bold: bool) -> f64 {
    text.split_whitespace()
        .map(|word| width_mm(word, pt, bold))
        .fold(0.0, f64::max)
}

/// The lines a text breaks into at a width, words kept whole, as a renderer would break it.
pub fn lines<'a>(text: &'a str, width: f64, pt: f64, bold: bool) -> Vec<Vec<&'a str>> {
    let mut out: Vec<Vec<&'a str>> = Vec::new();
    let space = width_mm(" ", pt, bold);
    let mut used = f64::INFINITY;
    for word in text.split_whitespace() {
        let wide = width_mm(word, pt, bold);
        match out.last_mut() {
            Some(line) if used + space + wide <= width => {
                line.push(word);
                used += space + wide;
            }
            _ => {
                out.push(vec![word]);
                used = wide;
            }
        }
    }
    out
}

/// The least width at which a text breaks into no more lines than it must: centred text broken
/// there has lines of like length instead of a lonely last word. A little room is left for
/// renderers that round up.
pub fn balanced_mm(text: &str, width: f64, pt: f64, bold: bool) -> f64 {
    const STEP: f64 = 0.5;
    let must = lines(text, width, pt, bold).len();
    let mut narrow = width;
    while narrow > STEP
        && widest_word_mm(text, pt, bold) < narrow - STEP
        && lines(text, narrow - STEP, pt, bold).len() <= must
    {
        narrow -= STEP;
    }
    (narrow + STEP).min(width)
}

/// Advance of one sign of decomposed text, in thousandths of an em.
fn advance(sign: char, bold: bool) -> u16 {
    let table = if bold { &BOLD } else { &REGULAR };
    let index = u32::from(sign)
        .checked_sub(32)
        .and_then(|index| usize::try_from(index).ok());
    if let Some(width) = index.and_then(|index| table.get(index)) {
        return *width;
    }
    match sign {
        '\u{31b}' => 40, // the horn of ơ, ư
        '\u{300}'..='\u{36f}' => 0,
        'Đ' => 722,
        'đ' => {
            if bold {
                556
            } else {
                500
            }
        }
        '\u{a0}' => 250,
        '…' => 1000,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_national_head_is_as_wide_as_the_font_says() {
        let wide = width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13.0, true);
        assert!((wide - 95.67).abs() < 0.5, "{wide}");
        let motto = width_mm("Độc lập - Tự do - Hạnh phúc", 14.0, true);
        assert!((motto - 60.46).abs() < 0.5, "{motto}");
    }

    #[test]
    fn balanced_lines_leave_no_lonely_word_and_need_no_further_line() {
        let text = "ỦY BAN NHÂN DÂN THÀNH PHỐ LẠC GIANG";
        let width = balanced_mm(text, 66.0, 13.0, false);
        let broken: Vec<String> = lines(text, width, 13.0, false)
            .iter()
            .map(|line| line.join(" "))
            .collect();
        assert_eq!(broken, ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ LẠC GIANG"]);
        let short = balanced_mm("SỞ Y TẾ", 66.0, 13.0, true);
        assert_eq!(lines("SỞ Y TẾ", short, 13.0, true).len(), 1);
    }

    #[test]
    fn a_text_breaks_where_it_no_longer_fits() {
        let broken = lines("một hai ba bốn năm", 15.0, 12.0, false);
        assert!(broken.len() > 1);
        assert_eq!(broken.concat().join(" "), "một hai ba bốn năm");
    }
}
