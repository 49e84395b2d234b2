//! What commas and "và" do in a name: join its words, or part it from the next.

use super::vocabulary::{INSIDE, LEVELS, STARTERS_BEFORE_CAPITAL, VERBS};
use super::{does, opens_citation, starts};
use crate::plan::word::{self, Word};

/// After a comma: more of the same name, or another body.
pub(super) fn after_comma(words: &[Word<'_>], from: usize, to: usize) -> bool {
    let Some(word) = words.get(to) else {
        return false;
    };
    if opens_citation(words, to) || does(words, to) {
        return false;
    }
    if word.is_capital() {
        // "…, ĐT: 0299…" is an address.
        if matches!(word.key.as_str(), "đt" | "sđt" | "tel" | "email" | "fax") {
            return false;
        }
        // "Công an xã, Tổ công nghệ số": behind its level a name is at its end.
        if words.get(to - 1).is_some_and(is_place) && STARTERS_BEFORE_CAPITAL.has(&word.key) {
            return false;
        }
        // "…, Đồn xây dựng kế hoạch": the one who acts, in one word.
        if STARTERS_BEFORE_CAPITAL.has(&word.key) && VERBS.at(words, to + 1) {
            return false;
        }
        // "Sở Văn hóa, Thể thao …" goes on; "…, Sở Y tế" is another body.
        return !starts(words, to) && words.get(from).is_some_and(Word::is_capital);
    }
    let teams = word.key == "đội" && words.get(to - 1).is_some_and(|w| w.key == "tổ");
    // "Cục Quản lý khám, chữa bệnh".
    let cure = word.key == "chữa" && words.get(to - 1).is_some_and(|w| w.key == "khám");
    if word.key == "chống" || cure || teams || LEVELS.has(&word.key) {
        return true;
    }
    // "các cơ quan, đơn vị" and "các sở, ban, ngành" are one group until the next "các"; "các
    // ấp, đoàn thể xã" are two, because places and bodies do not make one list.
    let group = words
        .get(from..to)
        .and_then(|name| name.iter().rposition(|w| w.key == "các"));
    let Some(first) = group.and_then(|at| words.get(from + at + 1)) else {
        return false;
    };
    let person = matches!(word.key.as_str(), "trưởng" | "thủ" | "các" | "những");
    !person && is_place(first) == is_place(word) && INSIDE.has(&word.key)
}

fn is_place(word: &Word<'_>) -> bool {
    let places = [
        "xã",
        "phường",
        "thôn",
        "ấp",
        "khu",
        "tổ",
        "bản",
        "huyện",
        "quận",
    ];
    places.contains(&word.key.as_str())
}

/// One past the office of a council named with its committee, which is one office: "Văn phòng HĐND và
/// UBND".
pub(super) fn council_office(words: &[Word<'_>], from: usize) -> Option<usize> {
    let office = ["văn phòng hội đồng nhân dân", "văn phòng hđnd", "vp hđnd"];
    let committee = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"];
    let to = from + word::any(words, from, &office)?.1;
    let and = word::phrase(words, to, "và")?;
    let (_, len) = word::any(words, to + and, &committee)?;
    Some(to + and + len)
}

/// After "và": more of the same name ("Văn hóa và Thể thao"), or another body.
pub(super) fn after_and(words: &[Word<'_>], from: usize, next: usize) -> bool {
    let Some(word) = words.get(next) else {
        return false;
    };
    // The Front and its member organisations are always named in one breath.
    let front = words.get(from..next).is_some_and(|name| {
        name.iter().any(|w| w.key.contains("mttq"))
            || name
                .windows(2)
                .any(|w| matches!(w, [a, b] if a.key == "mặt" && b.key == "trận"))
    });
    if council_office(words, from).is_some_and(|to| next < to) {
        return true;
    }
    let members = ["các tổ chức", "các đoàn thể", "các hội", "đoàn thể"];
    if front && word::any(words, next, &members).is_some() {
        return true;
    }
    let same = !starts(words, next) && !opens_citation(words, next);
    same && (word.is_capital()
        || LEVELS.has(&word.key)
        || matches!(word.key.as_str(), "đoàn" | "đơn" | "cơ" | "địa"))
}
