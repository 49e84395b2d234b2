//! Tables in a report: our own sheets, tables of figures, and rows that are paragraphs.

use nhip_core::document::Table;
use nhip_core::finding::Finding;
use nhip_core::report::{Part, cells, form, table};

use super::super::{cross_table, frame, plain_table, workbook};
use super::{Body, State};

impl Body<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.sheet.as_deref() == Some(form::SHEET_HIDDEN) {
            return;
        }
        if let Some((at, columns)) = workbook::head(table) {
            self.form = true;
            return self
                .entries
                .extend(workbook::entries(table, at, columns, self.matcher));
        }
        if let Some((at, columns)) = table::head(table, self.told) {
            let rows = table::entries(table, at, &columns, &mut self.findings);
            return self.entries.extend(rows);
        }
        let ends = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| frame::is_end(&cells::text(cell)));
        if ends {
            return self.enter(State::End);
        }
        if matches!(self.state, State::End) {
            return;
        }
        match cross_table::entry(table, self.told) {
            Some(entry) => self.entries.push(entry),
            None => self.rows(table),
        }
    }

    /// A table that is none of ours: each row is a paragraph.
    fn rows(&mut self, table: &Table) {
        let mut unsure = None;
        for row in plain_table::rows(table) {
            let before = self.entries.len();
            let place = row.place.clone();
            match &mut self.state {
                State::Tagged { part, written, .. } => {
                    *written = true;
                    let part = if *part == Part::Figures {
                        Part::Other
                    } else {
                        part.clone()
                    };
                    self.push(part, 1.0, &row.text, row.place);
                }
                _ => self.content(&row.text, row.place),
            }
            if let (Some(range), Some(entry)) = (row.result, self.entries.last_mut()) {
                // "Nội dung | Kết quả": the figures of the task's own text are no results.
                entry.quantities = plain_table::within(&row.text, range, self.told);
            }
            if row.unsure {
                let entries = self.entries.iter_mut().skip(before);
                entries.for_each(|entry| entry.quantities.clear());
                unsure.get_or_insert((place, row.text));
            }
        }
        if let Some((place, text)) = unsure {
            self.findings.push(
                Finding::new(
                    "C282",
                    "bảng có nhiều cột số nhưng đầu bảng không cho biết cột nào là của tháng, nên không số nào trong các dòng này được cộng; hãy ghi “Trong tháng” trên cột kết quả",
                    "the table has several columns of figures and its heading does not say which is the month's, so none of these rows is added; write “Trong tháng” above the results",
                )
                .at(place)
                .quoting(text),
            );
        }
    }
}
