//! The monthly report as typed in the browser, from the page it opens with to the reading it becomes.
//!
//! | module | what it answers |
//! |---|---|
//! | `field` | how one box on the page is named |
//! | `edit` | what a box takes, and the draft as rows of name and value |
//! | `activity`, `open` | what a month's report opens with |
//! | `kept` | whose a box is, and what activities bring into a report begun before them |
//! | `taken` | what a Word or Excel form handed in would fill in |
//! | `joined` | the draft as a [`super::Reading`], for the consolidation |
//! | `place` | where a finding stands, and the box that is |
//! | `check` | what is wrong or doubtful, all at once |
//! | `explanation` | what the reporter says to a doubt |

mod activity;
mod check;
mod edit;
mod explanation;
mod field;
mod joined;
mod kept;
mod open;
mod place;
mod taken;

use serde::{Deserialize, Serialize};

use super::{Answer, answer};
use crate::period::Month;
use crate::plan::{Plan, Task};
use crate::unit::Unit;

pub use activity::ActivityLine;
pub use check::{blocking, checks};
pub use explanation::{Explanation, about, unexplained};
pub use field::{Column, Field};
pub use kept::{KeptBox, bring, filled, taken_over};
pub use taken::Taken;

/// Characters of a text: some forty pages, more than any month has.
pub const LONGEST_TEXT: usize = 100_000;
/// Characters of the name of a figure, and of a remark on it.
pub const LONGEST_NAME: usize = 500;
/// Characters of a value or a unit of count.
pub const LONGEST_VALUE: usize = 60;
/// Rows of the figures table.
pub const MOST_ROWS: usize = 300;

/// One unit's report of one month, as typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Code of the unit.
    pub unit: String,
    /// The month reported on.
    pub month: Month,
    /// Number and symbol of the plan ("214/KH-UBND"), empty if it has none.
    pub plan: String,
    /// Which version of the month's report this is, from 1.
    pub version: u32,
    /// The unit's tasks in the order of the plan; then what was written on tasks the plan no
    /// longer gives it, so that nothing typed is lost.
    pub answers: Vec<TaskAnswer>,
    /// Results that fit no task.
    pub other: String,
    /// The figures table. A row's place is its name, so rows are emptied and never taken out.
    pub figures: Vec<FigureRow>,
    /// "Khó khăn, vướng mắc".
    pub difficulties: String,
    /// "Đề xuất, kiến nghị".
    pub proposals: String,
    /// "Phương hướng, nhiệm vụ tháng tới".
    pub outlook: String,
}

/// What was typed for one task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskAnswer {
    /// [`crate::plan::Task::id`].
    pub task: String,
    /// "Không phát sinh" is ticked. A text typed before stays: unticking brings it back.
    pub nil: bool,
    /// The text as typed.
    pub text: String,
}

/// One row of the figures table, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRow {
    /// What is counted.
    pub name: String,
    /// In what.
    pub count_unit: String,
    /// In the month.
    pub value: String,
    /// Since the beginning of the year.
    pub cumulative: String,
    /// Remark.
    pub note: String,
}

impl TaskAnswer {
    /// Whether something was written, nothing happened, or nobody has answered.
    pub fn answer(&self) -> Answer {
        match () {
            () if self.nil || answer::is_nil(&self.text) => Answer::Nil,
            () if answer::is_blank(&self.text) => Answer::Blank,
            () => Answer::Given,
        }
    }
}

impl FigureRow {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells().iter().all(|cell| answer::is_blank(cell))
    }

    /// Whether it has neither a figure nor "không phát sinh".
    pub fn is_unanswered(&self) -> bool {
        answer::is_blank(&self.value) && answer::is_blank(&self.cumulative)
    }

    /// As it stands under the headings of the form, without the row's number.
    fn cells(&self) -> [&str; 5] {
        [
            &self.name,
            &self.count_unit,
            &self.value,
            &self.cumulative,
            &self.note,
        ]
    }
}

impl Draft {
    /// An empty report of the unit's tasks under the plan.
    pub fn blank(plan: &Plan, unit: &Unit, month: Month) -> Draft {
        Draft {
            unit: unit.code.clone(),
            month,
            plan: number_of(plan),
            version: 1,
            answers: tasks(plan, unit).map(|task| unanswered(&task.id)).collect(),
            other: String::new(),
            figures: Vec::new(),
            difficulties: String::new(),
            proposals: String::new(),
            outlook: String::new(),
        }
    }

    /// The answer to a task, if the draft has a place for it.
    pub fn answer_to(&self, task: &str) -> Option<&TaskAnswer> {
        self.answers.iter().find(|answer| answer.task == task)
    }

    /// The answer to a task, with a place made for it where there is none.
    fn answer_or_new(&mut self, task: &str) -> Option<&mut TaskAnswer> {
        let known = self.answers.iter().position(|answer| answer.task == task);
        let at = known.unwrap_or_else(|| {
            self.answers.push(unanswered(task));
            self.answers.len() - 1
        });
        self.answers.get_mut(at)
    }
}

fn unanswered(task: &str) -> TaskAnswer {
    TaskAnswer {
        task: task.to_owned(),
        ..TaskAnswer::default()
    }
}

fn number_of(plan: &Plan) -> String {
    plan.number().unwrap_or_default().to_owned()
}

/// What the unit owes under the plan, in the order of the plan.
fn tasks<'a>(plan: &'a Plan, unit: &Unit) -> impl Iterator<Item = &'a Task> {
    let group = plan.units.iter().find(|group| group.id == unit.group);
    group.into_iter().flat_map(|group| &group.tasks)
}

/// Adds a paragraph below a text.
fn add_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}
