//! Where sentences end, and where they do not.

use super::sentences;
use proptest::prelude::*;

fn cut(text: &str) -> Vec<&str> {
    sentences(text)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

#[track_caller]
fn one(text: &str) {
    assert_eq!(cut(text), [text]);
}

#[test]
fn stops_and_marks_end_sentences() {
    assert_eq!(
        cut("Đã tổ chức 12 buổi. Phát 1.200 tờ rơi!  Ai đã tiêm? Chưa rõ."),
        [
            "Đã tổ chức 12 buổi.",
            "Phát 1.200 tờ rơi!",
            "Ai đã tiêm?",
            "Chưa rõ."
        ]
    );
    assert_eq!(
        cut("Hoàn thành trong năm 2026. 12 xã tham gia."),
        ["Hoàn thành trong năm 2026.", "12 xã tham gia."]
    );
    assert_eq!(
        cut("Bà nói: “Tôi đã tiêm.” Sau đó về."),
        ["Bà nói: “Tôi đã tiêm.”", "Sau đó về."]
    );
}

#[test]
fn a_line_break_ends_a_sentence_and_a_semicolon_inside_a_line_does_not() {
    assert_eq!(
        cut("- Phát thanh 5 lượt;\n- Dán áp phích; treo băng rôn;\r\n\n"),
        ["- Phát thanh 5 lượt;", "- Dán áp phích; treo băng rôn;"]
    );
}

#[test]
fn an_ellipsis_inside_a_sentence_does_not_end_it() {
    one("các hoạt động thông tin, cổ động,... phù hợp trong điều kiện dịch bệnh.");
    one("thực hiện giãn cách... để báo cáo tình hình");
    one("loa, đài… của phường (...) Nhà văn hóa");
    assert_eq!(
        cut("Hội Nông dân, Hội Người cao tuổi,... Các đoàn thể vào cuộc."),
        [
            "Hội Nông dân, Hội Người cao tuổi,...",
            "Các đoàn thể vào cuộc."
        ]
    );
}

#[test]
fn numbers_dates_and_document_numbers_hold_together() {
    one("Phát 1.200 tờ, đạt 98.5% trước ngày 20.11.2026 theo Kế hoạch số 32.KH/ThU");
    one("1. Mục đích");
    one("II. KẾT QUẢ THỰC HIỆN");
    one("1.1. Công tác chỉ đạo");
    one("a. Tuyên truyền trực tiếp");
    one("Trân trọng báo cáo./.");
}

#[test]
fn abbreviations_before_a_name_or_number_do_not_end_a_sentence() {
    one("Tại TP. Lạc Giang, BS. Lê Hoa và PGS.TS. Trần Bình tập huấn cho Q. 5, P. Bến Ngự.");
    one("BS.CKII. Nguyễn V. Hùng trình bày (xem tr. 12) cho TX. Thanh An");
    one("tập huấn, truyền thông, v.v. cho cán bộ");
    one("TM. ỦY BAN NHÂN DÂN");
    one("diệt muỗi Ae. aegypti tại TP.HCM");
    assert_eq!(
        cut("loa, đài, v.v. Ngoài ra còn có áp phích"),
        ["loa, đài, v.v.", "Ngoài ra còn có áp phích"]
    );
}

#[test]
fn a_letter_that_is_no_initial_ends_its_sentence() {
    assert_eq!(
        cut("Tiêm viêm gan B. Uống vitamin A. Xong."),
        ["Tiêm viêm gan B.", "Uống vitamin A.", "Xong."]
    );
}

#[test]
fn careless_typing_still_ends_sentences() {
    assert_eq!(
        cut("Tuyên truyền cho người dân.Tổ chức 3 buổi. đã phát 20 tờ"),
        [
            "Tuyên truyền cho người dân.",
            "Tổ chức 3 buổi.",
            "đã phát 20 tờ"
        ]
    );
    one("xem trang soyte.lacgiang.vn để biết");
}

proptest! {
    #[test]
    fn every_letter_lies_in_exactly_one_sentence(text in "(\\PC|[.!?… \n;“”]|TP\\.|1\\.){0,60}") {
        let mut rest = 0;
        for range in sentences(&text) {
            prop_assert!(rest <= range.start && range.start < range.end);
            prop_assert_eq!(text[rest..range.start].trim(), "");
            prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            rest = range.end;
        }
        prop_assert_eq!(text[rest..].trim(), "");
    }
}
