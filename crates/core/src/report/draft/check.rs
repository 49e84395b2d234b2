//! What is wrong or doubtful in a report before it is sent, all at once, with stable codes.
//!
//! | code | what |
//! |---|---|
//! | L341–L343 | a file handed in is another unit's, month's, plan's (`taken`) |
//! | L344 | nothing was written |
//! | L345, L346 | a figure that is no number; a figure without a name |
//! | L347 | a text longer than its box takes |
//! | L348 | the draft was begun under another plan |
//! | L349 | a box holds a number of a person |
//! | C341, C342 | a file's rows left out, its texts on another unit's tasks (`taken`) |
//! | C343 | figures without a value |
//! | C344 | one indicator in two rows |
//! | C345 | a number that can be read two ways |
//! | C346 | texts on tasks the plan no longer has |
//!
//! The doubts of the consolidation (C254–C273) are among them.

use std::collections::{BTreeMap, HashMap};

use nhip_viet::number;
use nhip_viet::quantity::indicator_key;

use super::edit::{is_figure, longest};
use super::place::{cell, labels};
use super::{Column, Draft, Field, FigureRow, number_of};
use crate::consolidation::check::alone;
use crate::document::Place;
use crate::finding::{Finding, Severity};
use crate::period::Month;
use crate::personal::{self, Published};
use crate::plan::Plan;
use crate::report::{Answer, Part, Reading};
use crate::unit::Unit;

/// Everything to be said of a report, typed or handed in: what its reader noticed, what the
/// consolidation will doubt, what is left open. Gravest first, each once.
pub fn checks(
    plan: &Plan,
    month: Month,
    unit: &Unit,
    now: &Reading,
    previous: Option<&Reading>,
) -> Vec<Finding> {
    let mut found = now.findings.clone();
    found.extend(alone(plan, month, unit, now, previous));
    let about = |finding: Finding| finding.in_file(&now.file).of_unit(&unit.code);
    found.extend(empty(now).map(about));
    found.extend(without_value(now).map(about));
    sort(&mut found);
    found
}

/// The findings that keep a report from being sent.
pub fn blocking(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let blocks = |finding: &&Finding| finding.severity == Severity::Error;
    findings.iter().filter(blocks)
}

impl Draft {
    /// As [`checks`], and what only the page's boxes tell: a figure that is no number, a figure
    /// without a name, a text too long.
    pub fn checks(&self, plan: &Plan, unit: &Unit, previous: Option<&Reading>) -> Vec<Finding> {
        let now = self.to_reading(plan, unit);
        self.checks_of(&now, plan, unit, previous, &Published::default())
    }

    /// As [`Draft::checks`], where the draft's own reading and the offices' numbers are at hand.
    pub fn checks_of(
        &self,
        now: &Reading,
        plan: &Plan,
        unit: &Unit,
        previous: Option<&Reading>,
        published: &Published,
    ) -> Vec<Finding> {
        let mut found = self.wrong_plan(plan);
        let labels = labels(plan);
        found.extend(self.too_long(&labels));
        found.extend(self.personal(&labels, published));
        found.extend(self.gone(&labels));
        for (at, row) in self.figures.iter().enumerate() {
            self.row(at + 1, row, &mut found);
        }
        found.extend(self.twice());
        let mut found: Vec<Finding> = found
            .into_iter()
            .map(|finding| finding.in_file(&now.file).of_unit(&self.unit))
            .collect();
        found.extend(checks(plan, self.month, unit, now, previous));
        sort(&mut found);
        found
    }

    fn wrong_plan(&self, plan: &Plan) -> Vec<Finding> {
        let number = number_of(plan);
        if self.plan == number {
            return Vec::new();
        }
        vec![Finding::new(
            "L348",
            format!(
                "báo cáo này được lập theo kế hoạch “{}”, không phải “{number}”; hãy mở báo cáo mới",
                self.plan
            ),
            format!(
                "this report was begun under plan “{}”, not “{number}”; open a new one",
                self.plan
            ),
        )]
    }

    fn too_long(&self, labels: &HashMap<&str, String>) -> impl Iterator<Item = Finding> {
        self.fields().filter_map(move |(field, value)| {
            let most = longest(&field);
            // Bytes are never fewer than characters, so short texts are not counted.
            let length = if value.len() > most {
                value.chars().count()
            } else {
                0
            };
            (length > most).then(|| {
                Finding::new(
                    "L347",
                    format!(
                        "dài quá: {length} ký tự, ô này nhận nhiều nhất {most} ký tự; hãy rút gọn"
                    ),
                    format!(
                        "too long: {length} characters, this box takes {most} at most; shorten it"
                    ),
                )
                .at(place(&field, labels))
            })
        })
    }

    /// Boxes with a number of a person, for files are handed in and days go by; and with what may be
    /// a name, an address or a profile, which somebody has to answer for.
    pub(super) fn personal(
        &self,
        labels: &HashMap<&str, String>,
        published: &Published,
    ) -> Vec<Finding> {
        let one = |(field, value): (Field, &str)| {
            let found = personal::first(value, published)?;
            let code = if found.kind.is_refused() {
                "L349"
            } else {
                "C349"
            };
            let said = found.text();
            let finding = Finding::new(code, said.vi, said.en).at(place(&field, labels));
            Some(finding.quoting(found.masked))
        };
        self.fields().filter_map(one).collect()
    }

    /// Texts on tasks the plan no longer has; they are sent under "Nội dung khác".
    fn gone(&self, labels: &HashMap<&str, String>) -> Option<Finding> {
        let gone = self.answers.iter().filter(|answer| {
            answer.answer() == Answer::Given && !labels.contains_key(answer.task.as_str())
        });
        let gone: Vec<&str> = gone.map(|answer| answer.task.as_str()).collect();
        let list = gone.join(", ");
        (!gone.is_empty()).then(|| {
            Finding::new(
                "C346",
                format!("kế hoạch không còn nhiệm vụ {list}; nội dung đã ghi được chuyển xuống “Nội dung khác”"),
                format!("the plan no longer has task {list}; what was written goes to “other matters”"),
            )
            .quoting(list.clone())
        })
    }

    fn row(&self, number: usize, row: &FigureRow, found: &mut Vec<Finding>) {
        let at = place(&Field::Figure(number, Column::Value), &HashMap::new());
        for value in [&row.value, &row.cumulative] {
            if !is_figure(value) {
                found.push(
                    Finding::new(
                        "L345",
                        format!("“{value}” không phải là số; hãy ghi một số như 1.200, hoặc “không phát sinh”, hoặc để trống"),
                        format!("“{value}” is no number; write one such as 1.200, or “không phát sinh”, or leave it empty"),
                    )
                    .at(at.clone())
                    .quoting(value),
                );
            }
            if let Some(read) = number::parse(value)
                && let Some(other) = read.alternative
            {
                let (value_read, other) = (number::grouped(read.value), number::grouped(other));
                found.push(
                    Finding::new(
                        "C345",
                        format!("“{value}” được hiểu là {value_read}; nếu là {other} thì hãy ghi “{other}”"),
                        format!("“{value}” is read as {value_read} (decimal comma); if {other} is meant, write “{other}”"),
                    )
                    .at(at.clone())
                    .quoting(value),
                );
            }
        }
        let named = row.name.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        if !row.is_empty() && !named {
            found.push(
                Finding::new(
                    "L346",
                    "dòng số liệu chưa có tên chỉ tiêu; hãy ghi số này là số gì, hoặc xóa dòng",
                    "a row of figures without a name; say what it counts, or empty the row",
                )
                .at(at),
            );
        }
    }

    /// Rows that would be added to each other.
    fn twice(&self) -> Vec<Finding> {
        let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.figures.iter().enumerate() {
            if !row.is_unanswered() {
                let key = indicator_key(&row.count_unit, &row.name);
                rows.entry(key).or_default().push(at + 1);
            }
        }
        let twice = rows.into_values().filter(|rows| rows.len() > 1);
        twice
            .map(|rows| {
                let list: Vec<String> = rows.iter().map(usize::to_string).collect();
                let list = list.join(", ");
                Finding::new(
                    "C344",
                    format!("các dòng số liệu {list} cùng một chỉ tiêu và sẽ được cộng vào nhau"),
                    format!("rows {list} of the figures count the same thing and will be added up"),
                )
                .quoting(list.clone())
            })
            .collect()
    }
}

/// Where a box stands, as the entries of the reading say it.
fn place(field: &Field, labels: &HashMap<&str, String>) -> Place {
    Place {
        cell: Some(cell(field, labels)),
        ..Place::default()
    }
}

fn empty(now: &Reading) -> Option<Finding> {
    let blank = now
        .entries
        .iter()
        .all(|entry| entry.answer == Answer::Blank);
    blank.then(|| {
        Finding::new(
            "L344",
            "báo cáo chưa ghi gì; nếu trong tháng không có việc gì, hãy đánh dấu “Không phát sinh”",
            "the report is empty; if nothing happened in the month, tick “nothing to report”",
        )
    })
}

/// Rows with a name and nothing behind it, told together: an outline taken over from last month
/// has many.
fn without_value(now: &Reading) -> Option<Finding> {
    let open = now
        .entries
        .iter()
        .filter(|entry| entry.part == Part::Figures && entry.answer == Answer::Blank);
    let names: Vec<&str> = open
        .map(|entry| entry.text.split(" | ").nth(1).unwrap_or(&entry.text))
        .collect();
    let list = names.join("; ");
    (!names.is_empty()).then(|| {
        Finding::new(
            "C343",
            format!("{} chỉ tiêu chưa ghi số (bằng 0 thì ghi 0, không có thì ghi “không phát sinh”): {list}", names.len()),
            format!("{} figures have no value (write 0 for none counted, “không phát sinh” for nothing to report): {list}", names.len()),
        )
        .quoting(list.clone())
    })
}

/// Gravest first, then by code and place; each once.
pub(super) fn sort(found: &mut Vec<Finding>) {
    found.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.severity, finding.code.clone());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.place.cmp(&b.place))
            .then_with(|| a.quote.cmp(&b.quote))
            .then_with(|| a.text.vi.cmp(&b.text.vi))
    });
    found.dedup();
}
