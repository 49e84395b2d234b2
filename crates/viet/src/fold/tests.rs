//! What is the same word and what is not.

use super::{base, folded, is_alphanumeric, is_letter, key, lower, nfc};
use proptest::prelude::*;

#[test]
fn the_tone_at_its_old_and_its_modern_place_is_one_word() {
    for (old, modern) in [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("uỷ ban", "ủy ban"),
        ("Khoẻ", "khỏe"),
        ("HOẢ TỐC", "hỏa tốc"),
        ("minh hoạ", "minh họa"),
        ("tuỳ.", "tùy."),
        ("(luỹ kế)", "(lũy kế)"),
    ] {
        assert_eq!(key(old), modern);
        assert_eq!(key(modern), modern);
    }
}

#[test]
fn words_where_the_tone_has_one_place_only_stay() {
    for word in [
        "quý", "quà", "qui", "quỳ", "già", "giá", "hoàn", "hoặc", "toàn", "khuỷu", "ngoèo", "mùa",
        "của", "xoáy", "loại", "huỳnh", "quỷ",
    ] {
        assert_eq!(key(word), word);
    }
}

#[test]
fn place_names_that_differ_by_a_tone_differ_by_key_and_not_by_fold() {
    assert_ne!(key("xã Thanh An"), key("xã Thạnh An"));
    assert_eq!(folded("xã Thanh An"), folded("xã Thạnh An"));
}

#[test]
fn loose_marks_and_look_alike_letters_are_the_same_letter() {
    assert_eq!(nfc("kê\u{301}t qua\u{309}"), "kết quả");
    assert_eq!(key("kê\u{301}t"), key("kết"));
    assert_eq!(key("Ðà Nẵng"), key("Đà Nẵng"));
    assert_eq!(key("Ɖà Nẵng"), key("Đà Nẵng"));
    assert_eq!(folded("Ðồng Ɖăng đó"), "dong dang do");
}

#[test]
fn spacing_dashes_and_quotes_do_not_make_a_difference() {
    assert_eq!(key("quốc phòng-an ninh"), key("Quốc phòng –\u{A0}an  ninh"));
    assert_eq!(key("COVID- 19"), "covid-19");
    assert_eq!(key("  “5K”\tvà ’ \n"), "\"5k\" và '");
    assert_eq!(key("tuyên\u{AD}truyền"), "tuyêntruyền");
}

#[test]
fn folding_drops_every_mark_of_vietnamese() {
    assert_eq!(
        folded("Ủy ban NHÂN DÂN phường Bến Ngự"),
        "uy ban nhan dan phuong ben ngu"
    );
    let letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
    assert!(folded(letters).is_ascii());
    assert!(letters.chars().all(|c| base(c).is_ascii_lowercase()));
    assert!(
        letters
            .to_uppercase()
            .chars()
            .zip(letters.chars())
            .all(|(a, b)| lower(a) == b)
    );
}

#[test]
fn letters_of_other_alphabets_that_print_as_latin_ones_are_latin() {
    // A Cyrillic О and В among Latin letters, as borrowed keyboards leave them.
    assert_eq!(key("KẾ H\u{41E}ẠCH"), key("KẾ HOẠCH"));
    assert_eq!(folded("U\u{412}ND xã Thanh An"), "ubnd xa thanh an");
}

proptest! {
    #[test]
    fn keys_are_stable(text in "\\PC*|[aoeuyqàảoạỷÐ\u{301}\u{323}\u{31B}\u{AD}\u{A0} –-]*") {
        let once = key(&text);
        prop_assert_eq!(&key(&once), &once);
        let bare = folded(&text);
        prop_assert_eq!(&folded(&bare), &bare);
        prop_assert_eq!(&folded(&once), &bare);
        let composed = nfc(&text);
        prop_assert_eq!(&nfc(&composed), &composed);
        prop_assert_eq!(&key(&composed), &once);
    }

    #[test]
    fn short_way_and_long_way_agree(text in "[ -~À-ỹđĐơƯ]*") {
        let loose: String = unicode_normalization::UnicodeNormalization::nfd(text.as_str()).collect();
        prop_assert_eq!(key(&loose), key(&text));
        prop_assert_eq!(folded(&loose), folded(&text));
    }
}

#[test]
fn the_quick_way_to_tell_letters_and_digits_is_the_slow_one() {
    let differs =
        |c: &char| is_letter(*c) != c.is_alphabetic() || is_alphanumeric(*c) != c.is_alphanumeric();
    assert_eq!(('\0'..=char::MAX).find(differs), None);
}
