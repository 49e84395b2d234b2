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
