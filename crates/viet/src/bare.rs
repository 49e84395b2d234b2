//! A text with its disguises off, to be judged and never shown: `Ｎｇｕｙễｎ`, `⓿❾⓿❺`, `gmail․com`
//! are read as what they print, and every place in the copy leads back to the text.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{clean, fold};

/// The copy and where each of its signs came from.
#[derive(Debug, Clone, Default)]
pub struct Bare {
    text: String,
    /// Empty where the copy is the text itself.
    signs: Vec<Sign>,
}

#[derive(Debug, Clone)]
struct Sign {
    /// In the copy.
    at: usize,
    /// In the text.
    from: Range<usize>,
}

/// Zeros of digits that compatibility forms leave as they are.
const ZEROS: [u32; 12] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0BE6, 0x0E50, 0x0ED0, 0x1040, 0x17E0, 0x1810, 0xFF10,
];
/// Ones of enclosed digits likewise.
const ONES: [u32; 4] = [0x2776, 0x2780, 0x278A, 0x24F5];
/// Letters in black circles, black squares and flags likewise, from A on.
const CAPITALS: [u32; 3] = [0x1F150, 0x1F170, 0x1F1E6];
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ\u{0}ʏᴢ";
/// All marks Vietnamese letters are made with; others strike or underline.
const MARKS: [char; 8] = [
    '\u{300}', '\u{301}', '\u{302}', '\u{303}', '\u{306}', '\u{309}', '\u{31B}', '\u{323}',
];

impl Bare {
    /// Reads a text.
    pub fn of(text: &str) -> Bare {
        if text.chars().all(|c| matches!(c, '\n' | ' '..='~')) {
            return Bare {
                text: text.to_owned(),
                signs: Vec::new(),
            };
        }
        let mut bare = Bare {
            text: String::with_capacity(text.len()),
            signs: Vec::with_capacity(text.len()),
        };
        for (at, c) in text.char_indices() {
            bare.push(c, at..at + c.len_utf8());
        }
        bare
    }

    /// The copy.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What a place in the copy is in the text.
    pub fn source(&self, place: Range<usize>) -> Range<usize> {
        let sign = |at: usize| {
            let behind = self.signs.partition_point(|sign| sign.at <= at);
            self.signs.get(behind.checked_sub(1)?)
        };
        let (first, last) = (sign(place.start), sign(place.end.saturating_sub(1)));
        match (first, last) {
            (Some(first), Some(last)) => first.from.start..last.from.end,
            _ => place,
        }
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        if clean::is_invisible(c) || prints_nothing(c) {
            return;
        }
        if matches!(c, '\n' | ' '..='~') || is_vietnamese(c) {
            return self.write(c, from);
        }
        if let Some(c) = digit(c).or_else(|| capital(c)) {
            return self.write(c, from);
        }
        for c in std::iter::once(c).nfkc() {
            match is_combining_mark(c) {
                true => self.mark(c, from.clone()),
                false => self.write(printed(c), from.clone()),
            }
        }
    }

    fn write(&mut self, c: char, from: Range<usize>) {
        let at = self.text.len();
        self.signs.push(Sign { at, from });
        self.text.push(c);
    }

    /// A mark goes onto the letter before it, in whatever order they were typed.
    fn mark(&mut self, mark: char, from: Range<usize>) {
        let Some(letter) = self
            .text
            .chars()
            .next_back()
            .filter(|_| MARKS.contains(&mark))
        else {
            return;
        };
        let mut joined = [letter, mark].into_iter().nfc();
        if let (Some(one), None) = (joined.next(), joined.next()) {
            self.text.pop();
            self.text.push(one);
            if let Some(sign) = self.signs.last_mut() {
                sign.from.end = from.end;
            }
        }
    }
}

/// The short way for letters that are what they print; a few signs among them do no harm.
fn is_vietnamese(c: char) -> bool {
    matches!(c, 'À'..='ý' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ')
}

/// Variation and enclosing signs, joiners and fillers of other scripts.
fn prints_nothing(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{20DD}'..='\u{20E4}'
        | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}')
}

fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code));
    let one = ONES.iter().find(|one| (**one..**one + 9).contains(&code));
    let value = match code {
        // Zeros that do not stand before their ones.
        0x24FF | 0x1F10B | 0x1F10C => Some(0),
        _ => zero
            .map(|zero| code - zero)
            .or_else(|| one.map(|one| code - one + 1)),
    };
    char::from_digit(value?, 10)
}

fn capital(c: char) -> Option<char> {
    let code = u32::from(c);
    let first = CAPITALS.iter().find(|a| (**a..**a + 26).contains(&code))?;
    char::from_u32(code - first + u32::from('A'))
}

/// The plain sign that another prints as.
fn printed(c: char) -> char {
    match c {
        '\r' | '\n' | '\u{85}' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{30FC}' | '\u{1E}' => '-',
        '\u{2044}' | '\u{2215}' | '\u{29F8}' => '/',
        '\u{3002}' | '\u{A4F8}' | '\u{701}' => '.',
        '\u{2217}' | '\u{204E}' => '*',
        c if c.is_whitespace() || c.is_control() => ' ',
        c if c.is_ascii() => c,
        c => letter(c),
    }
}

fn letter(c: char) -> char {
    if let Some(at) = SMALL_CAPITALS.chars().position(|small| small == c) {
        let code = u32::try_from(at).map_or(0, |at| u32::from('a') + at);
        return char::from_u32(code).unwrap_or(c);
    }
    let small = fold::lower(c);
    let latin = fold::latin(small);
    match (latin == small, small == c) {
        (true, _) => c,
        (false, true) => latin,
        (false, false) => latin.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn disguises_come_off() {
        for (text, bare) in [
            ("Ｎｇｕｙễn", "Nguyễn"),
            ("𝐃𝐚𝐧𝐠 𝟎𝟗", "Dang 09"),
            ("⓿❾①⑴", "091(1)"),
            ("0\u{FE0F}\u{20E3}9\u{FE0F}\u{20E3}", "09"),
            ("a\u{200B}\u{AD}b", "ab"),
            ("О9 Тrần", "O9 Trần"),
            ("ɴɢᴜʏễɴ 🅰", "nguyễn A"),
            (
                "Nguye\u{302}\u{303}n a\u{302}\u{323} 0\u{336}9",
                "Nguyễn ậ 09",
            ),
            ("gmail․com／a\r", "gmail.com/a\n"),
        ] {
            assert_eq!(Bare::of(text).text(), bare, "{text}");
        }
    }

    #[test]
    fn a_place_in_the_copy_leads_back_to_the_text() {
        let text = "số ０\u{200B}９ a\u{301}b";
        let bare = Bare::of(text);
        let place = |part: &str| {
            let at = bare.text().find(part).unwrap();
            text.get(bare.source(at..at + part.len()))
        };
        assert_eq!(place("09"), Some("０\u{200B}９"));
        assert_eq!(place("á"), Some("a\u{301}"));
        assert_eq!(place("số"), Some("số"));
        assert_eq!(Bare::of("a b").source(2..3), 2..3);
    }

    proptest! {
        #[test]
        fn every_place_is_whole_signs_of_the_text(text in any::<String>()) {
            let bare = Bare::of(&text);
            for (at, c) in bare.text().char_indices() {
                let place = bare.source(at..at + c.len_utf8());
                prop_assert!(text.get(place).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
