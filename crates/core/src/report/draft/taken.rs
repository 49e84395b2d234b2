//! What a Word or Excel form handed in would fill in, and what of it would not be taken.

use nhip_viet::quantity::{Kind, Quantity};

use super::place::labels;
use super::{Draft, FigureRow, MOST_ROWS, add_line, check, tasks};
use crate::finding::Finding;
use crate::period::Month;
use crate::personal::Published;
use crate::plan::Plan;
use crate::report::{Answer, Entry, Part, PlanMatch, Reading, UnitMatch, form};
use crate::unit::Unit;

/// The preview of a form handed in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// Tasks that were answered, with a text or "không phát sinh".
    pub answers: usize,
    /// Rows of the figures table that hold a figure or "không phát sinh".
    pub figures: usize,
    /// What the reader doubts, and what is not taken, gravest first. With an error nothing of
    /// the file is taken.
    pub doubts: Vec<Finding>,
}

impl Draft {
    /// The draft a file handed in by the unit for the month becomes, and its preview.
    ///
    /// A file of another unit, month or plan gives an empty draft. One that names none of them is
    /// taken: the person who hands it in says so. Texts and figures are as written.
    pub fn from_reading(
        reading: &Reading,
        plan: &Plan,
        unit: &Unit,
        month: Month,
        published: &Published,
    ) -> (Draft, Taken) {
        let mut draft = Draft::blank(plan, unit, month);
        let mut taken = Taken {
            doubts: refusals(reading, unit, month),
            ..Taken::default()
        };
        if !taken.doubts.is_empty() {
            return (draft, taken);
        }
        let mut too_many = 0;
        for entry in &reading.entries {
            match (&entry.part, entry.answer) {
                (Part::Figures, _) if draft.figures.len() >= MOST_ROWS => too_many += 1,
                (Part::Figures, _) => draft.figures.extend(row(entry, reading.form)),
                (_, Answer::Blank) => {}
                (Part::Task { task }, answer) => {
                    let Some(slot) = draft.answer_or_new(task) else {
                        continue;
                    };
                    match answer {
                        Answer::Nil => slot.nil = true,
                        _ => add_line(&mut slot.text, &entry.text),
                    }
                }
                (Part::Other, _) => add_line(&mut draft.other, &entry.text),
                (Part::Difficulties, _) => add_line(&mut draft.difficulties, &entry.text),
                (Part::Proposals, _) => add_line(&mut draft.proposals, &entry.text),
                (Part::Outlook, _) => add_line(&mut draft.outlook, &entry.text),
            }
        }
        taken.answers = count(&draft.answers, |answer| answer.answer() != Answer::Blank);
        taken.figures = count(&draft.figures, |row| !row.is_unanswered());
        let left = rows_left_out(too_many).into_iter();
        let foreign = foreign(&draft, plan, unit).into_iter();
        let personal = draft.personal(&labels(plan), published).into_iter();
        let about = |finding: Finding| finding.in_file(&reading.file).of_unit(&unit.code);
        taken
            .doubts
            .extend(left.chain(foreign).chain(personal).map(about));
        taken
            .doubts
            .extend(check::checks(plan, month, unit, reading, None));
        check::sort(&mut taken.doubts);
        (draft, taken)
    }
}

fn count<T>(items: &[T], wanted: impl Fn(&T) -> bool) -> usize {
    items.iter().filter(|item| wanted(item)).count()
}

/// Why nothing of the file is taken.
fn refusals(reading: &Reading, unit: &Unit, month: Month) -> Vec<Finding> {
    let mut found = Vec::new();
    match &reading.unit {
        UnitMatch::One { code, written, .. } if *code != unit.code => found.push(
            Finding::new(
                "L341",
                format!("không lấy được gì: tệp là báo cáo của “{written}” ({code}), không phải của {}; hãy chọn đúng tệp", unit.name),
                format!("nothing is taken: the file is the report of “{written}” ({code}), not of {}; choose the right file", unit.name),
            )
            .quoting(written),
        ),
        _ => {}
    }
    if let Some(other) = reading.month.filter(|stated| *stated != month) {
        found.push(Finding::new(
            "L342",
            format!("không lấy được gì: tệp là báo cáo tháng {other}, không phải tháng {month}; hãy chọn đúng tệp"),
            format!("nothing is taken: the file is a report for {other}, not for {month}; choose the right file"),
        ));
    }
    if reading.plan == PlanMatch::Other {
        found.push(Finding::new(
            "L343",
            "không lấy được gì: biểu mẫu này của kế hoạch khác; hãy tải biểu mẫu của kế hoạch này",
            "nothing is taken: this is the form of another plan; download the form of this one",
        ));
    }
    found
        .into_iter()
        .map(|finding| finding.in_file(&reading.file).of_unit(&unit.code))
        .collect()
}

fn rows_left_out(rows: usize) -> Option<Finding> {
    (rows > 0).then(|| {
        Finding::new(
            "C341",
            format!("bảng số liệu quá dài: {rows} dòng sau dòng {MOST_ROWS} không được lấy"),
            format!(
                "the figures table is too long: {rows} rows after row {MOST_ROWS} are not taken"
            ),
        )
    })
}

/// Texts laid to tasks that are another body's: taken, but the person should look.
fn foreign(draft: &Draft, plan: &Plan, unit: &Unit) -> Option<Finding> {
    let own: Vec<&str> = tasks(plan, unit).map(|task| task.id.as_str()).collect();
    let foreign = draft.answers.iter().map(|answer| answer.task.as_str());
    let foreign: Vec<&str> = foreign.filter(|task| !own.contains(task)).collect();
    let list = foreign.join(", ");
    (!foreign.is_empty()).then(|| {
        Finding::new(
            "C342",
            format!("có nội dung được xếp vào nhiệm vụ của đơn vị khác: {list}; hãy xem lại"),
            format!("there are texts laid to tasks of another unit: {list}; look at them again"),
        )
        .quoting(list.clone())
    })
}

/// A row of a figures table, its cells told apart again.
fn row(entry: &Entry, of_form: bool) -> Option<FigureRow> {
    // The remark comes last and may hold a bar itself.
    let most = form::COLUMNS_FIGURES.len();
    let cells: Vec<&str> = entry.text.splitn(most, " | ").map(str::trim).collect();
    if of_form && is_laid_out(entry, &cells) {
        let cell = |at: usize| {
            let cell = cells.get(at).copied().unwrap_or_default();
            cell.trim_end_matches([' ', '|']).to_owned()
        };
        return Some(FigureRow {
            name: cell(1),
            count_unit: cell(2),
            value: cell(3),
            cumulative: cell(4),
            note: cell(5),
        });
    }
    // The whole cell: "hơn 100" stays "hơn 100".
    let written = |quantity: &Quantity| -> String {
        let cell = entry.text.split(" | ").nth(column(entry, quantity));
        cell.unwrap_or_default().trim().to_owned()
    };
    let running = |quantity: &&Quantity| quantity.kind == Kind::Cumulative;
    let first = entry.quantities.iter().find(|quantity| !running(quantity));
    let cumulative = entry.quantities.iter().find(running);
    let named = first.or(cumulative);
    let words = |cell: &&&str| cell.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let name = match named {
        Some(quantity) if !quantity.what.is_empty() => quantity.what.clone(),
        _ => (*cells.iter().find(words)?).to_owned(),
    };
    Some(FigureRow {
        name,
        count_unit: named.map_or_else(String::new, |quantity| quantity.count_unit.clone()),
        value: match (first, entry.answer) {
            (Some(quantity), _) => written(quantity),
            (None, Answer::Nil) => form::NIL.to_owned(),
            (None, _) => String::new(),
        },
        cumulative: cumulative.map_or_else(String::new, written),
        note: String::new(),
    })
}

/// Whether a row stands in the columns of the form: people put tables of their own into it.
fn is_laid_out(entry: &Entry, cells: &[&str]) -> bool {
    let numbered = cells
        .first()
        .is_some_and(|cell| !cell.contains(char::is_alphabetic));
    numbered
        && entry
            .quantities
            .iter()
            .all(|quantity| matches!(column(entry, quantity), 3 | 4))
}

/// The cell of a row a figure stands in, from 0.
fn column(entry: &Entry, quantity: &Quantity) -> usize {
    let before: String = entry.text.chars().take(quantity.start).collect();
    before.matches(" | ").count()
}
