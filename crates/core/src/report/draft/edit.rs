//! What a box takes, and the draft as the rows of name and value it is kept in.

use nhip_viet::{clean, fold};

use super::{
    Column, Draft, Field, FigureRow, LONGEST_NAME, LONGEST_TEXT, LONGEST_VALUE, unanswered,
};
use crate::lang::Bilingual;
use crate::personal::{self, Published};
use crate::report::{answer, form, table};

impl Draft {
    /// Puts a value into a box; the error says what the box takes, and nothing is changed.
    ///
    /// A figure must be a number ("1.200", "hơn 100", "2-3 buổi"), "không phát sinh" or empty.
    /// Line ends become `\n`, other control characters go, accents are composed. A number of a
    /// person is refused in every box; those that offices have made public pass.
    pub fn set(
        &mut self,
        field: &Field,
        value: &str,
        published: &Published,
    ) -> Result<(), Bilingual> {
        let value = cleaned(value, field.takes_lines());
        fits(field, &value)?;
        if let Some(found) = personal::refused(&value, published) {
            return Err(found.text());
        }
        if let Field::Text(task) | Field::Nil(task) = field
            && self.answer_to(task).is_none()
        {
            return Err(Bilingual::new(
                format!("đơn vị không có nhiệm vụ {task} trong kế hoạch này; hãy tải lại trang"),
                format!("the unit has no task {task} under this plan; reload the page"),
            ));
        }
        self.put(field, value);
        Ok(())
    }

    /// What stands in a box; empty for one that is not there.
    pub fn get(&self, field: &Field) -> &str {
        match field {
            Field::Text(task) => self.answer_to(task).map_or("", |answer| &answer.text),
            Field::Nil(task) if self.answer_to(task).is_some_and(|answer| answer.nil) => {
                form::NIL_MARK
            }
            Field::Nil(_) => "",
            Field::Figure(row, column) => row
                .checked_sub(1)
                .and_then(|at| self.figures.get(at))
                .map_or("", |row| row.cell(*column)),
            Field::Other => &self.other,
            Field::Difficulties => &self.difficulties,
            Field::Proposals => &self.proposals,
            Field::Outlook => &self.outlook,
        }
    }

    /// Every box with its name, empty ones too, in the order of the page.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        let tasks = self.answers.iter().flat_map(|answer| {
            [
                Field::Nil(answer.task.clone()),
                Field::Text(answer.task.clone()),
            ]
        });
        let rows = (1..=self.figures.len())
            .flat_map(|row| Column::ALL.map(|column| Field::Figure(row, column)));
        let tail = [Field::Difficulties, Field::Proposals, Field::Outlook];
        tasks
            .chain([Field::Other])
            .chain(rows)
            .chain(tail)
            .map(|field| (field.clone(), self.get(&field)))
    }

    /// The draft from the rows it was kept in, laid over an empty one ([`Draft::blank`]); and
    /// the names that are none.
    ///
    /// What was saved is never refused: a text on a task the plan no longer has stays.
    pub fn from_fields<'a>(
        empty: Draft,
        rows: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Draft, Vec<String>) {
        let mut draft = empty;
        let mut unknown = Vec::new();
        for (name, value) in rows {
            match Field::parse(name) {
                Some(field) => draft.put(&field, value.to_owned()),
                None => unknown.push(name.to_owned()),
            }
        }
        (draft, unknown)
    }

    fn put(&mut self, field: &Field, value: String) {
        match field {
            Field::Text(task) if value.is_empty() && self.answer_to(task).is_none() => {}
            Field::Text(task) => {
                if let Some(answer) = self.answer_or_new(task) {
                    answer.text = value;
                }
            }
            Field::Nil(task) => {
                let at = self.answers.iter().position(|answer| answer.task == *task);
                let ticked = ticked(&value);
                match at.and_then(|at| self.answers.get_mut(at)) {
                    Some(answer) => answer.nil = ticked,
                    None if ticked => self.answers.push(super::TaskAnswer {
                        nil: true,
                        ..unanswered(task)
                    }),
                    None => {}
                }
            }
            Field::Figure(row, column) => {
                if self.figures.len() < *row && !value.is_empty() {
                    self.figures.resize_with(*row, FigureRow::default);
                }
                let row = row.checked_sub(1).and_then(|at| self.figures.get_mut(at));
                if let Some(row) = row {
                    *row.cell_mut(*column) = value;
                }
            }
            Field::Other => self.other = value,
            Field::Difficulties => self.difficulties = value,
            Field::Proposals => self.proposals = value,
            Field::Outlook => self.outlook = value,
        }
    }
}

impl FigureRow {
    fn cell(&self, column: Column) -> &str {
        match column {
            Column::Name => &self.name,
            Column::CountUnit => &self.count_unit,
            Column::Value => &self.value,
            Column::Cumulative => &self.cumulative,
            Column::Note => &self.note,
        }
    }

    fn cell_mut(&mut self, column: Column) -> &mut String {
        match column {
            Column::Name => &mut self.name,
            Column::CountUnit => &mut self.count_unit,
            Column::Value => &mut self.value,
            Column::Cumulative => &mut self.cumulative,
            Column::Note => &mut self.note,
        }
    }
}

/// A browser sends "on" for a tick without a value, and nothing or "" for none.
fn ticked(value: &str) -> bool {
    let value = fold::key(value);
    !matches!(value.as_str(), "" | "0" | "không" | "false" | "no" | "off")
}

impl Field {
    /// Whether its box takes several lines.
    pub fn takes_lines(&self) -> bool {
        !matches!(self, Field::Nil(_) | Field::Figure(..))
    }
}

/// As the readers of files give text.
fn cleaned(value: &str, lines: bool) -> String {
    let value = clean::kept(value);
    match lines {
        true => value.trim_end().to_owned(),
        false => value.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Characters a box takes.
pub(super) fn longest(field: &Field) -> usize {
    match field {
        Field::Figure(_, Column::Name | Column::Note) => LONGEST_NAME,
        Field::Figure(..) | Field::Nil(_) => LONGEST_VALUE,
        _ => LONGEST_TEXT,
    }
}

fn fits(field: &Field, value: &str) -> Result<(), Bilingual> {
    let most = longest(field);
    let length = value.chars().count();
    if length > most {
        return Err(Bilingual::new(
            format!("dài quá: {length} ký tự, ô này nhận nhiều nhất {most} ký tự; hãy rút gọn"),
            format!("too long: {length} characters, this box takes {most} at most; shorten it"),
        ));
    }
    match field {
        Field::Figure(_, Column::Value | Column::Cumulative) if !is_figure(value) => {
            Err(Bilingual::new(
                format!(
                    "“{value}” không phải là số; hãy ghi một số như 1.200, hoặc “không phát sinh”, hoặc để trống"
                ),
                format!(
                    "“{value}” is no number; write one such as 1.200, or “không phát sinh”, or leave it empty"
                ),
            ))
        }
        _ => Ok(()),
    }
}

/// A number, "không phát sinh" or nothing: what a figure's cell may hold.
pub(super) fn is_figure(value: &str) -> bool {
    answer::is_blank(value) || answer::is_nil(value) || table::is_value(value)
}
