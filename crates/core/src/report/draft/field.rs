//! Names of the boxes of a report's page: what a form posts and what the store keeps a row for.

use std::fmt;

use super::MOST_ROWS;

/// One box of the page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    /// `nhiem-vu.<task>.noi-dung`: the text on a task.
    Text(String),
    /// `nhiem-vu.<task>.khong-phat-sinh`: the tick on a task.
    Nil(String),
    /// `so-lieu.<row>.<column>`: a cell of the figures table; rows count from 1.
    Figure(usize, Column),
    /// `noi-dung-khac`.
    Other,
    /// `kho-khan`.
    Difficulties,
    /// `de-xuat`.
    Proposals,
    /// `phuong-huong`.
    Outlook,
}

/// A column of the figures table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// `ten`: what is counted.
    Name,
    /// `don-vi-tinh`: in what.
    CountUnit,
    /// `gia-tri`: in the month.
    Value,
    /// `luy-ke`: since the beginning of the year.
    Cumulative,
    /// `ghi-chu`: remark.
    Note,
}

const TASK: &str = "nhiem-vu.";
const FIGURE: &str = "so-lieu.";
const TEXT: &str = "noi-dung";
const NIL: &str = "khong-phat-sinh";
const OTHER: &str = "noi-dung-khac";
const DIFFICULTIES: &str = "kho-khan";
const PROPOSALS: &str = "de-xuat";
const OUTLOOK: &str = "phuong-huong";
/// Bytes of a task's id: a posted name is a stranger's text.
const LONGEST_ID: usize = 100;

impl Column {
    /// All, in the order they are shown.
    pub const ALL: [Column; 5] = [
        Column::Name,
        Column::CountUnit,
        Column::Value,
        Column::Cumulative,
        Column::Note,
    ];

    fn name(self) -> &'static str {
        match self {
            Column::Name => "ten",
            Column::CountUnit => "don-vi-tinh",
            Column::Value => "gia-tri",
            Column::Cumulative => "luy-ke",
            Column::Note => "ghi-chu",
        }
    }
}

impl Field {
    /// The box with this name; `None` for a name no page has.
    pub fn parse(name: &str) -> Option<Field> {
        if let Some(rest) = name.strip_prefix(TASK) {
            // A task's id holds points itself ("UBND.1").
            let (task, what) = rest.rsplit_once('.')?;
            let sound = !task.is_empty()
                && task.len() <= LONGEST_ID
                && !task.contains(|c: char| c.is_whitespace() || c.is_control());
            return match what {
                TEXT if sound => Some(Field::Text(task.to_owned())),
                NIL if sound => Some(Field::Nil(task.to_owned())),
                _ => None,
            };
        }
        if let Some(rest) = name.strip_prefix(FIGURE) {
            let (row, column) = rest.split_once('.')?;
            let number = row.parse().ok().filter(|n| (1..=MOST_ROWS).contains(n))?;
            // One name for one box: "01" and "+1" are none.
            let plain = row.starts_with(|c: char| matches!(c, '1'..='9'));
            let column = Column::ALL.into_iter().find(|one| one.name() == column)?;
            return plain.then_some(Field::Figure(number, column));
        }
        match name {
            OTHER => Some(Field::Other),
            DIFFICULTIES => Some(Field::Difficulties),
            PROPOSALS => Some(Field::Proposals),
            OUTLOOK => Some(Field::Outlook),
            _ => None,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Text(task) => write!(f, "{TASK}{task}.{TEXT}"),
            Field::Nil(task) => write!(f, "{TASK}{task}.{NIL}"),
            Field::Figure(row, column) => write!(f, "{FIGURE}{row}.{}", column.name()),
            Field::Other => f.write_str(OTHER),
            Field::Difficulties => f.write_str(DIFFICULTIES),
            Field::Proposals => f.write_str(PROPOSALS),
            Field::Outlook => f.write_str(OUTLOOK),
        }
    }
}
