//! Where a household lives: a number of a house, a room or a lane. A ward, a street or a
//! neighbourhood ("tổ 3", where people are called together) alone is nobody's.

use super::Kind;
use super::word::{Stop, Word};

/// What begins at a word, and how many words it takes.
pub(super) fn at(before: &[Word], rest: &[Word]) -> Option<(Kind, usize)> {
    let rules = [labelled, house, lane, room, plot];
    let len = rules.iter().find_map(|rule| rule(before, rest))?;
    Some((Kind::Address, len))
}

fn plain(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.plain.as_str())
}

/// The word so many places before, as far as the phrase goes.
fn word_before(before: &[Word], back: usize) -> &str {
    let at = before.len().checked_sub(back);
    let phrase = at.and_then(|at| before.get(at..)).unwrap_or_default();
    let ended = phrase.iter().any(|word| word.stop == Stop::Mark);
    phrase
        .first()
        .filter(|_| !ended)
        .map_or("", |word| word.plain.as_str())
}

/// `12`, `9B`, `12/5`, `56/18/2A`, `27-14`; no date, no count of more than four digits.
fn is_number(word: &Word) -> bool {
    let part = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let letters = part.len() - digits;
        (1..=4).contains(&digits)
            && letters <= 2
            && part.bytes().skip(digits).all(|b| b.is_ascii_alphabetic())
    };
    let parts = word.plain.split(['/', '-']);
    word.has_digit() && parts.clone().count() <= 5 && parts.into_iter().all(part)
}

/// `12/5`, `205/6A`, `56/18/2`: parts of up to three digits.
fn is_house(text: &str) -> bool {
    let part = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits)
            && part.len() <= digits + 1
            && part.bytes().skip(digits).all(|b| b.is_ascii_alphabetic())
    };
    (2..=4).contains(&text.split('/').count()) && text.split('/').all(part)
}

/// `205/6A`, `56/18/2` are no share and no date.
fn is_house_alone(text: &str) -> bool {
    let values: Vec<u32> = text
        .split('/')
        .filter_map(|part| part.parse().ok())
        .collect();
    let date = matches!(values.as_slice(), [1..=31, 1..=12, 20..=40]);
    let lettered = text.ends_with(|c: char| c.is_ascii_alphabetic());
    is_house(text) && !date && (lettered || text.split('/').count() == 3)
}

/// Numbers in words: `hai mươi bảy`, `mười hai`.
fn is_number_word(word: &Word) -> bool {
    const WORDS: [&str; 17] = [
        "không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám",
        "chín", "mười", "mươi", "trăm",
    ];
    let unaccented = word.key == word.plain
        && matches!(
            &*word.key,
            "mot" | "hai" | "ba" | "bon" | "nam" | "sau" | "bay" | "tam" | "chin" | "muoi" | "tram"
        );
    unaccented || WORDS.contains(&word.key.as_str())
}

/// A number begins at a word: in digits, or in so many words.
fn numbered(words: &[Word], at: usize, fewest_words: usize) -> bool {
    let rest = words.get(at..).unwrap_or_default();
    let said = rest.iter().take_while(|word| is_number_word(word)).count();
    rest.first().is_some_and(is_number) || said >= fewest_words
}

/// A street's name or the word for one.
fn street(words: &[Word], at: usize) -> bool {
    let word = words.get(at);
    word.is_some_and(|word| word.is_capital() && !is_unit(word))
        || matches!(
            plain(words, at),
            "duong" | "pho" | "kiet" | "hem" | "ngo" | "ngach"
        )
}

/// Capitals that begin no street.
fn is_unit(word: &Word) -> bool {
    matches!(
        &*word.plain,
        "tram" | "ubnd" | "trung" | "benh" | "ngay" | "so" | "chu" | "hoi" | "nghi" | "quyet"
    )
}

/// `số nhà 12`, `nhà số hai mươi bảy`, `SN 12`, `địa chỉ: 97/15 Mai Lâm`, `ở 205/6A Bàu Sen`.
fn labelled(before: &[Word], rest: &[Word]) -> Option<usize> {
    let rate = word_before(before, 1) == "chi";
    let number = match (plain(rest, 0), plain(rest, 1)) {
        ("so", "nha") if !rate => 2,
        ("nha", "so") => 2,
        ("sn", _) => 1,
        _ => return of_place(rest),
    };
    let year = rest.get(number).is_some_and(|word| {
        plain(rest, 0) == "sn" && word.text.parse().is_ok_and(|year: u32| year > 1900)
    });
    (numbered(rest, number, 1) && !year).then_some(number + 1)
}

fn of_place(rest: &[Word]) -> Option<usize> {
    let label = match (plain(rest, 0), plain(rest, 1)) {
        ("dia", "chi") | ("tam" | "thuong" | "cu", "tru") | ("cu", "ngu") | ("noi", "o") => 2,
        ("d/c" | "dc" | "ngu" | "tru" | "o" | "tai" | "nha", _) => 1,
        _ => return None,
    };
    let label = label
        + usize::from(matches!(
            plain(rest, label),
            "tai" | "o" | "la" | "so" | "nha"
        ));
    let number = rest.get(label).filter(|word| is_number(word))?;
    let house = is_house(&number.plain) && (street(rest, label + 1) || label > 1);
    let road =
        matches!(plain(rest, label + 1), "duong" | "pho") || label > 1 && street(rest, label + 1);
    (house || road).then_some(label + 2)
}

/// `số 12/5 Lê Lợi`, `183 đường Mai Lâm`, `K45/12`, `K 45 / 12`, `H17/9 K318`.
fn house(before: &[Word], rest: &[Word]) -> Option<usize> {
    let word = rest.first()?;
    if let Some(lanes) = word.plain.strip_prefix(['k', 'h'])
        && is_house(&lanes.replace("/h", "/").replace("/k", "/"))
    {
        return Some(1);
    }
    let next = rest.get(1).filter(|_| word.stop <= Stop::Line);
    if matches!(&*word.plain, "k" | "h") {
        return next.filter(|next| is_house(&next.plain)).map(|_| 2);
    }
    if word.plain == "so" {
        let said = rest.iter().skip(1).take_while(|word| is_number_word(word));
        let said = said.count();
        if said > 0 && rest.get(1 + said).is_some_and(|word| word.plain == "duong") {
            return rest
                .get(2 + said)
                .filter(|name| name.is_capital())
                .map(|_| said + 2);
        }
        let house = next.is_some_and(|next| is_house(&next.plain) || road_behind(rest, 1));
        return (house && street(rest, 2)).then_some(3);
    }
    let many = matches!(
        word_before(before, 1),
        "ngay" | "tu" | "den" | "cac" | "vuc" | "phun" | "cum" | "doi" | "to" | "khu" | "quan"
    );
    let alone = is_house_alone(&word.plain) && street(rest, 1);
    let named_lane = word.plain.strip_prefix('k').is_some_and(|tail| {
        (2..=4).contains(&tail.len()) && tail.bytes().all(|byte| byte.is_ascii_digit())
    });
    let road = (is_number(word) || named_lane) && road_behind(rest, 0);
    ((alone || road) && !many).then_some(2)
}

/// `183 đường Mai Lâm`: behind the number, a street with its name; `9 đường, 2 km` is a count.
fn road_behind(rest: &[Word], number: usize) -> bool {
    let word = rest
        .get(number)
        .filter(|word| is_number(word) || word.plain.starts_with('k'));
    let tight = word.is_some_and(|word| word.stop == Stop::None);
    let name = rest.get(number + 2);
    let named = name.is_some_and(|name| {
        name.is_capital() || name.text.chars().all(char::is_uppercase) || name.has_digit()
    });
    tight && matches!(plain(rest, number + 1), "duong" | "pho") && named
}

/// `hẻm 45`, `kiệt 27`, `ngõ mười hai`.
fn lane(_: &[Word], rest: &[Word]) -> Option<usize> {
    let lane = matches!(plain(rest, 0), "hem" | "ngo" | "ngach" | "kiet");
    let skipped = usize::from(plain(rest, 1) == "so");
    // `HEM-7120` is a machine.
    let long = |word: &Word| word.text.len() > 3 && word.text.bytes().all(|b| b.is_ascii_digit());
    let short = rest.get(1 + skipped).is_some_and(|word| !long(word));
    (lane && short && numbered(rest, 1 + skipped, 2)).then_some(2 + skipped)
}

const DWELLINGS: [(&str, &str); 8] = [
    ("nha", "tro"),
    ("chung", "cu"),
    ("khu", "tro"),
    ("day", "tro"),
    ("ky", "tuc"),
    ("tap", "the"),
    ("khach", "san"),
    ("can", "ho"),
];

/// `căn hộ 1203`, `block B2`, `phòng 12 nhà trọ Bình An`, `chung cư Sông Xanh, căn 1207`.
fn room(before: &[Word], rest: &[Word]) -> Option<usize> {
    let block = rest
        .get(1)
        .is_some_and(|word| word.has_digit() || word.text.len() == 1);
    match (plain(rest, 0), plain(rest, 1)) {
        ("can", "ho") if is_room(rest, 2) => return Some(3),
        ("block", _) if is_room(rest, 1) => return Some(2),
        ("block" | "toa" | "lo", _) if block && dwelling(rest, 2) => return Some(2),
        ("phong" | "can" | "tang" | "lau" | "p", _) if is_room(rest, 1) => {}
        _ => return None,
    }
    let many = matches!(word_before(before, 1), "moi" | "tung");
    let nearby = before
        .get(before.len().saturating_sub(6)..)
        .unwrap_or_default();
    let stands_before = (0..nearby.len()).any(|at| dwelling(nearby, at));
    let stands_behind = (2..7).any(|at| dwelling(rest, at));
    (!many && (stands_before || stands_behind)).then_some(2)
}

/// `1207`, `số 1207`, `A-1207`.
fn is_room(words: &[Word], at: usize) -> bool {
    let named = words
        .get(at)
        .is_some_and(|word| word.plain == "so" || word.text.len() == 1);
    let word = |at: usize| words.get(at).filter(|word| word.has_digit());
    let number = word(at).or_else(|| word(at + 1).filter(|_| named));
    number.is_some_and(|word| {
        word.plain.bytes().all(|b| b.is_ascii_alphanumeric()) && word.plain.len() <= 6
    })
}

fn dwelling(words: &[Word], at: usize) -> bool {
    DWELLINGS.contains(&(plain(words, at), plain(words, at + 1)))
        || matches!(plain(words, at), "ktx" | "block")
}

/// `lô 24 B2-7, khu tái định cư`: a lot of land.
fn plot(_: &[Word], rest: &[Word]) -> Option<usize> {
    let lot = matches!(plain(rest, 0), "lo" | "thua") && rest.get(1).is_some_and(Word::has_digit);
    let estate = |at: usize| {
        let words = (plain(rest, at), plain(rest, at + 1));
        matches!(
            words,
            ("tai", "dinh") | ("dan", "cu") | ("do", "thi") | ("kdc" | "kdt" | "tdc", _)
        )
    };
    (lot && (2..8).any(estate)).then_some(2)
}
