//! Normal forms and keys: when two Vietnamese texts are the same.
//!
//! What is shown is always what was written; keys are for comparing only.
//!
//! Everything here is one pass into one allocation: keys are made of every
//! sentence of thousands of reports. Letters of Vietnamese and of Western Europe
//! take a short way; only other text goes through the full normalisation tables.

mod letters;
#[cfg(test)]
mod tests;

pub use letters::{base, is_alphanumeric, is_letter, latin, lower};

use letters::{modern, simple};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Canonical composition (NFC): the one form every text has inside Nhịp.
pub fn nfc(text: &str) -> String {
    if text.chars().all(simple) {
        return text.to_owned();
    }
    text.nfc().collect()
}

/// Comparison key that keeps accents: NFC, lower case, tone at the modern place
/// (`hoà` and `hòa` are one), every run of white space one space, hyphens and
/// dashes without the spaces beside them, trimmed.
///
/// Look-alikes are one letter (`Ð`, `Ɖ` and `Đ`; Cyrillic and Greek letters that print as Latin ones), curly quotes are straight, soft
/// hyphens and zero-width marks are gone. Two different place names (`Thanh An`,
/// `Thạnh An`) have different keys.
pub fn key(text: &str) -> String {
    let mut writer = Writer::new(text.len());
    if text.chars().all(simple) {
        text.chars()
            .filter(|&c| !invisible(c))
            .for_each(|c| writer.push(lower(c)));
    } else {
        // Lower case first: a small letter may compose with a mark its capital does not.
        let small = text
            .chars()
            .filter(|&c| !invisible(c))
            .flat_map(char::to_lowercase);
        small.nfd().map(latin).nfc().for_each(|c| writer.push(c));
    }
    writer.finish()
}

/// Search key without accents: [`key`], then marks dropped and `đ` as `d`.
///
/// Equal folded keys are a question to a person, never an answer.
pub fn folded(text: &str) -> String {
    let mut writer = Writer::new(text.len());
    if text.chars().all(simple) {
        text.chars()
            .filter(|&c| !invisible(c))
            .for_each(|c| writer.push(base(lower(c))));
    } else {
        let small = text
            .chars()
            .filter(|&c| !invisible(c))
            .flat_map(char::to_lowercase);
        small
            .nfd()
            .map(latin)
            .filter(|&c| !is_combining_mark(c))
            .for_each(|c| writer.push(base(c)));
    }
    writer.finish()
}

/// Characters that print nothing and only get in the way of comparing.
fn invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// Writes a key: spacing, look-alikes and the place of the tone.
struct Writer {
    out: String,
    /// White space was seen and not yet written.
    gap: bool,
    /// The last three characters written, newest first.
    last: [char; 3],
}

impl Writer {
    fn new(capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            gap: false,
            last: [' '; 3],
        }
    }

    fn push(&mut self, c: char) {
        if is_letter(c) && !matches!(c, 'ð' | 'ɖ') {
            if self.gap {
                self.place_tone();
                self.space();
            }
            self.write(c);
            return;
        }
        let c = match c {
            'ð' | 'ɖ' => 'đ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '“' | '”' | '„' | '‟' | '«' | '»' => '"',
            '‘' | '’' | '‚' | '‛' | '`' | '´' => '\'',
            _ => c,
        };
        if c.is_whitespace() {
            self.gap = true;
            return;
        }
        if self.gap || !(is_letter(c) || is_mark(c)) {
            self.place_tone();
        }
        if c != '-' {
            self.space();
        }
        self.gap = false;
        self.write(c);
    }

    /// Writes the space that was seen, unless a hyphen or nothing stands before it.
    fn space(&mut self) {
        if self.gap && !self.out.is_empty() && self.last[0] != '-' {
            self.write(' ');
        }
        self.gap = false;
    }

    fn write(&mut self, c: char) {
        self.out.push(c);
        self.last = [c, self.last[0], self.last[1]];
    }

    /// A word has ended: `oà`, `oè`, `uỳ` at its end become `òa`, `òe`, `ùy`, but the `u`
    /// of `qu` is no vowel (`quý` stays).
    fn place_tone(&mut self) {
        let [end, before, first] = self.last;
        if before == 'u' && first == 'q' {
            return;
        }
        if let Some((toned, plain)) = modern(before, end) {
            let kept = self.out.len() - end.len_utf8() - before.len_utf8();
            self.out.truncate(kept);
            self.out.push(toned);
            self.out.push(plain);
            self.last = [plain, toned, first];
        }
    }

    fn finish(mut self) -> String {
        self.place_tone();
        self.out
    }
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}
