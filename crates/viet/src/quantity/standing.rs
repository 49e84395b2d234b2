//! What there is and what is kept up, told from what was done: "duy trì 9 mô hình", "còn tồn 300 tờ".

use super::lexicon::{Class, Unit};
use super::token::{Kind, Token};

/// How far a phrase says that what follows stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Things stand; deeds are still done ("duy trì 8 buổi").
    Things,
    /// Whatever is counted ("hiện có", "còn tồn").
    All,
}

/// The phrase at a token that says that what follows stands.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<Standing> {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let before = at.checked_sub(1).map_or("", &key);
    match (key(at), key(at + 1)) {
        // "ctv toàn xã : 14"
        ("toàn", _) if tokens.get(at + 2).is_some_and(|token| token.is_mark(':')) => {
            Some(Standing::Things)
        }
        ("đặt", "ở" | "tại") if before != "lắp" => Some(Standing::All),
        ("duy", "trì") | ("phụ", "trách") | ("quản", "lý") => Some(Standing::Things),
        ("còn", "tồn" | "thiếu" | "hạn") | ("đang", "có" | "quản" | "sử" | "thiếu" | "tồn") => {
            Some(Standing::All)
        }
        ("hiện", "có" | "còn" | "thiếu") => Some(Standing::All),
        ("hiện", next) if is_now(before, next) => Some(Standing::Things),
        ("còn" | "chỉ" | "mới", _) if is_what_is_left(tokens, at, before) => {
            Some(Standing::All)
        }
        _ => None,
    }
}

/// "hiện" for "now", no end of "thực hiện", no beginning of "hiện tượng".
fn is_now(before: &str, next: &str) -> bool {
    let verb = matches!(
        before,
        "thực" | "phát" | "thể" | "xuất" | "tái" | "biểu" | "hoàn" | "hữu" | "thị"
    );
    let noun = matches!(
        next,
        "tượng" | "hành" | "đại" | "trường" | "vật" | "thực" | "hữu" | "đã"
    );
    !verb && !noun
}

/// "còn 3 khu phố", "chỉ có 02 người", "mới có 9 khu phố"; not "giảm còn 6 ca".
fn is_what_is_left(tokens: &[Token], at: usize, before: &str) -> bool {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let number = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|token| matches!(token.kind, Kind::Figures(_)))
    };
    match (key(at), key(at + 1)) {
        ("còn", _) => {
            number(at + 1) && !matches!(before, "giảm" | "xuống" | "chỉ" | "ngoài" | "bi")
        }
        (_, "có") => number(at + 2),
        _ => false,
    }
}

/// Whether this unit counts what is done, of which a period has so many.
pub(super) fn is_deed(unit: Option<&Unit>) -> bool {
    let Some(unit) = unit else { return false };
    let thing = matches!(
        unit.name,
        "mô hình" | "chương trình" | "hoạt động" | "chiến dịch" | "gian hàng"
    );
    let first = unit.words.first().copied().unwrap_or_default();
    !thing && (matches!(unit.class, Class::Event | Class::News | Class::Case) || first == "lượt")
}
