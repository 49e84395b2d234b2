//! Kinds of papers offices really write, each in a small paper of ours; and, where they are on this
//! machine, the small papers the kinds were shown with (`NHIP_SHARED`).

// Helpers of tests may stop a test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::path::{Path, PathBuf};

use nhip_core::document::{Block, Document, Paragraph, Place};
use nhip_core::plan::{Frequency, Plan};
use nhip_documents::read::Reader;
use nhip_reading::plan;

/// Reads a paper given as text, one paragraph for each line that is not blank.
fn read(text: &str) -> Plan {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let paragraph = |(at, text): (usize, &str)| {
        Block::Paragraph(Paragraph {
            place: Place {
                line: u32::try_from(at + 1).unwrap(),
                ..Place::default()
            },
            text: text.trim().to_owned(),
            ..Paragraph::default()
        })
    };
    plan::read(&Document {
        blocks: lines.map(paragraph).collect(),
        ..Document::default()
    })
}

/// A plan of an invented province with this body.
fn plan_of(body: &str) -> Plan {
    read(&format!(
        "ỦY BAN NHÂN DÂN\nTỈNH LẠC KHÊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 12/KH-UBND\nLạc Khê, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nTruyền thông phòng bệnh dại năm 2026\n\
         Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n{body}\n\
         Nơi nhận:\n- Bộ Y tế;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Khê"
    ))
}

/// Each unit with how many tasks it has.
fn units(plan: &Plan) -> Vec<(String, usize)> {
    plan.units
        .iter()
        .map(|unit| (unit.name.clone(), unit.tasks.len()))
        .collect()
}

fn named(units: &[(&str, usize)]) -> Vec<(String, usize)> {
    units
        .iter()
        .map(|(name, tasks)| ((*name).to_owned(), *tasks))
        .collect()
}

/// Who reports to whom through whom, how often.
fn duties(plan: &Plan) -> Vec<(String, String, String, Option<Frequency>)> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let duty = |duty: &nhip_core::plan::Duty| {
        (
            duty.who.join("; "),
            text(&duty.to),
            text(&duty.via),
            duty.frequency,
        )
    };
    plan.reporting_duty.iter().map(duty).collect()
}

fn codes(plan: &Plan, code: &str) -> usize {
    plan.findings
        .iter()
        .filter(|finding| finding.code == code)
        .count()
}

#[test]
fn an_unknown_name_among_bodies_is_a_body_with_a_doubt() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Biên soạn tờ gấp.\n2. Nghĩa trang liệt sĩ tỉnh\n- Dán áp phích.\n\
         3. Đề nghị Vườn thú Lạc Khê: Mở cửa tham quan miễn phí.\n4. Ủy ban nhân dân các xã\n- Phát loa.",
    );
    let expected = [
        ("Sở Y tế", 1),
        ("Nghĩa trang liệt sĩ tỉnh", 1),
        ("Vườn thú Lạc Khê", 1),
        ("Ủy ban nhân dân các xã", 1),
    ];
    assert_eq!(units(&plan), named(&expected));
    assert_eq!(codes(&plan, "C227"), 2);
}

#[test]
fn a_cited_paper_later_than_the_plan_is_a_doubt() {
    let plan = plan_of(
        "Căn cứ Kế hoạch số 31/KH-SYT ngày 18/8/2026 của Sở Y tế; Quyết định số 40/QĐ-BYT ngày 02/01/2025 của Bộ Y tế;\n\
         I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Biên soạn tờ gấp.",
    );
    assert_eq!(plan.cited_documents.len(), 2);
    let doubts = plan.findings.iter().filter(|one| one.code == "C230");
    let quotes: Vec<_> = doubts.filter_map(|one| one.quote.as_deref()).collect();
    assert_eq!(quotes, ["18/8/2026"]);
}

#[test]
fn what_stands_among_bodies_and_names_none_is_told() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Biên soạn tờ gấp.\n2. Sở Tài chính\n- Bố trí kinh phí.\n\
         3. Kinh phí thực hiện\n- Do ngân sách bảo đảm.",
    );
    assert_eq!(units(&plan), named(&[("Sở Y tế", 1), ("Sở Tài chính", 1)]));
    assert_eq!(codes(&plan, "C228"), 1);
}

#[test]
fn bodies_stand_under_any_heading() {
    let plan = plan_of(
        "I. MỤC ĐÍCH\nNâng cao hiểu biết.\nII. NỘI DUNG THỰC HIỆN\n1. Sở Y tế\na) Tập huấn.\nb) In tờ gấp.\n\
         2. Sở Giáo dục và Đào tạo\nTuyên truyền trong trường học.\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nĐôn đốc.",
    );
    assert_eq!(
        units(&plan),
        named(&[("Sở Y tế", 3), ("Sở Giáo dục và Đào tạo", 1)])
    );
}

#[test]
fn a_running_sentence_gives_each_body_its_own_work() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\nGiao Phòng Y tế tham mưu, đôn đốc; Trạm Y tế phường tập huấn cho cộng tác viên, in tờ gấp; \
         các trường học phát tờ gấp cho học sinh; gửi ảnh về Phòng Y tế.",
    );
    assert_eq!(
        units(&plan),
        named(&[
            ("Phòng Y tế", 1),
            ("Trạm Y tế phường", 1),
            ("các trường học", 1)
        ])
    );
    assert!(
        plan.units[2].tasks[0]
            .text
            .ends_with("gửi ảnh về Phòng Y tế")
    );
}

#[test]
fn persons_own_names_are_not_kept_with_their_office() {
    let plan = plan_of(
        "I. PHÂN CÔNG\n1. Ông Lý Văn Đồng - Phó Chủ tịch Ủy ban nhân dân xã: Phụ trách chung.\n\
         2. Bác sĩ Hà Thị Sơn - Trưởng Trạm Y tế: Tập huấn.\n3. Các ông, bà Trưởng thôn: Đi từng nhà.",
    );
    let expected = [
        ("Phó Chủ tịch Ủy ban nhân dân xã", 1),
        ("Trưởng Trạm Y tế", 1),
        ("Trưởng thôn", 1),
    ];
    assert_eq!(units(&plan), named(&expected));
}

#[test]
fn leads_told_in_a_field_have_their_helpers_and_their_share() {
    let plan = plan_of(
        "I. HOẠT ĐỘNG\n1. Hoạt động 1\n- Nội dung: Mít tinh hưởng ứng.\n- Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với Tỉnh đoàn.\n\
         2. Hoạt động 2\n- Nội dung: Cổ động trực quan.\n- Cơ quan thực hiện:\n+ Sở Xây dựng dán áp phích tại bến xe.",
    );
    assert_eq!(units(&plan), named(&[("Sở Y tế", 1), ("Sở Xây dựng", 1)]));
    assert_eq!(plan.units[0].tasks[0].text, "Mít tinh hưởng ứng.");
    assert_eq!(plan.units[0].tasks[0].co_owners, ["Tỉnh đoàn"]);
    assert_eq!(plan.units[1].tasks[0].text, "dán áp phích tại bến xe.");
}

#[test]
fn what_is_asked_of_bodies_is_work_and_its_shares_are_targets() {
    let plan = plan_of(
        "I. MỤC ĐÍCH\n1. Giảm mắc bệnh.\nII. YÊU CẦU ĐỐI VỚI CÁC ĐƠN VỊ\n1. Đối với các trạm y tế\n\
         a) Tiêm phòng lưu động; bảo đảm 90% chó được tiêm, xong trước ngày 30/6/2026.\n\
         b) Báo cáo Sở Y tế trước ngày 20 hằng tháng.\n\
         2. Đối với Sở Xây dựng: Kiểm tra khu nhà trọ; yêu cầu Ban Quản lý các khu công nghiệp tỉnh báo cáo Sở Xây dựng kết quả ngày 25 hằng tháng.",
    );
    let expected = [("các trạm y tế", 2), ("Sở Xây dựng", 1)];
    assert_eq!(units(&plan), named(&expected));
    let targets: Vec<&str> = plan.targets.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(targets, ["bảo đảm 90% chó được tiêm"]);
    let board = "Ban Quản lý các khu công nghiệp tỉnh";
    assert!(
        duties(&plan)
            .iter()
            .any(|(who, to, ..)| who == board && to == "Sở Xây dựng")
    );
}

#[test]
fn a_name_with_a_hyphen_or_a_small_word_in_a_field_is_whole() {
    let plan = plan_of(
        "I. HOẠT ĐỘNG\n1. Hoạt động 1\n- Nội dung: Phát thanh giờ nghỉ.\n- Chủ trì: Ban Tuyên giáo - Chính sách pháp luật.\n\
         2. Hoạt động 2\n- Nội dung: Chiếu phim tại khu nhà trọ.\n- Chủ trì: Đội Công tác xã hội tình nguyện phường Phú Sa.",
    );
    let expected = [
        ("Ban Tuyên giáo - Chính sách pháp luật", 1),
        ("Đội Công tác xã hội tình nguyện phường Phú Sa", 1),
    ];
    assert_eq!(units(&plan), named(&expected));
    assert_eq!(plan.units[1].tasks[0].text, "Chiếu phim tại khu nhà trọ.");
}

#[test]
fn a_decision_and_the_plan_attached_to_it_are_one_reading() {
    let plan = read(
        "ỦY BAN NHÂN DÂN\nTỈNH LẠC KHÊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 99/QĐ-UBND\nLạc Khê, ngày 02 tháng 3 năm 2026\n\
         QUYẾT ĐỊNH\nBan hành Kế hoạch phòng bệnh dại năm 2026\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\
         Căn cứ Luật Phòng bệnh ngày 10 tháng 12 năm 2025;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch.\n\
         Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nCHỦ TỊCH\nLò Văn Khê\nKẾ HOẠCH\nPhòng bệnh dại năm 2026\n\
         (Ban hành kèm theo Quyết định số 99/QĐ-UBND ngày 02 tháng 3 năm 2026)\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Tập huấn.\n\
         - Báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng.",
    );
    assert_eq!(plan.document_type.name, "Quyết định");
    assert_eq!(
        plan.title.subject.as_deref(),
        Some("Ban hành Kế hoạch phòng bệnh dại năm 2026")
    );
    assert_eq!(plan.legal_bases.len(), 1);
    assert_eq!(units(&plan), named(&[("Sở Y tế", 2)]));
    let monthly = (
        "Sở Y tế".into(),
        "Ủy ban nhân dân tỉnh".into(),
        String::new(),
        Some(Frequency::Monthly),
    );
    assert_eq!(duties(&plan), [monthly]);
}

#[test]
fn what_a_page_of_the_web_put_above_the_head_is_no_part_of_it() {
    let plan = read(
        "Trang chủ > Văn bản\nSố hiệu: 40/KH-UBND\nNgày ban hành: 01/01/2020\nNgười ký: Ai Đó\nỦY BAN NHÂN DÂN\nTỈNH LẠC KHÊ\n\
         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 41/KH-UBND\nLạc Khê, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nPhòng bệnh dại\n\
         I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Tập huấn.",
    );
    assert_eq!(plan.number_symbol.unwrap().normalized, "41/KH-UBND");
    assert_eq!(plan.place_date.date.unwrap().to_string(), "2026-03-02");
    assert_eq!(
        plan.issuing_body.name.as_deref(),
        Some("Ủy ban nhân dân tỉnh Lạc Khê")
    );
}

#[test]
fn duties_are_read_in_every_rhythm() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Định kỳ tổng hợp, báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện.\n\
         2. Trạm Y tế xã\n- Báo cáo về Sở Y tế trước 16 giờ thứ Năm hằng tuần; báo cáo ngay khi có ca bệnh.\n\
         3. Sở Nội vụ\n- Báo cáo kết quả Ủy ban nhân dân tỉnh (qua Sở Y tế) hai tuần một lần.\n\
         4. Sở Tài chính\n- Báo cáo Sở Y tế 9 tháng trước ngày 20/9, cả năm trước ngày 15/12.",
    );
    let duty = |who: &str, to: &str, via: &str, often| {
        (who.to_owned(), to.to_owned(), via.to_owned(), Some(often))
    };
    let expected = [
        duty("Sở Y tế", "Ủy ban nhân dân tỉnh", "", Frequency::Periodic),
        duty("Trạm Y tế xã", "Sở Y tế", "", Frequency::Weekly),
        duty("Trạm Y tế xã", "Sở Y tế", "", Frequency::AtOnce),
        duty(
            "Sở Nội vụ",
            "Ủy ban nhân dân tỉnh",
            "Sở Y tế",
            Frequency::TwoWeekly,
        ),
        duty("Sở Tài chính", "Sở Y tế", "", Frequency::NineMonths),
        duty("Sở Tài chính", "Sở Y tế", "", Frequency::Yearly),
    ];
    assert_eq!(duties(&plan), expected);
    let yearly = plan.reporting_duty.last().unwrap();
    assert_eq!(
        (yearly.day_of_month, yearly.month_of_year, yearly.before),
        (Some(15), Some(12), true)
    );
    assert_eq!(plan.reporting_duty[1].hour.unwrap().to_string(), "16:00:00");
}

#[test]
fn what_is_no_report_is_no_duty() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Tập huấn cho báo cáo viên hằng quý.\n- Tổ chức hội nghị báo cáo chuyên đề trước ngày 20/6/2026.\n\
         - Gửi tài liệu cho các xã trước ngày 10/5/2026.\n- Nếu có khó khăn, vướng mắc kịp thời báo cáo Ủy ban nhân dân tỉnh.\n\
         - Theo báo cáo của các xã, hằng tháng đánh giá nguy cơ.",
    );
    assert_eq!(duties(&plan), []);
}

#[test]
fn themes_slogans_targets_and_bases_are_read_under_their_headings() {
    let plan = plan_of(
        "I. CĂN CỨ\n- Luật Phòng bệnh ngày 10 tháng 12 năm 2025;\n- Kế hoạch số 20/KH-BYT ngày 18/02/2026 của Bộ Y tế về phòng bệnh dại.\n\
         II. MỤC TIÊU\n1. Trên 95% chó được tiêm phòng.\n2. Người dân hiểu đúng.\nIII. NỘI DUNG, HÌNH THỨC\n1. Nội dung\n- Tiêm phòng cho chó.\n\
         - Rửa vết cắn 15 phút.\n2. Hình thức\n- Loa truyền thanh.\nIV. KHẨU HIỆU\n- Nuôi chó có trách nhiệm!\nV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì.",
    );
    assert_eq!(plan.legal_bases.len(), 2);
    let texts: Vec<&str> = plan
        .content_themes
        .iter()
        .map(|theme| theme.text.as_str())
        .collect();
    assert_eq!(texts, ["Tiêm phòng cho chó.", "Rửa vết cắn 15 phút."]);
    assert_eq!(plan.key_messages[0].text, "Nuôi chó có trách nhiệm!");
    assert_eq!(plan.targets[0].text, "Trên 95% chó được tiêm phòng.");
    assert_eq!(plan.targets.len(), 1);
    assert!(plan.other_dates_or_deadlines.is_empty());
}

#[test]
fn a_slogan_among_the_themes_is_no_theme() {
    let plan = plan_of(
        "I. NỘI DUNG TUYÊN TRUYỀN\n- Ngủ màn cả ban ngày.\n- Khẩu hiệu: “Không lăng quăng, không sốt xuất huyết”.\n- Đậy kín lu vại.\n\
         II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì.",
    );
    let texts: Vec<(u32, &str)> = plan
        .content_themes
        .iter()
        .map(|theme| (theme.n, theme.text.as_str()))
        .collect();
    assert_eq!(texts, [(1, "Ngủ màn cả ban ngày."), (2, "Đậy kín lu vại.")]);
    assert_eq!(
        plan.key_messages[0].text,
        "Không lăng quăng, không sốt xuất huyết"
    );
    assert_eq!(plan.key_messages.len(), 1);
}

#[test]
fn what_a_portal_lists_below_a_paper_is_not_cited() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Thực hiện Kế hoạch số 20/KH-BYT ngày 18/02/2026.\nNơi nhận:\n- Lưu: VT.\n\
         GIÁM ĐỐC\nHà Thị Lụa\nCác văn bản khác: Quyết định số 77/QĐ-SYT ngày 03/03/2026; Kế hoạch số 12/KH-SYT.",
    );
    let cited: Vec<&str> = plan
        .cited_documents
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(cited, ["KH20"]);
}

#[test]
fn words_that_name_a_body_a_time_or_a_number_are_never_plain_context() {
    let plan = plan_of(
        "I. MỘT SỐ VIỆC KHÁC\nTrạm Y tế xã hướng dẫn từng hộ.\nXong trước ngày 20/6/2026.\nPhát 500 tờ gấp.\nMọi người cùng làm.\n\
         II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì.\n2. Sở Nội vụ\n- Phối hợp.",
    );
    let open: Vec<&str> = plan
        .coverage
        .not_understood
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        open,
        ["Trạm Y tế xã hướng dẫn từng hộ.", "Phát 500 tờ gấp."]
    );
    assert_eq!(plan.other_dates_or_deadlines.len(), 1);
    assert_eq!(plan.coverage.context.len(), 1);
    assert_eq!(codes(&plan, "C229"), 2);
}

#[test]
fn what_a_body_is_told_among_purposes_is_not_passed_over() {
    let plan = plan_of(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Sở Xây dựng\n- Nhắc nhở các công trường.\n2. Nâng cao nhận thức.\n- Hiểu đúng về bệnh.\n\
         II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì.\n2. Sở Nội vụ\n- Phối hợp.",
    );
    let open = plan.coverage.not_understood.iter();
    let open: Vec<&str> = open.map(|one| one.text.as_str()).collect();
    assert_eq!(open, ["Nhắc nhở các công trường."]);
    assert_eq!(plan.counts.requirement_bullets, 0);
    let plan =
        plan_of("I. YÊU CẦU ĐỐI VỚI CÁC ĐƠN VỊ\n1. Sở Y tế\n- Chủ trì.\n2. Sở Nội vụ\n- Phối hợp.");
    assert_eq!((plan.counts.requirement_bullets, plan.units.len()), (0, 2));
}

#[test]
fn sentences_that_go_on_handing_out_name_bodies_of_their_own() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\nGiao Sở Y tế làm đầu mối. Sở Tài chính bố trí 35 triệu đồng. Công an tỉnh xử lý tin giả.",
    );
    let expected = [("Sở Y tế", 1), ("Sở Tài chính", 1), ("Công an tỉnh", 1)];
    assert_eq!(units(&plan), named(&expected));
}

#[test]
fn bare_names_behind_the_last_number_are_bodies_still() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: Làm đầu mối.\nSở Tài chính\nBố trí 20 triệu đồng.\n\
         Kế hoạch này có hiệu lực từ ngày ký.",
    );
    assert_eq!(units(&plan), named(&[("Sở Y tế", 1), ("Sở Tài chính", 1)]));
}

#[test]
fn a_body_with_work_that_became_no_task_is_told() {
    let plan = plan_of(
        "I. GIẢI PHÁP\n1. Đưa thông điệp lên xe buýt, giao cho Công ty Vận tải Gió Ngàn.\n\
         2. Mỗi nhà trường tổ chức ít nhất 02 buổi sinh hoạt.\n3. Loa: 2 lần/tuần (Văn phòng UBND xã).\n\
         4. Bài hát vui vang lên 45 lần, Kho bạc Nhà nước khu vực III gõ nhịp.\n5. Viết tin ngắn, dễ hiểu.\n\
         II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Đôn đốc.\nCon mèo của Phòng Kinh tế ngày 03/11/2026 ăn cá.",
    );
    assert_eq!(codes(&plan, "C229"), 5);
}

#[test]
fn a_plan_below_a_signature_is_read_without_words_below_its_title() {
    let plan = read(
        "SỞ Y TẾ TỈNH LẠC KHÊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 5/QĐ-SYT\n\
         Lạc Khê, ngày 02 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch truyền thông phòng sởi\n\
         Căn cứ Quyết định số 1/QĐ-UBND ngày 01/01/2026 của UBND tỉnh;\nQUYẾT ĐỊNH:\n\
         Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.\n\
         GIÁM ĐỐC\nHà Thị Lụa\nKẾ HOẠCH\nTruyền thông phòng sởi năm 2026\nI. TỔ CHỨC THỰC HIỆN\n\
         1. Phòng Nghiệp vụ Y\n- Biên soạn tài liệu.\n2. Các trạm y tế\n- Phát tờ rơi.",
    );
    let expected = [("Phòng Nghiệp vụ Y", 1), ("Các trạm y tế", 1)];
    assert_eq!(units(&plan), named(&expected));
    let signer = plan.signer.unwrap();
    assert_eq!(signer.name.as_deref(), Some("Hà Thị Lụa"));
}

#[test]
fn a_table_typed_with_tabs_keeps_its_empty_cells_and_its_dittos() {
    let typed = "I. PHÂN CÔNG\nTT\tCông việc\tNgười chịu trách nhiệm\tThời gian\n1\tPhát tờ rơi\tTổ Y tế thôn\tTháng 5\n\
                 2\tThăm 20 hộ\tnt\tTháng 6\n3\tTreo pa nô\tTrạm Y tế xã\tTháng 7";
    assert_eq!(
        units(&plan_of(typed)),
        named(&[("Tổ Y tế thôn", 2), ("Trạm Y tế xã", 1)])
    );
}

#[test]
fn rhythms_of_listed_months_of_headings_and_of_brackets_are_read() {
    let plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Báo Lạc Khê: 9 tháng (trước 15/9), năm (trước 15/12) gửi kết quả về Sở Y tế.\n\
         2. Sở Công Thương\n- Báo cáo Sở Y tế hai tháng một lần.\n3. Trung tâm Y tế\n\
         - Ngày 05 các tháng 1, 4, 7, 10 gửi số liệu về Sở Y tế.\n4. Trạm Y tế\n\
         - Số liệu báo cáo tính từ ngày 15 tháng trước đến ngày 14 tháng báo cáo; gửi về Sở Y tế chậm nhất 16 giờ ngày 18 hằng tháng.\n\
         5. Chi cục Dân số\n- Báo cáo tuần: Trung tâm Dân số gửi Sở Y tế trước 10 giờ thứ Sáu.\n\
         6. Đài tỉnh\n- Báo cáo Sở Y tế trước ngày 28 hằng tháng, đột xuất khi có ca tử vong.",
    );
    use Frequency::{Monthly, NineMonths, Periodic, Quarterly, Weekly, Yearly};
    let read = plan.reporting_duty.iter();
    let read: Vec<_> = read
        .map(|d| (d.frequency.unwrap(), d.day_of_month, d.month_of_year))
        .collect();
    let expected = [
        (NineMonths, Some(15), Some(9)),
        (Yearly, Some(15), Some(12)),
        (Periodic, None, None),
        (Quarterly, Some(5), None),
        (Monthly, Some(18), None),
        (Weekly, None, None),
        (Monthly, Some(28), None),
    ];
    assert_eq!(read, expected);
    assert!(plan.reporting_duty.iter().all(|d| !d.on_request));
    assert_eq!(plan.reporting_duty[5].who, ["Trung tâm Dân số"]);
}

/// The small papers the kinds were shown with.
fn shown(name: &str) -> Option<Plan> {
    let shared = std::env::var_os("NHIP_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = shared.join("cases/reading").join(name);
    if !path.exists() {
        println!("skipped: {name} is not on this machine (set NHIP_SHARED)");
        return None;
    }
    Some(plan::read(&Reader::default().read(&path).unwrap()))
}

#[test]
fn bodies_of_the_papers_the_kinds_were_shown_with_come_out_as_listed() {
    let check = |name: &str, expected: &[(&str, usize)]| {
        if let Some(plan) = shown(name) {
            assert_eq!(units(&plan), named(expected), "{name}");
        }
    };
    check(
        "k01-dam-markdown.txt",
        &[("Sở Y tế", 2), ("UBND các xã, phường", 1)],
    );
    check(
        "k03-don-vi-trong-noi-dung-thuc-hien.txt",
        &[
            ("Sở Y tế", 3),
            ("Sở Giáo dục và Đào tạo", 1),
            ("Ủy ban nhân dân xã, phường", 2),
            ("Sở, ban, ngành tỉnh và Ủy ban nhân dân xã, phường", 1),
        ],
    );
    check(
        "k04-quyet-dinh-kem-ke-hoach.txt",
        &[("Sở Y tế", 2), ("Ủy ban nhân dân các xã, phường", 2)],
    );
    check(
        "k13-chi-thi-thanh-ke-hoach.txt",
        &[("Phòng Y tế", 1), ("Phòng Giáo dục và Đào tạo", 1)],
    );
    if let Some(plan) = shown("k05-ten-don-vi-la.txt") {
        assert_eq!(plan.units.len(), 9);
        assert!(plan.units.iter().all(|unit| unit.tasks.len() == 1));
    }
}

#[test]
fn work_in_fields_themes_slogans_and_bases_come_out_as_listed() {
    if let Some(plan) = shown("k07-co-quan-thuc-hien.txt") {
        let tasks: Vec<_> = plan
            .units
            .iter()
            .map(|u| (u.name.as_str(), u.tasks[0].text.as_str()))
            .collect();
        let expected = [
            ("Sở Y tế", "Tổ chức lễ phát động tháng tiêm chủng."),
            (
                "Sở Văn hóa, Thể thao và Du lịch",
                "Cổ động trực quan về bệnh sởi.",
            ),
            (
                "Sở Xây dựng",
                "đăng thông điệp trên bảng điện tử giao thông.",
            ),
        ];
        assert_eq!(tasks, expected);
    }
    if let Some(plan) = shown("k08-noi-dung-va-khau-hieu.txt") {
        assert_eq!((plan.content_themes.len(), plan.key_messages.len()), (2, 2));
    }
    if let Some(plan) = shown("k09-can-cu-trong-muc-I.txt") {
        assert_eq!(
            (plan.legal_bases.len(), plan.other_dates_or_deadlines.len()),
            (3, 0)
        );
    }
}

#[test]
fn duties_in_many_words_come_out_as_listed() {
    if let Some(plan) = shown("k12-bao-cao-nhieu-cach-noi.txt") {
        let duty = |who: &str, to: &str, via: &str, often| {
            (who.to_owned(), to.to_owned(), via.to_owned(), often)
        };
        let expected = [
            duty(
                "Sở Y tế",
                "Ủy ban nhân dân tỉnh",
                "",
                Some(Frequency::Periodic),
            ),
            duty(
                "Sở Văn hóa, Thể thao và Du lịch",
                "Ủy ban nhân dân tỉnh",
                "Sở Y tế",
                Some(Frequency::Once),
            ),
            duty(
                "Trung tâm Kiểm soát bệnh tật tỉnh",
                "Sở Y tế",
                "Phòng Nghiệp vụ Y",
                Some(Frequency::Periodic),
            ),
            duty(
                "Các Trung tâm Y tế",
                "Trung tâm Kiểm soát bệnh tật tỉnh và Sở Y tế",
                "",
                Some(Frequency::AtOnce),
            ),
            duty("Ủy ban nhân dân cấp xã", "Sở Y tế", "", None),
            duty(
                "Các sở, ban, ngành",
                "Ủy ban nhân dân tỉnh",
                "Sở Y tế",
                Some(Frequency::Yearly),
            ),
        ];
        assert_eq!(duties(&plan), expected);
        assert!(plan.reporting_duty[2].on_request);
    }
}

#[test]
fn heads_of_directives_and_of_pages_of_the_web_come_out_as_listed() {
    if let Some(plan) = shown("k13-chi-thi-thanh-ke-hoach.txt") {
        assert_eq!(plan.document_type.name, "Chỉ thị");
        assert_eq!(
            plan.issuing_body.name.as_deref(),
            Some("Ủy ban nhân dân quận")
        );
    }
    if let Some(plan) = shown("k01-dam-markdown.txt") {
        let signer = plan.signer.as_ref().unwrap();
        let lines = [&signer.authority_line, &signer.role, &signer.name];
        let expected = ["TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "Lò Văn Mây"];
        assert_eq!(lines.map(|line| line.as_deref()), expected.map(Some));
    }
    if let Some(plan) = shown("k15-trang-web-tren-dau.txt") {
        assert_eq!(
            plan.place_date.date.map(|day| day.to_string()).as_deref(),
            Some("2026-03-12")
        );
        assert_eq!(
            plan.number_symbol.as_ref().map(|n| n.normalized.as_str()),
            Some("45/KH-UBND")
        );
        assert_eq!(
            plan.issuing_body.name.as_deref(),
            Some("Ủy ban nhân dân tỉnh Bảo Lâm")
        );
        assert_eq!(plan.title.kind.as_deref(), Some("KẾ HOẠCH"));
    }
}
