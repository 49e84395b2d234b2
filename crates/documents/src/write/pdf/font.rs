//! The fonts built into the program, and which signs each of them can draw.
//!
//! What Tinos lacks (symbols, emoji, neighbours' scripts, common Han characters) is drawn from the
//! first of the others that has it; `fonts/fallback/make.sh` says what they are parts of.

use std::sync::LazyLock;

use nhip_viet::clean;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Regular, bold, italic, bold italic.
const MAIN: [&[u8]; 4] = [
    include_bytes!("../../../fonts/Tinos-Regular.ttf"),
    include_bytes!("../../../fonts/Tinos-Bold.ttf"),
    include_bytes!("../../../fonts/Tinos-Italic.ttf"),
    include_bytes!("../../../fonts/Tinos-BoldItalic.ttf"),
];

/// In the order in which they are asked.
const FALLBACK: [&[u8]; 10] = [
    include_bytes!("../../../fonts/fallback/NotoSansSymbols2.ttf"),
    include_bytes!("../../../fonts/fallback/NotoSansSymbols.ttf"),
    include_bytes!("../../../fonts/fallback/NotoSansMath.ttf"),
    include_bytes!("../../../fonts/fallback/NotoSansKhmer.ttf"),
    include_bytes!("../../../fonts/fallback/NotoSansLao.ttf"),
    include_bytes!("../../../fonts/fallback/NotoSansThai.ttf"),
    include_bytes!("../../../fonts/fallback/NotoSansCham.ttf"),
    include_bytes!("../../../fonts/fallback/NotoSansTaiViet.ttf"),
    include_bytes!("../../../fonts/fallback/DroidSansFallback.ttf"),
    include_bytes!("../../../fonts/fallback/NotoEmoji.ttf"),
];

/// No font here has a sign beyond: the first two planes of Unicode.
const SIGNS: usize = 0x2_0000;

pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::new);

pub(super) struct Fonts {
    /// As typst looks for them.
    pub(super) book: LazyHash<FontBook>,
    /// By the numbers of the book.
    pub(super) all: Vec<Font>,
    /// Families that are asked after the main one.
    pub(super) fallback: Vec<String>,
    /// For each sign a bit per family that draws it, the main one lowest; zero where nothing would
    /// be seen of it.
    families: Vec<u16>,
}

/// The main family among the bits of [`of`].
pub(super) const TINOS: u16 = 1;

/// A bit for every family that draws a sign, in the order in which they are asked, lowest first.
pub(super) fn of(sign: char) -> u16 {
    let code = usize::try_from(u32::from(sign)).unwrap_or(usize::MAX);
    FONTS.families.get(code).copied().unwrap_or(0)
}

impl Fonts {
    fn new() -> Fonts {
        let load = |faces: &[&'static [u8]]| -> Vec<Font> {
            let load = |face: &&'static [u8]| Font::new(Bytes::new(*face), 0);
            faces.iter().filter_map(load).collect()
        };
        let (main, others) = (load(&MAIN), load(&FALLBACK));
        let mut fonts = Fonts {
            book: LazyHash::new(FontBook::new()),
            all: Vec::new(),
            fallback: others
                .iter()
                .map(|font| font.info().family.clone())
                .collect(),
            families: drawn_by(&main),
        };
        for (font, n) in others.iter().zip(1_u16..) {
            fonts.add(font, 1 << n);
        }
        fonts.all = main.into_iter().chain(others).collect();
        fonts.book = LazyHash::new(FontBook::from_fonts(&fonts.all));
        fonts
    }

    fn add(&mut self, font: &Font, bit: u16) {
        for code in font.info().coverage.iter() {
            let at = usize::try_from(code).ok();
            if let Some(families) = at.and_then(|at| self.families.get_mut(at))
                && char::from_u32(code).is_some_and(is_seen)
            {
                *families |= bit;
            }
        }
    }
}

/// The main family draws what all its faces have. What a face has is walked, not asked for each sign:
/// that was a tenth of a month's work.
fn drawn_by(main: &[Font]) -> Vec<u16> {
    let mut faces = vec![0_usize; SIGNS];
    for code in main.iter().flat_map(|font| font.info().coverage.iter()) {
        let at = usize::try_from(code).ok();
        if let Some(faces) = at.and_then(|at| faces.get_mut(at)) {
            *faces += 1;
        }
    }
    let drawn = |(code, faces): (u32, usize)| {
        let whole = faces == main.len() && char::from_u32(code).is_some_and(is_seen);
        if whole { TINOS } else { 0 }
    };
    (0..).zip(faces).map(drawn).collect()
}

/// Whether a sign is one for print: not private (each font shows what it likes), and not one that
/// directs others.
fn is_seen(sign: char) -> bool {
    let private = ('\u{E000}'..='\u{F8FF}').contains(&sign);
    !private && !clean::is_refused(sign) && !is_ignorable(sign)
}

/// What a renderer leaves out where it cannot follow it (Default_Ignorable_Code_Point): joiners,
/// directions, selectors of another look.
pub(super) fn is_ignorable(sign: char) -> bool {
    clean::is_invisible(sign)
        || matches!(sign,
            '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_read_and_has_a_bit_and_a_name_of_its_own() {
        assert_eq!(FONTS.all.len(), MAIN.len() + FALLBACK.len());
        let mut names = FONTS.fallback.clone();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), FALLBACK.len());
    }

    #[test]
    fn what_messy_reports_hold_is_drawn_by_some_font() {
        let messy = "👍✓☑➢★☎①Ⅳ，។ໜไꨀꪀ中あ→≤②🦟💉🇻☐❖🅰";
        for sign in messy.chars() {
            assert_ne!(of(sign), 0, "{sign} {:04X}", u32::from(sign));
        }
        assert_eq!(of('ế') & TINOS, TINOS);
        for sign in ['\u{F0FC}', '\u{200B}', '\u{FE0F}', '\u{0}', '\u{10FFFF}'] {
            assert_eq!(of(sign), 0, "{:04X}", u32::from(sign));
        }
    }
}
