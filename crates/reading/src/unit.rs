//! Lists of units, read from a table: columns by heading, every unusable row named.

mod column;
mod fields;
mod listed;

use chrono::NaiveDate;
use std::collections::HashSet;

use nhip_core::document::{Document, Place};
use nhip_core::finding::Finding;
use nhip_core::period::{Month, day};
use nhip_core::plan::{Plan, PlanUnit};
use nhip_core::unit::name::plain;
use nhip_core::unit::{Roster, Unit, owing, unit_of};

use fields::Fields;
pub use listed::listed;

/// What is wrong with a row, by code.
const TEXTS: [(&str, &str, &str); 4] = [
    (
        "C250",
        "không hiểu ngày hiệu lực nên bỏ qua; hãy viết như 01/7/2025",
        "the date is not understood and ignored; write it like 01/7/2025",
    ),
    ("L151", "đơn vị không có tên", "the unit has no name"),
    (
        "L152",
        "nhóm không có trong kế hoạch",
        "the plan has no such group",
    ),
    (
        "L153",
        "mã đơn vị bị trùng; chỉ dùng dòng đầu",
        "the code is used twice; only the first row counts",
    ),
];

/// A list of real units below the plan's groups, read from a workbook or a .csv.
///
/// Columns are found by their headings in Vietnamese or English. Units that do not exist in
/// the month are left out with a note; a group with no listed unit stays one unit. The
/// findings name the row of everything that could not be used.
pub fn roster(document: &Document, plan: &Plan, month: Month) -> (Roster, Vec<Finding>) {
    let (units, findings) = read(document, plan, month);
    (Roster::new(units, plan), findings)
}

/// Units of the list, then the plan's groups for which it lists none.
fn read(document: &Document, plan: &Plan, month: Month) -> (Vec<Unit>, Vec<Finding>) {
    let mut reader = Reader {
        file: &document.name,
        plan,
        month,
        units: Vec::new(),
        codes: HashSet::new(),
        listed: HashSet::new(),
        findings: Vec::new(),
    };
    match fields::rows(document) {
        Some(rows) => rows.into_iter().for_each(|row| reader.row(row)),
        None => reader.findings.push(
            Finding::new(
                "L150",
                "danh sách đơn vị không có dòng tiêu đề; cần ít nhất các cột “Mã”, “Tên đơn vị”, “Nhóm”",
                "the unit list has no heading row; it needs at least the columns “Mã”, “Tên đơn vị”, “Nhóm”",
            )
            .in_file(&document.name),
        ),
    }
    reader.finish()
}

struct Reader<'a> {
    file: &'a str,
    plan: &'a Plan,
    month: Month,
    units: Vec<Unit>,
    codes: HashSet<String>,
    /// Groups for which a unit was listed, even one that no longer exists.
    listed: HashSet<String>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn row(&mut self, row: Fields) {
        let Fields { place, name, .. } = row;
        if name.is_empty() {
            return self.say("L151", &place, &row.code);
        }
        // A list without codes is usable: the name, being unique, stands for one.
        let code = match row.code.is_empty() {
            true => name.clone(),
            false => row.code,
        };
        let Some(group) = self.group(&row.group, &name) else {
            let quote = if row.group.is_empty() {
                &name
            } else {
                &row.group
            };
            return self.say("L152", &place, quote);
        };
        if self.codes.contains(&code) {
            return self.say("L153", &place, &code);
        }
        let valid_from = self.date(&row.from, &place);
        let valid_to = self.date(&row.to, &place);
        self.listed.insert(group.clone());
        self.keep(
            Unit {
                code,
                name,
                aliases: row.aliases,
                group,
                parent: row.parent,
                valid_from,
                valid_to,
            },
            place,
        );
    }

    fn keep(&mut self, unit: Unit, place: Place) {
        if unit.exists_in(self.month) {
            self.codes.insert(unit.code.clone());
            self.units.push(unit);
            return;
        }
        let (name, month) = (&unit.name, self.month);
        let note = Finding::new(
            "G350",
            format!("{name} không hoạt động trong tháng {month} theo danh sách, nên không tính"),
            format!("{name} does not exist in {month} according to the list, so it is left out"),
        );
        self.findings
            .push(note.in_file(self.file).of_unit(&unit.code).at(place));
    }

    /// Id of the plan's group: written, or the only one there is, or the unit's own name.
    fn group(&self, written: &str, name: &str) -> Option<String> {
        let (wanted, own) = (plain(written), plain(name));
        let named = |wanted: &str| {
            let mut fitting = self
                .plan
                .units
                .iter()
                .filter(|unit| is_called(unit, wanted));
            let first = fitting.next()?;
            fitting.next().is_none().then(|| first.id.clone())
        };
        if !wanted.is_empty() {
            let by_id = self
                .plan
                .units
                .iter()
                .find(|unit| unit.id.eq_ignore_ascii_case(written.trim()));
            return by_id.map(|unit| unit.id.clone()).or_else(|| named(&wanted));
        }
        let mut groups = owing(self.plan).filter(|unit| unit.is_group);
        named(&own).or_else(|| {
            let only = groups.next()?;
            groups.next().is_none().then(|| only.id.clone())
        })
    }

    fn date(&mut self, text: &str, place: &Place) -> Option<NaiveDate> {
        let date = day(text);
        if date.is_none() && !text.is_empty() {
            self.say("C250", place, text);
        }
        date
    }

    fn say(&mut self, code: &str, place: &Place, quote: &str) {
        let text = TEXTS.iter().find(|(known, ..)| *known == code);
        let (_, vi, en) = text.copied().unwrap_or((code, "", ""));
        let finding = Finding::new(
            code,
            format!("danh sách đơn vị: {vi}"),
            format!("unit list: {en}"),
        );
        self.findings
            .push(finding.in_file(self.file).at(place.clone()).quoting(quote));
    }

    fn finish(mut self) -> (Vec<Unit>, Vec<Finding>) {
        for unit in owing(self.plan).filter(|unit| !self.listed.contains(&unit.id)) {
            // A listed code that is also the id of another group would make two units one.
            if self.codes.contains(&unit.id) {
                self.findings.push(
                    Finding::new(
                        "L153",
                        format!(
                            "danh sách đơn vị: mã {} trùng với ký hiệu của “{}” trong kế hoạch",
                            unit.id, unit.name
                        ),
                        format!(
                            "unit list: code {} is also the plan's id of “{}”",
                            unit.id, unit.name
                        ),
                    )
                    .in_file(self.file),
                );
                continue;
            }
            self.units.push(unit_of(unit));
        }
        (self.units, self.findings)
    }
}

fn is_called(unit: &PlanUnit, wanted: &str) -> bool {
    std::iter::once(&unit.name)
        .chain(&unit.aliases)
        .chain(&unit.name_full_inferred)
        .any(|name| plain(name) == wanted)
}
