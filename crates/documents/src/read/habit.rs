//! Numbers in cells as people type them: "1,200" means what the column, or the file, means by a
//! comma; and what stands in a column of numbers and is none does not leave its total in silence.

use nhip_core::document::{Block, Document, Place, Table};
use nhip_core::finding::Finding;

use super::sheet::cell::{column_name, decimal};

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// What somebody typed.
    #[default]
    Text,
    /// A number of a workbook, as we write it.
    Number,
    /// A date of a workbook.
    Date,
    /// An error of a workbook: "#REF!".
    Error,
}

/// One cell of a table.
pub(super) struct Slot<'t> {
    pub column: usize,
    pub text: &'t mut String,
    pub sort: Sort,
    pub at: At<'t>,
}

/// Where a cell is.
#[derive(Clone, Copy)]
pub(super) enum At<'t> {
    /// As its paragraph says.
    Place(&'t Place),
    /// In a sheet; row and column from 0.
    Sheet(&'t str, u32, u32),
}

impl At<'_> {
    /// As people are told.
    pub(super) fn place(self) -> Place {
        match self {
            At::Place(place) => place.clone(),
            At::Sheet(sheet, row, column) => Place {
                cell: Some(format!("{sheet}!{}{}", column_name(column), row + 1)),
                ..Place::default()
            },
        }
    }
}

/// Settles the cells of the tables of a document that is no workbook.
pub(super) fn settle_document(document: &mut Document) {
    let mut tables = Vec::new();
    for block in &mut document.blocks {
        if let Block::Table(table) = block
            && table.sheet.is_none()
        {
            tables.push(slots(table));
        }
    }
    let found = settle(tables);
    document.findings.extend(found);
}

fn slots(table: &mut Table) -> Vec<Slot<'_>> {
    let rows = table.rows.iter_mut();
    let cells = rows.flat_map(|row| row.cells.iter_mut().enumerate());
    cells
        .filter_map(|(column, cell)| match cell.blocks.as_mut_slice() {
            [Block::Paragraph(paragraph)] if paragraph.label.is_none() => Some(Slot {
                column,
                at: At::Place(&paragraph.place),
                text: &mut paragraph.text,
                sort: Sort::Text,
            }),
            _ => None,
        })
        .collect()
}

/// What commas and points mean, by what was typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Habit {
    /// "98,5", "1.200,5".
    comma_decimal: usize,
    /// "1,200,000", "98.5".
    comma_groups: usize,
}

impl Habit {
    fn add(&mut self, text: &str) {
        let (points, commas) = (count(text, '.'), count(text, ','));
        let last_comma = text.rfind(',') > text.rfind('.');
        match (points, commas) {
            (1.., 1) if last_comma => self.comma_decimal += 1,
            (1, 1..) if !last_comma => self.comma_groups += 1,
            (0, 2..) => self.comma_groups += 1,
            (0, 1) if !groups(text, ',') => self.comma_decimal += 1,
            (1, 0) if !groups(text, '.') => self.comma_groups += 1,
            _ => {}
        }
    }

    /// Whether commas group thousands; `None` if nothing tells.
    fn groups(self) -> Option<bool> {
        (self.comma_groups != self.comma_decimal).then_some(self.comma_groups > self.comma_decimal)
    }
}

/// Reads the typed numbers of tables by their habits, and says what is doubtful or no number.
pub(super) fn settle(mut tables: Vec<Vec<Slot<'_>>>) -> Vec<Finding> {
    for slot in tables.iter_mut().flatten() {
        if slot.sort == Sort::Text
            && let Some(plain) = plainer(slot.text)
        {
            *slot.text = plain;
        }
    }
    let file = habit(tables.iter().flatten());
    let (mut doubtful, mut odd) = (Vec::new(), Vec::new());
    for table in &mut tables {
        let whole = habit(table.iter());
        let width = table.iter().map(|slot| slot.column + 1).max().unwrap_or(0);
        let mut columns = vec![Column::default(); width];
        for slot in table.iter() {
            if let Some(column) = columns.get_mut(slot.column) {
                column.add(slot);
            }
        }
        for slot in table {
            let Some(column) = columns.get(slot.column) else {
                continue;
            };
            if slot.sort == Sort::Text && is_ambiguous(slot.text) {
                let told = column.habit.groups().or(whole.groups()).or(file.groups());
                if told.is_none() {
                    doubtful.push((slot.at.place(), slot.text.clone()));
                }
                if told != Some(false) {
                    *slot.text = slot.text.replace(',', ".");
                }
            }
            if slot.sort == Sort::Error || (column.is_numbers() && is_odd(slot)) {
                odd.push((slot.at.place(), slot.text.clone()));
            }
        }
    }
    told(&doubtful, &odd)
}

fn habit<'s>(slots: impl Iterator<Item = &'s Slot<'s>>) -> Habit {
    let mut habit = Habit::default();
    for slot in slots.filter(|slot| slot.sort == Sort::Text && is_number(slot.text)) {
        habit.add(slot.text);
    }
    habit
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    habit: Habit,
    numbers: usize,
    odd: usize,
}

impl Column {
    fn add(&mut self, slot: &Slot<'_>) {
        let number = slot.sort == Sort::Number || (slot.sort == Sort::Text && is_number(slot.text));
        self.numbers += usize::from(number);
        self.odd += usize::from(is_odd(slot));
        if number && slot.sort == Sort::Text {
            self.habit.add(slot.text);
        }
    }

    fn is_numbers(self) -> bool {
        self.numbers >= 2 && self.numbers > self.odd
    }
}

/// A date, a range or a ratio where a number should be.
fn is_odd(slot: &Slot<'_>) -> bool {
    match slot.sort {
        Sort::Date | Sort::Error => true,
        Sort::Number => false,
        Sort::Text => {
            let text = slot.text.trim();
            let mut parts = text.split(['-', '–', '/', ':']);
            let several = parts.clone().nth(1).is_some();
            let error = text.starts_with('#') && text.ends_with(['!', '?', 'A', '0']);
            error || (several && parts.all(|part| is_number(part.trim())))
        }
    }
}

fn told(doubtful: &[(Place, String)], odd: &[(Place, String)]) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some((place, text)) = doubtful.first() {
        let (count, at) = (doubtful.len(), place.cell.as_deref().unwrap_or_default());
        let read = text.replace(',', ".");
        found.push(
            Finding::new(
                "C133",
                format!("{count} ô ghi số có một dấu phẩy mà tệp không cho biết là dấu hàng nghìn hay dấu thập phân (ô đầu tiên: {at}); “{text}” đã đọc là {read}: hãy xem có đúng không."),
                format!("{count} cells have a number with a comma, and nothing in the file tells thousands from decimals (the first: {at}); “{text}” was read as {read}: see whether that is right."),
            )
            .at(place.clone())
            .quoting(text),
        );
    }
    if let Some((place, text)) = odd.first() {
        let (count, at) = (odd.len(), place.cell.as_deref().unwrap_or_default());
        found.push(
            Finding::new(
                "C134",
                format!("{count} ô trong cột số không phải là một số (ô đầu tiên: {at}, ghi “{text}”); các ô đó không được cộng: hãy ghi lại một số. Excel có thể đã đổi “2-3” thành ngày."),
                format!("{count} cells in columns of numbers are no number (the first: {at}, “{text}”); they were not added: write one number there. Excel may have made a date of “2-3”."),
            )
            .at(place.clone())
            .quoting(text),
        );
    }
    found
}

/// A number in an unusual form, in ours: full-width digits, `1'200`, `1.2E+3`.
fn plainer(text: &str) -> Option<String> {
    let text = text.trim();
    if text.chars().any(|sign| ('０'..='９').contains(&sign)) {
        let half: String = text.chars().map(half_width).collect();
        // A text with such a digit in it is left as it is.
        return plainer(&half).or_else(|| is_number(&half).then_some(half));
    }
    let quoted = text.replace('’', "'");
    if groups(&quoted, '\'') {
        return Some(quoted.replace('\'', "."));
    }
    let exponent = text.find(['E', 'e'])?;
    let (digits, power) = (text.get(..exponent)?, text.get(exponent + 1..)?);
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let sound = all(&digits.replacen([',', '.'], "", 1)) && all(power) && power.len() <= 2;
    let value: f64 = text.replace(',', ".").parse().ok().filter(|_| sound)?;
    Some(decimal(value))
}

fn half_width(sign: char) -> char {
    match sign {
        '０'..='９' | '，' | '．' | '％' => {
            char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign)
        }
        other => other,
    }
}

/// Figures with points and commas, a share perhaps.
fn is_number(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['%', ' ']);
    let text = text.strip_prefix('-').unwrap_or(text);
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    digit(text.chars().next())
        && digit(text.chars().next_back())
        && text
            .chars()
            .all(|sign| sign.is_ascii_digit() || ".,".contains(sign))
}

/// "1,200": a thousand two hundred, or one and a fifth.
fn is_ambiguous(text: &str) -> bool {
    count(text, ',') == 1 && groups(text.trim(), ',')
}

/// One to three figures, and then groups of three after a sign.
fn groups(text: &str, sign: char) -> bool {
    let mut parts = text.split(sign);
    let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let first = parts.next().unwrap_or_default();
    let several = parts.clone().next().is_some();
    let sound = (1..=3).contains(&first.len()) && figures(first) && !first.starts_with('0');
    several && sound && parts.all(|part| part.len() == 3 && figures(part))
}

fn count(text: &str, sign: char) -> usize {
    text.matches(sign).count()
}
