//! Who did what a clause tells: the reporting unit, or another of the list, by name or in its group.
//! A unit tells of others; they report it themselves.

use std::ops::Range;

use nhip_core::unit::{Found, Roster};
use nhip_viet::fold;
use nhip_viet::sentence::sentences;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Actor {
    /// The reporting unit, or nobody named.
    Own,
    /// Another unit, or a group of them.
    Another,
    /// "Toàn ngành", "toàn thành phố": whose work it is the words do not say.
    Whole,
}

/// Words of the longest name.
const LONGEST: usize = 9;

/// What may stand before who did it.
const BEFORE: [&str; 8] = [
    "trong tháng",
    "trong kỳ",
    "cũng trong tháng",
    "trong tháng qua",
    "ngoài ra",
    "bên cạnh đó",
    "đồng thời",
    "kết quả",
];

/// The whole of an area or a branch.
const WHOLE: [&str; 7] = [
    "toàn ngành",
    "toàn thành phố",
    "toàn tỉnh",
    "toàn địa bàn",
    "cả thành phố",
    "cả tỉnh",
    "toàn huyện",
];

/// Kinds of places in groups of them; "địa phương" is any.
const PLACES: [&str; 8] = [
    "đặc khu",
    "thị trấn",
    "thị xã",
    "địa phương",
    "phường",
    "xã",
    "quận",
    "huyện",
];

/// Who did what a clause tells.
pub(super) fn of(clause: &str, own: &str, roster: &Roster) -> Actor {
    let mut actor = Actor::Own;
    for subject in subjects(clause) {
        match one(subject, own, roster) {
            Actor::Own => {}
            found => actor = found,
        }
    }
    actor
}

/// Places, in Unicode scalar values, of the clauses that tell of others. A clause that names nobody goes on
/// with whom the one before it in its sentence tells of.
pub(super) fn clauses(text: &str, is_of_another: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let (mut found, mut before) = (Vec::new(), 0);
    let mut byte = 0;
    let mut walk = |to: usize| {
        before += text.get(byte..to).map_or(0, |text| text.chars().count());
        byte = to;
        before
    };
    for sentence in sentences(text) {
        let (mut start, mut others) = (sentence.start, false);
        for clause in text.get(sentence).unwrap_or_default().split_inclusive(';') {
            let end = start + clause.len();
            others = is_of_another(clause) || others && !names_itself(clause);
            let range = walk(start)..walk(end);
            if others {
                found.push(range);
            }
            start = end;
        }
    }
    found
}

/// A clause that goes on to the reporting unit: "riêng sở tổ chức 4 buổi".
fn names_itself(clause: &str) -> bool {
    let key = fold::key(clause);
    let key = key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let key = key.strip_prefix("riêng ").unwrap_or(key);
    let bodies = [
        "sở ",
        "đơn vị",
        "trung tâm",
        "ban ",
        "hội ",
        "ubnd",
        "ủy ban",
        "phường ",
        "xã ",
        "trạm ",
        "đài ",
        "công an",
        "đoàn ",
    ];
    bodies.iter().any(|body| key.starts_with(body))
}

/// Where who did it may begin: at once, or behind words of time.
fn subjects(clause: &str) -> impl Iterator<Item = &str> {
    let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    let spaces = clause.match_indices([' ', ',']).take(6).map(|(at, _)| at);
    let behind = spaces.filter_map(move |at| {
        let opens = fold::key(clause.get(..at)?);
        let timed = BEFORE.contains(&opens.as_str());
        let rest = clause.get(at..)?.trim_start_matches([' ', ',']);
        (timed || opens.starts_with("tháng ") && clause.get(at..)?.starts_with(',')).then_some(rest)
    });
    std::iter::once(clause).chain(behind)
}

fn one(subject: &str, own: &str, roster: &Roster) -> Actor {
    let key = fold::key(subject);
    let places = || {
        roster
            .units()
            .iter()
            .any(|unit| unit.code != own && has_place(&unit.name))
    };
    if let Some(rest) = WHOLE.iter().find_map(|whole| key.strip_prefix(whole)) {
        return match judged(rest, places() || key.starts_with("toàn ngành")) {
            Actor::Another => Actor::Whole,
            actor => actor,
        };
    }
    if let Some(rest) = group(&key) {
        return judged(rest, places());
    }
    named(subject, own, roster)
}

/// Deed and doer: who works together with the unit, or is given something by it, is not the doer alone.
fn judged(rest: &str, others: bool) -> Actor {
    let rest = rest.trim_start();
    let not = ["và ", "cùng ", "phối hợp ", "được ", "nhận ", "với "];
    let apart = !not.iter().any(|word| rest.starts_with(word)) && !rest.is_empty();
    if apart && others {
        Actor::Another
    } else {
        Actor::Own
    }
}

fn has_place(name: &str) -> bool {
    let key = fold::key(name);
    let words: Vec<&str> = key.split(' ').collect();
    words.iter().enumerate().any(|(at, word)| {
        matches!(*word, "phường" | "xã") && words.get(at + 1) != Some(&"hội")
            || *word == "đặc" && words.get(at + 1) == Some(&"khu")
    })
}

/// What follows "các xã, phường", "UBND các xã", "34/34 xã, phường, đặc khu".
fn group(key: &str) -> Option<&str> {
    let bodies = [
        "ubnd ",
        "ủy ban nhân dân ",
        "trạm y tế ",
        "chính quyền ",
        "đài truyền thanh ",
    ];
    let rest = bodies
        .iter()
        .find_map(|body| key.strip_prefix(body))
        .unwrap_or(key);
    let many = [
        "các ",
        "tất cả các ",
        "toàn bộ các ",
        "toàn thể các ",
        "cả ",
    ];
    let numbered = || {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
        rest.strip_prefix(' ')
            .filter(|after| after.len() < rest.len() && rest.len() < key.len())
    };
    let mut rest = many
        .iter()
        .find_map(|many| rest.strip_prefix(many))
        .or_else(numbered)?;
    let mut found = false;
    loop {
        let next = rest.trim_start_matches([' ', ',', '-']);
        let next = next.strip_prefix("và ").unwrap_or(next);
        let after = PLACES.iter().find_map(|place| next.strip_prefix(place));
        match after.filter(|after| !after.starts_with(char::is_alphanumeric)) {
            Some(after) => (rest, found) = (after, true),
            None => return found.then_some(rest),
        }
    }
}

/// The unit whose name opens the clause.
fn named(subject: &str, own: &str, roster: &Roster) -> Actor {
    let spaces = subject.match_indices(' ').map(|(at, _)| at);
    let named = spaces.skip(1).take(LONGEST).filter_map(|end| {
        let name = subject.get(..end)?;
        // A list of bodies, or a name that goes on.
        let apart = !name.ends_with([',', ':', ';']);
        match roster.find(name) {
            Found::One(at) if apart => Some((end, at)),
            _ => None,
        }
    });
    let Some((end, at)) = named.last() else {
        return Actor::Own;
    };
    let rest = fold::key(subject.get(end..).unwrap_or_default());
    let code = roster.units().get(at).map(|unit| unit.code.as_str());
    judged(&rest, code != Some(own))
}
