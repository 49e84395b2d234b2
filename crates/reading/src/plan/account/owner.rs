//! What may not lie in plain context: a body with its work, a time, a number.

use nhip_core::plan::{Role, Why};
use nhip_viet::quantity;

use crate::plan::date::{self, Date};
use crate::plan::phrase::Phrases;
use crate::plan::unit::naming;
use crate::plan::word::{Word, words};
use crate::plan::{citation, deadline, name};

/// A body is named anywhere, other than as the author of what is cited.
pub(super) fn names_body(text: &str) -> bool {
    let words = words(text);
    let cites = !citation::mentions(text, 0).is_empty();
    let of = |at: usize| {
        let before = at.checked_sub(1).and_then(|b| words.get(b));
        cites && before.is_some_and(|w| w.key == "của" && w.tail.is_empty())
    };
    (0..words.len()).any(|at| {
        let capital = words.get(at).is_some_and(Word::is_capital);
        capital && name::starts(&words, at) && !of(at)
    })
}

/// It begins with a body and what it does, or hands work to one further on ("giao cho Công ty …", "Mạng
/// xã hội: Đoàn Thanh niên đảm nhận …").
pub(super) fn hands_out(text: &str) -> bool {
    static GIVES: Phrases = Phrases::new("giao cho | giao | do | phân công | phân công cho");
    static TAKES: Phrases =
        Phrases::new("đảm nhận | đảm nhiệm | phụ trách | chủ trì | chịu trách nhiệm");
    let words = words(text);
    let each = words
        .first()
        .is_some_and(|w| matches!(w.key.as_str(), "mỗi" | "từng"));
    let each = each && (name::starts(&words, 1) || name::is_kind(&words, 1));
    // "Loa phát thanh: 2 lần/tuần (Văn phòng Ủy ban nhân dân xã)."
    let bracket = text
        .trim_end()
        .trim_end_matches(['.', ';'])
        .strip_suffix(')');
    let bracket = bracket.and_then(|open| open.rsplit_once('('));
    names_owner(text)
        || each
        || bracket.is_some_and(|(_, inner)| name::is_body(inner))
        || (0..words.len()).any(|at| {
            let given = GIVES
                .longest(&words, at)
                .is_some_and(|len| name::starts(&words, at + len));
            let capital = words.get(at).is_some_and(Word::is_capital);
            let takes =
                || capital && name::starts(&words, at) && TAKES.at(&words, name::end(&words, at));
            given || takes()
        })
}

/// It begins with a body and what it does.
pub(super) fn names_owner(text: &str) -> bool {
    naming::known(text, false).is_some()
}

/// A time is named.
fn timed(text: &str) -> bool {
    let times = deadline::outside_citations(text);
    let short = |w: &Word<'_>| matches!(date::slashed(w.text), Some(Date::DayMonth(..)));
    times.iter().any(|time| time.is_dated()) || words(text).iter().any(short)
}

/// Something is counted.
fn counts(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && !quantity::quantities(text).is_empty()
}

/// A body is named beside a time or a number.
pub(super) fn owes(text: &str) -> bool {
    names_body(text) && (timed(text) || counts(text))
}

/// Plain context, if the text names no body with its work, no time, no number.
pub(super) fn plain(text: &str) -> Result<Role, Why> {
    match () {
        () if names_owner(text) => Err(Why::Owner),
        () if timed(text) => Err(Why::Time),
        () if counts(text) => Err(Why::Number),
        () => Ok(Role::Context),
    }
}
