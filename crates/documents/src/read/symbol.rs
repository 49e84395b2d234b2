//! Letters of symbol fonts as Unicode characters.

/// The character a symbol font shows for a code; codes come as 0–255 or at U+F000.
pub(crate) fn letter(code: u32, font: Option<&str>) -> Option<char> {
    let font = font.unwrap_or_default().to_ascii_lowercase();
    let low = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let mapped = match (font.as_str(), low) {
        ("wingdings", _) => wingdings(low),
        ("wingdings 2", 0x50 | 0x52) => Some('☑'),
        ("wingdings 2", 0x51 | 0x53 | 0x54 | 0x56) => Some('☒'),
        ("wingdings 2", 0x2A | 0xA3) => Some('☐'),
        ("symbol", _) => symbol(low),
        _ => None,
    };
    mapped.or_else(|| char::from_u32(code).filter(|_| !(0xE000..=0xF8FF).contains(&code)))
}

/// A bullet's character; one that no font but its own can show becomes "•".
pub(crate) fn bullet(character: char, font: Option<&str>) -> char {
    match (character, font) {
        ('o', Some(font)) if font.starts_with("Courier") => '○',
        _ => letter(u32::from(character), font)
            .or_else(|| unnamed(character))
            .unwrap_or('•'),
    }
}

/// The character behind a private one of U+F020–U+F0FF whose font is not known: Word's bullets are
/// those of Wingdings, but for a few of Symbol.
pub(crate) fn unnamed(character: char) -> Option<char> {
    let low = u32::from(character)
        .checked_sub(0xF000)
        .filter(|low| (0x20..=0xFF).contains(low))?;
    wingdings(low).or_else(|| symbol(low))
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x46 => '☞',
        0x4A => '☺',
        0x6C => '●',
        0x6E => '■',
        0x6F | 0x71 | 0x72 | 0xA8 => '☐',
        0x70 => '□',
        0x74 => '⧫',
        0x75 => '◆',
        0x76 => '❖',
        0x77 => '◆',
        0xA1 => '○',
        0xA7 => '▪',
        0x9F => '•',
        0xD8 => '➢',
        0xDC => '➲',
        0xE0 | 0xE8 => '→',
        0xF0 => '⇨',
        0xFB | 0xFD => '☒',
        0xFC => '✓',
        0xFE => '☑',
        0x78 => '☒',
        _ => return None,
    })
}

fn symbol(code: u32) -> Option<char> {
    Some(match code {
        0x20..=0x21 | 0x23 | 0x25 | 0x26 | 0x28..=0x29 | 0x2B..=0x2C | 0x2E..=0x3F => {
            char::from_u32(code)?
        }
        0x2D => '-',
        0x61 => 'α',
        0x62 => 'β',
        0x67 => 'γ',
        0x6D => 'μ',
        0xA3 => '≤',
        0xA5 => '∞',
        0xA8 => '♦',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0xBC => '…',
        0xDE => '⇒',
        _ => return None,
    })
}

/// Superscript digits, for the mark of a note: what the page shows, and no part of a figure.
pub(crate) fn superscript(mark: &str) -> String {
    mark.chars()
        .map(|letter| match letter {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '0' | '4'..='9' => {
                char::from_u32(0x2070 + u32::from(letter) - u32::from('0')).unwrap_or(letter)
            }
            'i' => 'ⁱ',
            'v' => 'ᵛ',
            'x' => 'ˣ',
            'l' => 'ˡ',
            'c' => 'ᶜ',
            other => other,
        })
        .collect()
}
