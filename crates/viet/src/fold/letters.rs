//! Letter by letter: small letters, letters without marks, and where the tone goes.

/// Letters that are whole in themselves: in text made of these alone nothing can
/// compose, so it is NFC already. `İ` is left out: its small form is two characters.
#[inline]
pub(super) fn simple(c: char) -> bool {
    matches!(c, '\0'..='\u{12F}' | '\u{131}'..='\u{2FF}' | '\u{1EA0}'..='\u{1EF9}'
        | '\u{2010}'..='\u{205F}')
}

/// Small form of one letter, where it is one letter; quick for Vietnamese.
#[inline]
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

/// The Latin letter that a small Cyrillic or Greek one prints as: papers typed on a borrowed
/// keyboard hold them ("KẾ HОẠCH" with a Cyrillic О).
#[inline]
pub fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'е' | 'ε' => 'e',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        _ => c,
    }
}

/// The letter without marks (`ế` → `e`, `đ` → `d`); anything else as it is. Small and
/// capital letters of Vietnamese and of the languages of Western Europe.
#[inline]
pub fn base(c: char) -> char {
    let (capital, small) = match c {
        '\0'..='\u{7F}' => return c,
        'đ' | 'ð' | 'ɖ' => return 'd',
        'Đ' | 'Ð' | 'Ɖ' => return 'D',
        // The blocks of Vietnamese letters, in which capitals are even; the tables know
        // them too, but every sentence of every report comes through here.
        '\u{1EA0}'..='\u{1EB7}' => ('A', 'a'),
        '\u{1EB8}'..='\u{1EC7}' => ('E', 'e'),
        '\u{1EC8}'..='\u{1ECB}' => ('I', 'i'),
        '\u{1ECC}'..='\u{1EE3}' => ('O', 'o'),
        '\u{1EE4}'..='\u{1EF1}' => ('U', 'u'),
        '\u{1EF2}'..='\u{1EF9}' => ('Y', 'y'),
        'à'..='ã' | 'ă' => return 'a',
        'è'..='ê' => return 'e',
        'ì' | 'í' | 'ĩ' => return 'i',
        'ò'..='õ' | 'ơ' => return 'o',
        'ù' | 'ú' | 'ũ' | 'ư' => return 'u',
        'ý' => return 'y',
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1E9F}' => return decomposed(c),
        _ => return c,
    };
    if u32::from(c) & 1 == 0 {
        capital
    } else {
        small
    }
}

/// The letter a composed one begins with.
fn decomposed(c: char) -> char {
    let mut first = None;
    unicode_normalization::char::decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.unwrap_or(c)
}

/// [`char::is_alphabetic`], quick for Vietnamese.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' => true,
        '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphabetic(),
    }
}

/// [`char::is_alphanumeric`], quick for Vietnamese.
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// `oà` → `òa`: the modern place of the tone in an open `oa`, `oe`, `uy`.
pub(super) fn modern(glide: char, vowel: char) -> Option<(char, char)> {
    if !matches!(glide, 'o' | 'u') || vowel.is_ascii() {
        return None;
    }
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
