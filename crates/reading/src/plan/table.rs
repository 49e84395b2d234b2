//! Tables of tasks: "STT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian | Ghi chú".

use nhip_core::document::{Cell, Row, Table};
use nhip_core::plan::Due;
use nhip_viet::fold::key;

use super::line::{cell_line, cell_text};
use super::word::words;
use super::{name, when};

/// One row of work.
#[derive(Debug, Clone)]
pub(super) struct Work {
    /// Its number, if it has one.
    pub marker: Option<String>,
    /// What is to be done.
    pub text: String,
    /// Who leads it, as written, one or several.
    pub leads: Vec<String>,
    /// Who helps.
    pub co_owners: Vec<String>,
    /// By when.
    pub due: Option<Due>,
    /// Paragraph it stands in.
    pub line: u32,
    /// All its paragraphs.
    pub lines: Vec<u32>,
    /// Paragraph the lead stands in.
    pub lead_line: u32,
}

/// Which column holds what.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    number: Option<usize>,
    work: Option<usize>,
    lead: Option<usize>,
    help: Option<usize>,
    time: Option<usize>,
    /// The column of times says when work must be done, not when it takes place.
    ends: bool,
    /// Rows of the head.
    rows: usize,
}

/// How deep a head of merged cells may be, and where it may start.
const HEAD_ROWS: usize = 3;

/// The rows of work of a table, or nothing when it is no table of tasks.
pub(super) fn read(table: &Table) -> Vec<Work> {
    let Some(columns) = columns(table) else {
        return Vec::new();
    };
    let mut works = Vec::new();
    let mut lead: Option<(String, u32)> = None;
    for row in table.rows.iter().skip(columns.rows) {
        if let Some(work) = work(row, &columns, &mut lead) {
            works.push(work);
        }
    }
    works
}

/// How many rows are the head of a table of tasks; `None` when it is none.
pub(super) fn head_rows(table: &Table) -> Option<usize> {
    columns(table).map(|columns| columns.rows)
}

/// Finds the head: one to three rows whose cells, read downwards, name work and lead.
fn columns(table: &Table) -> Option<Columns> {
    (0..table.rows.len().min(HEAD_ROWS)).find_map(|first| {
        (1..=2)
            .rev()
            .find_map(|deep| head(table.rows.get(first..first + deep)?, first + deep))
    })
}

fn head(rows: &[Row], until: usize) -> Option<Columns> {
    let width = rows.iter().map(|r| r.cells.len()).max()?;
    let mut columns = Columns {
        rows: until,
        ..Columns::default()
    };
    // A second head row has no number of its own and repeats no row of work.
    let numbered = |row: &Row| {
        row.cells
            .first()
            .is_some_and(|c| cell_text(c).starts_with(|c: char| c.is_ascii_digit()))
    };
    if rows.iter().any(numbered) || rows.iter().skip(1).any(|r| !is_head_row(r)) {
        return None;
    }
    for at in 0..width {
        let texts: Vec<String> = rows
            .iter()
            .filter_map(|r| r.cells.get(at))
            .map(|c| key(&cell_text(c)))
            .collect();
        let text = texts.join(" ");
        let own = texts
            .iter()
            .rev()
            .find(|t| !t.is_empty())
            .cloned()
            .unwrap_or_default();
        place(&mut columns, at, &text, &own);
    }
    (columns.work.is_some() && columns.lead.is_some()).then_some(columns)
}

/// A further head row: names of columns only, under a merged cell.
fn is_head_row(row: &Row) -> bool {
    let texts: Vec<String> = row
        .cells
        .iter()
        .map(|c| key(&cell_text(c)))
        .filter(|t| !t.is_empty())
        .collect();
    let names = [
        "chủ trì",
        "phối hợp",
        "thời gian",
        "bắt đầu",
        "kết thúc",
        "thực hiện",
        "hoàn thành",
    ];
    !texts.is_empty()
        && texts
            .iter()
            .all(|t| t.chars().count() < 40 && names.iter().any(|n| t.contains(n)))
}

fn place(columns: &mut Columns, at: usize, text: &str, own: &str) {
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let end = has(&["hoàn thành", "thời hạn", "hạn", "kết thúc"]);
    let slot = if matches!(own, "stt" | "tt" | "số tt" | "số thứ tự" | "số") {
        &mut columns.number
    } else if own.contains("phối hợp") || has(&["ai giúp", "cùng làm", "hỗ trợ"]) {
        &mut columns.help
    } else if own.contains("chủ trì")
        || (has(&["đơn vị", "cơ quan", "bộ phận", "người", "phân công"])
            && has(&["thực hiện", "phụ trách", "chủ trì", "đầu mối"]))
        || matches!(
            own,
            "đơn vị"
                | "cơ quan"
                | "phân công"
                | "người phụ trách"
                | "chủ trì thực hiện"
                | "ai làm"
                | "ai thực hiện"
                | "người làm"
                | "trách nhiệm"
                | "người thực hiện"
                | "người chịu trách nhiệm"
                | "đầu mối"
        )
    {
        &mut columns.lead
    } else if has(&[
        "bao giờ",
        "khi nào",
        "xong",
        "hạn",
        "thời gian",
        "thời hạn",
        "tiến độ",
        "hoàn thành",
        "kỳ hạn",
    ]) {
        columns.ends |= end && columns.time.is_none();
        &mut columns.time
    } else if has(&[
        "nội dung",
        "nhiệm vụ",
        "công việc",
        "hoạt động",
        "tên việc",
        "việc",
        "giải pháp",
    ]) {
        &mut columns.work
    } else {
        return;
    };
    slot.get_or_insert(at);
}

fn work(row: &Row, columns: &Columns, lead: &mut Option<(String, u32)>) -> Option<Work> {
    let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at));
    let text = |at: Option<usize>| cell(at).map(cell_text).unwrap_or_default();
    let what = flat(&text(columns.work));
    let who = text(columns.lead);
    // A row with one filled cell, or a roman number and no lead, only names a group of rows.
    let filled = row
        .cells
        .iter()
        .filter(|c| !cell_text(c).is_empty())
        .count();
    let marker = text(columns.number);
    let group = filled <= 1 || (who.is_empty() && is_group_mark(&marker));
    if what.is_empty()
        || group
        || row
            .cells
            .iter()
            .any(|c: &Cell| usize::from(c.columns) + 1 >= row.cells.len() && c.columns > 2)
    {
        *lead = None;
        return None;
    }
    // "nt", "như trên", a ditto mark: the one above, as where a cell merged downwards comes empty.
    let again = matches!(
        key(&who).trim_matches(['-', '.', ' ', '(', ')']),
        "nt" | "như trên" | "\"" | "//" | ""
    );
    if !again {
        let line = cell(columns.lead).and_then(cell_line).unwrap_or_default();
        *lead = Some((who.clone(), line));
    }
    let (who, lead_line) = lead.clone()?;
    let line = cell(columns.work).and_then(cell_line).unwrap_or_default();
    let time = flat(&text(columns.time));
    Some(Work {
        marker: Some(marker).filter(|m| !m.is_empty()),
        due: due(&time, columns.ends).or_else(|| {
            when::all(&what)
                .first()
                .map(|w| w.due(&what))
                .filter(|_| time.is_empty())
        }),
        leads: names(&who),
        co_owners: names(&text(columns.help)),
        text: what,
        line,
        lines: vec![line],
        lead_line,
    })
}

/// "I", "A": a row that only names a group of rows.
pub(super) fn is_group_mark(marker: &str) -> bool {
    let bare = marker.trim_end_matches(['.', ')', '/', '-']);
    !bare.is_empty() && bare.chars().all(|c| "IVXABCDE".contains(c))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The time as printed; words no rule knows are kept as they are.
pub(super) fn due(time: &str, ends: bool) -> Option<Due> {
    if time.chars().all(|c| !c.is_alphanumeric()) {
        return None;
    }
    let known = when::all(time).into_iter().next().map(|w| {
        let mut due = w.due(time);
        // In a column of times a bare day is the last one, not the only one.
        if (ends || w.date.is_some()) && due.from == due.to {
            due.from = None;
        }
        due
    });
    known.or_else(|| {
        Some(Due {
            as_printed: time.to_owned(),
            from: None,
            to: None,
            frequency: None,
        })
    })
}

/// Bodies of a cell: at semicolons and line ends, then wherever a new body begins.
pub(super) fn names(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in joined_lines(text).split([';', '\n']) {
        let part = part
            .trim()
            .trim_start_matches(['-', '+', '•', '*', ' '])
            .trim_end_matches(['.', ',', ';', ' ']);
        if !part.chars().any(char::is_alphabetic) {
            continue;
        }
        let commas: Vec<&str> = part.split(", ").collect();
        if commas.len() > 1 && commas.iter().all(|piece| is_own(piece)) {
            out.extend(commas.into_iter().map(flat));
            continue;
        }
        let listed = name::list(part);
        let covered: usize = listed.iter().map(|n| n.split_whitespace().count()).sum();
        // "Phòng Nghiệp vụ Y, Sở Y tế" names an office with its house: leave what the rules
        // cannot part surely as one.
        // "Tổ trưởng tổ dân phố, cộng tác viên dân số": the further ones open in small letters.
        let small = commas.len() > 1
            && commas
                .iter()
                .skip(1)
                .all(|piece| piece.starts_with(char::is_lowercase));
        if listed.len() > 1 && !small && covered + listed.len() > part.split_whitespace().count() {
            out.extend(listed);
        } else {
            out.push(flat(part));
        }
    }
    out
}

/// It opens as a body does, with a capital: no office of the one before.
fn is_own(piece: &str) -> bool {
    piece.starts_with(char::is_uppercase)
        && name::starts(&words(piece), 0)
        && !piece.contains(" và ")
}

/// Lines of a cell that only wrap a name are put together.
fn joined_lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let goes_on =
            line.trim_start().starts_with(char::is_lowercase) && !out.trim_end().ends_with(';');
        out.push(if goes_on { ' ' } else { '\n' });
        out.push_str(line.trim());
    }
    out
}
