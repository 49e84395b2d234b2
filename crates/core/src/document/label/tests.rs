//! What is a label, and what only looks like one.

use super::*;
use proptest::prelude::*;

/// Text | kind | marker | name | ordinal | depth | rest; `⏎` is a line break.
const FORMS: &str = "
I. MỤC ĐÍCH | Roman | I. | I | 1 | 1 | MỤC ĐÍCH
I/ MỤC ĐÍCH | Roman | I/ | I | 1 | 1 | MỤC ĐÍCH
I- MỤC ĐÍCH | Roman | I- | I | 1 | 1 | MỤC ĐÍCH
II-MỤC ĐÍCH | Roman | II- | II | 2 | 1 | MỤC ĐÍCH
I.⏎QUAN ĐIỂM | Roman | I. | I | 1 | 1 | QUAN ĐIỂM
I.MỤC ĐÍCH | Roman | I. | I | 1 | 1 | MỤC ĐÍCH
XIV. KINH PHÍ | Roman | XIV. | XIV | 14 | 1 | KINH PHÍ
A. ĐẶC ĐIỂM | Capital | A. | A | 1 | 1 | ĐẶC ĐIỂM
1. Mục đích | Number | 1. | 1 | 1 | 1 | Mục đích
1- Mục đích | Number | 1- | 1 | 1 | 1 | Mục đích
1-Mục đích | Number | 1- | 1 | 1 | 1 | Mục đích
1.Mục đích | Number | 1. | 1 | 1 | 1 | Mục đích
1.1. Truyền thông | Number | 1.1. | 1.1 | 1 | 2 | Truyền thông
1.1 Truyền thông | Number | 1.1 | 1.1 | 1 | 2 | Truyền thông
1.2.3. Truyền thông | Number | 1.2.3. | 1.2.3 | 3 | 3 | Truyền thông
II.2. Giám sát | Number | II.2. | II.2 | 2 | 2 | Giám sát
2/ 1,6% dân số hiến máu | Number | 2/ | 2 | 2 | 1 | 1,6% dân số hiến máu
1/ 1.120/1.120 hộ ký cam kết | Number | 1/ | 1 | 1 | 1 | 1.120/1.120 hộ ký cam kết
12) Giám sát | Number | 12) | 12 | 12 | 1 | Giám sát
a) Giám sát | Letter | a) | a | 1 | 1 | Giám sát
đ) Giám sát | Letter | đ) | đ | 5 | 1 | Giám sát
b. Giám sát | Letter | b. | b | 2 | 1 | Giám sát
(1) Ngăn chặn | ParenNumber | (1) | (1) | 1 | 1 | Ngăn chặn
(a) Ngăn chặn | ParenLetter | (a) | (a) | 1 | 1 | Ngăn chặn
(iv) Ngăn chặn | ParenLetter | (iv) | (iv) | 4 | 1 | Ngăn chặn
- Tạo | Dash | - | - | - | 1 | Tạo
-Tạo | Dash | - | - | - | 1 | Tạo
– Tạo | Dash | – | – | - | 1 | Tạo
- 12 buổi | Dash | - | - | - | 1 | 12 buổi
+ Tạo | Plus | + | + | - | 1 | Tạo
* Tạo | Bullet | * | * | - | 1 | Tạo
• Tạo | Bullet | • | • | - | 1 | Tạo
Phần I | Part | Phần I | I | 1 | 1 | 
PHẦN A ĐÁNH GIÁ | Part | PHẦN A | A | 1 | 1 | ĐÁNH GIÁ
PHẦN THỨ HAI: NHIỆM VỤ | Part | PHẦN THỨ HAI: | THỨ HAI | 2 | 1 | NHIỆM VỤ
Chương II⏎NHIỆM VỤ | Chapter | Chương II | II | 2 | 1 | NHIỆM VỤ
Mục 3. Kinh phí | Item | Mục 3. | 3 | 3 | 1 | Kinh phí
Điều 7. Hiệu lực | Article | Điều 7. | 7 | 7 | 1 | Hiệu lực
**1. Mục đích** | Number | 1. | 1 | 1 | 1 | Mục đích
";

#[test]
fn every_printed_form_of_a_label_is_known() {
    for row in FORMS.lines().filter(|row| !row.is_empty()) {
        let cells: Vec<String> = row
            .split(" |")
            .map(|c| c.trim().replace('⏎', "\n"))
            .collect();
        let (label, rest) = split(&cells[0]).unwrap_or_else(|| panic!("no label in {row}"));
        let ordinal = label.ordinal.map_or("-".to_owned(), |n| n.to_string());
        let kind = format!("{:?}", label.kind);
        let found = [
            kind,
            label.marker,
            label.name,
            ordinal,
            label.depth.to_string(),
            rest.to_owned(),
        ];
        assert_eq!(found.as_slice(), &cells[1..], "{row}");
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
        "12/ 2026 là hạn",
        "20/ 11/2026 tổ chức",
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
