//! Which words can be Vietnamese.

use super::{RHYMES, count, share, well_formed};
use proptest::prelude::*;

#[test]
fn rhymes_are_sorted_for_halving() {
    assert!(RHYMES.is_sorted());
}

#[test]
fn ordinary_words_are_well_formed() {
    let text = "Ủy ban nhân dân thành phố chỉ đạo quyết liệt phòng chống sốt xuất huyết người dân \
        nghiêng khuỷu ngoằn ngoèo quý quít quả quỳnh quốc quê giếng gì gìn già giữa giặc nghỉ ghi kỷ kẻ \
        lý mỹ hỷ tỷ sỹ xoong huyện khuya thuở khoẻ hoà hòa thuý thúy uống ướt yêu yến ươm oan uế \
        rượu hươu chuyện tiêm chủng vắc xin muỗi đốt loa phát thanh truyền miệng tờ rơi áp phích \
        trường học nguyễn hoạch được những thoại buổi lượt quản quy quyền quận giảm giáo giới gửi \
        đoàn khoảng hoặc xuống tuổi tuyệt khuyến luỹ lũy Kạn ĐẢNG ỦY PHƯỜNG";
    for word in text.split_whitespace() {
        assert!(well_formed(word), "{word}");
    }
}

#[test]
fn words_that_break_a_rule_are_not() {
    for word in [
        "hoc",
        "cap",
        "hòc",
        "các̀",
        "nghan",
        "kôn",
        "cê",
        "ngê",
        "gha",
        "qan",
        "qun",
        "taí",
        "thươnǵ",
        "tiểũ",
        "nh©n",
        "nhaân",
        "health",
        "strict",
        "UBND",
        "",
        "đ",
        "bthg",
        "moùi",
        "xz",
        "iêm",
        "luôngg",
        "dântộc",
        "où",
        "tuan",
        "huet",
        "quit̀",
    ] {
        assert!(!well_formed(word), "{word}");
    }
}

#[test]
fn the_share_tells_vietnamese_from_other_text() {
    let prose = "Trong tháng, Trạm Y tế xã Thanh An phối hợp với Hội Phụ nữ tổ chức 12 buổi tuyên \
        truyền về phòng, chống sốt xuất huyết với 540 lượt người tham dự.";
    assert!(share(prose) > 0.97, "{}", share(prose));
    assert!(share("The quick report was written without any accents by the health office") < 0.4);
    assert!(share("Uû ban nh©n d©n thµnh phè quyÕt ®Þnh kiÓm so¸t dÞch bÖnh") < 0.4);
    assert_eq!(share("1.200 – 5%"), 0.0);
    assert_eq!(count("12 buổi, UBND"), (1, 2));
}

proptest! {
    #[test]
    fn any_text_has_a_share(text in "\\PC*") {
        prop_assert!((0.0..=1.0).contains(&share(&text)));
    }

    #[test]
    fn capitals_are_judged_as_small_letters(word in "[a-zàảãáạăằắâầấđèéêềếìíòóôồốơờớùúưừứỳý]{1,7}") {
        prop_assert_eq!(well_formed(&word), well_formed(&word.to_uppercase()));
    }
}
