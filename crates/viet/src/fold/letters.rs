//! Letter by letter: small letters, letters without marks, and where the tone goes.

/// Letters that are whole in themselves: in text made of these alone nothing can
/// compose, so it is NFC already. `İ` is left out: its small form is two characters.
pub(super) fn simple(c: char) -> bool {
    matches!(c, '\0'..='\u{12F}' | '\u{131}'..='\u{2FF}' | '\u{1EA0}'..='\u{1EF9}'
        | '\u{2010}'..='\u{205F}')
}

/// Small form of one letter, where it is one letter; quick for Vietnamese.
pub fn lower(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => c.to_ascii_lowercase(),
        // In this block capitals are even and their small forms follow them.
        '\u{1EA0}'..='\u{1EF9}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | '\u{DF}'..='\u{FF}' => c,
        _ => {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

/// The letter without marks (`ế` → `e`, `đ` → `d`); anything else as it is. Small and
/// capital letters of Vietnamese and of the languages of Western Europe.
pub fn base(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => c,
        'đ' | 'ð' | 'ɖ' => 'd',
        'Đ' | 'Ð' | 'Ɖ' => 'D',
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EF9}' => {
            let mut first = c;
            let mut seen = false;
            unicode_normalization::char::decompose_canonical(c, |part| {
                if !seen {
                    first = part;
                    seen = true;
                }
            });
            first
        }
        _ => c,
    }
}

/// `oà` → `òa`: the modern place of the tone in an open `oa`, `oe`, `uy`.
pub(super) fn modern(glide: char, vowel: char) -> Option<(char, char)> {
    let (tones, plain) = match glide {
        'o' if "àáảãạ".contains(vowel) => ("àáảãạ", 'a'),
        'o' if "èéẻẽẹ".contains(vowel) => ("èéẻẽẹ", 'e'),
        'u' if "ỳýỷỹỵ".contains(vowel) => ("ỳýỷỹỵ", 'y'),
        _ => return None,
    };
    let toned = if glide == 'o' {
        "òóỏõọ"
    } else {
        "ùúủũụ"
    };
    let which = tones.chars().position(|tone| tone == vowel)?;
    Some((toned.chars().nth(which)?, plain))
}
