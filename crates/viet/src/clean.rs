//! Signs that print nothing: which are dropped from a text unseen, and which no text may hold.
//!
//! | sign | becomes |
//! |---|---|
//! | CRLF, lone CR, NEL, VT, FF, line and paragraph separator | a line end |
//! | directions (bidi), zero width, soft hyphen, byte order mark, tags | nothing |
//! | hyphens as Word pastes them (U+001E, U+001F) | a hyphen, nothing |
//! | NUL and the other control characters, noncharacters | refused, or nothing where a file is read |
//!
//! Vietnamese needs no joiners; emoji made of several fall into their parts.

use crate::fold;

/// Whether a text must not hold the sign: no keyboard makes it and PostgreSQL or XML refuse it.
pub fn is_refused(c: char) -> bool {
    let code = u32::from(c);
    let nothing = (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE;
    (c.is_control() && !matches!(c, '\n' | '\t')) || nothing
}

/// Whether a sign prints nothing and is dropped unseen.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

/// Several lines as they are kept: NFC, `\n` alone, nothing invisible; the first refused sign
/// where there is one.
pub fn lines(text: &str) -> Result<String, char> {
    let text = plain(text);
    match text.chars().find(|&c| is_refused(c)) {
        Some(sign) => Err(sign),
        None => Ok(text),
    }
}

/// One line: as [`lines`], white space of every kind a single blank.
pub fn line(text: &str) -> Result<String, char> {
    lines(text).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// As [`lines`], for what comes from files and from earlier days: refused signs go too.
pub fn kept(text: &str) -> String {
    let mut text = plain(text);
    text.retain(|c| !is_refused(c));
    text
}

fn plain(text: &str) -> String {
    if text.chars().all(|c| matches!(c, '\n' | ' '..='~')) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\r' | '\u{85}' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            '\u{1E}' => plain.push('-'),
            '\u{1F}' => {}
            c if is_invisible(c) => {}
            c => plain.push(c),
        }
        after_return = c == '\r';
    }
    fold::nfc(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_of_every_kind_are_one_and_what_prints_nothing_goes() {
        assert_eq!(
            lines("a\r\nb\rc\u{2028}d\u{85}e\tf").unwrap(),
            "a\nb\nc\nd\ne\tf"
        );
        assert_eq!(line(" Bến\r Ngự\t").unwrap(), "Bến Ngự");
        assert_eq!(lines("ba\u{202E}o\u{200B}\u{FEFF}\u{2066}").unwrap(), "bao");
        assert_eq!(lines("Bê\u{301}n").unwrap(), "Bến");
    }

    #[test]
    fn controls_and_noncharacters_are_refused_but_dropped_from_files() {
        for bad in [
            '\0',
            '\u{7}',
            '\u{7F}',
            '\u{9B}',
            '\u{FFFE}',
            '\u{1FFFF}',
            '\u{FDD0}',
        ] {
            let text = format!("a{bad}b");
            assert_eq!(lines(&text), Err(bad));
            assert_eq!(kept(&text), "ab");
        }
    }

    proptest! {
        #[test]
        fn what_was_cleaned_once_stays_as_it_is(text in any::<String>()) {
            let once = kept(&text);
            prop_assert_eq!(lines(&once), Ok(once.clone()));
        }
    }
}
