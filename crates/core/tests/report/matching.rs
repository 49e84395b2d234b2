//! The threshold: which paragraphs answer which task, and which answer none.

use nhip_core::report::matching::{DOUBTFUL, Matcher, THRESHOLD};

use super::build::plan;

const FITTING: [(&str, &str); 12] = [
    (
        "UBND.1",
        "Tổ chức 05 buổi tuyên truyền lưu động tại các tổ dân phố, thu hút 300 lượt người.",
    ),
    ("UBND.1", "Cấp phát 2.000 tờ rơi tận hộ gia đình."),
    (
        "UBND.2",
        "Phát động toàn dân diệt lăng quăng, bọ gậy, thu gom phế thải.",
    ),
    (
        "UBND.2",
        "Ra quân tổng vệ sinh môi trường sáng thứ Bảy tại 12 tổ dân phố",
    ),
    ("UBND.2", "to chuc 4 dot diet lang quang, bo gay"),
    (
        "UBND.3",
        "Đài Truyền thanh phường đã phát 45 lượt tin, bài.",
    ),
    (
        "UBND.3",
        "Phát thanh các tin bài về dấu hiệu cảnh báo bệnh nặng cho nhân dân",
    ),
    (
        "TYT.1",
        "Tư vấn trực tiếp cho 120 lượt người dân đến khám tại trạm.",
    ),
    (
        "TYT.1",
        "Giám sát 8 ca bệnh, điều tra xử lý ổ dịch kịp thời.",
    ),
    (
        "TYT.2",
        "Tập huấn cho 35 cộng tác viên về kỹ năng truyền thông.",
    ),
    (
        "HPN.1",
        "Có 1.500 hội viên ký cam kết gia đình không có lăng quăng.",
    ),
    (
        "HPN.1",
        "Các chi hội lồng ghép nội dung phòng bệnh trong sinh hoạt.",
    ),
];

const FOREIGN: [&str; 10] = [
    "Trao 20 suất học bổng cho học sinh nghèo vượt khó.",
    "Thu ngân sách đạt 102% dự toán giao.",
    "Sửa chữa 300 m đường bê tông thôn 4.",
    "Tổ chức giải bóng chuyền chào mừng ngày 20/11.",
    "Cấp giấy phép xây dựng cho 14 công trình.",
    "Hoàn thành tiêm vắc xin lở mồm long móng cho đàn bò.",
    "Hòa giải thành 3 vụ tranh chấp đất đai.",
    "Tiếp nhận 25 hồ sơ chứng thực.",
    "Thăm hỏi, tặng quà Mẹ Việt Nam anh hùng.",
    "Quyết định khen thưởng 5 tập thể, 12 cá nhân.",
];

#[test]
fn fitting_paragraphs_are_laid_to_their_task() {
    let plan = plan();
    let matcher = Matcher::new(&plan);
    let mut missed = Vec::new();
    for (task, text) in FITTING {
        let found = matcher.best(text, None);
        println!(
            "{task} {:.2} {text}",
            found.as_ref().map_or(0.0, |found| found.score)
        );
        if found.as_ref().map(|found| found.task.as_str()) != Some(task) {
            missed.push((task, text, found));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn foreign_paragraphs_are_laid_to_none() {
    let plan = plan();
    let matcher = Matcher::new(&plan);
    for text in FOREIGN {
        println!(
            "{:.2} {text}",
            matcher.nearest(text, Some("UBND")).map_or(0.0, |f| f.score)
        );
    }
    let found: Vec<_> = FOREIGN
        .iter()
        .filter(|text| matcher.best(text, None).is_some())
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn doubt_begins_above_the_threshold() {
    const { assert!(THRESHOLD < DOUBTFUL) }
}
