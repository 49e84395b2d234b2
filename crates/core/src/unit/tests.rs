//! Tests of name forms; rosters and look-ups are tested in `tests/roster`.

use super::name::{place, plain, up_to_kind};

#[test]
fn a_name_becomes_its_words_with_abbreviations_written_out() {
    assert_eq!(plain("UBND P. Bến Ngự"), "ủy ban nhân dân phường bến ngự");
    assert_eq!(
        plain("Các TCCSĐ trực thuộc"),
        "tổ chức cơ sở đảng trực thuộc"
    );
    assert_eq!(plain("Phường 01"), plain("PHƯỜNG 1"));
    assert_eq!(plain("Văn học - nghệ thuật"), plain("Văn học-Nghệ thuật"));
}

#[test]
fn accents_tell_names_apart_and_the_place_of_the_tone_does_not() {
    assert_ne!(plain("Xã Thanh An"), plain("Xã Thạnh An"));
    assert_eq!(plain("Xã Hoà Bình"), plain("xã Hòa Bình"));
}

#[test]
fn the_place_of_a_name_is_told_from_its_organ() {
    assert_eq!(
        place("ủy ban nhân dân phường bến ngự"),
        Some(("ủy ban nhân dân", "phường bến ngự"))
    );
    assert_eq!(
        place("phường bến ngự thành phố lạc giang"),
        Some(("", "phường bến ngự"))
    );
    assert_eq!(
        place("phòng văn hóa xã hội phường cầu đá"),
        Some(("phòng văn hóa xã hội", "phường cầu đá"))
    );
    assert_eq!(place("hội nông dân"), None);
    assert_eq!(place("ủy ban nhân dân thành phố"), None);
    assert_eq!(
        up_to_kind("ủy ban nhân dân thành phố lạc giang"),
        Some("ủy ban nhân dân thành phố")
    );
}
