//! The number a cell of a table holds.

use nhip_viet::fold;
use nhip_viet::number;
use nhip_viet::quantity::quantities;
use rust_decimal::Decimal;

/// A number in a cell.
pub struct Value {
    pub value: Decimal,
    pub upper: Option<Decimal>,
    pub approximate: bool,
    pub unit: String,
    /// Characters from the start of the cell.
    pub start: usize,
    pub end: usize,
}

/// "1.200", "1.200 tờ", "1.200 (60%)", "hơn 100", "2-3". A whole sentence is no value.
pub fn value(cell: &str) -> Option<Value> {
    // What share that is stands in brackets behind it.
    let cell = match cell.split_once('(') {
        Some((number, share)) if share.contains('%') => number.trim_end(),
        _ => cell,
    };
    if let Some(number) = number::parse(cell) {
        return Some(Value {
            value: number.value,
            upper: None,
            approximate: false,
            unit: String::new(),
            start: 0,
            end: cell.chars().count(),
        });
    }
    if cell.chars().count() > 40 {
        return None;
    }
    let mut found = quantities(cell).into_iter();
    if let Some(first) = found.next() {
        return found.next().is_none().then_some(Value {
            value: first.value,
            upper: first.upper,
            approximate: first.approximate,
            unit: first.count_unit,
            start: first.start,
            end: first.end,
        });
    }
    let at = cell.find(|c: char| c.is_ascii_digit())?;
    let lead = cell.get(..at)?;
    let about =
        ["hơn", "gần", "khoảng", "trên", "ước", "~", "≈"].contains(&fold::key(lead).as_str());
    let number = number::parse(cell.get(at..)?).filter(|_| about)?;
    let start = lead.chars().count();
    Some(Value {
        value: number.value,
        upper: None,
        approximate: true,
        unit: String::new(),
        start,
        end: cell.chars().count(),
    })
}
