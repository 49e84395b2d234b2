//! A text as its fonts can draw it: what none has is printed as its code, and said.
//!
//! A letter and its marks are drawn by one font. PDF/A allows no sign without a glyph, and typst
//! loses a letter whose font has only its marks, so such a mark stands apart, on a dotted circle.

use std::io::{self, Write};

use nhip_core::lang::Lang;
use nhip_viet::clean;
use serde_json::ser::{CharEscape, Formatter};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::font::{self, TINOS};
use crate::write::sign;

/// What carries a mark that has no letter.
const CARRIER: char = '\u{25CC}';
/// Marks that one letter may carry, as Unicode's "stream-safe" texts have it: shaping more of them
/// is work without end.
const MOST_MARKS: usize = 30;
/// Signs of a word, which a line of print takes; a longer one may be broken after every
/// [`PIECE`] signs. PDF/A allows no line of 16,000 signs.
const LONGEST_WORD: usize = 60;
const PIECE: usize = 20;
/// Where a word may be broken, unseen.
const BREAK: char = '\u{200B}';

/// Signs of a text for which their codes are printed, each once, in order of code.
pub(in crate::write) fn undrawn(text: &str) -> Vec<char> {
    if is_plain(text) {
        return Vec::new();
    }
    let mut line = Line::new(Lang::Vi);
    line.text(text);
    line.end();
    line.missing.sort_unstable();
    line.missing.dedup();
    line.missing
}

/// Whether the main font draws all of it as it is, which is so nearly always.
fn is_plain(text: &str) -> bool {
    // A mark at the beginning has no letter.
    let (mut word, mut marks) = (0, MOST_MARKS);
    text.chars().all(|sign| {
        let marks_on = !sign.is_ascii() && is_mark(sign);
        word = if sign == ' ' { 0 } else { word + 1 };
        marks = if marks_on { marks + 1 } else { 0 };
        font::of(sign) & TINOS != 0 && word <= LONGEST_WORD && marks <= MOST_MARKS
    })
}

/// A text being made drawable.
struct Line {
    out: String,
    /// Signs in a row that no font has, not yet written.
    held: Vec<char>,
    /// All such signs.
    missing: Vec<char>,
    lang: Lang,
}

impl Line {
    fn new(lang: Lang) -> Line {
        Line {
            out: String::new(),
            held: Vec::new(),
            missing: Vec::new(),
            lang,
        }
    }

    fn text(&mut self, text: &str) {
        let text = clean::kept(text);
        let text: String = sign::clean(&text).chars().map(usual).collect();
        for cluster in text.graphemes(true) {
            let signs = || cluster.chars().filter(|sign| !font::is_ignorable(*sign));
            match stays_together(signs) {
                true => signs().for_each(|sign| self.put(sign)),
                false => self.apart(signs()),
            }
        }
    }

    /// Sign by sign, each mark on a carrier of its own.
    fn apart(&mut self, signs: impl Iterator<Item = char>) {
        for (n, sign) in signs.enumerate() {
            let fonts = font::of(sign);
            if is_skin(sign) && n > 0 {
                // Says a colour, where there is none.
            } else if is_mark(sign) && fonts & font::of(CARRIER) != 0 && n <= MOST_MARKS {
                self.put(CARRIER);
                self.put(sign);
            } else if !is_mark(sign) && fonts != 0 {
                self.put(sign);
            } else if sign.is_whitespace() {
                self.put(' ');
            } else {
                self.held.push(sign);
            }
        }
    }

    fn put(&mut self, sign: char) {
        self.end();
        self.out.push(sign);
    }

    /// Writes the signs held: "[U+1019 Myanmar]", and how many where there are several.
    fn end(&mut self) {
        let Some(&first) = self.held.first() else {
            return;
        };
        self.out.push_str(&format!("[U+{:04X}", u32::from(first)));
        let script = first.script();
        if !matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
            self.out.push_str(&format!(" {}", script.full_name()));
        }
        if self.held.len() > 1 {
            let signs = self.lang.pick("ký tự", "signs");
            self.out
                .push_str(&format!("…, {} {signs}", self.held.len()));
        }
        self.out.push(']');
        self.missing.append(&mut self.held);
    }
}

/// Whether one font draws the whole cluster and typst will take it: no font asked earlier has some
/// of it but not its beginning.
fn stays_together<I: Iterator<Item = char>>(signs: impl Fn() -> I) -> bool {
    let Some(first) = signs().next() else {
        return true;
    };
    let all = signs().fold(u16::MAX, |all, sign| all & font::of(sign));
    let any = signs().fold(0, |any, sign| any | font::of(sign));
    let earlier = any & ((all & all.wrapping_neg()).wrapping_sub(1));
    all != 0
        && earlier & !font::of(first) == 0
        && !is_mark(first)
        && signs().skip(1).count() <= MOST_MARKS
}

/// The text with a place to break after every piece of a word too long for a line.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.len() <= LONGEST_WORD || word.chars().nth(LONGEST_WORD).is_none() {
            out.push_str(word);
            continue;
        }
        for (n, cluster) in word.graphemes(true).enumerate() {
            if n > 0 && n % PIECE == 0 {
                out.push(BREAK);
            }
            out.push_str(cluster);
        }
    }
    out
}

/// A letter of another look (bold, full-width) that no font has, as the usual letter it stands for.
fn usual(sign: char) -> char {
    let styled = matches!(sign, '\u{1D400}'..='\u{1D7FF}' | '\u{FF00}'..='\u{FFEF}');
    if !styled || font::of(sign) != 0 {
        return sign;
    }
    let mut plain = std::iter::once(sign).nfkc();
    match (plain.next(), plain.next()) {
        (Some(one), None) => one,
        _ => sign,
    }
}

/// Whether a sign stands on the one before; vowels of Thai and Lao and the voicing of half-width
/// kana do, and are called letters.
fn is_mark(sign: char) -> bool {
    is_combining_mark(sign) || matches!(sign, '\u{E33}' | '\u{EB3}' | '\u{FF9E}' | '\u{FF9F}')
}

/// A tone of skin, which follows an emoji.
fn is_skin(sign: char) -> bool {
    ('\u{1F3FB}'..='\u{1F3FF}').contains(&sign)
}

/// Writes JSON in which every sign can be drawn.
pub(super) struct Printable {
    /// Language of the words in a replacement.
    pub(super) lang: Lang,
    /// Whether a code stands for some sign.
    pub(super) missing: bool,
}

impl Formatter for &mut Printable {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if is_plain(text) {
            return out.write_all(text.as_bytes());
        }
        let mut line = Line::new(self.lang);
        line.text(text);
        line.end();
        self.missing |= !line.missing.is_empty();
        out.write_all(breakable(&line.out).as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        sign: CharEscape,
    ) -> io::Result<()> {
        match sign {
            CharEscape::Quote => out.write_all(b"\\\""),
            CharEscape::ReverseSolidus => out.write_all(b"\\\\"),
            CharEscape::LineFeed => out.write_all(b"\\n"),
            CharEscape::Tab => out.write_all(b"\\t"),
            CharEscape::CarriageReturn => out.write_all(b" "),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        let mut line = Line::new(Lang::Vi);
        line.text(text);
        line.end();
        line.out
    }

    #[test]
    fn what_some_font_has_stays_as_it_is() {
        let text = "Đã phát 👍 ✓ ☑ ➢ ★ ☎ ① Ⅳ， ខ្មែរ ລາວ ไทย 中文 1⃣";
        assert_eq!(drawn(text), text);
        assert!(undrawn(text).is_empty());
    }

    #[test]
    fn what_none_has_is_its_code_and_script_a_run_of_them_once() {
        assert_eq!(drawn("chữ မ."), "chữ [U+1019 Myanmar].");
        assert_eq!(drawn("chữ မြန်မာ."), "chữ [U+1019 Myanmar…, 6 ký tự].");
        assert_eq!(drawn("\u{E123}"), "[U+E123]");
        assert_eq!(undrawn("b\u{E123}a မ\u{E123}"), ['မ', '\u{E123}']);
    }

    #[test]
    fn bullets_show_what_they_show_in_word_and_selectors_go() {
        assert_eq!(
            drawn("\u{F0FC} xong ❤\u{FE0F} 👍🏽 👩\u{200D}⚕"),
            "✓ xong ❤ 👍 👩⚕"
        );
        assert_eq!(drawn("𝐓𝐢𝐧 𝟏𝟐 ﹢"), "Tin 12 ﹢");
    }

    #[test]
    fn a_mark_whose_letter_is_in_another_font_stands_on_a_circle() {
        assert_eq!(drawn("中\u{301}"), "中◌\u{301}");
        assert_eq!(drawn("\u{301}a"), "◌\u{301}a");
        assert_eq!(drawn("e\u{302}\u{301}"), "ế");
    }

    #[test]
    fn every_character_comes_out_as_what_one_font_draws() {
        // No font has any sign of the planes beyond.
        let beyond = ('\u{20000}'..=char::MAX).step_by(64);
        for sign in ('\0'..'\u{20000}').chain(beyond) {
            let drawn = drawn(&format!("{sign} a{sign} 中{sign}"));
            let whole = |cluster: &str| stays_together(|| cluster.chars());
            let odd = drawn.graphemes(true).find(|cluster| !whole(cluster));
            assert_eq!(odd, None, "U+{:04X} in {drawn:?}", u32::from(sign));
        }
    }

    #[test]
    fn a_word_without_end_may_be_broken_and_one_that_fits_a_line_may_not() {
        let pieces = breakable(&"á".repeat(65));
        assert_eq!(
            pieces
                .split(BREAK)
                .map(|piece| piece.chars().count())
                .collect::<Vec<_>>(),
            [20, 20, 20, 5]
        );
        let address = format!("xem https://{}.test", "a".repeat(40));
        assert_eq!(breakable(&address), address);
        assert!(is_plain(&address) && !is_plain(&"a".repeat(61)));
    }

    #[test]
    fn a_tower_of_marks_is_cut_and_counted() {
        let text = format!("a{}b", "\u{35C}".repeat(5000));
        let drawn = drawn(&text);
        assert!(drawn.len() < 400, "{drawn}");
        assert!(drawn.contains("[U+035C…, 4970 ký tự]b"), "{drawn}");
    }
}
