//! Who signed: authority ("TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ"), role, name.

use nhip_viet::fold::key;

use super::Signer;
use super::line::{Item, Line, columns};

/// Marks of authority, party and state.
const AUTHORITY: [&str; 12] = [
    "T/M", "K/T", "T/L", "TUQ.", "TM.", "KT.", "TL.", "TM ", "KT ", "TL ", "TUQ ", "Q.",
];
/// What a role begins with.
const ROLES: [&str; 22] = [
    "bí thư",
    "phó bí thư",
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "trưởng ban",
    "phó trưởng ban",
    "phó trưởng",
    "trưởng phòng",
    "phó trưởng phòng",
    "cục trưởng",
    "phó cục trưởng",
    "viện trưởng",
    "hiệu trưởng",
    "trạm trưởng",
    "bộ trưởng",
    "thứ trưởng",
    "chánh văn phòng",
    "phó chánh văn phòng",
    "trưởng",
    "thủ trưởng",
];

/// The mark of authority a line in capitals opens with.
fn authority(text: &str) -> Option<&'static str> {
    let capitals = !text.chars().any(char::is_lowercase);
    AUTHORITY
        .iter()
        .copied()
        .find(|mark| capitals && text.starts_with(mark) && text.len() > mark.len())
}

fn is_role(text: &str) -> bool {
    let words = key(text);
    let capitals = !text.chars().any(char::is_lowercase);
    capitals
        && text.split_whitespace().count() <= 12
        && ROLES.iter().any(|role| words.starts_with(role))
}

/// The line opens a signature.
pub(super) fn opens(line: &Line) -> bool {
    line.label.is_none()
        && columns(&line.text)
            .iter()
            .any(|piece| authority(piece).is_some() || is_role(piece))
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
    for line in items
        .iter()
        .filter_map(Item::line)
        .filter(|l| l.label.is_none())
    {
        for piece in columns(&line.text) {
            take(&mut signer, &mut deputy, piece.trim(), line);
        }
    }
    signer.role = signer.role.or(deputy);
    (signer.authority_line.is_some() || signer.role.is_some()).then_some(signer)
}

fn take(signer: &mut Signer, acting_for: &mut Option<String>, piece: &str, line: &Line) {
    let started = signer.authority_line.is_some() || signer.role.is_some();
    if let Some(mark) = authority(piece) {
        if signer.authority_line.is_none() {
            signer.authority_code = Some(mark.trim().to_owned());
            signer.authority_line = Some(piece.to_owned());
        } else {
            *acting_for = Some(piece.to_owned());
        }
    } else if is_role(piece) && signer.name.is_none() {
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

fn is_continuation(piece: &str) -> bool {
    piece.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !piece.chars().any(char::is_lowercase)
}

/// Two to seven words, each with a capital; titles such as "BSCKII." may stand before.
fn is_name(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    (2..=7).contains(&words.len())
        && piece.chars().any(char::is_lowercase)
        && !piece.contains(['(', ';', ':', ','])
        && words.iter().all(|w| w.starts_with(char::is_uppercase))
        && !key(piece).starts_with("nơi nhận")
}
