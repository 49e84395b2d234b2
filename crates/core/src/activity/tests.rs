//! What is an activity, what is refused and why, and that sums lose nothing.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::permission::{Actor, Parents, Permit, Post, Role, permit, right};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn may_record() -> Permit<right::RecordActivity> {
    let person = Actor {
        account: "a1".into(),
        name: "Lê Thị Hoa".into(),
        posts: vec![Post {
            role: Role::Reporter,
            unit: "26001".into(),
            from: None,
            to: None,
        }],
    };
    let tree = Parents::new([("26001".into(), None)]);
    permit(&person, &"26001".into(), &tree, day("2026-11-20")).unwrap()
}

fn read(fields: Fields) -> Result<NewActivity, Vec<Error>> {
    let context = Context {
        permit: &may_record(),
        tasks: &["UBND.1".into(), "UBND.2".into()],
        window: (day("2026-10-15"), day("2026-11-14")),
        today: day("2026-11-10"),
        published: &Default::default(),
    };
    parse(&fields, &context)
}

fn good() -> Fields<'static> {
    Fields {
        task: "UBND.1",
        day: "09/11/2026",
        channel: "leaflet",
        what: "Phát tờ rơi phòng sốt xuất huyết tại chợ",
        ..Fields::default()
    }
}

/// The one field refused, with what is said in Vietnamese.
fn refused(fields: Fields) -> (&'static str, String) {
    let errors = read(fields).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    (errors[0].0, errors[0].1.vi.clone())
}

#[test]
fn an_activity_is_read_as_it_is_typed() {
    let found = read(Fields {
        place: "  Chợ Bến Ngự,\n phường Bến Ngự ",
        audience: "residents",
        count: "1.200",
        count_unit: "tờ rơi",
        people: "mười hai",
        link: "https://lacgiang.example/tin/123456789012345",
        ..good()
    })
    .unwrap();
    assert_eq!(
        (found.unit.as_str(), found.day),
        ("26001", day("2026-11-09"))
    );
    assert_eq!(found.place, "Chợ Bến Ngự, phường Bến Ngự");
    assert_eq!(found.audience, Some(Audience::Residents));
    let count = found.count.clone().unwrap();
    assert_eq!(
        (count.value, count.unit.as_str()),
        (Decimal::from(1_200), "tờ rơi")
    );
    assert_eq!(found.people, Some(12));
    let line = found.line();
    assert_eq!(line.task.as_deref(), Some("UBND.1"));
    assert_eq!(
        line.count,
        Some((Decimal::from(1_200), "tờ rơi".to_owned()))
    );
    assert_eq!(
        (line.channel.as_str(), line.people),
        ("Tờ rơi, áp phích", Some(12))
    );
    let activity = found.recorded("h1");
    let kept = serde_json::to_string(&activity).unwrap();
    assert_eq!(serde_json::from_str::<Activity>(&kept).unwrap(), activity);
}

#[test]
fn four_fields_are_enough_and_zero_is_not_blank() {
    let found = read(good()).unwrap();
    assert_eq!((found.count, found.people, found.link), (None, None, None));
    let zero = Fields {
        count: "0",
        count_unit: "buổi",
        ..good()
    };
    assert_eq!(read(zero).unwrap().count.unwrap().value, Decimal::ZERO);
}

#[test]
fn everything_that_is_wrong_is_said_at_once_in_the_order_of_the_fields() {
    let long = "a".repeat(1_001);
    let errors = read(Fields {
        task: "UBND.9",
        day: "hôm qua",
        place: "số nhà 12, ngõ 5",
        channel: "fax",
        audience: "ai",
        what: " ",
        count: "-3",
        count_unit: "",
        people: "1,5",
        link: "javascript:alert(1)",
        note: &long,
    })
    .unwrap_err();
    let fields: Vec<&str> = errors.iter().map(|(field, _)| *field).collect();
    assert_eq!(
        fields,
        [
            "task",
            "day",
            "place",
            "channel",
            "audience",
            "what",
            "count",
            "count_unit",
            "people",
            "link",
            "note"
        ]
    );
    for (_, text) in errors {
        assert!(text.vi.ends_with('.') && text.en.ends_with('.'), "{text:?}");
    }
}

#[test]
fn a_day_lies_in_the_window_and_is_not_to_come() {
    for first_or_last in ["15/10/2026", "10/11/2026"] {
        assert!(
            read(Fields {
                day: first_or_last,
                ..good()
            })
            .is_ok()
        );
    }
    let before = refused(Fields {
        day: "14/10/2026",
        ..good()
    });
    assert!(
        before.1.contains("từ 15/10/2026 đến 14/11/2026"),
        "{before:?}"
    );
    let to_come = refused(Fields {
        day: "11/11/2026",
        ..good()
    });
    assert!(to_come.1.contains("chưa đến"), "{to_come:?}");
    let context = Context {
        permit: &may_record(),
        tasks: &["UBND.1".into()],
        window: (day("2026-10-15"), day("2026-11-14")),
        today: day("2026-12-01"),
        published: &Default::default(),
    };
    assert!(
        parse(
            &Fields {
                day: "15/11/2026",
                ..good()
            },
            &context
        )
        .is_err()
    );
}

#[test]
fn a_number_that_can_be_read_two_ways_is_asked_about() {
    let (field, said) = refused(Fields {
        count: "1,200",
        count_unit: "tờ",
        ..good()
    });
    assert_eq!(field, "count");
    assert!(said.contains("1.200 hoặc 1,2"), "{said}");
    assert_eq!(
        refused(Fields {
            people: "12,5",
            ..good()
        })
        .0,
        "people"
    );
    assert_eq!(
        refused(Fields {
            people: "99 tỷ",
            ..good()
        })
        .0,
        "people"
    );
    assert_eq!(
        refused(Fields {
            count: "5",
            ..good()
        })
        .0,
        "count_unit"
    );
    assert_eq!(
        refused(Fields {
            count_unit: "tờ",
            ..good()
        })
        .0,
        "count_unit"
    );
}

#[test]
fn only_addresses_of_pages_are_links() {
    for bad in [
        "lacgiang.example",
        "ftp://lacgiang.example",
        "data:text/html,x",
        "https://",
        "https://máy",
        "https://a.example/ b",
        "https://a.example/\"><b>",
        "https://bank.example@b.example/",
        "https://zalo.example/0912345678",
    ] {
        assert_eq!(
            refused(Fields {
                link: bad,
                ..good()
            })
            .0,
            "link",
            "{bad}"
        );
    }
    assert!(
        read(Fields {
            link: "HTTPS://a.example/x?y=1#z",
            ..good()
        })
        .is_ok()
    );
}

fn kind(text: &str) -> Option<crate::personal::Kind> {
    crate::personal::refused(text, &Default::default()).map(|found| found.kind)
}

#[test]
fn telephone_and_card_numbers_are_refused_wherever_they_stand() {
    use crate::personal::Kind;
    for text in [
        "gọi 0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912, 345, 678",
        "09 12 34 56 78",
        "+84 912 345 678",
        "+84912345678",
        "0912 345 678 20 tờ",
        "5 0912 345 678",
    ] {
        assert_eq!(kind(text), Some(Kind::Telephone), "{text}");
    }
    for text in ["CCCD 001087001234", "CMND 123456789", "001 087 001 234"] {
        assert_eq!(kind(text), Some(Kind::Identity), "{text}");
    }
    assert_eq!(kind("DN4790123456789"), Some(Kind::Insurance));
    for fields in [
        Fields {
            what: "Gọi 0912345678",
            ..good()
        },
        Fields {
            place: "0912345678",
            ..good()
        },
        Fields {
            note: "0912345678",
            ..good()
        },
        Fields {
            count: "3",
            count_unit: "0912345678",
            ..good()
        },
    ] {
        assert!(refused(fields).1.contains("thông tin cá nhân"));
    }
}

#[test]
fn honest_numbers_are_no_personal_data() {
    for text in [
        "Phát 120.000.000 đồng hỗ trợ",
        "120 000 000 đồng",
        "ngày 05.11.2026, 08 giờ 30",
        "05-11-2026 120 tờ",
        "từ 01/11/2026 đến 15/11/2026",
        "Kế hoạch 032-2026",
        "tổng đài 1900 9095",
        "2 buổi, 45 hộ, 1.200 tờ rơi",
        "https://lacgiang.example/posts/123456789012345",
    ] {
        assert_eq!(kind(text), None, "{text}");
    }
}

#[test]
fn codes_and_names_are_each_others_only() {
    for channel in Channel::ALL {
        assert_eq!(Channel::parse(channel.code()), Some(*channel));
        let json = serde_json::to_value(channel).unwrap();
        assert_eq!(json, channel.code());
    }
    for audience in Audience::ALL {
        assert_eq!(Audience::parse(audience.code()), Some(*audience));
    }
    assert_eq!(Channel::parse("Loa"), None);
}

fn done(
    task: &str,
    channel: Channel,
    on: &str,
    count: Option<(u32, &str)>,
    people: u64,
) -> Activity {
    NewActivity {
        task: task.into(),
        unit: "26001".into(),
        day: day(on),
        place: String::new(),
        channel,
        audience: None,
        what: "Truyền thông".into(),
        count: count.map(|(value, unit)| Count {
            value: value.into(),
            unit: unit.into(),
        }),
        people: Some(people),
        link: None,
        note: String::new(),
    }
    .recorded("h1")
}

#[test]
fn sums_are_by_task_channel_and_month_and_tell_the_tasks_nothing_was_done_for() {
    let tasks = ["T2".to_owned(), "T1".to_owned(), "T3".to_owned()];
    let all = [
        done("T1", Channel::School, "2026-11-30", Some((2, "buổi")), 40),
        done(
            "T1",
            Channel::Leaflet,
            "2026-12-01",
            Some((300, "tờ rơi")),
            0,
        ),
        done(
            "T2",
            Channel::Leaflet,
            "2026-11-02",
            Some((200, "Tờ rơi")),
            5,
        ),
        done("cũ", Channel::Zalo, "2026-09-03", None, 0),
    ];
    let found = summary(&all, &tasks);
    let keys: Vec<&str> = found.by_task.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(keys, ["T2", "T1", "T3", "cũ"]);
    assert_eq!(found.untouched().collect::<Vec<_>>(), ["T3"]);
    let leaflets = &found.by_channel[0];
    assert_eq!(
        (leaflets.key, leaflets.sum.activities),
        (Channel::Leaflet, 2)
    );
    assert_eq!(leaflets.sum.counts[0].value, Decimal::from(500));
    let months: Vec<String> = found
        .by_month
        .iter()
        .map(|line| format!("{}: {}", line.key, line.sum.activities))
        .collect();
    assert_eq!(
        months,
        ["2026-09: 1", "2026-10: 0", "2026-11: 2", "2026-12: 1"]
    );
    assert_eq!(found.all.people, 45);
    let cell = &found.by_task_and_channel[1];
    assert_eq!((cell.task.as_str(), cell.channel), ("T1", Channel::Leaflet));
}

proptest! {
    #[test]
    fn no_sum_loses_or_doubles_an_activity(
        rows in proptest::collection::vec((0usize..4, 0usize..9, 1u32..28, 0u64..100), 0..40),
    ) {
        let tasks = ["T0".to_owned(), "T1".to_owned(), "T2".to_owned()];
        let all: Vec<Activity> = rows
            .iter()
            .map(|(task, channel, on, people)| {
                let on = format!("2026-11-{on:02}");
                done(&format!("T{task}"), Channel::ALL[*channel], &on, None, *people)
            })
            .collect();
        let found = summary(&all, &tasks);
        let n = all.len() as u64;
        let people: u64 = rows.iter().map(|row| row.3).sum();
        prop_assert_eq!((found.all.activities, found.all.people), (n, people));
        prop_assert_eq!(found.by_task.iter().map(|line| line.sum.people).sum::<u64>(), people);
        prop_assert_eq!(found.by_channel.iter().map(|line| line.sum.activities).sum::<u64>(), n);
        prop_assert_eq!(found.by_month.iter().map(|line| line.sum.activities).sum::<u64>(), n);
        prop_assert_eq!(found.by_audience.iter().map(|line| line.sum.activities).sum::<u64>(), n);
        prop_assert_eq!(found.by_task_and_channel.iter().map(|cell| cell.activities).sum::<u64>(), n);
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC{0,80}", digits in "[0-9 .+()-]{0,60}") {
        let _ = kind(&digits);
        let _ = read(Fields {
            task: &text, day: &text, place: &text, channel: &text, audience: &text, what: &text,
            count: &digits, count_unit: &text, people: &digits, link: &text, note: &digits,
        });
    }
}
