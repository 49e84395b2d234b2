//! What comes into boxes from elsewhere: from activities, from a form handed in.
//!
//! An activity recorded or taken back after the report was opened comes into the boxes nobody has
//! typed in; where somebody has, its words are added below and nothing is written over.

use nhip_core::report::Answer;
use nhip_core::report::draft::{Column, Draft, Field};
use nhip_store::report::field::SavedField;

/// Who saved a box that was filled from activities.
pub const BY_ITSELF: &str = "activities";

/// The boxes to save, so that a draft begun before holds what it would open with now. `new` are
/// the words of an activity just recorded, and its task.
pub fn changes(
    draft: &Draft,
    saved: &[SavedField],
    fresh: &Draft,
    new: Option<(&str, &str)>,
) -> Vec<(String, String)> {
    let typed = |name: &str| {
        saved
            .iter()
            .any(|one| one.name == name && one.saved_by != BY_ITSELF)
    };
    let mut found = Vec::new();
    for answer in &draft.answers {
        let field = Field::Text(answer.task.clone());
        let name = field.to_string();
        let now = fresh.get(&field);
        if !typed(&name) {
            if now != answer.text {
                found.push((name, now.to_owned()));
            }
        } else if let Some((_, words)) = new.filter(|(task, _)| *task == answer.task)
            && !answer.text.contains(words)
        {
            let joined = format!("{}\n{words}", answer.text);
            found.push((name, joined.trim_start().to_owned()));
        }
    }
    found.extend(figures(draft, &typed, fresh));
    found
}

/// Rows are known by name and unit: a row somebody typed a value in stays.
fn figures(draft: &Draft, typed: &impl Fn(&str) -> bool, fresh: &Draft) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut free = draft.figures.len();
    let box_of = |row: usize, column| Field::Figure(row, column).to_string();
    for row in &fresh.figures {
        let known = draft
            .figures
            .iter()
            .position(|one| one.name == row.name && one.count_unit == row.count_unit);
        match known {
            Some(at) => {
                let name = box_of(at + 1, Column::Value);
                let now = draft.figures.get(at).map(|one| one.value.as_str());
                if !typed(&name) && now != Some(row.value.as_str()) {
                    found.push((name, row.value.clone()));
                }
            }
            None => {
                free += 1;
                found.push((box_of(free, Column::Name), row.name.clone()));
                found.push((box_of(free, Column::CountUnit), row.count_unit.clone()));
                found.push((box_of(free, Column::Value), row.value.clone()));
            }
        }
    }
    for (at, row) in draft.figures.iter().enumerate() {
        let gone = !fresh
            .figures
            .iter()
            .any(|one| one.name == row.name && one.count_unit == row.count_unit);
        let name = box_of(at + 1, Column::Value);
        if gone && !row.value.is_empty() && !typed(&name) {
            // Its last activity was taken back.
            found.push((name, String::new()));
        }
    }
    // A row further down than the table goes is no box.
    found.retain(|(name, _)| Field::parse(name).is_some());
    found
}

/// The boxes a form fills: what it answers takes the place of what stood there, what it leaves
/// blank stays. Its table of figures takes the place of the whole table.
pub fn taken_over(now: &Draft, form: &Draft) -> Vec<(String, String)> {
    let mut boxes = super::filled(form);
    for answer in form
        .answers
        .iter()
        .filter(|one| one.answer() == Answer::Given)
    {
        let nil = Field::Nil(answer.task.clone());
        if !answer.nil && !now.get(&nil).is_empty() {
            boxes.push((nil.to_string(), String::new()));
        }
    }
    if form.figures.iter().any(|row| !row.is_unanswered()) {
        for row in 1..=now.figures.len() {
            for column in Column::ALL {
                let field = Field::Figure(row, column);
                if form.get(&field).is_empty() && !now.get(&field).is_empty() {
                    boxes.push((field.to_string(), String::new()));
                }
            }
        }
    }
    boxes
}
