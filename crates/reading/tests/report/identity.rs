//! Which unit, month, plan and version a report is.

use nhip_core::period::Month;
use nhip_core::report::{PlanMatch, Reading, UnitMatch, form};
use nhip_reading::report::read;

use super::build::{document, month, plan, report, roster};

fn of(body: &str, title: &str, file: &str) -> Reading {
    let plan = plan();
    read(
        &report(body, title, "I. KẾT QUẢ\nTổ chức 2 buổi tuyên truyền.\n"),
        &plan,
        &roster(&plan),
        file,
    )
}

fn code(reading: &Reading) -> &str {
    match &reading.unit {
        UnitMatch::One { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

const TITLE: &str = "Kết quả truyền thông phòng, chống sốt xuất huyết tháng 11 năm 2026";

#[test]
fn the_issuing_body_of_the_head_names_the_unit() {
    assert_eq!(
        code(&of("ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ", TITLE, "a.txt")),
        "26001"
    );
    assert_eq!(code(&of("UBND XÃ THANH AN", TITLE, "a.txt")), "26003");
    assert_eq!(code(&of("UBND XÃ THẠNH AN", TITLE, "a.txt")), "26004");
    assert_eq!(
        code(&of("TRẠM Y TẾ PHƯỜNG BẾN NGỰ", TITLE, "a.txt")),
        "TYT01"
    );
}

#[test]
fn a_name_that_runs_over_two_lines_is_joined() {
    assert_eq!(
        code(&of("ỦY BAN NHÂN DÂN\nPHƯỜNG CẦU ĐÁ", TITLE, "a.txt")),
        "26002"
    );
}

#[test]
fn a_name_without_accents_is_asked_about_and_never_guessed() {
    let reading = of("UBND XA THANH AN", TITLE, "a.txt");
    let UnitMatch::Several { codes, .. } = reading.unit else {
        panic!("{:?}", reading.unit)
    };
    assert_eq!(codes, ["26003", "26004"]);
}

#[test]
fn a_code_in_the_file_name_settles_a_doubtful_head() {
    assert_eq!(
        code(&of("UBND XA THANH AN", TITLE, "26004_bao-cao.txt")),
        "26004"
    );
    // But only among those the head leaves open.
    let other = of("UBND XA THANH AN", TITLE, "26001_bao-cao.txt");
    assert!(matches!(other.unit, UnitMatch::Several { .. }));
}

#[test]
fn a_head_that_names_nobody_leaves_it_to_the_file_name() {
    let plan = plan();
    let text = document("x", "Tổ chức 2 buổi tuyên truyền trong tháng 11/2026.\n");
    let reading = read(
        &text,
        &plan,
        &roster(&plan),
        "BC tháng 11 Phường Cầu Đá.txt",
    );
    assert_eq!(code(&reading), "26002");
    let bare = read(&text, &plan, &roster(&plan), "bc-phuong-cau-da.txt");
    assert!(
        matches!(bare.unit, UnitMatch::Several { .. }),
        "{:?}",
        bare.unit
    );
}

#[test]
fn a_body_that_is_not_on_the_list_is_nobody_even_below_one_that_is() {
    let reading = of("PHÒNG VĂN HÓA - XÃ HỘI", TITLE, "a.txt");
    assert!(
        matches!(reading.unit, UnitMatch::Nobody { .. }),
        "{:?}",
        reading.unit
    );
}

#[test]
fn head_and_file_name_that_disagree_are_told() {
    let reading = of("UBND PHƯỜNG BẾN NGỰ", TITLE, "26002.txt");
    assert_eq!(code(&reading), "26001");
    assert!(codes(&reading).contains(&"C251"));
}

#[test]
fn the_month_stands_in_the_title_and_not_in_the_date() {
    let wanted = Some(month());
    assert_eq!(of("UBND PHƯỜNG BẾN NGỰ", TITLE, "a.txt").month, wanted);
    assert_eq!(
        of(
            "UBND PHƯỜNG BẾN NGỰ",
            "Kết quả công tác tháng 11/2026",
            "a.txt"
        )
        .month,
        wanted
    );
    assert_eq!(
        of(
            "UBND PHƯỜNG BẾN NGỰ",
            "Kết quả tháng 11, nhiệm vụ tháng 12/2026",
            "a"
        )
        .month,
        wanted
    );
    let october = Month::new(2026, 10);
    assert_eq!(
        of("UBND PHƯỜNG BẾN NGỰ", "Kết quả tháng 10", "a.txt").month,
        october
    );
}

#[test]
fn december_reported_with_january_lies_in_the_old_year() {
    let reading = of(
        "UBND PHƯỜNG BẾN NGỰ",
        "Kết quả tháng 12, phương hướng tháng 01/2027",
        "a",
    );
    assert_eq!(reading.month, Month::new(2026, 12));
}

#[test]
fn title_and_file_name_with_different_months_are_told() {
    let reading = of("UBND PHƯỜNG BẾN NGỰ", TITLE, "bc-2026-10.txt");
    assert_eq!(reading.month, Some(month()));
    assert!(codes(&reading).contains(&"C252"));
}

#[test]
fn without_a_month_the_date_is_taken_and_told() {
    let reading = of(
        "UBND PHƯỜNG BẾN NGỰ",
        "Kết quả phòng, chống sốt xuất huyết",
        "a.txt",
    );
    assert_eq!(reading.month, Some(month()));
    assert!(codes(&reading).contains(&"C253"));
}

#[test]
fn version_words_are_understood() {
    let version = |title: &str, file: &str| of("UBND PHƯỜNG BẾN NGỰ", title, file).version;
    assert_eq!(version(&format!("{TITLE} (lần 2)"), "a.txt"), Some(2));
    assert_eq!(version(&format!("{TITLE} (bổ sung)"), "a.txt"), Some(2));
    assert_eq!(version(TITLE, "bc-26001 (3).txt"), Some(3));
    assert_eq!(version(TITLE, "bc_26001_v2.txt"), Some(2));
    assert_eq!(version(TITLE, "bc_26001.txt"), None);
}

#[test]
fn hidden_properties_tell_what_the_head_does_not() {
    let plan = plan();
    let mut text = document("x", "Tổ chức 2 buổi tuyên truyền.\n");
    for (key, value) in [
        (form::PROPERTY_FORM, form::FORM_VERSION),
        (form::PROPERTY_UNIT, "26004"),
        (form::PROPERTY_MONTH, "2026-11"),
        (form::PROPERTY_PLAN, form::plan_mark(&plan.source.sha256)),
    ] {
        text.properties.insert(key.into(), value.into());
    }
    let reading = read(&text, &plan, &roster(&plan), "a.docx");
    assert_eq!((code(&reading), reading.month), ("26004", Some(month())));
    assert_eq!(reading.plan, PlanMatch::Same);
    text.properties
        .insert(form::PROPERTY_PLAN.into(), "0000000000000000".into());
    assert_eq!(
        read(&text, &plan, &roster(&plan), "a.docx").plan,
        PlanMatch::Other
    );
}

#[test]
fn a_report_says_which_plan_it_is_about_by_citing_it() {
    let opened = |opening: &str| {
        let plan = plan();
        let text = format!("{opening}\nI. KẾT QUẢ\nTổ chức 2 buổi tuyên truyền.\n");
        let body = "ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ";
        read(&report(body, TITLE, &text), &plan, &roster(&plan), "a.txt")
    };
    let own = opened(
        "Thực hiện Kế hoạch số 214/KH-UBND ngày 05/10/2026 của UBND thành phố, UBND phường báo cáo như sau:",
    );
    assert_eq!((own.plan, codes(&own)), (PlanMatch::Same, vec![]));
    let other = opened(
        "Thực hiện Kế hoạch số 99/KH-UBND ngày 02/3/2026 của UBND thành phố, UBND phường báo cáo như sau:",
    );
    assert_eq!(
        (other.plan, codes(&other)),
        (PlanMatch::NotStated, vec!["C275"])
    );
    let both = opened(
        "Thực hiện Kế hoạch số 99/KH-UBND và Kế hoạch số 214/KH-UBND của UBND thành phố, UBND phường báo cáo:",
    );
    assert_eq!((both.plan, codes(&both)), (PlanMatch::Same, vec![]));
    let none = opened("Thực hiện nhiệm vụ tháng 11, UBND phường báo cáo như sau:");
    assert_eq!((none.plan, codes(&none)), (PlanMatch::NotStated, vec![]));
}

#[test]
fn a_name_in_mixed_case_at_the_head_or_in_the_signature_is_found() {
    let plan = plan();
    let texts = [
        "UBND xã Thanh An\nBáo cáo kết quả truyền thông tháng 11/2026\n- Tổ chức 6 buổi.\n",
        "Đơn vị báo cáo: UBND xã Thanh An\nKỳ báo cáo: tháng 11 năm 2026\n- Tổ chức 6 buổi.\n",
        "Chủ đề: Xã Thanh An - BC truyền thông T11/2026\nKính gửi anh, chị phường Cầu Đá,\n- Tổ chức 6 buổi.\n",
        "TÌNH HÌNH THÁNG 11/2026\n- Tổ chức 6 buổi.\nNgười tổng hợp\nỦy ban nhân dân xã Thanh An\n",
    ];
    for text in texts {
        let reading = read(&document("a.txt", text), &plan, &roster(&plan), "a.txt");
        assert_eq!(code(&reading), "26003", "{text}");
        assert_eq!(reading.month, Some(month()), "{text}");
    }
}
