//! One paragraph: runs joined, fields reduced to their results, tracked changes as accepted.

use nhip_core::document::Block;

use super::super::error::Fault;
use super::super::symbol;
use super::super::xml::{Element, Ns, Token};
use super::form;
use super::format::{self, ParagraphFormat, RunFormat};
use super::story::{Choices, Story, control};
use super::text::{PAGE_BREAK, Text};

/// A paragraph as gathered, before its label is known.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub format: ParagraphFormat,
    pub text: Text,
    pub boxes: Vec<Block>,
    pub line: u32,
    pub joined: Vec<u32>,
}

impl Draft {
    /// This paragraph lost its mark to a tracked deletion and runs on into the next one, whose
    /// mark (and so whose format) remains.
    pub(super) fn followed_by(mut self, mut next: Draft) -> Draft {
        self.text.append(next.text);
        self.boxes.append(&mut next.boxes);
        self.joined.push(next.line);
        self.joined.append(&mut next.joined);
        Draft {
            format: next.format,
            ..self
        }
    }
}

/// Where we are in the runs of a paragraph.
#[derive(Default)]
struct Cursor {
    run: RunFormat,
    bold: bool,
    hidden: bool,
    struck: bool,
    raised: bool,
    paragraph_bold: Option<bool>,
    choices: Choices,
}

/// Reads `w:p`, which has just begun.
pub(super) fn read(story: &mut Story<'_, '_, '_>) -> Result<Draft, Fault> {
    let outside = story.xml.depth().saturating_sub(1);
    story.shared.line += 1;
    let mut draft = Draft {
        line: story.shared.line,
        text: Text::new(story.shared.old),
        ..Draft::default()
    };
    let paragraph_bold = story.shared.styles.paragraph_bold(&draft.format);
    let mut cursor = Cursor {
        paragraph_bold,
        ..Cursor::default()
    };
    while story.xml.depth() > outside {
        let Token::Start(element) = story.xml.next()? else {
            continue;
        };
        if cursor
            .choices
            .skips(&element.ns, element.name(), story.xml.depth())
        {
            story.xml.skip()?;
            continue;
        }
        match element.ns {
            Ns::W => word(story, &mut draft, &mut cursor, &element)?,
            Ns::Math if element.name() == "t" => text(story, &mut draft, &cursor)?,
            _ => {}
        }
    }
    story.shared.fields.paragraph_ends();
    Ok(draft)
}

/// One element of WordprocessingML inside a paragraph.
fn word(
    story: &mut Story<'_, '_, '_>,
    draft: &mut Draft,
    cursor: &mut Cursor,
    element: &Element<'_>,
) -> Result<(), Fault> {
    match element.name() {
        "pPr" => {
            draft.format = format::paragraph(story.xml)?;
            cursor.paragraph_bold = story.shared.styles.paragraph_bold(&draft.format);
        }
        "r" => set_run(story, cursor, RunFormat::default()),
        "rPr" => {
            let run = format::run(story.xml)?;
            set_run(story, cursor, run);
        }
        "sdtPr" => {
            let control = control(story.xml)?;
            if control.ticked {
                add(story, draft, cursor, "☒");
            }
            cursor.choices.placeholder = control.placeholder || control.ticked;
        }
        "t" => text(story, draft, cursor)?,
        "txbxContent" => {
            let boxes = story.blocks()?;
            draft.boxes.extend(boxes);
        }
        "del" | "moveFrom" | "instrText" | "delText" | "delInstrText" | "rt" => story.xml.skip()?,
        "footnoteReference" => refer(story, draft, cursor, element, "footnote"),
        "endnoteReference" => refer(story, draft, cursor, element, "endnote"),
        "fldChar" => story
            .shared
            .fields
            .step(element.attr("fldCharType").as_deref()),
        "ffData" => story.shared.fields.shown = form::shown(story.xml)?,
        "sym" => {
            let code = element
                .attr("char")
                .and_then(|code| u32::from_str_radix(&code, 16).ok());
            let letter =
                code.and_then(|code| symbol::letter(code, element.attr("font").as_deref()));
            if let Some(letter) = letter {
                add(story, draft, cursor, letter.encode_utf8(&mut [0; 4]));
            }
        }
        "pict" | "drawing" | "object" => story.shared.pictures += 1,
        "br" if element
            .attr("type")
            .is_some_and(|kind| kind != "textWrapping") =>
        {
            add(story, draft, cursor, PAGE_BREAK);
        }
        name => {
            if let Some(piece) = sign(name) {
                add(story, draft, cursor, piece);
            }
        }
    }
    if element.name() == "fldChar"
        && let Some(shown) = story.shared.fields.take_shown()
    {
        add(story, draft, cursor, &shown);
    }
    Ok(())
}

/// Elements that stand for a character. The soft hyphen is kept until old encodings are
/// repaired.
fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "tab" | "ptab" => "\t",
        "br" | "cr" => "\n",
        "noBreakHyphen" => "-",
        "softHyphen" => "\u{AD}",
        _ => return None,
    })
}

fn set_run(story: &Story<'_, '_, '_>, cursor: &mut Cursor, run: RunFormat) {
    cursor.bold = story.shared.styles.bold(&run, cursor.paragraph_bold);
    cursor.hidden = story.shared.styles.says(&run, |run| run.hidden);
    cursor.struck = story.shared.styles.says(&run, |run| run.struck);
    cursor.raised = story.shared.styles.says(&run, |run| run.raised);
    cursor.run = run;
}

/// Reads the text of `w:t`, which has just begun.
fn text(story: &mut Story<'_, '_, '_>, draft: &mut Draft, cursor: &Cursor) -> Result<(), Fault> {
    let mut piece = String::new();
    story.xml.text_into(&mut piece)?;
    if piece.contains(['\r', '\n']) {
        piece = piece.replace(['\r', '\n'], " ");
    }
    let limits = story.shared.limits;
    if draft.text.len() + piece.len() > limits.paragraph_bytes {
        return Err(Fault::TooLong);
    }
    if story.shared.text + draft.text.len() + piece.len() > limits.text_bytes {
        return Err(Fault::TooMuch);
    }
    add(story, draft, cursor, &piece);
    Ok(())
}

/// Adds text unless it is hidden, struck out or part of a field's instruction.
fn add(story: &mut Story<'_, '_, '_>, draft: &mut Draft, cursor: &Cursor, piece: &str) {
    let shown = usize::from(!piece.trim().is_empty());
    if cursor.hidden {
        story.shared.hidden += shown;
    } else if cursor.struck {
        story.shared.struck += shown;
    } else if story.shared.fields.shows() && cursor.raised && is_mark(piece) {
        let piece = symbol::superscript(piece);
        draft.text.push(&piece, &cursor.run, cursor.bold);
    } else if story.shared.fields.shows() {
        draft.text.push(piece, &cursor.run, cursor.bold);
    }
}

/// Digits that, raised, are the mark of a note or a power: no part of the number before them.
fn is_mark(piece: &str) -> bool {
    piece.bytes().any(|byte| byte.is_ascii_digit())
}

fn refer(
    story: &mut Story<'_, '_, '_>,
    draft: &mut Draft,
    cursor: &Cursor,
    element: &Element<'_>,
    kind: &'static str,
) {
    // A mark typed by hand follows as text of its own.
    let own = element
        .attr("customMarkFollows")
        .is_some_and(|value| value != "0" && value != "false");
    if let Some(id) = element.attr("id") {
        let mark = story.shared.refer(kind, id);
        if !own {
            add(story, draft, cursor, &symbol::superscript(&mark));
        }
    }
}
