//! Letters to lines: what shares a baseline is a line, a gap is a space, a wide gap the space
//! between columns.

use super::super::symbol;
use super::glyphs::Glyph;

/// Gaps, in parts of the font size.
const SPACE: f64 = 0.17;
const COLUMN: f64 = 2.5;
/// A label ("1.", "a)", "-") may be followed by a tab as wide as a column gap.
const LONGEST_LABEL: usize = 5;
/// Raised digits are smaller than this.
const SMALL: f64 = 0.8;
/// Letters printed twice this close are one bold letter.
const OVERPRINT: f64 = 0.1;

/// One line of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub text: String,
    pub page: u32,
    /// Left and right edge, baseline and font size, in points.
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    /// Edges of the text column it stands in, where a page has several.
    pub column: Option<(f64, f64)>,
}

/// The lines of some letters from top to bottom.
pub(super) fn of_letters(letters: Vec<Glyph>, page: u32) -> Vec<Line> {
    let rows = rows(letters).into_iter();
    rows.filter_map(|row| line(row, page)).collect()
}

/// Letters that share a baseline, from top to bottom.
pub(super) fn rows(mut letters: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    letters.sort_by(|left, right| left.y.total_cmp(&right.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    let mut tallest: f64 = 0.0;
    for glyph in letters {
        tallest = tallest.max(glyph.size);
        let open = rows.last_mut().filter(|row| {
            row.last()
                .is_some_and(|last| glyph.y - last.y < 0.25 * tallest)
        });
        match open {
            Some(row) => row.push(glyph),
            None => {
                tallest = glyph.size;
                rows.push(vec![glyph]);
            }
        }
    }
    let mut joined: Vec<Vec<Glyph>> = Vec::with_capacity(rows.len());
    for row in rows {
        match joined.last_mut().filter(|above| is_raised_row(above, &row)) {
            Some(above) => above.extend(row),
            None => joined.push(row),
        }
    }
    joined
}

/// Whether all that stands in a row are small digits raised above the row below.
fn is_raised_row(above: &[Glyph], below: &[Glyph]) -> bool {
    let Some((size, y)) = typical(below).zip(below.last().map(|glyph| glyph.y)) else {
        return false;
    };
    above
        .iter()
        .all(|glyph| is_raised(glyph, size, y) || is_blank(glyph))
}

/// A small digit above the line: the mark of a note, or a power.
fn is_raised(glyph: &Glyph, size: f64, y: f64) -> bool {
    let (above, digit) = (y - glyph.y, glyph.text.parse::<u8>().is_ok());
    digit && glyph.size < SMALL * size && (0.15 * size..0.6 * size).contains(&above)
}

/// The line of letters that share a baseline; `None` if nothing shows.
pub(super) fn line(mut glyphs: Vec<Glyph>, page: u32) -> Option<Line> {
    glyphs.sort_by(|left, right| order(left).total_cmp(&order(right)));
    let size = typical(&glyphs)?;
    let whole = glyphs.iter().filter(|glyph| glyph.size > SMALL * size);
    let base = whole.map(|glyph| glyph.y).fold(f64::NEG_INFINITY, f64::max);
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    let mut segment = 0;
    for glyph in &glyphs {
        if let Some(before) = last {
            if overprints(before, glyph, size) {
                continue;
            }
            let gap = glyph.x - before.end;
            let written = text.get(segment..).unwrap_or_default().trim();
            if gap > COLUMN * size && written.chars().count() > LONGEST_LABEL && !is_blank(glyph) {
                text.truncate(text.trim_end().len());
                text.push_str(" | ");
                segment = text.len();
            } else if gap > SPACE * size && !text.ends_with(' ') {
                text.push(' ');
            }
        }
        let letters = glyph.text.chars().filter(|letter| !letter.is_control());
        if is_raised(glyph, size, base) {
            text.push_str(&symbol::superscript(&glyph.text));
        } else {
            text.extend(letters.map(readable));
        }
        if !is_blank(glyph) || last.is_none() {
            last = Some(glyph);
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = || glyphs.iter().filter(|glyph| !is_blank(glyph));
    let left = shown().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
    let right = shown()
        .map(|glyph| glyph.end)
        .fold(f64::NEG_INFINITY, f64::max);
    let y = shown()
        .map(|glyph| glyph.y)
        .fold(f64::NEG_INFINITY, f64::max);
    (!text.is_empty()).then_some(Line {
        text,
        page,
        left,
        right,
        y,
        size,
        column: None,
    })
}

/// The same letter drawn again in the same place. Letters whose width the file does not tell
/// all stand where their word begins: of them nothing can be said, so "11" stays "11".
fn overprints(before: &Glyph, glyph: &Glyph, size: f64) -> bool {
    before.text == glyph.text
        && before.end > before.x
        && (glyph.x - before.x).abs() < OVERPRINT * size
        && !is_blank(glyph)
}

/// Bullets of symbol fonts come as private characters.
fn readable(letter: char) -> char {
    if ('\u{E000}'..='\u{F8FF}').contains(&letter) {
        symbol::bullet(letter, None)
    } else {
        letter
    }
}

/// Loose marks are drawn on the letter before them.
fn order(glyph: &Glyph) -> f64 {
    let loose = glyph
        .text
        .chars()
        .all(|letter| ('\u{300}'..='\u{36F}').contains(&letter));
    if loose && !glyph.text.is_empty() {
        glyph.x + 0.3 * glyph.size
    } else {
        glyph.x
    }
}

pub(super) fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.chars().all(char::is_whitespace)
}

/// The size of most letters: the upper median.
fn typical(glyphs: &[Glyph]) -> Option<f64> {
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::{Glyph, of_letters};

    fn letters(text: &str, width: f64, step: f64) -> Vec<Glyph> {
        let at = |(n, letter): (usize, char)| {
            let x = 50.0 + step * n as f64;
            Glyph {
                text: letter.to_string(),
                x,
                end: x + width,
                y: 100.0,
                size: 14.0,
            }
        };
        text.chars().enumerate().map(at).collect()
    }

    #[test]
    fn a_letter_printed_twice_to_look_bold_is_one_letter() {
        let twice = [letters("A", 7.0, 0.0), letters("A", 7.0, 0.0)].concat();
        assert_eq!(of_letters(twice, 1)[0].text, "A");
    }

    #[test]
    fn letters_without_a_width_are_not_taken_for_one_letter() {
        assert_eq!(of_letters(letters("9.100", 0.0, 0.0), 1)[0].text, "9.100");
    }
}
