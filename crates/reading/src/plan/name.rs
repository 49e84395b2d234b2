//! Names of bodies: where one begins and ends in a sentence, when two are the same, and the
//! short id of each.

mod form;
mod id;
mod link;
mod vocabulary;
mod whole;

use super::phrase::Phrases;
use super::word::{self, Word, words};
use vocabulary::{
    AFTER, GROUPS, INSIDE, NOT_BODIES, STARTERS, STARTERS_BEFORE_CAPITAL, STARTERS_WITH_CAPITAL,
    TOPICS, VERBS,
};

use link::{after_and, after_comma};

pub(super) use form::{Form, Spellings, form, from_capitals, written_out};
pub(super) use id::{id, id_tail};
pub(super) use whole::{HAND, is_body, is_group, without_hand};

/// The longest name that is believed, in words.
const LONGEST: usize = 30;

/// A body or a group of bodies begins at this word.
pub(super) fn starts(words: &[Word<'_>], at: usize) -> bool {
    let Some(first) = words.get(at) else {
        return false;
    };
    // "cơ sở y tế" is no "Sở Y tế".
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    if first.key == "sở" && before.is_some_and(|w| w.key == "cơ" && w.tail.is_empty()) {
        return false;
    }
    let group = matches!(first.key.as_str(), "các" | "những" | "mỗi");
    if NOT_BODIES.at(words, at + usize::from(group)) {
        return false;
    }
    let capital_next = words.get(at + 1).is_some_and(Word::is_capital);
    STARTERS.at(words, at)
        || (first.is_capital() && STARTERS_WITH_CAPITAL.at(words, at))
        || (first.is_capital()
            && capital_next
            && first.tail.is_empty()
            && STARTERS_BEFORE_CAPITAL.has(&first.key))
        || (group && GROUPS.at(words, at + 1))
        || (matches!(first.key.as_str(), "các") && starts(words, at + 1))
}

/// A kind of body named without "các" ("doanh nghiệp", "đoàn thể") stands at this word.
pub(super) fn is_kind(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.lead.is_empty())
        && word::any(
            words,
            at,
            &[
                "doanh nghiệp",
                "đoàn thể",
                "địa phương",
                "nhà trường",
                "gia đình",
            ],
        )
        .is_some()
}

/// One past the last word of the name that begins at `at`. Commas and "và" stay inside a name
/// ("Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường"), but part two names.
pub(super) fn end(words: &[Word<'_>], at: usize) -> usize {
    // What a name opens with stays together: "Ban Chỉ đạo", "Báo và Đài".
    let capital = words.get(at).is_some_and(Word::is_capital);
    let own = STARTERS_WITH_CAPITAL.longest(words, at).filter(|_| capital);
    let opening = STARTERS.longest(words, at).or(own).unwrap_or(1);
    let mut to = at + opening;
    while to < words.len() && to - at < LONGEST {
        let open = words.get(to - 1).is_some_and(|w| w.tail.is_empty());
        let topic = open.then(|| topic(words, to)).flatten();
        match topic {
            Some(len) => to += len,
            None if goes_on(words, at, to) => to += 1,
            None => break,
        }
    }
    // A name does not end in "và", "của", "-".
    while to > at + 1 && dangling(words, to - 1) {
        to -= 1;
    }
    to
}

/// What a body works on, behind "Kiểm soát", "Phòng, chống": its words belong to no other name.
fn topic(words: &[Word<'_>], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|b| words.get(b))?;
    matches!(before.key.as_str(), "soát" | "chống")
        .then(|| TOPICS.longest(words, at))
        .flatten()
}

fn dangling(words: &[Word<'_>], at: usize) -> bool {
    let key = |at: usize| words.get(at).map_or("", |w| w.key.as_str());
    match key(at) {
        // "Trạm Y tế sở tại".
        "tại" => at == 0 || key(at - 1) != "sở",
        "và" | "của" | "các" | "-" | "–" | "" | "trên" | "có" | "được" => true,
        "thuộc" => at == 0 || key(at - 1) != "trực",
        _ => false,
    }
}

/// The word at `to` belongs to the name that began at `from`.
fn goes_on(words: &[Word<'_>], from: usize, to: usize) -> bool {
    let (Some(before), Some(word)) = (words.get(to - 1), words.get(to)) else {
        return false;
    };
    let stop = before.tail.trim_matches('*');
    if !(stop.is_empty() || stop == ",") || !word.lead.trim_matches('*').is_empty() {
        return false;
    }
    if stop == "," {
        return after_comma(words, from, to);
    }
    if word.key == "và" {
        return after_and(words, from, to + 1);
    }
    // "Đội Quản lý thị trường số 5".
    let numbered = |at: usize| {
        words
            .get(at)
            .is_some_and(|w| w.text.len() <= 2 && w.number().is_some())
    };
    if (word.key == "số" && numbered(to + 1)) || (before.key == "số" && numbered(to)) {
        return true;
    }
    // "Ban Chỉ đạo 138", "Ban Chỉ đạo 389 tỉnh".
    let board = word::phrase(words, from, "ban chỉ đạo").is_some_and(|len| from + len == to);
    if board && word.text.len() == 3 && word.number().is_some() {
        return true;
    }
    if word.is_capital() && word.key != "v/v" {
        return !opens_citation(words, to) || STARTERS.at(words, to);
    }
    if does(words, to) || word.key == "một" {
        return false;
    }
    // "Phòng Điều dưỡng phát găng …": no small "phát" opens the second word of a name.
    let capitals = words.get(from + 1).is_some_and(Word::is_capital);
    let named = word::any(words, to, &["phát triển", "phát thanh"]).is_some();
    if capitals && !before.is_capital() && word.key == "phát" && !named {
        return false;
    }
    // "Đài Truyền thanh thị xã phát …": behind its level a name is at its end.
    let level = matches!(
        before.text,
        "tỉnh" | "xã" | "phường" | "huyện" | "quận" | "phố" | "thôn" | "trấn"
    );
    if level && SINGLE.has(&word.key) {
        return false;
    }
    // Names give the first syllable of a word its capital ("Dân vận", "Hạ tầng"): the next one
    // belongs to it, known or not.
    // Both syllables of a place have theirs ("Lộc Hạ tăng …").
    let place = to >= from + 3
        && words.get(to - 2).is_some_and(|w| {
            is_titled(w) && w.tail.is_empty() && !STARTERS_BEFORE_CAPITAL.has(&w.key)
        });
    let second = before.is_capital() && !place && word.text.chars().all(char::is_alphabetic);
    let population = before.key == "dân" && word.key == "số";
    second || population || matches!(word.text, "-" | "–") || INSIDE.has(&word.key)
}

/// A capital and then small letters: no abbreviation.
fn is_titled(word: &Word<'_>) -> bool {
    word.is_capital() && word.text.chars().skip(1).all(char::is_lowercase)
}

/// Verbs of one word that syllables of names look like.
static SINGLE: Phrases =
    Phrases::new("phát | trực | cấp | vớt | phun | thu | khám | xây | kiểm | tư | vận");

/// What a body does, or a word that leads on from its name, begins at a word.
pub(super) fn does(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let key = words.get(at).map_or("", |w| w.key.as_str());
    if before.is_some_and(|w| w.key == "được" || (w.key == "công" && key == "lập")) {
        return false;
    }
    let given = words.get(at).is_some_and(|w| w.key == "được")
        && word::any(words, at + 1, &["phân công", "giao"]).is_none();
    let organises =
        given || word::phrase(words, at, "tổ chức").is_some() && !is_organisation(words, at);
    let counted = words
        .get(at)
        .is_some_and(|w| matches!(w.key.as_str(), "cấp" | "phát" | "tặng" | "mua"))
        && words.get(at + 1).is_some_and(|w| w.number().is_some());
    let assigns = word::phrase(words, at, "phân công")
        .is_some_and(|len| words.get(at + len).is_some_and(|w| w.number().is_some()));
    let counted = counted || assigns;
    let press = word::phrase(words, at, "báo chí").is_some();
    let leads_on = words.get(at).is_some_and(|w| AFTER.has(&w.key) && !press);
    // "Phòng Kế hoạch tổng hợp", "trạm y tế sở tại".
    let joined =
        |first: &str, second: &str| before.is_some_and(|w| w.key == first) && key == second;
    let traffic = word::phrase(words, at, "giao thông").is_some();
    // "Các bộ phận", "Công đoàn bộ phận", "các cơ quan chủ trì báo cáo".
    let part = word::phrase(words, at, "bộ phận").is_some()
        && before.is_some_and(|w| matches!(w.key.as_str(), "các" | "đoàn"));
    let leading = word::phrase(words, at, "chủ trì báo cáo").is_some()
        && before.is_some_and(|w| matches!(w.key.as_str(), "quan" | "vị"));
    let shop = ["nhà", "cửa", "ngân"]
        .iter()
        .any(|first| joined(first, "hàng"));
    let schooling = joined("dục", "thường");
    if schooling
        || joined("hậu", "cần")
        || joined("hoạch", "tổng")
        || joined("sở", "tại")
        || traffic
        || part
        || leading
        || shop
    {
        return false;
    }
    // "Ban chỉ đạo" in small letters is the board.
    let board =
        before.is_some_and(|w| w.key == "ban") && word::phrase(words, at, "chỉ đạo").is_some();
    // "… Công đoàn Giáo dục Việt Nam kết quả thực hiện": what is reported, behind who gets it.
    static THINGS: Phrases = Phrases::new(
        "kết quả | tình hình | số liệu | danh sách | tiến độ | những | số đơn vị | số ca | \
         số người | số lượng | số lượt | cơ số",
    );
    organises || leads_on || counted || THINGS.at(words, at) || (VERBS.at(words, at) && !board)
}

/// A verb of what bodies do begins at a word.
pub(super) fn is_verb(words: &[Word<'_>], at: usize) -> bool {
    VERBS.at(words, at)
}

/// What follows the name of a body is what it does: a small word that does not lead on.
pub(super) fn acts(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|w| {
        w.text.starts_with(char::is_lowercase)
            && w.lead.is_empty()
            && (!AFTER.has(&w.key) || DOES.has(&w.key))
    })
}

/// Verbs among the words that end a name.
static DOES: Phrases = Phrases::new(
    "mở | đưa | in | treo | viết | dán | đăng | cử | lập | gửi | giao | tiêm | nêu | cho",
);

/// "các tổ chức", "tổ chức chính trị": the noun, not the verb.
fn is_organisation(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let counted = before.is_some_and(|w| matches!(w.key.as_str(), "các" | "những" | "ban" | "mọi"));
    counted
        || word::any(
            words,
            at + 2,
            &[
                "chính trị",
                "cơ sở",
                "xã hội",
                "thành viên",
                "quần chúng",
                "đoàn thể",
                "đảng",
            ],
        )
        .is_some()
}

fn opens_citation(words: &[Word<'_>], at: usize) -> bool {
    super::citation::kind_at(words, at).is_some_and(|(_, len)| {
        words
            .get(at + len)
            .is_some_and(|w| matches!(w.key.as_str(), "số" | "này"))
    })
}

/// The names a text lists, each as written: parted at commas, semicolons, "và" and line ends
/// wherever a new body begins.
pub(super) fn list(text: &str) -> Vec<String> {
    let words = words(text);
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // "Hiệp hội Nhà hàng - Khách sạn" is one.
        let inside = at > 0
            && words
                .get(at - 1)
                .is_some_and(|w| matches!(w.text, "-" | "–"));
        if starts(&words, at) && !inside {
            let to = end(&words, at);
            names.extend(slice(text, &words, at, to));
            at = to.max(at + 1);
        } else {
            at += 1;
        }
    }
    names
}

/// Text from one word to before another, without the stops around it.
pub(super) fn slice(text: &str, words: &[Word<'_>], from: usize, to: usize) -> Option<String> {
    let (first, last) = (words.get(from)?, words.get(to.checked_sub(1)?)?);
    text.get(first.start..last.end).map(str::to_owned)
}

/// The text opens with a word for a level of place ("xã thạnh an").
pub(super) fn opens_level(text: &str) -> bool {
    let words = words(text);
    let levels = [
        "thành phố",
        "tỉnh",
        "phường",
        "xã",
        "huyện",
        "quận",
        "đặc khu",
        "thị trấn",
        "thị xã",
    ];
    word::any(&words, 0, &levels).is_some()
}

#[cfg(test)]
mod tests;
