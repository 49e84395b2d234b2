//! Tests of periods, windows, due rules, levels, extensions and clocks.

use super::*;
use crate::calendar::{Decisions, Swap};
use crate::period::Month;
use crate::plan::{Duty, Frequency};
use chrono::{NaiveTime, TimeDelta};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn period(code: &str) -> ReportPeriod {
    ReportPeriod::parse(code).unwrap()
}

fn rule(day_of_month: u32) -> DueRule {
    DueRule {
        day_of_month,
        at: NaiveTime::from_hms_opt(17, 0, 0),
        next_month: false,
        before: false,
        on_rest_day: OnRestDay::Keep,
    }
}

fn deadline(code: &str, rule: &DueRule) -> Deadline {
    Deadline::of(period(code), &Window::Calendar, rule, &Calendar::default()).unwrap()
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

#[test]
fn periods_are_read_and_written_by_their_codes() {
    for code in ["202611", "2026Q4", "2026H2", "2026", "199001", "2100"] {
        assert_eq!(period(code).to_string(), code);
    }
    assert_eq!(period(" 2026q1 ").to_string(), "2026Q1");
    for wrong in [
        "",
        "2026Q5",
        "2026Q0",
        "2026H3",
        "202613",
        "202600",
        "26",
        "2026-11",
        "1989",
        "2101Q1",
        "2026Q",
        "２０２６",
        "năm",
    ] {
        let error = ReportPeriod::parse(wrong).unwrap_err();
        assert!(error.vi.contains("2026Q4"), "{wrong}");
    }
    let kept = serde_json::to_string(&period("2026H1")).unwrap();
    assert_eq!(kept, "\"2026H1\"");
    assert!(serde_json::from_str::<ReportPeriod>("\"2026H9\"").is_err());
}

#[test]
fn periods_have_names_a_person_would_use() {
    let names = ["202611", "2026Q1", "2026Q4", "2026H1", "2026H2", "2026"]
        .map(|code| period(code).name().vi);
    assert_eq!(
        names,
        [
            "tháng 11 năm 2026",
            "quý I năm 2026",
            "quý IV năm 2026",
            "6 tháng đầu năm 2026",
            "6 tháng cuối năm 2026",
            "năm 2026"
        ]
    );
}

#[test]
fn the_decree_closes_data_on_the_fourteenth() {
    let days = |code| Window::Decree09.days(period(code)).unwrap();
    assert_eq!(days("202611"), (day("2026-10-15"), day("2026-11-14")));
    assert_eq!(days("202601"), (day("2025-12-15"), day("2026-01-14")));
    assert_eq!(days("2026Q2"), (day("2026-03-15"), day("2026-06-14")));
    assert_eq!(days("2026H1"), (day("2025-12-15"), day("2026-06-14")));
    assert_eq!(days("2026H2"), (day("2026-06-15"), day("2026-12-14")));
    assert_eq!(days("2026"), (day("2025-12-15"), day("2026-12-14")));
}

#[test]
fn other_windows_are_the_months_themselves_or_free_days() {
    assert_eq!(
        Window::Calendar.days(period("2026Q1")),
        Some((day("2026-01-01"), day("2026-03-31")))
    );
    assert_eq!(
        Window::Calendar.days(period("202802")),
        Some((day("2028-02-01"), day("2028-02-29")))
    );
    let turned = Window::Free {
        from: day("2026-11-20"),
        to: day("2026-10-21"),
    };
    assert_eq!(
        turned.days(period("202611")),
        Some((day("2026-10-21"), day("2026-11-20")))
    );
}

#[test]
fn a_report_is_due_on_its_day_and_hour_and_on_no_hour_until_midnight() {
    assert_eq!(
        deadline("202611", &rule(23)).due_at,
        moment("2026-11-23T17:00:00")
    );
    assert_eq!(
        deadline("202602", &rule(31)).due_at,
        moment("2026-02-28T17:00:00")
    );
    assert_eq!(
        deadline("2026Q4", &rule(10)).due_at,
        moment("2026-12-10T17:00:00")
    );
    let next = DueRule {
        next_month: true,
        ..rule(5)
    };
    assert_eq!(
        deadline("202612", &next).due_at,
        moment("2027-01-05T17:00:00")
    );
    let before = DueRule {
        before: true,
        at: None,
        ..rule(15)
    };
    let due = deadline("202611", &before);
    assert_eq!(due.due_at.date(), day("2026-11-14"));
    let arrived = |at| Clocks {
        arrived: Some(moment(at)),
        ..Clocks::default()
    };
    let seen = |at| timeliness(&due, &arrived(at), moment("2026-12-01T08:00:00"));
    assert_eq!(seen("2026-11-14T23:59:59.9"), Timeliness::OnTime);
    assert!(matches!(seen("2026-11-15T00:00:00"), Timeliness::LateBy(_)));
}

#[test]
fn a_due_day_on_a_weekend_stays_or_moves_as_the_rule_says_and_tells_why() {
    let on = |on_rest_day| {
        deadline(
            "202605",
            &DueRule {
                on_rest_day,
                ..rule(23)
            },
        )
    };
    assert_eq!(on(OnRestDay::Keep).due_at.date(), day("2026-05-23"));
    assert_eq!(on(OnRestDay::Keep).moved, None);
    assert_eq!(
        on(OnRestDay::PreviousWorking).due_at.date(),
        day("2026-05-22")
    );
    let moved = on(OnRestDay::NextWorking);
    assert_eq!(moved.due_at, moment("2026-05-25T17:00:00"));
    let why = moved.moved.unwrap();
    assert_eq!(
        (why.from, why.why.vi.as_str()),
        (day("2026-05-23"), "Thứ Bảy")
    );
}

#[test]
fn a_printed_date_is_a_deadline_too() {
    let calendar = Calendar::default();
    let due = Deadline::on(
        period("2026"),
        &Window::Decree09,
        day("2026-12-20"),
        None,
        OnRestDay::NextWorking,
        &calendar,
    )
    .unwrap();
    assert_eq!(due.due_at.date(), day("2026-12-21"));
    assert_eq!(due.moved.unwrap().why.vi, "Chủ nhật");
    assert_eq!(due.data_to, day("2026-12-14"));
}

#[test]
fn a_due_day_in_tet_moves_past_all_of_it() {
    let rule = DueRule {
        on_rest_day: OnRestDay::NextWorking,
        ..rule(17)
    };
    let moved = deadline("202602", &rule);
    assert_eq!(moved.due_at.date(), day("2026-02-23"));
    assert_eq!(moved.moved.unwrap().why.vi, "Tết Nguyên đán");
}

fn ladder() -> Ladder {
    let level = |name: &str, day| Level {
        name: name.into(),
        rule: rule(day),
    };
    Ladder {
        levels: vec![level("Phường, xã", 23), level("Thành phố", 25)],
    }
}

#[test]
fn two_levels_want_a_working_day_between_them() {
    let calendar = Calendar::default();
    assert_eq!(
        codes(&ladder().check(period("202605"), &calendar)),
        ["C328"]
    );
    assert_eq!(codes(&ladder().check(period("202611"), &calendar)), [""; 0]);
    let sunday_worked = Decisions {
        swaps: vec![Swap {
            day_off: day("2026-05-29"),
            worked_instead: day("2026-05-24"),
            decision: "QĐ".into(),
        }],
        ..Decisions::default()
    };
    assert_eq!(
        ladder().check(period("202605"), &Calendar::new(&sunday_worked)),
        []
    );
    let due: Vec<NaiveDate> = ladder()
        .deadlines(period("202605"), &Window::Decree09, &calendar)
        .iter()
        .map(|d| d.due_at.date())
        .collect();
    assert_eq!(due, [day("2026-05-23"), day("2026-05-25")]);
}

#[test]
fn an_upper_level_due_before_the_lower_is_an_error() {
    let mut upside_down = ladder();
    upside_down.levels.reverse();
    assert_eq!(
        codes(&upside_down.check(period("202611"), &Calendar::default())),
        ["L322"]
    );
    let mut at_once = ladder();
    at_once.levels[1].rule = at_once.levels[0].rule.clone();
    assert_eq!(
        codes(&at_once.check(period("202611"), &Calendar::default())),
        ["L322"]
    );
}

#[test]
fn a_deadline_says_when_its_window_leaves_no_time() {
    let calendar = Calendar::default();
    let check = |code: &str, window, day| {
        codes(
            &Deadline::of(period(code), &window, &rule(day), &calendar)
                .unwrap()
                .check(&calendar),
        )
        .join(" ")
    };
    assert_eq!(check("202611", Window::Decree09, 23), "");
    assert_eq!(check("202611", Window::Calendar, 23), "C325");
    assert_eq!(check("202611", Window::Decree09, 16), "C326");
    assert_eq!(check("202605", Window::Decree09, 23), "C327");
}

fn extension(until: &str) -> Extension {
    Extension {
        unit: "00123".into(),
        until: moment(until),
        reason: "mất điện hai ngày do bão".into(),
        granted_by: "Nguyễn Thị Lan".into(),
    }
}

#[test]
fn an_extension_gives_more_time_and_keeps_what_it_replaces() {
    let once = deadline("202611", &rule(23))
        .extend(extension("2026-11-25T17:00:00"))
        .unwrap();
    assert_eq!(once.due_at, moment("2026-11-25T17:00:00"));
    let twice = once.extend(extension("2026-11-26T17:00:00")).unwrap();
    assert_eq!(
        twice.extended.unwrap().instead_of,
        moment("2026-11-23T17:00:00")
    );
}

#[test]
fn an_extension_that_gives_nothing_or_says_nothing_is_refused() {
    let refused = |extension| {
        deadline("202611", &rule(23))
            .extend(extension)
            .unwrap_err()
            .code
    };
    assert_eq!(refused(extension("2026-11-23T17:00:00")), "L323");
    let later = extension("2026-11-25T17:00:00");
    assert_eq!(
        refused(Extension {
            reason: " ".into(),
            ..later.clone()
        }),
        "L324"
    );
    assert_eq!(
        refused(Extension {
            granted_by: String::new(),
            ..later.clone()
        }),
        "L324"
    );
    assert_eq!(
        refused(Extension {
            reason: "ơ".repeat(1001),
            ..later
        }),
        "L325"
    );
}

#[test]
fn only_the_arrival_decides_whether_a_report_is_late() {
    let due = deadline("202611", &rule(23));
    let now = moment("2026-11-24T09:00:00");
    let clocks = Clocks {
        data_closed: Some(moment("2026-11-14T00:00:00")),
        signed: Some(moment("2026-11-20T10:00:00")),
        arrived: Some(moment("2026-11-23T18:30:00")),
    };
    assert_eq!(
        timeliness(&due, &clocks, now),
        Timeliness::LateBy(TimeDelta::minutes(90))
    );
    let silent = Clocks {
        arrived: None,
        ..clocks
    };
    assert_eq!(timeliness(&due, &silent, now), Timeliness::Missing);
    assert_eq!(timeliness(&due, &silent, due.due_at), Timeliness::NotYet);
    assert_eq!(due.days_late(now), 1);
    assert_eq!(due.days_late(moment("2026-11-23T18:00:00")), 0);
    assert_eq!(clocks.check(), []);
    let odd = Clocks {
        signed: Some(moment("2026-11-13T10:00:00")),
        arrived: Some(moment("2026-11-12T10:00:00")),
        ..clocks
    };
    assert_eq!(codes(&odd.check()), ["C329", "C330"]);
}

fn duty(raw: &str) -> Duty {
    let text = serde_json::json!({
        "who": [], "what": null, "to": null, "via": null, "frequency": "monthly",
        "frequency_as_printed": null, "day_of_month": 23, "day_as_printed": null, "before": true,
        "purpose": null, "line": 90, "raw": raw, "not_stated": []
    });
    serde_json::from_value(text).unwrap()
}

#[test]
fn a_rule_is_made_from_a_plans_duty() {
    let plain = DueRule::of_duty(&duty("định kỳ hàng tháng, trước ngày 23, gửi báo cáo")).unwrap();
    assert_eq!(deadline("202611", &plain).due_at.date(), day("2026-11-22"));
    assert_eq!(plain.at, None);
    let hour = DueRule::of_duty(&duty("hàng tháng, trước 17 giờ ngày 23, gửi báo cáo")).unwrap();
    assert_eq!(
        deadline("202611", &hour).due_at,
        moment("2026-11-23T17:00:00")
    );
    let none = Duty {
        day_of_month: None,
        ..duty("")
    };
    assert_eq!(DueRule::of_duty(&none), None);
    // "trước ngày 15 tháng 12 hằng năm" ends the year, "ngày 05 tháng 01" stands in the next one, and
    // no day counted from the year's end is 30 November.
    let yearly = |month| Duty {
        frequency: Some(Frequency::Yearly),
        month_of_year: Some(month),
        ..duty("")
    };
    let next = |month| DueRule::of_duty(&yearly(month)).map(|rule| rule.next_month);
    assert_eq!([12, 1, 11].map(next), [Some(false), Some(true), None]);
    let once = Duty {
        frequency: Some(Frequency::Once),
        ..yearly(12)
    };
    assert_eq!(DueRule::of_duty(&once), None);
    assert_eq!(
        PeriodKind::of(Frequency::Quarterly),
        Some(PeriodKind::Quarter)
    );
    assert_eq!(PeriodKind::of(Frequency::OnRequest), None);
}

#[test]
fn deadlines_and_rules_are_kept_as_they_were() {
    let extended = deadline("202611", &rule(23))
        .extend(extension("2026-11-25T17:00:00"))
        .unwrap();
    let kept = serde_json::to_string(&extended).unwrap();
    assert_eq!(serde_json::from_str::<Deadline>(&kept).unwrap(), extended);
    let kept = serde_json::to_string(&ladder()).unwrap();
    assert_eq!(serde_json::from_str::<Ladder>(&kept).unwrap(), ladder());
    for window in [
        Window::Decree09,
        Window::Free {
            from: day("2026-01-01"),
            to: day("2026-01-31"),
        },
    ] {
        let kept = serde_json::to_string(&window).unwrap();
        assert_eq!(serde_json::from_str::<Window>(&kept).unwrap(), window);
    }
}

fn any_period() -> impl Strategy<Value = ReportPeriod> {
    let kinds = [
        PeriodKind::Month,
        PeriodKind::Quarter,
        PeriodKind::HalfYear,
        PeriodKind::Year,
    ];
    (
        proptest::sample::select(kinds.to_vec()),
        1991..2100_i32,
        1..=12_u32,
    )
        .prop_map(|(kind, year, month)| {
            ReportPeriod::containing(kind, Month::new(year, month).unwrap())
        })
}

proptest! {
    #[test]
    fn windows_of_neighbouring_periods_meet_without_gap_or_overlap(period in any_period()) {
        for window in [Window::Calendar, Window::Decree09] {
            let (from, to) = window.days(period).unwrap();
            let (next, _) = window.days(period.next()).unwrap();
            prop_assert!(from < to);
            prop_assert_eq!(to.succ_opt(), Some(next));
        }
        prop_assert_eq!(period.next().previous(), period);
        prop_assert_eq!(ReportPeriod::parse(&period.to_string()), Ok(period));
    }

    #[test]
    fn a_rule_that_avoids_rest_days_is_never_due_on_one(period in any_period(), day in 1..=31_u32, later in any::<bool>()) {
        let calendar = Calendar::default();
        let on_rest_day = if later { OnRestDay::NextWorking } else { OnRestDay::PreviousWorking };
        let rule = DueRule { on_rest_day, ..rule(day) };
        let deadline = Deadline::of(period, &Window::Decree09, &rule, &calendar).unwrap();
        prop_assert!(calendar.is_working(deadline.due_at.date()));
        prop_assert_eq!(deadline.moved.is_some(), rule.named_day(period) != Some(deadline.due_at.date()));
    }

    #[test]
    fn any_clause_is_read_without_a_fall(clause in ".{0,60}") {
        let _ = hour::printed(&clause);
    }
}
