//! A free report as plain text, in today's encoding or in that of the old fonts.

use super::city::City;
use super::letter::Letter;
use super::outline::{Line, outline, roman, subject};
use super::paper::{date_line, head_unit};
use super::voice::grouped;

/// The report in UTF-8.
pub fn text(city: &City, letter: &Letter, no_accents: bool) -> String {
    let mut out = vec![
        head_unit(letter, no_accents),
        format!("Số: {}/{}", letter.number, letter.symbol),
        date_line(letter),
        String::new(),
        "BÁO CÁO".to_owned(),
        subject(&city.plan, letter),
        String::new(),
    ];
    for line in outline(city, letter) {
        match line {
            Line::Section(n, text) => out.push(format!("{}. {text}", roman(n))),
            Line::Item(n, text) => out.push(format!("{n}. {text}")),
            Line::Bullet(text) => out.push(format!("- {text}")),
            Line::Text(text) => out.push(text),
            Line::Figures(rows) => out.extend(rows.iter().map(|row| match row.value {
                Some(value) => format!("- {}: {} {}", row.name, grouped(value), row.count_unit),
                None => format!(
                    "- {}: lũy kế từ đầu năm {} {}",
                    row.name,
                    grouped(row.cumulative),
                    row.count_unit
                ),
            })),
        }
    }
    out.push(String::new());
    out.push("NGƯỜI BÁO CÁO".to_owned());
    out.join("\n") + "\n"
}

/// Letters of the TCVN3 code page, beside the bytes that stand for them.
const TCVN3: [(&str, &[u8]); 13] = [
    ("àảãáạ", &[0xB5, 0xB6, 0xB7, 0xB8, 0xB9]),
    ("ăằẳẵắặ", &[0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6]),
    ("âầẩẫấậ", &[0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB]),
    ("èẻẽéẹ", &[0xCC, 0xCE, 0xCF, 0xD0, 0xD1]),
    ("êềểễếệ", &[0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6]),
    ("ìỉĩíị", &[0xD7, 0xD8, 0xDC, 0xDD, 0xDE]),
    ("òỏõóọ", &[0xDF, 0xE1, 0xE2, 0xE3, 0xE4]),
    ("ôồổỗốộ", &[0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9]),
    ("ơờởỡớợ", &[0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE]),
    ("ùủũúụ", &[0xEF, 0xF1, 0xF2, 0xF3, 0xF4]),
    ("ưừửữứự", &[0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9]),
    ("ỳỷỹýỵ", &[0xFA, 0xFB, 0xFC, 0xFD, 0xFE]),
    (
        "đĂÂÊÔƠƯĐ",
        &[0xAE, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7],
    ),
];

/// The bytes somebody saves who still types with .VnTime. Accented capitals are the same bytes as
/// small letters, in the font .VnTimeH; quotation marks and dashes become plain ones.
pub fn old_font(text: &str) -> Vec<u8> {
    text.chars().map(old_letter).collect()
}

fn old_letter(letter: char) -> u8 {
    if letter.is_ascii() {
        return u8::try_from(letter).unwrap_or(b'?');
    }
    let find = |letter: char| {
        TCVN3.iter().find_map(|(letters, bytes)| {
            let at = letters.chars().position(|known| known == letter)?;
            bytes.get(at).copied()
        })
    };
    let small = letter.to_lowercase().next().unwrap_or(letter);
    find(letter)
        .or_else(|| find(small))
        .unwrap_or(match letter {
            '“' | '”' => b'"',
            '–' | '—' => b'-',
            _ => b'.',
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_font_writes_what_people_know_from_old_files() {
        let bytes = old_font("Uỷ ban nhân dân");
        let seen: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        assert_eq!(seen, "Uû ban nh©n d©n");
    }

    #[test]
    fn every_letter_of_the_old_font_has_its_byte() {
        assert!(
            TCVN3
                .iter()
                .all(|(letters, bytes)| letters.chars().count() == bytes.len())
        );
    }
}
