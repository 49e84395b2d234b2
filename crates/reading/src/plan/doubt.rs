//! Every doubt the reader had, as findings a person can act on.

use std::collections::{HashMap, HashSet};

use nhip_core::document::Place;
use nhip_core::finding::Finding;
use nhip_core::plan::{Open, Plan, Why};
use nhip_viet::fold::{folded, key};

use super::name;
use super::section::{Oddity, Tree};

/// All doubts about a plan.
pub(super) fn all(plan: &Plan, tree: &Tree, impossible: Option<u32>) -> Vec<Finding> {
    let mut found = Vec::new();
    numbering(tree, &mut found);
    head(plan, impossible, &mut found);
    later(plan, &mut found);
    units(plan, &mut found);
    duties(plan, &mut found);
    recipients(plan, &mut found);
    found
}

/// Parts taken for a body, or not, because of their place among bodies.
pub(super) fn bodies(tree: &Tree, by_place: &[(usize, String)], missed: &[usize]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (node, name) in by_place {
        let Some(node) = tree.get(*node) else {
            continue;
        };
        let doubt = Finding::new(
            "C227",
            format!(
                "“{name}” đứng ngang hàng với các đơn vị nên được coi là một đơn vị; hãy xác nhận."
            ),
            format!("“{name}” stands among bodies and is taken for one; please confirm."),
        );
        found.push(doubt.at(at(node.line)).quoting(name.clone()));
    }
    for node in missed.iter().filter_map(|node| tree.get(*node)) {
        let doubt = Finding::new(
            "C228",
            "Mục này đứng ngang hàng với các đơn vị nhưng không đọc được tên đơn vị; việc ghi ở đây chưa giao cho ai.",
            "This part stands among bodies, but no name of one was found; what it says is given to nobody yet.",
        );
        found.push(
            doubt
                .at(at(node.line))
                .quoting(super::word::starts_with(&node.text)),
        );
    }
    found
}

/// Paragraphs that are neither read nor plain context.
pub(super) fn open(open: &[Open]) -> Vec<Finding> {
    let doubt = |one: &Open| {
        let (vi, en) = match one.why {
            Why::Owner => (
                "có tên đơn vị kèm việc nhưng chưa thành nhiệm vụ",
                "names a body and its work, but became no task",
            ),
            Why::NoOwner => (
                "nằm ở phần giao việc nhưng không rõ giao cho ai",
                "stands where work is given out, but names nobody",
            ),
            Why::Time => ("có thời hạn", "names a time"),
            Why::Number => ("có con số", "holds a number"),
            Why::Table => (
                "là dòng của một bảng không đọc được thành bảng nhiệm vụ",
                "is a row of a table that is no table of tasks",
            ),
        };
        let doubt = Finding::new(
            "C229",
            format!("Chưa hiểu đoạn này: {vi}; hãy xem, nếu là việc của một đơn vị thì bổ sung."),
            format!(
                "This paragraph was not understood: it {en}; if it is the work of a body, add it."
            ),
        );
        let text: String = one.text.chars().take(160).collect();
        doubt.at(at(one.line)).quoting(text)
    };
    open.iter().map(doubt).collect()
}

fn at(line: u32) -> Place {
    Place {
        line,
        ..Place::default()
    }
}

fn numbering(tree: &Tree, found: &mut Vec<Finding>) {
    for (node, oddity) in &tree.odd {
        let Some(node) = tree.get(*node) else {
            continue;
        };
        let marker = node.marker().unwrap_or_default();
        let finding = match oddity {
            Oddity::Twice => Finding::new(
                "C212",
                format!(
                    "Số thứ tự “{marker}” được dùng hai lần; theo vị trí, mục này là {}.",
                    node.name
                ),
                format!(
                    "The number “{marker}” is used twice; by its position this part is {}.",
                    node.name
                ),
            ),
            Oddity::Missing => Finding::new(
                "C213",
                format!(
                    "Trước mục “{marker}” thiếu một số thứ tự; hãy xem văn bản có mất đoạn nào không."
                ),
                format!(
                    "A number is missing before “{marker}”; see whether a part of the text is lost."
                ),
            ),
        };
        found.push(finding.at(at(node.line)).quoting(node.text.clone()));
    }
    let mut seen: HashMap<(Option<usize>, String), u32> = HashMap::new();
    for node in tree.nodes.iter().filter(|n| n.heading) {
        if let Some(line) = seen.insert((node.parent, key(&node.text)), node.line) {
            found.push(
                Finding::new(
                    "C214",
                    format!("Đề mục này trùng với đề mục ở dòng {line}."),
                    format!("This heading repeats the one on line {line}."),
                )
                .at(at(node.line))
                .quoting(node.text.clone()),
            );
        }
    }
}

/// Papers cited with a date after the plan's own: one of the two is written wrong.
fn later(plan: &Plan, found: &mut Vec<Finding>) {
    let Some(issued) = plan.place_date.date else {
        return;
    };
    for cited in &plan.cited_documents {
        let Some(date) = cited.date.filter(|date| *date > issued) else {
            continue;
        };
        let (date, issued) = (date.format("%d/%m/%Y"), issued.format("%d/%m/%Y"));
        let symbol = &cited.number_symbol;
        let doubt = Finding::new(
            "C230",
            format!(
                "Văn bản viện dẫn {symbol} ghi ngày {date}, sau ngày ban hành {issued}; hãy xem ngày nào đúng."
            ),
            format!(
                "The cited paper {symbol} is dated {date}, after the plan's own date {issued}; see which is right."
            ),
        );
        let doubt = match cited.lines.first() {
            Some(line) => doubt.at(at(*line)),
            None => doubt,
        };
        found.push(doubt.quoting(cited.date_as_printed.clone().unwrap_or_default()));
    }
}

fn head(plan: &Plan, impossible: Option<u32>, found: &mut Vec<Finding>) {
    if let Some(line) = impossible {
        let quote = plan.place_date.as_printed.clone().unwrap_or_default();
        found.push(
            Finding::new(
                "C215",
                "Ngày ban hành không có trong lịch; hãy xem lại bản gốc.",
                "The date of issue does not exist; look at the original.",
            )
            .at(at(line))
            .quoting(quote),
        );
    } else if plan.place_date.date.is_none() {
        found.push(Finding::new(
            "C216",
            "Không thấy ngày ban hành; hãy bổ sung từ bản gốc.",
            "No date of issue was found; add it from the original.",
        ));
    }
    if !plan.issuing_body.stated_in_header {
        let name = plan.issuing_body.name.as_deref().unwrap_or("?");
        found.push(Finding::new(
            "C217",
            format!("Phần đầu không ghi cơ quan ban hành; suy ra là “{name}” từ nội dung, hãy xác nhận."),
            format!("The head names no issuing body; “{name}” is inferred from the text, please confirm."),
        ));
    }
    if plan
        .number_symbol
        .as_ref()
        .is_none_or(|n| n.number.is_none())
    {
        found.push(Finding::new(
            "C218",
            "Không thấy số của văn bản (còn để trống hoặc bị mất).",
            "The document's number is missing or left open.",
        ));
    }
    if plan.title.kind.is_none() {
        found.push(Finding::new(
            "C219",
            "Không thấy dòng tên loại văn bản (KẾ HOẠCH).",
            "No line with the type of document (KẾ HOẠCH) was found.",
        ));
    }
    if plan.signer.as_ref().is_none_or(|s| s.name.is_none()) {
        found.push(Finding::new(
            "G311",
            "Không thấy tên người ký.",
            "No signer's name was found.",
        ));
    }
}

fn units(plan: &Plan, found: &mut Vec<Finding>) {
    if plan.units.iter().all(|u| u.tasks.is_empty()) {
        found.push(Finding::new(
            "C220",
            "Không tìm thấy nhiệm vụ nào giao cho đơn vị; hãy xem mục tổ chức thực hiện.",
            "No task for any unit was found; look at the part on who does what.",
        ));
    }
    for unit in &plan.units {
        let place = at(unit.line);
        if unit.tasks.is_empty() {
            found.push(
                Finding::new(
                    "C221",
                    format!("Đơn vị “{}” không có nhiệm vụ nào.", unit.name),
                    format!("Unit “{}” has no task.", unit.name),
                )
                .at(place.clone())
                .quoting(unit.name.clone()),
            );
        }
        let other = unit.aliases.iter().find(|a| key(a) != key(&unit.name));
        if let Some(other) = other {
            found.push(
                Finding::new(
                    "C222",
                    format!("Một đơn vị được gọi bằng hai tên: “{}” và “{other}”; chương trình coi là một.", unit.name),
                    format!("One unit is named two ways, “{}” and “{other}”; they are taken as one.", unit.name),
                )
                .at(place.clone())
                .quoting(other.clone()),
            );
        }
        for task in unit
            .tasks
            .iter()
            .filter(|t| t.marker.is_none() && t.line != unit.line && unit.section != "Phụ lục")
        {
            found.push(
                Finding::new(
                    "G312",
                    "Nhiệm vụ này là đoạn văn không có gạch đầu dòng.",
                    "This task is a plain paragraph without a mark.",
                )
                .at(at(task.line))
                .quoting(task.starts_with.clone()),
            );
        }
    }
    alike(plan, found);
}

/// Names that differ by accents only are two bodies until a person says otherwise.
fn alike(plan: &Plan, found: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for unit in &plan.units {
        let plain = folded(&name::form(&unit.name));
        if let Some(other) = seen.insert(plain, &unit.name) {
            found.push(
                Finding::new(
                    "C223",
                    format!("“{}” và “{other}” chỉ khác nhau dấu; chương trình coi là hai đơn vị, hãy xác nhận.", unit.name),
                    format!("“{}” and “{other}” differ by accents only; they are taken as two units, please confirm.", unit.name),
                )
                .at(at(unit.line))
                .quoting(unit.name.clone()),
            );
        }
    }
}

fn duties(plan: &Plan, found: &mut Vec<Finding>) {
    if plan.reporting_duty.is_empty() {
        found.push(Finding::new(
            "C224",
            "Không tìm thấy chế độ báo cáo (ai báo cáo, gửi ai, ngày nào).",
            "No duty to report was found (who, to whom, on which day).",
        ));
    }
    for duty in &plan.reporting_duty {
        let day = duty.day_of_month.is_some() || !duty.dates.is_empty();
        if !day && duty.day_as_printed.is_none() {
            found.push(
                Finding::new(
                    "C225",
                    "Chế độ báo cáo không nói rõ ngày nộp; hãy chọn ngày.",
                    "The duty to report names no clear day; choose one.",
                )
                .at(at(duty.line))
                .quoting(duty.raw.clone()),
            );
        }
        if duty.who.is_empty() {
            found.push(
                Finding::new(
                    "C226",
                    "Chế độ báo cáo không nói rõ ai phải báo cáo.",
                    "The duty to report does not say who owes it.",
                )
                .at(at(duty.line))
                .quoting(duty.raw.clone()),
            );
        }
    }
}

fn recipients(plan: &Plan, found: &mut Vec<Finding>) {
    if plan.recipients.is_empty() {
        found.push(Finding::new(
            "G313",
            "Không thấy phần nơi nhận.",
            "No list of recipients was found.",
        ));
        return;
    }
    for unit in plan.units.iter().filter(|u| u.related_recipient.is_some()) {
        let other = unit.related_recipient.clone().unwrap_or_default();
        found.push(
            Finding::new(
                "G314",
                format!("Nơi nhận không ghi “{}”, chỉ có “{other}”.", unit.name),
                format!(
                    "The recipients do not name “{}”, only “{other}”.",
                    unit.name
                ),
            )
            .at(at(unit.line))
            .quoting(other),
        );
    }
    let known: HashSet<&String> = plan.units.iter().flat_map(|u| &u.aliases).collect();
    let none = !plan.recipients.iter().any(|r| known.contains(&r.name));
    if none && !plan.units.is_empty() {
        found.push(Finding::new(
            "G315",
            "Không nơi nhận nào khớp với một đơn vị được giao nhiệm vụ.",
            "No recipient matches a unit that has a task.",
        ));
    }
}
