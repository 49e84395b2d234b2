//! Paragraphs find their task; copies are told from news.

use super::{Index, Shingles, resemblance, sentence_key};
use proptest::prelude::*;

const TASKS: [&str; 12] = [
    "Tổ chức tuyên truyền lưu động bằng xe loa về phòng, chống sốt xuất huyết tại các khu dân cư",
    "Phát tờ rơi, dán áp phích hướng dẫn diệt lăng quăng tại hộ gia đình",
    "Tập huấn kiến thức an toàn thực phẩm cho chủ cơ sở thức ăn đường phố",
    "Vận động phụ huynh đưa trẻ đi tiêm chủng đầy đủ, đúng lịch",
    "Phát thanh tin, bài về phòng bệnh tay chân miệng trên hệ thống truyền thanh cơ sở",
    "Tổ chức truyền thông trong trường học về vệ sinh cá nhân, rửa tay với xà phòng",
    "Đăng tải khuyến cáo phòng bệnh trên trang thông tin điện tử và mạng xã hội",
    "Kiểm tra, giám sát việc thực hiện kế hoạch tại các xã, phường",
    "Tổ chức ra quân vệ sinh môi trường hằng tuần",
    "Truyền thông phòng, chống tác hại của thuốc lá tại công sở",
    "Tư vấn, khám sức khỏe cho người cao tuổi, quản lý tăng huyết áp và đái tháo đường",
    "Truyền thông phòng, chống bệnh dại, vận động tiêm vắc xin cho chó, mèo",
];

/// What wards write, in their own words, and the task it answers.
const PARAGRAPHS: [(&str, usize); 18] = [
    (
        "Trong tháng đã dùng xe loa tuyên truyền lưu động 12 buổi về phòng chống SXH tại 5 KDC",
        0,
    ),
    (
        "Cấp phát 1.200 tờ rơi và dán 40 áp phích về diệt lăng quăng đến các hộ dân",
        1,
    ),
    ("Mở 01 lớp tập huấn ATTP cho 60 chủ quán ăn đường phố", 2),
    (
        "Hội Phụ nữ vận động các bà mẹ cho trẻ tiêm chủng đúng lịch, đạt 98,5%",
        3,
    ),
    (
        "Đài truyền thanh phường phát 20 lượt tin, bài về bệnh tay chân miệng",
        4,
    ),
    (
        "Trạm Y tế phối hợp trường học hướng dẫn 450 học sinh rửa tay bằng xà phòng",
        5,
    ),
    (
        "Đăng 15 bài khuyến cáo trên mạng xã hội và trang thông tin của xã",
        6,
    ),
    (
        "Đoàn kiểm tra của phường đã giám sát việc thực hiện kế hoạch tại 3 tổ",
        7,
    ),
    (
        "Ra quân dọn vệ sinh môi trường vào sáng thứ bảy hằng tuần, 300 người tham gia",
        8,
    ),
    ("Tuyên truyền tác hại thuốc lá tại công sở cho cán bộ", 9),
    (
        "Khám, tư vấn sức khỏe cho 120 cụ cao tuổi, phát hiện 14 người tăng huyết áp",
        10,
    ),
    (
        "Vận động 85 hộ nuôi chó, mèo tiêm vắc xin phòng bệnh dại",
        11,
    ),
    (
        "da to chuc xe loa tuyen truyen phong chong sot xuat huyet o khu dan cu",
        0,
    ),
    (
        "phat to roi, ap phich huong dan ho gia dinh diet lang quang",
        1,
    ),
    ("dan to roi LQ cho ho dan", 1),
    ("bai viet dang tren mang xa hoi ve phong benh", 6),
    ("nhac phu huynh dua tre di tchung", 3),
    ("phát bài TCM trên loa truyền thanh", 4),
];

#[test]
fn paragraphs_find_their_task_first() {
    let index = Index::with_usage(TASKS, PARAGRAPHS.map(|(text, _)| text));
    let wrong: Vec<_> = PARAGRAPHS
        .iter()
        .map(|(text, task)| (index.nearest(text, 2), text, task))
        .filter(|(near, _, task)| near.first().map(|(at, _)| at) != Some(task))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_text_is_nearest_to_itself_and_far_from_other_matters() {
    let index = Index::new(TASKS);
    assert_eq!((index.len(), index.is_empty()), (TASKS.len(), false));
    for (at, task) in TASKS.iter().enumerate() {
        let near = index.nearest(&task.to_uppercase(), 1);
        assert!(near[0].0 == at && near[0].1 > 0.999, "{near:?}");
    }
    let far = index.nearest("Sửa chữa cầu, nâng cấp tuyến giao thông liên thôn", 1);
    assert!(
        far.first().is_none_or(|(_, score)| *score < 0.15),
        "{far:?}"
    );
    assert!(index.nearest("", 3).is_empty());
}

#[test]
fn shorthand_finds_what_is_written_out() {
    let index = Index::new([
        "Họp Hội đồng nhân dân",
        "Bệnh sốt xuất huyết",
        "Bệnh viện quận",
    ]);
    assert_eq!(index.nearest("sxh", 1)[0].0, 1);
    assert_eq!(index.nearest("HĐND", 1)[0].0, 0);
    assert_eq!(index.nearest("di bv kham", 1)[0].0, 2);
}

#[test]
fn terms_everybody_uses_tell_little() {
    let usage = [
        "tuyên truyền lưu động",
        "tuyên truyền miệng",
        "tuyên truyền chung",
    ];
    let texts = ["tuyên truyền", "lưu động"];
    let plain = Index::new(texts).scores("tuyên truyền lưu động");
    let learnt = Index::with_usage(texts, usage).scores("tuyên truyền lưu động");
    assert!((plain[0] - plain[1]).abs() < 1e-9 && learnt[0] < learnt[1]);
}

#[test]
fn copied_text_resembles_its_source() {
    let source = "Trong tháng, trạm đã tổ chức 12 buổi tuyên truyền lưu động về phòng chống dịch";
    let copy = "Trong tháng trạm đã tổ chức 14 buổi tuyên truyền lưu động về phòng, chống dịch.";
    assert!(resemblance(source, copy) > 0.6);
    assert!(resemblance(source, PARAGRAPHS[6].0) < 0.05);
    assert_eq!(resemblance(source, &source.to_uppercase()), 1.0);
    assert_eq!(resemblance("", ""), 0.0);
    let longer = format!("{source}. Ngoài ra còn phát tờ rơi đến các hộ dân trong xã.");
    assert_eq!(
        Shingles::of(source).contained_in(&Shingles::of(&longer)),
        1.0
    );
    assert_eq!(resemblance("Đã họp", "đã họp."), 1.0);
}

#[test]
fn a_sentence_key_minds_words_accents_and_figures_only() {
    let key = |text| sentence_key(text);
    assert_eq!(
        key("- Hoà giải, phát 20 tờ rơi."),
        key("Hòa giải phát 20 tờ rơi")
    );
    assert_ne!(key("phát 20 tờ rơi"), key("phát 21 tờ rơi"));
    assert_ne!(key("xã Thanh An"), key("xã Thạnh An"));
    assert_ne!(key("xã An Thanh"), key("xã Thanh An"));
    assert_eq!(key(" -,. "), None);
}

proptest! {
    #[test]
    fn likeness_lies_between_nothing_and_one(
        texts in proptest::collection::vec("(tuyên|truyền|sxh|bn|\\PC| ){0,8}", 0..6),
        query in "(tuyên|truyền|sxh|bn|\\PC| ){0,8}",
    ) {
        let index = Index::new(texts.iter().map(String::as_str));
        let near = index.nearest(&query, 10);
        prop_assert!(near.len() <= texts.len());
        prop_assert!(near.iter().all(|(at, score)| *at < texts.len() && *score > 0.0 && *score <= 1.0));
        prop_assert!(near.is_sorted_by(|one, two| one.1 >= two.1));
    }

    #[test]
    fn resemblance_is_mutual(one in "[a-cđ ]{0,20}", two in "[a-cđ ]{0,20}") {
        let value = resemblance(&one, &two);
        prop_assert_eq!(value, resemblance(&two, &one));
        prop_assert!((0.0..=1.0).contains(&value));
    }
}
