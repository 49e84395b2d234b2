//! Our own forms, filled in by the people of the invented city.

mod cells;

use nhip_core::document::{Block, Cell, Document, Row as CellRow};
use nhip_core::report::form::{
    BOX_TICKED, CODE_DIFFICULTIES, CODE_FIGURES, CODE_OUTLOOK, CODE_PROPOSALS, NIL_MARK,
    SHEET_FIGURES, SHEET_REPORT, tag_in,
};
use nhip_core::unit::Unit;
use nhip_documents::read::Reader;
use nhip_documents::write::paper::{self, Paper, Part};
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, form};

use super::letter::{Letter, Row, Said};
use super::post::Desk;
use super::voice::grouped;
use cells::{Filling, Value};

/// What was answered under a code of the form.
enum Answer<'a> {
    Nil,
    Text(&'a [String]),
}

/// What a letter says, by the codes of its unit's form.
struct Answers<'a> {
    letter: &'a Letter,
    tasks: Vec<&'a str>,
}

impl<'a> Answers<'a> {
    fn new(desk: &Desk<'a>, unit: &Unit, letter: &'a Letter) -> Answers<'a> {
        let owner = desk.plan.units.iter().find(|owner| owner.id == unit.group);
        let tasks = owner.map(|owner| owner.tasks.iter().map(|task| task.id.as_str()).collect());
        Answers {
            letter,
            tasks: tasks.unwrap_or_default(),
        }
    }

    /// `None` is left as it is printed: a blank.
    fn under(&self, code: &str) -> Option<Answer<'a>> {
        let texts = match code {
            CODE_DIFFICULTIES => &self.letter.difficulties,
            CODE_PROPOSALS => &self.letter.proposals,
            CODE_OUTLOOK => &self.letter.outlook,
            _ => {
                let at = self.tasks.iter().position(|task| *task == code)?;
                return match self.letter.tasks.get(at)? {
                    Said::Text(texts) => Some(Answer::Text(texts)),
                    Said::Nil => Some(Answer::Nil),
                    Said::Blank => None,
                };
            }
        };
        (!texts.is_empty()).then_some(Answer::Text(texts))
    }
}

fn unit_of<'a>(desk: &Desk<'a>, letter: &Letter) -> Result<&'a Unit, String> {
    let found = desk.units.iter().find(|unit| unit.code == letter.code);
    found.ok_or_else(|| format!("{} is not in the list of units", letter.code))
}

/// The form as Word file, typed into.
pub fn filled_docx(desk: &Desk<'_>, letter: &Letter) -> Result<Vec<u8>, String> {
    let unit = unit_of(desk, letter)?;
    let mut paper = blank_paper(desk, unit, letter)?;
    let answers = Answers::new(desk, unit, letter);
    fill(&mut paper, &answers);
    docx::bytes(&paper).map_err(|error| error.to_string())
}

/// Goes down the paper as a person does: the code in a heading says what the boxes and rooms
/// below it are for.
fn fill(paper: &mut Paper, answers: &Answers<'_>) {
    let mut code = String::new();
    let mut body = Vec::with_capacity(paper.body.len());
    for part in std::mem::take(&mut paper.body) {
        if let Some(found) = text_of(&part).and_then(tag_in) {
            code = found.to_owned();
        }
        match (part, answers.under(&code)) {
            (Part::Check { label, .. }, Some(Answer::Nil)) => {
                body.push(Part::text(format!("{BOX_TICKED} {label}")));
            }
            (Part::Room { .. }, Some(Answer::Text(texts))) => {
                body.extend(texts.iter().map(Part::text));
            }
            (Part::Table(mut table), _) if code == CODE_FIGURES => {
                fill_rows(&mut table, &answers.letter.figures);
                body.push(Part::Table(table));
            }
            (part, _) => body.push(part),
        }
    }
    paper.body = body;
}

fn text_of(part: &Part) -> Option<&str> {
    match part {
        Part::Heading { text, .. } => Some(text),
        Part::Paragraph { runs, .. } => runs.first().map(|run| run.text.as_str()),
        _ => None,
    }
}

/// An indicator the form prints is filled in its own row, any other in the next blank one.
fn fill_rows(table: &mut paper::Table, figures: &[Row]) {
    let columns = table.columns.len();
    for figure in figures {
        let printed = table
            .rows
            .iter()
            .map(|row| row.cells.get(1).map(words).unwrap_or_default());
        let Some(at) = row_for(printed, figure) else {
            continue;
        };
        let mut cells = texts(at, figure);
        cells.resize(columns, String::new());
        if let Some(row) = table.rows.get_mut(at) {
            *row = paper::Row::of(cells.into_iter().map(paper::Cell::text).collect());
        }
    }
}

/// The row with the figure's indicator, otherwise the first blank one.
fn row_for(printed: impl Iterator<Item = String>, figure: &Row) -> Option<usize> {
    let printed: Vec<String> = printed.collect();
    let own = printed.iter().position(|name| *name == figure.name);
    own.or_else(|| printed.iter().position(|name| name.trim().is_empty()))
}

fn words(cell: &paper::Cell) -> String {
    cell.runs.iter().map(|run| run.text.as_str()).collect()
}

fn texts(at: usize, figure: &Row) -> Vec<String> {
    vec![
        (at + 1).to_string(),
        figure.name.clone(),
        figure.count_unit.clone(),
        figure.value.map(grouped).unwrap_or_default(),
        grouped(figure.cumulative),
    ]
}

/// The form as workbook, typed into.
pub fn filled_xlsx(desk: &Desk<'_>, letter: &Letter) -> Result<Vec<u8>, String> {
    let unit = unit_of(desk, letter)?;
    let blank = blank_workbook(desk, unit, letter)?;
    let document = Reader::default()
        .read_bytes("form.xlsx", &blank)
        .map_err(|error| error.to_string())?;
    let answers = Answers::new(desk, unit, letter);
    let mut filling = Filling::default();
    for (sheet, rows) in sheets(&document) {
        match sheet {
            SHEET_REPORT => fill_report(&mut filling, rows, &answers),
            SHEET_FIGURES => fill_figures(&mut filling, rows, &letter.figures),
            _ => {}
        }
    }
    filling.put_into(&blank)
}

fn sheets(document: &Document) -> impl Iterator<Item = (&str, &[CellRow])> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some((table.sheet.as_deref()?, table.rows.as_slice())),
        Block::Paragraph(_) => None,
    })
}

fn fill_report(filling: &mut Filling, rows: &[CellRow], answers: &Answers<'_>) {
    for row in rows {
        let Some((code, line)) = row.cells.first().and_then(written) else {
            continue;
        };
        match answers.under(&code) {
            Some(Answer::Nil) => {
                filling.set(SHEET_REPORT, 'C', line, Value::Text(NIL_MARK.to_owned()))
            }
            Some(Answer::Text(texts)) => {
                filling.set(SHEET_REPORT, 'D', line, Value::Text(texts.join("\n")));
            }
            None => {}
        }
    }
}

/// The rows below the one that names the columns; a blank row still has its number in front.
fn fill_figures(filling: &mut Filling, rows: &[CellRow], figures: &[Row]) {
    let text = |row: &CellRow, column: usize| {
        row.cells
            .get(column)
            .and_then(written)
            .map(|(text, _)| text)
    };
    let named = rows
        .iter()
        .position(|row| text(row, 1).as_deref() == Some("Chỉ tiêu"));
    let Some(below) = named.and_then(|head| rows.get(head + 1..)) else {
        return;
    };
    let mut printed: Vec<String> = below
        .iter()
        .map(|row| text(row, 1).unwrap_or_default())
        .collect();
    for figure in figures {
        let Some(at) = row_for(printed.iter().cloned(), figure) else {
            continue;
        };
        let Some((_, line)) = below
            .get(at)
            .and_then(|row| row.cells.first())
            .and_then(written)
        else {
            continue;
        };
        if let Some(name) = printed.get_mut(at) {
            name.clone_from(&figure.name);
        }
        filling.set(SHEET_FIGURES, 'B', line, Value::Text(figure.name.clone()));
        filling.set(
            SHEET_FIGURES,
            'C',
            line,
            Value::Text(figure.count_unit.clone()),
        );
        if let Some(value) = figure.value {
            filling.set(SHEET_FIGURES, 'D', line, Value::Number(value));
        }
        filling.set(SHEET_FIGURES, 'E', line, Value::Number(figure.cumulative));
    }
}

/// A cell's text, and the number of its row as the sheet counts it.
fn written(cell: &Cell) -> Option<(String, u32)> {
    cell.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => {
            let place = paragraph.place.cell.as_deref()?;
            let (_, cell) = place.rsplit_once('!')?;
            let digits = cell.trim_start_matches(|sign: char| !sign.is_ascii_digit());
            Some((paragraph.text.trim().to_owned(), digits.parse().ok()?))
        }
        Block::Table(_) => None,
    })
}

fn blank_paper(desk: &Desk<'_>, unit: &Unit, letter: &Letter) -> Result<Paper, String> {
    Ok(form::paper(
        desk.plan,
        unit,
        letter.month,
        &Profile::of(Style::State)?,
    ))
}

fn blank_workbook(desk: &Desk<'_>, unit: &Unit, letter: &Letter) -> Result<Vec<u8>, String> {
    form::workbook(desk.plan, unit, letter.month).map_err(|error| error.to_string())
}
