//! Fractions that tell a share: "hai phần ba", "một nửa số em", "3/4 chỉ tiêu".

use rust_decimal::Decimal;

use super::token::{Chain, Kind, Token};
use crate::number::words;

/// Greatest denominator of a fraction that is no count of so many out of so many.
const GREATEST: u32 = 10;

/// The share of a hundred that a fraction at a token tells, and the token behind it.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let first = tokens.get(at)?;
    let (part, whole, next) = match first.kind {
        Kind::Figures(Chain::Ratio(part, whole)) if tells_of(key(at + 1)) => {
            (part.value, whole.value, at + 1)
        }
        Kind::Figures(Chain::One(part)) if key(at + 1) == "phần" => {
            (part.value, denominator(tokens, at + 2)?, at + 3)
        }
        Kind::Word if is_half(tokens, at) => {
            let next = at + 1 + usize::from(key(at) == "một");
            (Decimal::ONE, Decimal::TWO, next)
        }
        Kind::Word if key(at + 1) == "phần" => {
            let part = words::digit(&first.key)?;
            (part.into(), denominator(tokens, at + 2)?, at + 3)
        }
        _ => return None,
    };
    let proper = part < whole && part > Decimal::ZERO && whole <= Decimal::from(GREATEST);
    let share = (part * Decimal::ONE_HUNDRED).checked_div(whole)?;
    proper.then(|| (share.round_dp(2).normalize(), next))
}

/// What a share in figures is told of, as opposed to things counted ("3/4 hộ").
fn tells_of(word: &str) -> bool {
    matches!(
        word,
        "chỉ" | "số" | "tổng" | "dân" | "diện" | "quân" | "kế" | "khối"
    )
}

fn denominator(tokens: &[Token], at: usize) -> Option<Decimal> {
    let token = tokens.get(at)?;
    let year = tokens
        .get(at + 1)
        .is_some_and(|next| matches!(next.kind, Kind::Figures(_)));
    let number = match &*token.key {
        "tư" => 4,
        "mười" => 10,
        "năm" if year => return None,
        word => words::digit(word)?,
    };
    Some(number.into())
}

/// "một nửa số em", "hơn nửa số hộ"; not "nửa tháng".
fn is_half(tokens: &[Token], at: usize) -> bool {
    let key = |i: usize| tokens.get(i).map_or("", |token| &*token.key);
    let before = at.checked_sub(1).map_or("", &key);
    let time = |word: &str| {
        matches!(
            word,
            "tháng" | "năm" | "đầu" | "cuối" | "ngày" | "giờ" | "buổi" | "chừng" | "tuần" | "nhiệm"
        )
    };
    match (key(at), key(at + 1)) {
        ("một", "nửa") => !time(key(at + 2)),
        ("nửa", next) if before != "một" => {
            matches!(next, "số" | "dân")
                || matches!(before, "quá" | "hơn" | "gần" | "phân") && !time(next)
        }
        _ => false,
    }
}
