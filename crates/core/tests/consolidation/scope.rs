//! Whose figures are added together, and what is asked about.

use nhip_core::report::Part;
use nhip_viet::quantity::Kind;

use super::facts::{entry, nil, reading, story, task};

fn totals(told: &nhip_core::consolidation::Consolidation) -> Vec<(String, String)> {
    let totals = told.totals.iter();
    totals
        .map(|total| (total.name.clone(), total.value.to_string()))
        .collect()
}

fn codes(told: &nhip_core::consolidation::Consolidation) -> Vec<&str> {
    told.warnings.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn units_with_other_tasks_have_sums_of_their_own() {
    let told = story(vec![
        reading("26001", vec![task("UBND.1", "Phát 300 tờ rơi.")]),
        reading("26002", vec![task("UBND.1", "Phát 200 tờ rơi.")]),
        reading("HPN", vec![task("HPN.1", "Phát 900 tờ rơi.")]),
    ])
    .told();
    let totals = totals(&told);
    assert_eq!(
        totals[0],
        (
            "tờ rơi – Ủy ban nhân dân các xã, phường".into(),
            "500".into()
        )
    );
    assert_eq!(
        totals[1],
        (
            "tờ rơi – Hội Liên hiệp Phụ nữ thành phố".into(),
            "900".into()
        )
    );
}

#[test]
fn a_bare_noun_is_of_its_task() {
    let told = story(vec![
        reading(
            "26001",
            vec![
                task("UBND.1", "Được 3 buổi."),
                task("UBND.3", "Được 20 buổi."),
            ],
        ),
        reading(
            "26002",
            vec![
                task("UBND.1", "Được 4 buổi."),
                entry(Part::Other, "Được 9 buổi."),
            ],
        ),
    ])
    .told();
    let sums: Vec<String> = totals(&told).into_iter().map(|(_, value)| value).collect();
    assert_eq!(sums, ["7", "20", "9"]);
    assert!(told.totals[2].name.ends_with("nội dung khác"));
}

#[test]
fn a_noun_that_says_nothing_is_named_by_its_task() {
    let told = story(vec![reading("26001", vec![task("UBND.3", "Được 24 lần.")])]).told();
    assert!(
        told.totals[0]
            .name
            .starts_with("lần – Chỉ đạo Đài Truyền thanh"),
        "{:?}",
        totals(&told)
    );
}

#[test]
fn wordings_of_one_task_are_asked_about_once() {
    let told = story(vec![
        reading(
            "26001",
            vec![task("UBND.1", "Tổ chức 3 buổi tuyên truyền lưu động.")],
        ),
        reading(
            "26002",
            vec![task("UBND.1", "Tổ chức 4 buổi tuyên truyền.")],
        ),
        reading("26003", vec![task("UBND.1", "Được 5 buổi.")]),
        reading("26004", vec![task("UBND.3", "Được 6 buổi.")]),
    ])
    .told();
    let asked: Vec<_> = told
        .warnings
        .iter()
        .filter(|one| one.code == "C280")
        .collect();
    assert_eq!(asked.len(), 1, "{asked:#?}");
    let quote = asked[0].quote.as_deref().unwrap();
    assert_eq!(quote.split("; ").count(), 3, "{quote}");
}

#[test]
fn a_body_counted_by_its_first_word_or_its_name_is_asked_about() {
    let told = story(vec![
        reading(
            "26001",
            vec![task("UBND.1", "Hỗ trợ chuyên môn cho 7 trạm.")],
        ),
        reading(
            "26002",
            vec![task("UBND.1", "Hỗ trợ chuyên môn cho 5 trạm y tế.")],
        ),
    ])
    .told();
    let asked = told.warnings.iter().filter(|one| one.code == "C280");
    assert_eq!(asked.count(), 1, "{:#?}", told.warnings);
}

#[test]
fn one_wording_or_one_unit_asks_nothing() {
    let one = story(vec![
        reading(
            "26001",
            vec![task("UBND.1", "Tổ chức 3 buổi tuyên truyền lưu động.")],
        ),
        reading(
            "26002",
            vec![task("UBND.1", "Tổ chức 4 buổi tuyên truyền lưu động.")],
        ),
        reading(
            "26003",
            vec![task(
                "UBND.1",
                "Tổ chức 4 buổi tuyên truyền lưu động, 2 buổi.",
            )],
        ),
    ]);
    assert!(
        !codes(&one.told())
            .iter()
            .any(|code| *code == "C280" && one.readings.len() < 3)
    );
    let alone = story(vec![reading(
        "26001",
        vec![
            task("UBND.1", "Tổ chức 3 buổi tuyên truyền lưu động."),
            task("UBND.1", "Được 5 buổi."),
        ],
    )]);
    assert!(!codes(&alone.told()).contains(&"C280"));
}

#[test]
fn a_smaller_figure_of_the_same_sentence_is_asked_about() {
    let told = |text: &str| {
        let told = story(vec![reading("26001", vec![task("UBND.1", text)])]).told();
        codes(&told).contains(&"C281")
    };
    assert!(told("Nhận 2.340 bức tranh và 517 câu; chọn 60 bức tranh."));
    assert!(!told("Nhận 2.340 bức tranh. Chọn 60 bức tranh."));
    assert!(!told("Nhận 60 bức tranh và 70 bức tranh."));
}

#[test]
fn what_a_sentence_takes_up_again_is_not_added_again() {
    let sum = |text: &str| {
        let told = story(vec![reading("26001", vec![task("UBND.1", text)])]).told();
        totals(&told)
            .into_iter()
            .map(|(_, value)| value)
            .collect::<Vec<_>>()
    };
    assert_eq!(sum("Đăng 12 bài. Trong 12 bài có 5 bài viết dài."), ["12"]);
    assert_eq!(
        sum("Vận động 17 người; 09 người trong số này đã đi khám."),
        ["17"]
    );
    // Not told before: it is told here.
    assert_eq!(sum("Đăng 11 bài. Trong 12 ngày có 5 bài."), ["16"]);
}

#[test]
fn more_than_was_planned_is_more_than_a_hundred_percent() {
    let told = |text: &str| {
        let told = story(vec![reading("26001", vec![task("UBND.1", text)])]).told();
        codes(&told).contains(&"C260")
    };
    assert!(told("Tư vấn đạt 104% số hộ."));
    assert!(!told("Tư vấn 156 hộ, đạt 104% chỉ tiêu tháng."));
}

#[test]
fn what_there_is_does_not_contradict_a_nil() {
    let told = |text: &str| {
        let entries = vec![nil("UBND.1"), task("UBND.1", text)];
        let told = story(vec![reading("26001", entries)]).told();
        codes(&told).contains(&"C266")
    };
    let standing = task("UBND.1", "Hiện duy trì 04 cụm loa.");
    assert_eq!(standing.quantities[0].kind, Kind::State);
    assert!(!told("Hiện duy trì 04 cụm loa."));
    assert!(told("Phát 200 tờ rơi."));
}

#[test]
fn a_file_that_does_not_count_is_asked_about_for_that_alone() {
    let doubt = || nhip_core::finding::Finding::new("C279", "x", "x");
    let mut old = reading("26001", vec![task("UBND.1", "Phát 200 tờ rơi.")]);
    old.findings.push(doubt().in_file("a.docx"));
    old.file = "a.docx".into();
    let mut new = reading("26001", vec![task("UBND.1", "Phát 300 tờ rơi.")]);
    new.version = Some(2);
    let told = story(vec![old, new]).told();
    assert!(codes(&told).contains(&"C269"));
    assert!(!codes(&told).contains(&"C279"));
}
