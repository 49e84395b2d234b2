//! Things the reporter was given, told beside what it did with them: "được tỉnh cấp 500 tờ rơi",
//! "nhận 1.000 tờ, phát 850 tờ".

use super::lexicon::{self, Unit};
use super::standing::is_deed;
use super::token::{Kind, Token};

/// Words of the longest clause looked at.
const LONGEST: usize = 12;
/// Tokens behind a number in which it is told what became of the things.
const FARTHEST: usize = 60;
/// Words between a deed and its number.
const NEAR: usize = 4;

/// Whether the things counted from `first` on, whose unit ends before `next`, were given to the reporter.
pub(super) fn is_given(
    tokens: &[Token],
    first: usize,
    next: usize,
    unit: Option<&'static Unit>,
) -> bool {
    let Some(unit) = unit.filter(|unit| !is_deed(Some(unit))) else {
        return false;
    };
    let clause = clause_before(tokens, first);
    let has = |words: &[&str]| clause.iter().any(|word| words.contains(word));
    let begins = clause
        .iter()
        .find(|word| !matches!(**word, "đã" | "trong" | "tháng" | "mới"));
    let gave = has(&["cấp", "giao", "tặng", "trang", "hỗ", "phân", "chuyển"]);
    let giver = has(&["tỉnh", "sở", "trung", "cdc", "trên", "bộ", "huyện", "ttyt"]);
    let was_given = begins == Some(&"được") && gave && (giver || is_used(tokens, next, unit));
    let took = matches!(begins, Some(&("nhận" | "tiếp"))) && has(&["nhận"]);
    let to_body = gave && {
        let behind = tokens.iter().skip(next).take(NEAR);
        let words: Vec<&str> = behind.map(|token| &*token.key).collect();
        words.windows(2).any(|two| {
            matches!(
                two,
                ["cho" | "về", "phường" | "xã" | "trạm" | "trường" | "đơn"]
            )
        })
    };
    was_given || (took || to_body) && is_used(tokens, next, unit)
}

/// The words of a clause before a number, from its first on.
fn clause_before<'t>(tokens: &'t [Token<'t>], first: usize) -> Vec<&'t str> {
    let words = (1..=LONGEST).map_while(|back| {
        let token = tokens.get(first.checked_sub(back)?)?;
        (token.kind == Kind::Word).then_some(&*token.key)
    });
    let mut words: Vec<&str> = words.collect();
    words.reverse();
    words
}

/// Whether some of the same things are told to have been handed on behind a token, on the same line.
fn is_used(tokens: &[Token], next: usize, unit: &Unit) -> bool {
    let behind = tokens.iter().enumerate().skip(next).take(FARTHEST);
    let mut line = behind.take_while(|(_, token)| token.kind != Kind::Break);
    line.any(|(at, token)| {
        let number = matches!(token.kind, Kind::Figures(_));
        let same = number
            && lexicon::unit_at(tokens, at + 1)
                .is_some_and(|other| other.words.first() == unit.words.first());
        same && (1..=NEAR).any(|back| {
            at.checked_sub(back)
                .filter(|at| *at >= next)
                .and_then(|at| tokens.get(at))
                .is_some_and(|token| {
                    matches!(
                        &*token.key,
                        "phát" | "lắp" | "treo" | "dán" | "tặng" | "trao" | "dùng" | "cấp"
                    )
                })
        })
    })
}
