//! Pages of PDF as office and signing programs really draw them: tables out of thin boxes,
//! watermarks, signatures, notes, form fields, letters read off pictures.

use super::make::{codes, fault, grid, paragraphs, read, tables, texts};
use super::pdf::{LONG, Pdf};

/// A table of three columns whose borders are pieces, cell by cell.
fn bordered(pdf: Pdf, piece: impl Fn((f64, f64), (f64, f64)) -> String) -> Pdf {
    let (columns, rows) = ([85.0, 230.0, 330.0, 510.0], [200.0, 220.0, 240.0, 260.0]);
    let mut drawn = String::new();
    for side in columns.windows(2) {
        for y in rows {
            drawn += &piece((side[0] + 0.5, y), (side[1], y));
        }
    }
    for side in rows.windows(2) {
        for x in columns {
            drawn += &piece((x, side[0] + 0.5), (x, side[1]));
        }
    }
    let cells = [
        ["Nội dung trên loa", "Số buổi", "Số người"],
        ["Nói chuyện ở tổ", "12", "540"],
        ["Thăm hộ ven sông", "31", "87"],
    ];
    let mut pdf = pdf.draw(&drawn);
    for (row, y) in cells.into_iter().zip([214.0, 234.0, 254.0]) {
        for (cell, x) in row.into_iter().zip([90.0, 231.0, 331.0]) {
            pdf = pdf.text(x, y, cell);
        }
    }
    pdf
}

#[test]
fn a_border_is_seen_however_it_is_drawn() {
    let thin = |from: (f64, f64), to: (f64, f64)| {
        let (width, height) = ((to.0 - from.0).max(0.48), (to.1 - from.1).max(0.48));
        (from.0, 842.0 - from.1 - height, width, height)
    };
    let boxed = |paint: &'static str| {
        move |from: (f64, f64), to: (f64, f64)| {
            let (x, y, width, height) = thin(from, to);
            format!("{x} {y} {width} {height} re {paint}\n")
        }
    };
    let corners = |from: (f64, f64), to: (f64, f64)| {
        let (x, y, width, height) = thin(from, to);
        let (right, high) = (x + width, y + height);
        format!("{x} {y} m {right} {y} l {right} {high} l {x} {high} l h f*\n")
    };
    let closed = |from: (f64, f64), to: (f64, f64)| {
        let (y, end) = (842.0 - from.1, 842.0 - to.1);
        format!("{} {y} m {} {end} l s\n", from.0, to.0)
    };
    let paints = ["f", "f*", "F", "B", "B*", "b", "b*"];
    let mut pages: Vec<(String, Pdf)> = paints
        .into_iter()
        .map(|paint| (paint.to_owned(), bordered(Pdf::new().page(), boxed(paint))))
        .collect();
    pages.push(("corners".to_owned(), bordered(Pdf::new().page(), corners)));
    pages.push(("closed".to_owned(), bordered(Pdf::new().page(), closed)));
    for (how, pdf) in pages {
        let document = read("a.pdf", &pdf.paragraph(300.0, LONG).bytes());
        assert_eq!(
            tables(&document)
                .iter()
                .map(|table| grid(table))
                .collect::<Vec<_>>(),
            [[
                ["Nội dung trên loa", "Số buổi", "Số người"],
                ["Nói chuyện ở tổ", "12", "540"],
                ["Thăm hộ ven sông", "31", "87"],
            ]],
            "{how}"
        );
    }
}

#[test]
fn a_large_table_drawn_cell_by_cell_is_a_table() {
    let mut drawn = String::new();
    let mut pdf = Pdf::new().page();
    for row in 0..50_u32 {
        let y = 40.0 + 15.0 * f64::from(row);
        for column in 0..20_u32 {
            let x = 40.0 + 25.0 * f64::from(column);
            let low = 842.0 - y - 15.0;
            drawn += &format!(
                "{x} {low} 25 .5 re {x} {} 25 .5 re {x} {low} .5 15 re {} {low} .5 15 re f*\n",
                low + 15.0,
                x + 25.0
            );
        }
        pdf = pdf.text(41.0, y + 12.0, &row.to_string());
    }
    let document = read(
        "a.pdf",
        &pdf.draw(&drawn).page().paragraph(100.0, LONG).bytes(),
    );
    let found = grid(tables(&document)[0]);
    assert_eq!((found.len(), found[0].len()), (50, 20));
    assert_eq!(found[49][0], "49");
}

#[test]
fn what_a_form_draws_stands_where_the_form_is_put() {
    use super::pdf::{file, stream};
    let text = "Trong thang, tram y te da phoi hop voi cac to dan pho noi chuyen";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 6 0 R>>/XObject<</X 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        stream("", &format!("BT /F 12 Tf 85 700 Td ({text}) Tj ET q 1 0 0 1 0 -100 cm /X Do Q BT /F 12 Tf 85 650 Td (giua hai doan) Tj ET")),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 0 10]", "BT /F 12 Tf 85 660 Td (sau cung) ' ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    assert_eq!(
        texts(&read("a.pdf", &file(&objects))),
        [format!("{text} giua hai doan sau cung")]
    );
}

#[test]
fn text_that_runs_aslant_is_kept_apart_and_told() {
    let lines = [
        "Trong tháng, trạm y tế phát 1.250 tờ rơi cho các hộ dân ở ven sông,",
        "nói chuyện 14 buổi với 560 người nghe và treo 25 băng rôn trên các",
        "tuyến đường chính, thăm 87 hộ gia đình có người cao tuổi sống một mình.",
    ];
    let whole = lines.join(" ");
    for angle in [12.0, 35.0, 45.0, 60.0, 120.0, -35.0] {
        for size in [14.0, 60.0] {
            let mut pdf = Pdf::new().page();
            for (line, y) in lines.into_iter().zip([100.0, 118.0, 136.0]) {
                pdf = pdf.text(85.0, y, line);
            }
            let pdf = pdf.turned(angle, size, (200.0, 140.0), "BẢN SAO 2026");
            let document = read("a.pdf", &pdf.bytes());
            assert_eq!(texts(&document), [&whole], "{angle} {size}");
            assert_eq!(codes(&document), ["G145"]);
            assert_eq!(document.findings[0].quote.as_deref(), Some("BẢN SAO 2026"));
            assert_eq!(document.margins[0].text, "BẢN SAO 2026");
        }
    }
}

#[test]
fn a_page_scanned_a_little_askew_is_no_watermark() {
    let document = read(
        "a.pdf",
        &Pdf::new()
            .page()
            .turned(
                1.5,
                14.0,
                (85.0, 100.0),
                "Một dòng chữ hơi lệch trên trang giấy.",
            )
            .turned(
                1.5,
                14.0,
                (85.0, 200.0),
                "Dòng thứ hai cũng lệch như thế, đều nhau.",
            )
            .bytes(),
    );
    let found = paragraphs(&document);
    assert!(
        found[0]
            .text
            .starts_with("Một dòng chữ hơi lệch trên trang giấy.")
    );
    assert!(codes(&document).is_empty() && document.margins.is_empty());
}

#[test]
fn what_a_signing_program_draws_is_read_where_it_stands() {
    let sign = "/Subtype/Widget/FT/Sig/F 4/V<</Type/Sig>>";
    let head = || {
        Pdf::new()
            .page()
            .text(85.0, 80.0, "UBND PHƯỜNG BẾN NGỰ")
            .paragraph(200.0, LONG)
    };
    let whole = head().annotation(sign, (85.0, 90.0), (150.0, 20.0), &["Số: 125/BC-TYT"]);
    assert!(
        whole.texts().contains(&"Số: 125/BC-TYT".to_owned()),
        "{:?}",
        whole.texts()
    );
    // The number alone, drawn into the gap left for it.
    let gap = head().text(85.0, 104.0, "Số: ......./BC-TYT").annotation(
        sign,
        (113.0, 90.0),
        (49.0, 20.0),
        &["125"],
    );
    assert!(
        gap.texts().contains(&"Số: 125 /BC-TYT".to_owned()),
        "{:?}",
        gap.texts()
    );
}

#[test]
fn who_signed_and_when_is_no_line_of_the_paper() {
    let sign = "/Subtype/Widget/FT/Sig/F 4/V<</Type/Sig>>";
    let seal = [
        "Ký bởi: Trạm Y tế phường",
        "Thời gian ký: 20/11/2026 10:05:12",
    ];
    let pdf = Pdf::new()
        .page()
        .paragraph(100.0, LONG)
        .text(330.0, 200.0, "TRƯỞNG TRẠM")
        .annotation(sign, (300.0, 210.0), (250.0, 40.0), &seal)
        .text(330.0, 270.0, "Lò Văn Mây");
    let document = read("a.pdf", &pdf.bytes());
    assert_eq!(texts(&document), [LONG, "TRƯỞNG TRẠM", "Lò Văn Mây"]);
    assert_eq!(codes(&document), ["C142"]);
    assert_eq!(document.notes[0].text, seal.join("\n"));
}

#[test]
fn a_number_drawn_together_with_the_time_of_signing_is_the_papers() {
    let sign = "/Subtype/Widget/FT/Sig/F 4/V<</Type/Sig>>";
    let drawn = ["Số: 125/BC-TYT", "Thời gian ký: 20/11/2026 10:05"];
    let pdf = Pdf::new()
        .page()
        .text(85.0, 80.0, "UBND PHƯỜNG BẾN NGỰ")
        .annotation(sign, (85.0, 90.0), (230.0, 40.0), &drawn)
        .paragraph(200.0, LONG);
    let document = read("a.pdf", &pdf.bytes());
    assert_eq!(
        texts(&document),
        ["UBND PHƯỜNG BẾN NGỰ", "Số: 125/BC-TYT", LONG]
    );
    assert_eq!(document.notes[0].text, drawn[1]);
}

#[test]
fn notes_typed_onto_a_page_are_kept_apart_and_told() {
    for entries in ["/Subtype/FreeText", "/Subtype/Stamp"] {
        let pdf = Pdf::new().page().paragraph(100.0, LONG).annotation(
            entries,
            (200.0, 90.0),
            (200.0, 20.0),
            &["sửa thành 15 buổi"],
        );
        let document = read("a.pdf", &pdf.bytes());
        assert_eq!(texts(&document), [LONG]);
        assert_eq!(codes(&document), ["C142"]);
        assert_eq!(
            document.findings[0].quote.as_deref(),
            Some("sửa thành 15 buổi")
        );
        assert_eq!(document.notes[0].text, "sửa thành 15 buổi");
    }
    // Without a drawing, and one that is hidden.
    let pdf = Pdf::new()
        .page()
        .paragraph(100.0, LONG)
        .annotation(
            "/Subtype/FreeText/Contents(xem lai)",
            (200.0, 90.0),
            (200.0, 20.0),
            &[],
        )
        .annotation(
            "/Subtype/FreeText/F 2",
            (200.0, 300.0),
            (200.0, 20.0),
            &["ẩn đi"],
        )
        .annotation(
            "/Subtype/Text/Contents(ghi chu)",
            (200.0, 300.0),
            (20.0, 20.0),
            &[],
        );
    let document = read("a.pdf", &pdf.bytes());
    let notes: Vec<&str> = document
        .notes
        .iter()
        .map(|note| note.text.as_str())
        .collect();
    assert_eq!(notes, ["xem lai"]);
}

#[test]
fn filled_form_fields_are_text_of_the_page() {
    let wide: String = "15 buổi"
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    let pdf = Pdf::new()
        .page()
        .paragraph(80.0, LONG)
        .text(85.0, 200.0, "Số buổi nói chuyện:")
        .annotation(
            "/Subtype/Widget/FT/Tx/V(12)",
            (225.0, 186.0),
            (80.0, 20.0),
            &["12 buổi"],
        )
        .text(85.0, 240.0, "Số buổi chiếu phim:")
        .annotation(
            &format!("/Subtype/Widget/FT/Tx/V<FEFF{wide}>"),
            (225.0, 226.0),
            (80.0, 20.0),
            &[],
        )
        .text(110.0, 280.0, "Không phát sinh")
        .annotation(
            "/Subtype/Widget/FT/Btn/AS/Yes",
            (85.0, 268.0),
            (16.0, 16.0),
            &[],
        )
        .text(110.0, 320.0, "Có phát sinh")
        .annotation(
            "/Subtype/Widget/FT/Btn/AS/Off",
            (85.0, 308.0),
            (16.0, 16.0),
            &[],
        )
        .annotation(
            "/Subtype/Widget/FT/Btn/Ff 65536",
            (285.0, 308.0),
            (16.0, 16.0),
            &[],
        );
    let document = read("a.pdf", &pdf.bytes());
    assert_eq!(
        texts(&document),
        [
            LONG,
            "Số buổi nói chuyện: 12 buổi",
            "Số buổi chiếu phim: 15 buổi",
            "☒ Không phát sinh",
            "☐ Có phát sinh",
        ]
    );
    assert!(codes(&document).is_empty());
}

#[test]
fn letters_read_wrong_off_a_picture_are_doubted_or_refused() {
    let bad = "Trong thing, tram y t6 dd ph6i hop vdi c6c t6 ddn ph6 t6 chrlc nhiAu bu6i truydn th6ng v6 phdng, ch6ng s6t xu6t huy6t, 94 thcing tdi timg khu ph6.";
    let layer = || Pdf::new().page().paragraph(100.0, bad);
    assert_eq!(fault("a.pdf", &layer().bytes()), "L114");
    // Under a picture of the page it is a scan.
    let scan = layer().picture().draw("q 595 0 0 842 0 0 cm /Im1 Do Q\n");
    assert_eq!(fault("a.pdf", &scan.bytes()), "L113");
    let marks = "Két qua truyén thong thang 11: da to chuc 12 buoi noi chuyén véi 1.250 nguoi dan tham du tai cac thôn.";
    let document = read("a.pdf", &Pdf::new().page().paragraph(100.0, marks).bytes());
    assert_eq!(codes(&document), ["C144"]);
    let some = "nhiều bu6i truyen th6ng về phòng, ch6ng sốt xuất huyết.";
    let pdf = Pdf::new()
        .page()
        .paragraph(100.0, LONG)
        .paragraph(200.0, some);
    let document = read("a.pdf", &pdf.bytes());
    assert_eq!(codes(&document), ["C144"]);
    assert!(
        document.findings[0].text.vi.contains("“th6ng”"),
        "{}",
        document.findings[0].text.vi
    );
}

#[test]
fn sound_text_is_not_doubted() {
    let english = "The health station worked with the residents of the quarter and talked to them about how to keep water jars clean; leaflets were left in every house on the street.";
    let bare = "Trong thang, tram y te da phoi hop voi cac to dan pho to chuc nhieu buoi truyen thong ve phong chong sot xuat huyet.";
    let coded = "Thực hiện Kế hoạch số 125/KH-UBND ngày 05/11/2026, Trạm Y tế phường B2 gửi qua email tyt@vidu.vn, xem QCVN 01-1:2018/BYT; tổ 12A, 12B.";
    let both = format!("{LONG} {english}");
    for text in [english, bare, coded, LONG, &both] {
        let document = read("a.pdf", &Pdf::new().page().paragraph(100.0, text).bytes());
        assert_eq!((texts(&document), codes(&document)), (vec![text], vec![]));
    }
}

#[test]
fn a_page_that_is_a_picture_among_pages_of_text_is_told() {
    let pdf = Pdf::new()
        .page()
        .paragraph(100.0, LONG)
        .page()
        .picture()
        .draw("q 595 0 0 842 0 0 cm /Im1 Do Q\n");
    let document = read("a.pdf", &pdf.bytes());
    assert_eq!(codes(&document), ["C143"]);
    assert_eq!(document.findings[0].place.as_ref().unwrap().page, Some(2));
}

/// Lines of at most 32 letters.
fn narrow(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.chars().count() + word.chars().count() > 31 {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines
}

#[test]
fn two_columns_of_text_are_read_one_after_the_other() {
    let other = "Trong tháng, hội phụ nữ phường đã vận động 318 hội viên đăng ký giữ sạch đường phố, tổ chức 9 buổi sinh hoạt với 870 người dự, thăm 46 gia đình neo đơn.";
    // Lines of both columns at one height, and at heights of their own; with a heading between.
    for (shift, heading) in [(0.0, false), (7.0, false), (0.0, true)] {
        let mut pdf = Pdf::new().page();
        let mut top = 100.0;
        for _ in 0..if heading { 2 } else { 1 } {
            for (text, x, down) in [(LONG, 60.0, 0.0), (other, 310.0, shift)] {
                for (line, number) in narrow(text).iter().zip(0_u16..) {
                    pdf = pdf.text(x, top + down + 18.0 * f64::from(number), line);
                }
            }
            top += 160.0;
            if heading && top < 300.0 {
                pdf = pdf.text(60.0, top, "CÁC HOẠT ĐỘNG KHÁC CỦA CÁC ĐOÀN THỂ TRONG THÁNG");
                top += 40.0;
            }
        }
        let expected: Vec<&str> = match heading {
            true => vec![
                LONG,
                other,
                "CÁC HOẠT ĐỘNG KHÁC CỦA CÁC ĐOÀN THỂ TRONG THÁNG",
                LONG,
                other,
            ],
            false => vec![LONG, other],
        };
        assert_eq!(pdf.texts(), expected, "{shift} {heading}");
    }
}

#[test]
fn head_and_foot_and_open_tables_are_no_columns() {
    let pdf = Pdf::new()
        .page()
        .text(85.0, 80.0, "UBND PHƯỜNG BẾN NGỰ")
        .text(330.0, 80.0, "CỘNG HÒA XÃ HỘI")
        .text(85.0, 98.0, "TRẠM Y TẾ")
        .text(330.0, 98.0, "Độc lập - Tự do")
        .paragraph(150.0, LONG);
    let mut pdf = pdf;
    for row in 0..8_u16 {
        let y = 260.0 + 20.0 * f64::from(row);
        pdf = pdf
            .text(85.0, y, "Số buổi nói chuyện ở tổ")
            .text(430.0, y, &format!("{}", 10 + row));
    }
    let found = pdf.texts();
    assert_eq!(found[0], "UBND PHƯỜNG BẾN NGỰ | CỘNG HÒA XÃ HỘI");
    assert_eq!(found[3], "Số buổi nói chuyện ở tổ | 10");
}

#[test]
fn a_raised_digit_of_a_page_is_no_digit_of_the_number() {
    for raised in [4.9, 3.0] {
        let pdf = Pdf::new()
            .page()
            .text(85.0, 100.0, "Trạm đã tổ chức 12")
            .turned(0.0, 9.0, (211.0, 100.0 - raised), "1")
            .text(223.0, 100.0, "buổi nói chuyện.")
            .paragraph(200.0, LONG);
        assert_eq!(pdf.texts()[0], "Trạm đã tổ chức 12¹ buổi nói chuyện.");
    }
}
