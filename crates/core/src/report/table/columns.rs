//! What the columns of a table of figures are: its heading of one row or two.

use nhip_viet::fold;
use nhip_viet::quantity::{Kind, Period, Told, quantities};

use super::value::value;
use crate::document::{Row, Table};
use crate::report::cells;
use crate::report::cells::one_line;

/// What the columns of a table of figures are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    pub(super) indicator: usize,
    pub(super) count_unit: Option<usize>,
    /// The columns that hold figures, from the left.
    pub(super) values: Vec<Column>,
    pub(super) note: Option<usize>,
    /// The form's own remarks on the row; nobody wrote them.
    pub(super) remark: Option<usize>,
}

/// A column of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub(super) at: usize,
    /// Its heading, both rows.
    pub(super) heading: String,
    /// What of the row it holds, where several columns have the same sense ("Nam", "Nữ").
    pub(super) part: String,
    pub(super) kind: Kind,
    pub(super) period: Option<Period>,
    /// It holds a part of what stands in the column of this place ("Trong đó: nữ").
    pub(super) part_of: Option<usize>,
}

/// How far down the heading row is looked for.
const HEADING_WITHIN: usize = 12;
/// Letters of the longest heading.
const LONGEST_HEADING: usize = 80;
/// Letters before a figure that is no sentence: "khoảng 40".
const LONGEST_LEAD: usize = 8;
/// Columns a table is read to.
pub(super) const MOST_COLUMNS: usize = 60;

/// What a heading says its column is.
enum Says {
    Unit,
    Note,
    Remark,
    Indicator,
    /// Figures in a sense; `sure`: no text stands below such a heading.
    Figures {
        kind: Kind,
        period: Option<Period>,
        sure: bool,
    },
}

/// The last heading row of a table of figures and its columns; `None` if the table is none.
pub fn head(table: &Table, told: Told) -> Option<(usize, Columns)> {
    let rows = table.rows.iter().take(HEADING_WITHIN).enumerate();
    rows.filter(|(_, row)| !has_value(row) && !is_lone(row))
        .find_map(|(at, row)| {
            let upper = by_column(row);
            let below = table.rows.get(at + 1).filter(|row| is_second(row, &upper));
            let (last, headings) = match below {
                Some(row) => (at + 1, joined(&upper, &by_column(row))),
                None => (
                    at,
                    upper
                        .into_iter()
                        .map(|text| (text, String::new()))
                        .collect(),
                ),
            };
            Some((last, columns(&headings, table, last, told)?))
        })
}

/// The texts of a row by column; a cell over several columns stands in each of them.
pub fn by_column(row: &Row) -> Vec<String> {
    let texts = cells_by_column(row).into_iter().map(|at| {
        let cell = row.cells.get(at);
        cell.map_or_else(String::new, |cell| one_line(&cells::text(cell)))
    });
    texts.collect()
}

/// The cell that stands in each column. One over several columns is followed by cells without
/// content, which it covers.
pub(super) fn cells_by_column(row: &Row) -> Vec<usize> {
    let mut found = Vec::new();
    let mut covered = 0;
    for (at, cell) in row.cells.iter().enumerate() {
        if covered > 0 && cell.blocks.is_empty() {
            covered -= 1;
            continue;
        }
        let columns = usize::from(cell.columns.max(1));
        covered = columns - 1;
        found.extend(std::iter::repeat_n(at, columns));
        if found.len() >= MOST_COLUMNS {
            break;
        }
    }
    found.truncate(MOST_COLUMNS);
    found
}

/// One text alone, the title of a sheet say, names no columns.
fn is_lone(row: &Row) -> bool {
    let texts = row.cells.iter().map(cells::text);
    texts.filter(|text| !text.trim().is_empty()).count() < 2
}

fn has_value(row: &Row) -> bool {
    let texts = by_column(row);
    texts.iter().any(|text| value(text).is_some())
}

/// A second heading row: no figures, and words below a heading that stands over several columns.
fn is_second(row: &Row, upper: &[String]) -> bool {
    let lower = by_column(row);
    let open = |at: usize| {
        let own = upper.get(at).map_or("", String::as_str);
        let left = at.checked_sub(1).and_then(|at| upper.get(at));
        own.is_empty() || left.is_some_and(|left| left == own)
    };
    let divides =
        (1..lower.len()).any(|at| open(at) && lower.get(at).is_some_and(|text| !text.is_empty()));
    divides && !has_value(row)
}

/// Both rows of a heading: the upper one reaches over empty cells to its right, as far as something
/// stands below them.
fn joined(upper: &[String], lower: &[String]) -> Vec<(String, String)> {
    let mut over = String::new();
    let width = upper.len().max(lower.len());
    (0..width)
        .map(|at| {
            let own = upper.get(at).cloned().unwrap_or_default();
            let below = lower.get(at).cloned().unwrap_or_default();
            if !own.is_empty() {
                over.clone_from(&own);
            } else if below.is_empty() {
                over.clear();
            }
            let above = if own.is_empty() && !below.is_empty() {
                over.clone()
            } else {
                own
            };
            let below = if below == above { String::new() } else { below };
            (above, below)
        })
        .collect()
}

fn columns(
    headings: &[(String, String)],
    table: &Table,
    last: usize,
    told: Told,
) -> Option<Columns> {
    let mut found = Columns::default();
    let mut indicator = None;
    let mut sure = false;
    for (at, (above, below)) in headings.iter().enumerate() {
        let heading = format!("{above} {below}").trim().to_owned();
        let key = fold::key(&heading);
        if key.is_empty() || key.len() > LONGEST_HEADING {
            continue;
        }
        let units = is_unit(&key) && holds_units(table, last, at);
        let said = says(&key, indicator.is_some(), told);
        match said.filter(|_| !units).or(units.then_some(Says::Unit)) {
            Some(Says::Unit) => _ = found.count_unit.get_or_insert(at),
            Some(Says::Note) => _ = found.note.get_or_insert(at),
            Some(Says::Remark) => _ = found.remark.get_or_insert(at),
            Some(Says::Indicator) => _ = indicator.get_or_insert(at),
            Some(Says::Figures {
                kind,
                period,
                sure: one,
            }) if one || holds_values(table, last, at) => {
                sure |= one;
                let several = headings.iter().filter(|one| one.0 == *above).count() > 1;
                let own = says(&fold::key(below), true, told);
                let told = own.is_some() && kind != Kind::Plan;
                let alone = several && !below.is_empty() && !told && !is_whole(below);
                let part = if alone { below.clone() } else { String::new() };
                let mut wholes = found.values.iter().rev();
                let whole = wholes.find(|one| one.kind == kind && one.part.is_empty());
                found.values.push(Column {
                    at,
                    part_of: whole.filter(|_| is_part(&part)).map(|whole| whole.at),
                    heading,
                    part,
                    kind,
                    period,
                });
            }
            Some(Says::Figures { .. }) | None => {}
        }
    }
    let first = || {
        let mut texts = headings.iter().enumerate();
        texts.find_map(|(at, (text, _))| {
            let key = fold::key(text);
            let numbers = matches!(key.as_str(), "tt" | "stt" | "số tt" | "");
            (!numbers && !holds_values(table, last, at)).then_some(at)
        })
    };
    found.indicator = indicator.or_else(|| first().filter(|_| sure))?;
    found.only_one_of_each();
    let results = found
        .values
        .iter()
        .any(|column| matches!(column.kind, Kind::Month | Kind::Window | Kind::Cumulative));
    results.then_some(found)
}

impl Columns {
    /// Of two columns of the same sense and name the first is read.
    fn only_one_of_each(&mut self) {
        let mut kept: Vec<Column> = Vec::new();
        for column in self.values.drain(..) {
            let known = kept.iter().any(|one| {
                one.kind == column.kind && one.period == column.period && one.part == column.part
            });
            if !known {
                kept.push(column);
            }
        }
        self.values = kept;
    }
}

/// "Tổng số", "Chung" above a column beside those of its parts.
fn is_whole(heading: &str) -> bool {
    matches!(
        fold::key(heading).as_str(),
        "tổng" | "tổng số" | "tổng cộng" | "cộng" | "chung"
    )
}

/// "Trong đó: nữ", "Nam".
fn is_part(heading: &str) -> bool {
    let key = fold::key(heading);
    key.starts_with("trong đó") || matches!(key.as_str(), "nam" | "nữ")
}

/// Whether most of what stands below a heading is figures.
fn holds_values(table: &Table, last: usize, at: usize) -> bool {
    let (mut figures, mut written) = (0, 0);
    for row in table.rows.iter().skip(last + 1) {
        let texts = by_column(row);
        let Some(text) = texts
            .get(at)
            .filter(|text| text.chars().any(char::is_alphanumeric))
        else {
            continue;
        };
        written += 1;
        figures += usize::from(value(text).is_some_and(|value| value.start <= LONGEST_LEAD));
    }
    figures > 0 && figures * 2 >= written
}

/// "Đơn vị" may be who reports and may be the unit of count.
fn is_unit(heading: &str) -> bool {
    matches!(heading, "đơn vị" | "đv" | "tính bằng" | "đơn vị đo")
}

/// Letters of the longest unit of count.
const LONGEST_UNIT: usize = 24;

/// Whether what stands below a heading counts something: "buổi", "lượt người".
fn holds_units(table: &Table, last: usize, at: usize) -> bool {
    let rows = table.rows.iter().skip(last + 1);
    let texts = rows.filter_map(|row| by_column(row).into_iter().nth(at));
    let mut written = texts.filter(|text| !text.is_empty()).peekable();
    written.peek().is_some() && written.all(|text| counts(&text))
}

/// Whether something is counted in a unit.
pub(super) fn counts(unit: &str) -> bool {
    let short = unit.chars().count() <= LONGEST_UNIT && !unit.starts_with(char::is_uppercase);
    short && !unit.is_empty() && !quantities(&format!("5 {unit}")).is_empty()
}

/// Words of headings over figures that are not the month's, the narrower before the wider.
const ELSE: [(&[&str], Kind); 5] = [
    (&["tỷ lệ", "tỉ lệ", "%"], Kind::Percent),
    (
        &[
            "so sánh",
            "chênh lệch",
            "tăng, giảm",
            "tăng/giảm",
            "tăng giảm",
        ],
        Kind::Change,
    ),
    (
        &["cùng kỳ", "tháng trước", "kỳ trước", "năm trước"],
        Kind::Other,
    ),
    (
        &["lũy kế", "luỹ kế", "cộng dồn", "từ đầu năm", "cả năm"],
        Kind::Cumulative,
    ),
    (
        &["hiện có", "tồn cuối", "cuối kỳ", "đang quản lý"],
        Kind::State,
    ),
];
/// Words of headings over the month's figures.
const OWN: [&str; 6] = [
    "trong tháng",
    "trong kỳ",
    "số lượng",
    "thực hiện tháng",
    "tháng này",
    "số liệu",
];

/// What a heading says, by its words.
fn says(heading: &str, named: bool, told: Told) -> Option<Says> {
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let figures = |(kind, period), sure| Some(Says::Figures { kind, period, sure });
    if has(&["đơn vị tính", "đvt", "đơn vị đếm"]) {
        return Some(Says::Unit);
    }
    if heading == "kiểm tra" {
        return Some(Says::Remark);
    }
    if has(&["ghi chú"]) {
        return Some(Says::Note);
    }
    let known = ELSE
        .iter()
        .find(|(words, _)| has(words))
        .map(|(_, kind)| *kind);
    let percent = matches!(known, Some(Kind::Percent | Kind::Change));
    if !percent && is_plan(heading, named) {
        return figures((Kind::Plan, None), true);
    }
    if let Some(kind) = known.or_else(|| is_span(heading).then_some(Kind::Cumulative)) {
        return figures((kind, None), true);
    }
    if let Some(named) = told.below(heading) {
        return figures(named, true);
    }
    if heading == "tháng" || has(&OWN) {
        return figures(told.own(), true);
    }
    if has(&["kết quả", "thực hiện", "đạt được"]) && !has(&["nội dung"]) {
        return figures(told.own(), false);
    }
    has(&["chỉ tiêu", "nội dung", "hoạt động", "hình thức", "tên "]).then_some(Says::Indicator)
}

/// "Kế hoạch tháng", "KH năm", "Chỉ tiêu giao"; the first "Chỉ tiêu" names the rows.
fn is_plan(heading: &str, named: bool) -> bool {
    let aim = heading.starts_with("chỉ tiêu") && (named || heading.contains("giao"));
    let short = heading.split(' ').any(|word| word == "kh");
    let carried = heading.contains("thực hiện") || heading.contains("đạt");
    (aim || short || heading.contains("kế hoạch") || heading.contains("dự kiến")) && !carried
}

/// "6 tháng", "9 tháng đầu năm", "Quý II".
fn is_span(heading: &str) -> bool {
    let words: Vec<&str> = heading.split(' ').collect();
    let months = words.windows(2).any(|two| match two {
        [number, "tháng"] => number.parse::<u32>().is_ok_and(|number| number > 1),
        _ => false,
    });
    months || heading.starts_with("quý ") || heading.contains("trong năm")
}
