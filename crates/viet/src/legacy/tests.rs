//! Old papers are read, and everything else is left alone.

use super::{Encoding, convert, convert_capitals, detect, repair, repair_beside};
use crate::fold::lower;
use crate::syllable::well_formed;
use proptest::prelude::*;

const SMALL: &str = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";

/// TCVN3 written from the standard's table: rows of sixteen bytes from A0.
const TCVN3: [&str; 6] = [
    "_ĂÂÊÔƠƯĐăâêôơưđ_",
    "_____àảãáạ_ằẳẵắ_",
    "______ặầẩẫấậè_ẻẽ",
    "éẹềểễếệìỉ___ĩíịò",
    "_ỏõóọồổỗốộờởỡớợù",
    "_ủũúụừửữứựỳỷỹýỵ_",
];

fn to_tcvn3(text: &str) -> String {
    let table: Vec<char> = TCVN3.iter().flat_map(|row| row.chars()).collect();
    let find = |c: char| table.iter().position(|known| *known == c);
    text.chars()
        .map(|c| {
            find(c)
                .or_else(|| find(lower(c)))
                .map_or(c, |at| char::from(0xA0 + at as u8))
        })
        .collect()
}

/// VNI by way of the parts of a letter, not by the table under test.
fn to_vni(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letter = |c: char| {
        let parts: Vec<char> = lower(c).to_string().nfd().collect();
        let has = |mark| parts.contains(&mark);
        let tone = "\u{301}\u{300}\u{309}\u{303}\u{323}".chars().position(has);
        let pick = |marks: &str| {
            tone.and_then(|tone| marks.chars().nth(tone))
                .map(String::from)
        };
        let small = match (parts[0], has('\u{302}'), has('\u{306}'), has('\u{31B}')) {
            ('đ', ..) => "ñ".to_owned(),
            ('i', ..) => pick("íìæóò").unwrap_or("i".into()),
            ('y', ..) if tone == Some(4) => "î".to_owned(),
            (base, true, ..) => format!("{base}{}", pick("áàåãä").unwrap_or("â".into())),
            (base, _, true, _) => format!("{base}{}", pick("éèúüë").unwrap_or("ê".into())),
            (base, _, _, horn) => {
                let base = if horn {
                    if base == 'o' { 'ô' } else { 'ö' }
                } else {
                    base
                };
                format!("{base}{}", pick("ùøûõï").unwrap_or_default())
            }
        };
        if c == lower(c) {
            small
        } else {
            small.to_uppercase()
        }
    };
    text.chars()
        .map(|c| {
            if c.is_ascii() {
                c.to_string()
            } else {
                letter(c)
            }
        })
        .collect()
}

#[test]
fn every_letter_comes_back_from_both_encodings() {
    assert_eq!(SMALL.chars().count(), 67);
    let both = format!("{SMALL} {}", SMALL.to_uppercase());
    assert_eq!(convert(&to_vni(&both), Encoding::Vni), both);
    assert_eq!(convert(&to_tcvn3(SMALL), Encoding::Tcvn3), SMALL);
    assert_eq!(
        convert("¡ng ¢u £m ¤ng ¥n ¦u §µ", Encoding::Tcvn3),
        "Ăng Âu Êm Ông Ơn Ưu Đà"
    );
    assert_eq!(
        convert_capitals(&to_tcvn3(SMALL), Encoding::Tcvn3),
        SMALL.to_uppercase()
    );
}

#[test]
fn papers_in_old_fonts_are_recognised_and_read() {
    for (old, said, encoding) in [
        ("Uû ban nh©n d©n", "Uỷ ban nhân dân", Encoding::Tcvn3),
        (
            "céng hoµ x· héi chñ nghÜa ViÖt Nam",
            "cộng hoà xã hội chủ nghĩa Việt Nam",
            Encoding::Tcvn3,
        ),
        (
            "§éc lËp - Tù do - H¹nh phóc",
            "Độc lập - Tự do - Hạnh phúc",
            Encoding::Tcvn3,
        ),
        ("n\u{AD}íc s¹ch", "nước sạch", Encoding::Tcvn3),
        ("UBND ph\u{AD}êng", "UBND phường", Encoding::Tcvn3),
        (
            "Uû ban NH¢N D¢N, §¶NG",
            "Uỷ ban NHÂN DÂN, ĐẢNG",
            Encoding::Tcvn3,
        ),
        ("ban nh©n d©n, NH©N", "ban nhân dân, NHÂN", Encoding::Tcvn3),
        ("· Phßng chèng dÞch", "· Phòng chống dịch", Encoding::Tcvn3),
        ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN", Encoding::Vni),
        (
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            Encoding::Vni,
        ),
        (
            "Ñoäc laäp – Töï do – Haïnh phuùc",
            "Độc lập – Tự do – Hạnh phúc",
            Encoding::Vni,
        ),
        (
            "Soá löôïng: 05/KH-UBND",
            "Số lượng: 05/KH-UBND",
            Encoding::Vni,
        ),
        ("phöôøng", "phường", Encoding::Vni),
    ] {
        assert_eq!(repair(old), Some((said.to_owned(), encoding)), "{old}");
    }
}

#[test]
fn other_text_is_left_alone() {
    for text in [
        "",
        "Ủy ban nhân dân phường Bến Ngự",
        "thông tin và nhân dân",
        "Công tác thông tin là công tác chung",
        "không có gì",
        "và",
        "hai",
        "© 2026 Trung tâm",
        "Bản quyền ©",
        "Vitamin®",
        "thuốc Paracetamol®, Oresol®",
        "0,3 µm",
        "nhiệt độ 37°C ± 0,5",
        "La santé publique à l'hôpital, où l'on est protégé",
        "où",
        "cuisine thaï à Genève",
        "São Paulo, Köln, Müller, señor",
        "The naïve café owner's résumé",
        "com\u{AD}mu\u{AD}ni\u{AD}ca\u{AD}tion",
        "½ liều · 2×3",
        "Áp phích 5 tờ",
        "xã Tân Hoà",
    ] {
        assert_eq!(detect(text), None, "{text}");
    }
}

#[test]
fn a_run_that_decides_nothing_follows_its_neighbours() {
    assert_eq!(detect("Soá: 05/KH"), None);
    assert_eq!(
        repair_beside("Soá: 05/KH", Encoding::Vni).as_deref(),
        Some("Số: 05/KH")
    );
    assert_eq!(
        repair_beside("céng", Encoding::Tcvn3).as_deref(),
        Some("cộng")
    );
    assert_eq!(detect("chèng chèng chèng"), None);
    assert_eq!(
        repair_beside("chèng", Encoding::Tcvn3).as_deref(),
        Some("chống")
    );
    assert_eq!(repair_beside("số", Encoding::Vni), None);
    assert_eq!(repair_beside("Genève", Encoding::Tcvn3), None);
    assert_eq!(repair_beside("KH", Encoding::Tcvn3), None);
}

fn phrase() -> impl Strategy<Value = String> {
    let words = "ủy ban nhân dân phường tổ chức tuyên truyền phòng chống dịch bệnh sốt xuất huyết \
        được buổi người dân tiêm chủng trạm tế thành phố đơn vị kế hoạch thực hiện nước sạch";
    let words: Vec<&str> = words.split_whitespace().collect();
    let word = proptest::sample::select(words);
    (proptest::collection::vec(word, 3..12)).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn phrases_come_back(said in phrase()) {
        prop_assume!(!said.is_ascii());
        prop_assert_eq!(detect(&said), None);
        for (old, encoding) in [(to_tcvn3(&said), Encoding::Tcvn3), (to_vni(&said), Encoding::Vni)] {
            prop_assert_eq!(convert(&old, encoding), said.as_str());
            // `chống` in TCVN3 is `chèng`, a syllable too: such a word tells nothing.
            if old.split(' ').filter(|word| !well_formed(word)).count() > 2 {
                prop_assert_eq!(repair(&old), Some((said.clone(), encoding)));
            }
        }
    }

    #[test]
    fn any_text_is_survived(text in "[\\PC\u{A0}-\u{FF}a-z ]*") {
        let _ = repair(&text);
        let _ = convert(&text, Encoding::Tcvn3);
        let _ = convert_capitals(&text, Encoding::Vni);
    }
}
