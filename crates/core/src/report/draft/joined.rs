//! The draft as a reading: the same entries a Word form with the same words would have given.

use std::collections::HashMap;

use nhip_viet::quantity::quantities;

use super::{Draft, FigureRow, TaskAnswer, add_line, number_of};
use crate::document::label;
use crate::document::{Block, Cell, Paragraph, Place, Row, Table};
use crate::fingerprint::sha256;
use crate::plan::Plan;
use crate::report::{
    Answer, Entry, Part, PlanMatch, Reading, UnitMatch, answer, form, plain_table, table,
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
            entries: Vec::new(),
            line: 0,
        };
        let labels = labels(plan);
        let mut other = String::new();
        for answer in &self.answers {
            match labels.get(answer.task.as_str()) {
                Some(label) => writer.task(answer, label),
                None if answer.answer() == Answer::Given => add_line(&mut other, &answer.text),
                None => {}
            }
        }
        if !answer::is_blank(&self.other) {
            add_line(&mut other, &self.other);
        }
        writer.part(Part::Other, "Nội dung khác", &other);
        writer.figures(&self.figures);
        let parts = [
            (
                Part::Difficulties,
                "Khó khăn, vướng mắc",
                &self.difficulties,
            ),
            (Part::Proposals, "Đề xuất, kiến nghị", &self.proposals),
            (Part::Outlook, "Phương hướng", &self.outlook),
        ];
        for (part, heading, text) in parts {
            writer.part(part, heading, text);
        }
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

/// "1.2" of each task, as the consolidated report prints it.
fn labels(plan: &Plan) -> HashMap<&str, String> {
    let units = plan.units.iter().enumerate();
    units
        .flat_map(|(n, unit)| {
            let tasks = unit.tasks.iter().enumerate();
            tasks.map(move |(m, task)| (task.id.as_str(), format!("{}.{}", n + 1, m + 1)))
        })
        .collect()
}

struct Writer {
    entries: Vec<Entry>,
    /// Entries so far: a draft has no lines of its own to count.
    line: u32,
}

impl Writer {
    fn place(&mut self, heading: &str) -> Place {
        self.line = self.line.saturating_add(1);
        Place {
            line: self.line,
            cell: Some(format!("ô “{heading}”")),
            ..Place::default()
        }
    }

    fn task(&mut self, answer: &TaskAnswer, label: &str) {
        let part = Part::Task {
            task: answer.task.clone(),
        };
        let heading = format!("Kết quả nhiệm vụ {label}");
        let written = self.lines(&part, &heading, &answer.text);
        if answer.nil || written == Answer::Nil {
            self.push(part, Answer::Nil, form::NIL, &heading);
        } else if written == Answer::Blank {
            self.push(part, Answer::Blank, "", &heading);
        }
    }

    fn part(&mut self, part: Part, heading: &str, text: &str) {
        match self.lines(&part, heading, text) {
            Answer::Nil => self.push(part, Answer::Nil, form::NIL, heading),
            Answer::Blank => self.push(part, Answer::Blank, "", heading),
            Answer::Given => {}
        }
    }

    /// One entry for each line that says something, without its dash or number.
    fn lines(&mut self, part: &Part, heading: &str, text: &str) -> Answer {
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
            self.push(part.clone(), Answer::Given, line, heading);
        }
        said
    }

    fn push(&mut self, part: Part, answer: Answer, text: &str, heading: &str) {
        let place = self.place(heading);
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
            text: text.to_owned(),
            place,
        });
    }

    /// The figures, read as the form's own table is.
    fn figures(&mut self, rows: &[FigureRow]) {
        let mut laid = vec![row(&form::COLUMNS_FIGURES, &Place::default())];
        for (at, figure) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let number = (at + 1).to_string();
            let place = self.place(&format!("Số liệu, dòng {number}"));
            // A bar would read as the end of a cell in the row's text.
            let cells = figure
                .cells()
                .map(|cell| plain_table::one_line(cell).replace('|', "/"));
            let [name, unit, value, cumulative, note] = cells.each_ref().map(String::as_str);
            laid.push(row(&[&number, name, unit, value, cumulative, note], &place));
        }
        let table = Table {
            sheet: None,
            rows: laid,
        };
        if let Some((at, columns)) = table::head(&table) {
            self.entries.extend(table::entries(&table, at, &columns));
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
