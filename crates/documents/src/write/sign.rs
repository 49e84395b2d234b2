//! What every format holds of a text: signs no file may carry are gone, bullets of symbol fonts are
//! the Unicode signs they show. One rule for all writers, so that a text is the same in each of them.
//!
//! The `.json` output alone keeps a text as it came: JSON escapes what it cannot hold, and data is
//! no print.

use std::borrow::Cow;

use nhip_viet::clean;

use crate::read::symbol;

/// The text as it is written: lines end with `\n`, control characters and noncharacters are gone,
/// private signs are what Word's bullets show where that is known.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let forbidden = |sign: char| clean::is_refused(sign) || is_symbol(sign);
    if !text.contains(forbidden) {
        return text.into();
    }
    let text = text.replace("\r\n", "\n");
    text.chars().filter_map(written).collect::<String>().into()
}

fn written(sign: char) -> Option<char> {
    match sign {
        '\r' | '\u{85}' | '\u{B}' | '\u{C}' => Some('\n'),
        sign if is_symbol(sign) => Some(symbol::unnamed(sign).unwrap_or(sign)),
        sign => Some(sign).filter(|sign| !clean::is_refused(*sign)),
    }
}

/// Where Windows keeps the signs of its symbol fonts.
fn is_symbol(sign: char) -> bool {
    ('\u{F020}'..='\u{F0FF}').contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_of_symbol_fonts_are_the_signs_they_show_and_unknown_ones_stay() {
        assert_eq!(
            clean("\u{F0FC} đủ \u{F0D8} \u{F0A7} \u{F0B7} \u{F041}"),
            "✓ đủ ➢ ▪ • \u{F041}"
        );
    }

    #[test]
    fn what_no_file_may_hold_is_gone() {
        assert_eq!(
            clean("a\u{0}\u{B}b\u{FFFE}\u{1FFFF}\u{9B}c\u{202E}\r\nd"),
            "a\nbc\u{202E}\nd"
        );
        assert!(matches!(clean("plain\ttext"), Cow::Borrowed(_)));
    }
}
