//! Free reports: parts by heading, paragraphs by likeness, nothing lost.

use nhip_core::report::{Answer, Entry, Part, Reading};
use nhip_reading::report::read;
use proptest::prelude::*;

use super::build::{document, plan, report, roster, table};

const TITLE: &str = "Kết quả truyền thông phòng, chống sốt xuất huyết tháng 11 năm 2026";

fn understood(text: &str) -> Reading {
    let plan = plan();
    read(
        &report("UBND PHƯỜNG BẾN NGỰ", TITLE, text),
        &plan,
        &roster(&plan),
        "a.txt",
    )
}

fn entry<'a>(reading: &'a Reading, start: &str) -> &'a Entry {
    let found = reading
        .entries
        .iter()
        .find(|entry| entry.text.starts_with(start));
    found.unwrap_or_else(|| panic!("{start}: {:#?}", reading.entries))
}

fn task(id: &str) -> Part {
    Part::Task { task: id.into() }
}

const USUAL: &str = "\
Thực hiện Kế hoạch số 214/KH-UBND của UBND thành phố, UBND phường báo cáo kết quả như sau:
I. KẾT QUẢ THỰC HIỆN
1. Công tác tuyên truyền
- Đã tổ chức 12 buổi tuyên truyền lưu động với 540 lượt người tham dự; phát 1.200 tờ rơi đến các hộ gia đình.
- Đài truyền thanh phường phát 30 lượt tin, bài về dấu hiệu cảnh báo và cách phòng bệnh.
2. Vệ sinh môi trường
- Ra quân tổng vệ sinh môi trường, diệt lăng quăng 4 đợt vào sáng thứ Bảy.
3. Việc đột xuất
- Hỗ trợ nhà tình thương cho 02 gia đình khó khăn.
II. KHÓ KHĂN, VƯỚNG MẮC
- Một số hộ dân đi vắng nên chưa phát được tờ rơi.
III. ĐỀ XUẤT, KIẾN NGHỊ
1. Đề nghị Trung tâm Y tế cấp thêm 5.000 tờ rơi
2. Đề nghị hỗ trợ 02 máy phun
IV. PHƯƠNG HƯỚNG THÁNG TỚI
- Tiếp tục tổ chức 10 buổi tuyên truyền.
Trên đây là báo cáo kết quả tháng 11 của UBND phường Bến Ngự./.
Nơi nhận:
- UBND thành phố;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Lộc
";

#[test]
fn headings_open_the_parts_and_paragraphs_find_their_tasks() {
    let reading = understood(USUAL);
    assert_eq!(entry(&reading, "Đã tổ chức 12 buổi").part, task("UBND.1"));
    assert_eq!(entry(&reading, "Đài truyền thanh").part, task("UBND.3"));
    assert_eq!(entry(&reading, "Ra quân tổng vệ sinh").part, task("UBND.2"));
    assert_eq!(entry(&reading, "Một số hộ dân").part, Part::Difficulties);
    assert_eq!(entry(&reading, "Tiếp tục tổ chức").part, Part::Outlook);
}

#[test]
fn numbers_nobody_understands_are_told_once() {
    let told = |text: &str| {
        let findings = understood(text).findings;
        let open = findings.into_iter().filter(|one| one.code == "C283");
        open.filter_map(|one| one.quote).collect::<Vec<_>>()
    };
    assert_eq!(told(USUAL), Vec::<String>::new());
    let odd = told("I. KẾT QUẢ\n- Kết quả đạt 417.\n- Đạt 93, tốt hơn trước.");
    assert_eq!(odd.len(), 1);
    assert!(odd[0].contains("417") && odd[0].contains("93"), "{odd:?}");
}

#[test]
fn what_fits_no_task_goes_under_other() {
    assert_eq!(
        entry(&understood(USUAL), "Hỗ trợ nhà tình thương").part,
        Part::Other
    );
}

#[test]
fn a_proposal_that_looks_like_a_heading_is_content() {
    let reading = understood(USUAL);
    assert_eq!(
        entry(&reading, "Đề nghị Trung tâm Y tế").part,
        Part::Proposals
    );
    assert_eq!(
        entry(&reading, "Đề nghị hỗ trợ 02 máy").part,
        Part::Proposals
    );
}

#[test]
fn preamble_closing_sentence_recipients_and_signature_are_no_content() {
    let reading = understood(USUAL);
    assert!(
        !reading.entries.iter().any(|entry| {
            [
                "Thực hiện",
                "Trên đây",
                "UBND thành phố",
                "CHỦ TỊCH",
                "Trần",
                "Nơi nhận",
            ]
            .iter()
            .any(|start| entry.text.starts_with(start))
        }),
        "{:#?}",
        reading.entries
    );
}

#[test]
fn text_is_verbatim_and_figures_stand_where_they_say() {
    for entry in understood(USUAL).entries {
        assert!(USUAL.contains(&entry.text));
        for quantity in &entry.quantities {
            let at: String = entry
                .text
                .chars()
                .skip(quantity.start)
                .take(quantity.end - quantity.start)
                .collect();
            assert!(
                at.chars().any(|c| c.is_ascii_digit()),
                "{at} in {}",
                entry.text
            );
        }
    }
}

#[test]
fn a_heading_for_two_parts_is_divided_by_what_is_asked_for() {
    let reading = understood(
        "I. KẾT QUẢ\nPhát 100 tờ rơi cho hộ dân.\nII. KHÓ KHĂN, KIẾN NGHỊ\n- Thiếu kinh phí in tờ rơi.\n- Đề nghị cấp kinh phí in tờ rơi.\n",
    );
    assert_eq!(entry(&reading, "Thiếu kinh phí").part, Part::Difficulties);
    assert_eq!(entry(&reading, "Đề nghị cấp").part, Part::Proposals);
}

#[test]
fn a_part_named_on_the_line_of_its_first_sentence_is_understood() {
    let reading = understood(
        "Tổ chức 2 buổi tuyên truyền lưu động tại khu dân cư.\n- Khó khăn: thiếu loa cầm tay.\n",
    );
    assert_eq!(entry(&reading, "Khó khăn: thiếu").part, Part::Difficulties);
}

#[test]
fn nothing_to_report_under_a_heading_is_nil() {
    let reading = understood(
        "I. KẾT QUẢ\nPhát 100 tờ rơi cho hộ dân.\nII. KHÓ KHĂN\nKhông có.\nIII. KIẾN NGHỊ\nKhông.\n",
    );
    let nil: Vec<_> = reading
        .entries
        .iter()
        .filter(|entry| entry.answer == Answer::Nil)
        .map(|entry| &entry.part)
        .collect();
    assert_eq!(nil, [&Part::Difficulties, &Part::Proposals]);
}

#[test]
fn no_new_case_is_a_result_and_not_nil() {
    let reading = understood("I. KẾT QUẢ\nKhông phát sinh ca bệnh mới trên địa bàn.\n");
    assert_eq!(entry(&reading, "Không phát sinh ca").answer, Answer::Given);
}

#[test]
fn nothing_to_report_is_said_of_the_task_it_names() {
    let reading = understood(
        "I. KẾT QUẢ\nChiến dịch diệt lăng quăng, tổng vệ sinh môi trường: không phát sinh.\n",
    );
    let found = entry(&reading, "Chiến dịch");
    assert_eq!((&found.part, found.answer), (&task("UBND.2"), Answer::Nil));
}

#[test]
fn a_heading_that_quotes_a_task_takes_what_stands_below_it() {
    let reading = understood(
        "I. KẾT QUẢ\n1. Tổ chức chiến dịch diệt lăng quăng, bọ gậy\nĐã ra quân 4 lần.\n",
    );
    let found = entry(&reading, "Đã ra quân");
    assert_eq!((&found.part, found.score), (&task("UBND.2"), 1.0));
}

#[test]
fn a_heading_with_nothing_below_it_is_not_lost() {
    let reading = understood(
        "I. KẾT QUẢ\n1. Đã triển khai mô hình xanh sạch\n2. Đã phát động thi đua\nII. KHÓ KHĂN\nKhông\n",
    );
    entry(&reading, "Đã triển khai mô hình");
    entry(&reading, "Đã phát động");
}

#[test]
fn the_unit_s_own_tasks_come_first() {
    let reading =
        understood("I. KẾT QUẢ\nTư vấn trực tiếp, phát tờ rơi tại hộ gia đình trong khu dân cư.\n");
    assert_eq!(entry(&reading, "Tư vấn").part, task("UBND.1"));
}

#[test]
fn a_table_of_tasks_and_results_counts_results_only() {
    let plan = plan();
    let mut text = report("UBND PHƯỜNG BẾN NGỰ", TITLE, "I. KẾT QUẢ THỰC HIỆN\n");
    text.blocks.push(table(
        None,
        &[
            &["STT", "Nội dung nhiệm vụ", "Kết quả"],
            &[
                "1",
                "Tổ chức 10 buổi tuyên truyền lưu động tại khu dân cư",
                "Đã tổ chức 8 buổi",
            ],
        ],
    ));
    let reading = read(&text, &plan, &roster(&plan), "a.docx");
    let found = entry(&reading, "1 | Tổ chức 10 buổi");
    assert_eq!(found.part, task("UBND.1"));
    let values: Vec<_> = found
        .quantities
        .iter()
        .map(|q| q.value.to_string())
        .collect();
    assert_eq!(values, ["8"]);
    let q = &found.quantities[0];
    assert_eq!(
        found.text.chars().skip(q.start).take(1).collect::<String>(),
        "8"
    );
}

#[test]
fn an_annex_after_the_signature_is_read() {
    let plan = plan();
    let mut text = report("UBND PHƯỜNG BẾN NGỰ", TITLE, USUAL);
    text.blocks.push(table(
        None,
        &[
            &["STT", "Chỉ tiêu", "ĐVT", "Số lượng"],
            &["1", "Tờ rơi", "tờ", "1.200"],
        ],
    ));
    let reading = read(&text, &plan, &roster(&plan), "a.docx");
    assert!(
        reading
            .entries
            .iter()
            .any(|entry| entry.part == Part::Figures)
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(lines in proptest::collection::vec("\\PC{0,60}", 0..20)) {
        let plan = plan();
        let reading = read(&document("x.txt", &lines.join("\n")), &plan, &roster(&plan), "x.txt");
        prop_assert!(reading.entries.iter().all(|entry| (0.0..=1.0).contains(&entry.score)));
    }

    #[test]
    fn every_sentence_below_the_results_comes_back(words in proptest::collection::vec("[a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]{2,7}", 4..12)) {
        let sentence = format!("{}.", words.join(" "));
        let reading = understood(&format!("I. KẾT QUẢ\nPhát 100 tờ rơi cho hộ dân.\n{sentence}\n"));
        prop_assert!(reading.entries.iter().any(|entry| entry.text == sentence));
    }
}

#[test]
fn what_stands_below_a_half_year_is_not_added_to_the_month() {
    use nhip_viet::quantity::Kind;
    let text = "\
I. KẾT QUẢ 6 THÁNG ĐẦU NĂM
- Tổ chức 26 buổi tuyên truyền lưu động.
- Phát 3.500 tờ rơi đến các hộ gia đình.
II. KẾT QUẢ TRONG THÁNG
- Tổ chức 4 buổi tuyên truyền lưu động.
III. PHƯƠNG HƯỚNG THÁNG TỚI
- Tổ chức 5 buổi tuyên truyền lưu động.
IV. KẾT QUẢ KHÁC
- Phát 60 tờ rơi tại chợ.
V. PHƯƠNG HƯỚNG THÁNG TỚI
- Phát 90 tờ rơi.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
PHỤ LỤC KẾT QUẢ THỰC HIỆN
- Phát 70 tờ rơi tại trường.
";
    let reading = understood(text);
    let kind = |start: &str| entry(&reading, start).quantities[0].kind;
    assert_eq!(kind("Tổ chức 26"), Kind::Cumulative);
    assert_eq!(kind("Phát 3.500"), Kind::Cumulative);
    assert_eq!(kind("Tổ chức 4"), Kind::Month);
    assert_eq!(kind("Tổ chức 5"), Kind::Plan);
    // What is planned holds for no other part, nor behind the signature.
    assert_eq!(kind("Phát 60"), Kind::Month);
    assert_eq!(kind("Phát 90"), Kind::Plan);
    assert_eq!(kind("Phát 70"), Kind::Month);
}

/// Task, answer.
fn answers(reading: &Reading) -> Vec<(&Part, Answer)> {
    let entries = reading.entries.iter();
    entries.map(|entry| (&entry.part, entry.answer)).collect()
}

#[test]
fn a_report_that_says_there_was_nothing_answers_all_its_tasks_so() {
    let wordings = [
        "Trong tháng, phường không phát sinh nội dung, hoạt động thuộc phạm vi được giao.",
        "Qua rà soát, trong tháng 11/2026 phường không phát sinh hoạt động truyền thông mới; không có số liệu báo cáo.",
        "Trong kỳ báo cáo, phường chưa tổ chức hoạt động truyền thông nào, không phát sinh số liệu.",
    ];
    for wording in wordings {
        let reading = understood(&format!("{wording}\nPhường duy trì 2 bảng tin ở chợ.\n"));
        let nil: Vec<Part> = answers(&reading)
            .into_iter()
            .filter(|(_, answer)| *answer == Answer::Nil)
            .map(|(part, _)| part.clone())
            .collect();
        assert_eq!(nil, ["UBND.1", "UBND.2", "UBND.3"].map(task), "{wording}");
    }
}

#[test]
fn no_new_deed_beside_others_is_no_report_without_results() {
    let reading = understood(
        "Trong tháng không phát sinh hoạt động ngoài kế hoạch.\nTổ chức 4 buổi tuyên truyền lưu động.\n",
    );
    assert!(
        answers(&reading)
            .iter()
            .all(|(_, answer)| *answer == Answer::Given)
    );
}

#[test]
fn nobody_reports_on_the_task_of_another_body() {
    let reading = understood(
        "I. KẾT QUẢ\nTập huấn kỹ năng truyền thông cho cộng tác viên, nhân viên y tế thôn, tổ dân phố.\n",
    );
    assert_eq!(entry(&reading, "Tập huấn kỹ năng").part, Part::Other);
}

#[test]
fn the_days_a_title_names_are_the_report_s_own() {
    use nhip_viet::quantity::Kind;
    let plan = plan();
    let title = "Kết quả truyền thông tháng 11 năm 2026 (số liệu từ 15/10/2026 đến 14/11/2026)";
    let text =
        "I. KẾT QUẢ\nTrong kỳ tổ chức 8 buổi tuyên truyền.\nTrong tháng 10 tổ chức 5 buổi.\n";
    let report = report("UBND PHƯỜNG BẾN NGỰ", title, text);
    let reading = read(&report, &plan, &roster(&plan), "a.txt");
    let found = |start: &str| entry(&reading, start).quantities[0].clone();
    let own = found("Trong kỳ");
    assert_eq!(own.kind, Kind::Window);
    assert!(own.period.is_some_and(|period| period.is_of(2026, 11)));
    assert_eq!(found("Trong tháng 10").kind, Kind::Other);
}

#[test]
fn a_report_all_of_whose_figures_are_of_another_time_is_asked_about() {
    let doubted = |text: &str| {
        let reading = understood(text);
        reading.findings.iter().any(|one| one.code == "C278")
    };
    let half_year =
        "Kết quả 6 tháng đầu năm 2026, phường làm tốt truyền thông.\nTổ chức 26 buổi.\n";
    assert!(doubted(half_year));
    assert!(!doubted(&format!(
        "{half_year}Riêng tháng 11 tổ chức 4 buổi.\n"
    )));
    assert!(!doubted("Tổ chức 4 buổi. Lũy kế 26 buổi.\n"));
}
