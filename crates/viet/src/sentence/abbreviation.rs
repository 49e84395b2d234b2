//! What kind of word stands before a full stop.

use crate::fold::{base, lower};

/// Shortened titles and kinds of places: a name or a number follows them.
const TITLES: [&str; 37] = [
    "tp", "tx", "tt", "ths", "ts", "bs", "bsck", "bscki", "bsckii", "cki", "ckii", "ck1", "ck2",
    "gs", "pgs", "kts", "ks", "cn", "ds", "dd", "dr", "ncs", "d/c", "tm", "t/m", "kt", "k/t", "tl",
    "t/l", "tuq", "vd", "dt", "sdt", "tel", "nxb", "kp", "tdp",
];

/// Single letters that stand for a kind of place (`P. Bến Ngự`, `Q. 5`) or an office
/// (`Q. CHỦ TỊCH`).
const PLACES: [&str; 5] = ["P", "Q", "X", "H", "T"];

/// The longest word looked at; longer ones are no abbreviations.
const LONGEST: usize = 24;

/// What stands before a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The label of a heading or list item, alone at the start: `1`, `II`, `a`, `1.1`.
    Label,
    /// A shortened title, kind of place or initial, before a name.
    Title,
    /// A shortened unit or "trang", which a number may follow.
    Unit,
    /// An ordinary word in small letters.
    LowerWord,
    /// Anything else.
    Other,
}

/// Looks at the last word of what was said so far.
pub(super) fn before(said: &str) -> Before {
    let text = said.trim_end();
    let start = text
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| !c.is_whitespace() && !"([\"“‘«,;:".contains(*c))
        .last()
        .map_or(text.len(), |(at, _)| at);
    let (earlier, word) = text.split_at(start);
    if earlier.trim().is_empty() && is_label(word) {
        return Before::Label;
    }
    let last = word.rsplit('.').next().unwrap_or(word);
    let plain: String = last.chars().map(|c| base(lower(c))).collect();
    if plain == "tr" {
        return Before::Unit;
    }
    if TITLES.contains(&plain.as_str()) || PLACES.contains(&last) || is_initial(earlier, last) {
        return Before::Title;
    }
    let voiced = plain.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if voiced && last.chars().count() > 1 && word.chars().all(char::is_lowercase) {
        return Before::LowerWord;
    }
    Before::Other
}

/// `1`, `1.1`, `IV`, `a`, `A`.
fn is_label(word: &str) -> bool {
    let letters = word.chars().count();
    let numbers = letters <= 8 && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = letters <= 6 && word.chars().all(|c| "IVX".contains(c));
    letters > 0 && (numbers || roman || (letters == 1 && word.chars().all(char::is_alphabetic)))
}

/// One capital after another capitalised word: `Nguyễn V. Hùng`. After a small word it
/// is a letter in its own right: `viêm gan B.`, `vitamin A.`
fn is_initial(earlier: &str, last: &str) -> bool {
    let mut letters = last.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let previous = earlier
        .split_whitespace()
        .next_back()
        .and_then(|word| word.chars().next());
    single && previous.is_some_and(char::is_uppercase)
}
