//! Parts I to IV of the report: what the units wrote, task by task, and what adds up.

use nhip_core::consolidation::{Paragraph, TaskResult, Total};
use nhip_core::lang::Lang;
use nhip_core::report::Part as Of;

use super::consolidation::Desk;
use super::text::{count, figure, month};
use super::{Align, Cell, Column, Face, Part, Place, Row, Run, Table};

/// Names printed behind a sentence before "và n đơn vị khác".
const NAMES: usize = 4;
/// Names printed after "Không phát sinh".
const NAMES_NIL: usize = 12;
/// Sentences printed per task in a summary.
const SENTENCES_IN_SUMMARY: usize = 5;
/// Indicators printed in the table of totals; the annex has them all.
const TOTALS: usize = 40;

pub(super) fn parts<'a>(desk: &mut Desk<'a>) -> Vec<Part> {
    let c = desk.c;
    let mut out = vec![
        desk.profile
            .heading(1, 1, "1", desk.say("Kết quả thực hiện", "Results")),
    ];
    let mut n = tasks(desk, &mut out);
    n += 1;
    out.push(desk.profile.heading(
        2,
        n,
        &n.to_string(),
        desk.say("Số liệu tổng hợp", "Figures"),
    ));
    totals(desk, &mut out);
    for of in [Of::Figures, Of::Other] {
        for task in c
            .tasks
            .iter()
            .filter(|task| task.part == of && !task.paragraphs.is_empty())
        {
            n += 1;
            let heading = task.heading.get(desk.lang);
            out.push(desk.profile.heading(2, n, &n.to_string(), heading));
            written(desk, task, &mut out);
        }
    }
    let next = month(c.period.month.next(), desk.lang);
    let outlook = match desk.lang {
        Lang::Vi => format!("Phương hướng, nhiệm vụ {next}"),
        Lang::En => format!("Outlook for {next}"),
    };
    let others = [
        (
            Of::Difficulties,
            desk.say("Khó khăn, vướng mắc", "Difficulties").to_owned(),
        ),
        (
            Of::Proposals,
            desk.say("Đề xuất, kiến nghị", "Proposals").to_owned(),
        ),
        (Of::Outlook, outlook),
    ];
    for (index, (of, heading)) in others.into_iter().enumerate() {
        out.push(desk.profile.heading(1, index + 2, "", &heading));
        let before = out.len();
        for task in c.tasks.iter().filter(|task| task.part == of) {
            written(desk, task, &mut out);
        }
        if out.len() == before {
            out.push(nobody(desk));
        }
    }
    out
}

/// The plan's tasks below the bodies that owe them; gives the number of the last heading.
fn tasks<'a>(desk: &mut Desk<'a>, out: &mut Vec<Part>) -> usize {
    let mut owner: Option<&str> = None;
    let (mut n, mut m) = (0, 0);
    for task in desk
        .c
        .tasks
        .iter()
        .filter(|task| matches!(task.part, Of::Task { .. }))
    {
        if owner != Some(task.owner.as_str()) {
            owner = Some(task.owner.as_str());
            (n, m) = (n + 1, 0);
            out.push(desk.profile.heading(2, n, &n.to_string(), &task.owner));
        }
        m += 1;
        let own = format!("{n}.{m}");
        let path = if task.label.is_empty() {
            &own
        } else {
            &task.label
        };
        out.push(
            desk.profile
                .heading(3, m, path, task.heading.get(desk.lang)),
        );
        written(desk, task, out);
    }
    n
}

/// What was written for one task or part, then who had nothing and who left it blank.
fn written<'a>(desk: &mut Desk<'a>, task: &'a TaskResult, out: &mut Vec<Part>) {
    let mut paragraphs: Vec<&'a Paragraph> = task.paragraphs.iter().collect();
    if desk.summary() {
        // What most units say first; a stable sort keeps the order of the units among equals.
        paragraphs.sort_by_key(|paragraph| std::cmp::Reverse(paragraph.sources.len()));
    }
    let most = if desk.summary() {
        SENTENCES_IN_SUMMARY
    } else {
        usize::MAX
    };
    for paragraph in paragraphs.iter().take(most) {
        out.push(sentence(desk, paragraph));
    }
    if let Some(more) = paragraphs.len().checked_sub(most).filter(|more| *more > 0) {
        let more = count(more, desk.lang);
        out.push(Part::remark(match desk.lang {
            Lang::Vi => format!("Còn {more} đoạn khác: xem tệp .xlsx và .json kèm theo."),
            Lang::En => format!("{more} more paragraphs: see the .xlsx and .json files."),
        }));
    }
    silent(
        desk,
        desk.say("Không phát sinh", "Nothing to report"),
        &task.nil,
        out,
    );
    silent(
        desk,
        desk.say("Bỏ trống, chưa trả lời", "Left blank"),
        &task.blank,
        out,
    );
    if task.paragraphs.is_empty() && task.nil.is_empty() && task.blank.is_empty() {
        out.push(nobody(desk));
    }
}

fn nobody(desk: &Desk<'_>) -> Part {
    Part::remark(desk.say(
        "Không có đơn vị nào báo cáo nội dung này.",
        "No unit reported on this.",
    ))
}

/// A paragraph as written, who wrote it, and the mark of its sources.
fn sentence<'a>(desk: &mut Desk<'a>, paragraph: &'a Paragraph) -> Part {
    let units = paragraph.sources.iter().map(|source| &*source.unit);
    let units = desk.names.list(units, NAMES, desk.lang);
    let mark = desk.mark(paragraph);
    let runs = vec![
        Run::new(paragraph.text.trim(), Face::Plain),
        Run::new(format!(" ({units})"), Face::Italic),
        Run::new(format!("\u{a0}{mark}"), Face::Mark),
    ];
    Part::Paragraph {
        runs,
        place: Place::Text,
    }
}

/// "Không phát sinh: Phường A, Xã B (2 đơn vị)."
fn silent(desk: &Desk<'_>, what: &str, codes: &[String], out: &mut Vec<Part>) {
    if codes.is_empty() {
        return;
    }
    let names = desk
        .names
        .list(codes.iter().map(String::as_str), NAMES_NIL, desk.lang);
    let n = count(codes.len(), desk.lang);
    let units = desk.say("đơn vị", "units");
    out.push(Part::remark(format!("{what} ({n} {units}): {names}.")));
}

/// The table of totals, then what was not added and why.
fn totals(desk: &Desk<'_>, out: &mut Vec<Part>) {
    let totals = &desk.c.totals;
    if totals.is_empty() {
        out.push(nobody(desk));
    } else {
        out.push(Part::Table(totals_table(desk, &most_given(totals))));
    }
    if totals.len() > TOTALS {
        let (more, annex) = (
            count(totals.len() - TOTALS, desk.lang),
            desk.profile.annex_label(1),
        );
        out.push(Part::remark(match desk.lang {
            Lang::Vi => format!("Bảng trên in {TOTALS} chỉ tiêu có nhiều đơn vị nêu nhất; {more} chỉ tiêu còn lại tại {annex} và tệp .xlsx."),
            Lang::En => format!("The table has the {TOTALS} indicators most units gave; {more} more in {annex} and the .xlsx file."),
        }));
    }
    let left_out = desk
        .c
        .figures
        .iter()
        .filter(|figure| figure.not_added.is_some())
        .count();
    if left_out > 0 {
        let (n, all) = (
            count(left_out, desk.lang),
            count(desk.c.figures.len(), desk.lang),
        );
        let annex = desk.profile.annex_label(1);
        out.push(Part::text(match desk.lang {
            Lang::Vi => format!("{n} trong {all} số liệu nêu trong các báo cáo không cộng vào bảng trên; lý do tại {annex}."),
            Lang::En => format!("{n} of {all} figures in the reports are not added to the table; reasons in {annex}."),
        }));
    }
}

/// The indicators most units gave, in the order of the consolidation.
fn most_given(totals: &[Total]) -> Vec<&Total> {
    let mut order: Vec<(usize, &Total)> = totals.iter().enumerate().collect();
    order.sort_by_key(|(_, total)| std::cmp::Reverse(total.by_unit.len()));
    order.truncate(TOTALS);
    order.sort_by_key(|(index, _)| *index);
    order.into_iter().map(|(_, total)| total).collect()
}

fn totals_table(desk: &Desk<'_>, totals: &[&Total]) -> Table {
    let titles = match desk.lang {
        Lang::Vi => [
            "TT",
            "Chỉ tiêu",
            "Đơn vị tính",
            "Trong tháng",
            "Số đơn vị nêu",
        ],
        Lang::En => ["No.", "Indicator", "Unit of count", "This month", "Units"],
    };
    let widths = [
        (11.0, Align::Center),
        (75.0, Align::Left),
        (26.0, Align::Center),
        (32.0, Align::Right),
        (21.0, Align::Right),
    ];
    let rows = totals.iter().enumerate().map(|(index, total)| {
        Row::of(vec![
            Cell::text((index + 1).to_string()),
            Cell::text(super::text::upper_first(&total.name)),
            Cell::text(&total.count_unit),
            Cell::text(figure(
                total.value,
                total.upper,
                total.approximate,
                desk.lang,
            )),
            Cell::text(count(total.by_unit.len(), desk.lang)),
        ])
    });
    Table {
        columns: widths.map(|(mm, align)| Column { mm, align }).to_vec(),
        head: vec![titles.map(Cell::text).to_vec()],
        rows: rows.collect(),
        pt: 12.0,
    }
}
