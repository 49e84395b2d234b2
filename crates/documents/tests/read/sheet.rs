//! Workbooks.

use nhip_core::document::Block;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::make::{codes, fault, grid, read, tables, zip};

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

#[test]
fn numbers_dates_and_shares_are_written_as_vietnamese_read_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 1").unwrap();
    sheet.write(0, 0, "Chỉ tiêu").unwrap();
    sheet.write(1, 0, 0.1 + 0.2).unwrap();
    sheet.write(1, 1, 1200).unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet
        .write_datetime_with_format(2, 1, ExcelDateTime::from_ymd(2026, 11, 23).unwrap(), &date)
        .unwrap();
    sheet
        .write_with_format(3, 1, 0.985, &Format::new().set_num_format("0.0%"))
        .unwrap();
    sheet.write(6, 2, true).unwrap();
    let document = read("a.xlsx", &saved(book));
    let table = tables(&document)[0];
    assert_eq!(table.sheet.as_deref(), Some("Biểu 1"));
    let rows = grid(table);
    assert_eq!(rows[0], ["Chỉ tiêu"]);
    assert_eq!(rows[1], ["0,3", "1200"]);
    assert_eq!(rows[2], ["", "23/11/2026"]);
    assert_eq!(rows[3], ["", "98,5%"]);
    assert_eq!(rows[4], ["", "", "TRUE"]);
    let Block::Paragraph(last) = &table.rows[4].cells[2].blocks[0] else {
        panic!("no paragraph")
    };
    assert_eq!(last.place.cell.as_deref(), Some("Biểu 1!C7"));
}

#[test]
fn the_hidden_sheet_of_a_form_gives_properties() {
    for very in [false, true] {
        let mut book = Workbook::new();
        book.add_worksheet()
            .set_name("Báo cáo")
            .unwrap()
            .write(0, 0, "x")
            .unwrap();
        let sheet = book.add_worksheet().set_name("nhip").unwrap();
        match very {
            true => sheet.set_very_hidden(true),
            false => sheet.set_hidden(true),
        };
        for (row, (key, value)) in [("unit", "00123"), ("month", "2026-11"), ("blank", "")]
            .iter()
            .enumerate()
        {
            sheet
                .write(row as u32, 0, *key)
                .unwrap()
                .write(row as u32, 1, *value)
                .unwrap();
        }
        let document = read("a.xlsx", &saved(book));
        assert_eq!(tables(&document).len(), 1);
        assert_eq!(
            document.properties.get("unit").map(String::as_str),
            Some("00123")
        );
        assert_eq!(
            document.properties.get("month").map(String::as_str),
            Some("2026-11")
        );
        assert!(codes(&document).is_empty());
    }
}

#[test]
fn other_hidden_sheets_are_read_and_said() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "x").unwrap();
    book.add_worksheet()
        .set_name("Ẩn")
        .unwrap()
        .set_hidden(true)
        .write(0, 0, "y")
        .unwrap();
    let document = read("a.xlsx", &saved(book));
    assert_eq!(
        (tables(&document).len(), codes(&document)),
        (2, vec!["C131"])
    );
}

#[test]
fn custom_properties_of_a_workbook_are_read() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "x").unwrap();
    let properties =
        rust_xlsxwriter::DocProperties::new().set_custom_property("nhip.unit", "00123");
    book.set_properties(&properties);
    assert_eq!(
        read("a.xlsx", &saved(book))
            .properties
            .get("nhip.unit")
            .map(String::as_str),
        Some("00123")
    );
}

const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

/// A workbook of one sheet with the given rows, as plain as can be.
fn plain(dimension: &str, rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"B\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let sheet = format!(
        "<worksheet xmlns=\"{main}\"><dimension ref=\"{dimension}\"/><sheetData>{rows}</sheetData></worksheet>"
    );
    zip(&[
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn formulas_without_result_are_said() {
    let cell = |place: &str, inner: &str| format!("<c r=\"{place}\">{inner}</c>");
    let rows = format!(
        "<row r=\"1\">{}{}{}{}</row>",
        cell("A1", "<v>5</v>"),
        cell("B1", "<f>A1*2</f><v></v>"),
        cell("C1", "<f>A1*3</f>"),
        cell("D1", "<f>A1*4</f><v>20</v>")
    );
    let document = read("a.xlsx", &plain("A1:D1", &rows));
    assert_eq!(grid(tables(&document)[0]), [["5", "", "", "20"]]);
    assert_eq!(codes(&document), ["C132"]);
    let finding = &document.findings[0];
    assert!(
        finding.text.vi.starts_with("2 ô") && finding.text.vi.contains("B!B1"),
        "{}",
        finding.text.vi
    );
}

#[test]
fn results_of_formulas_are_read() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .write(0, 0, Formula::new("=6*7").set_result("42"))
        .unwrap();
    assert_eq!(grid(tables(&read("a.xlsx", &saved(book)))[0]), [["42"]]);
}

#[test]
fn a_sheet_that_claims_to_be_huge_costs_nothing() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let document = read("a.xlsx", &plain("A1:XFD1048576", rows));
    assert_eq!(tables(&document)[0].rows.len(), 2);
}

#[test]
fn far_cells_in_every_row_are_too_much() {
    let rows: String = (1..=100)
        .map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"))
        .collect();
    assert_eq!(fault("a.xlsx", &plain("A1", &rows)), "L111");
}

fn ods(content: &str) -> Vec<u8> {
    let xml = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"><office:automatic-styles>\
         <style:style style:name=\"an\"><style:table-properties table:display=\"false\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{content}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", xml.as_bytes()),
    ])
}

#[test]
fn opendocument_sheets_are_read_with_repeats_and_types() {
    let content = "<table:table table:name=\"B\"><table:table-row><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>hai<text:s text:c=\"2\"/>lần</text:p><text:p>dòng</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"1200.5\"><text:p>1.200,50</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"percentage\" office:value=\"0.985\"><text:p>98,5%</text:p></table:table-cell>\
        <table:covered-table-cell/><table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-23\"><text:p>23/11/26</text:p><office:annotation><text:p>ghi chú</text:p></office:annotation></table:table-cell></table:table-row></table:table>";
    let document = read("a.ods", &ods(content));
    assert_eq!(
        grid(tables(&document)[0]),
        [
            vec!["hai  lần\ndòng", "hai  lần\ndòng", "1200,5"],
            vec!["98,5%", "", "23/11/2026"]
        ]
    );
    let Block::Paragraph(last) = &tables(&document)[0].rows[1].cells[2].blocks[0] else {
        panic!("no paragraph")
    };
    assert_eq!(last.place.cell.as_deref(), Some("B!C5"));
}

#[test]
fn a_hidden_opendocument_sheet_of_a_form_gives_properties() {
    let row = |key: &str, value: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{key}</text:p></table:table-cell><table:table-cell><text:p>{value}</text:p></table:table-cell></table:table-row>"
        )
    };
    let content = format!(
        "<table:table table:name=\"nhip\" table:style-name=\"an\">{}</table:table><table:table table:name=\"B\">{}</table:table>",
        row("unit", "00123"),
        row("a", "b")
    );
    let document = read("a.ods", &ods(&content));
    assert_eq!(tables(&document).len(), 1);
    assert_eq!(
        document.properties.get("unit").map(String::as_str),
        Some("00123")
    );
}

#[test]
fn pattern_fills_of_an_opendocument_sheet_are_bounded() {
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let content = format!(
        "<table:table table:name=\"B\"><table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row></table:table>"
    );
    assert_eq!(fault("a.ods", &ods(&content)), "L111");
}

#[test]
fn workbooks_without_cells_say_so() {
    let mut book = Workbook::new();
    book.add_worksheet();
    assert_eq!(fault("a.xlsx", &saved(book)), "L112");
}

/// What a .csv with a heading and these cells in its second column reads as, and its findings.
fn column(cells: &[&str]) -> (Vec<String>, Vec<String>) {
    let rows: String = (1..)
        .zip(cells)
        .map(|(n, cell)| format!("Nội dung {n};{cell}\n"))
        .collect();
    let document = read("a.csv", format!("Chỉ tiêu;Số lượng\n{rows}").as_bytes());
    let shown = grid(tables(&document)[0]).into_iter().skip(1);
    (
        shown.map(|row| row[1].clone()).collect(),
        codes(&document).into_iter().map(str::to_owned).collect(),
    )
}

#[test]
fn a_comma_in_a_cell_means_what_its_column_means_by_it() {
    for (cells, read, told) in [
        (&["1,200", "98,5"], ["1,200", "98,5"], &[] as &[&str]),
        (&["1,200", "1,234,567"], ["1.200", "1,234,567"], &[]),
        (&["1,200", "12.5"], ["1.200", "12.5"], &[]),
        (&["1,200", "3.400"], ["1.200", "3.400"], &["C133"]),
        (&["1,200", "540"], ["1.200", "540"], &["C133"]),
        (&["0,125", "1,200"], ["0,125", "1,200"], &[]),
    ] {
        let (shown, codes) = column(cells);
        assert_eq!(shown, read, "{cells:?}");
        assert_eq!(codes, told, "{cells:?}");
    }
}

#[test]
fn another_column_of_the_file_tells_where_its_own_does_not() {
    let document = read(
        "a.csv",
        "Tên;Số;Tỷ lệ\nA;1,200;98,5\nB;540;97,5\n".as_bytes(),
    );
    assert_eq!(grid(tables(&document)[0])[1], ["A", "1,200", "98,5"]);
    let mut book = Workbook::new();
    book.add_worksheet()
        .write(0, 0, "Số tờ rơi")
        .unwrap()
        .write(1, 0, "1,200")
        .unwrap();
    book.add_worksheet()
        .write(0, 0, "Số buổi")
        .unwrap()
        .write(1, 0, "1,234,567")
        .unwrap();
    let document = read("a.xlsx", &saved(book));
    assert_eq!(grid(tables(&document)[0])[1], ["1.200"]);
    assert!(codes(&document).is_empty());
}

#[test]
fn a_number_of_a_workbook_is_the_number_it_is() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write(0, 0, "Tỷ suất")
        .unwrap()
        .write(1, 0, 1.234)
        .unwrap()
        .write(2, 0, 540)
        .unwrap();
    let document = read("a.xlsx", &saved(book));
    assert_eq!(
        grid(tables(&document)[0]),
        [["Tỷ suất"], ["1,234"], ["540"]]
    );
    assert!(codes(&document).is_empty());
}

#[test]
fn numbers_in_unusual_forms_are_numbers() {
    for (typed, read) in [
        ("1'200", "1.200"),
        ("1’200’000", "1.200.000"),
        ("１２", "12"),
        ("１．２００", "1.200"),
        ("1.2E+3", "1200"),
        ("1,5e2", "150"),
    ] {
        assert_eq!(
            column(&[typed, "7"]),
            (vec![read.to_owned(), "7".to_owned()], vec![]),
            "{typed}"
        );
    }
    let (shown, _) = column(&["tổ 5E", "2e"]);
    assert_eq!(shown, ["tổ 5E", "2e"]);
}

#[test]
fn what_is_no_number_in_a_column_of_numbers_is_told() {
    for odd in ["2-3", "1.200/2.000", "#REF!", "#DIV/0!", "12/11/2026"] {
        assert_eq!(column(&["12", odd, "540"]).1, ["C134"], "{odd}");
    }
    // Dates and ranges among their like, words and empty cells are no slips.
    for cells in [
        ["12/11", "13/11", "14/11"],
        ["12", "chưa có", "540"],
        ["12", "", "540"],
        ["12", "4 buổi", "540"],
    ] {
        assert!(column(&cells).1.is_empty(), "{cells:?}");
    }
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet().set_name("Biểu 1").unwrap();
    sheet
        .write(0, 0, "Số buổi")
        .unwrap()
        .write(1, 0, 12)
        .unwrap()
        .write(2, 0, 540)
        .unwrap();
    sheet
        .write_datetime_with_format(3, 0, ExcelDateTime::from_ymd(2026, 3, 2).unwrap(), &date)
        .unwrap();
    let document = read("a.xlsx", &saved(book));
    assert_eq!(codes(&document), ["C134"]);
    let finding = &document.findings[0];
    assert_eq!(finding.quote.as_deref(), Some("02/03/2026"));
    assert_eq!(
        finding.place.as_ref().unwrap().cell.as_deref(),
        Some("Biểu 1!A4")
    );
}

#[test]
fn a_percent_sign_that_a_format_writes_changes_no_number() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (number, format)) in [
        (60.0, "0.0\"%\""),
        (60.0, "0\\%"),
        (0.6, "0%"),
        (0.985, "[Red]0.0%"),
    ]
    .iter()
    .enumerate()
    {
        sheet
            .write_with_format(
                row as u32,
                0,
                *number,
                &Format::new().set_num_format(*format),
            )
            .unwrap();
    }
    let document = read("a.xlsx", &saved(book));
    assert_eq!(
        grid(tables(&document)[0]),
        [["60%"], ["60%"], ["60%"], ["98,5%"]]
    );
}

#[test]
fn a_sheet_of_old_macros_takes_nothing_from_the_others() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Số liệu")
        .unwrap()
        .write(0, 0, 12)
        .unwrap();
    book.add_worksheet()
        .set_name("Macro1")
        .unwrap()
        .write(0, 0, "=HALT()")
        .unwrap();
    let bytes = saved(book);
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if name == "xl/_rels/workbook.xml.rels" {
            let text = String::from_utf8(bytes).unwrap();
            let old = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml";
            assert!(text.contains(old), "{text}");
            let new = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" Target=\"worksheets/sheet2.xml";
            bytes = text.replace(old, new).into_bytes();
        }
        parts.push((name, bytes));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let document = read("a.xlsx", &zip(&parts));
    assert_eq!(grid(tables(&document)[0]), [["12"]]);
    assert_eq!(
        (tables(&document).len(), codes(&document)),
        (1, vec!["C135"])
    );
}

/// An .xls: the stream of its workbook in its container.
fn old_book(
    stream: &str,
    old: bool,
    formats: &[(u16, &str)],
    cells: &[(u16, u16, f64)],
) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let version: u16 = if old { 0x0500 } else { 0x0600 };
    let begin = |kind: u16| {
        let data = [version, kind, 0, 0, 0, 0, 0, 0]
            .map(u16::to_le_bytes)
            .concat();
        record(0x0809, &data[..if old { 8 } else { 16 }])
    };
    let mut globals = begin(0x0005);
    for (number, code) in formats {
        let letters = code.as_bytes();
        let length = u8::try_from(letters.len()).unwrap();
        let head: &[u8] = if old { &[length] } else { &[length, 0, 0] };
        globals.extend(record(
            0x041E,
            &[&number.to_le_bytes()[..], head, letters].concat(),
        ));
    }
    // The formats cells name by their place in this list.
    for (_, format, _) in cells {
        let mut data = vec![0; if old { 16 } else { 20 }];
        data[2..4].copy_from_slice(&format.to_le_bytes());
        globals.extend(record(0x00E0, &data));
    }
    let name: &[u8] = if old { b"\x01B" } else { b"\x01\x00B" };
    let place = u32::try_from(globals.len() + 4 + 6 + name.len() + 4).unwrap();
    globals.extend(record(
        0x0085,
        &[&place.to_le_bytes()[..], &[0, 0], name].concat(),
    ));
    globals.extend(record(0x000A, &[]));
    assert_eq!(globals.len(), place as usize);
    globals.extend(begin(0x0010));
    for ((row, _, value), place) in cells.iter().zip(0_u16..) {
        let head = [*row, 0, place].map(u16::to_le_bytes).concat();
        globals.extend(record(0x0203, &[&head[..], &value.to_le_bytes()].concat()));
    }
    globals.extend(record(0x000A, &[]));
    // Smaller streams are kept in another way, which old programs do not use for books.
    globals.resize(globals.len().max(5_000), 0);
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, std::io::Cursor::new(Vec::new()))
            .unwrap();
    std::io::Write::write_all(&mut file.create_stream(stream).unwrap(), &globals).unwrap();
    file.into_inner().into_inner()
}

/// The worker's answer, as the reader gets it.
fn by_worker(bytes: &[u8]) -> nhip_core::document::Document {
    let limits = serde_json::to_string(&nhip_documents::read::Limits::default()).unwrap();
    let question = [limits.as_bytes(), b"\n", bytes].concat();
    let mut answer = Vec::new();
    nhip_documents::read::worker::answer(question.as_slice(), &mut answer).unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (_, json) = answer.rsplit_once('\u{1}').unwrap();
    let read: Result<nhip_core::document::Document, nhip_documents::read::Fault> =
        serde_json::from_str(json).unwrap();
    read.unwrap()
}

#[test]
fn old_workbooks_show_shares_in_percent_and_numbers_as_numbers() {
    for old in [true, false] {
        for stream in ["Workbook", "Book", "WORKBOOK"] {
            let formats = [
                (164, "0.0%"),
                (165, "0.0\"%\""),
                (166, "#,##0\" ngay\""),
                (167, "dd/mm/yyyy"),
            ];
            let cells = [
                (0, 0, 540.0),
                (1, 9, 0.6),
                (2, 164, 0.985),
                (3, 165, 60.0),
                (4, 166, 50.0),
                (5, 167, 46_000.0),
            ];
            let document = by_worker(&old_book(stream, old, &formats, &cells));
            assert_eq!(
                grid(tables(&document)[0]),
                [["540"], ["60%"], ["98,5%"], ["60%"], ["50"], ["09/12/2025"]],
                "{old} {stream}"
            );
        }
    }
}
