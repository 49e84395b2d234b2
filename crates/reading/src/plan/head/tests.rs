//! Heads however their two columns were flattened.

use nhip_core::document::{Block, Document, Paragraph, Place};

use super::*;
use crate::plan::line::items;

fn head(lines: &[&str]) -> Head {
    let blocks = lines.iter().zip(1..).map(|(text, line)| {
        let place = Place {
            line,
            ..Place::default()
        };
        Block::Paragraph(Paragraph {
            place,
            text: (*text).into(),
            ..Paragraph::default()
        })
    });
    let document = Document {
        blocks: blocks.collect(),
        ..Document::default()
    };
    read(&items(&document))
}

fn names(head: &Head) -> Vec<&str> {
    head.bodies.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn two_columns_are_read_however_they_were_flattened() {
    let cases: [&[&str]; 5] = [
        &[
            "ỦY BAN NHÂN DÂN",
            "PHƯỜNG BẾN NGỰ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 05/KH-UBND",
            "Bến Ngự, ngày 05 tháng 01 năm 2026",
        ],
        &[
            "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "PHƯỜNG BẾN NGỰ | Độc lập - Tự do - Hạnh phúc",
            "Số: 05/KH-UBND | Bến Ngự, ngày 05 tháng 01 năm 2026",
        ],
        &[
            "ỦY BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "PHƯỜNG BẾN NGỰ Độc lập – Tự do – Hạnh phúc",
            "Số: 05/KH-UBND Bến Ngự, ngày 05 tháng 01 năm 2026",
        ],
        &[
            "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "PHƯỜNG BẾN NGỰ      Độc lập-Tự do-Hạnh phúc",
            "Số:      05/KH-UBND       Bến Ngự, ngày   05   tháng 01 năm 2026",
        ],
        &[
            "ỦY",
            "BAN NHÂN DÂN",
            "PHƯỜNG BẾN NGỰ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
            "VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số:",
            "05/KH-UBND",
            "Bến Ngự, ngày 05 tháng 01 năm 2026",
        ],
    ];
    for lines in cases {
        let head = head(lines);
        assert_eq!(
            names(&head),
            ["ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGỰ"],
            "{lines:?}"
        );
        assert!(head.state_line);
        assert_eq!(
            head.number.as_ref().map(|n| n.1.normalized.as_str()),
            Some("05/KH-UBND"),
            "{lines:?}"
        );
        assert_eq!(head.place.as_deref(), Some("Bến Ngự"), "{lines:?}");
        assert_eq!(head.date, NaiveDate::from_ymd_opt(2026, 1, 5), "{lines:?}");
    }
}

#[test]
fn bodies_above_one_another_are_kept_apart() {
    let head = head(&[
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ LẠC GIANG",
        "SỞ Y TẾ",
        "Số: 2215/KH-SYT",
    ]);
    assert_eq!(
        names(&head),
        ["ỦY BAN NHÂN DÂN THÀNH PHỐ LẠC GIANG", "SỞ Y TẾ"]
    );
    let head = self::head(&[
        "UBND THÀNH PHỐ HẢI KHÊ",
        "BAN CHỈ ĐẠO PHÒNG, CHỐNG",
        "DỊCH BỆNH THÀNH PHỐ HẢI KHÊ",
    ]);
    assert_eq!(names(&head).len(), 2);
}

#[test]
fn adverts_above_the_paper_are_no_bodies() {
    assert!(
        head(&[
            "Đăng nhập | Đăng ký | Tải về máy (32 KB)",
            "Tra cứu miễn phí"
        ])
        .bodies
        .is_empty()
    );
}

#[test]
fn open_numbers_and_dates_stay_open() {
    let head = head(&["Số:      /KH-UBND       Bến Ngự, ngày     tháng 3 năm 2027"]);
    let (_, symbol, _) = head.number.unwrap();
    assert_eq!((symbol.number, symbol.symbol.as_str()), (None, "KH-UBND"));
    assert_eq!((head.place.as_deref(), head.date), (Some("Bến Ngự"), None));
}

#[test]
fn a_date_that_cannot_be_is_no_date() {
    let head = head(&["Bến Ngự, ngày 31 tháng 02 năm 2026"]);
    assert_eq!((head.date, head.impossible), (None, Some(1)));
}
