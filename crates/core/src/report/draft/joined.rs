//! The draft as a reading: the same entries a Word form with the same words would have given.

use std::collections::HashMap;

use nhip_viet::quantity::{Told, quantities};

use super::place::{cell, labels};
use super::{Column, Draft, Field, FigureRow, TaskAnswer, add_line, number_of};
use crate::document::label;
use crate::document::{Block, Cell, Paragraph, Place, Row, Table};
use crate::fingerprint::sha256;
use crate::plan::Plan;
use crate::report::{
    Answer, Entry, Part, PlanMatch, Reading, UnitMatch, answer, cells, form, table,
};
use crate::unit::Unit;

/// How [`UnitMatch::One`] says that the unit is the one signed in for.
const BY: &str = "page";

impl Draft {
    /// What the consolidation takes.
    ///
    /// A text on a task the plan no longer has stands under "Nội dung khác" rather than nowhere.
    pub fn to_reading(&self, plan: &Plan, unit: &Unit) -> Reading {
        let mut writer = Writer {
            labels: labels(plan),
            entries: Vec::new(),
            line: 0,
        };
        let mut other = String::new();
        for answer in &self.answers {
            if writer.labels.contains_key(answer.task.as_str()) {
                writer.task(answer);
            } else if answer.answer() == Answer::Given {
                add_line(&mut other, &answer.text);
            }
        }
        if !answer::is_blank(&self.other) {
            add_line(&mut other, &self.other);
        }
        writer.part(Part::Other, &Field::Other, &other);
        writer.figures(&self.figures);
        writer.part(Part::Difficulties, &Field::Difficulties, &self.difficulties);
        writer.part(Part::Proposals, &Field::Proposals, &self.proposals);
        writer.part(Part::Outlook, &Field::Outlook, &self.outlook);
        Reading {
            file: self.file(),
            sha256: self.sha256(),
            unit: UnitMatch::One {
                code: self.unit.clone(),
                by: BY.to_owned(),
                written: unit.name.clone(),
            },
            month: Some(self.month),
            version: Some(self.version),
            plan: if self.plan == number_of(plan) {
                PlanMatch::Same
            } else {
                PlanMatch::Other
            },
            form: true,
            entries: writer.entries,
            findings: Vec::new(),
        }
    }

    /// Stands where a file name would; no two reports share one.
    pub fn file(&self) -> String {
        format!(
            "nhập trên trang ({}, {}, lần {})",
            self.unit, self.month, self.version
        )
    }

    /// SHA-256 over unit, month, plan, version and every box.
    ///
    /// The unit is in it: two units that both had nothing to report did not send one file.
    pub fn sha256(&self) -> String {
        // Plain structures always become JSON; an empty seal would be seen.
        sha256(&serde_json::to_vec(self).unwrap_or_default())
    }
}

struct Writer<'a> {
    labels: HashMap<&'a str, String>,
    entries: Vec<Entry>,
    /// Entries so far: a draft has no lines of its own to count.
    line: u32,
}

impl Writer<'_> {
    fn place(&mut self, field: &Field) -> Place {
        self.line = self.line.saturating_add(1);
        Place {
            line: self.line,
            cell: Some(cell(field, &self.labels)),
            ..Place::default()
        }
    }

    fn task(&mut self, answer: &TaskAnswer) {
        let part = Part::Task {
            task: answer.task.clone(),
        };
        let field = Field::Text(answer.task.clone());
        let written = self.lines(&part, &field, &answer.text);
        if answer.nil || written == Answer::Nil {
            self.push(part, Answer::Nil, form::NIL, &field);
        } else if written == Answer::Blank {
            self.push(part, Answer::Blank, "", &field);
        }
    }

    fn part(&mut self, part: Part, field: &Field, text: &str) {
        match self.lines(&part, field, text) {
            Answer::Nil => self.push(part, Answer::Nil, form::NIL, field),
            Answer::Blank => self.push(part, Answer::Blank, "", field),
            Answer::Given => {}
        }
    }

    /// One entry for each line that says something, without its dash or number.
    fn lines(&mut self, part: &Part, field: &Field, text: &str) -> Answer {
        let mut said = Answer::Blank;
        for line in text.lines() {
            let paragraph = Paragraph {
                text: line.to_owned(),
                ..Paragraph::default()
            };
            let (_, line) = label::of(&paragraph);
            if answer::is_blank(line) {
                continue;
            }
            if answer::is_nil(line) {
                if said == Answer::Blank {
                    said = Answer::Nil;
                }
                continue;
            }
            said = Answer::Given;
            self.push(part.clone(), Answer::Given, line, field);
        }
        said
    }

    fn push(&mut self, part: Part, answer: Answer, text: &str, field: &Field) {
        let place = self.place(field);
        let counted = answer == Answer::Given;
        self.entries.push(Entry {
            part,
            score: 1.0,
            answer,
            quantities: if counted {
                quantities(text)
            } else {
                Vec::new()
            },
            others: Vec::new(),
            text: text.to_owned(),
            place,
        });
    }

    /// The figures, read as the form's own table is.
    fn figures(&mut self, rows: &[FigureRow]) {
        let mut laid = vec![row(&form::COLUMNS_FIGURES, &Place::default())];
        for (at, figure) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let number = (at + 1).to_string();
            let place = self.place(&Field::Figure(at + 1, Column::Value));
            // A bar would read as the end of a cell in the row's text.
            let cells = figure
                .cells()
                .map(|cell| cells::one_line(cell).replace('|', "/"));
            let [name, unit, value, cumulative, note] = cells.each_ref().map(String::as_str);
            laid.push(row(&[&number, name, unit, value, cumulative, note], &place));
        }
        let table = Table {
            sheet: None,
            rows: laid,
        };
        if let Some((at, columns)) = table::head(&table, Told::default()) {
            // The form's own columns leave no doubt.
            let rows = table::entries(&table, at, &columns, &mut Vec::new());
            self.entries.extend(rows);
        }
    }
}

fn row(texts: &[&str; 6], place: &Place) -> Row {
    let cell = |text: &&str| Cell {
        blocks: vec![Block::Paragraph(Paragraph {
            place: place.clone(),
            text: (*text).to_owned(),
            ..Paragraph::default()
        })],
        columns: 1,
    };
    Row {
        cells: texts.iter().map(cell).collect(),
    }
}
