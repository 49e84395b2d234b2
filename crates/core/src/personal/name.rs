//! Names of people: behind a title or a label, or by a surname. Streets, schools and hospitals are
//! called after people too, so the words before are looked at.

mod syllables;

use std::collections::HashSet;
use std::sync::LazyLock;

use nhip_viet::fold;

use super::Kind;
use super::word::{Stop, Word};
use syllables::{ALL_GIVEN, ALL_SURNAMES, MIDDLES, SURE_MIDDLES, SURNAMES};

/// Words that a name follows without being a person's.
const PLACES: [&str; 52] = [
    "đường",
    "phố",
    "chợ",
    "chùa",
    "đình",
    "trường",
    "thcs",
    "thpt",
    "học",
    "non",
    "viện",
    "phường",
    "xã",
    "quận",
    "huyện",
    "cầu",
    "viên",
    "hóa",
    "hoá",
    "tuyến",
    "tế",
    "ubnd",
    "khu",
    "tnds",
    "tncs",
    "giải",
    "tượng",
    "đền",
    "lăng",
    "hồ",
    "sông",
    "núi",
    "đèo",
    "đảo",
    "làng",
    "thôn",
    "ấp",
    "bản",
    "tỉnh",
    "sân",
    "hẻm",
    "ngã",
    "nút",
    "vòng",
    "kênh",
    "bến",
    "quốc",
    "lộ",
    "kiệt",
    "ngõ",
    "khoa",
    "đẳng",
];
/// Of these several may be named one after the other.
const LISTED: [&str; 7] = ["đường", "phố", "tuyến", "trường", "thcs", "thpt", "học"];
/// Whatever word in capitals stands behind these is somebody.
const TITLES: [&str; 19] = [
    "anh", "chị", "bà", "ông", "bé", "cháu", "em", "cô", "chú", "bác", "dì", "cậu", "cụ", "mợ",
    "thím", "dượng", "mệ", "bn", "f0",
];
/// Behind these only a syllable names are made of.
const LABELS: [&str; 30] = [
    "bệnh nhân",
    "người bệnh",
    "ca bệnh",
    "ca mắc",
    "ca nghi",
    "sản phụ",
    "thai phụ",
    "chủ hộ",
    "chủ nhà",
    "chủ trọ",
    "chủ quán",
    "vợ chồng",
    "học sinh",
    "họ tên",
    "họ và tên",
    "tên",
    "tên là",
    "tên bệnh nhân",
    "hộ",
    "nhà",
    "trẻ",
    "con",
    "mẹ",
    "bố",
    "cha",
    "vợ",
    "chồng",
    "phụ huynh",
    "tổ trưởng",
    "ký tên",
];
/// The same without accents.
static PLAIN_LABELS: LazyLock<Vec<String>> =
    LazyLock::new(|| LABELS.iter().map(|label| fold::folded(label)).collect());
/// What a label begins with, without accents.
static LABEL_HEADS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let heads = PLAIN_LABELS.iter().map(|label| label.split(' ').next());
    heads.flatten().collect()
});
/// Places and things that begin like a person.
const NO_PERSON: [&str; 30] = [
    "bà rịa",
    "bà nà",
    "bà đen",
    "bà triệu",
    "bà trưng",
    "ông ích khiêm",
    "bà huyện",
    "hồ chí minh",
    "bà đa",
    "bà chiểu",
    "bà điểm",
    "bà hoa",
    "bà mẹ",
    "vũ trang",
    "cô tô",
    "anh hùng",
    "chị em",
    "bé trai",
    "bé gái",
    "cô đỡ",
    "thái bình",
    "bé khỏe",
    "bé ngoan",
    "cháu ngoan",
    "bác hồ",
    "cô vy",
    "bà nội",
    "ông nội",
    "bà ngoại",
    "ông ngoại",
];

/// What begins at a word, and how many words it takes.
pub(super) fn at(before: &[Word], rest: &[Word]) -> Option<(Kind, usize)> {
    let word = rest.first()?;
    if let Some(handle) = word.text.strip_prefix('@') {
        return (handle.chars().count() >= 3).then_some((Kind::Name, 1));
    }
    if is_glued(word) {
        return Some((Kind::Name, 1));
    }
    let rules = [titled, labelled, full];
    let len = rules.iter().find_map(|rule| rule(rest))?;
    (!is_placed(before) && !is_of_no_person(rest)).then_some((Kind::Name, len))
}

fn is_of_no_person(rest: &[Word]) -> bool {
    let spoken: Vec<&str> = rest.iter().take(3).map(|word| word.key.as_str()).collect();
    let spoken = spoken.join(" ");
    NO_PERSON.iter().any(|place| spoken.starts_with(place))
}

/// Whether a word for a place stands before, or one before a list of such names.
fn is_placed(before: &[Word]) -> bool {
    const FARTHEST: usize = 16;
    let near = before.iter().rev().take(2);
    let mut near = near.take_while(|word| word.stop < Stop::Colon);
    if near.any(|word| PLACES.contains(&word.key.as_str())) {
        return true;
    }
    let listed = |word: &Word| {
        word.is_capital() || matches!(&*word.key, "và" | "đến" | "cùng") || word.has_digit()
    };
    let list = before.iter().rev().take(FARTHEST);
    let mut list = list.take_while(|word| word.stop < Stop::Mark);
    let head = list.find(|word| !listed(word));
    head.is_some_and(|word| LISTED.contains(&word.key.as_str()))
}

/// Behind a word that no mark ends, the next one; over a line end only what is surely of a name.
fn next(words: &[Word], at: usize) -> Option<&Word> {
    let last = words.get(at.checked_sub(1)?)?;
    let word = words.get(at)?;
    let over = last.stop == Stop::Line && (is_given(word) || is_surname(word));
    (last.stop == Stop::None || over).then_some(word)
}

fn is_surname(word: &Word) -> bool {
    ALL_SURNAMES.has(word)
}

fn is_given(word: &Word) -> bool {
    ALL_GIVEN.has(word)
}

/// `chị Hoa`, `cụ Lê.Phương.Dung`.
fn titled(rest: &[Word]) -> Option<usize> {
    let word = rest.first()?;
    let title = TITLES.contains(&word.key.as_str());
    let plain_title = is_plain_title(&word.key);
    if !(title || plain_title) {
        return None;
    }
    let name = next(rest, 1)?;
    let unaccented = plain_title && name.key == name.plain && is_given(name);
    let one = name.is_capital() && (title || unaccented) && !is_common(rest, 1);
    (one || is_called(rest, 1)).then_some(2)
}

/// `Trung tâm`, `Trường mầm non`: begins like a name.
fn is_common(words: &[Word], at: usize) -> bool {
    const COMMON: [&str; 9] = [
        "trung tâm",
        "bảo hiểm",
        "thành phố",
        "quốc gia",
        "công an",
        "chính quyền",
        "quân khu",
        "hà nội",
        "quảng nam",
    ];
    let Some(word) = words.get(at) else {
        return false;
    };
    let next = words.get(at + 1).filter(|_| word.stop == Stop::None);
    let pair = next.map(|next| format!("{} {}", word.key, next.key));
    let place = PLACES.contains(&word.key.as_str());
    let school = place && next.is_some_and(|next| !next.is_capital());
    school || pair.is_some_and(|pair| COMMON.contains(&pair.as_str()))
}

fn is_plain_title(plain: &str) -> bool {
    matches!(
        plain,
        "chi" | "ong" | "ba" | "be" | "chau" | "co" | "chu" | "bac" | "cu"
    )
}

/// `bệnh nhân Hoài`, `họ và tên: Võ Đình Thắng`, `ten benh nhan dang ngoc diep`.
fn labelled(rest: &[Word]) -> Option<usize> {
    if !LABEL_HEADS.contains(rest.first()?.plain.as_str()) {
        return None;
    }
    let len = (1..=3).rev().find(|len| is_label(rest, *len))?;
    let last = rest.get(len - 1)?;
    let is = matches!(&*rest.get(len)?.plain, "la" | "ten" | "so" | "nam" | "nu");
    let at = len + usize::from(is && rest.len() > len + 1);
    let weak = len == 1 && last.plain != "ten";
    let name = rest.get(at)?;
    let parted = matches!(last.stop, Stop::Comma | Stop::Mark) || weak && last.stop == Stop::Line;
    let one = name.is_capital() && (is_given(name) || is_surname(name)) && !weak;
    let one = one && !is_common(rest, at) && !PLACES.contains(&name.key.as_str());
    (!parted && (one || is_called(rest, at))).then_some(at + 1)
}

fn is_label(words: &[Word], len: usize) -> bool {
    let Some(words) = words.get(..len) else {
        return false;
    };
    let joined = |of: fn(&Word) -> &str| words.iter().map(of).collect::<Vec<_>>().join(" ");
    let key = joined(|word| &word.key);
    let is = LABELS.contains(&key.as_str());
    is || key.is_ascii() && PLAIN_LABELS.contains(&key)
}

/// A surname and what surely is of a name, in any case and with or without accents.
fn is_called(words: &[Word], at: usize) -> bool {
    let Some((surname, given)) = words.get(at).zip(next(words, at + 1)) else {
        return false;
    };
    let third = next(words, at + 2).is_some_and(is_given);
    let capitals = surname.is_capital() && given.is_capital();
    is_surname(surname) && is_given(given) && (capitals || third || MIDDLES.has(given))
}

/// `Trần Thị Mỹ Dung`, `nguyễn thị lan`, `NGUYEN VAN AN`.
fn full(rest: &[Word]) -> Option<usize> {
    let (word, given) = rest.first().zip(next(rest, 1))?;
    if !is_surname(word) {
        return None;
    }
    let capitals = word.is_capital() && given.is_capital();
    if given.stop == Stop::Comma && capitals && is_given(given) && is_of_a_person(rest.get(2)?) {
        return Some(2);
    }
    let third = next(rest, 2)?;
    let usual = SURNAMES.has(word);
    let accented = word.key != word.plain;
    let capital = capitals && third.is_capital() && usual && accented;
    let given_names = is_given(given) && is_given(third);
    let written = [given, third]
        .iter()
        .all(|word| ALL_GIVEN.has_written(word));
    let known = given_names && capitals && third.is_capital() || usual && accented && written;
    let office = matches!(
        &*third.key,
        "phòng" | "hóa" | "hoá" | "nghệ" | "công" | "sát" | "bản"
    );
    let named = third.is_capital() || !office;
    let small = (usual || accented) && SURE_MIDDLES.has(given) && named;
    (capital || known || small).then_some(3)
}

/// What follows a name: an age, a sex.
fn is_of_a_person(word: &Word) -> bool {
    word.has_digit() || matches!(&*word.key, "nam" | "nữ" | "sinh" | "sn")
}

/// `nguyenthithuhoai`, `lêphươngdung`: a surname and syllables of names in one.
fn is_glued(word: &Word) -> bool {
    const LENGTHS: std::ops::Range<usize> = 9..40;
    LENGTHS.contains(&word.key.len()) && {
        let names = SURNAMES.cut(&word.key);
        names
            .into_iter()
            .any(|rest| is_made_of(rest, 2) || is_made_of(rest, 3))
    }
}

fn is_made_of(rest: &str, syllables: usize) -> bool {
    match syllables {
        0 => rest.is_empty(),
        more => ALL_GIVEN
            .cut(rest)
            .into_iter()
            .any(|rest| is_made_of(rest, more - 1)),
    }
}
