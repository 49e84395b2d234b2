//! What is joined, and what never is.

use super::*;
use crate::document::{Cell, Place, Row, Table};
use proptest::prelude::*;

const LONG: &str = "- Tổ chức truyền thông phòng, chống sốt xuất huyết cho người dân";

fn document(lines: &[&str]) -> Document {
    let blocks = lines
        .iter()
        .zip(1u32..)
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, line)| {
            let place = Place {
                line,
                ..Place::default()
            };
            Block::Paragraph(Paragraph {
                place,
                text: (*text).to_owned(),
                ..Paragraph::default()
            })
        })
        .collect();
    Document {
        blocks,
        ..Document::default()
    }
}

fn healed(lines: &[&str]) -> Vec<String> {
    let mut document = document(lines);
    heal(&mut document);
    document
        .blocks
        .iter()
        .filter_map(paragraph)
        .map(|p| p.text.clone())
        .collect()
}

fn two(left: &str, right: &str) -> Option<String> {
    let texts = healed(&[left, "", right]);
    (texts.len() == 1).then(|| texts[0].clone())
}

#[test]
fn a_small_letter_goes_on_with_an_unfinished_line() {
    let joined = two(&format!("{LONG} trên địa"), "bàn phường Bến Ngự.").unwrap();
    assert_eq!(joined, format!("{LONG} trên địa bàn phường Bến Ngự."));
}

#[test]
fn a_date_or_symbol_cut_from_its_citation_is_put_back() {
    assert!(
        two(
            "Thực hiện Nghị quyết số 06-NQ/ThU, ngày",
            "08/7/2021 của Thành ủy"
        )
        .is_some()
    );
    assert!(two("Thực hiện Nghị quyết số", "06-NQ/ThU của Thành ủy").is_some());
    assert!(two(LONG, "19 khu phố của phường.").is_some());
}

#[test]
fn no_space_comes_after_a_hyphen_inside_a_word() {
    assert!(
        two("phòng, chống dịch bệnh COVID-", "19 trên địa bàn")
            .unwrap()
            .contains("COVID-19 trên")
    );
    assert!(
        two("Kế hoạch số 44/PGDĐT-", "YT ngày 02/8/2021")
            .unwrap()
            .contains("PGDĐT-YT")
    );
    assert!(
        two(
            "công tác tuyên truyền - giáo dục -",
            "truyền thông sức khỏe tới cộng đồng"
        )
        .is_none()
            || two(
                "công tác tuyên truyền - giáo dục sức khỏe cho dân -",
                "truyền thông"
            )
            .unwrap()
            .contains("- truyền")
    );
}

#[test]
fn a_preposition_never_ends_a_paragraph() {
    assert!(
        two(
            &format!("{LONG} theo hướng dẫn của"),
            "Ủy ban nhân dân phường."
        )
        .is_some()
    );
}

#[test]
fn what_stands_by_itself_stays_by_itself() {
    for (left, right) in [
        ("1. Mục đích", "nâng cao nhận thức của người dân."),
        (
            "II. NỘI DUNG TUYÊN TRUYỀN NÂNG CAO TRÊN ĐỊA BÀN",
            "phường Bến Ngự",
        ),
        (LONG, "- tổ chức họp dân."),
        (LONG, "2. Yêu cầu"),
        (LONG, "a) tổ chức họp dân."),
        (LONG, "Tổ chức họp dân."),
        (&format!("{LONG};"), "tổ chức họp dân."),
        (&format!("{LONG}.”"), "tổ chức họp dân."),
        (
            "12 buổi nói chuyện sức khỏe tại các khu phố với 540 lượt người",
            "1.200 tờ rơi được phát",
        ),
        ("Kết quả", "tổ chức 12 buổi"),
    ] {
        assert_eq!(two(left, right), None, "{left} | {right}");
    }
}

#[test]
fn title_recipients_and_signature_are_left_alone() {
    let lines = [
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG BẾN NGỰ",
        "Số: 05/KH-UBND",
        "KẾ HOẠCH",
        "Truyền thông phòng, chống dịch bệnh sốt xuất huyết Dengue năm",
        "2026 trên địa bàn phường Bến Ngự",
        "Căn cứ Luật Phòng bệnh;",
        "Nơi nhận:",
        "Thường trực Đảng ủy, Hội đồng nhân dân phường và các",
        "ban của Hội đồng nhân dân phường",
    ];
    assert_eq!(healed(&lines).len(), lines.len());
}

#[test]
fn rows_of_a_typed_table_are_left_alone() {
    for row in [
        "Loa kéo     lượt     20     và",
        "Loa kéo\tlượt\tvà",
        "| Loa kéo | và |",
        "---------- ------",
    ] {
        assert_eq!(two(row, "tờ rơi đã phát"), None, "{row}");
    }
}

#[test]
fn cells_of_a_table_are_left_alone() {
    let inner = document(&[&format!("{LONG} trên địa"), "bàn phường"]).blocks;
    let row = Row {
        cells: vec![Cell {
            blocks: inner,
            columns: 1,
        }],
    };
    let table = Block::Table(Table {
        sheet: None,
        rows: vec![row],
    });
    let mut doc = Document {
        blocks: vec![table.clone()],
        ..Document::default()
    };
    heal(&mut doc);
    assert_eq!(doc.blocks, vec![table]);
}

#[test]
fn a_page_number_between_the_halves_goes_with_the_cut() {
    let texts = healed(&[&format!("{LONG} trên địa"), "2", "bàn phường Bến Ngự."]);
    assert_eq!(texts, [format!("{LONG} trên địa bàn phường Bến Ngự.")]);
}

#[test]
fn the_cut_is_told_with_both_lines_and_the_words_around_it() {
    let mut doc = document(&[
        "- Xây dựng kế hoạch thực hiện Nghị quyết số 06-NQ/ThU, ngày",
        "",
        "08/7/2021 của Ban Thường vụ Thành ủy về phòng, chống dịch.",
    ]);
    heal(&mut doc);
    let finding = &doc.findings[0];
    assert_eq!(finding.code, CUT);
    let place = finding.place.clone().unwrap();
    assert_eq!((place.line, place.joined), (1, vec![3]));
    let expected = "Nghị quyết số 06-NQ/ThU, ngày\n08/7/2021 của Ban Thường vụ Thành ủy";
    assert_eq!(finding.quote.as_deref(), Some(expected));
}

#[test]
fn lines_broken_at_a_fixed_width_become_paragraphs_again_and_are_told_once() {
    let mut doc = document(&[
        "Sở Y tế ban hành Kế hoạch truyền thông phòng ngừa ngộ độc",
        "thực phẩm tại bếp ăn trường học như sau:",
        "1. Chủ bếp, người nấu ăn, người cung cấp nguyên liệu nắm vững;",
        "tách riêng đồ sống và đồ chín trong bếp ăn tập thể.",
        "2. Chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch,",
        "Báo Nam Hải cung cấp thông tin dịch bệnh và khuyến cáo cho dân",
        "hằng tuần theo hướng dẫn của ngành.",
        "3. Tổng hợp tình hình thực hiện các nhiệm vụ, báo cáo",
        "Ủy ban nhân dân tỉnh trước ngày 30 hằng tháng.",
        "III. Tổ chức thực hiện",
        "1. Sở Y tế",
    ]);
    heal(&mut doc);
    let texts: Vec<&str> = doc
        .blocks
        .iter()
        .filter_map(paragraph)
        .map(|p| p.text.as_str())
        .collect();
    assert_eq!(texts.len(), 6, "{texts:#?}");
    assert!(texts[1].ends_with("nắm vững; tách riêng đồ sống và đồ chín trong bếp ăn tập thể."));
    assert!(texts[2].contains("Du lịch, Báo Nam Hải"));
    assert_eq!(doc.findings.iter().filter(|f| f.code == "G316").count(), 1);
    assert!(doc.findings.iter().all(|f| f.code != CUT));
}

#[test]
fn healing_twice_changes_nothing() {
    let mut once = document(&[
        &format!("{LONG} trên địa"),
        "",
        "bàn phường",
        "và các khu phố của phường.",
    ]);
    heal(&mut once);
    let mut twice = once.clone();
    heal(&mut twice);
    assert_eq!(once, twice);
}

proptest! {
    #[test]
    fn no_word_is_lost_whatever_the_lines(lines in prop::collection::vec("\\PC{0,60}", 0..12)) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let letters = |texts: &[String]| -> usize {
            texts.iter().flat_map(|t| t.chars()).filter(|c| c.is_alphabetic()).count()
        };
        let before: Vec<String> = lines.iter().filter(|l| !l.is_empty()).map(|l| (*l).to_owned()).collect();
        prop_assert!(letters(&healed(&lines)) + 30 >= letters(&before));
    }
}

#[test]
fn lines_without_an_end_are_not_joined_into_one_text_for_ever() {
    let lines: Vec<String> = (0..4_000)
        .map(|n| format!("Đơn vị {n}: nhiệm vụ {n}; trong tháng {n} phát {n} tờ rơi cho bà con"))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let longest = healed(&lines).iter().map(String::len).max().unwrap();
    assert!(longest <= 16_200, "{longest}");
}
