//! Who wrote a report, when, and in place of what, where no head says so.

use nhip_core::period::Month;
use nhip_core::report::{PlanMatch, Reading, UnitMatch};
use nhip_core::unit::Roster;
use nhip_reading::report::read;

use super::build::{document, month, plan, report, roster, table, unit};

fn of(text: &str, file: &str) -> Reading {
    let plan = plan();
    read(&document("a.txt", text), &plan, &roster(&plan), file)
}

fn code(reading: &Reading) -> &str {
    match &reading.unit {
        UnitMatch::One { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

fn has(reading: &Reading, code: &str) -> bool {
    reading.findings.iter().any(|finding| finding.code == code)
}

#[test]
fn the_unit_stands_before_what_it_sends() {
    let text = "Ủy ban nhân dân phường Cầu Đá xin gửi Trung tâm Y tế báo cáo tháng 11/2026 như sau.\n\nTổ chức 2 buổi tuyên truyền lưu động.";
    let reading = of(text, "BC.txt");
    assert_eq!(code(&reading), "26002");
    assert_eq!(reading.entries.len(), 1, "{:#?}", reading.entries);
}

#[test]
fn the_unit_stands_behind_the_authority_and_office_of_the_signer() {
    let signed = |signature: &str| {
        let text = format!(
            "BÁO CÁO\nTuyên truyền tháng 11/2026\nTổ chức 2 buổi tuyên truyền lưu động tại khu dân cư.\nPhát tờ rơi.\nTreo băng rôn.\nDiệt lăng quăng.\nTổng vệ sinh.\nPhát tin.\n{signature}\nNguyễn Văn Sáu"
        );
        code(&of(&text, "a.txt")).to_owned()
    };
    assert_eq!(
        signed("TM. ỦY BAN NHÂN DÂN XÃ THANH AN\nPHÓ CHỦ TỊCH"),
        "26003"
    );
    assert_eq!(signed("TUQ. TRƯỞNG TRẠM TRẠM Y TẾ PHƯỜNG BẾN NGỰ"), "TYT01");
}

#[test]
fn a_line_of_a_sheet_that_stands_alone_names_the_unit() {
    let plan = plan();
    let sheet = table(
        Some("Sheet1"),
        &[
            &["BIỂU SỐ LIỆU THÁNG 11/2026"],
            &["Nội dung", "ĐVT", "Thực hiện"],
            &["Tuyên truyền lưu động", "buổi", "2"],
            &["TỔ Y TẾ - UBND XÃ THẠNH AN"],
        ],
    );
    let mut paper = document("a.xlsx", "");
    paper.blocks.push(sheet);
    let reading = read(&paper, &plan, &roster(&plan), "a.xlsx");
    assert_eq!(code(&reading), "26004");
}

#[test]
fn the_body_above_in_the_head_is_no_other_answer() {
    let plan = plan();
    let mut units = roster(&plan).units().to_vec();
    units.push(unit("SYT", "Sở Y tế Lạc Giang", "TTYT"));
    let text = "SỞ Y TẾ LẠC GIANG\nTRẠM Y TẾ PHƯỜNG BẾN NGỰ\nSố: 9/BC-TYT\nBÁO CÁO\nTuyên truyền tháng 11/2026\nTư vấn 20 lượt người dân.";
    let reading = read(
        &document("a.txt", text),
        &plan,
        &Roster::new(units, &plan),
        "a.txt",
    );
    assert_eq!(code(&reading), "TYT01");
    assert!(!has(&reading, "C251"), "{:#?}", reading.findings);
}

#[test]
fn those_who_lead_a_body_write_as_the_body() {
    let plan = plan();
    let text = "HỘI LIÊN HIỆP PHỤ NỮ\nBAN CHẤP HÀNH THÀNH PHỐ\nSố: 9/BC-BCH\nBÁO CÁO\nTuyên truyền tháng 11/2026\nHội viên ký cam kết.";
    assert_eq!(
        code(&read(
            &document("a.txt", text),
            &plan,
            &roster(&plan),
            "a.txt"
        )),
        "HPN"
    );
}

#[test]
fn a_message_has_its_year_from_the_plan() {
    let text =
        "Chủ đề: BC tuyên truyền T11 - UBND xã Thanh An\nTổ chức 2 buổi tuyên truyền lưu động.";
    assert_eq!(of(text, "a.txt").month, Some(month()));
    let told = "Xã Thanh An báo cáo tháng 11\nTổ chức 2 buổi tuyên truyền lưu động.";
    assert_eq!(of(told, "a.txt").month, Some(month()));
    let silent = "Xã Thanh An\nTổ chức 2 buổi tuyên truyền lưu động tại T11.";
    assert_eq!(of(silent, "a.txt").month, None);
}

#[test]
fn days_of_a_month_are_the_month_they_end_in() {
    let plan = plan();
    let read = |days: &str| {
        let text = format!("I. KẾT QUẢ\nTổ chức 2 buổi tuyên truyền.\n{days}");
        let title = format!("Kết quả tuyên truyền ({days})");
        read(
            &report("UBND XÃ THANH AN", &title, &text),
            &plan,
            &roster(&plan),
            "a.txt",
        )
        .month
    };
    assert_eq!(
        read("từ ngày 15/9/2026 đến ngày 14/10/2026"),
        Month::new(2026, 10)
    );
    // Half a year is no month: the date of the paper is left.
    assert_eq!(read("từ ngày 15/3/2026 đến ngày 14/10/2026"), Some(month()));
}

#[test]
fn a_date_the_text_agrees_with_is_no_doubt() {
    let plan = plan();
    let told = |text: &str| {
        let paper = report("UBND XÃ THANH AN", "Công tác tuyên truyền", text);
        has(&read(&paper, &plan, &roster(&plan), "a.txt"), "C253")
    };
    let own = "I. KẾT QUẢ 9 THÁNG\nTổ chức 52 buổi.\nA.\nB.\nII. THÁNG 11 NĂM 2026\nTổ chức 2 buổi.\nIII. THÁNG 12\nTổ chức 3 buổi.";
    assert!(!told(own));
    assert!(told(
        "I. KẾT QUẢ\nTổ chức 2 buổi.\nA.\nB.\nPhát tờ rơi.\nC. THÁNG 12\nTổ chức 3 buổi."
    ));
    assert!(told(
        "I. KẾT QUẢ\nTổ chức 2 buổi.\nA.\nB.\nTháng 10 mưa.\nTHÁNG 11\nTổ chức 3 buổi."
    ));
}

#[test]
fn what_replaces_an_earlier_paper_says_so_below_its_title_and_counts_nothing() {
    let plan = plan();
    let text = "(Thay thế Báo cáo số 71/BC-UBND ngày 18/11/2026 do tính trùng 02 buổi)\nI. KẾT QUẢ\nTổ chức 2 buổi tuyên truyền lưu động tại khu dân cư.";
    let paper = report("UBND XÃ THANH AN", "Kết quả tháng 11 năm 2026", text);
    let reading = read(&paper, &plan, &roster(&plan), "a.txt");
    assert_eq!(reading.version, Some(2));
    assert_eq!(reading.entries.len(), 1, "{:#?}", reading.entries);
    assert_eq!(
        of(
            "UBND xã Thanh An\nBáo cáo tháng 11/2026",
            "bc (sua lai).txt"
        )
        .version,
        Some(2)
    );
}

#[test]
fn a_number_before_what_is_counted_is_no_month_and_days_say_their_year_once() {
    let text = "UBND xã Thanh An\n(từ ngày 25/10 đến ngày 24/11/2026)\nTuyên truyền lưu động: trong tháng 3 buổi, 95 người dự.";
    assert_eq!(of(text, "a.txt").month, Some(month()));
    let silent = "UBND xã Thanh An\nTuyên truyền lưu động: trong tháng 3 buổi, 95 người dự.";
    assert_eq!(of(silent, "a.txt").month, None);
}

#[test]
fn a_signature_run_together_names_its_body_and_a_number_names_nobody() {
    let text = "Báo cáo tháng 11/2026\nTổ chức 2 buổi tuyên truyền.\nTM. UBND XÃ THANH AN CHỦ TỊCH Lê Văn Tư";
    assert_eq!(code(&of(text, "a.txt")), "26003");
    let nobody = of(
        "Báo cáo tháng 11/2026\nTổ chức 2 buổi tuyên truyền.",
        "1.txt",
    );
    assert_eq!(nobody.unit, UnitMatch::Nobody { written: None });
}

#[test]
fn the_plan_among_the_reports_is_the_plan() {
    let own =
        "SỞ Y TẾ\nSố: 214/KH-UBND\nKẾ HOẠCH\nTruyền thông năm 2026\nI. MỤC ĐÍCH\nTổ chức 2 buổi.";
    assert_eq!(of(own, "a.txt").plan, PlanMatch::Itself);
    let other = own.replace("214", "215");
    assert_ne!(of(&other, "a.txt").plan, PlanMatch::Itself);
    let report = own.replace("\nKẾ HOẠCH\n", "\nBÁO CÁO\n");
    assert_ne!(of(&report, "a.txt").plan, PlanMatch::Itself);
}

#[test]
fn a_copy_has_no_version_of_its_own() {
    let text = "UBND xã Thanh An\nTổ chức 2 buổi tuyên truyền.";
    assert_eq!(of(text, "1 - bản sao (2).txt").version, None);
    assert_eq!(of(text, "1 (2).txt").version, Some(2));
}
