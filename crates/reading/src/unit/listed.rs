//! Rows of a list of units, as a person brings them: by codes, without a plan.

use nhip_core::document::Document;
use nhip_core::finding::Finding;
use nhip_core::period::day;
use nhip_core::unit::history::ListedUnit;

use super::fields::{self, Fields};

/// The rows of a workbook or a .csv, columns found by their headings as for [`super::roster`];
/// the group is not read. Findings: no heading row, dates not understood.
pub fn listed(document: &Document) -> (Vec<ListedUnit>, Vec<Finding>) {
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
        .map(|row| unit(row, &document.name, &mut findings))
        .collect();
    (units, findings)
}

fn unit(row: Fields, file: &str, findings: &mut Vec<Finding>) -> ListedUnit {
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
