//! The unit named in the first lines or the signature of a report, however it is written.

use nhip_viet::fold;

use super::Clue;
use nhip_core::document::{Block, Document};
use nhip_core::unit::{Found, Roster};

/// Lines at the head and at the foot in which a name is looked for.
const FIRST: usize = 8;
const LAST: usize = 8;
/// Words of the longest line that is a name.
const LONGEST: usize = 16;

/// The one unit that a first line names, or else a last one. Only a name that stands for itself
/// counts: a line of its own, before "báo cáo", behind "Đơn vị:" or in the subject of a message.
pub(super) fn in_text(document: &Document, roster: &Roster) -> Option<Clue> {
    let lines: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        })
        .flat_map(str::lines)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let foot = lines.len().saturating_sub(LAST).max(FIRST.min(lines.len()));
    let head = lines.iter().take(FIRST);
    let last = lines.iter().skip(foot).rev();
    head.chain(last).find_map(|line| named(line, roster))
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
    found.extend(parts);
    found.extend(reports);
    found
}

/// "Trạm Y tế xã Cồn Vạc báo cáo tháng 6": the name before the word.
fn before_report(part: &str) -> Option<&str> {
    let mut spaces = part.match_indices(' ').map(|(at, _)| at);
    let at = spaces.find(|at| part.get(at + 1..).is_some_and(begins_report))?;
    part.get(..at).map(str::trim)
}

fn begins_report(rest: &str) -> bool {
    let start: String = rest.chars().take(8).collect();
    fold::key(&start).starts_with("báo cáo")
}
