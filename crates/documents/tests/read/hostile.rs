//! Whatever bytes come: an answer, never a panic, never more than the limits.

use nhip_core::document::Block;
use nhip_documents::read::{Limits, Reader};
use proptest::prelude::*;
use proptest::sample::Index;

use super::make::{Docx, item, p, zip};

fn small() -> Reader {
    let limits = Limits {
        blocks: 2_000,
        text_bytes: 100_000,
        part_bytes: 1 << 20,
        unpacked_bytes: 2 << 20,
        ..Limits::default()
    };
    Reader {
        limits,
        worker: None,
    }
}

/// A document with a bit of everything.
fn rich() -> String {
    let cell = format!(
        "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>",
        p("ô")
    );
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let choice = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>",
        p("hộp")
    );
    let control = "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    [
        p("một"),
        item(1, 0, "hai"),
        format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>"),
        field.to_owned(),
        choice,
        control.to_owned(),
    ]
    .concat()
}

/// Pieces of XML put together without sense.
fn pieces() -> impl Strategy<Value = String> {
    let names = proptest::sample::select(vec![
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:tcPr",
        "w:trPr",
        "w:pPr",
        "w:rPr",
        "w:sdt",
        "w:sdtPr",
        "w:sdtContent",
        "w:del",
        "w:ins",
        "w:fldChar",
        "w:txbxContent",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "w:numPr",
        "w:ffData",
        "m:t",
        "w:footnoteReference",
    ]);
    let attributes = proptest::sample::select(vec![
        "",
        " w:val=\"1\"",
        " w:val=\"99999999999\"",
        " w:fldCharType=\"begin\"",
        " w:id=\"1\"",
    ]);
    let leaf = prop_oneof![
        "[a-z<>&;]{0,4}".prop_map(|text| text.replace('<', "&lt;").replace('&', "&amp;")),
        Just(String::new())
    ];
    leaf.prop_recursive(8, 120, 6, move |inner| {
        (
            names.clone(),
            attributes.clone(),
            proptest::collection::vec(inner, 0..6),
        )
            .prop_map(|(name, attributes, inner)| {
                format!("<{name}{attributes}>{}</{name}>", inner.concat())
            })
    })
}

fn count(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(_) => 1,
            Block::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .map(|cell| 1 + count(&cell.blocks))
                .sum(),
        })
        .sum()
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for head in [&b""[..], b"PK\x03\x04", b"%PDF-1.4\n", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
            let _ = small().read_bytes("a.docx", &[head, &bytes].concat());
        }
    }

    #[test]
    fn any_tree_of_elements_gets_an_answer(body in pieces()) {
        let document = small().read_bytes("a.docx", &Docx::body(&body).bytes());
        if let Ok(document) = document {
            prop_assert!(count(&document.blocks) <= 2_000 * 63);
        }
    }

    #[test]
    fn damaged_archives_get_an_answer(changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..8)) {
        let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
        let mut bytes = Docx::body(&rich()).with("numbering", "numbering", lists).bytes();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        let _ = small().read_bytes("a.docx", &bytes);
    }

    #[test]
    fn damaged_xml_gets_an_answer(changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..8)) {
        let mut xml = format!("<w:document xmlns:w=\"{}\"><w:body>{}</w:body></w:document>", super::make::W, rich()).into_bytes();
        for (index, byte) in changes {
            let index = index.index(xml.len());
            xml[index] = byte;
        }
        let _ = small().read_bytes("a.docx", &zip(&[("word/document.xml", &xml)]));
    }

    #[test]
    fn damaged_workbooks_get_an_answer(changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..8), ods in any::<bool>()) {
        let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c><c r=\"B1\"><f>A1</f><v>2</v></c></row></sheetData></worksheet>";
        let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><table:table table:name=\"B\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\" office:value=\"3\"><text:p>3</text:p></table:table-cell></table:table-row></table:table></office:document-content>";
        let mut xml = if ods { content.as_bytes().to_vec() } else { sheet.as_bytes().to_vec() };
        for (index, byte) in changes {
            let index = index.index(xml.len());
            xml[index] = byte;
        }
        let workbook = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"B\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
        let root = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
        let relations = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
        let bytes = match ods {
            true => zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &xml)]),
            false => zip(&[("_rels/.rels", root), ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", relations), ("xl/worksheets/sheet1.xml", &xml)]),
        };
        let _ = small().read_bytes("a.xlsx", &bytes);
    }
}
