//! Names found in sentences, compared, and shortened.

use super::*;

fn same(one: &str, other: &str) -> bool {
    !Spellings::of(&[Form::of(one)])
        .find(&Form::of(other))
        .is_empty()
}

#[test]
fn commas_and_links_inside_a_name_do_not_part_it() {
    assert_eq!(
        list(
            "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và Đài Phát thanh và Truyền hình Lạc Giang xây dựng"
        ),
        [
            "Sở Văn hóa, Thể thao và Du lịch",
            "Sở Y tế",
            "Đài Phát thanh và Truyền hình Lạc Giang"
        ]
    );
    assert_eq!(
        list(
            "Ủy ban nhân dân thành phố, các tổ chức cơ sở Đảng trực thuộc Thành ủy, các cơ quan, đơn vị triển khai"
        ),
        [
            "Ủy ban nhân dân thành phố",
            "các tổ chức cơ sở Đảng trực thuộc Thành ủy",
            "các cơ quan, đơn vị"
        ]
    );
    assert_eq!(
        list("Sở Công Thương, UBND các phường, xã"),
        ["Sở Công Thương", "UBND các phường, xã"]
    );
    assert_eq!(
        list("các sở, ban, ngành thành phố, Ủy ban nhân dân các phường, xã báo cáo"),
        [
            "các sở, ban, ngành thành phố",
            "Ủy ban nhân dân các phường, xã"
        ]
    );
    assert_eq!(
        list("Các phòng, đơn vị, trưởng thôn báo cáo kết quả"),
        ["Các phòng, đơn vị", "trưởng thôn"]
    );
    assert_eq!(
        list("Ban Chỉ đạo phòng, chống dịch bệnh thành phố ban hành"),
        ["Ban Chỉ đạo phòng, chống dịch bệnh thành phố"]
    );
    assert_eq!(
        list("Hội Liên hiệp Phụ nữ phường và Đoàn Thanh niên phường tổ chức ngày Chủ nhật xanh"),
        ["Hội Liên hiệp Phụ nữ phường", "Đoàn Thanh niên phường"]
    );
}

#[test]
fn a_heading_of_bodies_is_known_from_other_headings() {
    for text in [
        "Sở Y tế",
        "Ủy ban Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội của thành phố",
        "Các trường học trên địa bàn phường",
        "Chi hội Văn học - nghệ thuật thành phố",
        "Trưởng thôn Bãi Sau, thôn Bãi Trước",
        "Phòng Kinh tế, Hạ tầng và Đô thị phường",
        "Báo và Đài Phát thanh, Truyền hình Lạc Giang",
        "Khoa Kiểm soát bệnh tật và HIV/AIDS",
    ] {
        assert!(is_body(text), "{text}");
    }
    for text in [
        "Mục đích",
        "Phòng, chống dịch bệnh tại cộng đồng",
        "Thời gian thực hiện",
        "Công tác tuyên truyền",
        "Tổ chức tập huấn cho cộng tác viên",
    ] {
        assert!(!is_body(text), "{text}");
    }
}

#[test]
fn two_spellings_of_one_body_are_the_same() {
    assert!(same(
        "Các Tổ chức cơ sở Đảng trực thuộc Thành ủy",
        "Các TCCSĐ trực thuộc Thành ủy"
    ));
    assert!(same(
        "Ủy ban Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội của thành phố",
        "MTTQ, các đoàn thể chính trị-xã hội thành phố"
    ));
    assert!(same(
        "Uỷ ban nhân dân các xã, phường",
        "UBND các xã, phường"
    ));
    assert!(same("Trạm Y tế", "Trạm Y tế phường"));
    assert!(!same("Ủy ban nhân dân thành phố", "Ủy ban nhân dân tỉnh"));
    assert!(!same("Trạm Y tế xã Thanh An", "Trạm Y tế xã Thạnh An"));
}

#[test]
fn ids_are_short_and_say_who() {
    for (name, expected) in [
        ("Ủy ban nhân dân thành phố", "UBND"),
        ("Các Tổ chức cơ sở Đảng trực thuộc Thành ủy", "TCCSD"),
        ("Ủy ban Mặt trận Tổ quốc và các đoàn thể", "MTTQ"),
        ("Ban Tuyên giáo Thành ủy", "BTG"),
        ("Chi hội Văn học - nghệ thuật thành phố", "VHNT"),
        ("Sở Giáo dục và Đào tạo", "SGDDT"),
    ] {
        assert_eq!(id(name), expected);
    }
}

#[test]
fn capitals_become_a_name_in_a_sentence() {
    assert_eq!(
        from_capitals("ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ"),
        "Ủy ban nhân dân phường Bến Ngự"
    );
    assert_eq!(from_capitals("THÀNH ỦY LẠC GIANG"), "Thành ủy Lạc Giang");
    assert_eq!(
        from_capitals("UBND THÀNH PHỐ HẢI KHÊ"),
        "Ủy ban nhân dân thành phố Hải Khê"
    );
}

#[test]
fn what_joins_words_inside_a_name_does_not_part_it() {
    for name in [
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân đặc khu",
        "Văn phòng HĐND và UBND huyện",
        "Cục Quản lý khám, chữa bệnh",
        "Trung tâm Giáo dục nghề nghiệp - giáo dục thường xuyên",
        "Tiểu ban Hậu cần",
        "Nhà thờ Bến Đá",
    ] {
        assert_eq!(list(&format!("gửi {name} trước ngày 20")), [name]);
        assert!(!is_group(name), "{name}");
    }
    assert_eq!(
        list("gửi Phòng Công thương một tuần"),
        ["Phòng Công thương"]
    );
}

#[test]
fn several_parks_have_one_union_but_two_bodies_are_a_group() {
    assert!(!is_group("Ban Nữ công Công đoàn các khu công nghiệp"));
    assert!(!is_group("Ban Quản lý các khu công nghiệp tỉnh"));
    assert!(is_group(
        "Ban Quản lý các khu công nghiệp tỉnh, Hiệp hội Doanh nghiệp Phú Sa"
    ));
    assert!(is_group("Công đoàn cơ sở các doanh nghiệp"));
}
