//! What is a label, and what only looks like one.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> (Kind, String, String, Option<u32>, u8, String) {
    let (l, rest) = split(text).unwrap_or_else(|| panic!("no label in {text:?}"));
    (
        l.kind,
        l.marker,
        l.name,
        l.ordinal,
        l.depth,
        rest.to_owned(),
    )
}

#[test]
fn every_printed_form_of_a_label_is_known() {
    let cases = [
        (
            "I. MỤC ĐÍCH",
            Kind::Roman,
            "I.",
            "I",
            Some(1),
            1,
            "MỤC ĐÍCH",
        ),
        (
            "I/ MỤC ĐÍCH",
            Kind::Roman,
            "I/",
            "I",
            Some(1),
            1,
            "MỤC ĐÍCH",
        ),
        (
            "I- MỤC ĐÍCH",
            Kind::Roman,
            "I-",
            "I",
            Some(1),
            1,
            "MỤC ĐÍCH",
        ),
        (
            "II-MỤC ĐÍCH",
            Kind::Roman,
            "II-",
            "II",
            Some(2),
            1,
            "MỤC ĐÍCH",
        ),
        (
            "I.\nQUAN ĐIỂM",
            Kind::Roman,
            "I.",
            "I",
            Some(1),
            1,
            "QUAN ĐIỂM",
        ),
        ("I.MỤC ĐÍCH", Kind::Roman, "I.", "I", Some(1), 1, "MỤC ĐÍCH"),
        (
            "XIV. KINH PHÍ",
            Kind::Roman,
            "XIV.",
            "XIV",
            Some(14),
            1,
            "KINH PHÍ",
        ),
        (
            "A. ĐẶC ĐIỂM",
            Kind::Capital,
            "A.",
            "A",
            Some(1),
            1,
            "ĐẶC ĐIỂM",
        ),
        (
            "1. Mục đích",
            Kind::Number,
            "1.",
            "1",
            Some(1),
            1,
            "Mục đích",
        ),
        (
            "1- Mục đích",
            Kind::Number,
            "1-",
            "1",
            Some(1),
            1,
            "Mục đích",
        ),
        (
            "1-Mục đích",
            Kind::Number,
            "1-",
            "1",
            Some(1),
            1,
            "Mục đích",
        ),
        (
            "1.Mục đích",
            Kind::Number,
            "1.",
            "1",
            Some(1),
            1,
            "Mục đích",
        ),
        (
            "1.1. Truyền thông",
            Kind::Number,
            "1.1.",
            "1.1",
            Some(1),
            2,
            "Truyền thông",
        ),
        (
            "1.1 Truyền thông",
            Kind::Number,
            "1.1",
            "1.1",
            Some(1),
            2,
            "Truyền thông",
        ),
        (
            "1.2.3. Truyền thông",
            Kind::Number,
            "1.2.3.",
            "1.2.3",
            Some(3),
            3,
            "Truyền thông",
        ),
        (
            "II.2. Giám sát",
            Kind::Number,
            "II.2.",
            "II.2",
            Some(2),
            2,
            "Giám sát",
        ),
        (
            "12) Giám sát",
            Kind::Number,
            "12)",
            "12",
            Some(12),
            1,
            "Giám sát",
        ),
        (
            "a) Giám sát",
            Kind::Letter,
            "a)",
            "a",
            Some(1),
            1,
            "Giám sát",
        ),
        (
            "đ) Giám sát",
            Kind::Letter,
            "đ)",
            "đ",
            Some(5),
            1,
            "Giám sát",
        ),
        (
            "b. Giám sát",
            Kind::Letter,
            "b.",
            "b",
            Some(2),
            1,
            "Giám sát",
        ),
        (
            "(1) Ngăn chặn",
            Kind::ParenNumber,
            "(1)",
            "(1)",
            Some(1),
            1,
            "Ngăn chặn",
        ),
        (
            "(a) Ngăn chặn",
            Kind::ParenLetter,
            "(a)",
            "(a)",
            Some(1),
            1,
            "Ngăn chặn",
        ),
        (
            "(iv) Ngăn chặn",
            Kind::ParenLetter,
            "(iv)",
            "(iv)",
            Some(4),
            1,
            "Ngăn chặn",
        ),
        ("- Tạo", Kind::Dash, "-", "-", None, 1, "Tạo"),
        ("-Tạo", Kind::Dash, "-", "-", None, 1, "Tạo"),
        ("– Tạo", Kind::Dash, "–", "–", None, 1, "Tạo"),
        ("- 12 buổi", Kind::Dash, "-", "-", None, 1, "12 buổi"),
        ("+ Tạo", Kind::Plus, "+", "+", None, 1, "Tạo"),
        ("* Tạo", Kind::Bullet, "*", "*", None, 1, "Tạo"),
        ("• Tạo", Kind::Bullet, "•", "•", None, 1, "Tạo"),
        ("Phần I", Kind::Part, "Phần I", "I", Some(1), 1, ""),
        (
            "PHẦN A ĐÁNH GIÁ",
            Kind::Part,
            "PHẦN A",
            "A",
            Some(1),
            1,
            "ĐÁNH GIÁ",
        ),
        (
            "PHẦN THỨ HAI: NHIỆM VỤ",
            Kind::Part,
            "PHẦN THỨ HAI:",
            "THỨ HAI",
            Some(2),
            1,
            "NHIỆM VỤ",
        ),
        (
            "Chương II\nNHIỆM VỤ",
            Kind::Chapter,
            "Chương II",
            "II",
            Some(2),
            1,
            "NHIỆM VỤ",
        ),
        (
            "Mục 3. Kinh phí",
            Kind::Item,
            "Mục 3.",
            "3",
            Some(3),
            1,
            "Kinh phí",
        ),
        (
            "Điều 7. Hiệu lực",
            Kind::Article,
            "Điều 7.",
            "7",
            Some(7),
            1,
            "Hiệu lực",
        ),
        (
            "**1. Mục đích**",
            Kind::Number,
            "1.",
            "1",
            Some(1),
            1,
            "Mục đích",
        ),
    ];
    for (text, kind, marker, name, ordinal, depth, rest) in cases {
        let expected = (
            kind,
            marker.to_owned(),
            name.to_owned(),
            ordinal,
            depth,
            rest.to_owned(),
        );
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_only_starts_like_a_label_is_text() {
    for text in [
        "06-NQ/ThU, ngày 08/7/2021",
        "06-NQ",
        "5-UBND",
        "19 trên địa bàn",
        "5K và vắc xin",
        "2021 là năm",
        "02/8/2021",
        "2/9 là ngày nghỉ",
        "12.5.2026",
        "12 buổi tuyên truyền",
        "1.200 tờ rơi",
        "1.200.000 đồng",
        "2.5 triệu",
        "2-3 buổi",
        "24/7",
        "V/v triển khai",
        "X-quang",
        "v.v. và",
        "*",
        "-----",
        "* * *",
        "**ngày 23**",
        "-5 độ",
        "Điều 7 Luật Phòng bệnh quy định",
        "Phần I của Kế hoạch này",
        "Mục tiêu chung",
        "b/c",
        "a",
        "TP. Lạc Giang",
        "H. Đông An",
        "COVID-19",
        "",
        "   ",
        "(báo cáo)",
        "(2026)",
        "IV",
        "I ốt",
        "2026. Trong năm",
    ] {
        assert_eq!(split(text), None, "{text}");
    }
}

#[test]
fn automatic_and_typed_labels_look_the_same() {
    for (auto, typed) in [
        ("II.", "II. Nội dung"),
        ("1.1.", "1.1. Nội dung"),
        ("a)", "a) Nội dung"),
        ("-", "- Nội dung"),
        ("Điều 3.", "Điều 3. Nội dung"),
        ("Chương II", "Chương II NỘI DUNG"),
    ] {
        let auto = Paragraph {
            label: Some(auto.into()),
            text: "Nội dung".into(),
            ..Paragraph::default()
        };
        let typed = Paragraph {
            text: typed.into(),
            ..Paragraph::default()
        };
        assert_eq!(of(&auto).0, of(&typed).0);
        assert_eq!(of(&auto).1.to_lowercase(), of(&typed).1.to_lowercase());
    }
}

#[test]
fn an_automatic_label_without_a_mark_is_still_one() {
    let paragraph = Paragraph {
        label: Some("3".into()),
        text: "Nội dung".into(),
        ..Paragraph::default()
    };
    let label = of(&paragraph).0.unwrap();
    assert_eq!(
        (label.kind, label.marker.as_str(), label.ordinal),
        (Kind::Number, "3", Some(3))
    );
}

#[test]
fn ranks_run_from_part_to_bullet() {
    let ranks: Vec<u8> = [
        "Phần I",
        "Chương I",
        "A. Một",
        "I. Một",
        "1. Một",
        "1.1. Một",
        "a) Một",
        "- Một",
        "+ Một",
    ]
    .iter()
    .map(|t| split(t).unwrap().0.rank())
    .collect();
    assert!(ranks.windows(2).all(|w| w[0] < w[1]), "{ranks:?}");
}

proptest! {
    #[test]
    fn any_text_is_split_at_a_boundary_and_loses_only_its_label(text in "\\PC{0,40}") {
        if let Some((label, rest)) = split(&text) {
            prop_assert!(text.contains(rest));
            prop_assert!(text.contains(&label.marker));
        }
    }
}
