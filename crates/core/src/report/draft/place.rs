//! Where a finding stands, in words a person finds on the page, and the box those words mean.

use std::collections::HashMap;

use super::{Column, Draft, Field};
use crate::finding::Finding;
use crate::plan::Plan;

const TASK: &str = "Kết quả nhiệm vụ ";
const ROW: &str = "Số liệu, dòng ";
const OTHER: &str = "Nội dung khác";
const DIFFICULTIES: &str = "Khó khăn, vướng mắc";
const PROPOSALS: &str = "Đề xuất, kiến nghị";
const OUTLOOK: &str = "Phương hướng, nhiệm vụ tháng tới";

/// "1.2" of each task, as the consolidated report prints it.
pub(super) fn labels(plan: &Plan) -> HashMap<&str, String> {
    let units = plan.units.iter().enumerate();
    units
        .flat_map(|(n, unit)| {
            let tasks = unit.tasks.iter().enumerate();
            tasks.map(move |(m, task)| (task.id.as_str(), format!("{}.{}", n + 1, m + 1)))
        })
        .collect()
}

/// `ô “Kết quả nhiệm vụ 1.2”`, as [`crate::document::Place::cell`] has it. A task the plan no
/// longer has is named by its id.
pub(super) fn cell(field: &Field, labels: &HashMap<&str, String>) -> String {
    let heading = match field {
        Field::Text(task) | Field::Nil(task) => {
            let label = labels
                .get(task.as_str())
                .map_or(task.as_str(), String::as_str);
            format!("{TASK}{label}")
        }
        Field::Figure(row, _) => format!("{ROW}{row}"),
        Field::Other => OTHER.to_owned(),
        Field::Difficulties => DIFFICULTIES.to_owned(),
        Field::Proposals => PROPOSALS.to_owned(),
        Field::Outlook => OUTLOOK.to_owned(),
    };
    format!("ô “{heading}”")
}

impl Draft {
    /// The box a finding about this draft is about, for a link to it; `None` where it is about
    /// several or the whole.
    pub fn field_of(&self, plan: &Plan, finding: &Finding) -> Option<Field> {
        let cell = finding.place.as_ref()?.cell.as_deref()?;
        let heading = cell.strip_prefix("ô “")?.strip_suffix('”')?;
        if let Some(label) = heading.strip_prefix(TASK) {
            let labels = labels(plan);
            let shown = |task: &str| labels.get(task).map_or(task == label, |one| one == label);
            let answer = self.answers.iter().find(|answer| shown(&answer.task))?;
            return Some(Field::Text(answer.task.clone()));
        }
        if let Some(row) = heading.strip_prefix(ROW) {
            let column = match finding.code.as_str() {
                "L346" => Column::Name,
                _ => Column::Value,
            };
            return Some(Field::Figure(row.parse().ok()?, column));
        }
        match heading {
            OTHER => Some(Field::Other),
            DIFFICULTIES => Some(Field::Difficulties),
            PROPOSALS => Some(Field::Proposals),
            OUTLOOK => Some(Field::Outlook),
            _ => None,
        }
    }
}
