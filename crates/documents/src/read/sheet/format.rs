//! Number formats: whether a number is shown in percent, or is a date; and those of the cells of an
//! .xls, which its library does not tell.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::cell;

/// How a number format shows a percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Percent {
    /// `0.0%`: the number is a share.
    Share,
    /// `0.0"%"`, `0\%`: the number is in percent already.
    Written,
}

impl Percent {
    /// The number as the format shows it.
    pub(super) fn show(self, number: f64) -> String {
        match self {
            Percent::Share => cell::percent(number),
            Percent::Written => format!("{}%", cell::decimal(number)),
        }
    }
}

/// The percent sign of a format, in its first section.
pub(super) fn percent(format: &str) -> Option<Percent> {
    let mut letters = format.chars();
    let mut written = None;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                let text: String = letters
                    .by_ref()
                    .take_while(|letter| *letter != '"')
                    .collect();
                written = written.or(text.contains('%').then_some(Percent::Written));
            }
            '\\' | '_' | '*' => {
                let shown = letters.next() == Some('%') && letter == '\\';
                written = written.or(shown.then_some(Percent::Written));
            }
            ';' => break,
            '%' => return Some(Percent::Share),
            _ => {}
        }
    }
    written
}

/// Whether a format shows a date or a time.
fn is_date(format: &str) -> bool {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            // Colours and countries; "[h]" counts hours.
            '[' => {
                let inner: String = letters
                    .by_ref()
                    .take_while(|letter| *letter != ']')
                    .collect();
                if matches!(
                    &*inner.to_ascii_lowercase(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                ) {
                    return true;
                }
            }
            '\\' | '_' | '*' => drop(letters.next()),
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            ';' => return false,
            _ => {}
        }
    }
    false
}

/// What the format of a cell in an .xls says that its library does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Percent(Percent),
    /// A number, whatever the library takes it for.
    Number,
    Date,
}

/// The shapes of cells, by sheet, row and column from 0.
pub(super) type Shapes = HashMap<(usize, u32, u32), Shape>;

/// Records of the file format (MS-XLS 2.3).
mod record {
    pub(super) const END: u16 = 0x000A;
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const MANY: u16 = 0x00BD;
    pub(super) const CELL_FORMAT: u16 = 0x00E0;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const SHORT_NUMBER: u16 = 0x027E;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// Reads the formats of an .xls; as far as they can be read.
pub(super) fn shapes(bytes: &[u8], most: usize) -> Shapes {
    let mut found = Shapes::new();
    let Some(stream) = workbook(bytes) else {
        return found;
    };
    let book = Book::of(&stream);
    for (sheet, begin) in book.sheets.iter().enumerate() {
        let mut depth = 0_usize;
        for (kind, data) in records(stream.get(*begin..).unwrap_or_default()) {
            match kind {
                record::BEGIN => depth += 1,
                record::END if depth <= 1 => break,
                record::END => depth -= 1,
                // A chart inside a sheet has numbers of its own.
                _ if depth > 1 => {}
                _ => cells(kind, data, |row, column, format| {
                    let shape = book.shape(format).filter(|_| found.len() < most);
                    if let Some(shape) = shape {
                        found.insert((sheet, row, column), shape);
                    }
                }),
            }
        }
    }
    found
}

fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = file
        .open_stream("/Workbook")
        .or_else(|_| file.open_stream("/Book"))
        .ok()?;
    let mut found = Vec::new();
    stream.read_to_end(&mut found).ok()?;
    Some(found)
}

/// Kinds and data of records, one after the other.
fn records(mut rest: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (word(rest, 0)?, word(rest, 2)?);
        let data = rest.get(4..4 + usize::from(length))?;
        rest = rest.get(4 + usize::from(length)..)?;
        Some((kind, data))
    })
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

/// What the first part of a workbook says.
#[derive(Default)]
struct Book {
    /// Excel 5 and 95: texts are bytes.
    old: bool,
    /// Codes of formats by their number.
    codes: HashMap<u16, String>,
    /// Number of the format, by the number a cell has.
    formats: Vec<u16>,
    /// Where the sheets begin.
    sheets: Vec<usize>,
}

impl Book {
    fn of(stream: &[u8]) -> Book {
        let mut book = Book::default();
        for (kind, data) in records(stream) {
            match kind {
                record::BEGIN => book.old = word(data, 0) != Some(0x0600),
                record::FORMAT => drop(book.code(data)),
                record::CELL_FORMAT => book.formats.extend(word(data, 2)),
                record::SHEET => {
                    let place = word(data, 0).zip(word(data, 2));
                    let place = place.map(|(low, high)| usize::from(low) | usize::from(high) << 16);
                    book.sheets.extend(place);
                }
                record::END => break,
                _ => {}
            }
        }
        book
    }

    fn code(&mut self, data: &[u8]) -> Option<()> {
        let number = word(data, 0)?;
        let text = match self.old {
            true => latin(data.get(3..)?),
            // Letters of two bytes, or of one.
            false if data.get(4)? & 1 == 1 => {
                let units = data.get(5..)?.chunks_exact(2);
                let units: Vec<u16> = units.filter_map(|unit| word(unit, 0)).collect();
                String::from_utf16_lossy(&units)
            }
            false => latin(data.get(5..)?),
        };
        self.codes.insert(number, text);
        Some(())
    }

    fn shape(&self, format: u16) -> Option<Shape> {
        let number = *self.formats.get(usize::from(format))?;
        let Some(code) = self.codes.get(&number) else {
            // The usual formats are not written down.
            return matches!(number, 9 | 10).then_some(Shape::Percent(Percent::Share));
        };
        match (percent(code), self.old) {
            (Some(percent), _) => Some(Shape::Percent(percent)),
            // The library reads these codes a byte too far.
            (None, true) if is_date(code) => Some(Shape::Date),
            (None, true) => Some(Shape::Number),
            (None, false) => None,
        }
    }
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// Row, column and format of the numbers in a record.
fn cells(kind: u16, data: &[u8], mut each: impl FnMut(u32, u32, u16)) {
    let (Some(row), Some(column)) = (word(data, 0), word(data, 2)) else {
        return;
    };
    match kind {
        record::NUMBER | record::SHORT_NUMBER | record::FORMULA => {
            if let Some(format) = word(data, 4) {
                each(row.into(), column.into(), format);
            }
        }
        record::MANY => {
            // A format of two and a number of four bytes each, the last column at the end.
            let inner = data
                .get(4..data.len().saturating_sub(2))
                .unwrap_or_default();
            for (cell, column) in inner.chunks_exact(6).zip(u32::from(column)..) {
                if let Some(format) = word(cell, 0) {
                    each(row.into(), column, format);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Percent, is_date, percent};

    #[test]
    fn a_percent_sign_that_is_written_is_no_share() {
        for (format, sign) in [
            ("0.0%", Some(Percent::Share)),
            ("0.0\"%\"", Some(Percent::Written)),
            ("0\\%", Some(Percent::Written)),
            ("#,##0;-0%", None),
            ("0_%", None),
            ("\"tỷ lệ \"0%", Some(Percent::Share)),
            ("General", None),
        ] {
            assert_eq!(percent(format), sign, "{format}");
        }
        assert_eq!(Percent::Written.show(60.0), "60%");
        assert_eq!(Percent::Share.show(0.6), "60%");
    }

    #[test]
    fn dates_are_told_from_numbers_by_their_letters() {
        for format in ["dd/mm/yyyy", "[h]:mm", "h:mm", "[$-42A]d \"tháng\" m"] {
            assert!(is_date(format), "{format}");
        }
        for format in ["0", "#,##0\" ngày\"", "[Red]0", "General", "0;-dd", "0_d"] {
            assert!(!is_date(format), "{format}");
        }
    }
}
