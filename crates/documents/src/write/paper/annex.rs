//! Annexes 2 to 4: who reported, what to check, where everything is from.

use nhip_core::consolidation::{Figure, Status, UnitStatus};
use nhip_core::document::Place;
use nhip_core::finding::{Finding, Severity};
use nhip_core::lang::Lang;
use std::collections::BTreeMap;

use super::consolidation::Desk;
use super::summary;
use super::text::{count, date, figure, place, shorten};
use super::{Align, Cell, Column, Face, Line, Part, Row, Run, Table};

/// Warnings printed in a summary.
const WARNINGS_IN_SUMMARY: usize = 200;
/// Characters quoted of a text a warning is about.
const QUOTE: usize = 300;
const PT: f64 = 11.0;

fn table(titles: &[&str], widths: &[(f64, Align)], rows: Vec<Row>, pt: f64) -> Part {
    Part::Table(Table {
        columns: widths
            .iter()
            .map(|(mm, align)| Column {
                mm: *mm,
                align: *align,
            })
            .collect(),
        head: vec![titles.iter().map(|title| Cell::text(*title)).collect()],
        rows,
        pt,
    })
}

/// What became of a unit's report, in words.
pub(in crate::write) fn status_word(status: Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::OnTime, Lang::Vi) => "Đúng hạn",
        (Status::OnTime, Lang::En) => "On time",
        (Status::Late, Lang::Vi) => "Chậm",
        (Status::Late, Lang::En) => "Late",
        (Status::Missing, Lang::Vi) => "Chưa báo cáo",
        (Status::Missing, Lang::En) => "Missing",
        (Status::Excluded, Lang::Vi) => "Không tổng hợp",
        (Status::Excluded, Lang::En) => "Left out",
    }
}

/// Annex 2.
pub(super) fn reporting(desk: &Desk<'_>) -> Vec<Part> {
    let mut out = Vec::new();
    if desk.summary() {
        out.extend(summary::groups(desk));
    }
    let titles = match desk.lang {
        Lang::Vi => ["TT", "Đơn vị", "Kết quả", "Ngày nhận", "Tệp; ghi chú"],
        Lang::En => ["No.", "Unit", "Result", "Received", "File; remarks"],
    };
    let widths = [
        (11.0, Align::Center),
        (50.0, Align::Left),
        (27.0, Align::Left),
        (23.0, Align::Center),
        (54.0, Align::Left),
    ];
    let units = desk
        .c
        .units
        .iter()
        .filter(|unit| !desk.summary() || unit.status != Status::OnTime);
    let mut rows = Vec::new();
    let mut group: Option<&str> = None;
    for (index, unit) in units.take(summary::UNITS).enumerate() {
        if group != Some(unit.group_name.as_str()) && unit.group_name != unit.name {
            group = Some(unit.group_name.as_str());
            rows.push(Row {
                cells: vec![Cell::text(&unit.group_name).over(widths.len())],
                bold: true,
            });
        }
        rows.push(unit_row(desk, index + 1, unit));
    }
    if rows.is_empty() {
        out.push(Part::remark(desk.say(
            "Tất cả các đơn vị báo cáo đúng hạn.",
            "All units reported on time.",
        )));
    } else {
        out.push(table(&titles, &widths, rows, PT));
    }
    out
}

fn unit_row(desk: &Desk<'_>, n: usize, unit: &UnitStatus) -> Row {
    let mut status = status_word(unit.status, desk.lang).to_owned();
    if let Some(days) = unit.days_late.filter(|days| *days > 0) {
        status += &match desk.lang {
            Lang::Vi => format!(" {days} ngày"),
            Lang::En => format!(" by {days} days"),
        };
    }
    let mut notes: Vec<String> = unit.file.iter().cloned().collect();
    notes.extend(
        unit.reason
            .as_ref()
            .map(|reason| reason.get(desk.lang).to_owned()),
    );
    if !unit.superseded.is_empty() {
        let files = unit.superseded.join(", ");
        notes.push(format!(
            "{} {files}",
            desk.say("bản không tính:", "not counted:")
        ));
    }
    Row::of(vec![
        Cell::text(n.to_string()),
        Cell::text(&unit.name),
        Cell::text(status),
        Cell::text(unit.received.map(date).unwrap_or_default()),
        Cell::text(notes.join("; ")),
    ])
}

/// Annex 3.
pub(super) fn warnings(desk: &Desk<'_>) -> Vec<Part> {
    let found: Vec<&Finding> = desk
        .c
        .warnings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .collect();
    if found.is_empty() {
        return vec![Part::remark(
            desk.say("Không có điểm nào cần xem lại.", "Nothing to check."),
        )];
    }
    let most = if desk.summary() {
        WARNINGS_IN_SUMMARY
    } else {
        usize::MAX
    };
    let rows = found
        .iter()
        .take(most)
        .map(|finding| warning_row(desk, finding))
        .collect();
    let titles = match desk.lang {
        Lang::Vi => [
            "Mã",
            "Đơn vị; tệp, vị trí",
            "Điểm cần xem lại và nguyên văn",
        ],
        Lang::En => ["Code", "Unit; file, place", "What to check, and the text"],
    };
    let widths = [
        (15.0, Align::Center),
        (50.0, Align::Left),
        (100.0, Align::Left),
    ];
    let mut out = vec![table(&titles, &widths, rows, PT)];
    if let Some(more) = found.len().checked_sub(most).filter(|more| *more > 0) {
        let more = count(more, desk.lang);
        out.push(Part::remark(match desk.lang {
            Lang::Vi => format!("Còn {more} điểm khác trong tệp .xlsx và .json."),
            Lang::En => format!("{more} more in the .xlsx and .json files."),
        }));
    }
    out
}

fn warning_row(desk: &Desk<'_>, finding: &Finding) -> Row {
    let unit = finding
        .unit
        .as_deref()
        .map(|code| desk.names.name(code).to_owned());
    let file = finding
        .file
        .as_ref()
        .map(|file| where_in(desk, file, finding.place.as_ref()));
    let about: Vec<String> = unit.into_iter().chain(file).collect();
    let mut runs = vec![Run::new(finding.text.get(desk.lang), Face::Plain)];
    if let Some(quote) = &finding.quote {
        runs.push(Run::new(
            format!(" “{}”", shorten(quote, QUOTE)),
            Face::Italic,
        ));
    }
    Row::of(vec![
        Cell::text(&finding.code),
        Cell::text(about.join("; ")),
        Cell::runs(runs),
    ])
}

fn where_in(desk: &Desk<'_>, file: &str, at: Option<&Place>) -> String {
    match at.filter(|at| at.line > 0 || at.cell.is_some()) {
        Some(at) => format!("{file}, {}", place(at, desk.lang)),
        None => file.to_owned(),
    }
}

/// One line of annex 4 before it is sorted below its unit and file.
enum Source<'a> {
    Figure(&'a Figure),
    Sentence {
        n: usize,
        text: &'a str,
        at: &'a Place,
        score: f64,
    },
}

/// Annex 4: below each unit and file its figures, then its sentences.
pub(super) fn sources(desk: &Desk<'_>) -> Vec<Part> {
    let mut lines: BTreeMap<(usize, &str, &str), Vec<Source<'_>>> = BTreeMap::new();
    let used = |figure: &&Figure| !desk.summary() || desk.cited.contains(&figure.n);
    for figure in desk.c.figures.iter().filter(used) {
        let key = (
            desk.names.order(&figure.unit),
            figure.unit.as_str(),
            figure.file.as_str(),
        );
        lines.entry(key).or_default().push(Source::Figure(figure));
    }
    let most = if desk.summary() { 3 } else { usize::MAX };
    for (index, paragraph) in desk.sentences.iter().enumerate() {
        for source in paragraph.sources.iter().take(most) {
            let key = (
                desk.names.order(&source.unit),
                source.unit.as_str(),
                source.file.as_str(),
            );
            let (text, at, score) = (paragraph.text.as_str(), &source.place, source.score);
            lines.entry(key).or_default().push(Source::Sentence {
                n: index + 1,
                text,
                at,
                score,
            });
        }
    }
    if lines.is_empty() {
        return vec![Part::remark(desk.say("Không có nguồn nào.", "No sources."))];
    }
    let mut out = Vec::new();
    for ((_, unit, file), lines) in &lines {
        out.push(Line {
            text: format!("{} – {file}", desk.names.name(unit)),
            head: true,
        });
        let mut before = "";
        out.extend(lines.iter().map(|line| Line {
            text: source_line(desk, line, &mut before),
            head: false,
        }));
    }
    vec![
        Part::remark(desk.say(
            "Xếp theo đơn vị và tệp. Điểm: mức chắc chắn rằng câu trả lời đúng nhiệm vụ, 1 là chắc chắn.",
            "By unit and file. Score: how sure it is that the text answers the task; 1 is certain.",
        )),
        Part::Lines { lines: out },
    ]
}

/// "[12] 1.200 tờ rơi: “Phát 1.200 tờ rơi …” (đoạn 14)".
fn source_line<'a>(desk: &Desk<'_>, source: &Source<'a>, before: &mut &'a str) -> String {
    match *source {
        Source::Figure(one) => {
            let value = figure(one.value, one.upper, one.approximate, desk.lang);
            let what = format!("{value} {} {}", one.count_unit, one.what);
            let same = *before == one.sentence;
            *before = &one.sentence;
            let sentence = if same {
                desk.say("cùng câu trên", "same sentence").to_owned()
            } else {
                format!("“{}”", one.sentence.trim())
            };
            let not_added = one.not_added.as_ref().map(|reason| {
                format!(
                    "; {} {}",
                    desk.say("không cộng:", "not added:"),
                    reason.get(desk.lang)
                )
            });
            let at = place(&one.place, desk.lang);
            format!(
                "[{}] {}: {sentence} ({at}{})",
                one.n,
                what.trim_end(),
                not_added.unwrap_or_default()
            )
        }
        Source::Sentence { n, text, at, score } => {
            let score = format!("{score:.2}").replace('.', desk.say(",", "."));
            let at = place(at, desk.lang);
            format!(
                "[C{n}] “{}” ({at}; {} {score})",
                shorten(text.trim(), 90),
                desk.say("điểm", "score")
            )
        }
    }
}
