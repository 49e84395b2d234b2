//! Only like with like is added; everything else is listed with its reason.

use nhip_core::report::Part;

use super::facts::{entry, reading, row, silent, story, task, total, warning};

fn reasons(told: &nhip_core::consolidation::Consolidation) -> Vec<&str> {
    told.figures
        .iter()
        .filter_map(|figure| Some(figure.not_added.as_ref()?.vi.as_str()))
        .collect()
}

#[test]
fn the_same_indicator_of_several_units_is_added_and_shown_by_unit() {
    let told = story(vec![
        reading(
            "26002",
            vec![task("UBND.1", "Tổ chức 8 buổi tuyên truyền lưu động.")],
        ),
        reading(
            "26001",
            vec![task("UBND.1", "Tổ chức 12 buổi tuyên truyền lưu động.")],
        ),
    ])
    .told();
    assert_eq!(total(&told, "tuyên truyền lưu động"), "20");
    let units: Vec<_> = told.totals[0]
        .by_unit
        .iter()
        .map(|share| (share.unit.as_str(), share.value.to_string()))
        .collect();
    assert_eq!(
        units,
        [("26001", "12".to_owned()), ("26002", "8".to_owned())]
    );
    let numbers: Vec<_> = told
        .figures
        .iter()
        .map(|figure| (figure.n, &*figure.unit))
        .collect();
    assert_eq!(numbers, [(1, "26001"), (2, "26002")]);
}

#[test]
fn a_part_is_never_added_beside_its_whole() {
    let told = story(vec![reading(
        "26001",
        vec![task(
            "UBND.1",
            "Phát 17.500 tờ rơi, trong đó tỉnh cấp 4.500 tờ.",
        )],
    )])
    .told();
    assert_eq!(total(&told, "tờ rơi"), "17500");
    assert!(
        reasons(&told)
            .iter()
            .any(|reason| reason.contains("một phần")),
        "{:#?}",
        told.figures
    );
    let part = told
        .figures
        .iter()
        .find(|figure| figure.part_of.is_some())
        .unwrap();
    assert_eq!(part.part_of, Some(1));
}

#[test]
fn running_totals_percentages_and_changes_are_listed_and_not_added() {
    let told = story(vec![reading(
        "26001",
        vec![
            task(
                "UBND.1",
                "Tổ chức 12 buổi tuyên truyền; lũy kế từ đầu năm 96 buổi tuyên truyền.",
            ),
            task("UBND.2", "Tỷ lệ hộ tham gia đạt 98,5%."),
            task("UBND.3", "Số tin bài tăng 12% so với tháng trước."),
        ],
    )])
    .told();
    assert_eq!(total(&told, "tuyên truyền"), "12");
    let reasons = reasons(&told).join("; ");
    for word in ["lũy kế", "phần trăm", "so với kỳ khác"] {
        assert!(reasons.contains(word), "{word}: {reasons}");
    }
}

#[test]
fn ranges_add_both_ends_and_about_stays_about() {
    let told = story(vec![
        reading(
            "26001",
            vec![task("UBND.1", "Tổ chức 2-3 buổi tuyên truyền.")],
        ),
        reading(
            "26002",
            vec![task("UBND.1", "Tổ chức 5 buổi tuyên truyền.")],
        ),
        reading("26003", vec![task("UBND.1", "Phát hơn 6.500 tờ rơi.")]),
    ])
    .told();
    assert_eq!(total(&told, "buổi"), "7-8");
    assert!(told.totals.iter().all(|total| total.approximate));
}

#[test]
fn plans_and_wishes_are_no_results() {
    let told = story(vec![reading(
        "26001",
        vec![
            entry(Part::Outlook, "Tổ chức 10 buổi tuyên truyền."),
            entry(Part::Proposals, "Cấp thêm 5.000 tờ rơi."),
            entry(Part::Difficulties, "Còn 3 hộ chưa ký cam kết."),
            task("UBND.1", "Tổ chức 2 buổi tuyên truyền."),
        ],
    )])
    .told();
    assert_eq!(told.totals.len(), 1);
    assert_eq!(total(&told, "buổi"), "2");
}

#[test]
fn the_figures_table_wins_over_the_text_and_a_difference_is_told() {
    let told = story(vec![reading(
        "26001",
        vec![
            task("UBND.1", "Tổ chức 12 buổi tuyên truyền lưu động."),
            row("tuyên truyền lưu động", "buổi", "14"),
        ],
    )])
    .told();
    assert_eq!(total(&told, "tuyên truyền lưu động"), "14");
    let finding = warning(&told, "C273");
    assert!(finding.quote.as_deref().unwrap().contains("12 buổi"));
}

#[test]
fn table_and_text_that_agree_count_once_without_a_word() {
    let told = story(vec![reading(
        "26001",
        vec![
            task("UBND.1", "Tổ chức 12 buổi tuyên truyền lưu động."),
            row("tuyên truyền lưu động", "buổi", "12"),
        ],
    )])
    .told();
    assert_eq!(total(&told, "tuyên truyền lưu động"), "12");
    assert!(silent(&told, "C273"));
}

#[test]
fn a_sentence_repeated_in_one_report_counts_once_but_two_numbers_in_one_sentence_both() {
    let same = "Tổ chức 12 buổi tuyên truyền lưu động.";
    let told = story(vec![reading(
        "26001",
        vec![task("UBND.1", same), task("UBND.2", same)],
    )])
    .told();
    assert_eq!(total(&told, "tuyên truyền lưu động"), "12");
    let both = "Phát 100 tờ rơi tại chợ và 100 tờ rơi tại trường.";
    let told = story(vec![reading("26001", vec![task("UBND.1", both)])]).told();
    let sum: i64 = told
        .totals
        .iter()
        .map(|total| total.value.to_string().parse::<i64>().unwrap())
        .sum();
    assert_eq!(sum, 200);
}

#[test]
fn a_zero_is_a_figure() {
    let told = story(vec![reading(
        "26001",
        vec![row("tuyên truyền lưu động", "buổi", "0")],
    )])
    .told();
    assert_eq!(total(&told, "tuyên truyền"), "0");
}

#[test]
fn a_bare_number_that_stands_in_the_table_under_its_full_name_counts_once() {
    let told = |said: &str| {
        story(vec![reading(
            "26001",
            vec![
                task("UBND.1", &format!("Kiểm tra {said} hộ.")),
                row("được kiểm tra lăng quăng", "hộ", "1.790"),
            ],
        )])
        .told()
    };
    assert_eq!(told("1.790").totals.len(), 1);
    assert!(silent(&told("1.790"), "C273"));
    // Another number is another thing.
    assert_eq!(told("1.200").totals.len(), 2);
}

#[test]
fn what_another_unit_did_is_printed_and_never_added() {
    let mut office = task("HPN.1", "Các xã, phường đã phát 101 tờ rơi.");
    office.others = vec![0];
    let told = story(vec![
        reading("HPN", vec![office]),
        reading("26001", vec![task("UBND.1", "Phát 24 tờ rơi.")]),
    ])
    .told();
    assert_eq!(told.totals.len(), 1, "{:#?}", told.totals);
    assert_eq!(told.totals[0].value, 24.into());
    let theirs = told
        .figures
        .iter()
        .find(|one| one.value == 101.into())
        .unwrap();
    assert!(
        theirs
            .not_added
            .as_ref()
            .unwrap()
            .vi
            .contains("đơn vị khác")
    );
}
