//! Dates people write, and figures that are none.

use super::{Found, Precision, find};
use chrono::NaiveDate;
use proptest::prelude::*;

fn only(text: &str) -> Found {
    let mut found = find(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn texts(text: &str) -> Vec<&str> {
    find(text)
        .into_iter()
        .map(|found| &text[found.range])
        .collect()
}

#[test]
fn days_are_read_day_first_with_any_of_three_signs() {
    for text in [
        "02/8/2021",
        "2-8-2021",
        "02.08.2021",
        "ngày 02 / 8 / 2021",
        "2021-08-02",
    ] {
        assert_eq!(only(text).date, day(2021, 8, 2), "{text}");
    }
    assert_eq!(
        only("Chỉ thị số 10-CT/TU, ngày\n08/7/2021 của").date,
        day(2021, 7, 8)
    );
    assert_eq!(only("ngày 5/9/26").date, day(2026, 9, 5));
}

#[test]
fn days_are_read_in_words() {
    for text in [
        "ngày 20 tháng 12 năm 2026",
        "NGÀY 20 THÁNG 12 NĂM 2026",
        "Lạc Giang, ngày 20 tháng 12, năm 2026",
        "20 tháng 12 năm 2026.",
        "ngày 20 tháng 12/2026",
    ] {
        assert_eq!(only(text).date, day(2026, 12, 20), "{text}");
    }
    assert_eq!(
        texts("từ ngày mùng 2 tháng 9 năm 2026"),
        ["ngày mùng 2 tháng 9 năm 2026"]
    );
}

#[test]
fn a_day_without_a_year_has_no_date_and_keeps_what_was_written() {
    let found = only("báo cáo trước ngày 20 tháng 12");
    assert_eq!(
        (found.date, found.day, found.month),
        (None, Some(20), Some(12))
    );
    assert_eq!(only("20 tháng 12").day, Some(20));
    assert_eq!(only("định kỳ hằng tháng (ngày 23)").day, Some(23));
    assert_eq!(only("ngày 24/7").month, Some(7));
    assert!(!only("ngày 29/2").is_impossible());
}

#[test]
fn fractions_and_phrases_are_no_dates() {
    for text in [
        "trực 24/7",
        "1/2 số hộ",
        "đến 1/2 số hộ",
        "trong 6 tháng 12 buổi",
        "23 ngày",
        "1.200 tờ",
        "5K",
        "COVID-19",
        "đạt 98,5%",
        "2-3 buổi",
        "quý vị",
        "năm 2 lần",
        "hai năm 15 buổi",
    ] {
        assert_eq!(texts(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn numbers_of_documents_are_no_dates() {
    for text in [
        "Nghị định 09/2019/NĐ-CP",
        "Luật số 15/2023/QH15",
        "Số: 11/2026",
        "Kế hoạch số 5488/KH-UBND",
        "QCVN 102:2016/BTTTT",
        "1.20.11.2026",
    ] {
        assert_eq!(texts(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn months_quarters_and_years_cover_their_days() {
    for (text, precision, days) in [
        ("tháng 11/2026", Precision::Month, "2026-11-01 2026-11-30"),
        (
            "Tháng 02 năm 2028",
            Precision::Month,
            "2028-02-01 2028-02-29",
        ),
        ("kỳ 12/2026", Precision::Month, "2026-12-01 2026-12-31"),
        (
            "tháng 10-11/2026",
            Precision::Month,
            "2026-10-01 2026-11-30",
        ),
        ("quý I/2027", Precision::Quarter, "2027-01-01 2027-03-31"),
        (
            "Quý IV năm 2026",
            Precision::Quarter,
            "2026-10-01 2026-12-31",
        ),
        ("năm 2026", Precision::Year, "2026-01-01 2026-12-31"),
        (
            "giai đoạn 2021 - 2025",
            Precision::Year,
            "2021-01-01 2025-12-31",
        ),
        ("15-20/11/2026", Precision::Day, "2026-11-15 2026-11-20"),
    ] {
        let found = only(text);
        let covered = format!("{} {}", found.date.unwrap(), found.last.unwrap());
        assert_eq!(
            (found.precision, covered.as_str()),
            (precision, days),
            "{text}"
        );
    }
    assert_eq!(only("Quý 3").month, Some(7));
    assert_eq!(only("trong tháng 11").month, Some(11));
}

#[test]
fn several_dates_of_one_sentence_are_all_found() {
    assert_eq!(
        texts("từ 15/10 đến 14/11/2026; dịp 30/4-1/5; 01/11/2026-30/11/2026"),
        [
            "15/10",
            "14/11/2026",
            "dịp 30/4",
            "1/5",
            "01/11/2026",
            "30/11/2026"
        ]
    );
    assert_eq!(
        texts("tháng 10, 11/2026 và quý I, năm 2027"),
        ["tháng 10", "11/2026", "quý I, năm 2027"]
    );
}

#[test]
fn dates_that_cannot_be_are_found_without_a_day() {
    for text in [
        "29/77/2020",
        "ngày 31 tháng 4 năm 2026",
        "30/02/2026",
        "tháng 13/2026",
    ] {
        let found = only(text);
        assert!(found.date.is_none() && found.is_impossible(), "{text}");
    }
    assert!(only("ngày 31 tháng 4").is_impossible());
    assert!(
        only("20-11/11/2026")
            .date
            .is_some_and(|date| Some(date) == day(2026, 11, 11))
    );
}

proptest! {
    #[test]
    fn every_day_comes_back(date in 0i32..80_000, sign in "[/.-]", zero in any::<bool>()) {
        use chrono::Datelike;
        let date = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(date as u64);
        let (d, m, y) = (date.day(), date.month(), date.year());
        let text = if zero { format!("{d:02}{sign}{m:02}{sign}{y}") } else { format!("{d}{sign}{m}{sign}{y}") };
        prop_assert_eq!(only(&format!("trước {text}, xong")).date, Some(date));
        prop_assert_eq!(only(&format!("ngày {d} tháng {m} năm {y}")).date, Some(date));
    }

    #[test]
    fn ranges_are_in_order_and_on_letters(
        text in "(ngày|tháng|quý|năm|giai đoạn|đến|[0-9]{1,4}|I|IV|[/., -]|\\PC){0,40}"
    ) {
        let mut rest = 0;
        for found in find(&text) {
            prop_assert!(rest <= found.range.start && found.range.start < found.range.end);
            prop_assert!(text.get(found.range.clone()).is_some());
            prop_assert_eq!(found.date.is_some(), found.last.is_some());
            rest = found.range.end;
        }
    }
}
