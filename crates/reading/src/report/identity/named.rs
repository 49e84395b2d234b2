//! The unit named in the first lines or the signature of a report, however it is written.

use nhip_viet::fold;

use super::Clue;
use nhip_core::document::{Block, Document, Table};
use nhip_core::report::{cells, form};
use nhip_core::unit::{Found, Roster};

/// Lines at the head and at the foot in which a name is looked for.
const FIRST: usize = 8;
const LAST: usize = 8;
/// Words of the longest line that is a name.
const LONGEST: usize = 16;

/// The one unit that a first line names, or else a last one. Only a name that stands for itself
/// counts: a line of its own, before "báo cáo", behind "Đơn vị:" or in the subject of a message.
pub(super) fn in_text(document: &Document, roster: &Roster) -> Option<Clue> {
    let texts: Vec<String> = document.blocks.iter().flat_map(texts).collect();
    let lines: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.lines())
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let foot = lines.len().saturating_sub(LAST).max(FIRST.min(lines.len()));
    let head = lines.iter().take(FIRST);
    let last = lines.iter().skip(foot).rev();
    head.chain(last).find_map(|line| named(line, roster))
}

fn texts(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
        Block::Table(table) if table.sheet.as_deref() == Some(form::SHEET_HIDDEN) => Vec::new(),
        Block::Table(table) => alone(table),
    }
}

/// Lines that stand for themselves in a table: above the columns of a sheet, below them, in a frame of
/// two cells for a signature.
fn alone(table: &Table) -> Vec<String> {
    let rows = table.rows.iter().map(|row| {
        let texts = row.cells.iter().map(cells::text);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
    });
    rows.filter(|texts| texts.len() <= 2).flatten().collect()
}

fn named(line: &str, roster: &Roster) -> Option<Clue> {
    let addressed = ["kính gửi", "nơi nhận", "căn cứ", "thực hiện", "theo "];
    let key = fold::key(line);
    if addressed.iter().any(|start| key.starts_with(start)) {
        return None;
    }
    candidates(line).into_iter().find_map(|written| {
        let words = written.split_whitespace().count();
        let found = (2..=LONGEST)
            .contains(&words)
            .then(|| roster.find(written))?;
        matches!(found, Found::One(_)).then(|| Clue {
            by: "text",
            written: written.to_owned(),
            found,
        })
    })
}

/// What of a line may be a name.
fn candidates(line: &str) -> Vec<&str> {
    let mut found = vec![line];
    if let Some((label, name)) = line.split_once(':') {
        let label = fold::key(label);
        let names = ["đơn vị", "tên đơn vị", "chủ đề", "tiêu đề", "subject"];
        if names.iter().any(|start| label.starts_with(start)) {
            found.push(name.trim());
        }
    }
    let parts = found.iter().flat_map(|part| part.split(['|', '\t', '–']));
    let parts: Vec<&str> = parts
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .collect();
    let reports: Vec<&str> = parts.iter().copied().filter_map(before_report).collect();
    let signed: Vec<&str> = parts.iter().copied().filter_map(signed_for).collect();
    found.extend(parts);
    found.extend(reports);
    found.extend(signed);
    found
}

/// On whose behalf, and in which office, a signer signs.
const SIGNS: [&str; 12] = [
    "TM.", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ.", "T/UQ", "Q.", "TM ", "KT ", "TL ",
];
const OFFICES: [&str; 13] = [
    "phó giám đốc",
    "giám đốc",
    "phó chủ tịch",
    "chủ tịch",
    "phó trưởng ban",
    "trưởng ban",
    "trưởng phòng",
    "trưởng trạm",
    "hiệu trưởng",
    "bí thư",
    "chánh văn phòng",
    "tổng biên tập",
    "thủ trưởng",
];

/// "TUQ. GIÁM ĐỐC CÔNG AN TỈNH": the body behind authority and office of a signature.
fn signed_for(part: &str) -> Option<&str> {
    let authority = SIGNS.iter().find_map(|sign| part.strip_prefix(sign));
    let rest = authority.unwrap_or(part).trim_start();
    // Lines run together: "TM. UBND XÃ CỒN VẠC CHỦ TỊCH Nguyễn Văn A".
    if authority.is_some()
        && let Some((body, _)) = rest
            .char_indices()
            .filter(|(_, sign)| *sign == ' ')
            .find_map(|(at, _)| {
                let after = fold::key(rest.get(at..)?.trim_start());
                let office = OFFICES.iter().any(|office| after.starts_with(office));
                office.then(|| rest.split_at_checked(at))?
            })
    {
        return Some(body);
    }
    let office = OFFICES.iter().find_map(|office| {
        let after = rest.char_indices().nth(office.chars().count())?.0;
        let (start, rest) = rest.split_at_checked(after)?;
        let apart = rest.starts_with(' ') && fold::key(start) == *office;
        apart.then(|| rest.trim_start())
    });
    office.or(authority.map(str::trim_start))
}

/// "Trạm Y tế xã Cồn Vạc báo cáo tháng 6", "Xã Cồn Vạc xin gửi Sở Y tế báo cáo": the name before the
/// first of these words.
fn before_report(part: &str) -> Option<&str> {
    let mut spaces = part.match_indices(' ').map(|(at, _)| at);
    let at = spaces.find(|at| part.get(at + 1..).is_some_and(begins_report))?;
    part.get(..at).map(str::trim)
}

fn begins_report(rest: &str) -> bool {
    let start: String = rest.chars().take(9).collect();
    let key = fold::key(&start);
    ["báo cáo", "xin gửi", "xin báo", "kính gửi", "gửi "]
        .iter()
        .any(|word| key.starts_with(word))
}
