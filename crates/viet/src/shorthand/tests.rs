//! Names written short compare equal to names written out; readings are candidates.

use super::{expand, expand_name};
use crate::fold::key;
use proptest::prelude::*;

#[test]
fn short_and_full_names_of_a_body_compare_equal() {
    for (short, full) in [
        ("UBND phường Bến Ngự", "Ủy ban nhân dân phường Bến Ngự"),
        ("UBND P. Bến Ngự", "Uỷ ban nhân dân phường Bến Ngự"),
        ("UBND P.Bến Ngự", "ủy ban nhân dân phường Bến Ngự"),
        ("Ubnd p.Bến Ngự", "Ủy ban nhân dân p.Bến Ngự"),
        (
            "HDND-UBND TP Lạc Giang",
            "Hội đồng nhân dân - Ủy ban nhân dân thành phố Lạc Giang",
        ),
        (
            "HĐND-UBND thành phố",
            "Hội đồng nhân dân-Ủy ban nhân dân thành phố",
        ),
        ("TYT xã Thanh An", "Trạm Y tế xã Thanh An"),
        ("TTYT TX. Thạnh An", "Trung tâm Y tế thị xã Thạnh An"),
        ("BTGDV Thành ủy", "Ban Tuyên giáo và Dân vận Thành ủy"),
        ("VP UBND Q.5", "Văn phòng Ủy ban nhân dân quận 5"),
        ("Các TCCSĐ trực thuộc", "Các tổ chức cơ sở Đảng trực thuộc"),
        ("Trường TH Bến Ngự", "Trường tiểu học Bến Ngự"),
        ("Trường MN Hoa Sen", "Trường Mầm non Hoa Sen"),
        ("Hội ND xã", "Hội Nông dân xã"),
        ("UBMTTQVN phường", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"),
        ("KP 3", "Khu phố 3"),
    ] {
        assert_eq!(key(&expand_name(short)), key(full), "{short}");
    }
}

#[test]
fn what_has_several_readings_or_is_a_word_stays_as_written() {
    for text in [
        "TH tháng 11",
        "TT Văn hóa",
        "Nguyễn Văn P",
        "ND",
        "Nhóm P và X",
        "Đội tu sửa",
        "Trạm Y tế xã Thanh An",
        "TP",
        "",
    ] {
        assert_eq!(expand_name(text), text);
    }
    assert_ne!(
        key(&expand_name("TYT xã Thanh An")),
        key(&expand_name("TYT xã Thạnh An"))
    );
}

#[test]
fn shorthand_of_messages_has_candidate_readings() {
    assert_eq!(expand("ko"), ["không"]);
    assert_eq!(expand("KG").first(), Some(&"không"));
    assert!(expand("dc").contains(&"được") && expand("đc").contains(&"được"));
    assert_eq!(expand("sxh"), ["sốt xuất huyết"]);
    assert!(expand("bn").len() > 1 && expand("TH").contains(&"tiểu học"));
    assert_eq!(expand("UBND"), ["Ủy ban nhân dân"]);
    assert_eq!(expand("hdnd"), ["Hội đồng nhân dân"]);
    assert_eq!(expand("vxin"), expand("vacxin"));
    assert!(!expand("f0").is_empty());
}

#[test]
fn words_have_no_readings() {
    for word in ["tu", "phường", "", "không", "truyền", "12"] {
        assert!(expand(word).is_empty(), "{word}");
    }
    assert!(!expand("TU").is_empty());
}

#[test]
fn every_line_of_the_table_is_whole() {
    for line in include_str!("terms.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(
            cells.len() == 3 && cells.iter().all(|cell| !cell.trim().is_empty()),
            "{line}"
        );
        assert!(
            ["name", "place", "after", "open", "chat"].contains(&cells[0]),
            "{line}"
        );
        assert_eq!(cells[0] == "after", cells[2].contains('='), "{line}");
    }
}

proptest! {
    #[test]
    fn writing_out_twice_changes_nothing_more(text in "(UBND|P\\.|TP|TH|KP|Bến|trường|[ .&-]|\\PC){0,12}") {
        let once = expand_name(&text);
        prop_assert_eq!(expand_name(&once), once);
    }
}
