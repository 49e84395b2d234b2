//! What a number is that nothing counted, by the words and signs around it.

use super::super::period::Calendar;
use super::super::token::{Kind, is_signed};
use super::Other;

/// What a number is that nothing counted: by the word before it, by the signs around it. `None` is
/// a number nobody understood.
pub fn left_over(calendar: Calendar, at: usize) -> Option<Other> {
    let tokens = calendar.tokens;
    let token = tokens.get(at)?;
    if token.kind == Kind::Code {
        return Some(Other::Code);
    }
    let key = |back: usize| {
        at.checked_sub(back)
            .and_then(|at| tokens.get(at))
            .map_or("", |token| &*token.key)
    };
    let mark = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.kind);
    if let Kind::Word = token.kind {
        return Some(Other::Code);
    }
    let (second, first) = (key(2), key(1));
    if tokens.get(at + 1).is_some_and(|next| next.is_word("số")) {
        return Some(Other::Some);
    }
    if let Some(other) = by_word(second, first) {
        return Some(other);
    }
    let before = mark(at.checked_sub(1));
    let opens = matches!(before, None | Some(Kind::Break))
        || matches!(
            before,
            Some(Kind::Mark('(' | '+' | '-' | '•' | '*' | '#' | '|'))
        );
    let behind = mark(Some(at + 1));
    let word = tokens.get(at + 2).filter(|word| word.kind == Kind::Word);
    if let Some(word) = word.filter(|_| matches!(behind, Some(Kind::Mark('/' | '-')))) {
        let symbol = first == "số" || before == Some(Kind::Mark(':')) || word.capital;
        return Some(if symbol { Other::Paper } else { Other::Code });
    }
    if opens && matches!(behind, Some(Kind::Mark('.' | ')' | '/' | '|'))) {
        return Some(Other::Heading);
    }
    // "1<tab>In 5.000 tờ rơi": the number of a row.
    let gap = tokens
        .get(at + 1)
        .and_then(|next| calendar.text.get(token.end..next.start));
    if opens && gap.is_some_and(|gap| gap.contains('\t')) {
        return Some(Other::Row);
    }
    let joined = matches!(
        before,
        Some(Kind::Mark(
            '/' | '.' | '-' | '–' | '_' | '+' | '#' | '@' | '=' | '&'
        ))
    );
    if joined && !token.spaced && !is_signed(tokens, at) {
        return Some(Other::Code);
    }
    if before == Some(Kind::Mark(':')) {
        return by_label(second);
    }
    // "Điều 7, 8 và 9", "khu phố 1, 2".
    let listed = matches!(before, Some(Kind::Mark(','))) || first == "và";
    let sooner = at.checked_sub(2).filter(|_| listed)?;
    matches!(mark(Some(sooner)), Some(Kind::Figures(_))).then(|| left_over(calendar, sooner))?
}

/// What the number behind a word is.
fn by_word(second: &str, first: &str) -> Option<Other> {
    Some(match (second, first) {
        (_, "ngày" | "mùng" | "mồng" | "tháng" | "năm" | "quý" | "tuần" | "kỷ" | "đoạn") => {
            Other::Date
        }
        (_, "điều" | "khoản" | "mục" | "chương" | "điểm" | "phần" | "chế") => {
            Other::Article
        }
        ("phụ", "lục")
        | (_, "biểu" | "hình" | "dòng" | "cột" | "hàng" | "trang" | "mẫu" | "bảng") => {
            Other::Paper
        }
        ("nghị", "quyết" | "định")
        | ("thông", "tư" | "báo")
        | ("quyết", "định")
        | ("chỉ", "thị")
        | ("kế", "hoạch")
        | ("công", "văn")
        | ("báo", "cáo")
        | (_, "luật") => Other::Paper,
        ("hướng", "dẫn") => Other::Paper,
        (
            _,
            "đt" | "sđt" | "tel" | "fax" | "hotline" | "zalo" | "thoại" | "nóng" | "đài" | "gọi"
            | "bấm" | "lẻ",
        ) => Other::Telephone,
        (
            _,
            "phố" | "ấp" | "thôn" | "xóm" | "khóm" | "quận" | "phường" | "xã" | "kiệt" | "hẻm"
            | "ngõ" | "ngách" | "tầng" | "km" | "lộ" | "đường" | "phòng" | "khu" | "tổ" | "lô"
            | "nhà" | "chợ" | "vùng" | "trạm" | "vực" | "cụm" | "chốt" | "tuyến",
        ) => Other::Place,
        (
            _,
            "thứ" | "lần" | "đợt" | "mũi" | "liều" | "khóa" | "vòng" | "bước" | "hạng" | "bậc"
            | "hội" | "tập" | "kỳ" | "cấp" | "lớp" | "khối" | "giải" | "đội" | "nhóm" | "loại"
            | "ca" | "họp" | "bệnh" | "quyển",
        ) => Other::Ordinal,
        (
            _,
            "bản" | "version" | "mã" | "type" | "tuýp" | "android" | "a" | "chủng" | "kênh" | "bộ"
            | "đoàn" | "sở" | "trường" | "máy",
        ) => Other::Code,
        ("trường", "số") | ("học", "số") | ("phố", "số") | ("đường", "số") => {
            Other::Place
        }
        (_, "số") => Other::Paper,
        _ => return None,
    })
}

/// What the number behind a label and a colon is.
fn by_label(word: &str) -> Option<Other> {
    match word {
        "số" => Some(Other::Paper),
        "thoại" | "đt" | "sđt" | "nóng" | "hotline" | "fax" | "zalo" | "tel" | "máy" => {
            Some(Other::Telephone)
        }
        "mã" | "kỳ" | "khoản" => Some(Other::Code),
        _ => None,
    }
}
