//! A row of a list of units, as a person brings it: by codes, without ids.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::list::fields::{self, Fields};
use crate::document::{Document, Place};
use crate::finding::Finding;
use crate::period::day;

/// One listed unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ListedUnit {
    /// Code, leading zeros kept.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What sort of body; empty where the list does not say, which changes nothing.
    #[serde(default)]
    pub kind: String,
    /// Code, or full name, of the unit above; `None` where the list does not say, which changes
    /// nothing for a unit already known.
    #[serde(default)]
    pub parent: Option<String>,
    /// First day it exists, where the list says so.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day it exists, where the list says so.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Where in the file.
    #[serde(default)]
    pub place: Option<Place>,
}

impl ListedUnit {
    /// The rows of a workbook or a .csv, columns found by their headings as for
    /// [`super::super::Roster::from_list`]; the group is not read. Findings: no heading row, dates
    /// not understood.
    pub fn read(document: &Document) -> (Vec<ListedUnit>, Vec<Finding>) {
        let mut findings = Vec::new();
        let Some(rows) = fields::rows(document) else {
            let finding = Finding::new(
                "L150",
                "danh sách đơn vị không có dòng tiêu đề; cần ít nhất các cột “Mã”, “Tên đơn vị”",
                "the unit list has no heading row; it needs at least the columns “Mã”, “Tên đơn vị”",
            );
            return (Vec::new(), vec![finding.in_file(&document.name)]);
        };
        let units = rows
            .into_iter()
            .map(|row| listed(row, &document.name, &mut findings))
            .collect();
        (units, findings)
    }
}

fn listed(row: Fields, file: &str, findings: &mut Vec<Finding>) -> ListedUnit {
    let mut date = |text: &str| {
        let date = day(text);
        if date.is_none() && !text.is_empty() {
            let finding = Finding::new(
                "C250",
                "danh sách đơn vị: không hiểu ngày hiệu lực nên bỏ qua; hãy viết như 01/7/2025",
                "unit list: the date is not understood and ignored; write it like 01/7/2025",
            );
            let finding = finding.in_file(file).at(row.place.clone());
            findings.push(finding.quoting(text));
        }
        date
    };
    let (valid_from, valid_to) = (date(&row.from), date(&row.to));
    ListedUnit {
        code: row.code,
        name: row.name,
        aliases: row.aliases,
        kind: row.kind,
        parent: row.parent,
        valid_from,
        valid_to,
        place: Some(row.place),
    }
}
