//! Texts that are a name and nothing else: headings, cells, what stands before a colon.

use super::link::council_office;
use super::vocabulary::{LEVELS, STARTERS_BEFORE_CAPITAL};
use nhip_viet::fold::key;

use super::vocabulary::{STARTERS, VERBS};
use super::{LONGEST, list, starts};
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word, words};

/// Words before a name that hand it the task.
pub(in crate::plan) static HAND: Phrases = Phrases::new(
    "giao trách nhiệm cho | giao cho | giao | đề nghị | yêu cầu | đối với | kính đề nghị | \
     phân công | trân trọng đề nghị | trách nhiệm của | nhiệm vụ của | trách nhiệm các",
);

/// The text is the name of a body or a list of them, and nothing else: it begins as one and
/// holds no verb. The words in between need not be known.
pub(in crate::plan) fn is_body(text: &str) -> bool {
    let words = words(text);
    let capitals = !text.chars().any(char::is_lowercase);
    let verb = |at: usize| {
        let small = words.get(at).is_some_and(|w| !w.is_capital());
        small
            && !capitals
            && VERBS.at(&words, at)
            && words
                .get(at - 1)
                .is_some_and(|w| w.key != "được" && w.key != "dục")
    };
    let stop = words
        .iter()
        .any(|w| w.tail.contains(['.', ';', ':', '!', '?']));
    (1..=LONGEST).contains(&words.len())
        && starts(&words, 0)
        && !stop
        && !(STARTERS.longest(&words, 0).unwrap_or(1)..words.len()).any(verb)
}

/// A name without "Giao", "Đề nghị", "Trách nhiệm của" before it.
pub(in crate::plan) fn without_hand(text: &str) -> String {
    let words = words(text);
    let from = words
        .get(HAND.any(&words, 0).map_or(0, |(_, len)| len))
        .map_or(0, Word::full_start);
    text.get(from..).unwrap_or(text).trim().to_owned()
}

/// Bodies with something between them; an office names its house without ("Phòng Chính trị, tư tưởng
/// Sở Giáo dục và Đào tạo").
fn parted(name: &str) -> bool {
    let words = words(name);
    let apart = |at: usize| {
        let before = at.checked_sub(1).and_then(|b| words.get(b));
        let joins = |w: &Word<'_>| matches!(w.key.as_str(), "và" | "với" | "cùng");
        before.is_none_or(|w| !w.tail.is_empty() || w.number().is_some() || joins(w))
    };
    let served = council_office(&words, 0).unwrap_or(1);
    list(name).len() > 1 && (served..words.len()).any(|at| apart(at) && starts(&words, at))
}

/// It names several bodies.
pub(in crate::plan) fn is_group(name: &str) -> bool {
    let words = words(name);
    // One person with two offices, one board for several parks.
    let one = ["đồng chí", "đ/c", "ông", "bà", "ban quản lý các khu"];
    if word::any(&words, 0, &one).is_some() && list(name).len() < 3 && !name.contains("; ") {
        let further = words.iter().skip(1).filter(|w| w.key == "các").count();
        let board = words.first().is_some_and(|w| w.key == "ban");
        return if board { parted(name) } else { further > 0 };
    }
    let counted = words
        .first()
        .is_some_and(|w| w.number().is_some_and(|n| n > 1));
    // "Đảng ủy Khối các cơ quan", "Công đoàn các khu công nghiệp" are one.
    let plural = |at: usize| {
        let before = at.checked_sub(1).and_then(|b| words.get(b));
        let zones = ["khu công nghiệp", "khu kinh tế", "khu chế xuất"];
        let house = before.is_some_and(|w| {
            let union = w.key == "đoàn" && word::any(&words, at + 1, &zones).is_some();
            w.key == "khối" || union
        });
        words
            .get(at)
            .is_some_and(|w| matches!(w.key.as_str(), "các" | "những"))
            && !house
    };
    // "Ủy ban nhân dân xã, phường", "Nghiệp đoàn Xe ôm, Tổ bán hàng rong".
    let listed = |at: usize| {
        let apart = at.checked_sub(1).and_then(|b| words.get(b));
        apart.is_some_and(|w| w.tail == ",")
            && words.get(at).is_some_and(|w| {
                LEVELS.has(&w.key) || (w.is_capital() && STARTERS_BEFORE_CAPITAL.has(&w.key))
            })
    };
    let several = counted || (0..words.len()).any(|at| plural(at) || listed(at));
    // Names nobody listed: "Chùa Linh Sơn, Giáo xứ Cầu Mới", "chủ nhà trọ; cửa hàng tiện lợi".
    let unlisted = !starts(&words, 0) && (name.contains(", ") || name.contains("; "));
    let places = ["xã", "phường", "thôn", "bản"];
    let two = words
        .windows(2)
        .any(|w| matches!(w, [a, b] if a.key == "và" && places.contains(&b.key.as_str())))
        && !key(name).contains("và xã hội");
    several
        || parted(name)
        || key(name).contains(", thôn ")
        || unlisted
        || two
        || name.contains("; ")
}
