//! Who reports, to whom, and through whom.

use crate::plan::name;
use crate::plan::word::{self, Word};

/// Bodies named before the verb, from the last call ("yêu cầu", "đề nghị") or the clause's start.
pub(super) fn who(clause: &str, words: &[Word<'_>], verb: usize) -> Vec<String> {
    let call = (0..verb).rev().find_map(|at| {
        word::any(words, at, &["yêu cầu", "đề nghị", "giao"])
            .map(|(_, len)| at + len)
            .filter(|end| *end <= verb)
    });
    let mut names = Vec::new();
    let mut at = call.unwrap_or(0);
    while at < verb {
        if name::starts(words, at) && !after_preposition(words, at, call) {
            let to = name::end(words, at).min(verb);
            names.extend(name::slice(clause, words, at, to));
            at = to.max(at + 1);
        } else {
            at += 1;
        }
    }
    names
}

/// "của Sở Y tế", "về UBND", "(qua …)", "phối hợp với …": not the one who reports.
fn after_preposition(words: &[Word<'_>], at: usize, call: Option<usize>) -> bool {
    if call == Some(at) {
        return false;
    }
    at.checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| {
            w.tail.is_empty()
                && matches!(
                    w.key.as_str(),
                    "của"
                        | "về"
                        | "qua"
                        | "với"
                        | "cho"
                        | "tại"
                        | "gửi"
                        | "mưu"
                        | "đạo"
                        | "tới"
                        | "trên"
                        | "giúp"
                        | "dẫn"
                        | "theo"
                )
        })
}

/// "về Ban Thường vụ Thành ủy", "gửi Sở Y tế", "báo cáo Sở Y tế": name and the word it is led in by.
pub(super) fn receiver(
    clause: &str,
    words: &[Word<'_>],
    verb: usize,
) -> (Option<String>, Option<usize>) {
    let direct = verb + 2;
    if name::starts(words, direct) && words.get(verb + 1).is_some_and(|w| w.tail.is_empty()) {
        return (
            name::slice(clause, words, direct, receivers_end(words, direct)),
            Some(direct),
        );
    }
    let led = |from: usize| {
        (from..words.len()).find_map(|at| {
            let (_, len) = word::any(
                words,
                at,
                &[
                    "gửi về",
                    "về",
                    "gửi cho",
                    "gửi đến",
                    "gửi tới",
                    "gửi",
                    "cho",
                    "đến",
                    "tới",
                ],
            )?;
            name::starts(words, at + len).then_some((at, at + len))
        })
    };
    match led(verb).or_else(|| led(0)) {
        Some((at, from)) => (
            name::slice(clause, words, from, receivers_end(words, from)),
            Some(at),
        ),
        None => (None, None),
    }
}

/// One past the last of the receivers: "Sở Y tế và Cục Phòng bệnh" are two.
fn receivers_end(words: &[Word<'_>], from: usize) -> usize {
    let mut to = name::end(words, from);
    while let Some(last) = to.checked_sub(1).and_then(|at| words.get(at)) {
        let and = words
            .get(to)
            .is_some_and(|w| w.key == "và" && w.lead.is_empty());
        let next = to + usize::from(and);
        let linked = (and && last.tail.is_empty()) || last.tail == ",";
        let end = if linked && name::starts(words, next) {
            name::end(words, next)
        } else {
            break;
        };
        // What goes on with a verb is the next one to act, not one more receiver.
        let acts = words.get(end - 1).is_some_and(|w| w.tail.is_empty())
            && words.get(end).is_some_and(|w| !ends_receivers(w));
        if acts {
            break;
        }
        to = end;
    }
    to
}

fn ends_receivers(word: &Word<'_>) -> bool {
    !word.lead.is_empty()
        || matches!(
            word.key.as_str(),
            "theo"
                | "trước"
                | "vào"
                | "chậm"
                | "để"
                | "và"
                | "định"
                | "hằng"
                | "hàng"
                | "kết"
                | "tình"
                | "trong"
                | "khi"
        )
}

/// "(qua Sở Y tế)", "thông qua Trạm Y tế phường".
pub(super) fn through(clause: &str, words: &[Word<'_>]) -> Option<String> {
    (0..words.len()).find_map(|at| {
        let (_, len) = word::any(words, at, &["qua", "thông qua"])?;
        let from = at + len;
        let opened = words.get(at).is_some_and(|w| w.lead.contains('('));
        let close = (from..words.len())
            .find(|at| words.get(*at).is_some_and(|w| w.tail.contains(')')))
            .filter(|to| opened && to - from < 25);
        // A bracket says where the name ends, unless an address stands in it too.
        let address = |to: usize| {
            words.get(from..=to).unwrap_or_default().iter().any(|w| {
                w.text.contains('@') || matches!(w.key.as_str(), "email" | "thư" | "điện" | "địa")
            })
        };
        let to = match close {
            Some(to) if !address(to) => to + 1,
            _ => name::end(words, from),
        };
        let named = opened || name::starts(words, from);
        named.then(|| name::slice(clause, words, from, to))?
    })
}
