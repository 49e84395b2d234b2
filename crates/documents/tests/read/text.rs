//! Plain text, Markdown and old code pages.

use nhip_core::document::Block;
use proptest::prelude::*;

use super::make::{codes, grid, paragraphs, read, tables, texts};

#[test]
fn every_line_with_text_is_a_paragraph_with_its_line_number() {
    let document = read(
        "a.txt",
        "\u{FEFF}\r\n\r\nDòng ba  \r\n\r\n\tDòng năm\r\n".as_bytes(),
    );
    assert_eq!(texts(&document), ["Dòng ba", "Dòng năm"]);
    let lines: Vec<u32> = paragraphs(&document)
        .iter()
        .map(|paragraph| paragraph.place.line)
        .collect();
    assert_eq!(lines, [3, 5]);
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    let wide = |big: bool| -> Vec<u8> {
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        "Báo cáo tháng 11".encode_utf16().flat_map(bytes).collect()
    };
    for (mark, big) in [
        (vec![0xFF, 0xFE], false),
        (vec![0xFE, 0xFF], true),
        (vec![], false),
        (vec![], true),
    ] {
        let bytes = [mark, wide(big)].concat();
        assert_eq!(texts(&read("a.txt", &bytes)), ["Báo cáo tháng 11"], "{big}");
    }
}

#[test]
fn windows_1258_is_read_and_said() {
    // Base letters with loose tone marks, as Windows writes them: "Kế hoạch", "được".
    let text = "Ủy ban nhân dân thành phố báo cáo kết quả, được phường gửi về";
    let (bytes, _, lost) = encoding_rs::WINDOWS_1258.encode(
        "U\u{309}y ban nhân dân thành phô\u{301} báo cáo kê\u{301}t qua\u{309}, đươ\u{323}c phươ\u{300}ng gư\u{309}i vê\u{300}",
    );
    assert!(!lost);
    let document = read("a.txt", &bytes);
    assert_eq!(texts(&document), [text]);
    assert_eq!(codes(&document), ["G102"]);
}

#[test]
fn tcvn3_bytes_are_read_and_said() {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252
        .encode("Uû ban nh©n d©n ph\u{AD}êng b¸o c¸o kÕt qu¶ tuyªn truyÒn");
    assert!(!lost);
    let document = read("a.txt", &bytes);
    assert_eq!(
        texts(&document),
        ["Uỷ ban nhân dân phường báo cáo kết quả tuyên truyền"]
    );
    assert_eq!(codes(&document), ["G102"]);
}

#[test]
fn tcvn3_text_saved_as_unicode_is_converted_short_lines_too() {
    let document = read(
        "a.txt",
        "Uû ban nh©n d©n thµnh phè b¸o c¸o kÕt qu¶ tuyªn truyÒn\nCéng".as_bytes(),
    );
    assert_eq!(
        texts(&document),
        [
            "Uỷ ban nhân dân thành phố báo cáo kết quả tuyên truyền",
            "Cộng"
        ]
    );
    assert_eq!(codes(&document), ["G101"]);
}

#[test]
fn one_bad_byte_does_not_make_a_file_another_encoding() {
    let mut bytes = "Ủy ban nhân dân phường báo cáo kết quả tuyên truyền tháng 11"
        .as_bytes()
        .to_vec();
    bytes.push(0xFF);
    assert!(texts(&read("a.txt", &bytes))[0].starts_with("Ủy ban nhân dân phường báo cáo"));
}

#[test]
fn pipe_tables_are_tables() {
    let text = "Trước\n| Nội dung | Chủ trì |\n|---|:-:|\n| Phát tờ rơi \\| áp phích | Trạm A<br>Trạm B |\n| | |\nSau | có gạch";
    let document = read("a.txt", text.as_bytes());
    assert_eq!(texts(&document), ["Trước", "Sau | có gạch"]);
    assert_eq!(
        grid(tables(&document)[0]),
        [
            ["Nội dung", "Chủ trì"],
            ["Phát tờ rơi | áp phích", "Trạm A\nTrạm B"],
            ["", ""]
        ]
    );
    let Block::Paragraph(first) = &tables(&document)[0].rows[1].cells[0].blocks[0] else {
        panic!("no paragraph")
    };
    assert_eq!(
        (first.place.line, first.place.cell.as_deref()),
        (4, Some("bảng 1, dòng 2, cột 1"))
    );
}

#[test]
fn markdown_headings_have_levels_and_emphasis_inside_a_line_stays() {
    let document = read(
        "a.md",
        "## I. MỤC ĐÍCH ##\n**Yêu cầu**\ntháng (**ngày 23**) báo cáo\n#hashtag".as_bytes(),
    );
    assert_eq!(
        texts(&document),
        [
            "I. MỤC ĐÍCH",
            "Yêu cầu",
            "tháng (**ngày 23**) báo cáo",
            "#hashtag"
        ]
    );
    let found = paragraphs(&document);
    assert_eq!(
        (found[0].level, found[1].bold, found[2].bold, found[3].level),
        (Some(2), true, false, None)
    );
}

#[test]
fn plain_text_is_left_as_written() {
    assert_eq!(texts(&read("a.txt", b"# 1\n**x**")), ["# 1", "**x**"]);
}

#[test]
fn separated_values_are_a_table() {
    let document = read(
        "don-vi.csv",
        "\u{FEFF}mã;tên\n00123;\"Trạm Y tế; Bến Ngự\"\n\n00124;Trạm Thanh An".as_bytes(),
    );
    let table = tables(&document)[0];
    assert_eq!(
        grid(table),
        [
            ["mã", "tên"],
            ["00123", "Trạm Y tế; Bến Ngự"],
            ["00124", "Trạm Thanh An"]
        ]
    );
    let Block::Paragraph(last) = &table.rows[2].cells[1].blocks[0] else {
        panic!("no paragraph")
    };
    assert_eq!(last.place.cell.as_deref(), Some("B4"));
}

proptest! {
    #[test]
    fn any_bytes_are_text_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.md", "a.csv"] {
            let _ = nhip_documents::read::Reader::default().read_bytes(name, &bytes);
        }
    }

    #[test]
    fn no_letter_of_a_text_is_lost(lines in proptest::collection::vec("[a-zđư0-9 .;|*#-]{0,30}", 0..20)) {
        let text = lines.join("\n");
        if let Ok(document) = nhip_documents::read::Reader::default().read_bytes("a.txt", text.as_bytes()) {
            let json = serde_json::to_string(&document.blocks).unwrap();
            for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
                prop_assert!(json.contains(word), "{word}");
            }
        }
    }
}

#[test]
fn signs_that_print_nothing_are_in_no_text_and_no_name() {
    let document = read(
        "bao\u{202E}\ncao\0.txt",
        "Tờ\u{200B} rơi\u{AD}: 3".as_bytes(),
    );
    assert_eq!(texts(&document), ["Tờ rơi: 3"]);
    assert_eq!(document.name, "bao cao.txt");
}

#[test]
fn lines_end_as_old_programs_end_them() {
    let text = "Báo cáo tháng 11\rTổ chức 12 buổi\r\rPhát 540 tờ rơi\r";
    let expected = ["Báo cáo tháng 11", "Tổ chức 12 buổi", "Phát 540 tờ rơi"];
    assert_eq!(texts(&read("a.txt", text.as_bytes())), expected);
    let ended = [text.as_bytes(), b"\x1A"].concat();
    assert_eq!(texts(&read("a.txt", &ended)), expected);
    let table = read("a.csv", b"Ten;So\rLoa;12\r\x1A");
    assert_eq!(grid(tables(&table)[0]), [["Ten", "So"], ["Loa", "12"]]);
}

#[test]
fn utf_16_without_its_mark_is_no_row_of_bytes() {
    // More letters of Vietnamese than of Latin.
    let text =
        "Ủy ban: được thể hiện đầy đủ ở mỗi tổ, ấp\nĐộc lập, những buổi tuyên truyền ở các tổ ấy";
    let lines: Vec<&str> = text.lines().collect();
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(texts(&read("a.txt", &little)), lines);
    assert_eq!(texts(&read("a.txt", &big)), lines);
}
