//! Names, addresses, links and e-mail: found by the words around, so a person decides.

use nhip_viet::fold;

use super::{Found, Kind};

/// A word of the text, as compared.
struct Word<'a> {
    text: &'a str,
    at: usize,
    key: String,
    /// Behind it stands a mark that ends a phrase.
    ends: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        if !bare.is_empty() {
            let offset = part.find(bare).unwrap_or_default();
            let behind = part.get(offset + bare.len()..).unwrap_or_default();
            found.push(Word {
                text: bare,
                at: at + offset,
                key: fold::key(bare),
                ends: behind.contains([',', '.', ';', ':', '!', '?', ')', '\n', '"', '”']),
            });
        }
        at += part.len();
    }
    found
}

/// The first that is found.
pub(super) fn first(text: &str) -> Option<Found> {
    let words = words(text);
    let found = (0..words.len()).find_map(|at| {
        let (before, rest) = words.split_at(at);
        let (kind, len) = email(rest)
            .or_else(|| link(rest))
            .or_else(|| address(before, rest))
            .or_else(|| name(before, rest))?;
        let last = rest.get(len - 1)?;
        Some((kind, rest.first()?.at..last.at + last.text.len()))
    });
    found.map(|(kind, place)| Found::new(kind, text, place))
}

type Hit = Option<(Kind, usize)>;

/// `a@b.vn`, `a[at]b.vn`, "a a còng b chấm vn"; an office's own is public.
fn email(rest: &[Word]) -> Hit {
    let word = rest.first()?;
    let key = fold::folded(&word.key)
        .replace('＠', "@")
        .replace("[at]", "@")
        .replace("(at)", "@")
        .replace("{at}", "@");
    if let Some((own, host)) = key.split_once('@')
        && !own.is_empty()
        && host.contains('.')
    {
        let office = host.ends_with(".gov.vn") || host.ends_with(".chinhphu.vn");
        return (!office).then_some((Kind::Email, 1));
    }
    let key = |at: usize| rest.get(at).map(|word| fold::folded(&word.key));
    let at = key(1)? == "a" && matches!(key(2)?.as_str(), "cong" | "moc");
    (at && rest.len() > 3).then_some((Kind::Email, rest.len().min(6)))
}

fn link(rest: &[Word]) -> Hit {
    const PROFILES: [&str; 9] = [
        "facebook.com/",
        "fb.com/",
        "fb.me/",
        "m.me/",
        "zalo.me/",
        "t.me/",
        "tiktok.com/",
        "instagram.com/",
        "threads.net/",
    ];
    let word = rest.first()?;
    let key = word.key.as_str();
    let at_profile = PROFILES.iter().any(|host| {
        key.split_once(host).is_some_and(|(before, own)| {
            !own.is_empty() && !before.ends_with(char::is_alphanumeric)
        })
    });
    let named = matches!(key, "fb" | "facebook" | "tiktok" | "zalo")
        && word.ends
        && rest
            .get(1)
            .is_some_and(|next| next.text.contains(['.', '_']));
    match (at_profile, named) {
        (true, _) => Some((Kind::Link, 1)),
        (_, true) => Some((Kind::Link, 2)),
        _ => None,
    }
}

fn address(before: &[Word], rest: &[Word]) -> Hit {
    let word = rest.first()?;
    let next = rest.get(1);
    let numbered = next.is_some_and(|next| {
        next.text.starts_with(|c: char| c.is_ascii_digit()) && next.text.len() <= 8
    });
    let many = before
        .last()
        .is_some_and(|word| matches!(&*word.key, "các" | "những" | "mỗi"));
    let found = match fold::folded(&word.key).as_str() {
        "so" => {
            let house = next.is_some_and(|next| fold::folded(&next.key) == "nha");
            let street = numbered
                && next.is_some_and(|next| is_house(next.text))
                && rest
                    .get(2)
                    .is_some_and(|word| starts_upper(word.text) || word.key == "đường");
            (house && rest.get(2).is_some_and(|word| has_digit(word.text))) || street
        }
        "hem" | "ngo" | "ngach" | "kiet" => numbered,
        "to" => numbered && word.key == "tổ" && !many,
        "can" => {
            next.is_some_and(|next| next.key == "hộ")
                && rest.get(2).is_some_and(|word| has_digit(word.text))
        }
        "block" => next.is_some_and(|next| has_digit(next.text)),
        key => {
            let tail = key.strip_prefix('k').unwrap_or_default();
            is_house(tail)
        }
    };
    found.then_some((Kind::Address, 2.min(rest.len())))
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// `12/5`.
fn is_house(text: &str) -> bool {
    let number =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('/')
        .is_some_and(|(one, other)| number(one) && number(other))
}

fn starts_upper(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// `Hoa`; no word in capitals alone, none with digits.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

/// Words that a name follows without being a person's.
const PLACES: [&str; 46] = [
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
];
const TITLES: [&str; 12] = [
    "anh", "chị", "bà", "ông", "bé", "cháu", "em", "cô", "chú", "bác", "dì", "cậu",
];
/// Places that begin like a person.
const NO_PERSON: [&str; 9] = [
    "bà rịa",
    "bà nà",
    "bà đen",
    "bà triệu",
    "bà trưng",
    "ông ích khiêm",
    "bà huyện",
    "hồ chí minh",
    "bà đa",
];
const SURNAMES: [&str; 22] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "đinh", "trịnh", "đoàn", "lương", "tạ", "tô",
];

fn name(before: &[Word], rest: &[Word]) -> Hit {
    let word = rest.first()?;
    if let Some(handle) = word.text.strip_prefix('@') {
        return (handle.chars().count() >= 3).then_some((Kind::Name, 1));
    }
    let next = rest.get(1).filter(|_| !word.ends)?;
    let spoken: Vec<&str> = rest.iter().take(3).map(|word| word.key.as_str()).collect();
    let spoken = spoken.join(" ");
    let placed = before
        .iter()
        .rev()
        .take(2)
        .take_while(|word| !word.ends)
        .any(|word| PLACES.contains(&word.key.as_str()));
    if placed || NO_PERSON.iter().any(|place| spoken.starts_with(place)) {
        return None;
    }
    let titled = TITLES.contains(&word.key.as_str()) && is_name(next.text);
    let called =
        word.key == "tên" && next.key == "là" && rest.get(2).is_some_and(|w| is_name(w.text));
    if titled || called {
        return Some((Kind::Name, 2));
    }
    let third = rest.get(2).filter(|_| !next.ends);
    let plain = fold::folded(&word.key);
    let surname = SURNAMES.contains(&word.key.as_str());
    let unaccented = word.key == plain && SURNAMES.iter().any(|name| fold::folded(name) == plain);
    let middle = matches!(
        fold::folded(&next.key).as_str(),
        "van" | "thi" | "huu" | "duc" | "quoc"
    ) && matches!(
        &*next.key,
        "văn" | "thị" | "hữu" | "đức" | "quốc" | "van" | "thi" | "huu" | "duc" | "quoc"
    );
    let capital = surname
        && is_name(word.text)
        && is_name(next.text)
        && third.is_some_and(|third| is_name(third.text) || middle);
    let small = (surname || unaccented) && middle && third.is_some();
    (capital || small).then_some((Kind::Name, 3))
}
