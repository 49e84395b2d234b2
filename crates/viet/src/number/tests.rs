//! Numbers read and written: vectors, and what always holds.

use super::*;
use proptest::prelude::*;

fn value(text: &str) -> Option<String> {
    parse(text).map(|n| n.value.normalize().to_string())
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(value(text).as_deref(), Some(expected), "{text}");
}

#[test]
fn points_group_and_commas_are_decimal() {
    reads("1.200", "1200");
    reads("1.200.000", "1200000");
    reads("1.200,5", "1200.5");
    reads("98,5", "98.5");
    reads("98.5", "98.5");
    reads("0.125", "0.125");
    reads("1,200,500", "1200500");
    reads("1,200.5", "1200.5");
}

#[test]
fn spaces_of_every_width_group_thousands() {
    reads("1 200", "1200");
    reads("1\u{a0}200", "1200");
    reads("12\u{202f}345\u{202f}678", "12345678");
    assert_eq!(leading("12 45").map(|n| n.len), Some(2));
    assert_eq!(leading("5 1200").map(|n| n.len), Some(1));
}

#[test]
fn three_digits_after_one_comma_are_a_doubt() {
    let number = parse("1,200").unwrap();
    assert_eq!(number.value, Decimal::new(12, 1));
    assert_eq!(number.alternative, Some(Decimal::from(1200)));
    assert_eq!(parse("0,200").unwrap().alternative, None);
    assert_eq!(parse("1,20").unwrap().alternative, None);
    assert_eq!(parse("1,200 triệu").unwrap().alternative, None);
}

#[test]
fn leading_zeros_are_a_habit_of_offices() {
    reads("02", "2");
    reads("00", "0");
    assert_eq!(value("0912345678"), None);
}

#[test]
fn what_is_no_number_is_not_read() {
    for text in [
        "",
        "abc",
        "1.2.3",
        "02.11",
        "1.20.000",
        "...",
        ",5",
        "hàng trăm",
        "triệu",
    ] {
        assert_eq!(value(text), None, "{text}");
    }
    assert_eq!(value(&"9".repeat(40)), None);
}

#[test]
fn words_of_size_multiply_figures() {
    reads("13 nghìn", "13000");
    reads("13 ngàn", "13000");
    reads("1,2 triệu", "1200000");
    reads("2 triệu rưỡi", "2500000");
    reads("3 tỷ 200 triệu", "3200000000");
    reads("3 tỉ rưỡi", "3500000000");
    reads("13 nghìn 500", "13500");
    reads("5 chục", "50");
    reads("2 trăm", "200");
    reads("2 tá", "24");
    reads("3 vạn", "30000");
    reads("1.200 tỷ", "1200000000000");
}

#[test]
fn number_words_of_both_regions_are_read() {
    for (text, expected) in [
        ("mười", "10"),
        ("mười hai", "12"),
        ("mười bốn", "14"),
        ("mười lăm", "15"),
        ("hai mươi mốt", "21"),
        ("hai mươi tư", "24"),
        ("Hai mươi bốn", "24"),
        ("hai mươi lăm", "25"),
        ("ba lăm", "35"),
        ("một trăm linh năm", "105"),
        ("một trăm lẻ năm", "105"),
        ("một nghìn hai trăm", "1200"),
        ("một ngàn lẻ năm", "1005"),
        ("hai nghìn không trăm hai mươi sáu", "2026"),
        ("một triệu không trăm linh năm nghìn", "1005000"),
        ("hai trăm rưỡi", "250"),
        ("một nghìn rưỡi", "1500"),
        ("hai chục", "20"),
        ("một nghìn năm trăm", "1500"),
    ] {
        reads(text, expected);
    }
}

#[test]
fn a_year_or_a_symptom_behind_a_number_is_not_part_of_it() {
    assert_eq!(
        leading("mười năm").map(|n| n.value),
        Some(Decimal::from(10))
    );
    assert_eq!(
        leading("hai mươi năm").map(|n| n.value),
        Some(Decimal::from(20))
    );
    assert_eq!(
        leading("một nghìn năm").map(|n| n.value),
        Some(Decimal::from(1000))
    );
    assert_eq!(
        leading("3 triệu chứng").map(|n| n.value),
        Some(Decimal::from(3))
    );
    assert_eq!(leading("3 tỷ lệ").map(|n| n.value), Some(Decimal::from(3)));
}

#[test]
fn words_are_written_for_north_and_south() {
    for (number, north, south) in [
        (0, "không", "không"),
        (10, "mười", "mười"),
        (15, "mười lăm", "mười lăm"),
        (21, "hai mươi mốt", "hai mươi mốt"),
        (24, "hai mươi tư", "hai mươi tư"),
        (105, "một trăm linh năm", "một trăm lẻ năm"),
        (
            2026,
            "hai nghìn không trăm hai mươi sáu",
            "hai ngàn không trăm hai mươi sáu",
        ),
        (
            1_005_000,
            "một triệu không trăm linh năm nghìn",
            "một triệu không trăm lẻ năm ngàn",
        ),
        (1_000_000_000_000, "một nghìn tỷ", "một ngàn tỷ"),
    ] {
        assert_eq!(in_words(number, Region::North), north);
        assert_eq!(in_words(number, Region::South), south);
    }
}

#[test]
fn figures_are_written_with_points_and_a_comma() {
    for (text, expected) in [
        ("1200", "1.200"),
        ("98.50", "98,5"),
        ("0", "0"),
        ("-1234567.25", "-1.234.567,25"),
        ("999", "999"),
    ] {
        assert_eq!(grouped(text.parse().unwrap()), expected);
    }
}

proptest! {
    #[test]
    fn words_read_back_are_the_number(n in 0u64..=1_000_000_000_000) {
        for region in [Region::North, Region::South] {
            let words = in_words(n, region);
            prop_assert_eq!(parse(&words).map(|p| p.value), Some(Decimal::from(n)), "{}", words);
        }
    }

    #[test]
    fn small_words_read_back_are_the_number(n in 0u64..20_000) {
        let words = in_words(n, Region::North);
        prop_assert_eq!(parse(&words).map(|p| p.value), Some(Decimal::from(n)), "{}", words);
    }

    #[test]
    fn figures_read_back_are_the_number(n in 0i64..=1_000_000_000_000, decimals in 0u32..3) {
        let value = Decimal::new(n, decimals);
        prop_assert_eq!(parse(&grouped(value)).map(|p| p.value), Some(value));
    }

    #[test]
    fn any_string_is_read_without_panic_up_to_a_character(text in ".*") {
        if let Some(number) = leading(&text) {
            prop_assert!(text.is_char_boundary(number.len));
        }
    }

    #[test]
    fn rows_of_number_words_never_panic(words in prop::collection::vec(
        prop::sample::select(vec!["một", "hai", "năm", "mươi", "mười", "trăm", "nghìn", "triệu", "tỷ", "linh", "rưỡi", "999999999999999999", "1.200"]), 0..30)) {
        let _ = leading(&words.join(" "));
    }
}
