//! What makes a password good enough (NIST SP 800-63B, OWASP ASVS 5.0): its length counts, rules of
//! composition do not, and what a guesser tries first is refused.

use nhip_viet::fold::{folded, nfc};

use crate::lang::Bilingual;

/// Fewest characters.
pub const SHORTEST: usize = 10;
/// Most: beyond it nobody types, and hashing costs.
pub const LONGEST: usize = 200;
/// What must be left when every word a guesser tries is taken out: a letter counts one,
/// a sign once, three digits count one.
const LEFT: usize = 4;
/// Different characters there must be.
const DIFFERENT: usize = 4;
/// Characters of a user name that give a password away wherever it stands.
const LONG_NAME: usize = 4;

/// Common passwords of eight characters and more, from what became known of broken services: the
/// lists of zxcvbn (MIT) and Django (BSD).
const COMMON: &str = include_str!("password/common.txt");
/// Vietnamese ones, without accents.
const VIETNAMESE: &str = include_str!("password/vietnamese.txt");
/// Words of the place, besides the names of the city and of the person (docs/asvs.md, 6.1.2).
pub const CONTEXT: [&str; 26] = [
    "nhip",
    "thanhpho",
    "phuong",
    "ubnd",
    "uyban",
    "quantri",
    "admin",
    "administrator",
    "baocao",
    "daumoi",
    "thutruong",
    "lanhdao",
    "matkhau",
    "password",
    "kehoach",
    "tonghop",
    "truyenthong",
    "suckhoe",
    "yte",
    "benhvien",
    "tramyte",
    "soyte",
    "vietnam",
    "thang",
    "nam",
    "ngay",
];
/// Where fingers run: rows and columns of the keyboard.
const KEYS: [&str; 12] = [
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik",
];

/// The forms in which a typed password is tried: as received; composed, for keyboards differ; and
/// without the spaces that come along when it is pasted. The last is the one that is kept.
pub fn forms(typed: &str) -> Vec<String> {
    let mut forms = vec![typed.to_owned(), nfc(typed), nfc(typed.trim())];
    forms.dedup();
    forms
}

/// What is wrong with a password somebody wants, if anything. `own`: her user name first, then names
/// a guesser would think of.
pub fn weakness(password: &str, own: &[&str]) -> Option<Bilingual> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(Bilingual::new(
            format!("Mật khẩu phải có ít nhất {SHORTEST} ký tự; một câu ngắn dễ nhớ là tốt nhất."),
            format!("Use at least {SHORTEST} characters; a short sentence is best."),
        ));
    }
    if length > LONGEST {
        return Some(Bilingual::new(
            format!("Mật khẩu không quá {LONGEST} ký tự."),
            format!("Use at most {LONGEST} characters."),
        ));
    }
    is_guessed(password, own).then(|| {
        Bilingual::new(
            "Mật khẩu này dễ đoán: nhiều người dùng nó, hoặc nó là dãy phím, ngày, số điện thoại, tên người, tên nơi. Hãy dùng một câu ngắn của riêng bạn.",
            "This is easy to guess: many use it, or it is a row of keys, a date, a telephone number, a name. Use a short sentence of your own.",
        )
    })
}

fn is_guessed(password: &str, own: &[&str]) -> bool {
    let typed: Vec<char> = folded(password)
        .chars()
        .filter(|sign| !sign.is_whitespace())
        .collect();
    let plain: String = typed.iter().collect();
    let stem = plain.trim_matches(|sign: char| !sign.is_alphabetic());
    let words = own_words(own);
    let is_word = |text: &str| {
        COMMON
            .lines()
            .chain(VIETNAMESE.lines())
            .any(|word| word == text)
            || words.iter().any(|word| word == text)
    };
    let login = own
        .first()
        .map(|login| login.to_lowercase())
        .unwrap_or_default();
    let named = login.chars().count() >= LONG_NAME && plain.contains(&login);
    let mut different = typed.clone();
    different.sort_unstable();
    different.dedup();
    named
        || different.len() < DIFFERENT
        || runs(&typed) * 3 <= typed.len()
        || repeats(&typed)
        || [&plain, stem, &letters_meant(&plain), &letters_meant(stem)]
            .into_iter()
            .any(is_word)
        || left(&plain, &words) < LEFT
}

/// The names as one word and word by word, with the words of the place; the longest first.
fn own_words(own: &[&str]) -> Vec<String> {
    let names = own.iter().map(|name| folded(name));
    let mut words: Vec<String> = names
        .flat_map(|name| {
            let whole: String = name.split_whitespace().collect();
            name.split_whitespace()
                .map(str::to_owned)
                .chain([whole])
                .collect::<Vec<_>>()
        })
        .chain(CONTEXT.map(str::to_owned))
        .filter(|word| word.chars().count() > 2)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// What counts when the names and the common Vietnamese words are taken out.
fn left(plain: &str, words: &[String]) -> usize {
    let vietnamese = VIETNAMESE.lines().filter(|word| word.len() > 5);
    let words = words.iter().map(String::as_str).chain(vietnamese);
    let rest = words.fold(plain.to_owned(), |rest, word| rest.replace(word, ""));
    let count = |is: fn(char) -> bool| rest.chars().filter(|sign| is(*sign)).count();
    let signs: std::collections::BTreeSet<char> = rest
        .chars()
        .filter(|sign| !sign.is_alphanumeric())
        .collect();
    count(char::is_alphabetic) + signs.len() + count(|sign| sign.is_ascii_digit()) / 3
}

/// "p@ssw0rd" as it is meant.
fn letters_meant(text: &str) -> String {
    let meant = |sign| match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(meant).collect()
}

/// Stretches in which each character is the one before, its neighbour in the alphabet, or the next
/// key.
fn runs(typed: &[char]) -> usize {
    let next_key = |a: char, b: char| {
        KEYS.iter().any(|keys| {
            let (a, b) = (keys.find(a), keys.find(b));
            a.zip(b).is_some_and(|(a, b)| a.abs_diff(b) == 1)
        })
    };
    let near = |a: char, b: char| u32::from(a).abs_diff(u32::from(b)) < 2 || next_key(a, b);
    1 + typed
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if !near(*a, *b)))
        .count()
}

/// Whether it is one short piece again and again.
fn repeats(typed: &[char]) -> bool {
    (1..SHORTEST.min(typed.len())).any(|length| {
        let (piece, _) = typed.split_at(length);
        typed.chunks(length).all(|chunk| piece.starts_with(chunk)) && typed.len() >= 2 * length
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 3] = ["benngu", "Nguyễn Thị Hoa", "Thành phố Lạc Giang"];

    #[test]
    fn what_a_guesser_tries_first_is_refused() {
        for weak in [
            "ngắn",
            "aaaaaaaaaaaa",
            "bennguthang11",
            "1234567890",
            "0987654321",
            "qwertyuiop",
            "1qaz2wsx3edc",
            "abcdefghijkl",
            "abc123abc123",
            "password123!",
            "P@ssw0rd2026",
            "matkhau2026",
            "Mật khẩu 123",
            "anhyeuem1999",
            "yêu em mãi mãi",
            "nhip lac giang",
            "Lạc Giang 2026!",
            "hoa 01/01/1990",
            "0901234567",
            "01-01-1990",
            "nguyenthihoa1",
            "thang11nam2026",
            "uỷ ban phường",
        ] {
            assert!(weakness(weak, &OWN).is_some(), "{weak}");
        }
    }

    #[test]
    fn any_sentence_or_mixture_of_ones_own_is_taken_whatever_its_characters() {
        for good in [
            "mưa rơi trên mái ngói",
            "con đò nhỏ bến sông",
            "&*()_+{}|:<>?~",
            "k7xw-9mpt-2rqz",
            "839201746529384756",
            "hoa cúc vàng nở muộn trước hiên",
            "雨落在瓦片屋頂上的聲音",
        ] {
            assert!(weakness(good, &OWN).is_none(), "{good}");
        }
        let long: String = "mưa rơi trên mái ngói, ".repeat(8);
        assert!(weakness(&long, &[]).is_none());
        assert!(weakness(&"x y".repeat(100), &[]).is_some());
    }

    #[test]
    fn three_thousand_common_ones_of_the_least_length_and_more_are_on_the_list() {
        let stems = COMMON
            .lines()
            .filter(|word| word.chars().count() >= 8)
            .count();
        assert!(stems > 3_000 && COMMON.lines().count() == stems);
        for word in COMMON
            .lines()
            .filter(|word| word.chars().count() >= SHORTEST)
        {
            assert!(weakness(word, &[]).is_some(), "{word}");
        }
    }

    #[test]
    fn a_password_is_tried_as_it_came_then_composed_then_without_spaces_around() {
        assert_eq!(forms("abc"), ["abc"]);
        assert_eq!(forms(" e\u{302} "), [" e\u{302} ", " ê ", "ê"]);
    }
}
