//! Properties of paragraphs and runs, as written at one place (inheritance is in `styles`).

use super::super::error::Fault;
use super::super::xml::{Element, Token, Xml};

/// `w:pPr`: what it says, and nothing where it is silent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ParagraphFormat {
    /// Id of the paragraph's style.
    pub style: Option<String>,
    /// Which numbering; "0" means none.
    pub num: Option<String>,
    /// Level of the numbering, 0–8.
    pub level: Option<usize>,
    /// Outline level, 0–8; 9 is body text.
    pub outline: Option<u8>,
    /// Whether lines are centred.
    pub centred: Option<bool>,
    /// It runs on into the next one: its mark was deleted, or it is the large first letter.
    pub runs_on: bool,
}

/// `w:rPr`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RunFormat {
    /// Id of the run's style.
    pub style: Option<String>,
    /// Bold.
    pub bold: Option<bool>,
    /// Hidden.
    pub hidden: Option<bool>,
    /// Struck out.
    pub struck: Option<bool>,
    /// Raised above the line.
    pub raised: Option<bool>,
    /// Font for Latin letters.
    pub font: Option<String>,
}

/// Reads `w:pPr`, which has just begun.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> Result<ParagraphFormat, Fault> {
    let mut format = ParagraphFormat::default();
    let outside = xml.depth().saturating_sub(1);
    let mut mark = false;
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            mark &= xml.depth() > outside + 1;
            continue;
        };
        match element.name() {
            "pPrChange" | "rPrChange" | "sectPr" => xml.skip()?,
            "rPr" => mark = true,
            "del" | "moveFrom" if mark => format.runs_on = true,
            _ if !mark => note(&mut format, &element),
            _ => {}
        }
    }
    Ok(format)
}

fn note(format: &mut ParagraphFormat, element: &Element<'_>) {
    match element.name() {
        "pStyle" => format.style = element.attr("val"),
        "numId" => format.num = element.attr("val"),
        "ilvl" => format.level = element.number("val").filter(|level| *level < 9),
        "outlineLvl" => format.outline = element.number("val"),
        "framePr" => format.runs_on |= element.attr("dropCap").is_some_and(|cap| cap != "none"),
        "jc" => format.centred = element.attr("val").map(|value| value == "center"),
        _ => {}
    }
}

/// Reads `w:rPr`, which has just begun.
pub(super) fn run(xml: &mut Xml<'_>) -> Result<RunFormat, Fault> {
    let mut format = RunFormat::default();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        match element.name() {
            "rPrChange" => xml.skip()?,
            "rStyle" => format.style = element.attr("val"),
            "b" => format.bold = Some(element.on()),
            "vanish" => format.hidden = Some(element.on()),
            "strike" | "dstrike" => {
                format.struck = Some(format.struck.unwrap_or(false) || element.on());
            }
            "vertAlign" => {
                format.raised = element.attr("val").map(|value| value == "superscript");
            }
            "rFonts" => format.font = element.attr("ascii").or_else(|| element.attr("hAnsi")),
            _ => {}
        }
    }
    Ok(format)
}
