//! Styles and what they hand down.

use std::collections::HashMap;

use super::super::error::Fault;
use super::super::limit::{DEFINITIONS, Limits};
use super::super::xml::{Token, Xml};
use super::format::{self, ParagraphFormat, RunFormat};

/// A chain of styles longer than this goes in a circle.
const LONGEST_CHAIN: usize = 32;

/// One style.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphFormat,
    run: RunFormat,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Option<String>,
    base_run: RunFormat,
    base_paragraph: ParagraphFormat,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Styles, Fault> {
        let mut xml = Xml::new(text, part, limits.depth);
        let mut styles = Styles::default();
        loop {
            if styles.styles.len() > DEFINITIONS {
                return Err(Fault::TooMuch);
            }
            match xml.next()? {
                Token::Start(element) if element.is_w("style") => {
                    let id = element.attr("styleId").unwrap_or_default();
                    let paragraph = element.attr("type").as_deref() == Some("paragraph");
                    let default = matches!(
                        element.attr("default").as_deref(),
                        Some("1" | "true" | "on")
                    );
                    if paragraph && default {
                        styles.default_paragraph = Some(id.clone());
                    }
                    styles.styles.insert(id, style(&mut xml)?);
                }
                Token::Start(element) if element.is_w("rPrDefault") => {
                    styles.base_run = within(&mut xml, "rPr", format::run)?.unwrap_or_default();
                }
                Token::Start(element) if element.is_w("pPrDefault") => {
                    styles.base_paragraph =
                        within(&mut xml, "pPr", format::paragraph)?.unwrap_or_default();
                }
                Token::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// The paragraph's own style and those it is based on, nearest first.
    fn chain<'s>(
        &'s self,
        first: Option<&str>,
    ) -> impl Iterator<Item = (&'s str, &'s Style)> + use<'s> {
        let mut next = first.and_then(|id| self.styles.get_key_value(id));
        std::iter::from_fn(move || {
            let (id, style) = next.take()?;
            next = style
                .based_on
                .as_deref()
                .and_then(|id| self.styles.get_key_value(id));
            Some((id.as_str(), style))
        })
        .take(LONGEST_CHAIN)
    }

    /// The chain of a paragraph: its style, or the default one.
    fn of<'s>(
        &'s self,
        format: &ParagraphFormat,
    ) -> impl Iterator<Item = (&'s str, &'s Style)> + use<'s> {
        self.chain(
            format
                .style
                .as_deref()
                .or(self.default_paragraph.as_deref()),
        )
    }

    /// A paragraph's format with everything its styles hand down.
    pub(super) fn complete(&self, direct: &ParagraphFormat) -> ParagraphFormat {
        let mut whole = direct.clone();
        for (_, style) in self.of(direct) {
            fill(&mut whole, &style.paragraph);
            let heading = heading_level(&style.name);
            whole.outline = whole.outline.or(heading);
        }
        fill(&mut whole, &self.base_paragraph);
        whole
    }

    /// Ids of the paragraph's styles, nearest first: a numbering may be linked to any of them.
    pub(super) fn ids<'s>(
        &'s self,
        format: &ParagraphFormat,
    ) -> impl Iterator<Item = &'s str> + use<'s> {
        self.of(format).map(|(id, _)| id)
    }

    /// The numbering a style brings (for numbering styles).
    pub(super) fn numbering_of(&self, style: &str) -> Option<&str> {
        self.chain(Some(style))
            .find_map(|(_, style)| style.paragraph.num.as_deref())
    }

    /// Whether the paragraph's own style makes its text bold.
    pub(super) fn paragraph_bold(&self, format: &ParagraphFormat) -> Option<bool> {
        self.of(format).find_map(|(_, style)| style.run.bold)
    }

    /// Whether a run is bold. Bold of a character style toggles bold of the paragraph style;
    /// bold at the run itself decides.
    pub(super) fn bold(&self, run: &RunFormat, paragraph: Option<bool>) -> bool {
        let own = self
            .chain(run.style.as_deref())
            .find_map(|(_, style)| style.run.bold);
        run.bold.unwrap_or_else(|| match (own, paragraph) {
            (None, None) => self.base_run.bold.unwrap_or(false),
            (own, paragraph) => own.unwrap_or(false) != paragraph.unwrap_or(false),
        })
    }

    /// Whether a run has something that it, or its style, may say.
    pub(super) fn says(&self, run: &RunFormat, of: fn(&RunFormat) -> Option<bool>) -> bool {
        let styled = || {
            self.chain(run.style.as_deref())
                .find_map(|(_, style)| of(&style.run))
        };
        of(run).or_else(styled).unwrap_or(false)
    }
}

fn fill(whole: &mut ParagraphFormat, from: &ParagraphFormat) {
    whole.num = whole.num.take().or_else(|| from.num.clone());
    whole.level = whole.level.or(from.level);
    whole.outline = whole.outline.or(from.outline);
    whole.centred = whole.centred.or(from.centred);
}

/// "heading 2" is level 1 (from 0), whatever the interface language made of its id.
fn heading_level(name: &str) -> Option<u8> {
    let number = name
        .to_ascii_lowercase()
        .strip_prefix("heading ")?
        .trim()
        .parse::<u8>()
        .ok()?;
    (1..=9).contains(&number).then(|| number - 1)
}

fn style(xml: &mut Xml<'_>) -> Result<Style, Fault> {
    let mut style = Style::default();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let Token::Start(element) = xml.next()? else {
            continue;
        };
        match element.name() {
            "name" => style.name = element.attr("val").unwrap_or_default(),
            "basedOn" => style.based_on = element.attr("val"),
            "pPr" => style.paragraph = format::paragraph(xml)?,
            "rPr" => style.run = format::run(xml)?,
            "tblStylePr" | "tblPr" | "trPr" | "tcPr" => xml.skip()?,
            _ => {}
        }
    }
    Ok(style)
}

/// Reads the first child of a name inside the element that has just begun, to its end.
fn within<'a, T>(
    xml: &mut Xml<'a>,
    name: &str,
    read: impl Fn(&mut Xml<'a>) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    let outside = xml.depth().saturating_sub(1);
    let mut found = None;
    while xml.depth() > outside {
        match xml.next()? {
            Token::Start(element) if element.is_w(name) => found = Some(read(xml)?),
            _ => {}
        }
    }
    Ok(found)
}
