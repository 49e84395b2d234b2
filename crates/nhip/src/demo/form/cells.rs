//! Typing into cells of a workbook that exists: its sheets' XML is changed cell by cell, the rest
//! stays byte for byte, as when a person fills it in.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is typed.
pub enum Value {
    /// Words.
    Text(String),
    /// A number.
    Number(u64),
}

/// Cells to type into.
#[derive(Default)]
pub struct Filling {
    cells: Vec<(String, String, Value)>,
}

impl Filling {
    /// Types into a cell of a sheet.
    pub fn set(&mut self, sheet: &str, column: char, row: u32, value: Value) {
        self.cells
            .push((sheet.to_owned(), format!("{column}{row}"), value));
    }

    /// The workbook with the cells filled.
    pub fn put_into(&self, workbook: &[u8]) -> Result<Vec<u8>, String> {
        self.rewrite(workbook).map_err(|error| error.to_string())
    }

    fn rewrite(&self, workbook: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(workbook))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let names = sheet_names(&mut archive)?;
        for index in 0..archive.len() {
            let mut part = archive.by_index(index)?;
            let name = part.name()?.into_owned();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes)?;
            let sheet = number_of(&name);
            if let Some(sheet) = sheet.and_then(|number| names.get(number.checked_sub(1)?)) {
                let xml = String::from_utf8_lossy(&bytes).into_owned();
                bytes = self.type_into(sheet, xml).into_bytes();
            }
            out.start_file(name, options)?;
            out.write_all(&bytes)?;
        }
        Ok(out.finish()?.into_inner())
    }

    fn type_into(&self, sheet: &str, mut xml: String) -> String {
        for (_, cell, value) in self.cells.iter().filter(|(name, ..)| name == sheet) {
            let start = format!("<c r=\"{cell}\"");
            let Some((before, after)) = xml.split_once(&start) else {
                continue;
            };
            let Some((attributes, tail)) = after.split_once('>') else {
                continue;
            };
            let (attributes, rest) = match attributes.strip_suffix('/') {
                Some(attributes) => (attributes, tail),
                None => (
                    attributes,
                    tail.split_once("</c>").map_or(tail, |(_, rest)| rest),
                ),
            };
            let style = attributes
                .split_once("s=\"")
                .and_then(|(_, style)| style.split_once('"'));
            let style = style
                .map(|(style, _)| format!(" s=\"{style}\""))
                .unwrap_or_default();
            xml = format!("{before}{start}{style}{}{rest}", value.xml());
        }
        xml
    }
}

impl Value {
    /// The end of the cell's opening tag and everything to its closing one.
    fn xml(&self) -> String {
        match self {
            Value::Number(number) => format!("><v>{number}</v></c>"),
            Value::Text(text) => {
                let text = text
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;");
                format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
            }
        }
    }
}

/// Names of the sheets in the order their parts are numbered.
fn sheet_names(archive: &mut ZipArchive<Cursor<&[u8]>>) -> std::io::Result<Vec<String>> {
    let mut xml = String::new();
    archive
        .by_name("xl/workbook.xml")?
        .read_to_string(&mut xml)?;
    let names = xml
        .split("<sheet name=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'));
    Ok(names.map(|(name, _)| name.to_owned()).collect())
}

/// 2 for `xl/worksheets/sheet2.xml`.
fn number_of(part: &str) -> Option<usize> {
    part.strip_prefix("xl/worksheets/sheet")?
        .strip_suffix(".xml")?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_cell_and_a_filled_one_are_typed_over_and_keep_their_look() {
        let mut filling = Filling::default();
        filling.set("A", 'B', 2, Value::Text("rác & <nước>".to_owned()));
        filling.set("A", 'C', 2, Value::Number(12));
        filling.set("B", 'D', 2, Value::Number(9));
        let xml = r#"<row><c r="B2" s="4"/><c r="C2" s="5" t="s"><v>0</v></c><c r="D2"/></row>"#;
        assert_eq!(
            filling.type_into("A", xml.to_owned()),
            r#"<row><c r="B2" s="4" t="inlineStr"><is><t xml:space="preserve">rác &amp; &lt;nước&gt;</t></is></c><c r="C2" s="5"><v>12</v></c><c r="D2"/></row>"#
        );
    }
}
