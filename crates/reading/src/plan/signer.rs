//! Who signed: authority ("TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ"), role, name.

use super::phrase::Phrases;

use nhip_core::plan::Signer;
use nhip_viet::fold::key;

use super::line::{Item, Line, columns};

/// Marks of authority, party and state.
const AUTHORITY: [&str; 12] = [
    "T/M", "K/T", "T/L", "TUQ.", "TM.", "KT.", "TL.", "TM ", "KT ", "TL ", "TUQ ", "Q.",
];
/// What a role begins with.
static ROLES: Phrases = Phrases::new(
    "bí thư | phó bí thư | chủ tịch | phó chủ tịch | giám đốc | phó giám đốc | trưởng ban | \
     phó trưởng ban | phó trưởng | trưởng phòng | phó trưởng phòng | cục trưởng | \
     phó cục trưởng | viện trưởng | hiệu trưởng | trạm trưởng | bộ trưởng | thứ trưởng | \
     chánh văn phòng | phó chánh văn phòng | trưởng | thủ trưởng | đồn trưởng | \
     chỉ huy trưởng | chính trị viên | tổng giám đốc | phó tổng giám đốc | trạm trưởng | \
     đội trưởng | tổ trưởng | chủ nhiệm | phó chủ nhiệm | quyền trưởng",
);

/// The mark of authority a short line opens with. The mark is in capitals; what follows need not
/// be (old fonts drew the capitals).
fn authority(text: &str) -> Option<&'static str> {
    let short = text.chars().count() <= 90 && !text.ends_with(['.', ';', ',']);
    AUTHORITY
        .iter()
        .copied()
        .find(|mark| short && text.starts_with(mark) && text.len() > mark.len())
}

fn is_role(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && names_role(text)
}

/// A role, in whatever letters; believed below an authority only.
fn names_role(text: &str) -> bool {
    let words = key(text);
    text.split_whitespace().count() <= 12
        && text.starts_with(char::is_uppercase)
        && !text.ends_with(['.', ';', ',', ':'])
        && ROLES.opens(&words)
}

/// The line opens a signature.
pub(super) fn opens(line: &Line) -> bool {
    line.label.is_none()
        && columns(&line.text)
            .iter()
            .any(|piece| authority(piece).is_some() || is_role(piece) || AUTHORITY.contains(piece))
}

/// Reads the signature of the foot.
pub(super) fn read(items: &[Item<'_>]) -> Option<Signer> {
    let mut signer = Signer {
        authority_line: None,
        authority_code: None,
        role: None,
        name: None,
        lines: Vec::new(),
    };
    let mut deputy = None;
    let mut mark: Option<String> = None;
    for line in items.iter().filter_map(Item::line) {
        // Beside a recipient ("- Lưu: VT. | Lê Văn Thạch") only the second column signs.
        let recipient = usize::from(line.label.is_some() && line.column == 0);
        for piece in columns(&line.printed).into_iter().skip(recipient) {
            let piece = piece.trim();
            if AUTHORITY.contains(&piece) {
                mark = Some(piece.to_owned());
                continue;
            }
            // "TM." alone above "ỦY BAN NHÂN DÂN".
            let whole = mark.take().map(|mark| format!("{mark} {piece}"));
            take(
                &mut signer,
                &mut deputy,
                whole.as_deref().unwrap_or(piece),
                line,
            );
        }
    }
    signer.role = signer.role.or(deputy);
    (signer.authority_line.is_some() || signer.role.is_some()).then_some(signer)
}

fn take(signer: &mut Signer, acting_for: &mut Option<String>, piece: &str, line: &Line) {
    let started = signer.authority_line.is_some() || signer.role.is_some();
    // "KT. BỘ" / "TRƯỞNG": a role broken over two lines.
    let broken = acting_for.as_mut().or(signer.authority_line.as_mut());
    if let Some(line) = broken.filter(|line| signer.role.is_none() && breaks_role(line, piece)) {
        line.push(' ');
        line.push_str(piece);
    } else if let Some(mark) = authority(piece) {
        if signer.authority_line.is_none() {
            signer.authority_code = Some(mark.trim().to_owned());
            signer.authority_line = Some(piece.to_owned());
        } else {
            *acting_for = Some(piece.to_owned());
        }
    } else if (is_role(piece) || (signer.authority_line.is_some() && names_role(piece)))
        && signer.name.is_none()
    {
        if signer.role.is_some() {
            return;
        }
        signer.role = Some(piece.to_owned());
    } else if started && signer.name.is_none() && signer.role.is_none() && is_continuation(piece) {
        // "TM. BAN CHỈ ĐẠO PHÒNG, CHỐNG" / "DỊCH BỆNH THÀNH PHỐ".
        if let Some(authority) = &mut signer.authority_line {
            authority.push(' ');
            authority.push_str(piece);
        }
    } else if started && signer.name.is_none() && is_name(piece) {
        signer.name = Some(piece.to_owned());
    } else {
        return;
    }
    if signer.lines.last() != Some(&line.line) {
        signer.lines.push(line.line);
    }
}

/// What follows the mark of authority is a role only together with the next line.
fn breaks_role(line: &str, next: &str) -> bool {
    let role = |text: &str| text.split_once(' ').is_some_and(|(_, rest)| is_role(rest));
    !role(line) && role(&format!("{line} {next}"))
}

fn is_continuation(piece: &str) -> bool {
    piece.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !piece.chars().any(char::is_lowercase)
}

/// Two to seven words, each with a capital; titles such as "BSCKII." may stand before.
fn is_name(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    // Some peoples' names are one word with an apostrophe ("K’Brêu").
    let single = words.len() == 1 && piece.contains(['’', '\'']) && piece.chars().count() > 3;
    (single || (2..=7).contains(&words.len()))
        && piece.chars().any(char::is_lowercase)
        && !piece.contains(['(', ';', ':', ','])
        && words.iter().all(|w| w.starts_with(char::is_uppercase))
        && !key(piece).starts_with("nơi nhận")
}

#[cfg(test)]
mod tests {
    use nhip_core::document::{Block, Document, Paragraph};

    use super::*;
    use crate::plan::line::items;

    fn signer(lines: &[&str]) -> Signer {
        let paragraph = |text: &&str| {
            Block::Paragraph(Paragraph {
                text: (*text).to_owned(),
                ..Paragraph::default()
            })
        };
        let document = Document {
            blocks: lines.iter().map(paragraph).collect(),
            ..Document::default()
        };
        read(&items(&document)).unwrap()
    }

    #[test]
    fn a_deputy_signs_under_the_body_and_the_head_he_stands_for() {
        let read = signer(&[
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Trần Quốc Bảo",
        ]);
        assert_eq!(read.authority_line.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(read.role.as_deref(), Some("PHÓ CHỦ TỊCH"));
        assert_eq!(read.name.as_deref(), Some("Trần Quốc Bảo"));
    }

    #[test]
    fn lines_broken_in_the_middle_of_a_role_are_put_together() {
        let read = signer(&["KT. BỘ", "TRƯỞNG", "THỨ TRƯỞNG", "Đỗ Văn An"]);
        assert_eq!(read.authority_line.as_deref(), Some("KT. BỘ TRƯỞNG"));
        assert_eq!(read.role.as_deref(), Some("THỨ TRƯỞNG"));
        let read = signer(&["TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "K’Brêu"]);
        assert_eq!(read.authority_line.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(read.name.as_deref(), Some("K’Brêu"));
    }

    #[test]
    fn beside_recipients_only_the_second_column_signs() {
        let read = signer(&[
            "Nơi nhận: | GIÁM ĐỐC",
            "- Sở Y tế (b/c);",
            "- Lưu: VT. | Lê Văn Thạch",
        ]);
        assert_eq!(
            (read.role.as_deref(), read.name.as_deref()),
            (Some("GIÁM ĐỐC"), Some("Lê Văn Thạch"))
        );
    }
}
