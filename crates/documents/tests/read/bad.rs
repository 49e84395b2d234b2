//! Bad input: each kind gets its own fault, and a sentence.

use std::fs;
use std::path::Path;

use nhip_core::lang::Lang;
use nhip_documents::read::{Limits, Reader};

use super::make::{Docx, codes, fault, p, read, texts, zip};

#[test]
fn an_empty_file_is_said_to_be_empty() {
    assert_eq!(fault("a.docx", b""), "L103");
}

#[test]
fn a_damaged_archive_is_damaged() {
    let mut bytes = Docx::body(&p("x")).bytes();
    bytes.truncate(bytes.len() / 2);
    assert_eq!(fault("a.docx", &bytes), "L106");
}

#[test]
fn damaged_xml_says_part_and_byte() {
    let bytes = Docx::body("<w:p><w:r><w:t>x</w:r></w:p>").bytes();
    let error = Reader::default()
        .read_bytes("a.docx", &bytes)
        .expect_err("readable");
    assert_eq!(error.code(), "L106");
    assert!(
        error.say(Lang::Vi).contains("word/document.xml, byte"),
        "{error}"
    );
    assert!(error.say(Lang::En).starts_with("File “a.docx”"), "{error}");
}

#[test]
fn a_document_without_its_main_part_is_damaged() {
    assert_eq!(
        fault("a.docx", &zip(&[("word/styles.xml", b"<x/>")])),
        "L106"
    );
}

#[test]
fn a_password_is_named() {
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.extend([0; 600]);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(fault("a.docx", &compound), "L107");
    assert_eq!(fault("a.xlsx", &compound), "L107");
}

#[test]
fn a_protected_opendocument_sheet_is_named() {
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = zip(&[
        ("mimetype", mime),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"junk"),
    ]);
    assert_eq!(fault("a.ods", &bytes), "L107");
}

#[test]
fn a_zip_bomb_is_refused_by_size_and_by_ratio() {
    let spaces = vec![b' '; 80 << 20];
    let bytes = zip(&[("word/document.xml", &spaces)]);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(fault("a.docx", &bytes), "L108");
    let less = zip(&[("word/document.xml", &spaces[..20 << 20])]);
    assert_eq!(fault("a.docx", &less), "L108");
    let sheets = zip(&[
        ("xl/workbook.xml", b"<x/>"),
        ("xl/sharedStrings.xml", &spaces[..20 << 20]),
    ]);
    assert_eq!(fault("a.xlsx", &sheets), "L108");
}

#[test]
fn many_parts_below_the_limit_each_are_refused_together() {
    let limits = Limits {
        unpacked_bytes: 3_000,
        ..Limits::default()
    };
    let bytes = zip(&[
        ("xl/workbook.xml", &[b' '; 2_000]),
        ("xl/styles.xml", &[b' '; 2_000]),
    ]);
    let error = Reader {
        limits,
        ..Reader::default()
    }
    .read_bytes("a.xlsx", &bytes)
    .expect_err("readable");
    assert_eq!(error.code(), "L108");
}

#[test]
fn entities_are_refused() {
    let bomb = b"<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><w:document>&lol2;</w:document>";
    assert_eq!(
        fault("a.docx", &zip(&[("word/document.xml", bomb)])),
        "L109"
    );
}

#[test]
fn an_unknown_entity_is_damage() {
    assert_eq!(fault("a.docx", &Docx::body(&p("&xxe;")).bytes()), "L106");
}

#[test]
fn depth_is_bounded() {
    let nested = |times: usize| {
        let open = "<w:tbl><w:tr><w:tc>".repeat(times);
        let close = "</w:tc></w:tr></w:tbl>".repeat(times);
        Docx::body(&format!("{open}{}{close}", p("sâu"))).bytes()
    };
    assert_eq!(fault("a.docx", &nested(100_000)), "L110");
    assert_eq!(read("a.docx", &nested(60)).blocks.len(), 1);
}

#[test]
fn more_paragraphs_than_the_limit_are_too_much() {
    let limits = Limits {
        blocks: 10,
        ..Limits::default()
    };
    let bytes = Docx::body(&p("x").repeat(11)).bytes();
    let error = Reader {
        limits,
        ..Reader::default()
    }
    .read_bytes("a.docx", &bytes)
    .expect_err("readable");
    assert_eq!(error.code(), "L111");
}

#[test]
fn documents_without_text_say_so() {
    assert_eq!(fault("a.docx", &Docx::body("<w:p/>").bytes()), "L112");
    assert_eq!(fault("a.txt", b" \n\t\n"), "L112");
    assert_eq!(
        fault(
            "a.docx",
            &Docx::body("<w:p><w:r><w:drawing/></w:r></w:p>").bytes()
        ),
        "L113"
    );
}

#[test]
fn other_kinds_are_named() {
    let pictures: [&[u8]; 3] = [
        b"\x89PNG\r\n\x1a\n",
        b"\xFF\xD8\xFF\xE0",
        b"\0\0\0\x18ftypheic",
    ];
    for picture in pictures {
        let error = Reader::default()
            .read_bytes("anh.docx", picture)
            .expect_err("readable");
        assert!(error.say(Lang::Vi).contains("hình ảnh"), "{error}");
    }
    assert_eq!(fault("a.doc", b"<html><body>bao cao</body></html>"), "L105");
    assert_eq!(
        fault(
            "a.docx",
            &zip(&[
                ("ppt/presentation.xml", b"<x/>"),
                ("[Content_Types].xml", b"<x/>")
            ])
        ),
        "L105"
    );
    assert_eq!(fault("a.zip", &zip(&[("bao-cao.txt", b"x")])), "L105");
    assert_eq!(fault("a.bin", b"\x01\x02\x03\x00\x01"), "L105");
}

#[test]
fn a_wrong_extension_is_read_by_content_and_said() {
    let document = read("bao-cao.xlsx", &Docx::body(&p("Báo cáo")).bytes());
    assert_eq!(
        (texts(&document), codes(&document)),
        (vec!["Báo cáo"], vec!["G111"])
    );
    let document = read("bao-cao.docx", "Báo cáo".as_bytes());
    assert_eq!(
        (texts(&document), codes(&document)),
        (vec!["Báo cáo"], vec!["G111"])
    );
    assert!(codes(&read("bao-cao", "Báo cáo".as_bytes())).is_empty());
}

#[test]
fn files_are_checked_before_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let code = |path: &Path| {
        Reader::default()
            .read(path)
            .expect_err("readable")
            .code()
            .to_owned()
    };
    assert_eq!(code(folder.path()), "L102");
    assert_eq!(code(&folder.path().join("khong-co.docx")), "L101");
    let large = folder.path().join("lon.docx");
    fs::File::create(&large)
        .unwrap()
        .set_len(200 << 20)
        .unwrap();
    assert_eq!(code(&large), "L104");
    let error = Reader::default().read(&large).expect_err("readable");
    assert!(
        error.say(Lang::Vi).contains("200 MB") && error.say(Lang::Vi).contains("lon.docx"),
        "{error}"
    );
}

#[test]
fn a_document_carries_name_and_fingerprint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("báo cáo.txt");
    fs::write(&path, "abc").unwrap();
    let document = Reader::default().read(&path).unwrap();
    assert_eq!(document.name, "báo cáo.txt");
    assert_eq!(
        document.sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn findings_name_the_file() {
    let document = read("bao-cao.docx", "Báo cáo".as_bytes());
    assert_eq!(document.findings[0].file.as_deref(), Some("bao-cao.docx"));
}

#[test]
fn an_old_workbook_is_not_read_without_a_child_process() {
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.extend([0; 600]);
    compound.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(fault("a.xls", &compound), "L118");
}

#[test]
fn a_paragraph_of_dozens_of_pages_is_refused_and_one_of_many_pages_is_read() {
    let long = |times: usize| "chữ ".repeat(times);
    for times in [1, 20_000] {
        let text = long(times);
        let docx = Docx::body(&p(&text)).bytes();
        assert!(Reader::default().read_bytes("a.docx", &docx).is_ok());
        assert!(
            Reader::default()
                .read_bytes("a.txt", text.as_bytes())
                .is_ok()
        );
    }
    let text = long(40_000);
    let runs = format!("<w:r><w:t>{}</w:t></w:r>", long(1_000)).repeat(40);
    let docx = |body: &str| Docx::body(body).bytes();
    for (name, bytes) in [
        ("a.txt", text.clone().into_bytes()),
        ("a.docx", docx(&p(&text))),
        ("a.docx", docx(&format!("<w:p>{runs}</w:p>"))),
        (
            "a.docx",
            docx(&format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
                p(&text)
            )),
        ),
        ("a.csv", format!("a,b\n{text},2\n").into_bytes()),
    ] {
        let error = Reader::default().read_bytes(name, &bytes).unwrap_err();
        assert_eq!(error.code(), "L119", "{name}");
    }
}

#[test]
fn what_costs_little_in_a_file_and_much_in_memory_is_counted() {
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr><w:p/></w:tc>".repeat(4_000);
    let indented = "<w:tr><w:trPr><w:gridBefore w:val=\"63\"/></w:trPr></w:tr>".repeat(4_000);
    let num = |id: usize| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/></w:num>");
    let style = |id: usize| format!("<w:style w:styleId=\"s{id}\"/>");
    let table = |rows: &str| Docx::body(&format!("<w:tbl>{rows}</w:tbl>{}", p("x"))).bytes();
    let with = |kind, root, inner: String| Docx::body(&p("x")).with(kind, root, &inner).bytes();
    for bytes in [
        table(&format!("<w:tr>{wide}</w:tr>")),
        table(&indented),
        with("numbering", "numbering", (0..21_000).map(num).collect()),
        with("styles", "styles", (0..21_000).map(style).collect()),
    ] {
        assert_eq!(fault("a.docx", &bytes), "L111");
    }
    let few = with("numbering", "numbering", (0..2_000).map(num).collect());
    assert_eq!(read("a.docx", &few).blocks.len(), 1);
}

/// The parts of a small Word document and a small workbook under other names.
fn renamed(kind: &str, name: impl Fn(&str) -> String) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"{}\"><w:body>{}</w:body></w:document>",
        super::make::W,
        p("Tổ chức 12 buổi.")
    );
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"B\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let sheet = format!(
        "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\"><v>12</v></c></row></sheetData></worksheet>"
    );
    let parts: Vec<(&str, String)> = match kind {
        "docx" => vec![
            ("[Content_Types].xml", "<Types/>".to_owned()),
            (
                "_rels/.rels",
                relations("officeDocument", "word/document.xml"),
            ),
            ("word/document.xml", document),
        ],
        _ => vec![
            ("[Content_Types].xml", "<Types/>".to_owned()),
            (
                "_rels/.rels",
                relations("officeDocument", "xl/workbook.xml"),
            ),
            ("xl/workbook.xml", workbook),
            (
                "xl/_rels/workbook.xml.rels",
                relations("worksheet", "worksheets/sheet1.xml"),
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        ],
    };
    let parts: Vec<(String, String)> = parts
        .into_iter()
        .map(|(part, text)| (name(part), text))
        .collect();
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    zip(&parts)
}

#[test]
fn parts_are_found_however_their_names_are_written() {
    type Name = fn(&str) -> String;
    let names: [Name; 5] = [
        |name| name.replace('/', "\\"),
        |name| format!("/{name}"),
        |name| format!("./{name}"),
        |name| {
            name.replace("word/document", "Word/Document")
                .replace("xl/", "XL/")
        },
        |name| name.to_owned(),
    ];
    for name in names {
        for before in [&b""[..], b"\r\n\r\n", b"X-Mail: 1\r\n\r\n"] {
            let bytes = [before, &renamed("docx", name)].concat();
            assert_eq!(texts(&read("a.docx", &bytes)), ["Tổ chức 12 buổi."]);
            let bytes = [before, &renamed("xlsx", name)].concat();
            let document = read("a.xlsx", &bytes);
            assert_eq!(
                super::make::grid(super::make::tables(&document)[0]),
                [["12"]],
                "{:?}",
                name("a/b")
            );
        }
    }
}

#[test]
fn a_workbook_without_its_usual_folder_is_a_workbook() {
    let bare = |name: &str| name.trim_start_matches("xl/").to_owned();
    let bytes = renamed("xlsx", bare);
    // Its first relation names the part where it is.
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"workbook.xml\"/></Relationships>";
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = vec![("_rels/.rels".to_owned(), relations.as_bytes().to_vec())];
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if name != "_rels/.rels" {
            parts.push((name, bytes));
        }
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let document = read("a.xlsx", &zip(&parts));
    assert_eq!(
        super::make::grid(super::make::tables(&document)[0]),
        [["12"]]
    );
}
