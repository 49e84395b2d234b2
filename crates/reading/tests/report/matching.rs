//! The threshold: which paragraphs answer which task, and which answer none.

use nhip_core::report::DOUBTFUL;
use nhip_reading::report::matching::{Matcher, THRESHOLD};

use super::build::{plan, plan_unit};

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

/// What bodies of the real plan might report; its tasks are far longer than their reports.
const REAL: [(&str, &str); 14] = [
    (
        "UBND.1",
        "Tổ chức các hoạt động thông tin, cổ động trực quan bằng băng rôn, pa nô, xe loa lưu động.",
    ),
    (
        "UBND.2",
        "Kịp thời cung cấp thông tin về tình hình dịch bệnh COVID-19 trên Trang thông tin điện tử thành phố.",
    ),
    (
        "UBND.3",
        "Chỉ đạo Trung tâm Y tế, các trạm y tế hướng dẫn người bệnh và gia đình chủ động phòng ngừa.",
    ),
    (
        "UBND.3",
        "Nhân viên y tế phát huy tinh thần trách nhiệm, tư vấn cho người dân giữ gìn sức khỏe.",
    ),
    (
        "TCCSD.1",
        "Chi bộ đã xây dựng kế hoạch tuyên truyền thực hiện Chỉ thị số 10-CT/TU của Ban Thường vụ Tỉnh ủy.",
    ),
    (
        "TCCSD.1",
        "Đã quán triệt Nghị quyết 06-NQ/ThU, Chương trình hành động 22-CTr/ThU đến 100% đảng viên.",
    ),
    (
        "TCCSD.2",
        "Nắm bắt tình hình tư tưởng nhân dân trong khu vực phong tỏa, báo cáo kịp thời.",
    ),
    (
        "MTTQ.1",
        "Tuyên truyền trong Hội Liên hiệp Phụ nữ, Đoàn Thanh niên, Hội Nông dân, Hội Cựu chiến binh được 25 buổi.",
    ),
    (
        "MTTQ.3",
        "Đoàn viên, thanh niên chia sẻ 120 tin bài chính thống trên mạng xã hội.",
    ),
    (
        "MTTQ.4",
        "Vận động hỗ trợ 200 suất quà cho hộ nghèo, người có hoàn cảnh khó khăn do dịch bệnh.",
    ),
    (
        "MTTQ.4",
        "Trao 35 triệu đồng ủng hộ người dân bị ảnh hưởng bởi dịch.",
    ),
    (
        "BTG.2",
        "Đội ngũ báo cáo viên, tuyên truyền viên đăng tải 45 tin trên mạng xã hội.",
    ),
    (
        "VHNT.1",
        "Các văn nghệ sĩ sáng tác 12 tác phẩm thơ, ca khúc cổ động phòng chống dịch.",
    ),
    (
        "VHNT.1",
        "Tổ chức trại sáng tác ảnh nghệ thuật về tuyến đầu chống dịch.",
    ),
];

#[test]
fn the_long_tasks_of_a_real_plan_are_found_as_well() {
    let shared = std::env::var("NHIP_SHARED").unwrap_or_default();
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/plans");
    let folders = [format!("{shared}/plans"), shared, beside.to_owned()];
    let file = |folder: &String| std::fs::read_to_string(format!("{folder}/32-KH-ThU.gold.json"));
    let Some(gold) = folders.iter().find_map(|folder| file(folder).ok()) else {
        println!("skipped: the real plan is not here");
        return;
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut plan = plan();
    plan.units = gold["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| {
            let tasks = unit["tasks"].as_array().unwrap().iter();
            let tasks: Vec<String> = tasks.map(|task| text(&task["text"])).collect();
            let tasks: Vec<&str> = tasks.iter().map(String::as_str).collect();
            plan_unit(&text(&unit["id"]), &text(&unit["name"]), false, &tasks)
        })
        .collect();
    let matcher = Matcher::new(&plan);
    for (task, text) in REAL {
        assert_eq!(
            matcher.best(text, None).map(|found| found.task).as_deref(),
            Some(task),
            "{text}"
        );
    }
    let taken: Vec<_> = FOREIGN
        .iter()
        .filter(|text| matcher.best(text, None).is_some())
        .collect();
    assert!(taken.is_empty(), "{taken:?}");
}
