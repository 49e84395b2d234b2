//! Tests of the feed with a reader of its own: unfold, split, unescape.

use super::*;
use nhip_core::calendar::Calendar;
use nhip_core::deadline::{DueRule, Extension, OnRestDay, ReportPeriod, Window};
use proptest::prelude::*;

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// Content lines, unfolded, as name with parameters and value.
fn read(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"));
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.split_terminator("\r\n");
    let pair = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_owned(), value.to_owned())
    };
    lines.map(pair).collect()
}

fn value<'a>(lines: &'a [(String, String)], name: &str) -> &'a str {
    let found = lines.iter().find(|(written, _)| written == name);
    &found.unwrap_or_else(|| panic!("no {name}")).1
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some(c) => out.push(c),
                None => panic!("a lone backslash"),
            },
            (c, _) => out.push(c),
        }
    }
    out
}

fn feed(events: Vec<Event>) -> Feed {
    Feed {
        name: "Hạn báo cáo, phường Bến Ngự".into(),
        made_at: moment("2026-11-01T02:03:04"),
        events,
    }
}

fn deadline(at: Option<chrono::NaiveTime>) -> Deadline {
    let rule = DueRule {
        day_of_month: 23,
        at,
        next_month: false,
        before: false,
        on_rest_day: OnRestDay::NextWorking,
    };
    let period = ReportPeriod::parse("202605").unwrap();
    Deadline::of(period, &Window::Decree09, &rule, &Calendar::default()).unwrap()
}

#[test]
fn a_due_hour_stands_in_vietnam_time_with_its_zone_and_alarms() {
    let due = deadline(chrono::NaiveTime::from_hms_opt(17, 0, 0));
    let extension = Extension {
        unit: "00123".into(),
        until: moment("2026-05-27T17:00:00"),
        reason: "mất điện; bão".into(),
        granted_by: "Lan".into(),
    };
    let due = due.extend(extension).unwrap();
    let event = Event::of_deadline(
        "duty-1/00123/202605@nhip".into(),
        &due,
        "Nộp báo cáo tháng 5".into(),
        Lang::Vi,
    );
    let lines = read(&text(&feed(vec![event])));
    assert_eq!(lines[0], ("BEGIN".into(), "VCALENDAR".into()));
    assert_eq!(value(&lines, "TZID"), "Asia/Ho_Chi_Minh");
    assert_eq!(value(&lines, "TZOFFSETTO"), "+0700");
    assert_eq!(value(&lines, "DTSTAMP"), "20261101T020304Z");
    assert_eq!(value(&lines, "UID"), "duty-1/00123/202605@nhip");
    assert_eq!(
        value(&lines, "DTSTART;TZID=Asia/Ho_Chi_Minh"),
        "20260527T163000"
    );
    assert_eq!(
        value(&lines, "DTEND;TZID=Asia/Ho_Chi_Minh"),
        "20260527T170000"
    );
    assert_eq!(
        unescaped(value(&lines, "DESCRIPTION")),
        "Kỳ báo cáo: tháng 5 năm 2026. Số liệu từ 15/04/2026 đến 14/05/2026.\n\
         Chuyển từ ngày 23/05/2026: Thứ Bảy.\n\
         Đã gia hạn, hạn cũ 17:00 25/05/2026: mất điện; bão"
    );
    let triggers: Vec<_> = lines
        .iter()
        .filter(|(name, _)| name == "TRIGGER")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(triggers, ["-PT1440M", "-PT60M"]);
}

#[test]
fn a_due_day_without_an_hour_is_a_whole_day() {
    let event = Event::of_deadline("u".into(), &deadline(None), "Nộp".into(), Lang::En);
    let lines = read(&text(&feed(vec![event])));
    assert_eq!(value(&lines, "DTSTART;VALUE=DATE"), "20260525");
    assert_eq!(value(&lines, "DTEND;VALUE=DATE"), "20260526");
    assert_eq!(value(&lines, "TRIGGER"), "-PT960M");
    assert!(lines.contains(&("TRIGGER".into(), "PT480M".into())));
}

#[test]
fn whatever_begins_also_ends() {
    let event = Event::of_deadline("u".into(), &deadline(None), "Nộp".into(), Lang::Vi);
    let lines = read(&text(&feed(vec![event.clone(), event])));
    let mut open = Vec::new();
    for (name, value) in &lines {
        match name.as_str() {
            "BEGIN" => open.push(value.clone()),
            "END" => assert_eq!(open.pop().as_ref(), Some(value)),
            _ => assert!(!open.is_empty()),
        }
    }
    assert!(open.is_empty());
    assert_eq!(
        lines.iter().filter(|(_, value)| value == "VEVENT").count(),
        4
    );
}

#[test]
fn a_hostile_address_cannot_add_a_line() {
    let mut event = Event::of_deadline("u".into(), &deadline(None), "Nộp".into(), Lang::Vi);
    event.url = Some("https://x.test/\r\nATTENDEE:mailto:a@b.test".into());
    let lines = read(&text(&feed(vec![event])));
    assert_eq!(
        value(&lines, "URL"),
        "https://x.test/ATTENDEE:mailto:a@b.test"
    );
    assert!(lines.iter().all(|(name, _)| name != "ATTENDEE"));
}

proptest! {
    #[test]
    fn any_text_comes_back_whole_and_no_line_is_longer_than_75_octets(
        summary in "\\PC{0,200}", description in "(\\PC|[\n\\\\,;:\"àệữ🦟\u{301}]){0,300}",
    ) {
        let mut event = Event::of_deadline("u".into(), &deadline(None), summary.clone(), Lang::Vi);
        event.description = description.clone();
        let written = text(&feed(vec![event]));
        for line in written.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets", line.len());
        }
        prop_assert!(!written.replace("\r\n", "").contains(['\r', '\n']));
        let lines = read(&written);
        prop_assert_eq!(unescaped(value(&lines, "SUMMARY")), summary);
        if !description.is_empty() {
            let read = lines.iter().find(|(name, _)| name == "DESCRIPTION").unwrap();
            prop_assert_eq!(unescaped(&read.1), description);
        }
    }

    #[test]
    fn control_characters_never_leave(text in "[\u{0}-\u{1f}\u{7f}-\u{9f}a]{0,40}") {
        let written = escaped(&text);
        prop_assert!(written.chars().all(|c| c == '\t' || !c.is_control()));
    }
}
