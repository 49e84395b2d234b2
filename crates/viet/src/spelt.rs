//! Digits however they are written: `O9l2`, "không chín một hai", with the place of each group in
//! a text whose other disguises are off ([`Bare`](crate::bare::Bare)).

use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

use crate::fold;

/// Digits written as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `0` to `9`.
    pub digits: String,
    /// Bytes of the text.
    pub place: Range<usize>,
    /// Written as words.
    pub spoken: bool,
    /// Where the word it stands in begins.
    pub word: usize,
    /// What stands right before, as far as it is one word with it: "DN" of `DN479…`.
    pub prefix: String,
    /// Letters stand right behind.
    pub glued: bool,
    /// Signs between the group before and this one; `None` where they are no mere separators.
    pub gap: Option<String>,
}

/// A sign and its bytes.
#[derive(Debug, Clone)]
struct Sign {
    c: char,
    place: Range<usize>,
}

/// The digit a letter is taken for beside digits.
fn look_alike(c: char) -> Option<char> {
    match c {
        'o' | 'O' => Some('0'),
        'l' | 'I' | 'i' => Some('1'),
        'B' => Some('8'),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    }
}

/// Accents dropped, for people who mean to hide a number drop them too.
fn word(letters: &str) -> Option<char> {
    Some(match letters {
        "khong" => '0',
        "mot" => '1',
        "hai" => '2',
        "ba" => '3',
        "bon" | "tu" => '4',
        "nam" | "lam" => '5',
        "sau" => '6',
        "bay" => '7',
        "tam" => '8',
        "chin" => '9',
        _ => return None,
    })
}

const WORDS: [&str; 12] = [
    "khong", "mot", "hai", "ba", "bon", "tu", "nam", "lam", "sau", "bay", "tam", "chin",
];

/// Whether letters can be such words at all, by the first two.
fn begins_a_word(token: &[Sign]) -> bool {
    let letter = |at: usize| token.get(at).map(|sign| fold::base(fold::lower(sign.c)));
    let (Some(first), Some(second)) = (letter(0), letter(1)) else {
        return false;
    };
    WORDS.iter().any(|word| {
        let mut letters = word.chars();
        letters.next() == Some(first) && letters.next() == Some(second)
    })
}

/// Words written together: "khongchinmothai"; "ba" is tried after "bay".
fn together(letters: &str) -> Option<String> {
    let mut rest = letters;
    let mut digits = String::new();
    while !rest.is_empty() {
        let next = WORDS.iter().filter(|word| rest.starts_with(**word));
        let longest = next.max_by_key(|word| word.len())?;
        digits.push(word(longest)?);
        rest = rest.get(longest.len()..)?;
    }
    (digits.len() >= 4).then_some(digits)
}

/// Words that stand for a separator.
fn is_link(letters: &str) -> bool {
    matches!(letters, "cham" | "gach" | "cach" | "phay" | "muoi")
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\n'
            | '.'
            | ','
            | '-'
            | '_'
            | '('
            | ')'
            | '['
            | ']'
            | '·'
            | '•'
            | '*'
            | '/'
            | '\\'
            | '|'
            | '+'
            | ':'
            | '"'
            | '\''
            | '’'
            | '~'
    )
}

/// Every group of digits of a bare text, in order.
pub fn groups(text: &str) -> Vec<Group> {
    let sign = |(at, c): (usize, char)| Sign {
        c,
        place: at..at + c.len_utf8(),
    };
    let signs: Vec<Sign> = text.char_indices().map(sign).collect();
    let mut found: Vec<Group> = Vec::new();
    let mut gap: Option<String> = None;
    let mut rest = signs.as_slice();
    while let Some(first) = rest.first() {
        let letters = |sign: &Sign| {
            fold::is_alphanumeric(sign.c) || !sign.c.is_ascii() && is_combining_mark(sign.c)
        };
        let len = rest.iter().take_while(|sign| letters(sign)).count();
        let (token, tail) = rest.split_at(len.max(1));
        rest = tail;
        if len == 0 {
            match is_separator(first.c) {
                true => gap = gap.map(|gap| gap + first.c.encode_utf8(&mut [0; 4])),
                false => gap = None,
            }
            continue;
        }
        let mut new = of_token(token);
        if let Some(group) = new.first_mut() {
            if group.prefix.is_empty() || group.spoken {
                group.gap = gap.take();
            }
            let open = new.last().is_some_and(|last| !last.glued);
            found.append(&mut new);
            gap = open.then(String::new);
        } else if gap.is_some() && !is_link(&folded(token)) {
            gap = None;
        }
    }
    found
}

fn folded(token: &[Sign]) -> String {
    fold::folded(&token.iter().map(|sign| sign.c).collect::<String>())
}

fn of_token(token: &[Sign]) -> Vec<Group> {
    let place = |signs: &[Sign]| {
        let start = signs.first().map_or(0, |sign| sign.place.start);
        start..signs.last().map_or(start, |sign| sign.place.end)
    };
    let group = |digits: String, signs: &[Sign], spoken| Group {
        digits,
        place: place(signs),
        word: place(token).start,
        spoken,
        prefix: String::new(),
        glued: false,
        gap: None,
    };
    if !token.iter().any(|sign| sign.c.is_ascii_digit()) {
        if !begins_a_word(token) {
            return Vec::new();
        }
        let letters = folded(token);
        let one = word(&letters).map(String::from);
        let digits = one.or_else(|| together(&letters));
        return digits
            .map(|digits| group(digits, token, true))
            .into_iter()
            .collect();
    }
    let mut found: Vec<Group> = Vec::new();
    let mut prefix = String::new();
    // Letters count as digits where all that stand together look like some.
    for run in token.chunk_by(|a, b| a.c.is_ascii_digit() == b.c.is_ascii_digit()) {
        let digits: Option<String> = run.iter().map(|sign| look_alike(sign.c)).collect();
        match (digits, found.last_mut()) {
            (Some(digits), Some(last)) if !last.glued => {
                last.digits += &digits;
                last.place.end = place(run).end;
            }
            (Some(digits), _) => {
                let mut new = group(digits, run, false);
                new.prefix = std::mem::take(&mut prefix);
                found.push(new);
            }
            (None, last) => {
                if let Some(last) = last {
                    last.glued = true;
                }
                prefix = run.iter().map(|sign| sign.c).collect();
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bare::Bare;

    fn digits(text: &str) -> Vec<String> {
        let bare = Bare::of(text);
        let groups = groups(bare.text());
        groups.into_iter().map(|group| group.digits).collect()
    }

    #[test]
    fn digits_are_found_in_every_dress() {
        assert_eq!(digits("０９１２ 345"), ["0912", "345"]);
        assert_eq!(digits("0\u{FE0F}\u{20E3}9\u{FE0F}\u{20E3}"), ["09"]);
        assert_eq!(digits("0\u{200B}9❶②"), ["0912"]);
        assert_eq!(digits("O9l2"), ["0912"]);
        assert_eq!(digits("không CHÍN mot"), ["0", "9", "1"]);
        assert_eq!(digits("khongchinmothai"), ["0912"]);
        assert_eq!(digits("DN4790"), ["4790"]);
        assert_eq!(digits("chợ, loa, tổ"), [""; 0]);
    }

    #[test]
    fn a_gap_of_separators_joins_and_words_part() {
        let found = groups("gọi 0912 chấm 345 tờ 678");
        let gaps: Vec<_> = found.iter().map(|group| group.gap.as_deref()).collect();
        assert_eq!(gaps, [None, Some("  "), None]);
        assert_eq!(found.first().map(|group| group.place.clone()), Some(6..10));
    }
}
