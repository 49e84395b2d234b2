//! Tests of the lunar calendar, the holidays and the working days.

use super::lunar::{LunarDate, new_year};
use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn off(calendar: &Calendar, days: &[&str]) {
    for text in days {
        assert!(!calendar.is_working(day(text)), "{text} is a day off");
    }
}

fn worked(calendar: &Calendar, days: &[&str]) {
    for text in days {
        assert!(calendar.is_working(day(text)), "{text} is worked");
    }
}

#[test]
fn tet_falls_on_the_days_it_was_and_will_be_kept() {
    for text in [
        "1968-01-29",
        "1985-01-21",
        "1990-01-27",
        "2000-02-05",
        "2007-02-17",
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2029-02-13",
        "2030-02-02",
        "2033-01-31",
        "2034-02-19",
    ] {
        let date = day(text);
        assert_eq!(new_year(date.year()), Some(date), "Tết {}", date.year());
    }
}

#[test]
fn the_hung_kings_are_commemorated_on_the_tenth_of_the_third_month() {
    for text in [
        "2023-04-29",
        "2024-04-18",
        "2025-04-07",
        "2026-04-26",
        "2027-04-16",
    ] {
        let date = day(text);
        let lunar = LunarDate::new(date.year(), 3, 10);
        assert_eq!(LunarDate::of(date), Some(lunar));
        assert_eq!(lunar.to_solar(), Some(date));
    }
}

#[test]
fn leap_months_stand_where_the_printed_calendars_have_them() {
    let leaps = [
        (2004, 2),
        (2006, 7),
        (2009, 5),
        (2012, 4),
        (2014, 9),
        (2017, 6),
        (2020, 4),
        (2023, 2),
        (2025, 6),
        (2028, 5),
        (2031, 3),
        (2033, 11),
    ];
    for (year, month) in leaps {
        let first = LunarDate {
            leap: true,
            ..LunarDate::new(year, month, 1)
        };
        assert!(
            first.to_solar().is_some(),
            "{year} has a leap month {month}"
        );
    }
    let none = LunarDate {
        leap: true,
        ..LunarDate::new(2026, 6, 1)
    };
    assert_eq!(none.to_solar(), None, "2026 has none");
    assert_eq!(LunarDate::new(2026, 1, 31).to_solar(), None);
    assert_eq!(LunarDate::new(2026, 13, 1).to_solar(), None);
    assert_eq!(LunarDate::new(2026, 1, 0).to_solar(), None);
}

#[test]
fn a_holiday_on_a_weekend_is_made_up_on_the_next_working_days() {
    let calendar = Calendar::default();
    // As announced: 2022 from 30/4 to 3/5; 2023 from 29/4 to 3/5; Giỗ Tổ 2026 a Sunday.
    off(
        &calendar,
        &["2022-04-30", "2022-05-01", "2022-05-02", "2022-05-03"],
    );
    worked(&calendar, &["2022-04-29", "2022-05-04"]);
    off(&calendar, &["2023-05-01", "2023-05-02", "2023-05-03"]);
    worked(&calendar, &["2023-05-04"]);
    off(&calendar, &["2026-04-27"]);
    worked(&calendar, &["2026-04-28"]);
    let name = calendar.name_of(day("2026-04-27")).unwrap();
    assert_eq!(name.vi, "nghỉ bù Giỗ Tổ Hùng Vương");
    assert_eq!(
        calendar.name_of(day("2026-04-26")).unwrap().vi,
        "Giỗ Tổ Hùng Vương"
    );
    assert_eq!(
        calendar.name_of(day("2026-04-25")),
        None,
        "a plain Saturday has no name"
    );
    assert_eq!(
        calendar.rest(day("2026-04-25")).unwrap().name().vi,
        "Thứ Bảy"
    );
}

#[test]
fn the_presets_of_tet_and_national_day_are_those_announced() {
    let calendar = Calendar::default();
    // 2026: 16 to 20 February.
    off(
        &calendar,
        &[
            "2026-02-16",
            "2026-02-17",
            "2026-02-18",
            "2026-02-19",
            "2026-02-20",
        ],
    );
    worked(&calendar, &["2026-02-13", "2026-02-23"]);
    // Beside 2 September: 2021 the 3rd, 2022 the 1st, 2024 the Tuesday after, 2025 the 1st, 2026 the 1st.
    off(
        &calendar,
        &[
            "2021-09-03",
            "2022-09-01",
            "2024-09-03",
            "2025-09-01",
            "2026-09-01",
        ],
    );
    worked(
        &calendar,
        &["2021-09-01", "2024-09-04", "2025-09-03", "2026-09-03"],
    );
}

#[test]
fn an_official_window_takes_the_place_of_the_preset() {
    let decisions = Decisions {
        tet: vec![TetWindow {
            first: day("2024-02-08"),
            days: 5,
            decision: "TB 5015/TB-LĐTBXH".into(),
        }],
        national_day: vec![NationalDayPair {
            year: 2026,
            beside: Beside::After,
            decision: "QĐ".into(),
        }],
        ..Decisions::default()
    };
    let calendar = Calendar::new(&decisions);
    // 8 to 12 February with a weekend inside, so 13 and 14 in lieu: as kept in 2024.
    off(
        &calendar,
        &[
            "2024-02-08",
            "2024-02-09",
            "2024-02-12",
            "2024-02-13",
            "2024-02-14",
        ],
    );
    worked(&calendar, &["2024-02-07", "2024-02-15", "2026-09-01"]);
    off(&calendar, &["2026-09-03"]);
    assert_eq!(decisions.check(), []);
}

fn swap(day_off: &str, worked_instead: &str) -> Swap {
    Swap {
        day_off: day(day_off),
        worked_instead: day(worked_instead),
        decision: "Thông báo 9441/TB-BNV".into(),
    }
}

#[test]
fn a_swapped_day_is_off_and_its_saturday_is_worked() {
    let decisions = Decisions {
        swaps: vec![swap("2026-08-31", "2026-08-22")],
        ..Decisions::default()
    };
    let calendar = Calendar::new(&decisions);
    off(&calendar, &["2026-08-31"]);
    worked(&calendar, &["2026-08-22"]);
    assert_eq!(calendar.next_working(day("2026-08-28")), day("2026-09-03"));
    assert_eq!(
        calendar.previous_working(day("2026-08-23")),
        day("2026-08-22")
    );
    assert!(
        calendar
            .name_of(day("2026-08-31"))
            .unwrap()
            .vi
            .contains("9441")
    );
    assert_eq!(decisions.check(), []);
}

#[test]
fn an_added_holiday_on_a_weekend_is_made_up_like_the_others() {
    let added = AddedHoliday {
        day: day("2029-11-24"),
        name: "Ngày Văn hóa".into(),
        decision: "Luật".into(),
    };
    let calendar = Calendar::new(&Decisions {
        added: vec![added],
        ..Decisions::default()
    });
    off(&calendar, &["2029-11-24", "2029-11-26"]);
    worked(&Calendar::default(), &["2029-11-26"]);
}

#[test]
fn odd_decisions_are_pointed_out() {
    let mut decisions = Decisions {
        tet: vec![TetWindow {
            first: day("2027-03-01"),
            days: 4,
            decision: " ".into(),
        }],
        swaps: vec![
            swap("2026-08-30", "2026-08-25"),
            swap("2101-01-03", "2026-08-22"),
        ],
        ..Decisions::default()
    };
    decisions.national_day.push(NationalDayPair {
        year: 1700,
        beside: Beside::After,
        decision: "QĐ".into(),
    });
    let codes: Vec<String> = decisions
        .check()
        .into_iter()
        .map(|finding| finding.code)
        .collect();
    assert_eq!(codes, ["L321", "L321", "C324", "C323", "C321", "C322"]);
}

#[test]
fn decisions_are_kept_as_they_were_entered() {
    let decisions = Decisions {
        swaps: vec![swap("2026-08-31", "2026-08-22")],
        ..Decisions::default()
    };
    let kept = serde_json::to_string(&decisions).unwrap();
    assert_eq!(serde_json::from_str::<Decisions>(&kept).unwrap(), decisions);
    assert_eq!(
        serde_json::from_str::<Decisions>("{}").unwrap(),
        Decisions::default()
    );
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..40_000_u64).prop_map(|n| day("1990-02-01") + chrono::Days::new(n))
}

proptest! {
    #[test]
    fn a_day_and_its_lunar_date_are_one_and_the_same(date in any_day()) {
        let lunar = LunarDate::of(date).unwrap();
        prop_assert_eq!(lunar.to_solar(), Some(date));
        let next = LunarDate::of(date.succ_opt().unwrap()).unwrap();
        prop_assert!(next.day == lunar.day + 1 || (next.day == 1 && lunar.day >= 29));
    }

    #[test]
    fn tet_lies_between_the_21st_of_january_and_the_21st_of_february(year in YEARS) {
        let tet = new_year(year).unwrap().ordinal();
        prop_assert!((21..=52).contains(&tet), "day {} of {}", tet, year);
    }

    #[test]
    fn the_next_and_the_previous_working_day_are_worked_and_none_lies_between(date in any_day()) {
        let calendar = Calendar::default();
        let (next, previous) = (calendar.next_working(date), calendar.previous_working(date));
        prop_assert!(calendar.is_working(next) && calendar.is_working(previous));
        let between = date.iter_days().skip(1).take_while(|day| *day < next);
        prop_assert!(between.into_iter().all(|day| !calendar.is_working(day)));
        prop_assert!(!calendar.working_day_between(previous, date));
    }

    #[test]
    fn a_year_has_its_eleven_holidays_and_as_many_days_in_lieu_as_fell_on_weekends(year in 1991..=2099) {
        let calendar = Calendar::default();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let rests: Vec<Rest> = first.iter_days().take_while(|day| day.year() == year).filter_map(|day| calendar.rest(day)).collect();
        let holidays = rests.iter().filter(|rest| matches!(rest, Rest::Holiday(_))).count();
        prop_assert!((10..=11).contains(&holidays), "{} has {}", year, holidays);
        let weekends = first.iter_days().take_while(|day| day.year() == year)
            .filter(|day| weekend(*day) && matches!(calendar.rest(*day), Some(Rest::Holiday(_)))).count();
        let in_lieu = rests.iter().filter(|rest| matches!(rest, Rest::MadeUp(_))).count();
        prop_assert_eq!(weekends, in_lieu);
    }
}
