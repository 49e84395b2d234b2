//! Word documents as people really make them: figures with raised marks, struck-out text, breaks
//! inside sentences, large first letters, reports inside frames, slips that look like old fonts.

use nhip_core::document::Document;
use nhip_viet::quantity::quantities;

use super::make::{Docx, codes, grid, p, pp, read, tables, texts};

fn run(format: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{format}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn one(runs: &[String]) -> Docx {
    Docx::body(&format!("<w:p>{}</w:p>", runs.concat()))
}

fn values(document: &Document) -> Vec<String> {
    let found = texts(document).into_iter().flat_map(quantities);
    found.map(|quantity| quantity.value.to_string()).collect()
}

const RAISED: &str = "<w:vertAlign w:val=\"superscript\"/>";

#[test]
fn a_raised_digit_is_no_digit_of_the_number() {
    let document = one(&[
        run("", "Tổ chức 12"),
        run(RAISED, "1"),
        run("", " buổi nói chuyện"),
    ])
    .read();
    assert_eq!(texts(&document), ["Tổ chức 12¹ buổi nói chuyện"]);
    assert_eq!(values(&document), ["12"]);
    let note = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p>",
        run("", "Tổ chức 12"),
        run("", " buổi nói chuyện")
    );
    let document = Docx::body(&note)
        .with(
            "footnotes",
            "footnotes",
            &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("chú thích")),
        )
        .read();
    assert_eq!(texts(&document), ["Tổ chức 12¹ buổi nói chuyện"]);
    assert_eq!(values(&document), ["12"]);
    let document = one(&[
        run("", "khoảng 10"),
        run(RAISED, "3"),
        run("", " m"),
        run(RAISED, "2"),
    ])
    .read();
    assert_eq!(texts(&document), ["khoảng 10³ m²"]);
    assert!(values(&one(&[run("", "10"), run(RAISED, "3"), run("", " người")]).read()).is_empty());
    // By its style, and lowered again at the run itself.
    let style =
        format!("<w:style w:type=\"character\" w:styleId=\"mu\"><w:rPr>{RAISED}</w:rPr></w:style>");
    let body = [
        run("", "12"),
        run("<w:rStyle w:val=\"mu\"/>", "1"),
        run(
            "<w:rStyle w:val=\"mu\"/><w:vertAlign w:val=\"baseline\"/>",
            "2",
        ),
        run(RAISED, "st"),
    ];
    let document = one(&body).with("styles", "styles", &style).read();
    assert_eq!(texts(&document), ["12¹2st"]);
}

#[test]
fn struck_out_text_does_not_count_and_is_told() {
    for format in ["<w:strike/>", "<w:dstrike/>"] {
        let body = [
            run("", "Tổ chức "),
            run(format, "15 "),
            run("", "12 buổi nói chuyện"),
        ];
        let document = one(&body).read();
        assert_eq!(texts(&document), ["Tổ chức 12 buổi nói chuyện"]);
        assert_eq!(codes(&document), ["G123"]);
    }
    let kept = one(&[run("<w:strike w:val=\"0\"/>", "15 buổi")]).read();
    assert_eq!((texts(&kept), codes(&kept)), (vec!["15 buổi"], vec![]));
}

#[test]
fn a_break_inside_a_sentence_is_a_space() {
    let broken = |before: &str, kind: &str, after: &str| {
        let body =
            format!("<w:p><w:r><w:t>{before}</w:t><w:br{kind}/><w:t>{after}</w:t></w:r></w:p>");
        texts(&Docx::body(&body).read()).join("¶")
    };
    let page = " w:type=\"page\"";
    for (before, kind, after, joined) in [
        ("Đã phát 1.200", "", "tờ rơi.", true),
        ("Đã phát", page, "1.200 tờ rơi.", true),
        ("Đã phát 1.200", " w:type=\"column\"", "tờ rơi.", true),
        (
            "Trong tháng trạm đã phối hợp với các tổ dân phố",
            "",
            "tổ chức 12 buổi.",
            true,
        ),
        (
            "Trong tháng trạm đã phối hợp với các tổ dân phố.",
            "",
            "tổ chức 12 buổi.",
            false,
        ),
        ("ỦY BAN NHÂN DÂN", "", "PHƯỜNG BẾN NGỰ", false),
        ("Kết quả", "", "a) phát tờ rơi", false),
        ("- phát 12", "", "b) treo băng rôn", false),
        ("12", "", "540", false),
        ("Kết quả:", page, "phát 12 tờ rơi", false),
    ] {
        let sign = if joined { ' ' } else { '\n' };
        assert_eq!(
            broken(before, kind, after),
            format!("{before}{sign}{after}")
        );
    }
    let document =
        Docx::body("<w:p><w:r><w:t>Đã phát 1.200</w:t><w:br/><w:t>tờ rơi.</w:t></w:r></w:p>")
            .read();
    assert_eq!(values(&document), ["1200"]);
}

#[test]
fn a_large_first_letter_is_a_letter_of_its_word() {
    let cap = |kind: &str| format!("<w:framePr w:dropCap=\"{kind}\" w:lines=\"3\"/>");
    for kind in ["drop", "margin"] {
        let body = pp(&cap(kind), "T") + &p("rong tháng, phường tổ chức 12 buổi.");
        assert_eq!(
            texts(&Docx::body(&body).read()),
            ["Trong tháng, phường tổ chức 12 buổi."]
        );
    }
    let body = pp(&cap("none"), "T") + &p("rong tháng");
    assert_eq!(texts(&Docx::body(&body).read()), ["T", "rong tháng"]);
}

fn cell(inner: &str) -> String {
    format!("<w:tc>{inner}</w:tc>")
}

fn table(rows: &[&[String]]) -> String {
    let rows = rows
        .iter()
        .map(|cells| format!("<w:tr>{}</w:tr>", cells.concat()));
    format!("<w:tbl>{}</w:tbl>", rows.collect::<String>())
}

#[test]
fn a_report_inside_a_frame_is_the_report() {
    let inner = p("1. Tổ chức 12 buổi nói chuyện.") + &p("2. Phát 1.200 tờ rơi.");
    for framed in [
        table(&[&[cell(&inner)]]),
        table(&[&[cell(&table(&[&[cell(&inner)]]))]]),
        table(&[&[format!(
            "<w:tc><w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr>{inner}</w:tc>"
        )]]),
        table(&[
            &[cell(&p("1. Tổ chức 12 buổi nói chuyện."))],
            &[cell(
                &(p("2. Phát 1.200 tờ rơi.") + &table(&[&[cell(&p("x"))]])),
            )],
        ]),
    ] {
        let document = Docx::body(&framed).read();
        assert_eq!(
            texts(&document),
            ["1. Tổ chức 12 buổi nói chuyện.", "2. Phát 1.200 tờ rơi."]
        );
        assert_eq!(values(&document), ["12", "1200"]);
    }
}

#[test]
fn a_table_of_figures_inside_a_cell_is_a_table_of_the_body() {
    let text = |text: &str| cell(&p(text));
    let figures = table(&[
        &[text("Chỉ tiêu"), text("Đơn vị tính"), text("Trong tháng")],
        &[text("Tờ rơi"), text("tờ"), text("1.200")],
    ]);
    let outer = table(&[
        &[text("Nội dung"), text("Kết quả")],
        &[
            text("Phát tờ rơi"),
            cell(&(p("Theo bảng:") + &figures + &p(""))),
        ],
    ]);
    let document = Docx::body(&outer).read();
    let found: Vec<_> = tables(&document).into_iter().map(grid).collect();
    assert_eq!(
        found,
        [
            vec![
                vec!["Nội dung", "Kết quả"],
                vec!["Phát tờ rơi", "Theo bảng:"]
            ],
            vec![
                vec!["Chỉ tiêu", "Đơn vị tính", "Trong tháng"],
                vec!["Tờ rơi", "tờ", "1.200"]
            ],
        ]
    );
}

#[test]
fn a_slip_in_a_unicode_document_is_no_old_encoding() {
    // "Tôt" could be TCVN3 for "Tụt"; "Võn" would then be made of "Vân".
    for slip in ["Tôt", "Khôngn", "Tôt lăm", "Rât tôt"] {
        let document = Docx::body(
            &(p("Tên xã: Vân Nam") + &p(slip) + &p("Thôn Kim Bôi") + &p("Đánh giá được thực hiện")),
        )
        .read();
        assert_eq!(
            texts(&document),
            [
                "Tên xã: Vân Nam",
                slip,
                "Thôn Kim Bôi",
                "Đánh giá được thực hiện"
            ]
        );
        assert!(codes(&document).is_empty());
    }
    // Not even where no letter is only Unicode's: most words are sound as they stand.
    let text = "Xã Vân Canh\nTôt\nThôn Kim Bôi\nLoa: 20 lần\n".replace('ầ', "â");
    let document = read("a.txt", text.as_bytes());
    assert_eq!(texts(&document)[..2], ["Xã Vân Canh", "Tôt"]);
    assert!(codes(&document).is_empty());
}

#[test]
fn what_was_converted_once_is_not_converted_again() {
    // "tháng" would be TCVN3 for "thỏng".
    let old = "Uû ban nh©n d©n x·\nTrong th¸ng, x· tæ chøc 12 buæi nãi chuyÖn\nB¸o c¸o th¸ng";
    let said = [
        "Uỷ ban nhân dân xã",
        "Trong tháng, xã tổ chức 12 buổi nói chuyện",
        "Báo cáo tháng",
    ];
    let document = read("a.txt", old.as_bytes());
    assert_eq!(texts(&document), said);
    let bytes: Vec<u8> = old
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let document = read("a.txt", &bytes);
    assert_eq!(texts(&document), said);
    let body: String = old.lines().map(p).collect();
    let document = Docx::body(&body).read();
    assert_eq!(texts(&document), said);
    assert_eq!(codes(&document), ["G101"]);
    let told = &document.findings[0].text.vi;
    assert!(
        told.contains("“Uû ban nh©n d©n x·”") && told.contains("“Uỷ ban nhân dân xã”"),
        "{told}"
    );
}

#[test]
fn old_text_inside_a_unicode_document_stays_and_is_told() {
    let body = p("Thực hiện chỉ đạo của Ủy ban") + &p("Uû ban nh©n d©n thµnh phè b¸o c¸o");
    let document = Docx::body(&body).read();
    assert_eq!(texts(&document)[1], "Uû ban nh©n d©n thµnh phè b¸o c¸o");
    assert_eq!(codes(&document), ["C124"]);
}
