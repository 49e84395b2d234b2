//! What frames a report and is no content: preamble, closing sentence, signature; and the tasks a
//! form prints.

use nhip_core::document::{Block, Document};
use nhip_core::report::{cells, form};
use nhip_viet::fold;

use super::head::Head;
use super::{heading, workbook};

/// Blocks below the title in which a report says that it takes the place of another.
const CORRECTING: usize = 3;

/// Whether it says right below its title that it replaces or corrects an earlier one.
pub(super) fn corrects(document: &Document, head: &Head) -> bool {
    let opening = document.blocks.iter().skip(head.body).take(CORRECTING);
    opening.into_iter().any(|block| match block {
        Block::Paragraph(paragraph) => is_correction(&paragraph.text),
        Block::Table(_) => false,
    })
}

/// "(Thay thế Báo cáo số 12/BC-UBND ngày 18/10/2026)": it speaks of papers, and its figures are of them.
pub(super) fn is_correction(text: &str) -> bool {
    let key = fold::key(text);
    let key = key.trim_start_matches(['(', '[', '*', '-', ' ']);
    let key = ["báo cáo này ", "văn bản này ", "bản này "]
        .iter()
        .find_map(|start| key.strip_prefix(start))
        .unwrap_or(key);
    let does = ["thay thế", "thay cho", "đính chính"];
    does.iter()
        .filter_map(|word| key.strip_prefix(word))
        .any(|rest| {
            rest.trim_start().starts_with("báo cáo") || rest.trim_start().starts_with("văn bản")
        })
}

/// "Thực hiện Kế hoạch số …, UBND phường báo cáo kết quả như sau:" tells nothing of the month.
pub(super) fn is_preamble(text: &str) -> bool {
    let key = fold::key(text);
    let message = [
        "từ:",
        "gửi:",
        "kg:",
        "kính gửi",
        "chủ đề:",
        "tiêu đề:",
        "from:",
        "to:",
        "subject:",
    ];
    if message.iter().any(|word| key.starts_with(word)) {
        return true;
    }
    let leads = [
        "báo cáo việc",
        "báo cáo kết quả",
        "báo cáo tình hình",
        "xin gửi",
        "xin báo cáo",
    ];
    if leads.iter().any(|word| key.contains(word))
        && nhip_viet::quantity::quantities(text).is_empty()
    {
        return true;
    }
    let begins = ["thực hiện ", "căn cứ ", "theo ", "triển khai "]
        .iter()
        .any(|word| key.starts_with(word));
    let announces = ["như sau", "cụ thể", "sau đây"]
        .iter()
        .any(|word| key.contains(word));
    key.contains("báo cáo")
        && (begins || key.ends_with(':'))
        && (announces || key.ends_with([':', ';', ',']))
        || begins && key.ends_with(';')
}

/// The text is over: closing sentence, recipients, authority of the signer.
pub(super) fn is_end(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let key = fold::key(
        text.get(..text.len().min(60))
            .unwrap_or_else(|| text.split('\n').next().unwrap_or(text)),
    );
    let signs = ["TM.", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ.", "Q."];
    let line = text.lines().next().unwrap_or_default();
    key.starts_with("nơi nhận")
        || key.starts_with("trên đây là")
        || [
            "người báo cáo:",
            "người ký:",
            "người lập:",
            "người lập biểu:",
            "người tổng hợp:",
        ]
        .iter()
        .any(|word| key.starts_with(word))
        || heading::caps(line)
            && (signs.iter().any(|sign| line.starts_with(sign))
                || ["người lập", "người báo cáo", "thủ trưởng đơn vị"]
                    .iter()
                    .any(|word| key.starts_with(word)))
}

/// The tasks a form prints, with their texts.
pub(super) fn printed_tasks(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = &paragraph.text;
                let tag = form::tag_in(text).filter(|code| form::part_of_code(code).is_none());
                let told = text
                    .split_once(']')
                    .map(|(_, rest)| rest.trim_start_matches([':', ' ']));
                if let (Some(tag), Some(told)) = (tag, told.filter(|told| !told.is_empty())) {
                    found.push((tag.to_owned(), told.to_owned()));
                }
            }
            Block::Table(table) => {
                let Some((at, _)) = workbook::head(table) else {
                    continue;
                };
                for row in table.rows.iter().skip(at + 1) {
                    let [code, text] =
                        [0, 1].map(|at| row.cells.get(at).map(cells::text).unwrap_or_default());
                    if !code.is_empty() && !text.is_empty() && form::part_of_code(&code).is_none() {
                        found.push((code, text));
                    }
                }
            }
        }
    }
    found
}
