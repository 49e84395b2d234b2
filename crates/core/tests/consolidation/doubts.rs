//! Every doubt by name: it is raised where it should be, quotes the text, and is silent elsewhere.

use nhip_core::consolidation::{Facts, consolidate};
use nhip_core::report::{Entry, Part, Reading};

use super::facts::{entry, nil, reading, row, silent, story, task, warning};

fn doubt(now: Vec<Entry>, before: Vec<Entry>, code: &str) -> Option<nhip_core::finding::Finding> {
    let told = story(vec![reading("26001", now)])
        .before(vec![reading("26001", before)])
        .told();
    let found = told
        .warnings
        .into_iter()
        .find(|finding| finding.code == code)?;
    assert_eq!(
        (found.file.as_deref(), found.unit.as_deref()),
        (Some("26001.docx"), Some("26001"))
    );
    assert!(
        found.place.is_some() && found.quote.as_ref().is_some_and(|quote| !quote.is_empty()),
        "{found:?}"
    );
    Some(found)
}

fn one(text: &str) -> Vec<Entry> {
    vec![task("UBND.1", text)]
}

const THREE: &str =
    "Đã họp dân tại sáu khu phố. Đã phát tài liệu đến từng hộ. Đã ký cam kết với các trường học.";

#[test]
fn a_report_that_repeats_last_month_s_is_told_with_the_share() {
    let found = doubt(one(THREE), one(THREE), "C254").unwrap();
    assert!(
        found.text.vi.contains("3/3 câu giống hệt (100%)"),
        "{}",
        found.text.vi
    );
    let changed = THREE
        .replace("Đã phát", "Cấp phát")
        .replace("Đã ký", "Tổ chức ký");
    assert!(doubt(one(&changed), one(THREE), "C254").is_none());
}

#[test]
fn a_figure_ten_times_or_a_tenth_of_last_month_s_is_told() {
    let told = |now: &str, then: &str| {
        doubt(
            one(&format!("Phát {now} tờ rơi.")),
            one(&format!("Phát {then} tờ rơi.")),
            "C255",
        )
    };
    assert!(
        told("12.000", "1.200")
            .unwrap()
            .text
            .vi
            .contains("1200 → 12000")
    );
    assert!(told("120", "1.200").is_some());
    assert!(told("0", "1.200").is_some());
    assert!(told("11.000", "1.200").is_none());
}

#[test]
fn a_total_unlike_its_parts_is_told() {
    let told = |text: &str| doubt(one(text), vec![], "C256");
    assert!(
        told("Phát 1.000 tờ rơi, trong đó: 400 tờ rơi tại chợ, 500 tờ rơi tại trường.").is_some()
    );
    assert!(
        told("Phát 1.000 tờ rơi, trong đó: 400 tờ rơi tại chợ, 600 tờ rơi tại trường.").is_none()
    );
    assert!(told("Phát 1.000 tờ rơi, trong đó tỉnh cấp 400 tờ rơi.").is_none());
}

#[test]
fn a_part_above_its_whole_is_told() {
    assert!(
        doubt(
            one("Phát 1.000 tờ rơi, trong đó tỉnh cấp 1.400 tờ rơi."),
            vec![],
            "C257"
        )
        .is_some()
    );
}

#[test]
fn a_running_total_below_the_month_s_figure_is_told() {
    let told = |total: &str| {
        doubt(
            one(&format!(
                "Tổ chức 12 buổi tuyên truyền; lũy kế từ đầu năm {total} buổi tuyên truyền."
            )),
            vec![],
            "C258",
        )
    };
    assert!(told("9").is_some());
    assert!(told("96").is_none());
}

#[test]
fn a_running_total_below_last_month_s_is_told() {
    let text = |total: &str| one(&format!("Lũy kế từ đầu năm {total} buổi tuyên truyền."));
    assert!(doubt(text("90"), text("96"), "C259").is_some());
    assert!(doubt(text("99"), text("96"), "C259").is_none());
}

#[test]
fn a_percentage_above_a_hundred_is_told() {
    assert!(doubt(one("Tỷ lệ hộ tham gia đạt 105%."), vec![], "C260").is_some());
    assert!(doubt(one("Tỷ lệ hộ tham gia đạt 98,5%."), vec![], "C260").is_none());
}

#[test]
fn nil_beside_a_text_is_told_and_the_text_stays() {
    let now = vec![nil("UBND.1"), task("UBND.1", "Phát 200 tờ rơi.")];
    assert_eq!(
        doubt(now, vec![], "C266").unwrap().quote.as_deref(),
        Some("Phát 200 tờ rơi.")
    );
}

#[test]
fn tasks_left_blank_are_told_together() {
    let told = story(vec![reading(
        "26001",
        vec![task("UBND.1", "Phát tờ rơi."), nil("UBND.2")],
    )])
    .told();
    assert_eq!(warning(&told, "C267").quote.as_deref(), Some("UBND.3"));
}

#[test]
fn an_uncertain_assignment_is_told() {
    let now = vec![Entry {
        score: 0.16,
        ..task("UBND.1", "Có phát tài liệu.")
    }];
    assert!(doubt(now, vec![], "C268").unwrap().text.vi.contains("16%"));
}

#[test]
fn table_and_text_at_odds_are_told() {
    let now = vec![task("UBND.1", "Phát 200 tờ rơi."), row("", "tờ rơi", "300")];
    assert!(doubt(now, vec![], "C273").is_some());
}

#[test]
fn warnings_stand_gravest_first() {
    let wrong = Reading {
        month: None,
        ..reading("26002", one("Phát 10 tờ rơi."))
    };
    let told = story(vec![wrong, reading("26001", vec![])]).told();
    let order: Vec<_> = told
        .warnings
        .iter()
        .map(|finding| finding.severity)
        .collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn a_good_report_raises_no_doubt() {
    let now = vec![
        task("UBND.1", "Phát 200 tờ rơi."),
        nil("UBND.2"),
        nil("UBND.3"),
        entry(Part::Outlook, "Tiếp tục phát 300 tờ rơi."),
    ];
    let told = story(vec![reading("26001", now)]).told();
    for code in [
        "C254", "C255", "C256", "C257", "C258", "C259", "C260", "C266", "C267", "C268", "C272",
        "C273", "C274",
    ] {
        assert!(silent(&told, code), "{code}");
    }
}

#[test]
fn signs_that_will_be_printed_as_codes_are_told_once_with_the_unit_that_wrote_them() {
    let mut story = story(vec![
        reading(
            "26001",
            vec![
                task("UBND.1", "Đã phát ✱✱ và ☉."),
                nil("UBND.2"),
                task("UBND.3", "✱ nữa"),
            ],
        ),
        reading("26002", one("Không có gì lạ.")),
    ]);
    story.plan.title.subject = Some("Phòng bệnh ✱".to_owned());
    let facts = Facts {
        undrawn: |text| text.chars().filter(|sign| "✱☉".contains(*sign)).collect(),
        ..story.facts()
    };
    let told: Vec<_> = consolidate(&facts).warnings;
    let told: Vec<_> = told.into_iter().filter(|one| one.code == "G353").collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0].unit.as_deref(), Some("26001"));
    assert!(
        told[0].text.vi.contains("(U+2731, U+2609)"),
        "{}",
        told[0].text.vi
    );
    assert_eq!(told[0].quote.as_deref(), Some("Đã phát ✱✱ và ☉."));
    assert_eq!(
        (told[1].unit.as_deref(), told[1].file.as_deref()),
        (None, Some("ke-hoach.docx"))
    );
    assert!(
        consolidate(&story.facts())
            .warnings
            .iter()
            .all(|one| one.code != "G353")
    );
}

#[test]
fn what_of_the_plan_was_not_understood_stands_among_the_doubts() {
    let mut story = story(vec![reading("26001", one("Không có gì lạ."))]);
    let open = nhip_core::finding::Finding::new("C229", "Chưa hiểu đoạn này.", "Not understood.");
    let other = nhip_core::finding::Finding::new("C212", "Số lặp.", "A number twice.");
    story.plan.findings = vec![open, other];
    let told = consolidate(&story.facts()).warnings;
    let of_plan = told.iter().filter(|one| one.unit.is_none());
    let of_plan: Vec<_> = of_plan.collect();
    let codes: Vec<_> = of_plan.iter().map(|one| one.code.as_str()).collect();
    assert!(
        codes.contains(&"C229") && !codes.contains(&"C212"),
        "{codes:?}"
    );
    let file = of_plan.iter().find(|one| one.code == "C229").unwrap();
    assert_eq!(file.file.as_deref(), Some(story.plan.source.path.as_str()));
}

#[test]
fn nothing_and_a_result_in_one_paragraph_contradict_each_other() {
    let both = vec![task(
        "UBND.3",
        "Không phát sinh. Phát thanh trên loa 3 lượt.",
    )];
    assert!(doubt(both, vec![], "C266").is_some());
    let standing = vec![task("UBND.3", "Không phát sinh. Hiện duy trì 4 cụm loa.")];
    assert!(doubt(standing, vec![], "C266").is_none());
}
