//! Lays 150,000 report paragraphs to 40 tasks, and keys their sentences, so that it can be
//! timed: `cargo build --release -p nhip-viet --example matching`, then
//! `time target/release/examples/matching [none|fold|cut|match|all]`.

use std::io::Write;

use nhip_viet::{fold, sentence, similar};

const ACTS: [&str; 8] = [
    "Tổ chức tuyên truyền lưu động bằng xe loa",
    "Phát tờ rơi, dán áp phích tại hộ gia đình",
    "Tập huấn kiến thức cho cán bộ và cộng tác viên",
    "Vận động người dân tham gia đầy đủ, đúng lịch",
    "Phát thanh tin, bài trên hệ thống truyền thanh cơ sở",
    "Truyền thông trực tiếp trong trường học",
    "Đăng khuyến cáo trên trang thông tin điện tử và mạng xã hội",
    "Kiểm tra, giám sát việc thực hiện tại các khu dân cư",
];

const MATTERS: [&str; 5] = [
    "phòng, chống sốt xuất huyết và diệt lăng quăng",
    "tiêm chủng vắc xin cho trẻ dưới 5 tuổi",
    "an toàn thực phẩm tại bếp ăn tập thể",
    "phòng bệnh tay chân miệng, rửa tay với xà phòng",
    "phòng, chống tác hại của thuốc lá",
];

fn paragraph(number: usize) -> String {
    let act = ACTS[number % ACTS.len()];
    let matter = MATTERS[number / 8 % MATTERS.len()];
    format!(
        "Trong tháng, Trạm Y tế phối hợp với Hội LHPN và BCĐ phường. {act} về {matter} được \
         {} buổi với {} lượt người tham dự. So với tháng trước tăng {} lượt; các đoàn thể của \
         TP. Lạc Giang tiếp tục hưởng ứng, bảo đảm đúng kế hoạch đã đề ra.",
        number % 31,
        number % 997,
        number % 83
    )
}

fn main() -> std::io::Result<()> {
    let what = std::env::args().nth(1).unwrap_or_else(|| "all".to_owned());
    let asked = |part: &str| what == part || what == "all";
    let tasks: Vec<String> = ACTS
        .iter()
        .flat_map(|act| MATTERS.map(|matter| format!("{act} về {matter}")))
        .collect();
    let index = similar::Index::new(tasks.iter().map(String::as_str));
    let (mut right, mut sum, mut bytes) = (0, 0, 0);
    for number in 0..150_000 {
        let text = paragraph(number);
        bytes += text.len();
        if asked("match") {
            let task = number % ACTS.len() * MATTERS.len() + number / 8 % MATTERS.len();
            right += usize::from(index.nearest(&text, 1).first().map(|near| near.0) == Some(task));
        }
        if asked("fold") {
            sum += fold::key(&text).len() + fold::folded(&text).len();
        }
        if asked("cut") {
            let cuts = sentence::sentences(&text);
            sum += cuts
                .iter()
                .filter_map(|cut| similar::sentence_key(&text[cut.clone()]))
                .count();
        }
    }
    writeln!(
        std::io::stdout(),
        "{bytes} bytes, {right} laid rightly, {sum} for the rest"
    )
}
