//! Where a report's head and title stand, and where its text begins.

use nhip_core::document::{Block, Document, Paragraph, Row, label};
use nhip_core::report::{cells, form};
use nhip_viet::fold;

use super::{heading, typed_table, workbook};

/// How far down a title is looked for.
const TITLE_WITHIN: usize = 40;
/// How far down a title in ordinary letters is looked for.
const PLAIN_WITHIN: usize = 6;
/// Most lines a title has below "BÁO CÁO".
const SUBJECT_LINES: usize = 5;

/// The head of a report.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// Lines above the number on the side of the issuing body, outermost body first.
    pub issuer: Vec<String>,
    /// "BÁO CÁO" and the subject, joined by spaces.
    pub title: String,
    /// All head lines, title left out: number, place and date.
    pub lines: Vec<String>,
    /// Index of the first block of the text.
    pub body: usize,
}

/// Finds head and title. Without a title the head is the lines that can be nothing else.
pub(super) fn find(document: &Document) -> Head {
    if let Some(head) = workbook::paper_head(document) {
        return head;
    }
    let mut head = Head::default();
    let mut columns = Columns::default();
    let title = document.blocks.iter().take(TITLE_WITHIN).position(is_title);
    let plain = document
        .blocks
        .iter()
        .take(PLAIN_WITHIN)
        .position(is_plain_title);
    let title = title.or(plain);
    let end = title.unwrap_or_else(|| untitled(document));
    for block in document.blocks.iter().take(end) {
        columns.block(block);
    }
    head.body = end;
    if let Some(at) = title {
        head.body = subject(document, at, &mut head.title, &mut columns);
    }
    head.issuer = columns.issuer();
    head.lines = columns.left.into_iter().chain(columns.right).collect();
    head
}

fn is_title(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => titled(paragraph),
        Block::Table(_) => false,
    }
}

/// "Báo cáo kết quả truyền thông tháng 4/2026", as messages and notes have it; no sentence.
fn is_plain_title(block: &Block) -> bool {
    let Block::Paragraph(paragraph) = block else {
        return false;
    };
    let line = paragraph.text.trim();
    let key = fold::key(line);
    let sentence = line.ends_with(['.', ':', ';', ',']) || key.split(' ').count() > 30;
    key.starts_with("báo cáo ") && key.contains("tháng") && !sentence
}

fn titled(paragraph: &Paragraph) -> bool {
    let line = paragraph.text.lines().next().unwrap_or_default().trim();
    let first = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let key = fold::key(line);
    let named = key == "báo cáo" || heading::caps(&first) && key.starts_with("báo cáo ");
    named && key.split(' ').count() <= 60
        || heading::caps(line)
            && key.contains("báo cáo")
            && !key.contains("kính gửi")
            && key.len() < 200
}

/// Reads the title from block `at` on; gives the first block of the text.
fn subject(document: &Document, at: usize, title: &mut String, columns: &mut Columns) -> usize {
    let mut next = at;
    for block in document.blocks.iter().skip(at).take(SUBJECT_LINES + 1) {
        let Block::Paragraph(paragraph) = block else {
            break;
        };
        // A row of a table is no line of a title, whatever it says.
        if next > at && (typed_table::begins(&document.blocks, next) || !is_subject(paragraph)) {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(paragraph.text.trim());
        next += 1;
    }
    // Number, place, date and "Kính gửi" may also stand below the title.
    while let Some(Block::Paragraph(paragraph)) = document.blocks.get(next) {
        if !is_head_line(&paragraph.text) {
            break;
        }
        columns.line(&paragraph.text);
        next += 1;
    }
    next
}

/// A line that goes on with the title rather than beginning the text.
fn is_subject(paragraph: &Paragraph) -> bool {
    let (label, text) = label::of(paragraph);
    let text = text.trim();
    let opens = heading::opens(label.as_ref(), text, paragraph.bold).is_some()
        && !fold::key(text).contains("tháng");
    if label.is_some() || opens || form::tag_in(text).is_some() || is_head_line(text) {
        return false;
    }
    let set_apart = paragraph.centred || paragraph.bold;
    let sentence = text.ends_with(['.', ':', ';', ',']) || text.len() > 300;
    let begins = ["thực hiện ", "căn cứ ", "theo "]
        .iter()
        .any(|w| fold::key(text).starts_with(w));
    set_apart && !text.ends_with(':')
        || !sentence && !begins && nhip_viet::quantity::quantities(text).is_empty()
}

/// Without a title: leading lines of a head, up to the first that is none.
fn untitled(document: &Document) -> usize {
    let head = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            is_head_line(&paragraph.text) || is_body_name(&paragraph.text)
        }
        Block::Table(table) => {
            table.sheet.is_none() && {
                let texts = table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .map(cells::text);
                texts.into_iter().any(|text| text.lines().any(is_national))
            }
        }
    };
    document
        .blocks
        .iter()
        .take(TITLE_WITHIN)
        .take_while(|block| head(block))
        .count()
}

/// The name of a body on a line of its own, in capitals.
fn is_body_name(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 160
        && heading::caps(text)
        && heading::opens(
            label::split(text).map(|(label, _)| label).as_ref(),
            text,
            false,
        )
        .is_none()
}

/// A line that stands in heads only: national lines, number, place and date, rules, addressee.
fn is_head_line(text: &str) -> bool {
    let key = fold::key(text);
    is_national(text)
        || !key.chars().any(char::is_alphanumeric)
        || is_number(&key)
        || key.starts_with("kính gửi")
        || key.starts_with("v/v ")
        || is_date_line(&key)
}

fn is_national(text: &str) -> bool {
    let key = fold::key(text);
    key.contains("cộng hòa xã hội chủ nghĩa")
        || key.contains("độc lập-tự do")
        || key.contains("đảng cộng sản việt nam")
}

/// "Số: 12/BC-UBND", "Số 7-BC/ĐU", "Số: /BC-TYT".
fn is_number(key: &str) -> bool {
    let rest = key
        .strip_prefix("số")
        .map(|rest| rest.trim_start_matches([':', ' ', '.', '…', '_']));
    rest.is_some_and(|rest| {
        key.len() < 60 && rest.contains(['/', '-']) && !rest.starts_with("liệu")
    })
}

fn is_date_line(key: &str) -> bool {
    key.len() < 120
        && key.contains("ngày")
        && key.contains("tháng")
        && key.contains("năm")
        && !key.ends_with('.')
}

/// Head lines by the side they stand on.
#[derive(Default)]
struct Columns {
    left: Vec<String>,
    right: Vec<String>,
}

impl Columns {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => paragraph.text.lines().for_each(|line| self.line(line)),
            Block::Table(table) => table.rows.iter().for_each(|row| self.row(row)),
        }
    }

    fn row(&mut self, row: &Row) {
        for (at, cell) in row.cells.iter().enumerate() {
            let side = if at == 0 {
                &mut self.left
            } else {
                &mut self.right
            };
            side.extend(cells::text(cell).lines().map(|line| line.trim().to_owned()));
        }
    }

    /// A line of plain text may hold both sides, parted by a tab, a bar or a wide gap.
    fn line(&mut self, line: &str) {
        for (at, part) in sides(line).into_iter().enumerate() {
            let right = at > 0 || is_national(&part) || is_date_line(&fold::key(&part));
            if right {
                self.right.push(part)
            } else {
                self.left.push(part)
            }
        }
    }

    /// Lines that can be the name of a body, down to the number of the paper.
    fn issuer(&self) -> Vec<String> {
        let named = self
            .left
            .iter()
            .take_while(|line| !is_number(&fold::key(line)));
        named.filter(|line| can_be_issuer(line)).cloned().collect()
    }
}

/// A head line that may name a body: no national line, number, date or rule.
pub(super) fn can_be_issuer(line: &str) -> bool {
    !is_head_line(line) && line.chars().filter(|c| c.is_alphabetic()).count() > 2
}

fn sides(line: &str) -> Vec<String> {
    line.split(['\t', '|'])
        .flat_map(|part| part.split("   "))
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}
