//! A document as lines and tables, and which of them are head, title, body, foot and annex.

use super::phrase::Phrases;

use std::ops::Range;

use nhip_viet::fold::{folded, key};

use crate::document::label::{self, Kind, Label};
use crate::document::{Block, Cell, Document, Paragraph, Table};

/// One line of text with the label taken off.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Line or paragraph it starts on.
    pub line: u32,
    /// All its lines.
    pub lines: Vec<u32>,
    /// Its label, typed or automatic.
    pub label: Option<Label>,
    /// Text without the label.
    pub text: String,
    /// Text with its label, as printed.
    pub printed: String,
    /// All bold.
    pub bold: bool,
    /// Column of a two-column layout it stood in, from 0.
    pub column: u8,
    /// It goes on from the line before within one paragraph.
    pub continued: bool,
}

/// A line, or a table that is not mere layout.
#[derive(Debug, Clone)]
pub(super) enum Item<'a> {
    /// A line.
    Line(Line),
    /// A table.
    Table(&'a Table),
}

impl<'a> Item<'a> {
    /// The line, if it is one.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        }
    }

    /// The table, if it is one.
    pub fn table(&self) -> Option<&'a Table> {
        match self {
            Item::Line(_) => None,
            Item::Table(table) => Some(table),
        }
    }
}

/// Everything in reading order; two-column heads and feet set in tables become lines.
pub(super) fn items(document: &Document) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => push(&mut items, paragraph, 0),
            Block::Table(table) if is_layout(table) => {
                for row in &table.rows {
                    for (column, cell) in row.cells.iter().enumerate() {
                        push_cell(&mut items, cell, u8::try_from(column).unwrap_or(u8::MAX));
                    }
                }
            }
            Block::Table(table) => items.push(Item::Table(table)),
        }
    }
    items
}

fn push_cell<'a>(items: &mut Vec<Item<'a>>, cell: &'a Cell, column: u8) {
    for block in &cell.blocks {
        match block {
            Block::Paragraph(paragraph) => push(items, paragraph, column),
            Block::Table(table) => items.push(Item::Table(table)),
        }
    }
}

fn push(items: &mut Vec<Item<'_>>, paragraph: &Paragraph, column: u8) {
    if paragraph.label.is_none() && is_page_number(&paragraph.text) {
        return;
    }
    let (first_label, _) = label::of(paragraph);
    let whole = label::of(paragraph).1;
    // "I." alone: its heading stands on the next line.
    let text = if whole.is_empty() && first_label.is_none() {
        paragraph.text.as_str()
    } else {
        whole
    };
    for (at, piece) in text.split('\n').enumerate() {
        let (label, piece) = match (at, paragraph.label.is_some() || first_label.is_some()) {
            (0, true) => (first_label.clone(), piece.trim()),
            _ => label::split(piece).map_or((None, piece.trim()), |(l, rest)| (Some(l), rest)),
        };
        if piece.is_empty() && label.is_none() {
            continue;
        }
        let printed = label
            .as_ref()
            .map_or(piece.to_owned(), |l| format!("{} {piece}", l.marker));
        let printed = if paragraph.label.is_none() && at == 0 && !text.contains('\n') {
            paragraph.text.trim().to_owned()
        } else {
            printed
        };
        let mut lines = vec![paragraph.place.line];
        lines.extend(&paragraph.place.joined);
        items.push(Item::Line(Line {
            line: paragraph.place.line,
            lines,
            continued: at > 0 && label.is_none(),
            label,
            text: piece.to_owned(),
            printed,
            bold: paragraph.bold,
            column,
        }));
    }
}

/// A number alone on its line is what page numbering left.
fn is_page_number(text: &str) -> bool {
    let bare = text.trim().trim_matches(['-', '–', ' ']);
    (1..=3).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// All text of a cell, paragraphs parted by line breaks.
pub(super) fn cell_text(cell: &Cell) -> String {
    let mut out = Vec::new();
    for block in &cell.blocks {
        match block {
            Block::Paragraph(p) => out.push(match &p.label {
                Some(label) => format!("{label} {}", p.text.trim()),
                None => p.text.trim().to_owned(),
            }),
            Block::Table(table) => {
                out.extend(
                    table
                        .rows
                        .iter()
                        .flat_map(|r| r.cells.iter().map(cell_text)),
                );
            }
        }
    }
    out.retain(|text| !text.trim().is_empty());
    out.join("\n").trim().to_owned()
}

/// First line of a cell, for places.
pub(super) fn cell_line(cell: &Cell) -> Option<u32> {
    cell.blocks.iter().find_map(|block| match block {
        Block::Paragraph(p) => Some(p.place.line),
        Block::Table(_) => None,
    })
}

/// A table that only sets head or foot side by side.
fn is_layout(table: &Table) -> bool {
    const SIGNS: [&str; 6] = [
        "cong hoa xa hoi",
        "dang cong san",
        "doc lap",
        "noi nhan",
        "t/m ban",
        "tm. uy ban",
    ];
    table.rows.len() <= 12
        && table.rows.iter().flat_map(|row| &row.cells).any(|cell| {
            let text = folded(&cell_text(cell));
            SIGNS.iter().any(|sign| text.contains(sign))
        })
}

/// Names of document types a title line opens with, longer ones first.
const TYPES: [&str; 16] = [
    "ke hoach hanh dong",
    "ke hoach lien tich",
    "ke hoach phoi hop",
    "ke hoach",
    "chuong trinh hanh dong",
    "chuong trinh phoi hop",
    "chuong trinh",
    "phuong an",
    "de an",
    "huong dan",
    "chi thi",
    "quyet dinh",
    "nghi quyet",
    "thong bao",
    "ket luan",
    "cong van",
];

/// Length in bytes of the type name a line in capitals opens with ("KẾ HOẠCH NÂNG CAO": 2 words).
/// Letters set apart by bad text recognition ("K Ế HOẠCH") are put up with.
pub(super) fn type_name(text: &str) -> Option<usize> {
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .take(60)
        .filter(|(_, c)| !c.is_whitespace())
        .collect();
    let plain: String = folded(&letters.iter().map(|(_, c)| latin(*c)).collect::<String>());
    TYPES.iter().find_map(|name| {
        let squeezed = name.replace(' ', "");
        let count = squeezed.chars().count();
        let own = letters.get(..count)?;
        let capitals = own.iter().all(|(_, c)| !c.is_lowercase());
        let alone = letters.len() == count;
        let (at, last) = *own.last()?;
        let next = text.get(at + last.len_utf8()..)?.chars().next();
        (plain.starts_with(&squeezed)
            && (capitals || alone)
            && next.is_none_or(|c| !c.is_alphabetic()))
        .then_some(at + last.len_utf8())
    })
}

/// The Latin letter a Cyrillic or Greek one looks like; papers put together from other files
/// hold such letters unseen.
pub(super) fn latin(letter: char) -> char {
    const ALIKE: [(char, char); 26] = [
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('У', 'Y'),
        ('Х', 'X'),
        ('І', 'I'),
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
        ('Ο', 'O'),
        ('Α', 'A'),
        ('Κ', 'K'),
        ('Η', 'H'),
        ('Τ', 'T'),
    ];
    ALIKE
        .iter()
        .find(|(other, _)| *other == letter)
        .map_or(letter, |(_, latin)| *latin)
}

/// The parts of a paper, as ranges of items.
#[derive(Debug, Clone, Default)]
pub(super) struct Areas {
    /// Before the title.
    pub head: Range<usize>,
    /// Type line and subject.
    pub title: Range<usize>,
    /// Bases, enacting clause, sections, closing.
    pub body: Range<usize>,
    /// Recipients and signature.
    pub foot: Range<usize>,
}

/// How far down a title is looked for, and how many lines it may take.
const HEAD: usize = 60;
const TITLE: usize = 10;

/// Finds the parts of a paper.
pub(super) fn areas(items: &[Item<'_>]) -> Areas {
    let typed = items.iter().take(HEAD).position(|item| {
        item.line()
            .is_some_and(|l| l.label.is_none() && type_name(&l.text).is_some())
    });
    let head = typed.unwrap_or_else(|| {
        let last = items
            .iter()
            .take(20)
            .rposition(|i| i.line().is_some_and(is_head_line));
        last.map_or(0, |at| at + 1)
    });
    let title_end = title_end(items, head, typed.is_some());
    let foot = foot_start(items, title_end);
    let annex = annex_start(items, foot);
    Areas {
        head: 0..head,
        title: head..title_end,
        body: title_end..foot,
        foot: foot..annex,
    }
}

fn is_head_line(line: &Line) -> bool {
    let plain = folded(&line.text);
    let motto = ["cong hoa xa hoi", "dang cong san", "doc lap"]
        .iter()
        .any(|s| plain.contains(s) && plain.len() < 120);
    let numbered = ["so:", "so "].iter().any(|s| plain.starts_with(s))
        && plain.contains(['/', '-'])
        && plain.len() < 120;
    motto
        || numbered
        || (plain.contains("ngay") && plain.contains("thang") && plain.len() < 60)
        || line.text == "*"
}

fn title_end(items: &[Item<'_>], head: usize, typed: bool) -> usize {
    let mut end = head + usize::from(typed);
    let first = end;
    while end < items.len().min(first + TITLE) {
        let Some(line) = items.get(end).and_then(Item::line) else {
            break;
        };
        let rule = !line.text.chars().any(char::is_alphanumeric);
        let subject = items.get(first).and_then(Item::line);
        let opens =
            opens_body(line) || (end > first && subject.is_some_and(|s| leaves_subject(s, line)));
        let first_subject = end == first && !opens;
        if !(rule
            || first_subject
            || (!opens && line.text.len() < 400 && !line.text.ends_with(['.', ';', ':'])))
        {
            break;
        }
        end += 1;
    }
    end
}

/// Words a legal basis opens with.
pub(super) static LEADS: Phrases = Phrases::new(
    "tiếp tục thực hiện | trên cơ sở | để thực hiện | căn cứ | thực hiện | theo | xét | \
     để | nhằm | qua",
);

/// A line that can no longer belong to the title: labelled, a basis, or a sentence.
fn opens_body(line: &Line) -> bool {
    let words = key(&line.text);
    let lead = LEADS.opens(&words);
    let sentence = line.text.ends_with([';', ':', '.', ',']) || line.text.len() > 500;
    let counted = line.label.as_ref().is_some_and(|l| l.kind != Kind::Bullet);
    counted || words.starts_with("căn cứ") || (lead && sentence) || words.ends_with("như sau:")
}

/// A line that cannot go on with the subject above it: a sentence below a subject in capitals, or
/// a basis whose end stands on a further line.
fn leaves_subject(subject: &Line, line: &Line) -> bool {
    let capital = line.text.starts_with(char::is_uppercase);
    let lower = |text: &str| text.chars().any(char::is_lowercase);
    let words = key(&line.text);
    let basis = LEADS.opens(&words) && words.contains(" số ");
    capital && (basis || (!lower(&subject.text) && lower(&line.text)))
}

/// First line of "Nơi nhận" or of the signature, whichever is higher.
fn foot_start(items: &[Item<'_>], from: usize) -> usize {
    let line = |at: usize| items.get(at).and_then(Item::line);
    let recipients = (from..items.len())
        .find(|at| line(*at).is_some_and(|l| key(&l.text).starts_with("nơi nhận")));
    let limit = recipients.unwrap_or(items.len());
    let signed = (limit.saturating_sub(14).max(from)..limit)
        .find(|at| line(*at).is_some_and(super::signer::opens));
    match (signed, recipients) {
        (Some(at), _) => at,
        (None, Some(at)) => at,
        (None, None) => items.len(),
    }
}

/// First item of what is attached below the signature.
fn annex_start(items: &[Item<'_>], foot: usize) -> usize {
    let starts = |item: &Item<'_>| match item {
        Item::Table(_) => true,
        Item::Line(line) => {
            let plain = folded(&line.text);
            [
                "phu luc",
                "bieu mau",
                "bang phan cong",
                "danh muc",
                "(kem theo",
                "(ban hanh kem",
                "bieu so",
            ]
            .iter()
            .any(|s| plain.starts_with(s))
                || (type_name(&line.text).is_some() && line.label.is_none())
        }
    };
    (foot..items.len())
        .skip(1)
        .find(|at| items.get(*at).is_some_and(starts))
        .unwrap_or(items.len())
}

/// A line of a flattened two-column layout as its columns: parted at "|", tabs or wide gaps.
pub(super) fn columns(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in text.split(['|', '\t']) {
        let mut rest = piece;
        while let Some(gap) = rest.find("   ") {
            found.push(rest.get(..gap).unwrap_or_default().trim());
            rest = rest.get(gap..).unwrap_or_default().trim_start();
        }
        found.push(rest.trim());
    }
    found
}
