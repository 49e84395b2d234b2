//! Annex 1: units by indicators, with totals and a mark for the source of every cell.

use nhip_core::consolidation::{Total, UnitTotal};
use nhip_core::lang::Lang;
use std::collections::{BTreeMap, BTreeSet};

use super::consolidation::Desk;
use super::text::{count, figure, number, shorten, upper_first};
use super::{Align, Cell, Column, Face, Part, Row, Run, Table};

/// Indicators side by side on a sheet laid on its side.
const COLUMNS: usize = 7;
/// Characters of an indicator's name in a column head; the list of totals has it whole.
const HEAD: usize = 70;
/// Sources marked in one cell before "…".
const MARKS: usize = 3;
const PT: f64 = 11.0;

pub(super) fn parts(desk: &mut Desk<'_>) -> Vec<Part> {
    let (several, single): (Vec<&Total>, Vec<&Total>) = desk
        .c
        .totals
        .iter()
        .partition(|total| total.by_unit.len() > 1);
    let mut out = Vec::new();
    if desk.c.totals.is_empty() {
        out.push(Part::remark(desk.say(
            "Không có số liệu nào cộng được.",
            "No figures that can be added.",
        )));
    }
    for (index, block) in several.chunks(COLUMNS).enumerate() {
        if several.len() > COLUMNS {
            let n = index + 1;
            out.push(caption(desk, &format!("Bảng {n}"), &format!("Table {n}")));
        }
        out.push(Part::Table(block_table(desk, block)));
    }
    if !several.is_empty() {
        out.push(Part::remark(desk.say(
            "Ô trống: đơn vị không nêu chỉ tiêu đó (khác với 0). Số nhỏ trong ngoặc: số của nguồn.",
            "An empty cell: the unit does not give that indicator (not the same as 0). Small numbers: sources.",
        )));
    }
    if !single.is_empty() {
        out.push(caption(
            desk,
            "Chỉ tiêu chỉ một đơn vị nêu",
            "Indicators given by one unit only",
        ));
        out.push(Part::Table(single_table(desk, &single)));
    }
    not_added(desk, &mut out);
    out
}

pub(super) fn caption(desk: &Desk<'_>, vi: &str, en: &str) -> Part {
    Part::Heading {
        level: 5,
        text: desk.lang.pick(vi, en).to_owned(),
    }
}

fn block_table(desk: &Desk<'_>, block: &[&Total]) -> Table {
    let codes: BTreeSet<(usize, &str)> = block
        .iter()
        .flat_map(|total| &total.by_unit)
        .map(|share| (desk.names.order(&share.unit), share.unit.as_str()))
        .collect();
    let shares: Vec<BTreeMap<&str, &UnitTotal>> = block
        .iter()
        .map(|total| {
            total
                .by_unit
                .iter()
                .map(|share| (share.unit.as_str(), share))
                .collect()
        })
        .collect();
    let mut rows: Vec<Row> = Vec::with_capacity(codes.len() + 1);
    for (index, (_, code)) in codes.iter().enumerate() {
        let mut cells = vec![
            Cell::text((index + 1).to_string()),
            Cell::text(desk.names.name(code)),
        ];
        cells.extend(shares.iter().map(|by_unit| match by_unit.get(code) {
            Some(share) => value_cell(number(share.value, desk.lang), &share.figures),
            None => Cell::text(""),
        }));
        rows.push(Row::of(cells));
    }
    let mut last = vec![Cell::text(""), Cell::text(desk.say("Tổng cộng", "Total"))];
    last.extend(block.iter().map(|total| {
        Cell::text(figure(
            total.value,
            total.upper,
            total.approximate,
            desk.lang,
        ))
    }));
    rows.push(Row {
        cells: last,
        bold: true,
    });
    let mut head = vec![
        Cell::text(desk.say("TT", "No.")),
        Cell::text(desk.say("Đơn vị", "Unit")),
    ];
    head.extend(
        block
            .iter()
            .map(|total| Cell::text(upper_first(&shorten(&total.name, HEAD)))),
    );
    Table {
        columns: columns(desk, block.len()),
        head: vec![head],
        rows,
        pt: PT,
    }
}

/// An ordinal, a name, and indicators that share the rest, never wider than they need.
fn columns(desk: &Desk<'_>, indicators: usize) -> Vec<Column> {
    let rest = desk.profile.text_width_mm(true) - 11.0;
    let indicators_f = f64::from(u16::try_from(indicators.max(1)).unwrap_or(u16::MAX));
    let each = ((rest - 52.0) / indicators_f).min(40.0);
    let mut out = vec![
        Column {
            mm: 11.0,
            align: Align::Center,
        },
        Column {
            mm: (rest - each * indicators_f).clamp(52.0, 90.0),
            align: Align::Left,
        },
    ];
    out.resize(
        indicators + 2,
        Column {
            mm: each,
            align: Align::Right,
        },
    );
    out
}

/// "1.200 [3, 7]".
pub(super) fn value_cell(value: String, figures: &[usize]) -> Cell {
    let marks: Vec<String> = figures.iter().take(MARKS).map(usize::to_string).collect();
    let more = if figures.len() > MARKS { ", …" } else { "" };
    let mark = Run::new(
        format!("\u{a0}[{}{more}]", marks.join(",\u{a0}")),
        Face::Mark,
    );
    let value = Run::new(value, Face::Plain);
    Cell::runs(if figures.is_empty() {
        vec![value]
    } else {
        vec![value, mark]
    })
}

fn single_table(desk: &Desk<'_>, totals: &[&Total]) -> Table {
    let titles = match desk.lang {
        Lang::Vi => ["TT", "Chỉ tiêu", "Đơn vị", "Trong tháng"],
        Lang::En => ["No.", "Indicator", "Unit", "This month"],
    };
    let widths = [
        (11.0, Align::Center),
        (121.0, Align::Left),
        (80.0, Align::Left),
        (40.0, Align::Right),
    ];
    let rows = totals.iter().enumerate().flat_map(|(index, total)| {
        total.by_unit.iter().map(move |share| {
            let value = figure(total.value, total.upper, total.approximate, desk.lang);
            Row::of(vec![
                Cell::text((index + 1).to_string()),
                Cell::text(upper_first(&total.name)),
                Cell::text(desk.names.name(&share.unit)),
                value_cell(value, &share.figures),
            ])
        })
    });
    Table {
        columns: widths.map(|(mm, align)| Column { mm, align }).to_vec(),
        head: vec![titles.map(Cell::text).to_vec()],
        rows: rows.collect(),
        pt: PT,
    }
}

/// Figures that stand in no total, counted by reason, with their sources.
pub(super) fn not_added(desk: &mut Desk<'_>, out: &mut Vec<Part>) {
    const SOURCES: usize = 12;
    let mut reasons: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for figure in &desk.c.figures {
        if let Some(reason) = &figure.not_added {
            reasons
                .entry(reason.get(desk.lang))
                .or_default()
                .push(figure.n);
        }
    }
    if reasons.is_empty() {
        return;
    }
    out.push(caption(
        desk,
        "Số liệu không cộng, và lý do",
        "Figures that are not added, and why",
    ));
    let titles = match desk.lang {
        Lang::Vi => ["Lý do", "Số lượng", "Nguồn"],
        Lang::En => ["Reason", "Count", "Sources"],
    };
    let rows = reasons.iter().map(|(reason, figures)| {
        let shown = figures
            .iter()
            .take(SOURCES)
            .map(|n| format!("[{n}]"))
            .collect::<Vec<_>>();
        let more = figures.len().saturating_sub(SOURCES);
        let more = if more > 0 {
            format!(" … (+{})", count(more, desk.lang))
        } else {
            String::new()
        };
        Row::of(vec![
            Cell::text(upper_first(reason)),
            Cell::text(count(figures.len(), desk.lang)),
            Cell::text(shown.join(" ") + &more),
        ])
    });
    let widths = [
        (142.0, Align::Left),
        (20.0, Align::Right),
        (90.0, Align::Left),
    ];
    out.push(Part::Table(Table {
        columns: widths.map(|(mm, align)| Column { mm, align }).to_vec(),
        head: vec![titles.map(Cell::text).to_vec()],
        rows: rows.collect(),
        pt: PT,
    }));
    let cited = reasons
        .values()
        .flat_map(|figures| figures.iter().take(SOURCES).copied());
    desk.cited.extend(cited.collect::<Vec<_>>());
}
