//! What real plans do to a reader, one test for each oddity; the papers here are invented.

// Helpers of tests may stop a test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod text;

use nhip_core::plan::{Family, Frequency, Plan, Reports, System};
use nhip_reading::plan;
use proptest::prelude::*;
use text::document;

/// A party plan with the oddities of a scanned and retyped paper.
const PARTY: &str = "

*
Số: 32 -KH/ThU

KẾ HOẠCH NÂNG CAO

Thông tin, tuyên truyền và thực hiện Chỉ thị số 10-CT/TU, ngày 02/8/2026 của Ban Thường vụ Tỉnh ủy, Chương trình hành động số 22-CTr/ThU, ngày 02/8/2026 của Ban Thường vụ Thành ủy về tăng cường phòng bệnh mùa hè trên địa bàn tỉnh Nam Hải

Căn cứ Chỉ thị số 10-CT/TU, ngày 02/8/2026 của Ban Thường vụ Tỉnh ủy về tăng cường phòng bệnh mùa hè;

Thực hiện Hướng dẫn số 38-HD/BTGTU, ngày 04-8-2026 của Ban Tuyên giáo Tỉnh ủy hướng dẫn tuyên truyền, thực hiện Chỉ thị số 10-CT/TU, ngày 02/8/2026 của Ban Thường vụ Tỉnh ủy về tăng cường phòng bệnh mùa hè; Ban Thường vụ Thành ủy xây dựng Kế hoạch nâng cao tuyên truyền với các nội dung cụ thể như sau:

I. MỤC ĐÍCH

- Nâng cao hiểu biết của người dân về bệnh mùa hè, chủ động,... phòng bệnh trên địa bàn thành phố Lạc Giang.

II. NỘI DUNG TUYÊN TRUYỀN

1. Các văn bản của Trung ương, của tỉnh, Chương trình hành động số 22-CTr/ThU, ngày 02/8/2026 của Ban Thường vụ Thành ủy về tăng cường công tác phòng bệnh mùa hè trên địa

bàn thành phố, trong đó nhấn mạnh 02 việc:

(1) Ăn chín, uống chín;

(2) Diệt muỗi, diệt bọ gậy.

2. Cách phòng bệnh COVID-19 và Covid-19 theo phương châm “Sạch nhà, khỏe người”;

III. TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân thành phố

- Chỉ đạo thực hiện Kế hoạch số 5488/KH-UBND ngày 03/8/2026 của Ủy ban nhân dân tỉnh về triển khai Chỉ thị số 10-CT/TU của Ban Thường vụ Tỉnh ủy, ngày

05/9/2026 phải xong;

2. Các Tổ chức cơ sở Đảng trực thuộc Thành ủy

- Quán triệt trong sinh hoạt chi bộ.

2. Ban Tuyên giáo Thành ủy

- Theo dõi, tổng hợp.

4. Hội Văn học - nghệ thuật thành phố

Sáng tác tác phẩm cổ động.

Trên đây là kế hoạch nâng cao tuyên truyền, yêu cầu Ủy ban nhân dân thành phố, các tổ chức cơ sở Đảng trực thuộc Thành ủy, các cơ quan, đơn vị định kỳ hàng tháng (**ngày 23**) báo cáo tình hình thực hiện về Ban Thường vụ Thành ủy (qua Ban Tuyên giáo Thành ủy) để tổng hợp.

Nơi nhận:

- Thường trực Tỉnh ủy (báo cáo),
- Thường trực HĐND-UBND thành phố,
- Các TCCSĐ trực thuộc Thành ủy,
- Hội Văn học-Nghệ thuật thành phố,
- Lưu VP+BTG Thành ủy.

T/M BAN THƯỜNG VỤ

BÍ THƯ



Nguyễn Văn An";

fn party() -> Plan {
    plan::read(&document(PARTY))
}

fn state(body: &str) -> Plan {
    let head = "ỦY BAN NHÂN DÂN\nPHƯỜNG BẾN NGỰ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 05/KH-UBND\nBến Ngự, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nTruyền thông phòng bệnh năm 2026\nỦy ban nhân dân phường ban hành Kế hoạch như sau:\n";
    let foot =
        "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Thị Bưởi\n";
    plan::read(&document(&format!("{head}{body}{foot}")))
}

fn codes(plan: &Plan) -> Vec<&str> {
    plan.findings.iter().map(|f| f.code.as_str()).collect()
}

#[test]
fn without_a_head_the_issuer_is_inferred_and_asked_about() {
    let plan = party();
    assert_eq!(
        plan.issuing_body.name.as_deref(),
        Some("Ban Thường vụ Thành ủy")
    );
    assert!(!plan.issuing_body.stated_in_header);
    assert_eq!(
        plan.issuing_body.header_name_inferred.as_deref(),
        Some("THÀNH ỦY LẠC GIANG")
    );
    assert!(codes(&plan).contains(&"C217"));
}

#[test]
fn a_number_with_a_colon_and_a_stray_space_is_kept_as_printed_and_evened_out() {
    let number = party().number_symbol.unwrap();
    assert_eq!(number.as_printed, "Số: 32 -KH/ThU");
    assert_eq!(number.normalized, "32-KH/ThU");
}

#[test]
fn a_missing_date_stays_missing_with_the_newest_citation_as_its_bound() {
    let date = party().place_date;
    assert_eq!(date.date, None);
    assert_eq!(
        date.date_bounds_inferred.unwrap().not_before.to_string(),
        "2026-08-04"
    );
    assert!(codes(&party()).contains(&"C216"));
}

#[test]
fn words_on_the_type_line_belong_to_a_subject_of_any_length() {
    let title = party().title;
    assert_eq!(title.kind.as_deref(), Some("KẾ HOẠCH"));
    let subject = title.subject.unwrap();
    assert!(subject.starts_with("NÂNG CAO Thông tin"));
    assert!(subject.ends_with("tỉnh Nam Hải"));
}

#[test]
fn a_basis_that_runs_into_the_enacting_clause_is_parted_from_it() {
    let plan = party();
    assert_eq!(plan.legal_bases.len(), 2);
    assert_eq!(plan.legal_bases[1].lead_word, "Thực hiện");
    assert_eq!(plan.legal_bases[1].nested, ["CT10"]);
    assert!(
        plan.enacting_clause
            .unwrap()
            .text
            .starts_with("Ban Thường vụ Thành ủy xây dựng")
    );
}

#[test]
fn a_document_with_two_subjects_keeps_both_and_is_told() {
    let plan = party();
    let cited = plan
        .cited_documents
        .iter()
        .find(|c| c.id == "CTr22")
        .unwrap();
    assert_eq!(cited.subject_variants.len(), 2);
    assert!(
        cited.subject.as_deref().unwrap().contains("công tác"),
        "the body's is preferred"
    );
    assert!(codes(&plan).contains(&"C210"));
}

#[test]
fn paragraphs_cut_before_a_small_letter_or_a_date_are_joined_and_told() {
    let plan = party();
    assert_eq!(plan.page_break_cuts.len(), 2);
    assert_eq!(plan.content_themes[0].lines.len(), 2);
    assert!(
        plan.content_themes[0]
            .text
            .contains("trên địa bàn thành phố")
    );
    assert!(plan.units[0].tasks[0].text.contains("ngày 05/9/2026"));
}

#[test]
fn a_number_used_twice_is_corrected_by_position_and_keeps_its_printed_label() {
    let plan = party();
    let parts = &plan.sections[2].children;
    assert_eq!(
        parts.iter().map(|p| p.label.as_str()).collect::<Vec<_>>(),
        ["1", "2", "3", "4"]
    );
    assert_eq!(parts[2].marker_as_printed.as_deref(), Some("2."));
    assert_eq!(plan.units[2].section, "III.3 (printed as a second '2.')");
    assert!(codes(&plan).contains(&"C212"));
}

#[test]
fn a_plain_paragraph_under_a_unit_is_its_task_and_a_closing_semicolon_proves_nothing() {
    let plan = party();
    assert_eq!(plan.units[3].tasks[0].marker, None);
    assert!(plan.units[0].tasks[0].text.ends_with("phải xong;"));
    assert_eq!(plan.units.len(), 4);
}

#[test]
fn emphasis_marks_do_not_hide_the_day_and_are_kept_as_printed() {
    let duty = &party().reporting_duty[0];
    assert_eq!(duty.day_of_month, Some(23));
    assert_eq!(duty.day_as_printed.as_deref(), Some("(**ngày 23**)"));
}

#[test]
fn an_ellipsis_does_not_end_a_sentence() {
    assert!(
        party().sections[0].children[0]
            .starts_with
            .as_deref()
            .unwrap()
            .contains("chủ động,...")
    );
}

#[test]
fn the_order_of_marks_tells_party_from_state_numbers() {
    let plan = party();
    let system = |id: &str| {
        plan.cited_documents
            .iter()
            .find(|c| c.id == id)
            .unwrap()
            .system
    };
    assert_eq!(
        (system("CT10"), system("KH5488")),
        (System::Party, System::State)
    );
    assert_eq!(plan.document_type.family, Family::Party);
}

#[test]
fn one_body_under_two_spellings_is_one_unit_and_is_told() {
    let plan = party();
    assert_eq!(
        plan.units[1].aliases,
        [
            "các tổ chức cơ sở Đảng trực thuộc Thành ủy",
            "Các TCCSĐ trực thuộc Thành ủy"
        ]
    );
    assert_eq!(plan.units[3].aliases, ["Hội Văn học-Nghệ thuật thành phố"]);
    assert_eq!(
        plan.units[0].related_recipient.as_deref(),
        Some("Thường trực HĐND-UBND thành phố")
    );
    assert!(codes(&plan).contains(&"C222"));
}

#[test]
fn who_reports_is_named_implied_or_collects() {
    let plan = party();
    let reports: Vec<Reports> = plan.units.iter().map(|u| u.reports).collect();
    assert_eq!(
        reports,
        [
            Reports::Named,
            Reports::Named,
            Reports::No,
            Reports::Implied
        ]
    );
}

#[test]
fn recipients_end_in_commas_and_the_last_line_is_the_file() {
    let plan = party();
    assert_eq!(plan.recipients.len(), 5);
    assert_eq!(plan.recipients[0].purpose.as_deref(), Some("báo cáo"));
    assert_eq!(
        plan.recipients[4].archive_units,
        ["Văn phòng Thành ủy", "Ban Tuyên giáo Thành ủy"]
    );
    assert_eq!(plan.signer.unwrap().name.as_deref(), Some("Nguyễn Văn An"));
}

#[test]
fn what_the_plan_does_not_say_is_listed_not_guessed() {
    let stated = party().reporting_duty[0].not_stated.join("; ");
    for gap in [
        "first month due",
        "hour",
        "23rd falls on a weekend",
        "end date",
    ] {
        assert!(stated.contains(gap), "{gap}");
    }
}

#[test]
fn roman_numbers_used_again_one_level_lower_make_a_level() {
    let plan = state(
        "II. NHIỆM VỤ\nI. Tuyên truyền\n1. Phát thanh.\nII. Giám sát\n1. Theo dõi.\nIII. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Phát thanh.",
    );
    let top: Vec<&str> = plan
        .sections
        .iter()
        .filter_map(|s| s.heading.as_deref())
        .collect();
    assert_eq!(top, ["NHIỆM VỤ", "TỔ CHỨC THỰC HIỆN"]);
    assert_eq!(plan.sections[0].children.len(), 2);
}

#[test]
fn every_style_of_numbering_builds_the_same_tree() {
    for (roman, arabic, item) in [
        ("I.", "1.", "-"),
        ("I/", "1/", "+"),
        ("I-", "1-", "a)"),
        ("I.", "1.1.", "a."),
        ("PHẦN I.", "1)", "•"),
    ] {
        let body = format!(
            "{roman} TỔ CHỨC THỰC HIỆN\n{arabic} Trạm Y tế phường\n{item} Phát thanh mỗi sáng."
        );
        let plan = state(&body);
        assert_eq!(plan.units.len(), 1, "{roman} {arabic} {item}");
        assert_eq!(
            plan.units[0].tasks[0].marker.as_deref(),
            Some(item),
            "{roman} {arabic} {item}"
        );
    }
    let plan = state("I.\nTỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Phát thanh.");
    assert_eq!(
        plan.sections[0].heading.as_deref(),
        Some("TỔ CHỨC THỰC HIỆN")
    );
}

#[test]
fn tasks_are_found_however_they_are_handed_out() {
    let plan = state(
        "I. TỔ CHỨC THỰC HIỆN\n1. Giao Trạm Y tế phường chủ trì, phối hợp với Công an phường kiểm tra bếp ăn trước ngày 15/6/2026.\n2. Phòng Văn hóa - Xã hội: Phát thanh hằng tuần.\n3. Đề nghị Ủy ban MTTQ Việt Nam phường\n- Vận động hội viên.\n4. Các trường học trên địa bàn\nTuyên truyền cho học sinh.",
    );
    let names: Vec<&str> = plan.units.iter().map(|u| u.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Trạm Y tế phường",
            "Phòng Văn hóa - Xã hội",
            "Ủy ban MTTQ Việt Nam phường",
            "Các trường học trên địa bàn"
        ]
    );
    assert_eq!(plan.units[0].tasks[0].co_owners, ["Công an phường"]);
    assert_eq!(
        plan.units[0].tasks[0]
            .due
            .as_ref()
            .unwrap()
            .to
            .unwrap()
            .to_string(),
        "2026-06-14"
    );
    assert!(plan.units[3].is_group && !plan.units[0].is_group);
}

#[test]
fn tasks_in_fields_and_in_rows_of_text_are_found() {
    let plan = state(
        "I. NHIỆM VỤ\n1. Biên soạn tờ rơi\n- Đơn vị chủ trì: Trạm Y tế phường.\n- Đơn vị phối hợp: Hội Phụ nữ phường; Đoàn Thanh niên phường.\n- Thời gian: Quý II/2026.\nII. PHÂN CÔNG\nSTT | Nội dung | Đơn vị chủ trì | Phối hợp | Thời gian\n1 | Phát thanh | Phòng Văn hóa - Xã hội | Trạm Y tế phường | Hằng tuần\n2 | Kiểm tra | Công an phường | | Tháng 6/2026",
    );
    let found: Vec<(&str, &str)> = plan
        .units
        .iter()
        .map(|u| (u.name.as_str(), u.tasks[0].text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Trạm Y tế phường", "Biên soạn tờ rơi"),
            ("Phòng Văn hóa - Xã hội", "Phát thanh"),
            ("Công an phường", "Kiểm tra")
        ]
    );
    assert_eq!(plan.units[0].tasks[0].co_owners.len(), 2);
    assert_eq!(
        plan.units[1].tasks[0].due.as_ref().unwrap().frequency,
        Some(Frequency::Weekly)
    );
}

#[test]
fn duties_are_read_in_every_phrasing() {
    let cases = [
        (
            "Các đơn vị báo cáo định kỳ hằng tháng trước ngày 15 về Ủy ban nhân dân phường.",
            Frequency::Monthly,
            Some(15),
            true,
            false,
        ),
        (
            "Các đơn vị gửi báo cáo về Sở Y tế (qua Trung tâm Kiểm soát bệnh tật) trước ngày 25 hằng tháng để tổng hợp, báo cáo.",
            Frequency::Monthly,
            Some(25),
            true,
            false,
        ),
        (
            "Các đơn vị báo cáo về Trạm Y tế phường trước ngày 05 tháng sau.",
            Frequency::Monthly,
            Some(5),
            true,
            true,
        ),
        (
            "Các đơn vị báo cáo kết quả về Trạm Y tế phường vào thứ Sáu hằng tuần.",
            Frequency::Weekly,
            None,
            false,
            false,
        ),
        (
            "Các đơn vị báo cáo về Trạm Y tế phường chậm nhất ngày 20/12/2026.",
            Frequency::Once,
            None,
            false,
            false,
        ),
    ];
    for (text, frequency, day, before, next) in cases {
        let plan = state(&format!("I. CHẾ ĐỘ BÁO CÁO\n{text}"));
        let duty = plan
            .reporting_duty
            .first()
            .unwrap_or_else(|| panic!("no duty: {text}"));
        let found = (
            duty.frequency,
            duty.day_of_month,
            duty.before,
            duty.next_month,
        );
        assert_eq!(found, (Some(frequency), day, before, next), "{text}");
        assert_eq!(duty.who, ["Các đơn vị"], "{text}");
    }
    let plan = state(
        "I. CHẾ ĐỘ BÁO CÁO\nCác đơn vị báo cáo định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12) về Trạm Y tế phường.",
    );
    let often: Vec<Option<Frequency>> = plan.reporting_duty.iter().map(|d| d.frequency).collect();
    assert_eq!(
        often,
        [Some(Frequency::HalfYearly), Some(Frequency::Yearly)]
    );
}

#[test]
fn a_plan_without_tasks_duty_or_marks_says_so() {
    let plan =
        state("I. MỤC TIÊU\n1. Người dân biết cách phòng bệnh.\n3. Trẻ em được tiêm đủ mũi.");
    for code in ["C213", "C220", "C224"] {
        assert!(codes(&plan).contains(&code), "{code}: {:?}", codes(&plan));
    }
}

#[test]
fn units_that_differ_by_accents_only_stay_two_and_are_asked_about() {
    let plan = state(
        "I. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã Thanh An\n- Phát thanh.\n2. Trạm Y tế xã Thạnh An\n- Phát tờ rơi.",
    );
    assert_eq!(plan.units.len(), 2);
    assert!(codes(&plan).contains(&"C223"));
}

#[test]
fn footnote_marks_and_bad_recognition_are_put_up_with() {
    let text = "UBND PHƯỜNG BẾN NGỰ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 44/KH- UBND | Bến Ngự, ngày 31 tháng 02 năm 2026\nK Ế HOẠCH HÀNH ĐỘNG\nPhòng bệnh[1] năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Phát thanh về COVID- 19.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Thạch";
    let plan = plan::read(&document(text));
    assert_eq!(
        plan.number_symbol.as_ref().unwrap().normalized,
        "44/KH-UBND"
    );
    assert_eq!(plan.document_type.code.as_deref(), Some("KH"));
    assert!(codes(&plan).contains(&"C215"), "{:?}", codes(&plan));
    assert_eq!(plan.place_date.date, None);
    assert_eq!(plan.units.len(), 1);
}

#[test]
fn an_annex_after_the_signature_gives_tasks_and_no_recipients() {
    let plan = state("I. TỔ CHỨC THỰC HIỆN\n1. Nhiệm vụ tại Phụ lục.");
    assert_eq!(plan.recipients.len(), 2);
    let text = "KẾ HOẠCH\nPhòng bệnh\nI. MỤC TIÊU\n1. Phòng bệnh.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Thạch\nPHỤ LỤC\nSTT | Nội dung | Đơn vị thực hiện | Thời hạn\nI | Nhóm tuyên truyền | |\n1 | Phát thanh | Trạm Y tế phường | 20/11/2026";
    let plan = plan::read(&document(text));
    assert_eq!(plan.recipients.len(), 1);
    assert_eq!(
        (plan.units.len(), plan.units[0].section.as_str()),
        (1, "Phụ lục")
    );
}

/// Nesting and repetition once made the reader's work grow with the square of the text.
#[test]
fn thousands_of_units_duties_and_nested_citations_stay_within_bounds() {
    let nested = "Kế hoạch số 5/KH-UBND về thực hiện ".repeat(4000);
    let plan = state(&format!("I. NHIỆM VỤ\n1. {nested}"));
    let variants: usize = plan
        .cited_documents
        .iter()
        .map(|c| c.subject_variants.len())
        .sum();
    assert!(variants <= 12, "{variants}");
    let unit = |n: usize| {
        format!(
            "{}. Trạm Y tế xã Số {n}\n- Báo cáo về Sở Y tế trước ngày 5 hằng tháng.\n",
            n % 90 + 1
        )
    };
    let units: String = (0..3000).map(unit).collect();
    let plan = state(&format!("I. TỔ CHỨC THỰC HIỆN\n{units}"));
    assert_eq!(plan.units.len(), 3000);
    assert_eq!(plan.reporting_duty.len(), 3000);
    let ids: std::collections::HashSet<&str> = plan.units.iter().map(|u| u.id.as_str()).collect();
    assert_eq!(ids.len(), 3000);
    let depth = state(&"I. A\n".repeat(3000));
    assert!(
        depth
            .sections
            .iter()
            .all(|s| s.children.iter().all(|c| c.children.is_empty()))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_lines_are_read_without_a_panic(lines in prop::collection::vec("\\PC{0,80}", 0..30)) {
        let plan = plan::read(&document(&lines.join("\n")));
        prop_assert!(serde_json::to_string(&plan).is_ok());
    }

    #[test]
    fn a_real_paper_shuffled_or_torn_is_read_without_a_panic(order in prop::collection::vec(0usize..70, 0..70), cut in 0usize..40) {
        let lines: Vec<&str> = PARTY.lines().collect();
        let torn: Vec<String> = order.iter().filter_map(|at| lines.get(*at)).map(|l| l.chars().skip(cut % (l.chars().count() + 1)).collect()).collect();
        let plan = plan::read(&document(&torn.join("\n")));
        let ids: std::collections::HashSet<&str> = plan.units.iter().map(|u| u.id.as_str()).collect();
        prop_assert_eq!(ids.len(), plan.units.len());
    }
}
