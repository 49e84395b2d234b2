//! The report as sections and rows of a page: each box with its name, what stands in it, what the
//! page was shown, and what was said to it.

use std::collections::BTreeMap;

use nhip_core::lang::Lang;
use nhip_core::plan::Task;
use nhip_core::report::draft::{Column, Draft, Field, MOST_ROWS};
use nhip_core::report::state::{Remarks, State};
use nhip_store::report::field::SavedField;

use super::Monthly;
use super::boxes::mark;

/// Empty rows below the figures.
const MORE_ROWS: usize = 3;

/// Before the name of a box: the receiver's remark to it.
pub const REMARK: &str = "y-kien.";

/// One box.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// Mark of what the page shows.
    pub seen: String,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
    /// What the receiver said to it.
    pub remark: Option<String>,
    /// What activities have for it and it has not.
    pub offers: Vec<String>,
}

impl Cell {
    /// Whether it is one of the table.
    pub fn is_figure(&self) -> bool {
        matches!(Field::parse(&self.name), Some(Field::Figure(..)))
    }
}

/// A task with its two boxes.
#[derive(Debug, Clone)]
pub struct Section {
    /// From 1.
    pub number: usize,
    /// Its text.
    pub task: String,
    /// The text.
    pub text: Cell,
    /// The tick.
    pub nil: Cell,
}

/// A row of the figures.
#[derive(Debug, Clone)]
pub struct Line {
    /// From 1.
    pub number: usize,
    /// Its five boxes.
    pub cells: Vec<Cell>,
    /// What the receiver said to it.
    pub remark: Option<String>,
}

impl Line {
    /// Whether anything stands in it.
    pub fn is_filled(&self) -> bool {
        self.cells.iter().any(|cell| !cell.value.is_empty())
    }
}

/// The whole.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// By task.
    pub sections: Vec<Section>,
    /// The figures, with empty rows below where they can be written.
    pub lines: Vec<Line>,
    /// What fits no task, difficulties, proposals, outlook.
    pub parts: Vec<Cell>,
}

/// What was typed and refused, by box: what stands in it, what the page was shown, what is wrong.
pub type Refused = BTreeMap<String, (String, String, String)>;

impl Sheet {
    /// Of a report, in a language, with what was refused.
    pub fn of(monthly: &Monthly, lang: Lang, refused: &Refused) -> Sheet {
        let maker = Maker {
            draft: &monthly.draft,
            saved: &monthly.saved,
            remarks: remarks(&monthly.report.state),
            refused,
            lang,
        };
        let more = match monthly.report.state.is_editable() {
            true => MORE_ROWS,
            false => 0,
        };
        let rows = (monthly.draft.figures.len() + more).min(MOST_ROWS);
        Sheet {
            sections: maker.sections(monthly.duty.tasks()),
            lines: (1..=rows).map(|row| maker.line(row)).collect(),
            parts: maker.parts(),
        }
    }

    /// The boxes a remark can be made to: name of the field for it, and what it is about.
    pub fn remarkable(&self) -> Vec<(String, String)> {
        let texts = self
            .sections
            .iter()
            .map(|one| (&one.text.name, format!("{}. {}", one.number, one.task)));
        let rows = self.lines.iter().filter_map(|line| {
            let first = line.cells.first()?;
            Some((&first.name, format!("{} {}", first.label, first.value)))
        });
        let parts = self.parts.iter().map(|one| (&one.name, one.label.clone()));
        texts
            .chain(rows)
            .chain(parts)
            .map(|(name, label)| (format!("{REMARK}{name}"), label))
            .collect()
    }
}

fn remarks(state: &State) -> Option<&Remarks> {
    match state {
        State::Returned { remarks, .. } => Some(remarks),
        State::Excluded { was, .. } => remarks(was),
        _ => None,
    }
}

struct Maker<'a> {
    draft: &'a Draft,
    saved: &'a [SavedField],
    remarks: Option<&'a Remarks>,
    refused: &'a Refused,
    lang: Lang,
}

impl Maker<'_> {
    fn cell(&self, field: &Field, label: &str) -> Cell {
        let name = field.to_string();
        let value = self.draft.get(field).to_owned();
        let refused = self.refused.get(&name);
        let remark = self.remarks.and_then(|remarks| {
            let one = remarks.items().iter().find(|one| one.item == name)?;
            Some(one.text.to_string())
        });
        let saved = self.saved.iter().find(|one| one.name == name);
        let offers = saved.map_or_else(Vec::new, |one| one.offers());
        Cell {
            offers: offers.into_iter().map(str::to_owned).collect(),
            label: label.to_owned(),
            seen: refused.map_or_else(|| mark(&value), |(_, seen, _)| seen.clone()),
            problem: refused.map(|(_, _, why)| why.clone()),
            value: refused.map_or(value, |(typed, ..)| typed.clone()),
            name,
            remark,
        }
    }

    fn sections(&self, tasks: &[Task]) -> Vec<Section> {
        let answers = self.draft.answers.iter().enumerate();
        answers
            .map(|(at, answer)| {
                let task = tasks.iter().find(|task| task.id == answer.task);
                let label = self
                    .lang
                    .pick("Kết quả trong tháng", "Results of the month");
                let nil = self.lang.pick("Không phát sinh", "Nothing to report");
                Section {
                    number: at + 1,
                    // A task the plan no longer gives the unit keeps what was written on it.
                    task: task.map_or_else(|| answer.task.clone(), |task| task.text.clone()),
                    text: self.cell(&Field::Text(answer.task.clone()), label),
                    nil: self.cell(&Field::Nil(answer.task.clone()), nil),
                }
            })
            .collect()
    }

    fn line(&self, row: usize) -> Line {
        let cells: Vec<Cell> = Column::ALL
            .into_iter()
            .map(|column| {
                let (vi, en) = heading(column);
                self.cell(&Field::Figure(row, column), self.lang.pick(vi, en))
            })
            .collect();
        Line {
            number: row,
            remark: cells.first().and_then(|cell| cell.remark.clone()),
            cells,
        }
    }

    fn parts(&self) -> Vec<Cell> {
        [
            (Field::Other, "Nội dung khác", "Other matters"),
            (Field::Difficulties, "Khó khăn, vướng mắc", "Difficulties"),
            (Field::Proposals, "Đề xuất, kiến nghị", "Proposals"),
            (
                Field::Outlook,
                "Phương hướng, nhiệm vụ tháng tới",
                "Next month",
            ),
        ]
        .iter()
        .map(|(field, vi, en)| self.cell(field, self.lang.pick(vi, en)))
        .collect()
    }
}

/// What a column of the figures is called.
fn heading(column: Column) -> (&'static str, &'static str) {
    match column {
        Column::Name => ("Chỉ tiêu", "Figure"),
        Column::CountUnit => ("Đơn vị tính", "Unit of count"),
        Column::Value => ("Trong tháng", "In the month"),
        Column::Cumulative => ("Lũy kế từ đầu năm", "Since January"),
        Column::Note => ("Ghi chú", "Remark"),
    }
}
