//! OpenDocument spreadsheets, streamed: repeated cells and rows are counted, not copied.

use std::collections::HashSet;

use super::super::error::Fault;
use super::super::habit::Sort;
use super::super::limit::Limits;
use super::super::package::Package;
use super::super::xml::{Element, Ns, Token, Xml};
use super::cell;
use super::{Budget, Sheet, Shown};

const CONTENT: &str = "content.xml";
/// A row or cell with text that is repeated more often than this is a pattern fill, not data.
const MOST_REPEATS: u32 = 1_000;

/// What a cell shows, and of what sort it is.
type Typed = (String, Sort);

/// Reads `content.xml`.
pub(super) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Vec<Sheet>, Fault> {
    if encrypted(package)? {
        return Err(Fault::Password);
    }
    let Some(text) = package.text(CONTENT)? else {
        return Err(Fault::damaged(CONTENT, "missing"));
    };
    let mut xml = Xml::new(&text, CONTENT, limits.depth);
    let mut budget = Budget::of(limits);
    let mut hidden_styles = HashSet::new();
    let mut style = String::new();
    let mut sheets = Vec::new();
    loop {
        match xml.next()? {
            Token::Start(element) => match (element.ns, element.name()) {
                (Ns::Od, "style") => style = element.attr("name").unwrap_or_default(),
                (Ns::Od, "table-properties")
                    if element.attr("display").as_deref() == Some("false") =>
                {
                    hidden_styles.insert(style.clone());
                }
                (Ns::OdTable, "table") => {
                    let hidden = element
                        .attr("style-name")
                        .is_some_and(|style| hidden_styles.contains(&style));
                    let name = element.attr("name").unwrap_or_default();
                    sheets.push(sheet(&mut xml, name, hidden, &mut budget)?);
                }
                (Ns::OdTable, "tracked-changes") => xml.skip()?,
                _ => {}
            },
            Token::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// A package with a password says so in its manifest.
fn encrypted(package: &mut Package<'_>) -> Result<bool, Fault> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    Ok(manifest.contains("encryption-data"))
}

fn sheet(
    xml: &mut Xml<'_>,
    name: String,
    hidden: bool,
    budget: &mut Budget,
) -> Result<Sheet, Fault> {
    let mut sheet = Sheet {
        name,
        hidden,
        cells: Vec::new(),
        blank_formulas: Vec::new(),
    };
    let outside = xml.depth().saturating_sub(1);
    let mut row = 0_u32;
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        match (element.ns, element.name()) {
            (Ns::OdTable, "table-row") => {
                let repeats = element.number("number-rows-repeated").unwrap_or(1_u32);
                let cells = cells(xml, row, &mut sheet.blank_formulas, budget)?;
                if !cells.is_empty() {
                    for again in 0..repeats.min(MOST_REPEATS) {
                        for (column, (text, sort)) in &cells {
                            budget.spend(text.len())?;
                            sheet.cells.push(Shown {
                                row: row.saturating_add(again),
                                column: *column,
                                text: text.clone(),
                                sort: *sort,
                            });
                        }
                    }
                }
                row = row.saturating_add(repeats);
            }
            (Ns::OdTable, "shapes" | "forms") => xml.skip()?,
            _ => {}
        }
    }
    Ok(sheet)
}

/// The cells of a row that show something: (column, text).
fn cells(
    xml: &mut Xml<'_>,
    row: u32,
    blank_formulas: &mut Vec<(u32, u32)>,
    budget: &mut Budget,
) -> Result<Vec<(u32, Typed)>, Fault> {
    let outside = xml.depth().saturating_sub(1);
    let mut found = Vec::new();
    let mut column = 0_u32;
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        if element.ns != Ns::OdTable
            || !matches!(element.name(), "table-cell" | "covered-table-cell")
        {
            continue;
        }
        let repeats = element.number("number-columns-repeated").unwrap_or(1_u32);
        let shown = text(xml, &element)?;
        if shown.0.is_empty() {
            if element.attr("formula").is_some() && element.attr("value-type").is_none() {
                blank_formulas.push((row, column));
            }
        } else {
            for again in 0..repeats.min(MOST_REPEATS) {
                budget.spend(shown.0.len())?;
                found.push((column.saturating_add(again), shown.clone()));
            }
        }
        column = column.saturating_add(repeats);
    }
    Ok(found)
}

/// What a cell shows, from its typed value where it has one.
fn text(xml: &mut Xml<'_>, element: &Element<'_>) -> Result<Typed, Fault> {
    let written = paragraphs(xml)?;
    let kind = element.attr("value-type");
    let sort = match kind.as_deref() {
        _ if written.starts_with('#') && written.ends_with(['!', '?', 'A']) => Sort::Error,
        Some("float" | "currency" | "percentage") => Sort::Number,
        Some("date") => Sort::Date,
        _ => Sort::Text,
    };
    let number = || element.number::<f64>("value");
    let typed = match kind.as_deref() {
        _ if sort == Sort::Error => None,
        Some("float" | "currency") => number().map(cell::decimal),
        Some("percentage") => number().map(cell::percent),
        Some("date") => element.attr("date-value").map(|date| cell::iso_date(&date)),
        Some("boolean") => element
            .attr("boolean-value")
            .map(|value| cell::boolean(value == "true")),
        _ => None,
    };
    Ok((typed.unwrap_or(written), sort))
}

/// The text paragraphs of a cell, one line each; comments are not its text.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String, Fault> {
    let outside = xml.depth().saturating_sub(1);
    let mut text = String::new();
    let mut inside = 0;
    while xml.depth() > outside {
        match xml.next()? {
            Token::Start(element) if element.ns == Ns::Od && element.name() == "annotation" => {
                xml.skip()?
            }
            Token::Start(element) if element.ns == Ns::OdText => match element.name() {
                "p" | "h" => {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    inside = xml.depth();
                }
                "s" => {
                    let blanks = element.number("c").unwrap_or(1_usize).min(100);
                    text.extend(std::iter::repeat_n(' ', blanks));
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                _ => {}
            },
            Token::Text(piece) if inside > 0 && xml.depth() >= inside => text.push_str(&piece),
            _ => {}
        }
    }
    Ok(cell::tidy(&text))
}
