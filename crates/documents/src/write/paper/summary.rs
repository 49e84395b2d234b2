//! What stands in the annexes when there are too many units to print them all: groups, the
//! largest, and what is doubtful.

use nhip_core::consolidation::{Status, Total, UnitTotal};
use nhip_core::lang::Lang;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::consolidation::Desk;
use super::matrix::{caption, not_added, value_cell};
use super::text::{count, figure, number, upper_first};
use super::{Align, Cell, Column, Part, Row, Table};

/// Units printed in a list of those that are not on time.
pub(super) const UNITS: usize = 500;
/// Indicators printed, those most units gave.
const INDICATORS: usize = 14;
/// Indicators side by side.
const COLUMNS: usize = 7;
/// Largest shares printed per indicator.
const LARGEST: usize = 10;

/// Annex 1: groups by indicators, then the largest of each indicator.
pub(super) fn figures(desk: &mut Desk<'_>) -> Vec<Part> {
    let mut totals: Vec<&Total> = desk.c.totals.iter().collect();
    totals.sort_by_key(|total| Reverse(total.by_unit.len()));
    totals.truncate(INDICATORS);
    let mut out = vec![Part::remark(desk.say(
        "Tóm tắt theo nhóm đơn vị; số liệu từng đơn vị nằm trong tệp .xlsx và .json.",
        "Summary by group; the figures of every unit are in the .xlsx and .json files.",
    ))];
    for block in totals.chunks(COLUMNS) {
        out.push(Part::Table(by_group(desk, block)));
    }
    out.push(caption(
        desk,
        "Các số lớn nhất của từng chỉ tiêu",
        "The largest of each indicator",
    ));
    out.push(Part::Table(largest(desk, &totals)));
    not_added(desk, &mut out);
    out
}

/// Group names in roster order, each unit's group by its code.
fn groups_of<'a>(desk: &Desk<'a>) -> (Vec<&'a str>, HashMap<&'a str, usize>) {
    let mut names: Vec<&str> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut of = HashMap::new();
    for unit in &desk.c.units {
        let index = *at.entry(unit.group_name.as_str()).or_insert_with(|| {
            names.push(unit.group_name.as_str());
            names.len() - 1
        });
        of.insert(unit.code.as_str(), index);
    }
    (names, of)
}

fn by_group(desk: &Desk<'_>, block: &[&Total]) -> Table {
    let (names, of) = groups_of(desk);
    let sums: Vec<BTreeMap<usize, Decimal>> = block
        .iter()
        .map(|total| {
            let mut sums = BTreeMap::new();
            for share in &total.by_unit {
                if let Some(group) = of.get(share.unit.as_str()) {
                    *sums.entry(*group).or_insert(Decimal::ZERO) += share.value;
                }
            }
            sums
        })
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    for (group, name) in names.iter().enumerate() {
        let values = sums.iter().map(|sums| sums.get(&group));
        let values = values
            .map(|sum| Cell::text(sum.map(|sum| number(*sum, desk.lang)).unwrap_or_default()));
        rows.push(Row::of(
            std::iter::once(Cell::text(*name)).chain(values).collect(),
        ));
    }
    let all = block.iter().map(|total| {
        Cell::text(figure(
            total.value,
            total.upper,
            total.approximate,
            desk.lang,
        ))
    });
    let first = Cell::text(desk.say("Tổng cộng", "Total"));
    rows.push(Row {
        cells: std::iter::once(first).chain(all).collect(),
        bold: true,
    });
    let head = block
        .iter()
        .map(|total| Cell::text(upper_first(&super::text::shorten(&total.name, 70))));
    let head = std::iter::once(Cell::text(desk.say("Nhóm đơn vị", "Group")))
        .chain(head)
        .collect();
    let wide = desk.profile.text_width_mm(true);
    let each = Column {
        mm: (wide - 70.0) / 7.0,
        align: Align::Right,
    };
    let mut columns = vec![Column {
        mm: 70.0,
        align: Align::Left,
    }];
    columns.resize(block.len() + 1, each);
    Table {
        columns,
        head: vec![head],
        rows,
        pt: 11.0,
    }
}

fn largest(desk: &mut Desk<'_>, totals: &[&Total]) -> Table {
    let mut rows = Vec::new();
    for total in totals {
        rows.push(Row {
            cells: vec![Cell::text(upper_first(&total.name)).over(3)],
            bold: true,
        });
        let mut shares: Vec<&UnitTotal> = total.by_unit.iter().collect();
        shares.sort_by_key(|share| Reverse(share.value));
        for (index, share) in shares.into_iter().take(LARGEST).enumerate() {
            desk.cited.extend(share.figures.iter().take(3).copied());
            rows.push(Row::of(vec![
                Cell::text((index + 1).to_string()),
                Cell::text(desk.names.name(&share.unit)),
                value_cell(number(share.value, desk.lang), &share.figures),
            ]));
        }
    }
    let titles = match desk.lang {
        Lang::Vi => ["TT", "Đơn vị", "Trong tháng"],
        Lang::En => ["No.", "Unit", "This month"],
    };
    let widths = [
        (14.0, Align::Center),
        (178.0, Align::Left),
        (60.0, Align::Right),
    ];
    Table {
        columns: widths.map(|(mm, align)| Column { mm, align }).to_vec(),
        head: vec![titles.map(Cell::text).to_vec()],
        rows,
        pt: 11.0,
    }
}

const STATUSES: [Status; 4] = [
    Status::OnTime,
    Status::Late,
    Status::Missing,
    Status::Excluded,
];

/// How many units of each group have each status, groups in roster order.
fn tally<'a>(desk: &Desk<'a>) -> Vec<(&'a str, [usize; 4])> {
    let (names, of) = groups_of(desk);
    let mut tally: Vec<(&str, [usize; 4])> = names.into_iter().map(|name| (name, [0; 4])).collect();
    for unit in &desk.c.units {
        let column = STATUSES.iter().position(|status| *status == unit.status);
        let row = of
            .get(unit.code.as_str())
            .and_then(|group| tally.get_mut(*group));
        if let Some(cell) = row
            .zip(column)
            .and_then(|((_, row), column)| row.get_mut(column))
        {
            *cell += 1;
        }
    }
    tally
}

/// Annex 2: how each group reported, before the list of those not on time.
pub(super) fn groups(desk: &Desk<'_>) -> Vec<Part> {
    let line = |name: &str, numbers: [usize; 4], bold| {
        let all: usize = numbers.iter().sum();
        let cells = numbers
            .into_iter()
            .chain([all])
            .map(|n| Cell::text(count(n, desk.lang)));
        Row {
            cells: std::iter::once(Cell::text(name)).chain(cells).collect(),
            bold,
        }
    };
    let mut rows = Vec::new();
    let mut sum = [0; 4];
    for (name, numbers) in tally(desk) {
        sum.iter_mut().zip(numbers).for_each(|(sum, n)| *sum += n);
        rows.push(line(name, numbers, false));
    }
    rows.push(line(desk.say("Tổng cộng", "Total"), sum, true));
    let mut head = vec![Cell::text(desk.say("Nhóm đơn vị", "Group"))];
    head.extend(STATUSES.map(|status| Cell::text(super::annex::status_word(status, desk.lang))));
    head.push(Cell::text(desk.say("Cộng", "All")));
    let mut columns = vec![Column {
        mm: 65.0,
        align: Align::Left,
    }];
    columns.resize(
        6,
        Column {
            mm: 20.0,
            align: Align::Right,
        },
    );
    vec![
        Part::Table(Table {
            columns,
            head: vec![head],
            rows,
            pt: 11.0,
        }),
        caption(
            desk,
            "Các đơn vị không đúng hạn",
            "Units that were not on time",
        ),
    ]
}
