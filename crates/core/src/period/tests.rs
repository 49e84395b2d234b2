//! Tests of months, days and due dates.

use super::*;

#[test]
fn days_are_read_as_people_and_workbooks_write_them() {
    let wanted = NaiveDate::from_ymd_opt(2025, 7, 1);
    for text in [
        "01/7/2025",
        "1-7-2025",
        "1.07.2025",
        "2025-07-01",
        "2025-07-01T00:00:00",
        " 2025-07-01 00:00:00",
    ] {
        assert_eq!(day(text), wanted, "{text}");
    }
}

#[test]
fn impossible_days_are_none() {
    for text in [
        "",
        "31/02/2025",
        "7/2025",
        "1/7/25",
        "01/07/2025/3",
        "hôm nay",
        "29/77/2020",
    ] {
        assert_eq!(day(text), None, "{text}");
    }
}

#[test]
fn a_day_beyond_the_end_is_the_last_of_the_month() {
    let february = Month::new(2027, 2).unwrap();
    assert_eq!(february.day(31), NaiveDate::from_ymd_opt(2027, 2, 28));
}
